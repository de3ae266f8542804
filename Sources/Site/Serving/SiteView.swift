import Domain
import Pages
import Persistence
import Registers

/// The registers of one site in one transaction, and what several pages need from them.
struct SiteView {
    let transaction: any Transaction
    let site: County.ID

    init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    var sites: SiteRegister { SiteRegister(transaction) }
    var unitRegister: UnitRegister { UnitRegister(transaction, site: site) }
    var dutyRegister: DutyRegister { DutyRegister(transaction, site: site) }
    var catalogue: CatalogueRegister { CatalogueRegister(transaction, site: site) }
    var documents: DisclosureQueries { DisclosureQueries(transaction, site: site) }

    /// The office in charge (政府信息公开工作机构).
    func office() throws -> OrganisationUnit? { try unitRegister.office() }

    /// What the county says in its own words, with a second text under a heading of its own.
    func statement(_ name: String, and more: (heading: String, name: String)? = nil) throws -> DocumentBody? {
        var body = try sites.text(name, of: site) ?? DocumentBody([])
        if let more, let second = try sites.text(more.name, of: site), !second.isEmpty {
            body.blocks += [.heading(level: 2, more.heading)] + second.blocks
        }
        return body.isEmpty ? nil : body
    }

    func links(_ lines: [DisclosureQueries.Line]) -> [DisclosureLink] { lines.map(DisclosureLink.init) }

    func newest(_ filter: DisclosureQueries.Filter = DisclosureQueries.Filter(), limit: Int) throws -> [DisclosureLink] {
        links(try documents.newest(filter, limit: limit))
    }

    /// Each domain that has items or documents, with its figures.
    func domainSummaries() throws -> [DomainSummary] {
        let version = try catalogue.inForce(.county)
        var items: [String: [CatalogueItem.ID]] = [:]
        if let version { items = try catalogue.itemIdentities(of: version.id) }
        let byItem = try documents.countsByItem()
        let byDomain = try documents.countsByDomain()
        let units = Dictionary(try unitRegister.all().map { ($0.id, UnitLink($0)) }, uniquingKeysWith: { $1 })
        let leads = Dictionary(grouping: try dutyRegister.all(), by: \.domain)
        return try dutyRegister.domains().compactMap { domain in
            let own = items[domain.code] ?? []
            let documentCount = byDomain[domain.code] ?? 0
            guard !own.isEmpty || documentCount > 0 else { return nil }
            return DomainSummary(
                domain: DomainLink(domain), itemCount: own.count, coveredCount: own.count { byItem[$0] != nil },
                documentCount: documentCount,
                leads: (leads[domain.code] ?? []).compactMap { units[$0.unit] })
        }
    }

    /// The domain of that code, or of that name or alias, so that an address can also be typed.
    func domain(_ code: String) throws -> DisclosureDomain {
        let domains = try dutyRegister.domains()
        guard let domain = domains.first(where: { $0.code == code || $0.name == code || $0.aliases.contains(code) }) else {
            throw Refusal.notFound
        }
        return domain
    }

    func versionLink(_ id: CatalogueVersion.ID?) throws -> VersionLink? {
        try id.flatMap { try catalogue.version($0) }.map(VersionLink.init)
    }
}

extension DisclosureLink {
    init(_ line: DisclosureQueries.Line) {
        self.init(
            id: line.id, title: line.title, number: line.number, unit: UnitLink(code: line.unitCode, name: line.unitName),
            published: line.published,
            made: line.made, validity: line.validity)
    }
}
