import Domain
import Foundation
import HTTPTypes
import Interchange
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("Annual reports in the workbench") struct AnnualReportPageTests {
    /// The fields of the form as somebody fills them who has nothing to report but permits.
    private static func form(_ version: Int, _ more: [(String, String)] = []) -> [(String, String)] {
        let usual =
            ProactiveLine.allCases.map { ("two.\($0.rawValue)", $0 == .permits ? "37" : "0") }
            + [
                ("version", String(version)), ("source.permits", "许可系统<统计>"), ("words.1", "{{年度}}年，新收申请{{新收}}件。"),
                ("words.5", "公开不够及时。"), ("words.6", "收取信息处理费{{信息处理费}}元。"),
            ]
        return usual.filter { field in !more.contains { $0.0 == field.0 } } + more
    }

    private func path(_ place: ReplyPlace, _ rest: String = "") -> String { "/work/annual-reports/\(place.unit)/2026\(rest)" }

    @Test("The list shows each unit's report with its state and day; a year beyond the bounds is refused")
    func list() async throws {
        try await ReplyPlace.with { place in
            let (editor, office) = (try await place.client("wangming"), try await place.client("gongkai"))
            let own = try await editor.get("/work/annual-reports?year=2026")
            #expect(own.status == 200 && own.text.contains("明川县自然资源局") && !own.text.contains("明川县人民政府</a>"))
            #expect(own.text.contains("没有报送") && own.text.contains("2027-01-31"))
            #expect(try await editor.post(path(place), Self.form(0)).status == 303)
            let all = try await office.get("/work/annual-reports?year=2026").text
            #expect(all.contains("明川县人民政府</a>") && all.contains("2027-03-31") && all.contains("编写中"))
            #expect(try await editor.get("/work/annual-reports").text.contains("2025年度各单位的报告"))
            for year in ["2007", "2027", "x"] {
                #expect(try await editor.get("/work/annual-reports?year=\(year)").status == 400, "\(year)")
            }
        }
    }

    @Test("The report shows the numbers of the ledger, each a way to its cases; what is saved is shown filled in")
    func report() async throws {
        try await ReplyPlace.with { place in
            let ids = [try await place.file("甲<事>"), try await place.file("乙")]
            let editor = try await place.client("wangming")
            #expect(try await editor.post(path(place), Self.form(0)).status == 303)
            let page = try await editor.get(path(place)).text
            #expect(page.contains("href=\"\(path(place, "/cells/3.1.person"))\"") && page.contains("自然人”列：2，查看是哪些"))
            // A nought leads nowhere.
            #expect(!page.contains("/cells/3.1.business") && !page.contains("/cells/2.permits"))
            #expect(page.contains("2026年，新收申请2件。") && page.contains("许可系统&lt;统计&gt;") && page.contains("没有矛盾，也没有提示。"))
            let cell = try await editor.get(path(place, "/cells/3.1.person"))
            for id in ids {
                let number = try await place.request(id).number
                #expect(cell.text.contains("href=\"/work/requests/\(id)\"") && cell.text.contains(number))
            }
            #expect(cell.text.contains("甲&lt;事&gt;") && !cell.text.contains("测试甲") && cell.text.contains("”列：2"))
            #expect(cell.text.components(separatedBy: "<li>").count - 1 >= ids.count)
            #expect(try await editor.get(path(place, "/cells/3.3.person")).text.contains("没有计入这一格的。"))
            for code in ["2.permits", "3.26.person", "5.1.1", "x"] {
                #expect(try await editor.get(path(place, "/cells/\(code)")).status == 404, "\(code)")
            }
        }
    }

    @Test("A dispute stands behind its number in the fourth table")
    func disputes() async throws {
        try await ReplyPlace.with { place in
            let editor = try await place.client("wangming")
            let added = try await editor.post(
                "/work/disputes",
                [
                    ("dispute-unit", place.unit.description), ("kind", "review"), ("received", "2026-03-19"),
                    ("authority", "明川县人民政府"), ("caseNumber", "明政复〔2026〕7号"),
                ])
            #expect(added.status == 303, "\(added.text)")
            let cell = try await editor.get(path(place, "/cells/4.review.pending"))
            #expect(cell.text.contains("明川县人民政府，2026年3月19日收到") && cell.text.contains("href=\"/work/disputes/"))
            #expect(try await editor.get(path(place, "/cells/4.review.upheld")).text.contains("没有计入这一格的。"))
        }
    }

    @Test("A wrong value is named at its field with what was typed; nothing is saved")
    func wrong() async throws {
        try await ReplyPlace.with { place in
            let editor = try await place.client("wangming")
            let script = "\"><script>alert(1)</script>"
            for (field, text, message) in [
                ("two.permits", "三十", "应当是数字"), ("two.permits", "-1", "应当是数字"), ("two.permits", "1.5", "应当是整数"),
                ("two.fees", script, "应当是数字"),
                ("words.1", "{{收到}}", "不是可用的占位符"), ("words.5", "{{新收", "占位符没有写完"), ("words.6", "{{\(script)}}", "不是可用的占位符"),
                ("source.fees", String(repeating: "源", count: 301), "最多 300 字"),
            ] {
                let reply = try await editor.post(path(place), Self.form(0, [(field, text)]))
                #expect(
                    reply.status == 422 && reply.text.contains("href=\"#\(field)\"") && reply.text.contains(message), "\(field) \(text)")
                #expect(!reply.text.contains("<script>alert") && reply.text.contains("许可系统&lt;统计&gt;"), "\(field)")
            }
            let typed = try await editor.post(path(place), Self.form(0, [("two.permits", "三十")]))
            #expect(typed.text.contains("value=\"三十\"") && typed.text.contains("错误：明川县自然资源局2026年度报告"))
            #expect(try await editor.get("/work/annual-reports?year=2026").text.contains("没有报送"))
            #expect(try await editor.post(path(place), Self.form(0).filter { $0.0 != "version" }).status == 400)
            #expect(try await editor.post(path(place), Self.form(0)).status == 303)
            #expect(try await editor.post(path(place), Self.form(0)).status == 409)
        }
    }

    @Test("What is not complete does not go to the gate and says why; what is complete becomes one draft", arguments: Engine.available)
    func submission(_ engine: Engine) async throws {
        try await ReplyPlace.with(engine) { place in
            _ = try await place.file()
            let editor = try await place.client("wangming")
            let early = try await editor.post(path(place, "/publication"))
            #expect(early.status == 422 && early.text.contains("href=\"#words.5\"") && early.text.contains("还没有写"))
            #expect(try await editor.post(path(place), Self.form(0, [("two.penalties", "")])).status == 303)
            let blank = try await editor.post(path(place, "/publication"))
            #expect(blank.status == 422 && blank.text.contains("还没有填写：表二“行政处罚本年处理决定数量”"))
            #expect(try await editor.post(path(place), Self.form(1)).status == 303)
            let sent = try await editor.post(path(place, "/publication"))
            let draft = try #require(sent.headers[.location]?.split(separator: "?").first.map(String.init))
            #expect(sent.status == 303 && draft.hasPrefix("/work/drafts/"))
            #expect(try await editor.post(path(place, "/publication")).headers[.location]?.hasPrefix(draft) == true)
            let shown = try await editor.get(draft).text
            #expect(shown.contains("明川县自然资源局2026年政府信息公开工作年度报告") && shown.contains("新收申请1件"))
            #expect(try await editor.get("/work/annual-reports?year=2026").text.contains("公开审查中"))
        }
    }

    @Test("Web page, Word, PDF and JSON have the same numbers under the report's name", .enabled(if: PDFPrinter.isInstalled))
    func files() async throws {
        try await ReplyPlace.with { place in
            for content in ["甲", "乙", "丙"] { _ = try await place.file(content) }
            let editor = try await place.client("wangming")
            #expect(try await editor.post(path(place), Self.form(0)).status == 303)
            let name = "明川县自然资源局2026年政府信息公开工作年度报告"
            for (format, mediaType) in [("html", "text/html; charset=utf-8"), ("docx", LetterFileTests.word)] {
                let reply = try await editor.get(path(place, "/file/\(format)"))
                #expect(reply.headers[.contentType] == mediaType && reply.fileName == "\(name).\(format)")
                // Read as anybody's report is read.
                let read = try #require(try AnnualReportFile.read(reply.bytes, name: "a.\(format)").first).report
                #expect(read.three[.received, .person].count == 3 && read.three[.carriedOver, .total].count == 3, "\(format)")
                #expect(read.two[.permits].count == 37 && read.unknown == 0, "\(format)")
            }
            let json = try await editor.get(path(place, "/file/json"))
            let object = try json.json()
            #expect(json.fileName == "\(name).json" && object["year"] as? Int == 2026 && object["unknown"] as? Int == 0)
            #expect((object["table2"] as? [String: Any])?["permits"] as? Int == 37)
            let rows = (object["table3"] as? [String: Any])?["rows"] as? [[String: Any]]
            #expect(rows?.count == 25 && (rows?.first?["cells"] as? [String: Int])?["person"] == 3)
            let pdf = try await editor.get(path(place, "/file/pdf"))
            #expect(pdf.headers[.contentType] == "application/pdf" && pdf.fileName == "\(name).pdf")
            let text = try printedPages(pdf.bytes).joined()
            #expect(text.contains("2026年，新收申请3件。") && text.contains("37") && text.contains("一、本年新收政府信息公开申请数量"))
            #expect(try await editor.get(path(place, "/file/txt")).status == 404)
        }
    }

    @Test(
        "Other units and evaluators read and write nothing of it; who writes the county's report does not see what another unit was asked")
    func permissions() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file("某某项目的征地批复")
            try await place.addStranger()
            try await place.place.add("ceping", name: "第三方", roles: [.evaluator])
            let number = try await place.request(id).number
            let (stranger, evaluator) = (try await place.client("stranger"), try await place.client("ceping"))
            for rest in ["", "/cells/3.1.person", "/file/json"] {
                #expect(try await stranger.get(path(place, rest)).status == 403, "\(rest)")
                #expect(try await evaluator.get(path(place, rest)).status == 403, "\(rest)")
                #expect(try await place.client("liqing").get(path(place, rest)).status == 200, "\(rest)")
            }
            for login in ["stranger", "ceping", "liqing"] {
                #expect(try await place.client(login).post(path(place), Self.form(0)).status == 403, "\(login)")
                #expect(try await place.client(login).post(path(place, "/publication")).status == 403, "\(login)")
            }
            #expect(try await place.client("gongkai").post(path(place, "/publication")).status == 403)
            // The county's report adds up the case.
            let zf = try await place.place.unit("zf")
            let county = try await stranger.get("/work/annual-reports/\(zf)/2026/cells/3.1.person").text
            #expect(county.contains(number) && !county.contains("征地批复") && !county.contains("/work/requests/\(id)"))
            #expect(try await place.client("gongkai").get("/work/annual-reports/\(zf)/2026/cells/3.1.person").text.contains("征地批复"))
            let editor = try await place.client("wangming")
            for wrong in ["\(place.unit)/2027", "\(place.unit)/x", "7/2026"] {
                #expect(try await editor.get("/work/annual-reports/\(wrong)").status == 404, "\(wrong)")
            }
        }
    }
}
