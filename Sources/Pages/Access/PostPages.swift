package import Domain
package import HTML

/// 岗位: who holds what.
package struct PostsPage: WorkPage {
    /// A post with the one who holds it.
    package struct Line: Sendable {
        package var post: Post
        package var unit: String
        /// `nil` when it stands empty.
        package var holder: String?
        package var since: Instant?

        package init(post: Post, unit: String, holder: String?, since: Instant?) {
            self.post = post
            self.unit = unit
            self.holder = holder
            self.since = since
        }
    }

    package var lines: [Line]
    /// Who could hold one: the accounts that are not disabled.
    package var accounts: [Account]
    package var units: [OrganisationUnit]
    package var problem: String?

    package init(lines: [Line], accounts: [Account], units: [OrganisationUnit], problem: String? = nil) {
        self.lines = lines
        self.accounts = accounts
        self.units = units
        self.problem = problem
    }

    package var title: String { problem == nil ? "岗位" : "错误：岗位" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("posts", problem)]).write(&html) }
        pageTitle(&html, "岗位", lead: "工作跟着岗位走。人员变动时先收回、再安排，未办完的工作由接任的人继续。")
        html(.p) { $0(.a, .href(WorkRoute.signInRules.link()), text: "登录规则") }
        html(.div, .id("posts")) { writeTable(&$0, in: frame) }
        section(&html, "设立岗位") { writeForm(&$0, in: frame) }
    }

    private func writeTable(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard !lines.isEmpty else {
            return EmptyState(reason: "还没有岗位", advice: "在下面为各单位设立编辑、审核、保密审查、签发等岗位。").write(&html)
        }
        PeopleTable(caption: "岗位", headings: ["岗位", "单位", "种类", "担任", "操作"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: line.post.name)
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.unit)
                    html(.td, .role("cell"), .data("label", labels[2]), text: line.post.role.words)
                    html(.td, .role("cell"), .data("label", labels[3])) { html in
                        guard let holder = line.holder else { return StatusTag(word: "空缺", shape: .open).write(&html) }
                        html.text(holder)
                        if let since = line.since { html(.span, .class("explanation"), text: "自 \(since.day) 起") }
                    }
                    html(.td, .role("cell"), .data("label", labels[4])) { writeAct(&$0, line, in: frame) }
                }
            }
        }
    }

    private func writeAct(_ html: inout HTMLWriter, _ line: Line, in frame: WorkFrame) {
        let what = "\(line.unit) \(line.post.name)"
        if line.holder != nil {
            return workForm(&html, WorkRoute.releasePost.link(line.post.id), in: frame, class: "row-act") { html in
                html(.button, .class("button quiet"), .type("submit")) { html in
                    html.text("收回")
                    html(.span, .class("unseen"), text: what)
                }
            }
        }
        workForm(&html, WorkRoute.assignPost.link(line.post.id), in: frame, class: "row-act") { html in
            let id = "account-\(line.post.id)"
            html(.label, .class("unseen"), .for(id), text: "安排担任\(what)的人")
            html(.select, .id(id), .name("account"), .required) { html in
                html(.option, .value(""), text: "选择人员")
                for account in accounts { html(.option, .value(account.id.description), text: "\(account.name)（\(account.login)）") }
            }
            html(.button, .class("button quiet"), .type("submit")) { html in
                html.text("安排")
                html(.span, .class("unseen"), text: what)
            }
        }
    }

    private func writeForm(_ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.addPost.link(), in: frame) { html in
            FormField(label: "单位", id: "unit").write(&html) { html, attributes in
                html(.select, attributes: attributes + [.required]) { html in
                    html(.option, .value(""), text: "选择单位")
                    for unit in units { html(.option, .value(unit.id.description), text: unit.name) }
                }
            }
            FormField(label: "种类", id: "role").write(&html) { html, attributes in
                html(.select, attributes: attributes + [.required]) { html in
                    html(.option, .value(""), text: "选择种类")
                    for role in Role.allCases { html(.option, .value(role.rawValue), text: role.words) }
                }
            }
            FormField(label: "岗位名称", id: "name", hint: "单位里的叫法，例如“办公室主任”；不填就用种类。", isOptional: true).write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("text"), .maxLength(PostRules.longestName), .autocomplete("off")])
            }
            html(.button, .class("button"), .type("submit"), text: "设立岗位")
        }
    }
}

/// 登录规则
package struct SignInRulesPage: WorkPage {
    package var rules: SignInRules
    /// What comes later, the earliest first.
    package var later: [SignInRules]
    package var problem: String?

    package init(rules: SignInRules, later: [SignInRules], problem: String? = nil) {
        self.rules = rules
        self.later = later
        self.problem = problem
    }

    package var title: String { problem == nil ? "登录规则" : "错误：登录规则" }
    package var trail: [WorkStep] { [WorkStep(label: "岗位", address: WorkRoute.posts.link())] }

    /// The names of the form's fields, with label, value and hint.
    private var fields: [(name: SignInRules.Fault.Field, label: String, value: Int, hint: String)] {
        [
            (.shortest, "密码最少字符数", rules.shortest, "8 到 64，默认 15"),
            (.shortestWithSecondFactor, "启用动态口令时最少", rules.shortestWithSecondFactor, "8 到 64，默认 8"),
            (.characterKinds, "字符种类", rules.characterKinds, "大写、小写、数字、其他中至少几种；0 为不要求。等级保护测评通常要求 3"),
            (.rotationDays, "更换周期（天）", rules.rotationDays, "0 为不定期更换。等级保护测评通常要求 90"),
            (.remembered, "不能重复的旧密码个数", rules.remembered, "0 到 24"),
            (.idleMinutes, "无操作自动退出（分钟）", rules.idleMinutes, "5 到 480"),
            (.absoluteMinutes, "一次登录最长（分钟）", rules.absoluteMinutes, "15 到 1440"),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("effective", problem)]).write(&html) }
        pageTitle(&html, "登录规则", lead: "从所填的日期起适用。更改规则不会使现有密码失效，但到期的要求在下次登录时修改。")
        for rules in later {
            html(.p, text: "自 \(rules.effective) 起：至少 \(rules.shortest) 个字符，\(rules.characterKinds) 种字符，\(rules.rotationDays) 天更换。")
        }
        workForm(&html, WorkRoute.changeSignInRules.link(), in: frame) { html in
            FormField(label: "生效日期", id: "effective", hint: "例如 \(frame.today)", problem: problem).write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("date"), .value(frame.today.description), .required])
            }
            for field in fields {
                FormField(label: field.label, id: field.name.rawValue, hint: field.hint).write(&html) { html, attributes in
                    html(.input, attributes: attributes + [.type("number"), .value(String(field.value)), .required])
                }
            }
            html(.button, .class("button"), .type("submit"), text: "保存规则")
        }
    }
}
