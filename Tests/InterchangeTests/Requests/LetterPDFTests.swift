import Domain
import Foundation
import Interchange
import Testing

@Suite("A printed letter keeps the geometry of GB/T 9704", .enabled(if: PDFPrinter.isInstalled))
struct LetterPDFTests {
    private static func isNumber(_ line: PrintedPage.Line) -> Bool { line.text.hasPrefix("—") && line.text.hasSuffix("—") }

    @Test("A4; text area 156 × 225 mm at 37 and 28 mm, 22 lines of 28 characters, no comma at the beginning of a line")
    func geometry() throws {
        let pdf = try LetterPDF.pdf(MadeUpLetters.long)
        try keepToLookAt(pdf, "long.pdf")
        let pages = try PrintedPage.pages(of: pdf)
        try #require(pages.count >= 4)
        for page in pages {
            #expect(abs(page.width - 210) < 1 && abs(page.height - 297) < 1)
            for line in page.lines where !Self.isNumber(line) {
                #expect(line.left > 27 && line.right < 185 && line.top > 36 && line.bottom < 263, "\(line)")
                #expect(line.text.count <= 29 && !line.text.hasPrefix("，"), "\(line.text)")
            }
        }
        let full = pages[1].lines.filter { !Self.isNumber($0) }
        #expect(full.count == 22)
        #expect(full.contains { $0.text.count == 28 })
        // What poppler calls the top of a line is the font's ascent; the line itself begins half a lead above.
        let pitch = (full[21].top - full[0].top) / 21
        #expect(abs(pitch - 225.0 / 22) < 0.02)
        let lead = (pitch - (full[0].bottom - full[0].top)) / 2
        #expect(abs(full[0].top - lead - 37) < 1)
        #expect(abs(full[21].bottom + lead - 262) < 1)
        #expect(abs((full.map(\.left).min() ?? 0) - 28) < 1)
        #expect(abs((full.map(\.right).max() ?? 0) - 184) < 1)
    }

    @Test("The page number stands at the outer corner, one character from the edge")
    func pageNumbers() throws {
        let pages = try PrintedPage.pages(of: try LetterPDF.pdf(MadeUpLetters.long))
        for (index, page) in pages.enumerated() {
            let number = try #require(page.lines.first(where: Self.isNumber))
            #expect(number.text == "— \(index + 1) —")
            #expect(number.top > 262 + 5 && number.bottom < 262 + 14)
            let edge = 14 * 25.4 / 72
            if index % 2 == 0 { #expect(abs(number.right - (184 - edge)) < 1) } else { #expect(abs(number.left - (28 + edge)) < 1) }
        }
    }

    @Test("A letter has its head, number, title, text, attachments, signature and date in this order")
    func parts() throws {
        let letter = try MadeUpLetters.partial
        let clock = ContinuousClock()
        let start = clock.now
        let pdf = try LetterPDF.pdf(letter)
        #expect(clock.now - start < .seconds(20))
        try keepToLookAt(pdf, "partial.pdf")
        let text = try PrintedPage.poppler("pdftotext", ["-layout"], pdf).filter { !$0.isWhitespace }
        let parts = ["明川县自然资源局", letter.number, letter.title, "李明：", "本机关于2026年2月13日", "应当先", "附件：1.征地批复", "2.征收土地公告", "2026年3月20日"]
        var rest = text[...]
        for part in parts {
            let range = try #require(rest.firstRange(of: part), "\(part)")
            rest = rest[range.upperBound...]
        }
        // With a seal the date ends four characters from the right.
        let date = try #require(try PrintedPage.pages(of: pdf).flatMap(\.lines).last { $0.text == "2026年3月20日" })
        #expect(abs(date.right - (184 - 4 * 156.0 / 28)) < 1)
    }

    @Test("Letters printed together count their pages each for itself and begin on odd pages")
    func together() throws {
        let pdf = try LetterPDF.pdf([MadeUpLetters.long, MadeUpLetters.short, MadeUpLetters.short])
        try keepToLookAt(pdf, "together.pdf")
        let pages = try PrintedPage.pages(of: pdf)
        let first = try pages.indices.filter { index in
            try #require(pages[index].lines.isEmpty || pages[index].lines.contains(where: Self.isNumber))
            return pages[index].lines.contains { $0.text == "— 1 —" }
        }
        #expect(first.count == 3 && first.allSatisfy { $0 % 2 == 0 })
        let text = try PrintedPage.poppler("pdftotext", [], pdf)
        #expect(text.contains("<b>&amp;"))
    }

    @Test("Envelopes are 220 × 110 mm, receipts A4")
    func envelopes() throws {
        let envelope = LetterPDF.Envelope(
            postcode: "654321", address: "明川县青石镇河东路12号", name: "李明", senderName: "明川县自然资源局", senderAddress: "明川县城关镇人民路1号",
            senderPostcode: "654300", reference: "明自然资公复〔2026〕3号")
        let pdf = try LetterPDF.envelopes([envelope, envelope])
        try keepToLookAt(pdf, "envelope.pdf")
        let pages = try PrintedPage.pages(of: pdf)
        #expect(pages.count == 2 && pages.allSatisfy { abs($0.width - 220) < 1 && abs($0.height - 110) < 1 })
        let receipts = try LetterPDF.deliveryReceipts([
            LetterPDF.DeliveryReceipt(
                office: "明川县自然资源局", requestNumber: "MC-2026-0003", documents: ["政府信息公开申请答复书（明自然资公复〔2026〕3号）"], recipient: "李明",
                place: "明川县青石镇河东路12号", way: "邮寄送达", server: "赵敏")
        ])
        try keepToLookAt(receipts, "receipt.pdf")
        #expect(try PrintedPage.pages(of: receipts).count == 1)
        #expect(throws: UnwritableFile.self) { try LetterPDF.envelopes([]) }
    }
}
