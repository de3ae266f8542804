package import Domain
import HTML

/// One gathering or questionnaire as a list shows it.
package struct GatheringLine: Sendable {
    package var gathering: Gathering
    package var unit: String
    package var standing: GatheringStanding

    package init(gathering: Gathering, unit: String, standing: GatheringStanding) {
        self.gathering = gathering
        self.unit = unit
        self.standing = standing
    }
}

/// A gathering on the portal: when and where, what it is about, how to come, and what came of it.
package struct GatheringPage: Sendable {
    /// An item of the agenda with the public things that it belongs to.
    package struct Item: Sendable {
        package var item: Gathering.AgendaItem
        package var chain: (id: PolicyChain.ID, title: String)?
        package var document: DisclosureLink?

        package init(item: Gathering.AgendaItem, chain: (id: PolicyChain.ID, title: String)?, document: DisclosureLink?) {
            self.item = item
            self.chain = chain
            self.document = document
        }
    }

    package var gathering: Gathering
    package var standing: GatheringStanding
    package var unit: UnitLink
    /// Of the public announcement: nothing else of the plan is shown.
    package var announced: AnnouncedWords
    package var agenda: [Item]
    package var chain: (id: PolicyChain.ID, title: String)?
    /// The consultation on the same matter, while it has a page.
    package var consultation: (id: Consultation.ID, title: String)?
    /// The published list of who takes part.
    package var list: DocumentBody?
    package var today: Day
    /// Whether people can sign up here.
    package var isOnline: Bool

    package init(
        gathering: Gathering, standing: GatheringStanding, unit: UnitLink, announced: AnnouncedWords, agenda: [Item],
        chain: (id: PolicyChain.ID, title: String)?,
        consultation: (id: Consultation.ID, title: String)?, list: DocumentBody?, today: Day, isOnline: Bool
    ) {
        self.gathering = gathering
        self.standing = standing
        self.unit = unit
        self.announced = announced
        self.agenda = agenda
        self.chain = chain
        self.consultation = consultation
        self.list = list
        self.today = today
        self.isOnline = isOnline
    }

    private var plan: Gathering.Plan { gathering.plan }
}

extension GatheringPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        let title = "\(plan.title)\(plan.kind.name)"
        return PageHead(
            title: title, crumb: title,
            column: PageHead.Column(
                name: title, description: "\(title)：时间、地点、内容、报名和结果。", keywords: [plan.kind.name, plan.title], type: .survey),
            trail: [PageHead.Step(label: "公众参与", address: .participation)])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "\(plan.title)\(plan.kind.name)")
        writeFacts(&html)
        if standing.state(on: today) == .open, isOnline {
            html(.p, .class("form-acts")) { html in
                html(.a, .class("button"), .href(Address.signUpForm(gathering.id).link), text: "报名")
                html(.a, .class("button quiet"), .href(Address.signUpStatus.link), text: "查询报名结果")
            }
        } else if isOnline {
            html(.p) { $0(.a, .class("button quiet"), .href(Address.signUpStatus.link), text: "查询报名结果") }
        }
        section(&html, "内容", id: "matter") { paragraphs(&$0, announced.lines(of: plan.matter)) }
        if !agenda.isEmpty { section(&html, "议题", id: "agenda") { writeAgenda(&$0) } }
        section(&html, "名额和确定办法", id: "seats") { html in
            PeopleTable(caption: "名额", headings: ["类别", "名额"]).write(&html) { html, labels in
                for seats in plan.seats {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: seats.party.name)
                        html(.td, .role("cell"), .data("label", labels[1]), text: String(seats.count))
                    }
                }
            }
            html(.p, text: "报名不超过名额的，全部参加；超过名额的，截止后抽签确定。抽签的种子、候选的报名编号和结果随名单公布，任何人都可以重新抽取。")
        }
        if let list, let document = standing.list {
            section(&html, "参加人员名单", id: "list") { html in
                DocumentText(documentBody: list, title: "参加人员名单", topLevel: 3).write(&html)
                html(.p) { $0(.a, .href(Address.disclosure(document.document).link), text: "查看公布的名单") }
            }
        }
        PrintedSource(address: Address.gathering(gathering.id).absolute(frame.origin), label: frame.county.name).write(&html)
    }

    private func writeFacts(_ html: inout HTMLWriter) {
        html(.dl, .class("facts panel")) { html in
            fact(&html, "状态") { standing.tag(on: today).write(&$0) }
            fact(&html, "主办单位") { $0(.a, .href(Address.unit(unit.code).link), text: unit.name) }
            let isAsPlanned = announced.hold("\(plan.day.chineseDate)\(plan.time)在\(plan.place)")
            fact(&html, "时间") { $0.text(isAsPlanned ? "\(plan.day.inWords) \(plan.time)" : "有变更，以公告为准") }
            fact(&html, "地点") { $0.text(isAsPlanned ? plan.place : "以公告为准") }
            fact(&html, "报名截止") { $0.text("\(plan.deadline.inWords) 24 时") }
            let ways = announced.lines(of: plan.ways)
            fact(&html, "咨询和当面报名") { $0.text(ways.isEmpty ? "见公告" : ways) }
            if let announcement = standing.announcement {
                fact(&html, "公告") { $0(.a, .href(Address.disclosure(announcement.document).link), text: plan.announcementTitle) }
            }
            if let consultation {
                fact(&html, "意见征集") { $0(.a, .href(Address.consultation(consultation.id).link), text: consultation.title) }
            }
            if let chain { fact(&html, "全链条") { $0(.a, .href(Address.chain(chain.id).link), text: chain.title) } }
            if let record = standing.record {
                fact(&html, plan.kind.recordName) { $0(.a, .href(Address.disclosure(record.document).link), text: plan.recordTitle) }
            }
        }
    }

    private func writeAgenda(_ html: inout HTMLWriter) {
        html(.ol) { html in
            for line in agenda {
                html(.li) { html in
                    guard line.item.isOpen else { return html(.p, text: "不公开。理由：\(line.item.reason)") }
                    html(.p, text: "\(line.item.title)（\(line.item.kind.name)）")
                    if let document = line.document {
                        html(.p) { html in
                            html.text("形成的文件：")
                            html(.a, .href(Address.disclosure(document.id).link), text: document.title)
                        }
                    }
                    if let chain = line.chain {
                        html(.p) { html in
                            html.text("全链条：")
                            html(.a, .href(Address.chain(chain.id).link), text: chain.title)
                        }
                    }
                }
            }
        }
    }
}
