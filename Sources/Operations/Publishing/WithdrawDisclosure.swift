package import Domain
import Persistence
import Registers

/// Takes a published document down (撤下): a notice with ground, day and name stands at its address.
package struct WithdrawDisclosure {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `UnknownDraft` when it is not public; `GateRefusal`.
    package func run(_ id: Disclosure.ID, ground: WithdrawalGround, reason: String, by staff: Staff) async throws {
        let (county, now, within) = (county, installation.now(), installation.indexesWithin)
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let act = try Withdrawal(transaction, county: county, id: id, staff: staff, now: now, indexes: within)
            try act.take(ground: ground, reason: reason, verb: .disclosureWithdrawn, title: nil)
        }
    }

    /// 紧急清除个人信息: the words and files themselves go, from registers, index, file store and database file.
    ///
    /// - Returns: digests of the files whose bytes must be removed from the file store.
    package func purge(_ id: Disclosure.ID, reason: String, hidesTitle: Bool, by staff: Staff) async throws -> [String] {
        let (county, now, within) = (county, installation.now(), installation.indexesWithin)
        let files = try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let act = try Withdrawal(transaction, county: county, id: id, staff: staff, now: now, indexes: within)
            return try act.purge(reason: reason, hidesTitle: hidesTitle)
        }
        // What deleted rows leave behind in the file is overwritten, too: only then is it gone.
        try await installation.store.scrub()
        if case .beside(let index) = installation.searchPlace {
            try await FollowLog(installation).run()
            try await index.scrub()
        }
        return files
    }
}

/// The writing of one withdrawal, inside its transaction.
struct Withdrawal {
    private let transaction: any Transaction
    private let county: County
    private let id: Disclosure.ID
    private let staff: Staff
    private let now: Instant
    private let indexes: Bool
    private let unit: OrganisationUnit.ID
    private let title: String
    private let document: Disclosure?
    private let publications: PublicationRegister

    init(_ transaction: any Transaction, county: County, id: Disclosure.ID, staff: Staff, now: Instant, indexes: Bool) throws {
        self.transaction = transaction
        self.county = county
        self.id = id
        self.staff = staff
        self.now = now
        self.indexes = indexes
        publications = PublicationRegister(transaction, site: county.id)
        document = try DisclosureRegister(transaction, site: county.id).find(id)
        let publication = try publications.find(id)
        guard let unit = document?.unit ?? publication?.unit, let title = document?.title ?? publication?.title else {
            throw UnknownDraft()
        }
        self.unit = unit
        self.title = title
        try DraftWork.refuse(
            staff.holds(.signer, for: unit) || staff.holds(.disclosureOffice) ? [] : [.needsRole(.signer)])
    }

    func take(ground: WithdrawalGround, reason: String, verb: Event.Verb, title hidden: String?) throws {
        try DraftWork.refuse(reason.isEmpty ? [.needsReason] : [])
        let register = DisclosureRegister(transaction, site: county.id)
        let digest = try register.digest(of: id)
        let role: Role = staff.holds(.signer, for: unit) ? .signer : .disclosureOffice
        let signature = staff.signature(staff.post(role, for: unit))
        let isPurge = verb == .disclosurePurged
        // What only somebody in particular was to read is not named to everybody now.
        let hidden = hidden ?? (document == nil ? "（只向特定对象公开的信息）" : nil)
        if indexes { try SearchRegister(transaction).remove(document: id) }
        try WithdrawalRegister(transaction, site: county.id).bury(
            WithdrawalRegister.Tombstone(
                disclosure: id, unit: unit, title: hidden ?? title, ground: ground, reason: reason, signature: signature, time: now),
            of: document, sealed: isPurge ? nil : document?.body.stored)
        try ElementRegister(transaction, site: county.id).end(id, at: now)
        try FingerprintRegister(transaction, site: county.id).remove(of: id)
        try ObligationRegister(transaction, site: county.id).reopen(fulfilledBy: id, at: now)
        try publications.set(isPurge ? .purged : .withdrawn, of: id, title: isPurge ? hidden : nil)
        try EventRegister(transaction, site: county.id).append(
            Event(
                actor: signature, unit: unit, verb: verb, subject: Event.Subject(.disclosure, id.rawValue), digestBefore: digest,
                reason: reason), at: now)
        try SiteRegister(transaction).contentChanged(county.id)
    }

    func purge(reason: String, hidesTitle: Bool) throws -> [String] {
        let shown = hidesTitle ? "（标题含个人信息，不再显示）" : title
        try take(ground: .personalData, reason: reason, verb: .disclosurePurged, title: shown)
        return try WithdrawalRegister(transaction, site: county.id).erase(id, title: shown)
    }
}

