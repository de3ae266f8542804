import Domain
import Foundation
import HTTPTypes
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("Subscribing on the portal")
struct SubscriptionPageTests {
    private func served(_ settings: Portal.Settings = Portal.Settings(origin: "https://www.mingchuan.example", sendsMail: true))
        async throws -> (SmallCounty, PortalClient)
    {
        var found: (SmallCounty, PortalClient)?
        try await SmallCounty.with { place in
            let portal = try await Portal(place.installation, settings: settings, log: place.installation.log)
            found = (place, PortalClient(portal: portal))
        }
        return try #require(found)
    }

    private func token(_ client: PortalClient) async throws -> String {
        let page = try await client.get("/subscribe").text
        let match = try #require(page.firstMatch(of: /name="token" value="([^"]+)"/))
        return String(match.1)
    }

    private func form(_ token: String, _ more: [(String, String)]) -> [(String, String)] { [("token", token)] + more }

    @Test("Without a mail server the page offers feeds only, says so, and takes no form")
    func feedsOnly() async throws {
        let (_, client) = try await served(Portal.Settings())
        let page = try await client.get("/subscribe?unit=zrzy")
        #expect(page.text.contains("没有开通邮件订阅") && page.text.contains("/units/zrzy/feed.atom") && !page.text.contains("name=\"email\""))
        #expect(try await client.post("/subscribe", [("email", "a@example.com")]).status == 400)
    }

    @Test("A known address and a new one get the same answer, and a program is asked a question")
    func noProbing() async throws {
        let (place, client) = try await served()
        for _ in 0..<2 {
            let token = try await token(client)
            let fields = form(token, [("everything", "1"), ("email", "reader@example.com"), ("rhythm", "daily")])
            let asked = try await client.post("/subscribe", fields)
            // Sent at once: that was no hand.
            #expect(asked.status == 422 && asked.text.contains("请回答问题"))
            let answered = try await client.post("/subscribe", fields + [("answer", HumanAnswer.to(asked.text))])
            #expect(answered.status == 303 && answered.headers[.location] == "/subscribe/sent")
        }
        #expect(try await place.identity("SELECT COUNT(*) AS n FROM subscription_wish") == 2)
        #expect(try await place.identity("SELECT COUNT(*) AS n FROM outbox WHERE recipient <> ''") == 0)
    }

    @Test("What is missing or wrong is said at its field, and nothing is kept")
    func wrong() async throws {
        let (place, client) = try await served()
        let token = try await token(client)
        for (fields, words) in [
            ([("email", "reader@example.com"), ("rhythm", "daily")], "请至少选择一项订阅内容"),
            ([("everything", "1"), ("email", "reader"), ("rhythm", "daily")], "电子邮箱的格式不对"),
            ([("everything", "1"), ("email", "a@b.c\r\nBcc: x@y.z"), ("rhythm", "daily")], "电子邮箱的格式不对"),
            ([("everything", "1"), ("email", ""), ("rhythm", "daily")], "请填写电子邮箱"),
            ([("unit", "none"), ("email", "a@example.com"), ("rhythm", "daily")], "不存在"),
            ([("everything", "1"), ("email", "a@example.com"), ("rhythm", "hourly")], "请选择多久一次"),
        ] {
            let reply = try await client.post("/subscribe", form(token, fields))
            #expect(reply.status == 422 && reply.text.contains(words), "\(words)")
        }
        let old = try await client.post(
            "/subscribe", form("1.2.3", [("everything", "1"), ("email", "a@example.com"), ("rhythm", "daily")]))
        #expect(old.status == 422)
        #expect(try await place.identity("SELECT COUNT(*) AS n FROM subscription_wish") == 0)
    }

    @Test("One request of a mail program ends a subscription, without redirect and without a form token")
    func oneClick() async throws {
        let (place, client) = try await served()
        let ask = AskSubscription(place.installation, county: place.county)
        try await ask.run("reader@example.com", [.everything], .daily, origin: "https://www.mingchuan.example")
        let body = try await place.installation.store.read { transaction in
            try transaction.first("SELECT body FROM outbox WHERE owner_id IS NOT NULL") { row -> String in try row["body"] }
        }
        let link = try #require(body?.firstMatch(of: /confirmation\/([0-9a-f]+)/))
        let page = try await client.get("/subscribe/confirmation/\(link.1)")
        #expect(page.status == 200 && page.headers[.cacheControl] == "no-store" && page.text.contains("全部新公开的文件"))
        #expect(try await place.identity("SELECT COUNT(*) AS n FROM subscriber") == 0, "opening the link confirms nothing")
        let confirmed = try await client.post("/subscribe/confirmation/\(link.1)", [])
        let own = try #require(confirmed.headers[.location])
        #expect(confirmed.status == 303 && own.hasPrefix("/subscriptions/"))
        #expect(try await client.get(own).text.contains("全部退订"))
        #expect(try await client.post("/subscriptions/1.0123456789abcdef", [("List-Unsubscribe", "One-Click")]).status == 200)
        #expect(try await place.identity("SELECT COUNT(*) AS n FROM subscriber") == 1)
        let ended = try await client.post(own, [("List-Unsubscribe", "One-Click")])
        #expect(ended.status == 200 && ended.text.contains("没有订阅"))
        #expect(try await place.identity("SELECT COUNT(*) AS n FROM subscriber") == 0)
        #expect(try await client.get("/subscribe/confirmation/\(link.1)").status == 404)
    }

    @Test("Items and groups have feeds of their own")
    func feeds() async throws {
        try await SmallCounty.with { place in
            let office = Staff(
                account: Account.ID(1), name: "周平",
                posts: [Post(id: Post.ID(1), unit: OrganisationUnit.ID(1), role: .disclosureOffice, name: "政务公开办")])
            let item = try await place.identity("SELECT item_id AS n FROM disclosure WHERE item_id IS NOT NULL")
            let act = SetTargets(place.installation, county: place.county.id)
            try await act.add(TargetGroup(code: "farmers", kind: .people, name: "被征地农民"), by: office)
            try await act.set(["farmers"], of: CatalogueItem.ID(item), by: office)
            for path in ["/items/\(item)/feed.atom", "/groups/farmers/feed.atom", "/groups/farmers"] {
                let reply = try await place.client.get(path)
                #expect(reply.status == 200 && reply.text.contains("征地公告") && !reply.text.contains("政府工作报告"), "\(path)")
            }
            #expect(try await place.client.get("/groups/none/feed.atom").status == 404)
        }
    }
}

/// What a person would answer to the plain question on a page.
enum HumanAnswer {
    static func to(_ page: String) -> String {
        guard let match = page.firstMatch(of: /请填写“([^”]+)”的第(.)个字/),
            let place = ["一", "二", "三", "四"].firstIndex(of: String(match.2))
        else { return "" }
        return String(Array(match.1)[place])
    }
}
