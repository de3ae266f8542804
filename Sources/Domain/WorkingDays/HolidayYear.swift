/// One year's arrangement of public holidays by the State Council: weekdays off and weekend days worked in exchange.
package struct HolidayYear: Sendable, Hashable {
    package let year: Int
    package let off: [Day]
    package let makeUp: [Day]
    package let source: String

    package init(year: Int, off: [Day], makeUp: [Day], source: String) {
        self.year = year
        self.off = off
        self.makeUp = makeUp
        self.source = source
    }

    /// The years known when this program was released (国务院办公厅关于部分节假日安排的通知, 2023 to 2026). Later ones are loaded as data.
    package static let released: [HolidayYear] = [
        year(
            2023,
            off: "2022-12-31/2023-01-02 2023-01-21/2023-01-27 2023-04-05 2023-04-29/2023-05-03 2023-06-22/2023-06-24 2023-09-29/2023-10-06",
            makeUp: "2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08"),
        year(
            2024,
            off:
                "2024-01-01 2024-02-10/2024-02-17 2024-04-04/2024-04-06 2024-05-01/2024-05-05 2024-06-10 2024-09-15/2024-09-17 2024-10-01/2024-10-07",
            makeUp: "2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12"),
        year(
            2025,
            off: "2025-01-01 2025-01-28/2025-02-04 2025-04-04/2025-04-06 2025-05-01/2025-05-05 2025-05-31/2025-06-02 2025-10-01/2025-10-08",
            makeUp: "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11"),
        year(
            2026,
            off:
                "2026-01-01/2026-01-03 2026-02-15/2026-02-23 2026-04-04/2026-04-06 2026-05-01/2026-05-05 2026-06-19/2026-06-21 2026-09-25/2026-09-27 2026-10-01/2026-10-07",
            makeUp: "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10"),
    ]

    private static func year(_ year: Int, off: String, makeUp: String) -> HolidayYear {
        HolidayYear(year: year, off: days(off), makeUp: days(makeUp), source: "国务院办公厅关于\(year)年部分节假日安排的通知")
    }

    /// Days and ranges `first/last`, separated by spaces.
    private static func days(_ text: String) -> [Day] {
        text.split(separator: " ").flatMap { part -> [Day] in
            let ends = part.split(separator: "/").compactMap { Day(text: $0) }
            guard let first = ends.first, let last = ends.last else { return [] }
            return (first.serial...last.serial).map(Day.init(serial:))
        }
    }
}
