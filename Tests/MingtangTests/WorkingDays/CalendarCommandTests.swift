import Foundation
import Persistence
import Testing

@Suite("The working calendar from the command line") struct CalendarCommandTests {
    @Test("A due date with its derivation, without a database")
    func due() async throws {
        try await CommandPlace.with { place in
            let run = try await place.bare(["calendar", "due", "--from", "2026-09-18", "--working-days", "20"])
            #expect(run.code == 0 && run.lines.first == "2026-10-22" && run.output.contains("9月20日（周日）调休上班，计第1个工作日"))
            #expect(!place.exists("mingtang.sqlite"))
            let json = try await place.bare(["calendar", "due", "--from", "2026-12-21", "--working-days", "10", "--json"]).object()
            #expect(json["due"] as? String == "2027-01-04" && json["isProvisional"] as? Bool == true)
            #expect(json["provisionalFrom"] as? String == "2027-01-01" && (json["derivation"] as? [Any])?.count == 14)
            let calendarDays = try await place.bare(["calendar", "due", "--from", "2026-03-01", "--calendar-days", "20"])
            #expect(calendarDays.lines.first == "2026-03-23")
        }
    }

    @Test(
        "What makes no sense is refused",
        arguments: [
            ["--from", "2026-02-30", "--working-days", "5"], ["--from", "2026-02-28"], ["--from", "2026-02-28", "--working-days", "0"],
            ["--from", "2026-02-28", "--working-days", "5", "--calendar-days", "5"], ["--from", "2026-02-28", "--working-days", "99999"],
        ])
    func refused(_ arguments: [String]) async throws {
        try await CommandPlace.with { place in
            let run = try await place.bare(["calendar", "due"] + arguments)
            #expect(run.code == 2 && run.output.isEmpty)
        }
    }

    @Test("A year comes in as JSON or as a table, in the place of the one before", arguments: CommandPlace.Engine.available)
    func imported(_ engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            let json = try place.write(
                "2027.json",
                #"{"year":2027,"papers":["https://www.gov.cn/x"],"days":[{"date":"2027-01-01","name":"元旦","isOffDay":true},{"date":"2027-01-09","name":"元旦","isOffDay":false}]}"#
            )
            let first = try await place.run("calendar", "import", json)
            #expect(first.code == 0 && first.output.contains("放假 1 天，调休上班 1 天"), "\(first.errors)")
            let due = try await place.run("calendar", "due", "--from", "2026-12-31", "--working-days", "6")
            #expect(due.lines.first == "2027-01-09" && !due.output.contains("暂定"))
            let table = try place.write("2027.csv", "日期,类型,名称\n2027-01-01,放假,元旦\n2027/1/4,放假,元旦\n")
            let second = try await place.run("calendar", "import", table)
            #expect(second.code == 0, "\(second.errors)")
            let moved = try await place.run("calendar", "due", "--from", "2026-12-31", "--working-days", "1")
            #expect(moved.lines.first == "2027-01-05")
            let list = try await place.run("calendar", "list")
            #expect(list.output.contains("2027") && list.output.contains("2026  33"))
        }
    }

    @Test(
        "A faulty year changes nothing and says what to put right",
        arguments: [
            (#"{"year":2027,"days":[]}"#, 1, "还没有公布"), (#"{"year":2027,"days":[{"date":"2027-01-04","isOffDay":false}]}"#, 1, "本来就上班"),
            (#"{"year":2027,"days":[{"date":"2028-01-01","isOffDay":true}]}"#, 1, "不在这一年"),
            (#"{"year":2027,"days":[{"date":"2027-01-01","isOffDay":true},{"date":"2027-01-01","isOffDay":true}]}"#, 1, "出现两次"),
            (#"{"days":[]}"#, 2, "不是放假安排的 JSON"), ("日期,类型,名称\n2027-01-01,也许,元旦\n2027-01-02,放假,元旦\n", 1, "也许"), ("没有日期\n", 1, "没有日期"),
        ])
    func faulty(_ content: String, _ code: Int, _ words: String) async throws {
        try await CommandPlace.with { place in
            let run = try await place.run("calendar", "import", try place.write("wrong.txt", content))
            #expect(Int(run.code) == code && run.errors.contains(words), "\(run.code) \(run.errors)")
        }
    }
}
