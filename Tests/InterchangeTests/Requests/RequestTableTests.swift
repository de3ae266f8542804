import Testing

@testable import Interchange

@Suite("A list of requests is read as it stands in the file") struct RequestTableTests {
    private static let head = ["申请方式", "申请人类型", "姓名或者单位名称", "联系电话", "申请内容", "提交日期", "受理单位"]

    private func read(_ rows: [[String]]) throws -> RequestTable { try RequestTable.read(try workbook(rows), mostRows: 10) }

    private func workbook(_ rows: [[String]]) throws -> [UInt8] {
        let lines = rows.enumerated().map { number, row in
            let cells = row.enumerated().map { place, text in
                text.isEmpty ? "" : Self.cell("\(Character(Unicode.Scalar(UInt8(65 + place))))\(number + 1)", text)
            }
            return "<row r=\"\(number + 1)\">\(cells.joined())</row>"
        }
        return try Made.workbook(sheet: "<sheetData>\(lines.joined())</sheetData>")
    }

    private static func cell(_ place: String, _ text: String) -> String { "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>" }

    /// Why a file is refused.
    private func refusal(_ bytes: [UInt8], mostRows: Int = 10) -> String? {
        do {
            _ = try RequestTable.read(bytes, mostRows: mostRows)
            return nil
        } catch { return error.reason }
    }

    @Test("Each line is a request with its number; empty lines and empty cells are none")
    func rows() throws {
        let table = try read([
            Self.head, ["当面提交", "自然人", "测试甲", "13900000000", "补偿方案", "2026-03-18", "明川县自然资源局"],
            ["", "", "", "", "", "", ""], ["飞鸽", "商业企业", "测试企业", "", "批复", "昨天", ""],
        ])
        #expect(table.rows.map(\.line) == [2, 4] && table.unknown.isEmpty)
        #expect(
            table.rows[0].cells == [
                .channel: "当面提交", .kind: "自然人", .name: "测试甲", .phone: "13900000000", .description: "补偿方案", .submitted: "2026-03-18",
                .unit: "明川县自然资源局",
            ])
        // What is wrong is kept as it was written: whoever judges it names line and column.
        #expect(
            table.rows[1].cells == [.channel: "飞鸽", .kind: "商业企业", .name: "测试企业", .description: "批复", .submitted: "昨天"])
    }

    @Test("Every heading and its other names lead to its column, whatever spaces, stars and colons they have")
    func headings() throws {
        for column in RequestTable.Column.allCases {
            for heading in column.headings {
                let needed = RequestTable.Column.needed.filter { $0 != column }.map(\.heading)
                for written in [heading, " \(heading) *", "\(heading)："] {
                    let table = try read([[written] + needed, ["甲"] + needed.map { _ in "乙" }])
                    #expect(table.rows.first?.cells[column] == "甲", "\(written)")
                }
            }
        }
        let all = RequestTable.Column.allCases.flatMap(\.headings)
        #expect(Set(all).count == all.count)
    }

    @Test("Text between commas is read as a workbook is")
    func commas() throws {
        let table = try RequestTable.read(
            Array(Made.csv([Self.head, ["邮寄", "自然人", "测试甲", "", "\"甲，乙,丙\"", "2026年3月18日", ""]]).utf8), mostRows: 10)
        #expect(
            table.rows.first?.cells == [.channel: "邮寄", .kind: "自然人", .name: "测试甲", .description: "甲，乙,丙", .submitted: "2026年3月18日"])
    }

    @Test("Columns that are not understood, or come twice, are named and left out")
    func unknown() throws {
        let table = try read([["申请方式", "星座", "申请人类型", "申请方式", ""], ["传真", "白羊", "自然人", "邮寄", "无题"]])
        #expect(table.unknown == ["星座", "申请方式"] && table.rows.first?.cells == [.channel: "传真", .kind: "自然人"])
    }

    @Test("A table without its needed columns, without requests or with too many of them is refused with the reason")
    func refused() throws {
        #expect(refusal(try workbook([["申请人类型", "姓名"], ["自然人", "测试甲"]]))?.contains("缺少“申请方式”这一栏") == true)
        #expect(refusal(try workbook([["申请方式", "姓名"], ["传真", "测试甲"]]))?.contains("缺少“申请人类型”这一栏") == true)
        #expect(refusal(try workbook([Self.head])) == "只有表头，没有申请。")
        let rows = Array(repeating: ["传真", "自然人"], count: 4)
        #expect(refusal(try workbook([["申请方式", "申请人类型"]] + rows), mostRows: 3) == "有 4 行，一次最多登记 3 件，请分成几个文件。")
        #expect(refusal(try workbook([["申请方式", "申请人类型"]] + rows), mostRows: 4) == nil)
        #expect(refusal(Array(Made.html([Self.head, rows[0]]).utf8))?.contains("请提供 xlsx、xls 或者 csv") == true)
        let document = try Made.document(body: "<w:tbl>\(Made.wordRow(["申请方式", "申请人类型"]))\(Made.wordRow(rows[0]))</w:tbl>")
        #expect(refusal(document)?.contains("请提供 xlsx、xls 或者 csv") == true)
        #expect(refusal([]) != nil && refusal(Array("%PDF-1.7".utf8)) != nil)
    }

    @Test("A day is read the same whether a workbook keeps it as text or as a number that is shown as a date; a bare number stays one")
    func days() throws {
        let cell = Self.cell
        let sheet = """
            <sheetData><row r="1">\(cell("A1", "申请方式"))\(cell("B1", "申请人类型"))\(cell("C1", "提交日期"))\(cell("D1", "联系电话"))</row>
            <row r="2">\(cell("A2", "邮寄"))\(cell("B2", "自然人"))\(cell("C2", "2026/3/18"))<c r="D2"><v>13900000000</v></c></row>
            <row r="3">\(cell("A3", "邮寄"))\(cell("B3", "自然人"))<c r="C3" s="1"><v>46099</v></c></row>
            <row r="4">\(cell("A4", "邮寄"))\(cell("B4", "自然人"))<c r="C4"><v>46099</v></c></row></sheetData>
            """
        let space = #"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#
        let styles = "<styleSheet \(space)><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
        let names = #"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
        let book = #"<workbook \#(space) \#(names)><sheets><sheet name="清单" sheetId="1" r:id="rId1"/></sheets></workbook>"#
        let bytes = try Made.zip([
            ("xl/workbook.xml", Array(book.utf8)), ("xl/styles.xml", Array(styles.utf8)),
            ("xl/worksheets/sheet1.xml", Array("<worksheet \(space)>\(sheet)</worksheet>".utf8)),
        ])
        let table = try RequestTable.read(bytes, mostRows: 10)
        #expect(table.rows.map { $0.cells[.submitted] } == ["2026/3/18", "2026-03-18", "46099"])
        #expect(table.rows.first?.cells[.phone] == "13900000000")
    }
}
