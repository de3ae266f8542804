import Domain
import HTML

/// 基层政务公开标准目录: the domains with what is in them, downloads and versions.
package struct CataloguePage: Sendable {
    package var version: VersionLink?
    package var domains: [DomainSummary]

    package init(version: VersionLink? = nil, domains: [DomainSummary]) {
        self.version = version
        self.domains = domains
    }
}

extension CataloguePage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "标准目录",
            column: PageHead.Column(
                name: "基层政务公开标准目录", description: "各领域应当公开的事项、内容、依据、时限、主体和渠道。", keywords: ["标准目录", "基层政务公开", "公开事项"], type: .catalogue))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "基层政务公开标准目录", lead: "目录写明每个领域应当公开什么、依据是什么、谁来公开、什么时候公开。")
        guard !domains.isEmpty else {
            return EmptyState(reason: "标准目录还没有发布。", advice: "发布后在这里按领域列出，可以先看公开文件。", links: [("公开文件", .disclosures())]).write(&html)
        }
        html(.div, .class("panel")) { html in
            if let version {
                html(.p) { html in
                    html.text("现行版本：")
                    html(.a, .href(Address.version(version.id).link), text: version.title)
                    if let effective = version.effective { html.text("，自 \(effective.inWords) 起施行") }
                }
            }
            html(.p) { html in
                html(.a, .href(Address.versions.link), text: "历次版本和对比")
                html.text("　")
                html(.a, .href(Address.checklist.link), text: "公开事项清单")
                html.text("　")
                html(.a, .href(Address.coverage().link), text: "公开监测")
                html.text("　")
                html(.a, .href(Address.comment().link), text: "对目录提意见")
            }
            Downloads(domain: nil, subject: "全部目录").write(&html)
        }
        section(&html, "各领域", id: "coverage") { writeTable(&$0) }
    }

    private func writeTable(_ html: inout HTMLWriter) {
        html(.div, .class("table-scroll cards overview")) { html in
            html(.table, .class("data-table"), .role("table")) { html in
                html(.caption, text: "共 \(domains.count) 个领域、\(domains.reduce(0) { $0 + $1.itemCount }.grouped) 个事项")
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        for heading in ["领域", "牵头单位", "应公开事项", "已有文件", "暂无文件", "公开文件"] {
                            html(
                                .th, .scope("col"), .role("columnheader"),
                                .class(heading.hasSuffix("单位") || heading == "领域" ? "" : "number"), text: heading)
                        }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for summary in domains { write(summary, &html) }
                }
            }
        }
    }

    private func write(_ summary: DomainSummary, _ html: inout HTMLWriter) {
        let code = summary.domain.code
        html(.tr, .role("row")) { html in
            html(.th, .scope("row"), .role("rowheader")) { html in
                html(.span, .class("domain-code"), .aria("hidden", "true"), text: code)
                html(.a, .href(Address.domain(code).link), text: summary.domain.name)
            }
            html(.td, .role("cell"), .data("label", "牵头单位")) { UnitNames(units: summary.leads).write(&$0) }
            count(&html, "应公开事项", summary.itemCount, .domain(code))
            count(&html, "已有文件", summary.coveredCount, .domain(code, ItemFilter(coverage: .covered)))
            count(&html, "暂无文件", summary.itemCount - summary.coveredCount, .domain(code, ItemFilter(coverage: .missing)))
            count(&html, "公开文件", summary.documentCount, .disclosures(DisclosureFilter(domain: code)))
        }
    }

    private func count(_ html: inout HTMLWriter, _ label: String, _ count: Int, _ address: Address) {
        html(.td, .class("number"), .role("cell"), .data("label", label)) { html in
            if count > 0 { html(.a, .href(address.link), text: count.grouped) } else { html.text("0") }
        }
    }
}

/// Units side by side, each a link.
struct UnitNames {
    var units: [UnitLink]
    var otherwise = "未登记"

    func write(_ html: inout HTMLWriter) {
        guard !units.isEmpty else { return html(.span, .class("quiet"), text: otherwise) }
        for (index, unit) in units.enumerated() {
            if index > 0 { html.text("、") }
            html(.a, .href(Address.unit(unit.code).link), text: unit.name)
        }
    }
}
