package import Domain
import HTML

/// The form for “they asked me for more” (反映索要材料).
package struct ServiceReportPage: Sendable {
    package var service: PublicService
    /// By the names of the fields.
    package var values: [String: String]
    package var problems: [(field: String, message: String)]
    package var token: String
    /// A plain question in words, when something suggests a program at work.
    package var question: String?
    /// The most that each field takes, by its name.
    package var limits: [String: Int]

    package init(
        service: PublicService, values: [String: String] = [:], problems: [(field: String, message: String)] = [], token: String,
        question: String? = nil, limits: [String: Int]
    ) {
        self.service = service
        self.values = values
        self.problems = problems
        self.token = token
        self.question = question
        self.limits = limits
    }
}

extension ServiceReportPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: (problems.isEmpty ? "" : "错误：") + "反映索要材料", crumb: "反映索要材料",
            trail: [
                PageHead.Step(label: "办事指南", address: .services()),
                PageHead.Step(label: service.content.name, address: service.address),
            ], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "反映索要材料", lead: "“\(service.content.name)”的指南没有写明的材料，一律不得向您索要。请告诉我们发生了什么，由政务公开办查问。")
        html(.form, .class("form"), .action(Address.serviceReport(service.id).link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            AskingFrame.trap(&html)
            TextLine(
                label: "向您要了什么材料", id: "asked", value: values["asked"] ?? "", limit: limits["asked"] ?? 0, hint: "例如：居住证明",
                problem: problems.message(of: "asked")
            ).write(&html)
            TextArea(
                label: "在哪里、什么时候、怎么说的", id: "detail", value: values["detail"] ?? "", limit: limits["detail"] ?? 0, rows: 5,
                hint: "最多 \(limits["detail"] ?? 0) 字，请不要填写身份证号码。", problem: problems.message(of: "detail")
            ).write(&html)
            TextLine(
                label: "联系电话", id: "contact", value: values["contact"] ?? "", limit: limits["contact"] ?? 0,
                hint: "只给查问此事的工作人员看，加密保存。不填写也可以反映。", problem: problems.message(of: "contact"), isOptional: true, inputMode: "tel"
            ).write(&html)
            if let question {
                TextLine(
                    label: question, id: "answer", value: "", limit: 10, hint: "用这个问题确认不是程序自动提交。", problem: problems.message(of: "answer")
                ).write(&html)
            }
            html(.button, .class("button"), .type("submit"), text: "提交")
        }
    }
}

/// 回执: the number, and what came of it.
package struct ServiceReceiptPage: Sendable {
    package var number: String
    package var received: Instant
    package var guideName: String
    /// Masked; empty while it is open.
    package var outcome: String

    package init(number: String, received: Instant, guideName: String, outcome: String) {
        self.number = number
        self.received = received
        self.guideName = guideName
        self.outcome = outcome
    }
}

extension ServiceReceiptPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: "反映已收到", trail: [PageHead.Step(label: "办事指南", address: .services())], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "反映已收到", lead: "请记下编号。用编号可以随时回到本页，看办理结果。")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "编号") { $0(.strong, text: number) }
            fact(&html, "收到时间") { $0.text(received.text) }
            fact(&html, "关于") { $0.text(guideName) }
            fact(&html, "办理结果") { $0.text(outcome.isEmpty ? "还在查问" : outcome) }
        }
    }
}
