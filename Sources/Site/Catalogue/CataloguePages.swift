import Domain
import Interchange
import Pages
import Registers

extension PublicPages {
    func catalogue() async throws -> Answer {
        try await read { [frame] view in
            let page = CataloguePage(
                version: try view.catalogue.inForce(.county).map(VersionLink.init), domains: try view.domainSummaries())
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func domain(_ code: String, _ filter: ItemFilter) async throws -> Answer {
        try await read { [frame] view in
            let domain = try view.domain(code)
            // One address for one page: a name or alias leads to the code.
            guard domain.code == code else { return .redirect(.domain(domain.code, filter)) }
            let version = try view.catalogue.inForce(.county)
            let items = try version.map { try view.catalogue.items(of: $0.id, domain: domain.code) } ?? []
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, UnitLink($0)) }, uniquingKeysWith: { $1 })
            let linked = try version.map { try view.catalogue.units(of: $0.id, domain: domain.code) } ?? [:]
            let counts = try view.documents.countsByItem()
            let lines = items.filter { filter.matches($0.entry, documentCount: counts[$0.id] ?? 0) }.map { item in
                DomainPage.Line(item: item, units: (linked[item.id] ?? []).compactMap { units[$0] }, documentCount: counts[item.id] ?? 0)
            }
            var subjects: [String] = []
            for subject in items.flatMap(\.entry.subjects) where !subjects.contains(subject) { subjects.append(subject) }
            let leads = try view.dutyRegister.all().filter { $0.domain == domain.code }.compactMap { units[$0.unit] }
            let page = DomainPage(
                domain: DomainLink(domain), version: version.map(VersionLink.init), filter: filter, lines: lines, itemCount: items.count,
                coveredCount: items.count { counts[$0.id] != nil }, subjects: subjects, leads: leads)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func item(_ id: CatalogueItem.ID) async throws -> Answer {
        try await read { [frame] view in
            let appearances = try view.catalogue.appearances(of: id)
            let versions = Dictionary(try view.catalogue.versions().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            guard let item = appearances.last, let version = versions[item.version] else { throw Refusal.notFound }
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, UnitLink($0)) }, uniquingKeysWith: { $1 })
            let linked = try view.catalogue.units(of: version.id, domain: item.domain)[id] ?? []
            let filter = DisclosureQueries.Filter(item: id)
            let page = ItemPage(
                item: item, domain: DomainLink(try view.domain(item.domain)), version: VersionLink(version),
                units: linked.compactMap { units[$0] },
                documents: try view.newest(filter, limit: 20), documentTotal: Total(try view.documents.count(filter, cap: Int(Int32.max))),
                history: try Self.history(of: id, appearances, versions, view),
                guide: item.guideItem == nil ? nil : try view.versionLink(version.guide))
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    /// Newest version first, with what each changed; a version that took the item out comes before them all.
    private static func history(
        of id: CatalogueItem.ID, _ appearances: [CatalogueItem], _ versions: [CatalogueVersion.ID: CatalogueVersion], _ view: SiteView
    ) throws -> [ItemPage.Appearance] {
        var history: [ItemPage.Appearance] = []
        var former: CatalogueItem?
        for item in appearances {
            guard let version = versions[item.version] else { continue }
            let change: ItemPage.Appearance.Change? =
                former.map { $0.entry == item.entry ? .unchanged : .changed } ?? (version.predecessor == nil ? nil : .added)
            history.append(ItemPage.Appearance(version: VersionLink(version), change: change, reason: item.adjustment))
            former = item
        }
        if let last = former, let successor = versions.values.first(where: { $0.predecessor == last.version && $0.state != .draft }) {
            let reason = try view.catalogue.retirements(of: successor.id)[id] ?? ""
            history.append(ItemPage.Appearance(version: VersionLink(successor), change: .removed, reason: reason))
        }
        return history.reversed()
    }

    func versions() async throws -> Answer {
        try await read { [frame] view in
            let counts = try view.catalogue.itemCounts()
            let all = try view.catalogue.versions().filter { $0.state != .draft }
            func entries(_ isCounty: Bool) -> [VersionsPage.Entry] {
                all.filter { ($0.level == .county) == isCounty }.map { VersionsPage.Entry(version: $0, itemCount: counts[$0.id] ?? 0) }
            }
            return Answer(body: VersionsPage(catalogues: entries(true), guides: entries(false)).render(in: frame), isCacheable: true)
        }
    }

    func version(_ id: CatalogueVersion.ID) async throws -> Answer {
        try await read { [frame] view in
            guard let version = try view.catalogue.version(id), version.state != .draft else { throw Refusal.notFound }
            let items = Dictionary(grouping: try view.catalogue.items(of: id), by: \.domain)
            let domains = try view.dutyRegister.domains().compactMap { domain -> VersionPage.Domain? in
                guard let own = items[domain.code] else { return nil }
                return VersionPage.Domain(domain: DomainLink(domain), items: own.map { ItemLink(id: $0.id, levels: $0.entry.levels) })
            }
            let page = VersionPage(
                version: version, guide: try view.versionLink(version.guide), predecessor: try view.versionLink(version.predecessor),
                domains: domains)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func comparison(new: CatalogueVersion.ID, old: CatalogueVersion.ID) async throws -> Answer {
        try await read { [frame] view in
            let (comparison, newVersion, oldVersion) = try view.comparison(new: new, old: old)
            let names = Dictionary(try view.dutyRegister.domains().map { ($0.code, DomainLink($0)) }, uniquingKeysWith: { $1 })
            let retired = try view.catalogue.retirements(of: new)
            func link(_ item: CatalogueItem) -> ItemLink { ItemLink(id: item.id, levels: item.entry.levels, domain: names[item.domain]) }
            let changes = comparison.changes.map { change -> ComparisonPage.Change in
                switch change {
                case .added(let item): ComparisonPage.Change(kind: .added, item: link(item), fields: [], reason: item.adjustment)
                case .removed(let item): ComparisonPage.Change(kind: .removed, item: link(item), fields: [], reason: retired[item.id] ?? "")
                case .changed(_, let item, let fields):
                    ComparisonPage.Change(
                        kind: .changed, item: link(item),
                        fields: fields.map { ComparisonPage.Field(name: $0.field.rawValue, before: $0.old, after: $0.new) },
                        reason: item.adjustment)
                }
            }
            let page = ComparisonPage(
                new: VersionLink(newVersion), old: VersionLink(oldVersion), changes: changes, unchangedCount: comparison.unchangedCount)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func catalogueFile(domain code: String?, _ format: CatalogueFileFormat) async throws -> Answer {
        let county = county
        let (title, entries) = try await read { view -> (String, [CatalogueEntry]) in
            guard let version = try view.catalogue.inForce(.county) else { throw Refusal.notFound }
            let domain = try code.map { try view.domain($0) }
            let names = Dictionary(try view.dutyRegister.domains().map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
            let entries = try view.catalogue.items(of: version.id, domain: domain?.code).map { item in
                var entry = item.entry
                entry.domain = names[item.domain]
                return entry
            }
            return (domain.map { "\(county.placeName)\($0.name)领域基层政务公开标准目录" } ?? version.title, entries)
        }
        return try Self.file(title: title, entries: entries, format)
    }

    private static func file(title: String, entries: [CatalogueEntry], _ format: CatalogueFileFormat) throws -> Answer {
        switch format {
        case .xlsx:
            .download(
                try CatalogueExport.xlsx(entries, title: title),
                mediaType: AttachmentKind.xlsx.mediaType,
                name: "\(title).xlsx")
        case .csv: .download(CatalogueExport.csv(entries, title: title), mediaType: "text/csv; charset=utf-8", name: "\(title).csv")
        case .json: .download(CatalogueExport.json(entries, title: title), mediaType: Answer.json, name: "\(title).json")
        }
    }

    func checklist() async throws -> Answer {
        let site = county.id
        return try await read { [frame] view in
            let names = Dictionary(try view.dutyRegister.domains().map { ($0.code, DomainLink($0)) }, uniquingKeysWith: { $1 })
            let items = try view.catalogue.inForce(.county).map { try view.catalogue.items(of: $0.id) } ?? []
            let links = Dictionary(
                items.map { ($0.id, ItemLink(id: $0.id, levels: $0.entry.levels, domain: names[$0.domain])) }, uniquingKeysWith: { $1 })
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, UnitLink($0)) }, uniquingKeysWith: { $1 })
            let entries = try ChecklistRegister(view.transaction, site: site).all().map {
                ChecklistPage.Entry($0, items: links, units: units)
            }
            return Answer(body: ChecklistPage(entries: entries).render(in: frame), isCacheable: true)
        }
    }
}

extension SiteView {
    /// Two versions that the public may see, compared.
    func comparison(new: CatalogueVersion.ID, old: CatalogueVersion.ID) throws -> (
        comparison: CatalogueComparison, new: CatalogueVersion, old: CatalogueVersion
    ) {
        guard let newVersion = try catalogue.version(new), let oldVersion = try catalogue.version(old), newVersion.state != .draft,
            oldVersion.state != .draft
        else { throw Refusal.notFound }
        return (CatalogueComparison(old: try catalogue.items(of: old), new: try catalogue.items(of: new)), newVersion, oldVersion)
    }
}

extension ChecklistPage.Entry {
    init(_ entry: ChecklistRegister.Entry, items: [CatalogueItem.ID: ItemLink], units: [OrganisationUnit.ID: UnitLink]) {
        let source: ChecklistPage.Source =
            switch entry.source {
            case .powers: .powers
            case .services: .services
            case .concerns: .concerns
            }
        let destination: ChecklistPage.Destination =
            switch entry.outcome {
            case .catalogued(let item): item.flatMap { items[$0] }.map { .catalogue($0) } ?? .pending
            case .withheld(let ground, let legalBasis, let reassess):
                .withheld(ground: legalBasis.isEmpty ? ground : "\(ground)（\(legalBasis)）", reassessment: reassess)
            case .pending: .pending
            }
        self.init(name: entry.name, source: source, unit: entry.unit.flatMap { units[$0] }, destination: destination)
    }
}
