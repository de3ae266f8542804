import Domain
import Foundation
import Testing

@testable import Interchange

@Suite("Reading indicator schemes") struct SchemeFileTests {
    private static let acceptance = Places.shared.appending(path: "documents/004_1bd760a45e34c827.txt")
    private static var isPresent: Bool { FileManager.default.fileExists(atPath: acceptance.path) }

    private func outline(_ scheme: Scheme) -> [String] { scheme.nodes.map { "\($0.code) \($0.name) \($0.points)" } }

    private func read(_ text: String) throws -> SchemeReading { try SchemeFile.read(Array(text.utf8)) }

    private func refusal(_ bytes: [UInt8]) -> String? {
        do {
            _ = try SchemeFile.read(bytes)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test("The acceptance scheme of a city: 5, 17 and 34 indicators, 100 points, weights 10, 40 and 50", .enabled(if: isPresent))
    func acceptance() throws {
        let reading = try SchemeFile.read(path: Self.acceptance.path)
        let scheme = reading.scheme
        #expect(scheme.faults.isEmpty)
        #expect(scheme.levels.map(\.count) == [5, 17, 34])
        #expect(scheme.leaves.count == 34)
        #expect(scheme.points == ExactNumber(whole: 100))
        #expect(scheme.indicators.map { "\($0.name) \($0.points)" } == ["组织领导 16", "工作开展 34", "公开内容 22", "试点成效 17", "创新措施 11"])
        let second = scheme.levels[1]
        #expect(
            second.map(\.points.description) == ["6", "10", "6", "5", "15", "8", "3", "5", "10", "4", "5", "4", "4", "4", "3", "4", "4"])
        // Broken into two lines, and printed twice by a page break.
        #expect(second[1].name == "工作推进方式")
        #expect(second[4].name == "规范政务公开工作流程" && second[4].children.count == 7)
        #expect(scheme.indicators[3].children.map(\.name) == ["促进优化政务服务", "推动实际业务工作", "提升群众满意度", "推进工作常态化"])
        #expect(scheme.assessors.map(\.weight.description) == ["10", "40", "50"])
        #expect(scheme.assessors.map(\.kind) == [.oneself, .thirdParty, .inspection])
        #expect(scheme.assessors[2].responsible == "市政务公开办、市电子政务办等市直部门")
        #expect(scheme.title == "基层政务公开标准化规范化试点验收参考指标")
        #expect(scheme.source == "六政办秘〔2018〕177号" && scheme.year == 2018)
        #expect(scheme.grading?.isOpen == true && scheme.grading?.names == ["优秀", "良好", "合格", "不合格"])
        #expect(reading.notes.count == 1)
    }

    @Test("A wrong digit in any points of it is found, and the node named", .enabled(if: isPresent))
    func wrongDigits() throws {
        let text = try String(contentsOf: Self.acceptance, encoding: .utf8)
        let places = text.matches(of: /\((\d)\)\n/).map(\.1.startIndex) + text.matches(of: /\n\n(\d|1\d)\n\n/).map(\.1.startIndex)
        var planted = 0
        for place in places {
            var changed = text
            changed.replaceSubrange(place...place, with: text[place] == "9" ? "8" : "9")
            let scheme = try? SchemeFile.read(Array(changed.utf8)).scheme
            // A serial number says nothing of points; every other one breaks a sum, or is refused.
            if let scheme, scheme.faults.isEmpty { #expect(outline(scheme) == outline(try read(text).scheme)) } else { planted += 1 }
        }
        #expect(planted >= 34)
    }

    private static let flat = """
        明川县政务公开考核指标
        序号

        一级指标

        二级指标

        三级指标

        分值

        1

        组织

        机构

        有人负责。(2)

        5

        有经费保障(3)

        推进

        方式

        有方案(1.5)

        1.5

        2

        公开

        内容

        全面(2.5)

        4

        2

        公开

        内容

        准确(1.5)

        时效

        及时(4)

        4

        附件2

        序号

        评估方式

        责任主体

        权重

        1

        自评

        各单位

        20%

        2

        第三方测评

        委托机构

        80%
        """

    @Test("The text of a page whose table came apart: broken names and parents printed twice")
    func flatText() throws {
        let scheme = try read(Self.flat).scheme
        #expect(
            outline(scheme) == [
                "1 组织 6.5", "1.1 机构 5", "1.1.1 有人负责。 2", "1.1.2 有经费保障 3", "1.2 推进方式 1.5", "1.2.1 有方案 1.5", "2 公开 8", "2.1 内容 4",
                "2.1.1 全面 2.5",
                "2.1.2 准确 1.5", "2.2 时效 4", "2.2.1 及时 4",
            ])
        #expect(scheme.faults.isEmpty)
        #expect(scheme.assessors.map(\.name) == ["自评", "第三方测评"])
        #expect(scheme.title == "明川县政务公开考核指标")
    }

    @Test("Where it is wrong, it says where")
    func flatMistakes() throws {
        let long = Self.flat.replacing("有经费保障(3)", with: "有经费保障。\n\n有制度(3)")
        #expect(refusal(Array(long.utf8)) == "第 22 行：“有经费保障。”像是指标的内容，但是没有写分值。")
        let cut = Self.flat.replacing("及时(4)\n", with: "及时\n")
        #expect(refusal(Array(cut.utf8))?.hasPrefix("第 50 行：“时效”后面应当是末级指标，却是数字 4") == true)
        let sum = try read(Self.flat.replacing("有方案(1.5)", with: "有方案(2.5)")).scheme
        #expect(sum.faults.map(\.sentence) == ["1.2“推进方式”：写的分值是 1.5，下级分值之和是 2.5，两者应当相等。"])
        #expect(refusal(Array("没有表格的文字\n第二行\n".utf8))?.hasPrefix("没有找到指标表") == true)
        #expect(refusal(Array("%PDF-1.7".utf8)) != nil)
    }

    @Test("Without brackets a number ends each leaf")
    func plainText() throws {
        let text = "考核指标\n序号\n一级指标\n二级指标\n分值\n1\n组织\n机构\n2\n经费\n3\n2\n公开\n全面\n5\n合计\n10\n"
        let scheme = try read(text).scheme
        #expect(outline(scheme) == ["1 组织 5", "1.1 机构 2", "1.2 经费 3", "2 公开 5", "2.1 全面 5"])
        #expect(scheme.points == ExactNumber(whole: 10))
        let wrong = try read(text.replacing("合计\n10", with: "合计\n11")).scheme
        #expect(wrong.faults.map(\.sentence) == ["总分：写的分值是 11，下级分值之和是 10，两者应当相等。"])
    }

    // MARK: Tables

    private static let outline = [
        "1 组织 5", "1.1 机构 5", "1.1.1 有人负责 2", "1.1.2 有经费 3", "2 公开 5", "2.1 内容 5", "2.1.1 全面 5",
    ]

    @Test("A web page with merged cells, group points beside points in brackets")
    func webPage() throws {
        let page = """
            <html><body><p>依据 明政办〔2026〕5号</p><h2>考核指标</h2><table>
            <tr><th>序号</th><th>一级指标</th><th>二级指标</th><th>三级指标</th><th>分值</th></tr>
            <tr><td rowspan=2>1</td><td rowspan=2>组织</td><td rowspan=2>机构</td><td>有人负责(2)</td><td rowspan=2>5</td></tr>
            <tr><td>有经费（3分）</td></tr>
            <tr><td>2</td><td>公开</td><td>内容</td><td>全面(5)</td><td>5</td></tr>
            <tr><td colspan=4>合计</td><td>10</td></tr></table>
            <table><tr><td>序号</td><td>评估方式</td><td>责任主体</td><td>权重</td></tr>
            <tr><td>1</td><td>全面检查</td><td>县政务公开办</td><td>100%</td></tr></table></body></html>
            """
        let scheme = try read(page).scheme
        #expect(outline(scheme) == Self.outline)
        #expect(scheme.faults.isEmpty)
        #expect(scheme.assessors.map(\.kind) == [.inspection])
        #expect(scheme.source == "明政办〔2026〕5号")
        let wrong = try read(page.replacing("<td rowspan=2>5</td>", with: "<td rowspan=2>6</td>")).scheme
        #expect(
            wrong.faults.map(\.sentence) == ["总分：写的分值是 10，下级分值之和是 11，两者应当相等。", "1.1“机构”：写的分值是 6，下级分值之和是 5，两者应当相等。"])
    }

