import Domain
import FoundationEssentials
import HTTPTypes
import Pages
import Persistence
import Registers

/// The public programming interface, described in openapi.yaml.
enum Endpoint: String, CaseIterable {
    case search, disclosures, disclosure, domains, items, item, units, unit, versions, comparison
    case guides, guide, ratings
    case answers
    case chains, chain
    case consultations, consultation
    case changes
    case ledgers, ledgerEntries
    case gatherings, gathering, questionnaires, questionnaire

    var pattern: String {
        switch self {
        case .search: "/api/v1/search"
        case .disclosures: "/api/v1/disclosures"
        case .disclosure: "/api/v1/disclosures/{disclosure}"
        case .domains: "/api/v1/domains"
        case .items: "/api/v1/items"
        case .item: "/api/v1/items/{item}"
        case .units: "/api/v1/units"
        case .unit: "/api/v1/units/{unit}"
        case .versions: "/api/v1/catalogue/versions"
        case .answers: "/api/v1/answers"
        case .comparison: "/api/v1/catalogue/versions/{new}/compare/{old}"
        case .guides: "/api/v1/guides"
        case .guide: "/api/v1/guides/{guide}"
        case .ratings: "/api/v1/ratings"
        case .chains: "/api/v1/chains"
        case .chain: "/api/v1/chains/{chain}"
        case .consultations: "/api/v1/consultations"
        case .consultation: "/api/v1/consultations/{consultation}"
        case .changes: "/api/v1/changes"
        case .ledgers: "/api/v1/ledgers"
        case .ledgerEntries: "/api/v1/ledgers/{ledger}/entries"
        case .gatherings: "/api/v1/gatherings"
        case .gathering: "/api/v1/gatherings/{gathering}"
        case .questionnaires: "/api/v1/questionnaires"
        case .questionnaire: "/api/v1/questionnaires/{questionnaire}"
        }
    }
}

extension Endpoint {
    /// Whether a path has this endpoint's shape.
    func matches(_ path: String) -> Bool {
        let asked = path.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
        let own = pattern.split(separator: "/", omittingEmptySubsequences: false)
        return asked.count == own.count && zip(asked, own).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
    }
}

struct PublicAPI {
    private static let mostResults = 100

    let portal: Portal
    let county: County
    let query: QueryParameters

    var pages: PublicPages {
        PublicPages(portal: portal, county: county, frame: SiteFrame(county: county, origin: "", address: .api, assets: [:]))
    }

    func answer(_ endpoint: Endpoint, _ parameter: @escaping (String) -> String?) async throws -> Answer {
        func identifier<Subject>(_ name: String, _: Subject.Type = Subject.self) throws -> Identifier<Subject> {
            guard let id = parameter(name).flatMap({ Identifier<Subject>(text: $0) }) else { throw Refusal.notFound }
            return id
        }
        switch endpoint {
        case .search: return try await search()
        case .disclosures: return try await disclosures()
        case .disclosure: return try await disclosure(identifier("disclosure"))
        case .domains: return try await domains()
        case .items: return try await items()
        case .item: return try await item(identifier("item"))
        case .units: return try await units()
        case .unit: return try await unit(parameter("unit") ?? "")
        case .versions: return try await versions()
        case .answers: return try await answers()
        case .comparison: return try await comparison(new: identifier("new"), old: identifier("old"))
        case .guides: return try await guides()
        case .guide: return try await guide(identifier("guide"))
        case .ratings: return try await ratings()
        case .chains: return try await chains()
        case .chain: return try await chain(identifier("chain"))
        case .consultations:
            return try await ConsultationAPI(pages: pages).list(after: try after(), limit: try limit())
        case .consultation:
            return try await ConsultationAPI(pages: pages).one(identifier("consultation"), after: try after(), limit: try limit())
        case .changes: return try await changes()
        case .ledgers: return try await ledgers()
        case .ledgerEntries: return try await ledgerEntries(parameter("ledger") ?? "")
        case .gatherings: return try await GatheringAPI(pages: pages).list(after: try after(), limit: try limit())
        case .gathering: return try await GatheringAPI(pages: pages).one(identifier("gathering"))
        case .questionnaires: return try await QuestionnaireAPI(pages: pages).list(after: try after(), limit: try limit())
        case .questionnaire: return try await QuestionnaireAPI(pages: pages).one(identifier("questionnaire"))
        }
    }

    // MARK: Search and documents

    private func search() async throws -> Answer {
        var wanted = try SearchQuery(query)
        wanted.sort = query["sort"] == nil ? .relevance : wanted.sort
        guard !SearchTerms(wanted.text).isEmpty else { throw Refusal.badRequest("缺少查询词：请用参数 q 写明要查找的内容。") }
        let limit = try limit()
        let findings = try await pages.searchHits(wanted, limit: limit)
        let terms = SearchTerms(wanted.text)
        let ids = findings.hits.map(\.document)
        let lines = try await pages.read { try $0.documents.lines(ids) }
        let byID = Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let results = findings.hits.compactMap { hit in
            byID[hit.document].map { DocumentResult($0, snippet: Snippet(of: hit.text, terms: terms).text) }
        }
        return try json(
            SearchResults(total: findings.total.number, totalIsCapped: findings.total.isCapped, results: results, next: findings.next))
    }

