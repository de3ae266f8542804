import Domain
import HTML
import Pages

extension Sample {
    static let matterPages: [Rendered] = [
        Rendered(
            name: "interpretations", address: .interpretations(),
            page: InterpretationsPage(
                filter: InterpretationFilter(),
                lines: [
                    InterpretationsPage.Line(document: documents[1], kind: .chart, about: documents[0]),
                    InterpretationsPage.Line(document: documents[2]),
                ], total: Total(2, isCapped: false), units: [FilterOption(value: "mzj", label: "县民政局")],
                years: [FilterOption(value: "2026", label: "2026年")])),
        Rendered(
            name: "interpretations-nothing", address: .interpretations(InterpretationFilter(kind: .video, year: 1999)),
            page: InterpretationsPage(
                filter: InterpretationFilter(kind: .video, year: 1999), lines: [], total: Total(0, isCapped: false), units: [], years: [])),
        Rendered(
            name: "interpretations-missing", address: .missingInterpretations,
            page: MissingInterpretationsPage(
                lines: [
                    InterpretationDutyLine(
                        document: documents[0], standing: overdue, left: "已逾期 2 个工作日",
                        gates: SyncGate.allCases.map { ($0, .overdue) })
                ], tally: InterpretationTally([overdue], exempt: 1), day: date(2026, 3, 20))),
        Rendered(
            name: "interpretations-all-there", address: .missingInterpretations,
            page: MissingInterpretationsPage(lines: [], tally: InterpretationTally(), day: date(2026, 3, 20))),
        Rendered(name: "chains", address: .chains, page: ChainsPage(chains: [chain])),
        Rendered(name: "chains-nothing", address: .chains, page: ChainsPage(chains: [])),
        Rendered(name: "chain", address: .chain(Identifier(70)), page: ChainPage(chain: chain)),
        Rendered(name: "document-tied", address: .disclosure(Identifier(901)), page: tied),
        Rendered(
            name: "responses", address: .responses(),
            page: ResponsesPage(
                filter: ResponseFilter(), lines: [(documents[0], true), (documents[1], false)], next: "9")),
        Rendered(
            name: "responses-nothing", address: .responses(ResponseFilter(isClarification: true)),
            page: ResponsesPage(filter: ResponseFilter(isClarification: true), lines: [], next: nil)),
    ]

    private static let overdue = InterpretationStanding(
        published: Instant(startOf: date(2026, 3, 12)), first: nil, workingDays: 3, calendar: .released, on: date(2026, 3, 20))

    private static let chain = ChainLines(
        id: Identifier(70), title: "明川县<助餐>服务管理办法",
        entries: [
            ChainLines.Entry(stage: .document, document: documents[0]), ChainLines.Entry(stage: .interpretation, document: documents[1]),
        ], missing: [.consultation, .result])

    private static var tied: DisclosurePage {
        var page = DisclosurePage(
            disclosure: Disclosure(
                id: documents[0].id, unit: Identifier(1), title: documents[0].title, published: instant(2026, 3, 20),
                body: DocumentBody([.paragraph("正文。")])),
            unit: units[0], attachments: [], related: [])
        page.ties.readings = [DocumentTies.Reading(document: documents[1], kind: .chart, firstReader: "局长", link: nil)]
        page.ties.about = DocumentTies.Reading(
            document: documents[2], kind: .video, firstReader: "局长", link: WebAddress("https://video.example/1"))
        page.ties.clarifies = true
        page.ties.chains = [chain]
        return page
    }
}
