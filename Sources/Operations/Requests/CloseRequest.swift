package import Domain
import Persistence
package import Registers

/// What becomes of a closed case: put away, kept for its time, destroyed with a record (归档、保管、销毁; 条例 Art. 45).
package struct CloseRequest {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// 归档: from then on the years of keeping run.
    package func archive(_ id: DisclosureRequest.ID, version: Int?, by staff: Staff) async throws {
        let (county, now, key) = (county, installation.now(), installation.identifiers.next(RecordedFact.self))
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            if try DisputeRegister(transaction, site: county.id).disputes(of: id).contains(where: { $0.result == nil }) {
                throw RequestRefusal([.notClosed])
            }
            try work.record(RequestFact(.archived, on: now.day), key: key, by: staff)
            let years = work.standing.rules.retentionYears
            // The same day of that year; 29 February becomes 28 February.
            work.request.keepUntil =
                Day(year: now.day.year + years, month: now.day.month, day: now.day.day)
                ?? Day(year: now.day.year + years, month: 2, day: 28)
            try work.save(.requestRecorded, actor, reason: RequestFact.Kind.archived.rawValue)
        }
    }

    /// 销毁: identity, letters and files go; number, days, outcome and the record of it stay.
    ///
    /// - Returns: places in the file store whose bytes must be removed.
    package func destroy(_ id: DisclosureRequest.ID, version: Int?, reason: String, by staff: Staff) async throws -> [String] {
        let (county, now) = (county, installation.now())
        let files = try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff, roles: [.disclosureOffice])
            var reasons: [RequestReason] = reason.isEmpty ? [.needsReason] : []
            if let until = work.request.keepUntil {
                if until >= now.day { reasons.append(.tooFewToKeep(until: until)) }
            } else {
                reasons.append(.notClosed)
            }
            if work.request.destroyed != nil { reasons.append(.identityGone) }
            try RequestWork.refuse(reasons)
            let stored = try work.letters.files(of: id).map(\.stored)
            try work.letters.removeFiles(of: id)
            try work.letters.eraseContents(of: id)
            try work.register.setIdentity(nil, applicantKey: nil, of: id)
            work.request.wanted = RequestedInformation(description: "（档案已销毁）")
            work.request.destroyed = now
            try work.save(.requestDestroyed, actor, reason: reason)
            return try stored.filter { try !work.letters.isUsed(stored: $0) }
        }
        // What deleted rows leave behind in the file is overwritten, too.
        try await installation.store.scrub()
        return files
    }

    /// Adds a file whose bytes are in the store already.
    ///
    /// - Parameter applicant: handed in on the portal, not by staff.
    package func add(_ file: RequestFile, to id: DisclosureRequest.ID, by staff: Staff?) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: nil, now: now)
            let actor = try staff.map { try work.signature(of: $0) } ?? "public"
            try RequestWork.refuse(try work.letters.files(of: id).count < Self.mostFiles ? [] : [.tooLong(limit: Self.mostFiles)])
            try work.letters.insert(
                RequestFile(
                    id: file.id, purpose: file.purpose, name: file.name, mediaType: file.mediaType, sizeInBytes: file.sizeInBytes,
                    digest: file.digest, stored: file.stored, isSealed: file.isSealed, added: now, signature: actor), of: id)
            try work.save(.requestFileAdded, actor, reason: file.purpose.rawValue)
        }
    }

    package static let mostFiles = 100

    /// Bytes as they are put into the file store: sealed when they show who the applicant is.
    package func sealed(_ bytes: [UInt8], file: RequestFile.ID) throws -> [UInt8] {
        try installation.openVault().seal(bytes, owner: file.rawValue)
    }

    package func opened(_ bytes: [UInt8], _ file: RequestFile) throws -> [UInt8] {
        file.isSealed ? try installation.openVault().open(bytes, owner: file.id.rawValue) : bytes
    }
}

/// Makes public what many ask for, or what is of general interest (转为主动公开; 条例 Art. 44): the answer becomes a draft at the publishing gate,
/// with nothing in it about who asked.
package struct PublishAnswer {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Returns: the draft; the one that was begun before, if there is one.
    package func run(_ id: DisclosureRequest.ID, version: Int?, by staff: Staff) async throws -> Draft.ID {
        let (county, site) = (county, county.id)
        let (request, reply) = try await installation.store.read { transaction in
            (try RequestRegister(transaction, site: site).find(id), try ReplyRegister(transaction).find(id))
        }
        guard let request else { throw RequestRefusal([.noSuchRequest]) }
        if let draft = request.draft { return draft }
        guard let reply, reply.state == .issued, reply.proposal.outcome.isDisclosing else { throw RequestRefusal([.notForPublication]) }
        guard staff.holds(.editor, for: request.unit) else { throw RequestRefusal([.needsRole(.editor)]) }
        let draft = try await StartDraft(installation, county: county).run(.item(nil, obligation: nil), unit: request.unit, by: staff)
        let proposal = reply.proposal
        _ = try await SaveDraft(installation, county: county).run(draft, version: 1, by: staff) { content in
            content.title = Self.title(request.wanted)
            content.body = DocumentBody(
                [.paragraph(proposal.released)] + proposal.parts.filter(\.isDisclosed).map { .paragraph($0.name) })
        }
        let now = installation.now()
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: nil, now: now)
            work.request.draft = draft
            try work.save(.draftCreated, try work.signature(of: staff, roles: [.editor]))
        }
        return draft
    }

    private static func title(_ wanted: RequestedInformation) -> String {
        let text = wanted.description.isEmpty ? wanted.number : wanted.description
        let line = text.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }.prefix(80)
        return String(String.UnicodeScalarView(line))
    }
}
