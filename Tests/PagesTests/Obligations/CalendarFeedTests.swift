import Domain
import Pages
import Testing

@Suite("The calendar feed is what calendar programs expect") struct CalendarFeedTests {
    private func feed(_ title: String, due: String = "2026-12-31") throws -> String {
        let feed = CalendarFeed(
            name: "明川县公开任务", host: "9999010001", now: Instant(milliseconds: 1_773_972_007_000),
            entries: [
                CalendarFeed.Entry(
                    id: Obligation.ID(7), version: 3, title: title, occasion: "2026年12月", unit: "明川县财政局", due: try #require(Day(text: due)),
                    isProvisional: true)
            ])
        return try #require(String(validating: feed.render(), as: UTF8.self))
    }

    @Test("All-day events end on the next day, lines end with CRLF and fold after 75 bytes between characters")
    func shape() throws {
        let text = try feed("财政管理 › " + String(repeating: "一个很长的公开事项名称", count: 12))
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        #expect(lines.allSatisfy { $0.last == UInt8(ascii: "\r") && $0.count - 1 <= 75 })
        #expect(lines.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
        let unfolded = text.replacing("\r\n ", with: "")
        for line in [
            "BEGIN:VCALENDAR", "VERSION:2.0", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "UID:obligation-7@9999010001",
            "DTSTAMP:20260320T020007Z", "SEQUENCE:3", "END:VCALENDAR",
        ] {
            #expect(unfolded.contains("\(line)\r\n"), "\(line)")
        }
        #expect(unfolded.contains(String(repeating: "一个很长的公开事项名称", count: 12) + "（2026年12月）\r\n"))
        #expect(unfolded.contains("DESCRIPTION:明川县财政局\\n到期日为暂定"))
    }

    @Test("What has a meaning in the format is escaped, and a line end begins no new line")
    func hostile() throws {
        let text = try feed("a;b,c\\d\r\nATTENDEE:x").replacing("\r\n ", with: "")
        #expect(text.contains("SUMMARY:公开到期：a\\;b\\,c\\\\d\\nATTENDEE:x"))
        #expect(!text.contains("\nATTENDEE"))
    }
}
