import Domain
import Foundation
import HTTPTypes
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("A scoring sheet: published documents as evidence, and two people at once") struct SheetPageTests {
    private func publish(_ desk: EvaluationDesk) async throws {
        func record(_ id: String, _ title: String, _ issuer: String, number: String? = nil) -> DisclosureRecord {
            DisclosureRecord(id: id, title: title, number: number, issuer: issuer, published: "2026-02-05", body: "正文。")
        }
        let place = desk.place.place
        _ = try await place.installation.publish(
            [
                record("d1", "关于征地补偿的公告", "明川县自然资源局", number: "明自然资〔2026〕7号"), record("d2", "土地利用100%公开<b>", "明川县自然资源局"),
                record("d3", "县政府关于征地的通知", "明川县人民政府"),
            ], in: place.county, fingerprint: "evidence")
    }

    private func document(_ title: String, _ desk: EvaluationDesk) async throws -> Int64 {
        let id = try await desk.place.place.installation.store.read {
            try $0.first("SELECT id FROM disclosure WHERE title = \(title)") { row -> Int64 in try row["id"] }
        }
        return try #require(id)
    }

    private func find(_ words: String, _ desk: EvaluationDesk, _ sheet: String) async throws -> PortalClient.Reply {
        let fields = EvaluationDesk.answers("2.5", late: "1", act: "find") + [("cite-leaf", "1"), ("find", words)]
        return try await desk.editor.post(sheet, fields)
    }

    @Test("Evidence is chosen among what the unit has published, and opens as it was when it was chosen", arguments: Engine.available)
    func evidence(_ engine: Engine) async throws {
        try await EvaluationDesk.with(engine) { desk in
            try await publish(desk)
            let sheet = desk.sheet(try await desk.begin(), "self")
            let found = try await find("征地", desk, sheet)
            #expect(found.status == 200 && found.text.contains("关于征地补偿的公告（明自然资〔2026〕7号），2026-02-05 公开"))
            // Nothing of another unit, and nothing that was typed is lost.
            #expect(!found.text.contains("县政府关于征地的通知"))
            #expect(
                found.text.contains("value=\"2.5\"") && found.text.contains("评语&lt;i&gt;")
                    && found.text.contains("name=\"version\" value=\"0\""))
            #expect(try await find("〔2026〕7号", desk, sheet).text.contains("关于征地补偿的公告"))
            let percent = try await find("100%", desk, sheet).text
            #expect(percent.contains("土地利用100%公开&lt;b&gt;") && !percent.contains("关于征地补偿的公告"))
            #expect(try await find("没有的", desk, sheet).text.contains("没有找到"))

            let (own, other) = (try await document("关于征地补偿的公告", desk), try await document("县政府关于征地的通知", desk))
            func cite(_ ids: [Int64], leaf: String = "1") async throws -> PortalClient.Reply {
                let fields = EvaluationDesk.answers("2.5", late: "1", act: "cite") + [("cite-leaf", leaf)]
                return try await desk.editor.post(sheet, fields + ids.map { ("cite", String($0)) })
            }
            #expect(try await cite([other]).text.contains("请先查找，再勾选"))
            #expect(try await cite([own], leaf: "9").text.contains("没有这个指标"))
            let cited = try await cite([own, other])
            let line = try #require(cited.text.firstMatch(of: /公开文件 \d+（2026-03-20 \d\d:\d\d）《关于征地补偿的公告》/)).0
            #expect(cited.status == 200 && cited.text.contains("已把 1 件公开文件放入指标 1 的佐证"))
            let fields = EvaluationDesk.answers("2.5", late: "1").filter { $0.0 != "evidence-0" } + [("evidence-0", String(line))]
            #expect(try await desk.editor.post(sheet, fields).status == 303)

            let shown = try await desk.editor.get(sheet).text
            let link = String(try #require(shown.firstMatch(of: /href="(\/work\/evaluation\/documents\/[^"]+)"/)).1).replacing(
                "&amp;", with: "&")
            #expect(shown.contains("《关于征地补偿的公告》"))
            #expect(try await desk.third.get(link).headers[.location] == "/disclosures/\(own)")
            try await correct(own, desk)
            let then = try #require(try await desk.third.get(link).headers[.location])
            #expect(then == "/disclosures/\(own)/history#wording-1")
            let history = try await desk.third.get("/disclosures/\(own)/history").text
            #expect(history.contains("id=\"wording-1\""))
            #expect(try await desk.third.get("/work/evaluation/documents/\(own)?seen=x").status == 404)
        }
    }

    /// An hour later the document has another wording.
    private func correct(_ id: Int64, _ desk: EvaluationDesk) async throws {
        let (site, now) = (desk.place.place.county.id, desk.place.place.clock.now)
        try await desk.place.place.installation.store.write { transaction in
            guard let document = try DisclosureRegister(transaction, site: site).find(Disclosure.ID(id)) else { return }
            try WithdrawalRegister(transaction, site: site).keep(
                document, digest: [1], replaced: Instant(milliseconds: now.milliseconds + 3_600_000), reason: "更正")
        }
    }

    @Test("Two editors of a unit: the slower one keeps everything, gets the other's answers, and is told where they differ")
    func merging() async throws {
        try await EvaluationDesk.with { desk in
            try await desk.place.place.add("tongshi", name: "同事", roles: [.editor])
            let colleague = try await desk.place.client("tongshi")
            let sheet = desk.sheet(try await desk.begin(), "self")
            let faster = [
                ("version", "0"), ("act", "save"), ("score-0", "3"), ("comment-0", "快的评语"), ("evidence-0", "材料甲"), ("times-1-0", "2"),
            ]
            #expect(try await colleague.post(sheet, faster).status == 303)
            let slower = try await desk.editor.post(
                sheet, [("version", "0"), ("act", "submit"), ("score-0", "2"), ("comment-0", ""), ("evidence-0", "材料乙"), ("times-1-0", "")])
            #expect(slower.status == 409)
            #expect(slower.text.contains("刚才由") && slower.text.contains("保存的是“3”，这里是您填的") && slower.text.contains("href=\"#score-0\""))
            // Both pieces of evidence, the other's comment and times, one's own score, and the version that was looked at.
            #expect(slower.text.contains("材料乙\n材料甲") && slower.text.contains("快的评语"))
            #expect(slower.text.contains("value=\"2\"") && slower.text.contains("name=\"version\" value=\"1\""))
            #expect(try await desk.colleagueAnswers().contains("材料甲"))
            let again = [
                ("version", "1"), ("act", "submit"), ("score-0", "2"), ("comment-0", "快的评语"), ("evidence-0", "材料乙\n材料甲"),
                ("times-1-0", "2"),
            ]
            #expect(try await desk.editor.post(sheet, again).status == 303)
            // Handed in by then: what the other one typed is on the page that says so.
            let late = try await colleague.post(sheet, [("version", "1"), ("act", "save"), ("score-0", "1"), ("comment-0", "晚到的评语")])
            #expect(late.status == 409 && late.text.contains("晚到的评语"))
        }
    }

    @Test("Looking for a document after somebody else has saved does not pass over what they saved")
    func findingIsNoSaving() async throws {
        try await EvaluationDesk.with { desk in
            let sheet = desk.sheet(try await desk.begin(), "third")
            let half = [("version", "0"), ("act", "save"), ("times-1-0", "2")]
            #expect(try await desk.third.post(sheet, half).status == 303)
            let found = try await desk.third.post(sheet, EvaluationDesk.answers("3", late: "2", act: "find"))
            #expect(found.text.contains("name=\"version\" value=\"0\""))
            let wrong = try await desk.third.post(sheet, EvaluationDesk.answers("三", late: "2"))
            #expect(wrong.status == 422 && wrong.text.contains("name=\"version\" value=\"0\""))
        }
    }
}

extension EvaluationDesk {
    /// What is stored of the self-assessment.
    fileprivate func colleagueAnswers() async throws -> String {
        let text = try await place.place.installation.store.read {
            try $0.first("SELECT answers FROM evaluation_sheet WHERE assessor = 'self'") { row -> String in try row["answers"] }
        }
        return text ?? ""
    }
}
