/// A solicitation of opinions on a draft (征求意见): belongs to one matter, is published and answered through the publishing gate.
///
/// After 国令第713号 Art. 15, 国令第322号 Art. 15, 国令第722号 Art. 62 and 国令第590号 Art. 10.
package struct Consultation: Sendable, Hashable {
    package typealias ID = Identifier<Consultation>

    package let id: ID
    package let unit: OrganisationUnit.ID
    package var plan: Plan
    /// The announcement at the gate.
    package var draft: Draft.ID?
    /// The table of what was adopted, at the gate.
    package var feedback: Draft.ID?
    /// The document that came out of it.
    package var final: Disclosure.ID?
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, plan: Plan, draft: Draft.ID? = nil, feedback: Draft.ID? = nil, final: Disclosure.ID? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.plan = plan
        self.draft = draft
        self.feedback = feedback
        self.final = final
        self.version = version
    }

    /// What opinions are asked for.
    package enum Kind: String, Sendable, CaseIterable, Hashable {
        case decision, rules, enterprise, compensation, other

        /// Only where the law knows urgent cases may the time be shorter.
        package var mayBeShorter: Bool { self == .decision || self == .other }
    }

    /// What its unit writes.
    package struct Plan: Sendable, Hashable {
        package var kind: Kind
        /// Of the draft, without 征求意见稿.
        package var title: String
        /// The draft's text, a paragraph a line.
        package var proposal: String
        package var explanation: String
        /// Where letters go and who answers questions.
        package var ways: String
        package var days: Int
        /// Why the time is shorter than the law's.
        package var shortReason: String

        package init(
            kind: Kind = .decision, title: String = "", proposal: String = "", explanation: String = "", ways: String = "", days: Int = 30,
            shortReason: String = ""
        ) {
            self.kind = kind
            self.title = title
            self.proposal = proposal
            self.explanation = explanation
            self.ways = ways
            self.days = days
            self.shortReason = shortReason
        }
    }

    package static let longestTitle = 150
    package static let longestProposal = 100_000
    package static let longestExplanation = 20_000
    package static let longestLine = 500
    package static let mostDays = 365
}

extension Consultation.Plan {
    /// Everything that is wrong with it.
    ///
    /// - Parameter least: days that the law wants.
    package func faults(least: Int) -> [ParticipationReason] {
        let texts: [(ParticipationField, String, Int)] = [
            (.title, title, Consultation.longestTitle), (.proposal, proposal, Consultation.longestProposal),
            (.explanation, explanation, Consultation.longestExplanation), (.ways, ways, Consultation.longestLine),
        ]
        var reasons = texts.filter { $0.1.isEmpty }.map { ParticipationReason.missing($0.0) }
        reasons += (texts + [(.shortReason, shortReason, Consultation.longestLine)]).compactMap { .beyond($0.0, $0.1, limit: $0.2) }
        if !(1...Consultation.mostDays).contains(days) { reasons.append(.daysOutOfBounds(most: Consultation.mostDays)) }
        if days < least {
            if !kind.mayBeShorter {
                reasons.append(.mayNotBeShorter(least: least))
            } else if shortReason.isEmpty {
                reasons.append(.shortWithoutReason(least: least))
            }
        }
        return reasons
    }

    package var announcementTitle: String { "关于《\(title)（征求意见稿）》公开征求意见的公告" }
    package var feedbackTitle: String { "关于《\(title)（征求意见稿）》意见采纳情况的反馈" }

