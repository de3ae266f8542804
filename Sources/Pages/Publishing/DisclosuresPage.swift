import Domain
import HTML

/// The list of published documents, newest first.
package struct DisclosuresPage: Sendable {
    package var filter: DisclosureFilter
    package var documents: [DisclosureLink]
    package var total: Total
    /// Where the next page begins; `nil` on the last one.
    package var next: String?
    package var units: [FilterOption]
    package var domains: [FilterOption]
    package var years: [FilterOption]
    package var categories: [FilterOption]

    package init(
        filter: DisclosureFilter, documents: [DisclosureLink], total: Total, next: String? = nil, units: [FilterOption],
        domains: [FilterOption], years: [FilterOption], categories: [FilterOption]
    ) {
        self.filter = filter
        self.documents = documents
        self.total = total
        self.next = next
        self.units = units
        self.domains = domains
        self.years = years
        self.categories = categories
    }
}

extension DisclosuresPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "公开文件",
            column: PageHead.Column(
                name: "公开文件", description: "全部公开文件，从新到旧，可按单位、领域、年份、文种和有效性筛选。", keywords: ["公开文件", "政策文件", "规范性文件"], type: .policyDocuments),
            isIndexed: filter.after == nil)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "公开文件", lead: "从新到旧排列。废止、失效和已修改的文件也保留，并注明状态。")
        html(.form, .class("filters"), .action(Address.disclosures().link), .method("get"), .aria("label", "筛选文件")) { html in
            FilterSelect(label: "单位", name: "unit", options: units, selected: filter.unit).write(&html)
            FilterSelect(label: "领域", name: "domain", options: domains, selected: filter.domain).write(&html)
            FilterSelect(label: "年份", name: "year", options: years, selected: filter.year.map { String($0) }).write(&html)
            FilterSelect(label: "文种", name: "category", options: categories, selected: filter.category).write(&html)
            FilterSelect(label: "有效性", name: "validity", choice: filter.validity, of: Disclosure.Validity.self).write(&html)
            html(.div, .class("filter-acts")) { html in
                html(.button, .class("button"), .type("submit"), text: "筛选")
                if !filter.isEmpty { html(.a, .href(Address.disclosures().link), text: "清除筛选") }
            }
        }
        guard !documents.isEmpty else {
            guard !filter.isEmpty else {
                return EmptyState(reason: "还没有公开的文件。", advice: "文件公开以后在这里列出。").write(&html)
            }
            return EmptyState(
                reason: "没有符合条件的文件。", advice: "可以放宽筛选条件，或者改用搜索。",
                links: [("查看全部文件", .disclosures()), ("搜索", .search())]
            ).write(&html)
        }
        DisclosureList(documents: documents).write(&html)
        Pagination(
            shown: documents.count, total: total, noun: "份文件", next: next.map { page(after: $0) },
            first: filter.after == nil ? nil : page(after: nil)
        )
        .write(&html)
    }

    private func page(after: String?) -> Address {
        var filter = filter
        filter.after = after
        return .disclosures(filter)
    }
}
