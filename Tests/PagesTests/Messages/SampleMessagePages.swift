import Domain
import Pages

extension Sample {
    static let messagePages = [
        Rendered(
            name: "messages", address: .messages(),
            page: MessagesPage(
                query: MessageQuery(), lines: [letterLine], next: MessageQuery(after: "1-2"),
                units: [FilterOption(value: "mzj", label: "明川县民政局")])),
        Rendered(
            name: "messages-nothing", address: .messages(), page: MessagesPage(query: MessageQuery(words: "<无>"), lines: [], units: [])),
        Rendered(
            name: "message", address: .message(Identifier(5)),
            page: MessagePage(
                number: "LY2026-00001", kind: .question, title: "农村低保<怎么>申请", name: "甘**", text: "家里老人没有收入。\n请问向哪里申请？",
                answer: "请向乡镇人民政府申请。", unit: units[5], receivedOn: date(2026, 3, 2), answeredOn: date(2026, 3, 9),
                published: instant(2026, 3, 10), rating: .veryGood)),
        Rendered(
            name: "message-form", address: .messageForm,
            page: MessageFormPage(
                form: MessageForm(kind: .help, title: "<标题>"), units: [office],
                problems: [AskingProblem(control: "text", message: "请填写内容")], token: "t", term: 15)),
        Rendered(
            name: "message-check", address: .messageForm,
            page: MessageCheckPage(
                form: MessageForm(kind: .question, title: "申请公开<方案>", text: "请公开分配方案。", mayPublish: false), unitName: "不清楚，请代为转办",
                token: "t", similar: [MessageCheckPage.Similar(title: "低保怎么办", address: .answer(Identifier(6)), kind: "常见问题")],
                offersRequest: true, question: "请填写“公开透明”的第二个字")),
        Rendered(
            name: "answers", address: .answers(),
            page: AnswersPage(
                query: AnswerQuery(),
                lines: [AnswersPage.Line(id: Identifier(6), question: "低保<怎么>办？", unitName: "明川县民政局", answer: "向乡镇申请。")],
                units: [])),
        Rendered(
            name: "answer", address: .answer(Identifier(6)),
            page: AnswerPage(
                content: BaseAnswer.Content(
                    question: "低保<怎么>办？", answer: "向乡镇申请。\n带户口簿。", links: [BaseAnswer.Link(name: "标准目录", address: "/catalogue")],
                    validUntil: date(2026, 12, 31)),
                unit: units[5], checked: instant(2026, 3, 10))),
        Rendered(
            name: "inspections", address: .inspections,
            page: InspectionColumnPage(groups: [
                (
                    name: "抽取记录",
                    entries: [
                        InspectionColumnPage.Entry(
                            kind: "抽取记录", unitName: "明川县应急管理局", document: documents[0], draw: Identifier(3))
                    ]
                )
            ])),
    ]

    private static let letterLine = MessagesPage.Line(
        id: Identifier(5), title: "农村低保<怎么>申请", kind: .question, unitName: "明川县民政局", answeredOn: date(2026, 3, 9), answer: "请向乡镇人民政府申请。")
}
