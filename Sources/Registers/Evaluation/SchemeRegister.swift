package import Domain
package import Persistence

/// Indicator schemes in their editions (指标体系).
package struct SchemeRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package func find(_ id: SchemeEdition.ID) throws -> SchemeEdition? {
        try transaction.first("SELECT * FROM evaluation_scheme WHERE site_id = \(site) AND id = \(id)", Self.edition)
    }

    /// Newest first.
    package func all(limit: Int = 500) throws -> [SchemeEdition] {
        try transaction.rows("SELECT * FROM evaluation_scheme WHERE site_id = \(site) ORDER BY id DESC LIMIT \(limit)", Self.edition)
    }

    package func nextNumber(title: String, year: Int) throws -> Int {
        try transaction.count(
            "SELECT COALESCE(MAX(number), 0) + 1 AS n FROM evaluation_scheme WHERE site_id = \(site) AND title = \(title) AND year = \(year)"
        )
    }

    package func insert(_ edition: SchemeEdition) throws {
        try transaction.execute(
            """
            INSERT INTO evaluation_scheme (id, site_id, title, year, number, scheme, origin_id, created, signature)
            VALUES (\(edition.id), \(site), \(edition.scheme.title), \(edition.scheme.year ?? 0), \(edition.number),
                \(try StoredJSON.text(edition.scheme)), \(edition.origin), \(edition.created), \(edition.signature))
            """)
    }

    private static func edition(_ row: ResultRow) throws -> SchemeEdition {
        SchemeEdition(
            id: try row["id"], scheme: try StoredJSON.read(try row["scheme"]), number: try row["number"],
            origin: try row["origin_id"], created: try row["created"], signature: try row["signature"])
    }
}
