import Domain
import Foundation
import Testing

@testable import Interchange

@Suite("The ledger as a workbook")
struct LedgerWorkbookTests {
    private let columns = [LedgerWorkbook.Column("申请编号", width: 16), .init("收到日期", width: 12), .init("申请内容", width: 40)]

    @Test("Title, note, header and rows are read back, formulas and days as text")
    func rows() throws {
        let rows = [["MC-2026-0001", "2026-02-13", "=HYPERLINK(\"x\")"], ["MC-2026-0002"]]
        let bytes = try LedgerWorkbook.xlsx(columns: columns, rows: rows, title: "政府信息公开申请台账", note: "明川县，截至2026-03-20")
        try keepToLookAt(bytes, "ledger.xlsx")
        let sheet = try #require(try TableFile.read(bytes).sheets.first)
        let lines = sheet.lines.map { $0.cells.filter { !$0.isFromMerge && !$0.text.isEmpty }.map(\.text) }
        #expect(lines == [["政府信息公开申请台账"], ["明川县，截至2026-03-20"], columns.map(\.heading), rows[0], rows[1]])
    }

    @Test("The header stays in sight and on every page; A4 on its side, as wide as the page")
    func printing() throws {
        let bytes = try LedgerWorkbook.xlsx(columns: columns, rows: [["甲"]], title: "台账")
        func part(_ name: String) throws -> String {
            let bytes = try bytes.withRawBytes { buffer throws(UnreadableFile) in try ZipArchive(buffer).contents(of: name) }
            return String(decoding: try #require(bytes), as: UTF8.self)
        }
        let sheet = try part("xl/worksheets/sheet1.xml")
        #expect(sheet.contains("ySplit=\"2\"") && sheet.contains("state=\"frozen\""))
        #expect(sheet.contains("orientation=\"landscape\"") && sheet.contains("paperSize=\"9\"") && sheet.contains("fitToHeight=\"0\""))
        #expect(sheet.contains("&amp;P"))
        #expect(try part("xl/workbook.xml").contains("$2:$2"))
    }

    @Test("One column, no rows; no columns are refused")
    func bounds() throws {
        #expect(try LedgerWorkbook.xlsx(columns: [.init("甲", width: 8)], rows: [], title: "台账").starts(with: [0x50, 0x4B]))
        #expect(throws: UnwritableFile.self) { try LedgerWorkbook.xlsx(columns: [], rows: [], title: "台账") }
    }
}
