package import Domain
import HTML

/// What somebody has filled in to subscribe; the names of the form's fields are those of the properties.
package struct SubscriptionDraft: Sendable, Hashable {
    package var start: SubscriptionStart
    package var everything: Bool
    package var email: String
    /// As it was sent.
    package var rhythm: String

    package static let longestAddress = 254

    package init(start: SubscriptionStart, everything: Bool = false, email: String = "", rhythm: String = SubscriptionRhythm.daily.rawValue)
    {
        self.start = start
        self.everything = everything
        self.email = email
        self.rhythm = rhythm
    }

    package var topics: [SubscriptionTopic] {
        (everything ? [.everything] : []) + (start.unit.map { [.unit($0)] } ?? []) + (start.domain.map { [.domain($0)] } ?? [])
            + (start.group.map { [.group($0)] } ?? []) + (start.item.map { [.item($0)] } ?? []) + (start.words.map { [.search($0)] } ?? [])
    }
}

/// 订阅: feeds for everybody, and mail where the site can send it.
package struct SubscriptionFormPage: Sendable {
    package enum Field: String, Sendable, CaseIterable, Hashable { case topic, email, rhythm, answer }

    /// What is wrong with a field, in the words that are shown.
    package struct Problem: Sendable {
        package var field: Field
        package var message: String

        package init(field: Field, message: String) {
            self.field = field
            self.message = message
        }
    }

    package var draft: SubscriptionDraft
    package var units: [FilterOption]
    package var domains: [FilterOption]
    package var groups: [FilterOption]
    package var item: ItemLink?
    /// `nil` where no mail can be sent.
    package var token: String?
    package var problems: [Problem]
    /// A plain question in words, when something suggests a program at work.
    package var question: String?

    package init(
        draft: SubscriptionDraft, units: [FilterOption], domains: [FilterOption], groups: [FilterOption], item: ItemLink? = nil,
        token: String?, problems: [Problem] = [], question: String? = nil
    ) {
        self.draft = draft
        self.units = units
        self.domains = domains
        self.groups = groups
        self.item = item
        self.token = token
        self.problems = problems
        self.question = question
    }
}

