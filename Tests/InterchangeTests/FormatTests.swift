import Domain
import Foundation
import Testing

@testable import Interchange

@Suite("各种格式和编码")
struct FormatTests {
    private func check(_ text: String, as encoding: String.Encoding, mark: [UInt8] = []) throws -> CatalogueReading {
        try CatalogueFile.check(mark + [UInt8](try #require(text.data(using: encoding))))
    }

    @Test("CSV 的编码：UTF-8、UTF-16 大小端、GB18030；分隔符：逗号、制表符、分号、竖线")
    func encodings() throws {
        let gb18030 = String.Encoding(rawValue: 0x8000_0632)
        for separator in [",", "\t", ";", "|"] {
            let text = Made.csv([Made.head, Made.row], separator: separator)
            #expect(try check(text, as: .utf8).items.count == 1)
            #expect(try check(text, as: .utf8, mark: [0xEF, 0xBB, 0xBF]).items.count == 1)
            #expect(try check(text, as: .utf16LittleEndian, mark: [0xFF, 0xFE]).items.count == 1)
            #expect(try check(text, as: .utf16BigEndian, mark: [0xFE, 0xFF]).items.count == 1)
            #expect(try check(text, as: .utf16LittleEndian).items.count == 1)
            #expect(try check(text, as: gb18030).items.first?.entry.subjects == ["县发改局"])
        }
    }

    @Test("引号里的逗号、换行和双引号")
    func quotes() throws {
        var row = Made.row
        row[2] = "\"甲,乙；\n\"\"丙\"\"\""
        let reading = try CatalogueFile.check(Array(Made.csv([Made.head, row]).utf8))
        #expect(reading.items.first?.entry.elements == ["甲,乙", "\"丙\""])
    }

    @Test("网页的 meta 说 gbk 时按 GB18030 读；rowspan 和 colspan 展开")
    func webPage() throws {
        let gb18030 = String.Encoding(rawValue: 0x8000_0632)
        let rows =
            "<tr><td>1</td><td rowspan=2>审批</td><td>甲</td><td>及时</td><td rowspan=2>局</td></tr><tr><td>2</td><td>乙</td><td>长期</td></tr>"
        let page =
            "<html><head><meta charset=gbk></head><body><p>救灾领域政务公开标准目录<table><tr><td>序号<td>公开事项<td>公开内容<td>公开时限<td>公开主体</tr>\(rows)</table>"
        let reading = try CatalogueFile.check([UInt8](try #require(page.data(using: gb18030))))
        #expect(reading.items.map(\.entry.domain) == ["救灾", "救灾"])
        #expect(
            reading.items.last?.entry
                == CatalogueEntry(
                    domain: "救灾", levels: ["审批"], elements: ["乙"], timeLimit: TimeLimit(text: "长期", rule: .longTerm), subjects: ["局"]))
    }

    @Test("Word 的符号、复选框控件、旧式窗体域都读成勾选")
    func wordSymbols() throws {
        let symbol = { (code: String) in #"<w:r><w:sym w:font="Wingdings" w:char="\#(code)"/></w:r>"# }
        let text = { (text: String) in "<w:r><w:t>\(text)</w:t></w:r>" }
        let control =
            #"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"#
        let field =
            #"<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"#
        let channels =
            symbol("F0FE") + text("政府网站") + symbol("F0A8") + text("政府公报") + #"<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>"#
            + text("广播电视")
            + symbol("F06F") + text("纸质媒体") + #"<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>"# + text("精准推送") + control
            + text("公开查阅点") + field + text("便民服务站")
        let last = "<w:tc><w:p>\(channels)</w:p></w:tc>"
        let row = "<w:tr>" + Made.row.dropLast().map { "<w:tc>\(Made.paragraph($0))</w:tc>" }.joined() + last + "</w:tr>"
        let bytes = try Made.document(body: Made.paragraph("救灾领域基层政务公开标准目录") + "<w:tbl>" + Made.wordRow(Made.head) + row + "</w:tbl>")
        let entry = try #require(try CatalogueFile.check(bytes).items.first?.entry)
        #expect(entry.domain == "救灾")
        #expect(entry.channels == [.website, .broadcast, .readingPoint, .serviceStation])
    }

    @Test("工作簿：内联字符串、富文本、Wingdings 字体的勾、日期")
    func workbookCells() throws {
        let head = Made.head.enumerated().map { #"<c t="inlineStr"><is><t>\#($1)</t></is></c>"# }.joined()
        let cells = Made.row.dropLast().map { #"<c t="inlineStr"><is><r><t>\#($0)</t></r></is></c>"# }.joined()
        let rich =
            #"<c t="inlineStr"><is><r><rPr><rFont val="Wingdings"/></rPr><t>þ</t></r><r><t>政府网站</t></r><r><rPr><rFont val="Wingdings"/></rPr><t>o</t></r><r><t>政府公报</t></r></is></c>"#
        let bytes = try Made.workbook(sheet: #"<sheetData><row r="3">\#(head)</row><row r="4">\#(cells)\#(rich)</row></sheetData>"#)
        let item = try #require(try CatalogueFile.check(bytes).items.first)
        #expect(item.row == 4)
        #expect(item.entry.channels == [.website])
        #expect(SpreadsheetDay.text(serial: "46112", usesDates1904: false) == "2026-03-31")
    }

    @Test("扩展名不算数：内容是网页的 .xls、内容是文本的 .docx 都能读")
    func contentDecides() throws {
        #expect(try TableFile.read(Array(Made.html([Made.head, Made.row]).utf8)).kind == .webPage)
        #expect(try TableFile.read(Array(Made.csv([Made.head, Made.row]).utf8)).kind == .text)
    }

    @Test("JSON 写法：引号、反斜线、控制字符都转义")
    func jsonEscapes() throws {
        var json = JSONWriter()
        json.object { json in
            json.value("文\"字", "a\\b\u{1}\n\u{7F}\u{301}\"")
            json.strings("空", [])
            json.value("数", 3)
            json.value("无", nil as String?)
        }
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["文\"字"] as? String == "a\\b\u{1}\n\u{7F}\u{301}\"")
        #expect(object["无"] is NSNull)
    }

    @Test("给人看的表对齐，汉字占两格")
    func textTable() {
        var table = TextTable(columns: [("名称", 10), ("数", 4)])
        table.add(["甲乙丙丁戊己", "1"])
        table.add(["ab", "22"])
        #expect(table.lines == ["名称        数", "----------  --", "甲乙丙丁…  1", "ab          22"])
    }
}
