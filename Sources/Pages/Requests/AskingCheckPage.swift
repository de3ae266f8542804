package import Domain
import HTML

/// Documents that may be what is wanted, before somebody asks for them (您要的可能已经公开).
package struct SimilarDocumentsPage: Sendable {
    package var draft: RequestDraft
    package var documents: [DisclosureLink]
    package var token: String
    package var isAmending: Bool

    package init(draft: RequestDraft, documents: [DisclosureLink], token: String, isAmending: Bool) {
        self.draft = draft
        self.documents = documents
        self.token = token
        self.isAmending = isAmending
    }
}

extension SimilarDocumentsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: "您要的可能已经公开", crumb: "在线申请", trail: AskingFrame.trail, width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "您要的可能已经公开", lead: "下面这些文件与您写的内容接近，可以直接查看，不需要申请。链接在新窗口打开，已填写的内容不会丢失。")
        html(.ul, .class("documents")) { html in
            for document in documents {
                html(.li) { html in
                    html(.a, .class("document-title"), .href(Address.disclosure(document.id).link), .target("_blank"), .rel("noopener")) {
                        html in
                        html.text(document.title)
                        html(.span, .class("unseen"), text: "（在新窗口打开）")
                    }
                    html(.p, .class("document-facts")) { html in
                        DocumentDay(document: document).write(&html)
                        if let unit = document.unit { html(.span, .class("document-unit"), text: unit.name) }
                        if let number = document.number { html(.span, .class("document-number"), text: number) }
                    }
                }
            }
        }
        html(.form, .class("form"), .action(Address.requestForm.link), .method("post")) { html in
            AskingFrame.hidden(&html, draft: draft, token: token, step: "similar")
            if isAmending { html(.input, .type("hidden"), .name("amending"), .value("1")) }
            AskingFrame.trap(&html)
            html(.div, .class("form-acts")) { html in
                html(.button, .class("button"), .type("submit"), .name("go"), .value("next"), text: "都不是，继续")
                html(.button, .class("button quiet"), .type("submit"), .name("go"), .value("back"), text: "返回修改内容")
            }
        }
        html(.p) { html in
            html.text("已经找到了？")
            html(.a, .href(Address.requests.link), text: "不再申请，返回依申请公开")
        }
    }
}

/// 核对: everything once more before it is handed in.
package struct AskingCheckPage: Sendable {
    package var draft: RequestDraft
    package var unitName: String
    package var token: String
    /// A plain question in words, when something suggests a program at work.
    package var question: String?
    package var problems: [AskingProblem]

    package init(draft: RequestDraft, unitName: String, token: String, question: String? = nil, problems: [AskingProblem] = []) {
        self.draft = draft
        self.unitName = unitName
        self.token = token
        self.question = question
        self.problems = problems
    }

    /// The identifier and name of the answer's control.
    package static let answerField = "answer"
    /// And of the button that hands in, to which other problems lead.
    package static let sendControl = "send"
}

