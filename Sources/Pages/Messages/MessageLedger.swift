package import Domain
package import HTML

/// A letter as a list of the workbench shows it.
package struct MessageLine: Sendable {
    package var message: Message
    package var unitName: String
    package var due: Day
    package var standing: MessageTiming.Standing

    package init(message: Message, unitName: String, due: Day, standing: MessageTiming.Standing) {
        self.message = message
        self.unitName = unitName
        self.due = due
        self.standing = standing
    }
}

/// Letters with what is due.
struct MessageTable {
    var caption: String
    var lines: [MessageLine]

    func write(_ html: inout HTMLWriter) {
        PeopleTable(caption: caption, headings: ["编号和标题", "类型", "来源", "办理单位", "状态", "收到", "答复期限"]).write(&html) { html, labels in
            for line in lines {
                let message = line.message
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.message.link(message.id)), text: "\(message.number) \(message.title)")
                    }
                    for (label, text) in zip(labels.dropFirst(), [message.kind.name, message.channel.name, line.unitName]) {
                        html(.td, .role("cell"), .data("label", label), text: text)
                    }
                    html(.td, .role("cell"), .data("label", labels[4])) { message.state.tag.write(&$0) }
                    html(.td, .role("cell"), .data("label", labels[5]), text: message.receivedOn.description)
                    html(.td, .role("cell"), .data("label", labels[6])) { html in
                        guard message.state.isOpen else { return html.text("—") }
                        html.text("\(line.due) ")
                        if line.standing != .inTime { line.standing.tag.write(&html) }
                        if message.urged > 0 { StatusTag(word: "督办 \(message.urged)", shape: .change).write(&html) }
                    }
                }
            }
        }
    }
}

/// Which letters the list shows; all of it stands in the address.
package struct MessageFilter: Sendable, Hashable {
    package enum When: String, Sendable, CaseIterable, Hashable {
        case overdue, alarm

        var words: String { self == .overdue ? "已逾期" : "临近或者超过最长时间" }
    }

    /// Code of a unit.
    package var unit: String?
    /// `true` for what is no longer open.
    package var isClosed: Bool
    package var state: MessageState?
    package var kind: Message.Kind?
    package var channel: Message.Channel?
    package var when: When?
    package var words: String?
    package var after: String?

    package init(
        unit: String? = nil, isClosed: Bool = false, state: MessageState? = nil, kind: Message.Kind? = nil, channel: Message.Channel? = nil,
        when: When? = nil, words: String? = nil, after: String? = nil
    ) {
        self.unit = unit
        self.isClosed = isClosed
        self.state = state
        self.kind = kind
        self.channel = channel
        self.when = when
        self.words = words
        self.after = after
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        unit = try query.text("unit", limit: 40)
        isClosed = try query.text("closed", limit: 1) != nil
        state = try query.choice("state")
        kind = try query.choice("kind")
        channel = try query.choice("channel")
        when = try query.choice("due")
        words = try query.text("q", limit: 100)
        after = try query.text("after", limit: 40)
    }

    package var first: MessageFilter {
        var filter = self
        filter.after = nil
        return filter
    }

    package var link: WebAddress { WorkRoute.messages.link(query: queryItems) }
    package var fileLink: WebAddress { WorkRoute.messageFile.link(query: first.queryItems) }

    private var queryItems: [(name: String, value: String)] {
        let items: [(String, String?)] = [
            ("unit", unit), ("closed", isClosed ? "1" : nil), ("state", state?.rawValue), ("kind", kind?.rawValue),
            ("channel", channel?.rawValue), ("due", when?.rawValue), ("q", words), ("after", after),
        ]
        return items.compactMap { item in item.1.map { (name: item.0, value: $0) } }
    }
}