/// Marks normative documents whose term has ended as 失效 (RULES §8.2): what is not valid may not be used as a basis.
package struct ExpireRules {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Returns: how many were marked.
    package func run() async throws -> Int {
        let (county, now) = (county, installation.now())
        let today = now.day
        let due: [Disclosure.ID] = try await installation.store.read { transaction in
            try transaction.rows(
                """
                SELECT p.disclosure_id FROM publication p JOIN disclosure d ON d.id = p.disclosure_id
                WHERE p.valid_until IS NOT NULL AND p.valid_until < \(today) AND p.site_id = \(county.id)
                    AND d.validity = \(Disclosure.Validity.valid) LIMIT 200
                """
            ) { try $0["disclosure_id"] }
        }
        for id in due {
            try await ChangeValidity(installation, county: county).mark(
                id, .expired, reason: "有效期届满", actor: "system", mayChange: { _ in [] })
        }
        return due.count
    }
}

/// Marks a published document as 废止, 失效 or 已修改, on its page and in search (RULES §8.2).
package struct ChangeValidity {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// Whether they may, for a document of that unit.
    static func isAllowed(_ staff: Staff, on unit: OrganisationUnit.ID) -> Bool {
        staff.holds(.editor, for: unit) || staff.holds(.disclosureOffice)
    }

    package func run(_ id: Disclosure.ID, to validity: Disclosure.Validity, reason: String, by staff: Staff) async throws {
        try await mark(id, validity, reason: reason, actor: nil) { unit in
            return (Self.isAllowed(staff, on: unit) ? [] : [.needsRole(.editor)]) + (reason.isEmpty ? [.needsReason] : [])
        } signature: { unit in
            staff.signature(staff.post(staff.holds(.editor, for: unit) ? .editor : .disclosureOffice, for: unit))
        }
    }

    /// - Parameter actor: who is named in the log; `nil` for whoever `signature` gives for the document's unit.
    func mark(
        _ id: Disclosure.ID, _ validity: Disclosure.Validity, reason: String, actor: String?,
        mayChange: @escaping @Sendable (OrganisationUnit.ID) -> [GateReason],
        signature: @escaping @Sendable (OrganisationUnit.ID) -> String = { _ in "" }
    ) async throws {
        let (county, now, within) = (county, installation.now(), installation.indexesWithin)
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let register = DisclosureRegister(transaction, site: county.id)
            guard var document = try register.find(id), let digest = try register.digest(of: id),
                let position = try register.position(of: id)
            else { throw UnknownDraft() }
            try DraftWork.refuse(mayChange(document.unit))
            document.validity = validity
            try register.update(document, storedBody: document.body.stored, digest: digest, position: position)
            if within, let entry = try SearchRegister.document(id, in: transaction) {
                var cutter = BigramCutter()
                try SearchRegister(transaction).put(entry, cutter: &cutter)
            }
            try events.append(
                Event(
                    actor: actor ?? signature(document.unit), unit: document.unit, verb: .validityChanged,
                    subject: Event.Subject(.disclosure, id.rawValue), digestBefore: digest, digestAfter: digest,
                    reason: "\(validity.rawValue)：\(reason)"), at: now)
            try SiteRegister(transaction).contentChanged(county.id)
        }
    }
}

/// Records that a document was made public through a channel, with what shows it (渠道台账).
package struct RecordChannel {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter evidence: address, issue of the gazette, place of the board, number of a photograph.
    package func run(_ channel: Int64, of id: Disclosure.ID, done: Day, evidence: String, by staff: Staff) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let publications = PublicationRegister(transaction, site: county.id)
            guard let publication = try publications.find(id) else { throw UnknownDraft() }
            let mayRecord = staff.holds(.editor, for: publication.unit) || staff.holds(.disclosureOffice)
            try DraftWork.refuse((mayRecord ? [] : [.needsRole(.editor)]) + (evidence.isEmpty ? [.needsReason] : []))
            let role: Role = staff.holds(.editor, for: publication.unit) ? .editor : .disclosureOffice
            let signature = staff.signature(staff.post(role, for: publication.unit))
            guard try publications.recordChannel(channel, of: id, done: done, evidence: evidence, signature: signature, at: now) else {
                throw UnknownDraft()
            }
            try events.append(
                Event(
                    actor: signature, unit: publication.unit, verb: .channelRecorded, subject: Event.Subject(.disclosure, id.rawValue),
                    reason: "\(done) \(evidence)"), at: now)
        }
    }
}
