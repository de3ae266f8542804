import Domain
import Foundation
import Testing

@testable import Interchange

@Suite("有害和损坏的文件：两秒内拒绝，并说清楚")
struct HostileFileTests {
    /// The promise is 2 seconds for the program as it is delivered; unoptimised code, with all tests running at once, is given more.
    #if DEBUG
        private static let timeAllowed = Duration.seconds(20)
    #else
        private static let timeAllowed = Duration.seconds(2)
    #endif

    /// Reads and expects a refusal in time; gives back its sentence.
    @discardableResult
    private func refusal(_ bytes: [UInt8], _ comment: Comment) -> String? {
        let clock = ContinuousClock()
        var reason: String?
        let time = clock.measure {
            do throws(UnreadableFile) { _ = try TableFile.read(bytes) } catch { reason = error.reason }
        }
        #expect(reason != nil, comment)
        #expect(reason?.contains("\n") == false, comment)
        #expect(time < Self.timeAllowed, comment)
        return reason
    }

    private let cell = #"<c t="inlineStr"><is><t>甲</t></is></c>"#

    @Test("压缩炸弹：一个条目、许多条目")
    func zipBombs() throws {
        let spaces = String(repeating: " ", count: 60 << 20)
        refusal(try Made.workbook(sheet: spaces), "一个条目")
        let many = (0..<5_000).map { ("xl/worksheets/sheet\($0).xml", [UInt8]()) }
        refusal(try Made.zip([("xl/workbook.xml", Array("<workbook/>".utf8))] + many), "许多条目")
    }

    @Test("XML 炸弹、外部实体、文档类型")
    func entities() throws {
        let laughs = "<!DOCTYPE lolz [<!ENTITY a \"哈哈\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
        for document in [laughs + "<workbook>&b;</workbook>", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><workbook/>"] {
            let reason = refusal(try Made.zip([("xl/workbook.xml", Array(document.utf8))]), "DTD")
            #expect(reason?.contains("DTD") == true)
        }
        refusal(try Made.workbook(sheet: "<sheetData><row><c><v>&undefined;</v></c></row></sheetData>"), "未定义的实体")
    }

