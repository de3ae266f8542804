import Testing

@testable import Domain

@Suite("Judging a government site") struct SiteInspectionTests {
    static let today = Day(serial: 20_532)  // 2026-03-20

    static func page(_ address: String, type: String? = nil, name: String = "", entries: [Day] = [], undated: Int = 0) -> InspectedPage {
        var tags = ["SiteName": "某县人民政府", "SiteDomain": "www.example.gov.cn", "SiteIDCode": "9999010001"]
        if let type { tags.merge(["ColumnName": name, "ColumnDescription": "说明", "ColumnKeywords": "词", "ColumnType": type]) { $1 } }
        return InspectedPage(
            address: address, title: name, tags: tags,
            entries: entries.map { InspectedPage.Entry(title: "一条信息的标题", day: ListedDate($0)) }, undated: undated,
            footer: Set(InspectedPage.FooterElement.allCases), features: Set(InspectedPage.Feature.allCases), textLength: 500)
    }

    static func home(entries: [Day] = [today], links: [String] = []) -> InspectedPage {
        var page = page("/index.html", type: "首页", name: "首页", entries: entries)
        page.links = links.map { InspectedPage.Link(target: $0, text: "链接") }
        return page
    }

    static func report(
        _ pages: [InspectedPage], home: InspectedPage? = home(), rules: InspectionRules = .released, asOf: Day = today
    ) -> InspectionReport {
        var inspection = SiteInspection(subject: "测试", source: .saved, rules: rules, asOf: asOf)
        if let home { inspection.add(home, isHome: true) }
        for page in pages { inspection.add(page, isHome: false) }
        for link in inspection.untried { inspection.tried(link.target, .opens) }
        return inspection.report()
    }

    static func column(_ number: Int, type: String, name: String, age: Int) -> InspectedPage {
        page("/c\(number)/index.html", type: type, name: name, entries: [today.adding(days: -age)])
    }

    @Test("The home page may be two weeks old, not a day more", arguments: [(14, false), (15, true)])
    func homePage(_ age: Int, _ isVetoed: Bool) {
        let report = Self.report([], home: Self.home(entries: [Self.today.adding(days: -age), Self.today.adding(days: -400)]))
        #expect(report.findings.contains { $0.rule == .homeNotUpdated } == isVetoed)
        if isVetoed {
            #expect(report.verdict == .vetoed)
            #expect(report.findings.first?.evidence.first?.day == Self.today.adding(days: -age))
        }
    }

