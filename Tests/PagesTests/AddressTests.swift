import Domain
import HTML
import Pages
import Testing

@Suite("Links and routes share one type")
struct AddressTests {
    static let everyKind: [Address] =
        [
            .home, .disclosureHub, .guide, .rules, .statutory, .reports, .requests, .requestForm, .requestStatus, .requestSheet,
            .catalogue, .domain("20"), .domain("x1"),
            .domain(
                "07",
                ItemFilter(subject: "县民政局 & 乡镇", audience: .specific, mode: .onRequest, tier: .village, stage: .result, coverage: .missing)),
            .versions, .version(Identifier(7)), .comparison(new: Identifier(8), old: Identifier(7)), .comment(),
            .comment(item: Identifier(9)),
            .commentReceipt("MC2026/1?#"), .checklist, .item(Identifier(9_007_199_254_740_993)), .units, .unit("mzj"), .disclosures(),
            .disclosures(DisclosureFilter(unit: "mzj", domain: "20", year: 2026, category: "通知", validity: .repealed, after: "a~b/c+d%e=")),
            .disclosure(Identifier(1)), .disclosurePrint(Identifier(1)), .disclosureHistory(Identifier(1)),
            .disclosureFile(Identifier(1), 2), .limited(Identifier(1)), .emergencies, .search(),
            .search(
                SearchQuery(text: "国办发〔2019〕54号 \"a+b\" 100%", unit: "a", domain: "b", year: 1999, kind: .item, sort: .newest, after: "c")),
            .feed(.everything), .feed(.unit("mzj")), .feed(.domain("20")), .feed(.search(SearchQuery(text: "征地 补偿"))), .log,
            .logCheckpoint(), .logCheckpoint(size: 1234), .logEntry(9_007_199_254_740_993), .logProof(7), .logContinuity(from: 3, to: 9),
            .programme(Identifier(12)), .messages(),
            .messages(MessageQuery(words: "低保 100%", unit: "mzj", kind: .help, after: "12-34")), .messageForm, .messageStatus,
            .messageStatistics,
            .message(Identifier(5)), .answers(), .answers(AnswerQuery(words: "问?", unit: "mzj", after: "9")), .answer(Identifier(6)),
            .inspections,
            .inspectionList(Identifier(3), .targets), .inspectionList(Identifier(3), .officers),
            .siteMap,
            .participation, .consultation(Identifier(3)), .consultation(Identifier(3), page: 2),
            .opinionForm(Identifier(3)), .opinionForm(Identifier(3), paragraph: 7), .opinionReceipt("YJ20260320-AB"),
            .opinionReceipt("YJ1", isRepeated: true),
            .ledgers, .ledger("new-media"), .ledgerLine("new-media", Identifier(5)), .gazetteIssue(2026, 3), .gazettePDF(2026, 3),
            .budgets,
            .siteMapXML,
            .robots, .openSearch, .accessibility, .api, .openAPI, .health, .asset("site.css", digest: "ab12"),
            .coverage(), .coverage(CoverageQuery(day: Sample.date(2026, 3, 20))),
            .coverageUnit("mzj", CoverageQuery(day: Sample.date(2024, 2, 29))),
            .coverageDomain("20"), .coverageItem(unit: "mzj", Identifier(9)), .coverageMonths(),
            .services(), .services(ServiceQuery(text: "身份证 a&b", event: "出生", unit: "gaj", audience: .person)), .service(Identifier(3)),
            .serviceSheet(Identifier(3)), .serviceScreen(Identifier(3)), .serviceVersions(Identifier(3)), .serviceReport(Identifier(3)),
            .serviceReceipt("CL20260320-ab/c?"), .policies(), .policies(PolicyQuery(industry: "制造业", size: .small, kind: .subsidy)),
            .policy(Identifier(4)), .ratings, .ratingsFile, .rate(), .rate(RateQuery(code: "7KQ2")), .rating("7KQ2MXW9TA3"),
            .interpretations(), .interpretations(InterpretationFilter(unit: "mzj", kind: .video, year: 2026, after: "12")),
            .missingInterpretations, .chains, .chain(Identifier(13)), .responses(),
            .responses(ResponseFilter(isClarification: true, after: "7")),
            .openData, .dataCatalogue, .dumpFile(day: "2026-03-20", name: "documents.jsonl.gz"),
            .subscribe(),
            .subscribe(SubscriptionStart(unit: "mzj", domain: "20", group: "small", item: Identifier(9), words: "低保 标准&办法")),
            .subscribeSent, .subscriptionConfirmation("ab12"), .subscription("9.ab12"), .targetGroup("small-business"),
            .feed(.item(Identifier(9))), .feed(.group("small-business")), .kiosk, .kioskPhone("/disclosure/requests/new"),
        ]
        + DatasetFormat.allCases.map { .dataset("catalogue-items", $0) }
        + CatalogueFileFormat.allCases.map { .ledgerFile("new-media", $0) }
        + [LedgerQuarter(year: 2026, number: 1)].compactMap { $0 }.map { .villageBoard("sqc", $0) }
        + CatalogueFileFormat.allCases.map { .coverageFile($0, CoverageQuery(day: Sample.date(2026, 3, 20))) }
        + CatalogueFileFormat.allCases.flatMap { [.catalogueFile(domain: nil, $0), .catalogueFile(domain: "20", $0)] }

