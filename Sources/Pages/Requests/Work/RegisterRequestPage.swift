package import Domain
package import HTML

/// 登记申请: one long form for what came in over the counter, by post, fax or mail.
package struct RegisterRequestPage: WorkPage {
    /// A case of the same applicant that asks for the same.
    package struct Known: Sendable {
        package var id: DisclosureRequest.ID
        package var number: String

        package init(id: DisclosureRequest.ID, number: String) {
            self.id = id
            self.number = number
        }
    }

    package var typed: TypedForm
    package var problems: [(field: String, message: String)]
    /// Units that the clerk registers for.
    package var units: [FilterOption]
    /// Whether the disclosure office takes what names no unit.
    package var hasOffice: Bool
    package var duplicates: [Known]
    /// What is public already about it; `nil` while nobody has asked.
    package var suggestions: [DisclosureLink]?
    package var hasKey: Bool

    package init(
        typed: TypedForm, problems: [(field: String, message: String)] = [], units: [FilterOption], hasOffice: Bool,
        duplicates: [Known] = [], suggestions: [DisclosureLink]? = nil, hasKey: Bool
    ) {
        self.typed = typed
        self.problems = problems
        self.units = units
        self.hasOffice = hasOffice
        self.duplicates = duplicates
        self.suggestions = suggestions
        self.hasKey = hasKey
    }

    package var title: String { problems.isEmpty && duplicates.isEmpty ? "登记申请" : "错误：登记申请" }
    package var trail: [WorkStep] { [WorkStep(label: "依申请公开", address: WorkRoute.requests.link())] }

    private var fields: ApplicationFields { ApplicationFields(typed: typed, problems: problems) }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: duplicates.isEmpty ? problems : problems + [("duplicate", "同一申请人已经就同样的内容提出过申请，请核对")]).write(&html)
        pageTitle(&html, "登记申请", lead: "当面、邮寄、传真、电子邮件收到的申请在这里登记；门户上提交的自动登记。")
        guard hasKey else { return html(.p, .class("notice"), text: "这台服务器没有设置身份信息密钥，不能登记。请系统管理员按手册设置。") }
        workForm(&html, WorkRoute.registerRequest.link(), in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("token"), .value(typed["token"]))
            writeDuplicates(&html)
            writeCourse(&html)
            fields.writeApplicant(&html)
            fields.writeWanted(&html)
            writeSuggestions(&html)
            section(&html, "备注", id: "remark") { html in
                FormField(label: "备注", id: "note", hint: "例如：信封编号、代办人。不对外公开。", problem: fields.problem("note"), isOptional: true).write(
                    &html
                ) {
                    html, attributes in
                    html(.textarea, attributes: attributes + [.rows(2), .maxLength(2000)]) { $0.text(typed["note"]) }
                }
            }
            html(.div, .class("form-acts")) { html in
                html(.button, .class("button"), .type("submit"), .name("act"), .value("register"), text: "登记")
                html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("suggest"), text: "先查有没有已经公开的")
            }
        }
    }

    private func writeDuplicates(_ html: inout HTMLWriter) {
        guard !duplicates.isEmpty else { return }
        html(.div, .class("missing")) { html in
            html(.h2, text: "同一申请人、同样的内容")
            html(.p, text: "一年内已经登记过下面的申请。是同一件的，不要再登记；确实又申请了一次的，勾选后再登记。")
            html(.ul) { html in
                for known in duplicates {
                    html(.li) { html in
                        html(.a, .href(WorkRoute.request.link(known.id)), .target("_blank"), .rel("noopener"), text: known.number)
                        html.text("（在新页面打开）")
                    }
                }
            }
            html(.label, .class("choice"), .for("duplicate")) { html in
                html(.input, .type("checkbox"), .id("duplicate"), .name("duplicate"), .value("1"))
                html.text("仍然登记")
            }
        }
    }

    private func writeCourse(_ html: inout HTMLWriter) {
        section(&html, "怎么来的", id: "course") { html in
            let fields = fields
            html(.div, .class("columns")) { html in
                fields.writeSelect(
                    "channel", "申请方式", RequestChannel.allCases.map { ($0.rawValue, $0.name) }, empty: "请选择",
                    hint: "不同的方式，收到申请之日的算法不同（条例第三十一条）。", &html)
                fields.writeSelect(
                    "unit", "受理单位", units.map { ($0.value, $0.label) }, empty: hasOffice ? "没有写明，由政务公开办受理" : nil, &html)
            }
            html(.div, .class("columns")) { html in
                fields.writeDay("submitted", "提交、寄出或者发出", hint: "当面提交的，这一天就是收到申请之日；空着按今天算。", &html)
                fields.writeDay("received", "签收或者到达", hint: "签收的邮件，签收之日就是收到申请之日。平常信函、传真、电子邮件、网上的，填到达的日期。", &html)
                fields.writeDay("confirmed", "与申请人确认", hint: "平常信函应当在到达当日确认；传真、电子邮件、网上的，以双方确认之日为收到申请之日。还没有确认的空着，确认后再记。", &html)
                fields.writeDay("misdirected", "误投其他部门", hint: "寄到了不受理申请的部门的，填那个部门收到的日期；期限从本机关与申请人确认之日起算。", &html)
            }
            html(.label, .class("choice"), .for("oral")) { html in
                html(
                    .input,
                    attributes: [.type("checkbox"), .id("oral"), .name("oral"), .value("1")] + (typed["oral"].isEmpty ? [] : [.checked]))
                html.text("申请人书写有困难，口头申请，由工作人员代为填写（条例第二十九条）")
            }
        }
    }

    private func writeSuggestions(_ html: inout HTMLWriter) {
        guard let suggestions else { return }
        html(.div, .class("panel"), .id("public"), .role("status")) { html in
            guard !suggestions.isEmpty else { return html(.p, text: "在本县公开的信息里没有找到相同的。") }
            html(.p, text: "已经公开的信息，可以直接告诉申请人：")
            DisclosureList(documents: suggestions).write(&html)
        }
    }
}

