package import Domain
import Persistence
import Registers

/// Sets who leads which field of work (领域 → 部门), in place of what was set before.
package struct AssignDuties {
    /// One line of the table.
    package struct Row: Sendable {
        package let domains: [String]
        package let units: [String]

        /// - Parameters:
        ///   - domains: names or aliases.
        ///   - units: names as the file writes them.
        package init(domains: [String], units: [String]) {
            self.domains = domains
            self.units = units
        }
    }

    package struct Outcome: Sendable {
        package var assigned = 0
        /// Names of units that nobody has registered.
        package var unknownUnits: [String] = []
        /// Standard domains that no line mentions.
        package var unassigned: [String] = []
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run(_ rows: [Row], county: County, actor: String) async throws -> Outcome {
        let now = installation.now()
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            var outcome = Outcome()
            let units = UnitRegister(transaction, site: county.id)
            let directory = UnitDirectory(try units.all(), aliases: try units.aliases(), placeName: county.placeName)
            let register = DutyRegister(transaction, site: county.id)
            try register.removeAll()
            var mentioned: Set<String> = []
            for row in rows {
                let codes = try row.domains.flatMap { name in try DisclosureDomain.merged[name] ?? [register.domain(named: name).code] }
                mentioned.formUnion(codes)
                for name in row.units {
                    let found = directory.units(named: name)
                    if found.isEmpty { outcome.unknownUnits.append(name) }
                    for unit in found {
                        for code in codes {
                            try register.assign(domain: code, to: unit)
                            outcome.assigned += 1
                        }
                    }
                }
            }
            outcome.unassigned = DisclosureDomain.standard.filter { !mentioned.contains($0.code) }.map(\.name)
            try EventRegister(transaction, site: county.id).append(
                Event(actor: actor, verb: .dutiesAssigned, subject: Event.Subject(.site, county.id.rawValue)), at: now)
            try SiteRegister(transaction).contentChanged(county.id)
            return outcome
        }
    }
}
