package import Domain
package import Persistence

/// The posts of a site and who holds them (岗位).
package struct PostRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// A post with the one who holds it.
    package struct Line: Sendable {
        package let post: Post
        package let unitName: String
        package let holder: Account.ID?
        package let holderName: String?
        package let holderLogin: String?
        package let since: Instant?
    }

    package func find(_ id: Post.ID) throws -> Post? {
        try transaction.first("SELECT id, unit_id, role, name FROM post WHERE site_id = \(site) AND id = \(id)", Self.post)
    }

    /// By unit, role and name.
    package func all() throws -> [Line] { try lines("TRUE") }

    package func posts(in unit: OrganisationUnit.ID) throws -> [Line] { try lines("p.unit_id = \(unit)") }

    /// What somebody holds now.
    package func posts(of account: Account.ID) throws -> [Post] {
        try transaction.rows(
            """
            SELECT p.id, p.unit_id, p.role, p.name FROM post_holder h JOIN post p ON p.id = h.post_id
            WHERE h.account_id = \(account) AND h.held_until IS NULL AND p.site_id = \(site) ORDER BY p.id
            """, Self.post)
    }

    package func insert(_ post: Post) throws {
        try transaction.execute(
            "INSERT INTO post (id, site_id, unit_id, role, name) VALUES (\(post.id), \(site), \(post.unit), \(post.role), \(post.name))")
    }

    package func holder(of post: Post.ID) throws -> Account.ID? {
        try transaction.first("SELECT account_id FROM post_holder WHERE post_id = \(post) AND held_until IS NULL") { try $0["account_id"] }
    }

    package func assign(_ post: Post.ID, to account: Account.ID, at now: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO post_holder (post_id, account_id, held_since, held_until) VALUES (\(post), \(account), \(now), \(nil as Instant?))
            """)
    }

    package func release(_ post: Post.ID, at now: Instant) throws {
        try transaction.execute("UPDATE post_holder SET held_until = \(now) WHERE post_id = \(post) AND held_until IS NULL")
    }

    private func lines(_ condition: Query) throws -> [Line] {
        try transaction.rows(
            """
            SELECT p.id, p.unit_id, p.role, p.name, u.name AS unit_name, h.account_id, h.held_since, a.name AS holder_name, a.login
            FROM post p JOIN unit u ON u.id = p.unit_id
            LEFT JOIN post_holder h ON h.post_id = p.id AND h.held_until IS NULL
            LEFT JOIN account a ON a.id = h.account_id
            WHERE p.site_id = \(site) AND \(condition) ORDER BY u.position, u.id, p.id
            """
        ) { row in
            Line(
                post: try Self.post(row), unitName: try row["unit_name"], holder: try row["account_id"], holderName: try row["holder_name"],
                holderLogin: try row["login"], since: try row["held_since"])
        }
    }

    private static func post(_ row: ResultRow) throws -> Post {
        Post(id: try row["id"], unit: try row["unit_id"], role: try row["role"], name: try row["name"])
    }
}