    @Test("A Word table whose head and parents are repeated on the next page")
    func word() throws {
        let head = ["一级指标", "二级指标", "三级指标", "分值"]
        let rows = [
            head, ["组织", "机构", "有人负责", "2"], head, ["组织", "机构", "有经费", "3"], ["公开", "内容", "全面", "5 分"],
        ]
        let body = Made.paragraph("考核指标") + "<w:tbl>" + rows.map(Made.wordRow).joined() + "</w:tbl>"
        let scheme = try SchemeFile.read(try Made.document(body: body)).scheme
        #expect(outline(scheme) == Self.outline)
        #expect(scheme.faults.isEmpty)
    }

    @Test("A workbook with points after each level, criteria, evidence and ways of checking")
    func workbook() throws {
        func row(_ number: Int, _ cells: [String]) -> String {
            let columns = ["A", "B", "C", "D", "E", "F", "G"]
            return "<row r=\"\(number)\">"
                + zip(columns, cells).map { "<c r=\"\($0)\(number)\" t=\"inlineStr\"><is><t>\($1)</t></is></c>" }.joined() + "</row>"
        }
        let rows = [
            row(1, ["明川县考核指标"]), row(2, ["一级指标", "分值", "二级指标", "分值", "评分标准", "佐证材料", "检查方式"]),
            row(3, ["组织", "5", "机构", "2", "视情况给分", "文件", "查看材料"]),
            row(4, ["", "", "年报", "3", "每迟一天扣0.5分，最多扣2分；缺一项扣1分", "网页", "网上检查"]),
            row(5, ["加分项", "4", "创新", "4", "", "", "实地核查"]), row(6, ["单项否决", "", "泄密", "", "", "", ""]),
        ]
        let sheet = "<sheetData>\(rows.joined())</sheetData><mergeCells><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B3:B4\"/></mergeCells>"
        let scheme = try SchemeFile.read(try Made.workbook(sheet: sheet)).scheme
        #expect(outline(scheme) == ["1 组织 5", "1.1 机构 2", "1.2 年报 3", "2 加分项 4", "2.1 创新 4", "3 单项否决 0", "3.1 泄密 0"])
        #expect(scheme.faults.isEmpty)
        #expect(scheme.points == ExactNumber(whole: 5))
        #expect(scheme.leaves.map { $0.leaf?.method } == [.material, .website, .field, .material])
        #expect(scheme.leaves[0].leaf?.evidence == "文件")
        guard case .deduction(let deduction, _) = scheme.leaves[1].kind else { throw CocoaError(.coderInvalidValue) }
        #expect(deduction.penalties.map(\.name) == ["每迟一天", "缺一项"])
        #expect(deduction.penalties.map { $0.each.description } == ["0.5", "1"])
        #expect(deduction.penalties.map { $0.cap?.description } == ["2", nil])
        #expect(scheme.indicators[1].bonus != nil)
        guard case .veto(.whole, _) = scheme.leaves[3].kind else { throw CocoaError(.coderInvalidValue) }
    }

