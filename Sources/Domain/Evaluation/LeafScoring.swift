/// The score of one leaf, out of what was said of it.
struct LeafScoring {
    let node: Scoring.Node
    let rule: Scheme.NotApplicable
    let reconciliation: Scheme.Reconciliation

    enum Outcome {
        case value(Scoring.Value)
        case unanswered
        case undecided
    }

    func value(_ paper: Papers.Paper, at place: Int, figure: MeasuredFigure?) throws(Fraction.TooFine) -> Outcome {
        if let moderation = paper.moderations[place] {
            return .value(try value(of: moderation.entry, basis: .moderated(moderation.entry, reason: moderation.reason)))
        }
        if node.indicator.leaf?.method == .automatic {
            guard let figure else { return .unanswered }
            return .value(try measured(figure))
        }
        let entries = paper.entries[place] ?? []
        guard let first = entries.first else { return .unanswered }
        if entries.dropFirst().allSatisfy({ $0 == first }) {
            return .value(try value(of: first, basis: entries.count == 1 ? .entry(first) : .mean(entries)))
        }
        return try reconciled(entries)
    }

    /// A mean exists only of scores: whether a veto's case is given, and whether a leaf applies, somebody has to decide.
    private func reconciled(_ entries: [Submission.Entry]) throws(Fraction.TooFine) -> Outcome {
        var values: [Scoring.Value] = []
        for entry in entries { values.append(try value(of: entry, basis: .entry(entry))) }
        let isDecidedAlike =
            entries.allSatisfy { if case .notApplicable = $0 { true } else { false } }
            || values.allSatisfy { !$0.vetoesGroup && !$0.vetoesWhole } && !entries.contains { if case .veto = $0 { true } else { false } }
                && !entries.contains { if case .notApplicable = $0 { true } else { false } }
        guard isDecidedAlike else { return .undecided }
        var sum = Fraction.zero
        for value in values { sum = try sum + value.score }
        let scores = values.map(\.score)
        if case .moderation(let difference) = reconciliation, let most = scores.max(), let least = scores.min(),
            try most - least > Fraction(difference)
        {
            return .undecided
        }
        return .value(Scoring.Value(score: try sum / Fraction(whole: values.count), full: values[0].full, basis: .mean(entries)))
    }

    private func value(of entry: Submission.Entry, basis: NodeScore.Basis) throws(Fraction.TooFine) -> Scoring.Value {
        switch entry {
        case .score(let score): return Scoring.Value(score: Fraction(score), full: node.points, basis: basis)
        case .times(let times): return Scoring.Value(score: try node.points - deducted(times), full: node.points, basis: basis)
        case .veto(let isGiven): return vetoed(isGiven, basis: basis)
        case .notApplicable: return notApplicable(basis: basis)
        }
    }

    private func measured(_ figure: MeasuredFigure) throws(Fraction.TooFine) -> Scoring.Value {
        let basis = NodeScore.Basis.measured(part: figure.part, whole: figure.whole)
        switch node.indicator.kind {
        case .deduction: return Scoring.Value(score: try node.points - deducted([figure.part]), full: node.points, basis: basis)
        case .veto: return vetoed(figure.part > 0, basis: basis)
        case .scored, .additive, .weighted:
            if figure.whole == 0 { return notApplicable(basis: basis) }
            let share = Fraction(part: figure.part, whole: figure.whole)
            return Scoring.Value(score: try node.points * share, full: node.points, basis: basis)
        }
    }

    private func vetoed(_ isGiven: Bool, basis: NodeScore.Basis) -> Scoring.Value {
        guard isGiven, case .veto(let veto, _) = node.indicator.kind else { return Scoring.Value(score: .zero, full: .zero, basis: basis) }
        return Scoring.Value(score: .zero, full: .zero, basis: basis, vetoesGroup: veto == .group, vetoesWhole: veto == .whole)
    }

    /// Where no leaf may be left out, only a figure of nothing due comes here: full marks, for nothing was missed.
    private func notApplicable(basis: NodeScore.Basis) -> Scoring.Value {
        if node.isInBonus { return Scoring.Value(score: .zero, full: node.points, basis: basis) }
        switch rule {
        case .refused, .full: return Scoring.Value(score: node.points, full: node.points, basis: basis)
        case .rescaleGroup, .rescaleWhole: return Scoring.Value(score: .zero, full: .zero, basis: basis)
        }
    }

    private func deducted(_ times: [Int]) throws(Fraction.TooFine) -> Fraction {
        guard case .deduction(let deduction, _) = node.indicator.kind else { return .zero }
        var sum = Fraction.zero
        for (penalty, times) in zip(deduction.penalties, times) {
            let amount = try Fraction(penalty.each) * Fraction(whole: times)
            sum = try sum + (penalty.cap.map { min(Fraction($0), amount) } ?? amount)
        }
        return min(sum, deduction.cap.map(Fraction.init) ?? node.points)
    }
}
