import Domain
import Operations
import Pages
import Persistence
import Registers

extension PublicPages {
    func home() async throws -> Answer {
        let examples = try await exampleQueries()
        return try await read { [frame] view in
            let version = try view.catalogue.inForce(.county)
            let domains = try view.domainSummaries()
            let page = HomePage(
                exampleQueries: examples, version: version.map(VersionLink.init), itemCount: domains.reduce(0) { $0 + $1.itemCount },
                coveredCount: domains.reduce(0) { $0 + $1.coveredCount }, documentCount: try view.documents.count(cap: Int(Int32.max)),
                unitCount: try view.unitRegister.count(), newest: try view.newest(limit: 10), domains: domains,
                programmes: try view.topics().map { ($0.id, $0.title) })
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func siteMap() async throws -> Answer {
        try await read { [frame] view in
            let page = SiteMapPage(
                domains: try view.domainSummaries().map(\.domain), units: try view.unitRegister.all(),
                programmes: try view.topics().map { ($0.title, .programme($0.id)) })
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func siteMapFile() async throws -> Answer {
        try await read { [frame] view in
            var entries = [
                Address.home, .disclosureHub, .guide, .rules, .statutory, .reports, .requests, .catalogue, .versions, .checklist, .units,
                .coverage(), .coverageMonths(), .openData, .messages(), .messageForm, .messageStatistics, .answers(),
                .inspections, .participation, .signUpStatus, .interpretations(), .chains, .responses(),
            ]
            .map { SiteMapFile.Entry(address: $0) }
            entries += try view.domainSummaries().map { SiteMapFile.Entry(address: .domain($0.domain.code)) }
            entries += [Address.services(), .policies(), .ratings, .rate()].map { SiteMapFile.Entry(address: $0) }
            let entriesOfKind = { (kind: ServicePaper.Kind) in
                try view.services.published(kind).keys.sorted().map {
                    SiteMapFile.Entry(address: kind == .guide ? .service($0) : .policy($0))
                }
            }
            entries += try ServicePaper.Kind.allCases.flatMap(entriesOfKind)
            entries += try view.topics().map { SiteMapFile.Entry(address: .programme($0.id)) }
            entries += try view.consultations.published(limit: 500).map { SiteMapFile.Entry(address: .consultation($0.id)) }
            entries += try view.gatherings.published(limit: 500).map { SiteMapFile.Entry(address: .gathering($0.id)) }
            entries += try view.questionnaires.published(limit: 500).map { SiteMapFile.Entry(address: .questionnaire($0.id)) }
            entries += try view.unitRegister.all().map { SiteMapFile.Entry(address: .unit($0.code)) }
            if let version = try view.catalogue.inForce(.county) {
                entries += try view.catalogue.itemIdentities(of: version.id).values.joined().sorted().map {
                    SiteMapFile.Entry(address: .item($0))
                }
            }
            // The format ends at 50,000 addresses; the newest documents are the ones a search engine lacks.
            let room = max(0, 50_000 - entries.count)
            entries += try view.documents.newest(limit: room).map {
                SiteMapFile.Entry(address: .disclosure($0.id), changed: $0.published?.day)
            }
            return Answer(mediaType: SiteMapFile.mediaType, body: SiteMapFile(entries: entries).render(in: frame), isCacheable: true)
        }
    }

    func accessibility() async throws -> Answer {
        try await read { [frame] view in
            Answer(
                body: AccessibilityPage(office: try view.office(), statement: try view.statement("accessibility")).render(in: frame),
                isCacheable: true)
        }
    }

    func feed(_ scope: FeedScope) async throws -> Answer {
        var filter = DisclosureQueries.Filter()
        var title = "最新公开"
        var found: [Disclosure.ID]?
        switch scope {
        case .everything: break
        case .unit(let code):
            let unit = try await read { try $0.unitRegister.find(code: code) }
            guard let unit else { throw Refusal.notFound }
            (filter.unit, title) = (unit.id, unit.name)
        case .domain(let code):
            let domain = try await read { try $0.domain(code) }
            (filter.domain, title) = (domain.code, domain.name)
        case .item(let id):
            let item = try await read { try $0.catalogue.appearances(of: id).last }
            guard let item else { throw Refusal.notFound }
            (filter.item, title) = (id, item.entry.name)
        case .group(let code):
            let group = try await read { try $0.targets.group(code) }
            guard let group else { throw Refusal.notFound }
            (filter.group, title) = (code, "面向\(group.name)")
        case .search(let query):
            title = "检索：\(query.text)"
            found = try await searchHits(query, limit: Self.feedLength).hits.map(\.document)
        }
        let heading = title
        let (ids, chosen) = (found, filter)
        let county = county.id
        return try await read { [frame, installation] view in
            let lines = try ids.map { try view.documents.lines($0) } ?? view.documents.newest(chosen, limit: Self.feedLength)
            let register = DisclosureRegister(view.transaction, site: county)
            let entries = try lines.map { line in
                let body = try register.find(line.id).map { DocumentBody.plainText(stored: $0.body.stored) } ?? ""
                return Feed.Entry(
                    disclosure: DisclosureLink(line),
                    updated: line.published ?? line.made.map(Instant.init(startOf:)) ?? Instant(milliseconds: 0),
                    summary: String(String.UnicodeScalarView(body.unicodeScalars.prefix(200))))
            }
            let updated = entries.map(\.updated).max() ?? installation.now()
            return Answer(
                mediaType: Feed.mediaType, body: Feed(scope: scope, title: heading, entries: entries, updated: updated).render(in: frame),
                isCacheable: ids == nil)
        }
    }

    static let feedLength = 30
}
