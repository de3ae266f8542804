import Domain
import HTTPTypes
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("Obligations in the workbench") struct ObligationPageTests {
    /// A catalogue with a monthly item and one about decisions, two months of it raised.
    private func prepare(_ place: WorkPlace) async throws {
        func item(_ row: Int, _ name: String, _ limit: String) -> CatalogueReading.Item {
            CatalogueReading.Item(
                sheet: nil, row: row,
                entry: CatalogueEntry(
                    domain: "征地补偿", levels: ["征收", name], timeLimit: TimeLimitReader.read(limit).limit, subjects: ["明川县自然资源局"]))
        }
        let outcome = try await DraftCatalogue(place.installation).run(
            DraftCatalogue.Source(
                level: .county, title: "目录", items: [item(3, "补偿进度", "每月公开一次"), item(4, "行政处罚决定", "信息形成或者变更之日起20个工作日内")], notes: []),
            county: place.county, actor: "test")
        _ = try await AdoptCatalogue(place.installation).run(
            outcome.version.id, effective: try #require(Day(text: "2026-01-01")), county: place.county, actor: "test")
        _ = try await RaiseObligations(place.installation).run(county: place.county.id, since: Day(text: "2026-02-01"), actor: "test")
    }

    private func overdue(_ place: WorkPlace) async throws -> Obligation {
        let site = place.county.id
        let lines = try await place.installation.store.read {
            try ObligationQueries($0, site: site).lines(ObligationQueries.Filter(), limit: 1)
        }
        return try #require(lines.first).obligation
    }

    private func item(_ name: String, _ place: WorkPlace) async throws -> CatalogueItem.ID {
        let site = place.county.id
        let found = try await place.installation.store.read { transaction in
            let catalogue = CatalogueRegister(transaction, site: site)
            return try catalogue.inForce(.county).flatMap { try catalogue.items(of: $0.id).first { $0.entry.name == name }?.id }
        }
        return try #require(found)
    }

    @Test("Today shows a clerk the unit's overdue work with a button to begin, and the office every unit")
    func today() async throws {
        try await WorkPlace.with { place in
            try await prepare(place)
            try await place.add()
            try await place.add("office", name: "赵办", roles: [.disclosureOffice])
            let clerk = try await place.client().get("/work").text
            #expect(clerk.contains("2026年3月20日（周五），工作日。明川县自然资源局的公开任务") && clerk.contains("已逾期（1）"))
            #expect(clerk.contains("征收 › 补偿进度") && clerk.contains("已逾期 15 个工作日") && clerk.contains("开始起草"))
            let office = try await place.client("office").get("/work").text
            #expect(office.contains("全县的公开任务") && office.contains("各单位") && !office.contains("开始起草"))
        }
    }

    @Test("A recorded decision is due by the shorter statute, and the page says how that was counted")
    func event() async throws {
        try await WorkPlace.with { place in
            try await prepare(place)
            try await place.add()
            let client = try await place.client()
            let (unit, item) = (try await place.unit(), try await item("行政处罚决定", place))
            let form = try await client.get("/work/events/new?unit=\(unit)&item=\(item)").text
            #expect(form.contains("征收 › 行政处罚决定") && form.contains("信息形成或者变更之日起20个工作日内"))
            let fields = [("unit", "\(unit)"), ("item", "\(item)"), ("happening", "decided"), ("what", "川自然资罚〔2026〕3号")]
            let wrong = try await client.post("/work/events", fields + [("day", "2026-03-21")])
            #expect(wrong.status == 422 && wrong.text.contains("日期不能晚于今天") && wrong.text.contains("川自然资罚〔2026〕3号"))
            let right = try await client.post("/work/events", fields + [("day", "2026-03-20")])
            #expect(right.status == 303)
            let page = try await client.get(right.headers[.location] ?? "").text
            #expect(page.contains("2026年3月31日（周二）") && page.contains("还有 7 个工作日") && page.contains("国办发〔2018〕118号"))
            #expect(page.contains("第7个工作日是3月31日（周二）。") && page.contains("王明（editor）"))
        }
    }

    @Test("Nobody records an event for another unit")
    func otherUnit() async throws {
        try await WorkPlace.with { place in
            try await prepare(place)
            try await place.add()
            let (other, item) = (try await place.unit("zf"), try await item("行政处罚决定", place))
            let reply = try await place.client().post(
                "/work/events",
                [("unit", "\(other)"), ("item", "\(item)"), ("happening", "decided"), ("what", "x"), ("day", "2026-03-20")])
            #expect(reply.status == 403)
        }
    }

    @Test("A leader waives with a reason; without one the page says so and keeps the obligation open")
    func waive() async throws {
        try await WorkPlace.with { place in
            try await prepare(place)
            try await place.add("lifang", name: "李芳", roles: [.signer])
            let client = try await place.client("lifang")
            let obligation = try await overdue(place)
            let address = "/work/obligations/\(obligation.id)"
            let empty = try await client.post("\(address)/waiver", [("reason", " "), ("version", "1")])
            #expect(empty.status == 422 && empty.text.contains("请写明免予公开的理由"))
            let stale = try await client.post("\(address)/waiver", [("reason", "本月没有"), ("version", "9")])
            #expect(stale.status == 409)
            let done = try await client.post("\(address)/waiver", [("reason", "本月没有征收项目"), ("version", "1")])
            #expect(done.status == 303)
            let page = try await client.get(address).text
            #expect(page.contains("免予公开") && page.contains("本月没有征收项目（李芳（signer），2026-03-20 10:00）"))
        }
    }

    @Test("The list keeps its filters in the address and refuses what it does not know")
    func filters() async throws {
        try await WorkPlace.with { place in
            try await prepare(place)
            try await place.add()
            let client = try await place.client()
            let overdue = try await client.get("/work/obligations?due=overdue").text
            #expect(overdue.contains("2026年2月") && !overdue.contains("2026年3月</span>") && overdue.contains("共 1 项"))
            let empty = try await client.get("/work/obligations?domain=01").text
            #expect(empty.contains("没有符合条件的公开任务"))
            for query in ["?due=never", "?state=gone", "?unit=zf", "?after=x"] {
                let reply = try await client.get("/work/obligations\(query)")
                #expect(reply.status == 400, "\(query)")
            }
        }
    }

    @Test("A calendar's address opens the feed without signing in, until it is closed")
    func calendar() async throws {
        try await WorkPlace.with { place in
            try await prepare(place)
            try await place.add()
            let client = try await place.client()
            let opened = try await client.post("/work/account/calendar").text
            let match = try #require(opened.firstMatch(of: /http:\/\/www\.mingchuan\.example(\/work\/calendar\/[0-9a-f]{32}\.ics)/))
            let stranger = WorkClient(place.portal)
            let feed = try await stranger.get(String(match.1))
            #expect(feed.status == 200 && feed.headers[.contentType] == "text/calendar; charset=utf-8")
            #expect(feed.text.contains("DTSTART;VALUE=DATE:20260331") && feed.text.contains("DTSTART;VALUE=DATE:20260228"))
            #expect(feed.headers[.cacheControl] == "no-store" && !feed.text.contains("王明"))
            let again = try await client.get("/work/account/reminders").text
            #expect(!again.contains(".ics"))
            _ = try await client.post("/work/account/calendar/removal")
            let closed = try await stranger.get(String(match.1))
            let guessed = try await stranger.get("/work/calendar/00000000000000000000000000000000.ics")
            #expect(closed.status == 404 && guessed.status == 404)
        }
    }

    @Test("Reminder settings are kept; an hour that is none is refused")
    func reminders() async throws {
        try await WorkPlace.with { place in
            let added = try await place.add()
            let client = try await place.client()
            let saved = try await client.post(
                "/work/account/reminders", [("on", "1"), ("digest", "10"), ("quiet-from", "22"), ("quiet-until", "6")])
            #expect(saved.status == 303)
            let (site, account) = (place.county.id, added.account.id)
            let setting = try await place.installation.store.read { try ReminderRegister($0, site: site).setting(of: account) }
            #expect(setting == ReminderSetting(isOff: false, digestHour: 10, quietFrom: 22, quietUntil: 6, warnsOverdue: false))
            let wrong = try await client.post("/work/account/reminders", [("digest", "24"), ("quiet-from", "22"), ("quiet-until", "6")])
            #expect(wrong.status == 400)
        }
    }
}
