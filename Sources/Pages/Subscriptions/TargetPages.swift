package import Domain
package import HTML

/// 订阅与推送: how many subscribe to what, the groups, and the items that are for somebody in particular.
package struct SubscriptionsWorkPage: WorkPage {
    /// A number with its name.
    package struct Figure: Sendable, Hashable {
        package var name: String
        package var count: Int

        package init(name: String, count: Int) {
            self.name = name
            self.count = count
        }
    }

    /// An item that is for some groups.
    package struct ItemLine: Sendable {
        package var item: ItemLink
        package var groups: [String]

        package init(item: ItemLink, groups: [String]) {
            self.item = item
            self.groups = groups
        }
    }

    package var sendsMail: Bool
    package var subscribers: Int
    package var wishes: Int
    package var figures: [Figure]
    /// With how many subscribe to each.
    package var groups: [(group: TargetGroup, subscribers: Int)]
    package var items: [ItemLine]
    package var domains: [FilterOption]
    /// The items of the chosen field of work.
    package var choices: [ItemLink]
    package var domain: String?
    package var problems: [(field: String, message: String)]

    package init(
        sendsMail: Bool, subscribers: Int, wishes: Int, figures: [Figure], groups: [(group: TargetGroup, subscribers: Int)],
        items: [ItemLine], domains: [FilterOption], choices: [ItemLink], domain: String?, problems: [(field: String, message: String)] = []
    ) {
        self.sendsMail = sendsMail
        self.subscribers = subscribers
        self.wishes = wishes
        self.figures = figures
        self.groups = groups
        self.items = items
        self.domains = domains
        self.choices = choices
        self.domain = domain
        self.problems = problems
    }

    package var title: String { "订阅与推送" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, title, lead: "公众订阅新公开的文件；标明面向谁的文件，推送给订阅了这类对象的企业和群众。")
        if !sendsMail { html(.p, .class("notice"), text: "没有设置邮件服务器或者网站网址，公众只能用 Atom 订阅。") }
        section(&html, "订阅数量") { html in
            html(.p, text: "现有订阅者 \(subscribers.grouped) 个，等待确认 \(wishes.grouped) 个。邮箱地址加密保存，这里只看得到数量。")
            html(.dl, .class("facts")) { html in
                for figure in figures { fact(&html, figure.name) { $0.text(figure.count.grouped) } }
            }
        }
        section(&html, "推送对象") { html in
            writeGroups(&html, frame)
            writeNewGroup(&html, frame)
        }
        section(&html, "按事项标明对象") { html in writeItems(&html, frame) }
    }

    private func writeGroups(_ html: inout HTMLWriter, _ frame: WorkFrame) {
        guard !groups.isEmpty else {
            return EmptyState(reason: "还没有推送对象。", advice: "先在下面增加，例如“小微企业”“餐饮业”“老年人”。").write(&html)
        }
        for (group, count) in groups {
            html(.details, .class("target-group")) { html in
                html(.summary) { html in
                    html.text("\(group.name)（\(group.kind.words)，\(group.code)）：订阅 \(count.grouped) 个\(group.isOpen ? "" : "，已停用")")
                }
                workForm(&html, WorkRoute.changeTargetGroup.link(group.code), in: frame) { html in
                    html(.input, .type("hidden"), .name("version"), .value(String(group.version)))
                    fields(&html, group, suffix: "-\(group.code)")
                    html(.label, .class("choice"), .for("open-\(group.code)")) { html in
                        let box: [Attribute] = [.type("checkbox"), .id("open-\(group.code)"), .name("open"), .value("1")]
                        html(.input, attributes: box + (group.isOpen ? [.checked] : []))
                        html(.span, text: "可以订阅、可以标注")
                    }
                    html(.button, .class("button quiet"), .type("submit"), text: "保存")
                }
            }
        }
    }

    private func writeNewGroup(_ html: inout HTMLWriter, _ frame: WorkFrame) {
        html(.h3, text: "增加对象")
        workForm(&html, WorkRoute.addTargetGroup.link(), in: frame) { html in
            FormField(label: "代码", id: "code", hint: "写在网址中，用小写字母、数字和连字符，例如 small-business。以后不能改。", problem: problem("code")).write(
                &html
            ) { html, attributes in
                html(.input, attributes: attributes + [.type("text"), .maxLength(40), .autocomplete("off")])
            }
            fields(&html, nil, suffix: "")
            html(.button, .class("button"), .type("submit"), text: "增加")
        }
    }

    private func fields(_ html: inout HTMLWriter, _ group: TargetGroup?, suffix: String) {
        html(.div, .class("field")) { html in
            html(.label, .for("name\(suffix)"), text: "名称")
            html(
                .input, .type("text"), .id("name\(suffix)"), .name("name"), .maxLength(TargetGroup.longestName), .value(group?.name ?? ""),
                .autocomplete("off"))
        }
        html(.div, .class("field")) { html in
            html(.label, .for("kind\(suffix)"), text: "类别")
            html(.select, .id("kind\(suffix)"), .name("kind")) { html in
                for kind in TargetGroup.Kind.allCases {
                    html(.option, attributes: [.value(kind.rawValue)] + (kind == group?.kind ? [.selected] : [])) { $0.text(kind.words) }
                }
            }
        }
    }

    private func writeItems(_ html: inout HTMLWriter, _ frame: WorkFrame) {
        if items.isEmpty {
            html(.p, text: "还没有标明对象的事项。标明以后，这个事项下的文件都推送给所标的对象。")
        } else {
            html(.ul) { html in
                for line in items {
                    html(.li) { html in
                        html(.a, .href(WorkRoute.itemTargets.link(line.item.id)), text: line.item.levels.joined(separator: " › "))
                        html.text("：\(line.groups.joined(separator: "、"))")
                    }
                }
            }
        }
        html(.form, .class("filters"), .action(WorkRoute.subscriptions.link()), .method("get")) { html in
            FilterSelect(label: "领域", name: "domain", options: domains, selected: domain, everything: "请选择").write(&html)
            html(.div, .class("filter-acts")) { $0(.button, .class("button quiet"), .type("submit"), text: "列出事项") }
        }
        guard !choices.isEmpty else { return }
        html(.ul, .class("plain-links")) { html in
            for item in choices {
                html(.li) {
                    $0(.a, .href(WorkRoute.itemTargets.link(item.id)), text: item.levels.joined(separator: " › "))
                }
            }
        }
    }

    private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.message }
}

