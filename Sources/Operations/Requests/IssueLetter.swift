import Cryptography
package import Domain
import Persistence
package import Registers

/// Sends letters in a request (文书): makes them of the office's templates, numbers and keeps them, records what they begin.
package struct IssueLetter {
    /// What the office adds to what the case says itself.
    package struct Order: Sendable, Hashable {
        package var kind: LetterKind
        /// Values that the case does not hold: 补正事项, 第三方 …
        package var texts: [LetterPlaceholder: String]
        package var attachments: [String]
        /// The period that the letter gives, where it gives one.
        package var workingDays: Int?
        /// Of a fee notice.
        package var fee: LetterRegister.Fee?
        package var servedOnline: Bool
        /// 落款日期 of a letter that went out before it is entered here; `nil` for today.
        package var date: Day?

        package init(
            kind: LetterKind, texts: [LetterPlaceholder: String] = [:], attachments: [String] = [], workingDays: Int? = nil,
            fee: LetterRegister.Fee? = nil, servedOnline: Bool = false, date: Day? = nil
        ) {
            self.date = date
            self.kind = kind
            self.texts = texts
            self.attachments = attachments
            self.workingDays = workingDays
            self.fee = fee
            self.servedOnline = servedOnline
        }
    }

    package enum Refusal: Error, Sendable, Hashable {
        case filling(LetterTemplate.FillingFault)
        case remedy(Remedy.Fault)
        /// No 机关代字 is set for the unit.
        case noWord(unit: String)
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// The letter as it would go out now; its number is not taken yet and shown as `—`.
    package func preview(_ id: DisclosureRequest.ID, _ order: Order, by staff: Staff) async throws -> OfficialLetter {
        let vault = try installation.openVault()
        let (county, now) = (county, installation.now())
        return try await installation.store.read { transaction in
            let maker = try LetterMaking(transaction, county: county, request: id, vault: vault, now: now)
            try RequestWork.refuse(staff.seesRequests(of: maker.request.unit) ? [] : [.needsRole(.editor)])
            return try maker.letter(order, number: nil)
        }
    }

    /// - Returns: the letter that was kept.
    /// - Throws: `RequestRefusal`, `Refusal`, `StoreError.stale`.
    package func run(_ id: DisclosureRequest.ID, version: Int?, _ order: Order, by staff: Staff) async throws -> RequestLetter.ID {
        let vault = try installation.openVault()
        let (county, now) = (county, installation.now())
        let (letter, fact) = (installation.identifiers.next(RequestLetter.self), installation.identifiers.next(RecordedFact.self))
        return try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            let day = order.date ?? now.day
            try RequestWork.refuse(day > now.day ? [.badDay] : [])
            try RequestWork.refuse(order.kind.obstacles(standing: work.standing, reply: try work.gate(), by: staff))
            if let beginning = order.kind.beginning {
                try work.record(
                    RequestFact(beginning, on: day, workingDays: order.workingDays), note: order.kind.name, letter: letter, key: fact,
                    by: staff)
            }
            if let fee = order.fee {
                try RequestWork.refuse(try work.letters.fee(of: id) == nil ? [] : [.feeExists])
                try work.letters.put(fee, of: id)
            }
            let maker = try LetterMaking(transaction, county: county, request: id, vault: vault, now: now)
            let number = try maker.nextNumber(order.kind)
            let words = try maker.letter(order, number: number)
            let bytes = try SealedForms.bytes(words)
            let digest = Digest.sha256(bytes)
            try work.letters.insert(
                RequestLetter(
                    id: letter, kind: order.kind.rawValue, number: number?.text ?? "", issued: day, digest: digest, signature: actor),
                sealed: vault.seal(bytes, owner: letter.rawValue), of: id, at: now)
            if case .reply(let outcome) = order.kind {
                work.request.outcome = outcome
                if outcome.needsReply { try work.replies.move(id, to: .issued, path: try work.replies.find(id)?.path ?? []) }
            }
            try work.save(.letterIssued, actor, reason: order.kind.rawValue, after: digest)
            return letter
        }
    }

    /// The words of a letter that went out.
    package func letter(_ letter: RequestLetter.ID, of id: DisclosureRequest.ID) async throws -> OfficialLetter {
        let vault = try installation.openVault()
        let site = county.id
        let sealed = try await installation.store.read { try LetterRegister($0, site: site).content(letter, of: id) }
        guard let sealed else { throw RequestRefusal([.noSuchLetter]) }
        return try SealedForms.letter(try vault.open(sealed, owner: letter.rawValue))
    }

    // MARK: Service

    /// 送达: way, day and proof; of the reply it is what the life cycle calls served.
    package func serve(
        _ letter: RequestLetter.ID, of id: DisclosureRequest.ID, version: Int?, _ service: RequestLetter.Service, by staff: Staff
    ) async throws {
        let (county, now, key) = (county, installation.now(), installation.identifiers.next(RecordedFact.self))
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            guard let known = try work.letters.letters(of: id).first(where: { $0.id == letter }) else {
                throw RequestRefusal([.noSuchLetter])
            }
            var reasons: [RequestReason] = []
            if known.service != nil, known.service?.returned == nil { reasons.append(.alreadyServed) }
            if service.proof.isEmpty { reasons.append(.needsReason) }
            if service.proof.unicodeScalars.count > 500 { reasons.append(.tooLong(limit: 500)) }
            if service.day > now.day || service.day < known.issued { reasons.append(.badDay) }
            try RequestWork.refuse(reasons)
            try work.letters.setService(service, of: letter)
            if known.isReply {
                try work.record(RequestFact(.served, on: service.day), note: service.way.name, letter: letter, key: key, by: staff)
            }
            try work.save(.letterServed, actor, reason: known.kind)
        }
    }

    /// 退件: the post brought it back, a reply also before its service was recorded; it has to be served again.
    package func returned(
        _ letter: RequestLetter.ID, of id: DisclosureRequest.ID, version: Int?, on day: Day, note: String, by staff: Staff
    ) async throws {
        let (county, now, key) = (county, installation.now(), installation.identifiers.next(RecordedFact.self))
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            guard let known = try work.letters.letters(of: id).first(where: { $0.id == letter }) else {
                throw RequestRefusal([.noSuchLetter])
            }
            try RequestWork.refuse(known.service.map { $0.returned != nil } ?? !known.isReply ? [.notServed] : [])
            try RequestWork.refuse(day > now.day || day < known.service?.day ?? known.issued ? [.badDay] : [])
            if var service = known.service {
                service.returned = day
                try work.letters.setService(service, of: letter)
            }
            if known.isReply { try work.record(RequestFact(.serviceReturned, on: day), note: note, letter: letter, key: key, by: staff) }
            try work.save(.letterReturned, actor, reason: known.kind)
        }
    }
}

extension RequestLetter {
    /// Whether the applicant reads it on the portal.
    package var isOnline: Bool { service?.way == .online && service?.returned == nil }

    /// Whether it is the answer itself.
    package var isReply: Bool { LetterKind(rawValue: kind)?.outcome?.needsReply ?? false }
}

extension LetterKind {
    /// What happens in the request when the letter goes out; `nil` for letters that only tell.
    package var beginning: RequestFact.Kind? {
        switch self {
        case .clarification: .clarificationAsked
        case .thirdPartyConsultation: .thirdPartyAsked
        case .coMakerConsultation: .coMakerAsked
        case .feeNotice: .feeNoticed
        case .reply(let outcome): outcome.needsReply ? .some(.answered) : .none
        // The longer period was granted before its letter is written.
        case .receipt, .consultationNotice, .thirdPartyNotice, .extensionNotice, .reasonsRequest, .delay, .transferHint: nil
        }
    }
}
