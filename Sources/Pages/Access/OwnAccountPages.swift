package import Domain
package import HTML

/// 我的账号: who I am here, my password, my second factor, where I am signed in.
package struct OwnAccountPage: WorkPage {
    /// A session as its owner sees it.
    package struct SessionLine: Sendable {
        package var session: Session
        package var isThis: Bool

        package init(session: Session, isThis: Bool) {
            self.session = session
            self.isThis = isThis
        }
    }

    package var login: String
    package var email: String
    package var posts: [(unit: String, name: String, role: Role)]
    package var hasSecondFactor: Bool
    package var recoveryCodesLeft: Int
    package var sessions: [SessionLine]
    /// Nothing else is open before the password is changed.
    package var mustChange: Bool

    package init(
        login: String, email: String, posts: [(unit: String, name: String, role: Role)], hasSecondFactor: Bool, recoveryCodesLeft: Int,
        sessions: [SessionLine], mustChange: Bool
    ) {
        self.login = login
        self.email = email
        self.posts = posts
        self.hasSecondFactor = hasSecondFactor
        self.recoveryCodesLeft = recoveryCodesLeft
        self.sessions = sessions
        self.mustChange = mustChange
    }

    package var title: String { "我的账号" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title)
        if mustChange {
            html(.div, .class("notice"), .role("status")) { html in
                html(.p, text: "请先修改密码，之后才能办理其他事项。")
                html(.p) { $0(.a, .class("button"), .href(WorkRoute.ownPassword.link()), text: "修改密码") }
            }
        }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "姓名") { $0.text(frame.staff?.name ?? "") }
            fact(&html, "登录名") { $0.text(login) }
            fact(&html, "电子邮箱") { $0.text(email.isEmpty ? "没有登记，收不到邮件提醒；请联系系统管理员" : email) }
            fact(&html, "岗位") { html in
                guard !posts.isEmpty else { return html.text("还没有安排岗位，请联系安全管理员") }
                html(.ul, .class("words")) { html in
                    for post in posts {
                        html(.li, text: "\(post.unit) \(post.name)\(post.name == post.role.words ? "" : "（\(post.role.words)）")")
                    }
                }
            }
        }
        section(&html, "密码和动态口令") { html in
            html(.p) { html in
                StatusTag(word: hasSecondFactor ? "动态口令已启用" : "动态口令未启用", shape: hasSecondFactor ? .full : .open).write(&html)
            }
            if hasSecondFactor { html(.p, text: "还有 \(recoveryCodesLeft) 个没有用过的恢复码。") }
            html(.div, .class("form-acts")) { html in
                html(.a, .class("button quiet"), .href(WorkRoute.ownPassword.link()), text: "修改密码")
                html(
                    .a, .class("button quiet"), .href(WorkRoute.ownSecondFactor.link()), text: hasSecondFactor ? "管理动态口令" : "启用动态口令")
            }
        }
        section(&html, "登录中的设备", id: "sessions") { writeSessions(&$0, in: frame) }
    }

    private func writeSessions(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.p, text: "有不认识的设备，请结束它的登录并马上修改密码。")
        PeopleTable(caption: "登录中的设备", headings: ["设备", "登录时间", "最近使用", "操作"]).write(&html) { html, labels in
            for line in sessions {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: line.session.agent)
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.session.created.text)
                    html(.td, .role("cell"), .data("label", labels[2]), text: line.session.lastSeen.text)
                    html(.td, .role("cell"), .data("label", labels[3])) { html in
                        if line.isThis { return html.text("本设备") }
                        workForm(&html, WorkRoute.endSession.link(line.session.id), in: frame, class: "row-act") { html in
                            html(.button, .class("button quiet"), .type("submit")) { html in
                                html.text("结束")
                                html(.span, .class("unseen"), text: "\(line.session.agent) \(line.session.created.text) 的登录")
                            }
                        }
                    }
                }
            }
        }
        guard sessions.contains(where: { !$0.isThis }) else { return }
        workForm(&html, WorkRoute.endOtherSessions.link(), in: frame, class: "form-acts") { html in
            html(.button, .class("button quiet"), .type("submit"), text: "结束其他全部登录")
        }
    }
}

