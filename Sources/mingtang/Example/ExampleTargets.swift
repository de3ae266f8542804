import Domain
import Operations
import Persistence
import Registers

/// A group of an example county that documents are pushed to, as its file has it.
struct ExampleTarget: Decodable {
    let code: String
    let kind: TargetGroup.Kind
    let name: String
    /// Names of fields of work whose items are for it.
    let domains: [String]
}

/// Lays an example's groups down, by the office.
struct ExampleTargets: ExamplePart {
    let desk: ExampleDesk

    init(_ place: Workplace) { desk = ExampleDesk(place) }

    /// - Throws: `Failure` when there is nobody in the office, or a group refuses.
    func lay(_ examples: [ExampleTarget]) async throws {
        guard !examples.isEmpty else { return }
        guard let office = try await desk.holder(.disclosureOffice, OrganisationUnit.ID(0)) else {
            throw Failure(.content, "targets.json：accounts.csv 里没有政务公开办的人。")
        }
        let acting = SetTargets(installation, county: county.id)
        var groups: [CatalogueItem.ID: Set<String>] = [:]
        for example in examples {
            do {
                try await acting.add(TargetGroup(code: example.code, kind: example.kind, name: example.name), by: office)
            } catch let refusal as SetTargets.Refusal {
                throw Failure(.content, "targets.json 中的“\(example.name)”不合规定：\(refusal)")
            }
            for item in try await items(example.domains) { groups[item, default: []].insert(example.code) }
        }
        for (item, codes) in groups.sorted(by: { $0.key < $1.key }) { try await acting.set(codes, of: item, by: office) }
    }

    /// The items in force of some fields of work; of those that the county does not have there are none.
    private func items(_ names: [String]) async throws -> [CatalogueItem.ID] {
        let site = county.id
        return try await installation.store.read { transaction in
            let catalogue = CatalogueRegister(transaction, site: site)
            guard let version = try catalogue.inForce(.county) else { return [] }
            let codes = Set(try DutyRegister(transaction, site: site).domains().filter { names.contains($0.name) }.map(\.code))
            return try catalogue.items(of: version.id).filter { codes.contains($0.domain) }.map(\.id)
        }
    }
}
