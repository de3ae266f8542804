package import Domain
import HTML

/// 试点专题: a programme's page on the portal. It keeps itself up: everything in it is read from the registers.
package struct TopicPage: Sendable {
    package var programme: Programme
    package var standings: [TaskStanding]
    package var day: Day
    package var domains: [DomainSummary]
    package var newest: [DisclosureLink]
    /// Monthly reports that went through the publishing gate.
    package var reports: [DisclosureLink]

    package init(
        programme: Programme, standings: [TaskStanding], day: Day, domains: [DomainSummary], newest: [DisclosureLink],
        reports: [DisclosureLink]
    ) {
        self.programme = programme
        self.standings = standings
        self.day = day
        self.domains = domains
        self.newest = newest
        self.reports = reports
    }
}

extension TopicPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: programme.title,
            column: PageHead.Column(
                name: programme.title, description: "\(programme.title)的安排、进度、标准目录、公开的信息和联系方式。",
                keywords: ["试点专题", "政务公开", programme.title], type: .catalogue))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        let plan = programme.plan
        pageTitle(&html, programme.title, lead: plan.basis.isEmpty ? nil : "依据：\(plan.basis)")
        if !plan.goal.isEmpty {
            section(&html, "工作目标") { html in
                for line in plan.goal.split(whereSeparator: \.isNewline) { html(.p, text: String(line)) }
            }
        }
        section(&html, "进度") { html in
            html(.p) { html in
                programme.state.tag.write(&html)
                html.text("　截至\(day.chineseDate)，各项任务：\(TaskTally(standings).words)。")
            }
            PhaseTable(phases: plan.phases, standings: standings).write(&html)
        }
        section(&html, "公开领域和标准目录") { DomainGrid(domains: domains).write(&$0) }
        section(&html, "最新公开") { html in
            if newest.isEmpty {
                EmptyState(reason: "这些领域还没有公开的文件。", advice: "可以先看标准目录，了解应当公开什么。", links: [("标准目录", .catalogue)]).write(&html)
            } else {
                DisclosureList(documents: newest).write(&html)
            }
        }
        section(&html, "工作月报") { html in
            if reports.isEmpty {
                html(.p, .class("quiet"), text: "还没有公布的月报。")
            } else {
                DisclosureList(documents: reports).write(&html)
            }
        }
        if !plan.contacts.isEmpty {
            section(&html, "联系方式") { html in
                for contact in plan.contacts {
                    html(.dl, .class("facts")) { html in
                        fact(&html, "联系人") { $0.text(contact.name + (contact.post.isEmpty ? "" : "（\(contact.post)）")) }
                        if !contact.phone.isEmpty { fact(&html, "联系电话") { PhoneLink(number: contact.phone).write(&$0) } }
                        if !contact.email.isEmpty { fact(&html, "电子邮箱") { $0.text(contact.email) } }
                    }
                }
            }
        }
        PrintedSource(address: Address.programme(programme.id).absolute(frame.origin), label: frame.county.name).write(&html)
    }
}
