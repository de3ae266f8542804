import Foundation
import Persistence
import Testing

@Suite("Importing what an office has published")
struct DisclosureImportTests {
    @Test("an empty database is set up, a site is made, every line is accounted for", arguments: CommandPlace.Engine.available)
    func firstUse(engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            let file = try place.write("export.jsonl", SampleFiles.documents(30, badEvery: 10))
            let run = try await place.run("disclosures", "import", file, "--json")
            #expect(run.code == 0)
            #expect(run.errors.contains("本县人民政府"))
            let summary = try run.object()
            #expect(summary["lines"] as? Int == 30)
            #expect(summary["imported"] as? Int == 27)
            #expect(summary["setAside"] as? Int == 3)
            #expect(summary["newUnits"] as? [String] == ["明川县财政局"])
            let published = try await place.number("SELECT COUNT(*) AS n FROM disclosure")
            let indexed = try await place.indexed("SELECT COUNT(*) AS n FROM search_document")
            #expect(published == 27)
            #expect(indexed == 27)
            let again = try await place.run("check")
            #expect(again.code == 0)
            #expect(again.output.contains("公开信息 27/27"))
        }
    }

    @Test("the same file twice changes nothing", arguments: CommandPlace.Engine.available)
    func idempotent(engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            let file = try place.write("export.jsonl", SampleFiles.documents(20))
            _ = try await place.run("disclosures", "import", file)
            let events = try await place.number("SELECT COUNT(*) AS n FROM event")
            let summary = try await place.run("disclosures", "import", file, "--json").object()
            #expect(summary["unchanged"] as? Int == 20)
            #expect(summary["imported"] as? Int == 0)
            let eventsAfter = try await place.number("SELECT COUNT(*) AS n FROM event")
            #expect(eventsAfter == events)
        }
    }

    @Test("lines set aside can be corrected and imported again")
    func correcting() async throws {
        try await CommandPlace.with { place in
            let file = try place.write("export.jsonl", SampleFiles.documents(20, badEvery: 5))
            let first = try await place.run("disclosures", "import", file)
            #expect(first.output.contains("共 20 行 = 新导入 16 + 更新 0 + 未变 0 + 搁置 4"))
            let aside = try place.read("export.jsonl.set-aside.jsonl")
            #expect(aside.split(separator: "\n").count == 4)
            #expect(SampleFiles.documents(20, badEvery: 5).contains(aside.split(separator: "\n")[0]))
            let report = try place.read("export.jsonl.set-aside.jsonl.report.txt")
            #expect(report.hasPrefix("第 5 行\tempty-body\t"))

            let corrected = try place.write("corrected.jsonl", aside.replacing(#""body":"""#, with: #""body":"补上的正文。""#))
            let second = try await place.run("disclosures", "import", corrected, "--json").object()
            #expect(second["imported"] as? Int == 4)
            #expect(second["setAsideFile"] == nil)
            let published = try await place.number("SELECT COUNT(*) AS n FROM disclosure")
            #expect(published == 20)
        }
    }

    @Test("a set-aside file that somebody is correcting is not written over")
    func keepingCorrections() async throws {
        try await CommandPlace.with { place in
            let file = try place.write("export.jsonl", SampleFiles.documents(10, badEvery: 5))
            _ = try await place.run("disclosures", "import", file)
            try place.write("export.jsonl.set-aside.jsonl", "half corrected\n")
            let run = try await place.run("disclosures", "import", file)
            #expect(run.output.contains("export.jsonl.set-aside.jsonl.1"))
            let kept = try place.read("export.jsonl.set-aside.jsonl.1")
            #expect(kept == "half corrected\n")
        }
    }

    @Test("CSV: lines set aside keep the heading and their line breaks")
    func table() async throws {
        try await CommandPlace.with { place in
            let file = try place.write(
                "export.csv", "标题,正文,发文机关,日期\n好文件,\"第一段\n第二段\",县财政局,2026-01-01\n,\"没有标题\n的正文\",县财政局,2026-01-02\n少一列,正文\n")
            let run = try await place.run("disclosures", "import", file)
            #expect(run.output.contains("共 3 行 = 新导入 1 + 更新 0 + 未变 0 + 搁置 2"))
            let aside = try place.read("export.csv.set-aside.csv")
            #expect(aside == "标题,正文,发文机关,日期\n,\"没有标题\n的正文\",县财政局,2026-01-02\n少一列,正文\n")
        }
    }

    @Test("a date that is none leaves the document undated and is reported; an impossible date sets it aside")
    func dates() async throws {
        try await CommandPlace.with { place in
            let file = try place.write(
                "export.jsonl",
                """
                {"title":"甲","body":"正文。","date":"2025"}
                {"title":"乙","body":"正文。","date":"2026-02-30"}

                """)
            let summary = try await place.run("disclosures", "import", file, "--json").object()
            #expect(summary["imported"] as? Int == 1)
            #expect(summary["ignoredDates"] as? Int == 1)
            let report = try place.read("export.jsonl.set-aside.jsonl.report.txt")
            #expect(report.hasPrefix("第 1 行\tdate-ignored\t"))
            #expect(report.contains("第 2 行\tbad-date\t"))
        }
    }

    @Test(
        "killed in the middle, an import goes on where it stopped: nothing lost, nothing twice", .timeLimit(.minutes(10)),
        arguments: CommandPlace.Engine.available)
    func interrupted(engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            let count = 6000
            let file = try place.write("export.jsonl", SampleFiles.documents(count, badEvery: 7))
            _ = try await place.run("site", "list")
            // Opened before the import keeps the database busy.
            let store = try await place.store()
            let wasKilled = try await place.kill("disclosures", "import", file, "--batch", "20") {
                try await store.read { try $0.count("SELECT COALESCE(SUM(lines), 0) AS n FROM import_run") } >= 300
            }
            try await store.close()
            #expect(wasKilled)

            let summary = try await place.run("disclosures", "import", file, "--json").object()
            let resumed = try #require(summary["resumedAfter"] as? Int)
            #expect(resumed >= 300 && resumed < count)
            #expect(summary["lines"] as? Int == count)
            #expect(summary["imported"] as? Int == count - count / 7)
            #expect(summary["setAside"] as? Int == count / 7)
            let aside = try place.read("export.jsonl.set-aside.jsonl").split(separator: "\n")
            #expect(aside.count == count / 7)
            #expect(Set(aside).count == aside.count)
            let published = try await place.number("SELECT COUNT(DISTINCT source_key) AS n FROM disclosure")
            let events = try await place.number("SELECT COUNT(*) AS n FROM event WHERE verb = 'disclosureImported'")
            let indexed = try await place.indexed("SELECT COUNT(*) AS n FROM search_document")
            #expect(published == count - count / 7)
            #expect(events == published)
            #expect(indexed == published)
        }
    }

    @Test("a file that is not there, or no export, ends with one line and code 2")
    func unreadable() async throws {
        try await CommandPlace.with { place in
            let missing = try await place.run("disclosures", "import", "nowhere.jsonl")
            #expect(missing.code == 2)
            #expect(missing.errors.split(separator: "\n").count == 1)
            #expect(!place.exists("test.sqlite"))
            let wrong = try await place.run("disclosures", "import", try place.write("a.txt", "这不是导出文件\n"))
            #expect(wrong.code == 2)
            #expect(wrong.errors.contains("无法识别文件"))
        }
    }

    @Test("an unknown field of work as default is refused by name")
    func unknownDomain() async throws {
        try await CommandPlace.with { place in
            let file = try place.write("export.jsonl", SampleFiles.documents(2))
            let run = try await place.run("disclosures", "import", file, "--domain", "星际航行")
            #expect(run.code == 1)
            #expect(run.errors.contains("没有“星际航行”这个领域"))
            let known = try await place.run("disclosures", "import", file, "--domain", "征地补偿", "--json")
            #expect(known.code == 0)
            let filed = try await place.number("SELECT COUNT(*) AS n FROM disclosure WHERE domain_code = '07'")
            #expect(filed == 2)
        }
    }
}
