package import Domain
import HTML

/// What a citizen writes about the catalogue, as it came in; the names of the form's fields are those of the properties.
package struct CommentDraft: Sendable, Hashable {
    /// The item it is about, by its identifier; `nil` for the catalogue as a whole.
    package var item: CatalogueItem.ID?
    package var text: String
    /// Optional.
    package var name: String
    /// Telephone or mail address; optional, needed for an answer.
    package var contact: String

    package init(item: CatalogueItem.ID? = nil, text: String = "", name: String = "", contact: String = "") {
        self.item = item
        self.text = text
        self.name = name
        self.contact = contact
    }

    /// The most that each field takes, in Unicode scalars.
    package static let textLimit = 2000
    package static let nameLimit = 50
    package static let contactLimit = 100
}

/// The form for comments on the catalogue (接受社会监督).
package struct CommentFormPage: Sendable {
    package enum Field: String, Sendable, CaseIterable, Hashable { case item, text, name, contact }

    /// What is wrong with a field, in the words that are shown.
    package struct Problem: Sendable {
        package var field: Field
        package var message: String

        package init(field: Field, message: String) {
            self.field = field
            self.message = message
        }
    }

    package var draft: CommentDraft
    package var item: ItemLink?
    package var problems: [Problem]
    /// The token that the post must bring back.
    package var token: String

    package init(draft: CommentDraft, item: ItemLink? = nil, problems: [Problem], token: String) {
        self.draft = draft
        self.item = item
        self.problems = problems
        self.token = token
    }
}

/// 核对: everything once more before it is sent.
package struct CommentCheckPage: Sendable {
    package var draft: CommentDraft
    package var item: ItemLink?
    package var token: String

    package init(draft: CommentDraft, item: ItemLink? = nil, token: String) {
        self.draft = draft
        self.item = item
        self.token = token
    }
}

/// 回执: the number under which staff keep the comment. It shows nothing of what was written: whoever has the number may see it.
package struct CommentReceiptPage: Sendable {
    package var number: String
    package var received: Instant
    package var item: ItemLink?
    package var state: State

    package enum State: Sendable {
        case received
        case answered(Instant)
    }

    package init(number: String, received: Instant, item: ItemLink? = nil, state: State) {
        self.number = number
        self.received = received
        self.item = item
        self.state = state
    }
}

extension CommentFormPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problems.isEmpty ? "对目录提意见" : "错误：对目录提意见", crumb: "对目录提意见",
            column: PageHead.Column(
                name: "对目录提意见", description: "对标准目录提出意见建议，接受社会监督。", keywords: ["意见建议", "标准目录", "社会监督"], type: .survey),
            trail: [PageHead.Step(label: "标准目录", address: .catalogue)], width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        ErrorSummary(problems: problems.map { ($0.field.rawValue, $0.message) }).write(&html)
        pageTitle(&html, "对目录提意见", lead: "您认为应当公开而没有列入的、写得不清楚的、没有按时公开的，都可以告诉我们。")
        html(.form, .class("form"), .action(Address.comment().link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            html(.input, .type("hidden"), .name("step"), .value("check"))
            if let item {
                html(.input, .type("hidden"), .name("item"), .id("item"), .value(item.id.description))
                html(.dl, .class("facts panel")) { html in
                    fact(&html, "关于事项") { $0(.a, .href(Address.item(item.id).link), text: item.levels.joined(separator: " › ")) }
                }
            }
            FormField(
                label: "您的意见", id: "text", hint: "请写明是哪个领域、哪个事项，以及您的建议。最多 \(CommentDraft.textLimit) 字，请不要填写身份证号码等个人信息。",
                problem: problem(.text)
            ).write(&html) { html, attributes in
                html(.textarea, attributes: attributes + [.rows(8), .maxLength(CommentDraft.textLimit), .required]) { $0.text(draft.text) }
            }
            FormField(label: "称呼", id: "name", hint: "例如：李女士", problem: problem(.name), isOptional: true).write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [.type("text"), .autocomplete("name"), .maxLength(CommentDraft.nameLimit), .value(draft.name)])
            }
            FormField(
                label: "联系方式", id: "contact", hint: "手机号码或者电子邮箱，只用于答复您。不填写也可以提交，但无法单独答复。", problem: problem(.contact), isOptional: true
            ).write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [
                        .type("text"), .autocomplete("tel"), .maxLength(CommentDraft.contactLimit), .value(draft.contact),
                    ])
            }
            html(.button, .class("button"), .type("submit"), text: "下一步：核对")
        }
    }

    private func problem(_ field: Field) -> String? { problems.first { $0.field == field }?.message }
}

extension CommentCheckPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "核对意见",
            trail: [PageHead.Step(label: "标准目录", address: .catalogue), PageHead.Step(label: "对目录提意见", address: .comment())], width: .narrow,
            isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "请核对您的意见", lead: "还没有提交。确认无误后请点“提交意见”。")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "关于") { $0.text(item?.levels.joined(separator: " › ") ?? "整个标准目录") }
            fact(&html, "您的意见") { DocumentText.write(lines: draft.text, &$0) }
            fact(&html, "称呼") { $0.text(draft.name.isEmpty ? "没有填写" : draft.name) }
            fact(&html, "联系方式") { $0.text(draft.contact.isEmpty ? "没有填写" : draft.contact) }
        }
        html(.div, .class("form-acts")) { html in
            form(&html, step: "send", words: "提交意见", class: "button")
            form(&html, step: "edit", words: "返回修改", class: "button quiet")
        }
    }

    private func form(_ html: inout HTMLWriter, step: String, words: String, class name: String) {
        html(.form, .action(Address.comment().link), .method("post")) { html in
            let fields = [
                ("token", token), ("step", step), ("item", draft.item?.description ?? ""), ("text", draft.text), ("name", draft.name),
                ("contact", draft.contact),
            ]
            for (name, value) in fields { html(.input, .type("hidden"), .name(name), .value(value)) }
            html(.button, .class(name), .type("submit"), text: words)
        }
    }
}

extension CommentReceiptPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: "意见回执", trail: [PageHead.Step(label: "标准目录", address: .catalogue)], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.div, .class("receipt")) { html in
            html(.h1, text: "意见已经收到")
            html(.p, text: "回执编号")
            html(.p, .class("receipt-number"), text: number)
        }
        PrintedSource(address: Address.commentReceipt(number).absolute(frame.origin), label: frame.county.name).write(&html)
        html(.dl, .class("facts panel")) { html in
            fact(&html, "收到时间") { $0.text("\(received.day.inWords) \(received.clock)") }
            fact(&html, "关于") { $0.text(item?.levels.joined(separator: " › ") ?? "整个标准目录") }
            fact(&html, "办理情况") { html in
                switch state {
                case .received: StatusTag(word: "等待办理", shape: .half).write(&html)
                case .answered(let instant): StatusTag(word: "已于 \(instant.day.inWords) 答复", shape: .full).write(&html)
                }
            }
        }
        section(&html, "接下来") { html in
            html(.ul) { html in
                html(.li, text: "请记下回执编号，或者打印本页。凭编号可以在本页地址随时查看办理情况。")
                html(.li, text: "留了联系方式的，我们会答复您；为保护您的隐私，本页不显示意见内容和联系方式。")
                if !frame.county.phone.isEmpty { html(.li, text: "需要询问时，请拨打 \(frame.county.phone)，并报回执编号。") }
            }
        }
        html(.div, .class("form-acts")) { html in
            html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印回执")
            html(.a, .class("button quiet"), .href(Address.catalogue.link), text: "返回标准目录")
        }
    }
}
