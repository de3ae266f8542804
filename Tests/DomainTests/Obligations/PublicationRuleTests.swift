import Domain
import Testing

@Suite("What is due, when, and by which rule") struct PublicationRuleTests {
    private let calendar = WorkingCalendar.released

    private func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    private func rule(
        _ levels: [String], _ limit: String?, domain: String = "16", unit: OrganisationUnit.Kind = .department
    ) -> PublicationRule {
        let entry = CatalogueEntry(levels: levels, timeLimit: limit.map { TimeLimitReader.read($0).limit })
        return PublicationRule(entry, domain: domain, unit: unit, statutes: StatutoryLimit.released)
    }

    private func due(_ rule: PublicationRule, _ start: String, _ happening: TriggerEvent.Happening = .decided) throws -> Due {
        let event = Obligation.Occasion.event(TriggerEvent.ID(1))
        return try #require(rule.due(event, start: try day(start), happening: happening, calendar: calendar))
    }

    @Test("A penalty is due after seven working days even where the catalogue allows twenty, and the derivation cites why")
    func statute() throws {
        let rule = rule(["行政处罚", "行政处罚决定"], "信息形成或者变更之日起20个工作日内")
        let due = try due(rule, "2026-09-18")
        #expect(due.day.description == "2026-09-29")
        guard case .statute(let limit) = due.basis else {
            Issue.record("not the statute: \(due.basis)")
            return
        }
        #expect(limit.code == "permit-penalty")
        let words = due.explanation(limit: rule.limit)
        #expect(words[0].contains("国办发〔2018〕118号") && words[0].contains("20个工作日") && words[1].contains("作出决定，当日不计"))
    }

    @Test("Where the catalogue is as short, it counts; where it is shorter, too")
    func catalogue() throws {
        #expect(try due(rule(["行政处罚", "行政处罚决定"], "自行政处罚决定作出之日起7个工作日内"), "2026-09-18").basis == .catalogue)
        let short = try due(rule(["行政处罚", "行政处罚决定"], "决定作出之日起3个工作日内"), "2026-09-18")
        #expect(short.basis == .catalogue && short.day.description == "2026-09-22" && short.longer.count == 1)
    }

    @Test("How a penalty is imposed is no penalty")
    func procedure() throws {
        #expect(try due(rule(["行政处罚", "行政处罚裁量基准"], "信息形成或者变更之日起20个工作日内"), "2026-09-18").day.description == "2026-10-22")
    }

    @Test("A budget is due after twenty calendar days")
    func budget() throws {
        let due = try due(rule(["政府预算", "收支表"], "信息形成或者变更之日起20个工作日内", domain: "04"), "2026-02-10", .approved)
        #expect(due.day.description == "2026-03-02" && due.derivation.measure == .calendarDays(20))
        #expect(due.explanation(limit: nil)[0].contains("《预算法》第十四条"))
    }

    @Test("Without a limit the regulation's twenty working days count")
    func regulation() throws {
        let due = try due(rule(["政策文件"], nil), "2026-09-18", .formed)
        #expect(due.basis == .regulation && due.day.description == "2026-10-22")
        #expect(due.explanation(limit: nil)[0].contains("《政府信息公开条例》第二十六条"))
    }

    @Test("A statute counts for what happens while it is in force")
    func dated() throws {
        let old = try due(rule(["行政处罚", "行政处罚决定"], "20个工作日内公开"), "2018-12-04")
        #expect(old.basis == .catalogue)
    }

    @Test(
        "The catalogue's words decide how obligations come about",
        arguments: [
            ("每季度公开一次", PublicationRule.Schedule.periodic(.quarter)), ("长期公开", .standing), ("信息形成或者变更之日起20个工作日内", .onEvent(.formed)),
            ("听证会召开前7日", .onEvent(.planned)), ("实时公开", .onEvent(.formed)), ("按照有关规定执行", .unclear), ("公示期不少于7个工作日", .onEvent(.formed)),
        ])
    func schedules(_ text: String, _ schedule: PublicationRule.Schedule) throws {
        #expect(rule(["事项"], text).schedule(on: try day("2026-03-20")) == schedule)
    }

    @Test("A village's affairs are due every quarter where the catalogue says every year")
    func village() throws {
        let rule = rule(["村务公开", "村级财务收支"], "每年公开一次", unit: .village)
        #expect(rule.schedule(on: try day("2026-03-20")) == .periodic(.quarter))
        let period = try #require(PublicationPeriod(.quarter, year: 2026, index: 1))
        let due = try #require(rule.due(.period(period), start: period.first, happening: nil, calendar: calendar))
        #expect(due.day.description == "2026-03-31" && due.explanation(limit: rule.limit)[0].contains("《村民委员会组织法》"))
    }

