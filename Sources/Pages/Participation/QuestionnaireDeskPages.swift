package import Domain
package import HTML

/// 问卷调查: every questionnaire.
package struct QuestionnaireListPage: WorkPage {
    package struct Line: Sendable {
        package var line: QuestionnaireLine
        package var received: Int

        package init(line: QuestionnaireLine, received: Int) {
            self.line = line
            self.received = received
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    package var title: String { "问卷调查" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "公告和结果都经过公开审查；截止后统计结果在门户显示。")
        if frame.staff?.holds(.editor) == true {
            html(.p, .class("form-acts")) { $0(.a, .class("button"), .href(WorkRoute.newQuestionnaire.link()), text: "新建问卷") }
        }
        guard !lines.isEmpty else { return EmptyState(reason: "没有问卷调查", advice: "新建后起草公告，公告公布时开始接收答卷。").write(&html) }
        PeopleTable(caption: "问卷调查", headings: ["名称", "单位", "状态", "截止", "答卷"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.questionnaire.link(line.line.id)), text: line.line.title)
                    }
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.line.unit)
                    html(.td, .role("cell"), .data("label", labels[2])) { line.line.standing.tag(on: frame.today).write(&$0) }
                    html(.td, .role("cell"), .data("label", labels[3]), text: line.line.standing.closes.description)
                    html(.td, .role("cell"), .data("label", labels[4]), text: String(line.received))
                }
            }
        }
    }
}

/// The form of a questionnaire.
package struct QuestionnaireEditPage: WorkPage {
    /// Questions that are empty, to be filled in.
    package static let spareQuestions = 3

    /// `nil` for a new one.
    package var id: Questionnaire.ID?
    package var version: Int
    package var values: [String: String]
    package var questions: Int
    package var units: [OrganisationUnit]
    package var problems: [(field: String, message: String)]

    package init(
        id: Questionnaire.ID?, version: Int, values: [String: String], questions: Int, units: [OrganisationUnit],
        problems: [(field: String, message: String)] = []
    ) {
        self.id = id
        self.version = version
        self.values = values
        self.questions = questions
        self.units = units
        self.problems = problems
    }

    package static func values(of plan: Questionnaire.Plan) -> [String: String] {
        var values = ["title": plan.title, "introduction": plan.introduction, "deadline": plan.closes.description]
        for (index, question) in plan.questions.enumerated() {
            let name = "question-\(index + 1)"
            values[name] = question.title
            values["\(name)-kind"] = question.kind.rawValue
            values["\(name)-options"] = question.options.joined(separator: "\n")
            values["\(name)-required"] = question.isRequired ? "yes" : "no"
        }
        return values
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + (id == nil ? "新建问卷" : "修改问卷") }
    package var trail: [WorkStep] { [WorkStep(label: "问卷调查", address: WorkRoute.questionnaires.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, id == nil ? "新建问卷" : "修改问卷")
        let address = id.map { WorkRoute.saveQuestionnaire.link($0) } ?? WorkRoute.createQuestionnaire.link()
        workForm(&html, address, in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("version"), .value(String(version)))
            if id == nil {
                ChoiceList(
                    label: "调查单位", id: "unit", options: units.map { ($0.id.description, $0.name) }, selected: values["unit"] ?? "",
                    problem: problems.message(of: "unit")
                ).write(&html)
            }
            TextLine(
                label: "名称", id: "title", value: values["title"] ?? "", limit: Questionnaire.longestTitle, hint: "不写“问卷调查”，例：城区公交线路优化",
                problem: problems.message(of: "title")
            ).write(&html)
            TextArea(
                label: "说明", id: "introduction", value: values["introduction"] ?? "", limit: Questionnaire.longestIntroduction, rows: 4,
                hint: "为什么调查、结果用来做什么。", problem: problems.message(of: "introduction")
            ).write(&html)
            TextLine(
                label: "截止日期", id: "deadline", value: values["deadline"] ?? "", limit: 10, hint: "写成 2026-03-20，当日 24 时截止。",
                problem: problems.message(of: "deadline")
            ).write(&html)
            html(.fieldset, .class("field"), .id("questions"), .tabIndex(-1)) { html in
                html(.legend, text: "问题")
                html(.p, .class("hint"), text: "最多 \(Questionnaire.mostQuestions) 题，空着的不要。保存后可以再添加。")
                if let problem = problems.message(of: "questions") { html(.p, .class("problem"), text: "错误：\(problem)") }
                for number in 1...min(Questionnaire.mostQuestions, questions + Self.spareQuestions) { write(number, &html) }
            }
            html(.button, .class("button"), .type("submit"), text: "保存")
        }
    }

    private func write(_ number: Int, _ html: inout HTMLWriter) {
        let name = "question-\(number)"
        TextLine(
            label: "第 \(number) 题", id: name, value: values[name] ?? "", limit: Questionnaire.longestQuestion, isOptional: true
        ).write(&html)
        ChoiceList(
            label: "第 \(number) 题的形式", id: "\(name)-kind", options: Questionnaire.Question.Kind.allCases.map { ($0.rawValue, $0.name) },
            selected: values["\(name)-kind"] ?? ""
        ).write(&html)
        TextArea(
            label: "第 \(number) 题的选项", id: "\(name)-options", value: values["\(name)-options"] ?? "",
            limit: Questionnaire.longestOption * Questionnaire.mostOptions, rows: 4, hint: "一行一个；文字题不填。", isOptional: true
        ).write(&html)
        ChoiceList(
            label: "第 \(number) 题是否必答", id: "\(name)-required", options: [("yes", "必答"), ("no", "可以不答")],
            selected: values["\(name)-required"] ?? "yes"
        ).write(&html)
    }
}

