import Domain
import Foundation
import Testing

@testable import Interchange

/// Office files with personal data of nobody in every place where such data hides.
enum MadeUpOffice {
    /// An ID number with the right check digit.
    static func identity(_ head: String) -> String {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = Swift.zip(head.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
        return head + String(UnicodeScalar(Array("10X98765432".utf8)[sum % 11]))
    }

    static let spreadsheet =
        #"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
    static let word = #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#
    static let relations = #"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#
    static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    static func cell(_ place: String, _ text: String) -> String { #"<c r="\#(place)" t="inlineStr"><is><t>\#(text)</t></is></c>"# }

    static func zip(_ parts: [(String, String)]) throws -> [UInt8] { try Made.zip(parts.map { ($0.0, Array($0.1.utf8)) }) }

    /// A list with a hidden row, a hidden column, two hidden sheets, a comment, a name, a header, a formula, authors and a forgotten string.
    static func workbook() throws -> [UInt8] {
        let first = """
            <worksheet \(spreadsheet)><cols><col min="4" max="4" width="9" hidden="1"/></cols><sheetData>
            <row r="1">\(cell("A1", "姓名"))\(cell("B1", "身份证号"))\(cell("C1", "电话"))</row>
            <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>13812340001</v></c>\(cell("D2", "13812340002"))</row>
            <row r="3" hidden="1">\(cell("A3", "李四"))\(cell("B3", identity("42058119880212456")))</row>
            <row r="4">\(cell("A4", "王五"))<c r="B4"><v>1.1010519491231E+17</v></c><c r="E4" t="str"><f>"13812340003"&amp;""</f><v>好</v></c></row>
            </sheetData><headerFooter><oddHeader>&amp;C经办 13812340004</oddHeader></headerFooter><legacyDrawing r:id="rId2"/></worksheet>
            """
        let hidden =
            "<worksheet \(spreadsheet)><sheetData><row r=\"1\">\(cell("A1", identity("42058119660606001")))</row></sheetData></worksheet>"
        return try zip([
            ("[Content_Types].xml", contentTypes),
            (
                "_rels/.rels",
                "<Relationships \(relations)><Relationship Id=\"r1\" Type=\"\(types)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                """
                <workbook \(spreadsheet)><sheets><sheet name="名单" sheetId="1" r:id="rId1"/><sheet name="底表" sheetId="2" state="hidden" r:id="rId2"/>\
                <sheet name="绝底" sheetId="3" state="veryHidden" r:id="rId3"/></sheets>\
                <definedNames><definedName name="TEL">"13812340005"</definedName></definedNames></workbook>
                """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships \(relations)>"
                    + (1...3).map { "<Relationship Id=\"rId\($0)\" Type=\"\(types)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>" }
                    .joined()
                    + "<Relationship Id=\"rId9\" Type=\"\(types)/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
            ("xl/worksheets/sheet1.xml", first), ("xl/worksheets/sheet2.xml", hidden), ("xl/worksheets/sheet3.xml", hidden),
            (
                "xl/worksheets/_rels/sheet1.xml.rels",
                "<Relationships \(relations)><Relationship Id=\"rId1\" Type=\"\(types)/comments\" Target=\"../comments1.xml\"/><Relationship Id=\"rId2\" Type=\"\(types)/vmlDrawing\" Target=\"../drawings/vmlDrawing1.vml\"/></Relationships>"
            ),
            (
                "xl/comments1.xml",
                "<comments \(spreadsheet)><authors><author>赵六</author></authors><commentList><comment ref=\"B2\" authorId=\"0\"><text><r><t>138123</t></r><r><t>40006</t></r></text></comment></commentList></comments>"
            ),
            ("xl/drawings/vmlDrawing1.vml", "<xml/>"),
            (
                "xl/sharedStrings.xml",
                "<sst \(spreadsheet)><si><t>张三</t></si><si><r><t>\(identity("42058119750317123").prefix(9))</t></r><r><t>\(identity("42058119750317123").dropFirst(9))</t></r></si><si><t>13812340007</t></si></sst>"
            ),
            ("docProps/core.xml", "<cp xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>孙八 13812340008</dc:creator></cp>"),
        ])
    }

    private static let contentTypes = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/xl/comments1.xml" ContentType="x"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="x"/></Types>
        """

    static func run(_ text: String, hidden: Bool = false) -> String {
        "<w:r>\(hidden ? "<w:rPr><w:vanish/></w:rPr>" : "")<w:t>\(text)</w:t></w:r>"
    }

    /// A document with split runs, a table, tracked changes, a comment, a header, hidden text, a text box, a link and an author.
    static func document() throws -> [UInt8] {
        let id = identity("42058119750317123")
        let body = """
            <w:p>\(run("号码" + id.prefix(6)))\(run(String(id.dropFirst(6).prefix(7))))\(run(id.suffix(5) + "完"))</w:p>
            <w:tbl><w:tr><w:tc><w:p>\(run("姓名"))</w:p></w:tc><w:tc><w:p>\(run("病种"))</w:p></w:tc></w:tr>\
            <w:tr><w:tc><w:p>\(run("张三"))</w:p></w:tc><w:tc><w:p>\(run("肾衰竭"))</w:p></w:tc></w:tr></w:tbl>
            <w:p>\(run("留"))<w:del w:id="1" w:author="某人"><w:r><w:delText>13812340001</w:delText></w:r></w:del><w:ins w:id="2" w:author="某人">\(run("增"))</w:ins>\
            <w:commentRangeStart w:id="0"/>\(run("注"))<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>
            <w:p>\(run("13812340002", hidden: true))<w:r><w:txbxContent><w:p>\(run("13812340003"))</w:p></w:txbxContent></w:r></w:p>
            """
        return try zip([
            (
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/comments.xml\" ContentType=\"x\"/></Types>"
            ),
            ("word/document.xml", "<w:document \(word)><w:body>\(body)</w:body></w:document>"),
            (
                "word/comments.xml",
                "<w:comments \(word)><w:comment w:id=\"0\" w:author=\"某人\"><w:p>\(run("13812340004"))</w:p></w:comment></w:comments>"
            ),
            ("word/header1.xml", "<w:hdr \(word)><w:p>\(run("13812340005"))</w:p></w:hdr>"),
            ("word/footnotes.xml", "<w:footnotes \(word)><w:footnote><w:p>\(run("13812340006"))</w:p></w:footnote></w:footnotes>"),
            (
                "word/_rels/document.xml.rels",
                "<Relationships \(relations)><Relationship Id=\"r1\" Type=\"\(types)/comments\" Target=\"comments.xml\"/><Relationship Id=\"r2\" Type=\"\(types)/hyperlink\" Target=\"mailto:zhang@example.com\" TargetMode=\"External\"/></Relationships>"
            ),
            ("docProps/core.xml", "<cp xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>孙八 13812340007</dc:creator></cp>"),
            ("customXml/item1.xml", "<root><tel>13812340008</tel></root>"),
        ])
    }
}
