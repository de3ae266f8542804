package import Domain
import HTML

/// An item of the catalogue: what must be public, by whom, when, on what ground, and the documents that fulfil it.
package struct ItemPage: Sendable {
    /// What one version of the catalogue says about the item.
    package struct Appearance: Sendable {
        package var version: VersionLink
        /// `nil` in the first version that has it.
        package var change: Change?
        /// 调整理由; empty when there is none.
        package var reason: String

        package enum Change: Sendable { case unchanged, changed, added, removed }

        package init(version: VersionLink, change: Change? = nil, reason: String) {
            self.version = version
            self.change = change
            self.reason = reason
        }
    }

    package var item: CatalogueItem
    package var domain: DomainLink
    package var version: VersionLink
    package var units: [UnitLink]
    package var documents: [DisclosureLink]
    package var documentTotal: Total
    /// Newest version first.
    package var history: [Appearance]
    /// The standard of the guide that the item adopts, where it adopts one.
    package var guide: VersionLink?

    package init(
        item: CatalogueItem, domain: DomainLink, version: VersionLink, units: [UnitLink], documents: [DisclosureLink],
        documentTotal: Total, history: [Appearance], guide: VersionLink? = nil
    ) {
        self.item = item
        self.domain = domain
        self.version = version
        self.units = units
        self.documents = documents
        self.documentTotal = documentTotal
        self.history = history
        self.guide = guide
    }
}

extension ItemPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: item.entry.name,
            description: "\(domain.name)领域公开事项“\(item.entry.levels.joined(separator: "·"))”：公开内容、依据、时限、主体、渠道和已公开的文件。",
            column: PageHead.Column(
                name: item.entry.name, description: "\(domain.name)领域公开事项及其公开文件。", keywords: [item.entry.name, domain.name, "公开事项"],
                type: .catalogue),
            trail: [PageHead.Step(label: "标准目录", address: .catalogue), PageHead.Step(label: domain.name, address: .domain(domain.code))])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        if item.entry.levels.count > 1 {
            html(.p, .class("eyebrow"), text: "\(domain.name) › \(item.entry.levels.dropLast().joined(separator: " › "))")
        } else {
            html(.p, .class("eyebrow"), text: domain.name)
        }
        html(.h1, text: item.entry.name)
        html(.div, .class("two-columns")) { html in
            html(.div) { html in
                section(&html, "公开文件") { writeDocuments(&$0) }
                if !item.entry.elements.isEmpty {
                    section(&html, "应当公开的内容") { list(&$0, item.entry.elements) }
                }
                section(&html, "公开依据") { html in
                    item.entry.bases.isEmpty ? html(.p, .class("quiet"), text: "目录没有写明依据。") : list(&html, item.entry.bases)
                }
                section(&html, "历次版本") { writeHistory(&$0) }
            }
            html(.aside, .class("side"), .aria("label", "公开要求")) { html in
                section(&html, "公开要求") { writeRequirements(&$0) }
                html(.p) { $0(.a, .class("button quiet"), .href(Address.comment(item: item.id).link), text: "对这个事项提意见") }
                html(.p) { $0(.a, .href(Address.subscribe(SubscriptionStart(item: item.id)).link), text: "订阅这个事项") }
            }
        }
    }

    private func writeDocuments(_ html: inout HTMLWriter) {
        guard !documents.isEmpty else {
            return EmptyState(
                reason: "这个事项暂无公开文件。", advice: "可以搜索相关内容，也可以申请公开。",
                links: [("搜索“\(item.entry.name)”", .search(SearchQuery(text: item.entry.name))), ("依申请公开", .requests)]
            ).write(&html)
        }
        DisclosureList(documents: documents).write(&html)
        if documentTotal.count > documents.count {
            html(.p, .class("more")) { html in
                html(
                    .a, .href(Address.disclosures(DisclosureFilter(domain: domain.code)).link),
                    text: "共 \(documentTotal.words) 份，查看\(domain.name)领域全部文件")
            }
        }
    }

    private func list(_ html: inout HTMLWriter, _ words: [String]) {
        html(.ul) { html in
            for word in words { html(.li, text: word) }
        }
    }

    private func writeRequirements(_ html: inout HTMLWriter) {
        let entry = item.entry
        html(.dl, .class("facts stacked")) { html in
            fact(&html, "公开时限") { TimeLimitPhrase(timeLimit: entry.timeLimit).write(&$0) }
            fact(&html, "公开主体") { html in
                UnitNames(units: units, otherwise: entry.subjects.isEmpty ? "目录没有写明" : entry.subjects.joined(separator: "、")).write(&html)
            }
            words(&html, "公开对象", entry.audience.words)
            words(&html, "公开方式", entry.modes.map(\.rawValue))
            words(&html, "公开层级", entry.tiers.map(\.rawValue))
            if !entry.stages.isEmpty { words(&html, "公开阶段", entry.stages.map(\.rawValue)) }
            words(&html, "公开渠道", entry.channels.filter { $0 != .other }.map(\.rawValue) + (entry.channels.contains(.other) ? others : []))
            fact(&html, "目录版本") { $0(.a, .href(Address.version(version.id).link), text: version.title) }
            if let guide { fact(&html, "采用的标准指引") { $0(.a, .href(Address.version(guide.id).link), text: guide.title) } }
            if !item.adjustment.isEmpty { fact(&html, "调整说明") { $0.text(item.adjustment) } }
        }
    }

    private var others: [String] { item.entry.otherChannels.isEmpty ? ["其他"] : item.entry.otherChannels }

    private func words(_ html: inout HTMLWriter, _ label: String, _ words: [String]) {
        fact(&html, label) { html in
            words.isEmpty ? html(.span, .class("quiet"), text: "目录没有写明") : html.text(words.joined(separator: "、"))
        }
    }

    private func writeHistory(_ html: inout HTMLWriter) {
        html(.ol, .class("history")) { html in
            for appearance in history {
                html(.li) { html in
                    html(.p) { html in
                        html(.a, .href(Address.version(appearance.version.id).link), text: appearance.version.title)
                        appearance.change?.tag.write(&html)
                    }
                    if let effective = appearance.version.effective { html(.p, .class("quiet"), text: "自 \(effective.inWords) 起施行") }
                    if !appearance.reason.isEmpty { html(.p, text: "调整理由：\(appearance.reason)") }
                }
            }
        }
    }
}

extension ItemPage.Appearance.Change {
    fileprivate var tag: StatusTag {
        switch self {
        case .unchanged: StatusTag(word: "未变", shape: .open)
        case .changed: StatusTag(word: "修改", shape: .change)
        case .added: StatusTag(word: "新增", shape: .plus)
        case .removed: StatusTag(word: "删除", shape: .minus, isAlarming: true)
        }
    }
}
