package import Domain
package import HTML

/// 登记来电来信: a clerk writes down what came by telephone, by post or at the counter.
package struct RegisterMessagePage: WorkPage {
    package var form: MessageForm
    package var channel: Message.Channel?
    package var receivedOn: String
    package var token: String
    package var units: [OrganisationUnit]
    package var problems: [(field: String, message: String)]
    /// What was registered just now: the code is shown once.
    package var filed: (number: String, code: String)?

    package init(
        form: MessageForm, channel: Message.Channel?, receivedOn: String, token: String, units: [OrganisationUnit],
        problems: [(field: String, message: String)] = [], filed: (number: String, code: String)? = nil
    ) {
        self.form = form
        self.channel = channel
        self.receivedOn = receivedOn
        self.token = token
        self.units = units
        self.problems = problems
        self.filed = filed
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "登记来电来信" }
    package var trail: [WorkStep] { [WorkStep(label: "留言", address: WorkRoute.messages.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "登记来电来信", lead: "12345 热线来电、来信、当面反映的，登记后与网上留言一起分办。")
        if let filed {
            html(.div, .class("notice"), .role("status")) { html in
                html(.p) { html in
                    html.text("已登记，请把编号和查询码告诉来电来信的人，查询码只在这里显示一次。编号 ")
                    html(.strong, .id("number"), text: filed.number)
                    html.text("，查询码 ")
                    html(.strong, .id("code"), text: filed.code)
                }
            }
        }
        workForm(&html, WorkRoute.registerMessage.link(), in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            ChoiceList(
                label: "来源", id: "channel", options: Message.Channel.allCases.filter { $0 != .portal }.map { ($0.rawValue, $0.name) },
                selected: channel?.rawValue ?? "", nothing: "请选择", problem: problems.message(of: "channel")
            ).write(&html)
            line("收到日期", "received", receivedOn, 20, hint: "例如 \(frame.today)", &html)
            ChoiceList(
                label: "类型", id: "kind", options: Message.Kind.allCases.map { ($0.rawValue, $0.name) }, selected: form.kind?.rawValue ?? "",
                nothing: "请选择", problem: problems.message(of: "kind")
            ).write(&html)
            line("标题", "title", form.title, MessageField.title.limit ?? 0, &html)
            TextArea(
                label: "内容", id: "text", value: form.text, limit: MessageField.text.limit ?? 0, rows: 8, hint: "照来电来信人的意思写，读给对方听。",
                problem: problems.message(of: "text")
            ).write(&html)
            ChoiceList(
                label: "希望由哪个单位答复", id: "unit", options: units.map { ($0.code, $0.name) }, selected: form.unit, nothing: "没有说",
                problem: problems.message(of: "unit"), isOptional: true
            ).write(&html)
            line("姓名", "name", form.sender.name, MessageField.name.limit ?? 0, isOptional: true, &html)
            line("联系电话", "phone", form.sender.phone, MessageField.phone.limit ?? 0, isOptional: true, &html)
            line("电子邮箱", "email", form.sender.email, MessageField.email.limit ?? 0, isOptional: true, &html)
            ChoiceList(
                label: "是否同意公开", id: "publish", options: [("no", "不同意"), ("yes", "同意")],
                selected: form.mayPublish.map { $0 ? "yes" : "no" } ?? "", nothing: "请选择", hint: "要问过本人。",
                problem: problems.message(of: "publish")
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "登记")
        }
    }

    private func line(
        _ label: String, _ id: String, _ value: String, _ limit: Int, hint: String? = nil, isOptional: Bool = false,
        _ html: inout HTMLWriter
    ) {
        TextLine(label: label, id: id, value: value, limit: limit, hint: hint, problem: problems.message(of: id), isOptional: isOptional)
            .write(&html)
    }
}

/// 派单目录: words that say which unit a letter is for.
package struct DirectoryPage: WorkPage {
    package var text: String
    package var problem: String?

    package init(text: String, problem: String? = nil) {
        self.text = text
        self.problem = problem
    }

    package static let limit = 60_000

    package var title: String { (problem == nil ? "" : "错误：") + "派单目录" }
    package var trail: [WorkStep] { [WorkStep(label: "留言", address: WorkRoute.messages.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problem.map { [("text", $0)] } ?? []).write(&html)
        pageTitle(&html, "派单目录", lead: "留言里出现这些词，就建议派给这个单位。由派单的人决定，不会自动派单。")
        workForm(&html, WorkRoute.saveDirectory.link(), in: frame, class: "form wide") { html in
            TextArea(
                label: "目录", id: "text", value: text, limit: Self.limit, rows: 20, hint: "一行一个单位，例如：县民政局：低保、养老、婚姻登记。职责有变化时及时修改。",
                problem: problem, isOptional: true
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "保存")
        }
    }
}
