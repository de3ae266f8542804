package import Domain
import Persistence
import Registers

/// Puts a list of statutory limits in the place of the one before, and counts every due day anew.
package struct SetStatutoryLimits {
    package enum Refusal: Error, Sendable, Hashable {
        case empty
        case tooMany(limit: Int)
        case faults([StatutoryLimit.Fault])
    }

    package static let mostLimits = 500

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Returns: how many due days have changed.
    package func run(_ limits: [StatutoryLimit], county: County.ID, actor: String) async throws -> Int {
        guard !limits.isEmpty else { throw Refusal.empty }
        guard limits.count <= Self.mostLimits else { throw Refusal.tooMany(limit: Self.mostLimits) }
        let faults = StatutoryLimit.faults(in: limits)
        guard faults.isEmpty else { throw Refusal.faults(faults) }
        let now = installation.now()
        let rows = limits.map { ($0, installation.identifiers.nextValue()) }
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: county).lock()
            let register = StatutoryLimitRegister(transaction, site: county)
            try register.removeAll()
            for (index, (limit, id)) in rows.enumerated() { try register.put(limit, id: id, position: index + 1) }
            try EventRegister(transaction, site: county).append(
                Event(
                    actor: actor, verb: .statutoryLimitsSet, subject: Event.Subject(.site, county.rawValue), reason: "法定时限 \(rows.count) 条"),
                at: now)
        }
        return try await RaiseObligations(installation).recount(county: county, actor: actor)
    }
}
