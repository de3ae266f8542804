import Cryptography
package import Domain
import Persistence
import Registers

/// Makes an approved draft public (公开): the document, its index entry, its channels and its event in one transaction.
package struct PublishDraft {
    /// Where it can be seen now.
    package struct Outcome: Sendable, Hashable {
        package let disclosure: Disclosure.ID
        /// Opens it, when it is for somebody in particular (特定群体); `nil` for what everybody sees.
        package let code: String?
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter scheduled: publishes itself at that moment instead of now.
    /// - Returns: `nil` when it was scheduled.
    /// - Throws: `GateRefusal`.
    package func run(_ id: Draft.ID, version: Int, scheduled: Instant? = nil, by staff: Staff) async throws -> Outcome? {
        let (county, now) = (county, installation.now())
        let tools = PublicationTools(installation)
        return try await installation.store.write { transaction in
            let work = try DraftWork(transaction, county: county, draft: id, version: version, now: now)
            let mayPublish = staff.holds(.editor, for: work.draft.unit) || staff.holds(.disclosureOffice)
            try DraftWork.refuse((mayPublish ? [] : [.needsRole(.editor)]) + work.gate.publication)
            if let scheduled {
                try DraftWork.refuse(scheduled > now ? [] : [.scheduledInThePast])
                try work.drafts.move(work.entry, to: .approved(scheduled: scheduled), at: now)
                return nil
            }
            try DraftWork.refuse(try InterpretationGate.publication(work))
            return try Publication(work, tools).publish(
                signature: staff.signature(staff.post(.editor, for: work.draft.unit)), emergency: nil)
        }
    }

    /// Publishes what was scheduled for now or before. What the gate refuses by then is put back to wait for a person.
    /// - Returns: how many were published.
    package func runScheduled() async throws -> Int {
        let (county, now) = (county, installation.now())
        let due: [Draft.ID] = try await installation.store.read { transaction in
            try transaction.rows(
                """
                SELECT id FROM draft WHERE scheduled IS NOT NULL AND scheduled <= \(now) AND site_id = \(county.id) AND state = 'approved'
                ORDER BY scheduled, id LIMIT 100
                """
            ) { try $0["id"] }
        }
        let tools = PublicationTools(installation)
        var published = 0
        for id in due {
            published += try await installation.store.write { transaction in
                let work = try DraftWork(transaction, county: county, draft: id, version: nil, now: now)
                guard work.gate.publication.isEmpty, try InterpretationGate.publication(work).isEmpty else {
                    try work.drafts.move(work.entry, to: .approved(scheduled: nil), at: now)
                    return 0
                }
                _ = try Publication(work, tools).publish(signature: "定时公开", emergency: nil)
                return 1
            }
        }
        return published
    }

    /// 应急发布: past the steps, never past the checks. The first of two people asks, the second publishes.
    /// - Returns: `nil` when it now waits for the second person.
    package func force(_ id: Draft.ID, version: Int, reason: String, by staff: Staff) async throws -> Outcome? {
        let (county, now) = (county, installation.now())
        let tools = PublicationTools(installation)
        return try await installation.store.write { transaction in
            let work = try DraftWork(transaction, county: county, draft: id, version: version, now: now)
            let first = work.entry.emergency
            var reasons = work.gate.emergency(by: staff, reason: reason, first: first?.account)
            reasons += try InterpretationGate.publication(work)
            if try ServiceRegister(work.transaction, site: county.id).differs(id) { reasons.append(.differsFromGuide) }
            if work.entry.checked == nil { reasons.append(.contentChanged) }
            try DraftWork.refuse(reasons)
            let role: Role = staff.holds(.signer, for: work.draft.unit) ? .signer : .disclosureOffice
            guard let first else {
                try work.drafts.askEmergency(work.entry, by: staff.account, reason: reason)
                try work.note(.emergencyAsked, staff, as: role, reason: reason)
                return nil
            }
            try InterpretationGate.oweInterpretation(work)
            let firstName = try work.drafts.accountName(first.account) ?? ""
            let signature = staff.signature(staff.post(role, for: work.draft.unit))
            return try Publication(work, tools).publish(
                signature: signature,
                emergency: PublicationRegister.Publication.Emergency(
                    names: "\(firstName)、\(staff.name)", reason: "\(first.reason)；\(reason)"))
        }
    }
}

/// What publishing needs from outside the transaction.
struct PublicationTools: Sendable {
    let identifiers: IdentifierSource
    let indexes: Bool

    init(_ installation: Installation) {
        identifiers = installation.identifiers
        indexes = installation.indexesWithin
    }

    /// Eight characters that nobody confuses when they are read aloud.
    func code() -> String {
        let letters = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
        return String(RandomBytes.make(8).map { letters[Int($0) % letters.count] })
    }
}

/// The writing of one publication, inside its transaction.
struct Publication {
    private let work: DraftWork
    private let tools: PublicationTools
    private let publications: PublicationRegister
    private let documents: DisclosureRegister

    init(_ work: DraftWork, _ tools: PublicationTools) {
        self.work = work
        self.tools = tools
        publications = PublicationRegister(work.transaction, site: work.county.id)
        documents = DisclosureRegister(work.transaction, site: work.county.id)
    }

    func publish(signature: String, emergency: PublicationRegister.Publication.Emergency?) throws -> PublishDraft.Outcome {
        let content = work.draft.content
        if let corrected = work.draft.corrects { return try correct(corrected, signature: signature) }
        let id: Disclosure.ID = tools.identifiers.next()
        let code = content.isRestricted ? tools.code() : nil
        let files = try files(content)
        try publications.insert(
            PublicationRegister.Publication(
                disclosure: id, unit: work.draft.unit, draft: work.draft.id, title: content.title, attribute: content.attribute,
                state: content.isRestricted ? .restricted : .public, code: code, validUntil: content.rule?.validUntil, published: work.now,
                emergency: emergency))
        try publications.setFiles(files, of: id)
        try addChannels(content, id, signature)
        let sequence = try work.events.reserve()
        if !content.isRestricted {
            let document = try disclosure(id, content, index: publications.nextIndexNumber(unit: work.draft.unit, year: work.now.day.year))
            try put(document, digest: work.entry.digest, sequence: sequence, isNew: true, files: files)
        }
        try finish(
            id, verb: emergency == nil ? .disclosurePublished : .disclosureForced, sequence: sequence, signature: signature, before: nil,
            reason: emergency?.reason ?? "")
        return PublishDraft.Outcome(disclosure: id, code: code)
    }

    /// 更正: the new wording takes the place of the old one, which stays visible as history.
    private func correct(_ id: Disclosure.ID, signature: String) throws -> PublishDraft.Outcome {
        let content = work.draft.content
        guard let known = try documents.find(id), let digest = try documents.digest(of: id) else { throw UnknownDraft() }
        try WithdrawalRegister(work.transaction, site: work.county.id).keep(
            known, digest: digest, replaced: work.now, reason: work.gate.decisions.last { $0.kind == .signOff }?.reason ?? "")
        let files = try files(content)
        if try publications.find(id) == nil {
            // Brought in from elsewhere: from now on it has a record here.
            try publications.insert(
                PublicationRegister.Publication(
                    disclosure: id, unit: work.draft.unit, draft: work.draft.id, title: content.title, attribute: content.attribute,
                    state: .public, code: nil, validUntil: content.rule?.validUntil, published: known.published ?? work.now,
                    emergency: nil))
            try addChannels(content, id, signature)
        } else {
            try publications.update(
                id, draft: work.draft.id, title: content.title, attribute: content.attribute, validUntil: content.rule?.validUntil)
        }
        try publications.setFiles(files, of: id)
        var document = try disclosure(id, content, index: known.indexNumber)
        document.published = known.published
        document.validity = known.validity
        document.sourceAddress = known.sourceAddress
        document.version = known.version
        let sequence = try work.events.reserve()
        try put(document, digest: work.entry.digest, sequence: sequence, isNew: false, files: files)
        try finish(id, verb: .disclosureCorrected, sequence: sequence, signature: signature, before: digest, reason: "")
        return PublishDraft.Outcome(disclosure: id, code: nil)
    }

    // MARK: Parts

    private func disclosure(_ id: Disclosure.ID, _ content: Draft.Content, index: String?) throws -> Disclosure {
        let domain = try content.item.flatMap {
            try CatalogueRegister(work.transaction, site: work.county.id).appearances(of: $0).last?.domain
        }
        return Disclosure(
            id: id, unit: work.draft.unit, item: content.item, domain: domain, title: content.title,
            number: content.number.isEmpty ? nil : DocumentNumber(text: content.number)?.text ?? content.number, indexNumber: index,
            theme: content.theme.isEmpty ? nil : content.theme, category: content.category.isEmpty ? nil : content.category,
            made: content.made, published: work.now, validity: content.rule == nil ? .unstated : .valid, body: content.body)
    }

    /// The text of each file was read when it was attached and checked; it is found by search from this transaction on.
    private func files(_ content: Draft.Content) throws -> [PublicationRegister.File] {
        try content.attachments.map { attachment in
            let text = try work.transaction.first(
                "SELECT text FROM file_inspection WHERE digest = \(attachment.digest)"
            ) { row -> String in try row["text"] }
            return PublicationRegister.File(
                name: attachment.name, mediaType: attachment.mediaType, sizeInBytes: attachment.sizeInBytes, digest: attachment.digest,
                text: text ?? "")
        }
    }

    private func addChannels(_ content: Draft.Content, _ id: Disclosure.ID, _ signature: String) throws {
        for channel in Set(content.channels).union([.website]).sorted(by: { $0.rawValue < $1.rawValue }) {
            let isHere = channel == .website
            try publications.addChannel(
                channel, of: id, id: tools.identifiers.nextValue(), done: isHere ? work.now.day : nil, evidence: isHere ? "本网站" : "",
                signature: isHere ? signature : "", at: isHere ? work.now : nil)
        }
    }

    private func put(_ document: Disclosure, digest: [UInt8], sequence: Int64, isNew: Bool, files: [PublicationRegister.File]) throws {
        let position = DisclosureRegister.position(published: document.published, sequence: sequence)
        let body = document.body.stored
        if isNew {
            try documents.insert(document, storedBody: body, sourceKey: "draft:\(work.draft.id)", digest: digest, position: position)
        } else {
            try documents.update(document, storedBody: body, digest: digest, position: position)
        }
        try FingerprintRegister(work.transaction, site: work.county.id).put(
            TextFingerprint(document.body), of: document.id, isNew: isNew)
        try putElements(of: document)
        if tools.indexes {
            var cutter = BigramCutter()
            try SearchRegister(work.transaction).put(
                SearchRegister.Document(
                    document, storedBody: body, site: work.county.id, position: position, fileTexts: files.map(\.text)), isNew: isNew,
                cutter: &cutter)
        }
    }

    /// What the drafter answered counts from now on; of what is filed under no item, nothing is asked.
    private func putElements(of document: Disclosure) throws {
        let register = ElementRegister(work.transaction, site: work.county.id)
        guard let item = document.item else { return try register.end(document.id, at: work.now) }
        let required = try CatalogueRegister(work.transaction, site: work.county.id).appearances(of: item).last?.entry.elements ?? []
        let tally = ElementTally(required: required, answers: work.draft.content.elements)
        try register.put(tally, of: document.id, unit: document.unit, item: item, at: work.now)
    }

    private func finish(
        _ id: Disclosure.ID, verb: Event.Verb, sequence: Int64, signature: String, before: [UInt8]?, reason: String
    ) throws {
        try work.events.write(
            Event(
                actor: signature, unit: work.draft.unit, verb: verb, subject: Event.Subject(.disclosure, id.rawValue), digestBefore: before,
                digestAfter: work.entry.digest, reason: reason), sequence: sequence, at: work.now)
        try ObligationRegister(work.transaction, site: work.county.id).fulfil(
            work.draft.obligation, item: work.draft.content.item, unit: work.draft.unit, by: id, at: work.now)
        try work.drafts.move(work.entry, to: .published, disclosure: id, at: work.now)
        try SiteRegister(work.transaction).contentChanged(work.county.id)
    }
}
