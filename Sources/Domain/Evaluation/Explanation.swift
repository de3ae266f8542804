/// How a score came about: the formula with its numbers, and where each number is from.
package struct Explanation: Sendable, Hashable {
    package let formula: String
    package let inputs: [Input]

    package struct Input: Sendable, Hashable {
        package let name: String
        package let value: String
    }
}

extension Scoring {
    /// Of a node in one assessor's evaluation; the empty code is the whole. `nil` when there is no score.
    package func explanation(of code: String, in result: AssessorResult) -> Explanation? {
        guard let place = code.isEmpty ? 0 : places[code], let score = score(at: place, in: result) else { return nil }
        let node = nodes[place].indicator
        switch score.basis {
        case .entry(let entry): return explanation(node, [entry], score, note: nil)
        case .mean(let entries): return explanation(node, entries, score, note: nil)
        case .moderated(let entry, let reason): return explanation(node, [entry], score, note: reason)
        case .measured(let part, let whole): return explanation(node, part: part, whole: whole, score)
        case .parts(let parts): return explanation(place, parts, score, in: result)
        }
    }

    /// Every node has its score, or only leaves have, while something is missing.
    private func score(at place: Int, in result: AssessorResult) -> NodeScore? {
        result.scores.count == nodes.count ? result.scores[place] : result.score(of: nodes[place].indicator.code)
    }

    /// Of a unit's composite.
    package func explanation(of unit: UnitResult) -> Explanation? {
        guard let composite = unit.composite else { return nil }
        let inputs = zip(scheme.assessors, unit.assessors).map { assessor, result in
            Explanation.Input(name: "\(assessor.name)（权重 \(assessor.weight)%）", value: result.total.map(\.description) ?? "")
        }
        guard unit.vetoes.isEmpty else {
            let vetoes = unit.vetoes.compactMap { places[$0].map { nodes[$0].indicator.label } }
            return Explanation(formula: "单项否决，综合得分为 0：\(vetoes.joined(separator: "、"))", inputs: inputs)
        }
        let terms = zip(scheme.assessors, unit.assessors).map { "\($0.weight)%×\($1.total.map(Self.bracketed) ?? "")" }
        return Explanation(formula: "\(terms.joined(separator: " + ")) = \(composite)", inputs: inputs)
    }

    // MARK: Leaves

    private func explanation(_ node: Indicator, _ entries: [Submission.Entry], _ score: NodeScore, note: String?) -> Explanation {
        let inputs = entries.enumerated().map { index, entry in
            Explanation.Input(name: note != nil ? "裁定" : entries.count == 1 ? "评分" : "第 \(index + 1) 人评分", value: Self.words(entry, node))
        }
        let reason = note.map { [Explanation.Input(name: "裁定理由", value: $0)] } ?? []
        let formula: String
        if entries.count > 1 {
            formula = "\(entries.count) 人评分的平均 = \(score.score)"
        } else if let entry = entries.first {
            formula = self.formula(entry, node, score)
        } else {
            formula = ""
        }
        return Explanation(formula: formula, inputs: inputs + reason)
    }

    private func formula(_ entry: Submission.Entry, _ node: Indicator, _ score: NodeScore) -> String {
        switch entry {
        case .score(let value): return "得 \(value) 分，满分 \(node.points) 分"
        case .times(let times): return Self.deduction(node, times, score)
        case .veto(let isGiven): return Self.veto(node, isGiven)
        case .notApplicable: return notApplicable(node, score)
        }
    }

    private func explanation(_ node: Indicator, part: Int, whole: Int, _ score: NodeScore) -> Explanation {
        let measure = node.leaf?.measure
        let inputs = [
            Explanation.Input(name: measure?.name ?? "", value: measure?.isShare == true ? "\(part)÷\(whole)" : String(part)),
            Explanation.Input(name: "计算方法", value: measure?.formula ?? ""),
        ]
        let formula =
            switch node.kind {
            case .deduction: Self.deduction(node, [part], score)
            case .veto: Self.veto(node, part > 0)
            case .scored, .additive, .weighted:
                whole == 0 ? notApplicable(node, score) : "\(node.points)×\(part)÷\(whole) = \(score.score)"
            }
        return Explanation(formula: formula, inputs: inputs)
    }

