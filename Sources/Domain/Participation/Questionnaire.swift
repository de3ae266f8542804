/// Questions that everybody may answer without a name (问卷调查): announced, and its results given, through the publishing gate.
package struct Questionnaire: Sendable, Hashable {
    package typealias ID = Identifier<Questionnaire>

    package let id: ID
    package let unit: OrganisationUnit.ID
    package var plan: Plan
    /// The announcement at the gate.
    package var draft: Draft.ID?
    /// The results at the gate.
    package var results: Draft.ID?
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, plan: Plan, draft: Draft.ID? = nil, results: Draft.ID? = nil, version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.plan = plan
        self.draft = draft
        self.results = results
        self.version = version
    }

    package struct Question: Sendable, Hashable, Codable {
        package enum Kind: String, Sendable, CaseIterable, Hashable, Codable { case single, multiple, text }

        package var kind: Kind
        package var title: String
        /// Empty for a question that is answered in words.
        package var options: [String]
        package var isRequired: Bool

        package init(kind: Kind, title: String, options: [String] = [], isRequired: Bool = true) {
            self.kind = kind
            self.title = title
            self.options = options
            self.isRequired = isRequired
        }
    }

    /// What somebody says to one question.
    package struct Reply: Sendable, Hashable, Codable {
        /// Options counted from 0.
        package var chosen: [Int]
        package var text: String

        package init(chosen: [Int] = [], text: String = "") {
            self.chosen = chosen
            self.text = text
        }
    }

    /// What its unit writes.
    package struct Plan: Sendable, Hashable {
        package var title: String
        package var introduction: String
        package var questions: [Question]
        /// The last day on which answers are taken, until 24:00.
        package var closes: Day

        package init(title: String, introduction: String, questions: [Question], closes: Day) {
            self.title = title
            self.introduction = introduction
            self.questions = questions
            self.closes = closes
        }
    }

    package static let longestTitle = 100
    package static let longestIntroduction = 5_000
    package static let longestQuestion = 200
    package static let longestOption = 100
    package static let longestText = 1_000
    package static let mostQuestions = 30
    package static let mostOptions = 20
    /// Questions, and the options of those of which several may be chosen.
    package static let mostChoices = 58
    package static let mostAnswers = 100_000
    package static let mostDays = 365
}

extension Questionnaire.Plan {
    /// Everything that is wrong with it.
    package func faults(on today: Day) -> [ParticipationReason] {
        let texts: [(ParticipationField, String, Int)] = [
            (.title, title, Questionnaire.longestTitle), (.introduction, introduction, Questionnaire.longestIntroduction),
        ]
        var reasons = texts.filter { $0.1.isEmpty }.map { ParticipationReason.missing($0.0) }
        reasons += texts.compactMap { .beyond($0.0, $0.1, limit: $0.2) }
        if !(1...Questionnaire.mostQuestions).contains(questions.count) { reasons.append(.noQuestions(most: Questionnaire.mostQuestions)) }
        if !(today...today.adding(days: Questionnaire.mostDays)).contains(closes) {
            reasons.append(.closesTooEarly(days: Questionnaire.mostDays))
        }
        // Each is a field of the form, and a form has an end.
        let fields = questions.reduce(0) { $0 + ($1.kind == .multiple ? $1.options.count : 1) }
        if fields > Questionnaire.mostChoices { reasons.append(.tooManyChoices(most: Questionnaire.mostChoices)) }
        for (index, question) in questions.enumerated() {
            if question.title.isEmpty { reasons.append(.missing(.question)) }
            if question.kind != .text,
                !(2...Questionnaire.mostOptions).contains(question.options.count)
                    || Set(question.options).count != question.options.count
            {
                reasons.append(.fewOptions(index + 1))
            }
            reasons += [ParticipationReason.beyond(.question, question.title, limit: Questionnaire.longestQuestion)].compactMap { $0 }
            reasons += question.options.compactMap { .beyond(.options, $0, limit: Questionnaire.longestOption) }
        }
        return reasons
    }

    /// Everything that is wrong with somebody's answers: one reply for each question, in their order.
    package func faults(of replies: [Questionnaire.Reply]) -> [ParticipationReason] {
        guard replies.count == questions.count else { return [.badAnswer(question: 1)] }
        return zip(questions, replies).enumerated().compactMap { index, pair -> ParticipationReason? in
            let (question, reply) = pair
            let number = index + 1
            switch question.kind {
            case .single, .multiple:
                let isSound =
                    reply.text.isEmpty && reply.chosen.allSatisfy(question.options.indices.contains)
                    && Set(reply.chosen).count == reply.chosen.count && (question.kind == .multiple || reply.chosen.count <= 1)
                if !isSound { return .badAnswer(question: number) }
                return question.isRequired && reply.chosen.isEmpty ? .noAnswer(question: number) : nil
            case .text:
                if !reply.chosen.isEmpty { return .badAnswer(question: number) }
                if reply.text.unicodeScalars.count > Questionnaire.longestText {
                    return .tooLongAnswer(question: number, limit: Questionnaire.longestText)
                }
                return question.isRequired && reply.text.isEmpty ? .noAnswer(question: number) : nil
            }
        }
    }

