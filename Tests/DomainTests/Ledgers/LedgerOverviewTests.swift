import Testing

@testable import Domain

@Suite("What registers come to") struct LedgerOverviewTests {
    private static let today = Day(year: 2026, month: 3, day: 20)

    private static func row(_ id: Int64, unit: Int64 = 1, _ values: [String: String]) -> LedgerRow {
        LedgerRow(line: LedgerLine.ID(id), unit: OrganisationUnit.ID(unit), cells: LedgerCells(values))
    }

    private static func document(_ day: String?) -> LedgerFacts.Document {
        LedgerFacts.Document(title: "2026年部门预算", unit: OrganisationUnit.ID(1), published: day.flatMap { Day(text: $0) }, validity: .valid)
    }

    @Test("Major projects have eight groups, public resources six fields, public welfare seven")
    func prescribed() {
        #expect(LedgerKind.majorProjects.keyFields.count == 8)
        #expect(LedgerKind.publicResources.keyFields.count == 6)
        #expect(LedgerKind.publicWelfare.keyFields.count == 7)
        #expect(LedgerKind.hotlines.keyFields.isEmpty)
        let all = [LedgerKind.majorProjects, .publicResources, .publicWelfare].flatMap(\.keyFields)
        for field in all {
            #expect(Set(field.contents).count == field.contents.count && field.forSome.isSubset(of: field.contents), "\(field.name)")
        }
    }

    @Test(
        "A budget is in time on the last day, late on the next, and missing once that has passed",
        arguments: [
            ("2026-02-01", "2026-02-24", "in time 2026-02-24"), ("2026-02-01", "2026-02-25", "late 2026-02-25, due 2026-02-24"),
            ("2026-02-28", nil, "open, due 2026-03-20"), ("2026-02-27", nil, "missing, due 2026-03-19"),
        ])
    func budget(approved: String, published: String?, expected: String) throws {
        let row = Self.row(1, ["year": "2026", "scope": "部门", "report": "预算", "approved": approved, "document": "7"])
        let documents = published.map { [Disclosure.ID(7): Self.document($0)] } ?? [:]
        let grid = BudgetGrid(
            rows: [row], documents: documents, units: [(OrganisationUnit.ID(1), .department)], within: 20,
            calendar: .released, on: try #require(Self.today))
        #expect(grid.lines.map { $0.papers[2026]?.map { Self.words($0.standing) } } == [[expected]])
    }

    private static func words(_ standing: BudgetStanding) -> String {
        switch standing {
        case .onTime(let day): "in time \(day)"
        case .late(let day, let due): "late \(day), due \(due)"
        case .open(let due): "open, due \(due)"
        case .missing(let due): "missing, due \(due)"
        case .unknown: "unknown"
        }
    }

    @Test("Governments and departments stand in the grid even with nothing entered; others only once they are")
    func grid() throws {
        let units: [(id: OrganisationUnit.ID, kind: OrganisationUnit.Kind)] = [
            (OrganisationUnit.ID(1), .department), (OrganisationUnit.ID(2), .government), (OrganisationUnit.ID(3), .township),
            (OrganisationUnit.ID(4), .township), (OrganisationUnit.ID(5), .village),
        ]
        let rows = [
            Self.row(1, unit: 4, ["year": "2025", "scope": "政府", "report": "决算", "approved": "2026-03-10"]),
            Self.row(2, unit: 4, ["year": "2025", "scope": "政府", "report": "预算", "approved": "2025-03-10"]),
            Self.row(3, unit: 4, ["year": "2019", "scope": "政府", "report": "预算", "approved": "2019-03-10"]),
        ]
        let grid = BudgetGrid(rows: rows, documents: [:], units: units, within: 20, calendar: .released, on: try #require(Self.today))
        #expect(grid.years == [2026, 2025, 2024])
        #expect(grid.lines.map(\.unit) == [OrganisationUnit.ID(2), OrganisationUnit.ID(4), OrganisationUnit.ID(1)])
        #expect(grid.lines[1].papers[2025]?.map(\.report) == ["预算", "决算"])
        #expect(grid.lines[1].papers.keys.sorted() == [2025])
    }

    @Test("A matter that has begun with a field lacks what is neither public nor explained; what is for some people is not asked of it")
    func keyFields() throws {
        let rows = [
            Self.row(1, ["matter": "示范村", "field": "脱贫攻坚领域", "content": "扶贫政策", "document": "7"]),
            Self.row(2, ["matter": "低保", "field": "社会救助和社会福利领域", "content": "救助标准", "document": "8"]),
            Self.row(3, ["matter": "低保", "field": "社会救助和社会福利领域", "content": "救助对象认定", "absent": "由市里认定"]),
        ]
        let overview = KeyFieldOverview(.publicWelfare, rows: rows) { $0 == Disclosure.ID(7) }
        let poverty = try #require(overview.fields.first { $0.name == "脱贫攻坚领域" })
        #expect(poverty.contents.filter { !$0.missing.isEmpty }.map(\.name) == ["脱贫规划"])
        #expect(poverty.count == (1, 2))
        let relief = try #require(overview.fields.first { $0.name == "社会救助和社会福利领域" })
        #expect(relief.contents.first { $0.name == "救助标准" }?.missing == ["低保"], "its document is not public")
        #expect(relief.contents.first { $0.name == "救助对象认定" }?.missing == [])
        #expect(relief.count == (1, 5))
        #expect(overview.fields.first { $0.name == "教育领域" }?.count.all == 0)
    }

    @Test("Of hotlines that are to be merged it counts what is done and what is past its day")
    func hotlines() throws {
        let rows = [
            Self.row(1, ["plan": "保留"]), Self.row(2, ["plan": "整合到12345", "due": "2026-03-19"]),
            Self.row(3, ["plan": "整合到12345", "due": "2026-03-20"]),
            Self.row(4, ["plan": "整合到12345", "due": "2026-01-01", "done": "2026-02-01"]),
        ]
        let tally = HotlineTally(rows: rows, on: try #require(Self.today))
        #expect((tally.count, tally.kept) == (4, 1))
        #expect(tally.plans.map { [$0.count, $0.done, $0.late] } == [[3, 1, 1]])
    }
}
