/// One year's arrangement of public holidays by the State Council (放假调休安排): weekdays off and weekend days worked in exchange.
///
/// The notice of a year may also arrange the last days of December before it.
package struct HolidayYear: Sendable, Hashable {
    package let year: Int
    package let days: [Arranged]
    /// The notice it comes from.
    package let source: String

    /// A day that is not what its weekday says.
    package struct Arranged: Sendable, Hashable {
        package let day: Day
        /// Off, or worked in exchange for a day off (调休上班).
        package let isOff: Bool
        /// The holiday it belongs to, such as 国庆节.
        package let name: String

        package init(day: Day, isOff: Bool, name: String) {
            self.day = day
            self.isOff = isOff
            self.name = name
        }
    }

    package init(year: Int, days: [Arranged], source: String) {
        self.year = year
        self.days = days
        self.source = source
    }

    package var off: [Day] { days.filter(\.isOff).map(\.day) }
    package var makeUp: [Day] { days.filter { !$0.isOff }.map(\.day) }
}

extension HolidayYear {
    /// The years known when this program was released (国务院办公厅关于部分节假日安排的通知, 2023 to 2026). Later ones are loaded as data.
    package static let released: [HolidayYear] = [
        year(
            2023,
            off: """
                元旦 2022-12-31/2023-01-02 春节 2023-01-21/2023-01-27 清明节 2023-04-05 劳动节 2023-04-29/2023-05-03 端午节 2023-06-22/2023-06-24 \
                中秋节、国庆节 2023-09-29/2023-10-06
                """,
            makeUp: "春节 2023-01-28 2023-01-29 劳动节 2023-04-23 2023-05-06 端午节 2023-06-25 中秋节、国庆节 2023-10-07 2023-10-08"),
        year(
            2024,
            off: """
                元旦 2024-01-01 春节 2024-02-10/2024-02-17 清明节 2024-04-04/2024-04-06 劳动节 2024-05-01/2024-05-05 端午节 2024-06-10 \
                中秋节 2024-09-15/2024-09-17 国庆节 2024-10-01/2024-10-07
                """,
            makeUp: "春节 2024-02-04 2024-02-18 清明节 2024-04-07 劳动节 2024-04-28 2024-05-11 中秋节 2024-09-14 国庆节 2024-09-29 2024-10-12"),
        year(
            2025,
            off: """
                元旦 2025-01-01 春节 2025-01-28/2025-02-04 清明节 2025-04-04/2025-04-06 劳动节 2025-05-01/2025-05-05 端午节 2025-05-31/2025-06-02 \
                国庆节、中秋节 2025-10-01/2025-10-08
                """,
            makeUp: "春节 2025-01-26 2025-02-08 劳动节 2025-04-27 国庆节、中秋节 2025-09-28 2025-10-11"),
        year(
            2026,
            off: """
                元旦 2026-01-01/2026-01-03 春节 2026-02-15/2026-02-23 清明节 2026-04-04/2026-04-06 劳动节 2026-05-01/2026-05-05 \
                端午节 2026-06-19/2026-06-21 中秋节 2026-09-25/2026-09-27 国庆节 2026-10-01/2026-10-07
                """,
            makeUp: "元旦 2026-01-04 春节 2026-02-14 2026-02-28 劳动节 2026-05-09 国庆节 2026-09-20 2026-10-10"),
    ]

    private static func year(_ year: Int, off: String, makeUp: String) -> HolidayYear {
        HolidayYear(
            year: year, days: (days(off, isOff: true) + days(makeUp, isOff: false)).sorted { $0.day < $1.day },
            source: "国务院办公厅关于\(year)年部分节假日安排的通知")
    }

    /// Names, each before its days and ranges `first/last`, separated by spaces.
    private static func days(_ text: String, isOff: Bool) -> [Arranged] {
        var name = ""
        var result: [Arranged] = []
        for part in text.split(separator: " ") {
            let ends = part.split(separator: "/").compactMap { Day(text: $0) }
            guard let first = ends.first, let last = ends.last else {
                name = String(part)
                continue
            }
            result += (first.serial...last.serial).map { Arranged(day: Day(serial: $0), isOff: isOff, name: name) }
        }
        return result
    }
}

extension HolidayYear {
    /// What keeps an arrangement from being taken into use.
    package enum Fault: Error, Sendable, Hashable {
        /// The State Council has not announced it yet, or the file was cut off.
        case empty
        case tooManyDays(Int)
        /// Neither in the year nor in the December before it.
        case outsideYear(Day)
        case notAWeekend(makeUp: Day)
        case twice(Day)
    }

    /// More days than any notice has ever arranged.
    package static let mostDays = 100

    /// All faults; empty when the arrangement can be used.
    package var faults: [Fault] {
        guard !days.isEmpty else { return [.empty] }
        guard days.count <= Self.mostDays else { return [.tooManyDays(days.count)] }
        var seen: Set<Day> = []
        return days.flatMap { arranged -> [Fault] in
            let day = arranged.day
            var faults: [Fault] = []
            if day.year != year, day.year != year - 1 || day.month != 12 { faults.append(.outsideYear(day)) }
            if !arranged.isOff, day.weekday < 6 { faults.append(.notAWeekend(makeUp: day)) }
            if !seen.insert(day).inserted { faults.append(.twice(day)) }
            return faults
        }
    }
}
