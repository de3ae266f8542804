package import Domain
package import HTML

/// An account as the administrators see it.
package struct AccountLine: Sendable {
    /// Whether it can sign in.
    package enum State: Sendable {
        case open, mustChange, blocked, disabled
    }

    package var account: Account
    package var state: State
    package var hasSecondFactor: Bool
    package var subject: String?
    package var posts: [(unit: String, name: String, role: Role)]

    package init(
        account: Account, state: State, hasSecondFactor: Bool, subject: String?, posts: [(unit: String, name: String, role: Role)]
    ) {
        self.account = account
        self.state = state
        self.hasSecondFactor = hasSecondFactor
        self.subject = subject
        self.posts = posts
    }

    var tag: StatusTag {
        switch state {
        case .open: StatusTag(word: "正常", shape: .full)
        case .mustChange: StatusTag(word: "待改密码", shape: .half)
        case .blocked: StatusTag(word: "锁定", shape: .cross, isAlarming: true)
        case .disabled: StatusTag(word: "停用", shape: .open)
        }
    }

    func writePosts(_ html: inout HTMLWriter) {
        guard !posts.isEmpty else { return html(.span, .class("quiet"), text: "无岗位") }
        html(.ul, .class("words")) { html in
            for post in posts { html(.li, text: "\(post.unit) \(post.name)\(post.name == post.role.words ? "" : "（\(post.role.words)）")") }
        }
    }
}

/// 账号
package struct AccountsPage: WorkPage {
    package var lines: [AccountLine]

    package init(lines: [AccountLine]) { self.lines = lines }

    package var title: String { "账号" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "系统管理员新建、停用账号和重置密码；谁担任什么岗位由安全管理员安排。")
        html(.div, .class("form-acts")) { html in
            html(.a, .class("button"), .href(WorkRoute.newAccount.link()), text: "新建账号")
        }
        PeopleTable(caption: "账号", headings: ["姓名", "登录名", "状态", "动态口令", "岗位"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.account.link(line.account.id)), text: line.account.name)
                    }
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.account.login)
                    html(.td, .role("cell"), .data("label", labels[2])) { line.tag.write(&$0) }
                    html(.td, .role("cell"), .data("label", labels[3]), text: line.hasSecondFactor ? "已启用" : "未启用")
                    html(.td, .role("cell"), .data("label", labels[4])) { line.writePosts(&$0) }
                }
            }
        }
    }
}

