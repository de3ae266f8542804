package import Domain
package import Persistence

extension Interpretation.Kind: Storable {}

/// Interpretations and their plans (政策解读、解读方案).
package struct InterpretationRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    // MARK: Plans

    package func plan(of draft: Draft.ID) throws -> InterpretationPlan? {
        try transaction.first("SELECT * FROM interpretation_plan WHERE site_id = \(site) AND draft_id = \(draft)", Self.plan)
    }

    /// When it was saved counts until the draft goes to the gate with it; a plan that is made better later was there in time.
    ///
    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func put(_ plan: InterpretationPlan, at time: Instant) throws {
        let (drafters, kinds) = (try StoredJSON.text(plan.drafters.map(\.description)), try StoredJSON.text(plan.kinds))
        let channels = try StoredJSON.text(plan.channels)
        let changed = try transaction.execute(
            """
            INSERT INTO interpretation_plan (draft_id, site_id, has_impact, exemption, drafters, outline, kinds, channels, planned, saved,
                submitted, version)
            VALUES (\(plan.draft), \(site), \(plan.hasPublicImpact), \(plan.exemption), \(drafters), \(plan.outline), \(kinds), \(channels),
                \(plan.planned), \(time), \(nil as Instant?), \(1))
            ON CONFLICT (draft_id) DO UPDATE SET has_impact = excluded.has_impact, exemption = excluded.exemption,
                drafters = excluded.drafters, outline = excluded.outline, kinds = excluded.kinds, channels = excluded.channels,
                planned = excluded.planned, version = interpretation_plan.version + 1,
                saved = CASE WHEN interpretation_plan.submitted IS NULL THEN excluded.saved ELSE interpretation_plan.saved END
            WHERE interpretation_plan.version = \(plan.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: "解读方案") }
    }

    package func removePlan(of draft: Draft.ID) throws {
        try transaction.execute("DELETE FROM interpretation_plan WHERE site_id = \(site) AND draft_id = \(draft)")
    }

    /// Notes when the draft was first handed to the gate with its plan.
    package func noteSubmission(of draft: Draft.ID, at time: Instant) throws {
        try transaction.execute(
            "UPDATE interpretation_plan SET submitted = \(time) WHERE draft_id = \(draft) AND submitted IS NULL")
    }

    private static func plan(_ row: ResultRow) throws -> InterpretationPlan {
        InterpretationPlan(
            draft: try row["draft_id"], drafters: try units(row), hasPublicImpact: try row["has_impact"], exemption: try row["exemption"],
            outline: try row["outline"], kinds: try StoredJSON.read(try row["kinds"]), channels: try StoredJSON.read(try row["channels"]),
            planned: try row["planned"], version: try row["version"])
    }

    private static func units(_ row: ResultRow) throws -> [OrganisationUnit.ID] {
        let units: [String] = try StoredJSON.read(try row["drafters"])
        return try units.map { text in
            guard let id = OrganisationUnit.ID(text: text) else {
                throw StoreError.unexpectedValue(column: "interpretation_plan.drafters")
            }
            return id
        }
    }

    // MARK: Interpretations

    package func find(_ id: Interpretation.ID) throws -> Interpretation? {
        try transaction.first("SELECT * FROM interpretation WHERE site_id = \(site) AND id = \(id)", Self.interpretation)
    }

    /// What a draft or a document interprets; a correction interprets what the document it corrects does.
    package func interpretation(by reference: PaperReference) throws -> Interpretation? {
        switch reference {
        case .draft(let id):
            try transaction.first("SELECT * FROM interpretation WHERE site_id = \(site) AND draft_id = \(id)", Self.interpretation)
        case .published(let id):
            try transaction.first(
                """
                SELECT * FROM interpretation WHERE site_id = \(site)
                    AND (disclosure_id = \(id) OR draft_id IN (SELECT d.id FROM draft d WHERE d.disclosure_id = \(id)))
                """, Self.interpretation)
        }
    }

    /// - Throws: a violated constraint when the reading interprets something already.
    package func insert(_ interpretation: Interpretation, signature: String, at time: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO interpretation (id, site_id, unit_id, draft_id, disclosure_id, about_draft, about_disclosure, kind, link,
                first_reader, signature, created, version)
            VALUES (\(interpretation.id), \(site), \(interpretation.unit), \(interpretation.reading.draft),
                \(interpretation.reading.disclosure), \(interpretation.about.draft), \(interpretation.about.disclosure),
                \(interpretation.kind), \(interpretation.link), \(interpretation.firstReader), \(signature), \(time), \(1))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ interpretation: Interpretation) throws {
        let changed = try transaction.execute(
            """
            UPDATE interpretation SET kind = \(interpretation.kind), link = \(interpretation.link),
                first_reader = \(interpretation.firstReader), version = version + 1
            WHERE site_id = \(site) AND id = \(interpretation.id) AND version = \(interpretation.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: "政策解读") }
    }

    package func remove(_ id: Interpretation.ID) throws {
        try transaction.execute("DELETE FROM interpretation WHERE site_id = \(site) AND id = \(id)")
    }

    static func interpretation(_ row: ResultRow) throws -> Interpretation {
        Interpretation(
            id: try row["id"], unit: try row["unit_id"],
            reading: try PaperQueries.reference(row, draft: "draft_id", disclosure: "disclosure_id"),
            about: try PaperQueries.reference(row, draft: "about_draft", disclosure: "about_disclosure"), kind: try row["kind"],
            link: try row["link"], firstReader: try row["first_reader"], version: try row["version"])
    }
}
