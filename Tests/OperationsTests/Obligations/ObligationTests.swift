import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("Obligations follow from the catalogue in force") struct ObligationTests {
    /// The test clock stands on 2026-03-20.
    private let today = Day(text: "2026-03-20")

    private func item(_ name: String, _ limit: String, units: [String] = ["县市场监管局"]) -> CatalogueReading.Item {
        CatalogueReading.Item(
            sheet: nil, row: 3,
            entry: CatalogueEntry(
                domain: "食品药品监管", levels: ["监管", name], timeLimit: TimeLimitReader.read(limit).limit, subjects: units))
    }

    private func register(_ county: County, _ installation: Installation) async throws {
        let rows = [("scjgj", "县市场监管局"), ("wsjkj", "县卫生健康局")].map { code, name in
            RegisterUnits.Row(
                unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: code, name: name, kind: .department), parentCode: nil, aliases: [])
        }
        _ = try await RegisterUnits(installation).run(rows, site: county.id, actor: "test")
    }

    private func adopt(
        _ items: [CatalogueReading.Item], _ effective: String, notes: [CatalogueNote] = [], _ county: County, _ installation: Installation
    ) async throws {
        let outcome = try await DraftCatalogue(installation).run(
            DraftCatalogue.Source(level: .county, title: "目录", items: items, notes: notes), county: county, actor: "test")
        _ = try await AdoptCatalogue(installation).run(
            outcome.version.id, effective: try #require(Day(text: effective)), county: county, actor: "test")
    }

    private func lines(
        _ county: County, _ installation: Installation, _ filter: ObligationQueries.Filter = ObligationQueries.Filter()
    ) async throws -> [ObligationQueries.Line] {
        try await installation.store.read { try ObligationQueries($0, site: county.id).lines(filter, limit: 100) }
    }

    private let all: [(String, String)] = [
        ("每月事项", "每月公开一次"), ("长期事项", "长期公开"), ("不明事项", "按规定执行"), ("行政处罚决定", "信息形成或者变更之日起20个工作日内"), ("听证公告", "听证会召开前7日"),
    ]

    @Test("The sweep raises periods, standing and unclear ones once, and nothing the second time", arguments: Engine.available)
    func sweep(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            try await register(county, installation)
            try await adopt(all.map { item($0.0, $0.1) }, "2026-01-01", county, installation)
            let first = try await RaiseObligations(installation).run(county: county.id, since: Day(text: "2026-01-15"), actor: "test")
            #expect(first.raised == 5)
            let again = try await RaiseObligations(installation).run(county: county.id, since: Day(text: "2026-01-15"), actor: "test")
            #expect(again.isEmpty)
            let found = try await lines(county, installation)
            let words = found.map { line in "\(line.obligation.title) \(line.due?.description ?? "-")" }
            #expect(
                words == [
                    "监管 › 每月事项 2026-01-31", "监管 › 每月事项 2026-02-28", "监管 › 每月事项 2026-03-31", "监管 › 长期事项 2026-04-20", "监管 › 不明事项 -",
                ])
            let events = try await installation.store.read {
                try $0.count("SELECT COUNT(*) AS n FROM event WHERE verb = 'obligationsRaised'")
            }
            #expect(events == 1)
        }
    }

    @Test("A recorded event begins an obligation with the shorter limit; the same event twice is refused", arguments: Engine.available)
    func event(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            try await register(county, installation)
            try await adopt(all.map { item($0.0, $0.1) }, "2026-01-01", county, installation)
            _ = try await RaiseObligations(installation).run(county: county.id, actor: "test")
            let (penalty, hearing, monthly, unit, other) = try await installation.store.read { transaction in
                let version = try #require(try CatalogueRegister(transaction, site: county.id).inForce(.county))
                let items = try CatalogueRegister(transaction, site: county.id).items(of: version.id)
                func id(_ name: String) throws -> CatalogueItem.ID { try #require(items.first { $0.entry.name == name }?.id) }
                let units = UnitRegister(transaction, site: county.id)
                return (
                    try id("行政处罚决定"), try id("听证公告"), try id("每月事项"), try #require(try units.find(code: "scjgj")?.id),
                    try #require(try units.find(code: "wsjkj")?.id)
                )
            }
            let today = try #require(today)
            func draft(
                _ item: CatalogueItem.ID, _ happening: TriggerEvent.Happening, _ day: Day, what: String = "川市监罚〔2026〕1号",
                unit: OrganisationUnit.ID = unit
            ) -> RecordTriggerEvent.Draft { RecordTriggerEvent.Draft(item: item, unit: unit, happening: happening, what: what, day: day) }
            let record = RecordTriggerEvent(installation)
            _ = try await record.run(draft(penalty, .decided, today), site: county.id, actor: "test")
            let hearingDay = try #require(Day(text: "2026-05-18"))
            _ = try await record.run(draft(hearing, .planned, hearingDay), site: county.id, actor: "test")
            let found = try await lines(county, installation).filter { $0.what != nil }
            #expect(found.map { $0.due?.description } == ["2026-03-31", "2026-05-11"])
            let refusals: [(RecordTriggerEvent.Draft, RecordTriggerEvent.Refusal)] = [
                (draft(penalty, .decided, today), .recordedBefore), (draft(monthly, .formed, today), .raisedByItself),
                (draft(hearing, .decided, today), .mustBePlanned), (draft(penalty, .planned, today), .mayNotBePlanned),
                (draft(penalty, .decided, today.adding(days: 1)), .inTheFuture), (draft(penalty, .decided, today, what: " "), .emptyWhat),
                (draft(penalty, .decided, today, unit: other), .unitNotResponsible),
                (draft(CatalogueItem.ID(7), .decided, today), .unknownItem),
                (draft(penalty, .decided, today.adding(days: -4000)), .tooLongAgo),
                (draft(penalty, .decided, today, what: String(repeating: "长", count: 201)), .longWhat(limit: 200)),
            ]
            for (draft, refusal) in refusals {
                await #expect(throws: refusal) { try await record.run(draft, site: county.id, actor: "test") }
            }
        }
    }

    @Test(
        "A document closes its own obligation, the standing one and the period's; withdrawn, they are open again",
        arguments: Engine.available)
    func fulfil(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            try await register(county, installation)
            try await adopt(all.map { item($0.0, $0.1) }, "2026-01-01", county, installation)
            _ = try await RaiseObligations(installation).run(county: county.id, since: Day(text: "2026-02-01"), actor: "test")
            let open = try await lines(county, installation).map(\.obligation)
            let february = try #require(open.first)
            let (document, now) = (Disclosure.ID(77), installation.now())
            try await installation.store.write { transaction in
                let register = ObligationRegister(transaction, site: county.id)
                let own = try register.fulfil(february.id, item: february.item, unit: february.unit, by: document, at: now)
                // February's, from which it was begun, and March's, in which it appears.
                #expect(own.count == 2)
                let again = try register.fulfil(february.id, item: february.item, unit: february.unit, by: document, at: now)
                #expect(again.isEmpty)
                let reopened = try register.reopen(fulfilledBy: document, at: now)
                #expect(Set(reopened) == Set(own))
            }
            let standing = try #require(open.first { $0.occasion == .standing })
            try await installation.store.write { transaction in
                let register = ObligationRegister(transaction, site: county.id)
                let closed = try register.fulfil(nil, item: standing.item, unit: standing.unit, by: document, at: now)
                let none = try register.fulfil(nil, item: standing.item, unit: OrganisationUnit.ID(9), by: document, at: now)
                #expect(closed == [standing.id] && none.isEmpty)
            }
        }
    }

    @Test("What leaves the catalogue lapses, but what was overdue stays; what comes back is open again", arguments: Engine.available)
    func retired(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            try await register(county, installation)
            try await adopt(all.map { item($0.0, $0.1) }, "2026-01-01", county, installation)
            _ = try await RaiseObligations(installation).run(county: county.id, since: Day(text: "2026-02-01"), actor: "test")
            let left = ["每月事项", "长期事项", "不明事项"]
            let notes = left.map { CatalogueNote(domain: "食品药品监管", levels: ["监管", $0], reason: "依据失效", isRetirement: true) }
            try await adopt(all.filter { !left.contains($0.0) }.map { item($0.0, $0.1) }, "2026-03-01", notes: notes, county, installation)
            let outcome = try await RaiseObligations(installation).run(county: county.id, actor: "test")
            #expect(outcome.lapsed == 3 && outcome.raised == 0)
            let open = try await lines(county, installation)
            #expect(open.map { $0.due?.description } == ["2026-02-28"])
        }
    }

    @Test("A waiver needs a reason, an open obligation and the version that was seen", arguments: Engine.available)
    func waive(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            try await register(county, installation)
            try await adopt([item("每月事项", "每月公开一次")], "2026-01-01", county, installation)
            _ = try await RaiseObligations(installation).run(county: county.id, actor: "test")
            let found = try await lines(county, installation)
            let id = try #require(found.first).obligation.id
            let waive = WaiveObligation(installation)
            await #expect(throws: WaiveObligation.Refusal.emptyReason) {
                try await waive.run(id, reason: " \n", site: county.id, actor: "t")
            }
            await #expect(throws: WaiveObligation.Refusal.unknown) {
                try await waive.run(Obligation.ID(5), reason: "无", site: county.id, actor: "t")
            }
            await #expect(throws: StoreError.self) { try await waive.run(id, reason: "本月无此业务", version: 7, site: county.id, actor: "t") }
            try await waive.run(id, reason: "本月无此业务", version: 1, site: county.id, actor: "李审（审核）")
            await #expect(throws: WaiveObligation.Refusal.notOpen) { try await waive.run(id, reason: "再次", site: county.id, actor: "t") }
            let waived = try await lines(county, installation, ObligationQueries.Filter(state: .waived))
            guard case .waived(let reason, let by, _)? = waived.first?.obligation.state else {
                Issue.record("not waived")
                return
            }
            #expect(reason == "本月无此业务" && by == "李审（审核）")
            // The next sweep does not raise it again.
            let outcome = try await RaiseObligations(installation).run(county: county.id, actor: "test")
            #expect(outcome.isEmpty)
        }
    }

    @Test("A new calendar moves the due days of what is open, and clears the doubt", arguments: Engine.available)
    func calendar(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            try await register(county, installation)
            try await adopt([item("长期事项", "长期公开")], "2026-01-01", county, installation)
            _ = try await RaiseObligations(installation).run(county: county.id, actor: "test")
            let before = try await lines(county, installation)
            #expect(before.map { $0.due?.description } == ["2026-04-20"])
            let shipped = try #require(HolidayYear.released.last)
            let more = HolidayYear.Arranged(day: try #require(Day(text: "2026-04-13")), isOff: true, name: "县庆")
            let changed = try await LoadHolidays(installation).run(
                HolidayYear(year: 2026, days: shipped.days + [more], source: "test"), actor: "test")
            let after = try await lines(county, installation)
            #expect(changed.obligations == 1 && after.map { $0.due?.description } == ["2026-04-21"])
            await #expect(throws: LoadHolidays.Refusal.faults([.empty])) {
                try await LoadHolidays(installation).run(HolidayYear(year: 2027, days: [], source: ""), actor: "test")
            }
        }
    }

    @Test("An edited statute counts at once", arguments: Engine.available)
    func limits(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            try await register(county, installation)
            try await adopt(all.map { item($0.0, $0.1) }, "2026-01-01", county, installation)
            _ = try await RaiseObligations(installation).run(county: county.id, actor: "test")
            let (today, open) = (try #require(today), try await lines(county, installation))
            let unit = try #require(open.first).obligation.unit
            let penalty = try await installation.store.read { transaction in
                let version = try #require(try CatalogueRegister(transaction, site: county.id).inForce(.county))
                return try #require(
                    try CatalogueRegister(transaction, site: county.id).items(of: version.id).first { $0.entry.name == "行政处罚决定" }?.id)
            }
            _ = try await RecordTriggerEvent(installation).run(
                RecordTriggerEvent.Draft(item: penalty, unit: unit, happening: .decided, what: "1号", day: today), site: county.id,
                actor: "t")
            var limit = try #require(StatutoryLimit.released.first)
            limit.rule = .within(amount: 2, unit: .workingDay)
            let changed = try await SetStatutoryLimits(installation).run([limit], county: county.id, actor: "test")
            let found = try await lines(county, installation).first { $0.what != nil }
            #expect(changed == 1 && found?.due?.description == "2026-03-24")
            limit.words = []
            await #expect(throws: SetStatutoryLimits.Refusal.faults([.noWords(code: limit.code)])) {
                try await SetStatutoryLimits(installation).run([limit], county: county.id, actor: "test")
            }
            let kept = try await installation.store.read { try StatutoryLimitRegister($0, site: county.id).all() }
            #expect(kept.count == 1 && kept.first?.rule == .within(amount: 2, unit: .workingDay))
        }
    }

    @Test("Lists go on from page to page without gaps, and units are counted", arguments: Engine.available)
    func paging(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            try await register(county, installation)
            let many = (1...9).map { item("每月事项\($0)", "每月公开一次", units: ["县市场监管局", "县卫生健康局"]) }
            try await adopt(many + [item("不明事项", "按规定执行")], "2026-01-01", county, installation)
            _ = try await RaiseObligations(installation).run(county: county.id, since: Day(text: "2026-02-01"), actor: "test")
            let today = try #require(today)
            try await installation.store.read { transaction in
                let queries = ObligationQueries(transaction, site: county.id)
                var seen: [Obligation.ID] = []
                var cursor: ObligationQueries.Cursor?
                repeat {
                    let page = try queries.lines(ObligationQueries.Filter(), after: cursor, limit: 7)
                    seen += page.map(\.obligation.id)
                    cursor = try page.last.map { try #require(ObligationQueries.Cursor(text: ObligationQueries.Cursor($0).text)) }
                } while cursor != nil
                #expect(seen.count == 37 && Set(seen).count == 37)
                let standings = try queries.standings(on: today, soon: today.adding(days: 14))
                #expect(standings.map(\.overdue).sorted() == [9, 9] && standings.map(\.dueSoon) == [9, 9])
                #expect(standings.map(\.unclear).sorted() == [0, 1])
                let counts = try [
                    ObligationQueries.Filter(through: today), ObligationQueries.Filter(isUnclear: true),
                    ObligationQueries.Filter(domain: "99"),
                ].map { try queries.count($0) }
                #expect(counts == [18, 1, 0])
            }
        }
    }
}
