package import Domain
package import Persistence

/// What the pages ask about obligations.
package struct ObligationQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// Which obligations a list shows.
    package struct Filter: Sendable, Hashable {
        package var state: Obligation.State.Kind
        /// `nil` for the whole county.
        package var units: [OrganisationUnit.ID]?
        package var domain: String?
        /// The first and the last due day.
        package var from: Day?
        package var through: Day?
        /// Only those without a due day.
        package var isUnclear: Bool

        package init(
            state: Obligation.State.Kind = .open, units: [OrganisationUnit.ID]? = nil, domain: String? = nil, from: Day? = nil,
            through: Day? = nil, isUnclear: Bool = false
        ) {
            self.state = state
            self.units = units
            self.domain = domain
            self.from = from
            self.through = through
            self.isUnclear = isUnclear
        }
    }

    /// An obligation as a list shows it.
    package struct Line: Sendable {
        package let obligation: Obligation
        /// `nil` while its limit is unclear.
        package let due: Day?
        package let isProvisional: Bool
        /// What happened, for one that began with an event.
        package let what: String?

        package init(obligation: Obligation, due: Day?, isProvisional: Bool, what: String?) {
            self.obligation = obligation
            self.due = due
            self.isProvisional = isProvisional
            self.what = what
        }
    }

    /// A place in the list: after the line with that day and key.
    package struct Cursor: Sendable, Hashable {
        package let due: Day?
        package let id: Obligation.ID

        package init(due: Day?, id: Obligation.ID) {
            self.due = due
            self.id = id
        }

        package init(_ line: Line) { self.init(due: line.due, id: line.obligation.id) }

        /// `2026-03-20.123`, and without a day `0.123`.
        package var text: String { "\(due?.description ?? "0").\(id)" }

        package init?(text: String) {
            let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { String(Substring($0)) }
            guard parts.count == 2, let id = Obligation.ID(text: parts[1]) else { return nil }
            guard parts[0] != "0" else {
                self.init(due: nil, id: id)
                return
            }
            guard let due = Day(text: parts[0]) else { return nil }
            self.init(due: due, id: id)
        }
    }

    /// Soonest due first; those without a day last.
    package func lines(_ filter: Filter, after cursor: Cursor? = nil, limit: Int) throws -> [Line] {
        let place: Query =
            cursor.map { "AND (o.due, o.id) > (\($0.due?.description ?? ObligationRegister.noDay), \($0.id))" } ?? ""
        return try transaction.rows(
            """
            SELECT o.*, e.what FROM obligation o LEFT JOIN obligation_event e ON e.id = o.event_id
            WHERE \(condition(filter)) \(place) ORDER BY o.due, o.id LIMIT \(limit)
            """
        ) { row in
            let due: String = try row["due"]
            return Line(
                obligation: try ObligationRegister.obligation(row), due: Day(text: due), isProvisional: try row["is_provisional"],
                what: try row["what"])
        }
    }

    /// How many there are, counted up to a limit.
    package func count(_ filter: Filter, upTo limit: Int = 10_000) throws -> Int {
        try transaction.count(
            "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM obligation o WHERE \(condition(filter)) LIMIT \(limit)) AS found")
    }

    private func condition(_ filter: Filter) -> Query {
        let units: Query =
            filter.units.map { $0.count == 1 ? "AND o.unit_id = \($0[0])" : "AND o.unit_id IN (\(list: $0))" } ?? ""
        let domain: Query = filter.domain.map { "AND o.domain_code = \($0)" } ?? ""
        let from: Query = filter.from.map { "AND o.due >= \($0)" } ?? ""
        let through: Query = filter.through.map { "AND o.due <= \($0)" } ?? ""
        let unclear: Query = filter.isUnclear ? "AND o.due = \(ObligationRegister.noDay)" : ""
        return "o.site_id = \(site) AND o.state = \(filter.state) \(units) \(domain) \(from) \(through) \(unclear)"
    }

    /// How one unit stands.
    package struct Standing: Sendable, Hashable {
        package let unit: OrganisationUnit.ID
        package let overdue: Int
        package let dueSoon: Int
        package let unclear: Int
        package let open: Int
    }

    /// Every unit with something open.
    ///
    /// - Parameter soon: the last day that counts as soon.
    package func standings(on today: Day, soon: Day) throws -> [Standing] {
        try transaction.rows(
            """
            SELECT o.unit_id, COUNT(*) AS n, COUNT(*) FILTER (WHERE o.due < \(today)) AS overdue,
                COUNT(*) FILTER (WHERE o.due >= \(today) AND o.due <= \(soon)) AS soon,
                COUNT(*) FILTER (WHERE o.due = \(ObligationRegister.noDay)) AS unclear
            FROM obligation o WHERE o.site_id = \(site) AND o.state = 'open' GROUP BY o.unit_id
            """
        ) { row in
            Standing(
                unit: try row["unit_id"], overdue: try row["overdue"], dueSoon: try row["soon"], unclear: try row["unclear"],
                open: try row["n"])
        }
    }

    /// Newest first.
    package func events(of item: CatalogueItem.ID, unit: OrganisationUnit.ID, limit: Int) throws -> [TriggerEvent] {
        try transaction.rows(
            """
            SELECT * FROM obligation_event WHERE site_id = \(site) AND unit_id = \(unit) AND item_id = \(item)
            ORDER BY day DESC, id DESC LIMIT \(limit)
            """, ObligationRegister.event)
    }
}
