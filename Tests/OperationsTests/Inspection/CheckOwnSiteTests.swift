import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("Inspections of the own portal are kept") struct CheckOwnSiteTests {
    /// A report with a veto on the home page and a deduction on a page of the unit.
    static func report(_ day: Day, isOld: Bool) -> InspectionReport {
        var inspection = SiteInspection(subject: "门户", source: .saved, rules: .released, asOf: day)
        let entry = InspectedPage.Entry(title: "一条信息的标题", day: ListedDate(day.adding(days: isOld ? -20 : -10)))
        inspection.add(InspectedPage(address: "/", title: "首页", entries: [entry], textLength: 500), isHome: true)
        inspection.add(
            InspectedPage(
                address: "/units/caizheng", title: "县财政局动态",
                tags: ["ColumnName": "县财政局动态", "ColumnType": "工作动态"],
                entries: [InspectedPage.Entry(title: "很久以前的信息", day: ListedDate(day.adding(days: -60)))], textLength: 500), isHome: false)
        return inspection.report()
    }

    private static func warning(_ day: Day) -> InspectionWarning {
        InspectionWarning(.homeNotUpdated, on: day.adding(days: 5), "首页最近一条信息的日期是…", .init(page: "/"))
    }

    @Test("The last inspection of a day counts, and a day in the past sees what was known then", arguments: Engine.available)
    func history(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let act = CheckOwnSite(place.installation, county: place.county.id)
            let (first, unit) = (place.installation.now().day, place.unit)
            _ = try await act.finish(Self.report(first, isOld: true), warnings: [], owners: [:], actor: "system")
            let kept = try await act.finish(
                Self.report(first, isOld: false), warnings: [Self.warning(first)], owners: ["/units/caizheng": unit], actor: "system")
            let second = first.adding(days: 1)
            _ = try await act.finish(Self.report(second, isOld: true), warnings: [], owners: [:], actor: "system")

            let site = place.county.id
            let (latest, next, before, lines) = try await place.installation.store.read { transaction in
                let register = SiteCheckRegister(transaction, site: site)
                return (
                    try register.latest(on: first), try register.latest(on: second.adding(days: 9)),
                    try register.latest(on: first.adding(days: -1)), try register.history(limit: 10)
                )
            }
            #expect(latest == kept)
            #expect(next?.day == second)
            #expect(before == nil)
            #expect(lines.map(\.day) == [second, first])
            #expect(lines.map(\.vetoes) == [true, false].map { Self.report(first, isOld: $0).findings(of: .veto).count })
            #expect(lines[0].vetoes == lines[1].vetoes + 1)
            #expect(lines.last == kept.line)
        }
    }

    @Test(
        "One node takes an inspection on; it is asked for by the office alone, and not while one is under way", arguments: Engine.available)
    func taking(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let act = CheckOwnSite(place.installation, county: place.county.id)
            #expect(try await act.begin())
            #expect(try await !act.begin())
            await #expect(throws: CheckOwnSite.Refusal.alreadyRunning) { try await act.request(by: place.office) }
            let today = place.installation.now().day
            _ = try await act.finish(Self.report(today, isOld: false), warnings: [], owners: [:], actor: "system")
            #expect(try await !act.begin())
            await #expect(throws: CheckOwnSite.Refusal.needsOffice) { try await act.request(by: place.editor) }
            try await act.request(by: place.office)
            #expect(try await act.begin())
        }
    }

    @Test("Rules are dated: a set counts from its day on; a wrong one changes nothing", arguments: Engine.available)
    func rules(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let act = CheckOwnSite(place.installation, county: place.county.id)
            let today = place.installation.now().day
            var rules = InspectionRules.released
            (rules.effective, rules.homeDays) = (today.adding(days: 30), 10)
            try await act.set(rules, warningDays: 14, by: place.office)
            let (later, days) = try await act.terms()
            #expect(later.homeDays == 14 && days == 14)
            rules.effective = today
            try await act.set(rules, warningDays: 7, by: place.office)
            #expect(try await act.terms().rules == rules)
            rules.homeDays = 0
            let wrong = rules
            await #expect(throws: CheckOwnSite.Refusal.rules([.badNumber("homeDays")])) {
                try await act.set(wrong, warningDays: 7, by: place.office)
            }
            await #expect(throws: CheckOwnSite.Refusal.badWarningDays(limit: 60)) {
                try await act.set(.released, warningDays: 61, by: place.office)
            }
            #expect(try await act.terms().rules.homeDays == 10)
        }
    }

    @Test(
        "An automatic leaf counts what names the unit's pages in the last inspection up to the day; none gives no figure",
        arguments: Engine.available)
    func measures(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let act = CheckOwnSite(place.installation, county: place.county.id)
            let today = place.installation.now().day
            let report = Self.report(today, isOld: true)
            _ = try await act.finish(report, warnings: [], owners: ["/units/caizheng": place.unit], actor: "system")
            let (unit, county) = (place.unit, place.county)
            func part(_ measure: Measure, _ day: Day) async throws -> Int? {
                try await place.installation.store.read { transaction in
                    try RegisterMeasures().value(of: measure, unit: unit, from: day, to: day, county: county, in: transaction)?.part
                }
            }
            let own = report.findings(of: .deduction).count { $0.evidence.contains { $0.page == "/units/caizheng" } }
            #expect(own > 0)
            #expect(try await part(.siteFindings, today) == own)
            // The home page is the office's.
            #expect(try await part(.siteVetoes, today) == 0)
            #expect(try await part(.siteFindings, today.adding(days: -1)) == nil)
        }
    }

    @Test(
        "The digest names what becomes a fault soon: to the office everything and the vetoes, to a unit its own",
        arguments: Engine.available)
    func digest(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            for (login, name) in [("r-editor", "editor"), ("r-disclosureoffice", "office")] {
                try await place.installation.store.write {
                    try $0.execute("UPDATE account SET email = \("\(name)@mingchuan.example") WHERE login = \(login)")
                }
            }
            let today = place.today
            let own = InspectionWarning(
                .newsColumn, on: today.adding(days: 3), "栏目“县自然资源局动态”没有更新。", .init(page: "/units/zrzy"))
            _ = try await CheckOwnSite(place.installation, county: place.county.id).finish(
                Self.report(today, isOld: true), warnings: [Self.warning(today), own], owners: ["/units/zrzy": place.unit], actor: "system")
            _ = try await WriteReminders(place.installation, origin: nil).run()
            let mails = try await place.installation.store.read { transaction in
                try transaction.rows("SELECT recipient, body FROM outbox") { row -> (String, String) in
                    (try row["recipient"], try row["body"])
                }
            }
            let bodies = Dictionary(mails, uniquingKeysWith: { $1 })
            let editor = try #require(bodies["editor@mingchuan.example"])
            #expect(editor.contains("【网站检查】") && editor.contains("\(own.day) 起：栏目“县自然资源局动态”"))
            #expect(!editor.contains("首页最近") && !editor.contains("单项否决："))
            let office = try #require(bodies["office@mingchuan.example"])
            #expect(office.contains("单项否决：首页最近一条信息的日期是") && office.contains("县自然资源局动态") && office.contains("首页最近一条信息的日期是…"))
        }
    }
}