    @Test(
        "Criteria are a deduction only when every clause takes off one amount",
        arguments: [
            ("每处扣1分", "每处 1 nil; nil"), ("每处扣0.5分，最多扣2分；缺项扣1分；累计最多扣3分。", "每处 0.5 2, 缺项 1 nil; 3"), ("未公开的扣2分，不及时的扣1分", nil),
            ("全面的得3分；每处扣1分", nil), ("视情况给分", nil), ("", nil), ("扣完为止", nil),
        ] as [(String, String?)])
    func penalties(_ criteria: String, _ expected: String?) {
        let words = SchemeText.penalties(criteria).map { deduction in
            let penalties = deduction.penalties.map { "\($0.name) \($0.each) \($0.cap?.description ?? "nil")" }
            return "\(penalties.joined(separator: ", ")); \(deduction.cap?.description ?? "nil")"
        }
        #expect(words == expected)
    }

    @Test("A line that stands alone heads the lines below it; a head printed again is no row")
    func loneLines() throws {
        let head = ["一级指标", "二级指标", "分值"]
        let table = Made.csv([
            head, ["组织（5分）", "", ""], ["", "机构", "2"], head, ["", "经费", "3"], ["公开", "", ""], ["", "全面", "5"], ["注：自评用", "", ""],
        ])
        #expect(outline(try read(table).scheme) == ["1 组织 5", "1.1 机构 2", "1.2 经费 3", "2 公开 5", "2.1 全面 5"])
        let flat = Self.flat.replacing("推进\n", with: "序号\n一级指标\n二级指标\n三级指标\n分值\n推进\n")
        #expect(outline(try read(flat).scheme) == outline(try read(Self.flat).scheme))
        #expect(refusal(Array(Made.csv([["指标", "评分标准", "分值"], ["全面", "", ""], ["准确", "", "2"]]).utf8)) == "表格第 2 行：“全面”没有写分值。")
    }

