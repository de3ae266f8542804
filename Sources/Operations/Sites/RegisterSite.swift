package import Domain
import Persistence
import Registers

/// Makes a site, or changes what it says about itself.
package struct RegisterSite {
    package enum Refusal: Error, Sendable, Hashable {
        /// A site without host names answers to every host; another one would never be seen.
        case secondWithoutHost(existing: String)
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameters:
    ///   - county: its `id` is ignored; a site of the same name is changed, otherwise a new one is made.
    ///   - texts: what the county writes itself, by name (`guide`, `rules` …).
    package func run(_ county: County, texts: [String: DocumentBody] = [:], actor: String) async throws -> County {
        let (now, fresh) = (installation.now(), installation.identifiers.next(County.self))
        return try await installation.store.write { transaction in
            let register = SiteRegister(transaction)
            try EventRegister(transaction, site: fresh).lock()
            let sites = try register.all()
            let former = sites.first { $0.name == county.name }
            if county.hosts.isEmpty, let other = sites.first(where: { $0.hosts.isEmpty && $0.name != county.name }) {
                throw Refusal.secondWithoutHost(existing: other.name)
            }
            var saved = county
            (saved.id, saved.contentVersion) = (former?.id ?? fresh, former?.contentVersion ?? 1)
            if former == nil { try register.insert(saved) } else { try register.update(saved) }
            for (name, body) in texts { try register.setText(name, body, of: saved.id) }
            try register.contentChanged(saved.id)
            try EventRegister(transaction, site: saved.id).append(
                Event(actor: actor, verb: former == nil ? .siteCreated : .siteChanged, subject: Event.Subject(.site, saved.id.rawValue)),
                at: now)
            return saved
        }
    }
}
