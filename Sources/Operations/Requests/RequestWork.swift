import Cryptography
package import Domain
package import Persistence
package import Registers

/// One act on one request inside its transaction: the case as it stands, the clock that judges the act, and the registers to write to.
struct RequestWork {
    let transaction: any Transaction
    let county: County
    let now: Instant
    let register: RequestRegister
    let replies: ReplyRegister
    let letters: LetterRegister
    private let events: EventRegister
    let clock: RequestClock
    var request: DisclosureRequest
    private(set) var recorded: [RecordedFact]
    private(set) var standing: RequestStanding

    /// - Parameter version: the version that the person saw; `nil` when it does not matter.
    /// - Throws: `StoreError.stale` when it has been changed since; `RequestRefusal` when there is no such case.
    init(_ transaction: any Transaction, county: County, request id: DisclosureRequest.ID, version: Int?, now: Instant) throws {
        self.transaction = transaction
        self.county = county
        self.now = now
        register = RequestRegister(transaction, site: county.id)
        replies = ReplyRegister(transaction)
        letters = LetterRegister(transaction, site: county.id)
        events = EventRegister(transaction, site: county.id)
        try events.lock()
        guard let request = try register.find(id) else { throw RequestRefusal([.noSuchRequest]) }
        if let version, version != request.version { throw StoreError.stale(subject: request.number) }
        self.request = request
        clock = try RequestClock.of(transaction, site: county.id)
        recorded = try register.facts(of: id)
        standing = clock.standing(of: RequestHistory(channel: request.channel, recorded: recorded), on: now.day, isExplained: false)
    }

    var today: Day { now.day }

    static func refuse(_ reasons: [RequestReason]) throws {
        guard reasons.isEmpty else { throw RequestRefusal(reasons) }
    }

    /// Whether they may do that; which post they do it by.
    func signature(of staff: Staff, roles: Set<Role> = [.editor, .disclosureOffice]) throws -> String {
        let order: [Role] = [.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice]
        guard let post = order.filter(roles.contains).lazy.compactMap({ staff.post($0, for: request.unit) }).first else {
            throw RequestRefusal([.needsRole(order.first(where: roles.contains) ?? .editor)])
        }
        return staff.signature(post)
    }

    /// Writes down what happened, when the life cycle and the clock let it.
    mutating func record(
        _ fact: RequestFact, note: String = "", letter: RequestLetter.ID? = nil, key: RecordedFact.ID, by staff: Staff?
    ) throws {
        guard note.unicodeScalars.count <= Self.longestNote else { throw RequestRefusal([.tooLong(limit: Self.longestNote)]) }
        let signature = try staff.map { try self.signature(of: $0, roles: fact.kind.roles) } ?? "public"
        let history = RequestHistory(channel: request.channel, recorded: recorded)
        let forbidding = clock.problems(adding: fact, to: history, on: today).filter(\.forbids)
        try Self.refuse(forbidding.map { .problem($0) })
        let entry = RecordedFact(
            id: key, fact: fact, note: note, letter: letter, recorded: now, account: staff?.account, signature: signature)
        try register.append(entry, to: request.id)
        recorded.append(entry)
        recount()
    }

    static let longestNote = 2000

    /// Takes an entry out of the count; it stays in the record.
    mutating func strike(_ id: RecordedFact.ID, why: String) throws {
        guard let place = recorded.firstIndex(where: { $0.id == id && $0.struck == nil }), try register.strike(id, of: request.id, why: why)
        else { throw RequestRefusal([.noSuchFact]) }
        let entry = recorded[place]
        recorded[place] = RecordedFact(
            id: entry.id, fact: entry.fact, note: entry.note, letter: entry.letter, recorded: entry.recorded, account: entry.account,
            signature: entry.signature, struck: why)
        recount()
    }

    private mutating func recount() {
        standing = clock.standing(of: RequestHistory(channel: request.channel, recorded: recorded), on: today, isExplained: false)
    }

    /// Writes the case back, and the event beside it.
    mutating func save(_ verb: Event.Verb, _ actor: String, reason: String = "", after digest: [UInt8]? = nil) throws {
        try register.update(request, standing: standing)
        request.version += 1
        try events.append(
            Event(
                actor: actor, unit: request.unit, verb: verb, subject: Event.Subject(.request, request.id.rawValue), digestAfter: digest,
                reason: reason), at: now)
    }

    /// The gate of the reply that is being written; `nil` while there is none.
    func gate() throws -> ReplyGate? { try ReplyGate.of(request, standing: standing, in: replies) }
}

extension ReplyGate {
    /// Of the reply as it is stored; `nil` while there is none.
    package static func of(_ request: DisclosureRequest, standing: RequestStanding, in replies: ReplyRegister) throws -> ReplyGate? {
        try replies.find(request.id).map { entry in
            ReplyGate(
                unit: request.unit, proposal: entry.proposal, state: entry.state, path: entry.path,
                decisions: try replies.decisions(of: request.id), authors: try replies.authors(of: request.id), digest: entry.digest,
                request: standing)
        }
    }
}

extension RequestClock {
    /// With the calendar and the rules that are loaded.
    package static func of(_ transaction: any Transaction, site: County.ID) throws -> RequestClock {
        RequestClock(
            calendar: try HolidayRegister(transaction).calendar(), book: try RequestSettingsRegister(transaction, site: site).book())
    }
}

extension Installation {
    /// - Throws: `NoIdentityKey` when nothing about applicants can be kept.
    func openVault() throws -> IdentityVault {
        guard let vault else { throw NoIdentityKey() }
        return vault
    }
}