    /// The identifier that the page before ended with.
    private func after<Subject>(_: Subject.Type = Subject.self) throws -> Identifier<Subject>? {
        guard let text = query["after"] else { return nil }
        guard let id = Identifier<Subject>(text: text) else {
            throw QueryRefusal(parameter: "after", value: String(text.unicodeScalars.prefix(40)))
        }
        return id
    }

    func limit() throws -> Int {
        guard let text = query["limit"] else { return 20 }
        guard let limit = Int(text), (1...Self.mostResults).contains(limit) else {
            throw Refusal.badRequest("参数 limit 应为 1 到 \(Self.mostResults) 的整数。")
        }
        return limit
    }

    private func disclosures() async throws -> Answer {
        let filter = try DisclosureFilter(query)
        let limit = try limit()
        let before: Int64? = try filter.after.map { text in
            guard let position = Int64(text), position > 0 else { throw QueryRefusal(parameter: "after", value: text) }
            return position
        }
        return try await pages.read { view in
            var chosen = DisclosureQueries.Filter(year: filter.year, category: filter.category, validity: filter.validity)
            if let code = filter.unit {
                guard let unit = try view.unitRegister.find(code: code) else { throw QueryRefusal(parameter: "unit", value: code) }
                chosen.unit = unit.id
            }
            if let code = filter.domain { chosen.domain = try view.domain(code).code }
            let lines = try view.documents.newest(chosen, before: before, limit: limit + 1)
            let found = try view.documents.count(chosen, cap: SearchQueries.cap + 1)
            let shown = lines.prefix(limit)
            return try json(
                SearchResults(
                    total: min(found, SearchQueries.cap), totalIsCapped: found > SearchQueries.cap,
                    results: shown.map { DocumentResult($0, snippet: nil) },
                    next: lines.count > limit ? shown.last.map { String($0.position) } : nil))
        }
    }

    private func disclosure(_ id: Disclosure.ID) async throws -> Answer {
        try await pages.read { view in
            guard let disclosure = try DisclosureRegister(view.transaction, site: view.site).find(id),
                let detail = try view.details([disclosure])[id]
            else { throw Refusal.notFound }
            return try json(detail)
        }
    }

    // MARK: Catalogue and units

    private func domains() async throws -> Answer {
        try await pages.read { view in
            try json(
                List(
                    results: try view.domainSummaries().map {
                        DomainResult(
                            code: $0.domain.code, name: $0.domain.name, items: $0.itemCount, itemsWithDocuments: $0.coveredCount,
                            documents: $0.documentCount, leads: $0.leads.map(\.name), url: Address.domain($0.domain.code).path)
                    }))
        }
    }

    private func items() async throws -> Answer {
        guard let code = query["domain"] else { throw Refusal.badRequest("缺少参数 domain：请写明领域代码，如 07；代码见 /api/v1/domains。") }
        return try await pages.read { view in
            let domain = try view.domain(code)
            let items = try view.catalogue.inForce(.county).map { try view.catalogue.items(of: $0.id, domain: domain.code) } ?? []
            let counts = try view.documents.countsByItem()
            return try json(List(results: items.map { ItemResult($0, domain: domain.name, documents: counts[$0.id] ?? 0) }))
        }
    }

    private func item(_ id: CatalogueItem.ID) async throws -> Answer {
        try await pages.read { view in
            guard let version = try view.catalogue.inForce(.county),
                let item = try view.catalogue.appearances(of: id).last(where: { $0.version == version.id })
            else { throw Refusal.notFound }
            let counts = try view.documents.countsByItem()
            return try json(ItemResult(item, domain: try view.domain(item.domain).name, documents: counts[id] ?? 0))
        }
    }

    private func units() async throws -> Answer {
        try await pages.read { view in
            let counts = try view.documents.countsByUnit()
            return try json(List(results: try view.unitRegister.all().map { UnitResult($0, documents: counts[$0.id] ?? 0) }))
        }
    }

    private func unit(_ code: String) async throws -> Answer {
        try await pages.read { view in
            guard let unit = try view.unitRegister.find(code: code) else { throw Refusal.notFound }
            return try json(
                UnitResult(unit, documents: try view.documents.count(DisclosureQueries.Filter(unit: unit.id), cap: Int(Int32.max))))
        }
    }

    private func versions() async throws -> Answer {
        try await pages.read { view in
            let counts = try view.catalogue.itemCounts()
            return try json(
                List(
                    results: try view.catalogue.versions().filter { $0.state != .draft }.map {
                        VersionResult(
                            id: $0.id.description, level: $0.level.rawValue, title: $0.title, state: $0.state.rawValue,
                            effective: $0.effective?.description, superseded: $0.superseded?.description, items: counts[$0.id] ?? 0)
                    }))
        }
    }

    private func comparison(new: CatalogueVersion.ID, old: CatalogueVersion.ID) async throws -> Answer {
        try await pages.read { view in try json(ComparisonResult(try view.comparison(new: new, old: old).comparison)) }
    }
}

/// JSON as the interface writes it.
func json(_ value: some Encodable, status: HTTPResponse.Status = .ok, mediaType: String = Answer.json) throws -> Answer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Answer(status: status, mediaType: mediaType, body: Array(try encoder.encode(value)))
}
