import Testing

@testable import Domain

@Suite("Warning before the inspector comes") struct InspectionWarningTests {
    private static let today = SiteInspectionTests.today  // 2026-03-20

    private static func inspection(
        _ pages: [InspectedPage], home age: Int = 0, messages: [Day] = [], rules: InspectionRules = .released, asOf: Day = today
    ) -> SiteInspection {
        var inspection = SiteInspection(subject: "测试", source: .saved, rules: rules, asOf: asOf)
        inspection.add(SiteInspectionTests.home(entries: [today.adding(days: -age)]), isHome: true)
        for page in pages { inspection.add(page, isHome: false) }
        inspection.addAllMessages(
            messages.map { InspectedPage.Message(title: "留言", day: ListedDate($0), isAnswered: false) }, at: "/messages")
        return inspection
    }

    @Test(
        "A home page of fourteen days becomes a fault on the fifteenth: warned of in time, not too early, and not when it is one already",
        arguments: [(7, 7, nil), (8, 7, 7), (10, 7, 5), (10, 4, nil), (14, 1, 1), (15, 7, nil)])
    func home(_ age: Int, _ ahead: Int, _ expected: Int?) {
        let warnings = Self.inspection([], home: age).warnings(within: ahead)
        #expect(warnings.filter { $0.rule == .homeNotUpdated }.map(\.day) == (expected.map { [Self.today.adding(days: $0)] } ?? []))
    }

    @Test("A column of notices is warned of before its six months end, once, with its page")
    func column() throws {
        let latest = try #require(Day(text: "2025-09-22"))
        let page = SiteInspectionTests.page("/c1/index.html", type: "其他", name: "通知公告", entries: [latest])
        let warnings = Self.inspection([page]).warnings(within: 7)
        #expect(warnings.map(\.rule) == [.noticeColumn])
        #expect(warnings.map(\.day.description) == ["2026-03-23"])
        #expect(warnings.first?.evidence.page == "/c1/index.html")
        #expect(Self.inspection([page]).warnings(within: 2).isEmpty)
    }

    @Test("Each message that waits is warned of by itself, three months after its day")
    func messages() throws {
        let days = try ["2025-12-22", "2025-12-25", "2026-02-01", "2025-11-01"].map { try #require(Day(text: $0)) }
        let warnings = Self.inspection([], messages: days).warnings(within: 7)
        #expect(warnings.map(\.day.description) == ["2026-03-23", "2026-03-26"])
        #expect(warnings.allSatisfy { $0.rule == .messagesUnanswered && $0.evidence.page == "/messages" })
    }

    @Test("That there are no messages is known of one's own portal, and passes")
    func noMessages() {
        #expect(Self.inspection([]).report().passed.contains(.messagesUnanswered))
    }

    @Test("The fifth stale column is warned of as a veto, besides being warned of as a column")
    func veto() {
        let columns = (0..<5).map { SiteInspectionTests.column($0, type: "工作动态", name: "动态\($0)", age: $0 == 0 ? 12 : 30) }
        let warnings = Self.inspection(columns).warnings(within: 7)
        #expect(Set(warnings.map(\.rule)) == [.newsColumn, .columnsNotUpdated])
        #expect(warnings.allSatisfy { $0.day == Self.today.adding(days: 3) })
    }

    @Test("What is warned of is what an inspection on that day finds", arguments: [1, 7, 60])
    func sameRules(_ ahead: Int) {
        let columns = (0..<12).map {
            SiteInspectionTests.column($0, type: ["工作动态", "政策文件", "政策解读"][$0 % 3], name: "栏目\($0)", age: $0 % 3 == 0 ? $0 : 170 + $0)
        }
        for warning in Self.inspection(columns, home: 9).warnings(within: ahead) {
            let then = Self.inspection(columns, home: 9, asOf: warning.day).report()
            #expect(then.findings.contains { $0.rule == warning.rule && $0.evidence.contains(warning.evidence) }, "\(warning)")
            let before = Self.inspection(columns, home: 9, asOf: warning.day.adding(days: -1)).report()
            #expect(!before.findings.contains { $0.rule == warning.rule && $0.evidence.contains(warning.evidence) }, "\(warning)")
        }
    }

    @Test("What does not apply to the site is not warned of")
    func excluded() {
        var rules = InspectionRules.released
        rules.excluded = [.homeNotUpdated]
        #expect(Self.inspection([], home: 10, rules: rules).warnings(within: 7).isEmpty)
    }

    @Test("In January the yearly report is warned of before its day")
    func yearlyReport() throws {
        let day = try #require(Day(text: "2026-01-27"))
        var inspection = SiteInspection(subject: "测试", source: .saved, rules: .released, asOf: day)
        var home = SiteInspectionTests.home(entries: [day])
        home.features.remove(.yearlySiteReport)
        inspection.add(home, isHome: true)
        #expect(inspection.warnings(within: 7).map(\.day.description) == ["2026-02-01"])
    }
}

@Suite("When the portal is inspected") struct SiteCheckScheduleTests {
    @Test(
        "Once a day from two o'clock, at once when asked for, and never twice at a time",
        arguments: [
            ("2026-03-20", 1, nil, false, nil, false), ("2026-03-20", 2, nil, false, nil, true),
            ("2026-03-20", 9, "2026-03-19", false, nil, true), ("2026-03-20", 9, "2026-03-20", false, nil, false),
            ("2026-03-20", 9, "2026-03-20", true, nil, true), ("2026-03-20", 1, "2026-03-19", true, nil, true),
            ("2026-03-20", 9, "2026-03-19", true, 29, false), ("2026-03-20", 9, "2026-03-19", false, 30, true),
        ] as [(String, Int64, String?, Bool, Int64?, Bool)])
    func due(_ day: String, _ hour: Int64, _ last: String?, _ isRequested: Bool, _ minutesAgo: Int64?, _ expected: Bool) throws {
        let now = Instant(milliseconds: Instant(startOf: try #require(Day(text: day))).milliseconds + hour * 3_600_000)
        var schedule = SiteCheckSchedule()
        schedule.last = last.flatMap { Day(text: $0) }
        schedule.requested = isRequested ? now : nil
        schedule.begun = minutesAgo.map { Instant(milliseconds: now.milliseconds - $0 * 60_000) }
        #expect(schedule.isDue(at: now) == expected)
    }

    @Test("Every number of the rules is reached by its name, and only it", arguments: InspectionNumber.allCases)
    func numbers(_ number: InspectionNumber) {
        var rules = InspectionRules.released
        rules[number] += 1
        for other in InspectionNumber.allCases {
            #expect(rules[other] == InspectionRules.released[other] + (other == number ? 1 : 0))
        }
    }

    @Test(
        "Points are read with at most two decimals",
        arguments: [
            ("4", 400), ("0.5", 50), ("0.25", 25), ("100", 10_000), ("0.255", nil), ("-1", nil), ("", nil), ("1.", nil), ("一", nil),
        ])
    func points(_ text: String, _ expected: Int?) { #expect(Points(text: text)?.hundredths == expected) }
}
