import Foundation
import Persistence
import Testing

@Suite("Settings, sites and the check-up")
struct SettingsCommandTests {
    @Test("flag before environment before file before default, and each says where it came from")
    func precedence() async throws {
        try await CommandPlace.with { place in
            let file = try place.write("settings.json", #"{"host": "10.0.0.1", "port": 9001, "logLevel": "debug"}"#)
            let run = try await place.bare(
                ["settings", "--json", "--port", "9003"],
                environment: [
                    "MINGTANG_SETTINGS": file, "MINGTANG_PORT": "9002", "MINGTANG_HOST": "10.0.0.2", "MINGTANG_PAGE_CACHE_MEGABYTES": "64",
                ])
            #expect(run.code == 0)
            let lines = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: String]])
            let values = Dictionary(lines.map { ($0["key"] ?? "", ($0["value"], $0["origin"])) }, uniquingKeysWith: { $1 })
            #expect(values["port"]?.0 == "9003")
            #expect(values["port"]?.1 == "命令行")
            #expect(values["host"]?.0 == "10.0.0.2")
            #expect(values["logLevel"]?.0 == "debug")
            #expect(values["logLevel"]?.1 == "设置文件 \(file)")
            #expect(values["pageCacheMegabytes"]?.0 == "64")
            #expect(values["database"]?.1 == "默认")
        }
    }

    @Test("all faults are listed together, and nothing starts")
    func faults() async throws {
        try await CommandPlace.with { place in
            let file = try place.write("settings.json", #"{"prot": 80, "logLevel": "loud", "connections": 1000}"#)
            let run = try await place.bare(
                ["site", "list", "--settings", file, "--database", "mysql://x/y"],
                environment: ["MINGTANG_PORT": "http", "MINGTANG_ORIGIN": "www.example", "MINGTANG_REQUESTS_PER_MINUTE": "0"])
            #expect(run.code == 1)
            for word in ["prot", "logLevel", "connections", "MINGTANG_PORT", "MINGTANG_ORIGIN", "MINGTANG_REQUESTS_PER_MINUTE", "database"]
            {
                #expect(run.errors.contains(word))
            }
            #expect(run.errors.contains("设置有 7 处错误"))
        }
    }

    @Test(
        "a password in a database address is never shown",
        arguments: [
            "postgresql://mingtang:geheim@db.example/hall", "postgresql://mingtang:ge@heim@db.example:5432/hall?sslmode=require",
            "postgresql://db.example/hall?user=mingtang&password=geheim",
        ])
    func secrets(address: String) async throws {
        try await CommandPlace.with { place in
            for arguments in [["settings"], ["settings", "--json"]] {
                let run = try await place.bare(arguments + ["--database", address])
                #expect(!run.output.contains("heim"))
                #expect(run.output.contains("***"))
                #expect(run.output.contains("db.example"))
            }
        }
    }

    @Test("a database that cannot be reached ends with code 3, in one sentence without the password")
    func unreachable() async throws {
        try await CommandPlace.with { place in
            let folder = try await place.bare(["site", "list", "--database", "/nowhere/at/all.sqlite"])
            #expect(folder.code == 3)
            let file = try place.write("text.sqlite", String(repeating: "not a database ", count: 100))
            let wrong = try await place.bare(["site", "list", "--database", file])
            #expect(wrong.code == 3)
            #expect(wrong.errors.contains("不是 SQLite 数据库"))
            #if PostgreSQL
                let server = try await place.bare(["site", "list", "--database", "postgresql://u:geheim@127.0.0.1:1/x"])
                #expect(server.code == 3)
                #expect(!server.errors.contains("geheim"))
            #endif
        }
    }

    @Test("a command written wrong ends with code 2 and a Chinese sentence")
    func usage() async throws {
        try await CommandPlace.with { place in
            for arguments in [
                ["nonsense"], ["disclosures", "import"], ["serve", "--port"], ["settings", "--colour"], ["settings", "--port", "x"],
            ] {
                let run = try await place.bare(arguments)
                #expect(run.code == 2)
                #expect(run.errors.contains("用 --help 查看用法"))
            }
            let help = try await place.bare(["disclosures", "import", "--help"])
            #expect(help.code == 0)
            #expect(help.output.contains("例：mingtang disclosures import"))
        }
    }

    @Test("the check-up is clean after a start, names a missing database, and speaks JSON", arguments: CommandPlace.Engine.available)
    func checkUp(engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            if engine == .sqlite {
                let missing = try await place.run("check")
                #expect(missing.code == 1)
                #expect(missing.output.contains("还不存在"))
                #expect(!place.exists("test.sqlite"))
            }
            _ = try await place.run("catalogue", "list")
            let run = try await place.run("check", "--json")
            #expect(run.code == 0)
            let report = try run.object()
            #expect(report["ok"] as? Bool == true)
            let names = (report["checks"] as? [[String: Any]])?.compactMap { $0["name"] as? String } ?? []
            for name in ["数据库", "数据库结构", "检索库结构", "时钟", "节假日安排", "站点", "检索库", "磁盘", "soffice"] { #expect(names.contains(name)) }
        }
    }

    @Test("a database of a newer program is refused, not touched")
    func newer() async throws {
        try await CommandPlace.with { place in
            _ = try await place.run("site", "list")
            try await place.change("INSERT INTO schema_migration (series, number, name, digest) VALUES ('main', 999, 'later', 'x')")
            let run = try await place.run("site", "list")
            #expect(run.code == 3)
            #expect(run.errors.contains("比本程序新"))
            let check = try await place.run("check")
            #expect(check.code == 1)
        }
    }

    @Test("a site comes from its file; with several, a command must be told which", arguments: CommandPlace.Engine.available)
    func sites(engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            for name in ["甲县", "乙县"] {
                let file = try place.write(
                    "\(name).json",
                    #"{"name": "\#(name)人民政府", "placeName": "\#(name)", "hosts": ["\#(name == "甲县" ? "a" : "b").example"], "accessibility": {"statement": "说明。"}}"#
                )
                let run = try await place.run("site", "add", file)
                #expect(run.code == 0)
                #expect(run.output.contains("文字栏目 1 个"))
            }
            let file = try place.write("export.jsonl", SampleFiles.documents(3))
            let unclear = try await place.run("disclosures", "import", file)
            #expect(unclear.code == 2)
            #expect(unclear.errors.contains("甲县人民政府、乙县人民政府"))
            let unknown = try await place.run("disclosures", "import", file, "--site", "丙县")
            #expect(unknown.code == 1)
            let named = try await place.run("disclosures", "import", file, "--site", "乙县人民政府")
            #expect(named.code == 0)
            let list = try await place.run("site", "list")
            #expect(list.output.contains("乙县  b.example"))
        }
    }

    @Test("a comment's answer needs a known receipt")
    func comments() async throws {
        try await CommandPlace.with { place in
            let empty = try await place.run("comments", "list")
            #expect(empty.output == "没有意见。\n")
            let unknown = try await place.run("comments", "answer", "ML20260101-ABCDEFGHJK", "谢谢。")
            #expect(unknown.code == 1)
            #expect(unknown.errors.contains("没有这个回执号"))
        }
    }
}