/// 登记回执: the number and the query code, shown once, to be printed and handed over.
package struct RequestRegisteredPage: WorkPage {
    package var request: DisclosureRequest
    package var unit: OrganisationUnit
    /// Shown here and never again.
    package var code: String
    package var standing: RequestStanding
    /// Where the applicant follows the case.
    package var tracking: String

    package init(request: DisclosureRequest, unit: OrganisationUnit, code: String, standing: RequestStanding, tracking: String) {
        self.request = request
        self.unit = unit
        self.code = code
        self.standing = standing
        self.tracking = tracking
    }

    package var title: String { "已登记" }
    package var trail: [WorkStep] { [WorkStep(label: "依申请公开", address: WorkRoute.requests.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.p, .class("notice form-acts"), .role("status"), text: "已登记。查询码只在本页显示一次，请打印回执交给申请人，或者告知申请人。")
        html(.article, .class("notice-sheet")) { html in
            html(.h1, text: "政府信息公开申请登记回执")
            html(.dl, .class("facts")) { html in
                fact(&html, "申请编号") { $0(.strong, text: request.number) }
                fact(&html, "查询码") { $0(.strong, .class("feed-address"), text: code) }
                fact(&html, "受理单位") { $0.text(unit.name) }
                fact(&html, "登记时间") { $0.text(request.registered.text) }
                fact(&html, "申请内容") { $0.text(request.wanted.shown(atMost: 200)) }
                fact(&html, "收到申请之日") { $0.text(standing.receivedOn?.chinese ?? "还没有确认，确认之日即收到申请之日") }
                fact(&html, "答复期限") { $0.text(standing.dueOn?.chinese ?? "收到申请之日起 \(standing.rules.reply) 个工作日内") }
                if !unit.contact.phone.isEmpty { fact(&html, "咨询电话") { $0.text(unit.contact.phone) } }
                fact(&html, "查询办理进度") { $0.text(tracking) }
            }
            html(.p, text: "凭申请编号和查询码可以查询办理进度、答复期限和依据，也可以在线补正、撤回。")
        }
        html(.div, .class("form-acts")) { html in
            html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印回执")
            html(.a, .class("button quiet"), .href(WorkRoute.request.link(request.id)), text: "办理这件申请")
            html(.a, .class("button quiet"), .href(WorkRoute.newRequest.link()), text: "再登记一件")
        }
    }
}
