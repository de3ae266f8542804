package import Domain
import HTML

/// 政府信息公开: the platform's front, with its four fixed entries and 依申请公开 (国办公开办函〔2019〕61号).
package struct DisclosureHubPage: Sendable {
    /// 政府信息公开工作机构
    package var office: OrganisationUnit?
    package var newest: [DisclosureLink]
    package var documentCount: Int
    package var itemCount: Int
    package var unitCount: Int
    /// How often something was published past the usual steps.
    package var emergencyCount: Int

    package init(
        office: OrganisationUnit? = nil, newest: [DisclosureLink], documentCount: Int, itemCount: Int, unitCount: Int,
        emergencyCount: Int = 0
    ) {
        self.office = office
        self.newest = newest
        self.documentCount = documentCount
        self.itemCount = itemCount
        self.unitCount = unitCount
        self.emergencyCount = emergencyCount
    }
}

extension DisclosureHubPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "政府信息公开",
            column: PageHead.Column(
                name: "政府信息公开", description: "\(frame.county.placeName)政府信息公开平台：公开指南、公开制度、法定主动公开内容、公开年报和依申请公开。",
                keywords: ["政府信息公开", frame.county.placeName], type: .catalogue))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(
            &html, "政府信息公开",
            lead: "\(unitCount.grouped) 个公开主体按标准目录的 \(itemCount.grouped) 个事项公开信息，现有公开文件 \(documentCount.grouped) 份。")
        DisclosureEntries().write(&html)
        section(&html, "最新公开") { html in
            if newest.isEmpty {
                EmptyState(reason: "还没有公开的文件。", advice: "可以先看标准目录，了解应当公开什么。", links: [("标准目录", .catalogue)]).write(&html)
            } else {
                DisclosureList(documents: newest).write(&html)
                html(.p, .class("more")) { $0(.a, .href(Address.disclosures().link), text: "全部公开文件") }
            }
        }
        section(&html, "公开台账") { html in
            html(.p) { html in
                html.text("规范性文件、权责清单、证明事项、政务新媒体等登记簿，可以查找和下载。")
                html(.a, .href(Address.ledgers.link), text: "查看公开台账")
            }
        }
        section(&html, "政策解读和回应关切") { html in
            html(.ul, .class("plain-links")) { html in
                for (label, address) in [("政策解读", Address.interpretations()), ("全链条公开", .chains), ("回应关切", .responses())] {
                    html(.li) { $0(.a, .href(address.link), text: label) }
                }
            }
        }
        section(&html, "应急发布") { html in
            html(.p) { html in
                html.text("遇到突发事件先行公开 \(emergencyCount.grouped) 次。")
                html(.a, .href(Address.emergencies.link), text: "逐次查看")
            }
        }
        if let office {
            section(&html, "政府信息公开工作机构") { ContactList(unit: office).write(&$0) }
        }
    }
}
