package import Domain
package import HTML

/// 申请人: who asks, shown once to somebody who said why; the look is in the log.
package struct ApplicantPage: WorkPage {
    package var request: DisclosureRequest
    package var applicant: Applicant

    package init(request: DisclosureRequest, applicant: Applicant) {
        self.request = request
        self.applicant = applicant
    }

    package var title: String { "申请人" }
    package var trail: [WorkStep] { Self.trail(request) }

    static func trail(_ request: DisclosureRequest) -> [WorkStep] {
        [
            WorkStep(label: "依申请公开", address: WorkRoute.requests.link()),
            WorkStep(label: request.number, address: WorkRoute.request.link(request.id)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "\(request.number)。这次查看已记入日志，只显示这一次；请只用于办理本件申请，不要抄录到别处。")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "申请人类型") { $0.text(applicant.kind.label) }
            row(.name, applicant.name, &html)
            row(.document, applicant.document?.name ?? "没有提供", &html)
            row(.documentNumber, applicant.documentNumber, &html)
            row(.representative, applicant.representative, &html)
            row(.contactPerson, applicant.contactPerson, &html)
            row(.phone, applicant.phone, &html)
            row(.email, applicant.email, &html)
            row(.address, applicant.address, &html)
            row(.postcode, applicant.postcode, &html)
        }
        html(.p) { $0(.a, .class("button quiet"), .href(WorkRoute.request.link(request.id)), text: "看完了，回到申请") }
    }

    private func row(_ field: RequestField, _ value: String, _ html: inout HTMLWriter) {
        guard !value.isEmpty else { return }
        fact(&html, field.label(for: applicant.kind)) { $0.text(value) }
    }
}

/// 更正登记: what was written down wrong about who asks or for what.
package struct CorrectRequestPage: WorkPage {
    package var request: DisclosureRequest
    package var typed: TypedForm
    package var problems: [(field: String, message: String)]

    package init(request: DisclosureRequest, typed: TypedForm, problems: [(field: String, message: String)] = []) {
        self.request = request
        self.typed = typed
        self.problems = problems
    }

    package var title: String { problems.isEmpty ? "更正登记" : "错误：更正登记" }
    package var trail: [WorkStep] { ApplicantPage.trail(request) }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "更正登记", lead: "\(request.number)。只改登记时写错的；申请人补正的内容，请记“收到补正”。")
        workForm(&html, WorkRoute.correctRequest.link(request.id), in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("version"), .value(typed["version"].isEmpty ? String(request.version) : typed["version"]))
            let fields = ApplicationFields(typed: typed, problems: problems)
            fields.writeApplicant(&html)
            fields.writeWanted(&html)
            FormField(label: "更正了什么", id: "reason", hint: "记入日志；不要写申请人的姓名和号码。", problem: fields.problem("reason")).write(&html) {
                html, attributes in
                html(.input, attributes: attributes + [.type("text"), .value(typed["reason"]), .maxLength(200)])
            }
            html(.button, .class("button"), .type("submit"), text: "保存更正")
        }
    }
}
