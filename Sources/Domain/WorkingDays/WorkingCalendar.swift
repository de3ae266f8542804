/// The working days of the country (工作日): weekdays, less public holidays, plus weekend days worked in exchange.
package struct WorkingCalendar: Sendable, Hashable {
    /// What a day is.
    package enum Kind: Sendable, Hashable {
        case working
        /// 调休上班: a weekend day worked in exchange for a day of that holiday.
        case makeUp(holiday: String)
        case weekend
        case holiday(String)

        package var isWorking: Bool {
            switch self {
            case .working, .makeUp: true
            case .weekend, .holiday: false
            }
        }
    }

    /// The years whose arrangement is loaded.
    package let years: Set<Int>
    private let arranged: [Int: HolidayYear.Arranged]
    /// How many working days more than weekdays there were up to each day, from the first arranged day to the last.
    private let surplus: [Int]
    private let firstArranged: Int

    /// Of two notices that arrange the same day the later year's counts.
    package init(_ years: [HolidayYear]) {
        self.years = Set(years.map(\.year))
        var arranged: [Int: HolidayYear.Arranged] = [:]
        for year in years.sorted(by: { $0.year < $1.year }) {
            for day in year.days { arranged[day.day.serial] = day }
        }
        self.arranged = arranged
        firstArranged = arranged.keys.min() ?? 0
        var sum = 0
        surplus =
            arranged.isEmpty
            ? []
            : (firstArranged...(arranged.keys.max() ?? 0)).map { serial in
                if let found = arranged[serial], found.isOff == (Day(serial: serial).weekday < 6) { sum += found.isOff ? -1 : 1 }
                return sum
            }
    }

    /// The calendar that this program was released with.
    package static let released = WorkingCalendar(HolidayYear.released)

    package func kind(_ day: Day) -> Kind {
        if let found = arranged[day.serial] { return found.isOff ? .holiday(found.name) : .makeUp(holiday: found.name) }
        return day.weekday < 6 ? .working : .weekend
    }

    package func isWorking(_ day: Day) -> Bool { isWorking(serial: day.serial) }

    package func isWorking(serial: Int) -> Bool { count(through: serial) != count(through: serial - 1) }

    /// Working days up to that day, counted from one fixed day of long ago.
    private func count(through serial: Int) -> Int {
        // From Monday, 29 December 1969, on; before it numbers are negative.
        let fromMonday = serial + 3
        let week = fromMonday >= 0 ? fromMonday / 7 : (fromMonday - 6) / 7
        let weekdays = week * 5 + min(fromMonday - week * 7 + 1, 5)
        guard serial >= firstArranged, let last = surplus.last else { return weekdays }
        let index = serial - firstArranged
        return weekdays + (index < surplus.count ? surplus[index] : last)
    }

    /// Whether the holidays around the day are not known: its year has not been announced or not been loaded.
    package func isProvisional(_ day: Day) -> Bool { !years.contains(day.year) }

    /// The first working day from that day on, the day itself included.
    package func workingDay(onOrAfter day: Day) -> Day {
        var day = day
        while !isWorking(day) { day = day.adding(days: 1) }
        return day
    }

    /// The last working day up to that day, the day itself included.
    package func workingDay(onOrBefore day: Day) -> Day {
        var day = day
        while !isWorking(day) { day = day.adding(days: -1) }
        return day
    }

    /// How many working days come after the first day, up to and including the last; negative when the last lies before the first.
    package func workingDays(after first: Day, through last: Day) -> Int {
        count(through: last.serial) - count(through: first.serial)
    }

    /// The working day that is so many after that day.
    ///
    /// - Precondition: 1 to `longestPeriodInDays`.
    package func workingDay(after day: Day, number: Int) -> Day {
        precondition((1...Self.longestPeriodInDays).contains(number), "\(number) working days after")
        var serial = day.serial
        var left = number
        while left > 0 {
            serial += 1
            if isWorking(serial: serial) { left -= 1 }
        }
        return Day(serial: serial)
    }

    package func workingDays(in year: Int) -> Int {
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else { return 0 }
        return (first.serial...last.serial).count { isWorking(Day(serial: $0)) }
    }
}

// MARK: Periods

extension WorkingCalendar {
    /// No statute counts further than ten years; longer is a mistake.
    package static let longestPeriodInDays = 3660

    /// The last day of a period in working days. The day on which it begins to run is not counted (民法典 Art. 201).
    ///
    /// - Precondition: 1 to `longestPeriodInDays`.
    package func due(from start: Day, workingDays amount: Int) -> Derivation {
        precondition((1...Self.longestPeriodInDays).contains(amount), "a period of \(amount) working days")
        var steps: [Derivation.Step] = []
        var day = start
        var counted = 0
        while counted < amount {
            day = day.adding(days: 1)
            let kind = kind(day)
            if kind.isWorking { counted += 1 }
            steps.append(Derivation.Step(day: day, number: kind.isWorking ? counted : nil, kind: kind))
        }
        return derivation(start, .workingDays(amount), steps, due: day)
    }

