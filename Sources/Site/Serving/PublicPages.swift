import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Pages
import Persistence
import Registers

/// One request for a public page: whose portal, which address, and the database to make it from.
struct PublicPages {
    let portal: Portal
    let county: County
    let frame: SiteFrame

    var installation: Installation { portal.installation }

    /// One consistent view of everything that a page shows.
    func read<Result: Sendable>(_ body: @escaping @Sendable (SiteView) throws -> Result) async throws -> Result {
        let site = county.id
        return try await installation.store.read { try body(SiteView($0, site: site)) }
    }

    /// The page at an address.
    /// - Throws: `Refusal.notFound` when the address is well formed and nothing is there.
    func answer(_ address: Address) async throws -> Answer {
        switch address {
        case .home: try await home()
        case .disclosureHub: try await disclosureHub()
        case .guide: try await guide()
        case .rules: try await rules()
        case .statutory: try await statutory()
        case .reports: try await reports()
        case .requests: try await requests()
        case .requestForm: try await requestForm()
        case .requestStatus: requestStatus()
        case .requestSheet: try await requestSheet()
        case .catalogue: try await catalogue()
        case .domain(let code, let filter): try await domain(code, filter)
        case .catalogueFile(let domain, let format): try await catalogueFile(domain: domain, format)
        case .versions: try await versions()
        case .version(let id): try await version(id)
        case .comparison(let new, let old): try await comparison(new: new, old: old)
        case .comment(let item): try await commentForm(item: item)
        case .commentReceipt(let number): try await commentReceipt(number)
        case .checklist: try await checklist()
        case .item(let id): try await item(id)
        case .units: try await units()
        case .unit(let code): try await unit(code)
        case .disclosures(let filter): try await disclosures(filter)
        case .disclosure(let id): try await disclosure(id)
        case .disclosurePrint(let id): try await disclosurePrint(id)
        case .disclosureHistory(let id): try await disclosureHistory(id)
        case .disclosureFile(let id, let number): try await disclosureFile(id, number)
        case .limited(let id): try await limited(id)
        case .emergencies: try await emergencies()
        case .search(let query): try await search(query)
        case .feed(let scope): try await feed(scope)
        case .log: try await log()
        case .logCheckpoint(let size): try await logCheckpoint(size: size)
        case .logEntry(let sequence): try await logEntry(sequence)
        case .logProof(let sequence): try await logProof(sequence)
        case .logContinuity(let old, let size): try await logContinuity(from: old, to: size)
        case .coverage(let query): try await coverage(query)
        case .coverageUnit(let code, let query): try await coverageUnit(code, query)
        case .coverageDomain(let code, let query): try await coverageDomain(code, query)
        case .coverageItem(let unit, let item, let query): try await coverageItem(unit: unit, item, query)
        case .coverageMonths(let query): try await coverageMonths(query)
        case .coverageFile(let format, let query): try await coverageFile(format, query)
        case .programme(let id): try await programme(id)
        case .services(let query): try await services(query)
        case .service(let id): try await service(id, as: .guide)
        case .serviceSheet(let id): try await serviceSheet(id)
        case .serviceScreen(let id): try await serviceScreen(id)
        case .serviceVersions(let id): try await serviceVersions(id)
        case .serviceReport(let id): try await serviceReport(id)
        case .serviceReceipt(let number): try await serviceReceipt(number)
        case .policies(let query): try await policies(query)
        case .policy(let id): try await service(id, as: .policy)
        case .ratings: try await ratings()
        case .ratingsFile: try await ratingsFile()
        case .rate(let query): try await rate(query)
        case .rating(let code): try await rating(code)
        case .messages(let query): try await messages(query)
        case .messageForm: try await messageForm()
        case .messageStatus: messageStatus()
        case .messageStatistics: try await messageStatistics()
        case .message(let id): try await message(id)
        case .answers(let query): try await answers(query)
        case .answer(let id): try await answer(id)
        case .inspections: try await inspections()
        case .inspectionList(let id, let kind): try await inspectionList(id, kind)
        case .participation: try await participation()
        case .consultation(let id, let page): try await consultation(id, page: page)
        case .opinionForm(let id, let paragraph): try await opinionForm(id, paragraph: paragraph)
        case .opinionReceipt(let number, let isRepeated): try await opinionReceipt(number, isRepeated: isRepeated)
        case .siteMap: try await siteMap()
        case .siteMapXML: try await siteMapFile()
        case .robots: Answer(mediaType: RobotsFile.mediaType, body: RobotsFile().render(in: frame), isCacheable: true)
        case .openSearch: Answer(mediaType: OpenSearchFile.mediaType, body: OpenSearchFile().render(in: frame), isCacheable: true)
        case .accessibility: try await accessibility()
        case .api: Answer(body: APIPage().render(in: frame), isCacheable: true)
        case .openAPI: try asset("openapi.yaml", digest: "")
        case .health: try await health()
        case .ledgers: try await ledgers()
        case .ledger(let code, let query): try await ledger(code, query)
        case .ledgerFile(let code, let format): try await ledgerFile(code, format)
        case .villageBoard(let code, let quarter): try await villageBoard(code, quarter)
        case .gazetteIssue(let year, let issue): try await gazetteIssue(year, issue)
        case .gazettePDF(let year, let issue): try await gazettePDF(year, issue)
        case .budgets: try await budgets()
        case .ledgerLine(let code, let id): try await ledgerLine(code, id)
        case .asset(let name, let digest): try asset(name, digest: digest)
        case .interpretations(let filter): try await interpretations(filter)
        case .missingInterpretations: try await missingInterpretations()
        case .chains: try await chains()
        case .chain(let id): try await chain(id)
        case .responses(let filter): try await responses(filter)
        case .openData: try await openData()
        case .dataCatalogue: try await dataCatalogue()
        case .dataset(let key, let format): try await dataset(key, format)
        case .dumpFile(let day, let name): try await dumpFile(day, name)
        case .subscribe(let start): try await subscriptionForm(start)
        case .subscribeSent: Answer(body: SubscriptionSentPage().render(in: frame), isCacheable: true)
        case .subscriptionConfirmation(let token): try await subscriptionConfirmation(token)
        case .subscription(let token): try await subscription(token)
        case .targetGroup(let code): try await targetGroup(code)
        case .kiosk: try await kiosk()
        case .kioskPhone(let path): Answer(body: KioskPhonePage(path: path).render(in: frame))
        }
    }

