package import Domain
import HTML

/// 政府信息公开指南 (条例 Art. 12): how information is ordered, where it is got, and who to ask.
package struct GuidePage: Sendable {
    package var office: OrganisationUnit?
    package var domains: [DomainLink]
    package var units: [UnitLink]
    /// The guides that the county's bodies have published as documents.
    package var documents: [DisclosureLink]
    /// What the county adds in its own words.
    package var statement: DocumentBody?

    package init(
        office: OrganisationUnit? = nil, domains: [DomainLink], units: [UnitLink], documents: [DisclosureLink],
        statement: DocumentBody? = nil
    ) {
        self.statement = statement
        self.office = office
        self.domains = domains
        self.units = units
        self.documents = documents
    }
}

extension GuidePage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "政府信息公开指南",
            column: PageHead.Column(
                name: "政府信息公开指南", description: "信息的分类和编排、获取方式、公开工作机构的名称和联系方式。", keywords: ["政府信息公开指南", "获取方式", "联系方式"],
                type: .guide),
            trail: [PageHead.Step(label: "政府信息公开", address: .disclosureHub)], width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "政府信息公开指南", lead: "依据《中华人民共和国政府信息公开条例》第十二条编制，帮助您找到需要的政府信息。")
        section(&html, "信息分类") { html in
            html(.p, text: "公开的信息按以下三种办法分类，每份文件可以从任何一种找到。")
            html(.ul) { html in
                html(.li) { html in
                    html.text("按领域：")
                    html(.a, .href(Address.catalogue.link), text: "标准目录")
                    html.text("分为 \(domains.count) 个领域，每个领域列出应当公开的事项。")
                }
                html(.li) { html in
                    html.text("按单位：")
                    html(.a, .href(Address.units.link), text: "公开主体")
                    html.text("列出 \(units.count.grouped) 个单位，每个单位有自己的页面。")
                }
                html(.li) { html in
                    html.text("按时间和文种：")
                    html(.a, .href(Address.disclosures().link), text: "公开文件")
                    html.text("从新到旧排列，可按年份、文种和有效性筛选。")
                }
            }
        }
        section(&html, "编排体系") { html in
            html(.p, text: "每份文件标明索引号、主题分类、发文机关、成文日期、标题、发文字号、发布日期和有效性。废止、失效或者已修改的文件在页面顶部注明。")
        }
        section(&html, "获取方式") { html in
            html(.ul) { html in
                html(.li, text: "主动公开的信息：在本网站搜索、浏览、下载和打印，也可以订阅更新。")
                html(.li, text: "线下查阅：国家档案馆、公共图书馆和政务服务场所设有查阅场所。")
                html(.li) { html in
                    html.text("没有主动公开的信息：可以")
                    html(.a, .href(Address.requests.link), text: "申请公开")
                    html.text("。")
                }
            }
        }
        section(&html, "公开工作机构") { html in
            if let office {
                ContactList(unit: office).write(&html)
            } else {
                EmptyState(reason: "公开工作机构的联系方式还没有登记。", advice: "可以先联系各公开主体。", links: [("公开主体", .units)]).write(&html)
            }
        }
        CountyStatement(heading: "本县指南", statement: statement).write(&html)
        if !documents.isEmpty {
            section(&html, "各单位的公开指南") { DisclosureList(documents: documents).write(&$0) }
        }
    }
}
