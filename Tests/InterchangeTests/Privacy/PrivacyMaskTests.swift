import Domain
import Foundation
import Testing

@testable import Interchange

@Suite("脱敏副本：不再有个人信息，也不再有藏着的东西")
struct PrivacyMaskTests {
    /// The text of a part of the copy.
    private func part(_ name: String, of copy: [UInt8]) throws -> String? {
        try copy.withRawBytes { buffer throws(UnreadableFile) in
            try ZipArchive(buffer).contents(of: name).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private func names(_ copy: [UInt8]) throws -> [String] {
        try copy.withRawBytes { buffer throws(UnreadableFile) in try ZipArchive(buffer).names }
    }

    private func everything(_ copy: [UInt8]) throws -> String {
        try names(copy).compactMap { try part($0, of: copy) }.joined()
    }

    @Test("xlsx：再查一遍什么也没有，数字和可见的文字还在")
    func workbook() throws {
        let original = try MadeUpOffice.workbook()
        let copy = try PrivacyMask.copy(of: original)
        #expect(try PrivacyScan.findings(copy.bytes) == [])
        #expect(copy.suffix == "xlsx")
        #expect(copy.findings.count == 13)
        let left = try names(copy.bytes)
        for gone in [
            "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
            "xl/sharedStrings.xml",
        ] {
            #expect(!left.contains(gone), "\(gone)")
        }
        let sheet = try #require(try part("xl/worksheets/sheet1.xml", of: copy.bytes))
        #expect(sheet.contains("张三") && sheet.contains("138****0001") && sheet.contains("好"))
        #expect(!sheet.contains("李四") && !sheet.contains("<f>") && !sheet.contains("hidden") && !sheet.contains("legacyDrawing"))
        let all = try everything(copy.bytes)
        for secret in ["1381234000", "42058119", "孙八", "赵六", "底表"] { #expect(!all.contains(secret), "\(secret)") }
        let read = try TableFile.read(copy.bytes)
        #expect(read.sheets.map(\.name) == ["名单"])
        #expect(read.sheets.first?.lines.map(\.number) == [1, 2, 4])
    }

    @Test("docx：修订、批注、隐藏文字、作者都没有了，跨几段格式的号码也隐去")
    func document() throws {
        let copy = try PrivacyMask.copy(of: try MadeUpOffice.document())
        #expect(try PrivacyScan.findings(copy.bytes) == [])
        let body = try #require(try part("word/document.xml", of: copy.bytes))
        for gone in ["w:del", "w:ins", "vanish", "comment", "某人"] { #expect(!body.contains(gone), "\(gone)") }
        for kept in ["留", "增", "注", "张三", "[已隐去]", "完"] { #expect(body.contains(kept), "\(kept)") }
        let all = try everything(copy.bytes)
        for secret in ["1381234000", "42058119", "孙八", "肾衰竭", "zhang@", "某人"] { #expect(!all.contains(secret), "\(secret)") }
        #expect(!(try names(copy.bytes)).contains { $0.hasPrefix("customXml") || $0 == "word/comments.xml" })
    }

    @Test("同一个文件两次脱敏，字节相同；副本再脱敏，没有变化可做")
    func stable() throws {
        for original in [try MadeUpOffice.workbook(), try MadeUpOffice.document()] {
            let first = try PrivacyMask.copy(of: original), second = try PrivacyMask.copy(of: original)
            #expect(first.bytes == second.bytes)
            #expect(try PrivacyMask.copy(of: first.bytes).findings == [])
        }
    }

    @Test("csv：引号、逗号、换行原样，没有 BOM 的 UTF-8 也原样")
    func csv() throws {
        let text = "姓名,身份证号,备注\r\n张三,11010519491231002X,\"甲,乙\"\r\n李四,\"42058119750317\",\r\n"
        let copy = try PrivacyMask.copy(of: Array(text.utf8))
        #expect(String(decoding: copy.bytes, as: UTF8.self) == "姓名,身份证号,备注\r\n张三,**************002X,\"甲,乙\"\r\n李四,\"**********0317\",\r\n")
        #expect(copy.remarks == [])
    }

    @Test("GB18030 的文本改为带 BOM 的 UTF-8，并且说明")
    func encoding() throws {
        let copy = try PrivacyMask.copy(of: [0xCA, 0xD6, 0xBB, 0xFA] + Array(" 13812345678\n".utf8))
        #expect(copy.bytes == [0xEF, 0xBB, 0xBF] + Array("手机 138****5678\n".utf8))
        #expect(copy.remarks.count == 1)
    }

    @Test("PDF、图片、压缩包、带宏和嵌入文件的：拒绝，并说明怎么办")
    func refused() throws {
        let macro = try MadeUpOffice.zip([("xl/workbook.xml", "<workbook \(MadeUpOffice.spreadsheet)/>"), ("xl/vbaProject.bin", "x")])
        let embedded = try MadeUpOffice.zip([("word/document.xml", "<w:document \(MadeUpOffice.word)/>"), ("word/embeddings/a.xlsx", "x")])
        for bytes in [
            MadeUpPicture.pdf("a", author: "a"), MadeUpPicture.tiff, try Made.zip([("a.txt", [65])]), macro, embedded,
            Array("<!doctype html><p>a".utf8),
        ] {
            #expect(throws: UnreadableFile.self) { try PrivacyMask.copy(of: bytes) }
        }
    }

    @Test("改坏的文件要么拒绝，要么副本干净")
    func damaged() throws {
        for sample in [try MadeUpOffice.workbook(), try MadeUpOffice.document()] {
            for round in 0..<60 {
                var damaged = sample
                for _ in 0..<(round % 5 + 1) { damaged[Int.random(in: 0..<damaged.count)] = UInt8.random(in: 0...255) }
                guard let copy = try? PrivacyMask.copy(of: damaged) else { continue }
                #expect(try PrivacyScan.findings(copy.bytes).allSatisfy { $0.confidence.level == .low })
            }
        }
    }
}