    private static func deduction(_ node: Indicator, _ times: [Int], _ score: NodeScore) -> String {
        guard case .deduction(let deduction, _) = node.kind else { return "" }
        let terms = zip(deduction.penalties, times).map { penalty, times in
            let cap = penalty.cap.map { "，最多 \($0)" } ?? ""
            return "\(penalty.name) \(penalty.each)×\(times)\(cap)"
        }
        return "\(node.points) - 扣分（\(terms.joined(separator: "；"))；合计最多 \(deduction.cap ?? node.points)）= \(score.score)"
    }

    private static func veto(_ node: Indicator, _ isGiven: Bool) -> String {
        guard case .veto(let veto, _) = node.kind else { return "" }
        return isGiven ? "存在单项否决情形（\(veto.name)）" : "没有单项否决情形"
    }

    private func notApplicable(_ node: Indicator, _ score: NodeScore) -> String {
        score.full == .zero ? "不适用，\(node.points) 分不计入，\(scheme.notApplicable.name)" : "不适用，按 \(score.score) 分计"
    }

    private static func words(_ entry: Submission.Entry, _ node: Indicator) -> String {
        switch entry {
        case .score(let score): return score.description
        case .times(let times):
            guard case .deduction(let deduction, _) = node.kind else { return "" }
            return zip(deduction.penalties, times).map { "\($0.name) \($1) 次" }.joined(separator: "；")
        case .veto(let isGiven): return isGiven ? "存在否决情形" : "没有否决情形"
        case .notApplicable(let reason): return "不适用：\(reason)"
        }
    }

    // MARK: Groups

    private func explanation(_ place: Int, _ parts: NodeScore.Parts, _ total: NodeScore, in result: AssessorResult) -> Explanation {
        let node = nodes[place].indicator
        func score(_ part: Indicator) -> NodeScore? { places[part.code].flatMap { self.score(at: $0, in: result) } }
        func value(_ part: Indicator) -> Fraction { score(part)?.score ?? .zero }
        let terms = node.children.filter(\.isPart).map { part in
            guard let share = part.share else { return value(part).description }
            return "\(node.points)×\(share)%×\(Self.bracketed(value(part)))÷\(part.points)"
        }
        var formula = "\(terms.isEmpty ? "0" : terms.joined(separator: " + ")) = \(parts.sum)"
        var reached = parts.sum
        if parts.isRescaled, let scaled = try? parts.sum * nodes[place].points / parts.applicable {
            // It has been computed before, and so is not too fine.
            formula += "；折算 \(Self.bracketed(parts.sum))×\(node.points)÷\(Self.bracketed(parts.applicable)) = \(scaled)"
            reached = scaled
        }
        let open = node.children.filter { $0.bonus != nil && !parts.closed.contains($0.code) }
        if !open.isEmpty, !parts.isVetoed {
            formula += "；加分 \(([reached] + open.map(value)).map(\.description).joined(separator: " + ")) = \(total.score)"
        }
        for bonus in node.children where parts.closed.contains(bonus.code) { formula += "；未达到加分门槛，不加\(bonus.label)" }
        if parts.isVetoed { formula += "；本组被否决，得 0 分" }
        if place == 0, !result.vetoes.isEmpty { formula += "；单项否决，总分为 0" }
        return Explanation(
            formula: formula,
            inputs: node.children.map { part in
                let isOut = part.isPart && score(part)?.isApplicable != true
                return Explanation.Input(name: part.label, value: isOut ? "不适用" : value(part).description)
            })
    }

    private static func bracketed(_ value: Fraction) -> String {
        let text = value.description
        return text.contains("/") ? "(\(text))" : text
    }
}
