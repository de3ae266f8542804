package import Domain
import HTML

/// One questionnaire as a list shows it.
package struct QuestionnaireLine: Sendable {
    package var id: Questionnaire.ID
    package var title: String
    package var unit: String
    package var standing: QuestionnaireStanding

    package init(id: Questionnaire.ID, title: String, unit: String, standing: QuestionnaireStanding) {
        self.id = id
        self.title = title
        self.unit = unit
        self.standing = standing
    }
}

/// A questionnaire on the portal: what it asks, until when, and what came out.
package struct QuestionnairePage: Sendable {
    package var questionnaire: Questionnaire
    package var standing: QuestionnaireStanding
    package var unit: UnitLink
    /// Of the public announcement: nothing else of the plan is shown.
    package var announced: AnnouncedWords
    package var received: Int
    package var counted: Instant
    /// Once no answers are taken any more.
    package var results: QuestionnaireResults?
    package var today: Day

    package init(
        questionnaire: Questionnaire, standing: QuestionnaireStanding, unit: UnitLink, announced: AnnouncedWords, received: Int,
        counted: Instant, results: QuestionnaireResults?, today: Day
    ) {
        self.questionnaire = questionnaire
        self.standing = standing
        self.unit = unit
        self.announced = announced
        self.received = received
        self.counted = counted
        self.results = results
        self.today = today
    }
}

extension QuestionnairePage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        let title = "\(questionnaire.plan.title)问卷调查"
        return PageHead(
            title: title, crumb: title,
            column: PageHead.Column(
                name: title, description: "\(title)：说明、问题和结果。", keywords: ["问卷调查", questionnaire.plan.title], type: .survey),
            trail: [PageHead.Step(label: "公众参与", address: .participation)])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        let plan = questionnaire.plan
        pageTitle(&html, "\(plan.title)问卷调查")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "状态") { standing.tag(on: today).write(&$0) }
            fact(&html, "调查单位") { $0(.a, .href(Address.unit(unit.code).link), text: unit.name) }
            fact(&html, "截止") { $0.text("\(standing.closes.inWords) 24 时") }
            fact(&html, "收到答卷") { $0.text("截至\(counted.text)，\(received) 份") }
            if let announcement = standing.announcement {
                fact(&html, "公告") { $0(.a, .href(Address.disclosure(announcement.document).link), text: plan.announcementTitle) }
            }
            if let results = standing.results {
                fact(&html, "结果") { $0(.a, .href(Address.disclosure(results.document).link), text: plan.resultsTitle) }
            }
        }
        paragraphs(&html, announced.lines(of: plan.introduction))
        if standing.state(on: today) == .open {
            html(.p, .class("form-acts")) { html in
                html(.a, .class("button"), .href(Address.questionnaireForm(questionnaire.id).link), text: "填写问卷")
            }
        }
        if let results {
            section(&html, "结果", id: "results") { QuestionnaireTallies(results: results).write(&$0) }
        } else {
            section(&html, "问题", id: "questions") { html in
                html(.ol) { html in
                    for question in plan.questions { html(.li, text: "\(question.title)（\(question.kind.name)）") }
                }
            }
        }
        PrintedSource(address: Address.questionnaire(questionnaire.id).absolute(frame.origin), label: frame.county.name).write(&html)
    }
}

/// How often each option was chosen, question by question.
struct QuestionnaireTallies {
    var results: QuestionnaireResults

    func write(_ html: inout HTMLWriter) {
        for (index, part) in results.parts.enumerated() {
            html(.h3, text: "\(index + 1). \(part.question.title)")
            guard part.question.kind != .text else {
                html(.p, text: "\(part.answered) 人用文字作了回答，内容供调查单位研究，不公布。")
                continue
            }
            html(.p, .class("quiet"), text: "\(part.question.kind.name)，\(part.answered) 人回答")
            PeopleTable(caption: part.question.title, headings: ["选项", "份数", "占回答人数"]).write(&html) { html, labels in
                for line in part.lines {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: line.option)
                        html(.td, .role("cell"), .data("label", labels[1]), text: String(line.count))
                        html(.td, .role("cell"), .data("label", labels[2]), text: line.percent)
                    }
                }
            }
        }
    }
}

private func questionnaireTrail(_ questionnaire: Questionnaire) -> [PageHead.Step] {
    [
        PageHead.Step(label: "公众参与", address: .participation),
        PageHead.Step(label: "\(questionnaire.plan.title)问卷调查", address: .questionnaire(questionnaire.id)),
    ]
}

