import Domain
import Pages

extension Sample {
    static let ledgerPages =
        [
            Rendered(
                name: "registers", address: .ledgers,
                page: LedgersPage(
                    lines: LedgerKind.all.map { LedgersPage.Line(kind: $0, state: $0 == .hotlines ? (date(2026, 3, 20), 1_234) : nil) })),
            Rendered(name: "register-empty", address: .ledger(LedgerKind.powers.code), page: register(.powers, [])),
            Rendered(
                name: "register-key-fields", address: .ledger(LedgerKind.publicWelfare.code),
                page: register(
                    .publicWelfare,
                    [
                        row(1, ["matter": "<低保>", "field": "社会救助和社会福利领域", "content": "救助标准", "role": "谁制作谁公开", "document": "901"]),
                        row(
                            2,
                            ["matter": "<低保>", "field": "社会救助和社会福利领域", "content": "福利补贴发放", "role": "谁实施谁公开", "absent": "由乡镇公开"]),
                    ])),
            Rendered(
                name: "register-hotlines", address: .ledger(LedgerKind.hotlines.code),
                page: register(
                    .hotlines,
                    [
                        row(3, ["name": "12345<热线>", "phone": "12345", "plan": "保留", "grounds": "统一平台"]),
                        row(4, ["name": "举报电话", "phone": "0999-5550119", "plan": "整合到12345", "due": "2026-03-01"]),
                    ])),
            Rendered(
                name: "register-filtered", address: .ledger(LedgerKind.hotlines.code, asked),
                page: register(.hotlines, [row(3, ["name": "热线", "phone": "12345", "plan": "保留"])], query: asked)),
            Rendered(
                name: "register-entry", address: .ledgerLine(LedgerKind.gazette.code, Identifier(5)),
                page: LedgerLinePage(kind: .gazette, row: piece, unit: units[0], source: source, documents: [Identifier(901): "<文件>"])),
            Rendered(
                name: "budgets", address: .budgets,
                page: BudgetPage(
                    grid: BudgetGrid(
                        rows: [
                            row(6, ["year": "2026", "scope": "部门", "report": "预算", "approved": "2026-01-10", "document": "901"]),
                            row(7, ["year": "2025", "scope": "部门", "report": "决算", "approved": "2026-01-10"]),
                        ],
                        documents: [
                            Identifier(901): LedgerFacts.Document(
                                title: "预算", unit: Identifier(1), published: date(2026, 2, 10), validity: .valid)
                        ], units: [(Identifier(1), .government), (Identifier(11), .department)], within: 20, calendar: .released,
                        on: date(2026, 3, 20)),
                    units: [Identifier(1): units[1], Identifier(11): units[0]], days: 20, asOf: date(2026, 3, 20))),
            Rendered(
                name: "budgets-empty", address: .budgets,
                page: BudgetPage(grid: BudgetGrid(years: [2026], lines: []), units: [:], days: 20, asOf: nil)),
            Rendered(
                name: "gazette", address: .gazetteIssue(2026, 3),
                page: GazetteIssuePage(
                    year: 2026, issue: 3, date: date(2026, 3, 31),
                    pieces: [GazetteIssuePage.Piece(column: "县政府<文件>", document: disclosure)],
                    hasPDF: true)),
        ] + boards

    private static let boards = [LedgerQuarter(year: 2026, number: 1)].compactMap { $0 }.flatMap { quarter in
        [
            Rendered(
                name: "village-board", address: .villageBoard("sqc", quarter),
                page: VillageBoardPage(
                    unit: units[0], quarter: quarter,
                    rows: [row(8, ["name": "<粮补>发放", "category": "财务收支", "day": "2026-03-05", "content": "见名册。", "amount": "1200.5"])])),
            Rendered(
                name: "village-board-empty", address: .villageBoard("sqc", quarter),
                page: VillageBoardPage(unit: units[0], quarter: quarter, rows: [])),
        ]
    }

    private static let asked: LedgerQuery = {
        var query = LedgerQuery()
        query.text = "<没有>"
        return query
    }()

    private static let source = LedgerPublicPage.Source(id: Identifier(902), title: "明川县<登记簿>（截至2026年3月20日）", day: date(2026, 3, 20))

    private static let piece = row(
        5, ["year": "2026", "issue": "3", "date": "2026-03-31", "column": "县政府文件", "title": "<文件>", "order": "1", "document": "901"])

    private static func row(_ id: Int64, _ cells: [String: String]) -> LedgerRow {
        LedgerRow(line: Identifier(id), unit: Identifier(11), cells: LedgerCells(cells))
    }

    private static func register(_ kind: LedgerKind, _ rows: [LedgerRow], query: LedgerQuery = LedgerQuery()) -> LedgerPublicPage {
        LedgerPublicPage(
            kind: kind, query: query, sources: rows.isEmpty ? [] : [source], all: rows, units: [Identifier(11): units[0]],
            documents: [Identifier(901): "<文件>"], today: date(2026, 3, 20))
    }
}
