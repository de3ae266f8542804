import Domain
import HTTPTypes
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("Letters on the portal and in the workbench") struct MessagePageTests {
    private static let path = "/messages/new"
    private static let letter = [
        "kind": "question", "unit": "", "title": "低保怎么办理", "text": "母亲七十岁，想问低保怎么办。", "name": "陈示例", "phone": "13800000000", "email": "",
        "publish": "yes",
    ]

    private static func token(_ client: PortalClient) async throws -> String {
        String(try #require(try await client.get(path).text.firstMatch(of: /name="token" value="([^"]+)"/)?.1))
    }

    private static func fields(_ token: String, _ step: String, _ changes: [String: String] = [:]) -> [(String, String)] {
        letter.merging(changes) { $1 }.map { ($0.key, $0.value) } + [("token", token), ("step", step)]
    }

    private static func receipt(_ reply: PortalClient.Reply) throws -> (number: String, code: String) {
        let number = try #require(reply.text.firstMatch(of: /id="number">([^<]+)</)?.1, "\(reply.status)")
        let code = try #require(reply.text.firstMatch(of: /id="code">([^<]+)</)?.1)
        return (String(number), String(code))
    }

    @Test("Written, checked, sent once though pressed twice; a question is asked when it comes too fast", arguments: Engine.available)
    func writing(_ engine: Engine) async throws {
        try await SmallCounty.with(engine) { county in
            let token = try await Self.token(county.client)
            let check = try await county.client.post(Self.path, Self.fields(token, "check"))
            #expect(check.status == 200 && check.text.contains("<h1>请核对您的留言</h1>") && check.headers[.cacheControl] == "no-store")
            #expect(!check.text.contains("改为申请公开"))
            let trapped = try await county.client.post(Self.path, Self.fields(token, "send", ["homepage": "x"]))
            #expect(trapped.status == 422 && trapped.text.contains("请回答页面下方的问题后再提交"))
            for _ in 0..<5 { _ = county.installation.now() }
            let receipt = try Self.receipt(try await county.client.post(Self.path, Self.fields(token, "send")))
            #expect(receipt.number.hasPrefix("LY2026-"))
            #expect(try Self.receipt(try await county.client.post(Self.path, Self.fields(token, "send"))) == receipt)
            #expect(try await county.identity("SELECT COUNT(*) AS n FROM message") == 1)
            let status = try await county.client.get("/messages/status").text
            let look = String(try #require(status.firstMatch(of: /name="token" value="([^"]+)"/)?.1))
            let wrong = try await county.client.post(
                "/messages/status", [("token", look), ("step", "look"), ("number", receipt.number), ("code", "aaaa-bbbb")])
            #expect(wrong.status == 422 && wrong.text.contains("留言编号或者查询码不对"))
            let seen = try await county.client.post(
                "/messages/status", [("token", look), ("step", "look"), ("number", receipt.number), ("code", receipt.code)])
            #expect(seen.status == 200 && seen.text.contains("已收到，正在分派") && !seen.text.contains("陈示例"))
        }
    }

    @Test("Scripts in every field stay words, what is wrong is told at its field, and a megabyte is refused")
    func hostile() async throws {
        try await SmallCounty.with { county in
            let token = try await Self.token(county.client)
            let script = "<script>alert(1)</script>\"'"
            let changes = ["title": script, "text": script, "name": script]
            let check = try await county.client.post(Self.path, Self.fields(token, "check", changes))
            #expect(check.status == 200 && !check.text.contains("<script>alert"))
            for (name, value, words) in [
                ("kind", "king", "请选择类型"), ("title", "", "请填写标题"),
                ("text", String(repeating: "字", count: 5001), "内容最多 5000 个字，现在有 5001 个，请缩短"),
                ("unit", "nobody", "请从列表中选择单位"), ("email", "nobody", "电子邮箱的格式不对，应类似 name@example.com"), ("publish", "", "请选择是否同意公开"),
            ] {
                let reply = try await county.client.post(Self.path, Self.fields(token, "check", [name: value]))
                #expect(reply.status == 422 && reply.text.contains("href=\"#\(name)\">\(words)"), "\(name)")
            }
            let huge = try await county.client.post(Self.path, Self.fields(token, "send", ["text": String(repeating: "a", count: 1 << 20)]))
            #expect(huge.status == 413)
            let stepless = try await county.client.post(Self.path, [("token", token)])
            #expect(stepless.status == 400)
            #expect(try await county.identity("SELECT COUNT(*) AS n FROM message") == 0)
        }
    }

    @Test("What asks for information is offered as a request, with what was written carried over")
    func offered() async throws {
        try await SmallCounty.with { county in
            let token = try await Self.token(county.client)
            let check = try await county.client.post(
                Self.path, Self.fields(token, "check", ["title": "申请公开资金分配方案", "text": "请公开2025年的分配方案文件。"]))
            #expect(check.text.contains("改为申请公开，带上已写的内容"))
            let begun = try await county.client.post(
                "/disclosure/requests/new", [("token", token), ("step", "begin"), ("description", "申请公开资金分配方案"), ("name", "陈示例")])
            #expect(begun.status == 200 && begun.text.contains("您以什么身份申请？"))
            #expect(begun.text.contains("name=\"description\" value=\"申请公开资金分配方案\"") && begun.text.contains("value=\"陈示例\""))
        }
    }

    @Test("Dispatched, drafted, approved by another, published; the portal shows it, search finds it, and others never saw it")
    func workbench() async throws {
        try await ReplyPlace.with { place in
            try await place.addStranger()
            let public_ = PortalClient(portal: place.portal)
            let token = try await Self.token(public_)
            for _ in 0..<5 { place.place.clock.pass(seconds: 2) }
            let receipt = try Self.receipt(try await public_.post(Self.path, Self.fields(token, "send")))
            let (office, editor) = (try await place.client("gongkai"), try await place.client("wangming"))
            let (reviewer, stranger) = (try await place.client("liqing"), try await place.client("stranger"))
            let list = try await office.get("/work/messages").text
            let path = String(try #require(list.firstMatch(of: /href="(\/work\/messages\/\d+)"/)?.1))
            #expect(try await office.get("/work").text.contains("低保怎么办理"))

            let directory = try await office.post("/work/messages/directory", [("text", "明川县自然资源局：低保、土地\n没有的局：词")])
            #expect(directory.status == 422 && directory.text.contains("第 2 行的单位“没有的局”没有登记"))
            #expect(try await office.post("/work/messages/directory", [("text", "明川县自然资源局：低保、土地")]).status == 303)
            #expect(try await office.get(path).text.contains("派单目录：低保"))

            let empty = try await office.post(path + "/dispatch", [("version", "1"), ("dispatch-unit", "")])
            #expect(empty.status == 422 && empty.text.contains("href=\"#dispatch-unit\""))
            #expect(try await office.post(path + "/dispatch", [("version", "1"), ("dispatch-unit", "zrzy")]).status == 303)
            #expect(try await stranger.get(path).status == 403)
            #expect(try await editor.post(path + "/answer", [("version", "1"), ("draft-answer", "答复")]).status == 409)
            #expect(try await editor.post(path + "/answer", [("version", "2"), ("draft-answer", "到乡镇<申请>，手机13800138000")]).status == 303)
            #expect(try await editor.post(path + "/answer/review", [("version", "3"), ("act", "approve")]).status == 403)
            #expect(try await reviewer.post(path + "/answer/review", [("version", "3"), ("act", "approve")]).status == 303)

            let unmasked = try await reviewer.post(
                path + "/publication",
                [("version", "4"), ("publish-title", "低保怎么办理"), ("publish-text", "问"), ("publish-answer", "手机13800138000")])
            #expect(unmasked.status == 422 && unmasked.text.contains("还有个人信息"))
            let published = try await reviewer.post(
                path + "/publication",
                [("version", "4"), ("publish-title", "低保怎么办理"), ("publish-text", "想问低保"), ("publish-answer", "到乡镇<申请>")])
            #expect(published.status == 303, "\(published.text)")
            place.portal.show(try await place.portal.look())
            let id = try #require(path.split(separator: "/").last)
            let page = try await public_.get("/messages/\(id)").text
            #expect(page.contains("陈**") && page.contains("到乡镇&lt;申请&gt;") && !page.contains("13800"))
            #expect(try await public_.get("/messages").text.contains("低保怎么办理"))
            #expect(try await public_.get("/messages?q=没有这样的词").text.contains("没有找到符合条件的留言"))
            #expect(try await public_.get("/search?q=低保怎么办理").text.contains("/messages/\(id)"))
            #expect(try await public_.get("/messages/statistics").status == 200)

            let kept = try await editor.post(path + "/base", [])
            let answer = try #require(kept.headers[.location]?.split(separator: "?").first.map(String.init), "\(kept.text)")
            #expect(try await public_.get("/answers").text.contains("还没有常见问题"))
            #expect(try await reviewer.post(answer + "/check", [("version", "1"), ("act", "check")]).status == 303)
            place.portal.show(try await place.portal.look())
            let question = try #require(answer.split(separator: "/").last)
            #expect(try await public_.get("/answers/\(question)").text.contains("低保怎么办理"))
            #expect(try await public_.get("/answers?q=低保").text.contains("/answers/\(question)"))
            // What answers it already is shown before the letter is sent; looking for it has a limit of its own, the form goes on without.
            let answered = try await public_.post(Self.path, Self.fields(token, "check"))
            #expect(answered.text.contains("这些也许已经回答了您") && answered.text.contains("/answers/\(question)"))
            while place.portal.guards(.message).allowsSuggestion(now: place.place.clock.now) {}
            let busy = try await public_.post(Self.path, Self.fields(token, "check"))
            #expect(busy.status == 200 && !busy.text.contains("这些也许已经回答了您"))

            let file = try await editor.get("/work/answers/file/csv")
            #expect(file.status == 200 && file.text.contains("低保怎么办理"))

            let look = String(
                try #require(try await public_.get("/messages/status").text.firstMatch(of: /name="token" value="([^"]+)"/)?.1))
            let rated = try await public_.post(
                "/messages/status",
                [("token", look), ("step", "rate"), ("number", receipt.number), ("code", receipt.code), ("rating", "4"), ("note", "")])
            #expect(rated.text.contains("谢谢，您的评价已经记录") && rated.text.contains("您的评价：满意"))
            let again = try await public_.post(
                "/messages/status",
                [("token", look), ("step", "rate"), ("number", receipt.number), ("code", receipt.code), ("rating", "1"), ("note", "")])
            #expect(again.status == 422 && again.text.contains("一件留言评价一次"))
        }
    }

    @Test("A call is registered by a clerk with a receipt, and the same form twice is one")
    func hotline() async throws {
        try await ReplyPlace.with { place in
            let editor = try await place.client("wangming")
            let form = [
                ("token", "7"), ("channel", "hotline"), ("received", "2026-03-01"), ("kind", "complaint"), ("title", "噪声"),
                ("text", "夜间施工"),
                ("publish", "no"),
            ]
            let filed = try await editor.post("/work/messages", form)
            #expect(filed.status == 200 && filed.text.contains("id=\"code\""), "\(filed.text)")
            _ = try await editor.post("/work/messages", form)
            let wrong = try await editor.post("/work/messages", [("token", "8"), ("channel", "portal"), ("received", "昨天")])
            #expect(wrong.status == 422 && wrong.text.contains("请选择来源") && wrong.text.contains("href=\"#received\""))
            let count = try await place.place.installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM message") }
            #expect(count == 1)
        }
    }
}
