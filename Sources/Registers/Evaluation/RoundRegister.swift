package import Domain
package import Persistence

/// Rounds of evaluation, their units and what was computed (测评).
package struct RoundRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package func find(_ id: EvaluationRound.ID) throws -> EvaluationRound? {
        try transaction.first("SELECT * FROM evaluation_round WHERE site_id = \(site) AND id = \(id)", round)
    }

    /// Newest first.
    package func all(limit: Int = 200) throws -> [EvaluationRound] {
        try transaction.rows("SELECT * FROM evaluation_round WHERE site_id = \(site) ORDER BY id DESC LIMIT \(limit)").map(round)
    }

    /// Rounds in which somebody has to do something until a day.
    package func inProgress() throws -> [EvaluationRound] {
        try transaction.rows(
            """
            SELECT * FROM evaluation_round WHERE site_id = \(site) AND state IN (\(list: [RoundState.open, .announced])) ORDER BY id
            """
        ).map(round)
    }

    package func insert(_ round: EvaluationRound) throws {
        try transaction.execute(
            """
            INSERT INTO evaluation_round (id, site_id, title, edition_id, scheme, first_day, last_day, panels, appeals_until, previous_id,
                state, result, inputs, computed, draft_id, version)
            VALUES (\(round.id), \(site), \(round.title), \(round.edition), \(try StoredJSON.text(round.scheme)),
                \(round.first), \(round.last), \(try StoredJSON.text(round.panels)), \(round.appealsUntil), \(round.previous),
                \(round.state), NULL, NULL, NULL, \(round.draft), \(round.version))
            """)
        try put(units: round.units, of: round.id)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ round: EvaluationRound) throws {
        let changed = try transaction.execute(
            """
            UPDATE evaluation_round SET title = \(round.title), first_day = \(round.first), last_day = \(round.last),
                panels = \(try StoredJSON.text(round.panels)), appeals_until = \(round.appealsUntil), previous_id = \(round.previous),
                state = \(round.state), draft_id = \(round.draft), version = version + 1
            WHERE site_id = \(site) AND id = \(round.id) AND version = \(round.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: round.title) }
    }

    package func put(units: [OrganisationUnit.ID], of id: EvaluationRound.ID) throws {
        try transaction.execute("DELETE FROM evaluation_unit WHERE round_id = \(id)")
        for (position, unit) in units.enumerated() {
            try transaction.execute("INSERT INTO evaluation_unit (round_id, unit_id, position) VALUES (\(id), \(unit), \(position))")
        }
    }

    /// Who can be named to score: third parties, and the office's own people for the inspection.
    package func reviewers() throws -> [EvaluationRound.Reviewer] {
        try transaction.rows(
            """
            SELECT DISTINCT a.id, a.name FROM post p JOIN post_holder h ON h.post_id = p.id AND h.held_until IS NULL
            JOIN account a ON a.id = h.account_id
            WHERE p.site_id = \(site) AND a.is_disabled = 0 AND p.role IN ('evaluator', 'disclosureOffice') ORDER BY a.name, a.id
            """
        ) { EvaluationRound.Reviewer(account: try $0["id"], name: try $0["name"]) }
    }

    private func round(_ row: ResultRow) throws -> EvaluationRound {
        let id: EvaluationRound.ID = try row["id"]
        let panels: [EvaluationRound.Panel] = try StoredJSON.read(try row["panels"])
        return EvaluationRound(
            id: id, title: try row["title"], edition: try row["edition_id"],
            scheme: try StoredJSON.read(try row["scheme"]), first: try row["first_day"],
            last: try row["last_day"],
            units: try transaction.rows("SELECT unit_id FROM evaluation_unit WHERE round_id = \(id) ORDER BY position") {
                try $0["unit_id"]
            },
            panels: panels, appealsUntil: try row["appeals_until"], previous: try row["previous_id"], state: try row["state"],
            draft: try row["draft_id"], version: try row["version"])
    }

    // MARK: Result

    /// What was computed last, from which inputs.
    package struct Computed: Sendable {
        package let result: RoundResult
        /// SHA-256 of everything that it was computed from.
        package let inputs: [UInt8]
        package let time: Instant

        package init(result: RoundResult, inputs: [UInt8], time: Instant) {
            self.result = result
            self.inputs = inputs
            self.time = time
        }
    }

    package func computed(of id: EvaluationRound.ID) throws -> Computed? {
        let row = try transaction.first("SELECT result, inputs, computed FROM evaluation_round WHERE site_id = \(site) AND id = \(id)")
        let (text, inputs, time): (String?, [UInt8]?, Instant?) = (try row?["result"], try row?["inputs"], try row?["computed"])
        guard let text, let inputs, let time else { return nil }
        return Computed(result: try StoredJSON.read(text), inputs: inputs, time: time)
    }

    package func put(_ computed: Computed, of id: EvaluationRound.ID) throws {
        try transaction.execute(
            """
            UPDATE evaluation_round SET result = \(try StoredJSON.text(computed.result)), inputs = \(computed.inputs),
                computed = \(computed.time)
            WHERE site_id = \(site) AND id = \(id)
            """)
    }

    // MARK: Figures

    /// What monitoring said when it was asked.
    package struct Figure: Sendable, Hashable {
        package let unit: OrganisationUnit.ID
        package let leaf: String
        package let part: Int
        package let whole: Int
        package let formula: String
        /// What it was counted from: a name and a value each.
        package let inputs: [[String]]
        package let taken: Instant

        package init(unit: OrganisationUnit.ID, leaf: String, part: Int, whole: Int, formula: String, inputs: [[String]], taken: Instant) {
            self.unit = unit
            self.leaf = leaf
            self.part = part
            self.whole = whole
            self.formula = formula
            self.inputs = inputs
            self.taken = taken
        }
    }

    package func figures(of id: EvaluationRound.ID) throws -> [Figure] {
        try transaction.rows("SELECT * FROM evaluation_figure WHERE round_id = \(id) ORDER BY unit_id, leaf") { row in
            Figure(
                unit: try row["unit_id"], leaf: try row["leaf"], part: try row["part"], whole: try row["whole"],
                formula: try row["formula"],
                inputs: try StoredJSON.read(try row["inputs"]), taken: try row["taken"])
        }
    }

    package func replace(figures: [Figure], of id: EvaluationRound.ID) throws {
        try transaction.execute("DELETE FROM evaluation_figure WHERE round_id = \(id)")
        for figure in figures {
            try transaction.execute(
                """
                INSERT INTO evaluation_figure (round_id, unit_id, leaf, part, whole, formula, inputs, taken)
                VALUES (\(id), \(figure.unit), \(figure.leaf), \(figure.part), \(figure.whole), \(figure.formula),
                    \(try StoredJSON.text(figure.inputs)), \(figure.taken))
                """)
        }
    }

    // MARK: Samples

    package func samples(of id: EvaluationRound.ID) throws -> [DrawnSample] {
        try transaction.rows("SELECT * FROM evaluation_sample WHERE round_id = \(id) ORDER BY id") { row in
            let seed: String = try row["seed"]
            guard let number = UInt64(seed) else { throw StoreError.unexpectedValue(column: "seed") }
            return DrawnSample(
                id: try row["id"], subject: try row["subject"], leaf: try row["leaf"],
                candidates: try StoredJSON.read(try row["candidates"]), seed: number, drawn: try StoredJSON.read(try row["drawn"]),
                time: try row["time"], signature: try row["signature"])
        }
    }

    package func insert(_ sample: DrawnSample, of id: EvaluationRound.ID) throws {
        try transaction.execute(
            """
            INSERT INTO evaluation_sample (id, round_id, subject, leaf, candidates, seed, drawn, time, signature)
            VALUES (\(sample.id), \(id), \(sample.subject), \(sample.leaf), \(try StoredJSON.text(sample.candidates)),
                \(String(sample.seed)), \(try StoredJSON.text(sample.drawn)), \(sample.time), \(sample.signature))
            """)
    }
}
