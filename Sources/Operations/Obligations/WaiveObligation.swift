package import Domain
import Persistence
import Registers

/// Closes an obligation without a publication, with the reason for which somebody answers (免予公开).
package struct WaiveObligation {
    package enum Refusal: Error, Sendable, Hashable {
        case unknown
        case notOpen
        case emptyReason
        case longReason(limit: Int)
    }

    package static let reasonLimit = 500

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameters:
    ///   - version: of the obligation as the person saw it; `nil` to take it as it is.
    ///   - actor: the post that answers for it.
    package func run(_ id: Obligation.ID, reason: String, version: Int? = nil, site: County.ID, actor: String) async throws {
        let now = installation.now()
        let reason = Folding.trimmed(reason)
        guard !reason.isEmpty else { throw Refusal.emptyReason }
        guard reason.unicodeScalars.count <= Self.reasonLimit else { throw Refusal.longReason(limit: Self.reasonLimit) }
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            let register = ObligationRegister(transaction, site: site)
            guard let obligation = try register.find(id) else { throw Refusal.unknown }
            guard obligation.state == .open else { throw Refusal.notOpen }
            if let version, version != obligation.version { throw StoreError.stale(subject: obligation.title) }
            try register.waive(obligation, reason: reason, by: actor, at: now)
            try EventRegister(transaction, site: site).append(
                Event(
                    actor: actor, unit: obligation.unit, verb: .obligationWaived, subject: Event.Subject(.obligation, id.rawValue),
                    reason: reason), at: now)
            try SiteRegister(transaction).contentChanged(site)
        }
    }
}
