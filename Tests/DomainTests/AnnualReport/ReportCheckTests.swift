import Testing

@testable import Domain

@Suite("The checks of an annual report") struct ReportCheckTests {
    /// The check vector of a city's report: every column adds up.
    static func table() throws -> TableThree {
        var table = TableThree()
        let rows: [Int: [Int]] = [
            1: [13_612, 252, 0, 44, 121, 40], 2: [535, 0, 0, 0, 0, 25], 3: [13_364, 252, 0, 44, 121, 29],
            24: [13_364, 252, 0, 44, 121, 29],
            25: [783, 0, 0, 0, 0, 36],
        ]
        for (number, values) in rows {
            let row = try #require(ReportRow(number))
            for (column, value) in zip(ReportColumn.parts, values) { table[row, column] = .count(value) }
            table[row, .total] = .count(values.reduce(0, +))
        }
        return table
    }

    @Test("A table that adds up has no problem")
    func clean() throws { #expect(ReportChecks.identities(try Self.table()).isEmpty) }

    @Test("A wrong number in any cell breaks an identity that names the cell")
    func everyCell() throws {
        let good = try Self.table()
        for row in ReportRow.all {
            for column in ReportColumn.allCases {
                var table = good
                table[row, column] = .count((good[row, column].count ?? 0) + 1)
                let problems = ReportChecks.identities(table)
                #expect(problems.contains { $0.cells.contains(.three(row, column)) && $0.severity == .hard })
                #expect(problems.count == 2 || problems.count == 3)
            }
        }
    }

    @Test("The sentence names the cells and both numbers")
    func sentences() throws {
        var table = try Self.table()
        table[.closed, .person] = .count(13_365)
        let sentences = ReportChecks.identities(table).map(\.sentence)
        #expect(sentences.contains("表三“自然人”列：第 3 行至第 23 行之和是 13364，第 24 行“（七）总计”填的是 13365。"))
        #expect(sentences.contains("表三“自然人”列：第 1 行新收加第 2 行上年结转是 14147，第 24 行办理结果总计加第 25 行结转下年度是 14148，两者应当相等。"))
        #expect(sentences.contains("表三第 24 行“（七）总计”：自然人与五类法人或其他组织之和是 13811，总计填的是 13810。"))
    }

    @Test("What is unknown is no contradiction, unless the rest is already too much")
    func unknown() throws {
        var table = try Self.table()
        table[.received, .business] = .unknown
        #expect(ReportChecks.identities(table).isEmpty)
        table[.received, .person] = .count(20_000)
        #expect(ReportChecks.identities(table).contains(.rowExceeds(.received, known: 20_205, total: 14_069)))
    }

    @Test("A dispute's total is the sum of its four")
    func disputes() {
        for kind in DisputeKind.allCases {
            for column in DisputeColumn.allCases {
                var table = TableFour()
                table[kind, column] = .count(2)
                #expect(ReportChecks.identities(table) == [.dispute(kind, sum: column == .total ? 0 : 2, total: column == .total ? 2 : 0)])
            }
        }
    }

    @Test("Last year's report is held against this year's")
    func previous() throws {
        var last = AnnualReport(title: "", year: 2024, unit: "", three: try Self.table())
        var now = AnnualReport(title: "", year: 2025, unit: "")
        last.two[.normativeInForce] = .count(159)
        now.two[.normativeMade] = .count(3)
        now.two[.normativeRepealed] = .count(5)
        now.two[.normativeInForce] = .count(156)
        now.two[.regulationsInForce] = .count(1)
        let problems = ReportChecks.problems(of: now, previous: last)
        #expect(problems.contains(.inForce(before: 159, made: 3, repealed: 5, now: 156)))
        #expect(problems.contains(.carriedIn(.person, before: 783, now: 0)))
        #expect(problems.contains(.carriedIn(.total, before: 819, now: 0)))
        #expect(problems.contains(.regulations(.regulationsInForce, 1)))
        #expect(problems.allSatisfy { $0.severity == .soft })
    }

    @Test(
        "Numbers in the prose are those of the tables",
        arguments: [
            ("全年收到公民、法人和其他组织政府信息公开申请共19件，当年办结19件。", 19), ("2025年新收政府信息公开申请 81 件，同比增长12件。", 81),
            ("本年度收到政府信息公开申请１７件，办结率100%。", 17), ("其中，网络收到政府信息公开申请15件，信函申请4件。", nil), ("收到网民留言157条，均已答复。", nil),
        ] as [(String, Int?)])
    func narrative(_ text: String, _ written: Int?) {
        var report = AnnualReport(title: "", year: 2025, unit: "", narrative: ReportNarrative([.overview: text]))
        let found = ReportChecks.problems(of: report)
        #expect(found.count == (written == nil ? 0 : 1))
        report.three[.received, .total] = .count(written ?? 0)
        #expect(!ReportChecks.problems(of: report).contains { $0.kind == "narrative" })
    }

    @Test("All of the set phrases of the prose are held against their rows")
    func phrases() {
        let text = "本年新收政府信息公开申请5件，上年结转政府信息公开申请2件，办理结果总计6件，结转下年度1件。"
        let report = AnnualReport(title: "", year: 2025, unit: "", narrative: ReportNarrative([.overview: text]))
        let cells = ReportChecks.problems(of: report).flatMap(\.cells)
        #expect(
            Set(cells) == [.three(.received, .total), .three(.carriedIn, .total), .three(.closed, .total), .three(.carriedOver, .total)])
    }

