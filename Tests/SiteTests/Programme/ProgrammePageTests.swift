import Domain
import HTTPTypes
import Registers
import Testing

@testable import Site

/// The office, a unit's editor and another unit's, around one programme that a form made.
private struct ProgrammeDesk {
    let place: ReplyPlace
    let office: WorkClient
    let editor: WorkClient
    let stranger: WorkClient
    let path: String

    static let form = [
        ("version", "0"), ("title", "试点<方案>"), ("basis", "明政办〔2026〕1号"), ("goal", "可复制"), ("domain", "02"), ("public", "on"),
        ("phase-name-0", "组织落实"), ("phase-first-0", "2026-01-01"), ("phase-last-0", "2026-12-31"), ("contact-name-0", "联络员"),
        ("limit-from-0", "2020-10-02"), ("limit-percent-0", "4"),
    ]

    static func with(_ body: (ProgrammeDesk) async throws -> Void) async throws {
        try await ReplyPlace.with { place in
            try await place.addStranger()
            let office = try await place.client("gongkai")
            let path = try location(try await office.post("/work/programme", form))
            try await body(
                ProgrammeDesk(
                    place: place, office: office, editor: try await place.client("wangming"),
                    stranger: try await place.client("stranger"), path: path))
        }
    }

    static func location(_ reply: PortalClient.Reply) throws -> String {
        try #require(reply.headers[.location]?.split(separator: "?").first.map(String.init), "\(reply.status) \(reply.text)")
    }

    func version(_ path: String) async throws -> String {
        let text = try await office.get(path).text
        return String(try #require(text.firstMatch(of: /name="version" value="(\d+)"/), "\(text)").1)
    }

    func begin() async throws {
        let reply = try await office.post(path + "/state", [("version", try await version(path)), ("act", "begin")])
        #expect(reply.status == 303, "\(reply.text)")
    }

    func add(_ fields: [(String, String)]) async throws -> String {
        try Self.location(try await office.post(path + "/tasks", [("version", "0")] + fields))
    }

    func report(
        _ client: WorkClient, _ task: String, _ fields: [(String, String)], file: String = "附件.txt"
    ) async throws -> PortalClient.Reply {
        try await RegisterRequestTests.upload(client, task + "/reports", fields, file, "佐证材料")
    }
}

@Suite("Programmes in the workbench and on the portal") struct ProgrammePageTests {
    @Test("A unit's editor sees a programme when it has begun, and reports with a file that only readers fetch")
    func report() async throws {
        try await ProgrammeDesk.with { desk in
            let unit = desk.place.unit.description
            let task = try await desk.add([
                ("kind", "work"), ("title", "梳理<事项>"), ("recurrence", "once"), ("due", "2026-03-31"), ("unit", unit), ("phase", "1"),
            ])
            #expect(try await desk.editor.get(desk.path).status == 404)
            try await desk.begin()
            let page = try await desk.editor.get(desk.path).text
            #expect(page.contains("试点&lt;方案&gt;") && page.contains("梳理&lt;事项&gt;") && !page.contains("<方案>"))
            let refused = try await desk.report(desk.stranger, task, [("period", "\(unit) once"), ("text", "完成"), ("act", "completion")])
            #expect(refused.status == 422 && refused.text.contains("由责任单位自己办理"))
            let empty = try await desk.report(desk.editor, task, [("period", "\(unit) once"), ("text", ""), ("act", "completion")])
            #expect(empty.status == 422 && empty.text.contains("href=\"#text\""))
            let done = try await desk.report(desk.editor, task, [("period", "\(unit) once"), ("text", "已梳理"), ("act", "completion")])
            #expect(done.status == 303, "\(done.text)")
            let shown = try await desk.editor.get(task).text
            #expect(shown.contains("已完成") && shown.contains("附件.txt"))
            let file = try #require(shown.firstMatch(of: /href="(\/work\/programme\/\d+\/files\/\d+)"/)).1
            #expect(try await desk.stranger.get(String(file)).text == "佐证材料")
            let returned = try await desk.office.post(task + "/return", [("return-period", "\(unit) once"), ("return-text", "缺一项")])
            #expect(returned.status == 303, "\(returned.text)")
            #expect(try await desk.editor.get(task).text.contains("缺一项"))
        }
    }

