import Domain
package import HTML

/// Name and password (登录).
package struct SignInPage: WorkPage {
    package var login: String
    /// Where the person wanted to go; empty for 今日.
    package var next: String
    package var problem: String?
    /// What the button to the identity provider says; `nil` when there is none.
    package var provider: String?

    package init(login: String = "", next: String = "", problem: String? = nil, provider: String? = nil) {
        self.login = login
        self.next = next
        self.problem = problem
        self.provider = provider
    }

    package var title: String { problem == nil ? "登录" : "错误：登录" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("login", problem)]).write(&html) }
        pageTitle(&html, "登录工作台", lead: "\(frame.county.name)工作人员使用。")
        workForm(&html, WorkRoute.submitSignIn.link(), in: frame) { html in
            html(.input, .type("hidden"), .name("next"), .value(next))
            FormField(label: "登录名", id: "login").write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [
                        .type("text"), .value(login), .autocomplete("username"), .spellCheck("false"), .maxLength(64), .required,
                    ])
            }
            PasswordField(label: "密码", id: "password", autocomplete: "current-password").write(&html)
            html(.button, .class("button"), .type("submit"), text: "登录")
        }
        if let provider {
            section(&html, "其他方式") { html in
                let query = next.isEmpty ? [] : [(name: "next", value: next)]
                html(.p) { $0(.a, .class("button quiet"), .href(WorkRoute.providerSignIn.link(query: query)), text: provider) }
            }
        }
        section(&html, "登录不了？") { html in
            html(.ul) { html in
                html(.li, text: "忘记密码、账号锁定或者手机遗失，请联系本县系统管理员重置。")
                html(.li, text: "系统不会通过电话、短信、微信向您索要密码或者动态口令。")
            }
        }
    }
}

/// The second step of signing in (动态口令).
package struct SignInCodePage: WorkPage {
    package var next: String
    package var problem: String?

    package init(next: String = "", problem: String? = nil) {
        self.next = next
        self.problem = problem
    }

    package var title: String { problem == nil ? "输入动态口令" : "错误：输入动态口令" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("code", problem)]).write(&html) }
        pageTitle(&html, "输入动态口令", lead: "密码正确。请再输入手机应用中此刻显示的六位数字。")
        workForm(&html, WorkRoute.submitSignInCode.link(), in: frame) { html in
            html(.input, .type("hidden"), .name("next"), .value(next))
            FormField(label: "动态口令", id: "code", hint: "手机不在身边的，可以输入一个没有用过的恢复码。", problem: problem).write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [
                        .type("text"), .autocomplete("one-time-code"), .spellCheck("false"), .maxLength(40), .required,
                    ])
            }
            html(.button, .class("button"), .type("submit"), text: "继续")
        }
        html(.p) { $0(.a, .href(WorkRoute.signIn.link()), text: "换一个账号登录") }
    }
}

/// A field for a password. Pasting and password managers are welcome.
struct PasswordField {
    var label: String
    var id: String
    var hint: String?
    var problem: String?
    var autocomplete: String

    func write(_ html: inout HTMLWriter) {
        FormField(label: label, id: id, hint: hint, problem: problem).write(&html) { html, attributes in
            html(
                .input,
                attributes: attributes + [
                    .type("password"), .autocomplete(autocomplete), .spellCheck("false"), .maxLength(512), .required,
                ])
        }
    }
}
