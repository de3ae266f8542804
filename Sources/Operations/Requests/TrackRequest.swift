import Cryptography
package import Domain
import Persistence
package import Registers

/// What an applicant sees of a request (查询办理进度), opened with its number and query code.
package struct TrackRequest {
    /// Nothing of who asked.
    package struct Progress: Sendable {
        package let request: DisclosureRequest
        package let unit: OrganisationUnit
        package let standing: RequestStanding
        /// What happened, oldest first, without the office's own notes.
        package let facts: [RequestFact]
        /// What was sent to the applicant.
        package let letters: [RequestLetter]
        package let fee: LetterRegister.Fee?
        package let following: [Following]
        /// What goes with the reply, once that was served on the portal.
        package let enclosed: [RequestFile]
        /// The letter from the public that its words became (另作留言办理).
        package let letter: TrackMessage.Following?
    }

    /// A case in which the request goes on: a part of it, that of the responsible unit, or the one it was merged into.
    package struct Following: Sendable, Hashable {
        package let number: String
        package let unitName: String
        /// The query code, which nobody has told the applicant yet; `nil` when this installation has not the key that it follows from.
        package let code: String?
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Returns: `nil` for a number that nobody has and for a wrong code alike; both take the same work.
    package func run(number: String, code: String) async throws -> Progress? {
        let (county, now, vault) = (county, installation.now(), installation.vault)
        return try await installation.store.read { transaction in
            let register = RequestRegister(transaction, site: county.id)
            let request = try register.find(number: number)
            let given = Filing.digest(code: code, of: request?.id ?? DisclosureRequest.ID(0))
            let kept = try request.flatMap { try register.codeDigest(of: $0.id) } ?? Digest.sha256([])
            guard constantTimeEqual(given, kept), let request, request.destroyed == nil,
                let unit = try UnitRegister(transaction, site: county.id).find(request.unit)
            else { return nil }
            let recorded = try register.facts(of: request.id).filter { $0.struck == nil }
            let history = RequestHistory(channel: request.channel, recorded: recorded)
            let letters = LetterRegister(transaction, site: county.id)
            let sent = try letters.letters(of: request.id).filter { LetterKind(rawValue: $0.kind)?.addressee == .applicant }
            return Progress(
                request: request, unit: unit,
                standing: try RequestClock.of(transaction, site: county.id).standing(of: history, on: now.day),
                facts: history.facts.filter(\.kind.isForApplicant),
                letters: sent, fee: try letters.fee(of: request.id),
                following: try Self.following(request, transaction, county, vault),
                enclosed: try Self.enclosed(request.id, sent, letters, ReplyRegister(transaction)),
                letter: try MessageRegister(transaction, site: county.id).find(origin: request.id).map { letter in
                    TrackMessage.Following(number: letter.number, code: vault.map { MessageFiling.code(letter.id, $0) })
                })
        }
    }

    /// Only what was signed off goes out, and only with the letter that says so.
    private static func enclosed(
        _ id: DisclosureRequest.ID, _ sent: [RequestLetter], _ letters: LetterRegister, _ replies: ReplyRegister
    ) throws -> [RequestFile] {
        guard let letter = sent.last(where: \.isReply), letter.isOnline, let reply = try replies.find(id), reply.state == .issued else {
            return []
        }
        let files = try letters.files(of: id).filter { $0.purpose == .released }
        return reply.proposal.enclosed.compactMap { digest in files.first { $0.digest == digest } }
    }

    private static func following(
        _ request: DisclosureRequest, _ transaction: any Transaction, _ county: County, _ vault: IdentityVault?
    ) throws -> [Following] {
        let register = RequestRegister(transaction, site: county.id)
        var cases = try RequestQueries(transaction, site: county.id).children(of: request.id).map(\.request)
        if let other = try request.mergedInto.flatMap(register.find) {
            // Who asks may have been corrected since: then it is somebody else's.
            let keys = try [request, other].map { try register.sealed($0.id)?.applicantKey }
            if keys[0] != nil, keys[0] == keys[1] { cases.append(other) }
        }
        return try cases.filter { $0.destroyed == nil }.map { next in
            Following(
                number: next.number, unitName: try UnitRegister(transaction, site: county.id).find(next.unit)?.name ?? "",
                code: vault.map { Filing.code(next.id, $0) })
        }
    }
}

extension RequestFact.Kind {
    /// Whether the applicant is shown that it happened; what the office does within itself is left out.
    package var isForApplicant: Bool {
        switch self {
        case .thirdPartyReceived, .coMakerReceived, .archived, .serviceReturned, .unreachable: false
        case .submitted, .received, .misdirected, .confirmed, .clarificationAsked, .clarified, .abandoned, .thirdPartyAsked,
            .thirdPartyAnswered, .coMakerAsked, .coMakerAnswered, .extended, .feeNoticed, .feePaid, .feeLapsed, .delayed, .answered,
            .served,
            .transferred, .withdrawn, .merged, .split, .reopened:
            true
        }
    }
}