/// For whom the documents of an item are, or one document (标注推送对象).
package struct TargetsPage: WorkPage {
    package enum Subject: Sendable {
        case item(ItemLink)
        case draft(Draft.ID, title: String)
    }

    package var subject: Subject
    package var groups: [TargetGroup]
    package var chosen: Set<String>
    /// Those of the document's item: it has them anyway.
    package var inherited: [String]

    package init(subject: Subject, groups: [TargetGroup], chosen: Set<String>, inherited: [String] = []) {
        self.subject = subject
        self.groups = groups
        self.chosen = chosen
        self.inherited = inherited
    }

    package var title: String { "标注推送对象" }

    package var trail: [WorkStep] {
        switch subject {
        case .item: [WorkStep(label: "订阅与推送", address: WorkRoute.subscriptions.link())]
        case .draft(let id, let title): [WorkStep(label: title, address: WorkRoute.draft.link(id))]
        }
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let (name, address): (String, WebAddress) =
            switch subject {
            case .item(let item): (item.levels.joined(separator: " › "), WorkRoute.setItemTargets.link(item.id))
            case .draft(let id, let title): (title, WorkRoute.setDraftTargets.link(id))
            }
        pageTitle(&html, title, lead: name)
        if !inherited.isEmpty { html(.p, text: "按所属事项已经面向：\(inherited.joined(separator: "、"))。") }
        guard !groups.isEmpty else {
            return EmptyState(reason: "还没有推送对象。", advice: "由政务公开办在“订阅与推送”中增加。").write(&html)
        }
        workForm(&html, address, in: frame) { html in
            html(.fieldset, .class("field")) { html in
                html(.legend, text: "面向谁")
                for group in groups where group.isOpen || chosen.contains(group.code) {
                    html(.label, .class("choice"), .for("group-\(group.code)")) { html in
                        let box: [Attribute] = [.type("checkbox"), .id("group-\(group.code)"), .name("group"), .value(group.code)]
                        html(.input, attributes: box + (chosen.contains(group.code) ? [.checked] : []))
                        html(.span, text: "\(group.name)（\(group.kind.words)）")
                    }
                }
            }
            html(.button, .class("button"), .type("submit"), text: "保存")
        }
    }
}
