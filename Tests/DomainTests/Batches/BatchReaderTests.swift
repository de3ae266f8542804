import Domain
import Testing

@Suite("A list is read row by row") struct BatchReaderTests {
    private func sheet(_ rows: [[String]], name: String = "表1", isHidden: Bool = false) -> SourceSheet {
        SourceSheet(
            name: name, isHidden: isHidden,
            lines: rows.enumerated().map { SourceSheet.Line(number: $0.offset + 1, cells: $0.element.map { SourceSheet.Cell($0) }) })
    }

    private func read(_ rows: [[String]], change: (inout BatchMapping) -> Void = { _ in }) throws -> (
        documents: [BatchRow], problems: [BatchProblem]
    ) {
        let table = try BatchTable([sheet(rows)])
        var mapping = BatchMapping(suggestedFor: table.headings)
        change(&mapping)
        var reader = try BatchReader(table.headings, mapping: mapping, today: try #require(Day(text: "2026-03-20")))
        var result: ([BatchRow], [BatchProblem]) = ([], [])
        for row in table.rows {
            switch reader.read(row, holder: { $0 == "明审许〔2026〕9号" ? "别的许可" : nil }) {
            case .document(let document): result.0.append(document)
            case .problems(let found): result.1 += found
            }
        }
        return result
    }

    private let headings = ["序号", "行政相对人", "许可内容", "决定文书号", "决定日期", "备注"]

    @Test("The headings under a title are found, and the columns suggested")
    func headingsFound() throws {
        let table = try BatchTable([
            sheet([["某某局行政许可公示表", ""], ["2026年3月", ""], headings, ["1", "甲店", "食品经营", "明审许〔2026〕1号", "2026/3/1", ""]])
        ])
        #expect(table.headings == headings && table.rows.map(\.line) == [4])
        let mapping = BatchMapping(suggestedFor: table.headings)
        #expect(mapping == BatchMapping(title: "{行政相对人}{许可内容}行政许可决定", number: 3, made: 4, leftOut: [0]))
    }

    @Test(
        "Titles are suggested for penalties, subsidies and plain lists",
        arguments: [
            (["被处罚人", "违法事实", "处罚金额"], "{被处罚人}行政处罚决定"), (["村", "户主", "补贴项目", "金额"], "{村}{户主}{补贴项目}发放信息"), (["标题", "文号"], "{标题}"),
            (["序号", "路名", "长度"], "{路名}"),
        ])
    func suggestions(_ headings: [String], _ title: String) { #expect(BatchMapping(suggestedFor: headings).title == title) }

    @Test("A row becomes a table of headings and cells; empty cells and columns left out are not in it")
    func row() throws {
        let found = try read([headings, ["1", "甲店", "食品经营", "明审许[2026]1号", "20260301", ""]])
        let row = try #require(found.documents.first)
        #expect(row.title == "甲店食品经营行政许可决定" && row.number == "明审许〔2026〕1号" && row.made == Day(text: "2026-03-01"))
        #expect(
            row.body.blocks == [
                .table(
                    hasHeader: true,
                    [["字段", "内容"], ["行政相对人", "甲店"], ["许可内容", "食品经营"], ["决定文书号", "明审许[2026]1号"], ["决定日期", "20260301"]])
            ])
    }

    @Test("Each fault of a row is said with its line and column")
    func faults() throws {
        let found = try read([
            headings, ["1", "甲店", "食品经营", "明审许〔2026〕1号", "2026-03-01", ""], ["2", "甲店", "食品经营", "明审许〔2026〕1号", "2026-03-01", ""],
            ["3", "", "", "", "", "只有备注"], ["4", "乙店", "食品经营", "", "三月一日", ""], ["5", "丙店", "食品经营", "", "2026-04-01", ""],
            ["6", "丁店", "食品经营", "明审许〔2026〕1号", "", ""], ["7", "戊店", "食品经营", "明审许〔2026〕9号", "", ""],
            ["8", String(repeating: "长", count: 400), "食品经营", "", "", ""],
            ["9", "己店", "食品经营", "", "", String(repeating: "字", count: 5001)],
        ])
        #expect(found.documents.map(\.line) == [2])
        #expect(
            found.problems.map { "\($0.line) \($0.column) \($0.sentence)" } == [
                "3  与第 2 行完全相同，请删去重复的一行。", "4  标题是空的：标题用到的栏目都没有内容。", "5 决定日期 日期“三月一日”无法识别，请写成 2026-03-20。",
                "6 决定日期 日期 2026-04-01 还没有到，请核对。", "7 决定文书号 文号“明审许〔2026〕1号”与第 2 行相同，请核对。",
                "8 决定文书号 文号“明审许〔2026〕9号”已经用于《别的许可》，请核对。", "9  标题有 410 个字，最多 300 个字，请改短标题的写法。",
                "10 备注 这一格有 5001 个字，最多 5000 个字。",
            ])
    }

