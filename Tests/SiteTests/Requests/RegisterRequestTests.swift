import Domain
import Foundation
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("Registering requests in the workbench") struct RegisterRequestTests {
    /// A form that states all it must.
    static func form(_ channel: RequestChannel, _ more: [(String, String)] = []) -> [(String, String)] {
        let usual = [
            ("act", "register"), ("channel", channel.rawValue), ("unit", "zrzy"), ("kind", "person"), ("name", "测试乙"),
            ("document", "passport"), ("documentNumber", "E87654321"), ("phone", "13900000001"), ("address", "明川县测试路2号"),
            ("description", "\(channel.name)来的补偿方案"), ("carrier", "paper"), ("delivery", "post"),
        ]
        return usual.filter { field in !more.contains { $0.0 == field.0 } } + more
    }

    private func newest(_ place: ReplyPlace) async throws -> RequestQueries.Line {
        let site = place.place.county.id
        let lines = try await place.place.installation.store.read {
            try RequestQueries($0, site: site).lines(RequestQueries.Filter(), order: .newest, limit: 1)
        }
        return try #require(lines.first)
    }

    @Test(
        "Each channel has its own day of receipt: what is recorded with the form decides whether the period runs",
        arguments: [
            (RequestChannel.counter, [("submitted", "2026-03-18")], RequestState.accepted, "2026-03-18" as String?),
            (.signedPost, [("submitted", "2026-03-16"), ("received", "2026-03-18")], .accepted, "2026-03-18"),
            (.plainPost, [("received", "2026-03-18"), ("confirmed", "2026-03-18")], .accepted, "2026-03-18"),
            (.fax, [("received", "2026-03-18")], .awaitingConfirmation, nil),
            (.email, [("received", "2026-03-18"), ("confirmed", "2026-03-19")], .accepted, "2026-03-19"),
            (.internet, [("submitted", "2026-03-18")], .awaitingConfirmation, nil),
        ])
    func channels(_ channel: RequestChannel, _ days: [(String, String)], _ state: RequestState, _ received: String?) async throws {
        try await ReplyPlace.with { place in
            let client = try await place.client("wangming")
            let reply = try await client.post("/work/requests", Self.form(channel, days))
            #expect(reply.status == 201 && reply.text.contains("政府信息公开申请登记回执"))
            let line = try await newest(place)
            #expect(line.state == state && line.received?.description == received)
            #expect(reply.text.contains(line.request.number))
            let page = try await client.get("/work/requests/\(line.request.id)").text
            #expect(page.contains("下一步") && page.contains(channel.name) && page.contains(state.name))
            if received != nil { #expect(page.contains("怎么算的") && page.contains("个工作日")) }
        }
    }

    @Test("At the counter today is the day when nothing else is said")
    func today() async throws {
        try await ReplyPlace.with { place in
            let reply = try await place.client("gongkai").post("/work/requests", Self.form(.counter))
            #expect(reply.status == 201)
            #expect(try await newest(place).received?.description == "2026-03-20")
        }
    }

    @Test("What is wrong stands at its field; what was typed is kept, and none of it is markup")
    func wrong() async throws {
        try await ReplyPlace.with { place in
            let client = try await place.client("wangming")
            let script = "\"><script>alert(1)</script>"
            let names = [
                "name", "documentNumber", "representative", "contactPerson", "phone", "email", "address", "postcode", "description",
                "number",
                "features", "note", "token", "unit", "document", "carrier", "delivery", "channel", "kind", "submitted", "received",
                "confirmed", "misdirected", "oral", "duplicate",
            ]
            for name in names {
                let reply = try await client.post(
                    "/work/requests", Self.form(.counter, [(name, script), ("duplicate", "1")]))
                #expect(!reply.text.contains("<script>alert"), "\(name)")
                #expect([201, 422].contains(reply.status), "\(name): \(reply.status)")
            }
            let all = try await client.post("/work/requests", names.map { ($0, script) } + [("act", "register")])
            #expect(all.status == 422 && !all.text.contains("<script>alert") && all.text.contains("&lt;script&gt;"))
            let phone = try await client.post("/work/requests", Self.form(.counter, [("phone", "abc")]))
            #expect(phone.status == 422 && phone.text.contains("href=\"#phone\"") && phone.text.contains("value=\"abc\""))
            let future = try await client.post("/work/requests", Self.form(.counter, [("submitted", "2026-03-21")]))
            #expect(future.status == 422 && future.text.contains("不能晚于今天"))
            let undecided = try await client.post("/work/requests", [("act", "register"), ("description", "补偿方案")])
            #expect(undecided.text.contains("请选择申请方式") && undecided.text.contains("请选择申请人类型"))
        }
    }

    @Test("The same applicant asking for the same again is pointed at, and registered when somebody says so")
    func duplicates() async throws {
        try await ReplyPlace.with { place in
            let client = try await place.client("wangming")
            _ = try await client.post("/work/requests", Self.form(.counter))
            let first = try await newest(place).request
            let again = try await client.post("/work/requests", Self.form(.counter))
            #expect(again.status == 422 && again.text.contains(first.number) && again.text.contains("仍然登记"))
            let ticked = try await client.post("/work/requests", Self.form(.counter, [("duplicate", "1")]))
            #expect(ticked.status == 201)
            let page = try await client.get("/work/requests/\(first.id)").text
            let second = try await newest(place).request.number
            #expect(page.contains("同一申请人一年内") && page.contains(second))
        }
    }

    @Test("A form that was sent twice is one request")
    func sentTwice() async throws {
        try await ReplyPlace.with { place in
            let client = try await place.client("wangming")
            let fields = Self.form(.counter, [("token", "123")])
            let replies = [try await client.post("/work/requests", fields), try await client.post("/work/requests", fields)]
            #expect(replies.map(\.status) == [201, 201])
            let site = place.place.county.id
            let count = try await place.place.installation.store.read { try RequestQueries($0, site: site).count(RequestQueries.Filter()) }
            #expect(count == 1)
        }
    }

    @Test("Nobody registers for a unit that is not theirs; the office may for all")
    func otherUnit() async throws {
        try await ReplyPlace.with { place in
            let other = Self.form(.counter, [("unit", "zf")])
            let refused = try await place.client("wangming").post("/work/requests", other)
            let taken = try await place.client("gongkai").post("/work/requests", other)
            #expect(refused.status == 403 && taken.status == 201)
        }
    }

    // MARK: Table

    static func upload(_ client: WorkClient, _ path: String, _ fields: [(String, String)], _ name: String, _ content: String) async throws
        -> PortalClient.Reply
    {
        let parts = fields.map { "--B\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }.joined()
        let body = parts + "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n\(content)\r\n--B--\r\n"
        return try await client.send(body: body, contentType: "multipart/form-data; boundary=B", to: "\(path)?csrf=\(client.csrf)")
    }

    @Test("A table is previewed with every problem by row and column, and registered whole or not at all")
    func table() async throws {
        try await ReplyPlace.with { place in
            let client = try await place.client("wangming")
            let head = "申请方式,申请人类型,申请人,身份证明,证件号码,联系电话,申请内容,受理单位,提交日期,星座"
            let right = "当面提交,自然人,测试丙,护照,E11111111,13900000002,补偿标准,明川县自然资源局,2026-03-18,"
            let wrong = "飞鸽,自然人,测试丁,护照,E11111112,abc,<script>alert(1)</script>,明川县自然资源局,2026-03-18,"
            let badPhone = "邮寄,商业企业,测试企业,,,abc,补偿标准,没有这个局,,"
            let bad = try await Self.upload(
                client, "/work/requests/import", [], "list.csv", [head, right, wrong, badPhone].joined(separator: "\n"))
            #expect(bad.status == 422 && bad.text.contains("其中 2 件有错误") && !bad.text.contains("<script>alert"))
            #expect(bad.text.contains("请选择申请方式") && bad.text.contains("联系电话应为") && bad.text.contains("没有用到的栏目：星座"))
            #expect(!bad.text.contains("E11111111") && !bad.text.contains("name=\"rows\""))
            let site = place.place.county.id
            func count() async throws -> Int {
                try await place.place.installation.store.read { try RequestQueries($0, site: site).count(RequestQueries.Filter()) }
            }
            #expect(try await count() == 0)
            let good = try await Self.upload(
                client, "/work/requests/import", [], "list.csv",
                [head, right, right.replacing("E11111111", with: "E11111113")].joined(separator: "\n"))
            #expect(good.status == 200 && good.text.contains("登记全部 2 件") && !good.text.contains("测试丙"))
            #expect(try await count() == 0)
            let start = try #require(good.text.range(of: "name=\"rows\" value=\"")).upperBound
            let payload = String(good.text[start...].prefix { $0 != "\"" }).replacing("&#43;", with: "+")
            let tampered = try await client.post("/work/requests/import", [("rows", String(payload.reversed()))])
            #expect(tampered.status == 400)
            let other = try await place.client("gongkai").post("/work/requests/import", [("rows", payload)])
            #expect(other.status == 400)
            let done = try await client.post("/work/requests/import", [("rows", payload)])
            #expect(done.status == 303)
            #expect(try await count() == 2)
        }
    }
}
