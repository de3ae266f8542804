import Domain
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let questionnaireEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.questionnaires) { try await QuestionnaireDesk($0).list() },
        WorkEndpoint(.newQuestionnaire) { try await QuestionnaireDesk($0).form() },
        WorkEndpoint(.createQuestionnaire) { try await QuestionnaireDesk($0).create() },
        WorkEndpoint(.questionnaire) { try await QuestionnaireDesk($0).show() },
        WorkEndpoint(.editQuestionnaire) { try await QuestionnaireDesk($0).edit() },
        WorkEndpoint(.saveQuestionnaire) { try await QuestionnaireDesk($0).save() },
        WorkEndpoint(.announceQuestionnaire) { try await QuestionnaireDesk($0).announce() },
        WorkEndpoint(.giveQuestionnaireResults) { try await QuestionnaireDesk($0).giveResults() },
        WorkEndpoint(.questionnaireFile) { try await QuestionnaireDesk($0).file() },
    ]
}

/// 问卷调查 at the desk.
struct QuestionnaireDesk {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepQuestionnaire { KeepQuestionnaire(work.installation, county: work.county) }

    /// Of the address, for who may read it; to others it does not exist.
    private func found() async throws -> Questionnaire {
        let (id, staff) = (try work.identifier("questionnaire", Questionnaire.self), try work.staff)
        guard let questionnaire = try await work.read({ try $0.questionnaires.find(id) }),
            staff.seesWholeCounty || staff.holds(.editor, for: questionnaire.unit)
        else { throw Refusal.notFound }
        return questionnaire
    }

    func list() async throws -> Answer {
        let staff = try work.staff
        let lines = try await work.read { view in
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            return try view.questionnaires.all().filter { staff.seesWholeCounty || staff.holds(.editor, for: $0.unit) }.map {
                QuestionnaireListPage.Line(
                    line: QuestionnaireLine(
                        id: $0.id, title: $0.plan.title, unit: units[$0.unit] ?? "", standing: try view.questionnaires.standing($0)),
                    received: try view.questionnaires.count(of: $0.id))
            }
        }
        return work.show(QuestionnaireListPage(lines: lines))
    }

    func show() async throws -> Answer { try await show(problems: []) }

    private func show(problems: FieldProblems) async throws -> Answer {
        let (questionnaire, staff) = (try await found(), try work.staff)
        let page = try await work.read { view in
            QuestionnaireDeskPage(
                questionnaire: questionnaire, standing: try view.questionnaires.standing(questionnaire),
                unit: try view.unitRegister.find(questionnaire.unit)?.name ?? "",
                results: try view.questionnaires.results(of: questionnaire),
                mayWrite: staff.holds(.editor, for: questionnaire.unit), isAnnounced: try view.questionnaires.isAlive(questionnaire.draft),
                problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    // MARK: The plan

    private func form(_ questionnaire: Questionnaire?, values: [String: String], problems: FieldProblems = []) async throws -> Answer {
        let staff = try work.staff
        let questions = (1...Questionnaire.mostQuestions).last { !(values["question-\($0)"] ?? "").isEmpty } ?? 0
        let page = try await work.read { view in
            QuestionnaireEditPage(
                id: questionnaire?.id, version: questionnaire?.version ?? 0, values: values, questions: questions,
                units: try view.unitRegister.all().filter { staff.holds(.editor, for: $0.id) }, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func form() async throws -> Answer { try await form(nil, values: [:]) }

    func edit() async throws -> Answer {
        let questionnaire = try await found()
        return try await form(questionnaire, values: QuestionnaireEditPage.values(of: questionnaire.plan))
    }

    private func plan() throws -> Questionnaire.Plan {
        let form = work.form
        let closes = Day(text: form.text("deadline"))
        let questions = (1...Questionnaire.mostQuestions).compactMap { number -> Questionnaire.Question? in
            let name = "question-\(number)"
            let options = form.text("\(name)-options").split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }
                .filter { !$0.isEmpty }
            guard !form.text(name).isEmpty || !options.isEmpty else { return nil }
            let kind = Questionnaire.Question.Kind(rawValue: form.text("\(name)-kind")) ?? .single
            return Questionnaire.Question(
                kind: kind, title: form.text(name), options: kind == .text ? [] : options, isRequired: form.text("\(name)-required") != "no"
            )
        }
        let plan = Questionnaire.Plan(
            title: form.text("title"), introduction: form.text("introduction"), questions: questions, closes: closes ?? work.now.day)
        if closes == nil { throw ParticipationRefusal([.badDay(.deadline)] + plan.faults(on: work.now.day)) }
        return plan
    }

    func create() async throws -> Answer {
        let staff = try work.staff
        do {
            guard let unit = OrganisationUnit.ID(text: work.form.text("unit")) else { throw ParticipationRefusal([.needsEditor]) }
            let id = try await keeping.create(try plan(), unit: unit, by: staff)
            return .redirect(to: WorkRoute.questionnaire.link(id, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as ParticipationRefusal { return try await form(nil, values: work.typed, problems: refusal.problems) }
    }

    func save() async throws -> Answer {
        let (questionnaire, staff, version) = (try await found(), try work.staff, try work.formVersion())
        do {
            try await keeping.save(try plan(), of: questionnaire.id, version: version, by: staff)
            return .redirect(to: WorkRoute.questionnaire.link(questionnaire.id, query: [("done", WorkNotice.saved.rawValue)]))
        } catch let refusal as ParticipationRefusal {
            return try await form(questionnaire, values: work.typed, problems: refusal.problems)
        }
    }

    // MARK: Towards the public

    private func drafted(_ make: (Questionnaire, Staff) async throws -> Draft.ID) async throws -> Answer {
        let (questionnaire, staff) = (try await found(), try work.staff)
        do {
            let draft = try await make(questionnaire, staff)
            return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as ParticipationRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems) }
    }

    func announce() async throws -> Answer { try await drafted { try await keeping.announce($0.id, by: $1) } }

    func giveResults() async throws -> Answer { try await drafted { try await keeping.giveResults($0.id, by: $1) } }

    func file() async throws -> Answer {
        let questionnaire = try await found()
        let answers = try await work.read { try $0.questionnaires.answers(of: questionnaire.id) }
        let title = "\(questionnaire.plan.title)问卷答卷"
        return try await work.download(title, as: .xlsx) { () throws(UnwritableFile) in
            try QuestionnaireTable.xlsx(questionnaire.plan, answers: answers, title: title)
        }
    }
}
