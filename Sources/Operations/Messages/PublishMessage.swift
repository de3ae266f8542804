package import Domain
import Persistence
import Registers

/// Makes an answered letter public, or takes it down (公开留言): only with the writer's yes, and without personal data.
package struct PublishMessage {
    /// What is to be public: the office may mend the wording, not the sense.
    package struct Wording: Sendable, Hashable {
        package var title: String
        package var text: String
        package var answer: String

        package init(title: String, text: String, answer: String) {
            self.title = title
            self.text = text
            self.answer = answer
        }

        /// The letter's own, with personal data masked: where the office begins.
        package init(masking message: Message) {
            self.init(
                title: VisitorTextPrivacy.masked(message.title), text: VisitorTextPrivacy.masked(message.text),
                answer: VisitorTextPrivacy.masked(message.answer))
        }
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `MessageRefusal`; `StoreError.stale`; `NoIdentityKey`.
    package func publish(_ id: Message.ID, version: Int, _ wording: Wording, by staff: Staff) async throws {
        let (vault, within) = (try installation.openVault(), installation.indexesWithin)
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.publish, of: staff)
            try MessageRefusal.check(work.message.mayPublish ? [] : [.noConsent])
            try MessageRefusal.check(work.message.answer.isEmpty ? [.noAnswer] : [])
            try MessageRefusal.check(Self.faults(wording))
            let sender = try work.register.sealedSender(of: id).map {
                try SealedForms.sender(try vault.open($0, owner: id.rawValue, of: MessageFiling.sealed))
            }
            try work.register.publish(
                id, name: sender?.maskedName ?? MessageSender().maskedName, title: wording.title, text: wording.text,
                answer: wording.answer, at: work.now)
            try work.record(.messagePublished, .publish, text: "", key: key, by: staff)
            try Self.show(work, within: within)
        }
    }

    private static func faults(_ wording: Wording) -> [MessageReason] {
        let parts: [(MessageInput, String, Int)] = [
            (.title, wording.title, MessageField.title.limit ?? 0), (.text, wording.text, MessageField.text.limit ?? 0),
            (.answer, wording.answer, MessageWork.longestAnswer),
        ]
        return parts.flatMap { input, text, limit -> [MessageReason] in
            if text.isEmpty { return [.missing(input)] }
            if text.unicodeScalars.count > limit { return [.tooLong(input, limit: limit)] }
            let found = VisitorTextPrivacy.samples(in: text)
            return found.isEmpty ? [] : [.personalData(input, found)]
        }
    }

    private static func show(_ work: MessageWork, within: Bool) throws {
        try SiteRegister(work.transaction).contentChanged(work.county.id)
        guard within else { return }
        let change = try LetterEntries.change(.message(work.message.id, site: work.county.id), in: work.transaction)
        try LetterEntries.write(change, to: SearchRegister(work.transaction))
    }

    package func withdraw(_ id: Message.ID, version: Int, reason: String, by staff: Staff) async throws {
        let within = installation.indexesWithin
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.withdraw, of: staff)
            try MessageWork.check(reason)
            try work.register.withdraw(id)
            try work.record(.messageWithdrawn, .withdraw, text: reason, key: key, by: staff)
            try Self.show(work, within: within)
        }
    }
}