    @Test("Shares in percent make a weighted scheme")
    func weighted() throws {
        let scheme = try read(
            Made.csv([["一级指标", "权重", "二级指标", "分值"], ["公开", "60%", "全面", "10"], ["", "", "准确", "10"], ["互动", "40%", "答复", "5"]])
        ).scheme
        #expect(scheme.isWeighted)
        #expect(scheme.indicators.map { $0.share?.description } == ["60", "40"])
        #expect(outline(scheme) == ["1 公开 20", "1.1 全面 10", "1.2 准确 10", "2 互动 5", "2.1 答复 5"])
        #expect(scheme.faults.isEmpty)
    }

    @Test("A row without points, or with two different points for one group, is named with its line")
    func tableMistakes() {
        let head = ["一级指标", "二级指标", "三级指标", "分值"]
        let none = Made.csv([head, ["组织", "机构", "有人负责", "2"], ["", "", "有经费", ""]])
        #expect(refusal(Array(none.utf8)) == "表格第 3 行：“有经费”没有写分值。")
        let text = Made.csv([head, ["组织", "机构", "有人负责", "两分"], ["", "", "有经费", "1"]])
        #expect(refusal(Array(text.utf8)) == "表格第 2 行：分值“两分”不是数字。")
        let orphan = Made.csv([head, ["", "", "有人负责", "2"], ["组织", "机构", "有经费", "1"]])
        #expect(refusal(Array(orphan.utf8)) == "表格第 2 行：“有人负责”没有上级指标，请核对表格。")
    }

    @Test("The program's own JSON is read again as it was written; a mistake in it is named")
    func json() throws {
        let scheme = try read(Self.flat).scheme
        let bytes = try EvaluationJSON.write(scheme)
        #expect(try SchemeFile.read(bytes).scheme == scheme)
        #expect(try EvaluationJSON.write(try SchemeFile.read(bytes).scheme) == bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(refusal(Array(text.replacing("\"scored\"", with: "\"guessed\"").utf8))?.contains("indicators 的 第 1 项") == true)
        #expect(refusal(Array("{\"title\":\"x\"}".utf8))?.contains("缺少 points") == true)
        #expect(refusal(Array("{".utf8)) != nil)
    }
}