/// One account, with what the administrator may do to it.
package struct AccountPage: WorkPage {
    package var line: AccountLine
    package var isOwn: Bool
    /// Whether accounts can be bound to an identity provider.
    package var hasProvider: Bool

    package init(line: AccountLine, isOwn: Bool, hasProvider: Bool) {
        self.line = line
        self.isOwn = isOwn
        self.hasProvider = hasProvider
    }

    package var title: String { line.account.name }
    package var trail: [WorkStep] { [WorkStep(label: "账号", address: WorkRoute.accounts.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title)
        html(.dl, .class("facts panel")) { html in
            fact(&html, "登录名") { $0.text(line.account.login) }
            fact(&html, "状态") { line.tag.write(&$0) }
            fact(&html, "动态口令") { $0.text(line.hasSecondFactor ? "已启用" : "未启用") }
            fact(&html, "电子邮箱") { $0.text(line.account.email.isEmpty ? "没有登记" : line.account.email) }
            fact(&html, "岗位") { line.writePosts(&$0) }
        }
        section(&html, "重置密码") { html in
            html(.p, text: "生成一次性密码，解除锁定，结束这个账号的全部登录。一次性密码请当面交给本人。")
            workForm(&html, WorkRoute.resetAccount.link(line.account.id), in: frame) { html in
                if line.hasSecondFactor {
                    html(.p, .class("choice")) { html in
                        html(.input, .type("checkbox"), .id("second-factor"), .name("second-factor"), .value("remove"))
                        html(.label, .for("second-factor"), text: "同时停用动态口令（手机遗失、恢复码也找不到时）")
                    }
                }
                html(.button, .class("button quiet"), .type("submit"), text: "重置密码")
            }
        }
        if !isOwn { writeSwitch(&html, in: frame) }
        if hasProvider { writeBinding(&html, in: frame) }
    }

    private func writeSwitch(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let isDisabled = line.account.isDisabled
        section(&html, isDisabled ? "恢复账号" : "停用账号") { html in
            html(.p, text: isDisabled ? "恢复以后仍用原来的密码登录。" : "停用以后不能登录，现有登录马上结束。岗位请另由安全管理员收回。")
            let route = isDisabled ? WorkRoute.enableAccount : WorkRoute.disableAccount
            workForm(&html, route.link(line.account.id), in: frame) { html in
                html(.button, .class("button quiet"), .type("submit"), text: isDisabled ? "恢复账号" : "停用账号")
            }
        }
    }

    private func writeBinding(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "统一身份认证") { html in
            workForm(&html, WorkRoute.bindAccount.link(line.account.id), in: frame) { html in
                FormField(label: "身份标识（sub）", id: "subject", hint: "填写后，本人可以由统一身份认证登录；清空则解除绑定。", isOptional: true).write(&html) {
                    html, attributes in
                    html(
                        .input,
                        attributes: attributes + [
                            .type("text"), .value(line.subject ?? ""), .maxLength(255), .autocomplete("off"), .spellCheck("false"),
                        ])
                }
                html(.button, .class("button quiet"), .type("submit"), text: "保存绑定")
            }
        }
    }
}

/// 新建账号
package struct NewAccountPage: WorkPage {
    package var login: String
    package var name: String
    package var email: String
    package var problem: String?

    package init(login: String = "", name: String = "", email: String = "", problem: String? = nil) {
        self.login = login
        self.name = name
        self.email = email
        self.problem = problem
    }

    package var title: String { problem == nil ? "新建账号" : "错误：新建账号" }
    package var trail: [WorkStep] { [WorkStep(label: "账号", address: WorkRoute.accounts.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("login", problem)]).write(&html) }
        pageTitle(&html, "新建账号", lead: "新账号没有岗位，什么也办不了；请安全管理员随后安排。")
        workForm(&html, WorkRoute.addAccount.link(), in: frame) { html in
            FormField(label: "登录名", id: "login", hint: "小写字母、数字和 . - _，例如 wangming", problem: problem).write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [
                        .type("text"), .value(login), .maxLength(LoginName.longest), .autocomplete("off"), .spellCheck("false"), .required,
                    ])
            }
            FormField(label: "姓名", id: "name").write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("text"), .value(name), .maxLength(40), .autocomplete("off"), .required])
            }
            FormField(label: "电子邮箱", id: "email", hint: "用于提醒。", isOptional: true).write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("email"), .value(email), .maxLength(254), .autocomplete("off")])
            }
            html(.button, .class("button"), .type("submit"), text: "新建账号")
        }
    }
}

/// A one-time password, shown once.
package struct OneTimePasswordPage: WorkPage {
    package var account: Account
    package var secret: String

    package init(account: Account, secret: String) {
        self.account = account
        self.secret = secret
    }

    package var title: String { "一次性密码" }
    package var trail: [WorkStep] { [WorkStep(label: "账号", address: WorkRoute.accounts.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.div, .class("receipt")) { html in
            html(.h1, text: "\(account.name)的一次性密码")
            html(.p, .class("receipt-number")) { $0(.code, text: secret) }
        }
        html(.ul) { html in
            html(.li, text: "请当面交给本人。离开本页后不再显示；没有记下的，请再重置一次。")
            html(.li, text: "登录名是 \(account.login)，首次登录必须修改密码。")
        }
        html(.p) { $0(.a, .class("button quiet"), .href(WorkRoute.account.link(account.id)), text: "返回账号") }
    }
}
