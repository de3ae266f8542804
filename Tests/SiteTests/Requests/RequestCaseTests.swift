import Domain
import Files
import Foundation
import HTTPTypes
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("A case of requests in the workbench") struct RequestCaseTests {
    @Test("What happened is recorded; what may not happen now is listed with the reason, and refused all the same")
    func recording() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let client = try await place.client("wangming")
            let page = try await client.get("/work/requests/\(id)").text
            #expect(page.contains("<option value=\"clarificationAsked\"") && page.contains("现在不能记的"))
            #expect(page.contains("现在的状态是“已受理”，不能记“缴费”。"))
            let refused = try await place.post(client, id, "facts", [("fact-kind", "feePaid"), ("fact-day", "2026-03-20")])
            #expect(refused.status == 422 && refused.text.contains("不能发生在“已受理”状态"))
            let asked = try await place.post(
                client, id, "facts",
                [("fact-kind", "clarificationAsked"), ("fact-day", "2026-03-20"), ("fact-days", ""), ("fact-note", "请写明年份")])
            #expect(asked.status == 303)
            let waiting = try await client.get("/work/requests/\(id)").text
            #expect(waiting.contains("待补正") && waiting.contains("申请人的期限") && waiting.contains("请写明年份"))
            let bad = try await place.post(client, id, "facts", [("fact-kind", "clarified"), ("fact-day", "昨天"), ("fact-note", "<b>x")])
            #expect(bad.status == 422 && bad.text.contains("请填写日期") && bad.text.contains("&lt;b&gt;x"))
        }
    }

    @Test("A wrong entry is struck with a reason and stays in sight")
    func strike() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let client = try await place.client("wangming")
            let site = place.place.county.id
            let fact = try #require(
                try await place.place.installation.store.read { try RequestRegister($0, site: site).facts(of: id) }.first)
            let silent = try await place.post(client, id, "facts/\(fact.id)/strike")
            #expect(silent.status == 422 && silent.text.contains("请写明理由"))
            let done = try await place.post(client, id, "facts/\(fact.id)/strike", [("strike-\(fact.id)", "日期写错")])
            #expect(done.status == 303)
            let page = try await client.get("/work/requests/\(id)").text
            #expect(page.contains("<del>提交</del>") && page.contains("更正原因：日期写错") && page.contains("已登记"))
        }
    }

    @Test("Two clerks: the slower one is told, and what was typed is kept")
    func stale() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let client = try await place.client("wangming")
            let version = String(try await place.request(id).version)
            _ = try await place.post(client, id, "assignment", [("handler", place.editor.account.description)])
            let late = try await client.post(
                "/work/requests/\(id)/facts",
                [("version", version), ("fact-kind", "withdrawn"), ("fact-day", "2026-03-20"), ("fact-note", "来电说<撤回>")])
            #expect(late.status == 409 && late.text.contains("来电说&lt;撤回&gt;") && late.text.contains("href=\"/work/requests/\(id)\""))
            #expect(try await place.request(id).outcome == nil)
        }
    }

    @Test("Who asks is shown once to those who handle the case and say why; every look is in the log, and lists say nothing")
    func identity() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file("请公开<补偿方案>")
            let client = try await place.client("wangming")
            func looks() async throws -> [String] {
                try await place.place.installation.store.read {
                    try $0.rows("SELECT reason FROM event WHERE verb = 'identityViewed' ORDER BY sequence") { try $0["reason"] }
                }
            }
            let silent = try await client.post("/work/requests/\(id)/identity", [("identity-reason", " ")])
            #expect(silent.status == 422 && silent.text.contains("请写明理由") && !silent.text.contains("测试甲"))
            #expect(try await looks().isEmpty)
            let seen = try await client.post("/work/requests/\(id)/identity", [("identity-reason", "电话联系补正")])
            #expect(seen.status == 200 && seen.text.contains("测试甲") && seen.text.contains("E12345678"))
            #expect(seen.headers[.cacheControl] == "no-store")
            #expect(try await looks() == ["电话联系补正"])
            let reviewer = try await place.client("liqing").post("/work/requests/\(id)/identity", [("identity-reason", "好奇")])
            #expect(reviewer.status == 403 && !reviewer.text.contains("测试甲"))
            for path in ["/work/requests/\(id)", "/work/requests", "/work/requests/statistics", "/work"] {
                let page = try await client.get(path)
                #expect(page.status == 200 && !page.text.contains("测试甲") && !page.text.contains("13900000000"), "\(path)")
                #expect(!page.text.contains("<补偿方案>"), "\(path)")
            }
            let form = try await client.post("/work/requests/\(id)/correction", [("correction-reason", "号码抄错")])
            #expect(form.status == 200 && form.text.contains("value=\"E12345678\""))
            #expect(try await looks() == ["电话联系补正", "更正登记：号码抄错"])
            let fields = [
                ("kind", "person"), ("name", "测试甲"), ("document", "passport"), ("documentNumber", "E12345679"), ("phone", "13900000000"),
                ("description", "补偿方案"), ("carrier", "electronic"), ("delivery", "pickUp"),
            ]
            let wrong = try await place.post(client, id, "correction/save", fields + [("email", "x@y"), ("reason", "号码抄错")])
            #expect(wrong.status == 422 && wrong.text.contains("电子邮箱的格式不对"))
            let saved = try await place.post(client, id, "correction/save", fields + [("reason", "号码抄错")])
            #expect(saved.status == 303)
            #expect(try await place.request(id).wanted.description == "补偿方案")
        }
    }

    @Test("A longer period is asked for by one and granted by another")
    func longer() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let (editor, office) = (try await place.client("wangming"), try await place.client("gongkai"))
            let silent = try await place.post(editor, id, "extension", [("wish-kind", "extended"), ("wish-days", "20")])
            #expect(silent.status == 422 && silent.text.contains("请写明理由"))
            let long = try await place.post(
                editor, id, "extension", [("wish-kind", "extended"), ("wish-days", "21"), ("wish-reason", "需要汇总")])
            #expect(long.status == 422 && long.text.contains("超过上限 20 个工作日"))
            let asked = try await place.post(
                editor, id, "extension", [("wish-kind", "extended"), ("wish-days", "20"), ("wish-reason", "需要汇总")])
            #expect(asked.status == 303)
            #expect(try await place.post(editor, id, "extension/decision", [("granted", "yes")]).status == 403)
            #expect(try await office.get("/work/requests?me=1").text.contains("SQ2026-00001"))
            #expect(try await place.post(office, id, "extension/decision", [("granted", "yes")]).status == 303)
            #expect(try await editor.get("/work/requests/\(id)").text.contains("已延期"))
        }
    }

    @Test("With two third parties asked the page names both, until when each has time, and whose the next answer is")
    func twoConsulted() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let client = try await place.client("wangming")
            for days in ["15", "10"] {
                let asked = try await place.post(
                    client, id, "facts", [("fact-kind", "thirdPartyAsked"), ("fact-day", "2026-03-20"), ("fact-days", days)])
                #expect(asked.status == 303, "\(asked.text)")
            }
            let both = try await client.get("/work/requests/\(id)").text
            #expect(both.contains("等第三方答复（2 个），最晚到2026年4月13日为止"))
            #expect(both.contains("第 1 个第三方：2026年3月20日发出，期限到2026年4月13日（周一）为止"))
            #expect(both.contains("第 2 个第三方：2026年3月20日发出，期限到2026年4月3日（周五）为止"))
            #expect(both.contains("下一次答复记给第 1 个第三方"))
            let answered = try await place.post(client, id, "facts", [("fact-kind", "thirdPartyAnswered"), ("fact-day", "2026-03-20")])
            #expect(answered.status == 303)
            let one = try await client.get("/work/requests/\(id)").text
            #expect(one.contains("等第三方答复，到2026年4月3日为止") && !one.contains("第 1 个第三方：") && !one.contains("下一次答复记给"))
            #expect(one.contains("第 2 个第三方：2026年3月20日发出"))
        }
    }

    @Test("A case moves to another unit, into another case, and apart into several")
    func moves() async throws {
        try await ReplyPlace.with { place in
            let (editor, office) = (try await place.client("wangming"), try await place.client("gongkai"))
            let first = try await place.file()
            #expect(try await place.post(editor, first, "transfer", [("transfer-unit", "zf")]).status == 422)
            let passed = try await place.post(editor, first, "transfer", [("transfer-unit", "zf"), ("transfer-reason", "由县政府制作")])
            #expect(passed.status == 303)
            #expect(try await editor.get("/work/requests/\(first)").text.contains("已转送"))
            #expect(try await office.get("/work/requests?unit=zf").text.contains("SQ2026-00002"))
            let (second, third) = (try await place.file("同一件"), try await place.file("同一件"))
            let unknown = try await place.post(editor, third, "merge", [("merge-number", "SQ2026-99999"), ("merge-reason", "重复")])
            #expect(unknown.status == 422 && unknown.text.contains("没有这个编号的申请"))
            let number = try await place.request(second).number
            #expect(try await place.post(editor, third, "merge", [("merge-number", number), ("merge-reason", "重复登记")]).status == 303)
            let short = try await place.post(editor, second, "split", [("split-parts", "只有一件"), ("split-reason", "两件事")])
            #expect(short.status == 422 && short.text.contains("二到十件"))
            let apart = try await place.post(editor, second, "split", [("split-parts", "其一\n\n其二"), ("split-reason", "两件事")])
            #expect(apart.status == 303)
            #expect(try await editor.get("/work/requests/\(second)").text.contains("拆分、转送为"))
        }
    }

    @Test("A paper that shows who asks lies sealed in the store, and only those who handle the case get it back")
    func papers() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let client = try await place.client("wangming")
            let content = "身份证明扫描件的内容：测试甲。"
            let address = "/work/requests/\(id)/files"
            let none = try await RegisterRequestTests.upload(client, address, [("file-purpose", "nothing")], "a.txt", content)
            #expect(none.status == 422 && none.text.contains("请选择材料是什么"))
            let added = try await RegisterRequestTests.upload(client, address, [("file-purpose", "identity")], "身份证明.txt", content)
            #expect(added.status == 303, "\(added.text)")
            let site = place.place.county.id
            let file = try #require(
                try await place.place.installation.store.read { try LetterRegister($0, site: site).files(of: id) }.first)
            let store = try place.portal.fileStore()
            #expect(file.isSealed && file.stored != file.digest)
            let kept = String(decoding: try store.read(file.stored), as: UTF8.self)
            #expect(!kept.contains("测试甲"))
            #expect((try? store.read(file.digest)) == nil, "the clear bytes stayed")
            let back = try await client.get("\(address)/\(file.id)")
            #expect(back.status == 200 && back.text.contains("测试甲"))
            #expect(try await place.client("liqing").get("\(address)/\(file.id)").status == 403)
            let hidden = try await place.client("liqing").get("/work/requests/\(id)").text
            #expect(!hidden.contains("身份证明.txt"))
        }
    }

    @Test("The ledger narrows by what stands in the address, refuses what it does not know, and leaves as a workbook")
    func ledger() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file("征地补偿<方案>")
            let client = try await place.client("wangming")
            let number = try await place.request(id).number
            for query in ["", "?scope=all", "?channel=counter", "?state=accepted", "?q=%E8%A1%A5%E5%81%BF", "?from=2026-03-20", "?mine=1"] {
                let page = try await client.get("/work/requests\(query)")
                #expect(page.status == 200 && page.text.contains(number) && !page.text.contains("<方案>"), "\(query)")
            }
            for query in ["?channel=fax", "?scope=closed", "?due=overdue", "?through=2026-03-19", "?waits=applicant", "?me=1"] {
                let page = try await client.get("/work/requests\(query)")
                #expect(page.status == 200 && page.text.contains("没有符合条件的申请"), "\(query)")
            }
            for query in ["?channel=x", "?from=x", "?unit=zf", "?after=x", "?state=x"] {
                #expect(try await client.get("/work/requests\(query)").status == 400, "\(query)")
            }
            let file = try await client.get("/work/requests/ledger.xlsx?scope=all")
            #expect(file.status == 200 && file.bytes.starts(with: [0x50, 0x4B]))
            let statistics = try await client.get("/work/requests/statistics?year=2026").text
            #expect(statistics.contains("channel=counter") && statistics.contains("计入年度报告"))
        }
    }

    @Test("Every figure of the statistics opens the ledger with as many cases as it says", arguments: Engine.available)
    func figures(_ engine: Engine) async throws {
        try await ReplyPlace.with(engine) { place in
            let (editor, recording) = (
                try await place.client("wangming"), RecordRequest(place.place.installation, county: place.place.county)
            )
            let today = place.place.clock.now.day
            let kinds: [[RequestFact.Kind]] = [
                [], [.clarificationAsked], [.thirdPartyAsked, .thirdPartyAsked], [.coMakerAsked], [.withdrawn],
            ]
            for kinds in kinds {
                let id = try await place.file("事项\(kinds.count)")
                for kind in kinds {
                    try await recording.run(id, version: nil, RequestFact(kind, on: today, workingDays: 5), by: place.editor)
                }
            }
            let page = try await editor.get("/work/requests/statistics?year=2026").text
            let links = page.matches(of: /href="(\/work\/requests\?[^"]*)">([0-9]+)</)
            for link in links {
                let ledger = try await editor.get(String(link.1).replacing("&amp;", with: "&")).text
                #expect(ledger.contains("共 \(link.2) 件"), "\(link.1)")
            }
            let others = try #require(links.first { $0.1.contains("others=1") })
            #expect(others.2 == "3")
            // No figure above nought stands without its cases.
            #expect(page.matches(of: /data-label="(件数|办理中|本周到期|等别人)">[1-9]/).isEmpty && links.count > 12)
        }
    }

    @Test("Today names what is overdue and due this week, for those who see it")
    func today() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            place.place.clock.pass(seconds: 45 * 86_400)
            let (page, number) = (try await place.client("wangming").get("/work").text, try await place.request(id).number)
            #expect(page.contains("已逾期的申请") && page.contains(number))
        }
    }

    @Test("Searches are kept: of the own register with one click, of other places with what was found")
    func searches() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let client = try await place.client("wangming")
            let look = try await client.get("/work/requests/\(id)?look=%E8%A1%A5%E5%81%BF").text
            #expect(look.contains("“补偿”：找到 0 件") && look.contains("把这次检索记下来"))
            let wrong = try await place.post(
                client, id, "searches", [("search-place", "档案室"), ("search-words", "补偿"), ("search-found", "几件")])
            #expect(wrong.status == 422 && wrong.text.contains("整数"))
            let kept = try await place.post(
                client, id, "searches", [("search-place", "档案室"), ("search-words", "补偿"), ("search-found", "0")])
            #expect(kept.status == 303)
            #expect(try await client.get("/work/requests/\(id)").text.contains("0 件"))
        }
    }
}
