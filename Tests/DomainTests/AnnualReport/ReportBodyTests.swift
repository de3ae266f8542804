import Domain
import Testing

@Suite("A report as a document of the portal")
struct ReportBodyTests {
    /// Every cell has a number of its own, so that no two can change places unseen.
    private static func report() -> AnnualReport {
        var report = AnnualReport(title: "明川县2025年政府信息公开工作年度报告", year: 2025, unit: "明川县人民政府")
        for (index, line) in ProactiveLine.allCases.enumerated() { report.two[line] = .count(900 + index) }
        report.two[.coercion] = .notApplicable
        for row in ReportRow.all {
            for (place, column) in ReportColumn.allCases.enumerated() { report.three[row, column] = .count(row.number * 10 + place) }
        }
        for (index, kind) in DisputeKind.allCases.enumerated() {
            for (place, column) in DisputeColumn.allCases.enumerated() { report.four[kind, column] = .count(500 + index * 5 + place) }
        }
        report.narrative[.overview] = "第一段。\n第二段。"
        return report
    }

    private static func tables(_ report: AnnualReport) -> [[[String]]] {
        report.body.blocks.compactMap { block in
            guard case .table(_, let rows) = block else { return nil }
            return rows
        }
    }

    @Test("It has the six sections in their order, four blocks of table two, and tables three and four")
    func order() {
        let report = Self.report()
        let headings = report.body.blocks.compactMap { block -> String? in
            guard case .heading(_, let text) = block else { return nil }
            return text
        }
        #expect(headings == ReportSection.allCases.map(\.title))
        #expect(Self.tables(report).map(\.count) == [3, 2, 3, 2, 26, 4])
    }

    @Test("Its tables are found again in the document with every number in its place")
    func foundAgain() {
        let report = Self.report()
        var found = AnnualReport(
            title: "", year: nil, unit: "", three: TableThree(filledWith: .unknown), four: TableFour(filledWith: .unknown))
        for rows in Self.tables(report) {
            switch PrintedReportTable(rows: rows) {
            case .two(let article, let two): for line in article.lines.flatMap(\.figures) { found.two[line] = two[line] }
            case .three(let three): found.three = three
            case .four(let four): found.four = four
            case nil: Issue.record("not found: \(rows[0])")
            }
        }
        #expect(found.two == report.two)
        #expect(found.three == report.three)
        #expect(found.four == report.four)
    }

    @Test("A table in which anything is not the form's is a table like any other")
    func others() {
        for rows in Self.tables(Self.report()) {
            for row in rows.indices {
                #expect(PrintedReportTable(rows: Array(rows[..<row])) == nil)
                var renamed = rows
                renamed[row][0] += "甲"
                #expect(PrintedReportTable(rows: renamed) == nil)
                guard row > 0 else { continue }
                var worded = rows
                worded[row][1] = "约三件"
                #expect(PrintedReportTable(rows: worded) == nil)
                var longer = rows
                longer[row].append("1")
                #expect(PrintedReportTable(rows: longer) == nil)
            }
        }
        #expect(PrintedReportTable(rows: []) == nil)
        #expect(PrintedReportTable(rows: [[]]) == nil)
    }
}

@Suite("When annual reports are due")
struct ReportDutyTests {
    private static func unit(_ number: Int64, _ kind: OrganisationUnit.Kind, isImported: Bool = false) -> OrganisationUnit {
        OrganisationUnit(id: Identifier(number), code: "u\(number)", name: "单位\(number)", kind: kind, isImported: isImported)
    }

    @Test("Departments and townships owe last year's by 31 January, the county by 31 March, and nobody else any")
    func days() throws {
        let units = [
            Self.unit(1, .government), Self.unit(2, .department), Self.unit(3, .township), Self.unit(4, .village),
            Self.unit(5, .department, isImported: true), Self.unit(6, .department),
        ]
        let today = try #require(Day(year: 2026, month: 1, day: 5))
        let open = ReportDuty.open(units, published: [Identifier(6)], on: today)
        #expect(open.map(\.unit.code) == ["u1", "u2", "u3"])
        #expect(open.map(\.year) == [2025, 2025, 2025])
        #expect(open.map(\.due.description) == ["2026-03-31", "2026-01-31", "2026-01-31"])
    }

    @Test(
        "The year of a published report is the one in its title, else the one before it came out",
        arguments: [
            ("明川县人民政府2024年政府信息公开工作年度报告", 2024), ("明川县2023年度政府信息公开年报", 2023), ("关于2007年报告", 2025), ("年度报告", 2025),
            ("建设局〔2022〕年报", 2025), ("百年学校2021年报告", 2021),
        ])
    func years(title: String, year: Int) {
        #expect(AnnualReport.year(title: title, published: Day(year: 2026, month: 3, day: 1)) == year)
        #expect(AnnualReport.year(title: "年报", published: nil) == nil)
    }
}