    package var announcementTitle: String { "关于开展“\(title)”问卷调查的公告" }
    package var resultsTitle: String { "“\(title)”问卷调查结果" }

    /// The announcement as it goes to the gate.
    package func announcement(unit: String) -> DocumentBody {
        var blocks: [DocumentBody.Block] = [.paragraph("\(unit)开展“\(title)”问卷调查，欢迎参加。")]
        blocks += introduction.split(whereSeparator: \.isNewline).map { .paragraph(Folding.trimmed(String($0))) }
        blocks += [.paragraph("时间：自公布之日起至\(closes.chineseDate)24时。在本网站“公众参与”栏目填写，不记姓名。"), .heading(level: 2, "问题")]
        for (index, question) in questions.enumerated() {
            blocks.append(.paragraph("\(index + 1). \(question.title)（\(question.kind.name)）"))
            if !question.options.isEmpty { blocks.append(.list(ordered: false, question.options)) }
        }
        return DocumentBody(blocks)
    }
}

/// How often each option was chosen (统计结果). What people wrote in their own words is only counted.
package struct QuestionnaireResults: Sendable, Hashable {
    package struct Line: Sendable, Hashable {
        package let option: String
        package let count: Int
        /// Of those who answered the question, in tenths of a percent, rounded.
        package let share: Int
    }

    package struct Part: Sendable, Hashable {
        package let question: Questionnaire.Question
        package let answered: Int
        /// None for a question that is answered in words.
        package let lines: [Line]
    }

    package let received: Int
    package let parts: [Part]

    package init(_ plan: Questionnaire.Plan, answers: [[Questionnaire.Reply]]) {
        received = answers.count
        parts = plan.questions.enumerated().map { index, question in
            let replies = answers.compactMap { $0.indices.contains(index) ? $0[index] : nil }
            let answered = replies.count { !$0.chosen.isEmpty || !$0.text.isEmpty }
            return Part(
                question: question, answered: answered,
                lines: question.options.enumerated().map { place, option in
                    let count = replies.count { $0.chosen.contains(place) }
                    return Line(option: option, count: count, share: answered == 0 ? 0 : (count * 2000 + answered) / (answered * 2))
                })
        }
    }

    /// The results as they go to the gate.
    package func body(title: String, closes: Day) -> DocumentBody {
        var blocks: [DocumentBody.Block] = [.paragraph("“\(title)”问卷调查于\(closes.chineseDate)截止，共收到答卷\(received)份，结果如下。")]
        for (index, part) in parts.enumerated() {
            blocks.append(.heading(level: 2, "\(index + 1). \(part.question.title)"))
            if part.question.kind == .text {
                blocks.append(.paragraph("\(part.answered)人用文字作了回答。"))
            } else {
                blocks.append(.paragraph("\(part.question.kind.name)，\(part.answered)人回答。"))
                blocks.append(
                    .table(hasHeader: true, [["选项", "份数", "占回答人数"]] + part.lines.map { [$0.option, String($0.count), $0.percent] }))
            }
        }
        return DocumentBody(blocks)
    }
}

extension QuestionnaireResults.Line {
    /// `33.3%`
    package var percent: String { "\(share / 10).\(share % 10)%" }
}

/// Where a questionnaire is (进展).
package struct QuestionnaireStanding: Sendable, Hashable {
    package let announcement: ConsultationStanding.Published?
    package let results: ConsultationStanding.Published?
    package let closes: Day

    package init(announcement: ConsultationStanding.Published?, results: ConsultationStanding.Published?, closes: Day) {
        self.announcement = announcement
        self.results = results
        self.closes = closes
    }

    package enum State: Sendable, Hashable { case preparing, open, closed, published }

    package func state(on today: Day) -> State {
        guard announcement != nil else { return .preparing }
        if results != nil { return .published }
        return today <= closes ? .open : .closed
    }
}

extension Questionnaire.Question.Kind {
    package var name: String {
        switch self {
        case .single: "单选"
        case .multiple: "多选"
        case .text: "文字"
        }
    }
}
