package import Domain
import Persistence
import Registers

/// Counts every open due day anew (重算答复期限): after a calendar or the rules were corrected, and daily, since a period may have run out.
package struct RecountRequests {
    /// A case whose due day or state is another one now.
    package struct Moved: Sendable, Hashable {
        package let id: DisclosureRequest.ID
        package let number: String
        package let before: Day?
        package let after: Day?
        package let state: RequestState
    }

    /// What a recount found.
    package struct Outcome: Sendable {
        package let counted: Int
        package let moved: [Moved]
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run(county: County.ID, actor: String) async throws -> Outcome {
        let now = installation.now()
        return try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county)
            try events.lock()
            let register = RequestRegister(transaction, site: county)
            let clock = try RequestClock.of(transaction, site: county)
            var (counted, moved): (Int, [Moved]) = (0, [])
            var changed: [(DisclosureRequest.ID, RequestStanding)] = []
            try register.forEachOpen { open in
                counted += 1
                let standing = clock.standing(
                    of: RequestHistory(channel: open.channel, facts: open.facts), on: now.day, isExplained: false)
                let due = standing.state.isOpen ? standing.dueOn : nil
                guard due != open.due || standing.state != open.state || standing.isProvisional != open.isProvisional else { return }
                changed.append((open.id, standing))
                moved.append(Moved(id: open.id, number: open.number, before: open.due, after: due, state: standing.state))
            }
            for (id, standing) in changed { try register.note(standing, of: id) }
            if !moved.isEmpty {
                try events.append(
                    Event(
                        actor: actor, verb: .requestsRecounted, subject: Event.Subject(.site, county.rawValue), reason: "\(moved.count)"),
                    at: now)
            }
            return Outcome(counted: counted, moved: moved)
        }
    }
}
