/// The written report on what was put right (整改情况报告), made from the record: every order with its answers, evidence and re-checks.
package struct RectificationReport: Sendable, Hashable {
    /// One order, as headed paragraphs.
    package struct Section: Sendable, Hashable {
        package let heading: String
        package let paragraphs: [String]
    }

    package let title: String
    package let paragraphs: [String]
    /// The first row is the heading.
    package let rows: [[String]]
    package let sections: [Section]

    /// - Parameters:
    ///   - names: of the units.
    ///   - files: names of the evidence, by order.
    ///   - today: from which an open order is overdue or not.
    package init(
        _ round: EvaluationRound, _ orders: [RectificationOrder], names: [OrganisationUnit.ID: String],
        files: [RectificationOrder.ID: [String]], on today: Day
    ) {
        func name(_ unit: OrganisationUnit.ID) -> String { names[unit] ?? "" }
        func leaf(_ order: RectificationOrder) -> String {
            guard let code = order.leaf else { return "不限指标" }
            return "\(code) \(round.scheme.leaves.first { $0.code == code }?.name ?? "")"
        }
        func state(_ order: RectificationOrder) -> String {
            order.isOverdue(on: today) ? "逾期未整改" : order.state.name
        }
        let units = Set(orders.map(\.unit))
        let whose = units.count == 1 ? orders.first.map { name($0.unit) } ?? "" : ""
        title = "\(whose)关于\(round.title)整改情况的报告"
        let counts = RectificationOrder.State.allCases.map { state in "\(state.name) \(orders.count { $0.state == state }) 件" }
        let overdue = orders.count { $0.isOverdue(on: today) }
        let again = orders.count { $0.recursFrom != nil }
        paragraphs = [
            "截至\(today.chineseDate)，\(round.title)共下达整改通知 \(orders.count) 件，涉及 \(units.count) 个单位：\(counts.joined(separator: "，"))"
                + (overdue > 0 ? "，其中逾期未整改 \(overdue) 件" : "") + "。",
            again > 0 ? "以前测评中已下达过整改、这次再次出现的问题 \(again) 件。" : "没有以前整改过又再次出现的问题。",
        ]
        rows =
            [["序号", "单位", "指标", "检查日期", "整改期限", "状态"]]
            + orders.enumerated().map { index, order in
                [
                    String(index + 1), name(order.unit), leaf(order), order.checked.description, order.due.description,
                    state(order) + (order.recursFrom == nil ? "" : "（再次出现）"),
                ]
            }
        sections = orders.enumerated().map { index, order in
            var paragraphs = ["指标：\(leaf(order))。"]
            paragraphs.append("存在的问题：\(order.problem)" + (order.recursFrom == nil ? "" : "（再次出现）"))
            paragraphs.append("\(order.checked.chineseDate)检查，限\(order.due.chineseDate)前整改。\(order.signature)，\(order.ordered.text)下达。")
            paragraphs += order.steps.map { "\($0.kind.name)（\($0.signature)，\($0.time.text)）：\($0.text)" }
            if order.steps.isEmpty { paragraphs.append("单位还没有报送整改情况。") }
            let evidence = files[order.id] ?? []
            paragraphs.append("佐证材料：\(evidence.isEmpty ? "无" : evidence.joined(separator: "；"))。")
            paragraphs.append("现状：\(state(order))。")
            return Section(heading: "\(index + 1). \(name(order.unit))", paragraphs: paragraphs)
        }
    }
}
