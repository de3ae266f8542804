import Domain
import Foundation
import Testing

@testable import Interchange

@Suite("Somebody else's annual report") struct AnnualReportFileTests {
    private let made = MadeReport.standard

    private func read(_ text: String) throws -> AnnualReportReading {
        let readings = try AnnualReportFile.read(Array(text.utf8), name: "报告")
        return try #require(readings.first)
    }

    private func expectWhole(_ reading: AnnualReportReading, _ note: Comment? = nil) {
        for row in ReportRow.all {
            for (index, column) in ReportColumn.allCases.enumerated() {
                #expect(reading.report.three[row, column] == .count(made.rows[row.number - 1][index]), note)
            }
        }
        for (index, number) in made.disputes.enumerated() {
            #expect(reading.report.four[DisputeKind.allCases[index / 5], DisputeColumn.allCases[index % 5]] == .count(number), note)
        }
        #expect(reading.problems().filter { $0.severity == .hard }.isEmpty, note)
    }

    // MARK: Ways of writing

    @Test("Running text is read whole, with cells apart or run together", arguments: ["", " ", "\r\r\r", "\n\n", "　　", "\t"])
    func text(_ separator: String) throws {
        let reading = try read(made.flat(separator: separator))
        expectWhole(reading, "\(separator.unicodeScalars)")
        #expect(reading.problems().isEmpty)
        #expect(reading.report.year == 2025)
        #expect(reading.report.unit == "明川县")
        #expect(reading.report.two[.normativeMade] == .unknown)
        #expect(reading.report.two[.regulationsMade] == .count(0))
        #expect(reading.report.two[.fees].text == "5949.088667")
    }