    @Test(
        "The annual report is due on 31 January, the county's own on 31 March",
        arguments: [(OrganisationUnit.Kind.department, "2026-01-31"), (.government, "2026-03-31")])
    func report(_ kind: OrganisationUnit.Kind, _ expected: String) throws {
        let rule = rule(["法定主动公开", "政府信息公开工作年度报告"], "每年公开一次", unit: kind)
        let period = try #require(PublicationPeriod(.year, year: 2026, index: 1))
        let due = try #require(rule.due(.period(period), start: period.first, happening: nil, calendar: calendar))
        #expect(due.day.description == expected)
    }

    @Test("A hearing's notice is due before it, and no statute counts from it")
    func planned() throws {
        let due = try due(rule(["听证"], "听证会召开前7日"), "2026-10-12", .planned)
        #expect(due.day.description == "2026-10-05" && due.basis == .catalogue)
    }

    @Test("A period counts to its last day, also on a weekend, and the last working day is named")
    func periods() throws {
        let rule = rule(["补贴发放"], "每月公开一次")
        let period = try #require(PublicationPeriod(.month, year: 2026, index: 2))
        let due = try #require(rule.due(.period(period), start: period.first, happening: nil, calendar: calendar))
        // 2026-02-28 is a Saturday worked in exchange.
        #expect(due.day.description == "2026-02-28" && due.derivation.lastWorkingDay == due.day)
        let may = try #require(PublicationPeriod(.month, year: 2026, index: 5))
        let mayDue = try #require(rule.due(.period(may), start: may.first, happening: nil, calendar: calendar))
        #expect(mayDue.explanation(limit: rule.limit)[1].contains("最后一个工作日是5月29日（周五）"))
    }

    @Test("Absurd amounts are unclear, not counted")
    func absurd() throws {
        let rule = PublicationRule(
            limit: TimeLimit(text: "9999个月内", rule: .within(amount: 9999, unit: .month, trigger: .decided)), statutes: [])
        #expect(rule.schedule(on: try day("2026-03-20")) == .unclear)
    }
}

@Suite("Periods of publication") struct PublicationPeriodTests {
    @Test(
        "Each period has a first day, a last day, a next one and a key that reads back",
        arguments: [
            (TimeLimit.Period.month, "2026-02-10", "2026-02-01", "2026-02-28", "2026-M02", "2026年2月"),
            (.quarter, "2026-09-30", "2026-07-01", "2026-09-30", "2026-Q3", "2026年第三季度"),
            (.halfYear, "2026-07-01", "2026-07-01", "2026-12-31", "2026-H2", "2026年下半年"),
            (.year, "2026-12-31", "2026-01-01", "2026-12-31", "2026", "2026年度"),
        ])
    func periods(_ every: TimeLimit.Period, _ inside: String, _ first: String, _ last: String, _ key: String, _ words: String) throws {
        let period = PublicationPeriod(every, containing: try #require(Day(text: inside)))
        #expect(period.first.description == first && period.last.description == last)
        #expect(period.key == key && PublicationPeriod(key: key) == period && period.words == words)
        #expect(period.next.first == period.last.adding(days: 1))
    }

    @Test("What is no key is refused", arguments: ["", "2026-Q5", "2026-M13", "2026-X1", "Q1", "2026-", "2026-Q"])
    func keys(_ key: String) { #expect(PublicationPeriod(key: key) == nil) }
}

@Suite("Reminders keep quiet hours") struct ReminderSettingTests {
    @Test("Quiet time runs over midnight")
    func quiet() {
        let setting = ReminderSetting(digestHour: 6, quietFrom: 20, quietUntil: 7)
        #expect((0...23).filter { setting.isQuiet(hour: $0) } == [0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 23])
        // A digest wanted in the quiet time waits for its end.
        #expect(!setting.mayDigest(hour: 6) && setting.mayDigest(hour: 7))
        #expect(!ReminderSetting(isOff: true).mayDigest(hour: 9))
        #expect(!ReminderSetting(warnsOverdue: false).mayWarn(hour: 9) && ReminderSetting().mayWarn(hour: 9))
        #expect((0...23).allSatisfy { !ReminderSetting(quietFrom: 5, quietUntil: 5).isQuiet(hour: $0) })
    }
}
