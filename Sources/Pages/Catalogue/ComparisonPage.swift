package import Domain
import HTML

/// Two versions side by side: item by item, field by field.
package struct ComparisonPage: Sendable {
    package struct Change: Sendable {
        package enum Kind: Sendable, CaseIterable { case added, changed, removed }

        package var kind: Kind
        package var item: ItemLink
        /// Only for `changed`.
        package var fields: [Field]
        /// 调整理由; empty when there is none.
        package var reason: String

        package init(kind: Kind, item: ItemLink, fields: [Field], reason: String) {
            self.kind = kind
            self.item = item
            self.fields = fields
            self.reason = reason
        }
    }

    package struct Field: Sendable {
        /// The column's heading, such as 公开时限.
        package var name: String
        /// The words of each version, one by one; empty when it says nothing there.
        package var before: [String]
        package var after: [String]

        package init(name: String, before: [String], after: [String]) {
            self.name = name
            self.before = before
            self.after = after
        }
    }

    package var new: VersionLink
    package var old: VersionLink
    package var changes: [Change]
    package var unchangedCount: Int

    package init(new: VersionLink, old: VersionLink, changes: [Change], unchangedCount: Int) {
        self.new = new
        self.old = old
        self.changes = changes
        self.unchangedCount = unchangedCount
    }
}

extension ComparisonPage {
    /// - Parameter domains: the names of the domains, by code.
    package init(new: VersionLink, old: VersionLink, comparison: CatalogueComparison, domains: [String: String]) {
        func link(_ item: CatalogueItem) -> ItemLink {
            let domain = domains[item.domain].map { DomainLink(code: item.domain, name: $0) }
            return ItemLink(id: item.id, levels: item.entry.levels, domain: domain)
        }
        let changes = comparison.changes.map { change in
            switch change {
            case .added(let item): Change(kind: .added, item: link(item), fields: [], reason: item.adjustment)
            case .removed(let item): Change(kind: .removed, item: link(item), fields: [], reason: "")
            case .changed(_, let item, let fields):
                Change(
                    kind: .changed, item: link(item), fields: fields.map { Field(name: $0.field.rawValue, before: $0.old, after: $0.new) },
                    reason: item.adjustment)
            }
        }
        self.init(new: new, old: old, changes: changes, unchangedCount: comparison.unchangedCount)
    }
}

extension ComparisonPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "版本对比",
            column: PageHead.Column(
                name: "标准目录版本对比", description: "\(new.title)与\(old.title)逐项、逐栏对比。", keywords: ["标准目录", "版本", "对比"], type: .catalogue),
            trail: [PageHead.Step(label: "标准目录", address: .catalogue), PageHead.Step(label: "目录版本", address: .versions)])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "版本对比")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "新版") { $0(.a, .href(Address.version(new.id).link), text: new.title) }
            fact(&html, "旧版") { $0(.a, .href(Address.version(old.id).link), text: old.title) }
            fact(&html, "变化") { html in
                for kind in Change.Kind.allCases {
                    let count = changes.count { $0.kind == kind }
                    let tag = StatusTag(word: "\(kind.words) \(count.grouped) 项", shape: kind.shape)
                    html(.span, .class("tally")) { html in
                        guard count > 0 else { return tag.write(&html) }
                        html(.a, .href(WebAddress(fragmentNamed: kind.fragment))) { tag.write(&$0) }
                    }
                }
                html(.span, .class("tally quiet"), text: "未变 \(unchangedCount.grouped) 项")
            }
        }
        guard !changes.isEmpty else {
            return EmptyState(reason: "两个版本的事项完全相同。", advice: "可以对比其他版本。", links: [("目录版本", .versions)]).write(&html)
        }
        html(.p, .class("quiet"), text: "划掉的是旧版文字，加下划线的是新版文字。")
        for kind in Change.Kind.allCases {
            let changes = changes.filter { $0.kind == kind }
            guard !changes.isEmpty else { continue }
            section(&html, "\(kind.words)的事项", id: kind.fragment) { html in
                if changes.count <= ComparisonPage.mostUnfolded {
                    for change in changes { write(change, showsDomain: true, &html) }
                } else {
                    writeFolded(changes, &html)
                }
            }
        }
    }

    /// More changes than one reads through from top to bottom are folded by domain.
    private static let mostUnfolded = 60

    private func writeFolded(_ changes: [Change], _ html: inout HTMLWriter) {
        let byDomain = Dictionary(grouping: changes) { $0.item.domain?.code ?? "" }
        for (code, changes) in byDomain.sorted(by: { $0.key < $1.key }) {
            html(.details, .class("fold")) { html in
                html(.summary) { html in
                    html(.h3) { html in
                        html.text(changes.first?.item.domain?.name ?? (code.isEmpty ? "没有领域" : code))
                        html(.span, .class("count"), text: "\(changes.count.grouped) 项")
                    }
                }
                html(.div) { html in
                    for change in changes { write(change, showsDomain: false, &html) }
                }
            }
        }
    }

    private func write(_ change: Change, showsDomain: Bool, _ html: inout HTMLWriter) {
        html(.article, .class("change-entry")) { html in
            html(showsDomain ? .h3 : .h4) { html in
                StatusTag(word: change.kind.words, shape: change.kind.shape, isAlarming: change.kind == .removed).write(&html)
                html(.a, .href(Address.item(change.item.id).link), text: change.item.levels.joined(separator: " › "))
            }
            if showsDomain, let domain = change.item.domain { html(.p, .class("quiet"), text: domain.name) }
            if !change.fields.isEmpty {
                html(.dl, .class("facts")) { html in
                    for field in change.fields {
                        fact(&html, field.name) { ChangedWords(before: field.before, after: field.after).write(&$0) }
                    }
                }
            }
            if !change.reason.isEmpty { html(.p, text: "调整理由：\(change.reason)") }
        }
    }
}

extension ComparisonPage.Change.Kind {
    fileprivate var words: String {
        switch self {
        case .added: "新增"
        case .changed: "修改"
        case .removed: "删除"
        }
    }

    /// Where its section begins.
    fileprivate var fragment: String {
        switch self {
        case .added: "added"
        case .changed: "changed"
        case .removed: "removed"
        }
    }

    fileprivate var shape: StatusTag.Shape {
        switch self {
        case .added: .plus
        case .changed: .change
        case .removed: .minus
        }
    }
}
