import Domain
import HTML
import Pages
import Registers

extension PublicPages {
    private static let pageLength = 20

    func disclosureHub() async throws -> Answer {
        try await read { [frame] view in
            let items =
                try view.catalogue.inForce(.county).map { try view.catalogue.itemIdentities(of: $0.id).values.reduce(0) { $0 + $1.count } }
                ?? 0
            let page = DisclosureHubPage(
                office: try view.office(), newest: try view.newest(limit: 10), documentCount: try view.documents.count(cap: Int(Int32.max)),
                itemCount: items, unitCount: try view.unitRegister.count(),
                emergencyCount: try PublicationRegister(view.transaction, site: view.site).emergencyCount())
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func guide() async throws -> Answer {
        try await read { [frame] view in
            let page = GuidePage(
                office: try view.office(), domains: try view.domainSummaries().map(\.domain),
                units: try view.unitRegister.all().map(UnitLink.init),
                documents: try view.newest(DisclosureQueries.Filter(category: "政府信息公开指南"), limit: 50),
                statement: try view.statement("guide", and: ("查阅场所", "readingPlaces")))
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func rules() async throws -> Answer {
        try await read { [frame] view in
            let page = RulesPage(
                documents: try view.newest(DisclosureQueries.Filter(category: "政府信息公开制度"), limit: 100),
                statement: try view.statement("rules"))
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func statutory() async throws -> Answer {
        try await read { [frame] view in
            let years = try view.documents.years().map { $0.reversed().map { FilterOption(value: String($0), label: "\($0)年") } } ?? []
            let page = StatutoryPage(
                domains: try view.domainSummaries(),
                categories: try view.documents.categories(limit: 40).map { FilterOption(value: $0.name, label: $0.name, count: $0.count) },
                years: years, units: try view.unitRegister.all().filter { $0.kind != .village }.map(UnitLink.init),
                newest: try view.newest(limit: 10))
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func reports() async throws -> Answer {
        try await read { [frame] view in
            let reports = try view.documents.newest(DisclosureQueries.Filter(category: AnnualReport.category), limit: 500)
            let years = Dictionary(grouping: reports) { AnnualReport.year(title: $0.title, published: $0.published?.day ?? $0.made) ?? 0 }
            let page = ReportsPage(
                years: years.keys.sorted(by: >).map { ReportsPage.Year(year: $0, reports: view.links(years[$0] ?? [])) },
                statement: try view.statement("reports"))
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func disclosures(_ filter: DisclosureFilter) async throws -> Answer {
        let before: Int64? = try filter.after.map { text in
            guard let position = Int64(text), position > 0 else { throw QueryRefusal(parameter: "after", value: text) }
            return position
        }
        return try await read { [frame] view in
            let units = try view.unitRegister.all()
            var chosen = DisclosureQueries.Filter(year: filter.year, category: filter.category, validity: filter.validity)
            if let code = filter.unit {
                guard let unit = units.first(where: { $0.code == code }) else { throw QueryRefusal(parameter: "unit", value: code) }
                chosen.unit = unit.id
            }
            if let code = filter.domain { chosen.domain = try view.domain(code).code }
            let lines = try view.documents.newest(chosen, before: before, limit: Self.pageLength + 1)
            let found = try view.documents.count(chosen, cap: SearchQueries.cap + 1)
            let counts = try view.documents.countsByUnit()
            let page = DisclosuresPage(
                filter: filter, documents: view.links(Array(lines.prefix(Self.pageLength))),
                total: Total(min(found, SearchQueries.cap), isCapped: found > SearchQueries.cap),
                next: lines.count > Self.pageLength ? String(lines[Self.pageLength - 1].position) : nil,
                units: units.filter { counts[$0.id] != nil }.map { FilterOption(value: $0.code, label: $0.name, count: counts[$0.id]) },
                domains: try view.domainSummaries().filter { $0.documentCount > 0 }.map {
                    FilterOption(value: $0.domain.code, label: $0.domain.name, count: $0.documentCount)
                },
                years: try view.documents.years().map { $0.reversed().map { FilterOption(value: String($0), label: "\($0)年") } } ?? [],
                categories: try view.documents.categories(limit: 40).map { FilterOption(value: $0.name, label: $0.name, count: $0.count) })
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func disclosure(_ id: Disclosure.ID) async throws -> Answer {
        if let gone = try await tombstone(id) { return gone }
        let page = try await document(id)
        return Answer(body: page.render(in: frame), isCacheable: true)
    }

    func disclosurePrint(_ id: Disclosure.ID) async throws -> Answer {
        let page = try await document(id)
        return Answer(body: DisclosurePrintPage(document: page).render(in: frame), isCacheable: true)
    }

    private func document(_ id: Disclosure.ID) async throws -> DisclosurePage {
        let site = county.id
        return try await read { view in
            let register = DisclosureRegister(view.transaction, site: site)
            guard let disclosure = try register.find(id), let unit = try view.unitRegister.find(disclosure.unit) else {
                throw Refusal.notFound
            }
            let domain = try disclosure.domain.map { DomainLink(try view.domain($0)) }
            let item = try disclosure.item.flatMap { try view.catalogue.appearances(of: $0).last }
            let related = try disclosure.item.map { try view.newest(DisclosureQueries.Filter(item: $0), limit: 11) } ?? []
            var page = DisclosurePage(
                disclosure: disclosure, unit: UnitLink(unit),
                item: item.map { ItemLink(id: $0.id, levels: $0.entry.levels, domain: domain) },
                domain: domain,
                attachments: try register.attachments(of: id).compactMap { attachment in
                    WebAddress(attachment.address).map { DisclosurePage.Attachment(name: attachment.name, address: $0) }
                }
                    + (try PublicationRegister(view.transaction, site: site).files(of: id).enumerated().map { index, file in
                        DisclosurePage.Attachment(
                            name: file.name, address: Address.disclosureFile(id, index + 1).link, sizeInBytes: file.sizeInBytes)
                    }), corrections: try WithdrawalRegister(view.transaction, site: site).revisions(of: id).count,
                isEmergency: try PublicationRegister(view.transaction, site: site).find(id)?.emergency != nil,
                related: Array(related.filter { $0.id != id }.prefix(10)),
                logEntry: try LogRegister(view.transaction).entry(of: id).map { LogEntryLink(sequence: $0.sequence, time: $0.time) })
            page.ties = try view.ties(of: id)
            return page
        }
    }
}
