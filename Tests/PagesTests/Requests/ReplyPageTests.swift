import Domain
import Pages
import Testing

@Suite("Reply, letters and settings of requests as pages") struct ReplyPageTests {
    static let day = Day(year: 2026, month: 3, day: 20) ?? Day(serial: 0)
    static let unit = OrganisationUnit(id: OrganisationUnit.ID(7), code: "zrzy", name: "明川县自然资源局", kind: .department)
    static let time = Instant(startOf: day)

    static func staff(_ account: Int64, _ role: Role) -> Staff {
        Staff(account: Account.ID(account), name: "王明", posts: [Post(id: Post.ID(account), unit: unit.id, role: role, name: role.rawValue)])
    }

    /// A request that came in at the counter today, seen by somebody in that role.
    static func shown(_ role: Role = .editor, proposal: ReplyProposal? = nil, state: ReplyGate.State = .drafting) -> RequestCase {
        let request = DisclosureRequest(
            id: DisclosureRequest.ID(12), unit: unit.id, number: "SQ2026-00012", channel: .counter, applicant: .person,
            wanted: RequestedInformation(description: "某某项目的<征地>批复"), carrier: .paper, delivery: .post, registered: time,
            registeredBy: "王明（编辑）", version: 4)
        let fact = RecordedFact(
            id: RecordedFact.ID(1), fact: RequestFact(.submitted, on: day), recorded: time, account: Account.ID(1), signature: "王明（编辑）")
        var shown = RequestCase(
            request: request, unit: unit, staff: staff(role == .editor ? 1 : 2, role), today: day,
            clock: RequestClock(calendar: WorkingCalendar(HolidayYear.released)), recorded: [fact],
            searches: [.init(place: "档案室", words: "征地批复", found: 1, note: "", time: time, signature: "王明（编辑）")],
            files: [
                .init(
                    id: 5, purpose: "提供给申请人的信息", name: "批复.pdf", sizeInBytes: 2048, digest: "aa", isSealed: false, added: time,
                    signature: "王明（编辑）")
            ])
        shown.gate = proposal.map {
            ReplyGate(
                unit: unit.id, proposal: $0, state: state, path: state == .drafting ? [] : $0.path, decisions: [],
                authors: [Account.ID(1)], digest: [1], request: shown.standing)
        }
        return shown
    }

    static let proposal = ReplyProposal(
        outcome: .partlyDisclosed, ground: "条例第三十七条", released: "补偿标准一份",
        parts: [
            .init(name: "补偿标准", isDisclosed: true), .init(name: "被征收人名单", isDisclosed: false, reason: "涉及个人隐私"),
        ], findings: [.clarity: "明确", .propriety: "是", .existence: "有", .exemption: "部分有"], enclosed: ["aa"])

    static func text(_ page: some WorkPage, _ route: WorkRoute) -> String {
        let frame = WorkFrame(
            county: County(id: County.ID(1), name: "明川县人民政府", placeName: "明川县"), staff: nil, csrf: "token", route: route, today: day)
        return String(decoding: page.render(in: frame), as: UTF8.self)
    }

    private static func letter(_ text: String = "本机关予以公开。") -> OfficialLetter {
        OfficialLetter(
            issuer: "明川县自然资源局", number: "", title: "政府信息公开申请答复书", recipient: "（申请人）",
            paragraphs: [.init(text), .init("一、范围"), .init("（一）标准")], attachments: ["批复.pdf", "名单.xlsx"], date: day)
    }

    /// Every control has a label, and no two things the same name.
    static func check(_ text: String) throws {
        let markup = try Markup(text)
        let labelled = Set(markup.elements.filter { $0.name == "label" }.compactMap { $0.attributes["for"] })
        for control in markup.elements where ["input", "select", "textarea"].contains(control.name) {
            if control.attributes["type"] == "hidden" || control.attributes["aria-label"] != nil { continue }
            #expect(control.attributes["id"].map { labelled.contains($0) } == true, "\(control.attributes)")
        }
        let ids = markup.elements.compactMap { $0.attributes["id"] }
        let repeated = Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys
        #expect(repeated.isEmpty, "\(repeated)")
    }

