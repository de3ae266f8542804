/// How an obligation stands at the end of a day (履行情况). Every obligation that has begun stands in exactly one of these ways.
package enum DutyStanding: String, Sendable, CaseIterable, Hashable {
    /// 按时公开
    case onTime
    /// 逾期公开
    case late
    /// 逾期未公开
    case missing
    /// 未到期
    case notYetDue
    /// 不适用：免予公开, somebody answers for the reason
    case waived
    /// 不适用：事项已调出目录
    case lapsed
    /// 期限待明确: nobody can say whether it is late
    case unclear
}

/// The dated facts from which follows how an obligation stands, as long as nothing opens it again.
package struct DutyFacts: Sendable, Hashable {
    /// The day from which its time runs.
    package let start: Day
    /// When it was listed or, for an event that lay ahead, recorded.
    package let raised: Instant
    /// `nil` while the limit is unclear.
    package let due: Day?
    /// What closed it.
    package let end: End?

    package struct End: Sendable, Hashable {
        package let kind: Obligation.State.Kind
        package let time: Instant

        package init(_ kind: Obligation.State.Kind, at time: Instant) {
            self.kind = kind
            self.time = time
        }
    }

    package init(start: Day, raised: Instant, due: Day?, end: End? = nil) {
        self.start = start
        self.raised = raised
        self.due = due
        self.end = end
    }

    /// How it stood at the end of a day; `nil` when it had not begun. On its last day an obligation is not yet missing.
    package func standing(on day: Day) -> DutyStanding? {
        let after = Instant(startOf: day.adding(days: 1))
        guard start <= day || raised < after else { return nil }
        guard let end, end.time < after else { return open(on: day) }
        switch end.kind {
        case .open: return open(on: day)
        case .waived: return .waived
        case .lapsed: return .lapsed
        case .fulfilled:
            guard let due else { return .unclear }
            return end.time < Instant(startOf: due.adding(days: 1)) ? .onTime : .late
        }
    }

    private func open(on day: Day) -> DutyStanding {
        guard let due else { return .unclear }
        return due < day ? .missing : .notYetDue
    }
}

/// An obligation with what it was before something opened it again: a document withdrawn, an item that came back.
package struct DutyHistory: Sendable, Hashable {
    /// What counted until a moment.
    package struct Stretch: Sendable, Hashable {
        package let facts: DutyFacts
        package let until: Instant

        package init(_ facts: DutyFacts, until: Instant) {
            self.facts = facts
            self.until = until
        }
    }

    /// In any order.
    package let past: [Stretch]
    package let present: DutyFacts

    package init(past: [Stretch] = [], present: DutyFacts) {
        self.past = past
        self.present = present
    }

    /// What counted at the end of a day; `nil` for the present.
    package func stretch(on day: Day) -> Stretch? {
        let after = Instant(startOf: day.adding(days: 1))
        return past.filter { $0.until >= after }.min { $0.until < $1.until }
    }

    package func standing(on day: Day) -> DutyStanding? { (stretch(on: day)?.facts ?? present).standing(on: day) }
}
