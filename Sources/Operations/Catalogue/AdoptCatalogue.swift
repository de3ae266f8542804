package import Domain
import Persistence
import Registers

/// Puts a draft into force in place of the version before (公布目录).
package struct AdoptCatalogue {
    package enum Refusal: Error, Sendable, Hashable {
        case unknownVersion
        case rules([CatalogueAdoption.Refusal])
        /// Items of the version before are gone and nobody said why.
        case unexplained([CatalogueAdoption.Missing])
        /// It would count from before the version that it replaces.
        case beforePredecessor(Day)
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameters:
    ///   - version: the draft.
    ///   - effective: the day from which it counts.
    package func run(_ version: CatalogueVersion.ID, effective: Day, county: County, actor: String) async throws -> CatalogueVersion {
        let now = installation.now()
        let within = installation.indexesWithin
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let register = CatalogueRegister(transaction, site: county.id)
            guard var draft = try register.version(version) else { throw Refusal.unknownVersion }
            try Self.check(draft, register)
            let events = EventRegister(transaction, site: county.id)
            if var former = try register.inForce(draft.level) {
                if let start = former.effective, effective < start { throw Refusal.beforePredecessor(start) }
                former.state = .superseded
                former.superseded = effective
                try register.update(former)
                draft.predecessor = former.id
                try events.append(
                    Event(actor: actor, verb: .catalogueSuperseded, subject: Event.Subject(.catalogueVersion, former.id.rawValue)), at: now)
            }
            draft.state = .adopted
            draft.effective = effective
            try register.update(draft)
            try events.append(
                Event(
                    actor: actor, verb: .catalogueAdopted, subject: Event.Subject(.catalogueVersion, draft.id.rawValue),
                    reason: draft.reason), at: now)
            try SiteRegister(transaction).contentChanged(county.id)
            if within { try IndexEntries.write(IndexEntries.entries(of: county.id, in: transaction), of: county.id, to: transaction) }
            return draft
        }
    }

    private static func check(_ draft: CatalogueVersion, _ register: CatalogueRegister) throws {
        let items = try register.items(of: draft.id)
        // Whatever was in force when the draft was made: what counts is what is in force now, the nation's guide and the province's.
        let guides = draft.level == .county ? try [.national, .provincial].compactMap { try register.inForce($0) } : []
        let guide = try guides.flatMap { try register.items(of: $0.id) }
        let refusals = CatalogueAdoption.refusals(draft: draft, items: items, guide: guide)
        guard refusals.isEmpty else { throw Refusal.rules(refusals) }
        guard draft.level == .county, let former = try register.inForce(.county) else { return }
        let carried = Set(items.map(\.id))
        let reasons = try register.retirements(of: draft.id)
        let unexplained = try register.items(of: former.id).filter { !carried.contains($0.id) && reasons[$0.id] == nil }
        guard unexplained.isEmpty else {
            throw Refusal.unexplained(
                unexplained.map { CatalogueAdoption.Missing(item: $0.id, domain: $0.domain, levels: $0.entry.levels) })
        }
    }
}
