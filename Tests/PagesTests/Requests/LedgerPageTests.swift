import Domain
import Pages
import Testing

@Suite("The ledger and a case of requests as pages") struct LedgerPageTests {
    private typealias Sample = ReplyPageTests

    private static func line(
        _ id: Int64, _ state: RequestState, due: Day? = nil, applicantDue: Day? = nil, closed: Day? = nil, content: String = "某某项目的<征地>批复"
    ) -> RequestLine {
        let request = DisclosureRequest(
            id: DisclosureRequest.ID(id), unit: Sample.unit.id, number: "SQ2026-000\(id)", channel: .email, applicant: .business,
            wanted: RequestedInformation(description: content), carrier: .electronic, delivery: .email, registered: Sample.time,
            registeredBy: "王明（编辑）", version: 2)
        let calendar = WorkingCalendar(HolidayYear.released)
        return RequestLine(
            request: request, unitName: Sample.unit.name, state: state, received: state == .awaitingConfirmation ? nil : Sample.day,
            due: due,
            left: due.map { TimeLeft(due: $0, on: Sample.day, calendar: calendar) }, isProvisional: id == 13, applicantDue: applicantDue,
            closed: closed, handlerName: id == 12 ? "王明" : nil)
    }

    private static let lines = [
        line(11, .inHand, due: Sample.day.adding(days: -3)), line(12, .accepted, due: Sample.day),
        line(13, .extended, due: Sample.day.adding(days: 40)), line(14, .clarificationAsked, applicantDue: Sample.day.adding(days: 7)),
        line(15, .awaitingConfirmation, content: String(repeating: "长", count: 80)), line(16, .served, closed: Sample.day),
    ]

    private static func ledger(_ filter: LedgerFilter = LedgerFilter(), lines: [RequestLine] = lines, isFull: Bool = true) -> LedgerPage {
        var next = filter
        next.after = "2026-04-20.16"
        return LedgerPage(
            filter: filter, lines: lines, total: Total(isFull ? 1_206 : lines.count), next: isFull ? next : nil,
            units: isFull ? ["zf", "zrzy"].map { FilterOption(value: $0, label: $0) } : [], mayHandle: isFull, mayDecide: isFull,
            maySet: isFull, hasKey: isFull)
    }

    @Test("The ledger is the one that was reviewed; what is asked for is never markup")
    func ledger() throws {
        let text = Sample.text(Self.ledger(), .requests)
        try GoldenTests.compare("ledger", text)
        try Sample.check(text)
        #expect(text.contains("&lt;征地&gt;") && !text.contains("<征地>"))
        let markup = try Markup(text)
        // Each state of the time is said in words.
        let rows = markup.elements.filter { $0.name == "tr" }.map(\.text)
        for (row, words) in zip(rows.dropFirst(), ["已逾期", "今天到期", "暂定", "申请人的期限", "还没有开始计算", "办结"]) {
            #expect(row.contains(words), "\(words)")
        }
    }

    @Test("Who only reads finds no forms that register or print; an empty list says what to do")
    func reading() throws {
        let text = Sample.text(Self.ledger(isFull: false), .requests)
        #expect(!text.contains("登记申请</a>") && !text.contains("name=\"request\"") && !text.contains("我经办的") && !text.contains(">设置</a>"))
        #expect(text.contains("没有设置身份信息密钥") && text.contains("共 6 件") && !text.contains("下一页"))
        let empty = Sample.text(Self.ledger(LedgerFilter(when: .overdue), lines: [], isFull: false), .requests)
        #expect(empty.contains("没有符合条件的申请。") && empty.contains("aria-current=\"page\">已逾期") && !empty.contains("ledger.xlsx"))
    }

    /// A case in which something has happened.
    private static func shown(_ role: Role = .editor) -> RequestCase {
        var shown = Sample.shown(role, proposal: Sample.proposal)
        let (day, time) = (Sample.day, Sample.time)
        let letter = RequestLetter(
            id: RequestLetter.ID(31), kind: LetterKind.receipt.rawValue, number: "明自然资公函〔2026〕1号", issued: day, digest: [1],
            signature: "王明（编辑）", service: RequestLetter.Service(way: .post, day: day, proof: "EMS 1"))
        shown.letters = [letter]
        shown.fee = RequestCase.Fee(basis: .pages, count: 101, before: 0, fen: 72_000, waived: "", paid: nil, receipt: "")
        shown.disputes = [
            RequestDispute(
                id: RequestDispute.ID(41), unit: Sample.unit.id, request: shown.request.id, kind: .review, received: day,
                authority: "明川县人民政府", caseNumber: "明政复〔2026〕1号")
        ]
        shown.handlers = [RequestCase.Person(account: Account.ID(1), name: "王明"), RequestCase.Person(account: Account.ID(5), name: "李芳")]
        shown.related = RequestCase.Related(ofApplicant: [line(11, .inHand, due: day)], ofContent: [line(16, .served, closed: day)])
        shown.events = [RequestCase.Entry(time: time, actor: "王明（编辑）", words: "登记申请", reason: "SQ2026-00012")]
        shown.otherUnits = [FilterOption(value: "czj", label: "明川县财政局")]
        return shown
    }

    @Test("The case is the one that was reviewed; every control has its label, and what is asked for is never markup")
    func request() throws {
        let text = Sample.text(RequestPage(shown: Self.shown()), .request)
        try GoldenTests.compare("request-case", text)
        try Sample.check(text)
        #expect(text.contains("&lt;征地&gt;") && !text.contains("<征地>"))
    }

    @Test("Who decides, and does not handle, reads the whole case and finds nothing to record")
    func readingCase() throws {
        let text = Sample.text(RequestPage(shown: Self.shown(.reviewer)), .request)
        try Sample.check(text)
        #expect(text.contains("怎么算的") && text.contains("明自然资公函〔2026〕1号") && text.contains("明政复〔2026〕1号"))
        for name in ["fact-kind", "identity-reason", "correction-reason", "transfer-unit", "handler", "file-purpose"] {
            #expect(!text.contains("name=\"\(name)\""), "\(name)")
        }
    }

    @Test("What was refused keeps what was typed and says why at the field")
    func refused() throws {
        let typed = TypedForm(["fact-note": "来电说<撤回>", "fact-day": "昨天"])
        let page = RequestPage(shown: Self.shown(), typed: typed, problems: [("fact-day", "请填写日期")])
        let text = Sample.text(page, .request)
        try Sample.check(text)
        #expect(text.contains("错误：SQ2026-00012") && text.contains("href=\"#fact-day\"") && text.contains("来电说&lt;撤回&gt;"))
    }
}
