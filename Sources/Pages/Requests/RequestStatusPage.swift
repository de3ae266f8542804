package import Domain
import HTML

/// 查询办理进度: asks for number and query code.
package struct RequestLookupPage: Sendable {
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

extension RequestLookupPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problem == nil ? "查询办理进度" : "错误：查询办理进度", crumb: "查询办理进度",
            column: PageHead.Column(
                name: "查询办理进度", description: "凭申请编号和查询码查询依申请公开的办理进度。", keywords: ["依申请公开", "办理进度"], type: .requests),
            trail: AskingFrame.trail, width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "查询办理进度", lead: "请填写提交申请时得到的申请编号和查询码。")
        ErrorSummary(problems: problem.map { [("number", $0)] } ?? []).write(&html)
        html(.form, .class("form"), .action(Address.requestStatus.link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            html(.input, .type("hidden"), .name("step"), .value("look"))
            FormField(label: "申请编号", id: "number", hint: "见回执，由工作人员登记的见登记回执。", problem: problem).write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [
                        .type("text"), .autocomplete("off"), .maxLength(40), .spellCheck("false"), .value(number),
                    ])
            }
            FormField(label: "查询码", id: "code", hint: "见回执，不分大小写，横线可以不写。").write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [.type("text"), .autocomplete("off"), .maxLength(40), .spellCheck("false"), .value("")])
            }
            html(.div, .class("form-acts")) { $0(.button, .class("button"), .type("submit"), text: "查询") }
        }
        section(&html, "没有查询码") { html in
            html(.p) { html in
                html.text("查询码丢失的，请带上证件到受理单位，或者")
                if frame.county.phone.isEmpty { html.text("致电受理单位") } else { html.text("拨打 \(frame.county.phone)") }
                html.text("询问。为保护您的隐私，电话里不会告知申请内容。")
            }
        }
    }
}

/// What an applicant sees of a request: every step, the due day and why, who is to act. Nothing of the identity.
package struct RequestStatusPage: Sendable {
    package var number: String
    /// Brought back by everything that is done on the page.
    package var code: String
    package var token: String
    package var unitName: String
    /// What happened, oldest first.
    package var facts: [RequestFact]
    package var standing: RequestStanding
    package var left: TimeLeft?
    /// What is to be made clear (补正告知的内容).
    package var question: String?
    /// Numbers and titles of the letters that were served on the portal.
    package var letters: [String]
    /// What goes with the reply.
    package var enclosed: [(name: String, sizeInBytes: Int)]
    /// The cases in which it goes on.
    package var following: [Following]
    /// What has just been done on the page.
    package var notice: String?
    package var problems: [AskingProblem]
    /// What was typed as clarification and not taken.
    package var clarification: String
    /// The letter that its words became: they are no request for information.
    package var letter: MessageStatusPage.Following?

    package init(
        number: String, code: String, token: String, unitName: String, facts: [RequestFact], standing: RequestStanding, left: TimeLeft?,
        question: String? = nil, letters: [String] = [], enclosed: [(name: String, sizeInBytes: Int)] = [], following: [Following] = [],
        notice: String? = nil,
        problems: [AskingProblem] = [], clarification: String = ""
    ) {
        self.number = number
        self.code = code
        self.token = token
        self.unitName = unitName
        self.facts = facts
        self.standing = standing
        self.left = left
        self.question = question
        self.letters = letters
        self.enclosed = enclosed
        self.following = following
        self.notice = notice
        self.problems = problems
        self.clarification = clarification
    }

    /// A case in which the request goes on, with what opens it.
    package struct Following: Sendable, Hashable {
        package var number: String
        package var unitName: String
        /// `nil` when it cannot be told here.
        package var code: String?

        package init(number: String, unitName: String, code: String?) {
            self.number = number
            self.unitName = unitName
            self.code = code
        }
    }

    /// Most Unicode scalars of a clarification.
    package static let clarificationLimit = 2000
}

