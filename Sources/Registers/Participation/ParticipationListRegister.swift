package import Domain
package import Persistence

/// The yearly lists of matters that the public takes part in.
package struct ParticipationListRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package func find(year: Int) throws -> ParticipationList? {
        try transaction.first("SELECT * FROM participation_list WHERE site_id = \(site) AND year = \(year)", Self.list)
    }

    /// Newest year first.
    package func all() throws -> [ParticipationList] {
        try transaction.rows("SELECT * FROM participation_list WHERE site_id = \(site) ORDER BY year DESC", Self.list)
    }

    /// The list that a document published.
    package func about(_ document: Disclosure.ID) throws -> ParticipationList? {
        try transaction.first(
            """
            SELECT l.* FROM participation_list l JOIN draft d ON d.id = l.draft_id
            WHERE l.site_id = \(site) AND d.disclosure_id = \(document) ORDER BY l.year LIMIT 1
            """, Self.list)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func put(_ list: ParticipationList) throws {
        let lines = try StoredJSON.text(list.lines)
        let changed = try transaction.execute(
            """
            INSERT INTO participation_list (site_id, year, lines, draft_id, version)
            VALUES (\(site), \(list.year), \(lines), \(list.draft), \(1))
            ON CONFLICT (site_id, year) DO UPDATE SET lines = excluded.lines, draft_id = excluded.draft_id,
                version = participation_list.version + 1
            WHERE participation_list.version = \(list.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: list.title) }
    }

    private static func list(_ row: ResultRow) throws -> ParticipationList {
        ParticipationList(
            year: try row["year"], lines: try StoredJSON.read(try row["lines"]), draft: try row["draft_id"], version: try row["version"])
    }
}
