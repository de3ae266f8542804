package import Domain
import HTML

/// 公开主体: every unit, by kind.
package struct UnitsPage: Sendable {
    package struct Entry: Sendable {
        package var unit: OrganisationUnit
        package var documentCount: Int

        package init(unit: OrganisationUnit, documentCount: Int) {
            self.unit = unit
            self.documentCount = documentCount
        }
    }

    package var units: [Entry]

    package init(units: [Entry]) {
        self.units = units
    }
}

/// One unit: who it is, what it must publish, what it has published.
package struct UnitPage: Sendable {
    package struct Duty: Sendable {
        package var item: ItemLink
        package var timeLimit: TimeLimit?
        package var documentCount: Int

        package init(item: ItemLink, timeLimit: TimeLimit? = nil, documentCount: Int) {
            self.item = item
            self.timeLimit = timeLimit
            self.documentCount = documentCount
        }
    }

    package var unit: OrganisationUnit
    package var parent: UnitLink?
    package var children: [UnitLink]
    /// Domains in which it leads.
    package var domains: [DomainLink]
    /// The items that name it, in the catalogue's order, at most 50.
    package var duties: [Duty]
    package var dutyTotal: Total
    package var newest: [DisclosureLink]
    package var documentTotal: Total

    package init(
        unit: OrganisationUnit, parent: UnitLink? = nil, children: [UnitLink], domains: [DomainLink], duties: [Duty], dutyTotal: Total,
        newest: [DisclosureLink], documentTotal: Total
    ) {
        self.unit = unit
        self.parent = parent
        self.children = children
        self.domains = domains
        self.duties = duties
        self.dutyTotal = dutyTotal
        self.newest = newest
        self.documentTotal = documentTotal
    }
}

extension UnitsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "公开主体",
            column: PageHead.Column(
                name: "公开主体", description: "公开政府信息的部门、乡镇和单位，及其联系方式。", keywords: ["公开主体", "机构职能", "部门", "乡镇"], type: .duties))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "公开主体", lead: "共 \(units.count.grouped) 个单位。点开可以看联系方式、职责、应当公开的事项和已经公开的文件。")
        for kind in OrganisationUnit.Kind.allCases {
            let entries = units.filter { $0.unit.kind == kind }
            guard !entries.isEmpty else { continue }
            section(&html, kind.words) { html in
                html(.ul, .class("unit-grid")) { html in
                    for entry in entries {
                        html(.li) { html in
                            html(.a, .href(Address.unit(entry.unit.code).link)) { html in
                                html(.span, .class("unit-name"), text: entry.unit.name)
                                html(.span, .class("quiet"), text: "\(entry.documentCount.grouped) 份文件")
                            }
                        }
                    }
                }
            }
        }
    }
}

extension UnitPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: unit.name,
            column: PageHead.Column(
                name: unit.name, description: "\(unit.name)的联系方式、职责、应当公开的事项和公开文件。", keywords: [unit.name, "机构职能", "公开文件"], type: .duties),
            trail: [PageHead.Step(label: "公开主体", address: .units)],
            feeds: [PageHead.FeedLink(title: "\(unit.name) 最新公开", address: .feed(.unit(unit.code)))])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.p, .class("eyebrow"), text: unit.kind.words)
        html(.h1, text: unit.name)
        html(.div, .class("two-columns")) { html in
            html(.div) { html in
                section(&html, "公开文件") { writeDocuments(&$0) }
                section(&html, "应当公开的事项") { writeDuties(&$0) }
                if !unit.duties.isEmpty {
                    section(&html, "机构职能") { html in
                        for paragraph in unit.duties.split(separator: "\n") { html(.p, text: String(paragraph)) }
                    }
                }
            }
            html(.aside, .class("side"), .aria("label", "联系和关系")) { html in
                section(&html, "联系方式") { writeContact(&$0) }
                if !domains.isEmpty {
                    section(&html, "牵头领域") { html in
                        html(.ul, .class("plain-links")) { html in
                            for domain in domains { html(.li) { $0(.a, .href(Address.domain(domain.code).link), text: domain.name) } }
                        }
                    }
                }
                writeRelations(&html)
            }
        }
    }

    private func writeContact(_ html: inout HTMLWriter) {
        if unit.contact == OrganisationUnit.Contact() {
            html(.p, .class("quiet"), text: unit.isImported ? "这个单位来自已发布的文件，还没有登记联系方式。" : "还没有登记联系方式。")
        } else {
            ContactList(unit: unit).write(&html)
        }
        html(.p) { $0(.a, .href(Address.subscribe(SubscriptionStart(unit: unit.code)).link), text: "订阅本单位的新文件") }
    }

    private func writeRelations(_ html: inout HTMLWriter) {
        guard parent != nil || !children.isEmpty else { return }
        section(&html, "上下级单位") { html in
            html(.ul, .class("plain-links")) { html in
                if let parent {
                    html(.li) { html in
                        html.text("上级：")
                        html(.a, .href(Address.unit(parent.code).link), text: parent.name)
                    }
                }
                for child in children { html(.li) { $0(.a, .href(Address.unit(child.code).link), text: child.name) } }
            }
        }
    }

    private func writeDocuments(_ html: inout HTMLWriter) {
        guard !newest.isEmpty else {
            return EmptyState(reason: "这个单位还没有公开文件。", advice: "可以看它应当公开的事项，也可以申请公开。", links: [("依申请公开", .requests)]).write(&html)
        }
        DisclosureList(documents: newest, showsUnit: false).write(&html)
        if documentTotal.count > newest.count {
            html(.p, .class("more")) { html in
                html(.a, .href(Address.disclosures(DisclosureFilter(unit: unit.code)).link), text: "全部 \(documentTotal.words) 份文件")
            }
        }
    }

    private func writeDuties(_ html: inout HTMLWriter) {
        guard !duties.isEmpty else { return html(.p, .class("quiet"), text: "标准目录没有点名由这个单位公开的事项。") }
        html(.ul, .class("duties")) { html in
            for duty in duties {
                html(.li) { html in
                    html(.p) { html in
                        html(.a, .href(Address.item(duty.item.id).link), text: duty.item.levels.joined(separator: " › "))
                        CoverageTag(documentCount: duty.documentCount).write(&html)
                    }
                    let words = [duty.item.domain?.name, duty.timeLimit?.text].compactMap { $0 }
                    if !words.isEmpty { html(.p, .class("quiet"), text: words.joined(separator: "，")) }
                }
            }
        }
        if dutyTotal.count > duties.count {
            html(.p, .class("quiet"), text: "共 \(dutyTotal.words) 个事项，这里列出前 \(duties.count.grouped) 个，其余见各领域标准目录。")
        }
    }
}
