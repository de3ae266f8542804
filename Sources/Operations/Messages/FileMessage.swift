import Cryptography
package import Domain
import Persistence
import Registers

/// Registers a letter from the public, on whatever way it came (留言登记).
package struct FileMessage {
    /// What the writer is told.
    package struct Filed: Sendable, Hashable {
        package let id: Message.ID
        package let number: String
        /// The query code, shown once; the database has only its digest.
        package let code: String
    }

    package enum Refusal: Error, Sendable, Hashable {
        case faults([MessageFault])
        /// The county has no unit at all that could take it.
        case noOffice
        /// What comes on the portal, comes from the public.
        case needsOffice
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameters:
    ///   - staff: who registers what came by telephone, by post or at the counter; `nil` for the writer, on the portal.
    ///   - token: of the form: the same form with the same letter sent twice is one letter with one number and code.
    /// - Throws: `Refusal`, `NoIdentityKey`.
    package func run(
        _ form: MessageForm, channel: Message.Channel = .portal, receivedOn: Day? = nil, by staff: Staff? = nil, token: String? = nil
    ) async throws -> Filed {
        let vault = try installation.openVault()
        let now = installation.now()
        let form = form.tidied
        guard form.faults.isEmpty, let kind = form.kind, let mayPublish = form.mayPublish else { throw Refusal.faults(form.faults) }
        if let staff, !staff.holds(.editor), !staff.holds(.disclosureOffice) { throw Refusal.needsOffice }
        let filing = MessageFiling(
            form: form, kind: kind, mayPublish: mayPublish, channel: channel, receivedOn: min(receivedOn ?? now.day, now.day), origin: nil,
            id: installation.identifiers.next(Message.self), key: installation.identifiers.nextValue(), vault: vault, now: now,
            staff: staff,
            token: token.map { vault.digest("message form \($0)\n\(form.title)\n\(form.text)") })
        let county = county
        return try await installation.gathered.write { try filing.run($0, county: county) }
    }
}

/// The registering of one letter, inside its transaction.
struct MessageFiling: Sendable {
    static let sealed = "message"

    let form: MessageForm
    let kind: Message.Kind
    let mayPublish: Bool
    let channel: Message.Channel
    let receivedOn: Day
    /// The request for disclosure that it was.
    let origin: DisclosureRequest.ID?
    let id: Message.ID
    let key: Int64
    let vault: IdentityVault
    let now: Instant
    let staff: Staff?
    let token: [UInt8]?

    func run(_ transaction: any Transaction, county: County) throws -> FileMessage.Filed {
        let events = EventRegister(transaction, site: county.id)
        try events.lock()
        let register = MessageRegister(transaction, site: county.id)
        if let token, let known = try register.find(token: token) { return filed(known) }
        let units = UnitRegister(transaction, site: county.id)
        guard let office = try units.office() else { throw FileMessage.Refusal.noOffice }
        var wished: OrganisationUnit.ID?
        if !form.unit.isEmpty {
            guard let unit = try units.find(code: form.unit) else { throw FileMessage.Refusal.faults([MessageFault(.unit, .unknown)]) }
            wished = unit.id
        }
        let serial = try RequestRegister(transaction, site: county.id).nextSerial("LY", year: now.day.year)
        let message = Message(
            id: id, number: Message.number(year: now.day.year, serial: serial), kind: kind, channel: channel, unit: office.id,
            wished: wished, title: form.title, text: form.text, mayPublish: mayPublish, received: now, receivedOn: receivedOn,
            origin: origin)
        try register.insert(message, sealed: try seal())
        let actor = staff.map { $0.signature(for: nil) } ?? "public"
        try register.append(
            MessageEntry(time: now, act: .register, text: "", unit: office.id, account: staff?.account, signature: actor), id: key, to: id)
        try events.append(
            Event(
                actor: actor, unit: office.id, verb: .messageReceived, subject: Event.Subject(.message, id.rawValue),
                reason: message.number), at: now)
        return filed(message)
    }

    private func filed(_ message: Message) -> FileMessage.Filed {
        FileMessage.Filed(id: message.id, number: message.number, code: Self.code(message.id, vault))
    }

    private func seal() throws -> MessageRegister.Sealed {
        let sender = form.sender
        return MessageRegister.Sealed(
            sender: sender.isEmpty ? nil : vault.seal(try SealedForms.bytes(sender), owner: id.rawValue, of: Self.sealed),
            contentKey: vault.digest("message text \(Self.compared(form.title + form.text))"),
            codeDigest: Self.digest(code: Self.code(id, vault), of: id), token: token)
    }

    /// Without what does not matter: spaces, punctuation, forms of letters.
    private static func compared(_ text: String) -> String {
        String(
            Folding.fold(text).unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }.map(Character.init))
    }

    /// The query code follows from key and letter, so that a form sent twice gets the same one.
    static func code(_ id: Message.ID, _ vault: IdentityVault) -> String {
        HandwrittenSecret.text(of: vault.digest("message code \(id.rawValue)"))
    }

    static func digest(code: String, of id: Message.ID) -> [UInt8] {
        Digest.sha256("message \(id.rawValue) \(HandwrittenSecret.read(code))".utf8)
    }
}
