import Cryptography
package import Domain
import Persistence
import Registers

/// Takes in what a visitor says about the catalogue, and gives a receipt number (接受社会监督).
package struct CommentOnCatalogue {
    package struct Draft: Sendable {
        package let item: CatalogueItem.ID?
        package let name: String
        package let contact: String
        package let body: String

        package init(item: CatalogueItem.ID?, name: String, contact: String, body: String) {
            self.item = item
            self.name = name
            self.contact = contact
            self.body = body
        }
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Returns: the receipt number: the day, and ten characters that nobody can guess.
    ///
    /// - Parameter token: of the form that was sent; the same form sent twice is one comment with one receipt.
    package func run(_ draft: Draft, token: String, site: County.ID) async throws -> String {
        let now = installation.now()
        let id = installation.identifiers.nextValue()
        // Without 0/O, 1/I: people copy it by hand.
        let letters = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
        let secret = String(
            Digest.sha256("receipt \(token)\n\(draft.item.map(\.description) ?? "")\n\(draft.body)".utf8).prefix(10).map {
                letters[Int($0) % letters.count]
            })
        let receipt = "ML\(now.day.description.replacing("-", with: ""))-\(secret)"
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            if try CommentRegister(transaction, site: site).find(receipt: receipt) != nil { return }
            try CommentRegister(transaction, site: site).insert(
                id: id, receipt: receipt, item: draft.item, name: draft.name, contact: draft.contact, body: draft.body, received: now)
            try EventRegister(transaction, site: site).append(
                Event(actor: "public", verb: .commentReceived, subject: Event.Subject(.comment, id)), at: now)
        }
        return receipt
    }
}

/// Records the office's answer to a comment.
package struct AnswerComment {
    package enum Refusal: Error, Sendable, Hashable {
        case unknownReceipt
        case answered
        case emptyAnswer
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run(receipt: String, answer: String, site: County.ID, actor: String) async throws {
        let now = installation.now()
        guard answer.contains(where: { !$0.isWhitespace }) else { throw Refusal.emptyAnswer }
        try await installation.store.write { transaction in
            let register = CommentRegister(transaction, site: site)
            guard let comment = try register.find(receipt: receipt) else { throw Refusal.unknownReceipt }
            guard comment.answered == nil else { throw Refusal.answered }
            try register.answer(comment, text: answer, at: now)
            try EventRegister(transaction, site: site).append(
                Event(actor: actor, verb: .commentAnswered, subject: Event.Subject(.comment, comment.id)), at: now)
        }
    }
}