/// 留言台账
package struct MessageLedgerPage: WorkPage {
    package var filter: MessageFilter
    package var lines: [MessageLine]
    package var total: Int
    /// Open letters beyond the term, and those near or beyond the longest time.
    package var overdue: Int
    package var alarming: Int
    package var next: MessageFilter?
    package var units: [FilterOption]
    package var hasKey: Bool

    package init(
        filter: MessageFilter, lines: [MessageLine], total: Int, overdue: Int, alarming: Int, next: MessageFilter?, units: [FilterOption],
        hasKey: Bool
    ) {
        self.filter = filter
        self.lines = lines
        self.total = total
        self.overdue = overdue
        self.alarming = alarming
        self.next = next
        self.units = units
        self.hasKey = hasKey
    }

    package var title: String { "留言" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let isOffice = frame.staff?.holds(.disclosureOffice) == true
        html(.div, .class("page-top")) { html in
            html(.h1, text: "留言台账")
            html(.div, .class("form-acts")) { html in
                if hasKey, isOffice || frame.staff?.holds(.editor) == true {
                    html(.a, .class("button"), .href(WorkRoute.newMessage.link()), text: "登记来电来信")
                }
                if isOffice { html(.a, .class("button quiet"), .href(WorkRoute.directory.link()), text: "派单目录") }
                html(.a, .class("button quiet"), .href(WorkRoute.baseAnswers.link()), text: "咨询答问库")
            }
        }
        if !hasKey { html(.p, .class("notice"), text: "这台服务器没有设置身份信息密钥，现在不能接收和登记留言。请系统管理员按手册设置。") }
        if alarming > 0 {
            html(.p, .class("notice")) { html in
                html(.strong, text: "\(alarming) 件留言临近或者超过最长未答复时间。")
                html.text("超过的，网站检查单项否决。")
                html(.a, .href(MessageFilter(unit: filter.unit, when: .alarm).link), text: "马上查看")
            }
        }
        writeTabs(&html)
        writeFilters(&html)
        guard !lines.isEmpty else {
            return EmptyState(reason: "没有符合条件的留言。", advice: "门户上的留言自动列入；来电、来信、当面反映的，由工作人员登记。").write(&html)
        }
        html(.p, .class("form-acts")) { html in
            html(.a, .class("button quiet"), .href(filter.fileLink), .download, text: "导出这些留言（xlsx）")
        }
        MessageTable(caption: title, lines: lines).write(&html)
        html(.nav, .class("pagination"), .aria("label", "翻页")) { html in
            html(.p, text: "本页 \(lines.count.grouped) 件，共 \(total.grouped) 件")
            if filter.after != nil { html(.a, .class("button quiet"), .href(filter.first.link), text: "回到第一页") }
            if let next { html(.a, .class("button"), .href(next.link), .rel("next"), text: "下一页") }
        }
    }

    private func writeTabs(_ html: inout HTMLWriter) {
        let views: [(label: String, filter: MessageFilter)] = [
            ("办理中", MessageFilter(unit: filter.unit)), ("待分办", MessageFilter(unit: filter.unit, state: .received)),
            ("派单异议", MessageFilter(unit: filter.unit, state: .objected)), ("答复待审", MessageFilter(unit: filter.unit, state: .drafted)),
            ("已逾期（\(overdue.grouped)）", MessageFilter(unit: filter.unit, when: .overdue)),
            ("已办结", MessageFilter(unit: filter.unit, isClosed: true)),
        ]
        html(.nav, .class("tabs"), .aria("label", "范围")) { html in
            html(.ul) { html in
                for view in views {
                    html(.li) { html in
                        let mark: [Attribute] = view.filter == filter.first ? [.aria("current", "page")] : []
                        html(.a, attributes: [.href(view.filter.link)] + mark) { $0.text(view.label) }
                    }
                }
            }
        }
    }

    private func writeFilters(_ html: inout HTMLWriter) {
        html(.form, .class("filters"), .action(WorkRoute.messages.link()), .method("get"), .aria("label", "筛选")) { html in
            if units.count > 1 { FilterSelect(label: "单位", name: "unit", options: units, selected: filter.unit).write(&html) }
            FilterSelect(
                label: "范围", name: "closed", options: [FilterOption(value: "1", label: "已办结")], selected: filter.isClosed ? "1" : nil,
                everything: "办理中"
            ).write(&html)
            select("状态", "state", MessageState.allCases.map { ($0.rawValue, $0.name) }, filter.state?.rawValue, &html)
            select("类型", "kind", Message.Kind.allCases.map { ($0.rawValue, $0.name) }, filter.kind?.rawValue, &html)
            select("来源", "channel", Message.Channel.allCases.map { ($0.rawValue, $0.name) }, filter.channel?.rawValue, &html)
            select("到期", "due", MessageFilter.When.allCases.map { ($0.rawValue, $0.words) }, filter.when?.rawValue, &html)
            html(.div, .class("filter")) { html in
                html(.label, .for("filter-q"), text: "编号或者内容")
                html(.input, .type("search"), .id("filter-q"), .name("q"), .value(filter.words ?? ""), .maxLength(100))
            }
            html(.button, .class("button quiet"), .type("submit"), text: "筛选")
        }
    }

    private func select(_ label: String, _ name: String, _ options: [(String, String)], _ selected: String?, _ html: inout HTMLWriter) {
        FilterSelect(label: label, name: name, options: options.map { FilterOption(value: $0.0, label: $0.1) }, selected: selected)
            .write(&html)
    }
}

/// What today brings of letters: near the longest time, overdue, and what waits for the reader.
package struct MessagesToday: TodaySection {
    private static let shown = 10

    package var lines: [MessageLine]
    package var overdue: Int
    package var alarming: Int
    /// 待我分办、待我审核
    package var waiting: Int

    package init(lines: [MessageLine], overdue: Int, alarming: Int, waiting: Int) {
        self.lines = lines
        self.overdue = overdue
        self.alarming = alarming
        self.waiting = waiting
    }

    package func write(_ html: inout HTMLWriter, on today: Day) {
        section(&html, "留言", id: "messages") { html in
            html(.p) { html in
                html.text("临近或者超过最长未答复时间 \(alarming.grouped) 件，已逾期 \(overdue.grouped) 件，等您办理 \(waiting.grouped) 件。")
                html(.a, .href(WorkRoute.messages.link()), text: "查看留言台账")
            }
            guard !lines.isEmpty else { return }
            MessageTable(caption: "等您办理和逾期的留言", lines: Array(lines.prefix(Self.shown))).write(&html)
        }
    }
}
