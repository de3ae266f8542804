package import Domain
import Persistence
import Registers

/// Sets when units are praised and urged in the monthly bulletin.
package struct SetBulletinRules {
    package enum Refusal: Error, Sendable, Hashable { case invalid }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run(_ rules: BulletinRules, county: County.ID, by staff: Staff) async throws {
        guard rules.isValid else { throw Refusal.invalid }
        let now = installation.now()
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county)
            try events.lock()
            try BulletinRegister(transaction, site: county).set(rules)
            try events.append(
                Event(
                    actor: staff.signature(staff.posts.first { $0.role == .disclosureOffice }), verb: .bulletinRulesChanged,
                    subject: Event.Subject(.site, county.rawValue), reason: rules.words.joined()), at: now)
        }
    }
}