extension SubscriptionFormPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problems.isEmpty ? "订阅" : "错误：订阅", crumb: "订阅",
            column: PageHead.Column(
                name: "订阅", description: "按单位、领域、事项、关键词或者对象订阅新公开的文件。", keywords: ["订阅", "精准推送", "Atom"], type: .openData), width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        ErrorSummary(problems: problems.map { ($0.field.rawValue, $0.message) }).write(&html)
        pageTitle(&html, "订阅", lead: "有您关心的文件新公开时告诉您。")
        if let token {
            section(&html, "用电子邮件") { html in writeForm(&html, token) }
        } else {
            html(.p, .class("panel"), text: "本网站目前没有开通邮件订阅，可以用下面的订阅地址（Atom）。")
        }
        section(&html, "用阅读器或者程序（Atom）") { html in
            html(.p, text: "把下面的地址加入阅读器即可，不需要登记，也不会留下任何个人信息。每个单位、领域、事项的页面上也有自己的订阅地址。")
            html(.ul, .class("plain-links")) { html in
                feed(&html, "全部新公开的文件", .everything)
                if let code = draft.start.unit { feed(&html, label(code, units), .unit(code)) }
                if let code = draft.start.domain { feed(&html, label(code, domains), .domain(code)) }
                if let item { feed(&html, item.name, .item(item.id)) }
                if let words = draft.start.words { feed(&html, "含有“\(words)”", .search(SearchQuery(text: words))) }
                for group in groups { feed(&html, "面向\(group.label)", .group(group.value)) }
            }
        }
    }

    private func label(_ value: String, _ options: [FilterOption]) -> String { options.first { $0.value == value }?.label ?? value }

    private func feed(_ html: inout HTMLWriter, _ label: String, _ scope: FeedScope) {
        html(.li) { $0(.a, .href(Address.feed(scope).link), text: label) }
    }

    private func writeForm(_ html: inout HTMLWriter, _ token: String) {
        html(.form, .class("form"), .action(Address.subscribe().link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            AskingFrame.trap(&html)
            writeTopics(&html)
            FormField(
                label: "电子邮箱", id: "email", hint: "只用来发送订阅邮件，加密保存；退订时即行删除。例如：name@example.com", problem: problem(.email)
            ).write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [
                        .type("email"), .autocomplete("email"), .maxLength(SubscriptionDraft.longestAddress), .value(draft.email),
                    ])
            }
            FormField(label: "多久一次", id: "rhythm", hint: "没有新文件时不发邮件。", problem: problem(.rhythm)).write(&html) { html, attributes in
                html(.select, attributes: attributes) { html in
                    for rhythm in SubscriptionRhythm.allCases { option(&html, rhythm.rawValue, rhythm.words, draft.rhythm) }
                }
            }
            if let question {
                FormField(label: question, id: "answer", hint: "用来区分人和程序，填一个字。", problem: problem(.answer)).write(&html) {
                    html, attributes in
                    html(.input, attributes: attributes + [.type("text"), .autocomplete("off"), .maxLength(10)])
                }
            }
            html(.p, .class("hint"), text: "提交后，我们向这个邮箱发一封确认邮件；打开其中的网址并确认以后，订阅才开始。")
            html(.button, .class("button"), .type("submit"), text: "订阅")
        }
    }

    /// At least one of them.
    private func writeTopics(_ html: inout HTMLWriter) {
        html(.fieldset, .class(problem(.topic) == nil ? "field" : "field wrong"), .id("topic")) { html in
            html(.legend, text: "订阅什么")
            html(.p, .class("hint"), text: "至少选一项；选了几项，符合其中任何一项的都会告诉您。")
            if let problem = problem(.topic) {
                html(.p, .class("problem")) { html in
                    html(.span, .class("unseen"), text: "错误：")
                    html.text(problem)
                }
            }
            if let item {
                html(.input, .type("hidden"), .name("item"), .value(item.id.description))
                html(.p, text: "事项：\(item.levels.joined(separator: " › "))")
            }
            choice(&html, "单位", "unit", units, draft.start.unit)
            choice(&html, "领域", "domain", domains, draft.start.domain)
            if !groups.isEmpty { choice(&html, "对象", "group", groups, draft.start.group) }
            FormField(label: "关键词", id: "words", hint: "文件中含有这些词；几个词用空格分开", isOptional: true).write(&html) { html, attributes in
                html(
                    .input,
                    attributes: attributes + [
                        .type("text"), .autocomplete("off"), .maxLength(SearchQuery.textLimit), .value(draft.start.words ?? ""),
                    ])
            }
            html(.label, .class("choice"), .for("everything")) { html in
                let attributes: [Attribute] = [.type("checkbox"), .id("everything"), .name("everything"), .value("1")]
                html(.input, attributes: attributes + (draft.everything ? [.checked] : []))
                html(.span, text: "全部新公开的文件")
            }
        }
    }

    private func choice(_ html: inout HTMLWriter, _ label: String, _ name: String, _ options: [FilterOption], _ chosen: String?) {
        FormField(label: label, id: name, isOptional: true).write(&html) { html, attributes in
            html(.select, attributes: attributes) { html in
                html(.option, .value(""), text: "不选")
                for option in options { self.option(&html, option.value, option.label, chosen ?? "") }
            }
        }
    }

    private func option(_ html: inout HTMLWriter, _ value: String, _ label: String, _ chosen: String) {
        html(.option, attributes: [.value(value)] + (value == chosen ? [.selected] : [])) { $0.text(label) }
    }

    private func problem(_ field: Field) -> String? { problems.first { $0.field == field }?.message }
}

/// What is said after the form, whoever it was sent for: nobody learns from it whether an address is known.
package struct SubscriptionSentPage: Sendable {
    package init() {}
}

extension SubscriptionSentPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "请查收确认邮件", trail: [PageHead.Step(label: "订阅", address: .subscribe())], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "请查收确认邮件", lead: "我们向您填写的邮箱发送了一封确认邮件。请在 48 小时内打开其中的网址，确认以后订阅才开始。")
        html(.ul) { html in
            html(.li, text: "几分钟后还没有收到的，请看看垃圾邮件；邮箱写错的，请重新填写。")
            html(.li, text: "同一个邮箱短时间内多次申请的，不会重复发送。")
            html(.li, text: "没有确认的，48 小时后自动删除。")
        }
        html(.p) { $0(.a, .href(Address.home.link), text: "回到首页") }
    }
}

/// The page behind the link of the confirmation; opening it alone confirms nothing, because mail programs open links by themselves.
package struct SubscriptionConfirmationPage: Sendable {
    /// In words; `nil` when the link counts no more.
    package var topics: [String]?
    package var rhythm: SubscriptionRhythm
    package var token: String

    package init(topics: [String]?, rhythm: SubscriptionRhythm, token: String) {
        self.topics = topics
        self.rhythm = rhythm
        self.token = token
    }
}