    @Test("The topic page shows a running public programme and nothing of another; a monthly report gets there through the gate only")
    func topic() async throws {
        try await ProgrammeDesk.with { desk in
            let id = try #require(desk.path.split(separator: "/").last)
            let client = PortalClient(portal: desk.place.portal)
            #expect(try await client.get("/topics/programme/\(id)").status == 404)
            let task = try await desk.add([
                ("kind", "monthlyReport"), ("title", "月报"), ("recurrence", "monthly"), ("first", "2026-03-01"), ("due", "2026-12-31"),
                ("due-day", "28"), ("unit", desk.place.unit.description),
            ])
            try await desk.begin()
            let report = try await desk.report(
                desk.editor, task, [("period", "\(desk.place.unit) 2026-03"), ("text", "三月工作"), ("act", "completion")])
            #expect(report.status == 303, "\(report.text)")
            desk.place.portal.show(try await desk.place.portal.look())
            let topic = try await client.get("/topics/programme/\(id)").text
            #expect(topic.contains("试点&lt;方案&gt;") && topic.contains("联络员") && topic.contains("还没有公布的月报"))
            #expect(!topic.contains("三月工作"))
            #expect(try await client.get("/").text.contains("/topics/programme/\(id)"))
            let entry = try #require(try await desk.editor.get(task).text.firstMatch(of: /entries\/(\d+)\/publication/)).1
            let draft = try ProgrammeDesk.location(try await desk.editor.post("\(desk.path)/entries/\(entry)/publication", []))
            #expect(try await desk.editor.get(draft).text.contains("三月工作"))
            let again = try ProgrammeDesk.location(try await desk.editor.post("\(desk.path)/entries/\(entry)/publication", []))
            #expect(again == draft)
        }
    }

    @Test("What is wrong comes back at its field with what was typed; a stale plan is refused")
    func forms() async throws {
        try await ProgrammeDesk.with { desk in
            let bad = try await desk.office.post(
                "/work/programme", [("version", "0"), ("title", "新方案"), ("phase-name-0", "一"), ("phase-first-0", "昨天")])
            #expect(bad.status == 422 && bad.text.contains("href=\"#phase-first-0\"") && bad.text.contains("value=\"新方案\""))
            let none = try await desk.office.post("/work/programme", [("version", "0"), ("title", "新方案")])
            #expect(none.status == 422 && none.text.contains("请填写“领域”") && none.text.contains("请填写“阶段”"))
            let changed = try await desk.office.post(desk.path + "/plan", [("version", "1")] + ProgrammeDesk.form.dropFirst())
            #expect(changed.status == 303, "\(changed.text)")
            let stale = try await desk.office.post(desk.path + "/plan", [("version", "1")] + ProgrammeDesk.form.dropFirst())
            #expect(stale.status == 409)
            let push = try await desk.office.post(
                desk.path + "/tasks",
                [("version", "0"), ("kind", "push"), ("title", "推送"), ("recurrence", "once"), ("due", "2026-03-31")])
            #expect(push.status == 422 && push.text.contains("应当每月一次"))
        }
    }

    @Test("The push is recorded with what was pushed; report and package come as Word files")
    func papers() async throws {
        try await ProgrammeDesk.with { desk in
            let task = try await desk.add([
                ("kind", "push"), ("title", "推送"), ("recurrence", "monthly"), ("first", "2026-03-01"), ("due", "2026-12-31"),
                ("due-day", "5"), ("recipient", "省政府门户网站"),
            ])
            try await desk.begin()
            #expect(try await desk.office.get(task + "/pushes/2026-03").text.contains("还没有登记推送"))
            let done = try await desk.report(desk.office, task, [("period", "0 2026-03"), ("text", ""), ("act", "completion")])
            #expect(done.status == 303, "\(done.text)")
            #expect(try await desk.office.get(task + "/pushes/2026-03").text.contains("推送记录：gongkai"))
            for file in [task + "/pushes/2026-03/docx", desk.path + "/package"] {
                let reply = try await desk.office.get(file)
                #expect(reply.status == 200 && reply.bytes.starts(with: Array("PK".utf8)), "\(file)")
            }
            #expect(try await desk.office.get(task + "/pushes/2026-02").status == 404)
            #expect(try await desk.editor.get(desk.path + "/package").status == 403)
            let today = try await desk.office.get("/work").text
            #expect(!today.contains("工作方案的任务"))
        }
    }
}
