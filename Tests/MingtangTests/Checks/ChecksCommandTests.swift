import Foundation
import Testing

@Suite("Checks and word lists from the command line")
struct ChecksCommandTests {
    @Test("a marked document is told apart from a clean one by the exit code, and each finding has place, reason and remedy")
    func checking() async throws {
        try await CommandPlace.with { place in
            let marked = try place.write("marked.txt", "秘密★1年\n各单位要认真布署。\n会议定于2026年3月20日（周四）召开。\n")
            let run = try await place.bare(["checks", "run", marked, "--date", "2026-03-18", "--json"])
            #expect(run.code == 1)
            let findings = try #require(try run.object()["findings"] as? [[String: Any]])
            #expect(findings.map { $0["check"] as? String } == ["secrecyMark", "dateConflict", "wrongWord"])
            for finding in findings {
                for name in ["place", "reason", "remedy", "key"] { #expect((finding[name] as? String)?.isEmpty == false) }
            }
            let clean = try place.write("clean.txt", "各单位要认真部署。\n")
            let second = try await place.bare(["checks", "run", clean, "--date", "2026-03-18"])
            #expect(second.code == 0)
            #expect(second.lines == ["没有发现问题。"])
        }
    }

    @Test("a table of words goes in and comes out the same, and a mistake in it leaves nothing")
    func words() async throws {
        try await CommandPlace.with { place in
            let file = try place.write("words.csv", "类别,词,改为,例外,起始日期\n敏感词,某某工程,,某某工程队,\n错词,布署,,,\n")
            let taken = try await place.bare(["words", "import", file, "--database", place.database])
            #expect(taken.code == 0)
            let out = try await place.bare(["words", "export", "--database", place.database])
            let again = try place.write("again.csv", out.output)
            let second = try await place.bare(["words", "import", again, "--database", place.database])
            #expect(second.lines == ["词库 2 条：新增 0，修改 0，未变 2。"])
            let bad = try place.write("bad.csv", "类别,词,改为\n敏感词,别的工程,\n怪,某某,\n")
            let refused = try await place.bare(["words", "import", bad, "--database", place.database])
            #expect(refused.code == 1)
            #expect(refused.errors.contains("第 3 行的类别“怪”无法识别"))
            let list = try await place.bare(["words", "list", "--json", "--database", place.database])
            #expect(list.lines.count == 2)
        }
    }
}
