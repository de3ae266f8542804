import Domain
import HTTPTypes
import Operations
import Testing

@testable import Site

@Suite("Random inspections in the workbench and on the portal") struct InspectionPageTests {
    @Test("Lists come in as tables, a draw is made and shown with its seed, and nothing is public before the gate")
    func course() async throws {
        try await ReplyPlace.with { place in
            let editor = try await place.client("wangming")
            let path = "/work/inspections/\(place.unit)"
            func upload(_ kind: String, _ text: String) async throws -> PortalClient.Reply {
                try await RegisterRequestTests.upload(editor, "\(path)/lists/\(kind)", [], "\(kind).csv", text)
            }
            let bad = try await upload("officers", "姓名,执法证号\n甲,11010519491231002X\n")
            #expect(bad.status == 422 && bad.text.contains("名录库不保存身份证号码"), "\(bad.text)")
            let headless = try await upload("matters", "一,二\n甲,乙\n")
            #expect(headless.status == 415 && headless.text.contains("找不到表头"))
            #expect(try await upload("matters", "抽查事项,抽查依据,抽查内容,抽查方式,事项类别\n采砂<检查>,某法,许可,现场检查,重点检查事项\n").status == 303)
            #expect(try await upload("targets", "检查对象名称,统一社会信用代码,地址\n采砂场一,C1,甲路\n采砂场二,C2,乙路\n").status == 303)
            #expect(try await upload("officers", "姓名,执法证号\n甲,Z1\n乙,Z2\n").status == 303)
            let page = try await editor.get(path).text
            #expect(page.contains("采砂&lt;检查&gt;") && page.contains("（2 个）"))
            let matter = String(try #require(page.firstMatch(of: /name="first-(\d+)"/)?.1))
            let wrong = try await editor.post(path + "/plans", [("version", "0"), ("first-\(matter)", "三")])
            #expect(wrong.status == 422 && wrong.text.contains("href=\"#plan\""))
            let fields = [("version", "0"), ("first-\(matter)", "3"), ("last-\(matter)", "6"), ("count-\(matter)", "1")]
            #expect(try await editor.post(path + "/plans", fields).status == 303)
            // The next year has a plan of its own, and no other year can be planned.
            let year = try #require(try await editor.get(path).text.firstMatch(of: /\?year=(\d+)/).flatMap { Int($0.1) })
            let next = try await editor.post(path + "/plans", fields + [("year", String(year))])
            #expect(next.status == 303 && next.headers[.location]?.hasSuffix("year=\(year)") == true)
            #expect(try await editor.get(path + "?year=\(year)").text.contains("\(year)年抽查计划"))
            #expect(try await editor.get(path + "?year=\(year + 1)").status == 400)
            let few = try await editor.post(
                path + "/draws", [("matter", matter), ("count", "1"), ("per-target", "2"), ("withdrawn", "Z1 近亲属")])
            #expect(few.status == 422 && few.text.contains("执法检查人员只有 1 人"))
            let drawn = try await editor.post(
                path + "/draws", [("matter", matter), ("count", "1"), ("per-target", "2"), ("withdrawn", "")])
            let draw = try #require(drawn.headers[.location], "\(drawn.text)")
            let shown = try await editor.get(draw).text
            #expect(shown.contains("用种子重新抽取，结果相同") && shown.contains("SHA-256"))
            let result = try await editor.post(draw + "/results", [("version", "1"), ("target", "采砂场一"), ("day", "昨天"), ("outcome", "")])
            #expect(result.status == 422 && result.text.contains("href=\"#day\"") && result.text.contains("href=\"#outcome\""))
            let id = try #require(draw.split(separator: "/").last)
            let paper = try await editor.post(path + "/papers", [("kind", "draw"), ("subject", String(id))])
            #expect(paper.status == 303 && paper.headers[.location]?.hasPrefix("/work/drafts/") == true, "\(paper.text)")
            let portal = PortalClient(portal: place.portal)
            #expect(try await portal.get("/inspections/\(id)/targets.txt").status == 404)
            #expect(try await portal.get("/inspections").text.contains("还没有公开的抽查信息"))
        }
    }
}
