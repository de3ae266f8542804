package import Domain
import Persistence
import Registers

/// Registers a site's units from a table, or brings registered ones up to date. A unit is recognised by its code.
package struct RegisterUnits {
    /// One row of the table.
    package struct Row: Sendable {
        package let unit: OrganisationUnit
        package let parentCode: String?
        package let aliases: [String]

        /// - Parameter unit: its `id`, `parent` and `version` are ignored.
        package init(unit: OrganisationUnit, parentCode: String?, aliases: [String]) {
            self.unit = unit
            self.parentCode = parentCode
            self.aliases = aliases
        }
    }

    package struct Outcome: Sendable {
        package var added = 0
        package var changed = 0
        /// Codes of parents that no row and no registered unit has.
        package var unknownParents: [String] = []
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run(_ rows: [Row], site: County.ID, actor: String) async throws -> Outcome {
        let now = installation.now()
        let fresh = rows.map { _ in installation.identifiers.next(OrganisationUnit.self) }
        let within = installation.indexesWithin
        return try await installation.store.write { transaction in
            var outcome = Outcome()
            let register = UnitRegister(transaction, site: site)
            let events = EventRegister(transaction, site: site)
            try events.lock()
            let all = try register.all()
            let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
            // A unit that only an imported document has named so far gets its code now.
            let byName = Dictionary(all.filter(\.isImported).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
            let formers = rows.map { byCode[$0.unit.code] ?? byName[$0.unit.name] }
            var identities = byCode.mapValues(\.id)
            // First what is new, without parents, which may stand further down.
            for (index, row) in rows.enumerated() {
                identities[row.unit.code] = formers[index]?.id ?? fresh[index]
                if formers[index] == nil { try register.insert(Self.unit(row, fresh[index], parent: nil, version: 1), position: index + 1) }
            }
            for (index, row) in rows.enumerated() {
                let id = formers[index]?.id ?? fresh[index]
                let parent = row.parentCode.flatMap { identities[$0] }
                if let code = row.parentCode, parent == nil { outcome.unknownParents.append(code) }
                let unit = Self.unit(row, id, parent: parent == id ? nil : parent, version: formers[index]?.version ?? 1)
                for alias in row.aliases { try register.addAlias(alias, of: id) }
                guard unit != formers[index] else { continue }
                if formers[index] != nil || unit.parent != nil { try register.update(unit, position: index + 1) }
                if formers[index] == nil { outcome.added += 1 } else { outcome.changed += 1 }
                try events.append(
                    Event(
                        actor: actor, unit: id, verb: formers[index] == nil ? .unitRegistered : .unitChanged,
                        subject: Event.Subject(.unit, id.rawValue)), at: now)
            }
            try SiteRegister(transaction).contentChanged(site)
            if within { try IndexEntries.write(IndexEntries.entries(of: site, in: transaction), of: site, to: transaction) }
            return outcome
        }
    }

    private static func unit(_ row: Row, _ id: OrganisationUnit.ID, parent: OrganisationUnit.ID?, version: Int) -> OrganisationUnit {
        var unit = OrganisationUnit(id: id, code: row.unit.code, name: row.unit.name, kind: row.unit.kind)
        unit.shortName = row.unit.shortName
        unit.parent = parent
        unit.contact = row.unit.contact
        unit.duties = row.unit.duties
        unit.version = version
        return unit
    }
}
