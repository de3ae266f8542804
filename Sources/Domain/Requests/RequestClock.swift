/// Reads a history into a state and a due day (答复期限; 条例 Art. 30–35). Pure: the same facts and the same day give the same answer.
package struct RequestClock: Sendable {
    package let calendar: WorkingCalendar
    package let book: RequestRuleBook

    package init(calendar: WorkingCalendar, book: RequestRuleBook = .released) {
        self.calendar = calendar
        self.book = book
    }

    /// Where it stands at the end of that day. What happened later is passed over and named as a problem.
    ///
    /// - Parameter isExplained: whether sentences and single days are wanted; without them it is ten times as fast.
    package func standing(of history: RequestHistory, on today: Day, isExplained: Bool = true) -> RequestStanding {
        var reading = RequestReading(channel: history.channel, calendar: calendar, book: book, today: today, isExplained: isExplained)
        for fact in history.facts { reading.take(fact) }
        return reading.standing()
    }

    /// What stands in the way of adding a fact: the problems that it would bring, and that the history does not have already.
    package func problems(adding fact: RequestFact, to history: RequestHistory, on today: Day) -> [RequestProblem] {
        var before = standing(of: history, on: today, isExplained: false).problems
        // One by one: what is refused a second time is a problem a second time.
        return standing(of: history.adding(fact), on: today, isExplained: false).problems.filter { problem in
            guard let index = before.firstIndex(of: problem) else { return true }
            before.remove(at: index)
            return false
        }
    }
}

extension RequestProblem {
    /// Whether the fact has no effect, so that recording it would only mislead; the others are warnings about what happened late.
    package var forbids: Bool {
        switch self {
        case .outOfPlace, .askedBackTwice, .notLapsedYet, .extendedLate, .extendedTwice, .extensionTooLong, .noConsultation,
            .consultedTwice, .consultationTooLong, .feeNoticedLate, .feeNoticedTwice, .paidLate, .delayedLate, .delayedTwice,
            .noDelayPeriod, .badPeriod, .inTheFuture, .noClarificationPeriod:
            true
        case .confirmedLate, .askedBackLate, .clarifiedLate, .consultationAnsweredLate, .answeredLate, .answeredDuringConsultation: false
        }
    }
}
