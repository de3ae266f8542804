import Cryptography
package import Domain
import Persistence
import Registers

/// Registers a request for disclosure, whatever way it came on (登记申请; 条例 Art. 29, 31).
package struct FileRequest {
    /// What is known when it is registered.
    package struct Entry: Sendable {
        package var form: RequestForm
        package var channel: RequestChannel
        package var isOral: Bool
        /// Days that the way calls for; what has not happened yet is recorded later.
        package var submitted: Day?
        package var received: Day?
        package var confirmed: Day?
        /// It went to an office that does not handle requests.
        package var misdirected: Day?
        /// Whether somebody looked at the request of the same content by the same applicant and registers this one all the same.
        package var allowsDuplicate: Bool
        package var note: String

        package init(
            form: RequestForm, channel: RequestChannel, isOral: Bool = false, submitted: Day? = nil, received: Day? = nil,
            confirmed: Day? = nil, misdirected: Day? = nil, allowsDuplicate: Bool = false, note: String = ""
        ) {
            self.form = form
            self.channel = channel
            self.isOral = isOral
            self.submitted = submitted
            self.received = received
            self.confirmed = confirmed
            self.misdirected = misdirected
            self.allowsDuplicate = allowsDuplicate
            self.note = note
        }
    }

    /// What the applicant is told.
    package struct Filed: Sendable, Hashable {
        package let id: DisclosureRequest.ID
        package let number: String
        /// The query code, shown once; the database has only its digest.
        package let code: String
        /// Requests of the same applicant that ask for the same.
        package let duplicates: [String]
    }

    package enum Refusal: Error, Sendable, Hashable {
        case faults([RequestFormFault])
        case unknownUnit(String)
        /// The county has no unit at all that could take it.
        case noOffice
        case duplicate(numbers: [String])
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameters:
    ///   - staff: who registers it; `nil` for the applicant, on the portal.
    ///   - token: of the form on the portal: the same form sent twice is one request with one number and code.
    /// - Throws: `Refusal`, `RequestRefusal`, `NoIdentityKey`.
    package func run(_ entry: Entry, by staff: Staff? = nil, token: String? = nil) async throws -> Filed {
        let vault = try installation.openVault()
        let now = installation.now()
        let (county, id) = (county, installation.identifiers.next(DisclosureRequest.self))
        let keys = (0..<5).map { _ in installation.identifiers.next(RecordedFact.self) }
        var entry = entry
        entry.form = entry.form.tidied
        // What a letter lacks is asked back later (Art. 30); what is typed wrong is not stored.
        let faults = entry.form.faults(on: now.day).filter { staff == nil || !$0.canBeClarified }
        guard faults.isEmpty else { throw Refusal.faults(faults) }
        let filing = Filing(
            entry: entry, id: id, keys: keys, vault: vault, now: now, staff: staff,
            token: token.map { vault.digest("form \($0)") })
        return try await installation.store.write { try filing.run($0, county: county) }
    }
}

/// The registering of one request, inside its transaction.
struct Filing: Sendable {
    let entry: FileRequest.Entry
    let id: DisclosureRequest.ID
    /// Of the facts that come with it, at most five.
    let keys: [RecordedFact.ID]
    let vault: IdentityVault
    let now: Instant
    let staff: Staff?
    let token: [UInt8]?

    func run(_ transaction: any Transaction, county: County) throws -> FileRequest.Filed {
        let events = EventRegister(transaction, site: county.id)
        try events.lock()
        let register = RequestRegister(transaction, site: county.id)
        if let token, let known = try register.find(token: token) {
            return FileRequest.Filed(id: known.id, number: known.number, code: Self.code(known.id, vault), duplicates: [])
        }
        let unit = try unit(transaction, county)
        if let staff, !staff.handlesRequests(of: unit.id) { throw RequestRefusal([.needsRole(.editor)]) }
        let sealed = try sealed()
        let duplicates = try duplicates(sealed, transaction, county)
        if staff != nil, !entry.allowsDuplicate, !duplicates.isEmpty { throw FileRequest.Refusal.duplicate(numbers: duplicates) }

        let facts = facts()
        let clock = try RequestClock.of(transaction, site: county.id)
        let standing = clock.standing(of: RequestHistory(channel: entry.channel, facts: facts), on: now.day, isExplained: false)
        try RequestWork.refuse(standing.problems.filter(\.forbids).map { .problem($0) })
        let post = staff.flatMap { $0.post(.editor, for: unit.id) ?? $0.post(.disclosureOffice, for: unit.id) }
        let actor = staff.map { $0.signature(post) } ?? "public"
        let serial = try register.nextSerial("SQ", year: now.day.year)
        let request = DisclosureRequest(
            id: id, unit: unit.id, number: DisclosureRequest.number(year: now.day.year, serial: serial),
            channel: entry.channel, applicant: entry.form.applicant.kind, wanted: entry.form.information, carrier: entry.form.carrier,
            delivery: entry.form.delivery, isOral: entry.isOral, handler: staff?.account, registered: now, registeredBy: actor)
        try register.insert(request, sealed: sealed, standing: standing)
        for (fact, key) in zip(facts, keys) {
            try register.append(
                RecordedFact(id: key, fact: fact, note: entry.note, recorded: now, account: staff?.account, signature: actor), to: id)
        }
        try events.append(
            Event(
                actor: actor, unit: unit.id, verb: .requestRegistered, subject: Event.Subject(.request, id.rawValue), reason: request.number
            ),
            at: now)
        return FileRequest.Filed(id: id, number: request.number, code: Self.code(id, vault), duplicates: duplicates)
    }

    private func unit(_ transaction: any Transaction, _ county: County) throws -> OrganisationUnit {
        let units = UnitRegister(transaction, site: county.id)
        guard entry.form.unit.isEmpty else {
            guard let unit = try units.find(code: entry.form.unit) else { throw FileRequest.Refusal.unknownUnit(entry.form.unit) }
            return unit
        }
        guard let office = try units.office() else { throw FileRequest.Refusal.noOffice }
        return office
    }

    /// What the way of asking brings with it (条例 Art. 31).
    private func facts() -> [RequestFact] {
        let days: [(RequestFact.Kind, Day?)] = [
            (.submitted, entry.submitted ?? (staff == nil ? now.day : nil)), (.misdirected, entry.misdirected), (.received, entry.received),
            (.confirmed, entry.confirmed),
        ]
        let facts = days.compactMap { kind, day in day.map { RequestFact(kind, on: $0) } }
        // Handing over is receiving; a second word for it would be out of place.
        let isCounter = entry.channel == .counter
        return isCounter ? Array(facts.filter { $0.kind == .submitted || $0.kind == .received }.prefix(1)) : facts
    }

    private func sealed() throws -> RequestRegister.Sealed {
        RequestRegister.Sealed(
            identity: vault.seal(try SealedForms.bytes(entry.form.applicant), owner: id.rawValue),
            applicantKey: vault.digest(entry.form.applicant.identityText), contentKey: vault.digest(entry.form.information.comparedText),
            codeDigest: Self.digest(code: Self.code(id, vault), of: id), token: token)
    }

    /// The query code follows from key and case, so that a form sent twice gets the same one.
    static func code(_ id: DisclosureRequest.ID, _ vault: IdentityVault) -> String {
        HandwrittenSecret.text(of: vault.digest("query code \(id.rawValue)"))
    }

    static func digest(code: String, of id: DisclosureRequest.ID) -> [UInt8] {
        Digest.sha256("request \(id.rawValue) \(HandwrittenSecret.read(code))".utf8)
    }

    private func duplicates(_ sealed: RequestRegister.Sealed, _ transaction: any Transaction, _ county: County) throws -> [String] {
        try RequestQueries(transaction, site: county.id).sameContent(sealed.contentKey, but: nil, limit: 100)
            .filter { $0.applicantKey == sealed.applicantKey && $0.line.request.registered.day.serial > now.day.serial - 366 }
            .map(\.line.request.number)
    }
}

extension Applicant {
    /// What tells one applicant from another: the document where there is one, else name and telephone.
    var identityText: String {
        documentNumber.isEmpty
            ? "name \(Folding.fold(name)) \(phone.utf8.filter { (48...57).contains($0) })" : "\(document?.rawValue ?? "") \(documentNumber)"
    }
}

extension RequestedInformation {
    /// What is asked for, without what does not matter: spaces, punctuation, forms of letters.
    var comparedText: String {
        let text = Folding.fold(description + number)
        return String(text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }.map(Character.init))
    }
}