/// 修改密码
package struct OwnPasswordPage: WorkPage {
    /// The fields of the form, by their names in it.
    package enum Field: String, Sendable, CaseIterable { case password, passwordNew = "password-new", passwordAgain = "password-again" }

    package var rules: SignInRules
    package var hasSecondFactor: Bool
    package var isForced: Bool
    package var problems: [(field: Field, message: String)]

    package init(rules: SignInRules, hasSecondFactor: Bool, isForced: Bool, problems: [(field: Field, message: String)] = []) {
        self.rules = rules
        self.hasSecondFactor = hasSecondFactor
        self.isForced = isForced
        self.problems = problems
    }

    package var title: String { problems.isEmpty ? "修改密码" : "错误：修改密码" }
    package var trail: [WorkStep] { [WorkStep(label: "我的账号", address: WorkRoute.ownAccount.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems.map { ($0.field.rawValue, $0.message) }).write(&html)
        pageTitle(&html, "修改密码", lead: isForced ? "现在的密码是一次性的，或者已经到期，请改成自己的密码。" : "修改以后，其他设备上的登录全部结束。")
        workForm(&html, WorkRoute.changeOwnPassword.link(), in: frame) { html in
            PasswordField(label: "当前密码", id: Field.password.rawValue, problem: problem(.password), autocomplete: "current-password").write(
                &html)
            PasswordField(
                label: "新密码", id: Field.passwordNew.rawValue, hint: hint, problem: problem(.passwordNew), autocomplete: "new-password"
            ).write(&html)
            PasswordField(
                label: "再输入一次新密码", id: Field.passwordAgain.rawValue, problem: problem(.passwordAgain), autocomplete: "new-password"
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "修改密码")
        }
    }

    private var hint: String {
        var words = "至少 \(hasSecondFactor ? rules.shortestWithSecondFactor : rules.shortest) 个字符，可以用汉字和空格，一句自己记得住的话最好。"
        if !hasSecondFactor, rules.shortestWithSecondFactor < rules.shortest {
            words += "先启用动态口令的，至少 \(rules.shortestWithSecondFactor) 个。"
        }
        if rules.characterKinds > 0 { words += "大写字母、小写字母、数字、其他字符至少要有 \(rules.characterKinds) 种。" }
        return words + "不要用姓名、单位、地名、年份和键盘顺序拼成。"
    }

    private func problem(_ field: Field) -> String? { problems.first { $0.field == field }?.message }
}

/// 动态口令: set up, confirm, remove.
package struct OwnSecondFactorPage: WorkPage {
    package enum State: Sendable {
        case off
        /// - Parameters:
        ///   - secret: for typing.
        ///   - address: for the QR code.
        case pending(secret: String, address: String)
        case on(recoveryCodesLeft: Int)
    }

    package var state: State
    /// Beside the field `password` or `code`, whichever the page has.
    package var problem: String?

    package init(state: State, problem: String? = nil) {
        self.state = state
        self.problem = problem
    }

    package var title: String { problem == nil ? "动态口令" : "错误：动态口令" }
    package var trail: [WorkStep] { [WorkStep(label: "我的账号", address: WorkRoute.ownAccount.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        switch state {
        case .off: writeStart(&html, in: frame)
        case .pending(let secret, let address): writeConfirmation(&html, secret: secret, address: address, in: frame)
        case .on(let left): writeRemoval(&html, left: left, in: frame)
        }
    }

    private func writeStart(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("password", problem)]).write(&html) }
        pageTitle(&html, "启用动态口令", lead: "启用以后，登录时除密码外还要输入手机应用显示的六位数字，密码泄露也登录不了。")
        workForm(&html, WorkRoute.enableSecondFactor.link(), in: frame) { html in
            PasswordField(label: "当前密码", id: "password", problem: problem, autocomplete: "current-password").write(&html)
            html(.button, .class("button"), .type("submit"), text: "下一步")
        }
    }

    private func writeConfirmation(_ html: inout HTMLWriter, secret: String, address: String, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("code", problem)]).write(&html) }
        pageTitle(&html, "用手机应用扫码", lead: "任何支持动态口令（TOTP）的应用都可以，例如手机自带的密码管理、各省政务应用中的动态口令。")
        html(.figure, .class("panel")) { html in
            if let code = QRCode(address) {
                html.mosaic(code.squares(margin: 4), size: code.size + 8, label: "动态口令的二维码", class: "qr setup-code")
            }
            html(.figcaption) { html in
                html.text("不能扫码的，在应用中选择手动输入：")
                html(.code, text: Self.grouped(secret))
            }
        }
        workForm(&html, WorkRoute.confirmSecondFactor.link(), in: frame) { html in
            FormField(label: "应用中显示的六位数字", id: "code", problem: problem).write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [
                        .type("text"), .inputMode("numeric"), .autocomplete("one-time-code"), .maxLength(10), .required,
                    ])
            }
            html(.button, .class("button"), .type("submit"), text: "启用")
        }
        workForm(&html, WorkRoute.enableSecondFactor.link(), in: frame) { html in
            html(.details) { html in
                html(.summary, text: "重新生成二维码")
                PasswordField(label: "当前密码", id: "password", autocomplete: "current-password").write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "重新生成")
            }
        }
    }

    private func writeRemoval(_ html: inout HTMLWriter, left: Int, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("password", problem)]).write(&html) }
        pageTitle(&html, "动态口令已启用", lead: "还有 \(left) 个没有用过的恢复码。换手机或者恢复码快用完时，请停用后重新启用。")
        workForm(&html, WorkRoute.removeSecondFactor.link(), in: frame) { html in
            PasswordField(
                label: "当前密码", id: "password", hint: "停用以后，密码不够长的要马上修改。", problem: problem, autocomplete: "current-password"
            ).write(&html)
            html(.button, .class("button quiet"), .type("submit"), text: "停用动态口令")
        }
    }

    /// `ABCD EFGH …`, for typing.
    private static func grouped(_ secret: String) -> String {
        let letters = Array(secret.unicodeScalars)
        return stride(from: 0, to: letters.count, by: 4).map { start in
            String(String.UnicodeScalarView(letters[start..<min(start + 4, letters.count)]))
        }.joined(separator: " ")
    }
}

