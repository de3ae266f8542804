import Domain
import Testing

@Suite("A consultation") struct ConsultationTests {
    private static func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    private static func standing(
        _ published: String?, days: Int = 30, feedback: String? = nil, final: String? = nil, feedbackDays: Int = 0
    ) throws -> ConsultationStanding {
        func document(_ text: String?) throws -> ConsultationStanding.Published? {
            try text.map { ConsultationStanding.Published(document: Disclosure.ID(7), day: try day($0)) }
        }
        return ConsultationStanding(
            plan: Consultation.Plan(days: days), announcement: try document(published), feedback: try document(feedback),
            final: try document(final), feedbackDays: feedbackDays, calendar: .released)
    }

    @Test(
        "The day of publication is not counted; a last day that is a day off moves to the next working day (民法典 Art. 201, 203)",
        arguments: [
            ("2026-03-02", 30, "2026-04-01"),  // a Wednesday
            ("2026-03-06", 30, "2026-04-07"),  // 5 April lies in 清明节, which ends on the 6th
            ("2026-03-05", 30, "2026-04-07"),  // 4 April, 清明节
            ("2025-09-01", 30, "2025-10-09"),  // 1 October, National Day and Mid-Autumn together
            ("2026-03-02", 10, "2026-03-12"),
            ("2026-03-05", 9, "2026-03-16"),  // Saturday
        ])
    func closing(published: String, days: Int, closes: String) throws {
        let standing = try Self.standing(published, days: days)
        let last = try Self.day(closes)
        #expect(standing.closes == last)
        #expect(standing.state(on: last) == .open)
        #expect(standing.state(on: last.adding(days: 1)) == .closed)
    }

    @Test("It opens with the publication of its announcement and is answered with the publication of the feedback")
    func states() throws {
        let day = try Self.day("2026-03-20")
        #expect(try Self.standing(nil).state(on: day) == .preparing)
        #expect(try Self.standing("2026-03-20").state(on: day) == .open)
        #expect(try Self.standing("2026-01-05").state(on: day) == .closed)
        #expect(try Self.standing("2026-01-05", feedback: "2026-03-19").state(on: day) == .answered)
    }

    @Test("The feedback is due when the final document is public, or so many days later as the county has set")
    func feedback() throws {
        let standing = try Self.standing("2026-01-05", final: "2026-03-19")
        #expect(try standing.feedbackDue == Self.day("2026-03-19"))
        #expect(try !standing.isFeedbackLate(on: Self.day("2026-03-19")))
        #expect(try standing.isFeedbackLate(on: Self.day("2026-03-20")))
        #expect(try Self.standing("2026-01-05", final: "2026-03-19", feedbackDays: 5).feedbackDue == Self.day("2026-03-24"))
        #expect(try !Self.standing("2026-01-05", feedback: "2026-03-25", final: "2026-03-19").isFeedbackLate(on: Self.day("2026-03-26")))
        #expect(try Self.standing("2026-01-05").feedbackDue == nil)
    }

    private static let plan = Consultation.Plan(
        title: "供水管理办法", proposal: "第一条　为了……\n\n第二条　本办法……", explanation: "制定的必要性", ways: "明川县水利局", days: 30)

    @Test("Less than the law's time needs a reason, and where the law knows no exception none is taken")
    func shorter() {
        var plan = Self.plan
        #expect(plan.faults(least: 30) == [])
        plan.days = 10
        #expect(plan.faults(least: 30) == [.shortWithoutReason(least: 30)])
        plan.shortReason = "汛期临近"
        #expect(plan.faults(least: 30) == [])
        for kind in [Consultation.Kind.rules, .enterprise, .compensation] {
            plan.kind = kind
            #expect(plan.faults(least: 30) == [.mayNotBeShorter(least: 30)])
        }
    }

