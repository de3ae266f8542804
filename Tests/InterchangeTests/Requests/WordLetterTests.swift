import Domain
import Foundation
import Testing

@testable import Interchange

@Suite("A letter as a Word file")
struct WordLetterTests {
    private func part(_ name: String, of docx: [UInt8]) throws -> String {
        let bytes = try docx.withRawBytes { buffer throws(UnreadableFile) in try ZipArchive(buffer).contents(of: name) }
        return String(decoding: try #require(bytes), as: UTF8.self)
    }

    private func numbers(_ name: String, in text: String) -> [Int] {
        text.matches(of: /([A-Za-z]+:[A-Za-z]+)="(-?[0-9]+)"/).filter { $0.1 == name }.compactMap { Int($0.2) }
    }

    @Test("The section has the page of GB/T 9704, in twentieths of a point")
    func section() throws {
        let docx = try WordLetter.docx(MadeUpLetters.partial)
        try keepToLookAt(docx, "partial.docx")
        let text = try part("word/document.xml", of: docx)
        let section = String(text[try #require(text.firstRange(of: "<w:sectPr>")).lowerBound...])
        for (name, length) in [("w:w", 210.0), ("w:h", 297), ("w:top", 37), ("w:left", 28), ("w:right", 26), ("w:bottom", 35)] {
            let twips = Double(try #require(numbers(name, in: section).first))
            #expect(abs(twips * 25.4 / 1440 - length) < 0.1, "\(name)")
        }
        let area = (height: 16838 - 2098 - 1984, width: 11906 - 1587 - 1474)
        let pitch = try #require(numbers("w:linePitch", in: section).first)
        #expect(area.height / pitch == 22)
        let space = Double(try #require(numbers("w:charSpace", in: section).first))
        #expect(Int(Double(area.width) / ((16 + space / 4096) * 20)) == 28)
        // Also for programs that do not know the grid.
        let closer = try #require(numbers("w:val", in: text).filter { $0 < 0 }.max())
        #expect(area.width / (320 + closer) == 28)
        #expect(try part("word/settings.xml", of: docx).contains("<w:evenAndOddHeaders/>"))
        #expect(try part("word/footer1.xml", of: docx).contains("PAGE"))
    }

    @Test("Fonts are those that offices have, sizes those of the standard")
    func fonts() throws {
        let text = try part("word/document.xml", of: try WordLetter.docx(MadeUpLetters.short))
        for font in ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"] { #expect(text.contains("w:eastAsia=\"\(font)\"")) }
        #expect(Set(numbers("w:val", in: text)).isSuperset(of: [32, 44]))
        #expect(text.contains("&lt;b&gt;&amp;amp;"))
    }

    @Test("What was written is read back by our own reader")
    func back() throws {
        let letter = try MadeUpLetters.partial
        let text = try AttachmentText.read(try WordLetter.docx(letter), kind: .docx)
        for part in [letter.issuer, letter.number, letter.title, "李明：", "附件：1. 征地批复", "2026年3月20日"] { #expect(text.contains(part)) }
        for paragraph in letter.paragraphs { #expect(text.contains(paragraph.text)) }
    }

    @Test("Merged cells cover the same places as in HTML")
    func table() throws {
        typealias Cell = WordDocument.Cell
        let table = WordDocument.Table(
            widths: [40, 40, 40],
            rows: [
                [Cell("甲", rows: 3), Cell("乙", columns: 2, isHeading: true)], [Cell("丙"), Cell("丁", rows: 2)], [Cell("戊")],
                [Cell("己", columns: 3)],
            ], headerRows: 1)
        let docx = try WordDocument(title: "表", page: .landscape, blocks: [.table(table)]).docx()
        try keepToLookAt(docx, "table.docx")
        let text = try part("word/document.xml", of: docx)
        #expect(text.components(separatedBy: "w:val=\"restart\"").count - 1 == 2)
        #expect(text.components(separatedBy: "w:val=\"continue\"").count - 1 == 3)
        #expect(numbers("w:val", in: text).filter { $0 == 2 || $0 == 3 }.sorted() == [2, 3])
        #expect(text.contains("w:orient=\"landscape\"") && text.contains("<w:tblHeader/>"))
        let sheets = try TableFile.read(docx).sheets
        let cells = try #require(sheets.first).lines.map { $0.cells.map(\.text) }
        #expect(cells == [["甲", "乙", "乙"], ["甲", "丙", "丁"], ["甲", "戊", "丁"], ["己", "己", "己"]])
    }

    @Test("A letter takes no more than a moment")
    func speed() throws {
        let letter = try MadeUpLetters.partial
        _ = try WordLetter.docx(letter)
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<10 { _ = try WordLetter.docx(letter) }
        // Twenty milliseconds are the aim; ten times that is a fault of the program even on a machine under load.
        #expect((clock.now - start) / 10 < .milliseconds(200))
        print("DOCX: \((clock.now - start) / 10)")
    }
}