/// The recovery codes, once.
package struct RecoveryCodesPage: WorkPage {
    package var codes: [String]

    package init(codes: [String]) { self.codes = codes }

    package var title: String { "恢复码" }
    package var trail: [WorkStep] { [WorkStep(label: "我的账号", address: WorkRoute.ownAccount.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, "动态口令已启用，请保存恢复码", lead: "手机不在身边时，可以用恢复码代替动态口令，每个只能用一次。离开本页后不再显示，请打印或者抄写后妥善保管。")
        html(.ul, .class("panel recovery-codes")) { html in
            for code in codes { html(.li) { $0(.code, text: code) } }
        }
        html(.div, .class("form-acts")) { html in
            html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印")
            html(.a, .class("button quiet"), .href(WorkRoute.ownAccount.link()), text: "已经保存，返回我的账号")
        }
    }
}

extension QRCode {
    /// The dark modules, row by row, inside a margin of light ones (four by ISO/IEC 18004).
    func squares(margin: Int) -> [(column: Int, row: Int)] {
        (0..<size).flatMap { row in (0..<size).filter { self[$0, row] }.map { (column: $0 + margin, row: row + margin) } }
    }
}

/// A table of people, posts or devices; on a narrow screen each row is a card with the same labels.
struct PeopleTable {
    var caption: String
    var headings: [String]

    func write(_ html: inout HTMLWriter, rows: (inout HTMLWriter, [String]) -> Void) {
        html(.div, .class("table-scroll cards"), .role("region"), .tabIndex(0), .aria("label", caption)) { html in
            html(.table, .class("data-table"), .role("table")) { html in
                html(.caption, .class("unseen"), text: caption)
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        for heading in headings { html(.th, .scope("col"), .role("columnheader"), text: heading) }
                    }
                }
                html(.tbody, .role("rowgroup")) { rows(&$0, headings) }
            }
        }
    }
}
