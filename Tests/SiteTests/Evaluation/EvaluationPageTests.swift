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

@Suite("Evaluation in the workbench") struct EvaluationPageTests {
    @Test("A scheme that adds up is kept and shown as a tree; one that does not is refused with its nodes, and what was read is shown")
    func schemes() async throws {
        try await EvaluationDesk.with { desk in
            let bad = try await desk.upload(try EvaluationDesk.scheme(points: "3"))
            #expect(bad.status == 422 && bad.text.contains("下级分值之和是 6") && bad.text.contains("读到的内容（没有保存）"))
            let wrongYear = try await desk.upload(try EvaluationDesk.scheme(), year: "1990")
            #expect(wrongYear.status == 422 && wrongYear.text.contains("href=\"#year\""))
            let noScheme = try await RegisterRequestTests.upload(
                desk.office, "/work/evaluation/schemes", [("year", "2026")], "a.txt", "没有表")
            #expect(noScheme.status == 422 && noScheme.text.contains("href=\"#file\""))
            #expect(try await desk.office.get("/work/evaluation/schemes").text.contains("还没有指标体系"))
            let path = try desk.location(try await desk.upload(try EvaluationDesk.scheme()))
            let page = try await desk.office.get(path).text
            #expect(page.contains("验收&lt;指标&gt;") && page.contains("迟公开&lt;b&gt;") && page.contains("比例待定"))
            let kept = try EvaluationJSON.read(Scheme.self, try await desk.office.get(path + "/json").bytes)
            #expect(kept.indicators == (try EvaluationDesk.scheme().indicators) && kept.year == 2026)
            let sum = try await desk.office.post(path + "/grades", [("quota-0", "40"), ("quota-1", "50"), ("ties", "lower")])
            #expect(sum.status == 422 && sum.text.contains("比例之和是 90%"))
            let next = try desk.location(try await desk.office.post(path + "/copy", [("year", "2027")]))
            #expect(try await desk.office.get(next).text.contains("2027年，第 1 版"))
            #expect(try await desk.office.get("/work/evaluation/schemes/7").status == 404)
        }
    }

    @Test(
        "Before the close nobody reads another's sheet, not even the office; a third party sees only its own round",
        arguments: Engine.available)
    func seals(_ engine: Engine) async throws {
        try await EvaluationDesk.with(engine) { desk in
            let path = try await desk.begin()
            #expect(try await desk.third.post(desk.sheet(path, "third"), EvaluationDesk.answers("3", late: "1")).status == 303)
            let reviewer = try #require(try await desk.third.get(path).text.firstMatch(of: /sheets\/third\/(\d+)/)).1
            #expect(reviewer == desk.place.unit.description[...])
            let account = try await desk.place.place.installation.store.read {
                try $0.first("SELECT holder FROM evaluation_sheet WHERE assessor = 'third'") { row -> String in try row["holder"] }
            }
            let named = desk.sheet(path, "third") + "?reviewer=\(try #require(account))"
            for client in [desk.office, desk.editor] {
                let refused = try await client.get(named)
                #expect(refused.status == 422 && !refused.text.contains("评语"), "\(refused.text)")
            }
            #expect(try await desk.third.get(desk.sheet(path, "third")).text.contains("评语&lt;i&gt;"))
            // Who is not in the round does not learn that there is one.
            for client in [desk.unnamed, desk.stranger] {
                #expect(try await client.get(path).status == 404)
                #expect(try await client.get(named).status == 404)
                #expect(try await client.get(path + "/results").status == 404)
                #expect(!(try await client.get("/work/evaluation").text.contains("测评&gt;")))
            }
            #expect(try await desk.third.get("/work/evaluation").text.contains("2026年&lt;测评&gt;"))
            #expect(try await desk.third.get(path + "/results").status == 422)
            #expect(try await desk.editor.post(desk.sheet(path, "third"), EvaluationDesk.answers("3", late: "0")).status == 404)
            let shown = try await desk.office.get(path).text
            #expect(shown.contains("已提交（") && shown.contains("1 / 1") && !shown.contains(named.replacing("&", with: "&amp;")))
            try await desk.move(path, "close", [("reason-close", "自评没有交")])
            #expect(try await desk.office.get(named).text.contains("评语&lt;i&gt;"))
            #expect(try await desk.editor.get(named).status == 422)
        }
    }

