import Foundation
import Testing

@Suite("mingtang inspect") struct InspectCommandTests {
    private static let page = """
        <html><head><title>首页</title><meta name="SiteName" content="某县人民政府"></head><body><h1>某县</h1>
        <ul><li><a href="a.html">全县春季植树活动启动</a><span>2026-01-05</span></li></ul><p>\(String(repeating: "介绍。", count: 30))</p></body></html>
        """

    @Test("Findings are code 1 with the reports that were asked for, a folder without pages is 2, nonsense is 2")
    func codes() async throws {
        try await CommandPlace.with { place in
            try place.write("index.html", Self.page)
            let folder = place.folder.path
            let run = try await place.bare(
                ["inspect", folder, "--as-of", "2026-03-20", "--json", "--html", "r.html", "--xlsx", "r.xlsx", "--docx", "r.docx"])
            #expect(run.code == 1)
            let object = try run.object()
            #expect(object["verdict"] as? String == "vetoed")
            #expect(object["asOf"] as? String == "2026-03-20")
            let rules = (object["findings"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }
            #expect(rules.contains("homeNotUpdated") && rules.contains("deadLink") && rules.contains("footer"))
            for name in ["r.html", "r.xlsx", "r.docx"] { #expect(place.exists(name), "\(name)") }
            let text = try await place.bare(["inspect", folder, "--as-of", "2026-03-20"])
            #expect(text.output.contains("首页最近一条信息的日期是 2026-01-05") && text.output.contains("未检查"))
            for arguments in [["inspect", "\(folder)/none"], ["inspect"], ["inspect", folder, "--pages", "0"], ["inspect", "http://"]] {
                #expect(try await place.bare(arguments).code == 2, "\(arguments)")
            }
        }
    }

    @Test("The rules are printed, edited and used; a wrong set is refused with its mistake")
    func rules() async throws {
        try await CommandPlace.with { place in
            try place.write("index.html", Self.page)
            let shown = try await place.bare(["inspect", "--show-rules"])
            #expect(shown.code == 0)
            let own = try place.write("规则.json", shown.output.replacing("\"homeDays\" : 14", with: "\"homeDays\" : 200"))
            let run = try await place.bare(["inspect", place.folder.path, "--as-of", "2026-03-20", "--json", "--rules", own])
            #expect((try run.object()["passed"] as? [String])?.contains("homeNotUpdated") == true)
            let wrong = try place.write("错.json", shown.output.replacing("\"homeDays\" : 14", with: "\"homeDays\" : 0"))
            let refused = try await place.bare(["inspect", place.folder.path, "--rules", wrong])
            #expect(refused.code == 2)
            #expect(refused.errors.contains("homeDays 应在 1 到 366 之间"))
        }
    }

    @Test("A running portal is visited page by page, but not one in a private network unless that is allowed")
    func running() async throws {
        try await CommandPlace.with { place in
            let example = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Examples/mingchuan")
                .standardizedFileURL.path
            let loaded = try await place.run("example", "load", example)
            #expect(loaded.code == 0, "\(loaded.errors)")
            let program = try await ServedProgram.start(in: place)
            let address = "http://127.0.0.1:\(program.port)/"
            let refused = try await place.bare(["inspect", address, "--delay", "0"])
            let run = try await place.bare(["inspect", address, "--delay", "0", "--pages", "60", "--allow-private", "--json"])
            #expect(try await program.stop() == 0)
            #expect(refused.code == 2 && refused.errors.contains("--allow-private"))
            let object = try run.object()
            #expect(object["pages"] as? Int == 60)
            #expect(object["siteName"] as? String == "明川县人民政府")
            let findings = (object["findings"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }
            // What the portal must always have, whatever the day.
            for rule in [
                "siteTags", "columnTags", "articleTags", "deadLink", "search", "disclosurePlatform", "noInteraction", "publicationTime",
                "tagForm",
            ] {
                #expect(!findings.contains(rule), "\(rule)")
            }
            let open = (object["notChecked"] as? [[String: Any]] ?? []).compactMap { $0["reason"] as? String }
            #expect(open.contains { $0.contains("--pages") })
        }
    }

    @Test("A visit stays on its host, keeps to robots.txt, and tells which links do not open")
    func politeness() async throws {
        let other = try MadeUpServer(["/": MadeUpServer.page("另一个网站")])
        let text = String(repeating: "介绍有关情况。", count: 10)
        let links = ["/a.html", "/closed/b.html", "/gone.html", "/away", "/loop", "/moved", "http://127.0.0.1:\(other.port)/"]
        let site = try MadeUpServer([
            "/robots.txt": ("HTTP/1.1 200 OK", "User-agent: *\nDisallow: /closed/\n"),
            "/": MadeUpServer.page(links.map { "<a href=\"\($0)\">\($0)</a>" }.joined() + text), "/a.html": MadeUpServer.page(text),
            "/closed/b.html": MadeUpServer.page(text), "/away": MadeUpServer.redirection("http://127.0.0.1:\(other.port)/"),
            "/loop": MadeUpServer.redirection("/loop"), "/moved": MadeUpServer.redirection("/closed/b.html"),
        ])
        try await CommandPlace.with { place in
            let run = try await place.bare(["inspect", "http://127.0.0.1:\(site.port)/", "--allow-private", "--delay", "0", "--json"])
            let object = try run.object()
            #expect(object["pages"] as? Int == 2)
            let findings = object["findings"] as? [[String: Any]] ?? []
            let dead = findings.first { $0["rule"] as? String == "deadLink" }
            let places = (dead?["evidence"] as? [[String: Any]] ?? []).compactMap { $0["place"] as? String }
            #expect(places.count == 2 && places.contains { $0.contains("/gone.html") } && places.contains { $0.contains("/loop") })
            let open = (object["notChecked"] as? [[String: Any]] ?? []).compactMap { $0["reason"] as? String }
            #expect(open.contains { $0.contains("robots.txt 不许访问的 1 个地址") })
        }
        #expect(!site.paths.contains("/closed/b.html"))
        #expect(other.paths.isEmpty)
        site.stop()
        other.stop()
    }
}
