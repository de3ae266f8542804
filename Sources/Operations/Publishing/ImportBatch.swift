import Domain
import Persistence
import Registers

/// The work of one batch, inside its transaction.
struct ImportBatch {
    enum Outcome { case imported, updated, unchanged }

    private let transaction: any Transaction
    private let county: County
    private let identifiers: IdentifierSource
    private let actor: String
    private let now: Instant
    private let indexes: Bool
    private let documents: DisclosureRegister
    private let events: EventRegister
    private let units: UnitRegister
    private let search: SearchRegister

    private var directory: UnitDirectory
    private var unitCount: Int
    private var issuers: [String: OrganisationUnit.ID] = [:]
    private let domains: [String: String]
    private let items: CatalogueItems
    private var cutter = BigramCutter()
    private var hasChanged = false
    private var hasNewUnit = false
    var remarks = ImportDisclosures.Remarks()

    init(
        transaction: any Transaction, county: County, identifiers: IdentifierSource, actor: String, now: Instant, indexes: Bool
    ) throws {
        self.transaction = transaction
        self.county = county
        self.identifiers = identifiers
        self.actor = actor
        self.now = now
        self.indexes = indexes
        documents = DisclosureRegister(transaction, site: county.id)
        events = EventRegister(transaction, site: county.id)
        units = UnitRegister(transaction, site: county.id)
        search = SearchRegister(transaction)
        try events.lock()
        let known = try units.all()
        directory = UnitDirectory(known, aliases: try units.aliases(), placeName: county.placeName)
        unitCount = known.count
        var domains: [String: String] = [:]
        for domain in try DutyRegister(transaction, site: county.id).domains() {
            for name in [domain.code, domain.name, domain.name + "领域"] + domain.aliases { domains[name] = domain.code }
        }
        self.domains = domains
        items = try CatalogueItems(CatalogueRegister(transaction, site: county.id))
    }

    mutating func publish(_ prepared: PreparedDisclosure) throws -> Outcome {
        let known = try documents.known(sourceKey: prepared.sourceKey)
        if let known, known.digest == prepared.digest { return .unchanged }
        note(prepared)
        let sequence = try events.reserve()
        let place = place(of: prepared)
        let disclosure = Disclosure(
            id: known?.id ?? identifiers.next(), unit: try unit(named: prepared.issuer), item: place.item, domain: place.domain,
            title: prepared.title, number: prepared.number, indexNumber: prepared.index, theme: prepared.theme, category: prepared.category,
            made: prepared.made, published: prepared.published, validity: prepared.validity, body: DocumentBody([]),
            sourceAddress: prepared.url,
            version: known?.version ?? 1)
        let position = DisclosureRegister.position(published: prepared.ordered, sequence: sequence)
        if known == nil {
            try documents.insert(
                disclosure, storedBody: prepared.storedBody, sourceKey: prepared.sourceKey, digest: prepared.digest, position: position)
        } else {
            try documents.update(disclosure, storedBody: prepared.storedBody, digest: prepared.digest, position: position)
        }
        if known != nil || !prepared.attachments.isEmpty {
            try documents.setAttachments(prepared.attachments, of: disclosure.id, isNew: known == nil)
        }
        if indexes {
            try search.put(
                SearchRegister.Document(disclosure, storedBody: prepared.storedBody, site: county.id, position: position),
                isNew: known == nil,
                cutter: &cutter)
        }
        try events.write(
            Event(
                actor: actor, unit: disclosure.unit, verb: known == nil ? .disclosureImported : .disclosureChanged,
                subject: Event.Subject(.disclosure, disclosure.id.rawValue), digestBefore: known?.digest, digestAfter: prepared.digest),
            sequence: sequence, at: now)
        hasChanged = true
        return known == nil ? .imported : .updated
    }

    mutating func finish() throws {
        if hasChanged { try SiteRegister(transaction).contentChanged(county.id) }
        if hasNewUnit && indexes {
            try IndexEntries.write(IndexEntries.entries(of: county.id, in: transaction), of: county.id, to: transaction)
        }
    }

    private mutating func note(_ prepared: PreparedDisclosure) {
        remarks.furnitureLines += prepared.furniture.count
        if prepared.issuer == nil { remarks.withoutIssuer += 1 }
        if prepared.ordered == nil { remarks.withoutDate += 1 }
    }

    private mutating func place(of prepared: PreparedDisclosure) -> (item: CatalogueItem.ID?, domain: String?) {
        let domain = prepared.domain.flatMap { domains[$0] }
        if let name = prepared.domain, domain == nil { remarks.unknownDomains[name, default: 0] += 1 }
        guard !prepared.item.isEmpty else { return (nil, domain) }
        guard let found = items.find(prepared.item, domain: domain) else {
            remarks.unknownItems[prepared.item.joined(separator: "/"), default: 0] += 1
            return (nil, domain)
        }
        return (found.id, domain ?? found.domain)
    }

    private mutating func unit(named name: String?) throws -> OrganisationUnit.ID {
        let name = name ?? ImportDisclosures.unnamedIssuer
        if let unit = issuers[name] { return unit }
        let found = directory.units(named: name)
        // Several units under one name (乡镇人民政府) cannot be one document's issuer.
        if found.count == 1, let unit = found.first {
            issuers[name] = unit
            return unit
        }
        if let unit = try units.find(named: name) {
            issuers[name] = unit
            return unit
        }
        unitCount += 1
        let id = identifiers.next(OrganisationUnit.self)
        let unit = OrganisationUnit(id: id, code: "imported-\(id)", name: name, kind: .other, isImported: true)
        try units.insert(unit, position: 10_000 + unitCount)
        try events.append(Event(actor: actor, unit: id, verb: .unitRegistered, subject: Event.Subject(.unit, id.rawValue)), at: now)
        remarks.newUnits.append(name)
        hasNewUnit = true
        issuers[name] = id
        return id
    }
}

/// The items of the catalogue in force, by name.
private struct CatalogueItems {
    private let matcher: ItemMatcher
    private var domains: [CatalogueItem.ID: String] = [:]
    private let codes: [String]

    init(_ register: CatalogueRegister) throws {
        let items = try register.inForce(.county).map { try register.items(of: $0.id) } ?? []
        matcher = ItemMatcher(items)
        for item in items { domains[item.id] = item.domain }
        codes = Set(items.map(\.domain)).sorted()
    }

    func find(_ levels: [String], domain: String?) -> (id: CatalogueItem.ID, domain: String)? {
        for code in domain.map({ [$0] }) ?? codes {
            if let id = matcher.exactMatches(domain: code, levels: levels).first { return (id, code) }
        }
        return nil
    }
}
