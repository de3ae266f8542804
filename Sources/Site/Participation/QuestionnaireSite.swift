import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Persistence
import Registers

extension SiteView {
    var questionnaires: QuestionnaireRegister { QuestionnaireRegister(transaction, site: site) }

    /// What a document has to do with a questionnaire, in the words of its page; nothing while the questionnaire has no page.
    func questionnaire(of document: Disclosure.ID) throws -> DocumentTies.Belonging? {
        guard let questionnaire = try questionnaires.about(document),
            let announcement = try questionnaires.standing(questionnaire).announcement
        else { return nil }
        return DocumentTies.Belonging(
            words: announcement.document == document ? "本文是问卷调查的公告" : "本文是问卷调查的结果", label: "问卷和结果",
            address: .questionnaire(questionnaire.id))
    }
}

extension PublicPages {
    func questionnaire(_ id: Questionnaire.ID) async throws -> Answer {
        let now = installation.now()
        return try await read { [frame] view in
            guard let questionnaire = try view.questionnaires.find(id), let unit = try view.unitRegister.find(questionnaire.unit) else {
                throw Refusal.notFound
            }
            let standing = try view.questionnaires.standing(questionnaire)
            guard let announced = try view.consultations.announced(standing.announcement) else { throw Refusal.notFound }
            let isOver = now.day > standing.closes
            let page = QuestionnairePage(
                questionnaire: questionnaire, standing: standing, unit: UnitLink(unit), announced: announced,
                received: try view.questionnaires.count(of: id),
                counted: now, results: isOver ? try view.questionnaires.results(of: questionnaire) : nil, today: now.day)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    /// The form, or the page that says that it is too late.
    func questionnaireForm(_ id: Questionnaire.ID) async throws -> Answer {
        let (questionnaire, isOpen) = try await takingQuestionnaire(id)
        guard isOpen else { return uncached(QuestionnaireAnswerPage(questionnaire: questionnaire, kind: .closed).render(in: frame)) }
        return uncached(
            QuestionnaireFormPage(questionnaire: questionnaire, replies: [], token: portal.tokens.make(now: installation.now()))
                .render(in: frame))
    }

    func takingQuestionnaire(_ id: Questionnaire.ID) async throws -> (questionnaire: Questionnaire, isOpen: Bool) {
        let today = installation.now().day
        return try await read { view in
            guard let questionnaire = try view.questionnaires.find(id) else { throw Refusal.notFound }
            let standing = try view.questionnaires.standing(questionnaire)
            guard standing.announcement != nil else { throw Refusal.notFound }
            return (questionnaire, standing.state(on: today) == .open)
        }
    }
}

/// Takes somebody's answers on the portal (提交问卷).
struct QuestionnaireHandler {
    /// Thirty answers of 1,000 characters in the longest way of writing them.
    private static let largestForm = 384 * 1024
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority), let path = request.head.path,
            case .questionnaireForm(let id)? = try Address(path: path)
        else { throw Refusal.notFound }
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .questionnaireForm(id), request))
        return try await portal.finish(try await answer(form, id, pages, context.clientAddress), request, county)
    }

    private func answer(_ form: QueryParameters, _ id: Questionnaire.ID, _ pages: PublicPages, _ client: String?) async throws -> Answer {
        let (questionnaire, isOpen) = try await pages.takingQuestionnaire(id)
        let replies = Self.replies(form, questionnaire.plan)
        let check = VisitorFormCheck(form, of: .participation, pages.portal, client: client)
        func again(_ problems: FieldProblems, question: HumanQuestion? = nil) -> Answer {
            pages.uncached(
                QuestionnaireFormPage(
                    questionnaire: questionnaire, replies: replies, token: check.token, question: question?.text, problems: problems
                ).render(in: pages.frame), status: .unprocessableContent)
        }
        func end(_ kind: QuestionnaireAnswerPage.Kind) -> Answer {
            pages.uncached(
                QuestionnaireAnswerPage(questionnaire: questionnaire, kind: kind).render(in: pages.frame),
                status: kind == .closed ? .conflict : .ok)
        }
        guard isOpen else { return end(.closed) }
        let faults = ParticipationRefusal(questionnaire.plan.faults(of: replies)).problems
        guard faults.isEmpty else { return again(faults) }
        if let hindrance = try check.run() { return again([hindrance.problem], question: hindrance.question) }
        do {
            let isNew = try await KeepQuestionnaire(pages.installation, county: pages.county).take(replies, to: id, token: check.token)
            return end(isNew ? .taken : .repeated)
        } catch let refusal as ParticipationRefusal {
            if refusal.isUnknown { throw Refusal.notFound }
            return refusal.reasons.contains(.closed(questionnaire.plan.closes)) ? end(.closed) : again(refusal.problems)
        }
    }

    /// One reply for each question; what is no option becomes one that the plan refuses.
    private static func replies(_ form: QueryParameters, _ plan: Questionnaire.Plan) -> [Questionnaire.Reply] {
        plan.questions.enumerated().map { index, question in
            let name = "q\(index + 1)"
            switch question.kind {
            case .single:
                let text = form[name] ?? ""
                return Questionnaire.Reply(chosen: text.isEmpty ? [] : [Int(text) ?? -1])
            case .multiple: return Questionnaire.Reply(chosen: question.options.indices.filter { form["\(name)-\($0)"] != nil })
            case .text: return Questionnaire.Reply(text: Folding.trimmed(form[name] ?? ""))
            }
        }
    }
}
