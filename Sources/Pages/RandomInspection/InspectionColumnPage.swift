package import Domain
import HTML

/// 双随机、一公开: every list, plan, draw record and result that is public, by unit.
package struct InspectionColumnPage: Sendable {
    package struct Entry: Sendable {
        package var kind: String
        package var unitName: String
        package var document: DisclosureLink
        /// The draw whose lists can be fetched to draw again.
        package var draw: InspectionDraw.ID?
        /// Which draw of its matter in its year it is.
        package var number: Int?

        package init(kind: String, unitName: String, document: DisclosureLink, draw: InspectionDraw.ID? = nil, number: Int? = nil) {
            self.kind = kind
            self.unitName = unitName
            self.document = document
            self.draw = draw
            self.number = number
        }
    }

    /// In the order in which the kinds are shown.
    package var groups: [(name: String, entries: [Entry])]

    package init(groups: [(name: String, entries: [Entry])]) { self.groups = groups }
}

extension InspectionColumnPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "双随机、一公开",
            column: PageHead.Column(
                name: "双随机、一公开", description: "随机抽查事项清单、检查对象和执法检查人员名录库、年度抽查计划、抽取记录和抽查结果。", keywords: ["双随机", "随机抽查", "执法检查"],
                type: .catalogue), width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "双随机、一公开", lead: "检查谁、谁去检查，都随机抽取；查什么、怎么抽的、结果怎样，都公开。")
        guard groups.contains(where: { !$0.entries.isEmpty }) else {
            return EmptyState(reason: "还没有公开的抽查信息。", advice: "各单位公开后在这里列出。", links: [("全部公开文件", .disclosures())]).write(&html)
        }
        for group in groups where !group.entries.isEmpty {
            section(&html, group.name) { html in
                html(.ul, .class("documents")) { html in
                    for entry in group.entries {
                        html(.li) { html in
                            html(
                                .a, .class("document-title"), .href(Address.disclosure(entry.document.id).link), text: entry.document.title)
                            html(.p, .class("document-facts")) { html in
                                DocumentDay(document: entry.document).write(&html)
                                html(.span, .class("document-unit"), text: entry.unitName)
                                if let number = entry.number { html(.span, text: "当年对该事项的第 \(number) 次抽取") }
                                if let draw = entry.draw {
                                    html(.a, .href(Address.inspectionList(draw, .targets).link), .download, text: "检查对象名单")
                                    html(.a, .href(Address.inspectionList(draw, .officers).link), .download, text: "检查人员名单")
                                }
                            }
                        }
                    }
                }
            }
        }
        section(&html, "怎样复核抽取") { html in
            html(.p, text: "每次抽取都公布种子和两份名单。用公布的种子和算法重新抽取，结果应当相同。名单一行一个，文件的 SHA-256 应当与抽取记录写的相同。")
            html(.p, text: "算法：名单按字节排序、去重；从第一位起，每一位与后面（含自己）随机一位交换；随机数由 SplitMix64 产生。第 n 个检查对象的检查人员，用种子加 n 抽取。")
        }
    }
}

/// Which list of a draw.
package enum InspectionListKind: String, Sendable, CaseIterable, Hashable { case targets, officers }
