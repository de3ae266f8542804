package import Domain
package import Persistence

/// What the public says about the catalogue, kept for staff to answer (接受社会监督).
package struct CommentRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package struct Comment: Sendable {
        package let id: Int64
        package let receipt: String
        package let item: CatalogueItem.ID?
        package let name: String
        package let contact: String
        package let body: String
        package let received: Instant
        package let answer: String?
        package let answered: Instant?
        package let version: Int
    }

    package func insert(id: Int64, receipt: String, item: CatalogueItem.ID?, name: String, contact: String, body: String, received: Instant)
        throws
    {
        try transaction.execute(
            """
            INSERT INTO catalogue_comment (id, site_id, receipt, item_id, name, contact, body, received, version)
            VALUES (\(id), \(site), \(receipt), \(item), \(name), \(contact), \(body), \(received), \(1))
            """)
    }

    package func find(receipt: String) throws -> Comment? {
        try transaction.first("SELECT * FROM catalogue_comment WHERE site_id = \(site) AND receipt = \(receipt)", comment)
    }

    /// Unanswered first, then the newest.
    package func all(limit: Int) throws -> [Comment] {
        try transaction.rows(
            """
            SELECT * FROM catalogue_comment WHERE site_id = \(site)
            ORDER BY CASE WHEN answered IS NULL THEN 0 ELSE 1 END, received DESC LIMIT \(limit)
            """, comment)
    }

    package func answer(_ comment: Comment, text: String, at time: Instant) throws {
        let changed = try transaction.execute(
            """
            UPDATE catalogue_comment SET answer = \(text), answered = \(time), version = version + 1
            WHERE id = \(comment.id) AND site_id = \(site) AND version = \(comment.version)
            """)
        if changed == 0 { throw StoreError.stale(subject: comment.receipt) }
    }

    private func comment(_ row: ResultRow) throws -> Comment {
        Comment(
            id: try row["id"], receipt: try row["receipt"], item: try row["item_id"], name: try row["name"], contact: try row["contact"],
            body: try row["body"], received: try row["received"], answer: try row["answer"], answered: try row["answered"],
            version: try row["version"])
    }
}
