import Domain
import Testing

@Suite("Days are counted as the calendar has them") struct DayTests {
    @Test("Serial numbers run without gaps over leap years and centuries")
    func serials() throws {
        var previous = try #require(Day(year: 1999, month: 12, day: 31))
        for _ in 0..<1500 {
            let next = previous.adding(days: 1)
            #expect(next > previous && next.serial == previous.serial + 1 && Day(serial: next.serial) == next)
            previous = next
        }
        #expect(Day(year: 1970, month: 1, day: 1)?.serial == 0)
        #expect(previous.description == "2004-02-08")
    }

    @Test(
        "What offices write is read, what is no date is not",
        arguments: [
            ("2026-03-20", "2026-03-20"), ("2026/3/5", "2026-03-05"), ("2026.3.5", "2026-03-05"), ("2026年3月20日", "2026-03-20"),
            ("2024-02-29 10:30", "2024-02-29"),
            ("2026-02-29", nil), ("2026-13-01", nil), ("去年3月", nil), ("", nil), ("2026", nil), ("20260320", nil), ("3月20日2026年", nil),
        ] as [(String, String?)])
    func reading(_ text: String, _ expected: String?) { #expect(Day(text: text)?.description == expected) }

    @Test("Weekdays: 2026-03-20 is a Friday") func weekday() { #expect(Day(text: "2026-03-20")?.weekday == 5) }

    @Test("A moment shows China's date and clock")
    func instant() throws {
        let day = try #require(Day(text: "2026-03-20"))
        let moment = Instant(milliseconds: Instant(startOf: day).milliseconds + (14 * 60 + 5) * 60_000)
        #expect(moment.text == "2026-03-20 14:05" && moment.rfc3339 == "2026-03-20T14:05:00+08:00" && moment.day == day)
        #expect(Instant(milliseconds: Instant(startOf: day).milliseconds - 1).day.description == "2026-03-19")
    }

    @Test(
        "The shipped calendars have the working days that the State Council's arrangements give",
        arguments: [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
    func workingDays(_ year: Int, _ expected: Int) throws {
        let first = try #require(Day(year: year, month: 1, day: 1))
        let off = Set(HolidayYear.released.flatMap(\.off))
        let makeUp = Set(HolidayYear.released.flatMap(\.makeUp))
        let days = (0..<366).map { first.adding(days: $0) }.filter { $0.year == year }
        #expect(days.count { makeUp.contains($0) || ($0.weekday <= 5 && !off.contains($0)) } == expected)
    }
}