extension RequestStatusPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problems.isEmpty ? "申请办理进度" : "错误：申请办理进度", crumb: "办理进度", trail: AskingFrame.trail, width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "申请办理进度", lead: "申请编号 \(number)")
        ErrorSummary(problems: problems.map { ($0.control, $0.message) }).write(&html)
        if let notice { html(.p, .class("panel"), .role("status")) { $0(.strong, text: notice) } }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "现在的状态") { html in
                StatusTag(word: standing.state.name, shape: standing.state.isOpen ? .half : .full).write(&html)
                html(.p, text: standing.state.plainWords)
            }
            fact(&html, "受理单位") { $0.text(unitName) }
            if let day = standing.receivedOn { fact(&html, "收到申请之日") { $0.text(day.inWords) } }
            fact(&html, "答复期限") { writeDue(&$0) }
            if let day = standing.applicantDueOn { fact(&html, "您的期限") { $0.text("请在\(day.inWords)前办理") } }
            fact(&html, "下一步由谁办理") { $0.text(standing.state.nextParty) }
        }
        writeFollowing(&html)
        if let letter { letter.write(&html) }
        writeDerivation(&html)
        writeActs(&html)
        section(&html, "办理过程") { html in
            html(.ol, .class("steps")) { html in
                for fact in facts {
                    html(.li) { html in
                        html(.time, .dateTime(fact.day.description), text: fact.day.inWords)
                        html(.span, text: fact.kind.name)
                    }
                }
            }
        }
    }

    private func writeDue(_ html: inout HTMLWriter) {
        guard standing.state.isOpen else { return html.text("已经办结") }
        guard let due = standing.dueOn else { return html.text(standing.receivedOn == nil ? "双方确认收到申请之后开始计算" : "现在不计算") }
        html(.span, text: due.inWords)
        if standing.isProvisional { html(.span, .class("mark-word"), text: "暂定") }
        if let left {
            switch left {
            case .overdue: StatusTag(word: left.words, shape: .cross, isAlarming: true).write(&html)
            case .today: StatusTag(word: left.words, shape: .half).write(&html)
            case .left: StatusTag(word: left.words, shape: .open).write(&html)
            }
        }
    }

    /// Number and code of each case in which it goes on: nobody else tells the applicant.
    private func writeFollowing(_ html: inout HTMLWriter) {
        guard !following.isEmpty else { return }
        section(&html, "在新的编号下继续办理") { html in
            html(.p, text: "请记下编号和查询码，以后凭它们查询。请不要把查询码告诉别人。")
            for next in following {
                html(.dl, .class("facts panel")) { html in
                    fact(&html, "申请编号") { $0.text(next.number) }
                    fact(&html, "受理单位") { $0.text(next.unitName) }
                    fact(&html, "查询码") { $0.text(next.code ?? "请向受理单位询问") }
                }
                if let code = next.code {
                    form(&html, "look", of: (next.number, code), class: "form-acts") { html in
                        html(.button, .class("button quiet"), .type("submit"), text: "查看 \(next.number) 的办理进度")
                    }
                }
            }
        }
    }

    private func writeDerivation(_ html: inout HTMLWriter) {
        guard !standing.derivation.isEmpty else { return }
        html(.details, .class("fold")) { html in
            html(.summary) { $0(.h2, text: "期限怎么算的") }
            html(.ol) { html in for sentence in standing.derivation { html(.li, text: sentence) } }
        }
    }

    // MARK: What the applicant can do

    private func writeActs(_ html: inout HTMLWriter) {
        let acts = standing.state.applicantActs
        writeLetters(&html)
        if acts.contains(.clarify) { writeClarification(&html) }
        if acts.contains(.withdraw) { writeWithdrawal(&html) }
    }

    private func writeLetters(_ html: inout HTMLWriter) {
        guard !letters.isEmpty else { return }
        section(&html, "网上送达的文书", id: "letters") { html in
            if let problem = problems.first(where: { $0.control == "letters" }) { html(.p, .class("problem"), text: problem.message) }
            for (index, name) in letters.enumerated() {
                html(.h3, text: name)
                form(&html, "letter", class: "form-acts", extra: [("letter", String(index + 1))]) { html in
                    for (format, label) in [(nil, "查看、打印"), ("docx", "下载 Word 文件"), ("pdf", "下载 PDF")] as [(String?, String)] {
                        let asked: [Attribute] = format.map { [.name("format"), .value($0)] } ?? []
                        html(.button, attributes: [.class("button quiet"), .type("submit")] + asked) { html in
                            html.text(label)
                            html(.span, .class("unseen"), text: "：\(name)")
                        }
                    }
                }
            }
            if !enclosed.isEmpty { html(.h3, text: "随答复提供的材料") }
            for (index, file) in enclosed.enumerated() {
                form(&html, "file", class: "form-acts", extra: [("file", String(index + 1))]) { html in
                    html(
                        .button, .class("button quiet"), .type("submit"), text: "下载：\(file.name)（\(file.sizeInBytes.asFileSize)）")
                }
            }
        }
    }

    private func writeWithdrawal(_ html: inout HTMLWriter) {
        let problem = problems.first { $0.control == "sure" }?.message
        html(.details, attributes: [.class("fold")] + (problem == nil ? [] : [.open])) { html in
            html(.summary) { $0(.h2, text: "撤回申请") }
            html(.div) { html in
                html(.p, text: "撤回之后这份申请不再办理。以后需要时可以重新申请。")
                form(&html, "withdraw") { html in
                    if let problem { html(.p, .class("problem"), .id("sure-problem"), text: problem) }
                    html(.div, .class("choice")) { html in
                        let described: [Attribute] = problem == nil ? [] : [.aria("describedby", "sure-problem"), .aria("invalid", "true")]
                        html(.input, attributes: [.type("checkbox"), .id("sure"), .name("sure"), .value("1")] + described)
                        html(.label, .for("sure"), text: "我确定要撤回这份申请")
                    }
                    html(.button, .class("button quiet"), .type("submit"), text: "撤回申请")
                }
            }
        }
    }

    private func writeClarification(_ html: inout HTMLWriter) {
        section(&html, "提交补正") { html in
            html(.p, text: question == nil ? "请按受理单位告知您的事项补正。" : "受理单位请您补正下面的内容：")
            if let question { html(.blockquote) { DocumentText.write(lines: question, &$0) } }
            html(.p, .class("quiet"), text: "请在期限内提交，逾期没有正当理由的，视为放弃申请。收到补正后，答复期限重新起算（《政府信息公开条例》第三十条）。")
            form(&html, "clarify", class: "form") { html in
                FormField(
                    label: "补正的内容", id: "clarification", hint: "最多 \(Self.clarificationLimit) 字。",
                    problem: problems.first { $0.control == "clarification" }?.message
                ).write(&html) { html, attributes in
                    html(.textarea, attributes: attributes + [.rows(6), .maxLength(Self.clarificationLimit)]) { $0.text(clarification) }
                }
                html(.button, .class("button"), .type("submit"), text: "提交补正")
            }
        }
    }

    private func form(
        _ html: inout HTMLWriter, _ step: String, of other: (number: String, code: String)? = nil, class name: String = "",
        extra: [(String, String)] = [], content: (inout HTMLWriter) -> Void
    ) {
        let (number, code) = other ?? (number, code)
        html(.form, .class(name.isEmpty ? "act" : name), .action(Address.requestStatus.link), .method("post"), .noValidate) { html in
            for (name, value) in [("token", token), ("step", step), ("number", number), ("code", code)] + extra {
                html(.input, .type("hidden"), .name(name), .value(value))
            }
            content(&html)
        }
    }
}

