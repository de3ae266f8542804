import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

/// A citizen asks for information on the portal, from the first page to the reply.
@Suite("Asking for information") struct AskingTests {
    private static let path = "/disclosure/requests/new"
    private static let answers = [
        "kind": "person", "name": "陈示例", "document": "identityCard", "documentNumber": "11010519491231002X", "phone": "13800000000",
        "email": "chen@example.org", "address": "", "unit": "zrzy", "description": "二〇二五年河道采砂许可的审批材料", "carrier": "electronic",
        "delivery": "email",
    ]

    private static func token(_ county: SmallCounty) async throws -> String {
        let page = try await county.client.get(path).text
        return String(try #require(page.firstMatch(of: /name="token" value="([^"]+)"/)?.1))
    }

    /// The answers, with changes, as a browser sends them.
    private static func fields(_ token: String, _ step: String, _ changes: [String: String] = [:]) -> [(String, String)] {
        var fields = answers
        for (name, value) in changes { fields[name] = value }
        return fields.map { ($0.key, $0.value) } + [("token", token), ("step", step)]
    }

    private static func send(_ county: SmallCounty, _ token: String, _ changes: [String: String] = [:]) async throws -> PortalClient.Reply {
        try await county.client.post(path, fields(token, "check", changes.merging(["go": "send"]) { $1 }))
    }

    /// Time passes as somebody writes: the test's clock goes on with each look.
    private static func wait(_ county: SmallCounty) { for _ in 0..<5 { _ = county.installation.now() } }

    private static func receipt(_ reply: PortalClient.Reply) throws -> (number: String, code: String) {
        let number = try #require(reply.text.firstMatch(of: /id="number">([^<]+)</)?.1)
        let code = try #require(reply.text.firstMatch(of: /id="code">([^<]+)</)?.1)
        return (String(number), String(code))
    }

    @Test("Page after page, check, receipt; the identity is not in the database in clear", arguments: Engine.available)
    func wholeForm(_ engine: Engine) async throws {
        try await SmallCounty.with(engine) { county in
            let token = try await Self.token(county)
            var sent: [(String, String)] = [("token", token)]
            let pages: [(AskingStep, [String], String)] = [
                (.kind, ["kind"], "您的姓名和身份证明"), (.identity, ["name", "document", "documentNumber"], "怎样与您联系？"),
                (.contact, ["phone", "email"], "向哪个单位申请？"), (.unit, ["unit"], "您需要什么信息？"), (.information, ["description"], "您希望怎样拿到信息？"),
            ]
            for (step, names, next) in pages {
                sent += names.map { ($0, Self.answers[$0] ?? "") }
                let reply = try await county.client.post(Self.path, sent + [("step", step.rawValue), ("go", "next")])
                #expect(reply.status == 200 && reply.text.contains("<h1>\(next)</h1>"), "\(step)")
                #expect(reply.headers[.cacheControl] == "no-store")
                for (name, value) in sent { #expect(reply.text.contains("name=\"\(name)\" value=\"\(value)\""), "\(name)") }
            }
            let check = try await county.client.post(Self.path, sent + [("step", "delivery"), ("go", "next"), ("way", "electronic-email")])
            #expect(check.text.contains("<h1>请核对您的申请</h1>") && check.text.contains("明川县自然资源局"))
            Self.wait(county)
            let reply = try await Self.send(county, token)
            let receipt = try Self.receipt(reply)
            #expect(reply.status == 200 && reply.headers[.cacheControl] == "no-store" && receipt.number.hasPrefix("SQ2026-"))
            let raw = try await county.installation.store.read {
                try $0.rows("SELECT identity FROM request") { try $0["identity"] as [UInt8] }
            }
            #expect(raw.count == 1 && !String(decoding: raw[0], as: UTF8.self).contains("11010519491231002X"))
            // The same form again is the same request.
            #expect(try Self.receipt(try await Self.send(county, token)) == receipt)
            #expect(try await county.identity("SELECT COUNT(*) AS n FROM request") == 1)
        }
    }

    @Test("Each page says what is wrong, at its field and in the summary, and goes no further")
    func wrongInput() async throws {
        try await SmallCounty.with { county in
            let token = try await Self.token(county)
            for (step, changes, control, words) in [
                ("kind", ["kind": ""], "kind", "请选择申请人类型"), ("kind", ["kind": "king"], "kind", "请选择申请人类型"),
                ("identity", ["documentNumber": "110105194912310021"], "documentNumber", "证件号码的校验位不对，请对照证件逐位核对"),
                ("identity", ["name": String(repeating: "名", count: 101)], "name", "姓名最多 100 个字，现在有 101 个，请缩短"),
                ("contact", ["phone": "", "email": ""], "phone", "请填写电话、电子邮箱或者通信地址，至少填写一项，以便与您联系"),
                ("contact", ["email": "nobody"], "email", "电子邮箱的格式不对，应类似 name@example.com"),
                ("unit", ["unit": "nobody"], "unit", "请从列表中选择受理单位"),
                ("information", ["description": " "], "description", "请写明所需信息的名称、文号或者其他特征，至少写一项"),
                ("delivery", ["way": "paper-email"], "way", "“纸质”可以选择的途径是：邮寄、自行领取"), ("delivery", ["way": "x"], "way", "请选择获取信息的形式和途径"),
            ] {
                let reply = try await county.client.post(Self.path, Self.fields(token, step, changes.merging(["go": "next"]) { $1 }))
                #expect(reply.status == 422, "\(step)")
                #expect(reply.text.contains("<a href=\"#\(control)\">\(words)</a>"), "\(words)")
                #expect(reply.text.contains("id=\"\(control)-problem\"><span class=\"unseen\">错误：</span>\(words)</p>"), "\(words)")
                #expect(reply.text.contains("<title>错误："))
            }
        }
    }

    @Test("Steps left out and hidden fields changed lead to the page where something is wrong, and file nothing")
    func tampered() async throws {
        try await SmallCounty.with { county in
            let token = try await Self.token(county)
            Self.wait(county)
            for (changes, heading) in [
                (["kind": ""], "您以什么身份申请？"), (["name": ""], "您的姓名和身份证明"), (["documentNumber": "1"], "您的姓名和身份证明"),
                (["document": "creditCode"], "您的姓名和身份证明"), (["email": "", "address": ""], "怎样与您联系？"), (["unit": "../x"], "向哪个单位申请？"),
                (["description": ""], "您需要什么信息？"), (["carrier": "paper"], "您希望怎样拿到信息？"), (["delivery": ""], "您希望怎样拿到信息？"),
                (["description": String(repeating: "长", count: 2001)], "您需要什么信息？"),
            ] {
                let reply = try await Self.send(county, token, changes)
                #expect(reply.status == 422 && reply.text.contains("<h1>\(heading)</h1>"), "\(changes)")
            }
            #expect(try await Self.send(county, token, ["name": "陈\u{0}示例"]).status == 400)
            for step in ["", "x"] { #expect(try await county.client.post(Self.path, Self.fields(token, step)).status == 400) }
            #expect(try await county.client.post(Self.path, [("description", String(repeating: "长", count: 40_000))]).status == 413)
            #expect(try await county.client.post(Self.path, [("kind", "person")]).status == 400)
            #expect(try await county.identity("SELECT COUNT(*) AS n FROM request") == 0)
        }
    }

    @Test("A stale or invented token files nothing and loses nothing", arguments: ["", "1.2.3", "1773972000000.aa.bb"])
    func staleToken(_ token: String) async throws {
        try await SmallCounty.with { county in
            let reply = try await Self.send(county, token)
            #expect(reply.status == 422 && reply.text.contains("已为您保留填写的内容") && reply.text.contains("二〇二五年河道采砂许可的审批材料"))
            #expect(try await county.identity("SELECT COUNT(*) AS n FROM request") == 0)
        }
    }

    @Test("What is too fast, or fills the hidden field, is asked a question in words; the right answer goes on")
    func question() async throws {
        try await SmallCounty.with { county in
            for changes in [[:], ["homepage": "https://example.org"]] {
                let token = try await Self.token(county)
                if !changes.isEmpty { Self.wait(county) }
                let asked = try await Self.send(county, token, changes)
                #expect(asked.status == 422)
                let match = try #require(asked.text.firstMatch(of: /请填写“([^”]+)”的第(.)个字/))
                let place = try #require(["一", "二", "三", "四"].firstIndex(of: String(match.2)))
                let wrong = try await Self.send(county, token, changes.merging(["answer": "错"]) { $1 })
                #expect(wrong.status == 422 && wrong.text.contains("答案不对"))
                let right = try await Self.send(county, token, changes.merging(["answer": " \(Array(match.1)[place])"]) { $1 })
                #expect(right.status == 200 && right.text.contains("申请已经提交"))
            }
        }
    }

    @Test("Scripts in every field come back as text")
    func hostile() async throws {
        try await SmallCounty.with { county in
            let token = try await Self.token(county)
            let hostile = "\"><script>alert(1)</script>"
            for step in AskingStep.allCases {
                for field in RequestField.allCases {
                    let reply = try await county.client.post(
                        Self.path, Self.fields(token, step.rawValue, [field.rawValue: hostile, "go": "back", "way": hostile]))
                    #expect(!reply.text.contains("<script>alert"))
                }
            }
            let status = try await county.client.post(
                "/disclosure/requests/status", [("token", token), ("step", "look"), ("number", hostile), ("code", hostile)])
            #expect(status.status == 422 && !status.text.contains("<script>alert"))
        }
    }

    @Test("Public documents are offered before somebody asks, and while typing")
    func suggestions() async throws {
        try await SmallCounty.with { county in
            let token = try await Self.token(county)
            let changes = ["description": "我想了解安置方案征求意见的情况", "go": "next"]
            let page = try await county.client.post(Self.path, Self.fields(token, "information", changes))
            #expect(page.text.contains("<h1>您要的可能已经公开</h1>") && page.text.contains("安置方案征求意见"))
            let next = try await county.client.post(Self.path, Self.fields(token, "similar", changes))
            #expect(next.text.contains("<h1>您希望怎样拿到信息？</h1>"))
            let typed = try await county.client.post(
                Self.path, [("step", "suggest"), ("token", token), ("description", "安置方案征求意见")])
            #expect(typed.text.contains("安置方案征求意见") && typed.headers[.cacheControl] == "no-store")
            let strange = try await county.client.post(Self.path, [("step", "suggest"), ("token", "x"), ("description", "安置方案")])
            #expect(strange.status == 429)
        }
    }

    @Test("Number and code show every step, and nothing of who asked; a wrong code says the same as a wrong number")
    func status() async throws {
        try await SmallCounty.with { county in
            let token = try await Self.token(county)
            Self.wait(county)
            let receipt = try Self.receipt(try await Self.send(county, token))
            func look(_ number: String, _ code: String) async throws -> PortalClient.Reply {
                try await county.client.post(
                    "/disclosure/requests/status", [("token", token), ("step", "look"), ("number", number), ("code", code)])
            }
            let seen = try await look(receipt.number.lowercased(), receipt.code.uppercased())
            #expect(seen.status == 200 && seen.text.contains("提交") && seen.text.contains("明川县自然资源局"))
            for secret in ["陈示例", "11010519491231002X", "13800000000", "chen@example.org"] { #expect(!seen.text.contains(secret)) }
            func answer(_ reply: PortalClient.Reply) -> String {
                reply.text.replacing(/name="(token|number)"[^>]*/, with: "").replacing(/id="number"[^>]*/, with: "")
            }
            let wrongCode = try await look(receipt.number, "aaaa-aaaa-aaaa-aaaa")
            let wrongNumber = try await look("SQ2026-99999", receipt.code)
            #expect(wrongCode.status == 422 && wrongNumber.status == 422 && answer(wrongCode) == answer(wrongNumber))
        }
    }

    @Test("What was asked back is handed in on the page, once, and the period begins anew")
    func clarify() async throws {
        try await SmallCounty.with { county in
            let token = try await Self.token(county)
            Self.wait(county)
            let receipt = try Self.receipt(try await Self.send(county, token))
            let today = county.installation.now().day
            let unit = OrganisationUnit.ID(try await county.identity("SELECT unit_id AS n FROM request"))
            let clerk = Staff(
                account: Account.ID(77), name: "李芳", posts: [Post(id: Post.ID(1), unit: unit, role: .editor, name: "编辑")])
            let id = DisclosureRequest.ID(try await county.identity("SELECT id AS n FROM request"))
            let recording = RecordRequest(county.installation, county: county.county)
            try await recording.run(id, version: nil, RequestFact(.confirmed, on: today), by: clerk)
            try await recording.run(id, version: nil, RequestFact(.clarificationAsked, on: today, workingDays: 5), by: clerk)
            func post(_ step: String, _ text: String) async throws -> PortalClient.Reply {
                try await county.client.post(
                    "/disclosure/requests/status",
                    [("token", token), ("step", step), ("number", receipt.number), ("code", receipt.code), ("clarification", text)])
            }
            let page = try await post("look", "")
            #expect(page.text.contains("待补正") && page.text.contains("<dd>您</dd>") && page.text.contains("id=\"clarification\""))
            let empty = try await post("clarify", " ")
            #expect(empty.status == 422 && empty.text.contains("<a href=\"#clarification\">请填写补正的内容</a>"))
            let long = try await post("clarify", String(repeating: "长", count: 2001))
            #expect(long.status == 422 && long.text.contains("最多 2000 个字，现在有 2001 个"))
            let done = try await post("clarify", "是 2025 年的 <材料>")
            #expect(done.status == 200 && done.text.contains("已经收到您的补正") && done.text.contains("已补正"))
            #expect(done.text.contains("2026年4月20日") && done.text.contains("还有 20 个工作日"))
            #expect(try await post("clarify", "再补").status == 422)
        }
    }

    @Test("An applicant withdraws, after saying so twice")
    func withdraw() async throws {
        try await SmallCounty.with { county in
            let token = try await Self.token(county)
            Self.wait(county)
            let receipt = try Self.receipt(try await Self.send(county, token))
            let fields = [("token", token), ("step", "withdraw"), ("number", receipt.number), ("code", receipt.code)]
            let unsure = try await county.client.post("/disclosure/requests/status", fields)
            #expect(unsure.status == 422 && unsure.text.contains("请先勾选"))
            let done = try await county.client.post("/disclosure/requests/status", fields + [("sure", "1")])
            #expect(done.status == 200 && done.text.contains("申请已经撤回") && done.text.contains("已撤回"))
            let again = try await county.client.post("/disclosure/requests/status", fields + [("sure", "1")])
            #expect(again.status == 422)
            let clarified = try await county.client.post(
                "/disclosure/requests/status",
                [("token", token), ("step", "clarify"), ("number", receipt.number), ("code", receipt.code), ("clarification", "补充")])
            #expect(clarified.status == 422)
        }
    }

    @Test("A request that was passed on leads to the new case, and only who has the code of the old one sees how")
    func passedOn() async throws {
        try await SmallCounty.with { county in
            let token = try await Self.token(county)
            Self.wait(county)
            let receipt = try Self.receipt(try await Self.send(county, token))
            func look(_ number: String, _ code: String) async throws -> PortalClient.Reply {
                try await county.client.post(
                    "/disclosure/requests/status", [("token", token), ("step", "look"), ("number", number), ("code", code)])
            }
            #expect(try await !look(receipt.number, receipt.code).text.contains("在新的编号下继续办理"))
            let unit = OrganisationUnit.ID(try await county.identity("SELECT unit_id AS n FROM request"))
            let clerk = Staff(account: Account.ID(77), name: "李芳", posts: [Post(id: Post.ID(1), unit: unit, role: .editor, name: "编辑")])
            _ = try await MoveRequest(county.installation, county: county.county).transfer(
                DisclosureRequest.ID(try await county.identity("SELECT id AS n FROM request")),
                to: OrganisationUnit.ID(try await county.identity("SELECT id AS n FROM unit WHERE code = 'zf'")), version: nil,
                reason: "由县政府制作", by: clerk)
            let old = try await look(receipt.number, receipt.code)
            #expect(old.status == 200 && old.headers[.cacheControl] == "no-store" && old.text.contains("查看 SQ2026-00002 的办理进度"))
            let code = String(try #require(old.text.firstMatch(of: /value="SQ2026-00002"><input[^>]*name="code" value="([^"]+)"/)?.1))
            #expect(code != receipt.code)
            let new = try await look("SQ2026-00002", code)
            #expect(new.status == 200 && new.text.contains("明川县人民政府") && new.text.contains("待确认"))
            #expect(try await !look(receipt.number, "aaaa-aaaa-aaaa-aaaa").text.contains("SQ2026-00002"))
        }
    }

    @Test("Attempts at codes, requests and suggestions are limited; from one address sooner than from all")
    func limits() {
        let guardian = VisitorGuard(formsPerMinute: 30)
        let now = Instant(milliseconds: 1_773_972_000_000)
        #expect((0..<31).map { _ in guardian.allowsLook(from: "203.0.113.1", now: now) }.lastIndex(of: true) == 29)
        #expect((0..<40).count { _ in guardian.allowsLook(from: nil, now: now) } == 30)
        #expect((0..<40).count { _ in guardian.allowsForm(now: now) } == 30)
        #expect((0..<300).count { _ in guardian.allowsSuggestion(now: now) } == 240)
        let later = Instant(milliseconds: now.milliseconds + 600_000)
        #expect(guardian.allowsLook(from: "203.0.113.1", now: later))
        func isSuspicious(_ guardian: VisitorGuard, age: Int64 = 60_000, trap: String = "", address: String? = nil) -> Bool {
            guardian.isSuspicious(age: age, trap: trap, address: address, now: now)
        }
        let calm = VisitorGuard(formsPerMinute: 400)
        #expect(!isSuspicious(calm) && isSuspicious(calm, age: 1000) && isSuspicious(calm, trap: "x"))
        #expect((0..<5).map { _ in isSuspicious(calm, address: "203.0.113.2") } == [false, false, false, true, true])
        #expect((0..<9).map { _ in isSuspicious(guardian) }.firstIndex(of: true) == 7)
    }
}