    @Test("The reply page is the one that was reviewed; every control has its label")
    func reply() throws {
        let page = ReplyPage(shown: Self.shown(proposal: Self.proposal), fields: ReplyFields(Self.proposal), warnings: ["理由：手机号码。"])
        let text = Self.text(page, .reply)
        try GoldenTests.compare("reply", text)
        try Self.check(text)
        #expect(text.contains("&lt;征地") && !text.contains("<征地>"))
    }

    @Test("Who judges reads the proposal and finds the decision; who wrote it finds why not")
    func reading() throws {
        let judged = ReplyPage(
            shown: Self.shown(.secrecyReviewer, proposal: Self.proposal, state: .inReview(step: 0)), fields: ReplyFields(Self.proposal))
        let text = Self.text(judged, .reply)
        try Self.check(text)
        #expect(text.contains("随答复提供") && text.contains("批复.pdf"))
        #expect(text.contains("name=\"verdict\" value=\"approved\"") && text.contains("报上级确定") && !text.contains("name=\"choice\""))
        let written = ReplyPage(
            shown: Self.shown(proposal: Self.proposal, state: .inReview(step: 0)), fields: ReplyFields(Self.proposal))
        let own = Self.text(written, .reply)
        #expect(own.contains("您不能办理") && own.contains("撤回修改") && !own.contains("name=\"verdict\""))
    }

    @Test("The preview of a letter is the one that was reviewed; obstacles grey the button out")
    func letter() throws {
        let fields = LetterFields(texts: [.access: "邮寄"], attachments: "批复.pdf")
        let page = LetterFormPage(
            shown: Self.shown(), kind: .reply(.disclosed), fields: fields, obstacles: [.isNotApproved], preview: Self.letter())
        let text = Self.text(page, .newLetter)
        try GoldenTests.compare("letter-preview", text)
        try Self.check(text)
        #expect(text.contains("disabled") && text.contains("审签还没有全部通过"))
    }

    @Test("Proposals and fields say the same; grounds of their own go with each outcome")
    func fields() throws {
        #expect(ReplyFields(Self.proposal).proposal == Self.proposal)
        var fields = ReplyFields(choice: "notHeld.1", reasons: "不属于本机关", office: "甲局", contact: "电话 1")
        #expect(fields.proposal?.ground == RequestOutcome.notHeld.grounds[1])
        #expect(fields.proposal?.referral == "甲局\n电话 1")
        fields.contact = ""
        #expect(fields.proposal?.gaps.contains(.referral) == true)
        #expect(ReplyFields().proposal == nil)
        for step in DecisionStep.allCases {
            for choice in ReplyChoice.choices(at: step) { #expect(ReplyChoice(key: choice.key) == choice) }
        }
    }

    @Test("A set of rules is read back as it was; what is wrong stands at its field")
    func rules() throws {
        let fields = RulesFields(.released, from: "2026-03-20")
        var released = RequestRules.released
        released.effective = Self.day
        #expect(fields.rules().rules == released)
        var wrong = fields
        wrong.numbers[.reply] = "二十"
        wrong.items[0].after = "1"
        wrong.pages[0].yuan = "1.234"
        #expect(wrong.rules().problems.map(\.field) == ["reply", "pages.0.after"])
    }

    @Test("Every placeholder has a meaning, and a released template of every kind fills with samples")
    func samples() throws {
        for template in LetterTemplate.released {
            let letter = try template.sample(issuer: "明川县自然资源局", on: Self.day)
            #expect(!letter.paragraphs.isEmpty, "\(template.kind.rawValue)")
        }
        let page = LetterTemplatePage(
            template: .released(.clarification), unit: nil, version: 1, preview: Self.letter(), usesCountys: false)
        try Self.check(Self.text(page, .letterTemplate))
    }
}
