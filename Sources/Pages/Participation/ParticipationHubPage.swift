package import Domain
import HTML

/// One consultation as a list shows it.
package struct ConsultationLine: Sendable {
    package var id: Consultation.ID
    package var title: String
    package var unit: String
    package var standing: ConsultationStanding

    package init(id: Consultation.ID, title: String, unit: String, standing: ConsultationStanding) {
        self.id = id
        self.title = title
        self.unit = unit
        self.standing = standing
    }
}

/// 公众参与: what people can say something about now, and what became of what they said.
package struct ParticipationHubPage: Sendable {
    package var consultations: [ConsultationLine]
    package var today: Day

    package init(consultations: [ConsultationLine], today: Day) {
        self.consultations = consultations
        self.today = today
    }
}

extension ParticipationHubPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "公众参与",
            column: PageHead.Column(
                name: "公众参与", description: "正在公开征求意见的事项，以及已经结束的征集和意见采纳情况。", keywords: ["征集调查", "意见征集", "公众参与"], type: .survey))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "公众参与", lead: "重大决策作出之前，先听您的意见。")
        section(&html, "正在征求意见") { html in
            let open = consultations.filter { $0.standing.state(on: today) == .open }
            if open.isEmpty { return EmptyState(reason: "现在没有正在征求意见的事项。", advice: "新的征集公布后会列在这里。").write(&html) }
            write(open, &html)
        }
        section(&html, "已经结束的征集") { html in
            let ended = consultations.filter { $0.standing.state(on: today) != .open }
            if ended.isEmpty { return html(.p, .class("quiet"), text: "还没有已经结束的征集。") }
            write(ended, &html)
        }
    }

    private func write(_ lines: [ConsultationLine], _ html: inout HTMLWriter) {
        html(.ul, .class("documents")) { html in
            for line in lines {
                html(.li) { html in
                    html(.a, .class("document-title"), .href(Address.consultation(line.id).link), text: "《\(line.title)（征求意见稿）》")
                    html(.p, .class("document-facts")) { html in
                        if let first = line.standing.announcement?.day, let last = line.standing.closes {
                            html(.span, .class("document-day"), text: "\(first) 至 \(last)")
                        }
                        html(.span, .class("document-unit"), text: line.unit)
                        line.standing.tag(on: today).write(&html)
                    }
                }
            }
        }
    }
}