    /// The announcement as it goes to the gate.
    package func announcement(unit: String, least: Int) -> DocumentBody {
        func paragraphs(_ text: String) -> [DocumentBody.Block] {
            text.split(whereSeparator: \.isNewline).map { .paragraph(Folding.trimmed(String($0))) }
        }
        var blocks: [DocumentBody.Block] = [
            .paragraph("\(unit)起草了《\(title)（征求意见稿）》，现向社会公开征求意见。"),
            .heading(level: 2, "提出意见的方式和期限"),
            .paragraph("期限：自公布之日起\(days)日，公布当日不计算在内；最后一日是法定休假日的，顺延到其后的第一个工作日。具体截止日期见本网站“公众参与”栏目。"),
        ]
        if days < least { blocks.append(.paragraph("期限少于\(least)日的理由：\(shortReason)")) }
        blocks += [.paragraph("方式：在本网站“公众参与”栏目提交，可以针对全文，也可以针对其中一段；也可以寄信或者当面提出。\(ways)")]
        blocks += [.heading(level: 2, ConsultationText.proposalHeading)] + paragraphs(proposal)
        blocks += [.heading(level: 2, "起草说明")] + paragraphs(explanation)
        return DocumentBody(blocks)
    }
}

/// The numbered paragraphs of a draft that opinions are asked for (段落编号).
package enum ConsultationText {
    package static let proposalHeading = "征求意见稿"

    /// What stands between the draft's heading and the next of its level; every paragraph when the heading was taken out at the gate.
    package static func paragraphs(of body: DocumentBody) -> [String] {
        let start = body.blocks.firstIndex { block in
            if case .heading(2, proposalHeading) = block { true } else { false }
        }
        let blocks = start.map { body.blocks[($0 + 1)...].prefix { block in if case .heading(2, _) = block { false } else { true } } }
        return (blocks ?? body.blocks[...]).flatMap { block -> [String] in
            switch block {
            case .paragraph(let text): [text]
            case .list(_, let entries): entries
            case .heading, .table: []
            }
        }
    }
}

/// Where a consultation is, by the documents that were published for it (征集状态).
package struct ConsultationStanding: Sendable, Hashable {
    /// A document that went through the gate and was not withdrawn.
    package struct Published: Sendable, Hashable {
        package let document: Disclosure.ID
        package let day: Day

        package init(document: Disclosure.ID, day: Day) {
            self.document = document
            self.day = day
        }
    }

    package let announcement: Published?
    /// The last day on which opinions are taken, until 24:00.
    package let closes: Day?
    package let feedback: Published?
    /// When the feedback must be public; known once the final document is.
    package let feedbackDue: Day?

    package init(
        plan: Consultation.Plan, announcement: Published?, feedback: Published?, final: Published?, feedbackDays: Int,
        calendar: WorkingCalendar
    ) {
        self.announcement = announcement
        closes = announcement.map { calendar.due(from: $0.day, calendarDays: plan.days).due }
        self.feedback = feedback
        feedbackDue = final.map { feedbackDays == 0 ? $0.day : calendar.due(from: $0.day, calendarDays: feedbackDays).due }
    }

    package enum State: Sendable, Hashable { case preparing, open, closed, answered }

    package func state(on day: Day) -> State {
        guard announcement != nil, let closes else { return .preparing }
        if feedback != nil { return .answered }
        return day <= closes ? .open : .closed
    }

    /// The feedback is not public, and the day by which it must be is over.
    package func isFeedbackLate(on day: Day) -> Bool { feedback == nil && feedbackDue.map { $0 < day } == true }
}

extension DatedFigure {
    package static let consultationDays = DatedFigure(
        "consultation-days", name: "公开征求意见的最短期限", unit: .calendarDay, released: 30, bounds: 7...180,
        article: "《重大行政决策程序暂行条例》（国令第713号）第十五条、《规章制定程序条例》第十五条、《优化营商环境条例》第六十二条", isVerified: true)
    package static let feedbackDays = DatedFigure(
        "consultation-feedback-days", name: "正式文件公布后多少日内反馈意见采纳情况（0：同日）", unit: .calendarDay, released: 0, bounds: 0...60,
        article: "《重大行政决策程序暂行条例》（国令第713号）第二十九条、第三十二条", isVerified: false)
}

extension Consultation.Kind {
    package var name: String {
        switch self {
        case .decision: "重大行政决策"
        case .rules: "规章、规范性文件"
        case .enterprise: "涉企政策"
        case .compensation: "房屋征收补偿方案"
        case .other: "其他"
        }
    }
}
