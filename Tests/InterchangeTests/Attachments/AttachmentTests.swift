import Foundation
import Testing

@testable import Interchange

@Suite("Attachments are told by what they hold") struct AttachmentTests {
    static func office(_ part: String, more: [(String, [UInt8])] = []) throws -> [UInt8] {
        try Made.zip([("[Content_Types].xml", Array("<Types/>".utf8)), (part, Array("<x/>".utf8))] + more)
    }

    @Test("Each kind is known by its content and its suffix")
    func kinds() throws {
        let cases: [(String, [UInt8], AttachmentKind)] = [
            ("报告.PDF", Array("%PDF-1.7\n".utf8), .pdf), ("a.docx", try Self.office("word/document.xml"), .docx),
            ("a.xlsx", try Self.office("xl/workbook.xml"), .xlsx), ("a.pptx", try Self.office("ppt/presentation.xml"), .pptx),
            ("a.ofd", try Made.zip([("OFD.xml", [60])]), .ofd), ("a.zip", try Made.zip([("名单.xlsx", [1])]), .zip),
            ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0], .jpeg), ("a.jpeg", [0xFF, 0xD8, 0xFF, 0xE1], .jpeg), ("a.gif", Array("GIF89a".utf8), .gif),
            ("a.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png), ("a.tif", [0x49, 0x49, 0x2A, 0, 8], .tiff),
            ("a.mp4", [0, 0, 0, 24] + Array("ftypisom".utf8), .mp4), ("a.mp3", Array("ID3\u{3}".utf8), .mp3),
            ("b.mp3", [0xFF, 0xFB, 0x90, 0x64], .mp3),
            ("a.txt", Array("姓名,金额".utf8), .txt), ("a.csv", Array("姓名,金额".utf8), .csv),
            ("a.html", Array("<html><p>甲</p></html>".utf8), .html),
            ("MZ.txt", Array("MZ 是两个字母".utf8), .txt),
        ]
        for (name, bytes, kind) in cases { #expect(try AttachmentKind.tell(bytes, name: name) == kind, "\(name)") }
    }

    @Test("Old Office files are told apart by their streams")
    func compoundFiles() throws {
        let bytes = [UInt8](try Data(contentsOf: Places.fixtures.appendingPathComponent("old-merged.xls")))
        #expect(try AttachmentKind.tell(bytes, name: "a.xls") == .xls)
        #expect(try AttachmentKind.tell(bytes, name: "a.et") == .et)
        #expect(throws: UnreadableFile.self) { _ = try AttachmentKind.tell(bytes, name: "a.doc") }
    }

