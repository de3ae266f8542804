package import Domain
package import Persistence

extension ChainStage: Storable {}

/// Chains of documents (全链条).
package struct ChainRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package func find(_ id: PolicyChain.ID) throws -> PolicyChain? {
        try transaction.first("SELECT * FROM policy_chain WHERE site_id = \(site) AND id = \(id)", Self.chain)
    }

    /// Newest first.
    ///
    /// - Parameter units: whose; `nil` for all.
    package func all(units: [OrganisationUnit.ID]? = nil, before: PolicyChain.ID? = nil, limit: Int = 200) throws -> [PolicyChain] {
        let owned: Query = units.map { "AND unit_id IN (\(list: $0))" } ?? ""
        return try transaction.rows(
            """
            SELECT * FROM policy_chain WHERE site_id = \(site) \(owned) AND id < \(before?.rawValue ?? Int64.max)
            ORDER BY id DESC LIMIT \(limit)
            """, Self.chain)
    }

    /// Chains with at least one public document, newest first.
    package func published(before: PolicyChain.ID? = nil, limit: Int) throws -> [PolicyChain] {
        try transaction.rows(
            """
            SELECT c.* FROM policy_chain c WHERE c.site_id = \(site) AND c.id < \(before?.rawValue ?? Int64.max)
                AND EXISTS (
                    SELECT 1 FROM policy_chain_link l LEFT JOIN draft d ON d.id = l.draft_id
                    JOIN disclosure x ON x.id = COALESCE(l.disclosure_id, d.disclosure_id) WHERE l.chain_id = c.id)
            ORDER BY c.id DESC LIMIT \(limit)
            """, Self.chain)
    }

    /// Chains that a document stands in, also through the document that it interprets.
    package func chains(of reference: PaperReference) throws -> [PolicyChain] {
        let holds: Query
        switch reference {
        case .published(let id):
            holds = """
                (l.disclosure_id = \(id) OR l.draft_id IN (SELECT d.id FROM draft d WHERE d.disclosure_id = \(id))
                OR l.disclosure_id IN (\(Self.about(id))) OR l.draft_id IN (SELECT d.id FROM draft d WHERE d.disclosure_id IN (\(Self.about(id)))))
                """
        case .draft(let id):
            holds = "(l.draft_id = \(id) OR l.disclosure_id IN (SELECT d.disclosure_id FROM draft d WHERE d.id = \(id)))"
        }
        return try transaction.rows(
            """
            SELECT c.* FROM policy_chain c WHERE c.site_id = \(site)
                AND c.id IN (SELECT l.chain_id FROM policy_chain_link l WHERE \(holds)) ORDER BY c.id
            """, Self.chain)
    }

    /// The public document that a public interpretation is about.
    private static func about(_ id: Disclosure.ID) -> Query {
        """
        SELECT COALESCE(i.about_disclosure, a.disclosure_id) FROM interpretation i LEFT JOIN draft a ON a.id = i.about_draft
        LEFT JOIN draft r ON r.id = i.draft_id WHERE COALESCE(i.disclosure_id, r.disclosure_id) = \(id)
        """
    }

    package func insert(_ chain: PolicyChain) throws {
        try transaction.execute(
            """
            INSERT INTO policy_chain (id, site_id, unit_id, title, expected, version)
            VALUES (\(chain.id), \(site), \(chain.unit), \(chain.title), \(Self.text(chain.expected)), \(chain.version))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ chain: PolicyChain) throws {
        let changed = try transaction.execute(
            """
            UPDATE policy_chain SET title = \(chain.title), expected = \(Self.text(chain.expected)), version = version + 1
            WHERE site_id = \(site) AND id = \(chain.id) AND version = \(chain.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: chain.title) }
    }

    // MARK: Links

    /// In the order in which they were attached.
    package func links(of chain: PolicyChain.ID) throws -> [PolicyChain.Link] {
        try transaction.rows("SELECT * FROM policy_chain_link WHERE chain_id = \(chain) ORDER BY id") { row in
            PolicyChain.Link(
                id: try row["id"], chain: try row["chain_id"], stage: try row["stage"],
                paper: try PaperQueries.reference(row, draft: "draft_id", disclosure: "disclosure_id"))
        }
    }

    package func insert(_ link: PolicyChain.Link, signature: String, at time: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO policy_chain_link (id, chain_id, stage, draft_id, disclosure_id, added, signature)
            VALUES (\(link.id), \(link.chain), \(link.stage), \(link.paper.draft), \(link.paper.disclosure), \(time), \(signature))
            """)
    }

    package func remove(_ link: PolicyChain.Link.ID, of chain: PolicyChain.ID) throws {
        try transaction.execute("DELETE FROM policy_chain_link WHERE chain_id = \(chain) AND id = \(link)")
    }

    private static func text(_ stages: Set<ChainStage>) -> String {
        ChainStage.allCases.filter(stages.contains).map(\.rawValue).joined(separator: " ")
    }

    private static func chain(_ row: ResultRow) throws -> PolicyChain {
        let expected: String = try row["expected"]
        let stages = try expected.split(separator: " ").map { word in
            guard let stage = ChainStage(rawValue: String(word)) else { throw StoreError.unexpectedValue(column: "policy_chain.expected") }
            return stage
        }
        return PolicyChain(
            id: try row["id"], unit: try row["unit_id"], title: try row["title"], expected: Set(stages), version: try row["version"])
    }
}

/// A chain with its documents, stage by stage (全链条全貌).
package struct ChainView: Sendable {
    package struct Entry: Sendable {
        /// `nil` for an interpretation, which is there because of what it interprets.
        package let link: PolicyChain.Link.ID?
        package let stage: ChainStage
        package let paper: Paper
    }

    package let chain: PolicyChain
    /// In the order of stages, then of publication; drafts last.
    package let entries: [Entry]

    package init(_ chain: PolicyChain, in transaction: any Transaction, site: County.ID) throws {
        let (papers, queries) = (PaperQueries(transaction, site: site), InterpretationQueries(transaction, site: site))
        var entries: [Entry] = []
        for link in try ChainRegister(transaction, site: site).links(of: chain.id) {
            guard let paper = try papers.find(link.paper) else { continue }
            entries.append(Entry(link: link.id, stage: link.stage, paper: paper))
            guard link.stage == .document else { continue }
            for reading in try queries.readings(of: link.paper) {
                guard let paper = try papers.find(reading.interpretation.reading) else { continue }
                entries.append(Entry(link: nil, stage: .interpretation, paper: paper))
            }
        }
        self.chain = chain
        self.entries = Self.sorted(entries)
    }

    /// Each document once at its stage: attached by hand before found through what it interprets.
    private static func sorted(_ entries: [Entry]) -> [Entry] {
        struct Key: Hashable {
            let stage: ChainStage
            let document: Int64
        }
        var seen: Set<Key> = []
        let unique = (entries.filter { $0.link != nil } + entries.filter { $0.link == nil }).filter { entry in
            seen.insert(Key(stage: entry.stage, document: entry.paper.disclosure?.rawValue ?? entry.paper.draft?.rawValue ?? 0)).inserted
        }
        return ChainStage.allCases.flatMap { stage in
            unique.filter { $0.stage == stage }.sorted {
                ($0.paper.published?.milliseconds ?? .max, $0.paper.title) < ($1.paper.published?.milliseconds ?? .max, $1.paper.title)
            }
        }
    }

    /// What the public sees of it.
    package var publicEntries: [Entry] { entries.filter { $0.paper.disclosure != nil } }

    /// The title that went through the gate: the document's own, else that of what was public first. `nil` while nothing is.
    package var publicTitle: String? {
        let open = publicEntries
        return
            (open.first { $0.stage == .document }
            ?? open.min { ($0.paper.published?.milliseconds ?? .max) < ($1.paper.published?.milliseconds ?? .max) })?
            .paper.title
    }

    /// Stages that there should be and that have nothing the public can read.
    package var missing: [ChainStage] {
        let there = Set(publicEntries.map(\.stage))
        return ChainStage.allCases.filter { chain.expected.contains($0) && !there.contains($0) }
    }
}