    @Test("What is typed wrong is named at its leaf and kept; half a sheet is saved and not handed in; a slower one is told")
    func sheet() async throws {
        try await EvaluationDesk.with { desk in
            let path = try await desk.begin()
            let sheet = desk.sheet(path, "third")
            let wrong = try await desk.third.post(sheet, EvaluationDesk.answers("三", late: "x"))
            #expect(wrong.status == 422 && wrong.text.contains("href=\"#score-0\"") && wrong.text.contains("href=\"#times-1-0\""))
            #expect(wrong.text.contains("value=\"三\"") && wrong.text.contains("评语&lt;i&gt;"))
            let tooMuch = try await desk.third.post(sheet, EvaluationDesk.answers("3.5", late: "0"))
            #expect(tooMuch.status == 422 && tooMuch.text.contains("得分 3.5 超过满分 3") && tooMuch.text.contains("href=\"#leaf-0\""))
            let half = try await desk.third.post(sheet, EvaluationDesk.answers("", late: "2"))
            #expect(half.status == 422 && half.text.contains("1 还没有评分") && half.text.contains("已评") && half.text.contains("1 / 2 项"))
            #expect(try await desk.third.post(sheet, EvaluationDesk.answers("3", late: "2", act: "save")).status == 409)
            #expect(try await desk.third.post(sheet, EvaluationDesk.answers("3", late: "2", version: "1")).status == 303)
            let shown = try await desk.third.get(sheet).text
            #expect(shown.contains("已提交（") && shown.contains("撤回修改") && !shown.contains("name=\"score-0\""))
            #expect(try await desk.third.post(sheet + "/recall").status == 303)
            #expect(try await desk.third.get(sheet).text.contains("id=\"score-0\" name=\"score-0\""))
        }
    }

    @Test("Evidence is judged, kept with its leaf, and read by whoever may read the sheet")
    func evidence() async throws {
        try await EvaluationDesk.with { desk in
            let path = try await desk.begin()
            let sheet = desk.sheet(path, "self")
            let refused = try await RegisterRequestTests.upload(desk.editor, sheet + "/files", [("leaf", "9")], "a.txt", "会议纪要")
            #expect(refused.status == 422 && refused.text.contains("没有这个指标"), "\(refused.text)")
            let added = try await RegisterRequestTests.upload(desk.editor, sheet + "/files", [("leaf", "1")], "a.txt", "会议纪要")
            #expect(added.status == 303, "\(added.text)")
            let page = try await desk.editor.get(sheet).text
            let file = try #require(page.firstMatch(of: /href="([^"]+\/files\/\d+)"/), "\(page)").1
            #expect(String(decoding: try await desk.editor.get(String(file)).bytes, as: UTF8.self) == "会议纪要")
            for client in [desk.office, desk.third, desk.unnamed] { #expect(try await client.get(String(file)).status == 404) }
            try await desk.move(path, "close", [("reason-close", "测试")])
            #expect(try await desk.office.get(String(file)).status == 200)
        }
    }

    @Test("A round is played through its pages: result, appeal, answer, settling, bulletin, rectification", arguments: Engine.available)
    func wholeRound(_ engine: Engine) async throws {
        try await EvaluationDesk.with(engine) { desk in
            let path = try await desk.begin()
            let unit = desk.place.unit
            try await sample(desk, path)
            #expect(try await desk.editor.post(desk.sheet(path, "self"), EvaluationDesk.answers("3", late: "0")).status == 303)
            #expect(try await desk.third.post(desk.sheet(path, "third"), EvaluationDesk.answers("2", late: "1")).status == 303)
            let early = try await desk.editor.get("\(path)/results/\(unit)")
            #expect(early.status == 422)
            try await desk.move(path, "close")
            #expect(try await desk.office.post(path + "/computation").status == 303)
            try await desk.move(path, "announce", [("appeals-until", "2026-03-27")])
            // 0.1×5 + 0.9×3
            let result = try await desk.editor.get("\(path)/results/\(unit)").text
            #expect(result.contains("3.20") && result.contains("10%×5 + 90%×3 = 3.2") && result.contains("评语&lt;i&gt;"))
            #expect(try await desk.third.get("\(path)/results/\(unit)").status == 422)
            let appeal = [("assessor", "third"), ("leaf", "1"), ("reason", "<b>已成立机构")]
            #expect(try await desk.editor.post("\(path)/results/\(unit)/appeals", appeal).status == 303)
            #expect(try await desk.editor.post("\(path)/results/\(unit)/appeals", appeal).text.contains("已经申诉过"))
            let shown = try await desk.office.get(path).text
            #expect(shown.contains("&lt;b&gt;已成立机构"))
            let id = try #require(shown.firstMatch(of: /id="entry-(\d+)"/)).1
            let open = try await desk.office.post(path + "/state", [("version", try await desk.version(path)), ("act", "settle")])
            #expect(open.status == 422 && open.text.contains("还有 1 件申诉没有答复"))
            let unread = try await desk.office.post("\(path)/appeals/\(id)", [("entry-\(id)", "很多"), ("answer-\(id)", "理由")])
            #expect(unread.status == 422 && unread.text.contains("href=\"#entry-\(id)\""))
            #expect(
                try await desk.office.post("\(path)/appeals/\(id)", [("entry-\(id)", "3"), ("answer-\(id)", "补充了文件")]).status == 303)
            #expect(try await desk.office.get(path).text.contains("之后有变动，需要重新计算"))
            #expect(try await desk.office.post(path + "/computation").status == 303)
            let list = try await desk.office.get(path + "/results").text
            #expect(list.contains("4.10") && list.contains("重新计算的结果与保存的一致"))
            try await desk.move(path, "settle")
            try await bulletinAndFiles(desk, path)
            try await desk.move(path, "publish")
            #expect(try await desk.third.get(path + "/results").text.contains("4.10"))
            try await rectification(desk, path)
            try await desk.move(path, "finish")
            #expect(try await desk.office.get(path).text.contains("已办结"))
        }
    }