    @Test("巨大的跨度和远处的单元格")
    func spans() throws {
        refusal(
            try Made.workbook(sheet: #"<sheetData><row r="1048576"><c r="XFD1048576" t="str"><v>1</v></c></row></sheetData>"#), "远处的单元格")
        refusal(
            try Made.workbook(
                sheet: "<sheetData><row>\(cell)</row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>"), "整张表合并")
        refusal(Array("<table><tr><td colspan=100000000>甲</td></tr></table>".utf8), "colspan")
        refusal(Array("<table><tr><td rowspan=99999999999999999999>甲</td></tr></table>".utf8), "rowspan")
        let tall = "<table>" + String(repeating: "<tr><td rowspan=60000 colspan=900>甲</td></tr>", count: 2_000) + "</table>"
        refusal(Array(tall.utf8), "叠起来的跨度")
    }

    @Test("整行合并是常有的事：照样能读")
    func wholeRowMerge() throws {
        let bytes = try Made.workbook(
            sheet: "<sheetData><row>\(cell)\(cell)</row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1\"/></mergeCells>")
        #expect(try TableFile.read(bytes).sheets.first?.lines.first?.cells.count == 2)
    }

    @Test("几百万个单元格、极长的行、极长的单元格")
    func amounts() throws {
        let row = "<row>" + String(repeating: "<c><v>1</v></c>", count: 900) + "</row>"
        refusal(try Made.workbook(sheet: "<sheetData>" + String(repeating: row, count: 1_200) + "</sheetData>"), "单元格太多")
        refusal(Array(String(repeating: "a,b,c,d,e,f,g,h\n", count: 300_000).utf8), "文本单元格太多")
        refusal(Array(repeating: UInt8(ascii: "x"), count: 20 << 20), "一行 20 MB")
        let references = String(repeating: #"<c t="s"><v>0</v></c>"#, count: 900)
        let strings = "<si><t>" + String(repeating: "长", count: 60_000) + "</t></si>"
        refusal(try Made.workbook(sheet: "<sheetData><row>\(references)</row></sheetData>", strings: strings), "反复引用的长文字")
    }

    @Test("嵌套过深的 XML、网页和表格")
    func nesting() throws {
        let deep = String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000)
        refusal(try Made.workbook(sheet: deep), "XML")
        refusal(Array(("<html><table><tr><td>甲</td></tr></table>" + String(repeating: "<div>", count: 200_000)).utf8), "网页")
        refusal(Array(String(repeating: "<table><tr><td>", count: 100).utf8), "表中表")
    }

    @Test("截断的文件：每一种都说不完整")
    func truncated() throws {
        let whole = try Made.workbook(sheet: "<sheetData><row>\(cell)</row></sheetData>")
        refusal(Array(whole.prefix(whole.count / 2)), "截断的 zip")
        refusal(try Made.workbook(sheet: "<sheetData><row>"), "截断的 XML")
        refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600), "截断的 OLE")
        let example = Places.files(Places.fixtures).first { $0.pathExtension == "xls" }
        let old = [UInt8](try Data(contentsOf: try #require(example)))
        for part in [1_600, old.count / 3, old.count / 2, old.count - 700] {
            let start = ContinuousClock.now
            _ = try? TableFile.read(Array(old.prefix(part)))
            #expect(ContinuousClock.now - start < Self.timeAllowed)
        }
    }

    @Test("改坏的旧版 Excel：任何一个字节变了都不崩溃")
    func damagedOldWorkbook() throws {
        let example = Places.files(Places.fixtures).first { $0.pathExtension == "xls" }
        let old = [UInt8](try Data(contentsOf: try #require(example)))
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var damaged = old
            for _ in 0..<8 { damaged[Int.random(in: 8..<old.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator) }
            _ = try? TableFile.read(damaged)
        }
    }

    @Test("加了密码的文件：说要去掉密码")
    func encrypted() throws {
        let locked = try Made.zip([("xl/workbook.xml", Array("<workbook/>".utf8))], password: "秘密")
        #expect(refusal(locked, "zip 加密")?.contains("密码") == true)
        #expect(refusal(Self.encryptedPackage(), "OLE 加密")?.contains("密码") == true)
    }

    @Test("根本不是表格：PDF、图片、压缩包、程序、随机字节、空文件", arguments: 0..<8)
    func foreign(kind: Int) throws {
        let samples: [[UInt8]] = [
            Array("%PDF-1.7\n".utf8), [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], Array("Rar!\u{1A}\u{7}".utf8),
            [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0],
            (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ ($0 >> 3) &* 31) }, [], Array("  \n\n".utf8),
            try Made.zip([("readme.txt", Array("甲".utf8))]),
        ]
        refusal(samples[kind], "第 \(kind) 种")
    }

    /// A compound file whose directory names an `EncryptedPackage`, as Office makes when a workbook is locked.
    private static func encryptedPackage() -> [UInt8] {
        var file = [UInt8](repeating: 0, count: 512 * 4)
        func put(_ value: UInt32, at offset: Int) { for byte in 0..<4 { file[offset + byte] = UInt8(value >> (8 * UInt32(byte)) & 0xFF) } }
        for (index, byte) in ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] as [UInt8]).enumerated() { file[index] = byte }
        file[30] = 9
        put(1, at: 48)
        put(4_096, at: 56)
        put(0xFFFF_FFFE, at: 60)
        put(0xFFFF_FFFE, at: 68)
        for index in 0..<109 { put(0xFFFF_FFFF, at: 76 + index * 4) }
        put(0, at: 76)
        for index in 0..<128 { put(0xFFFF_FFFF, at: 512 + index * 4) }
        put(0xFFFF_FFFD, at: 512)
        put(0xFFFF_FFFE, at: 516)
        func entry(_ name: String, kind: UInt8, at offset: Int) {
            for (index, unit) in name.utf16.enumerated() { file[offset + index * 2] = UInt8(unit & 0xFF) }
            file[offset + 64] = UInt8(name.utf16.count * 2 + 2)
            file[offset + 66] = kind
            put(0xFFFF_FFFE, at: offset + 116)
        }
        entry("Root Entry", kind: 5, at: 1_024)
        entry("EncryptedPackage", kind: 2, at: 1_152)
        return file
    }
}
