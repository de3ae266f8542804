/// An appeal (申诉) of a unit against what one assessor gave for one leaf.
package struct ScoreAppeal: Sendable, Hashable {
    package typealias ID = Identifier<ScoreAppeal>

    package let id: ID
    package let unit: OrganisationUnit.ID
    package let assessor: String
    /// The leaf's code.
    package let leaf: String
    package let reason: String
    package let filed: Instant
    package let signature: String
    package var answer: Answer?

    package struct Answer: Sendable, Hashable {
        /// Whether the score is changed; the moderation that changes it is its own entry.
        package let isGranted: Bool
        package let reason: String
        package let time: Instant
        package let signature: String

        package init(isGranted: Bool, reason: String, time: Instant, signature: String) {
            self.isGranted = isGranted
            self.reason = reason
            self.time = time
            self.signature = signature
        }
    }

    package init(
        id: ID, unit: OrganisationUnit.ID, assessor: String, leaf: String, reason: String, filed: Instant, signature: String,
        answer: Answer? = nil
    ) {
        self.id = id
        self.unit = unit
        self.assessor = assessor
        self.leaf = leaf
        self.reason = reason
        self.filed = filed
        self.signature = signature
        self.answer = answer
    }
}

/// A sample that was drawn (抽样): anybody can draw it again from what is written here.
package struct DrawnSample: Sendable, Hashable {
    package typealias ID = Identifier<DrawnSample>

    package let id: ID
    /// What it is drawn from, in words, such as 评估对象 or 政策文件.
    package let subject: String
    /// The leaf that it serves; `nil` for the round as a whole.
    package let leaf: String?
    package let candidates: [String]
    package let seed: UInt64
    package let drawn: [String]
    package let time: Instant
    package let signature: String

    package init(
        id: ID, subject: String, leaf: String?, candidates: [String], seed: UInt64, drawn: [String], time: Instant, signature: String
    ) {
        self.id = id
        self.subject = subject
        self.leaf = leaf
        self.candidates = candidates
        self.seed = seed
        self.drawn = drawn
        self.time = time
        self.signature = signature
    }

    /// Whether drawing again gives the same.
    package var isConfirmed: Bool { SampleDraw.draw(drawn.count, from: candidates, seed: seed) == drawn }

    /// Of the list of its candidates.
    package var fileName: String { "sample-\(id).txt" }

    package static let (mostCandidates, longestCandidate) = (20_000, 500)
}

/// An order to put something right (整改通知): what is wrong, until when, what the unit answers, what the re-check finds.
package struct RectificationOrder: Sendable, Hashable {
    package typealias ID = Identifier<RectificationOrder>

    package let id: ID
    package let round: EvaluationRound.ID
    package let unit: OrganisationUnit.ID
    /// The leaf that it is about; `nil` for something else.
    package let leaf: String?
    package let problem: String
    /// The day of the check, from which the days run.
    package let checked: Day
    package let due: Day
    package let ordered: Instant
    package let signature: String
    /// The order of an earlier round about the same leaf of the same unit.
    package let recursFrom: ID?
    package var state: State
    package var steps: [Step]
    package var version: Int

    /// Where it stands.
    package enum State: String, Sendable, CaseIterable, Codable, Hashable {
        /// 待整改
        case open
        /// 待复查: the unit says that it is done.
        case responded
        /// 已销号
        case closed

        package var name: String {
            switch self {
            case .open: "待整改"
            case .responded: "待复查"
            case .closed: "已销号"
            }
        }
    }

    /// What was said: the unit's response, or the finding of a re-check.
    package struct Step: Sendable, Hashable {
        package let kind: Kind
        package let text: String
        package let time: Instant
        package let signature: String

        package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
            case response, returned, accepted

            package var name: String {
                switch self {
                case .response: "整改报告"
                case .returned: "复查未通过"
                case .accepted: "复查通过，销号"
                }
            }
        }

        package init(kind: Kind, text: String, time: Instant, signature: String) {
            self.kind = kind
            self.text = text
            self.time = time
            self.signature = signature
        }
    }

    package init(
        id: ID, round: EvaluationRound.ID, unit: OrganisationUnit.ID, leaf: String?, problem: String, checked: Day, due: Day,
        ordered: Instant,
        signature: String, recursFrom: ID? = nil, state: State = .open, steps: [Step] = [], version: Int = 1
    ) {
        self.id = id
        self.round = round
        self.unit = unit
        self.leaf = leaf
        self.problem = problem
        self.checked = checked
        self.due = due
        self.ordered = ordered
        self.signature = signature
        self.recursFrom = recursFrom
        self.state = state
        self.steps = steps
        self.version = version
    }

    /// Days after the check within which the written report is due: 六政办秘〔2018〕177号 checks until 15 and wants it by 25 September.
    package static let usualDays = 10
    package static let possibleDays = 1...365

    package static func due(checked: Day, days: Int = usualDays) -> Day { checked.adding(days: days) }

    package func isOverdue(on today: Day) -> Bool { state == .open && due < today }

    /// Where that step leads from here; `nil` when it cannot be taken.
    package func after(_ step: Step.Kind) -> State? {
        switch (state, step) {
        case (.open, .response), (.responded, .response): .responded
        case (.responded, .returned): .open
        case (.responded, .accepted): .closed
        case (.open, .returned), (.open, .accepted), (.closed, .response), (.closed, .returned), (.closed, .accepted): nil
        }
    }
}
