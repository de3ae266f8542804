package import Domain
package import Persistence

/// Published documents (主动公开的政府信息).
package struct DisclosureRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// A document's place in time, newest highest: minutes since 1900 of its publication, then its place in the log.
    /// Documents without a day of publication come before all others.
    package static func position(published: Instant?, sequence: Int64) -> Int64 {
        let minutes = published.map { max(0, ($0.milliseconds + 2_208_988_800_000) / 60_000) } ?? 0
        return minutes << 30 | sequence & 0x3FFF_FFFF
    }

    /// The lowest position of a document with a day.
    static let firstDated: Int64 = 1 << 30

    /// The year in China of the minute in a position.
    static func year(ofPosition position: Int64) -> Int {
        Instant(milliseconds: (position >> 30) * 60_000 - 2_208_988_800_000).day.year
    }

    /// What is known of a document by the key its source gave it.
    package struct Known: Sendable {
        package let id: Disclosure.ID
        package let digest: [UInt8]
        package let position: Int64
        package let version: Int
    }

    package func known(sourceKey: String) throws -> Known? {
        try transaction.first("SELECT id, digest, position, version FROM disclosure WHERE site_id = \(site) AND source_key = \(sourceKey)")
        { row in
            Known(id: try row["id"], digest: try row["digest"], position: try row["position"], version: try row["version"])
        }
    }

    package func insert(_ disclosure: Disclosure, storedBody: String, sourceKey: String, digest: [UInt8], position: Int64) throws {
        try transaction.execute(
            """
            INSERT INTO disclosure (id, site_id, unit_id, item_id, domain_code, title, number, index_number, theme, category, made,
                published,
                                    validity, body, source_address, source_key, digest, position, version)
            VALUES (\(disclosure.id), \(site), \(disclosure.unit), \(disclosure.item), \(disclosure.domain), \(disclosure.title),
                \(disclosure.number),
                    \(disclosure.indexNumber), \(disclosure.theme), \(disclosure.category), \(disclosure.made), \(disclosure.published),
                    \(disclosure.validity), \(storedBody), \(disclosure.sourceAddress), \(sourceKey), \(digest), \(position), \(1))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody changed it since it was read.
    package func update(_ disclosure: Disclosure, storedBody: String, digest: [UInt8], position: Int64) throws {
        let changed = try transaction.execute(
            """
            UPDATE disclosure SET unit_id = \(disclosure.unit), item_id = \(disclosure.item), domain_code = \(disclosure.domain),
                title = \(disclosure.title), number = \(disclosure.number), index_number = \(disclosure.indexNumber),
                    theme = \(disclosure.theme),
                category = \(disclosure.category), made = \(disclosure.made), published = \(disclosure.published),
                    validity = \(disclosure.validity),
                body = \(storedBody), source_address = \(disclosure.sourceAddress), digest = \(digest), position = \(position),
                    version = version + 1
            WHERE site_id = \(site) AND id = \(disclosure.id) AND version = \(disclosure.version)
            """)
        if changed == 0 { throw StoreError.stale(subject: disclosure.title) }
    }

    package func setAttachments(_ attachments: [(name: String, address: String)], of disclosure: Disclosure.ID, isNew: Bool) throws {
        if !isNew { try transaction.execute("DELETE FROM attachment WHERE disclosure_id = \(disclosure)") }
        for (index, attachment) in attachments.enumerated() {
            try transaction.execute(
                """
                INSERT INTO attachment (disclosure_id, position, name, address)
                VALUES (\(disclosure), \(index + 1), \(attachment.name), \(attachment.address))
                """)
        }
    }

    package func attachments(of disclosure: Disclosure.ID) throws -> [(name: String, address: String)] {
        try transaction.rows("SELECT name, address FROM attachment WHERE disclosure_id = \(disclosure) ORDER BY position") {
            (try $0["name"], try $0["address"])
        }
    }

    package func find(_ id: Disclosure.ID) throws -> Disclosure? {
        try transaction.first("SELECT * FROM disclosure WHERE site_id = \(site) AND id = \(id)", Self.disclosure)
    }

    package func digest(of id: Disclosure.ID) throws -> [UInt8]? {
        try transaction.first("SELECT digest FROM disclosure WHERE site_id = \(site) AND id = \(id)") { try $0["digest"] }
    }

    package func position(of id: Disclosure.ID) throws -> Int64? {
        try transaction.first("SELECT position FROM disclosure WHERE site_id = \(site) AND id = \(id)") { try $0["position"] }
    }

    package func count() throws -> Int { try transaction.count("SELECT COUNT(*) AS n FROM disclosure WHERE site_id = \(site)") }

    static func disclosure(_ row: ResultRow) throws -> Disclosure {
        let body: String = try row["body"]
        return Disclosure(
            id: try row["id"], unit: try row["unit_id"], item: try row["item_id"], domain: try row["domain_code"], title: try row["title"],
            number: try row["number"], indexNumber: try row["index_number"], theme: try row["theme"], category: try row["category"],
            made: try row["made"], published: try row["published"], validity: try row["validity"], body: DocumentBody(stored: body),
            sourceAddress: try row["source_address"], version: try row["version"])
    }
}
