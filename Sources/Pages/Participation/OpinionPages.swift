package import Domain
import HTML

/// The form for an opinion: one page, whole without JavaScript.
package struct OpinionFormPage: Sendable {
    package var consultation: Consultation
    package var closes: Day
    /// Of the published draft, for the choice.
    package var paragraphs: [String]
    package var entry: Opinion.Entry
    package var token: String
    /// A plain question in words, when something suggests a program at work.
    package var question: String?
    package var problems: [(field: String, message: String)]

    package init(
        consultation: Consultation, closes: Day, paragraphs: [String], entry: Opinion.Entry, token: String, question: String? = nil,
        problems: [(field: String, message: String)] = []
    ) {
        self.consultation = consultation
        self.closes = closes
        self.paragraphs = paragraphs
        self.entry = entry
        self.token = token
        self.question = question
        self.problems = problems
    }
}

extension OpinionFormPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problems.isEmpty ? "提意见" : "错误：提意见",
            trail: [
                PageHead.Step(label: "公众参与", address: .participation),
                PageHead.Step(label: consultation.plan.title, address: .consultation(consultation.id)),
            ], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "提意见", lead: "《\(consultation.plan.title)（征求意见稿）》，\(closes.chineseDate) 24 时截止。")
        html(.form, .class("form"), .action(Address.opinionForm(consultation.id).link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            ChoiceList(
                label: "针对", id: "paragraph",
                options: [("0", "全文")]
                    + paragraphs.enumerated().map { (String($0 + 1), "第 \($0 + 1) 段：\($1.prefix(24))") },
                selected: String(entry.paragraph), problem: problem("paragraph")
            ).write(&html)
            if paragraphs.indices.contains(entry.paragraph - 1) {
                html(.p, .class("panel kept-lines"), text: paragraphs[entry.paragraph - 1])
            }
            TextArea(
                label: "您的意见", id: "text", value: entry.text, limit: Opinion.longestText, rows: 10,
                hint: "最多 \(Opinion.longestText) 字，不能附文件。意见经审核后公布，请不要写身份证号码、电话等个人信息。", problem: problem("text")
            ).write(&html)
            FormField(label: "姓名或者单位名称", id: "name", hint: "公布时遮盖，例如“朱**”；不填写的显示为“匿名”。", problem: problem("name"), isOptional: true)
                .write(&html) { html, attributes in
                    html(
                        .input,
                        attributes: attributes + [
                            .type("text"), .autocomplete("name"), .maxLength(Opinion.longestName), .value(entry.name),
                        ])
                }
            FormField(label: "联系方式", id: "contact", hint: "手机号码或者电子邮箱，只用于了解您的意见，不公布。", problem: problem("contact"), isOptional: true)
                .write(&html) { html, attributes in
                    html(
                        .input,
                        attributes: attributes + [
                            .type("text"), .autocomplete("tel"), .maxLength(Opinion.longestContact), .value(entry.contact),
                        ])
                }
            AskingFrame.trap(&html)
            if let question { HumanQuestionField(question: question, problem: problem("answer")).write(&html) }
            html(.button, .class("button"), .type("submit"), .id("send"), text: "提交意见")
        }
    }

    private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.message }
}

/// 回执: the number of an opinion. It shows nothing of what was written: whoever has the number may see it.
package struct OpinionReceiptPage: Sendable {
    package var number: String
    package var received: Instant
    package var consultation: Consultation
    package var isRepeated: Bool

    package init(number: String, received: Instant, consultation: Consultation, isRepeated: Bool) {
        self.number = number
        self.received = received
        self.consultation = consultation
        self.isRepeated = isRepeated
    }
}

extension OpinionReceiptPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "意见回执",
            trail: [
                PageHead.Step(label: "公众参与", address: .participation),
                PageHead.Step(label: consultation.plan.title, address: .consultation(consultation.id)),
            ], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.div, .class("receipt")) { html in
            html(.h1, text: isRepeated ? "这条意见此前已经收到" : "意见已经收到")
            html(.p, text: "回执编号")
            html(.p, .class("receipt-number"), text: number)
        }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "收到时间") { $0.text("\(received.day.inWords) \(received.clock)") }
            fact(&html, "征求意见的事项") { html in
                html(.a, .href(Address.consultation(consultation.id).link), text: consultation.plan.title)
            }
        }
        section(&html, "接下来") { html in
            html(.ul) { html in
                if isRepeated { html(.li, text: "内容、姓名和联系方式相同的意见只登记一次，没有重复登记。") }
                html(.li, text: "请记下回执编号，或者打印本页。意见经审核后在征集页面公布，姓名作遮盖。")
                html(.li, text: "征集结束后，征集单位在同一页面公布每条意见的采纳情况和理由。")
            }
        }
        html(.div, .class("form-acts")) { html in
            html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印回执")
            html(.a, .class("button quiet"), .href(Address.consultation(consultation.id).link), text: "返回征集页面")
        }
    }
}

/// A consultation that takes no opinions (any more), said plainly.
package struct ClosedConsultationPage: Sendable {
    package var consultation: Consultation
    package var closed: Day
    /// What was written and was not taken, so that it is not lost.
    package var text: String

    package init(consultation: Consultation, closed: Day, text: String = "") {
        self.consultation = consultation
        self.closed = closed
        self.text = text
    }
}

extension ClosedConsultationPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "征集已经截止",
            trail: [
                PageHead.Step(label: "公众参与", address: .participation),
                PageHead.Step(label: consultation.plan.title, address: .consultation(consultation.id)),
            ], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "征集已经截止", lead: "《\(consultation.plan.title)（征求意见稿）》已于\(closed.chineseDate) 24 时停止接收意见。")
        if !text.isEmpty {
            html(.p, text: "您刚才填写的内容没有提交，可以复制下来，通过下面的方式联系征集单位：")
            html(.p, .class("panel kept-lines"), text: text)
        }
        html(.p, text: consultation.plan.ways)
        html(.p) { $0(.a, .class("button quiet"), .href(Address.consultation(consultation.id).link), text: "查看征集情况和结果") }
    }
}