    @Test("A number of another form stays in the text and is no document number")
    func looseNumber() throws {
        let found = try read([headings, ["1", "甲店", "食品经营", "JY19999010001", "", ""]])
        let row = try #require(found.documents.first)
        #expect(row.number.isEmpty && row.hasLooseNumber)
    }

    @Test("Certain personal data keeps a row out, or is masked when the policy is chosen, also in the title")
    func personalData() throws {
        // Made up: the area 999901 does not exist, so the number is taken from a real area with an invented birthday and its check digit.
        let number = Self.identityNumber()
        let rows = [["村", "户主", "补贴项目", "身份证号", "金额"], ["东村", "王大明", "耕地补贴", number, "120"]]
        let refused = try read(rows)
        #expect(refused.documents.isEmpty && refused.problems.count == 1)
        #expect(refused.problems.first?.column == "身份证号" && refused.problems.first?.sentence.contains(number) == false)
        let masked = try read(rows) { $0.masks = true }
        let row = try #require(masked.documents.first)
        #expect(row.maskedCount >= 1 && !row.body.stored.contains(number))
        let titled = try read(rows) {
            $0.masks = true
            $0.title = "{户主}{身份证号}"
        }
        #expect(titled.documents.first?.title.contains(number) == false)
        let leftOut = try read(rows) { $0.leftOut.append(3) }
        #expect(leftOut.documents.first?.body.stored.contains(number) == false)
    }

    /// With a right check digit (GB 11643).
    private static func identityNumber() -> String {
        let digits = Array("11010119850307001".utf8).map { Int($0) - 48 }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return "11010119850307001" + String(Array("10X98765432")[sum % 11])
    }

    @Test("A template that names no column is refused with the name")
    func template() {
        #expect(throws: BatchRefusal.templateUnknown(column: "对象")) { try read([headings, ["1", "甲店", "食品经营"]]) { $0.title = "{对象}许可" } }
        #expect(throws: BatchRefusal.templateEmpty) { try read([headings, ["1", "甲店", "食品经营"]]) { $0.title = " " } }
    }

    @Test("51,000 rows are refused with their number and the way to split them")
    func tooManyRows() {
        let rows = [headings] + (1...51_000).map { ["\($0)", "店\($0)", "食品经营"] }
        #expect(throws: BatchRefusal.tooManyRows(51_000)) { try BatchTable([sheet(rows)]) }
        #expect(BatchRefusal.tooManyRows(51_000).sentence.contains("51,000 行"))
        #expect(BatchRefusal.tooManyRows(51_000).sentence.contains("拆成 2 个文件"))
    }

    @Test("50,000 rows are taken")
    func mostRows() throws {
        let rows = [headings] + (1...50_000).map { ["\($0)", "店\($0)", "食品经营"] }
        let count = try BatchTable([sheet(rows)]).rows.count
        #expect(count == 50_000)
    }

    @Test("Hidden sheets are never read, and others are named")
    func sheets() throws {
        let small = sheet([["名称", "数量"], ["一", "1"]], name: "说明")
        let hidden = sheet([headings] + (1...9).map { ["\($0)", "暗店\($0)", "食品经营"] }, name: "底稿", isHidden: true)
        let table = try BatchTable([small, hidden, sheet([headings, ["1", "甲店", "食品经营"], ["2", "乙店", "食品经营"]])])
        #expect(table.sheetName == "表1" && table.rows.count == 2 && table.otherSheets == ["说明", "底稿"])
        #expect(throws: BatchRefusal.empty) { try BatchTable([hidden]) }
        #expect(throws: BatchRefusal.noHeadings) { try BatchTable([sheet([["只有一句话"], ["又一句"]])]) }
    }

    @Test("Equal headings are told apart, and breaks inside a cell become spaces")
    func headingNames() throws {
        let table = try BatchTable([sheet([["名称", "金额", "金额"], ["一\n二", "1", "2"]])])
        #expect(table.headings == ["名称", "金额", "金额（2）"] && table.rows.first?.cells.first == "一 二")
    }
}