extension RequestState {
    /// What an applicant can do without the office.
    package enum ApplicantAct: Sendable, Hashable { case clarify, withdraw }

    package var applicantActs: Set<ApplicantAct> {
        var acts: Set<ApplicantAct> = []
        if self == .clarificationAsked { acts.insert(.clarify) }
        if isOpen, allows(.withdrawn) { acts.insert(.withdraw) }
        return acts
    }

    /// Whose turn it is, to the applicant.
    var nextParty: String {
        switch waitsFor {
        case .office: self == .awaitingConfirmation || self == .registered ? "受理单位与您互相确认" : "受理单位"
        case .applicant: "您"
        case .thirdParty: "被征求意见的第三方"
        case .coMaker: "共同制作这份信息的机关"
        case .nobody: "已经办结，没有下一步"
        }
    }

    /// What the state means to somebody who asks once in a lifetime.
    var plainWords: String {
        switch self {
        case .registered: "您的申请已经登记，还没有确认收到。"
        case .awaitingConfirmation: "您的申请已经登记，等待受理单位与您确认。确认之日为收到申请之日。"
        case .accepted: "受理单位已经收到申请，正在办理。"
        case .clarificationAsked: "申请的内容不够明确，请您在期限内补正。"
        case .clarified: "收到了您的补正，答复期限重新起算，正在办理。"
        case .abandoned: "没有在期限内收到补正，按规定视为放弃申请。有正当理由的，请尽快联系受理单位。"
        case .inHand: "征求意见已经结束，正在办理。"
        case .thirdPartyConsulted: "公开可能损害第三方的合法权益，正在征求第三方的意见。所需时间不计算在答复期限内。"
        case .coMakerConsulted: "信息由几个机关共同制作，正在征求其他机关的意见。所需时间不计算在答复期限内。"
        case .extended: "答复期限已经依法延长，正在办理。"
        case .feeNoticed: "请按收费通知缴纳信息处理费，缴费后继续办理。"
        case .feePaid: "收到了您的缴费，答复期限重新起算，正在办理。"
        case .feeLapsed: "没有在期限内缴费，按规定视为放弃申请。"
        case .delayed: "申请的数量较多，已经确定延迟答复的合理期限，正在办理。"
        case .answered: "已经作出答复，正在送达。"
        case .served: "答复已经送达。"
        case .archived: "已经答复并归档。"
        case .transferred: "已经转给负责的单位，由该单位继续办理。"
        case .withdrawn: "您已经撤回这份申请。"
        case .merged: "与您的另一份相同申请合并办理。"
        case .split: "一份申请包含几件事，已经拆分，逐件办理。"
        }
    }
}
