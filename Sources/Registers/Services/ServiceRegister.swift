package import Domain
package import Persistence

extension ServicePaper.Kind: Storable {}

/// Guides and policies with their wordings (办事指南、涉企政策).
package struct ServiceRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// What stays the same through all wordings.
    package struct Entry: Sendable, Hashable {
        package let id: ServicePaper.ID
        package let unit: OrganisationUnit.ID
        package let kind: ServicePaper.Kind
        package let code: String
        /// Of the newest wording, public or not.
        package let name: String

        package init(id: ServicePaper.ID, unit: OrganisationUnit.ID, kind: ServicePaper.Kind, code: String, name: String) {
            self.id = id
            self.unit = unit
            self.kind = kind
            self.code = code
            self.name = name
        }
    }

    /// A wording that is public, or was until a later one replaced it.
    package struct Published: Sendable, Hashable {
        package let version: ServiceVersion
        package let disclosure: Disclosure.ID
        package let published: Instant
    }

    /// A wording with how far its document is.
    package struct Kept: Sendable, Hashable {
        package let version: ServiceVersion
        package let state: Draft.State?
        package let disclosure: Disclosure.ID?
        /// When its document was published.
        package let published: Instant?
        /// Whether the document still says what the wording says; `true` without one, and while it can be sent again.
        package let isFaithful: Bool
        package let changed: Instant
        package let signature: String
    }

    // MARK: Papers

    package func find(_ id: ServicePaper.ID) throws -> Entry? {
        try transaction.first("SELECT * FROM service_paper WHERE site_id = \(site) AND id = \(id)", Self.entry)
    }

    package func find(code: String) throws -> Entry? {
        try transaction.first("SELECT * FROM service_paper WHERE site_id = \(site) AND code = \(code)", Self.entry)
    }

    /// By their codes; at most 5,000.
    package func all(_ kind: ServicePaper.Kind) throws -> [Entry] {
        try transaction.rows(
            "SELECT * FROM service_paper WHERE site_id = \(site) AND kind = \(kind) ORDER BY code LIMIT 5000", Self.entry)
    }

    package func insert(_ entry: Entry) throws {
        try transaction.execute(
            """
            INSERT INTO service_paper (id, site_id, unit_id, kind, code, name)
            VALUES (\(entry.id), \(site), \(entry.unit), \(entry.kind), \(entry.code), \(entry.name))
            """)
    }

    package func rename(_ id: ServicePaper.ID, code: String, name: String) throws {
        try transaction.execute("UPDATE service_paper SET code = \(code), name = \(name) WHERE site_id = \(site) AND id = \(id)")
    }

    private static func entry(_ row: ResultRow) throws -> Entry {
        Entry(id: try row["id"], unit: try row["unit_id"], kind: try row["kind"], code: try row["code"], name: try row["name"])
    }

    // MARK: Wordings

    /// Newest first.
    package func versions(of paper: ServicePaper.ID) throws -> [Kept] {
        try transaction.rows("\(Self.kept) WHERE v.paper_id = \(paper) ORDER BY v.number DESC", keptRow)
    }

    /// The newest wording of each paper, public or not.
    package func newest(_ kind: ServicePaper.Kind) throws -> [ServicePaper.ID: Kept] {
        let rows = try transaction.rows(
            """
            \(Self.kept) JOIN service_paper s ON s.id = v.paper_id WHERE s.site_id = \(site) AND s.kind = \(kind)
                AND v.number = (SELECT MAX(number) FROM service_version n WHERE n.paper_id = v.paper_id)
            """, keptRow)
        return Dictionary(rows.map { ($0.version.paper, $0) }, uniquingKeysWith: { $1 })
    }

    /// Wordings whose approval procedure has ended and that are not public yet: their time runs.
    package func awaiting() throws -> [Kept] {
        try transaction.rows(
            """
            \(Self.kept) JOIN service_paper s ON s.id = v.paper_id WHERE s.site_id = \(site) AND v.approved IS NOT NULL
                AND (d.state IS NULL OR d.state NOT IN ('published', 'discarded', 'withheld'))
            ORDER BY v.approved, v.id LIMIT 1000
            """, keptRow)
    }

    private static let kept: Query = """
        SELECT v.*, d.state, d.step, d.scheduled, d.disclosure_id, d.changed AS moved, d.body AS drafted
        FROM service_version v LEFT JOIN draft d ON d.id = v.draft_id
        """

    private func keptRow(_ row: ResultRow) throws -> Kept {
        let version = try Self.version(row)
        let state = try version.draft.flatMap { try DraftRegister(transaction, site: site).find($0)?.draft.state }
        let (body, drafted): (String, String?) = (try row["body"], try row["drafted"])
        return Kept(
            version: version, state: state, disclosure: state == .published ? try row["disclosure_id"] : nil,
            published: state == .published ? try row["moved"] : nil, isFaithful: Self.isFaithful(body, drafted, state),
            changed: try row["changed"], signature: try row["signature"])
    }

    private static func isFaithful(_ body: String, _ drafted: String?, _ state: Draft.State?) -> Bool {
        guard let drafted else { return true }
        guard body.isEmpty else { return drafted == body }
        // Changed after it was sent: past the editors, the document goes its way without the change.
        return switch state {
        case nil, .drafting?, .withheld?, .discarded?: true
        case .inReview?, .referred?, .approved?, .published?: false
        }
    }

    /// Whether a draft no longer says what its wording says: one of the two was changed since the wording was sent to the gate.
    package func differs(_ draft: Draft.ID) throws -> Bool {
        try transaction.count(
            """
            SELECT COUNT(*) AS n FROM service_version v JOIN draft d ON d.id = v.draft_id
            WHERE d.site_id = \(site) AND v.draft_id = \(draft) AND v.body <> d.body
            """) > 0
    }

    /// Everything of that kind that is or was public, newest wordings first: the document is public, and still says what the wording says.
    package func published(_ kind: ServicePaper.Kind? = nil, paper: ServicePaper.ID? = nil) throws -> [ServicePaper.ID: [Published]] {
        let kindClause: Query = kind.map { "AND s.kind = \($0)" } ?? ""
        let paperClause: Query = paper.map { "AND s.id = \($0)" } ?? ""
        let rows = try transaction.rows(
            """
            SELECT v.*, d.disclosure_id, d.changed AS moved FROM service_paper s
            JOIN service_version v ON v.paper_id = s.id JOIN draft d ON d.id = v.draft_id
            JOIN publication p ON p.disclosure_id = d.disclosure_id
            WHERE s.site_id = \(site) \(kindClause) \(paperClause) AND d.state = 'published' AND d.body = v.body AND p.state = 'public'
            ORDER BY v.number DESC
            """
        ) { Published(version: try Self.version($0), disclosure: try $0["disclosure_id"], published: try $0["moved"]) }
        return Dictionary(grouping: rows) { $0.version.paper }
    }

    /// The guide or policy that a document is.
    package func paper(of disclosure: Disclosure.ID) throws -> ServicePaper.ID? {
        try transaction.first(
            """
            SELECT v.paper_id FROM service_version v JOIN draft d ON d.id = v.draft_id JOIN service_paper s ON s.id = v.paper_id
            WHERE s.site_id = \(site) AND d.disclosure_id = \(disclosure) AND d.state = 'published' AND d.body = v.body LIMIT 1
            """
        ) { try $0["paper_id"] }
    }

    package func insert(_ version: ServiceVersion, signature: String, at time: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO service_version (id, paper_id, number, content, reason, approved, approval_document, effective, body, draft_id, changed,
                signature, version)
            VALUES (\(version.id), \(version.paper), \(version.number), \(try StoredJSON.text(version.content)), \(version.reason),
                \(version.approval?.day), \(version.approval?.document ?? ""), \(version.effective), '', \(version.draft), \(time),
                \(signature), 1)
            """)
        try setFiles(of: version)
    }

    /// - Parameter body: what went to the gate; `nil` takes it back, until it is sent again.
    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ version: ServiceVersion, body: String?, signature: String, at time: Instant) throws {
        let changed = try transaction.execute(
            """
            UPDATE service_version SET content = \(try StoredJSON.text(version.content)), reason = \(version.reason),
                approved = \(version.approval?.day), approval_document = \(version.approval?.document ?? ""),
                effective = \(version.effective), body = \(body ?? ""), draft_id = \(version.draft), changed = \(time),
                signature = \(signature), version = version + 1
            WHERE id = \(version.id) AND paper_id = \(version.paper) AND version = \(version.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: version.content.title) }
        try setFiles(of: version)
    }

    /// Notes when the approval procedure ended; the wording itself stays as it is, also at the gate.
    package func setApproval(_ approval: ServiceVersion.Approval, of version: ServiceVersion, signature: String, at time: Instant) throws {
        let changed = try transaction.execute(
            """
            UPDATE service_version SET approved = \(approval.day), approval_document = \(approval.document), version = version + 1
            WHERE id = \(version.id) AND paper_id = \(version.paper) AND version = \(version.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: version.content.title) }
    }

    private func setFiles(of version: ServiceVersion) throws {
        for digest in Set(version.content.files.map(\.attachment.digest)).sorted() {
            try transaction.execute(
                """
                INSERT INTO service_file (version_id, digest) VALUES (\(version.id), \(digest))
                ON CONFLICT (version_id, digest) DO NOTHING
                """)
        }
    }

    private static func version(_ row: ResultRow) throws -> ServiceVersion {
        let (approved, document): (Day?, String) = (try row["approved"], try row["approval_document"])
        return ServiceVersion(
            id: try row["id"], paper: try row["paper_id"], number: try row["number"], content: try StoredJSON.read(try row["content"]),
            reason: try row["reason"], approval: approved.map { ServiceVersion.Approval(day: $0, document: document) },
            effective: try row["effective"], draft: try row["draft_id"], version: try row["version"])
    }
}

extension [ServiceRegister.Published] {
    /// The wording that counts on a day: the newest that has taken effect, or the first when none has.
    package func current(on day: Day) -> ServiceRegister.Published? {
        first { $0.version.effective.map { $0 <= day } ?? true } ?? last
    }

    /// Published, and not yet in effect.
    package func coming(after day: Day) -> ServiceRegister.Published? {
        first.flatMap { $0 == current(on: day) ? nil : $0 }
    }
}
