/// One act in the handling of a bad rating (差评办理): only ever added, so that the ledger shows all of it.
package struct RatingAct: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, Hashable {
        /// 核实
        case verifiedClear, verifiedComplex, verifiedUnfounded
        /// 整改答复
        case answered
        /// 回访
        case calledBackSatisfied, calledBackDissatisfied
        /// 申请剔除: that it is a slip or malicious.
        case exclusionAsked, exclusionGranted, exclusionRefused
        /// 申诉、复核
        case appealed, appealGranted, appealRefused
    }

    package let kind: Kind
    package let day: Day
    /// What was found, done, said; the reason of a decision.
    package let text: String
    package let account: Account.ID
    package let signature: String
    package let time: Instant

    package init(kind: Kind, day: Day, text: String, account: Account.ID, signature: String, time: Instant) {
        self.kind = kind
        self.day = day
        self.text = text
        self.account = account
        self.signature = signature
        self.time = time
    }

    package static let longestText = 2_000
}

/// How long each part of the handling may take, in working days. No national number: the county's own (RULES §9).
package struct RatingLimits: Sendable, Hashable {
    package var verification: Int
    package var answer: Int
    package var complexAnswer: Int
    package var callBack: Int

    package init(verification: Int, answer: Int, complexAnswer: Int, callBack: Int) {
        self.verification = verification
        self.answer = answer
        self.complexAnswer = complexAnswer
        self.callBack = callBack
    }
}

/// Where a rating stands, counted from what was done (差评办理状态).
package struct RatingStanding: Sendable, Hashable {
    package enum State: Sendable, Hashable {
        /// Good: nothing to do.
        case counted
        case toVerify
        case toAnswer
        case toCallBack
        case closed
        /// 核实后剔除: it does not count, and stays in the ledger.
        case excluded
    }

    package enum Exclusion: Sendable, Hashable { case none, asked, refused, appealed, granted, finallyRefused }

    package let state: State
    package let exclusion: Exclusion
    /// Of what has to be done next; `nil` when nothing has.
    package let due: Day?
    /// A step was done after its day, or the next one is overdue.
    package let wasLate: Bool
    package let isOverdue: Bool

    package init(
        level: RatingLevel, isNamed: Bool, received: Day, acts: [RatingAct], limits: RatingLimits, calendar: WorkingCalendar, on today: Day
    ) {
        exclusion = Self.exclusion(acts)
        guard level.isBad else {
            (state, due, wasLate, isOverdue) = (.counted, nil, false, false)
            return
        }
        var (late, next, open): (Bool, State, Day?) = (false, .toVerify, received)
        var limit = limits.verification
        func step(_ act: RatingAct?, then following: State, from days: Int) {
            guard let act, let start = open else { return }
            if act.day > calendar.due(from: start, workingDays: limit).due { late = true }
            (next, open, limit) = (following, act.day, days)
        }
        let verified = acts.first { $0.kind.isVerification }
        step(verified, then: .toAnswer, from: verified?.kind == .verifiedComplex ? limits.complexAnswer : limits.answer)
        if verified != nil { step(acts.first { $0.kind == .answered }, then: isNamed ? .toCallBack : .closed, from: limits.callBack) }
        if next == .toCallBack { step(acts.first { $0.kind.isCallBack }, then: .closed, from: 1) }
        state = exclusion == .granted ? .excluded : next
        let isOpen = state == .toVerify || state == .toAnswer || state == .toCallBack
        due = isOpen ? open.map { calendar.due(from: $0, workingDays: limit).due } : nil
        isOverdue = due.map { $0 < today } ?? false
        wasLate = late || isOverdue
    }

    private static func exclusion(_ acts: [RatingAct]) -> Exclusion {
        var exclusion = Exclusion.none
        for act in acts {
            switch act.kind {
            case .exclusionAsked: exclusion = .asked
            case .exclusionGranted, .appealGranted: exclusion = .granted
            case .exclusionRefused: exclusion = .refused
            case .appealed: exclusion = .appealed
            case .appealRefused: exclusion = .finallyRefused
            case .verifiedClear, .verifiedComplex, .verifiedUnfounded, .answered, .calledBackSatisfied, .calledBackDissatisfied: break
            }
        }
        return exclusion
    }

    package var isOpen: Bool { due != nil || exclusion == .asked || exclusion == .appealed }

    /// Whether it counts in the results.
    package var counts: Bool { state != .excluded }
}

extension RatingAct.Kind {
    package var isVerification: Bool { self == .verifiedClear || self == .verifiedComplex || self == .verifiedUnfounded }
    package var isCallBack: Bool { self == .calledBackSatisfied || self == .calledBackDissatisfied }
    /// Acts of the office, about what a unit asks for.
    package var isDecision: Bool {
        switch self {
        case .exclusionGranted, .exclusionRefused, .appealGranted, .appealRefused: true
        case .verifiedClear, .verifiedComplex, .verifiedUnfounded, .answered, .calledBackSatisfied, .calledBackDissatisfied,
            .exclusionAsked,
            .appealed:
            false
        }
    }
}

/// Why a rating or an act about it is refused.
package enum RatingReason: Error, Sendable, Hashable {
    /// A character is missing or wrong.
    case malformedCode
    /// Well formed, and never issued here.
    case unknownCode
    case usedCode
    case tooLong(limit: Int)
    case nameWithoutPhone
    case noSuchRating
    case needsRole
    /// What was done already does not allow it.
    case notNow
    /// Somebody who has acted in the matter may not decide it.
    case ownMatter
    case needsText
    case emptyMatter
    case tooManyCodes(limit: Int)
    case noSuchGuide
    case dayAhead
}

extension RatingStanding {
    /// Why an act is not possible now; `nil` when it is. Its doer's role is asked elsewhere.
    package func refusal(_ kind: RatingAct.Kind, by account: Account.ID, after acts: [RatingAct]) -> RatingReason? {
        guard state != .counted, state != .excluded else { return .notNow }
        let isPossible: Bool
        switch kind {
        case .verifiedClear, .verifiedComplex, .verifiedUnfounded: isPossible = state == .toVerify
        case .answered: isPossible = state == .toAnswer
        case .calledBackSatisfied, .calledBackDissatisfied: isPossible = state == .toCallBack
        case .exclusionAsked: isPossible = exclusion == .none && state != .toVerify
        case .exclusionGranted, .exclusionRefused: isPossible = exclusion == .asked
        case .appealed: isPossible = exclusion == .refused
        case .appealGranted, .appealRefused: isPossible = exclusion == .appealed
        }
        guard isPossible else { return .notNow }
        // Whoever verified, asked or decided before does not decide: a second pair of eyes, and a third for the appeal.
        return kind.isDecision && acts.contains { $0.account == account } ? .ownMatter : nil
    }
}

/// Results of a unit, a matter or a month (评价结果).
package struct RatingTally: Sendable, Hashable {
    package var levels: [RatingLevel: Int]
    /// Ratings that were excluded after a check.
    package var excluded: Int
    /// Codes issued: what could have been rated.
    package var codes: Int

    package init(levels: [RatingLevel: Int] = [:], excluded: Int = 0, codes: Int = 0) {
        self.levels = levels
        self.excluded = excluded
        self.codes = codes
    }

    package var total: Int { levels.values.reduce(0, +) }
    package var bad: Int { levels.filter { $0.key.isBad }.values.reduce(0, +) }
    package var satisfied: Int { total - bad }

    package mutating func add(_ other: RatingTally) {
        levels.merge(other.levels) { $0 + $1 }
        excluded += other.excluded
        codes += other.codes
    }
}
