/// How a due date was found (怎么算的): every day that was counted and every day that was not.
package struct Derivation: Sendable, Hashable {
    /// What was counted.
    package enum Measure: Sendable, Hashable {
        case workingDays(Int)
        case calendarDays(Int)
        case months(Int)
        case hours(Int)
        case sameWorkingDay
        case workingDaysBefore(Int)
        case calendarDaysBefore(Int)
        /// The last day of a month, quarter, half-year or year.
        case endOfPeriod
        /// A day that the law names.
        case fixedDay
    }

    /// A day on the way, in the order of counting.
    package struct Step: Sendable, Hashable {
        package let day: Day
        /// Its place in the count, from 1; `nil` for a day that is not counted.
        package let number: Int?
        package let kind: WorkingCalendar.Kind

        package init(day: Day, number: Int?, kind: WorkingCalendar.Kind) {
            self.day = day
            self.number = number
            self.kind = kind
        }
    }

    /// The day from which it runs, itself not counted; for a notice before an event, the event.
    package let start: Day
    package let measure: Measure
    package let steps: [Step]
    /// Where the count ended, before it moved off a day without work.
    package let end: Day
    package let due: Day
    /// The first day whose year has no loaded calendar: from there on the result may change.
    package let provisionalFrom: Day?
    /// The due day itself, or the last working day before it.
    package let lastWorkingDay: Day

    package var isProvisional: Bool { provisionalFrom != nil }
}
