package import Domain
package import Persistence

/// What the pages ask of the ledger of requests.
package struct RequestQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// Which cases a list shows.
    package struct Filter: Sendable, Hashable {
        /// `nil` for the whole county.
        package var units: [OrganisationUnit.ID]?
        /// `nil` for both.
        package var isOpen: Bool?
        package var states: [RequestState]
        package var channel: RequestChannel?
        package var outcome: RequestOutcome?
        package var applicant: ApplicantKind?
        /// Only what the annual report counts.
        package var isCounted: Bool
        package var isUndecided: Bool
        package var waitsFor: RequestState.Party?
        /// Only what waits for somebody else than the office.
        package var isWithOthers: Bool
        /// The first and the last due day; only open cases have one.
        package var dueFrom: Day?
        package var dueThrough: Day?
        /// The first and last day of receipt.
        package var receivedFrom: Day?
        package var receivedThrough: Day?
        /// A part of what is asked for, or of the number.
        package var words: String?
        package var handler: Account.ID?
        /// Replies that wait for somebody in one of these roles; for the disclosure office also periods that somebody wants lengthened.
        package var awaiting: Set<Role>

        package init(
            units: [OrganisationUnit.ID]? = nil, isOpen: Bool? = nil, states: [RequestState] = [], channel: RequestChannel? = nil,
            outcome: RequestOutcome? = nil, applicant: ApplicantKind? = nil, isCounted: Bool = false, isUndecided: Bool = false,
            waitsFor: RequestState.Party? = nil, isWithOthers: Bool = false, dueFrom: Day? = nil, dueThrough: Day? = nil,
            receivedFrom: Day? = nil, receivedThrough: Day? = nil, words: String? = nil, handler: Account.ID? = nil,
            awaiting: Set<Role> = []
        ) {
            self.units = units
            self.isOpen = isOpen
            self.states = states
            self.channel = channel
            self.outcome = outcome
            self.applicant = applicant
            self.isCounted = isCounted
            self.isUndecided = isUndecided
            self.waitsFor = waitsFor
            self.isWithOthers = isWithOthers
            self.dueFrom = dueFrom
            self.dueThrough = dueThrough
            self.receivedFrom = receivedFrom
            self.receivedThrough = receivedThrough
            self.words = words
            self.handler = handler
            self.awaiting = awaiting
        }
    }

    /// A case as a list shows it: nothing about who asks but the kind.
    package struct Line: Sendable {
        package let request: DisclosureRequest
        package let state: RequestState
        package let received: Day?
        /// `nil` while no period runs, and for closed cases.
        package let due: Day?
        package let isProvisional: Bool
        package let applicantDue: Day?
        package let answered: Day?
        package let closed: Day?
    }

    /// How a list is ordered.
    package enum Order: String, Sendable, CaseIterable { case due, newest }

    /// A place in a list: after the line with that day and key.
    package struct Cursor: Sendable, Hashable {
        package let due: String
        package let id: DisclosureRequest.ID

        package init(_ line: Line) {
            due = line.due?.description ?? RequestRegister.noDay
            id = line.request.id
        }

        package var text: String { "\(due).\(id)" }

        package init?(text: String) {
            let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { String(Substring($0)) }
            guard parts.count == 2, let id = DisclosureRequest.ID(text: parts[1]) else { return nil }
            guard parts[0] == RequestRegister.noDay || Day(text: parts[0])?.description == parts[0] else { return nil }
            due = parts[0]
            self.id = id
        }
    }

    package func lines(_ filter: Filter, order: Order, after cursor: Cursor? = nil, limit: Int) throws -> [Line] {
        let place: Query
        let sorting: Query
        switch order {
        case .due:
            place = cursor.map { "AND (r.due, r.id) > (\($0.due), \($0.id))" } ?? ""
            sorting = "r.due, r.id"
        case .newest:
            place = cursor.map { "AND r.id < \($0.id)" } ?? ""
            sorting = "r.id DESC"
        }
        return try transaction.rows(
            "SELECT r.* FROM request r WHERE \(condition(filter)) \(place) ORDER BY \(sorting) LIMIT \(limit)", Self.line)
    }

    /// How many there are, counted up to a limit.
    package func count(_ filter: Filter, upTo limit: Int = 10_000) throws -> Int {
        try transaction.count(
            "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM request r WHERE \(condition(filter)) LIMIT \(limit)) AS found")
    }

    static func line(_ row: ResultRow) throws -> Line {
        let due: String = try row["due"]
        return Line(
            request: try RequestRegister.request(row), state: try row["state"], received: try row["received"],
            due: due == RequestRegister.noDay ? nil : Day(text: due), isProvisional: try row["is_provisional"],
            applicantDue: try row["applicant_due"], answered: try row["answered"], closed: try row["closed"])
    }

    private func condition(_ filter: Filter) -> Query {
        let units: Query = filter.units.map { $0.count == 1 ? "AND r.unit_id = \($0[0])" : "AND r.unit_id IN (\(list: $0))" } ?? ""
        let open: Query = filter.isOpen.map { "AND r.is_open = \($0)" } ?? ""
        let states: Query = filter.states.isEmpty ? "" : "AND r.state IN (\(list: filter.states))"
        let channel: Query = filter.channel.map { "AND r.channel = \($0)" } ?? ""
        let outcome: Query = filter.outcome.map { "AND r.outcome = \($0)" } ?? (filter.isUndecided ? "AND r.outcome IS NULL" : "")
        let applicant: Query = filter.applicant.map { "AND r.applicant_kind = \($0)" } ?? ""
        let counted: Query = filter.isCounted ? "AND r.counts = 1" : ""
        let waits: Query = filter.waitsFor.map { "AND r.waits_for = \($0)" } ?? ""
        let others: Query = filter.isWithOthers ? "AND r.waits_for <> 'office'" : ""
        let dueFrom: Query = filter.dueFrom.map { "AND r.due >= \($0)" } ?? ""
        let dueThrough: Query = filter.dueThrough.map { "AND r.due <= \($0)" } ?? ""
        let from: Query = filter.receivedFrom.map { "AND r.received >= \($0)" } ?? ""
        let through: Query = filter.receivedThrough.map { "AND r.received <= \($0)" } ?? ""
        let handler: Query = filter.handler.map { "AND r.handler_id = \($0)" } ?? ""
        let wishes: Query = filter.awaiting.contains(.disclosureOffice) ? " OR r.wish_kind IS NOT NULL" : ""
        let awaiting: Query =
            filter.awaiting.isEmpty
            ? ""
            : """
            AND (EXISTS (SELECT 1 FROM request_reply p WHERE p.request_id = r.id AND p.state IN ('inReview', 'referred')
                AND p.step_role IN (\(list: filter.awaiting.sorted { $0.rawValue < $1.rawValue })))\(wishes))
            """
        var words: Query = ""
        if let text = filter.words {
            let pattern = text.likePattern
            words = "AND (r.content LIKE \(pattern) ESCAPE '\\' OR r.number LIKE \(pattern) ESCAPE '\\')"
        }
        return """
            r.site_id = \(site) \(units) \(open) \(states) \(channel) \(outcome) \(applicant) \(counted) \(waits) \(others) \(dueFrom) \
            \(dueThrough) \(from) \(through) \(handler) \(awaiting) \(words)
            """
    }

    // MARK: Of one applicant

    /// Cases of the same applicant since a day, the case itself left out, newest first.
    package func sameApplicant(_ key: [UInt8], but id: DisclosureRequest.ID?, since day: Day, limit: Int) throws -> [Line] {
        try transaction.rows(
            """
            SELECT r.* FROM request r WHERE r.site_id = \(site) AND r.applicant_key = \(key) AND r.id <> \(id?.rawValue ?? 0)
                AND r.registered >= \(Instant(startOf: day)) ORDER BY r.id DESC LIMIT \(limit)
            """, Self.line)
    }

    /// Cases that ask for the same, newest first: duplicates of one applicant, or what many ask for (条例 Art. 44).
    package func sameContent(_ key: [UInt8], but id: DisclosureRequest.ID?, limit: Int) throws -> [(line: Line, applicantKey: [UInt8])] {
        try transaction.rows(
            """
            SELECT r.* FROM request r WHERE r.site_id = \(site) AND r.content_key = \(key) AND r.id <> \(id?.rawValue ?? 0)
                AND r.counts = 1 ORDER BY r.id DESC LIMIT \(limit)
            """
        ) { (try Self.line($0), try $0["applicant_key"]) }
    }

    /// Cases that were split off from it or made by its transfer, oldest first.
    package func children(of id: DisclosureRequest.ID) throws -> [Line] {
        try transaction.rows(
            "SELECT r.* FROM request r WHERE r.site_id = \(site) AND r.parent_id = \(id) ORDER BY r.id LIMIT 20", Self.line)
    }

    package func find(_ id: DisclosureRequest.ID) throws -> Line? {
        try transaction.first("SELECT r.* FROM request r WHERE r.site_id = \(site) AND r.id = \(id)", Self.line)
    }

    /// How many requests an applicant made in the calendar month of a day, before a case (国办函〔2020〕109号 Art. 4).
    package func items(of key: [UInt8], inMonthOf day: Day, before id: DisclosureRequest.ID) throws -> Int {
        let first = day.adding(days: 1 - day.day)
        let next = first.adding(days: 31)
        let end = next.adding(days: 1 - next.day)
        return try transaction.count(
            """
            SELECT COUNT(*) AS n FROM request WHERE site_id = \(site) AND applicant_key = \(key) AND counts = 1 AND id < \(id)
                AND received >= \(first) AND received < \(end)
            """)
    }

    // MARK: People

    /// Who can be given a case of that unit.
    package func handlers(of unit: OrganisationUnit.ID) throws -> [(account: Account.ID, name: String)] {
        try transaction.rows(
            """
            SELECT DISTINCT a.id, a.name FROM post p JOIN post_holder h ON h.post_id = p.id AND h.held_until IS NULL
            JOIN account a ON a.id = h.account_id
            WHERE p.site_id = \(site) AND a.is_disabled = 0 AND (p.role = 'disclosureOffice' OR (p.role = 'editor' AND p.unit_id = \(unit)))
            ORDER BY a.name, a.id
            """
        ) { (try $0["id"], try $0["name"]) }
    }

    // MARK: Statistics

    /// How a unit stands.
    package struct Standing: Sendable, Hashable {
        package let unit: OrganisationUnit.ID
        package let open: Int
        package let overdue: Int
        package let soon: Int
        package let waitsForOthers: Int
    }

    /// - Parameter soon: the last day that counts as soon.
    package func standings(on today: Day, soon: Day) throws -> [Standing] {
        try transaction.rows(
            """
            SELECT unit_id, COUNT(*) AS n, COUNT(*) FILTER (WHERE due < \(today)) AS overdue,
                COUNT(*) FILTER (WHERE due >= \(today) AND due <= \(soon)) AS soon,
                COUNT(*) FILTER (WHERE waits_for <> 'office') AS others
            FROM request WHERE site_id = \(site) AND is_open = 1 GROUP BY unit_id
            """
        ) { row in
            Standing(
                unit: try row["unit_id"], open: try row["n"], overdue: try row["overdue"], soon: try row["soon"],
                waitsForOthers: try row["others"])
        }
    }

    /// A figure of the year, by what it is broken down.
    package struct Tally: Sendable, Hashable {
        package let key: String
        package let count: Int
    }

    /// Cases received in that time, by one of their properties.
    package func tally(by property: Property, from: Day, through: Day, units: [OrganisationUnit.ID]?) throws -> [Tally] {
        let condition: Query = units.map { "AND unit_id IN (\(list: $0))" } ?? ""
        let column: Query
        switch property {
        case .channel: column = "channel"
        case .applicant: column = "applicant_kind"
        case .outcome: column = "COALESCE(outcome, '')"
        case .state: column = "state"
        }
        return try transaction.rows(
            """
            SELECT \(column) AS key, COUNT(*) AS n FROM request
            WHERE site_id = \(site) AND counts = 1 AND received >= \(from) AND received <= \(through) \(condition) GROUP BY \(column)
            """
        ) { Tally(key: try $0["key"], count: try $0["n"]) }
    }

    /// What a figure is broken down by.
    package enum Property: String, Sendable, CaseIterable { case channel, applicant, outcome, state }
}
