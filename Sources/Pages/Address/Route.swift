package import Domain

/// The shape of an address: what a router is given. Names in braces are parameters.
package enum Route: Hashable, Sendable, CaseIterable {
    case home, disclosureHub, guide, rules, statutory, reports, requests, requestForm, requestStatus, requestSheet
    case catalogue, domain, versions, version, comparison, comment, commentReceipt, checklist, item
    case domainFile(CatalogueFileFormat), catalogueFile(CatalogueFileFormat)
    case units, unit, disclosures, disclosure, disclosurePrint, disclosureHistory, disclosureFile, limited, emergencies, search
    case feed(FeedScope.Kind)
    case log, logCheckpoint, logCheckpointOfSize, logEntry, logProof, logContinuity
    case coverage, coverageUnit, coverageDomain, coverageItem, coverageMonths, coverageFile(CatalogueFileFormat)
    case programme
    case ledgers, ledger, ledgerLine, villageBoard, gazetteIssue, gazettePDF, budgets, ledgerFile(CatalogueFileFormat)
    case services, service, serviceSheet, serviceScreen, serviceVersions, serviceReport, serviceReceipt, policies, policy
    case ratings, ratingsFile, rate, rating
    case inspections, inspectionList(InspectionListKind)
    case messages, messageForm, messageStatus, messageStatistics, message, answers, answer
    case participation, consultation, opinionForm, opinionReceipt
    case siteMap, siteMapXML, robots, openSearch, accessibility, api, openAPI, health, asset
    case interpretations, missingInterpretations, chains, chain, responses
    case openData, dataCatalogue, dataset(DatasetFormat), dumpFile
    case subscribe, subscribeSent, subscriptionConfirmation, subscription, targetGroup
    case kiosk, kioskPhone

    package static let allCases: [Route] =
        [
            .home, .disclosureHub, .guide, .rules, .statutory, .reports, .requests, .requestForm, .requestStatus, .requestSheet,
            .catalogue, .domain, .versions, .version, .comparison, .comment, .commentReceipt, .checklist, .item, .units, .unit,
            .disclosures, .disclosure, .disclosurePrint,
            .disclosureHistory, .disclosureFile, .limited, .emergencies, .search, .log,
            .logCheckpoint, .logCheckpointOfSize, .logEntry, .logProof, .logContinuity, .siteMap,
            .siteMapXML, .robots, .openSearch, .accessibility, .api, .openAPI, .health, .asset,
            .coverage, .coverageUnit, .coverageDomain, .coverageItem, .coverageMonths,
            .programme,
            .services, .service, .serviceSheet, .serviceScreen, .serviceVersions, .serviceReport, .serviceReceipt, .policies, .policy,
            .ratings, .ratingsFile, .rate, .rating,
            .messages, .messageForm, .messageStatus, .messageStatistics, .message, .answers, .answer,
            .inspections,
            .interpretations, .missingInterpretations, .chains, .chain, .responses,
            .participation, .consultation, .opinionForm, .opinionReceipt,
            .openData, .dataCatalogue, .dumpFile,
            .subscribe, .subscribeSent, .subscriptionConfirmation, .subscription, .targetGroup,
            .kiosk, .kioskPhone,
            .ledgers, .ledger, .ledgerLine, .villageBoard, .gazetteIssue, .gazettePDF, .budgets,
        ] + CatalogueFileFormat.allCases.flatMap { [.domainFile($0), .catalogueFile($0), .coverageFile($0), .ledgerFile($0)] }
        + FeedScope.Kind.allCases.map { .feed($0) } + DatasetFormat.allCases.map { .dataset($0) }
        + InspectionListKind.allCases.map { .inspectionList($0) }

    package var pattern: String {
        switch self {
        case .home: "/"
        case .disclosureHub: "/disclosure"
        case .guide: "/disclosure/guide"
        case .rules: "/disclosure/rules"
        case .statutory: "/disclosure/statutory"
        case .reports: "/disclosure/reports"
        case .requests: "/disclosure/requests"
        case .requestForm: "/disclosure/requests/new"
        case .requestStatus: "/disclosure/requests/status"
        case .requestSheet: "/disclosure/requests/print"
        case .catalogue: "/catalogue"
        case .domain: "/catalogue/{domain}"
        case .domainFile(let format): "/catalogue/{domain}.\(format.rawValue)"
        case .catalogueFile(let format): "/catalogue.\(format.rawValue)"
        case .versions: "/catalogue/versions"
        case .version: "/catalogue/versions/{version}"
        case .comparison: "/catalogue/versions/{version}/compare/{old}"
        case .comment: "/catalogue/comment"
        case .commentReceipt: "/catalogue/comment/receipt/{number}"
        case .checklist: "/checklist"
        case .item: "/items/{item}"
        case .units: "/units"
        case .unit: "/units/{unit}"
        case .disclosures: "/disclosures"
        case .disclosure: "/disclosures/{disclosure}"
        case .disclosurePrint: "/disclosures/{disclosure}/print"
        case .disclosureHistory: "/disclosures/{disclosure}/history"
        case .disclosureFile: "/disclosures/{disclosure}/files/{number}"
        case .limited: "/limited/{disclosure}"
        case .emergencies: "/disclosure/emergencies"
        case .search: "/search"
        case .feed(.everything): "/feed.atom"
        case .feed(.unit): "/units/{unit}/feed.atom"
        case .feed(.domain): "/catalogue/{domain}/feed.atom"
        case .feed(.search): "/search.atom"
        case .log: "/log"
        case .logCheckpoint: "/log/checkpoint"
        case .logCheckpointOfSize: "/log/checkpoint/{size}"
        case .logEntry: "/log/entries/{sequence}"
        case .logProof: "/log/entries/{sequence}/proof.json"
        case .logContinuity: "/log/continuity/{old}/{size}"
        case .coverage: "/coverage"
        case .coverageUnit: "/coverage/units/{unit}"
        case .coverageDomain: "/coverage/domains/{domain}"
        case .coverageItem: "/coverage/units/{unit}/items/{item}"
        case .coverageMonths: "/coverage/months"
        case .coverageFile(let format): "/coverage.\(format.rawValue)"
        case .programme: "/topics/programme/{programme}"
        case .services: "/services"
        case .service: "/services/{service}"
        case .serviceSheet: "/services/{service}/print"
        case .serviceScreen: "/services/{service}/screen"
        case .serviceVersions: "/services/{service}/versions"
        case .serviceReport: "/services/{service}/report"
        case .serviceReceipt: "/services/reports/{number}"
        case .policies: "/policies"
        case .policy: "/policies/{service}"
        case .ratings: "/ratings"
        case .ratingsFile: "/ratings.csv"
        case .rate: "/rate"
        case .rating: "/ratings/{code}"
        case .messages: "/messages"
        case .messageForm: "/messages/new"
        case .messageStatus: "/messages/status"
        case .messageStatistics: "/messages/statistics"
        case .message: "/messages/{message}"
        case .answers: "/answers"
        case .answer: "/answers/{answer}"
        case .inspections: "/inspections"
        case .inspectionList(let kind): "/inspections/{draw}/\(kind.rawValue).txt"
        case .participation: "/participation"
        case .consultation: "/participation/consultations/{consultation}"
        case .opinionForm: "/participation/consultations/{consultation}/opinion"
        case .opinionReceipt: "/participation/receipts/{number}"
        case .siteMap: "/sitemap"
        case .siteMapXML: "/sitemap.xml"
        case .robots: "/robots.txt"
        case .openSearch: "/opensearch.xml"
        case .accessibility: "/accessibility"
        case .api: "/api"
        case .openAPI: "/openapi.yaml"
        case .health: "/healthz"
        case .ledgers: "/ledgers"
        case .ledger: "/ledgers/{ledger}"
        case .ledgerLine: "/ledgers/{ledger}/{line}"
        case .villageBoard: "/boards/{unit}/{year}/{quarter}"
        case .gazetteIssue: "/gazette/{year}/{issue}"
        case .gazettePDF: "/gazette/{year}/{issue}.pdf"
        case .budgets: "/budgets"
        case .ledgerFile(let format): "/ledgers/{ledger}.\(format.rawValue)"
        case .asset: "/assets/{name}"
        case .interpretations: "/interpretations"
        case .missingInterpretations: "/interpretations/missing"
        case .chains: "/chains"
        case .chain: "/chains/{chain}"
        case .responses: "/responses"
        case .openData: "/open-data"
        case .dataCatalogue: "/open-data/catalogue.jsonld"
        case .dataset(let format): "/open-data/{dataset}.\(format.rawValue)"
        case .dumpFile: "/open-data/dumps/{day}/{name}"
        case .subscribe: "/subscribe"
        case .subscribeSent: "/subscribe/sent"
        case .subscriptionConfirmation: "/subscribe/confirmation/{token}"
        case .subscription: "/subscriptions/{token}"
        case .targetGroup: "/groups/{group}"
        case .feed(.item): "/items/{item}/feed.atom"
        case .feed(.group): "/groups/{group}/feed.atom"
        case .kiosk: "/kiosk"
        case .kioskPhone: "/kiosk/phone"
        }
    }

    /// Reads an address of this shape.
    ///
    /// - Parameters:
    ///   - parameter: the decoded text that stands in the place of a name in braces.
    ///   - query: what follows the question mark.
    /// - Returns: `nil` when a parameter cannot be what it stands for (a word where an identifier is wanted): such a page does not exist.
    /// - Throws: `QueryRefusal` when the page exists, but not with this query.
    package func address(parameter: (String) -> String?, query: QueryParameters = QueryParameters()) throws(QueryRefusal) -> Address? {
        func identifier<Subject>(_ name: String, _: Subject.Type = Subject.self) -> Identifier<Subject>? {
            parameter(name).flatMap { Identifier<Subject>(text: $0) }
        }
        func number(_ name: String) -> Int64? { identifier(name, Void.self)?.rawValue }
        switch self {
        case .domain:
            guard let domain = parameter("domain") else { return nil }
            return .domain(domain, try ItemFilter(query))
        case .domainFile(let format): return parameter("domain").map { .catalogueFile(domain: $0, format) }
        case .version: return identifier("version").map { .version($0) }
        case .comparison:
            guard let new: CatalogueVersion.ID = identifier("version"), let old: CatalogueVersion.ID = identifier("old") else { return nil }
            return .comparison(new: new, old: old)
        case .comment:
            guard let text = query["item"], !text.isEmpty else { return .comment() }
            guard let item = CatalogueItem.ID(text: text) else { throw QueryRefusal(parameter: "item", value: text) }
            return .comment(item: item)
        case .commentReceipt: return parameter("number").map { .commentReceipt($0) }
        case .item: return identifier("item").map { .item($0) }
        case .unit: return parameter("unit").map { .unit($0) }
        case .disclosures: return .disclosures(try DisclosureFilter(query))
        case .disclosure: return identifier("disclosure").map { .disclosure($0) }
        case .disclosurePrint: return identifier("disclosure").map { .disclosurePrint($0) }
        case .disclosureHistory: return identifier("disclosure").map { .disclosureHistory($0) }
        case .disclosureFile:
            guard let number = parameter("number").flatMap({ Int($0) }), (1...1000).contains(number) else { return nil }
            return identifier("disclosure").map { .disclosureFile($0, number) }
        case .limited: return identifier("disclosure").map { .limited($0) }
        case .search: return .search(try SearchQuery(query))
        case .feed(.unit): return parameter("unit").map { .feed(.unit($0)) }
        case .feed(.domain): return parameter("domain").map { .feed(.domain($0)) }
        case .feed(.search): return .feed(.search(try SearchQuery(query)))
        case .logCheckpointOfSize: return number("size").map { .logCheckpoint(size: $0) }
        case .logEntry: return number("sequence").map { .logEntry($0) }
        case .logProof: return number("sequence").map { .logProof($0) }
        case .logContinuity:
            guard let old = number("old"), let size = number("size") else { return nil }
            return .logContinuity(from: old, to: size)
        case .coverage: return .coverage(try CoverageQuery(query))
        case .coverageUnit:
            guard let unit = parameter("unit") else { return nil }
            return .coverageUnit(unit, try CoverageQuery(query))
        case .coverageDomain:
            guard let domain = parameter("domain") else { return nil }
            return .coverageDomain(domain, try CoverageQuery(query))
        case .coverageItem:
            guard let unit = parameter("unit"), let item: CatalogueItem.ID = identifier("item") else { return nil }
            return .coverageItem(unit: unit, item, try CoverageQuery(query))
        case .coverageMonths: return .coverageMonths(try CoverageQuery(query))
        case .coverageFile(let format): return .coverageFile(format, try CoverageQuery(query))
        case .programme: return identifier("programme").map { .programme($0) }
        case .ledger:
            guard let kind = parameter("ledger").flatMap({ LedgerKind.find($0) }) else { return nil }
            return .ledger(kind.code, try LedgerQuery(query, of: kind))
        case .ledgerFile(let format): return parameter("ledger").flatMap { LedgerKind.find($0) }.map { .ledgerFile($0.code, format) }
        case .villageBoard:
            guard let unit = parameter("unit"), let year = number("year"), let part = number("quarter"), year < 3000, part < 5,
                let quarter = LedgerQuarter(year: Int(year), number: Int(part))
            else { return nil }
            return .villageBoard(unit, quarter)
        case .gazetteIssue, .gazettePDF:
            guard let year = number("year"), let issue = number("issue"), (1949...2999).contains(year), (1...366).contains(issue) else {
                return nil
            }
            return self == .gazettePDF ? .gazettePDF(Int(year), Int(issue)) : .gazetteIssue(Int(year), Int(issue))
        case .ledgerLine:
            guard let kind = parameter("ledger").flatMap({ LedgerKind.find($0) }) else { return nil }
            return identifier("line").map { .ledgerLine(kind.code, $0) }
        case .services: return .services(try ServiceQuery(query))
        case .service: return identifier("service").map { .service($0) }
        case .serviceSheet: return identifier("service").map { .serviceSheet($0) }
        case .serviceScreen: return identifier("service").map { .serviceScreen($0) }
        case .serviceVersions: return identifier("service").map { .serviceVersions($0) }
        case .serviceReport: return identifier("service").map { .serviceReport($0) }
        case .serviceReceipt: return parameter("number").map { .serviceReceipt($0) }
        case .policies: return .policies(try PolicyQuery(query))
        case .policy: return identifier("service").map { .policy($0) }
        case .rate: return .rate(try RateQuery(query))
        case .rating: return parameter("code").map { .rating($0) }
        case .inspectionList(let kind): return identifier("draw").map { .inspectionList($0, kind) }
        case .messages: return .messages(try MessageQuery(query))
        case .message: return identifier("message").map { .message($0) }
        case .answers: return .answers(try AnswerQuery(query))
        case .answer: return identifier("answer").map { .answer($0) }
        case .consultation:
            let page = try query.number("page", in: 1...10_000) ?? 1
            return identifier("consultation").map { .consultation($0, page: page) }
        case .opinionForm:
            let paragraph = try query.number("paragraph", in: 0...100_000) ?? 0
            return identifier("consultation").map { .opinionForm($0, paragraph: paragraph) }
        case .opinionReceipt:
            let isRepeated = query["repeated"] == "yes"
            return parameter("number").map { .opinionReceipt($0, isRepeated: isRepeated) }
        case .asset: return parameter("name").map { .asset($0, digest: query["v"] ?? "") }
        case .interpretations: return .interpretations(try InterpretationFilter(query))
        case .chain: return identifier("chain").map { .chain($0) }
        case .responses: return .responses(try ResponseFilter(query))
        case .dataset(let format): return parameter("dataset").map { .dataset($0, format) }
        case .dumpFile:
            guard let day = parameter("day"), let name = parameter("name") else { return nil }
            return .dumpFile(day: day, name: name)
        case .subscribe: return .subscribe(try SubscriptionStart(query))
        case .subscriptionConfirmation: return parameter("token").map { .subscriptionConfirmation($0) }
        case .subscription: return parameter("token").map { .subscription($0) }
        case .targetGroup: return parameter("group").map { .targetGroup($0) }
        case .kioskPhone:
            let path = try query.text("to", limit: 1000) ?? ""
            guard KioskLinks.isForPhones(path) else { throw QueryRefusal(parameter: "to", value: path) }
            return .kioskPhone(path)
        case .feed(.item): return identifier("item").map { .feed(.item($0)) }
        case .feed(.group): return parameter("group").map { .feed(.group($0)) }
        default: return fixedAddress
        }
    }

    /// The address of a shape without parameters.
    private var fixedAddress: Address? {
        switch self {
        case .home: .home
        case .disclosureHub: .disclosureHub
        case .guide: .guide
        case .rules: .rules
        case .statutory: .statutory
        case .reports: .reports
        case .requests: .requests
        case .requestForm: .requestForm
        case .requestStatus: .requestStatus
        case .requestSheet: .requestSheet
        case .catalogue: .catalogue
        case .catalogueFile(let format): .catalogueFile(domain: nil, format)
        case .versions: .versions
        case .checklist: .checklist
        case .emergencies: .emergencies
        case .units: .units
        case .feed(.everything): .feed(.everything)
        case .log: .log
        case .logCheckpoint: .logCheckpoint()
        case .ratings: .ratings
        case .ratingsFile: .ratingsFile
        case .messageForm: .messageForm
        case .messageStatus: .messageStatus
        case .messageStatistics: .messageStatistics
        case .inspections: .inspections
        case .participation: .participation
        case .siteMap: .siteMap
        case .siteMapXML: .siteMapXML
        case .robots: .robots
        case .openSearch: .openSearch
        case .accessibility: .accessibility
        case .api: .api
        case .openAPI: .openAPI
        case .health: .health
        case .ledgers: .ledgers
        case .budgets: .budgets
        case .missingInterpretations: .missingInterpretations
        case .chains: .chains
        case .openData: .openData
        case .dataCatalogue: .dataCatalogue
        case .subscribeSent: .subscribeSent
        case .kiosk: .kiosk
        default: nil
        }
    }
}

