package import Domain
import Persistence

extension LedgerBook {
    /// A state that was taken to the publishing gate.
    package struct Release: Sendable, Hashable {
        package typealias ID = Identifier<Release>

        package let id: ID
        /// Whose part it is; `nil` for the whole.
        package let unit: OrganisationUnit.ID?
        package let draft: Draft.ID
        package let day: Day
        package let digest: [UInt8]
        /// Of the workbook that went with the draft.
        package let fileDigest: String
        package let count: Int
        package let recorded: Instant
        package let signature: String

        package init(
            id: ID, unit: OrganisationUnit.ID?, draft: Draft.ID, day: Day, digest: [UInt8], fileDigest: String, count: Int,
            recorded: Instant, signature: String
        ) {
            self.id = id
            self.unit = unit
            self.draft = draft
            self.day = day
            self.digest = digest
            self.fileDigest = fileDigest
            self.count = count
            self.recorded = recorded
            self.signature = signature
        }
    }

    /// A state that the public reads, with the document that published it.
    package struct Published: Sendable {
        package let release: Release
        package let disclosure: Disclosure.ID
        package let title: String
        package let published: Instant?
    }

    package func insert(_ release: Release, _ state: LedgerState) throws {
        try transaction.execute(
            """
            INSERT INTO ledger_release (id, site_id, kind, unit_id, draft_id, day, digest, file_digest, line_count, recorded, signature)
            VALUES (\(release.id), \(site), \(state.kind.code), \(release.unit), \(release.draft), \(release.day), \(release.digest),
                \(release.fileDigest), \(release.count), \(release.recorded), \(release.signature))
            """)
        for (position, row) in state.rows.enumerated() {
            try transaction.execute(
                """
                INSERT INTO ledger_frozen (release_id, position, line_id, unit_id, cells)
                VALUES (\(release.id), \(position), \(row.line), \(row.unit), \(try StoredJSON.text(row.cells.values)))
                """)
        }
    }

    /// Newest first, with whose the draft is and where it stands.
    package func releases(
        of kind: LedgerKind, limit: Int = 50
    ) throws -> [(release: Release, draftUnit: OrganisationUnit.ID, state: Draft.State, path: ApprovalPath)] {
        try transaction.rows(
            """
            SELECT r.*, d.unit_id AS draft_unit, d.state, d.step, d.scheduled, d.path FROM ledger_release r JOIN draft d ON d.id = r.draft_id
            WHERE r.site_id = \(site) AND r.kind = \(kind.code) ORDER BY r.id DESC LIMIT \(limit)
            """
        ) { row in
            let path: String = try row["path"]
            guard let path = ApprovalPath(text: path) else { throw StoreError.unexpectedValue(column: "draft.path") }
            return (try Self.release(row), try row["draft_unit"], try DraftRegister.state(row), path)
        }
    }

    /// What the public reads: of each part the newest state whose document is public with exactly the file that was made of it.
    package func published(of kind: LedgerKind) throws -> [Published] {
        try transaction.rows(
            """
            SELECT r.*, x.id AS document, x.title, x.published FROM ledger_release r
            JOIN draft d ON d.id = r.draft_id JOIN disclosure x ON x.id = d.disclosure_id
            WHERE r.id IN (
                SELECT MAX(n.id) FROM ledger_release n
                JOIN draft m ON m.id = n.draft_id JOIN disclosure y ON y.id = m.disclosure_id
                JOIN publication_file f ON f.disclosure_id = y.id AND f.digest = n.file_digest
                WHERE n.site_id = \(site) AND n.kind = \(kind.code) GROUP BY n.unit_id)
            ORDER BY r.id DESC
            """
        ) { row in
            Published(
                release: try Self.release(row), disclosure: try row["document"], title: try row["title"], published: try row["published"])
        }
    }

    /// Kinds of which something is public, with the newest day and how many entries.
    package func publishedKinds() throws -> [String: (day: Day, count: Int)] {
        var newest: [String: (day: Day, count: Int)] = [:]
        for kind in LedgerKind.all {
            let parts = try published(of: kind)
            guard let day = parts.map(\.release.day).max() else { continue }
            newest[kind.code] = (day, parts.reduce(0) { $0 + $1.release.count })
        }
        return newest
    }

    /// The register that a document publishes a state of.
    package func kind(publishedBy document: Disclosure.ID) throws -> LedgerKind? {
        try transaction.first("SELECT r.kind FROM ledger_release r JOIN draft d ON d.id = r.draft_id WHERE d.disclosure_id = \(document)") {
            LedgerKind.find(try $0["kind"])
        } ?? nil
    }

    /// The entries of a state.
    package func rows(of release: Release.ID) throws -> [LedgerRow] {
        try transaction.rows("SELECT * FROM ledger_frozen WHERE release_id = \(release) ORDER BY position") { row in
            LedgerRow(line: try row["line_id"], unit: try row["unit_id"], cells: LedgerCells(try StoredJSON.read(try row["cells"])))
        }
    }

