/// When a task falls due: once, or on a day of every month or year between two days.
package struct TaskTiming: Sendable, Hashable, Codable {
    /// How it comes round. Stored as JSON.
    package enum Recurrence: Sendable, Hashable, Codable {
        case once
        /// By that day of each month; in a shorter month by its last day.
        case monthly(day: Int)
        case yearly(month: Int, day: Int)
    }

    package let recurrence: Recurrence
    /// No due day lies before it.
    package let first: Day
    /// No due day lies after it; of what is due once, the due day.
    package let last: Day

    /// Due once.
    package init(by day: Day) {
        (recurrence, first, last) = (.once, day, day)
    }

    /// `nil` for a day that no month, or not that month, has.
    package init?(_ recurrence: Recurrence, from first: Day, through last: Day) {
        switch recurrence {
        case .once: return nil
        case .monthly(let day): guard (1...31).contains(day) else { return nil }
        // 29 February is a day of leap years; in the others its month ends on the 28th.
        case .yearly(let month, let day): guard Day(year: 2000, month: month, day: day) != nil else { return nil }
        }
        self.recurrence = recurrence
        self.first = first
        self.last = last
    }

    /// Everything that has fallen due by a day, and the next that will, oldest first.
    package func periods(on today: Day) -> [(period: TaskPeriod, due: Day)] {
        let all = periods
        let past = all.prefix { $0.due <= today }
        return Array(all.prefix(past.count + 1))
    }

    /// Oldest first.
    package var periods: [(period: TaskPeriod, due: Day)] {
        guard first <= last else { return [] }
        let candidates: [(period: TaskPeriod, due: Day)]
        switch recurrence {
        case .once: return [(.once, last)]
        case .monthly(let day):
            candidates = (first.year...last.year).flatMap { year in
                (1...12).map { (.month(year, $0), Self.day(day, ofMonth: $0, year: year)) }
            }
        case .yearly(let month, let day):
            candidates = (first.year...last.year).map { (.year($0), Self.day(day, ofMonth: month, year: $0)) }
        }
        return candidates.filter { first <= $0.due && $0.due <= last }
    }

    /// That day of the month, or its last.
    private static func day(_ day: Int, ofMonth month: Int, year: Int) -> Day {
        for day in stride(from: day, through: 28, by: -1) {
            if let found = Day(year: year, month: month, day: day) { return found }
        }
        return Day(year: year, month: month, day: min(day, 28)) ?? Day(serial: 0)
    }
}

/// One time that a task comes round.
package enum TaskPeriod: Sendable, Hashable {
    case once
    /// The month in which it is due.
    case month(Int, Int)
    case year(Int)

    /// `once`, `2026-03`, `2026`: its stored form.
    package var text: String {
        switch self {
        case .once: "once"
        case .month(let year, let month): "\(year)-\(month < 10 ? "0" : "")\(month)"
        case .year(let year): "\(year)"
        }
    }

    package init?(text: String) {
        let parts = text.split(separator: "-").map { Int($0) }
        switch (text, parts.count) {
        case ("once", _): self = .once
        case (_, 1):
            guard let year = parts[0], Day(year: year, month: 1, day: 1) != nil else { return nil }
            self = .year(year)
        case (_, 2):
            guard let year = parts[0], let month = parts[1], Day(year: year, month: month, day: 1) != nil else { return nil }
            self = .month(year, month)
        default: return nil
        }
    }

    package var words: String {
        switch self {
        case .once: "一次"
        case .month(let year, let month): "\(year)年\(month)月"
        case .year(let year): "\(year)年"
        }
    }

    /// First and last day of the month before: what a push of this month is about.
    package var monthBefore: ClosedRange<Day>? {
        guard case .month(let year, let month) = self, let start = Day(year: year, month: month, day: 1) else { return nil }
        let last = start.adding(days: -1)
        return Day(year: last.year, month: last.month, day: 1).map { $0...last }
    }
}
