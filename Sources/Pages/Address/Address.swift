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
    case siteMap, siteMapXML, robots, openSearch
    case accessibility, api, openAPI, health
    /// 公开台账: the hub, a register, its file, one entry.
    case ledgers
    case ledger(String, LedgerQuery = LedgerQuery())
    case ledgerFile(String, CatalogueFileFormat)
    case ledgerLine(String, LedgerLine.ID)
    /// 村务公开栏, by the village's code.
    case villageBoard(String, LedgerQuarter)
    case gazetteIssue(Int, Int)
    /// A file of this program, under the digest of its content so that it can be kept for ever.
    case asset(String, digest: String = "")

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
        case .coverageFile(let format, _): "/coverage.\(format.rawValue)"
        case .ledger(let code, _): "/ledgers/" + code.percentEncoded
        case .ledgerFile(let code, let format): "/ledgers/\(code.percentEncoded).\(format.rawValue)"
        case .villageBoard(let unit, let quarter): "/boards/\(unit.percentEncoded)/\(quarter.year)/\(quarter.number)"
        case .gazetteIssue(let year, let issue): "/gazette/\(year)/\(issue)"
        case .ledgerLine(let code, let id): "/ledgers/\(code.percentEncoded)/\(id)"
        case .asset(let name, _): "/assets/" + name.percentEncoded
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
        case .asset(_, let digest): digest.isEmpty ? [] : [("v", digest)]
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
        case .asset: .asset
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

    package enum Kind: Sendable, CaseIterable, Hashable { case everything, unit, domain, search }

    package var kind: Kind {
        switch self {
        case .everything: .everything
        case .unit: .unit
        case .domain: .domain
        case .search: .search
        }
    }
}
