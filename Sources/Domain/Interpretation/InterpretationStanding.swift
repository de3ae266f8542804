/// How the interpretation of one public document stands at the end of a day (解读时限).
package struct InterpretationStanding: Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable, Hashable {
        case notDue, onTime, late, missing

        package var name: String {
            switch self {
            case .notDue: "待解读"
            case .onTime: "按时解读"
            case .late: "逾期解读"
            case .missing: "逾期未解读"
            }
        }

        package var isOpen: Bool { self == .notDue || self == .missing }
    }

    /// How the due day was counted.
    package let derivation: Derivation
    /// When the first interpretation became public.
    package let interpreted: Day?
    package let state: State

    package var due: Day { derivation.due }

    /// - Parameters:
    ///   - published: when the document became public.
    ///   - first: when its first interpretation became public; `nil` when none is.
    ///   - workingDays: how many it may take (`DatedFigure.interpretationDays`).
    ///   - today: the day at whose end it is looked at.
    package init(published: Instant, first: Instant?, workingDays: Int, calendar: WorkingCalendar, on today: Day) {
        derivation = calendar.due(from: published.day, workingDays: workingDays)
        interpreted = first.map(\.day).flatMap { $0 <= today ? $0 : nil }
        let due = derivation.due
        state = interpreted.map { $0 <= due ? .onTime : .late } ?? (due < today ? .missing : .notDue)
    }

    /// For somebody who has to answer for it.
    package var explanation: String { derivation.explanation(event: "文件公开") }
}

/// How many documents stand how.
package struct InterpretationTally: Sendable, Hashable {
    package private(set) var counts: [InterpretationStanding.State: Int] = [:]
    /// Whose plan says why none is needed.
    package var exempt = 0

    package init(_ standings: some Sequence<InterpretationStanding> = [], exempt: Int = 0) {
        for standing in standings { counts[standing.state, default: 0] += 1 }
        self.exempt = exempt
    }

    package subscript(state: InterpretationStanding.State) -> Int { counts[state] ?? 0 }
    /// 已解读
    package var interpreted: Int { self[.onTime] + self[.late] }
    /// 应解读: had to be by then, or was already.
    package var due: Int { interpreted + self[.missing] }
    /// Nothing asked for an interpretation.
    package var isEmpty: Bool { exempt == 0 && counts.isEmpty }
    package var ratio: Ratio { Ratio(interpreted, of: due) }
}

/// The three things that document and interpretation do together (三同步). The wording varies from place to place; each is a gate of its own.
package enum SyncGate: String, Sendable, CaseIterable, Hashable {
    /// 同步组织: the plan is submitted with the draft.
    case organise
    /// 同步审签: the interpretation is signed by the time the document is public.
    case sign
    /// 同步发布: the interpretation is public within the time limit.
    case publish

    package var name: String {
        switch self {
        case .organise: "同步组织"
        case .sign: "同步审签"
        case .publish: "同步发布"
        }
    }

    package enum State: Sendable, Hashable {
        case open
        case met(Day)
        case late(Day)
        /// Too late already, and still not done.
        case overdue
    }

    /// What the gates are judged by.
    package struct Facts: Sendable, Hashable {
        /// When the plan was last written; `nil` when there is none.
        package var planned: Instant?
        /// When the document's draft was first handed to the gate; `nil` while it has not been.
        package var submitted: Instant?
        /// When the document became public.
        package var published: Instant?
        /// When the first interpretation had passed its last step.
        package var signed: Instant?

        package init(planned: Instant?, submitted: Instant?, published: Instant?, signed: Instant?) {
            self.planned = planned
            self.submitted = submitted
            self.published = published
            self.signed = signed
        }
    }

    /// - Parameter standing: of the published document; `nil` while it is not public.
    package func state(_ facts: Facts, standing: InterpretationStanding?) -> State {
        switch self {
        case .organise: return Self.state(facts.planned, by: facts.submitted)
        case .sign: return Self.state(facts.signed, by: facts.published)
        case .publish:
            guard let standing else { return .open }
            switch standing.state {
            case .notDue: return .open
            case .onTime: return .met(standing.interpreted ?? standing.due)
            case .late: return .late(standing.interpreted ?? standing.due)
            case .missing: return .overdue
            }
        }
    }

    private static func state(_ done: Instant?, by limit: Instant?) -> State {
        guard let done else { return limit == nil ? .open : .overdue }
        guard let limit, done > limit else { return .met(done.day) }
        return .late(done.day)
    }
}