    /// The last day of a period in calendar days: the first day not counted (民法典 Art. 201), and when it ends on a day off, the next
    /// working day instead (Art. 203).
    ///
    /// - Precondition: 1 to `longestPeriodInDays`.
    package func due(from start: Day, calendarDays amount: Int) -> Derivation {
        precondition((1...Self.longestPeriodInDays).contains(amount), "a period of \(amount) days")
        let steps = (1...amount).map { number in
            let day = start.adding(days: number)
            return Derivation.Step(day: day, number: number, kind: kind(day))
        }
        return rolled(start, .calendarDays(amount), steps, last: start.adding(days: amount))
    }

    /// The last day of a period in months: the same day of that month, or the month's last when it has none such (民法典 Art. 202).
    ///
    /// - Precondition: 1 to 120 months.
    package func due(from start: Day, months amount: Int) -> Derivation {
        precondition((1...120).contains(amount), "a period of \(amount) months")
        let index = start.year * 12 + start.month - 1 + amount
        let (year, month) = (index / 12, index % 12 + 1)
        // Every month has a 28th; only years after 2999 have no days at all.
        let last = (0...3).lazy.compactMap { Day(year: year, month: month, day: start.day - $0) }.first ?? start.adding(days: amount * 31)
        return rolled(start, .months(amount), [], last: last)
    }

    /// The day on which a period in hours runs out, counted from the end of the day on which it begins. It does not wait for working days.
    ///
    /// - Precondition: 1 to 24 × `longestPeriodInDays`.
    package func due(from start: Day, hours amount: Int) -> Derivation {
        precondition((1...24 * Self.longestPeriodInDays).contains(amount), "a period of \(amount) hours")
        return derivation(start, .hours(amount), [], due: start.adding(days: (amount + 23) / 24))
    }

    /// 及时, 即时: within the same working day; what happens on a day off is due on the next working day.
    package func dueAtOnce(from start: Day) -> Derivation {
        var steps: [Derivation.Step] = []
        var day = start
        while !isWorking(day) {
            steps.append(Derivation.Step(day: day, number: nil, kind: kind(day)))
            day = day.adding(days: 1)
        }
        steps.append(Derivation.Step(day: day, number: 1, kind: kind(day)))
        return derivation(start, .sameWorkingDay, steps, due: day)
    }

    /// The last day that still lies so many working days before an event.
    ///
    /// - Precondition: 1 to `longestPeriodInDays`.
    package func due(before event: Day, workingDays amount: Int) -> Derivation {
        precondition((1...Self.longestPeriodInDays).contains(amount), "\(amount) working days before")
        var steps: [Derivation.Step] = []
        var day = event
        var counted = 0
        while counted < amount {
            day = day.adding(days: -1)
            let kind = kind(day)
            if kind.isWorking { counted += 1 }
            steps.append(Derivation.Step(day: day, number: kind.isWorking ? counted : nil, kind: kind))
        }
        return derivation(event, .workingDaysBefore(amount), steps, due: day)
    }

    /// The last day that still lies so many calendar days before an event. It never moves towards the event: that would shorten the notice.
    ///
    /// - Precondition: 1 to `longestPeriodInDays`.
    package func due(before event: Day, calendarDays amount: Int) -> Derivation {
        precondition((1...Self.longestPeriodInDays).contains(amount), "\(amount) days before")
        return derivation(event, .calendarDaysBefore(amount), [], due: event.adding(days: -amount))
    }

    /// The end of a period of the calendar. It does not move: afterwards the next period has begun.
    package func due(endOf first: Day, last: Day) -> Derivation { derivation(first, .endOfPeriod, [], due: last) }

    /// A day that the law names, such as 31 January. It does not move.
    package func due(on day: Day) -> Derivation { derivation(day, .fixedDay, [], due: day) }

    private func rolled(_ start: Day, _ measure: Derivation.Measure, _ counted: [Derivation.Step], last: Day) -> Derivation {
        var steps = counted
        var day = last
        while !isWorking(day) {
            day = day.adding(days: 1)
            steps.append(Derivation.Step(day: day, number: nil, kind: kind(day)))
        }
        return derivation(start, measure, steps, due: day, end: last)
    }

    private func derivation(
        _ start: Day, _ measure: Derivation.Measure, _ steps: [Derivation.Step], due: Day, end: Day? = nil
    ) -> Derivation {
        let (first, last) = (min(start, due), max(start, due))
        // The first day of the stretch whose holidays nobody knows; the first day itself may lie years back, before the first loaded one.
        let unknown = (first.serial...last.serial).lazy.map { Day(serial: $0) }.first { isProvisional($0) }
        return Derivation(
            start: start, measure: measure, steps: steps, end: end ?? due, due: due, provisionalFrom: unknown,
            lastWorkingDay: workingDay(onOrBefore: due))
    }
}
