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
private struct Withdrawal {
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
        guard let unit = document?.unit ?? publication?.unit, let title = document?.title ?? publication?.title else { throw UnknownDraft() }
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
        if indexes { try SearchRegister(transaction).remove(document: id) }
        try WithdrawalRegister(transaction, site: county.id).bury(
            WithdrawalRegister.Tombstone(
                disclosure: id, unit: unit, title: hidden ?? title, ground: ground, reason: reason, signature: signature, time: now),
            sealed: isPurge ? nil : document?.body.stored)
        try FingerprintRegister(transaction, site: county.id).remove(of: id)
        try ObligationRegister(transaction, site: county.id).reopen(fulfilledBy: id)
        try publications.set(isPurge ? .purged : .withdrawn, of: id, title: hidden)
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

/// Marks a published document as 废止, 失效 or 已修改, on its page and in search (RULES §8.2).
package struct ChangeValidity {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    package func run(_ id: Disclosure.ID, to validity: Disclosure.Validity, reason: String, by staff: Staff) async throws {
        let (county, now, within) = (county, installation.now(), installation.indexesWithin)
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let register = DisclosureRegister(transaction, site: county.id)
            guard var document = try register.find(id), let digest = try register.digest(of: id), let position = try register.position(of: id)
            else { throw UnknownDraft() }
            let mayChange = staff.holds(.editor, for: document.unit) || staff.holds(.disclosureOffice)
            try DraftWork.refuse((mayChange ? [] : [.needsRole(.editor)]) + (reason.isEmpty ? [.needsReason] : []))
            document.validity = validity
            try register.update(document, storedBody: document.body.stored, digest: digest, position: position)
            if within, let entry = try SearchRegister.document(id, in: transaction) {
                var cutter = BigramCutter()
                try SearchRegister(transaction).put(entry, cutter: &cutter)
            }
            let role: Role = staff.holds(.editor, for: document.unit) ? .editor : .disclosureOffice
            try events.append(
                Event(
                    actor: staff.signature(staff.post(role, for: document.unit)), unit: document.unit, verb: .validityChanged,
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
