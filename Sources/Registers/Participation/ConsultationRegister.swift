package import Domain
package import Persistence

extension Consultation.Kind: Storable {}

/// Solicitations of opinions (征求意见).
package struct ConsultationRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package func find(_ id: Consultation.ID) throws -> Consultation? {
        try transaction.first("SELECT * FROM consultation WHERE site_id = \(site) AND id = \(id)", Self.consultation)
    }

    /// Newest first.
    package func all(limit: Int = 500) throws -> [Consultation] {
        try transaction.rows("SELECT * FROM consultation WHERE site_id = \(site) ORDER BY id DESC LIMIT \(limit)", Self.consultation)
    }

    /// Those whose announcement is public, newest first, from a place on.
    package func published(before id: Consultation.ID? = nil, limit: Int) throws -> [Consultation] {
        try transaction.rows(
            """
            SELECT c.* FROM consultation c JOIN draft d ON d.id = c.draft_id JOIN publication p ON p.disclosure_id = d.disclosure_id
            WHERE c.site_id = \(site) AND p.state = 'public' AND c.id < \(id?.rawValue ?? Int64.max) ORDER BY c.id DESC LIMIT \(limit)
            """, Self.consultation)
    }

    /// The consultation that a document announces or answers.
    package func about(_ document: Disclosure.ID) throws -> Consultation? {
        try transaction.first(
            """
            SELECT c.* FROM consultation c JOIN draft d ON d.id = c.draft_id OR d.id = c.feedback_id
            WHERE c.site_id = \(site) AND d.disclosure_id = \(document) ORDER BY c.id LIMIT 1
            """, Self.consultation)
    }

    /// The one that a document came out of.
    package func leadingTo(_ document: Disclosure.ID) throws -> Consultation? {
        try transaction.first(
            "SELECT * FROM consultation WHERE site_id = \(site) AND final_id = \(document) ORDER BY id LIMIT 1", Self.consultation)
    }

    package func insert(_ consultation: Consultation) throws {
        let plan = consultation.plan
        try transaction.execute(
            """
            INSERT INTO consultation (id, site_id, unit_id, kind, title, proposal, explanation, ways, days, short_reason, version)
            VALUES (\(consultation.id), \(site), \(consultation.unit), \(plan.kind), \(plan.title), \(plan.proposal), \(plan.explanation),
                \(plan.ways), \(plan.days), \(plan.shortReason), \(1))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ consultation: Consultation) throws {
        let plan = consultation.plan
        let changed = try transaction.execute(
            """
            UPDATE consultation SET kind = \(plan.kind), title = \(plan.title), proposal = \(plan.proposal),
                explanation = \(plan.explanation), ways = \(plan.ways), days = \(plan.days), short_reason = \(plan.shortReason),
                draft_id = \(consultation.draft), feedback_id = \(consultation.feedback), final_id = \(consultation.final),
                version = version + 1
            WHERE site_id = \(site) AND id = \(consultation.id) AND version = \(consultation.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: plan.title) }
    }

    /// Where it is, by what was published for it.
    package func standing(_ consultation: Consultation, figures: FigureBook, calendar: WorkingCalendar) throws -> ConsultationStanding {
        let announcement = try consultation.draft.flatMap { try published($0) }
        let final = try consultation.final.flatMap { try published($0) }
        return ConsultationStanding(
            plan: consultation.plan, announcement: announcement, feedback: try consultation.feedback.flatMap { try published($0) },
            final: final, feedbackDays: final.map { figures.value(.feedbackDays, on: $0.day) } ?? 0, calendar: calendar)
    }

    /// The document that a draft became, while it is public.
    package func published(_ draft: Draft.ID) throws -> ConsultationStanding.Published? {
        try transaction.first(
            """
            SELECT p.disclosure_id, p.published FROM draft d JOIN publication p ON p.disclosure_id = d.disclosure_id
            WHERE d.site_id = \(site) AND d.id = \(draft) AND p.state = 'public'
            """, Self.published)
    }

    private func published(_ document: Disclosure.ID) throws -> ConsultationStanding.Published? {
        try transaction.first(
            """
            SELECT id AS disclosure_id, published FROM disclosure
            WHERE site_id = \(site) AND id = \(document) AND published IS NOT NULL
            """, Self.published)
    }

    /// The words of a public announcement; `nil` before it is public.
    package func announced(_ document: ConsultationStanding.Published?) throws -> AnnouncedWords? {
        try document.flatMap { try DisclosureRegister(transaction, site: site).find($0.document)?.body }.map { AnnouncedWords($0) }
    }

    /// Whether a draft is neither thrown away nor kept closed, and its document was not taken down.
    package func isAlive(_ draft: Draft.ID?) throws -> Bool {
        guard let draft else { return false }
        return try transaction.count(
            """
            SELECT COUNT(*) AS n FROM draft d WHERE d.site_id = \(site) AND d.id = \(draft) AND d.state NOT IN ('withheld', 'discarded')
                AND NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.disclosure_id = d.disclosure_id)
            """) == 1
    }

    private static func published(_ row: ResultRow) throws -> ConsultationStanding.Published {
        let time: Instant = try row["published"]
        return ConsultationStanding.Published(document: try row["disclosure_id"], day: time.day)
    }

    private static func consultation(_ row: ResultRow) throws -> Consultation {
        Consultation(
            id: try row["id"], unit: try row["unit_id"],
            plan: Consultation.Plan(
                kind: try row["kind"], title: try row["title"], proposal: try row["proposal"], explanation: try row["explanation"],
                ways: try row["ways"], days: try row["days"], shortReason: try row["short_reason"]),
            draft: try row["draft_id"], feedback: try row["feedback_id"], final: try row["final_id"], version: try row["version"])
    }
}
