package import Domain
import HTML

/// 首页: search first, then the fixed entries, the county's own figures, what is new, and the domains.
package struct HomePage: Sendable {
    /// Queries that find something in this county.
    package var exampleQueries: [String]
    package var version: VersionLink?
    package var itemCount: Int
    /// Items with at least one document.
    package var coveredCount: Int
    package var documentCount: Int
    package var unitCount: Int
    /// Newest first, at most ten.
    package var newest: [DisclosureLink]
    package var domains: [DomainSummary]
    /// 专题: the programmes that have a page.
    package var programmes: [(id: Programme.ID, title: String)]

    package init(
        exampleQueries: [String], version: VersionLink? = nil, itemCount: Int, coveredCount: Int, documentCount: Int, unitCount: Int,
        newest: [DisclosureLink], domains: [DomainSummary],
        programmes: [(id: Programme.ID, title: String)] = []
    ) {
        self.exampleQueries = exampleQueries
        self.version = version
        self.itemCount = itemCount
        self.coveredCount = coveredCount
        self.documentCount = documentCount
        self.unitCount = unitCount
        self.newest = newest
        self.domains = domains
        self.programmes = programmes
    }
}

extension HomePage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        let name = frame.county.name
        return PageHead(
            title: name, description: "\(name)政务公开：查文件、查事项、查单位，申请公开政府信息。",
            column: PageHead.Column(
                name: "首页", description: "\(name)政务公开的入口，可搜索全部公开文件、公开事项和公开主体。", keywords: [frame.county.placeName, "政务公开", "政府信息公开"],
                type: .home),
            showsSearch: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        writeSearch(&html, in: frame)
        writeEntries(&html)
        writeFigures(&html)
        writeServices(&html)
        writeProgrammes(&html)
        section(&html, "最新公开") { html in
            if newest.isEmpty {
                EmptyState(reason: "还没有公开的文件。", advice: "可以先看标准目录，了解应当公开什么。", links: [("标准目录", .catalogue)]).write(&html)
            } else {
                DisclosureList(documents: newest).write(&html)
                html(.p, .class("more")) { $0(.a, .href(Address.disclosures().link), text: "全部公开文件") }
            }
        }
        section(&html, "公开领域") { html in
            html(.p, .class("quiet"), text: "按国家统一的领域划分，每个领域都有一张标准目录，写明公开什么、谁来公开、什么时候公开。")
            DomainGrid(domains: domains).write(&html)
        }
    }

    /// What citizens come to do, beside reading documents.
    private func writeServices(_ html: inout HTMLWriter) {
        let groups: [(heading: String, links: [(label: String, address: Address)])] = [
            ("办事服务", [("办事指南", .services()), ("涉企政策", .policies()), ("评价政务服务", .rate()), ("服务评价结果", .ratings)]),
            (
                "互动交流",
                [("征集调查和公众参与", .participation), ("我要留言", .messageForm), ("留言和答复", .messages()), ("常见问题", .answers())]
            ),
            ("解读回应", [("政策解读", .interpretations()), ("全链条公开", .chains), ("回应关切", .responses()), ("双随机抽查", .inspections)]),
        ]
        html(.div, .class("side-by-side")) { html in
            for group in groups {
                section(&html, group.heading) { html in
                    html(.ul, .class("plain-links")) { html in
                        for link in group.links { html(.li) { $0(.a, .href(link.address.link), text: link.label) } }
                    }
                }
            }
        }
    }

    private func writeProgrammes(_ html: inout HTMLWriter) {
        guard !programmes.isEmpty else { return }
        section(&html, "专题") { html in
            html(.ul, .class("plain-links")) { html in
                for programme in programmes {
                    html(.li) { $0(.a, .href(Address.programme(programme.id).link), text: programme.title) }
                }
            }
        }
    }

    private func writeSearch(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.div, .class("hero"), .itemScope, .itemType(WebAddress(literal: "https://schema.org/WebSite"))) { html in
            html(.meta, .itemProperty("name"), .content(frame.county.name))
            html(.meta, .itemProperty("url"), .content(frame.origin + "/"))
            html(.h1, text: "查找\(frame.county.placeName)的政府信息")
            html(
                .form, .class("hero-search"), .role("search"), .action(Address.search().link), .method("get"),
                .itemProperty("potentialAction"),
                .itemScope, .itemType(WebAddress(literal: "https://schema.org/SearchAction"))
            ) { html in
                html(.meta, .itemProperty("target"), .content(frame.origin + "/search?q={q}"))
                SearchBox(text: "", isDescribed: true).write(&html)
            }
            SearchExamples(examples: exampleQueries).write(&html)
        }
    }

    private func writeEntries(_ html: inout HTMLWriter) {
        section(&html, "政府信息公开", class: "section entries-section") { html in
            DisclosureEntries().write(&html)
        }
    }

    private func writeFigures(_ html: inout HTMLWriter) {
        section(&html, "公开情况", class: "section figures-section") { html in
            html(.ul, .class("figures")) { html in
                figure(&html, itemCount, "项应公开事项", .catalogue)
                figure(&html, coveredCount, "项已有公开文件", .statutory)
                figure(&html, max(0, itemCount - coveredCount), "项暂无公开文件", .catalogue)
                figure(&html, documentCount, "份公开文件", .disclosures())
                figure(&html, unitCount, "个公开主体", .units)
            }
            html(.p, .class("quiet")) { html in
                if let version {
                    html.text("依据")
                    html(.a, .href(Address.version(version.id).link), text: version.title)
                    html.text("统计。暂无文件的事项也照实列出，欢迎监督：")
                    html(.a, .href(Address.coverage().link), text: "各单位按时、逾期和没有公开的情况")
                } else {
                    html.text("标准目录尚未发布，发布后在这里列出每个事项的公开情况。")
                }
            }
        }
    }

    private func figure(_ html: inout HTMLWriter, _ count: Int, _ words: String, _ address: Address) {
        html(.li) { html in
            html(.a, .href(address.link)) { html in
                html(.strong, text: count.grouped)
                html(.span, text: words)
            }
        }
    }
}