extension Address {
    /// Reads a path with its query, as a browser sends it. Fixed words win over parameters: `/catalogue/versions` is no domain.
    ///
    /// - Returns: `nil` when there is no such page, or the query cannot be decoded.
    package init?(path: String) throws(QueryRefusal) {
        let parts = path.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let query = parts.count == 2 ? QueryParameters(text: Substring(parts[1])) : QueryParameters() else { return nil }
        let segments = parts[0].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Substring($0) }
        let candidates = Route.allCases.compactMap { route in route.parameters(in: segments).map { (route: route, parameters: $0) } }
        guard
            let best = candidates.min(by: {
                $0.parameters.count != $1.parameters.count
                    ? $0.parameters.count < $1.parameters.count : $0.route.isMoreSpecific(than: $1.route)
            }),
            let address = try best.route.address(parameter: { best.parameters[$0] }, query: query)
        else { return nil }
        self = address
    }
}

extension Route {
    fileprivate func isMoreSpecific(than other: Route) -> Bool { pattern.utf8.count > other.pattern.utf8.count }

    /// What stands in the place of each name in braces; `nil` when the path does not have this shape.
    fileprivate func parameters(in segments: [Substring]) -> [String: String]? {
        let parts = pattern.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Substring($0) }
        guard parts.count == segments.count else { return nil }
        var result: [String: String] = [:]
        for (part, segment) in zip(parts, segments) {
            guard part.utf8.first == UInt8(ascii: "{"), let end = part.utf8.firstIndex(of: UInt8(ascii: "}")) else {
                guard part == segment else { return nil }
                continue
            }
            let suffix = part[part.utf8.index(after: end)...]
            guard segment.utf8.count > suffix.utf8.count, segment.hasSuffix(suffix),
                let value = QueryParameters.decoded(segment: segment.dropLast(suffix.count))
            else { return nil }
            result[String(part[part.utf8.index(after: part.utf8.startIndex)..<end])] = value
        }
        return result
    }
}
