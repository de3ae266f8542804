import Testing

@testable import Domain

@Suite("What an inspection reads off a site: dates, addresses, robots.txt") struct InspectionReadingTests {
    static func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    @Test(
        "A date in a list is read in every form that lists have",
        arguments: [
            "2026-03-20", "[2026-03-20]", "（2026/3/20）", "2026.03.20", "2026年3月20日", "２０２６－０３－２０", "2026-03-20 14:32",
            "2026-03-20T14:32:05",
            " 2026-3-20 ",
        ])
    func wholeDates(_ text: String) throws {
        #expect(DateText.whole(text) == .day(try Self.day("2026-03-20")))
    }

    @Test("What is less than a date is told apart from one, and from other numbers")
    func parts() {
        #expect(DateText.whole("03-20") == .dayOfYear(month: 3, day: 20))
        #expect(DateText.whole("3月20日") == .dayOfYear(month: 3, day: 20))
        #expect(DateText.whole("2026-03") == .month(year: 2026, month: 3))
        #expect(DateText.whole("20") == .number(20))
        for text in ["1/20", "2026-13-01", "3.1.2", "0795-8819792", "首页", "", "2026-03-20 的通知", "123"] {
            #expect(DateText.whole(text) == nil, "\(text)")
        }
    }

    @Test("Dates in running text are found; the date of the visit and telephone numbers are none")
    func running() throws {
        #expect(DateText.days(in: "发布时间：2026-03-20 14:32 来源：县政府办") == [try Self.day("2026-03-20")])
        #expect(DateText.days(in: "二〇二六年三月二十日印发") == [try Self.day("2026-03-20")])
        #expect(DateText.days(in: "今天是2026年3月20日") == [])
        #expect(DateText.days(in: "2026年3月20日 星期五") == [])
        #expect(DateText.days(in: "电话 0900-5550100，编号 12026-03-201") == [])
    }

    @Test(
        "A link leads inside, outside or nowhere",
        arguments: [
            ("a.html", "/zw/a.html"), ("../x/./b.html#top", "/x/b.html"), ("/", "/"), ("../../../..", "/"),
            ("?page=2", "/zw/index.html?page=2"),
            ("http://www.example.gov.cn/c", "/c"), ("//WWW.example.gov.cn", "/"), ("通知.html", "/zw/%E9%80%9A%E7%9F%A5.html"),
            (" d.html ", "/zw/d.html"), ("https://www.example.gov.cn?q=1", "/?q=1"),
        ])
    func inside(_ reference: String, _ expected: String) {
        let address = SiteAddress.resolve(reference, on: "/zw/index.html", hosts: ["www.example.gov.cn"])
        #expect(address == .inside(expected))
    }

    @Test(
        "Another host is outside whatever its name looks like",
        arguments: [
            "http://example.gov.cn/", "//evil.example", "http://www.example.gov.cn.evil.example/", "http://www.example.gov.cn:8080/",
        ])
    func outside(_ reference: String) {
        guard case .outside = SiteAddress.resolve(reference, on: "/", hosts: ["www.example.gov.cn"]) else {
            Issue.record("\(reference) is not outside")
            return
        }
    }

    @Test(
        "What is no page leads nowhere",
        arguments: ["", "#top", "javascript:void(0)", "mailto:a@b.cn", "tel:110", "data:x", "http://u@www.example.gov.cn/"])
    func nowhere(_ reference: String) {
        #expect(SiteAddress.resolve(reference, on: "/", hosts: ["www.example.gov.cn"]) == .none)
    }

    @Test("The longest pattern of robots.txt decides, our own group before the one for all")
    func robots() {
        let text =
            "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Mingtang # we\nAllow: /a/open\nDisallow: /a/\nDisallow: /*.do$\nCrawl-delay: 3\n"
        let rules = RobotsRules(Array(text.utf8), agent: "mingtang")
        #expect(rules.allows("/") && rules.allows("/a/open/1") && rules.allows("/x.do?y"))
        #expect(!rules.allows("/a/") && !rules.allows("/a/secret") && !rules.allows("/q/x.do"))
        #expect(rules.delay == 3)
        #expect(!RobotsRules(Array(text.utf8), agent: "somebody").allows("/b"))
        #expect(RobotsRules(Array("User-agent: *\nDisallow:\n".utf8), agent: "mingtang").allows("/b"))
        #expect(RobotsRules.none.allows("/b"))
    }

    @Test("A visit goes breadth first and stops at its limits; what robots.txt closes is not visited")
    func plan() {
        var limits = VisitPlan.Limits()
        (limits.pages, limits.depth) = (3, 1)
        var plan = VisitPlan(from: "/", limits: limits, robots: RobotsRules(Array("User-agent: *\nDisallow: /no".utf8), agent: "mingtang"))
        let first = plan.step(after: 0)
        #expect(first.stop == VisitPlan.Stop(address: "/", depth: 0))
        plan.found(["/a", "/no", "/file.pdf", "/a", "/b", "/c"], on: VisitPlan.Stop(address: "/", depth: 0))
        #expect(plan.step(after: 1).stop?.address == "/a")
        plan.found(["/deep"], on: VisitPlan.Stop(address: "/a", depth: 1))
        #expect(plan.step(after: 1).stop?.address == "/b")
        #expect(plan.step(after: 1).end == .pages)
        #expect(plan.closed == ["/no"])
        #expect(plan.tooDeep == 1)
        #expect(plan.step(after: 1).stop == nil)
    }
}
