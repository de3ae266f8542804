package import Domain
import Persistence
import Registers

/// Makes chains and attaches documents to them (全链条).
package struct KeepChain {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `InterpretationRefusal`.
    package func create(_ title: String, unit: OrganisationUnit.ID, expected: Set<ChainStage>, by staff: Staff) async throws
        -> PolicyChain.ID
    {
        try InterpretationRefusal.check(Self.faults(title, expected))
        let id = installation.identifiers.next(PolicyChain.self)
        try await write(.chainCreated, id, by: staff) { register, _ in
            let chain = PolicyChain(id: id, unit: unit, title: title, expected: expected)
            try register.insert(chain)
            return (chain, "")
        }
        return id
    }

    /// - Throws: `InterpretationRefusal`, `StoreError.stale`.
    package func change(_ id: PolicyChain.ID, version: Int, title: String, expected: Set<ChainStage>, by staff: Staff) async throws {
        try InterpretationRefusal.check(Self.faults(title, expected))
        try await write(.chainChanged, id, by: staff) { register, _ in
            var chain = try Self.find(id, register)
            guard chain.version == version else { throw StoreError.stale(subject: chain.title) }
            chain.title = title
            chain.expected = expected
            try register.update(chain)
            return (chain, "")
        }
    }

    /// - Throws: `InterpretationRefusal`.
    package func attach(_ paper: PaperReference, to id: PolicyChain.ID, as stage: ChainStage, by staff: Staff) async throws {
        let (key, now) = (installation.identifiers.next(PolicyChain.Link.self), installation.now())
        try await write(.chainLinked, id, by: staff) { register, transaction in
            let chain = try Self.find(id, register)
            guard let found = try PaperQueries(transaction, site: county.id).find(paper), found.isSeen(by: staff) else {
                throw InterpretationRefusal([.noSuchDocument])
            }
            let links = try register.links(of: id)
            try InterpretationRefusal.check(links.count < PolicyChain.mostLinks ? [] : [.tooManyLinks])
            let reference = found.disclosure.map { PaperReference.published($0) } ?? paper
            let isThere = links.contains { $0.stage == stage && ($0.paper == paper || $0.paper == reference) }
            try InterpretationRefusal.check(isThere ? [.isBoundAlready] : [])
            try register.insert(
                PolicyChain.Link(id: key, chain: id, stage: stage, paper: reference), signature: staff.signature(for: chain.unit), at: now)
            return (chain, "\(stage.name)：\(found.title)")
        }
    }

    /// - Throws: `InterpretationRefusal`.
    package func detach(_ link: PolicyChain.Link.ID, from id: PolicyChain.ID, by staff: Staff) async throws {
        try await write(.chainUnlinked, id, by: staff) { register, transaction in
            let chain = try Self.find(id, register)
            guard let found = try register.links(of: id).first(where: { $0.id == link }) else {
                throw InterpretationRefusal([.noSuchLink])
            }
            try register.remove(link, of: id)
            let title = try PaperQueries(transaction, site: county.id).find(found.paper)?.title ?? ""
            return (chain, "\(found.stage.name)：\(title)")
        }
    }

    private static func faults(_ title: String, _ expected: Set<ChainStage>) -> [InterpretationReason] {
        var faults: [InterpretationReason] = []
        if title.isEmpty { faults.append(.noTitle) }
        if title.unicodeScalars.count > PolicyChain.longestTitle { faults.append(.titleTooLong) }
        if expected.isEmpty { faults.append(.noStage) }
        return faults
    }

    private static func find(_ id: PolicyChain.ID, _ register: ChainRegister) throws -> PolicyChain {
        guard let chain = try register.find(id) else { throw InterpretationRefusal([.noSuchChain]) }
        return chain
    }

    /// Staff of the chain's unit, and the office for every unit.
    private func write(
        _ verb: Event.Verb, _ id: PolicyChain.ID, by staff: Staff,
        _ body: @escaping @Sendable (ChainRegister, any Transaction) throws -> (PolicyChain, String)
    ) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let (chain, reason) = try body(ChainRegister(transaction, site: county.id), transaction)
            let may = staff.holds(.editor, for: chain.unit) || staff.holds(.disclosureOffice)
            try InterpretationRefusal.check(may ? [] : [.needsEditor])
            try events.append(
                Event(
                    actor: staff.signature(for: chain.unit), unit: chain.unit, verb: verb, subject: Event.Subject(.chain, id.rawValue),
                    reason: reason), at: now)
            try SiteRegister(transaction).contentChanged(county.id)
        }
    }
}
