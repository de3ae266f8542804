package import Domain
import Persistence
import Registers

/// Makes a draft version of a guide or catalogue from what was read from its files.
///
/// Items are recognised in the guide and in the version before by field of work and names, so that an item keeps its identity, and with it
/// its address, from year to year.
package struct DraftCatalogue {
    package struct Source: Sendable {
        package var level: CatalogueVersion.Level
        package var title: String
        package var items: [CatalogueReading.Item]
        package var notes: [CatalogueNote]
        /// The field of work of items whose file does not name one.
        package var defaultDomain: String?
        package var reason: String

        package init(
            level: CatalogueVersion.Level, title: String, items: [CatalogueReading.Item], notes: [CatalogueNote] = [],
            defaultDomain: String? = nil,
            reason: String = ""
        ) {
            self.level = level
            self.title = title
            self.items = items
            self.notes = notes
            self.defaultDomain = defaultDomain
            self.reason = reason
        }
    }

    package struct Outcome: Sendable {
        package let version: CatalogueVersion
        package var itemCount = 0
        /// Items that carry on one of the version before.
        package var carriedOn = 0
        /// Names under 公开主体 that no registered unit has, with how often.
        package var unknownSubjects: [String: Int] = [:]
        /// Items that the file holds twice; the second is kept as an item of its own.
        package var duplicates: [String] = []
        /// Domains that are not among the 26.
        package var ownDomains: [String] = []
    }

    package enum Refusal: Error, Sendable, Hashable {
        case noItems
        /// The item's file does not say its field of work, and no default was given.
        case unknownDomain(levels: [String], row: Int)
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run(_ source: Source, county: County, actor: String) async throws -> Outcome {
        guard !source.items.isEmpty else { throw Refusal.noItems }
        let now = installation.now()
        let versionID = installation.identifiers.next(CatalogueVersion.self)
        let fresh = source.items.map { _ in installation.identifiers.next(CatalogueItem.self) }
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let register = CatalogueRegister(transaction, site: county.id)
            let guides = source.level == .county ? try [.provincial, .national].compactMap { try register.inForce($0) } : []
            let predecessor = try register.inForce(source.level)
            let version = CatalogueVersion(
                id: versionID, level: source.level, title: source.title, guide: guides.first?.id, predecessor: predecessor?.id,
                reason: source.reason)
            try register.insert(version)

            var drafting = try Drafting(
                transaction: transaction, county: county, source: source, outcome: Outcome(version: version),
                guide: ItemMatcher(try guides.flatMap { try register.items(of: $0.id) }),
                former: try predecessor.map { try register.items(of: $0.id) } ?? [])
            for (index, item) in source.items.enumerated() { try drafting.add(item, fresh: fresh[index]) }
            try drafting.retire()
            try EventRegister(transaction, site: county.id).append(
                Event(
                    actor: actor, verb: .catalogueDrafted, subject: Event.Subject(.catalogueVersion, versionID.rawValue),
                    reason: source.reason), at: now)
            return drafting.outcome
        }
    }
}

/// The work of one draft, inside its transaction.
private struct Drafting {
    let transaction: any Transaction
    let county: County
    let source: DraftCatalogue.Source
    var outcome: DraftCatalogue.Outcome
    let guide: ItemMatcher
    let former: [CatalogueItem]

    private let register: CatalogueRegister
    private let duties: DutyRegister
    private let directory: UnitDirectory
    private let formerMatcher: ItemMatcher
    private var used: Set<CatalogueItem.ID> = []
    private var seen: Set<String> = []
    private var positions: [String: Int] = [:]
    private var domainCodes: [String: String] = [:]
    /// Notes by domain code and names.
    private var notes: [String: CatalogueNote] = [:]

    init(
        transaction: any Transaction, county: County, source: DraftCatalogue.Source, outcome: DraftCatalogue.Outcome, guide: ItemMatcher,
        former: [CatalogueItem]
    ) throws {
        self.transaction = transaction
        self.county = county
        self.source = source
        self.outcome = outcome
        self.guide = guide
        self.former = former
        register = CatalogueRegister(transaction, site: county.id)
        duties = DutyRegister(transaction, site: county.id)
        let units = UnitRegister(transaction, site: county.id)
        directory = UnitDirectory(try units.all(), aliases: try units.aliases(), placeName: county.placeName)
        formerMatcher = ItemMatcher(former)
        for note in source.notes where !note.isRetirement { notes[Self.key(Self.bare(note.domain), note.levels)] = note }
    }

    mutating func add(_ item: CatalogueReading.Item, fresh: CatalogueItem.ID) throws {
        guard let name = item.entry.domain ?? source.defaultDomain else {
            throw DraftCatalogue.Refusal.unknownDomain(levels: item.entry.levels, row: item.row)
        }
        let domain = try code(name)
        let levels = item.entry.levels
        let note = notes[Self.key(Self.bare(name), levels)]
        var candidates = formerMatcher.exactMatches(domain: domain, levels: levels)
        if candidates.isEmpty, let formerName = note?.formerName {
            candidates = formerMatcher.exactMatches(domain: domain, levels: levels.dropLast() + [formerName])
        }
        let identity = candidates.first { !used.contains($0) }
        let names = Self.key(domain, levels)
        if !seen.insert(names).inserted { outcome.duplicates.append(levels.joined(separator: " / ")) }
        if identity != nil { outcome.carriedOn += 1 }
        let id = identity ?? fresh
        used.insert(id)
        var guideItem = guide.matches(domain: domain, levels: levels).first
        if guideItem == nil, let formerName = note?.formerName {
            guideItem = guide.matches(domain: domain, levels: levels.dropLast() + [formerName]).first
        }
        positions[domain, default: 0] += 1
        try register.insert(
            CatalogueItem(
                id: id, version: outcome.version.id, guideItem: guideItem, domain: domain, position: positions[domain] ?? 0,
                entry: item.entry,
                adjustment: note?.reason ?? ""))
        for subject in item.entry.subjects {
            let units = directory.units(named: subject)
            if units.isEmpty { outcome.unknownSubjects[subject, default: 0] += 1 }
            for unit in units { try register.link(id, in: outcome.version.id, to: unit) }
        }
        outcome.itemCount += 1
    }

    /// Notes the reasons for items that are not carried on.
    mutating func retire() throws {
        var reasons: [String: String] = [:]
        for note in source.notes where note.isRetirement { reasons[Self.key(Self.bare(note.domain), note.levels)] = note.reason }
        let names = Dictionary(try duties.domains().map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
        for item in former where !used.contains(item.id) {
            if let reason = reasons[Self.key(Self.bare(names[item.domain] ?? ""), item.entry.levels)] {
                try register.retire(item.id, from: outcome.version.id, reason: reason)
            }
        }
    }

    /// A domain's name as notes and items may both write it: the standard one for an alias. Nothing is registered for a note alone.
    private static func bare(_ domain: String) -> String {
        DisclosureDomain.standard(named: domain)?.name ?? (domain.hasSuffix("领域") ? String(domain.dropLast(2)) : domain)
    }

    private mutating func code(_ name: String) throws -> String {
        if let code = domainCodes[name] { return code }
        let found = try duties.domain(named: name)
        domainCodes[name] = found.code
        if found.code.hasPrefix("x") { outcome.ownDomains.append(name) }
        return found.code
    }

    private static func key(_ domain: String, _ levels: [String]) -> String {
        domain + "\n" + Folding.fold(levels.joined(separator: "\n")).replacing(" ", with: "")
    }
}