    @Test("A section taken over from last year is pointed out, whatever its numbers are")
    func copied() {
        let words = "公开内容还不够丰富，公开方式还比较单一，与群众的期望相比还有一定差距；基层工作人员流动较快，业务能力有待提高。下一步将加强培训，完善制度，全年计划培训"
        let last = AnnualReport(title: "", year: 2024, unit: "", narrative: ReportNarrative([.problems: words + "10次。"]))
        let same = AnnualReport(title: "", year: 2025, unit: "", narrative: ReportNarrative([.problems: words + "12次。"]))
        let other = AnnualReport(
            title: "", year: 2025, unit: "",
            narrative: ReportNarrative([.problems: "今年的问题与去年不同：新设的三个乡镇便民服务点还没有公开查阅设施，政策解读的图表少，专栏更新有两次超过时限。我们将在上半年补齐设施，按月检查更新。"]))
        #expect(ReportChecks.problems(of: same, previous: last) == [.copied(.problems, percent: 100)])
        #expect(ReportChecks.problems(of: other, previous: last).isEmpty)
    }
}

@Suite("Digits that have run together") struct DigitRunTests {
    private func rows(_ digits: String) -> [[Int]]? { DigitRun.rows(Array(digits.utf8)) }

    @Test(
        "One way of cutting is certain",
        arguments: [
            ("801000081", [80, 1, 0, 0, 0, 0, 81]), ("0000000", [0, 0, 0, 0, 0, 0, 0]), ("3100000031", nil),
            ("310000031", [31, 0, 0, 0, 0, 0, 31]),
            ("5000005", [5, 0, 0, 0, 0, 0, 5]), ("20000011", nil), ("1,234000001,234", [1234, 0, 0, 0, 0, 0, 1234]),
        ] as [(String, [Int]?)])
    func certain(_ digits: String, _ row: [Int]?) {
        let found = rows(digits)?.filter { digits.contains(",") ? $0 == row : true }
        #expect(found == (row.map { [$0] } ?? []))
    }

    @Test("Every way is found, none with a zero in front")
    func several() {
        #expect(rows("110000011") == [[1, 10, 0, 0, 0, 0, 11], [11, 0, 0, 0, 0, 0, 11]])
        let found = rows("1111111127") ?? []
        #expect(found.allSatisfy { $0.dropLast().reduce(0, +) == $0.last && $0.map(String.init).joined() == "1111111127" })
        #expect(DigitRun.numbers(Array("000".utf8), count: 3) == [[0, 0, 0]])
        #expect(DigitRun.numbers(Array("77132470".utf8), count: 3)?.count ?? 0 > 5)
        #expect(DigitRun.disputes(Array("110024001510102".utf8)) == [[1, 1, 0, 0, 2, 4, 0, 0, 1, 5, 1, 0, 1, 0, 2]])
        #expect(DigitRun.disputes(Array("110034001510102".utf8)) == [])
    }

    @Test("A subtotal column has an identity of its own")
    func subtotal() {
        let layout = RunLayout(ReportColumn.parts.map(RunLayout.Column.part) + [.subtotal, .total])
        #expect(DigitRun.rows(Array("80100001".utf8) + Array("81".utf8), layout: layout) == [[80, 1, 0, 0, 0, 0, 1, 81]])
    }

    @Test("A hostile run ends soon")
    func hostile() {
        let clock = ContinuousClock()
        let time = clock.measure {
            _ = rows(String(repeating: "1", count: 49))
            _ = DigitRun.disputes(Array(String(repeating: "12", count: 30).utf8))
        }
        #expect(time < .seconds(20))
    }
}
