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
            var known = Dictionary(try register.all().map { ($0.code, $0) }, uniquingKeysWith: { $1 })
            // First all units without their parents, which may stand further down.
            for (index, row) in rows.enumerated() {
                let former = known[row.unit.code]
                let unit = OrganisationUnit(
                    id: former?.id ?? fresh[index], code: row.unit.code, name: row.unit.name, shortName: row.unit.shortName,
                    kind: row.unit.kind,
                    parent: former?.parent, contact: row.unit.contact, duties: row.unit.duties, version: former?.version ?? 1)
                if former == nil {
                    try register.insert(unit, position: index + 1)
                    outcome.added += 1
                } else if former != unit {
                    try register.update(unit, position: index + 1)
                    outcome.changed += 1
                }
                for alias in row.aliases { try register.addAlias(alias, of: unit.id) }
                if former != unit {
                    try events.append(
                        Event(
                            actor: actor, unit: unit.id, verb: former == nil ? .unitRegistered : .unitChanged,
                            subject: Event.Subject(.unit, unit.id.rawValue)), at: now)
                }
            }
            known = Dictionary(try register.all().map { ($0.code, $0) }, uniquingKeysWith: { $1 })
            for (index, row) in rows.enumerated() {
                guard let code = row.parentCode, var unit = known[row.unit.code] else { continue }
                guard let parent = known[code] else {
                    outcome.unknownParents.append(code)
                    continue
                }
                guard unit.parent != parent.id, parent.id != unit.id else { continue }
                unit.parent = parent.id
                try register.update(unit, position: index + 1)
            }
            try SiteRegister(transaction).contentChanged(site)
            if within { try IndexEntries.write(IndexEntries.entries(of: site, in: transaction), of: site, to: transaction) }
            return outcome
        }
    }
}