    /// What the public reads on a day, part by part: what has ended since is not shown any longer.
    package func publicRows(of kind: LedgerKind, on today: Day) throws -> (parts: [Published], rows: [LedgerRow]) {
        let parts = try published(of: kind)
        let rows = try parts.flatMap { try self.rows(of: $0.release.id) }.filter { row in
            !kind.isLeftOut(LedgerLine(id: row.line, unit: row.unit, cells: row.cells), today)
        }
        return (parts, rows)
    }

    /// The state of one part, or of the whole, that the public reads.
    package func publishedState(of kind: LedgerKind, unit: OrganisationUnit.ID?) throws -> LedgerState? {
        guard let found = try published(of: kind).first(where: { $0.release.unit == unit }) else { return nil }
        return LedgerState(kind: kind, unit: unit, day: found.release.day, rows: try rows(of: found.release.id))
    }

    package func documents(of rows: [LedgerRow], in kind: LedgerKind) throws -> [Disclosure.ID: LedgerFacts.Document] {
        try documents(of: rows.map { LedgerLine(id: $0.line, unit: $0.unit, cells: $0.cells) }, in: kind)
    }

    /// Documents that entries name and the public can read.
    package func documents(of lines: [LedgerLine], in kind: LedgerKind) throws -> [Disclosure.ID: LedgerFacts.Document] {
        let fields = kind.fields.filter { $0.form == .document }.map(\.code)
        let named = Set(lines.flatMap { line in fields.compactMap { line.cells.document($0) } }).sorted()
        var found: [Disclosure.ID: LedgerFacts.Document] = [:]
        // Bound by what a statement can hold.
        for start in stride(from: 0, to: named.count, by: 500) {
            let part = Array(named[start..<min(start + 500, named.count)])
            try transaction.forEach(
                "SELECT id, title, unit_id, published, validity FROM disclosure WHERE site_id = \(site) AND id IN (\(list: part))"
            ) { row in
                let (id, published): (Disclosure.ID, Instant?) = (try row["id"], try row["published"])
                found[id] = LedgerFacts.Document(
                    title: try row["title"], unit: try row["unit_id"], published: published?.day, validity: try row["validity"])
            }
        }
        return found
    }

    /// What the checks of a kind look at.
    package func facts(of kind: LedgerKind, on day: Day) throws -> LedgerFacts { try facts(of: kind, lines(of: kind), on: day) }

    /// - Parameter lines: open ones.
    private func facts(of kind: LedgerKind, _ lines: [LedgerLine], on day: Day) throws -> LedgerFacts {
        LedgerFacts(
            kind: kind, today: day, lines: lines, documents: try documents(of: lines, in: kind),
            figures: try FigureRegister(transaction, site: site).book(), calendar: try HolidayRegister(transaction).calendar())
    }

    /// What the checks of the kind say, and whether the published state is behind.
    ///
    /// - Parameter units: whose entries; `nil` for all.
    package func warnings(of kind: LedgerKind, units: [OrganisationUnit.ID]? = nil, on day: Day) throws -> [LedgerWarning] {
        let all = try lines(of: kind, withClosed: true, units: units)
        guard !all.isEmpty else { return [] }
        let ended = all.filter { $0.closed != nil }
        let facts = try facts(of: kind, all.filter { $0.closed == nil }, on: day)
        let parts = try published(of: kind).map {
            LedgerFacts.Part(unit: $0.release.unit, day: $0.release.day, frozen: $0.release.recorded)
        }
        return kind.warnings(facts) + facts.publicationWarnings(parts, ended: ended, rhythm: try setting(of: kind).rhythm)
    }

    /// Whether it is a normative document that the published list of valid ones does not have, or has as no longer in force; false while no
    /// list is public. What was published after the list was made cannot stand on it yet, and is not off it.
    package func isOffList(_ document: Disclosure.ID) throws -> Bool {
        let kind = LedgerKind.normativeDocuments
        let isRule =
            try transaction.count(
                """
                SELECT (SELECT COUNT(*) FROM publication WHERE disclosure_id = \(document) AND valid_until IS NOT NULL)
                    + (SELECT COUNT(*) FROM ledger_line WHERE site_id = \(site) AND kind = \(kind.code)
                        AND cells LIKE \("%\"document\":\"" + document.description + "\"%")) AS n
                """) > 0
        guard isRule, let list = try published(of: kind).first(where: { $0.release.unit == nil })?.release else { return false }
        let own = try rows(of: list.id).filter { $0.cells.document("document") == document }
        guard own.isEmpty else { return !own.contains { LedgerKind.isInForce($0.cells) } }
        let published = try transaction.first("SELECT published FROM disclosure WHERE site_id = \(site) AND id = \(document)") {
            row -> Instant? in try row["published"]
        }
        return (published ?? nil).map { $0 <= list.recorded } ?? true
    }

    private static func release(_ row: ResultRow) throws -> Release {
        Release(
            id: try row["id"], unit: try row["unit_id"], draft: try row["draft_id"], day: try row["day"], digest: try row["digest"],
            fileDigest: try row["file_digest"], count: try row["line_count"], recorded: try row["recorded"], signature: try row["signature"]
        )
    }
}
