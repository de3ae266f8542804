import Domain
import Foundation
import HTML
import Interchange
import Testing

@Suite("A case becomes one PDF with an index", .enabled(if: PDFPrinter.isInstalled))
struct CaseArchiveTests {
    private func archive(_ parts: [CaseArchive.Part]) throws -> [UInt8] {
        try CaseArchive.pdf(title: "政府信息公开申请案卷（MC-2026-0003）", facts: ["承办单位：明川县自然资源局"], parts: parts) { bytes in
            "d\(bytes.count)" + String(repeating: "0", count: 56)
        }
    }

    /// One blue point.
    private static var picture: [UInt8] {
        get throws {
            let text = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
            return [UInt8](try #require(Data(base64Encoded: text)))
        }
    }

    @Test("Text, letters, pictures and PDFs follow the index, which says on which pages")
    func whole() throws {
        let scan = try PDFPrinter.pdf(title: "扫描件") { html in
            for number in 1...3 { html(.h1, .class("beginning"), text: "第 \(number) 张") }
        }
        let table = CaseArchive.Table(headings: ["日期", "事项"], rows: [["2026-02-13", "收到申请"], ["2026-03-20", "答复"]])
        let pdf = try archive([
            CaseArchive.Part(name: "申请表", date: MadeUpLetters.day, content: .file(scan)),
            CaseArchive.Part(name: "身份证明", date: MadeUpLetters.day, content: .file(try Self.picture)),
            CaseArchive.Part(
                name: "办理经过", date: MadeUpLetters.day,
                content: .sections([CaseArchive.Section(heading: "一、事实", paragraphs: ["期限从次日起算。"], table: table)])),
            CaseArchive.Part(name: "答复书", date: MadeUpLetters.day, content: .letter(try MadeUpLetters.partial)),
        ])
        try keepToLookAt(pdf, "archive.pdf")
        let pages = try PrintedPage.pages(of: pdf)
        let letterPages = try PrintedPage.pages(of: try LetterPDF.pdf(try MadeUpLetters.partial)).count
        #expect(pages.count == 1 + 3 + 1 + 1 + letterPages)
        let index = pages[0].lines.map(\.text).joined(separator: " ")
        for words in ["2–4", "办理经过", "2026-03-20", "d\(scan.count)000"] { #expect(index.contains(words), "\(words)") }
        #expect(pages[6].lines.contains { $0.text.contains("明川县自然资源局") })
    }

    @Test("A damaged PDF, another kind of file and an empty case are refused with their names")
    func refused() throws {
        for bytes in [Array("%PDF-1.7 nothing".utf8), [UInt8]("MZ".utf8)] {
            let error = #expect(throws: UnwritableFile.self) {
                try archive([CaseArchive.Part(name: "附件甲", date: MadeUpLetters.day, content: .file(bytes))])
            }
            #expect(error?.reason.contains("附件甲") == true)
        }
        #expect(throws: UnwritableFile.self) { try archive([]) }
    }
}