    /// What was drawn can be drawn again from what is handed out.
    private func sample(_ desk: EvaluationDesk, _ path: String) async throws {
        let fields = [("subject", "政策文件"), ("count", "2"), ("candidates", "丙\r\n甲\r\n乙\r\n\r\n甲")]
        #expect(try await desk.office.post(path + "/samples", [("subject", "政策文件"), ("count", "x"), ("candidates", "甲")]).status == 422)
        #expect(try await desk.office.post(path + "/samples", fields).status == 303)
        let page = try await desk.office.get(path).text
        let file = try #require(page.firstMatch(of: /href="([^"]+\/file\/sample-\d+\.txt)"/)).1
        let seed = try #require(page.firstMatch(of: /--count 2 --seed (\d+)/).flatMap { UInt64($0.1) })
        let list = try await desk.office.get(String(file)).text
        let drawn = SampleDraw.draw(2, from: list.split(separator: "\n").map(String.init), seed: seed)
        #expect(page.contains(drawn.joined(separator: "、")) && list.split(separator: "\n").count == 3)
        let long = (1...501).map { "对象\($0)" }.joined(separator: "\n")
        #expect(try await desk.office.post(path + "/samples", [("subject", "评估对象"), ("count", "1"), ("candidates", long)]).status == 303)
    }

