package import Domain
package import Persistence

/// What the pages ask of the letters from the public.
package struct MessageQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// Which letters a list shows.
    package struct Filter: Sendable, Hashable {
        /// `nil` for the whole county.
        package var units: [OrganisationUnit.ID]?
        /// `nil` for both.
        package var isOpen: Bool?
        package var states: [MessageState]
        package var kind: Message.Kind?
        package var channel: Message.Channel?
        /// Only those received on one of these days; `nil` for any day.
        package var receivedOn: [Day]?
        /// A part of number, title or text.
        package var words: String?

        package init(
            units: [OrganisationUnit.ID]? = nil, isOpen: Bool? = nil, states: [MessageState] = [], kind: Message.Kind? = nil,
            channel: Message.Channel? = nil, receivedOn: [Day]? = nil, words: String? = nil
        ) {
            self.units = units
            self.isOpen = isOpen
            self.states = states
            self.kind = kind
            self.channel = channel
            self.receivedOn = receivedOn
            self.words = words
        }

        fileprivate var condition: Query {
            var query: Query = "1 = 1"
            if let units { query += " AND unit_id IN (\(list: units))" }
            if let isOpen { query += " AND is_open = \(isOpen)" }
            if !states.isEmpty { query += " AND state IN (\(list: states))" }
            if let kind { query += " AND kind = \(kind)" }
            if let channel { query += " AND channel = \(channel)" }
            if let receivedOn { query += " AND received_on IN (\(list: receivedOn))" }
            if let words {
                let pattern = words.likePattern
                query +=
                    " AND (number LIKE \(pattern) ESCAPE '\\' OR title LIKE \(pattern) ESCAPE '\\' OR body LIKE \(pattern) ESCAPE '\\')"
            }
            return query
        }
    }

    package enum Order: Sendable, Hashable { case oldest, newest }

    /// - Parameter after: the last letter of the page before.
    package func list(_ filter: Filter, order: Order, after: Message.ID? = nil, limit: Int) throws -> [Message] {
        if let units = filter.units, units.isEmpty { return [] }
        if let days = filter.receivedOn, days.isEmpty { return [] }
        var query: Query = "SELECT * FROM message WHERE site_id = \(site) AND "
        query += filter.condition
        switch order {
        case .oldest:
            if let after { query += " AND id > \(after)" }
            query += " ORDER BY id LIMIT \(limit)"
        case .newest:
            if let after { query += " AND id < \(after)" }
            query += " ORDER BY id DESC LIMIT \(limit)"
        }
        return try transaction.rows(query, MessageRegister.message)
    }

    package func count(_ filter: Filter) throws -> Int {
        if let units = filter.units, units.isEmpty { return 0 }
        if let days = filter.receivedOn, days.isEmpty { return 0 }
        var query: Query = "SELECT COUNT(*) AS n FROM message WHERE site_id = \(site) AND "
        query += filter.condition
        return try transaction.count(query)
    }

    /// The days on which what is open came in, oldest first.
    package func openDays() throws -> [Day] {
        try transaction.rows("SELECT DISTINCT received_on FROM message WHERE site_id = \(site) AND is_open = 1 ORDER BY received_on") {
            try $0["received_on"]
        }
    }

    /// The calendar and the county's numbers, by which letters are judged in time.
    package func clock() throws -> MessageClock {
        MessageClock(calendar: try HolidayRegister(transaction).calendar(), book: try FigureRegister(transaction, site: site).book())
    }

    /// The days on which what is open and late came in: beyond the term for the answer, and of these near or beyond the longest time.
    package func lateDays(_ clock: MessageClock, on today: Day) throws -> (overdue: [Day], alarming: [Day]) {
        let standings = try openDays().map { ($0, clock.timing($0).standing(on: today)) }
        return (
            standings.filter { $0.1 != .inTime }.map(\.0), standings.filter { $0.1 == .alarm || $0.1 == .beyond }.map(\.0)
        )
    }

    // MARK: Figures

    /// Letters of a unit that came on one day and were closed on one day.
    package struct Tally: Sendable, Hashable {
        package let unit: OrganisationUnit.ID
        package let receivedOn: Day
        /// `nil` while they are open.
        package let closedOn: Day?
        package let answeredOn: Day?
        package let count: Int

        package init(unit: OrganisationUnit.ID, receivedOn: Day, closedOn: Day?, answeredOn: Day?, count: Int) {
            self.unit = unit
            self.receivedOn = receivedOn
            self.closedOn = closedOn
            self.answeredOn = answeredOn
            self.count = count
        }
    }

    /// All that came in from the first to the last day, and what was open before the first.
    package func tallies(from first: Day, through last: Day) throws -> [Tally] {
        try transaction.rows(
            """
            SELECT unit_id, received_on, closed_on, answered_on, COUNT(*) AS n FROM message
            WHERE site_id = \(site) AND received_on <= \(last) AND (received_on >= \(first) OR closed_on IS NULL OR closed_on >= \(first))
            GROUP BY unit_id, received_on, closed_on, answered_on
            """
        ) {
            Tally(
                unit: try $0["unit_id"], receivedOn: try $0["received_on"], closedOn: try $0["closed_on"],
                answeredOn: try $0["answered_on"],
                count: try $0["n"])
        }
    }

    /// How many of the letters answered from the first to the last day got which rating.
    package func ratings(from first: Day, through last: Day) throws -> [Message.Rating: Int] {
        let found = try transaction.rows(
            """
            SELECT rating, COUNT(*) AS n FROM message
            WHERE site_id = \(site) AND rating IS NOT NULL AND answered_on >= \(first) AND answered_on <= \(last) GROUP BY rating
            """
        ) { row -> (Int, Int) in (try row["rating"], try row["n"]) }
        return Dictionary(
            found.compactMap { pair in Message.Rating(rawValue: pair.0).map { ($0, pair.1) } }, uniquingKeysWith: { $1 })
    }

    // MARK: What is public

    /// A letter with its answer as they are public.
    package struct Public: Sendable, Hashable {
        package let id: Message.ID
        package let number: String
        package let kind: Message.Kind
        package let unit: OrganisationUnit.ID
        package let name: String
        package let title: String
        package let text: String
        package let answer: String
        package let receivedOn: Day
        package let answeredOn: Day
        package let published: Instant
        package let rating: Message.Rating?

        fileprivate init(_ row: ResultRow) throws {
            let rating: Int? = try row["rating"]
            id = try row["id"]
            number = try row["number"]
            kind = try row["kind"]
            unit = try row["unit_id"]
            name = try row["public_name"]
            title = try row["public_title"]
            text = try row["public_body"]
            answer = try row["public_answer"]
            receivedOn = try row["received_on"]
            answeredOn = try row["answered_on"]
            published = try row["published"]
            self.rating = rating.flatMap { Message.Rating(rawValue: $0) }
        }
    }

    package func published(_ id: Message.ID) throws -> Public? {
        try transaction.first(
            "SELECT * FROM message WHERE site_id = \(site) AND id = \(id) AND published IS NOT NULL", Public.init)
    }

    /// The newest first.
    ///
    /// - Parameter after: time of publication and identifier of the last one of the page before.
    package func published(
        unit: OrganisationUnit.ID? = nil, kind: Message.Kind? = nil, words: String? = nil, after: (Instant, Message.ID)? = nil, limit: Int
    ) throws -> [Public] {
        var query: Query = "SELECT * FROM message WHERE site_id = \(site) AND published IS NOT NULL"
        if let unit { query += " AND unit_id = \(unit)" }
        if let kind { query += " AND kind = \(kind)" }
        if let words {
            let pattern = words.likePattern
            query += " AND (public_title LIKE \(pattern) ESCAPE '\\' OR public_body LIKE \(pattern) ESCAPE '\\'"
            query += " OR public_answer LIKE \(pattern) ESCAPE '\\' OR number LIKE \(pattern) ESCAPE '\\')"
        }
        if let after { query += " AND (published, id) < (\(after.0), \(after.1))" }
        query += " ORDER BY published DESC, id DESC LIMIT \(limit)"
        return try transaction.rows(query, Public.init)
    }

    /// Units that have public letters.
    package func publishedUnits() throws -> Set<OrganisationUnit.ID> {
        Set(
            try transaction.rows("SELECT DISTINCT unit_id FROM message WHERE site_id = \(site) AND published IS NOT NULL") {
                try $0["unit_id"]
            })
    }

    /// All that is public, for making the search index anew.
    package func allPublished() throws -> [Public] {
        try transaction.rows("SELECT * FROM message WHERE site_id = \(site) AND published IS NOT NULL ORDER BY id", Public.init)
    }
}
