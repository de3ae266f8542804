import Domain
import Pages

/// The pages of asking for information.
extension Sample {
    /// A request that is complete; its name is hostile.
    static func draft(_ changes: [RequestField: String] = [:]) -> RequestDraft {
        var draft = RequestDraft()
        let answers: [RequestField: String] = [
            .kind: "person", .name: "陈<示例>", .document: "identityCard", .documentNumber: "11010519491231002X", .phone: "13800000000",
            .email: "chen@example.org", .description: "2025年农村公路养护资金分配方案\n含各乡镇", .number: "明政办发〔2025〕3号", .carrier: "electronic",
            .delivery: "email",
        ]
        for (field, text) in answers { draft[field] = text }
        for (field, text) in changes { draft[field] = text }
        return draft
    }

    private static let organisation = draft([
        .kind: "welfare", .name: "示例公益中心", .document: "creditCode", .documentNumber: "11441700007280420A", .contactPerson: "",
        .representative: String(repeating: "长", count: 51),
    ])

    private static func problems(_ draft: RequestDraft, on step: AskingStep) -> [AskingProblem] {
        AskingProblem.list(draft.faults(on: date(2026, 3, 20)).filter { step.fields.contains($0.field) }, in: draft)
    }

    private static func status(
        _ name: String, _ kinds: [(RequestFact.Kind, Day, Int?)], asked: String? = nil, following: [RequestStatusPage.Following] = []
    ) -> Rendered {
        let today = date(2026, 3, 20)
        let calendar = WorkingCalendar(HolidayYear.released)
        let facts = kinds.map { RequestFact($0.0, on: $0.1, workingDays: $0.2) }
        let standing = RequestClock(calendar: calendar, book: .released).standing(
            of: RequestHistory(channel: .internet, facts: facts), on: today)
        return Rendered(
            name: name, address: .requestStatus,
            page: RequestStatusPage(
                number: "SQ2026-00012", code: "abcd-efgh", token: "t", unitName: "明川县民政局", facts: facts, standing: standing,
                left: standing.timeLeft(on: today, calendar: calendar), question: asked,
                letters: asked == nil ? ["明政公复〔2026〕3号 政府信息公开告知书"] : [],
                enclosed: asked == nil ? [("方案<终稿>.pdf", 20_480)] : [], following: following,
                problems: asked == nil ? [] : [AskingProblem(control: "clarification", message: "请填写补正的内容")]))
    }

    static let askingPages =
        AskingStep.allCases.map { step in
            Rendered(
                name: "asking-\(step.rawValue)", address: .requestForm,
                page: AskingPage(draft: draft(), step: step, token: "t", units: [office, civilAffairs]))
        }
        + AskingStep.allCases.map { step in
            let draft = step == .identity ? organisation : RequestDraft()
            return Rendered(
                name: "asking-\(step.rawValue)-wrong", address: .requestForm,
                page: AskingPage(
                    draft: draft, step: step, problems: problems(draft, on: step), token: "t", isAmending: true, units: [office]))
        } + [
            Rendered(
                name: "asking-similar", address: .requestForm,
                page: SimilarDocumentsPage(draft: draft(), documents: documents, token: "t", isAmending: false)),
            Rendered(
                name: "asking-check", address: .requestForm,
                page: AskingCheckPage(draft: draft(), unitName: "明川县民政局", token: "t")),
            Rendered(
                name: "asking-check-question", address: .requestForm,
                page: AskingCheckPage(
                    draft: draft(), unitName: "明川县民政局", token: "t", question: "请填写“政府信息”的第二个字",
                    problems: [AskingProblem(control: AskingCheckPage.answerField, message: "答案不对，请看清题目后重新填写一个字")])),
            Rendered(
                name: "request-receipt", address: .requestForm,
                page: RequestReceiptPage(
                    number: "SQ2026-00012", code: "abcd-efgh-jkmn-pqrs", submitted: instant(2026, 3, 20), unitName: "明川县民政局",
                    phone: "0746-5220001")),
            Rendered(name: "request-lookup", address: .requestStatus, page: RequestLookupPage(token: "t")),
            Rendered(
                name: "request-lookup-wrong", address: .requestStatus,
                page: RequestLookupPage(number: "SQ<1>", problem: "申请编号或者查询码不对", token: "t")),
            status("request-status", [(.submitted, date(2026, 3, 2), nil), (.confirmed, date(2026, 3, 3), nil)]),
            status(
                "request-status-asked",
                [
                    (.submitted, date(2026, 3, 2), nil), (.confirmed, date(2026, 3, 3), nil), (.clarificationAsked, date(2026, 3, 9), 10),
                ], asked: "请写明所需信息的年份。\n逾期视为放弃。"),
            status("request-status-closed", [(.submitted, date(2026, 3, 2), nil), (.withdrawn, date(2026, 3, 3), nil)]),
            status(
                "request-status-moved",
                [(.submitted, date(2026, 3, 2), nil), (.confirmed, date(2026, 3, 3), nil), (.transferred, date(2026, 3, 9), nil)],
                following: [
                    RequestStatusPage.Following(number: "SQ2026-00013", unitName: "明川县<财政局>", code: "jkmn-pqrs"),
                    RequestStatusPage.Following(number: "SQ2026-00014", unitName: "明川县民政局", code: nil),
                ]),
            Rendered(name: "request-sheet", address: .requestSheet, page: RequestSheetPage(office: office)),
            Rendered(
                name: "request-letter", address: .requestStatus,
                page: RequestLetterPage(
                    letter: OfficialLetter(
                        issuer: "明川县民政局", number: "明政公复〔2026〕3号", title: "政府信息公开告知书", recipient: "陈<示例>",
                        paragraphs: [OfficialLetter.Paragraph("经审查，予以公开。")], attachments: ["方案"], date: date(2026, 3, 20)))),
            Rendered(name: "requests-offline", address: .requests, page: RequestsPage(isOnline: false)),
        ]
}