/// 填写问卷: one page, whole without JavaScript.
package struct QuestionnaireFormPage: Sendable {
    package var questionnaire: Questionnaire
    package var replies: [Questionnaire.Reply]
    package var token: String
    /// A plain question in words, when something suggests a program at work.
    package var question: String?
    package var problems: [(field: String, message: String)]

    package init(
        questionnaire: Questionnaire, replies: [Questionnaire.Reply], token: String, question: String? = nil,
        problems: [(field: String, message: String)] = []
    ) {
        self.questionnaire = questionnaire
        self.replies = replies
        self.token = token
        self.question = question
        self.problems = problems
    }
}

extension QuestionnaireFormPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: problems.isEmpty ? "填写问卷" : "错误：填写问卷", trail: questionnaireTrail(questionnaire), width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        let plan = questionnaire.plan
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "填写问卷", lead: "\(plan.title)，\(plan.closes.inWords) 24 时截止。不记姓名。")
        html(.form, .class("form"), .action(Address.questionnaireForm(questionnaire.id).link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            for (index, question) in plan.questions.enumerated() {
                write(question, "q\(index + 1)", number: index + 1, replies.indices.contains(index) ? replies[index] : .init(), &html)
            }
            AskingFrame.trap(&html)
            if let question { HumanQuestionField(question: question, problem: problems.message(of: "answer")).write(&html) }
            html(.button, .class("button"), .type("submit"), .id("send"), text: "提交问卷")
        }
    }

    private func write(
        _ question: Questionnaire.Question, _ id: String, number: Int, _ reply: Questionnaire.Reply, _ html: inout HTMLWriter
    ) {
        let label = "\(number). \(question.title)" + (question.isRequired ? "" : "（可以不答）")
        switch question.kind {
        case .single:
            ChoiceField(
                legend: label, id: id, problem: problems.message(of: id),
                choices: question.options.enumerated().map { ChoiceField.Choice(value: String($0), label: $1, hint: nil) },
                chosen: reply.chosen.first.map { String($0) } ?? ""
            ).write(&html)
        case .multiple:
            let problem = problems.message(of: id)
            html(.fieldset, .class(problem == nil ? "field choices" : "field choices wrong")) { html in
                html(.legend, text: label + "（可以多选）")
                if let problem { html(.p, .class("problem"), text: "错误：\(problem)") }
                for (place, option) in question.options.enumerated() {
                    let name = "\(id)-\(place)"
                    // The first has the identifier of the whole, so that an error leads to it.
                    TickBox(label: option, id: place == 0 ? id : name, isOn: reply.chosen.contains(place), name: name).write(&html)
                }
            }
        case .text:
            TextArea(
                label: label, id: id, value: reply.text, limit: Questionnaire.longestText, rows: 4,
                hint: "最多 \(Questionnaire.longestText) 字，请不要写身份证号码、电话等个人信息。", problem: problems.message(of: id),
                isOptional: !question.isRequired
            ).write(&html)
        }
    }
}

/// Said after a questionnaire was sent, or when it is too late.
package struct QuestionnaireAnswerPage: Sendable {
    package enum Kind: Sendable, Hashable { case taken, repeated, closed }

    package var questionnaire: Questionnaire
    package var kind: Kind

    package init(questionnaire: Questionnaire, kind: Kind) {
        self.questionnaire = questionnaire
        self.kind = kind
    }

    private var heading: String {
        switch kind {
        case .taken: "问卷已经收到"
        case .repeated: "这份问卷此前已经收到"
        case .closed: "问卷调查已经截止"
        }
    }
}

extension QuestionnaireAnswerPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: heading, trail: questionnaireTrail(questionnaire), width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, heading)
        switch kind {
        case .taken: html(.p, text: "谢谢您。\(questionnaire.plan.closes.inWords) 24 时截止后，本网站公布统计结果。")
        case .repeated: html(.p, text: "同一份表单只计一次，没有重复登记。")
        case .closed: html(.p, text: "已于\(questionnaire.plan.closes.inWords) 24 时停止接收答卷，刚才的内容没有登记。")
        }
        html(.p) { $0(.a, .class("button quiet"), .href(Address.questionnaire(questionnaire.id).link), text: "返回问卷页面") }
    }
}
