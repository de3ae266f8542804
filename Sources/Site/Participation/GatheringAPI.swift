import Domain
import Operations
import Pages
import Persistence
import Registers

/// Gatherings as the public interface gives them.
struct GatheringAPI {
    let pages: PublicPages

    func list(after: Gathering.ID?, limit: Int) async throws -> Answer {
        let today = pages.installation.now().day
        return try await pages.read { view in
            let found = try view.gatherings.published(before: after, limit: limit + 1)
            let results = try found.prefix(limit).map { try GatheringResult($0, view, today: today) }
            return try json(ResultPage(results: results, next: found.count > limit ? results.last?.id : nil))
        }
    }

    func one(_ id: Gathering.ID) async throws -> Answer {
        let today = pages.installation.now().day
        return try await pages.read { view in
            guard let gathering = try view.gatherings.find(id) else { throw Refusal.notFound }
            let standing = try view.standing(of: gathering)
            guard let announcement = standing.announcement, let announced = try view.consultations.announced(announcement) else {
                throw Refusal.notFound
            }
            let documents = try view.links(view.documents.lines(gathering.plan.agenda.compactMap { $0.document.map { Disclosure.ID($0) } }))
            let known = Set(documents.map(\.id.rawValue))
            return try json(
                GatheringDetail(
                    gathering: try GatheringResult(gathering, view, today: today),
                    announcement: Address.disclosure(announcement.document).path, matter: announced.lines(of: gathering.plan.matter),
                    ways: announced.lines(of: gathering.plan.ways),
                    seats: gathering.plan.seats.map { GatheringDetail.Seats(party: $0.party.rawValue, seats: $0.count) },
                    agenda: announced.agenda(of: gathering.plan).map { item in
                        GatheringDetail.Item(
                            kind: item.kind.rawValue, isOpen: item.isOpen, title: item.isOpen ? item.title : "", reason: item.reason,
                            document: item.document.flatMap { known.contains($0) ? Address.disclosure(Disclosure.ID($0)).path : nil })
                    }, list: standing.list.map { Address.disclosure($0.document).path },
                    record: standing.record.map { Address.disclosure($0.document).path }))
        }
    }
}

/// Questionnaires as the public interface gives them: what people wrote in their own words is not in it.
struct QuestionnaireAPI {
    let pages: PublicPages

    func list(after: Questionnaire.ID?, limit: Int) async throws -> Answer {
        let today = pages.installation.now().day
        return try await pages.read { view in
            let found = try view.questionnaires.published(before: after, limit: limit + 1)
            let results = try found.prefix(limit).map { try QuestionnaireResult($0, view, today: today) }
            return try json(ResultPage(results: results, next: found.count > limit ? results.last?.id : nil))
        }
    }

    func one(_ id: Questionnaire.ID) async throws -> Answer {
        let today = pages.installation.now().day
        return try await pages.read { view in
            guard let questionnaire = try view.questionnaires.find(id) else { throw Refusal.notFound }
            let standing = try view.questionnaires.standing(questionnaire)
            guard let announcement = standing.announcement, let announced = try view.consultations.announced(announcement) else {
                throw Refusal.notFound
            }
            let results = today > standing.closes ? try view.questionnaires.results(of: questionnaire) : nil
            return try json(
                QuestionnaireDetail(
                    questionnaire: try QuestionnaireResult(questionnaire, view, today: today),
                    announcement: Address.disclosure(announcement.document).path,
                    introduction: announced.lines(of: questionnaire.plan.introduction),
                    questions: questionnaire.plan.questions.enumerated().map { index, question in
                        QuestionnaireDetail.Question(
                            kind: question.kind.rawValue, title: question.title, options: question.options,
                            answered: results?.parts[index].answered, counts: results?.parts[index].lines.map(\.count))
                    }, results: standing.results.map { Address.disclosure($0.document).path }))
        }
    }
}

struct GatheringResult: Encodable {
    let id: String
    let kind: String
    let title: String
    let unit: String
    let state: String
    let day: String
    let time: String
    let place: String
    let deadline: String
    let url: String

    init(_ gathering: Gathering, _ view: SiteView, today: Day) throws {
        let (plan, standing) = (gathering.plan, try view.standing(of: gathering))
        id = gathering.id.description
        kind = plan.kind.rawValue
        title = plan.title
        unit = try view.unitRegister.find(gathering.unit)?.name ?? ""
        state =
            switch standing.state(on: today) {
            case .preparing, .open: "open"
            case .closed: "closed"
            case .selected: "selected"
            case .over: "over"
            case .recorded: "recorded"
            }
        day = plan.day.description
        time = plan.time
        place = try view.consultations.announced(standing.announcement)?.lines(of: plan.place) ?? ""
        deadline = plan.deadline.description
        url = Address.gathering(gathering.id).path
    }
}

struct GatheringDetail: Encodable {
    struct Seats: Encodable {
        let party: String
        let seats: Int
    }

    struct Item: Encodable {
        let kind: String
        let isOpen: Bool
        let title: String
        let reason: String
        let document: String?
    }

    let gathering: GatheringResult
    let announcement: String
    let matter: String
    let ways: String
    let seats: [Seats]
    let agenda: [Item]
    let list: String?
    let record: String?
}

struct QuestionnaireResult: Encodable {
    let id: String
    let title: String
    let unit: String
    let state: String
    let closes: String
    let received: Int
    let url: String

    init(_ questionnaire: Questionnaire, _ view: SiteView, today: Day) throws {
        id = questionnaire.id.description
        title = questionnaire.plan.title
        unit = try view.unitRegister.find(questionnaire.unit)?.name ?? ""
        state =
            switch try view.questionnaires.standing(questionnaire).state(on: today) {
            case .preparing, .open: "open"
            case .closed: "closed"
            case .published: "published"
            }
        closes = questionnaire.plan.closes.description
        received = try view.questionnaires.count(of: questionnaire.id)
        url = Address.questionnaire(questionnaire.id).path
    }
}

struct QuestionnaireDetail: Encodable {
    struct Question: Encodable {
        let kind: String
        let title: String
        let options: [String]
        let answered: Int?
        let counts: [Int]?
    }

    let questionnaire: QuestionnaireResult
    let announcement: String
    let introduction: String
    let questions: [Question]
    let results: String?
}
