import Domain
import Foundation
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("The reply of a request in the workbench") struct ReplyPagesTests {
    @Test("A reply goes from the decision tree through its decisions to a numbered letter that is served", arguments: Engine.available)
    func wholeWay(_ engine: Engine) async throws {
        try await ReplyPlace.with(engine) { place in
            let id = try await place.file()
            let editor = try await place.client("wangming")
            let empty = try await editor.get("/work/requests/\(id)/reply")
            #expect(empty.status == 200 && empty.text.contains("补不补") && empty.text.contains("经检索，本机关保存有所申请的信息"))
            let nothing = try await place.post(editor, id, "reply", [("act", "save")])
            #expect(nothing.status == 422 && nothing.text.contains("请选择答复的结果"))
            let partial = try await place.post(editor, id, "reply", [("choice", "disclosed.0"), ("act", "save"), ("part-count", "0")])
            #expect(partial.status == 303)
            let gaps = try await editor.get("/work/requests/\(id)/reply")
            #expect(gaps.text.contains("提交前还要补充") && gaps.text.contains("href=\"#released\""))
            let sent = try await place.post(editor, id, "reply", ReplyPlace.proposal("disclosed.0", released: "征地批复一份"))
            #expect(sent.status == 303)
            try await place.approve(id)
            let ready = try await editor.get("/work/requests/\(id)/reply")
            #expect(ready.text.contains("生成答复书"))
            let form = try await editor.get("/work/requests/\(id)/letters/new/reply.disclosed")
            #expect(form.text.contains("征地批复一份") && form.text.contains("测试甲：") && form.text.contains("以纸质形式，邮寄"))
            let issued = try await place.post(editor, id, "letters/issue/reply.disclosed", [("text.access", "随函提供")])
            #expect(issued.status == 303)
            let letter = try #require(try await place.letters(id).first)
            #expect(letter.number == "明自然资公复〔2026〕1号")
            let shown = try await editor.get("/work/requests/\(id)/letters/\(letter.id)")
            #expect(shown.text.contains(letter.number) && shown.text.contains("随函提供") && shown.text.contains("待送达"))
            let early = try await place.post(
                editor, id, "letters/\(letter.id)/service", [("way", "post"), ("day", "2026-03-01"), ("proof", "EMS 1")])
            #expect(early.status == 422 && early.text.contains("不能早于发出"))
            // The post may bring it back before anybody recorded that it was sent.
            let unserved = try await place.post(
                editor, id, "letters/\(letter.id)/return", [("returned", "2026-03-20"), ("note", "查无此人")])
            #expect(unserved.status == 303)
            let back = try await editor.get("/work/requests/\(id)/letters/\(letter.id)").text
            #expect(back.contains("已退回") && back.contains("邮件退回：查无此人") && back.contains("记录送达"))
            let open = try await editor.get("/work/requests/\(id)").text
            #expect(open.contains("已答复") && open.contains("答复书被退回"))
            let served = try await place.post(
                editor, id, "letters/\(letter.id)/service", [("way", "post"), ("day", "2026-03-20"), ("proof", "EMS 1")])
            #expect(served.status == 303)
            #expect(try await editor.get("/work/requests/\(id)/letters/\(letter.id)").text.contains("已送达"))
            let returned = try await place.post(editor, id, "letters/\(letter.id)/return", [("returned", "2026-03-20"), ("note", "地址不详")])
            #expect(returned.status == 303)
            #expect(try await place.letters(id).first?.service?.returned != nil)
        }
    }

    @Test("Nobody judges what they wrote; another role, another step and a stale page are refused")
    func refusals() async throws {
        try await ReplyPlace.with { place in
            try await place.place.add("both", name: "两岗", roles: [.editor, .secrecyReviewer])
            let id = try await place.file()
            let both = try await place.client("both")
            let sent = try await place.post(both, id, "reply", ReplyPlace.proposal("notHeld.0"))
            #expect(sent.status == 303)
            let own = try await place.post(both, id, "reply/decision", [("verdict", "approved")])
            #expect(own.status == 422 && own.text.contains("您参与了拟写"))
            let signer = try await place.client("zhaolei")
            let tooSoon = try await place.post(signer, id, "reply/decision", [("verdict", "approved")])
            #expect(tooSoon.status == 422 && tooSoon.text.contains("保密审查岗位办理"))
            let editor = try await place.client("wangming")
            #expect(try await place.post(editor, id, "reply/decision", [("verdict", "approved")]).status == 403)
            let locked = try await place.post(editor, id, "reply", ReplyPlace.proposal("notHeld.0"))
            #expect(locked.status == 422 && locked.text.contains("先撤回"))
            let secrecy = try await place.client("sunbao")
            let silent = try await place.post(secrecy, id, "reply/decision", [("verdict", "returned")])
            #expect(silent.status == 422 && silent.text.contains("请写明理由"))
            let stale = try await secrecy.post("/work/requests/\(id)/reply/decision", [("verdict", "approved"), ("version", "1")])
            #expect(stale.status == 409)
            let referred = try await place.post(secrecy, id, "reply/decision", [("verdict", "referred"), ("opinion", "请上级确定")])
            #expect(referred.status == 303)
            let early = try await editor.get("/work/requests/\(id)/letters/new/reply.notHeld")
            #expect(early.text.contains("审签还没有全部通过") && early.text.contains("disabled"))
            let refused = try await place.post(editor, id, "letters/issue/reply.notHeld")
            #expect(refused.status == 422)
            #expect(try await place.post(editor, id, "reply/recall").status == 303)
        }
    }

    @Test("A part is added and taken away without losing what was typed; personal data in the words is pointed at")
    func parts() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let editor = try await place.client("wangming")
            var fields = [("choice", "partlyDisclosed.0"), ("reasons", "联系人电话13912345678"), ("part-count", "0"), ("act", "add-part")]
            let added = try await place.post(editor, id, "reply", fields)
            #expect(added.status == 200 && added.text.contains("part.0.name") && added.text.contains("可能有个人信息"))
            #expect(added.text.contains("value=\"partlyDisclosed.0\"") && added.text.contains("checked"))
            fields = [
                ("choice", "partlyDisclosed.0"), ("released", "补偿标准"), ("part-count", "2"), ("part.0.name", "标准"),
                ("part.0.disclosed", "1"),
                ("part.1.name", "名单"), ("part.1.disclosed", "0"), ("act", "submit"),
            ]
            let lacking = try await place.post(editor, id, "reply", fields + DecisionStep.allCases.map { ("finding.\($0.rawValue)", "无") })
            #expect(lacking.status == 422 && lacking.text.contains("每一部分不公开的理由"))
            let saved = try await place.place.installation.store.read { try ReplyRegister($0).find(id)?.proposal }
            #expect(saved?.parts.map(\.name) == ["标准", "名单"])
        }
    }

    @Test("A letter shows the applicant only to those who handle the case, and each look is in the log")
    func identities() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let editor = try await place.client("wangming")
            _ = try await place.post(editor, id, "letters/issue/receipt")
            let letter = try #require(try await place.letters(id).first)
            let reviewer = try await place.client("liqing")
            let hidden = try await reviewer.get("/work/requests/\(id)/letters/\(letter.id)")
            #expect(hidden.status == 200 && !hidden.text.contains("测试甲") && hidden.text.contains("（申请人）"))
            #expect(try await reviewer.get("/work/requests/\(id)/letters/\(letter.id)/docx").status == 422)
            func looks() async throws -> Int {
                try await place.place.installation.store.read {
                    try $0.count("SELECT COUNT(*) AS n FROM event WHERE verb = 'identityViewed'")
                }
            }
            let before = try await looks()
            let word = try await editor.get("/work/requests/\(id)/letters/\(letter.id)/docx")
            #expect(word.status == 200 && word.bytes.starts(with: [0x50, 0x4B]))
            #expect(try await looks() == before + 1)
            #expect(try await reviewer.post("/work/requests/\(id)/letters/issue/receipt", [("version", "1")]).status == 403)
        }
    }

    @Test("A fee is counted line by line, noticed once and can be waived with a reason")
    func fee() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let editor = try await place.client("wangming")
            let free = try await editor.post(
                "/work/requests/\(id)/letters/new/feeNotice", [("basis", "pages"), ("count", "30"), ("text.缴纳方式", "")])
            #expect(free.status == 422 && free.text.contains("没有超过免费的数量"))
            let shown = try await editor.post("/work/requests/\(id)/letters/new/feeNotice", [("basis", "pages"), ("count", "101")])
            #expect(shown.status == 200 && shown.text.contains("第 31 至 100 页：70 × 10 元 = 700 元") && shown.text.contains("应缴金额：720元"))
            #expect(try await place.post(editor, id, "letters/issue/feeNotice", [("basis", "pages"), ("count", "101")]).status == 303)
            let twice = try await editor.get("/work/requests/\(id)/letters/new/feeNotice")
            #expect(twice.text.contains("已经发过收费通知") || twice.text.contains("待缴费"))
            let bare = try await place.post(editor, id, "fee/waiver", [("waiver-reason", "")])
            #expect(bare.status == 422)
            #expect(try await place.post(editor, id, "fee/waiver", [("waiver-reason", "特困人员")]).status == 303)
            let again = try await place.post(editor, id, "fee/waiver", [("waiver-reason", "特困人员")])
            #expect(again.status == 422 && again.text.contains("已经缴纳或者减免"))
            #expect(try await place.request(id).feeInFen == 0)
        }
    }

    @Test("What a letter lacks is asked for at its field; the period given makes the last day in preview and letter alike")
    func clarification() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let editor = try await place.client("wangming")
            let path = "/work/requests/\(id)/letters/new/clarification"
            let lacking = try await editor.post(path, [("workingDays", "x")])
            #expect(lacking.status == 422 && lacking.text.contains("期限应当是 1 到 365"))
            let missing = try await editor.post(path, [("workingDays", "10")])
            #expect(missing.status == 422 && missing.text.contains("href=\"#text.clarificationItems\""))
            let fields = [("workingDays", "10"), ("text.clarificationItems", "请写明文号。")]
            let preview = try await editor.post(path, fields)
            #expect(preview.status == 200 && preview.text.contains("请在2026年4月3日前"))
            #expect(try await place.post(editor, id, "letters/issue/clarification", fields).status == 303)
            let letter = try #require(try await place.letters(id).first)
            let shown = try await editor.get("/work/requests/\(id)/letters/\(letter.id)")
            #expect(shown.text.contains("请在2026年4月3日前") && shown.text.contains("明自然资公函〔2026〕1号"))
            let unknown = try await editor.get("/work/requests/\(id)/letters/new/nothing")
            #expect(unknown.status == 404)
        }
    }
}
