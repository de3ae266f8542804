package import Domain
package import Persistence

/// The feed of changes in the order of the log (变更接口).
package struct ChangeQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// A change, with what its document is now.
    package struct Line: Sendable {
        package let change: DocumentChange
        /// The number of a later change of the same document, which says what it is now; `nil` when this is the last one.
        package let overtakenBy: Int64?
        /// As the public reads it; only with the last change.
        package let document: Disclosure?
        /// What stands in its place; only with the last change.
        package let tombstone: WithdrawalRegister.Tombstone?
    }

    /// Some changes, and whether more follow.
    package struct Page: Sendable {
        package let lines: [Line]
        package let hasMore: Bool
    }

    /// What happened after a place in the log, oldest first; `nil` for a place beyond its end, which this log never gave to anybody.
    ///
    /// Documents for somebody in particular were never public: nothing is said of them.
    package func page(after sequence: Int64, limit: Int) throws -> Page? {
        guard sequence <= (try EventRegister.lastSequence(in: transaction)) else { return nil }
        let changes = try transaction.rows(
            """
            SELECT e.sequence, e.time, e.verb, e.subject_id FROM event e
            WHERE e.site_id = \(site) AND e.subject_kind = 'disclosure' AND e.sequence > \(sequence)
                AND e.verb IN (\(list: Event.Verb.documentChanges))
                AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.disclosure_id = e.subject_id AND p.code IS NOT NULL)
            ORDER BY e.sequence LIMIT \(limit + 1)
            """, Self.change)
        let shown = changes.prefix(limit)
        let last = try lastChanges(of: Array(Set(shown.map(\.document))))
        let register = DisclosureRegister(transaction, site: site)
        let withdrawals = WithdrawalRegister(transaction, site: site)
        let lines = try shown.map { change in
            guard let newest = last[change.document], newest == change.sequence else {
                return Line(change: change, overtakenBy: last[change.document], document: nil, tombstone: nil)
            }
            let document = try register.find(change.document)
            return Line(
                change: change, overtakenBy: nil, document: document,
                tombstone: document == nil ? try withdrawals.tombstone(change.document) : nil)
        }
        return Page(lines: lines, hasMore: changes.count > limit)
    }

    private func lastChanges(of documents: [Disclosure.ID]) throws -> [Disclosure.ID: Int64] {
        guard !documents.isEmpty else { return [:] }
        return Dictionary(
            try transaction.rows(
                """
                SELECT subject_id, MAX(sequence) AS newest FROM event
                WHERE subject_kind = 'disclosure' AND subject_id IN (\(list: documents)) AND verb IN (\(list: Event.Verb.documentChanges))
                GROUP BY subject_id
                """
            ) { (try $0["subject_id"], try $0["newest"]) }, uniquingKeysWith: { $1 })
    }

    private static func change(_ row: ResultRow) throws -> DocumentChange {
        guard let kind = DocumentChange.Kind(try row["verb"]) else { throw StoreError.unexpectedValue(column: "event.verb") }
        return DocumentChange(sequence: try row["sequence"], time: try row["time"], kind: kind, document: try row["subject_id"])
    }
}
