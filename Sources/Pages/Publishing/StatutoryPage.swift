import HTML

/// 法定主动公开内容: the ways into everything that is public.
package struct StatutoryPage: Sendable {
    package var domains: [DomainSummary]
    /// 体裁分类 with how many documents there are.
    package var categories: [FilterOption]
    /// Years of publication, newest first.
    package var years: [FilterOption]
    package var units: [UnitLink]
    package var newest: [DisclosureLink]

    package init(domains: [DomainSummary], categories: [FilterOption], years: [FilterOption], units: [UnitLink], newest: [DisclosureLink]) {
        self.domains = domains
        self.categories = categories
        self.years = years
        self.units = units
        self.newest = newest
    }
}

extension StatutoryPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "法定主动公开内容",
            column: PageHead.Column(
                name: "法定主动公开内容", description: "依法应当主动公开的全部政府信息，可按领域、文种、年份和单位查找。", keywords: ["法定主动公开内容", "标准目录", "公开文件"],
                type: .catalogue),
            trail: [PageHead.Step(label: "政府信息公开", address: .disclosureHub)])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "法定主动公开内容", lead: "依法应当主动公开的信息都在这里。可以按领域、文种、年份或者单位查找。")
        section(&html, "按领域") { DomainGrid(domains: domains).write(&$0) }
        if !categories.isEmpty {
            section(&html, "按文种") { html in
                chips(&html, categories) { DisclosureFilter(category: $0) }
            }
        }
        if !years.isEmpty {
            section(&html, "按年份") { html in
                chips(&html, years) { DisclosureFilter(year: Int($0)) }
            }
        }
        section(&html, "按单位") { html in
            html(.ul, .class("chips")) { html in
                for unit in units { html(.li) { $0(.a, .href(Address.unit(unit.code).link), text: unit.name) } }
            }
        }
        section(&html, "最新公开") { html in
            DisclosureList(documents: newest).write(&html)
            html(.p, .class("more")) { $0(.a, .href(Address.disclosures().link), text: "全部公开文件") }
        }
    }

    private func chips(_ html: inout HTMLWriter, _ options: [FilterOption], filter: (String) -> DisclosureFilter) {
        html(.ul, .class("chips")) { html in
            for option in options {
                html(.li) { html in
                    html(.a, .href(Address.disclosures(filter(option.value)).link)) { html in
                        html.text(option.label)
                        if let count = option.count { html(.span, .class("count"), text: count.grouped) }
                    }
                }
            }
        }
    }
}
