package import Domain
import HTML

/// 我要留言: one page with everything, and after it what was written once more.
package struct MessageFormPage: Sendable {
    package var form: MessageForm
    package var units: [OrganisationUnit]
    package var problems: [AskingProblem]
    package var token: String
    /// Working days until the answer.
    package var term: Int

    package init(form: MessageForm, units: [OrganisationUnit], problems: [AskingProblem] = [], token: String, term: Int) {
        self.form = form
        self.units = units
        self.problems = problems
        self.token = token
        self.term = term
    }
}

extension MessageFormPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problems.isEmpty ? "我要留言" : "错误：我要留言",
            column: PageHead.Column(
                name: "我要留言", description: "向县政府和各部门咨询、建议、投诉、求助，凭编号和查询码查看答复。", keywords: ["留言", "咨询", "投诉", "建议"],
                type: .letters),
            trail: MessageFrame.trail, width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "我要留言", lead: "咨询、建议、投诉、求助、表扬都可以。一般在 \(term) 个工作日内答复，您凭编号和查询码查看。")
        ErrorSummary(problems: problems.map { ($0.control, $0.message) }).write(&html)
        html(.p, .class("hint"), text: "人身和财产安全正受威胁的，请直接拨打 110、119、120、122，不要在这里等答复。")
        html(.form, .class("form"), .action(Address.messageForm.link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            html(.input, .type("hidden"), .name("step"), .value("check"))
            AskingFrame.trap(&html)
            ChoiceField(
                legend: "您的留言属于哪一类？", id: MessageField.kind.rawValue, problem: problem(.kind),
                choices: Message.Kind.allCases.map { ChoiceField.Choice(value: $0.rawValue, label: $0.name, hint: $0.hint) },
                chosen: form.kind?.rawValue ?? ""
            ).write(&html)
            line(&html, .title, form.title, hint: "一句话说明是什么事。最多 \(limit(.title)) 字。")
            FormField(
                label: "内容", id: MessageField.text.rawValue,
                hint: "请写明时间、地点和事情经过。最多 \(limit(.text)) 字。请不要写身份证号码、银行卡号等个人信息，也不要写国家秘密。", problem: problem(.text)
            ).write(&html) { html, attributes in
                html(.textarea, attributes: attributes + [.rows(10), .maxLength(limit(.text))]) { $0.text(form.text) }
            }
            writeUnits(&html)
            html(.p, .class("hint"), text: "下面三项都可以不填。填写的内容加密保存，只有办理人员能够查看，每次查看都有记录。")
            line(&html, .name, form.sender.name, hint: "怎样称呼您。", isOptional: true, autocomplete: "name")
            line(&html, .phone, form.sender.phone, hint: "手机号码，或者带区号的固定电话。", isOptional: true, type: "tel", autocomplete: "tel")
            line(&html, .email, form.sender.email, hint: "例如 name@example.com", isOptional: true, type: "email", autocomplete: "email")
            ChoiceField(
                legend: "可以在网站上公开您的留言和答复吗？", id: MessageField.publish.rawValue, problem: problem(.publish),
                choices: [
                    ChoiceField.Choice(value: "yes", label: "可以公开", hint: "姓名只显示第一个字，个人信息隐去。"),
                    ChoiceField.Choice(value: "no", label: "不要公开", hint: "只有您和办理人员能看到。"),
                ], chosen: form.mayPublish.map { $0 ? "yes" : "no" } ?? ""
            ).write(&html)
            html(.div, .class("form-acts")) { $0(.button, .class("button"), .type("submit"), text: "下一步：核对") }
        }
    }

    private func writeUnits(_ html: inout HTMLWriter) {
        FormField(
            label: MessageField.unit.label, id: MessageField.unit.rawValue, hint: "不清楚的不用选，我们按职责转给负责的单位。", problem: problem(.unit),
            isOptional: true
        ).write(&html) { html, attributes in
            html(.select, attributes: attributes) { html in
                html(.option, .value(""), text: "不清楚，请代为转办")
                for kind in OrganisationUnit.Kind.allCases {
                    let members = units.filter { $0.kind == kind }
                    guard !members.isEmpty else { continue }
                    html(.optgroup, .label(kind.words)) { html in
                        for unit in members {
                            html(.option, attributes: [.value(unit.code)] + (unit.code == form.unit ? [.selected] : [])) {
                                $0.text(unit.name)
                            }
                        }
                    }
                }
            }
        }
    }

    private func line(
        _ html: inout HTMLWriter, _ field: MessageField, _ value: String, hint: String, isOptional: Bool = false, type: String = "text",
        autocomplete: String = "off"
    ) {
        FormField(label: field.label, id: field.rawValue, hint: hint, problem: problem(field), isOptional: isOptional).write(&html) {
            html, attributes in
            html(.input, attributes: attributes + [.type(type), .autocomplete(autocomplete), .maxLength(limit(field)), .value(value)])
        }
    }

    private func limit(_ field: MessageField) -> Int { field.limit ?? 0 }
    private func problem(_ field: MessageField) -> String? { problems.first { $0.control == field.rawValue }?.message }
}

