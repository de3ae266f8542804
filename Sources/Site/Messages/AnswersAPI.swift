import Domain
import Operations
import Pages
import Persistence
import Registers

/// An answer of the base, as other systems (大厅、热线) read it.
struct AnswerResult: Encodable {
    struct Link: Encodable {
        let name: String
        let url: String
    }

    let id: String
    let question: String
    let answer: String
    let unit: String
    let unitCode: String
    let links: [Link]
    let validUntil: String?
    let checked: String?
    let url: String
}

struct AnswerResults: Encodable {
    let results: [AnswerResult]
    let next: String?
}

extension PublicAPI {
    func answers() async throws -> Answer {
        let (wanted, limit, today) = (try AnswerQuery(query), try limit(), portal.installation.now().day)
        let after = try query["after"].map { text in
            guard let id = BaseAnswer.ID(text: text) else { throw QueryRefusal(parameter: "after", value: text) }
            return id
        }
        return try await pages.read { view in
            var unit: OrganisationUnit.ID?
            if let code = wanted.unit {
                guard let known = try view.unitRegister.find(code: code) else { throw QueryRefusal(parameter: "unit", value: code) }
                unit = known.id
            }
            let found = try view.baseAnswers.published(on: today, unit: unit, words: wanted.words, after: after, limit: limit + 1)
            let (shown, names) = (found.prefix(limit), try view.unitNames())
            return try json(
                AnswerResults(
                    results: shown.compactMap { answer in
                        guard let content = answer.content, let unit = names[answer.unit] else { return nil }
                        return AnswerResult(
                            id: answer.id.description, question: content.question, answer: content.answer, unit: unit.name,
                            unitCode: unit.code, links: content.links.map { AnswerResult.Link(name: $0.name, url: $0.address) },
                            validUntil: content.validUntil?.description, checked: answer.checked?.rfc3339,
                            url: Address.answer(answer.id).path)
                    }, next: found.count > limit ? shown.last?.id.description : nil))
        }
    }
}