    @Test("A home page without dates counts as old, unless a page behind it is fresh")
    func navigationHome() {
        let fresh = Self.column(1, type: "工作动态", name: "政务动态", age: 3)
        let home = Self.home(entries: [], links: ["/c1/"])
        #expect(!Self.report([fresh], home: home).findings.contains { $0.rule == .homeNotUpdated })
        #expect(Self.report([], home: home).findings.contains { $0.rule == .homeNotUpdated })
        #expect(
            Self.report([Self.column(1, type: "工作动态", name: "政务动态", age: 20)], home: home).findings.contains { $0.rule == .homeNotUpdated })
    }

    @Test(
        "A column's time depends on what it is for",
        arguments: [
            ("工作动态", "政务动态", 14, InspectionRule?.none), ("工作动态", "政务动态", 15, .newsColumn), ("其他", "通知公告", 181, nil),
            ("其他", "通知公告", 182, .noticeColumn), ("政策文件", "政策文件", 182, .policyColumn), ("其他", "办件统计", 91, .serviceFigures),
            ("政策解读", "政策解读", 300, nil), ("政策解读", "政策解读", 366, .otherColumn), ("机构职能", "机构职能", 2_000, nil), ("政策文件", "政府信息公开制度", 2_000, nil),
        ])
    func columnAge(_ type: String, _ name: String, _ age: Int, _ expected: InspectionRule?) {
        let columnRules: Set<InspectionRule> = [.newsColumn, .noticeColumn, .policyColumn, .serviceFigures, .replies, .otherColumn]
        let found = Self.report([Self.column(1, type: type, name: name, age: age)]).findings.filter { columnRules.contains($0.rule) }
        #expect(found.map(\.rule) == (expected.map { [$0] } ?? []))
    }

    @Test(
        "Five stale columns are a veto, four are not; a notice column counts only on the first level",
        arguments: [(4, 0, false), (5, 0, true), (3, 2, true)])
    func staleColumns(_ news: Int, _ notices: Int, _ isVetoed: Bool) {
        let columns =
            (0..<news).map { Self.column($0, type: "工作动态", name: "动态\($0)", age: 30) }
            + (news..<(news + notices)).map { Self.column($0, type: "其他", name: "公告\($0)", age: 300) }
        let linked = Self.report(columns, home: Self.home(links: (0..<9).map { "/c\($0)/" }))
        #expect(linked.findings.contains { $0.rule == .columnsNotUpdated } == isVetoed)
        let unlinked = Self.report(columns)
        #expect(unlinked.findings.contains { $0.rule == .columnsNotUpdated } == (news >= 5))
    }

    @Test("Ten columns long not updated are a veto, nine are not", arguments: [(9, false), (10, true)])
    func longStale(_ count: Int, _ isVetoed: Bool) {
        let report = Self.report((0..<count).map { Self.column($0, type: "政策解读", name: "解读\($0)", age: 800) })
        #expect(report.findings.contains { $0.rule == .columnsLongNotUpdated } == isVetoed)
    }

    @Test("Five empty columns are a veto, four are not; one that a script may fill in is not checked", arguments: [(4, false), (5, true)])
    func emptyColumns(_ count: Int, _ isVetoed: Bool) {
        var columns = (0..<count).map { number in
            var page = Self.page("/e\(number)/index.html", type: "政策解读", name: "栏目\(number)")
            (page.textLength, page.emptyWords) = (10, "暂无")
            return page
        }
        var scripted = Self.page("/s/index.html", type: "政策解读", name: "脚本栏目")
        (scripted.textLength, scripted.hasScripts) = (5, true)
        columns.append(scripted)
        let report = Self.report(columns)
        #expect(report.findings.contains { $0.rule == .emptyColumns } == isVetoed)
        #expect(report.findings.count { $0.rule == .emptyColumn } == count)
        #expect(report.unchecked.contains { $0.rule == .emptyColumn && $0.reason.contains("脚本栏目") })
    }

    @Test("The pages of one list are one column, and its newest entry counts")
    func pagedColumn() {
        let old = Self.page("/dt/index_2.html", type: "工作动态", name: "政务动态", entries: [Self.today.adding(days: -900)])
        let new = Self.page("/dt/index.html", type: "工作动态", name: "政务动态", entries: [Self.today])
        let report = Self.report([old, new])
        #expect(report.columnCount == 1)
        #expect(!report.findings.contains { $0.rule == .newsColumn })
    }

    @Test("A list without publication times counts as not updated")
    func undated() {
        let report = Self.report([Self.page("/tz/index.html", type: "其他", name: "通知公告", undated: 5)])
        #expect(report.findings.contains { $0.rule == .noticeColumn && $0.sentence.contains("视为不更新") })
    }

    @Test("A message is overdue after three months, and no longer counts after a year", arguments: [(90, 0), (91, 1), (365, 1), (366, 0)])
    func messages(_ age: Int, _ expected: Int) {
        var page = Self.page("/ly/index.html", type: "咨询投诉", name: "县长信箱", entries: [Self.today])
        page.messages = [
            InspectedPage.Message(title: "问路灯", day: ListedDate(Self.today.adding(days: -age)), isAnswered: false),
            InspectedPage.Message(title: "问公交", day: ListedDate(Self.today.adding(days: -200)), isAnswered: true),
        ]
        let found = Self.report([page]).findings.filter { $0.rule == .messagesUnanswered }
        #expect(found.reduce(0) { $0 + $1.count } == expected)
    }

    @Test("What lies after the day of the inspection was not there yet")
    func asOf() {
        let column = Self.page("/dt/index.html", type: "工作动态", name: "动态", entries: [Self.today, Self.today.adding(days: -100)])
        let before = Self.report([column], asOf: Self.today.adding(days: -50))
        #expect(before.findings.first { $0.rule == .newsColumn }?.evidence.first?.day == Self.today.adding(days: -100))
        #expect(!Self.report([column]).findings.contains { $0.rule == .newsColumn })
    }

    @Test("What was not seen is never passed")
    func neverPassed() {
        let report = Self.report([], home: nil)
        #expect(Set(report.passed).isDisjoint(with: report.unchecked.map(\.rule)))
        for rule in [
            InspectionRule.homeNotUpdated, .columnsNotUpdated, .emptyColumns, .messagesUnanswered, .noServices, .search, .ipv6,
            .seriousErrors, .deadLink,
        ] {
            #expect(report.unchecked.contains { $0.rule == rule }, "\(rule)")
        }
    }

    @Test("Points are capped by the rule and never fall below nought; below 60 is a failure; bonuses count above 80 only")
    func points() {
        var page = Self.page("/a.html")
        page.links = (0..<1_000).map { InspectedPage.Link(target: "/x\($0)", text: "链接") }
        var inspection = SiteInspection(subject: "测试", source: .saved, rules: .released, asOf: Self.today)
        inspection.add(Self.home(), isHome: true)
        inspection.add(page, isHome: false)
        for link in inspection.untried { inspection.tried(link.target, .dead("没有")) }
        let report = inspection.report()
        #expect(report.points(of: .deadLink) == Points(5))
        #expect(report.findings.first { $0.rule == .deadLink }?.evidence.count == InspectionFinding.mostEvidence)
        #expect(report.score == Points(95) + Points(4))
        var strict = InspectionRules.released
        strict.points[.deadLink] = InspectionRules.Terms(each: Points(1), most: Points(41))
        let failed = InspectionReport(
            subject: "", siteName: "", asOf: Self.today, rules: strict, pageCount: 1, columnCount: 0, findings: report.findings,
            unchecked: [],
            unreadable: [])
        #expect(failed.verdict == .below)
        #expect(failed.score == Points(59))
        #expect(Points(hundredths: 10).description == "0.1" && Points(hundredths: -205).description == "-2.05")
    }

    @Test("A rule that does not apply is neither found nor unchecked")
    func excluded() {
        var home = Self.home()
        home.features.remove(.services)
        var rules = InspectionRules.released
        #expect(Self.report([], home: home).findings.contains { $0.rule == .noServices })
        rules.excluded = [.noServices]
        let report = Self.report([], home: home, rules: rules)
        #expect(!report.findings.contains { $0.rule == .noServices } && !report.passed.contains(.noServices))
    }

    @Test("The rules of the day count; a set with a mistake says which")
    func ruleSets() {
        var later = InspectionRules.released
        (later.effective, later.homeDays) = (Self.today, 7)
        #expect(InspectionRules.inForce(on: Self.today, of: [later, .released]).homeDays == 7)
        #expect(InspectionRules.inForce(on: Self.today.adding(days: -1), of: [later, .released]).homeDays == 14)
        #expect(InspectionRules.released.faults.isEmpty)
        later.homeDays = 0
        later.points[.search] = nil
        later.points[.footer] = InspectionRules.Terms(each: Points(5), most: Points(2))
        #expect(Set(later.faults) == [.badNumber("homeDays"), .noPoints(.search), .badPoints("footer")])
    }
}