extension SubscriptionConfirmationPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: topics == nil ? "确认网址已失效" : "确认订阅", trail: [PageHead.Step(label: "订阅", address: .subscribe())], width: .narrow,
            isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        guard let topics else {
            pageTitle(&html, "确认网址已失效", lead: "这个网址不完整、已经用过，或者超过了 48 小时。")
            html(.p) { $0(.a, .href(Address.subscribe().link), text: "重新订阅") }
            return
        }
        pageTitle(&html, "确认订阅", lead: "请核对，然后按下面的按钮。")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "订阅内容") { html in html(.ul) { html in for topic in topics { html(.li, text: topic) } } }
            fact(&html, "多久一次") { $0.text(rhythm.words) }
        }
        html(.form, .class("form"), .action(Address.subscriptionConfirmation(token).link), .method("post")) { html in
            html(.button, .class("button"), .type("submit"), text: "确认订阅")
        }
    }
}

/// A subscriber's own page, reached by the link in every mail: no signing in, nothing of the address.
package struct SubscriptionPage: Sendable {
    /// What is subscribed to, with words for it.
    package var topics: [(topic: SubscriptionTopic, words: String)]
    /// `nil` when the subscription has ended, or never was.
    package var rhythm: SubscriptionRhythm?
    package var token: String

    package init(topics: [(topic: SubscriptionTopic, words: String)], rhythm: SubscriptionRhythm?, token: String) {
        self.topics = topics
        self.rhythm = rhythm
        self.token = token
    }
}

extension SubscriptionPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: rhythm == nil ? "没有订阅" : "您的订阅", trail: [PageHead.Step(label: "订阅", address: .subscribe())], width: .narrow,
            isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        guard let rhythm else {
            pageTitle(&html, "没有订阅", lead: "已经退订，或者网址不完整。退订的，邮箱地址已经删除，不会再收到邮件。")
            html(.p) { $0(.a, .href(Address.subscribe().link), text: "重新订阅") }
            return
        }
        pageTitle(&html, "您的订阅")
        section(&html, "订阅内容") { html in
            html(.ul, .class("subscription-topics")) { html in
                for (topic, words) in topics {
                    html(.li) { html in
                        html(.span, text: words)
                        form(&html) { html in
                            html(.input, .type("hidden"), .name("topic"), .value(topic.text))
                            html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("drop")) { html in
                                html.text("不再订阅")
                                html(.span, .class("unseen"), text: "：\(words)")
                            }
                        }
                    }
                }
            }
            html(.p) { $0(.a, .href(Address.subscribe().link), text: "再订阅别的内容") }
        }
        section(&html, "多久一次") { html in
            form(&html) { html in
                FormField(label: "频率", id: "rhythm", hint: "没有新文件时不发邮件。").write(&html) { html, attributes in
                    html(.select, attributes: attributes) { html in
                        for choice in SubscriptionRhythm.allCases {
                            html(.option, attributes: [.value(choice.rawValue)] + (choice == rhythm ? [.selected] : [])) {
                                $0.text(choice.words)
                            }
                        }
                    }
                }
                html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("rhythm"), text: "修改频率")
            }
        }
        section(&html, "退订") { html in
            html(.p, text: "退订后不再发送邮件，邮箱地址随即删除，不能恢复。")
            form(&html) { $0(.button, .class("button"), .type("submit"), .name("act"), .value("end"), text: "全部退订") }
        }
    }

    private func form(_ html: inout HTMLWriter, content: (inout HTMLWriter) -> Void) {
        html(.form, .class("form"), .action(Address.subscription(token).link), .method("post")) { content(&$0) }
    }
}

/// 面向某类对象的文件: what is for a group of enterprises or people.
package struct TargetGroupPage: Sendable {
    package var group: TargetGroup
    package var documents: [DisclosureLink]
    package var others: [TargetGroup]

    package init(group: TargetGroup, documents: [DisclosureLink], others: [TargetGroup]) {
        self.group = group
        self.documents = documents
        self.others = others
    }
}

extension TargetGroupPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "面向\(group.name)的文件",
            column: PageHead.Column(
                name: "精准推送", description: "面向各类企业、行业和人群的文件。", keywords: ["精准推送", group.name], type: .policyDocuments),
            feeds: [PageHead.FeedLink(title: "面向\(group.name)", address: .feed(.group(group.code)))])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "面向\(group.name)的文件", lead: "\(group.kind.words)：\(group.name)。最新的在前。")
        html(.p) { html in
            html(.a, .class("button quiet"), .href(Address.subscribe(SubscriptionStart(group: group.code)).link), text: "订阅")
        }
        if documents.isEmpty {
            EmptyState(
                reason: "目前没有标明面向\(group.name)的文件。", advice: "可以先订阅，有新文件时告诉您。",
                links: [("全部公开文件", .disclosures())]
            ).write(&html)
        } else {
            DisclosureList(documents: documents).write(&html)
        }
        guard !others.isEmpty else { return }
        section(&html, "其他对象") { html in
            html(.ul, .class("chips")) { html in
                for other in others { html(.li) { $0(.a, .href(Address.targetGroup(other.code).link), text: other.name) } }
            }
        }
    }
}