/// What the pages of writing a letter have in common.
enum MessageFrame {
    static let trail = [PageHead.Step(label: "留言咨询", address: .messages())]

    /// Everything that was typed, so that nothing is kept anywhere before it is sent.
    static func hidden(_ html: inout HTMLWriter, _ form: MessageForm, token: String, step: String) {
        let fields: [(String, String)] = [
            ("token", token), ("step", step), ("kind", form.kind?.rawValue ?? ""), ("unit", form.unit), ("title", form.title),
            ("text", form.text), ("name", form.sender.name), ("phone", form.sender.phone), ("email", form.sender.email),
            ("publish", form.mayPublish.map { $0 ? "yes" : "no" } ?? ""),
        ]
        for (name, value) in fields where !value.isEmpty { html(.input, .type("hidden"), .name(name), .value(value)) }
    }
}

/// Each line that says something as a paragraph.
func paragraphs(_ html: inout HTMLWriter, _ text: String) {
    for line in text.split(whereSeparator: \.isNewline) { html(.p, text: String(line)) }
}

extension Message.Kind {
    fileprivate var hint: String {
        switch self {
        case .question: "想知道政策怎么规定、事情怎么办。"
        case .proposal: "对工作有意见或者主意。"
        case .complaint: "对工作人员、单位或者事情不满意。"
        case .help: "遇到困难，需要帮助。"
        case .praise: "好人好事、好的服务。"
        }
    }
}

/// 核对: what was written once more, answers that may be it already, and the way to a request for disclosure where it is one.
package struct MessageCheckPage: Sendable {
    /// An answer of the base, a public letter or a document that may say it already.
    package struct Similar: Sendable {
        package var title: String
        package var address: Address
        package var kind: String

        package init(title: String, address: Address, kind: String) {
            self.title = title
            self.address = address
            self.kind = kind
        }
    }

    package var form: MessageForm
    package var unitName: String
    package var token: String
    package var similar: [Similar]
    /// Whether it looks like a request for disclosure, and those are taken here.
    package var offersRequest: Bool
    /// A plain question in words, when something suggests a program at work.
    package var question: String?
    package var problems: [AskingProblem]

    package init(
        form: MessageForm, unitName: String, token: String, similar: [Similar] = [], offersRequest: Bool = false, question: String? = nil,
        problems: [AskingProblem] = []
    ) {
        self.form = form
        self.unitName = unitName
        self.token = token
        self.similar = similar
        self.offersRequest = offersRequest
        self.question = question
        self.problems = problems
    }

    /// The button that sends, to which problems lead.
    package static let sendControl = "send"
}