extension AskingCheckPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problems.isEmpty ? "请核对您的申请" : "错误：请核对您的申请", crumb: "在线申请", trail: AskingFrame.trail, width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "请核对您的申请", lead: "还没有提交。确认无误后，请点页面下方的“提交申请”。")
        ErrorSummary(problems: problems.map { ($0.control, $0.message) }).write(&html)
        html(.form, .action(Address.requestForm.link), .method("post")) { html in
            AskingFrame.hidden(&html, draft: draft, token: token, step: "check")
            for part in parts {
                section(&html, part.heading, class: "section check-part") { html in
                    html(.dl, .class("facts panel")) { html in
                        for row in part.rows {
                            fact(&html, row.label) { DocumentText.write(lines: row.value.isEmpty ? "没有填写" : row.value, &$0) }
                        }
                    }
                    html(.button, .class("button quiet"), .type("submit"), .name("edit"), .value(part.step.rawValue)) { html in
                        html.text("修改")
                        html(.span, .class("unseen"), text: part.heading)
                    }
                }
            }
        }
        html(.form, .class("form"), .action(Address.requestForm.link), .method("post"), .noValidate) { html in
            AskingFrame.hidden(&html, draft: draft, token: token, step: "check")
            AskingFrame.trap(&html)
            if let question {
                HumanQuestionField(
                    question: question, hint: "提交的申请较多或者太快时，用这个问题确认不是程序自动提交。",
                    problem: problems.first { $0.control == AskingCheckPage.answerField }?.message
                ).write(&html)
            }
            html(.p, text: "提交后会给您申请编号和查询码，请当场记下或者打印。")
            html(.div, .class("form-acts")) { html in
                html(.button, .class("button"), .type("submit"), .id(Self.sendControl), .name("go"), .value("send"), text: "提交申请")
            }
        }
    }

    private struct Part {
        var heading: String
        var step: AskingStep
        var rows: [(label: String, value: String)]
    }

    private var parts: [Part] {
        let form = draft.form
        let applicant = form.applicant
        func row(_ field: RequestField, _ value: String) -> (label: String, value: String) { (field.label(for: applicant.kind), value) }
        var identity = [
            row(.name, applicant.name), row(.document, applicant.document?.name ?? ""), row(.documentNumber, applicant.documentNumber),
        ]
        if applicant.kind.isOrganisation {
            identity += [row(.representative, applicant.representative), row(.contactPerson, applicant.contactPerson)]
        }
        return [
            Part(heading: "申请人类型", step: .kind, rows: [row(.kind, applicant.kind.label)]),
            Part(heading: "名称和身份证明", step: .identity, rows: identity),
            Part(
                heading: "联系方式", step: .contact,
                rows: [
                    row(.phone, applicant.phone), row(.email, applicant.email), row(.address, applicant.address),
                    row(.postcode, applicant.postcode),
                ]),
            Part(heading: "受理单位", step: .unit, rows: [row(.unit, unitName)]),
            Part(
                heading: "所需信息", step: .information,
                rows: [
                    row(.description, form.information.description), row(.number, form.information.number),
                    row(.features, form.information.features),
                ]),
            Part(
                heading: "获取方式", step: .delivery,
                rows: [row(.carrier, form.carrier?.name ?? ""), row(.delivery, form.delivery?.name ?? "")]),
        ]
    }
}

/// 回执: number and query code. The code is shown here and nowhere else.
package struct RequestReceiptPage: Sendable {
    package var number: String
    package var code: String
    package var submitted: Instant
    package var unitName: String
    /// Where to ask.
    package var phone: String

    package init(number: String, code: String, submitted: Instant, unitName: String, phone: String) {
        self.number = number
        self.code = code
        self.submitted = submitted
        self.unitName = unitName
        self.phone = phone
    }
}

extension RequestReceiptPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: "申请已经提交", crumb: "回执", trail: AskingFrame.trail, width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        ReceiptHead(title: "申请已经提交", noun: "申请编号", number: number, code: code, use: "查询办理进度、提交补正、下载答复时都要用到编号和查询码。").write(&html)
        PrintedSource(address: Address.requestStatus.absolute(frame.origin), label: "查询办理进度").write(&html)
        html(.dl, .class("facts panel")) { html in
            fact(&html, "提交时间") { $0.text("\(submitted.day.inWords) \(submitted.clock)") }
            fact(&html, "受理单位") { $0.text(unitName) }
        }
        section(&html, "接下来") { html in
            html(.ol) { html in
                html(.li, text: "工作人员会与您联系，确认收到申请。网上提交的申请，以双方确认之日为收到申请之日（《政府信息公开条例》第三十一条）。")
                html(.li, text: "从收到申请之日起计算答复期限。到什么时候、怎么算的，可以随时在进度查询页查看。")
                html(.li, text: "内容不明确的，会一次性告知您补正，您可以在进度查询页直接提交。")
            }
            if !phone.isEmpty { html(.p, text: "需要询问时，请拨打 \(phone)，并报申请编号。") }
        }
        html(.div, .class("form-acts")) { html in
            html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印回执")
            html(.a, .class("button quiet"), .href(Address.requestStatus.link), text: "查询办理进度")
        }
    }
}
