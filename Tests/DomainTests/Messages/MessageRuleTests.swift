import Domain
import Testing

@Suite("Letters from the public") struct MessageRuleTests {
    private static func day(_ text: String) throws -> Day { try #require(Day(text: text)) }
    private static let terms = MessageTerms(answer: 15, longestMonths: 3, alarmDays: 30)
    private static let calendar = WorkingCalendar(HolidayYear.released)

    @Test(
        "The term is in working days, the longest time in calendar months that no holiday lengthens",
        arguments: [
            // Received, due, alarm from, last day that is not beyond.
            ("2026-03-20", "2026-04-13", "2026-05-21", "2026-06-20"), ("2026-02-10", "2026-03-09", "2026-04-10", "2026-05-10"),
            ("2025-11-30", "2025-12-19", "2026-01-29", "2026-02-28"),
        ])
    func timing(received: String, due: String, alarm: String, longest: String) throws {
        let timing = MessageTiming(receivedOn: try Self.day(received), terms: Self.terms, calendar: Self.calendar)
        #expect([timing.due, timing.alarmFrom, timing.longest].map(\.description) == [due, alarm, longest])
        #expect(timing.standing(on: timing.due) == .inTime)
        #expect(timing.standing(on: timing.due.adding(days: 1)) == .overdue)
        #expect(timing.standing(on: timing.alarmFrom) == .alarm)
        #expect(timing.standing(on: timing.longest) == .alarm)
        #expect(timing.standing(on: timing.longest.adding(days: 1)) == .beyond)
    }

    @Test("Every act is allowed in these states to these people, and in no others")
    func table() {
        let expected: [MessageAct: (states: Set<MessageState>, roles: Set<MessageRole>)] = [
            .register: ([], []), .rate: ([], []), .dispatch: ([.received], [.office]), .turnAway: ([.received], [.office]),
            .object: ([.dispatched], [.clerk]), .uphold: ([.objected], [.office]), .reject: ([.objected], [.office]),
            .transfer: ([.dispatched], [.office]), .draft: ([.dispatched, .drafted], [.clerk]),
            .approve: ([.drafted], [.approver, .office]), .giveBack: ([.drafted], [.approver, .office]),
            .urge: ([.received, .dispatched, .objected, .drafted], [.office]), .close: ([.answered], [.clerk, .office]),
            .merge: ([.received, .dispatched, .objected], [.office]), .convert: ([.received, .dispatched], [.clerk, .office]),
            .publish: ([.answered, .closed], [.approver, .office]), .withdraw: ([.answered, .closed], [.office]),
        ]
        for act in MessageAct.allCases {
            for state in MessageState.allCases {
                for role in MessageRole.allCases {
                    let allowed = expected[act].map { $0.states.contains(state) && $0.roles.contains(role) }
                    #expect(state.allows(act, to: [role]) == allowed, "\(act) \(state) \(role)")
                }
            }
        }
    }

    @Test(
        "What asks for information to be made public is told from what asks for advice",
        arguments: [
            ("申请公开2025年农村公路养护资金分配方案", true), ("希望公开征地补偿的分配明细", true), ("请提供我们村低保名单和发放明细", true),
            ("要求公布小区物业招标的文件", true), ("请问低保怎么办理，要带什么材料？", false), ("路灯坏了半个月，请尽快修理", false),
            ("希望增加公交班次。公开承诺的事要做到。", false), ("表扬政务大厅三号窗口", false),
        ])
    func disclosureWish(text: String, expected: Bool) { #expect(DisclosureWish.isLikely(in: text) == expected) }

    @Test("The directory is read line by line, says which line is wrong, and suggests by the characters found")
    func directory() throws {
        let (first, second) = (OrganisationUnit.ID(1), OrganisationUnit.ID(2))
        let units = ["县民政局": first, "县交通局": second]
        let directory = try DispatchDirectory(text: "县民政局：低保、养老，婚姻登记\n\n县交通局:公路 公交", units: units)
        #expect(directory.lines.map(\.words) == [["低保", "养老", "婚姻登记"], ["公路", "公交"]])
        let found = directory.suggestions(for: "村里公路", "低保户的公路和公交")
        #expect(found.map(\.unit) == [second, first] && found.first?.words == ["公路", "公交"])
        #expect(directory.suggestions(for: "其他", "别的") == [])
        for (text, line, reason) in [
            ("县民政局：低保\n县交通局", 2, DispatchDirectory.Fault.Reason.noColon), ("县教育局：学校", 1, .unknownUnit("县教育局")),
            ("县民政局：低保\n县民政局：养老", 2, .twice("县民政局")),
            ("县民政局：\(String(repeating: "长", count: 21))", 1, .longWord(String(repeating: "长", count: 21))),
        ] {
            let fault = #expect(throws: DispatchDirectory.Fault.self) {
                try DispatchDirectory(text: text, units: units)
            }
            #expect(fault?.line == line && fault?.reason == reason)
        }
    }

    @Test("A letter needs kind, title, text and a word about publication; nothing more is asked, and everything is bounded")
    func form() {
        var form = MessageForm(kind: .question, title: " 标题 ", text: "内容\n第二行", mayPublish: true)
        #expect(form.faults.isEmpty && form.tidied.title == "标题")
        #expect(MessageForm().faults.map(\.field) == [.kind, .title, .text, .publish])
        form.text = String(repeating: "字", count: 5001)
        #expect(form.faults == [MessageFault(.text, .tooLong(limit: 5000, count: 5001))])
        form.text = "反向\u{202E}文字"
        #expect(form.faults == [MessageFault(.text, .unprintable)])
        form.text = "内容"
        form.sender = MessageSender(name: "甲", phone: "电话", email: "nobody")
        #expect(form.faults.map(\.field) == [.phone, .email])
        form.sender = MessageSender(phone: "０９００-１２３４５６７")
        #expect(form.faults.isEmpty && form.tidied.sender.phone == "0900-1234567")
    }

    @Test("Of a name only the first character is shown")
    func maskedName() {
        #expect(MessageSender(name: "欧阳示例").maskedName == "欧**")
        #expect(MessageSender(name: "李").maskedName == "李**")
        #expect(MessageSender(name: "  ").maskedName == "匿名")
    }

    @Test("Figures count what came in, and of older letters only what is still open")
    func figures() throws {
        var figures = MessageFigures()
        let last = try Self.day("2026-06-30")
        func add(_ received: String, _ closed: String?, _ answered: String?, isNew: Bool = true, count: Int = 1) throws {
            figures.add(
                count, receivedOn: try Self.day(received), closedOn: try closed.map(Self.day), answeredOn: try answered.map(Self.day),
                isNew: isNew, through: last, terms: Self.terms, calendar: Self.calendar)
        }
        try add("2026-06-01", "2026-06-03", "2026-06-03", count: 2)  // two working days each
        try add("2026-06-01", "2026-06-04", "2026-06-04")  // three
        try add("2026-06-02", "2026-06-02", nil)  // merged
        try add("2026-06-29", nil, nil)  // in time
        try add("2026-06-29", "2026-07-01", "2026-07-01")  // answered after the day that counts
        try add("2026-05-20", nil, nil)  // overdue
        try add("2025-12-01", nil, nil, isNew: false)  // beyond three months
        try add("2025-12-01", "2026-01-05", "2026-01-05", isNew: false)
        #expect(figures.received == 7 && figures.answered == 3 && figures.otherwise == 1)
        #expect(figures.open == 4 && figures.overdue == 2 && figures.alarming == 1)
        #expect(figures.averageInTenths == 23)
        #expect(MessageFigures().averageInTenths == nil)
    }

    @Test("An answer of the base is whole, links somewhere sound, holds no personal data, and is looked at before it ends")
    func baseAnswer() throws {
        var content = BaseAnswer.Content(
            question: "低保怎么办？", answer: "到户籍所在地的乡镇申请。", links: [BaseAnswer.Link(name: "办事指南", address: "/items/1")],
            validUntil: try Self.day("2026-12-31"), reviewOn: try Self.day("2026-06-30"))
        #expect(content.faults.isEmpty)
        content.links = [
            BaseAnswer.Link(name: "坏", address: "javascript:alert(1)"), BaseAnswer.Link(name: "协议", address: "//evil.example"),
        ]
        #expect(content.faults == [.badLink("坏"), .badLink("协议")])
        content.links = []
        content.reviewOn = try Self.day("2027-01-01")
        #expect(content.faults == [.reviewAfterEnd])
        content.reviewOn = nil
        content.answer = "请打张某的手机13800138000"
        #expect(content.faults.count == 1)
        guard case .personalData? = content.faults.first else {
            Issue.record("\(content.faults)")
            return
        }
        let answer = BaseAnswer(id: BaseAnswer.ID(1), unit: OrganisationUnit.ID(1), content: content)
        let (last, after) = (try Self.day("2026-12-31"), try Self.day("2027-01-01"))
        #expect(answer.isPublic(on: last) && !answer.isPublic(on: after))
    }
}
