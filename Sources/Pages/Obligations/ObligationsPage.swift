package import Domain
package import HTML

/// Which obligations the list shows, and from where on; all of it stands in the address.
package struct ObligationFilter: Sendable, Hashable {
    /// When they are due.
    package enum When: String, Sendable, CaseIterable, Hashable {
        case overdue, week, month, later, unclear

        var words: String {
            switch self {
            case .overdue: "已逾期"
            case .week: "本周到期"
            case .month: "30 天内到期"
            case .later: "30 天以后"
            case .unclear: "期限待明确"
            }
        }
    }

    /// Code of a unit.
    package var unit: String?
    /// Code of a domain.
    package var domain: String?
    package var state: Obligation.State.Kind
    package var when: When?
    /// The place after which the page begins, as the page before gave it.
    package var after: String?

    package init(
        unit: String? = nil, domain: String? = nil, state: Obligation.State.Kind = .open, when: When? = nil, after: String? = nil
    ) {
        self.unit = unit
        self.domain = domain
        self.state = state
        self.when = when
        self.after = after
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        unit = try query.text("unit", limit: 40)
        domain = try query.text("domain", limit: 40)
        state = try query.choice("state") ?? .open
        when = try query.choice("due")
        after = try query.text("after", limit: 60)
    }

    /// The same from the beginning.
    package var first: ObligationFilter {
        var filter = self
        filter.after = nil
        return filter
    }

    package var link: WebAddress {
        let items: [(String, String?)] = [
            ("unit", unit), ("domain", domain), ("state", state == .open ? nil : state.rawValue), ("due", when?.rawValue), ("after", after),
        ]
        return WorkRoute.obligations.link(query: items.compactMap { item in item.1.map { (name: item.0, value: $0) } })
    }
}

/// 公开任务: the list, with its filters.
package struct ObligationsPage: WorkPage {
    package var filter: ObligationFilter
    package var lines: [ObligationLine]
    package var total: Total
    package var next: ObligationFilter?
    package var units: [FilterOption]
    package var domains: [FilterOption]
    package var mayRecord: Bool

    package init(
        filter: ObligationFilter, lines: [ObligationLine], total: Total, next: ObligationFilter?, units: [FilterOption],
        domains: [FilterOption], mayRecord: Bool
    ) {
        self.filter = filter
        self.lines = lines
        self.total = total
        self.next = next
        self.units = units
        self.domains = domains
        self.mayRecord = mayRecord
    }

    package var title: String { "公开任务" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.div, .class("page-top")) { html in
            html(.h1, text: title)
            if mayRecord { html(.a, .class("button"), .href(WorkRoute.newTriggerEvent.link()), text: "登记触发事件") }
        }
        html(.form, .class("filters"), .action(WorkRoute.obligations.link()), .method("get"), .aria("label", "筛选")) { html in
            if units.count > 1 { FilterSelect(label: "单位", name: "unit", options: units, selected: filter.unit).write(&html) }
            FilterSelect(label: "领域", name: "domain", options: domains, selected: filter.domain).write(&html)
            FilterSelect(
                label: "状态", name: "state",
                options: Obligation.State.Kind.allCases.dropFirst().map { FilterOption(value: $0.rawValue, label: $0.words) },
                selected: filter.state == .open ? nil : filter.state.rawValue, everything: Obligation.State.Kind.open.words
            ).write(&html)
            FilterSelect(
                label: "到期", name: "due", options: ObligationFilter.When.allCases.map { FilterOption(value: $0.rawValue, label: $0.words) },
                selected: filter.when?.rawValue
            ).write(&html)
            html(.button, .class("button quiet"), .type("submit"), text: "筛选")
        }
        guard !lines.isEmpty else { return writeEmpty(&html) }
        ObligationTable(caption: "公开任务", lines: lines, showsUnit: units.count > 1).write(&html, in: frame)
        html(.nav, .class("pagination"), .aria("label", "翻页")) { html in
            html(.p, text: "本页 \(lines.count.grouped) 项，共 \(total.words) 项")
            if filter.after != nil { html(.a, .class("button quiet"), .href(filter.first.link), text: "回到第一页") }
            if let next { html(.a, .class("button"), .href(next.link), .rel("next"), text: "下一页") }
        }
    }

    private func writeEmpty(_ html: inout HTMLWriter) {
        html(.div, .class("empty")) { html in
            html(.p, .class("empty-reason"), text: "没有符合条件的公开任务。")
            html(.p, text: "定期公开和长期公开的任务由标准目录自动生成；其他事项在作出决定、形成信息后，登记触发事件即列入任务。")
            html(.p) { $0(.a, .href(WorkRoute.obligations.link()), text: "查看全部未完成任务") }
        }
    }
}

extension Obligation.State.Kind {
    /// The same word everywhere for the same state.
    package var words: String {
        switch self {
        case .open: "未完成"
        case .fulfilled: "已公开"
        case .waived: "免予公开"
        case .lapsed: "已终止"
        }
    }
}
