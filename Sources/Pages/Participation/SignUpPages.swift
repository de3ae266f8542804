package import Domain
import HTML

/// What the pages of signing up have in common.
private func signUpTrail(_ gathering: Gathering) -> [PageHead.Step] {
    [
        PageHead.Step(label: "公众参与", address: .participation),
        PageHead.Step(label: "\(gathering.plan.title)\(gathering.plan.kind.name)", address: .gathering(gathering.id)),
    ]
}

/// 报名: one page, whole without JavaScript.
package struct SignUpFormPage: Sendable {
    package var gathering: Gathering
    package var entry: SignUp.Entry
    package var token: String
    /// A plain question in words, when something suggests a program at work.
    package var question: String?
    package var problems: [(field: String, message: String)]

    package init(
        gathering: Gathering, entry: SignUp.Entry, token: String, question: String? = nil,
        problems: [(field: String, message: String)] = []
    ) {
        self.gathering = gathering
        self.entry = entry
        self.token = token
        self.question = question
        self.problems = problems
    }
}

extension SignUpFormPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: problems.isEmpty ? "报名" : "错误：报名", trail: signUpTrail(gathering), width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        let plan = gathering.plan
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "报名", lead: "\(plan.title)\(plan.kind.name)，\(plan.day.inWords) \(plan.time)，\(plan.place)。")
        html(.form, .class("form"), .action(Address.signUpForm(gathering.id).link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            ChoiceField(
                legend: "报名类别", id: "party", problem: problems.message(of: "party"),
                choices: plan.seats.map { ChoiceField.Choice(value: $0.party.rawValue, label: $0.party.name, hint: "名额 \($0.count) 个") },
                chosen: entry.party?.rawValue ?? (plan.seats.count == 1 ? plan.seats[0].party.rawValue : "")
            ).write(&html)
            line(&html, "姓名", "name", entry.name, Opinion.longestName, "name", "名单公布时遮盖，例如“朱**”。")
            line(&html, "联系电话", "phone", entry.phone, 20, "tel", "只用于通知您，不公布。")
            TextArea(
                label: "报名理由", id: "note", value: entry.note, limit: SignUp.longestNote, rows: 3,
                hint: "最多 \(SignUp.longestNote) 字，例如您与这件事的关系。只有办理人员能看到。", problem: problems.message(of: "note"), isOptional: true
            ).write(&html)
            AskingFrame.trap(&html)
            if let question { HumanQuestionField(question: question, problem: problems.message(of: "answer")).write(&html) }
            html(.button, .class("button"), .type("submit"), .id("send"), text: "提交报名")
        }
    }

    private func line(
        _ html: inout HTMLWriter, _ label: String, _ id: String, _ value: String, _ limit: Int, _ autocomplete: String, _ hint: String
    ) {
        FormField(label: label, id: id, hint: hint, problem: problems.message(of: id)).write(&html) { html, attributes in
            html(.input, attributes: attributes + [.type("text"), .autocomplete(autocomplete), .maxLength(limit), .value(value)])
        }
    }
}

/// 报名回执, with the query code that is shown once.
package struct SignUpReceiptPage: Sendable {
    package var gathering: Gathering
    package var number: String
    package var code: String

    package init(gathering: Gathering, number: String, code: String) {
        self.gathering = gathering
        self.number = number
        self.code = code
    }
}

extension SignUpReceiptPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: "报名已经收到", crumb: "回执", trail: signUpTrail(gathering), width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        ReceiptHead(
            title: "报名已经收到", noun: "报名编号", number: number, code: code, use: "查询结果和取消报名都要用到编号和查询码。"
        ).write(&html)
        section(&html, "接下来") { html in
            html(.ul) { html in
                html(.li, text: "报名到\(gathering.plan.deadline.inWords) 24 时截止，之后确定参加人员：不超过名额的全部参加，超过的抽签。")
                html(.li, text: "参加人员名单在本网站公布，公布后可以用编号和查询码查询。")
            }
        }
        html(.div, .class("form-acts")) { html in
            html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印回执")
            html(.a, .class("button quiet"), .href(Address.signUpStatus.link), text: "查询报名结果")
        }
    }
}

