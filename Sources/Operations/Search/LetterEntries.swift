import Domain
import Persistence
import Registers

/// Puts public letters with their answers, and the base of answers, into the search index.
struct LetterEntries {
    /// A letter or an answer that an event of the log is about.
    enum Touched: Hashable {
        case message(Message.ID, site: County.ID)
        case answer(BaseAnswer.ID, site: County.ID)
    }

    enum Change {
        case put(SearchRegister.Entry)
        case remove(SearchRegister.Gone)
    }

    private let installation: Installation

    init(_ installation: Installation) { self.installation = installation }

    /// All of a site that is public now.
    func run(site: County.ID) async throws {
        if installation.indexesWithin {
            try await installation.store.write { transaction in
                for entry in try Self.entries(of: site, in: transaction) { try SearchRegister(transaction).put(entry) }
            }
        } else {
            let entries = try await installation.store.read { try Self.entries(of: site, in: $0) }
            try await installation.searchStore.write { transaction in
                for entry in entries { try SearchRegister(transaction).put(entry) }
            }
        }
    }

    private static func entries(of site: County.ID, in transaction: any Transaction) throws -> [SearchRegister.Entry] {
        let letters = try MessageQueries(transaction, site: site).allPublished().map { SearchRegister.Entry.message($0, site: site) }
        let answers = try AnswerRegister(transaction, site: site).list(limit: AnswerRegister.most).compactMap { answer in
            answer.content.map { SearchRegister.Entry.answer(answer.id, $0, unit: answer.unit, site: site) }
        }
        return letters + answers
    }

    static func touched(by events: [EventRegister.Entry]) -> [Touched] {
        var seen: Set<Touched> = []
        return events.compactMap { event -> Touched? in
            switch event.subject.kind {
            case .message: .message(Message.ID(event.subject.id), site: event.site)
            case .answer: .answer(BaseAnswer.ID(event.subject.id), site: event.site)
            default: nil
            }
        }.filter { seen.insert($0).inserted }
    }

    static func change(_ touched: Touched, in transaction: any Transaction) throws -> Change {
        switch touched {
        case .message(let id, let site):
            try MessageQueries(transaction, site: site).published(id).map { .put(.message($0, site: site)) } ?? .remove(.message(id))
        case .answer(let id, let site):
            try AnswerRegister(transaction, site: site).find(id).flatMap { answer in
                answer.content.map { .put(.answer(id, $0, unit: answer.unit, site: site)) }
            } ?? .remove(.answer(id))
        }
    }

    static func write(_ change: Change, to register: SearchRegister) throws {
        switch change {
        case .put(let entry): try register.put(entry)
        case .remove(let gone): try register.remove(gone)
        }
    }
}
