package import Domain
package import Persistence

/// Questionnaires with their answers (问卷调查).
package struct QuestionnaireRegister {
    private let transaction: any Transaction
    private let site: County.ID
    private let papers: ConsultationRegister

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
        papers = ConsultationRegister(transaction, site: site)
    }

    package func find(_ id: Questionnaire.ID) throws -> Questionnaire? {
        try transaction.first("SELECT * FROM questionnaire WHERE site_id = \(site) AND id = \(id)", Self.questionnaire)
    }

    /// Newest first.
    package func all(limit: Int = 500) throws -> [Questionnaire] {
        try transaction.rows("SELECT * FROM questionnaire WHERE site_id = \(site) ORDER BY id DESC LIMIT \(limit)", Self.questionnaire)
    }

    /// Those whose announcement is public, newest first, from a place on.
    package func published(before id: Questionnaire.ID? = nil, limit: Int) throws -> [Questionnaire] {
        try transaction.rows(
            """
            SELECT q.* FROM questionnaire q JOIN draft d ON d.id = q.draft_id JOIN publication p ON p.disclosure_id = d.disclosure_id
            WHERE q.site_id = \(site) AND p.state = 'public' AND q.id < \(id?.rawValue ?? Int64.max) ORDER BY q.id DESC LIMIT \(limit)
            """, Self.questionnaire)
    }

    /// The one that a document announces, or whose results it gives.
    package func about(_ document: Disclosure.ID) throws -> Questionnaire? {
        try transaction.first(
            """
            SELECT q.* FROM questionnaire q JOIN draft d ON d.id = q.draft_id OR d.id = q.results_id
            WHERE q.site_id = \(site) AND d.disclosure_id = \(document) ORDER BY q.id LIMIT 1
            """, Self.questionnaire)
    }

    package func insert(_ questionnaire: Questionnaire) throws {
        let plan = questionnaire.plan
        try transaction.execute(
            """
            INSERT INTO questionnaire (id, site_id, unit_id, title, introduction, questions, closes, version)
            VALUES (\(questionnaire.id), \(site), \(questionnaire.unit), \(plan.title), \(plan.introduction),
                \(try StoredJSON.text(plan.questions)), \(plan.closes), \(1))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ questionnaire: Questionnaire) throws {
        let plan = questionnaire.plan
        let changed = try transaction.execute(
            """
            UPDATE questionnaire SET title = \(plan.title), introduction = \(plan.introduction),
                questions = \(try StoredJSON.text(plan.questions)), closes = \(plan.closes), draft_id = \(questionnaire.draft),
                results_id = \(questionnaire.results), version = version + 1
            WHERE site_id = \(site) AND id = \(questionnaire.id) AND version = \(questionnaire.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: plan.title) }
    }

    /// Where it is, by what was published for it.
    package func standing(_ questionnaire: Questionnaire) throws -> QuestionnaireStanding {
        QuestionnaireStanding(
            announcement: try questionnaire.draft.flatMap { try papers.published($0) },
            results: try questionnaire.results.flatMap { try papers.published($0) }, closes: questionnaire.plan.closes)
    }

    package func isAlive(_ draft: Draft.ID?) throws -> Bool { try papers.isAlive(draft) }

    private static func questionnaire(_ row: ResultRow) throws -> Questionnaire {
        Questionnaire(
            id: try row["id"], unit: try row["unit_id"],
            plan: Questionnaire.Plan(
                title: try row["title"], introduction: try row["introduction"], questions: try StoredJSON.read(try row["questions"]),
                closes: try row["closes"]),
            draft: try row["draft_id"], results: try row["results_id"], version: try row["version"])
    }

    // MARK: Answers

    /// - Returns: `false` when the same form has been taken before.
    package func insert(
        _ replies: [Questionnaire.Reply], id: Identifier<Questionnaire.Reply>, to questionnaire: Questionnaire.ID, token: [UInt8],
        at time: Instant
    ) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO questionnaire_answer (id, questionnaire_id, token, answers, received)
            VALUES (\(id), \(questionnaire), \(token), \(try StoredJSON.text(replies)), \(time))
            ON CONFLICT (questionnaire_id, token) DO NOTHING
            """) == 1
    }

    package func count(of questionnaire: Questionnaire.ID) throws -> Int {
        try transaction.count("SELECT COUNT(*) AS n FROM questionnaire_answer WHERE questionnaire_id = \(questionnaire)")
    }

    /// In the order in which they came.
    package func answers(of questionnaire: Questionnaire.ID) throws -> [(time: Instant, replies: [Questionnaire.Reply])] {
        try transaction.rows(
            """
            SELECT received, answers FROM questionnaire_answer WHERE questionnaire_id = \(questionnaire) ORDER BY id
            LIMIT \(Questionnaire.mostAnswers)
            """
        ) { (try $0["received"], try StoredJSON.read(try $0["answers"])) }
    }

    package func results(of questionnaire: Questionnaire) throws -> QuestionnaireResults {
        QuestionnaireResults(questionnaire.plan, answers: try answers(of: questionnaire.id).map(\.replies))
    }
}
