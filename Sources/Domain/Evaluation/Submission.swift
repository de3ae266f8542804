/// What one reviewer of one assessor says of one unit.
package struct Submission: Sendable, Hashable {
    /// The assessor's code.
    package var assessor: String
    package var unit: String
    /// Tells several people of the same assessor apart; empty where there is only one.
    package var reviewer: String
    package var answers: [Answer]

    package init(assessor: String, unit: String, reviewer: String = "", answers: [Answer]) {
        self.assessor = assessor
        self.unit = unit
        self.reviewer = reviewer
        self.answers = answers
    }

    package struct Answer: Sendable, Hashable {
        /// The leaf's code.
        package var leaf: String
        package var entry: Entry
        package var comment: String
        /// References to what was seen: digests of files, addresses, document numbers.
        package var evidence: [String]

        package init(leaf: String, entry: Entry, comment: String = "", evidence: [String] = []) {
            self.leaf = leaf
            self.entry = entry
            self.comment = comment
            self.evidence = evidence
        }
    }

    /// What is entered for a leaf, after its kind.
    package enum Entry: Sendable, Hashable {
        case score(ExactNumber)
        /// How often each penalty of a deduction occurred, in the scheme's order.
        case times([Int])
        /// Whether a veto's case is given.
        case veto(Bool)
        /// With the reason.
        case notApplicable(String)
    }
}

/// A leaf decided by the round's office, after a disagreement or an appeal (复核裁定); it stands in place of what the assessor's people entered.
package struct Moderation: Sendable, Hashable {
    package var assessor: String
    package var unit: String
    package var leaf: String
    package var entry: Submission.Entry
    package var reason: String

    package init(assessor: String, unit: String, leaf: String, entry: Submission.Entry, reason: String) {
        self.assessor = assessor
        self.unit = unit
        self.leaf = leaf
        self.entry = entry
        self.reason = reason
    }
}

/// All that scores are computed from, besides the scheme.
package struct ScoringInputs: Sendable, Hashable {
    /// The units that take part; when empty, those that something was said of.
    package var units: [String]
    package var submissions: [Submission]
    /// Of automatic leaves: the same for every assessor.
    package var figures: [MeasuredFigure]
    package var moderations: [Moderation]

    package init(units: [String] = [], submissions: [Submission], figures: [MeasuredFigure] = [], moderations: [Moderation] = []) {
        self.units = units
        self.submissions = submissions
        self.figures = figures
        self.moderations = moderations
    }
}
