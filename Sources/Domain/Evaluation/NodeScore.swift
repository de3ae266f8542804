/// What one assessor's papers come to at one node, and by which way.
package struct NodeScore: Sendable, Hashable {
    /// The node's code; empty for the whole.
    package let code: String
    package let score: Fraction
    /// What could be reached: the node's points, less what does not apply to the unit. Nought when nothing of it applies, and for a veto.
    package let full: Fraction
    package let basis: Basis

    package enum Basis: Sendable, Hashable {
        case entry(Submission.Entry)
        /// Of several reviewers, in the order of their names.
        case mean([Submission.Entry])
        case moderated(Submission.Entry, reason: String)
        case measured(part: Int, whole: Int)
        case parts(Parts)
    }

    /// How a group came about.
    package struct Parts: Sendable, Hashable {
        /// Of its ordinary parts, before anything else.
        package let sum: Fraction
        /// What could be reached, before it was scaled up.
        package let applicable: Fraction
        /// Whether it was scaled up to its points.
        package let isRescaled: Bool
        /// Codes of the bonuses whose gate was not passed.
        package let closed: [String]
        /// Whether a veto made it nought.
        package let isVetoed: Bool
    }

    package var isApplicable: Bool { full > .zero }
}

/// One assessor's evaluation of one unit.
package struct AssessorResult: Sendable, Hashable {
    /// The assessor's code.
    package let assessor: String
    /// Nought after a veto of the whole; otherwise `nil` while something is missing.
    package let total: Fraction?
    /// In the scheme's order, the whole first, each node before its parts; of leaves only, while something is missing.
    package let scores: [NodeScore]
    /// Leaves whose veto of the whole is given.
    package let vetoes: [String]

    package func score(of code: String) -> NodeScore? { scores.first { $0.code == code } }
}

/// What one unit comes to.
package struct UnitResult: Sendable, Hashable {
    package let unit: String
    /// In the scheme's order.
    package let assessors: [AssessorResult]
    /// Σ weight × total, exactly; nought after a veto, whatever is missing; otherwise `nil` while something is.
    package let composite: Fraction?
    /// Leaves whose veto of the whole some assessor has found.
    package let vetoes: [String]
    /// What is still missing.
    package let gaps: [Gap]
    /// Among the units that have a composite: those of the same score share the place, and the next places stay empty (1, 2, 2, 4). Vetoed ones come
    /// after all others.
    package internal(set) var rank: Int?
    package internal(set) var grade: String?

    package enum Gap: Sendable, Hashable {
        /// Nothing has been handed in.
        case noSubmission(assessor: String)
        case unanswered(assessor: String, leaf: String)
        /// The reviewers disagree, and nobody has decided.
        case undecided(assessor: String, leaf: String)
        case notMeasured(leaf: String)
        case nothingApplies(assessor: String)

        package var sentence: String {
            switch self {
            case .noSubmission(let assessor): "\(assessor)：还没有提交评分。"
            case .unanswered(let assessor, let leaf): "\(assessor)：\(leaf) 还没有评分。"
            case .undecided(let assessor, let leaf): "\(assessor)：\(leaf) 几人评分不一致，需要复核裁定。"
            case .notMeasured(let leaf): "\(leaf) 还没有自动取数。"
            case .nothingApplies(let assessor): "\(assessor)：所有指标都不适用，没有得分。"
            }
        }
    }
}

/// What a round comes to: the units by rank, then by name; those that have none at the end.
package struct EvaluationResult: Sendable, Hashable {
    package let units: [UnitResult]
    /// Whether every unit has a composite. Grades by quota are given only then, because each depends on all.
    package var isComplete: Bool { units.allSatisfy { $0.composite != nil } }
}
