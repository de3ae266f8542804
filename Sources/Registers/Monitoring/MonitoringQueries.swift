package import Domain
package import Persistence

/// Coverage, timeliness and completeness as of the end of a day, counted in the registers from dated facts: nothing is stored that would
/// have to be kept in step.
package struct MonitoringQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// What is counted; everything when nothing is named.
    package struct Scope: Sendable, Hashable {
        package var unit: OrganisationUnit.ID?
        package var domain: String?
        package var item: CatalogueItem.ID?

        package init(unit: OrganisationUnit.ID? = nil, domain: String? = nil, item: CatalogueItem.ID? = nil) {
            self.unit = unit
            self.domain = domain
            self.item = item
        }
    }

    /// The figures alone: what an automatic indicator reads for a unit and a day.
    package func figures(_ scope: Scope = Scope(), on day: Day) throws -> MonitoringFigures {
        try tallies(scope, on: day, try version(.county, on: day)).values.reduce(MonitoringFigures()) { $0 + $1 }
    }

    /// Everything behind the figures, item by item.
    package func report(_ scope: Scope = Scope(), on day: Day) throws -> MonitoringReport {
        let version = try version(.county, on: day)
        let figures = try tallies(scope, on: day, version)
        let catalogue = CatalogueRegister(transaction, site: site)
        let items = try version.map { try Self.items(scope, of: $0.id, catalogue) } ?? []
        var entries = Dictionary(items.map { ($0.id, $0.entry) }, uniquingKeysWith: { $1 })
        for key in figures.keys where entries[key.item] == nil {
            entries[key.item] = try catalogue.appearances(of: key.item).last?.entry ?? CatalogueEntry(levels: ["事项 \(key.item)"])
        }
        let places = Dictionary(items.map { ($0.id, $0.position) }, uniquingKeysWith: { $1 })
        let lines = figures.sorted { left, right in
            (left.key.domain, places[left.key.item] ?? Int.max, left.key.item, left.key.unit)
                < (right.key.domain, places[right.key.item] ?? Int.max, right.key.item, right.key.unit)
        }.map { key, figures in
            MonitoringReport.Line(
                unit: key.unit, domain: key.domain, item: key.item, entry: entries[key.item] ?? CatalogueEntry(levels: []), figures: figures
            )
        }
        guard scope.unit == nil, scope.item == nil else { return MonitoringReport(day: day, catalogue: version, lines: lines) }
        let named = try version.map { try catalogue.units(of: $0.id, domain: scope.domain) } ?? [:]
        return MonitoringReport(
            day: day, catalogue: version, lines: lines, unassigned: items.filter { named[$0.id] == nil }.map(\.id),
            guide: try gap(version, items, scope, on: day))
    }

    /// No more than the scope asks for: an entry costs more to read than to count.
    private static func items(
        _ scope: Scope, of version: CatalogueVersion.ID, _ catalogue: CatalogueRegister
    ) throws -> [CatalogueItem] {
        if let item = scope.item { return try catalogue.appearances(of: item).filter { $0.version == version } }
        if let unit = scope.unit { return try catalogue.items(of: version, naming: unit) }
        return try catalogue.items(of: version, domain: scope.domain)
    }

    /// The version that was in force at the end of a day.
    private func version(_ level: CatalogueVersion.Level, on day: Day) throws -> CatalogueVersion? {
        try CatalogueRegister(transaction, site: site).versions().first { version in
            version.level == level && version.state != .draft && version.effective.map { $0 <= day } ?? true
                && version.superseded.map { day < $0 } ?? true
        }
    }

    // MARK: One key, three counts

    private struct Key: Hashable {
        let unit: OrganisationUnit.ID
        let domain: String
        let item: CatalogueItem.ID
    }

    private func tallies(_ scope: Scope, on day: Day, _ version: CatalogueVersion?) throws -> [Key: MonitoringFigures] {
        var result = try duties(scope, on: day)
        try addPlaces(scope, version, to: &result)
        var keys: [ObligationRegister.Place: Key] = [:]
        // A document belongs to the item's present field; what left the catalogue keeps the one it had.
        for (key, figures) in result {
            let place = ObligationRegister.Place(item: key.item, unit: key.unit)
            if figures.places.places > 0 || keys[place] == nil { keys[place] = key }
        }
        try addDocuments(scope, on: day, keys, to: &result)
        try addElements(scope, on: day, keys, to: &result)
        return result
    }

    /// The registered units of every item in force.
    private func addPlaces(_ scope: Scope, _ version: CatalogueVersion?, to result: inout [Key: MonitoringFigures]) throws {
        guard let version else { return }
        let unit: Query = scope.unit.map { "AND u.unit_id = \($0)" } ?? ""
        let domain: Query = scope.domain.map { "AND i.domain_code = \($0)" } ?? ""
        let item: Query = scope.item.map { "AND i.id = \($0)" } ?? ""
        try transaction.forEach(
            """
            SELECT i.domain_code, i.id, u.unit_id FROM catalogue_item i JOIN item_unit u ON u.version_id = i.version_id AND u.item_id = i.id
            WHERE i.version_id = \(version.id) \(unit) \(domain) \(item)
            """
        ) { row in
            let key = Key(unit: try row["unit_id"], domain: try row["domain_code"], item: try row["id"])
            result[key, default: MonitoringFigures()].places.places = 1
        }
    }

    // MARK: Obligations

    private func duties(_ scope: Scope, on day: Day) throws -> [Key: MonitoringFigures] {
        var result: [Key: MonitoringFigures] = [:]
        try count("f.unit_id, f.domain_code, f.item_id", Self.condition(scope, on: day), on: day) { try Self.add($0, to: &result) }
        return result
    }

    /// What was due from a day on, by unit and due day.
    func byDeadline(unit: OrganisationUnit.ID?, from: Day, on day: Day, _ body: (OrganisationUnit.ID, Day, DutyCounts) throws -> Void)
        throws
    {
        let condition: Query = "\(Self.condition(Scope(unit: unit), on: day)) AND f.deadline > \(Instant(startOf: from))"
        try count("f.unit_id, f.deadline", condition, on: day) { row in
            let deadline: Instant = try row["deadline"]
            try body(try row["unit_id"], deadline.day.adding(days: -1), try Self.counts(row))
        }
    }

    private func count(_ columns: Query, _ condition: Query, on day: Day, _ body: (ResultRow) throws -> Void) throws {
        let after = Instant(startOf: day.adding(days: 1))
        let counts = Self.counts(on: day)
        try transaction.forEach(
            """
            SELECT \(columns), \(counts) FROM obligation f
            WHERE f.site_id = \(site) \(condition)
                AND f.id NOT IN (SELECT p.obligation_id FROM obligation_past p WHERE p.site_id = \(site) AND p.ended >= \(after))
            GROUP BY \(columns), f.state
            """, body)
        // What was opened again later stood then as it stood until it was opened.
        try transaction.forEach(
            """
            SELECT \(columns), \(counts) FROM (
                SELECT o.unit_id, o.domain_code, o.item_id, p.state, p.closed, p.deadline, p.start, p.raised
                FROM obligation_past p JOIN obligation o ON o.id = p.obligation_id
                WHERE p.site_id = \(site) AND p.ended >= \(after) AND NOT EXISTS (
                    SELECT 1 FROM obligation_past q WHERE q.obligation_id = p.obligation_id AND q.ended >= \(after) AND q.ended < p.ended)
            ) f WHERE 1 = 1 \(condition)
            GROUP BY \(columns), f.state
            """, body)
    }

    private static func add(_ row: ResultRow, to result: inout [Key: MonitoringFigures]) throws {
        let key = Key(unit: try row["unit_id"], domain: try row["domain_code"], item: try row["item_id"])
        let duties = try Self.counts(row)
        result[key, default: MonitoringFigures()].duties = result[key, default: MonitoringFigures()].duties + duties
    }

    /// `DutyFacts.standing`, in SQL, of one state at a time; a test compares the two.
    private static func counts(on day: Day) -> Query {
        let (start, after) = (Instant(startOf: day), Instant(startOf: day.adding(days: 1)))
        return """
            f.state, COUNT(*) AS n, COUNT(*) FILTER (WHERE f.closed < \(after)) AS closed,
            COUNT(*) FILTER (WHERE f.closed < \(after) AND f.closed < f.deadline) AS in_time,
            COUNT(*) FILTER (WHERE f.closed < \(after) AND f.closed >= f.deadline) AS late,
            COUNT(*) FILTER (WHERE (f.closed IS NULL OR f.closed >= \(after)) AND f.deadline <= \(start)) AS missing,
            COUNT(*) FILTER (WHERE (f.closed IS NULL OR f.closed >= \(after)) AND f.deadline > \(start)) AS ahead
            """
    }

    private static func counts(_ row: ResultRow) throws -> DutyCounts {
        let (state, all, closed): (Obligation.State.Kind, Int, Int) = (try row["state"], try row["n"], try row["closed"])
        var duties = DutyCounts()
        duties.missing = try row["missing"]
        duties.notYetDue = try row["ahead"]
        switch state {
        case .open: break
        case .fulfilled:
            duties.onTime = try row["in_time"]
            duties.late = try row["late"]
        case .waived: duties.waived = closed
        case .lapsed: duties.lapsed = closed
        }
        // Whatever has no deadline and was neither waived nor dropped.
        duties.unclear = all - duties.total
        return duties
    }

    private static func condition(_ scope: Scope, on day: Day) -> Query {
        let unit: Query = scope.unit.map { "AND f.unit_id = \($0)" } ?? ""
        let domain: Query = scope.domain.map { "AND f.domain_code = \($0)" } ?? ""
        let item: Query = scope.item.map { "AND f.item_id = \($0)" } ?? ""
        return "\(unit) \(domain) \(item) AND (f.start <= \(day) OR f.raised < \(Instant(startOf: day.adding(days: 1))))"
    }

    // MARK: Documents and their elements

    private func addDocuments(
        _ scope: Scope, on day: Day, _ keys: [ObligationRegister.Place: Key], to result: inout [Key: MonitoringFigures]
    ) throws {
        let after = Instant(startOf: day.adding(days: 1))
        let end = DisclosureRegister.position(published: after, sequence: 0)
        let unit: Query = scope.unit.map { "AND unit_id = \($0)" } ?? ""
        let item: Query = scope.item.map { "AND item_id = \($0)" } ?? ""
        try transaction.forEach(
            """
            SELECT item_id, unit_id, COUNT(*) AS n FROM disclosure
            WHERE site_id = \(site) AND item_id IS NOT NULL AND position < \(end) \(unit) \(item) GROUP BY item_id, unit_id
            """
        ) { try Self.addDocuments($0, keys, to: &result) }
        try transaction.forEach(
            """
            SELECT item_id, unit_id, COUNT(*) AS n FROM tombstone
            WHERE site_id = \(site) AND item_id IS NOT NULL AND time >= \(after) AND (published IS NULL OR published < \(after))
                \(unit) \(item) GROUP BY item_id, unit_id
            """
        ) { try Self.addDocuments($0, keys, to: &result) }
    }

    private static func addDocuments(
        _ row: ResultRow, _ keys: [ObligationRegister.Place: Key], to result: inout [Key: MonitoringFigures]
    ) throws {
        guard let key = keys[ObligationRegister.Place(item: try row["item_id"], unit: try row["unit_id"])] else { return }
        let count: Int = try row["n"]
        var figures = result[key] ?? MonitoringFigures()
        figures.places.documents += count
        figures.places.filled = figures.places.places
        // Until somebody has judged them.
        figures.elements.unknown += count
        result[key] = figures
    }

    private func addElements(
        _ scope: Scope, on day: Day, _ keys: [ObligationRegister.Place: Key], to result: inout [Key: MonitoringFigures]
    ) throws {
        let after = Instant(startOf: day.adding(days: 1))
        let unit: Query = scope.unit.map { "AND unit_id = \($0)" } ?? ""
        let item: Query = scope.item.map { "AND item_id = \($0)" } ?? ""
        try transaction.forEach(
            """
            SELECT item_id, unit_id, COUNT(*) AS n, SUM(required) AS required, SUM(covered) AS covered, SUM(excused) AS excused
            FROM disclosure_elements
            WHERE site_id = \(site) AND since < \(after) AND (until IS NULL OR until >= \(after)) \(unit) \(item) GROUP BY item_id, unit_id
            """
        ) { row in
            guard let key = keys[ObligationRegister.Place(item: try row["item_id"], unit: try row["unit_id"])] else { return }
            let judged: Int = try row["n"]
            var figures = result[key] ?? MonitoringFigures()
            figures.elements.judged += judged
            figures.elements.unknown = max(0, figures.elements.unknown - judged)
            figures.elements.required += try row["required"]
            figures.elements.covered += try row["covered"]
            figures.elements.excused += try row["excused"]
            result[key] = figures
        }
    }

    // MARK: The guide

    /// Compared with the guide of the kind that the catalogue adopts, as it was in force on the day.
    private func gap(
        _ version: CatalogueVersion?, _ items: [CatalogueItem], _ scope: Scope, on day: Day
    ) throws -> MonitoringReport.GuideGap? {
        guard let version else { return nil }
        let catalogue = CatalogueRegister(transaction, site: site)
        let own = try version.guide.flatMap { try catalogue.version($0) }
        guard let guide = try own.flatMap({ try self.version($0.level, on: day) }) ?? own else { return nil }
        let adopted = Set(items.compactMap(\.guideItem))
        let domain: Query = scope.domain.map { "AND domain_code = \($0)" } ?? ""
        let all = try transaction.rows(
            "SELECT id, domain_code, name FROM catalogue_item WHERE version_id = \(guide.id) \(domain) ORDER BY domain_code, position"
        ) { MonitoringReport.GuideGap.Missing(item: try $0["id"], domain: try $0["domain_code"], name: try $0["name"]) }
        return MonitoringReport.GuideGap(guide: guide, itemCount: all.count, missing: all.filter { !adopted.contains($0.item) })
    }
}
