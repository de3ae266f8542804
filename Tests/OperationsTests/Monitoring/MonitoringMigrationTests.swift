import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A database from before monitoring is counted like one that was new from the start") struct MonitoringMigrationTests {
    /// One obligation with all that ever happened to it.
    private struct Course: Sendable {
        let key: Int64
        let unit: Int
        let item: Int
        let start: Day
        let raised: Instant
        let due: Day?
        let end: End?

        enum End: Sendable {
            case fulfilled(Instant)
            case waived(Instant)
            case lapsed(Instant)
            /// Its document was published, and taken down again.
            case withdrawn(published: Instant, Instant)
        }
    }

    /// Days that end months, years, leap years and centuries.
    private static let edges = [
        "1999-12-31", "2000-02-28", "2000-02-29", "2000-03-01", "2004-02-29", "2024-02-28", "2024-02-29", "2024-03-01", "2025-02-28",
        "2025-12-31", "2026-01-01", "2099-12-31", "2100-02-28", "2100-03-01", "2400-02-29",
    ]

    /// Three hundred obligations with due days over six years, after them those at the edges.
    private static func courses() throws -> [Course] {
        var state: UInt64 = 20_260_320
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        let first = try #require(Day(text: "2021-01-01"))
        let edges = try edges.map { try #require(Day(text: $0)) }
        return (0..<300 + edges.count).map { number in
            let start = number < 300 ? first.adding(days: next(6 * 365)) : edges[number - 300].adding(days: -20)
            let due = number < 300 ? (next(8) == 0 ? nil : start.adding(days: next(40))) : edges[number - 300]
            // Around the due day, by the hour: before it, on it, after it.
            let around = Instant(startOf: (due ?? start).adding(days: next(9) - 4)).milliseconds + Int64(next(24)) * 3_600_000
            let time = Instant(milliseconds: around)
            let later = Instant(milliseconds: around + Int64(next(60) + 1) * 43_200_000)
            let ends: [Course.End?] = [
                nil, .fulfilled(time), .fulfilled(time), .waived(time), .lapsed(time), .withdrawn(published: time, later),
            ]
            return Course(
                key: Int64(number + 1), unit: next(2), item: next(2), start: start,
                raised: Instant(startOf: start.adding(days: -next(10))), due: due, end: ends[next(ends.count)])
        }
    }

    /// Two units and two items.
    private struct Place {
        let installation: Installation
        let county: County
        let version: CatalogueVersion.ID
        let items: [CatalogueItem]
        let units: [OrganisationUnit.ID]

        /// - Parameter county: one that is there already.
        init(_ installation: Installation, county made: County? = nil) async throws {
            let county = if let made { made } else { try await installation.testCounty() }
            let rows = [("scjgj", "县市场监管局"), ("wsjkj", "县卫生健康局")].map { code, name in
                RegisterUnits.Row(
                    unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: code, name: name, kind: .department), parentCode: nil,
                    aliases: [])
            }
            _ = try await RegisterUnits(installation).run(rows, site: county.id, actor: "test")
            let items = ["抽检", "决定"].enumerated().map { row, name in
                CatalogueReading.Item(
                    sheet: nil, row: row + 3,
                    entry: CatalogueEntry(
                        domain: "食品药品监管", levels: ["监管", name], elements: ["名称"], timeLimit: TimeLimitReader.read("每月公开一次").limit,
                        subjects: ["县市场监管局", "县卫生健康局"]))
            }
            let outcome = try await DraftCatalogue(installation).run(
                DraftCatalogue.Source(level: .county, title: "目录", items: items, notes: []), county: county, actor: "test")
            _ = try await AdoptCatalogue(installation).run(
                outcome.version.id, effective: try #require(Day(text: "2021-01-01")), county: county, actor: "test")
            let (site, version) = (county.id, outcome.version.id)
            self.installation = installation
            self.county = county
            self.version = version
            self.items = try await installation.store.read { try CatalogueRegister($0, site: site).items(of: version) }
            units = try await installation.store.read { try UnitRegister($0, site: site).all().map(\.id) }
        }

        func figures(on day: Day) async throws -> MonitoringFigures {
            let site = county.id
            return try await installation.store.read { try MonitoringQueries($0, site: site).figures(on: day) }
        }

        func document(_ course: Course, published: Instant) -> Disclosure {
            let item = items[course.item]
            return Disclosure(
                id: Disclosure.ID(10_000 + course.key), unit: units[course.unit], item: item.id, domain: item.domain,
                title: "文件\(course.key)",
                published: published, body: DocumentBody([]))
        }

        func publish(_ document: Disclosure, _ transaction: any Transaction) throws {
            try DisclosureRegister(transaction, site: county.id).insert(
                document, storedBody: "", sourceKey: "k\(document.id)", digest: [1],
                position: DisclosureRegister.position(published: document.published, sequence: document.id.rawValue))
        }
    }

    /// A county as the program before wrote it: with the columns of its time.
    private static func oldCounty(_ installation: Installation) async throws -> County {
        let county = County(
            id: County.ID(1), name: "明川县人民政府", placeName: "明川县", hosts: [], siteCode: "9999010001", areaCode: "999901")
        try await installation.store.write { transaction in
            try transaction.execute(
                """
                INSERT INTO site (id, name, place_name, site_code, area_code, sponsor, operator_name, phone, icp_number, police_number,
                    content_version, version)
                VALUES (\(county.id), \(county.name), \(county.placeName), \(county.siteCode), \(county.areaCode), '', '', '', '', '', 1, 1)
                """)
            for (index, domain) in DisclosureDomain.standard.enumerated() {
                try transaction.execute(
                    "INSERT INTO domain (site_id, code, name, position) VALUES (\(county.id), \(domain.code), \(domain.name), \(index + 1))"
                )
            }
        }
        return county
    }

    // MARK: As this program does it

    private static func live(_ course: Course, _ place: Place, _ transaction: any Transaction) throws {
        let register = ObligationRegister(transaction, site: place.county.id)
        let item = place.items[course.item]
        let obligation = Obligation(
            id: Obligation.ID(course.key), unit: place.units[course.unit], item: item.id, catalogue: place.version, domain: item.domain,
            title: "事项", occasion: .event(TriggerEvent.ID(course.key)), start: course.start, raised: course.raised)
        let due = course.due.map { day in
            Due(derivation: WorkingCalendar.released.due(on: day), basis: .catalogue, event: "")
        }
        _ = try register.insert(obligation, due: due)
        switch course.end {
        case nil: break
        case .waived(let time): _ = try register.close(obligation.id, .waived(reason: "无", by: "甲", at: time))
        case .lapsed(let time): _ = try register.close(obligation.id, .lapsed(at: time))
        case .fulfilled(let time):
            let document = place.document(course, published: time)
            try place.publish(document, transaction)
            _ = try register.close(obligation.id, .fulfilled(by: document.id, at: time))
        case .withdrawn(let published, let time):
            let document = place.document(course, published: published)
            try place.publish(document, transaction)
            _ = try register.close(obligation.id, .fulfilled(by: document.id, at: published))
            _ = try register.reopen(fulfilledBy: document.id, at: time)
            let stone = WithdrawalRegister.Tombstone(
                disclosure: document.id, unit: document.unit, title: document.title, ground: try #require(WithdrawalGround.allCases.first),
                reason: "有误", signature: "甲", time: time)
            try WithdrawalRegister(transaction, site: place.county.id).bury(stone, of: document, sealed: nil)
        }
    }

    // MARK: As the program before did it

    private static func old(_ course: Course, _ place: Place, _ transaction: any Transaction) throws {
        let (site, item, unit) = (place.county.id, place.items[course.item], place.units[course.unit])
        var (state, document, closed): (String, Disclosure?, Instant?) = ("open", nil, nil)
        switch course.end {
        case nil: break
        case .waived(let time): (state, closed) = ("waived", time)
        case .lapsed(let time): (state, closed) = ("lapsed", time)
        case .fulfilled(let time):
            document = place.document(course, published: time)
            (state, closed) = ("fulfilled", time)
        case .withdrawn(let published, let time):
            try withdrawn(place.document(course, published: published), course, at: time, site, transaction)
        }
        if let document { try place.publish(document, transaction) }
        try transaction.execute(
            """
            INSERT INTO obligation (id, site_id, unit_id, item_id, version_id, domain_code, title, occasion, occasion_key, start, event_id,
                raised, state, disclosure_id, closed, closed_by, reason, due, is_provisional, version)
            VALUES (\(course.key), \(site), \(unit), \(item.id), \(place.version), \(item.domain), '事项', 'event', \("\(course.key)"),
                \(course.start), NULL, \(course.raised), \(state), \(document?.id), \(closed), '', '',
                \(course.due?.description ?? "9999-12-31"), 0, 1)
            """)
    }

    /// What was left of a document after it was taken down: its draft, its publication, and the stone in its place.
    private static func withdrawn(
        _ document: Disclosure, _ course: Course, at time: Instant, _ site: County.ID, _ transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO draft (id, site_id, unit_id, obligation_id, item_id, title, attribute, content, body, digest, state, path,
                open_findings, created, created_by, changed, changed_by, version)
            VALUES (\(course.key), \(site), \(document.unit), \(course.key), \(document.item), '', '', '', '', \([1] as [UInt8]), 'published', '',
                0, 0, 1, 0, 1, 1)
            """)
        try transaction.execute(
            """
            INSERT INTO publication (disclosure_id, site_id, unit_id, draft_id, title, attribute, state, published, is_emergency,
                emergency_names, emergency_reason, version)
            VALUES (\(document.id), \(site), \(document.unit), \(course.key), '', '', 'withdrawn', \(document.published), 0, '', '', 1)
            """)
        try transaction.execute(
            """
            INSERT INTO tombstone (disclosure_id, site_id, unit_id, title, ground, reason, signature, time, sealed)
            VALUES (\(document.id), \(site), \(document.unit), '', '', '', '', \(time), NULL)
            """)
    }

    @Test("Filled by the program before, then brought up to date, every day is counted the same", arguments: Engine.available)
    func backfill(_ engine: Engine) async throws {
        let courses = try Self.courses()
        let days =
            try courses.flatMap { course in
                [course.start, course.due ?? course.start, (course.due ?? course.start).adding(days: 1)]
            } + [try #require(Day(text: "2026-03-20"))]
        func lived(_ fill: (Installation) async throws -> Place) async throws -> [MonitoringFigures] {
            var result: [MonitoringFigures] = []
            try await engine.with { store in
                let place = try await fill(try Installation.unprepared(on: store))
                for day in days { result.append(try await place.figures(on: day)) }
            }
            return result
        }
        let fresh = try await lived { installation in
            try await installation.prepare()
            let place = try await Place(installation)
            try await installation.store.write { transaction in for course in courses { try Self.live(course, place, transaction) } }
            return place
        }
        let old = try await lived { installation in
            try await Schema.main(through: 8).apply(to: installation.store)
            try await Schema.search.apply(to: installation.searchStore)
            let place = try await Place(installation, county: try await Self.oldCounty(installation))
            try await installation.store.write { transaction in for course in courses { try Self.old(course, place, transaction) } }
            let applied = try await Schema.main.apply(to: installation.store)
            #expect(applied.first == 9)
            try await installation.prepare()
            return place
        }
        for standing in DutyStanding.allCases { #expect(fresh.contains { $0.duties[standing] > 0 }, "\(standing)") }
        #expect(fresh.contains { $0.places.documents > 0 })
        for (index, day) in days.enumerated() { #expect(old[index] == fresh[index], "\(day)") }
    }
}
