package import Domain
package import HTML

/// Where every public page is. Links are made from it and routes are read into it, so that neither can know a place the other does not.
///
/// The size of the text has no address of its own: all sizes are in rem, so that the browser's own setting and zoom work without
/// JavaScript,
/// and the buttons in the header keep the reader's choice in the browser only. A page is therefore the same bytes for everybody and can be
/// cached whole.
package enum Address: Hashable, Sendable {
    case home
    /// 政府信息公开 and its fixed entries (国办公开办函〔2019〕61号).
    case disclosureHub, guide, rules, statutory, reports, requests
    /// Asking for information: the form, the state of one's own request, the form on paper.
    case requestForm, requestStatus, requestSheet
    case catalogue
    /// A domain's standard table, by the domain's code.
    case domain(String, ItemFilter = ItemFilter())
    /// A catalogue as a file: one domain's, or with `nil` the whole.
    case catalogueFile(domain: String?, CatalogueFileFormat)
    case versions
    case version(CatalogueVersion.ID)
    case comparison(new: CatalogueVersion.ID, old: CatalogueVersion.ID)
    /// The form, with the item that it is about when it was opened from an item's page.
    case comment(item: CatalogueItem.ID? = nil)
    case commentReceipt(String)
    case checklist
    case item(CatalogueItem.ID)
    case units
    case unit(String)
    case disclosures(DisclosureFilter = DisclosureFilter())
    case disclosure(Disclosure.ID)
    case disclosurePrint(Disclosure.ID)
    /// 更正历史
    case disclosureHistory(Disclosure.ID)
    /// One of its files, counted from 1.
    case disclosureFile(Disclosure.ID, Int)
    /// What is for somebody in particular (特定群体): opened with a code.
    case limited(Disclosure.ID)
    /// 应急发布台账
    case emergencies
    case search(SearchQuery = SearchQuery())
    case feed(FeedScope)
    /// The public log (公开日志): what it is, a checkpoint as a signed note (the newest, or the one of that size), an entry, its proof.
    case log
    case logCheckpoint(size: Int64? = nil)
    case logEntry(Int64)
    case logProof(Int64)
    /// The proof that one checkpoint goes on in another.
    case logContinuity(from: Int64, to: Int64)
    /// 公开监测: the county, a unit, a field of work, an item of a unit, the months; and the whole as a file.
    case coverage(CoverageQuery = CoverageQuery())
    case coverageUnit(String, CoverageQuery = CoverageQuery())
    case coverageDomain(String, CoverageQuery = CoverageQuery())
    case coverageItem(unit: String, CatalogueItem.ID, CoverageQuery = CoverageQuery())
    case coverageMonths(CoverageQuery = CoverageQuery())
    case coverageFile(CatalogueFileFormat, CoverageQuery = CoverageQuery())
    /// 试点专题: a programme.
    case programme(Programme.ID)
    /// 办事指南: the list, a guide, the same for paper and for a screen in the hall, its wordings; a report that more was asked for, and its receipt.
    case services(ServiceQuery = ServiceQuery())
    case service(ServicePaper.ID), serviceSheet(ServicePaper.ID), serviceScreen(ServicePaper.ID), serviceVersions(ServicePaper.ID)
    case serviceReport(ServicePaper.ID)
    case serviceReceipt(String)
    /// 涉企政策
    case policies(PolicyQuery = PolicyQuery())
    case policy(ServicePaper.ID)
    /// 好差评: results, as a file, where a code is typed, and the page of a code.
    case ratings, ratingsFile, rate(RateQuery = RateQuery())
    case rating(String)
    /// 留言: what is public of them, writing one, the state of one's own, figures, one of them.
    case messages(MessageQuery = MessageQuery())
    case messageForm, messageStatus, messageStatistics
    case message(Message.ID)
    /// 常见问题: the base of answers, one of them.
    case answers(AnswerQuery = AnswerQuery())
    case answer(BaseAnswer.ID)
    /// 双随机、一公开, and the lists of a public draw.
    case inspections
    case inspectionList(InspectionDraw.ID, InspectionListKind)
    /// 公众参与: what is open and what came of it; one consultation; its form; a receipt.
    case participation
    case consultation(Consultation.ID, page: Int = 1)
    case opinionForm(Consultation.ID, paragraph: Int = 0)
    case opinionReceipt(String, isRepeated: Bool = false)
    case siteMap, siteMapXML, robots, openSearch
    case accessibility, api, openAPI, health
    /// 公开台账: the hub, a register, its file, one entry.
    case ledgers
    case ledger(String, LedgerQuery = LedgerQuery())
    case ledgerFile(String, CatalogueFileFormat)
    case ledgerLine(String, LedgerLine.ID)
    /// 村务公开栏, by the village's code.
    case villageBoard(String, LedgerQuarter)
    case gazetteIssue(Int, Int), gazettePDF(Int, Int)
    /// 预决算公开: units by years.
    case budgets
    /// A file of this program, under the digest of its content so that it can be kept for ever.
    case asset(String, digest: String = "")
    /// 政策解读, the documents that still lack one, and chains.
    case interpretations(InterpretationFilter = InterpretationFilter())
    case missingInterpretations, chains
    case chain(PolicyChain.ID)
    /// 回应关切
    case responses(ResponseFilter = ResponseFilter())
    /// 数据开放: the page for people, the catalogue for programs (DCAT), a data set as a file, a file of a day's dump.
    case openData, dataCatalogue
    case dataset(String, DatasetFormat)
    case dumpFile(day: String, name: String)
    /// 订阅: the form, what is said after it, the link that confirms it, and the subscriber's own page.
    case subscribe(SubscriptionStart = SubscriptionStart()), subscribeSent
    case subscriptionConfirmation(String), subscription(String)
    /// 推送对象: what is for a group of enterprises or people.
    case targetGroup(String)
    /// 政务公开专区: where a machine in a service hall begins. Its other pages are the portal's own, under the same path after `/kiosk`.
    case kiosk
    /// A place to go on with on one's own telephone, as a QR code.
    case kioskPhone(String)

    /// Path and query, percent-encoded; begins with `/`.
    package var path: String {
        let query = queryItems
        guard !query.isEmpty else { return pathWithoutQuery }
        return pathWithoutQuery + "?" + query.map { "\($0.name)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }

    package var link: WebAddress { WebAddress(path: path) }

    /// The same place as a full address, for feeds and `rel=canonical`.
    ///
    /// - Parameter origin: scheme and host without a slash at the end, such as `https://www.mingchuan.gov.cn`.
    package func absolute(_ origin: String) -> String { origin + path }

    package var pathWithoutQuery: String {
        switch self {
        case .domain(let code, _): "/catalogue/" + code.percentEncoded
        case .catalogueFile(let domain?, let format): "/catalogue/\(domain.percentEncoded).\(format.rawValue)"
        case .catalogueFile(nil, let format): "/catalogue.\(format.rawValue)"
        case .version(let id): "/catalogue/versions/\(id)"
        case .comparison(let new, let old): "/catalogue/versions/\(new)/compare/\(old)"
        case .commentReceipt(let number): "/catalogue/comment/receipt/" + number.percentEncoded
        case .item(let id): "/items/\(id)"
        case .unit(let code): "/units/" + code.percentEncoded
        case .disclosure(let id): "/disclosures/\(id)"
        case .disclosurePrint(let id): "/disclosures/\(id)/print"
        case .disclosureHistory(let id): "/disclosures/\(id)/history"
        case .disclosureFile(let id, let number): "/disclosures/\(id)/files/\(number)"
        case .limited(let id): "/limited/\(id)"
        case .feed(.unit(let code)): "/units/\(code.percentEncoded)/feed.atom"
        case .feed(.domain(let code)): "/catalogue/\(code.percentEncoded)/feed.atom"
        case .logCheckpoint(let size?): "/log/checkpoint/\(size)"
        case .logEntry(let sequence): "/log/entries/\(sequence)"
        case .logProof(let sequence): "/log/entries/\(sequence)/proof.json"
        case .logContinuity(let old, let size): "/log/continuity/\(old)/\(size)"
        case .coverageUnit(let code, _): "/coverage/units/" + code.percentEncoded
        case .coverageDomain(let code, _): "/coverage/domains/" + code.percentEncoded
        case .coverageItem(let unit, let item, _): "/coverage/units/\(unit.percentEncoded)/items/\(item)"
        case .programme(let id): "/topics/programme/\(id)"
        case .consultation(let id, _): "/participation/consultations/\(id)"
        case .opinionForm(let id, _): "/participation/consultations/\(id)/opinion"
        case .opinionReceipt(let number, _): "/participation/receipts/" + number.percentEncoded
        case .coverageFile(let format, _): "/coverage.\(format.rawValue)"
        case .ledger(let code, _): "/ledgers/" + code.percentEncoded
        case .ledgerFile(let code, let format): "/ledgers/\(code.percentEncoded).\(format.rawValue)"
        case .villageBoard(let unit, let quarter): "/boards/\(unit.percentEncoded)/\(quarter.year)/\(quarter.number)"
        case .gazetteIssue(let year, let issue): "/gazette/\(year)/\(issue)"
        case .gazettePDF(let year, let issue): "/gazette/\(year)/\(issue).pdf"
        case .ledgerLine(let code, let id): "/ledgers/\(code.percentEncoded)/\(id)"
        case .service(let id): "/services/\(id)"
        case .serviceSheet(let id): "/services/\(id)/print"
        case .serviceScreen(let id): "/services/\(id)/screen"
        case .serviceVersions(let id): "/services/\(id)/versions"
        case .serviceReport(let id): "/services/\(id)/report"
        case .serviceReceipt(let number): "/services/reports/" + number.percentEncoded
        case .policy(let id): "/policies/\(id)"
        case .rating(let code): "/ratings/" + code.percentEncoded
        case .message(let id): "/messages/\(id)"
        case .answer(let id): "/answers/\(id)"
        case .inspectionList(let id, let kind): "/inspections/\(id)/\(kind.rawValue).txt"
        case .asset(let name, _): "/assets/" + name.percentEncoded
        case .chain(let id): "/chains/\(id)"
        case .dataset(let key, let format): "/open-data/\(key.percentEncoded).\(format.rawValue)"
        case .dumpFile(let day, let name): "/open-data/dumps/\(day.percentEncoded)/\(name.percentEncoded)"
        case .subscriptionConfirmation(let token): "/subscribe/confirmation/" + token.percentEncoded
        case .subscription(let token): "/subscriptions/" + token.percentEncoded
        case .targetGroup(let code): "/groups/" + code.percentEncoded
        case .feed(.item(let id)): "/items/\(id)/feed.atom"
        case .feed(.group(let code)): "/groups/\(code.percentEncoded)/feed.atom"
        default: route.pattern
        }
    }

    private var queryItems: [(name: String, value: String)] {
        switch self {
        case .domain(_, let filter): filter.queryItems
        case .comment(let item?): [("item", item.description)]
        case .disclosures(let filter): filter.queryItems
        case .search(let query): query.queryItems
        case .feed(.search(let query)): query.queryItems
        case .coverage(let query), .coverageUnit(_, let query), .coverageDomain(_, let query), .coverageItem(_, _, let query),
            .coverageMonths(let query), .coverageFile(_, let query):
            query.queryItems
        case .ledger(_, let query): query.queryItems
        case .services(let query): query.queryItems
        case .policies(let query): query.queryItems
        case .rate(let query): query.queryItems
        case .messages(let query): query.queryItems
        case .answers(let query): query.queryItems
        case .interpretations(let filter): filter.queryItems
        case .responses(let filter): filter.queryItems
        case .consultation(_, let page): page == 1 ? [] : [("page", String(page))]
        case .opinionForm(_, let paragraph): paragraph == 0 ? [] : [("paragraph", String(paragraph))]
        case .opinionReceipt(_, let isRepeated): isRepeated ? [("repeated", "yes")] : []
        case .asset(_, let digest): digest.isEmpty ? [] : [("v", digest)]
        case .subscribe(let start): start.queryItems
        case .kioskPhone(let path): [("to", path)]
        default: []
        }
    }

    package var route: Route {
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
        case .domain: .domain
        case .catalogueFile(.some, let format): .domainFile(format)
        case .catalogueFile(nil, let format): .catalogueFile(format)
        case .versions: .versions
        case .version: .version
        case .comparison: .comparison
        case .comment: .comment
        case .commentReceipt: .commentReceipt
        case .checklist: .checklist
        case .item: .item
        case .units: .units
        case .unit: .unit
        case .disclosures: .disclosures
        case .disclosure: .disclosure
        case .disclosurePrint: .disclosurePrint
        case .disclosureHistory: .disclosureHistory
        case .disclosureFile: .disclosureFile
        case .limited: .limited
        case .emergencies: .emergencies
        case .search: .search
        case .feed(let scope): .feed(scope.kind)
        case .log: .log
        case .logCheckpoint(nil): .logCheckpoint
        case .logCheckpoint(.some): .logCheckpointOfSize
        case .logEntry: .logEntry
        case .logProof: .logProof
        case .logContinuity: .logContinuity
        case .coverage: .coverage
        case .coverageUnit: .coverageUnit
        case .coverageDomain: .coverageDomain
        case .coverageItem: .coverageItem
        case .coverageMonths: .coverageMonths
        case .coverageFile(let format, _): .coverageFile(format)
        case .programme: .programme
        case .services: .services
        case .service: .service
        case .serviceSheet: .serviceSheet
        case .serviceScreen: .serviceScreen
        case .serviceVersions: .serviceVersions
        case .serviceReport: .serviceReport
        case .serviceReceipt: .serviceReceipt
        case .policies: .policies
        case .policy: .policy
        case .ratings: .ratings
        case .ratingsFile: .ratingsFile
        case .rate: .rate
        case .rating: .rating
        case .messages: .messages
        case .messageForm: .messageForm
        case .messageStatus: .messageStatus
        case .messageStatistics: .messageStatistics
        case .message: .message
        case .answers: .answers
        case .answer: .answer
        case .inspections: .inspections
        case .inspectionList(_, let kind): .inspectionList(kind)
        case .participation: .participation
        case .consultation: .consultation
        case .opinionForm: .opinionForm
        case .opinionReceipt: .opinionReceipt
        case .siteMap: .siteMap
        case .siteMapXML: .siteMapXML
        case .robots: .robots
        case .openSearch: .openSearch
        case .accessibility: .accessibility
        case .api: .api
        case .openAPI: .openAPI
        case .health: .health
        case .ledgers: .ledgers
        case .ledger: .ledger
        case .ledgerFile(_, let format): .ledgerFile(format)
        case .ledgerLine: .ledgerLine
        case .villageBoard: .villageBoard
        case .gazetteIssue: .gazetteIssue
        case .gazettePDF: .gazettePDF
        case .budgets: .budgets
        case .asset: .asset
        case .interpretations: .interpretations
        case .missingInterpretations: .missingInterpretations
        case .chains: .chains
        case .chain: .chain
        case .responses: .responses
        case .openData: .openData
        case .dataCatalogue: .dataCatalogue
        case .dataset(_, let format): .dataset(format)
        case .dumpFile: .dumpFile
        case .subscribe: .subscribe
        case .subscribeSent: .subscribeSent
        case .subscriptionConfirmation: .subscriptionConfirmation
        case .subscription: .subscription
        case .targetGroup: .targetGroup
        case .kiosk: .kiosk
        case .kioskPhone: .kioskPhone
        }
    }
}

/// What a catalogue can be downloaded as.
package enum CatalogueFileFormat: String, Sendable, CaseIterable, Hashable { case xlsx, csv, json }

/// What a feed is about.
package enum FeedScope: Hashable, Sendable {
    case everything
    case unit(String)
    case domain(String)
    case search(SearchQuery)
    case item(CatalogueItem.ID)
    case group(String)

    package enum Kind: Sendable, CaseIterable, Hashable { case everything, unit, domain, search, item, group }

    package var kind: Kind {
        switch self {
        case .everything: .everything
        case .unit: .unit
        case .domain: .domain
        case .search: .search
        case .item: .item
        case .group: .group
        }
    }
}