    @Test("A web page is read by its headings")
    func page() throws {
        let reading = try read(made.page())
        expectWhole(reading)
        #expect(reading.problems().isEmpty)
        #expect(
            ProactiveLine.allCases.map { reading.report.two[$0].text } == [
                "0", "0", "0", "77", "132", "470", "2629", "1330", "54", "5949.088667",
            ])
    }

    @Test("Full-width digits, commas, footnotes, spaces and units are read through")
    func spelling() throws {
        let ways: [(String) -> String] = [
            { String(String.UnicodeScalarView($0.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 })) }, { " \($0) " },
            { "\($0)①" }, { "\($0)*" },
            { "\($0)件" }, { "<p><span>\($0)</span></p>" }, { "<b>\($0)</b>&nbsp;" },
        ]
        for way in ways { expectWhole(try read(made.page(three: { way(made.numbers[$0][$1]) }, four: { way(String(made.disputes[$0])) }))) }
        let big = MadeReport(
            kinds: [3: [12_345, 1, 0, 0, 0, 0]], carriedIn: Array(repeating: 0, count: 6), carriedOver: Array(repeating: 0, count: 6),
            disputes: Array(repeating: 0, count: 15))
        let reading = try read(big.page(three: { big.rows[$0][$1] == 12_346 ? "12,346" : big.numbers[$0][$1] }, four: { _ in "0" }))
        #expect(reading.report.three[.received, .total] == .count(12_346))
        #expect(reading.problems().filter { $0.severity == .hard }.isEmpty)
    }

    @Test("Blank, dash, slash and N/A are unknown, never nought", arguments: ["", "-", "—", "——", "/", "／", "N/A", "&nbsp;"])
    func unknown(_ sign: String) throws {
        let reading = try read(
            made.page(three: { $0 == 4 && $1 == 2 ? sign : made.numbers[$0][$1] }, four: { $0 == 7 ? sign : String(made.disputes[$0]) }))
        #expect(reading.report.three[try #require(ReportRow(5)), .research] == .unknown)
        #expect(reading.report.four[.suit, .other] == .unknown)
        #expect(reading.report.unknown == 2)
        #expect(reading.problems().allSatisfy { $0.severity == .soft })
    }

    @Test("Subtotal rows and columns that a template adds are told apart, and added up")
    func subtotals() throws {
        var page = made.page()
        page = page.replacing("<td rowspan=2>总计</td></tr>", with: "<td rowspan=2>总计</td></tr>", maxReplacements: 1)
        page = page.replacing("<td colspan=5>法人或其他组织</td>", with: "<td colspan=6>法人或其他组织</td>").replacing(
            "<td>其他</td></tr><tr><td colspan=3>一、", with: "<td>其他</td><td>小计</td></tr><tr><td colspan=3>一、")
        func with(_ change: Int) -> String {
            var result = page
            for row in ReportRow.all.reversed() {
                let numbers = made.numbers[row.number - 1]
                let cells = numbers.map { "<td>\($0)</td>" }.joined()
                let sum = made.rows[row.number - 1][1...5].reduce(0, +) + (row.number == 7 ? change : 0)
                let wide = (numbers[..<6] + [String(sum)] + numbers[6...]).map { "<td>\($0)</td>" }.joined()
                result = result.replacing("\(row.heading)</td>\(cells)", with: "\(row.heading)</td>\(wide)")
            }
            return result
        }
        expectWhole(try read(with(0)))
        #expect(try read(with(1)).problems().map(\.kind) == ["subtotal"])
        let group = "<tr><td colspan=2>（三）不予公开</td>" + String(repeating: "<td>9</td>", count: 7) + "</tr>"
        let rows = made.page().replacing("rowspan=22", with: "rowspan=23").replacing(
            "<tr><td rowspan=8>（三）不予公开</td>", with: group + "<tr><td rowspan=8>（三）不予公开</td>")
        expectWhole(try read(rows))
    }

    @Test("A table that goes on in another one, and columns in another order, are read by their headings")
    func split() throws {
        let page = made.page()
        expectWhole(
            try read(
                page.replacing("<tr><td rowspan=3>（四）无法提供</td>", with: "</table><p>续表</p><table><tr><td></td><td rowspan=3>（四）无法提供</td>")))
        var order = made
        for index in order.rows.indices { order.rows[index].swapAt(1, 4) }
        let swapped = order.page().replacing("商业企业", with: "甲").replacing("法律服务机构", with: "商业企业").replacing("甲", with: "法律服务机构")
        expectWhole(try read(swapped))
    }

    @Test("Without headings of the columns nothing is guessed")
    func headless() throws {
        let reading = try read(made.page().replacing("科研机构", with: "某某"))
        #expect(!reading.report.three.hasNumbers)
        #expect(reading.problems().contains(.noColumns(3)))
    }

    @Test("Text in GB18030, a Word document, a sheet and a table of reports are read alike")
    func formats() throws {
        let bytes = try #require(made.page().data(using: .init(rawValue: 0x8000_0632)))
        expectWhole(try #require(try AnnualReportFile.read(Array(bytes), name: "x").first))
        let rows = ReportRow.all.map { row in ["", "", row.heading] + made.numbers[row.number - 1] }
        let table = [["", "", "申请人情况"] + MadeReport.heads] + rows
        let four = [
            ["行政复议", "", "", "", "", "未经复议直接起诉", "", "", "", "", "复议后起诉", "", "", "", ""],
            Array(repeating: ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"], count: 3).flatMap(\.self), made.disputes.map(String.init),
        ]
        expectWhole(try read(Made.csv(table + four)))
        expectWhole(try read(Made.csv(table + four, separator: "\t")))
        let word = try Made.document(
            body: "<w:tbl>" + table.map(Made.wordRow).joined() + "</w:tbl>" + Made.paragraph("四、政府信息公开行政复议、行政诉讼情况") + "<w:tbl>"
                + four.map(Made.wordRow).joined() + "</w:tbl>")
        expectWhole(try #require(try AnnualReportFile.read(word, name: "x").first))
        let many =
            "标题,时间,内容\n"
            + ["2024", "2025"].map { "明川县\($0)年政府信息公开工作年度报告,2026-01-20,\"\(made.flat(separator: "\r\r"))\"" }.joined(separator: "\n")
        let readings = try AnnualReportFile.read(Array(many.utf8), name: "x")
        #expect(readings.map(\.report.year) == [2024, 2025])
        for reading in readings { expectWhole(reading) }
    }

    @Test("Without its point the number of a heading is no digit of the table")
    func ordinals() throws {
        expectWhole(try read(made.flat().replacing("2.其他法律", with: "2其他法律").replacing("3.危及", with: "3、危及").replacing("4.保护", with: "④保护")))
    }

    // MARK: A wrong digit

    /// Whether the mistake is found: a broken identity, or cells that are unknown with a break that is stated.
    private func isFound(_ text: String) throws -> Bool { try read(text).problems().contains { $0.severity == .hard } }

    @Test("A wrong digit anywhere in running text is found", arguments: ["", "\n"])
    func everyDigit(_ separator: String) throws {
        let pieces = made.flatPieces(separator: separator)
        for index in stride(from: 1, to: pieces.count, by: 2) {
            let digits = Array(pieces[index].utf8)
            for place in digits.indices where (48...57).contains(digits[place]) {
                for other in UInt8(48)...57 where other != digits[place] {
                    var changed = digits
                    changed[place] = other
                    var text = pieces
                    text[index] = String(decoding: changed, as: UTF8.self)
                    #expect(try isFound(text.joined()), "\(pieces[index]) → \(text[index])")
                }
            }
        }
    }

    @Test("A wrong digit in any cell of a page is found")
    func everyCell() throws {
        for row in 0..<25 {
            for column in 0..<7 {
                let right = made.numbers[row][column]
                let digit = Character(String((made.rows[row][column] + 7) % 10))
                let wrong = (right.first == digit ? "9" : String(digit)) + right.dropFirst()
                #expect(
                    try isFound(
                        made.page(three: { $0 == row && $1 == column ? wrong : made.numbers[$0][$1] }, four: { String(made.disputes[$0]) }))
                )
            }
        }
        for place in 0..<15 {
            #expect(
                try isFound(
                    made.page(three: { made.numbers[$0][$1] }, four: { String($0 == place ? made.disputes[$0] + 3 : made.disputes[$0]) })))
        }
    }

    @Test("Every row that can be cut in several ways is decided by the columns, or stays open")
    func ambiguous() throws {
        let several = MadeReport(
            kinds: [3: [11, 1, 1, 1, 1, 1], 4: [1, 11, 1, 1, 1, 1], 13: [2, 12, 2, 1, 11, 1], 16: [121, 1, 2, 1, 11, 12]],
            carriedIn: [1, 1, 1, 1, 1, 11], carriedOver: [1, 2, 1, 12, 1, 2], disputes: [1, 11, 1, 1, 14] + Array(repeating: 0, count: 10))
        let reading = try read(several.flat())
        for row in ReportRow.all {
            for (index, column) in ReportColumn.allCases.enumerated() {
                let figure = reading.report.three[row, column]
                #expect(figure == .unknown || figure == .count(several.rows[row.number - 1][index]))
            }
        }
        #expect(reading.problems().allSatisfy { $0.severity == .soft })
    }
}
