/// Computes scores exactly, from a scheme that adds up and what was said under it. The same inputs in any order give the same result.
///
/// A leaf gives what was entered, or the mean of several reviewers' scores, or what was decided. A group adds up its parts, or
/// weighs them; what does not apply is scaled away; a bonus is added when its gate is passed; a veto makes nought.
package struct Scoring: Sendable {
    package let scheme: Scheme
    /// The whole first, each node before its parts.
    let nodes: [Node]
    let places: [String: Int]

    struct Node: Sendable {
        let indicator: Indicator
        let points: Fraction
        let parts: [Int]
        /// Nothing inside a bonus is scaled up: what does not apply brings nothing.
        let isInBonus: Bool
    }

    package enum Refusal: Error, Sendable, Hashable {
        case scheme([Scheme.Fault])
        case inputs([ScoringInputs.Fault])
        /// Fractions grew beyond 36 digits.
        case tooFine(unit: String)

        package var sentences: [String] {
            switch self {
            case .scheme(let faults): faults.map(\.sentence)
            case .inputs(let faults): faults.map(\.sentence)
            case .tooFine(let unit): ["\(unit)：折算后的分数太细，分母超过 36 位，无法精确计算；请减少分值和权重的小数位数。"]
            }
        }
    }

    /// - Throws: when the scheme does not add up.
    package init(_ scheme: Scheme) throws(Refusal) {
        let faults = scheme.faults
        guard faults.isEmpty else { throw .scheme(faults) }
        self.scheme = scheme
        let nodes = Self.flattened(scheme.whole)
        places = Dictionary(uniqueKeysWithValues: nodes.indices.dropFirst().map { (nodes[$0].indicator.code, $0) })
        self.nodes = nodes
    }

    private static func flattened(_ whole: Indicator) -> [Node] {
        var nodes: [Node] = []
        func add(_ indicator: Indicator, isInBonus: Bool) -> Int {
            let place = nodes.count
            let isInBonus = isInBonus || indicator.bonus != nil
            nodes.append(Node(indicator: indicator, points: Fraction(indicator.points), parts: [], isInBonus: isInBonus))
            let parts = indicator.children.map { add($0, isInBonus: isInBonus) }
            nodes[place] = Node(indicator: indicator, points: Fraction(indicator.points), parts: parts, isInBonus: isInBonus)
            return place
        }
        _ = add(whole, isInBonus: false)
        return nodes
    }

    /// - Throws: when something does not fit the scheme; nothing is computed then.
    package func result(_ inputs: ScoringInputs) throws(Refusal) -> EvaluationResult {
        let faults = inputs.faults(in: scheme)
        guard faults.isEmpty else { throw .inputs(faults) }
        let papers = Papers(inputs, places: places)
        var results: [UnitResult] = []
        for unit in papers.units {
            do throws(Fraction.TooFine) {
                results.append(try result(of: unit, papers))
            } catch {
                throw .tooFine(unit: unit)
            }
        }
        return EvaluationResult(units: Ranking.ranked(results, grading: scheme.grading))
    }

    // MARK: A unit

    private func result(of unit: String, _ papers: Papers) throws(Fraction.TooFine) -> UnitResult {
        var gaps: [UnitResult.Gap] = []
        var results: [AssessorResult] = []
        let figures = papers.figures[unit] ?? [:]
        for assessor in scheme.assessors {
            let paper = papers.bySubject[Papers.Subject(assessor: assessor.code, unit: unit)] ?? Papers.Paper()
            results.append(try result(assessor.code, paper, figures, gaps: &gaps))
        }
        var vetoes: [String] = []
        for veto in results.flatMap(\.vetoes) where !vetoes.contains(veto) { vetoes.append(veto) }
        // A veto ends the evaluation, whatever has not been looked at.
        var composite: Fraction? = vetoes.isEmpty ? nil : .zero
        if gaps.isEmpty, vetoes.isEmpty {
            var sum = Fraction.zero
            for (assessor, result) in zip(scheme.assessors, results) {
                sum = try sum + Self.percent(assessor.weight) * (result.total ?? .zero)
            }
            composite = sum
        }
        return UnitResult(unit: unit, assessors: results, composite: composite, vetoes: vetoes, gaps: gaps)
    }

    static func percent(_ number: ExactNumber) throws(Fraction.TooFine) -> Fraction { try Fraction(number) / Fraction(whole: 100) }

    private func result(
        _ assessor: String, _ paper: Papers.Paper, _ figures: [Int: MeasuredFigure], gaps: inout [UnitResult.Gap]
    ) throws(Fraction.TooFine) -> AssessorResult {
        var values = [Value?](repeating: nil, count: nodes.count)
        var missing: [UnitResult.Gap] = []
        for (place, node) in nodes.enumerated() where node.indicator.leaf != nil {
            switch try LeafScoring(node: node, rule: scheme.notApplicable, reconciliation: scheme.reconciliation)
                .value(paper, at: place, figure: figures[place])
            {
            case .value(let value): values[place] = value
            case .unanswered:
                missing.append(
                    node.indicator.leaf?.method == .automatic
                        ? .notMeasured(leaf: node.indicator.code) : .unanswered(assessor: assessor, leaf: node.indicator.code))
            case .undecided: missing.append(.undecided(assessor: assessor, leaf: node.indicator.code))
            }
        }
        let byHand = missing.filter { if case .notMeasured = $0 { false } else { true } }
        if !byHand.isEmpty, paper.isEmpty {
            missing = missing.filter { !byHand.contains($0) } + [.noSubmission(assessor: assessor)]
        }
        for gap in missing where !gaps.contains(gap) { gaps.append(gap) }
        let vetoes = nodes.indices.filter { values[$0]?.vetoesWhole == true }.map { nodes[$0].indicator.code }
        if missing.isEmpty {
            // Parts stand after their group.
            for place in nodes.indices.reversed() where nodes[place].indicator.leaf == nil { values[place] = try combined(place, values) }
            if values[0]?.full == .zero { gaps.append(.nothingApplies(assessor: assessor)) }
        }
        let scores = nodes.indices.compactMap { place in
            values[place].map { NodeScore(code: nodes[place].indicator.code, score: $0.score, full: $0.full, basis: $0.basis) }
        }
        let reached = values[0].flatMap { $0.full == .zero ? nil : $0.score }
        let total = vetoes.isEmpty ? reached : .zero
        return AssessorResult(assessor: assessor, total: total, scores: scores, vetoes: vetoes)
    }

    // MARK: A group

    /// What a node came to.
    struct Value {
        let score: Fraction
        let full: Fraction
        let basis: NodeScore.Basis
        var vetoesGroup = false
        var vetoesWhole = false
    }

    private func combined(_ place: Int, _ values: [Value?]) throws(Fraction.TooFine) -> Value {
        let node = nodes[place]
        var (sum, applicable) = (Fraction.zero, Fraction.zero)
        var isVetoed = false
        for part in node.parts {
            guard let value = values[part] else { preconditionFailure("a part without a value") }
            if value.vetoesGroup { isVetoed = true }
            guard nodes[part].indicator.isPart else { continue }
            if let share = nodes[part].indicator.share {
                let factor = try Self.percent(share) * node.points / nodes[part].points
                sum = try sum + factor * value.score
                applicable = try applicable + factor * value.full
            } else {
                sum = try sum + value.score
                applicable = try applicable + value.full
            }
        }
        let isRescaled = isRescaled(place, applicable)
        let base = isRescaled ? try sum * node.points / applicable : sum
        let full = isRescaled ? node.points : applicable
        var (score, closed) = (base, [String]())
        for part in node.parts {
            guard let bonus = nodes[part].indicator.bonus, let value = values[part] else { continue }
            if let gate = bonus.gate.map(Fraction.init), base < gate || base == gate && !bonus.isReachedAtGate {
                closed.append(nodes[part].indicator.code)
            } else {
                score = try score + value.score
            }
        }
        let parts = NodeScore.Parts(sum: sum, applicable: applicable, isRescaled: isRescaled, closed: closed, isVetoed: isVetoed)
        // A group that is nothing but vetoes has no score to make nought: its own group has.
        return Value(
            score: isVetoed ? .zero : score, full: full, basis: .parts(parts), vetoesGroup: isVetoed && node.indicator.points == .nought)
    }

    private func isRescaled(_ place: Int, _ applicable: Fraction) -> Bool {
        guard applicable > .zero, applicable < nodes[place].points, !nodes[place].isInBonus else { return false }
        return switch scheme.notApplicable {
        case .refused, .full: false
        case .rescaleGroup: true
        case .rescaleWhole: place == 0
        }
    }
}

