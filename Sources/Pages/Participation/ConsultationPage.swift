package import Domain
import HTML

/// A consultation on the portal: the draft with its paragraphs numbered, what others said, and what became of it.
package struct ConsultationPage: Sendable {
    package static let pageLength = 50

    package var consultation: Consultation
    package var standing: ConsultationStanding
    package var unit: UnitLink
    /// Of the public announcement: nothing else of the plan is shown.
    package var announced: AnnouncedWords
    package var paragraphs: [String]
    /// Those that may be read, of this page.
    package var opinions: [Opinion]
    package var page: Int
    package var shown: Int
    /// As many as had come when the page was made.
    package var received: Int
    package var counted: Instant
    package var today: Day
    /// The published table of what was adopted.
    package var feedback: DocumentBody?
    /// The document that came out of it.
    package var final: DisclosureLink?
    /// Hearings and the like on the same matter.
    package var gatherings: [(id: Gathering.ID, title: String)]
    /// Whether opinions can be sent here.
    package var isOnline: Bool

    package init(
        consultation: Consultation, standing: ConsultationStanding, unit: UnitLink, announced: AnnouncedWords, paragraphs: [String],
        opinions: [Opinion], page: Int,
        shown: Int, received: Int, counted: Instant, today: Day, feedback: DocumentBody?, final: DisclosureLink?,
        gatherings: [(id: Gathering.ID, title: String)] = [], isOnline: Bool
    ) {
        self.consultation = consultation
        self.standing = standing
        self.unit = unit
        self.announced = announced
        self.paragraphs = paragraphs
        self.opinions = opinions
        self.page = page
        self.shown = shown
        self.received = received
        self.counted = counted
        self.today = today
        self.feedback = feedback
        self.final = final
        self.gatherings = gatherings
        self.isOnline = isOnline
    }

    private var takesOpinions: Bool { isOnline && standing.state(on: today) == .open }
}

extension ConsultationPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        let title = "《\(consultation.plan.title)（征求意见稿）》公开征求意见"
        return PageHead(
            title: title, crumb: consultation.plan.title,
            column: PageHead.Column(
                name: title, description: "\(title)：草案、提交意见、意见和采纳情况。", keywords: ["意见征集", consultation.plan.title], type: .survey),
            trail: [PageHead.Step(label: "公众参与", address: .participation)])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "《\(consultation.plan.title)（征求意见稿）》公开征求意见")
        writeFacts(&html)
        if takesOpinions {
            html(.p, .class("form-acts")) { html in
                html(.a, .class("button"), .href(Address.opinionForm(consultation.id).link), text: "对全文提意见")
            }
        }
        if let feedback, let document = standing.feedback {
            section(&html, "意见采纳情况", id: "feedback") { html in
                DocumentText(documentBody: feedback, title: "意见采纳情况", topLevel: 3).write(&html)
                html(.p) { $0(.a, .href(Address.disclosure(document.document).link), text: "查看反馈文件") }
            }
        }
        section(&html, "草案", id: "draft") { html in
            if takesOpinions { html(.p, .class("hint"), text: "各段已经编号，可以只对其中一段提意见。") }
            html(.ol, .class("numbered-draft")) { html in
                for (index, text) in paragraphs.enumerated() { write(paragraph: index + 1, text, &html) }
            }
        }
        writeOpinions(&html)
        PrintedSource(address: Address.consultation(consultation.id).absolute(frame.origin), label: frame.county.name).write(&html)
    }

    private func write(paragraph number: Int, _ text: String, _ html: inout HTMLWriter) {
        html(.li, .id("p\(number)")) { html in
            html(.p, text: text)
            guard takesOpinions else { return }
            html(.p, .class("quiet")) { html in
                html(.a, .href(Address.opinionForm(consultation.id, paragraph: number).link)) { html in
                    html.text("对第 \(number) 段提意见")
                }
            }
        }
    }

    private func writeFacts(_ html: inout HTMLWriter) {
        html(.dl, .class("facts panel")) { html in
            fact(&html, "状态") { standing.tag(on: today).write(&$0) }
            fact(&html, "征集单位") { $0(.a, .href(Address.unit(unit.code).link), text: unit.name) }
            if let first = standing.announcement, let last = standing.closes {
                fact(&html, "期限") { $0.text("\(first.day.chineseDate)公布，\(last.chineseDate) 24 时截止") }
                let reason = announced.lines(of: consultation.plan.shortReason)
                if !reason.isEmpty { fact(&html, "期限较短的理由") { $0.text(reason) } }
                fact(&html, "公告和起草说明") { $0(.a, .href(Address.disclosure(first.document).link), text: consultation.plan.announcementTitle) }
            }
            let ways = announced.lines(of: consultation.plan.ways)
            fact(&html, "其他方式") { $0.text(ways.isEmpty ? "见公告" : ways) }
            fact(&html, "收到意见") { $0.text("截至\(counted.text)，\(received) 条") }
            for gathering in gatherings {
                fact(&html, "当面听取意见") { $0(.a, .href(Address.gathering(gathering.id).link), text: gathering.title) }
            }
            if let final {
                fact(&html, "正式文件") { $0(.a, .href(Address.disclosure(final.id).link), text: final.title) }
            }
        }
    }

    private func writeOpinions(_ html: inout HTMLWriter) {
        section(&html, "已公布的意见（\(shown)）", id: "opinions") { html in
            html(.p, .class("quiet"), text: "意见经审核后公布，姓名作了遮盖；不公布的，写明理由，不删除。")
            guard !opinions.isEmpty else { return html(.p, text: "还没有公布的意见。") }
            html(.ul, .class("trail")) { html in
                for opinion in opinions {
                    html(.li) { html in
                        html(
                            .p, .class("quiet"),
                            text: "\(opinion.author)　\(opinion.received.day)　\(opinion.channel.name)　\(Opinion.place(opinion.paragraph))")
                        if !opinion.quote.isEmpty { html(.p, .class("quiet"), text: "“\(opinion.quote)…”") }
                        html(.p, .class("kept-lines"), text: opinion.publicText)
                    }
                }
            }
            let isLast = page * Self.pageLength >= shown
            Pagination(
                shown: opinions.count, total: Total(shown), noun: "条意见",
                next: isLast ? nil : .consultation(consultation.id, page: page + 1), first: page == 1 ? nil : .consultation(consultation.id)
            ).write(&html)
        }
    }
}