/// One questionnaire at the desk, with its figures so far.
package struct QuestionnaireDeskPage: WorkPage {
    package var questionnaire: Questionnaire
    package var standing: QuestionnaireStanding
    package var unit: String
    package var results: QuestionnaireResults
    package var mayWrite: Bool
    /// Whether the announcement is at the gate or public.
    package var isAnnounced: Bool
    package var problems: [(field: String, message: String)]

    package init(
        questionnaire: Questionnaire, standing: QuestionnaireStanding, unit: String, results: QuestionnaireResults, mayWrite: Bool,
        isAnnounced: Bool, problems: [(field: String, message: String)] = []
    ) {
        self.questionnaire = questionnaire
        self.standing = standing
        self.unit = unit
        self.results = results
        self.mayWrite = mayWrite
        self.isAnnounced = isAnnounced
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + questionnaire.plan.title }
    package var trail: [WorkStep] { [WorkStep(label: "问卷调查", address: WorkRoute.questionnaires.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let id = questionnaire.id
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: questionnaire.plan.title)
            standing.tag(on: frame.today).write(&html)
        }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "调查单位") { $0.text(unit) }
            fact(&html, "截止") { $0.text("\(standing.closes) 24 时") }
            fact(&html, "收到答卷") { $0.text("\(results.received) 份") }
            if standing.announcement != nil {
                fact(&html, "门户页面") { $0(.a, .href(Address.questionnaire(id).link), text: "查看公众看到的页面") }
            }
            for (label, draft) in [("公告", questionnaire.draft), ("结果", questionnaire.results)] {
                if let draft { fact(&html, label) { $0(.a, .href(WorkRoute.draft.link(draft)), text: "公开审查中的稿件") } }
            }
        }
        if mayWrite {
            html(.div, .class("form-acts")) { html in
                if !isAnnounced {
                    html(.a, .class("button quiet"), .href(WorkRoute.editQuestionnaire.link(id)), text: "修改")
                    workForm(&html, WorkRoute.announceQuestionnaire.link(id), in: frame) { html in
                        html(.button, .class("button"), .type("submit"), .id("announce"), text: "起草公告")
                    }
                }
                if standing.state(on: frame.today) == .closed {
                    workForm(&html, WorkRoute.giveQuestionnaireResults.link(id), in: frame) { html in
                        html(.button, .class("button"), .type("submit"), .id("results-draft"), text: "起草结果")
                    }
                }
                if standing.announcement != nil {
                    html(.a, .class("button quiet"), .href(WorkRoute.questionnaireFile.link(id)), .download, text: "下载答卷（Excel）")
                }
            }
        }
        section(&html, standing.announcement == nil ? "问题" : "统计", id: "results") { QuestionnaireTallies(results: results).write(&$0) }
    }
}