    @Test("Every address reads back from its own path", arguments: everyKind)
    func roundTrip(address: Address) throws { #expect(try Address(path: address.path) == address) }

    @Test("Every address is printed by the pattern of its own route", arguments: everyKind)
    func pattern(address: Address) {
        let path = address.pathWithoutQuery.split(separator: "/", omittingEmptySubsequences: false)
        let pattern = address.route.pattern.split(separator: "/", omittingEmptySubsequences: false)
        #expect(path.count == pattern.count)
        for (segment, part) in zip(path, pattern) where !part.hasPrefix("{") { #expect(segment == part) }
    }

    @Test("The table of addresses has every route")
    func complete() { #expect(Set(AddressTests.everyKind.map(\.route)) == Set(Route.allCases)) }

    @Test("No two routes have the same pattern")
    func unique() { #expect(Set(Route.allCases.map(\.pattern)).count == Route.allCases.count) }

    @Test("Paths hold only characters that an address may hold", arguments: everyKind)
    func characters(address: Address) {
        #expect(address.path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "<") })
        #expect(address.link.text == address.path)
    }

    @Test(
        "A word where an identifier is wanted is no page",
        arguments: ["/items/abc", "/items/-1", "/items/0", "/disclosures/99999999999999999999", "/x", "/units/"])
    func noPage(path: String) throws { #expect(try Address(path: path) == nil) }

    @Test(
        "A query that a page does not understand is refused with its name",
        arguments: [
            ("/disclosures?year=二〇二六", "year"), ("/disclosures?validity=好", "validity"), ("/search?sort=oldest", "sort"),
            ("/catalogue/20?tier=国级", "tier"),
            ("/catalogue/comment?item=x", "item"), ("/coverage?as-of=2026-3-20", "as-of"), ("/coverage/months?as-of=2026-02-30", "as-of"),
            ("/disclosures?after=" + String(repeating: "a", count: 201), "after"),
        ])
    func refused(path: String, parameter: String) {
        let refusal = #expect(throws: QueryRefusal.self) { try Address(path: path) }
        #expect(refusal?.parameter == parameter)
    }

    @Test("A field left open in a form is no filter, and white space around words is dropped")
    func openFields() throws {
        #expect(try Address(path: "/disclosures?unit=&year=&category=+&validity=") == .disclosures())
        #expect(try Address(path: "/search?q=+%E4%BD%8E%E4%BF%9D%E3%80%80") == .search(SearchQuery(text: "低保")))
    }

    @Test(
        "A query that is broken, not UTF-8, or beyond every measure is not read",
        arguments: ["a=%", "a=%G1", "a=%FF", String(repeating: "a", count: 4097), String(repeating: "a&", count: 65)])
    func broken(query: String) { #expect(QueryParameters(text: query) == nil) }

    @Test("A filter leaves the items that fit all of its choices")
    func itemFilter() {
        let entry = Sample.entries[1]
        #expect(ItemFilter().matches(entry, documentCount: 0))
        #expect(ItemFilter(subject: "县民政局", audience: .specific, tier: .village, coverage: .missing).matches(entry, documentCount: 0))
        #expect(!ItemFilter(audience: .everyone).matches(entry, documentCount: 0))
        #expect(!ItemFilter(mode: .onRequest).matches(entry, documentCount: 0))
        #expect(!ItemFilter(stage: .decision).matches(entry, documentCount: 0))
        #expect(!ItemFilter(coverage: .covered).matches(entry, documentCount: 0))
    }
}
