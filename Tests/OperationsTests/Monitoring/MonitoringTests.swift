import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("Monitoring counts the registers as of any day") struct MonitoringTests {
    /// A county with two units and four items, and the keys of what is in it.
    private struct Place {
        let installation: Installation
        let county: County
        let version: CatalogueVersion
        let items: [CatalogueItem]
        let units: [OrganisationUnit.ID]

        func figures(_ scope: MonitoringQueries.Scope = MonitoringQueries.Scope(), on day: Day) async throws -> MonitoringFigures {
            try await installation.store.read { [county] in try MonitoringQueries($0, site: county.id).figures(scope, on: day) }
        }

        func report(on day: Day) async throws -> MonitoringReport {
            try await installation.store.read { [county] in try MonitoringQueries($0, site: county.id).report(on: day) }
        }
    }

    private func with(_ engine: Engine, _ body: (Place) async throws -> Void) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            let rows = [("scjgj", "县市场监管局"), ("wsjkj", "县卫生健康局")].map { code, name in
                RegisterUnits.Row(
                    unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: code, name: name, kind: .department), parentCode: nil,
                    aliases: [])
            }
            _ = try await RegisterUnits(installation).run(rows, site: county.id, actor: "test")
            let items = [
                ("食品药品监管", "抽检", "每月公开一次"), ("食品药品监管", "决定", "信息形成之日起20个工作日内"), ("医疗卫生", "机构", "长期公开"), ("医疗卫生", "公告", "信息形成之日起3个工作日内"),
            ].enumerated().map { row, item in
                CatalogueReading.Item(
                    sheet: nil, row: row + 3,
                    entry: CatalogueEntry(
                        domain: item.0, levels: ["监管", item.1], elements: ["名称", "结果"], timeLimit: TimeLimitReader.read(item.2).limit,
                        subjects: row == 1 ? ["县市场监管局", "县卫生健康局"] : ["县市场监管局"], stages: row == 0 ? [.execution, .result] : []))
            }
            let outcome = try await DraftCatalogue(installation).run(
                DraftCatalogue.Source(level: .county, title: "目录", items: items, notes: []), county: county, actor: "test")
            _ = try await AdoptCatalogue(installation).run(
                outcome.version.id, effective: try #require(Day(text: "2026-01-01")), county: county, actor: "test")
            let (known, units) = try await installation.store.read { transaction in
                (
                    try CatalogueRegister(transaction, site: county.id).items(of: outcome.version.id),
                    try UnitRegister(transaction, site: county.id).all().map(\.id)
                )
            }
            try await body(Place(installation: installation, county: county, version: outcome.version, items: known, units: units))
        }
    }

    /// Sixty days in which obligations are listed, met, reopened, waived, dropped and listed again, all from one seed.
    private struct Course {
        private var state: UInt64
        private var serial: Int64 = 1000
        let place: Place

        init(seed: UInt64, place: Place) {
            state = seed
            self.place = place
        }

        mutating func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }

        /// What happens in one day, each thing an hour after the other.
        mutating func live(_ day: Day, _ transaction: any Transaction) throws {
            let register = ObligationRegister(transaction, site: place.county.id)
            for hour in 0..<6 {
                let now = Instant(milliseconds: Instant(startOf: day).milliseconds + Int64(hour * 4) * 3_600_000)
                let open = try register.open().map(\.obligation)
                switch next(6) {
                case 0, 1, 2: try list(day, now, register)
                case 3: if !open.isEmpty { _ = try register.close(open[next(open.count)].id, .fulfilled(by: document(), at: now)) }
                case 4:
                    let met: [Disclosure.ID] = try transaction.rows(
                        "SELECT disclosure_id FROM obligation WHERE state = 'fulfilled' ORDER BY disclosure_id"
                    ) { try $0["disclosure_id"] }
                    if !met.isEmpty { try register.reopen(fulfilledBy: met[next(met.count)], at: now) }
                default:
                    guard !open.isEmpty else { continue }
                    let found = open[next(open.count)]
                    let isWaived = next(2) == 0
                    _ = try register.close(found.id, isWaived ? .waived(reason: "无", by: "甲", at: now) : .lapsed(at: now))
                }
            }
        }

        private mutating func document() -> Disclosure.ID {
            serial += 1
            return Disclosure.ID(serial)
        }

        /// A new one, or with the same key one that had lapsed.
        private mutating func list(_ day: Day, _ now: Instant, _ register: ObligationRegister) throws {
            serial += 1
            let item = place.items[next(place.items.count)]
            let every = [TimeLimit.Period.month, .quarter][next(2)]
            let period = PublicationPeriod(every, containing: day.adding(days: -30 * next(4)))
            let due =
                next(8) == 0
                ? nil
                : Due(
                    derivation: WorkingCalendar.released.due(from: day.adding(days: -20), workingDays: next(20) + 1), basis: .catalogue,
                    event: "")
            let obligation = Obligation(
                id: Obligation.ID(serial), unit: place.units[next(place.units.count)], item: item.id, catalogue: place.version.id,
                domain: item.domain, title: "事项", occasion: .period(period), start: day, raised: now)
            try register.insert(obligation, due: due)
        }
    }

    @Test(
        "Every day in the past is counted as it was counted on that day, and like the rule itself; parts sum to the whole",
        arguments: Engine.available, [3, 11] as [UInt64])
    func past(_ engine: Engine, _ seed: UInt64) async throws {
        try await with(engine) { place in
            let first = try #require(Day(text: "2026-03-01"))
            let lived = try await place.installation.store.write { transaction in
                var course = Course(seed: seed, place: place)
                var lived: [MonitoringFigures] = []
                for number in 0..<60 {
                    let day = first.adding(days: number)
                    try course.live(day, transaction)
                    lived.append(try MonitoringQueries(transaction, site: place.county.id).figures(on: day))
                }
                return lived
            }
            for standing in DutyStanding.allCases { #expect(lived.contains { $0.duties[standing] > 0 }, "\(standing)") }
            for (number, figures) in lived.enumerated() {
                let day = first.adding(days: number)
                let report = try await place.report(on: day)
                #expect(report.total == figures, "\(day)")
                #expect(report.cells.values.reduce(MonitoringFigures()) { $0 + $1 } == figures)
                let counted = try await place.installation.store.read { transaction in
                    try Self.countOneByOne(transaction, place, on: day)
                }
                #expect(counted == figures.duties, "\(day)")
            }
        }
    }

    /// The same by the rule of the Domain, obligation by obligation.
    private static func countOneByOne(_ transaction: any Transaction, _ place: Place, on day: Day) throws -> DutyCounts {
        var counts = DutyCounts()
        for item in place.items {
            for unit in place.units {
                let duties = try MonitoringDetail(transaction, site: place.county.id).duties(
                    item: item.id, unit: unit, on: day, limit: 10_000)
                for duty in duties { counts[duty.standing] += 1 }
                let sum = try MonitoringQueries(transaction, site: place.county.id).figures(
                    MonitoringQueries.Scope(unit: unit, domain: item.domain, item: item.id), on: day)
                #expect(sum.duties.total == duties.count)
                for duty in duties where duty.standing == .onTime {
                    let (closed, due) = (try #require(duty.closed), try #require(duty.due))
                    #expect(closed.day <= due)
                }
            }
        }
        return counts
    }

    @Test("Months hold what fell due in them, and together everything due", arguments: Engine.available)
    func months(_ engine: Engine) async throws {
        try await with(engine) { place in
            let first = try #require(Day(text: "2026-03-01"))
            let day = first.adding(days: 59)
            let (months, figures) = try await place.installation.store.write { transaction in
                var course = Course(seed: 5, place: place)
                for number in 0..<60 { try course.live(first.adding(days: number), transaction) }
                return (
                    try MonitoringDetail(transaction, site: place.county.id).months(on: day, count: 12),
                    try MonitoringQueries(transaction, site: place.county.id).figures(on: day)
                )
            }
            let all = months.values.joined().reduce(DutyCounts()) { $0 + $1.duties }
            #expect(all.due == figures.duties.due && all.onTime == figures.duties.onTime && all.missing == figures.duties.missing)
            #expect(months.values.allSatisfy { $0.count == 12 && $0.last?.key == "2026-04" })
        }
    }

    @Test("A county without obligations has empty places, and items that no unit answers for are named", arguments: Engine.available)
    func places(_ engine: Engine) async throws {
        try await with(engine) { place in
            let day = try #require(Day(text: "2026-03-20"))
            let report = try await place.report(on: day)
            #expect(report.total.places.places == 5 && report.total.places.filled == 0 && report.total.duties.total == 0)
            #expect(report.unassigned.isEmpty && report.guide == nil && report.catalogue?.title == "目录")
            // Before the catalogue came into force nothing was asked of anybody.
            let before = try await place.report(on: try #require(Day(text: "2025-12-31")))
            #expect(before.lines.isEmpty && before.catalogue == nil)
            #expect(report.parts(.stage).map(\.name) == ["执行", "结果", "目录未写明"])
        }
    }

    @Test("Documents count from the day of their publication, elements only where somebody has judged them", arguments: Engine.available)
    func documents(_ engine: Engine) async throws {
        try await with(engine) { place in
            let (item, unit) = (place.items[0], place.units[0])
            let published = try #require(Instant(text: "2026-03-10 09:00"))
            try await place.installation.store.write { transaction in
                let register = DisclosureRegister(transaction, site: place.county.id)
                for number in 1...3 as ClosedRange<Int64> {
                    let document = Disclosure(
                        id: Disclosure.ID(number), unit: unit, item: item.id, domain: item.domain, title: "文件\(number)",
                        published: published,
                        body: DocumentBody([]))
                    try register.insert(
                        document, storedBody: "", sourceKey: "k\(number)", digest: [1],
                        position: DisclosureRegister.position(published: published, sequence: number))
                }
                let tally = ElementTally(required: item.entry.elements, answers: [Draft.Element(name: "名称", isCovered: true)])
                try ElementRegister(transaction, site: place.county.id).put(
                    tally, of: Disclosure.ID(1), unit: unit, item: item.id, at: published)
                try ElementRegister(transaction, site: place.county.id).end(
                    Disclosure.ID(1), at: Instant(startOf: published.day.adding(days: 5)))
            }
            let before = try await place.figures(on: published.day.adding(days: -1))
            let then = try await place.figures(on: published.day)
            let after = try await place.figures(on: published.day.adding(days: 5))
            #expect(before.places.documents == 0 && before.elements == ElementCounts())
            #expect(then.places.documents == 3 && then.places.filled == 1 && then.elements.judged == 1 && then.elements.unknown == 2)
            #expect(then.elements.completeness == Ratio(1, of: 2))
            #expect(after.elements.judged == 0 && after.elements.unknown == 3 && after.elements.completeness.percent == nil)
        }
    }

    @Test("The deadline is kept in step with the due day", arguments: Engine.available)
    func deadlines(_ engine: Engine) async throws {
        try await with(engine) { place in
            try await place.installation.store.write { transaction in
                var course = Course(seed: 9, place: place)
                for number in 0..<30 { try course.live(Day(serial: 20_500 + number), transaction) }
            }
            let wrong = try await place.installation.store.read { transaction in
                try transaction.rows("SELECT due, deadline FROM obligation") { row -> Bool in
                    let (due, deadline): (String, Instant?) = (try row["due"], try row["deadline"])
                    return Day(text: due).map { Instant(startOf: $0.adding(days: 1)) } != deadline
                }.count { $0 }
            }
            #expect(wrong == 0)
        }
    }
}
