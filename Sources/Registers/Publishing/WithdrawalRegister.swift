package import Domain
package import Persistence

/// What is no longer, or no longer so, before the public: earlier wordings and documents that were taken down.
package struct WithdrawalRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    // MARK: Corrections

    /// What the public read before a correction.
    package struct Revision: Sendable {
        package let version: Int
        package let title: String
        package let number: String?
        package let body: DocumentBody
        package let replaced: Instant
        package let reason: String
    }

    package func keep(_ document: Disclosure, digest: [UInt8], replaced: Instant, reason: String) throws {
        try transaction.execute(
            """
            INSERT INTO disclosure_revision (disclosure_id, version, site_id, title, number, body, digest, replaced, reason)
            VALUES (\(document.id), \(document.version), \(site), \(document.title), \(document.number), \(document.body.stored), \(digest),
                \(replaced), \(reason))
            """)
    }

    /// Newest first.
    package func revisions(of id: Disclosure.ID) throws -> [Revision] {
        try transaction.rows(
            "SELECT * FROM disclosure_revision WHERE site_id = \(site) AND disclosure_id = \(id) ORDER BY version DESC"
        ) { row in
            Revision(
                version: try row["version"], title: try row["title"], number: try row["number"],
                body: DocumentBody(stored: try row["body"]),
                replaced: try row["replaced"], reason: try row["reason"])
        }
    }

    // MARK: Withdrawals

    /// 撤下说明: what stands at the address of a document that is no longer public.
    package struct Tombstone: Sendable {
        package let disclosure: Disclosure.ID
        package let unit: OrganisationUnit.ID
        package let title: String
        package let ground: WithdrawalGround
        package let reason: String
        package let signature: String
        package let time: Instant

        package init(
            disclosure: Disclosure.ID, unit: OrganisationUnit.ID, title: String, ground: WithdrawalGround, reason: String,
            signature: String, time: Instant
        ) {
            self.disclosure = disclosure
            self.unit = unit
            self.title = title
            self.ground = ground
            self.reason = reason
            self.signature = signature
            self.time = time
        }
    }

    package func tombstone(_ id: Disclosure.ID) throws -> Tombstone? {
        try transaction.first("SELECT * FROM tombstone WHERE site_id = \(site) AND disclosure_id = \(id)", Self.tombstone)
    }

    static func tombstone(_ row: ResultRow) throws -> Tombstone {
        let ground: String = try row["ground"]
        guard let ground = WithdrawalGround(rawValue: ground) else { throw StoreError.unexpectedValue(column: "tombstone.ground") }
        return Tombstone(
            disclosure: try row["disclosure_id"], unit: try row["unit_id"], title: try row["title"], ground: ground,
            reason: try row["reason"], signature: try row["signature"], time: try row["time"])
    }

    /// Takes a document out of what is public. Everything that lists or finds documents reads that table, so it is gone everywhere.
    ///
    /// - Parameters:
    ///   - document: as the public had it; `nil` when it had not.
    ///   - sealed: what its unit keeps of it; `nil` to keep nothing.
    package func bury(_ tombstone: Tombstone, of document: Disclosure?, sealed: String?) throws {
        let id = tombstone.disclosure
        try transaction.execute("DELETE FROM attachment WHERE disclosure_id = \(id)")
        try transaction.execute("DELETE FROM disclosure WHERE site_id = \(site) AND id = \(id)")
        try transaction.execute(
            """
            INSERT INTO tombstone (disclosure_id, site_id, unit_id, title, ground, reason, signature, time, sealed, item_id, published)
            VALUES (\(id), \(site), \(tombstone.unit), \(tombstone.title), \(tombstone.ground.rawValue), \(tombstone.reason),
                \(tombstone.signature), \(tombstone.time), \(sealed), \(document?.item), \(document?.published))
            ON CONFLICT (disclosure_id) DO UPDATE SET title = excluded.title, ground = excluded.ground, reason = excluded.reason,
                signature = excluded.signature, time = excluded.time, sealed = excluded.sealed
            """)
    }

    /// Overwrites every copy of a document's words that the registers hold: drafts, their earlier savings, earlier wordings, findings.
    ///
    /// - Parameter title: what stands in the place of the title.
    /// - Returns: digests of the files that no other document or draft has any more.
    package func erase(_ id: Disclosure.ID, title: String) throws -> [String] {
        let drafts: [Draft.ID] = try transaction.rows("SELECT id FROM draft WHERE disclosure_id = \(id) OR corrects = \(id)") {
            try $0["id"]
        }
        var files = Set(
            try transaction.rows("SELECT digest FROM publication_file WHERE disclosure_id = \(id)") { row -> String in try row["digest"] })
        for draft in drafts {
            try transaction.execute(
                "DELETE FROM ledger_frozen WHERE release_id IN (SELECT id FROM ledger_release WHERE draft_id = \(draft))")
            for content: String in try transaction.rows("SELECT content FROM draft WHERE id = \(draft)", { try $0["content"] }) {
                files.formUnion(try StoredContent.read(content).attachments.flatMap { [$0.digest] + ($0.original.map { [$0] } ?? []) })
            }
            try transaction.execute("DELETE FROM draft_revision WHERE draft_id = \(draft)")
            try transaction.execute("DELETE FROM finding WHERE draft_id = \(draft)")
            try transaction.execute("DELETE FROM finding_answer WHERE draft_id = \(draft)")
            let empty = try StoredContent(Draft.Content()).text()
            try transaction.execute("UPDATE draft SET title = \(title), body = '', content = \(empty) WHERE id = \(draft)")
        }
        try transaction.execute("DELETE FROM publication_file WHERE disclosure_id = \(id)")
        try transaction.execute("DELETE FROM disclosure_revision WHERE disclosure_id = \(id)")
        for digest in files { try transaction.execute("DELETE FROM file_inspection WHERE digest = \(digest)") }
        let register = DraftRegister(transaction, site: site)
        return try files.filter { try !register.refers(toFile: $0) }
    }
}
