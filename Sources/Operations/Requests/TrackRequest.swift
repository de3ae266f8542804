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
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Returns: `nil` for a number that nobody has and for a wrong code alike; both take the same work.
    package func run(number: String, code: String) async throws -> Progress? {
        let (county, now) = (county, installation.now())
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
            return Progress(
                request: request, unit: unit,
                standing: try RequestClock.of(transaction, site: county.id).standing(of: history, on: now.day),
                facts: history.facts.filter(\.kind.isForApplicant),
                letters: try letters.letters(of: request.id).filter { LetterKind(rawValue: $0.kind)?.addressee == .applicant },
                fee: try letters.fee(of: request.id))
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