/// A gathering that nobody can sign up for (any more), said plainly.
package struct ClosedSignUpPage: Sendable {
    package var gathering: Gathering

    package init(gathering: Gathering) { self.gathering = gathering }
}

extension ClosedSignUpPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: "报名已经截止", trail: signUpTrail(gathering), width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        let plan = gathering.plan
        pageTitle(&html, "报名已经截止", lead: "\(plan.title)\(plan.kind.name)的报名已于\(plan.deadline.chineseDate) 24 时截止，没有登记新的报名。")
        html(.p, text: plan.ways)
        html(.p) { $0(.a, .class("button quiet"), .href(Address.gathering(gathering.id).link), text: "返回\(plan.kind.name)页面") }
    }
}

/// 查询报名结果: asks for number and query code.
package struct SignUpLookupPage: Sendable {
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

extension SignUpLookupPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problem == nil ? "查询报名结果" : "错误：查询报名结果", crumb: "查询报名结果",
            column: PageHead.Column(name: "查询报名结果", description: "凭报名编号和查询码查询、取消报名。", keywords: ["听证会", "报名查询"], type: .survey),
            trail: [PageHead.Step(label: "公众参与", address: .participation)], width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "查询报名结果", lead: "请填写报名时得到的编号和查询码。")
        ErrorSummary(problems: problem.map { [("number", $0)] } ?? []).write(&html)
        html(.form, .class("form"), .action(Address.signUpStatus.link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            FormField(label: "报名编号", id: "number", hint: "例如 BM20260320-7KQ2MXW9", problem: problem).write(&html) { html, attributes in
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

/// What a person who signed up sees of it.
package struct SignUpStatusPage: Sendable {
    package var signUp: SignUp
    package var gathering: Gathering
    package var result: SignUp.Result
    package var mayCancel: Bool
    package var code: String
    package var token: String

    package init(signUp: SignUp, gathering: Gathering, result: SignUp.Result, mayCancel: Bool, code: String, token: String) {
        self.signUp = signUp
        self.gathering = gathering
        self.result = result
        self.mayCancel = mayCancel
        self.code = code
        self.token = token
    }
}

extension SignUpStatusPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: "报名结果", trail: signUpTrail(gathering), width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        let plan = gathering.plan
        pageTitle(&html, "报名结果", lead: "报名编号 \(signUp.number)")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "结果") { result.tag.write(&$0) }
            fact(&html, "活动") { $0(.a, .href(Address.gathering(gathering.id).link), text: "\(plan.title)\(plan.kind.name)") }
            fact(&html, "时间") { $0.text("\(plan.day.inWords) \(plan.time)") }
            fact(&html, "地点") { $0.text(plan.place) }
            fact(&html, "报名类别") { $0.text(signUp.party.name) }
            fact(&html, "报名时间") { $0.text(signUp.received.text) }
        }
        switch result {
        case .waiting: html(.p, text: "参加人员名单还没有公布。报名到\(plan.deadline.inWords) 24 时截止。")
        case .chosen: html(.p, text: "请按时到场。不能参加的，请电话告知：\(plan.ways)")
        case .notChosen: html(.p, text: "报名人数超过名额，这一次没有抽中。抽签的种子和候选编号随名单公布，可以重新抽取核对。")
        case .cancelled: html(.p, text: "这个报名已经取消。")
        }
        guard mayCancel else { return }
        html(.form, .action(Address.signUpStatus.link), .method("post")) { html in
            for (name, value) in [("token", token), ("step", "cancel"), ("number", signUp.number), ("code", code)] {
                html(.input, .type("hidden"), .name(name), .value(value))
            }
            html(.button, .class("button quiet"), .type("submit"), .id("cancel"), text: "取消报名")
        }
    }
}