    private func asset(_ name: String, digest: String) throws -> Answer {
        guard let file = portal.assets[name] else { throw Refusal.notFound }
        var answer = Answer(mediaType: file.mediaType, body: file.bytes, isCacheable: true)
        // Under its own digest the file can never change; under another, or none, it is looked at again each time.
        answer.headers[.cacheControl] = digest == file.digest ? "public, max-age=31536000, immutable" : "no-cache"
        return answer
    }

    private func health() async throws -> Answer {
        _ = try await installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM site") }
        var answer = Answer(mediaType: Answer.json, body: Array(#"{"status":"ok"}"#.utf8))
        answer.headers[.cacheControl] = "no-store"
        return answer
    }
}

extension Portal {
    func frame(_ county: County, _ address: Address, _ request: Request) -> SiteFrame {
        let isKiosk = KioskLinks.isKiosk(request.uri.path)
        var frame = SiteFrame(
            county: county, origin: origin(county, host: request.head.authority), address: address, assets: assets.digests,
            textSize: isKiosk ? .kiosk : .regular)
        if isKiosk { frame.kiosk = SiteFrame.Kiosk() }
        return frame
    }

    /// Where the public finds the site: as the operator says, else the county's first host, else as a request came.
    func origin(_ county: County, host asked: String?) -> String {
        if let origin = settings.origin { return origin }
        if let host = county.hosts.first { return "https://\(host)" }
        let host = asked ?? "127.0.0.1"
        let isPlain = host.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 46 || $0 == 58 || $0 == 91
                || $0 == 93
        }
        return "http://\(isPlain && host.utf8.count <= 255 ? host : "127.0.0.1")"
    }

    /// The page that was made before for such a request, when nothing was published since.
    func readyPage(for request: HTTPRequest) -> FinishedPage? {
        guard let face = face(host: request.authority) else { return nil }
        return cache.page(face.cacheKey(request), version: stamp(face.county))
    }
}
