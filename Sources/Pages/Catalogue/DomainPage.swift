package import Domain
import HTML

/// One domain's catalogue as the standard table.
package struct DomainPage: Sendable {
    package struct Line: Sendable {
        package var item: CatalogueItem
        /// The registered units behind `item.entry.subjects`, where the duty table knows them.
        package var units: [UnitLink]
        package var documentCount: Int

        package init(item: CatalogueItem, units: [UnitLink], documentCount: Int) {
            self.item = item
            self.units = units
            self.documentCount = documentCount
        }
    }

    package var domain: DomainLink
    package var version: VersionLink?
    package var filter: ItemFilter
    /// In the catalogue's order, already filtered (`ItemFilter.matches`).
    package var lines: [Line]
    /// How many items the domain has without any filter.
    package var itemCount: Int
    /// How many of them have a document.
    package var coveredCount: Int
    /// Every 公开主体 that the domain's items name, for the filter.
    package var subjects: [String]
    /// 牵头部门 of the duty table.
    package var leads: [UnitLink]

    package init(
        domain: DomainLink, version: VersionLink? = nil, filter: ItemFilter, lines: [Line], itemCount: Int, coveredCount: Int,
        subjects: [String], leads: [UnitLink]
    ) {
        self.domain = domain
        self.version = version
        self.filter = filter
        self.lines = lines
        self.itemCount = itemCount
        self.coveredCount = coveredCount
        self.subjects = subjects
        self.leads = leads
    }
}

extension DomainPage: FramedPage {
    private var title: String { "\(domain.name)领域标准目录" }

    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: title,
            column: PageHead.Column(
                name: title, description: "\(domain.name)领域应当公开的事项、内容、依据、时限、主体和渠道。", keywords: [domain.name, "标准目录", "公开事项"],
                type: .catalogue),
            trail: [PageHead.Step(label: "标准目录", address: .catalogue)],
            feeds: [PageHead.FeedLink(title: "\(domain.name) 最新公开", address: .feed(.domain(domain.code)))])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(
            &html, title,
            lead: "共 \(itemCount.grouped) 个事项，其中 \(coveredCount.grouped) 个已有公开文件，\(max(0, itemCount - coveredCount).grouped) 个暂无文件。")
        html(.div, .class("panel")) { html in
            html(.p) { html in
                html(.span, .class("fact")) { html in
                    html.text("牵头单位：")
                    UnitNames(units: leads).write(&html)
                }
                if let version {
                    html(.span, .class("fact")) { html in
                        html.text("目录版本：")
                        html(.a, .href(Address.version(version.id).link), text: version.title)
                    }
                }
            }
            html(.p) { html in
                html(.a, .class("fact"), .href(Address.disclosures(DisclosureFilter(domain: domain.code)).link), text: "本领域的公开文件")
                html(.a, .class("fact"), .href(Address.subscribe(SubscriptionStart(domain: domain.code)).link), text: "订阅")
                html(.a, .class("fact"), .href(Address.comment().link), text: "对目录提意见")
            }
            Downloads(domain: domain.code, subject: "\(domain.name)目录").write(&html)
        }
        writeFilters(&html)
        guard !lines.isEmpty else {
            return EmptyState(
                reason: itemCount == 0 ? "这个领域的目录还没有事项。" : "没有符合筛选条件的事项。", advice: itemCount == 0 ? "可以看其他领域。" : "可以放宽筛选条件，或者查看本领域全部事项。",
                links: itemCount == 0 ? [("标准目录", .catalogue)] : [("查看全部 \(itemCount.grouped) 个事项", .domain(domain.code))]
            ).write(&html)
        }
        StandardTable(lines: lines, caption: caption).write(&html)
        PrintedSource(address: Address.domain(domain.code).absolute(frame.origin), label: frame.county.name).write(&html)
    }

    private var caption: String {
        filter.isEmpty
            ? "\(domain.name)领域，\(lines.count.grouped) 个事项" : "\(domain.name)领域，筛选出 \(lines.count.grouped) 个事项，共 \(itemCount.grouped) 个"
    }

    private func writeFilters(_ html: inout HTMLWriter) {
        html(.form, .class("filters"), .action(Address.domain(domain.code).link), .method("get"), .aria("label", "筛选事项")) { html in
            let subjects = subjects.map { FilterOption(value: $0, label: $0) }
            FilterSelect(label: "公开主体", name: "subject", options: subjects, selected: filter.subject).write(&html)
            FilterSelect(label: "公开对象", name: "audience", choice: filter.audience, of: ItemFilter.AudienceChoice.self).write(&html)
            FilterSelect(label: "公开方式", name: "mode", choice: filter.mode, of: DisclosureMode.self).write(&html)
            FilterSelect(label: "公开层级", name: "tier", choice: filter.tier, of: Tier.self).write(&html)
            FilterSelect(label: "公开阶段", name: "stage", choice: filter.stage, of: Stage.self).write(&html)
            FilterSelect(label: "公开文件", name: "documents", choice: filter.coverage, of: ItemFilter.Coverage.self).write(&html)
            html(.div, .class("filter-acts")) { html in
                html(.button, .class("button"), .type("submit"), text: "筛选")
                if !filter.isEmpty { html(.a, .href(Address.domain(domain.code).link), text: "清除筛选") }
            }
        }
    }
}
