package import Domain
import HTML

/// 目录版本: every adopted version, newest first.
package struct VersionsPage: Sendable {
    package struct Entry: Sendable {
        package var version: CatalogueVersion
        package var itemCount: Int

        package init(version: CatalogueVersion, itemCount: Int) {
            self.version = version
            self.itemCount = itemCount
        }
    }

    /// The county's catalogues, newest first; drafts are never public.
    package var catalogues: [Entry]
    /// The guides they adopt.
    package var guides: [Entry]

    package init(catalogues: [Entry], guides: [Entry]) {
        self.catalogues = catalogues
        self.guides = guides
    }
}

/// One version of the catalogue.
package struct VersionPage: Sendable {
    package struct Domain: Sendable {
        package var domain: DomainLink
        package var items: [ItemLink]

        package init(domain: DomainLink, items: [ItemLink]) {
            self.domain = domain
            self.items = items
        }
    }

    package var version: CatalogueVersion
    package var guide: VersionLink?
    package var predecessor: VersionLink?
    package var domains: [VersionPage.Domain]

    package init(version: CatalogueVersion, guide: VersionLink? = nil, predecessor: VersionLink? = nil, domains: [VersionPage.Domain]) {
        self.version = version
        self.guide = guide
        self.predecessor = predecessor
        self.domains = domains
    }
}

extension VersionsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "目录版本",
            column: PageHead.Column(name: "标准目录版本", description: "标准目录的历次版本和版本之间的对比。", keywords: ["标准目录", "版本", "对比"], type: .catalogue),
            trail: [PageHead.Step(label: "标准目录", address: .catalogue)])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "目录版本", lead: "标准目录每次调整都留下一个版本，任何两个版本都可以逐项对比。")
        section(&html, "本县标准目录") { html in
            guard !catalogues.isEmpty else {
                return EmptyState(reason: "标准目录还没有发布。", advice: "发布后在这里列出每个版本。", links: [("公开文件", .disclosures())]).write(&html)
            }
            writeTable(catalogues, caption: "本县标准目录的版本，新版在前", comparing: true, &html)
        }
        guard !guides.isEmpty else { return }
        section(&html, "采用的标准指引") { writeTable(guides, caption: "国家和省级标准指引", comparing: false, &$0) }
    }

    private func writeTable(_ entries: [Entry], caption: String, comparing: Bool, _ html: inout HTMLWriter) {
        html(.div, .class("table-scroll cards")) { html in
            html(.table, .class("data-table"), .role("table")) { html in
                html(.caption, text: caption)
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        for heading in ["版本", "状态", "施行日期", "事项", comparing ? "与上一版对比" : "级别"] {
                            html(.th, .scope("col"), .role("columnheader"), text: heading)
                        }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for entry in entries { write(entry, comparing: comparing, &html) }
                }
            }
        }
    }

    private func write(_ entry: Entry, comparing: Bool, _ html: inout HTMLWriter) {
        let version = entry.version
        html(.tr, .role("row")) { html in
            html(.th, .scope("row"), .role("rowheader")) { $0(.a, .href(Address.version(version.id).link), text: version.title) }
            html(.td, .role("cell"), .data("label", "状态")) { VersionLink(version).writeTag(&$0) }
            html(.td, .role("cell"), .data("label", "施行日期"), .class("date"), text: version.effective?.description ?? "未定")
            html(.td, .role("cell"), .data("label", "事项"), text: "\(entry.itemCount.grouped) 项")
            guard comparing else { return html(.td, .role("cell"), .data("label", "级别"), text: version.level.words) }
            html(.td, .role("cell"), .data("label", "对比")) { html in
                guard let predecessor = version.predecessor else { return html(.span, .class("quiet"), text: "最早的版本") }
                html(.a, .href(Address.comparison(new: version.id, old: predecessor).link)) { html in
                    html.text("查看变化")
                    html(.span, .class("unseen"), text: "：\(version.title)")
                }
            }
        }
    }
}

extension VersionPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: version.title,
            column: PageHead.Column(
                name: version.title, description: "\(version.title)的全部事项，按领域排列。", keywords: ["标准目录", "版本"], type: .catalogue),
            trail: [PageHead.Step(label: "标准目录", address: .catalogue), PageHead.Step(label: "目录版本", address: .versions)])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, version.title)
        html(.dl, .class("facts panel")) { html in
            fact(&html, "状态") { VersionLink(version).writeTag(&$0) }
            fact(&html, "级别") { $0.text(version.level.words) }
            if let effective = version.effective { fact(&html, "施行日期") { $0.text(effective.inWords) } }
            if let superseded = version.superseded { fact(&html, "被替代日期") { $0.text(superseded.inWords) } }
            fact(&html, "事项") { $0.text("\(domains.count) 个领域，\(domains.reduce(0) { $0 + $1.items.count }.grouped) 项") }
            if let guide { fact(&html, "采用的标准指引") { $0(.a, .href(Address.version(guide.id).link), text: guide.title) } }
            if let predecessor {
                fact(&html, "上一版") { html in
                    html(.a, .href(Address.version(predecessor.id).link), text: predecessor.title)
                    html.text("　")
                    html(.a, .href(Address.comparison(new: version.id, old: predecessor.id).link), text: "查看变化")
                }
            }
            if !version.reason.isEmpty { fact(&html, "编制说明") { $0.text(version.reason) } }
        }
        for entry in domains {
            html(.details, .class("fold")) { html in
                html(.summary) { html in
                    html(.h2) { html in
                        html.text(entry.domain.name)
                        html(.span, .class("count"), text: "\(entry.items.count.grouped) 项")
                    }
                }
                html(.ol) { html in
                    for item in entry.items {
                        html(.li) { $0(.a, .href(Address.item(item.id).link), text: item.levels.joined(separator: " › ")) }
                    }
                }
            }
        }
    }
}
