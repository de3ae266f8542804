/// The numbers by which letters are judged, as they are in force (留言办理时限).
package struct MessageTerms: Sendable, Hashable {
    /// Working days until the answer.
    package let answer: Int
    /// No letter stays unanswered longer than so many months (国办秘函〔2019〕19号).
    package let longestMonths: Int
    /// So many days before that, the alarm.
    package let alarmDays: Int

    package init(answer: Int, longestMonths: Int, alarmDays: Int) {
        self.answer = answer
        self.longestMonths = longestMonths
        self.alarmDays = alarmDays
    }
}

/// How a letter stands in time on a day.
package struct MessageTiming: Sendable, Hashable {
    package enum Standing: Sendable, Hashable, CaseIterable {
        case inTime
        /// Beyond the term for the answer.
        case overdue
        /// Near the longest time that a letter may stay unanswered.
        case alarm
        /// Beyond it: the site fails the inspection.
        case beyond
    }

    /// The last day for the answer.
    package let due: Day
    package let isProvisional: Bool
    /// From this day on the alarm.
    package let alarmFrom: Day
    /// The last day that is not beyond.
    package let longest: Day

    /// - Parameter receivedOn: itself not counted (民法典 Art. 201).
    package init(receivedOn: Day, terms: MessageTerms, calendar: WorkingCalendar) {
        let derivation = calendar.due(from: receivedOn, workingDays: terms.answer)
        due = derivation.due
        isProvisional = derivation.isProvisional
        // No day off lengthens it: the inspection counts months.
        longest = calendar.due(from: receivedOn, months: terms.longestMonths).end
        alarmFrom = longest.adding(days: -terms.alarmDays)
    }

    /// - Parameter day: today, or for a closed letter the day on which it was closed.
    package func standing(on day: Day) -> Standing {
        if day > longest { return .beyond }
        if day >= alarmFrom { return .alarm }
        return day > due ? .overdue : .inTime
    }
}

/// Judges letters in time: the calendar and the county's numbers.
package struct MessageClock: Sendable {
    package let calendar: WorkingCalendar
    package let book: FigureBook

    package init(calendar: WorkingCalendar, book: FigureBook) {
        self.calendar = calendar
        self.book = book
    }

    package func terms(on day: Day) -> MessageTerms { MessageTerms(book, on: day) }

    package func timing(_ receivedOn: Day) -> MessageTiming {
        MessageTiming(receivedOn: receivedOn, terms: terms(on: receivedOn), calendar: calendar)
    }
}
