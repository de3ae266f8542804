package import Domain
import HTML

/// 查询留言答复: asks for number and query code.
package struct MessageLookupPage: Sendable {
    package var number: String
    /// The same words whether the number exists or not.
    package var problem: String?
    package var token: String

    package init(number: String = "", problem: String? = nil, token: String) {
        self.number = number
        self.problem = problem
        self.token = token
    }
}

extension MessageLookupPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problem == nil ? "查询留言答复" : "错误：查询留言答复", crumb: "查询留言答复",
            column: PageHead.Column(name: "查询留言答复", description: "凭留言编号和查询码查看办理进度和答复。", keywords: ["留言", "答复查询"], type: .letters),
            trail: MessageFrame.trail, width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "查询留言答复", lead: "请填写提交留言时得到的编号和查询码。")
        ErrorSummary(problems: problem.map { [("number", $0)] } ?? []).write(&html)
        html(.form, .class("form"), .action(Address.messageStatus.link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            html(.input, .type("hidden"), .name("step"), .value("look"))
            FormField(label: "留言编号", id: "number", hint: "例如 LY2026-00001", problem: problem).write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [.type("text"), .autocomplete("off"), .maxLength(40), .spellCheck("false"), .value(number)])
            }
            FormField(label: "查询码", id: "code", hint: "见回执，不分大小写，横线可以不写。").write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [.type("text"), .autocomplete("off"), .maxLength(40), .spellCheck("false"), .value("")])
            }
            html(.div, .class("form-acts")) { $0(.button, .class("button"), .type("submit"), text: "查询") }
        }
    }
}

/// What the writer sees of a letter: where it stands, the answer, and the rating.
package struct MessageStatusPage: Sendable {
    package struct Following: Sendable, Hashable {
        package var number: String
        package var code: String?

        package init(number: String, code: String?) {
            self.number = number
            self.code = code
        }
    }

    package var message: Message
    package var unitName: String
    /// Brought back by everything that is done on the page.
    package var code: String
    package var token: String
    package var due: Day
    /// Oldest first: what happened, and what was told with it.
    package var steps: [(day: Day, words: String, told: String)]
    package var answer: String?
    package var answeredOn: Day?
    package var mergedInto: String?
    package var request: Following?
    /// Where it is public.
    package var page: Address?
    package var notice: String?
    package var problems: [AskingProblem]

    package init(
        message: Message, unitName: String, code: String, token: String, due: Day, steps: [(day: Day, words: String, told: String)],
        answer: String?, answeredOn: Day?, mergedInto: String? = nil, request: Following? = nil, page: Address? = nil,
        notice: String? = nil, problems: [AskingProblem] = []
    ) {
        self.message = message
        self.unitName = unitName
        self.code = code
        self.token = token
        self.due = due
        self.steps = steps
        self.answer = answer
        self.answeredOn = answeredOn
        self.mergedInto = mergedInto
        self.request = request
        self.page = page
        self.notice = notice
        self.problems = problems
    }

    package static let noteLimit = 500
}

extension MessageStatusPage.Following {
    /// On the page of the request that it came from.
    func write(_ html: inout HTMLWriter) {
        section(&html, "另作留言办理") { html in
            html(.p, text: "您的申请里有咨询、投诉等不属于申请公开政府信息的内容，已另作留言办理，对申请的答复不受影响。请记下留言编号和查询码。请不要把查询码告诉别人。")
            html(.dl, .class("facts panel")) { html in
                fact(&html, "留言编号") { $0.text(number) }
                fact(&html, "查询码") { $0.text(code ?? "请向受理单位询问") }
            }
            html(.p) { $0(.a, .class("button quiet"), .href(Address.messageStatus.link), text: "查询留言答复") }
        }
    }
}