extension MessageCheckPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problems.isEmpty ? "请核对您的留言" : "错误：请核对您的留言", crumb: "核对", trail: MessageFrame.trail, width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "请核对您的留言", lead: "还没有提交。确认无误后，请点页面下方的“提交留言”。")
        ErrorSummary(problems: problems.map { ($0.control, $0.message) }).write(&html)
        if offersRequest { writeRequest(&html) }
        writeSimilar(&html)
        section(&html, "您填写的内容", class: "section check-part") { html in
            html(.dl, .class("facts panel")) { html in
                for (label, value) in rows { fact(&html, label) { DocumentText.write(lines: value.isEmpty ? "没有填写" : value, &$0) } }
            }
            html(.form, .action(Address.messageForm.link), .method("post")) { html in
                MessageFrame.hidden(&html, form, token: token, step: "edit")
                html(.button, .class("button quiet"), .type("submit"), text: "返回修改")
            }
        }
        html(.form, .class("form"), .action(Address.messageForm.link), .method("post"), .noValidate) { html in
            MessageFrame.hidden(&html, form, token: token, step: "send")
            AskingFrame.trap(&html)
            if let question {
                HumanQuestionField(
                    question: question, hint: "提交的留言较多或者太快时，用这个问题确认不是程序自动提交。",
                    problem: problems.first { $0.control == AskingCheckPage.answerField }?.message
                ).write(&html)
            }
            html(.p, text: "提交后会给您留言编号和查询码，请当场记下或者打印。")
            html(.div, .class("form-acts")) { html in
                html(.button, .class("button"), .type("submit"), .id(Self.sendControl), text: "提交留言")
            }
        }
    }

    private func writeRequest(_ html: inout HTMLWriter) {
        section(&html, "您是要申请公开政府信息吗？", id: "request") { html in
            html(.p, text: "您写的内容像是要政府提供某份信息。这样的事项按《政府信息公开条例》申请，有法定的答复期限，对答复不满意还可以复议、诉讼。")
            html(.form, .class("form-acts"), .action(Address.requestForm.link), .method("post")) { html in
                let limit = RequestField.description.limit ?? 0
                let text = String(String.UnicodeScalarView("\(form.title)\n\(form.text)".unicodeScalars.prefix(limit)))
                let fields = [
                    ("token", token), ("step", "begin"), (RequestField.description.rawValue, text),
                    (RequestField.name.rawValue, form.sender.name),
                    (RequestField.phone.rawValue, form.sender.phone), (RequestField.email.rawValue, form.sender.email),
                    (RequestField.unit.rawValue, form.unit),
                ]
                for (name, value) in fields where !value.isEmpty { html(.input, .type("hidden"), .name(name), .value(value)) }
                html(.button, .class("button"), .type("submit"), text: "改为申请公开，带上已写的内容")
            }
            html(.p, .class("quiet"), text: "不是的，请继续提交留言。")
        }
    }

    private func writeSimilar(_ html: inout HTMLWriter) {
        guard !similar.isEmpty else { return }
        section(&html, "这些也许已经回答了您", id: "similar") { html in
            html(.p, .class("quiet"), text: "链接在新窗口打开，已填写的内容不会丢失。")
            html(.ul, .class("documents")) { html in
                for entry in similar {
                    html(.li) { html in
                        html(.a, .class("document-title"), .href(entry.address.link), .target("_blank"), .rel("noopener")) { html in
                            html.text(entry.title)
                            html(.span, .class("unseen"), text: "（在新窗口打开）")
                        }
                        html(.p, .class("document-facts")) { $0(.span, .class("kind"), text: entry.kind) }
                    }
                }
            }
        }
    }

    private var rows: [(String, String)] {
        [
            (MessageField.kind.label, form.kind?.name ?? ""), (MessageField.title.label, form.title), (MessageField.text.label, form.text),
            (MessageField.unit.label, unitName), (MessageField.name.label, form.sender.name), (MessageField.phone.label, form.sender.phone),
            (MessageField.email.label, form.sender.email), (MessageField.publish.label, form.mayPublish == true ? "可以公开" : "不要公开"),
        ]
    }
}

/// 回执: number and query code. The code is shown here and nowhere else.
package struct MessageReceiptPage: Sendable {
    package var number: String
    package var code: String
    package var submitted: Instant
    package var due: Day

    package init(number: String, code: String, submitted: Instant, due: Day) {
        self.number = number
        self.code = code
        self.submitted = submitted
        self.due = due
    }
}

extension MessageReceiptPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: "留言已经提交", crumb: "回执", trail: MessageFrame.trail, width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        ReceiptHead(title: "留言已经提交", noun: "留言编号", number: number, code: code, use: "查看答复和评价时都要用到编号和查询码。").write(&html)
        PrintedSource(address: Address.messageStatus.absolute(frame.origin), label: "查询留言答复").write(&html)
        html(.dl, .class("facts panel")) { html in
            fact(&html, "提交时间") { $0.text("\(submitted.day.inWords) \(submitted.clock)") }
            fact(&html, "一般在此之前答复") { $0.text(due.inWords) }
        }
        html(.div, .class("form-acts")) { html in
            html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印回执")
            html(.a, .class("button quiet"), .href(Address.messageStatus.link), text: "查询留言答复")
        }
    }
}
