package import Domain
import Persistence
import Registers

/// Takes in the checklists of matters (梳理事项清单) from their three sources, and notes where each entry went. An entry is recognised by its
/// source and its code there.
package struct GatherChecklist {
    /// One line of a checklist.
    package struct Row: Sendable {
        package let source: Checklist.Source
        /// Its number in that source.
        package let code: String
        package let name: String
        package let basis: String
        package let unitName: String
        package let outcome: Outcome
        /// 1-based line of the file.
        package let line: Int

        package init(source: Checklist.Source, code: String, name: String, basis: String, unitName: String, outcome: Outcome, line: Int) {
            self.source = source
            self.code = code
            self.name = name
            self.basis = basis
            self.unitName = unitName
            self.outcome = outcome
            self.line = line
        }
    }

    package enum Outcome: Sendable {
        /// Into the catalogue, under the item with those names; one name alone is the item's own.
        case catalogued(domain: String?, levels: [String])
        case withheld(ground: String, legalBasis: String, reassess: Day?)
        case pending
    }

    package struct Result: Sendable {
        package var added = 0
        package var changed = 0
        package var unchanged = 0
        package var withheld = 0
        package var pending = 0
        /// Entries whose item the catalogue in force does not have.
        package var unknownItems: [String] = []
        /// Names of units that nobody has registered.
        package var unknownUnits: [String] = []
    }

    package enum Refusal: Error, Sendable, Hashable {
        case noEntries
        /// 条例 Art. 18: what is not public has a ground in law and is assessed again.
        case withheldWithoutGround([Fault])
        case repeatedCode(row: Int, code: String)

        package struct Fault: Sendable, Hashable {
            package let row: Int
            package let name: String
            package let lacksBasis: Bool
            package let lacksReassessment: Bool
        }
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run(_ rows: [Row], county: County, actor: String) async throws -> Result {
        try Self.check(rows)
        let now = installation.now()
        let fresh = rows.map { _ in installation.identifiers.next(ChecklistRegister.Entry.self) }
        return try await installation.store.write { transaction in
            let register = ChecklistRegister(transaction, site: county.id)
            let known = Dictionary(try register.all().map { (Key($0.source, $0.code), $0) }, uniquingKeysWith: { first, _ in first })
            let places = try Places(transaction, county: county)
            var result = Result()
            for (index, row) in rows.enumerated() {
                let former = known[Key(row.source, row.code)]
                let entry = ChecklistRegister.Entry(
                    id: former?.id ?? fresh[index], source: row.source, code: row.code, name: row.name, basis: row.basis,
                    unitName: row.unitName,
                    unit: places.unit(named: row.unitName, in: &result), outcome: places.outcome(of: row, in: &result), position: index + 1,
                    version: former?.version ?? 1)
                if former == nil {
                    try register.insert(entry)
                    result.added += 1
                } else if former != entry {
                    try register.update(entry)
                    result.changed += 1
                } else {
                    result.unchanged += 1
                }
            }
            if result.added + result.changed > 0 {
                try EventRegister(transaction, site: county.id).append(
                    Event(
                        actor: actor, verb: .checklistGathered, subject: Event.Subject(.site, county.id.rawValue),
                        reason: "新增 \(result.added)，变更 \(result.changed)"), at: now)
                try SiteRegister(transaction).contentChanged(county.id)
            }
            return result
        }
    }

    private struct Key: Hashable {
        let source: Checklist.Source
        let code: String

        init(_ source: Checklist.Source, _ code: String) {
            self.source = source
            self.code = code
        }
    }

    /// - Throws: `Refusal`, naming every row at fault.
    private static func check(_ rows: [Row]) throws {
        guard !rows.isEmpty else { throw Refusal.noEntries }
        var seen: Set<Key> = []
        var faults: [Refusal.Fault] = []
        for row in rows {
            guard seen.insert(Key(row.source, row.code)).inserted else { throw Refusal.repeatedCode(row: row.line, code: row.code) }
            guard case .withheld(_, let legalBasis, let reassess) = row.outcome, legalBasis.isEmpty || reassess == nil else { continue }
            faults.append(Refusal.Fault(row: row.line, name: row.name, lacksBasis: legalBasis.isEmpty, lacksReassessment: reassess == nil))
        }
        if !faults.isEmpty { throw Refusal.withheldWithoutGround(faults) }
    }
}

/// The units and the items of the catalogue in force, by the names that a checklist uses.
private struct Places {
    private let directory: UnitDirectory
    private let matcher: ItemMatcher
    private let domains: [DisclosureDomain]
    /// Items by their own name, where only one has it.
    private var byName: [String: CatalogueItem.ID?] = [:]

    init(_ transaction: any Transaction, county: County) throws {
        let units = UnitRegister(transaction, site: county.id)
        directory = UnitDirectory(try units.all(), aliases: try units.aliases(), placeName: county.placeName)
        let catalogue = CatalogueRegister(transaction, site: county.id)
        let items = try catalogue.inForce(.county).map { try catalogue.items(of: $0.id) } ?? []
        matcher = ItemMatcher(items)
        domains = try DutyRegister(transaction, site: county.id).domains()
        for item in items { byName[item.entry.name] = byName[item.entry.name] == nil ? item.id : .some(nil) }
    }

    func unit(named name: String, in result: inout GatherChecklist.Result) -> OrganisationUnit.ID? {
        guard !name.isEmpty else { return nil }
        let found = directory.units(named: name)
        if found.isEmpty, !result.unknownUnits.contains(name) { result.unknownUnits.append(name) }
        // Several units under one name (乡镇人民政府): the entry keeps the name and points at none of them.
        return found.count == 1 ? found.first : nil
    }

    func outcome(of row: GatherChecklist.Row, in result: inout GatherChecklist.Result) -> ChecklistRegister.Outcome {
        switch row.outcome {
        case .catalogued(let domain, let levels):
            let item = item(domain: domain, levels: levels)
            if item == nil { result.unknownItems.append(([domain ?? ""] + levels).filter { !$0.isEmpty }.joined(separator: " / ")) }
            return .catalogued(item)
        case .withheld(let ground, let legalBasis, let reassess):
            guard let reassess else { return .pending }
            result.withheld += 1
            return .withheld(ground: ground, legalBasis: legalBasis, reassess: reassess)
        case .pending:
            result.pending += 1
            return .pending
        }
    }

    private func item(domain name: String?, levels: [String]) -> CatalogueItem.ID? {
        guard let last = levels.last else { return nil }
        let named = name.flatMap { name in domains.first { $0.name == name || $0.aliases.contains(name) || $0.name + "领域" == name } }
        for domain in named.map({ [$0] }) ?? domains {
            if let item = matcher.matches(domain: domain.code, levels: levels).first { return item }
        }
        return levels.count == 1 ? byName[last].flatMap { $0 } : nil
    }
}
