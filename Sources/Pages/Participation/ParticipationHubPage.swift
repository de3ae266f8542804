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
    /// The newest published list of matters.
    package var list: Matters?
    package var gatherings: [GatheringLine]
    package var questionnaires: [QuestionnaireLine]

    /// A year's list as it was published, with what became of each matter.
    package struct Matters: Sendable {
        package var year: Int
        package var document: Disclosure.ID
        package var lines: [(line: ParticipationList.Line, progress: ParticipationList.Progress, place: Address?)]

        package init(
            year: Int, document: Disclosure.ID,
            lines: [(line: ParticipationList.Line, progress: ParticipationList.Progress, place: Address?)]
        ) {
            self.year = year
            self.document = document
            self.lines = lines
        }
    }

    package init(
        consultations: [ConsultationLine], today: Day, list: Matters? = nil, gatherings: [GatheringLine] = [],
        questionnaires: [QuestionnaireLine] = []
    ) {
        self.consultations = consultations
        self.today = today
        self.list = list
        self.gatherings = gatherings
        self.questionnaires = questionnaires
    }
}

extension ParticipationHubPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "公众参与",
            column: PageHead.Column(
                name: "公众参与", description: "正在公开征求意见的事项、听证会、会议列席、公众开放日和问卷调查，以及结果。", keywords: ["征集调查", "意见征集", "公众参与"], type: .survey))
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
        if !gatherings.isEmpty { section(&html, "听证会、会议列席、公众开放日", id: "gatherings") { write(gatherings, &$0) } }
        if !questionnaires.isEmpty { section(&html, "问卷调查", id: "questionnaires") { write(questionnaires, &$0) } }
        if let list { write(list, &html) }
        section(&html, "有话要说") { html in
            html(.ul, .class("plain-links")) { html in
                for (label, address) in [("我要留言", Address.messageForm), ("公开的留言和答复", .messages()), ("常见问题", .answers())] {
                    html(.li) { $0(.a, .href(address.link), text: label) }
                }
            }
        }
    }

    private func write(_ lines: [GatheringLine], _ html: inout HTMLWriter) {
        html(.ul, .class("documents")) { html in
            for line in lines {
                let plan = line.gathering.plan
                html(.li) { html in
                    html(.a, .class("document-title"), .href(Address.gathering(line.gathering.id).link), text: plan.title + plan.kind.name)
                    html(.p, .class("document-facts")) { html in
                        html(.span, .class("document-day"), text: plan.day.description)
                        html(.span, .class("document-unit"), text: line.unit)
                        line.standing.tag(on: today).write(&html)
                    }
                }
            }
        }
        html(.p) { $0(.a, .href(Address.signUpStatus.link), text: "查询报名结果") }
    }

    private func write(_ lines: [QuestionnaireLine], _ html: inout HTMLWriter) {
        html(.ul, .class("documents")) { html in
            for line in lines {
                html(.li) { html in
                    html(.a, .class("document-title"), .href(Address.questionnaire(line.id).link), text: line.title)
                    html(.p, .class("document-facts")) { html in
                        html(.span, .class("document-unit"), text: line.unit)
                        html(.span, .class("document-number"), text: "截止 \(line.standing.closes)")
                        line.standing.tag(on: today).write(&html)
                    }
                }
            }
        }
    }

    private func write(_ list: Matters, _ html: inout HTMLWriter) {
        section(&html, "\(list.year)年度事项清单", id: "matters") { html in
            html(.p) { $0(.a, .href(Address.disclosure(list.document).link), text: "查看公布的清单") }
            PeopleTable(caption: "\(list.year)年度事项清单", headings: ["事项", "承办单位", "参与方式", "计划时间", "进展"]).write(&html) { html, labels in
                for (line, progress, place) in list.lines {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader")) { html in
                            if let place {
                                html(.a, .href(place.link), text: line.title)
                            } else {
                                html.text(line.title)
                            }
                        }
                        let months = line.from == line.through ? "\(line.from) 月" : "\(line.from) 月至 \(line.through) 月"
                        for (label, text) in zip(labels.dropFirst(), [line.unit, line.way, months]) {
                            html(.td, .role("cell"), .data("label", label), text: text)
                        }
                        html(.td, .role("cell"), .data("label", labels[4])) { progress.tag.write(&$0) }
                    }
                }
            }
        }
    }

    private func write(_ lines: [ConsultationLine], _ html: inout HTMLWriter) {
        html(.ul, .class("documents")) { html in
            for line in lines {
                html(.li) { html in
                    html(.a, .class("document-title"), .href(Address.consultation(line.id).link), text: "《\(line.title)（征求意见稿）》")
                    html(.p, .class("document-facts")) { html in
                        if let first = line.standing.announcement?.day { html(.span, .class("document-day"), text: "\(first)") }
                        html(.span, .class("document-unit"), text: line.unit)
                        if let last = line.standing.closes { html(.span, .class("document-number"), text: "截止 \(last)") }
                        line.standing.tag(on: today).write(&html)
                    }
                }
            }
        }
    }
}
