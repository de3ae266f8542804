package import Domain
package import Persistence

/// The base of answers (咨询答问库).
package struct AnswerRegister {
    /// More than a county has.
    package static let most = 20_000

    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package func find(_ id: BaseAnswer.ID) throws -> BaseAnswer? {
        try transaction.first("SELECT * FROM answer WHERE site_id = \(site) AND id = \(id)", Self.answer)
    }

    package func find(message: Message.ID) throws -> BaseAnswer? {
        try transaction.first("SELECT * FROM answer WHERE site_id = \(site) AND message_id = \(message)", Self.answer)
    }

    /// With exactly that question in its newest wording, at that unit.
    package func find(question: String, unit: OrganisationUnit.ID) throws -> BaseAnswer? {
        try transaction.first(
            "SELECT * FROM answer WHERE site_id = \(site) AND unit_id = \(unit) AND question = \(question) ORDER BY id LIMIT 1", Self.answer
        )
    }

    package func insert(_ answer: BaseAnswer) throws {
        try transaction.execute(
            """
            INSERT INTO answer (id, site_id, unit_id, message_id, question, content, proposal, proposer_id, valid_until, review_on, checked,
                version)
            VALUES (\(answer.id), \(site), \(answer.unit), \(answer.message), \(answer.newest.question), \(try Self.text(answer.content)),
                \(try Self.text(answer.proposal)), \(answer.proposer), \(answer.content?.validUntil), \(answer.content?.reviewOn),
                \(answer.checked), \(answer.version))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ answer: BaseAnswer) throws {
        let changed = try transaction.execute(
            """
            UPDATE answer SET question = \(answer.newest.question), content = \(try Self.text(answer.content)),
                proposal = \(try Self.text(answer.proposal)), proposer_id = \(answer.proposer), valid_until = \(answer.content?.validUntil),
                review_on = \(answer.content?.reviewOn), checked = \(answer.checked), version = version + 1
            WHERE site_id = \(site) AND id = \(answer.id) AND version = \(answer.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: answer.newest.question) }
    }

    /// Newest first.
    ///
    /// - Parameters:
    ///   - units: `nil` for the whole county.
    ///   - words: a part of the newest wording.
    package func list(
        units: [OrganisationUnit.ID]? = nil, words: String? = nil, waitsForCheck: Bool = false, reviewThrough: Day? = nil,
        after: BaseAnswer.ID? = nil, limit: Int
    ) throws -> [BaseAnswer] {
        if let units, units.isEmpty { return [] }
        var query: Query = "SELECT * FROM answer WHERE site_id = \(site)"
        if let units { query += " AND unit_id IN (\(list: units))" }
        if let words {
            let pattern = words.likePattern
            query += " AND (question LIKE \(pattern) ESCAPE '\\' OR content LIKE \(pattern) ESCAPE '\\')"
        }
        if waitsForCheck { query += " AND proposal IS NOT NULL" }
        if let reviewThrough { query += " AND content IS NOT NULL AND review_on <= \(reviewThrough)" }
        if let after { query += " AND id < \(after)" }
        query += " ORDER BY id DESC LIMIT \(limit)"
        return try transaction.rows(query, Self.answer)
    }

    /// What holds on that day, newest first.
    package func published(
        on day: Day, unit: OrganisationUnit.ID? = nil, words: String? = nil, after: BaseAnswer.ID? = nil, limit: Int
    ) throws -> [BaseAnswer] {
        var query: Query = "SELECT * FROM answer WHERE site_id = \(site) AND content IS NOT NULL"
        query += " AND (valid_until IS NULL OR valid_until >= \(day))"
        if let unit { query += " AND unit_id = \(unit)" }
        if let words { query += " AND content LIKE \(words.likePattern) ESCAPE '\\'" }
        if let after { query += " AND id < \(after)" }
        query += " ORDER BY id DESC LIMIT \(limit)"
        return try transaction.rows(query, Self.answer)
    }

    package func publishedCount(on day: Day, unit: OrganisationUnit.ID? = nil) throws -> Int {
        var query: Query = "SELECT COUNT(*) AS n FROM answer WHERE site_id = \(site) AND content IS NOT NULL"
        query += " AND (valid_until IS NULL OR valid_until >= \(day))"
        if let unit { query += " AND unit_id = \(unit)" }
        return try transaction.count(query)
    }

    /// Units that have public answers.
    package func publishedUnits() throws -> Set<OrganisationUnit.ID> {
        Set(
            try transaction.rows("SELECT DISTINCT unit_id FROM answer WHERE site_id = \(site) AND content IS NOT NULL") {
                try $0["unit_id"]
            })
    }

    private static func text(_ content: BaseAnswer.Content?) throws -> String? { try content.map { try StoredJSON.text($0) } }

    private static func answer(_ row: ResultRow) throws -> BaseAnswer {
        let (content, proposal): (String?, String?) = (try row["content"], try row["proposal"])
        return BaseAnswer(
            id: try row["id"], unit: try row["unit_id"], message: try row["message_id"],
            content: try content.map { try StoredJSON.read($0) }, proposal: try proposal.map { try StoredJSON.read($0) },
            proposer: try row["proposer_id"], checked: try row["checked"], version: try row["version"])
    }
}
