package import Domain
package import Persistence

extension RatingChannel: Storable {}
extension RatingAct.Kind: Storable {}

/// Codes, ratings and what was done about them (好差评台账). It can only be added to.
package struct RatingRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// A rating with the service that it is about and everything that was done.
    package struct Line: Sendable {
        package let rating: Rating
        package let code: RatingCode
        package let acts: [RatingAct]
    }

    // MARK: Codes

    package func insert(_ code: RatingCode) throws {
        try transaction.execute(
            """
            INSERT INTO rating_code (id, site_id, unit_id, paper_id, code, matter, channel, day, account_id, issued)
            VALUES (\(code.id), \(site), \(code.unit), \(code.paper), \(code.text.value), \(code.matter), \(code.channel), \(code.day),
                \(code.handler), \(code.issued))
            """)
    }

    package func code(_ text: RatingCodeText) throws -> RatingCode? {
        try transaction.first("SELECT * FROM rating_code WHERE site_id = \(site) AND code = \(text.value)") { try Self.code($0, id: "id") }
    }

    /// The codes that somebody issued last, newest first.
    package func codes(of account: Account.ID, limit: Int) throws -> [(code: RatingCode, isUsed: Bool)] {
        try transaction.rows(
            """
            SELECT c.*, r.id AS rated FROM rating_code c LEFT JOIN rating r ON r.code_id = c.id
            WHERE c.site_id = \(site) AND c.account_id = \(account) ORDER BY c.id DESC LIMIT \(limit)
            """
        ) { row in
            let rated: Int64? = try row["rated"]
            return (try Self.code(row, id: "id"), rated != nil)
        }
    }

    // MARK: Ratings

    /// - Throws: a store error when the code has been used: the database lets no second rating of a code in.
    package func insert(_ rating: Rating, of code: RatingCode, contact: [UInt8]?) throws {
        let aspects = Dictionary(uniqueKeysWithValues: rating.aspects.map { ($0.key.rawValue, $0.value.rawValue) })
        try transaction.execute(
            """
            INSERT INTO rating (id, site_id, code_id, unit_id, level, aspects, reasons, text, contact, day, received)
            VALUES (\(rating.id), \(site), \(code.id), \(code.unit), \(rating.level.rawValue), \(try StoredJSON.text(aspects)),
                \(try StoredJSON.text(rating.reasons)), \(rating.text), \(contact), \(rating.received.day), \(rating.received))
            """)
    }

    package func find(_ id: Rating.ID) throws -> Line? { try lines("r.id = \(id)", limit: 1).first }

    package func rating(of code: RatingCode.ID) throws -> Line? { try lines("r.code_id = \(code)", limit: 1).first }

    package func contact(of id: Rating.ID) throws -> [UInt8]? {
        try transaction.first("SELECT contact FROM rating WHERE site_id = \(site) AND id = \(id)") { row -> [UInt8]? in try row["contact"] }
            ?? nil
    }

    /// Bad ratings, newest first.
    ///
    /// - Parameter units: `nil` for all.
    package func bad(units: [OrganisationUnit.ID]?, limit: Int) throws -> [Line] {
        let clause: Query = units.map { "AND r.unit_id IN (\(list: $0))" } ?? ""
        return try lines("r.level <= 2 \(clause)", limit: limit)
    }

    /// The newest bad ratings up to a day that are answered or excluded: what the public reads.
    package func answered(through day: Day, limit: Int) throws -> [Line] {
        try lines(
            """
            r.level <= 2 AND r.day <= \(day) AND EXISTS (SELECT 1 FROM rating_act a WHERE a.rating_id = r.id
                AND a.kind IN ('answered', 'exclusionGranted', 'appealGranted'))
            """, limit: limit)
    }

    private func lines(_ clause: Query, limit: Int) throws -> [Line] {
        let found = try transaction.rows(
            """
            SELECT r.id AS rating_id, r.level, r.aspects, r.reasons, r.text, r.received,
                CASE WHEN r.contact IS NULL THEN 0 ELSE 1 END AS is_named,
                c.id AS code_id, c.unit_id, c.paper_id, c.code, c.matter, c.channel, c.day, c.account_id, c.issued
            FROM rating r JOIN rating_code c ON c.id = r.code_id WHERE r.site_id = \(site) AND \(clause) ORDER BY r.id DESC LIMIT \(limit)
            """
        ) { (try Self.rating($0), try Self.code($0, id: "code_id")) }
        let acts = try transaction.rows(
            "SELECT * FROM rating_act WHERE rating_id IN (\(list: found.map(\.0.id))) ORDER BY id"
        ) { row -> (Rating.ID, RatingAct) in
            (
                try row["rating_id"],
                RatingAct(
                    kind: try row["kind"], day: try row["day"], text: try row["text"], account: try row["account_id"],
                    signature: try row["signature"], time: try row["time"])
            )
        }
        let byRating = Dictionary(grouping: acts, by: \.0)
        return found.map { Line(rating: $0, code: $1, acts: byRating[$0.id]?.map(\.1) ?? []) }
    }

    // MARK: Handling

    package func add(_ act: RatingAct, to rating: Rating.ID, id: Int64) throws {
        try transaction.execute(
            """
            INSERT INTO rating_act (id, rating_id, kind, day, text, account_id, signature, time)
            VALUES (\(id), \(rating), \(act.kind), \(act.day), \(act.text), \(act.account), \(act.signature), \(act.time))
            """)
    }

    // MARK: Results

    /// What one matter of one unit got in one month.
    package struct Result: Sendable, Hashable {
        package let unit: OrganisationUnit.ID
        package let matter: String
        package let paper: ServicePaper.ID?
        /// 2026-03
        package let month: String
        package var tally: RatingTally
    }

    /// Per unit, matter and month; excluded ratings stand apart. Codes count in the month in which their service was handled.
    package func results(from first: Day, through last: Day, unit: OrganisationUnit.ID? = nil) throws -> [Result] {
        let clause: Query = unit.map { "AND c.unit_id = \($0)" } ?? ""
        struct Key: Hashable {
            let unit: OrganisationUnit.ID
            let matter: String
            let month: String
        }
        var results: [Key: Result] = [:]
        func put(_ row: ResultRow, _ change: (inout RatingTally) throws -> Void) throws {
            let key = Key(unit: try row["unit_id"], matter: try row["matter"], month: try row["month"])
            var result =
                try results[key]
                ?? Result(unit: key.unit, matter: key.matter, paper: row["paper_id"], month: key.month, tally: RatingTally())
            try change(&result.tally)
            results[key] = result
        }
        _ = try transaction.rows(
            """
            SELECT c.unit_id, c.matter, MAX(c.paper_id) AS paper_id, substr(r.day, 1, 7) AS month, r.level,
                CASE WHEN EXISTS (SELECT 1 FROM rating_act a WHERE a.rating_id = r.id AND a.kind IN ('exclusionGranted', 'appealGranted'))
                    THEN 1 ELSE 0 END AS is_excluded, COUNT(*) AS n
            FROM rating r JOIN rating_code c ON c.id = r.code_id
            WHERE r.site_id = \(site) AND r.day >= \(first) AND r.day <= \(last) \(clause)
            GROUP BY c.unit_id, c.matter, substr(r.day, 1, 7), r.level, is_excluded
            """
        ) { row in
            let (level, isExcluded, count): (Int, Bool, Int) = (try row["level"], try row["is_excluded"], try row["n"])
            guard let level = RatingLevel(rawValue: level) else { throw StoreError.unexpectedValue(column: "rating.level") }
            try put(row) { if isExcluded { $0.excluded += count } else { $0.levels[level, default: 0] += count } }
        }
        _ = try transaction.rows(
            """
            SELECT c.unit_id, c.matter, MAX(c.paper_id) AS paper_id, substr(c.day, 1, 7) AS month, COUNT(*) AS n FROM rating_code c
            WHERE c.site_id = \(site) AND c.day >= \(first) AND c.day <= \(last) \(clause)
            GROUP BY c.unit_id, c.matter, substr(c.day, 1, 7)
            """
        ) { row in
            let count: Int = try row["n"]
            try put(row) { $0.codes += count }
        }
        return results.values.sorted { ($0.unit, $0.month, $0.matter) < ($1.unit, $1.month, $1.matter) }
    }

    // MARK: Rows

    private static func code(_ row: ResultRow, id column: String) throws -> RatingCode {
        let text: String = try row["code"]
        guard let text = RatingCodeText(typed: text) else { throw StoreError.unexpectedValue(column: "rating_code.code") }
        return RatingCode(
            id: try row[column], text: text, unit: try row["unit_id"], paper: try row["paper_id"], matter: try row["matter"],
            channel: try row["channel"], day: try row["day"], handler: try row["account_id"], issued: try row["issued"])
    }

    private static func rating(_ row: ResultRow) throws -> Rating {
        let level: Int = try row["level"]
        guard let level = RatingLevel(rawValue: level) else { throw StoreError.unexpectedValue(column: "rating.level") }
        let stored: [String: Int] = try StoredJSON.read(try row["aspects"])
        var aspects: [RatingAspect: RatingLevel] = [:]
        for (name, value) in stored {
            guard let aspect = RatingAspect(rawValue: name), let value = RatingLevel(rawValue: value) else {
                throw StoreError.unexpectedValue(column: "rating.aspects")
            }
            aspects[aspect] = value
        }
        return Rating(
            id: try row["rating_id"], code: try row["code_id"], level: level, aspects: aspects,
            reasons: try StoredJSON.read(try row["reasons"]),
            text: try row["text"], isNamed: try row["is_named"], received: try row["received"])
    }
}