    @Test("Every missing or overlong part is named")
    func faults() {
        #expect(
            Consultation.Plan(days: 366).faults(least: 30) == [
                .missing(.title), .missing(.proposal), .missing(.explanation), .missing(.ways), .daysOutOfBounds(most: 365),
            ])
        var plan = Self.plan
        plan.title = String(repeating: "长", count: 151)
        #expect(plan.faults(least: 30) == [.tooLong(.title, limit: 150)])
    }

    @Test("The announcement publishes the reason for a shorter time, and its numbered paragraphs are the draft's alone")
    func announcement() {
        var plan = Self.plan
        #expect(ConsultationText.paragraphs(of: plan.announcement(unit: "县水利局", least: 30)) == ["第一条　为了……", "第二条　本办法……"])
        plan.days = 7
        plan.shortReason = "汛期临近"
        #expect(plan.announcement(unit: "县水利局", least: 30).blocks.contains(.paragraph("期限少于30日的理由：汛期临近")))
        #expect(!Self.plan.announcement(unit: "县水利局", least: 30).stored.contains("理由："))
        let bare = DocumentBody([.paragraph("甲"), .list(ordered: true, ["乙", "丙"]), .table(hasHeader: false, [["丁"]])])
        #expect(ConsultationText.paragraphs(of: bare) == ["甲", "乙", "丙"])
    }
}

@Suite("The ledger of opinions") struct OpinionLedgerTests {
    private static func opinion(
        _ id: Int64, _ moderation: Opinion.Moderation = .shown, lead: Int64? = nil, outcome: Opinion.Outcome? = .adopted,
        reason: String = "",
        text: String = "意见"
    ) -> Opinion {
        Opinion(
            id: Opinion.ID(id), consultation: Consultation.ID(1), number: "YJ\(id)", channel: .online, paragraph: Int(id % 2), quote: "",
            text: text, author: "朱**", received: Instant(milliseconds: id), moderation: moderation, hiddenReason: reason,
            lead: lead.map { Opinion.ID($0) }, outcome: outcome, reply: outcome == .adopted ? "" : "与上位法不一致")
    }

    @Test("A name is shown by its first character alone")
    func masks() { #expect(["朱某", "朱某某", "欧阳某某", ""].map(Opinion.masked) == ["朱**", "朱**", "欧**", "匿名"]) }

    @Test("Opinions that are neither answered nor hidden keep the feedback from being drafted, and are counted")
    func unanswered() {
        let open = [
            Self.opinion(1, .waiting), Self.opinion(2, outcome: nil), Self.opinion(3), Self.opinion(4, .hidden, outcome: nil, reason: "广告"),
        ]
        #expect(throws: ParticipationRefusal([.unanswered(2)])) { try FeedbackTable(open) }
    }

    @Test("A group is one line with its number; hidden ones are counted by their reason; no text can break the table")
    func table() throws {
        let table = try FeedbackTable([
            Self.opinion(1, text: "甲\t乙\n丙"), Self.opinion(2, outcome: .notAdopted), Self.opinion(3, lead: 1),
            Self.opinion(4, .hidden, outcome: nil, reason: "广告"),
        ])
        let body = table.body(title: "办法", from: try #require(Day(text: "2026-03-02")), to: try #require(Day(text: "2026-04-01")))
        #expect(
            body.blocks == [
                .paragraph("《办法（征求意见稿）》于2026年3月2日至2026年4月1日向社会公开征求意见，共收到意见4条。采纳情况如下："),
                .table(
                    hasHeader: true,
                    [
                        FeedbackTable.headings, ["1", "朱**等2人次", "第1段", "甲 乙 丙", "采纳", ""],
                        ["2", "朱**", "全文", "意见", "未采纳", "与上位法不一致"],
                    ]),
                .paragraph("另有1条意见没有公布内容，理由：广告"),
            ])
        #expect(DocumentBody(stored: body.stored) == body)
    }

    @Test("An opinion has a text within its bound and a paragraph that exists")
    func entries() {
        #expect(Opinion.Entry(paragraph: 2, text: "好").faults(paragraphs: 2) == [])
        #expect(Opinion.Entry(paragraph: 3).faults(paragraphs: 2) == [.missing(.opinion), .noSuchParagraph])
        let long = String(repeating: "字", count: 5_001)
        #expect(Opinion.Entry(text: long, name: long, contact: long).faults(paragraphs: 0).count == 3)
    }
}
