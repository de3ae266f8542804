import Domain
import Operations
import Persistence
import Registers

/// Letters from the public and answers of an example county, as its file has them. Days are counted back from the day of loading.
struct ExampleMessages: Decodable {
    struct Line: Decodable {
        let unit: String
        let words: [String]
    }

    struct Letter: Decodable {
        let kind: String
        let title: String
        let text: String
        let name: String?
        let phone: String?
        let publish: Bool
        let daysAgo: Int
        /// To whom it was dispatched; with an answer it was answered.
        let unit: String?
        let answer: String?
        let published: Bool?
        let rating: Int?
        /// Taken into the base.
        let base: Bool?
    }

    struct Answer: Decodable {
        let unit: String
        let question: String
        let answer: String
        let reviewIn: Int
    }

    let directory: [Line]
    let messages: [Letter]
    let answers: [Answer]
}

/// Lays an example's letters down, each act by the person whose post it is.
struct ExamplePost: ExamplePart {
    let desk: ExampleDesk
    private let file = "messages.json"

    init(_ place: Workplace) { desk = ExampleDesk(place) }

    /// - Throws: `Failure` when a unit or a post is not there, or a step refuses.
    func lay(_ example: ExampleMessages) async throws {
        guard let office = try await desk.holder(.disclosureOffice, OrganisationUnit.ID(0)) else {
            throw Failure(.content, "\(file)：accounts.csv 里没有政务公开办的人。")
        }
        do {
            var lines: [DispatchDirectory.Line] = []
            for line in example.directory {
                lines.append(DispatchDirectory.Line(unit: try await desk.unit(line.unit, of: file), words: line.words))
            }
            try await SetDirectory(installation, county: county).run(DispatchDirectory(lines), by: office)
            for letter in example.messages { try await lay(letter, office) }
            for answer in example.answers {
                let unit = try await desk.unit(answer.unit, of: file)
                let content = BaseAnswer.Content(
                    question: answer.question, answer: answer.answer, reviewOn: installation.now().day.adding(days: answer.reviewIn))
                let id = try await keeping.create(content, unit: unit, by: try await desk.staff(.editor, unit, of: file))
                try await keeping.check(id, version: 1, by: office)
            }
        } catch let refusal as MessageRefusal {
            throw Failure(.content, "\(file) 不合规定：\(refusal.reasons)")
        } catch let refusal as KeepAnswer.Refusal {
            throw Failure(.content, "\(file) 不合规定：\(refusal)")
        }
    }

    private var keeping: KeepAnswer { KeepAnswer(installation, county: county) }

    private func lay(_ letter: ExampleMessages.Letter, _ office: Staff) async throws {
        guard let kind = Message.Kind(rawValue: letter.kind) else { throw Failure(.content, "\(file)：没有“\(letter.kind)”这一类留言。") }
        let form = MessageForm(
            kind: kind, title: letter.title, text: letter.text, sender: MessageSender(name: letter.name ?? "", phone: letter.phone ?? ""),
            mayPublish: letter.publish)
        let filed = try await FileMessage(installation, county: county).run(
            form, receivedOn: installation.now().day.adding(days: -letter.daysAgo))
        guard let code = letter.unit else { return }
        let (handling, unit) = (HandleMessage(installation, county: county), try await desk.unit(code, of: file))
        try await handling.dispatch(filed.id, version: 1, to: unit, by: office)
        guard let answer = letter.answer else { return }
        let editor = try await desk.staff(.editor, unit, of: file)
        try await handling.draft(filed.id, version: 2, answer: answer, by: editor)
        try await handling.approve(filed.id, version: 3, by: office)
        if letter.published == true {
            let wording = PublishMessage.Wording(title: letter.title, text: letter.text, answer: answer)
            try await PublishMessage(installation, county: county).publish(filed.id, version: 4, wording, by: office)
        }
        if let rating = letter.rating.flatMap({ Message.Rating(rawValue: $0) }) {
            _ = try await TrackMessage(installation, county: county).rate(number: filed.number, code: filed.code, rating, note: "")
        }
        guard letter.base == true else { return }
        let id = try await keeping.create(from: filed.id, by: editor)
        try await keeping.check(id, version: 1, by: office)
    }
}