/// What was handed in, by unit and assessor.
struct Papers {
    struct Subject: Hashable {
        let assessor: String
        let unit: String
    }

    struct Paper {
        /// By leaf, in the order of the reviewers' names.
        var entries: [Int: [Submission.Entry]] = [:]
        var moderations: [Int: Moderation] = [:]

        var isEmpty: Bool { entries.isEmpty && moderations.isEmpty }
    }

    private(set) var bySubject: [Subject: Paper] = [:]
    private(set) var figures: [String: [Int: MeasuredFigure]] = [:]
    /// In the order of their bytes.
    let units: [String]

    init(_ inputs: ScoringInputs, places: [String: Int]) {
        let all = inputs.units + inputs.submissions.map(\.unit) + inputs.figures.map(\.unit) + inputs.moderations.map(\.unit)
        units = Set(all).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for submission in inputs.submissions.sorted(by: { $0.reviewer.utf8.lexicographicallyPrecedes($1.reviewer.utf8) }) {
            var paper = bySubject.removeValue(forKey: Subject(assessor: submission.assessor, unit: submission.unit)) ?? Paper()
            for answer in submission.answers {
                if let place = places[answer.leaf] { paper.entries[place, default: []].append(answer.entry) }
            }
            bySubject[Subject(assessor: submission.assessor, unit: submission.unit)] = paper
        }
        for moderation in inputs.moderations {
            if let place = places[moderation.leaf] {
                bySubject[Subject(assessor: moderation.assessor, unit: moderation.unit), default: Paper()].moderations[place] = moderation
            }
        }
        for figure in inputs.figures {
            if let place = places[figure.leaf] { figures[figure.unit, default: [:]][place] = figure }
        }
    }
}