    private func bulletinAndFiles(_ desk: EvaluationDesk, _ path: String) async throws {
        let word = try await desk.office.get(path + "/file/bulletin.docx")
        #expect(word.status == 200, "\(word.text)")
        let scheme = try EvaluationJSON.read(Scheme.self, try await desk.office.get(path + "/file/scheme.json").bytes)
        let inputs = try EvaluationJSON.read(ScoringInputs.self, try await desk.office.get(path + "/file/submissions.json").bytes)
        // Anybody computes from the two files what the county keeps.
        let scoring = try Scoring(scheme)
        let computed = try scoring.result(inputs)
        let stored = try await desk.place.place.installation.store.read { transaction in
            try transaction.first("SELECT result FROM evaluation_round") { row -> String in try row["result"] }
        }
        #expect(computed.units.first?.composite?.description == "4.1" && computed.isComplete)
        #expect(try StoredJSON.text(RoundResult(computed)) == stored)
        #expect(!EvaluationJSON.result(computed, of: scoring, nodes: true).isEmpty)
        for name in ["scheme.json", "submissions.json"] { #expect(try await desk.office.get(path).text.contains("file/\(name)\"")) }
        let text = try AttachmentText.read(word.bytes, kind: .docx)
        #expect(text.contains("关于2026年<测评>结果的通报") && text.contains("4.10") && text.contains("抽中："))
        // A short list stands in it; of a long one it says where it is to be had.
        #expect(text.contains("候选：丙、乙、甲。"))
        #expect(text.contains("候选名单较长，由政务公开办在工作台的测评页面下载后提供") && !text.contains("对象501、"))
        let sheet = try await desk.office.get(path + "/file/bulletin.xlsx")
        #expect(try sheet.table().contains { $0.prefix(2) == ["1", "明川县自然资源局"] && $0.contains("4.10") })
        let noEditor = try await desk.office.post(path + "/bulletin")
        #expect(noEditor.status == 422 && noEditor.text.contains("编辑岗位"))
        #expect(try await desk.editor.get(path + "/file/bulletin.docx").status == 403)
    }

    private func rectification(_ desk: EvaluationDesk, _ path: String) async throws {
        let fields = [
            ("order-unit", desk.place.unit.description), ("order-leaf", "2"), ("problem", "公开<不>及时"), ("checked", "2026-03-15"),
            ("days", "10"),
        ]
        #expect(try await desk.office.post(path + "/orders", fields.filter { $0.0 != "problem" }).status == 422)
        #expect(try await desk.office.post(path + "/orders", fields).status == 303)
        let list = try await desk.editor.get("/work/evaluation/orders").text
        #expect(list.contains("公开&lt;不&gt;及时") && list.contains("2026-03-25"))
        let order = String(try #require(list.firstMatch(of: /href="(\/work\/evaluation\/orders\/\d+)"/)).1)
        #expect(try await desk.stranger.get(order).status == 404)
        #expect(!(try await desk.stranger.get("/work/evaluation/orders").text.contains("及时")))
        let file = try await RegisterRequestTests.upload(desk.editor, order + "/files", [], "b.txt", "补发的文件")
        #expect(file.status == 303, "\(file.text)")
        let empty = try await desk.editor.post(order + "/response", [("version", "1"), ("report", "")])
        #expect(empty.status == 422 && empty.text.contains("请写明理由"))
        #expect(try await desk.editor.post(order + "/response", [("version", "1"), ("report", "已补发")]).status == 303)
        #expect(try await desk.office.get(order).text.contains("b.txt"))
        #expect(
            try await desk.office.post(order + "/recheck", [("version", "2"), ("finding", "已核对"), ("verdict", "accepted")]).status == 303)
        #expect(try await desk.editor.get(order).text.contains("已销号"))
        let report = try await desk.editor.get(order + "/docx")
        #expect(report.fileName == "明川县自然资源局关于2026年<测评>整改情况的报告.docx")
        let text = try AttachmentText.read(report.bytes, kind: .docx)
        for part in ["公开<不>及时", "2026年3月15日检查，限2026年3月25日前整改", "已补发", "b.txt", "复查通过，销号", "已核对", "现状：已销号"] {
            #expect(text.contains(part), "\(part) \(text)")
        }
        #expect(try await desk.stranger.get(order + "/docx").status == 404)
        let all = try AttachmentText.read(try await desk.office.get(path + "/file/rectification.docx").bytes, kind: .docx)
        #expect(all.contains("共下达整改通知 1 件") && all.contains("已销号 1 件"))
    }

    @Test("What third parties look at is in the log", arguments: Engine.available)
    func looks(_ engine: Engine) async throws {
        try await EvaluationDesk.with(engine) { desk in
            let path = try await desk.begin()
            _ = try await desk.third.get(desk.sheet(path, "third"))
            let trail = try await desk.office.get(path).text
            #expect(trail.contains("测评员甲") && trail.contains("查看评分（评分表：第三方评估）"))
        }
    }
}
