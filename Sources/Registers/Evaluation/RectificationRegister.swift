package import Domain
package import Persistence

/// Orders to put something right (整改台账).
package struct RectificationRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package func find(_ id: RectificationOrder.ID) throws -> RectificationOrder? {
        try transaction.first("SELECT * FROM rectification_order WHERE site_id = \(site) AND id = \(id)", Self.order)
    }

    package func orders(of round: EvaluationRound.ID) throws -> [RectificationOrder] {
        try transaction.rows(
            "SELECT * FROM rectification_order WHERE site_id = \(site) AND round_id = \(round) ORDER BY unit_id, id", Self.order)
    }

    /// What is not closed first, by its due day.
    ///
    /// - Parameter units: `nil` for the whole county.
    package func orders(units: [OrganisationUnit.ID]?, limit: Int) throws -> [RectificationOrder] {
        let scope: Query = units.map { "AND unit_id IN (\(list: $0))" } ?? ""
        return try transaction.rows(
            """
            SELECT * FROM rectification_order WHERE site_id = \(site) \(scope)
            ORDER BY CASE state WHEN 'closed' THEN 1 ELSE 0 END, due, id LIMIT \(limit)
            """, Self.order)
    }

    /// Orders of earlier rounds to a unit about one leaf each, newest first.
    package func earlier(unit: OrganisationUnit.ID, before round: EvaluationRound.ID, limit: Int) throws -> [RectificationOrder] {
        try transaction.rows(
            """
            SELECT * FROM rectification_order
            WHERE site_id = \(site) AND unit_id = \(unit) AND leaf IS NOT NULL AND round_id < \(round) ORDER BY id DESC LIMIT \(limit)
            """, Self.order)
    }

    package func insert(_ order: RectificationOrder) throws {
        try transaction.execute(
            """
            INSERT INTO rectification_order (id, site_id, round_id, unit_id, leaf, problem, checked, due, ordered, signature, recurs_from,
                state, steps, version)
            VALUES (\(order.id), \(site), \(order.round), \(order.unit), \(order.leaf), \(order.problem), \(order.checked), \(order.due),
                \(order.ordered), \(order.signature), \(order.recursFrom), \(order.state), \(try Self.text(order.steps)), \(order.version))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ order: RectificationOrder) throws {
        let changed = try transaction.execute(
            """
            UPDATE rectification_order SET state = \(order.state), steps = \(try Self.text(order.steps)), version = version + 1
            WHERE site_id = \(site) AND id = \(order.id) AND version = \(order.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: "整改通知") }
    }

    private struct StoredStep: Codable {
        var kind: RectificationOrder.Step.Kind
        var text: String
        var time: Int64
        var signature: String
    }

    private static func text(_ steps: [RectificationOrder.Step]) throws -> String {
        try StoredJSON.text(
            steps.map { StoredStep(kind: $0.kind, text: $0.text, time: $0.time.milliseconds, signature: $0.signature) })
    }

    private static func order(_ row: ResultRow) throws -> RectificationOrder {
        let steps: [StoredStep] = try StoredJSON.read(try row["steps"])
        return RectificationOrder(
            id: try row["id"], round: try row["round_id"], unit: try row["unit_id"], leaf: try row["leaf"], problem: try row["problem"],
            checked: try row["checked"], due: try row["due"], ordered: try row["ordered"], signature: try row["signature"],
            recursFrom: try row["recurs_from"], state: try row["state"],
            steps: steps.map {
                RectificationOrder.Step(kind: $0.kind, text: $0.text, time: Instant(milliseconds: $0.time), signature: $0.signature)
            }, version: try row["version"])
    }
}