    @Test("A name that says something else than the content is refused, and both are named")
    func mismatch() throws {
        #expect(throws: UnreadableFile("“公告.docx”的扩展名是 .docx，内容却是PDF 文件（.pdf）。请确认没有拿错文件，改正扩展名后再上传。")) {
            _ = try AttachmentKind.tell(Array("%PDF-1.7".utf8), name: "公告.docx")
        }
        #expect(throws: UnreadableFile("“公告”没有扩展名，内容是PDF 文件，请改名为以 .pdf 结尾后再上传。")) {
            _ = try AttachmentKind.tell(Array("%PDF-1.7".utf8), name: "公告")
        }
    }

    @Test("What could run is refused, whatever it is called")
    func programs() throws {
        var program = [UInt8](repeating: 0, count: 256)
        program.replaceSubrange(0..<2, with: "MZ".utf8)
        let script = Array("<html><script>1</script></html>".utf8)
        let cases: [(String, [UInt8])] = [
            ("a.exe", Array("x".utf8)), ("a.pdf.js", Array("x".utf8)), ("a.txt", program), ("a.txt", [0x7F, 0x45, 0x4C, 0x46, 1]),
            ("a.txt", Array("#!/bin/sh\n".utf8)),
            ("a.docx", try Self.office("word/document.xml", more: [("word/vbaProject.bin", [1])])),
            ("a.docm", try Self.office("word/document.xml")), ("a.zip", try Made.zip([("内/安装.EXE", [1])])),
            ("a.zip", try Made.zip([("套.zip", [1])])),
            ("a.zip", try Made.zip([("a.txt", [1])], password: "secret")), ("a.html", script), ("a.svg", Array("<svg/>".utf8)),
            ("a.txt", Array("<svg onload=x>".utf8)),
            ("a.pdf", []), ("a.dat", [1, 2, 3, 0, 255]), ("a.docx", Array("PK\u{3}\u{4}坏".utf8)),
        ]
        for (name, bytes) in cases {
            #expect(throws: UnreadableFile.self, "\(name)") { _ = try AttachmentKind.tell(bytes, name: name) }
        }
    }

    @Test("A file on the disk is told without being read whole")
    func mapped() throws {
        let path = NSTemporaryDirectory() + "mingtang-kind-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        FileManager.default.createFile(atPath: path, contents: Data("%PDF-1.4".utf8))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 1 << 30)
        try handle.close()
        #expect(try AttachmentKind.tell(fileAt: path, name: "大.pdf") == .pdf)
        #expect(throws: UnreadableFile.self) { _ = try AttachmentKind.tell(fileAt: path + "-none", name: "a.pdf") }
    }

    // MARK: Text

    @Test("The text of each kind is what a reader sees")
    func texts() throws {
        let document = try WordBodyTests.document(
            WordBodyTests.p("第一段") + "<w:tbl><w:tr><w:tc>\(WordBodyTests.p("甲"))</w:tc><w:tc>\(WordBodyTests.p("乙"))</w:tc></w:tr></w:tbl>")
        #expect(try AttachmentText.read(document, kind: .docx) == "第一段\n甲\t乙")
        let workbook = try Made.workbook(
            sheet: #"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1"><v>300</v></c></row></sheetData>"#)
        #expect(try AttachmentText.read(workbook, kind: .xlsx) == "姓名\t300\n")
        #expect(try AttachmentText.read(Array("姓名,金额,备注\n张三,300,无\n".utf8), kind: .csv) == "姓名\t金额\t备注\n张三\t300\t无\n")
        #expect(try AttachmentText.read(Array("<p>甲</p><p>乙</p>".utf8), kind: .html) == "甲\n乙")
        #expect(try AttachmentText.read([0xB9, 0xAB, 0xBF, 0xAA], kind: .txt) == "公开")
        let slides = try Made.zip([
            ("ppt/slides/slide10.xml", Array("<s><p><t>十</t></p></s>".utf8)),
            ("ppt/slides/slide2.xml", Array("<s><p><t>二</t><t>甲</t></p><p><t>乙</t></p></s>".utf8)),
        ])
        #expect(try AttachmentText.read(slides, kind: .pptx) == "二甲\n乙\n十\n")
        let fixed = try Made.zip([("Doc_0/Pages/Page_0/Content.xml", Array("<P><TextObject><TextCode>公告</TextCode></TextObject></P>".utf8))]
        )
        #expect(try AttachmentText.read(fixed, kind: .ofd) == "公告\n")
        #expect(try AttachmentText.read([0xFF, 0xD8, 0xFF], kind: .jpeg) == "")
    }

    @Test("Text is cut at the limit, between characters")
    func limit() throws {
        let long = Array(String(repeating: "公", count: AttachmentText.limitInBytes / 2).utf8)
        let text = try AttachmentText.read(long, kind: .txt)
        #expect(text.utf8.count <= AttachmentText.limitInBytes && text.utf8.count > AttachmentText.limitInBytes - 3)
        #expect(text.unicodeScalars.allSatisfy { $0 == "公" })
    }

    @Test(
        "A PDF's text comes from pdftotext, under limits of time and size",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")))
    func pdf() throws {
        let content = "BT /F1 24 Tf 72 700 Td (Public notice 2026) Tj ET"
        var text = "%PDF-1.4\n"
        var places: [Int] = []
        for (index, object) in [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            "<</Length \(content.utf8.count)>>\nstream\n\(content)\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ].enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = text.utf8.count
        text +=
            "xref\n0 6\n0000000000 65535 f \n"
            + places.map { String(repeating: "0", count: 10 - String($0).count) + "\($0) 00000 n \n" }.joined()
        text += "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n\(table)\n%%EOF\n"
        #expect(try AttachmentText.read(Array(text.utf8), kind: .pdf).contains("Public notice 2026"))
        #expect(throws: UnreadableFile("PDF 文件读不出来，可能已损坏或设有密码，请重新生成后再试。")) {
            _ = try AttachmentText.read(Array("%PDF-1.4 坏".utf8), kind: .pdf)
        }
    }
}