extension MessageStatusPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problems.isEmpty ? "留言办理进度" : "错误：留言办理进度", crumb: "办理进度", trail: MessageFrame.trail, width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "留言办理进度", lead: "留言编号 \(message.number)")
        ErrorSummary(problems: problems.map { ($0.control, $0.message) }).write(&html)
        if let notice { html(.p, .class("panel"), .role("status")) { $0(.strong, text: notice) } }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "标题") { $0.text(message.title) }
            fact(&html, "类型") { $0.text(message.kind.name) }
            fact(&html, "现在的状态") { html in
                StatusTag(word: message.state.citizenWord, shape: message.state.isOpen ? .half : .full).write(&html)
            }
            fact(&html, "办理单位") { $0.text(unitName) }
            fact(&html, "收到日期") { $0.text(message.receivedOn.inWords) }
            if message.state.isOpen { fact(&html, "一般在此之前答复") { $0.text(due.inWords) } }
            if let mergedInto { fact(&html, "合并办理") { $0.text("与 \(mergedInto) 反映的是同一件事，答复相同。") } }
            if let page { fact(&html, "公开") { $0(.a, .href(page.link), text: "您的留言和答复已经公开") } }
        }
        if let request { writeRequest(request, &html) }
        if let answer {
            section(&html, "答复", id: "answer") { html in
                html(.div, .class("panel")) { html in
                    paragraphs(&html, answer)
                    if let answeredOn { html(.p, .class("quiet"), text: "\(unitName)，\(answeredOn.inWords)") }
                }
            }
        }
        if message.answeredOn != nil { writeRating(&html) }
        section(&html, "办理过程") { html in
            html(.ol, .class("steps")) { html in
                for step in steps {
                    html(.li) { html in
                        html(.time, .dateTime(step.day.description), text: step.day.inWords)
                        html(.span, text: step.words)
                        if !step.told.isEmpty { paragraphs(&html, step.told) }
                    }
                }
            }
        }
    }

    private func writeRequest(_ request: Following, _ html: inout HTMLWriter) {
        section(&html, "已按依申请公开办理") { html in
            html(.p, text: "您反映的是申请公开政府信息。请记下新的编号和查询码，以后凭它们查询。请不要把查询码告诉别人。")
            html(.dl, .class("facts panel")) { html in
                fact(&html, "申请编号") { $0.text(request.number) }
                fact(&html, "查询码") { $0.text(request.code ?? "请向办理单位询问") }
            }
            html(.p) { $0(.a, .class("button quiet"), .href(Address.requestStatus.link), text: "查询申请的办理进度") }
        }
    }

    private func writeRating(_ html: inout HTMLWriter) {
        section(&html, "您对答复满意吗？", id: "rate") { html in
            if let rating = message.rating { return html(.p, text: "您的评价：\(rating.name)。一件留言评价一次。") }
            html(.form, .class("form"), .action(Address.messageStatus.link), .method("post"), .noValidate) { html in
                for (name, value) in [("token", token), ("step", "rate"), ("number", message.number), ("code", code)] {
                    html(.input, .type("hidden"), .name(name), .value(value))
                }
                ChoiceField(
                    legend: "请选择一项，提交后不能修改", id: "rating", problem: problems.first { $0.control == "rating" }?.message,
                    choices: Message.Rating.allCases.reversed().map {
                        ChoiceField.Choice(value: String($0.rawValue), label: $0.name, hint: nil)
                    }, chosen: ""
                ).write(&html)
                FormField(label: "想说的话", id: "note", hint: "最多 \(Self.noteLimit) 字。只有办理人员能看到。", isOptional: true).write(&html) {
                    html, attributes in
                    html(.textarea, attributes: attributes + [.rows(3), .maxLength(Self.noteLimit)]) { $0.text("") }
                }
                html(.div, .class("form-acts")) { $0(.button, .class("button"), .type("submit"), text: "提交评价") }
            }
        }
    }
}

extension MessageState {
    /// For the writer: what the office argues about among itself is “in hand”.
    var citizenWord: String {
        switch self {
        case .received: "已收到，正在分派"
        case .dispatched, .objected, .drafted: "办理中"
        case .answered: "已答复"
        case .closed: "已办结"
        case .merged: "合并办理"
        case .converted: "已按依申请公开办理"
        }
    }

    var tag: StatusTag {
        StatusTag(word: name, shape: self == .received || self == .objected ? .open : isOpen ? .half : .full)
    }
}

extension MessageAct {
    /// What the writer is told of it.
    package var citizenWord: String {
        switch self {
        case .register: "收到留言"
        case .dispatch: "转给负责的单位办理"
        case .uphold, .transfer: "改由另一个单位办理"
        case .turnAway: "处置意见"
        case .approve: "作出答复"
        case .urge: "督促办理"
        case .close: "办结"
        case .merge: "合并办理"
        case .convert: "转为依申请公开"
        case .rate: "您作出评价"
        case .publish: "留言和答复公开"
        case .withdraw: "留言不再公开"
        case .object, .reject, .draft, .giveBack: "办理中"
        }
    }
}
