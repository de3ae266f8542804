import Domain
import Persistence
import Registers

/// One act on one letter inside its transaction: the letter as it stands, and the registers to write to.
struct MessageWork {
    static let longestReason = 500
    static let longestAnswer = 5000

    let transaction: any Transaction
    let county: County
    let now: Instant
    let register: MessageRegister
    private let events: EventRegister
    var message: Message

    /// - Parameter version: the version that the person saw; `nil` when it does not matter.
    /// - Throws: `StoreError.stale` when it has been changed since; `MessageRefusal` when there is no such letter.
    init(_ transaction: any Transaction, county: County, message id: Message.ID, version: Int?, now: Instant) throws {
        self.transaction = transaction
        self.county = county
        self.now = now
        register = MessageRegister(transaction, site: county.id)
        events = EventRegister(transaction, site: county.id)
        try events.lock()
        guard let message = try register.find(id) else { throw MessageRefusal([.noSuchMessage]) }
        if let version, version != message.version { throw StoreError.stale(subject: message.number) }
        self.message = message
    }

    /// - Throws: `MessageRefusal` when the table of the life cycle does not let them.
    func demand(_ act: MessageAct, of staff: Staff) throws {
        guard message.state.allows(act, to: MessageRole.roles(of: staff, for: message.unit)) else {
            throw MessageRefusal([.notAllowed(act, message.state)])
        }
    }

    /// As the log names them: the post through which they act for the unit that has it.
    func signature(_ staff: Staff) -> String {
        let posts: [Role] = [.editor, .reviewer, .signer, .disclosureOffice]
        return staff.signature(posts.lazy.compactMap { staff.post($0, for: message.unit) }.first)
    }

    /// Closes it for good or for now: from today on nobody owes the writer anything.
    mutating func settle(_ state: MessageState) {
        message.state = state
        message.closedOn = now.day
    }

    func unit(_ id: OrganisationUnit.ID) throws -> OrganisationUnit {
        guard let unit = try UnitRegister(transaction, site: county.id).find(id), !unit.isImported else {
            throw MessageRefusal([.noSuchUnit])
        }
        return unit
    }

    /// Writes the letter, its record and the event. Nothing that somebody wrote stands in the log, which is public.
    ///
    /// - Parameters:
    ///   - text: reason, decision or what is told, for the record.
    ///   - reason: of the event, beside the number.
    mutating func save(
        _ verb: Event.Verb, _ act: MessageAct, text: String = "", reason: String = "", key: Int64, by staff: Staff?
    ) throws {
        try register.update(message)
        message.version += 1
        try record(verb, act, text: text, reason: reason, key: key, by: staff)
    }

    func record(_ verb: Event.Verb, _ act: MessageAct, text: String, reason: String = "", key: Int64, by staff: Staff?) throws {
        let signature = staff.map(signature) ?? "public"
        try register.append(
            MessageEntry(time: now, act: act, text: text, unit: message.unit, account: staff?.account, signature: signature), id: key,
            to: message.id)
        try note(verb, reason: reason, by: signature)
    }

    func note(_ verb: Event.Verb, reason: String = "", by signature: String) throws {
        try events.append(
            Event(
                actor: signature, unit: message.unit, verb: verb, subject: Event.Subject(.message, message.id.rawValue),
                reason: reason.isEmpty ? message.number : "\(message.number)，\(reason)"), at: now)
    }

    /// A reason or a text to tell: there, and no longer than it may be.
    static func check(_ text: String, _ input: MessageInput = .reason, limit: Int = longestReason, isRequired: Bool = true) throws {
        if isRequired, text.isEmpty { throw MessageRefusal([.missing(input)]) }
        if text.unicodeScalars.count > limit { throw MessageRefusal([.tooLong(input, limit: limit)]) }
    }
}

extension Installation {
    /// Runs an act on a letter.
    func act<Result: Sendable>(
        on message: Message.ID, of county: County, version: Int? = nil,
        _ body: @escaping @Sendable (inout MessageWork) throws -> Result
    ) async throws -> Result {
        let now = now()
        return try await store.write { transaction in
            var work = try MessageWork(transaction, county: county, message: message, version: version, now: now)
            return try body(&work)
        }
    }
}
