package import Domain
import HTML

/// 公开事项清单: everything gathered from the three sources, with where each entry went.
package struct ChecklistPage: Sendable {
    package enum Source: String, Sendable, CaseIterable, Hashable {
        case powers = "权责清单"
        case services = "公共服务事项"
        case concerns = "群众关切"
    }

    package enum Destination: Sendable {
        /// 纳入目录
        case catalogue(ItemLink)
        /// 不予公开, with the ground in law and the day on which it is looked at again (条例 Art. 18).
        case withheld(ground: String, reassessment: Day?)
        /// Not decided yet.
        case pending
    }

    package struct Entry: Sendable {
        package var name: String
        package var source: Source
        package var unit: UnitLink?
        package var destination: Destination

        package init(name: String, source: Source, unit: UnitLink? = nil, destination: Destination) {
            self.name = name
            self.source = source
            self.unit = unit
            self.destination = destination
        }
    }

    package var entries: [Entry]

    package init(entries: [Entry]) {
        self.entries = entries
    }
}

extension ChecklistPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "公开事项清单",
            column: PageHead.Column(
                name: "公开事项清单", description: "从权责清单、公共服务事项和群众关切梳理的事项，以及每个事项的去向。", keywords: ["公开事项清单", "权责清单", "公共服务事项"], type: .catalogue),
            trail: [PageHead.Step(label: "标准目录", address: .catalogue)])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "公开事项清单", lead: "编制目录时从三个来源梳理了这些事项。每个事项去了哪里、为什么，都写在这里。")
        if entries.isEmpty {
            return EmptyState(reason: "事项清单还没有发布。", advice: "可以先看标准目录。", links: [("标准目录", .catalogue)]).write(&html)
        }
        for source in Source.allCases {
            let entries = entries.filter { $0.source == source }
            guard !entries.isEmpty else { continue }
            section(&html, "来自\(source.rawValue)") { writeTable(entries, source: source, &$0) }
        }
    }

    private func writeTable(_ entries: [Entry], source: Source, _ html: inout HTMLWriter) {
        html(.div, .class("table-scroll cards")) { html in
            html(.table, .class("data-table fixed-table"), .role("table")) { html in
                html(.caption, text: "\(source.rawValue)，\(entries.count.grouped) 项")
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        for heading in ["事项", "单位", "去向", "说明"] { html(.th, .scope("col"), .role("columnheader"), text: heading) }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for entry in entries { write(entry, &html) }
                }
            }
        }
    }

    private func write(_ entry: Entry, _ html: inout HTMLWriter) {
        html(.tr, .role("row")) { html in
            html(.th, .scope("row"), .role("rowheader"), text: entry.name)
            html(.td, .role("cell"), .data("label", "单位")) { UnitNames(units: entry.unit.map { [$0] } ?? []).write(&$0) }
            html(.td, .role("cell"), .data("label", "去向")) { entry.destination.tag.write(&$0) }
            html(.td, .role("cell"), .data("label", "说明")) { html in
                switch entry.destination {
                case .catalogue(let item): html(.a, .href(Address.item(item.id).link), text: item.levels.joined(separator: " › "))
                case .withheld(let ground, let reassessment):
                    html.text(ground)
                    if let reassessment { html(.span, .class("explanation"), text: "\(reassessment.inWords) 前重新评估") }
                case .pending: html.text("正在研究，确定后公布。")
                }
            }
        }
    }
}

extension ChecklistPage.Destination {
    fileprivate var tag: StatusTag {
        switch self {
        case .catalogue: StatusTag(word: "已纳入目录", shape: .full)
        case .withheld: StatusTag(word: "不予公开", shape: .cross)
        case .pending: StatusTag(word: "待定", shape: .half)
        }
    }
}
