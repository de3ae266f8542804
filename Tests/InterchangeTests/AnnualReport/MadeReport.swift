import Domain

/// A report that the tests make up, in the ways in which such reports are found.
struct MadeReport {
    /// Rows 1 to 25 by the six kinds; the total is added.
    var rows: [[Int]]
    var disputes: [Int]

    /// Small numbers with some of two and three digits.
    static let standard = MadeReport(
        kinds: [
            3: [36, 4, 0, 1, 2, 0], 4: [12, 0, 0, 0, 1, 0], 5: [1, 0, 0, 0, 0, 0], 7: [0, 1, 0, 0, 0, 0], 8: [3, 0, 0, 0, 0, 0],
            9: [2, 0, 0, 0, 0, 1],
            10: [5, 0, 1, 0, 0, 0], 11: [4, 0, 0, 0, 3, 0], 12: [10, 2, 0, 0, 0, 0], 13: [41, 0, 0, 0, 0, 0], 14: [6, 0, 0, 0, 0, 0],
            15: [1, 0, 0, 0, 0, 0], 16: [8, 0, 0, 0, 0, 0], 17: [2, 1, 0, 0, 0, 0], 20: [1, 0, 0, 0, 0, 0], 21: [4, 0, 0, 0, 0, 0],
            23: [1, 0, 0, 0, 0, 0],
        ], carriedIn: [5, 0, 0, 0, 1, 0], carriedOver: [9, 1, 0, 0, 0, 0], disputes: [3, 1, 0, 2, 6, 0, 0, 0, 1, 1, 2, 0, 1, 0, 3])

    init(kinds: [Int: [Int]], carriedIn: [Int], carriedOver: [Int], disputes: [Int]) {
        let none = Array(repeating: 0, count: 6)
        var rows = (1...25).map { kinds[$0] ?? none }
        rows[23] = (0..<6).map { column in rows[2..<23].reduce(0) { $0 + $1[column] } }
        rows[24] = carriedOver
        rows[1] = carriedIn
        rows[0] = (0..<6).map { rows[23][$0] + carriedOver[$0] - carriedIn[$0] }
        self.rows = rows.map { $0 + [$0.reduce(0, +)] }
        self.disputes = disputes
    }

    var numbers: [[String]] { rows.map { $0.map(String.init) } }

    private static let groups = [5: "（三）不予公开", 13: "（四）无法提供", 16: "（五）不予处理", 21: "（六）其他处理"]
    private static let columnHeads = "申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
    private static let disputeHeads =
        "行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计"
    static let before = """
        明川县2025年政府信息公开工作年度报告
        一、总体情况
        2025年，全县新收政府信息公开申请\(standard.rows[0][6])件，结转下年度\(standard.rows[24][6])件。
        二、主动公开政府信息情况
        第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件77132470第二十条第（五）项信息内容本年处理决定数量行政许可2629第二十条第（六）项信息内容本年处理决定数量行政处罚1330行政强制54第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费5949.088667
        """

    /// Every cell run together with the next, as text copied from a page often is.
    ///
    /// - Returns: the pieces, so that a digit can be changed: those at odd places are the numbers.
    func flatPieces(separator: String = "") -> [String] {
        var pieces = [Self.before + "三、收到和处理政府信息公开申请情况（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\(Self.columnHeads)"]
        for row in ReportRow.all {
            let outcome = row.number == 3 ? "三、本年度办理结果" : ""
            pieces[pieces.count - 1] += separator + outcome + (Self.groups[row.number] ?? "") + row.heading + separator
            pieces += [numbers[row.number - 1].joined(separator: separator), ""]
        }
        pieces[pieces.count - 1] += separator + "四、政府信息公开行政复议、行政诉讼情况\(Self.disputeHeads)" + separator
        pieces += [disputes.map(String.init).joined(separator: separator), ""]
        pieces[pieces.count - 1] += "五、存在的主要问题及改进情况一是解读形式不多。六、其他需要报告的事项2025年收取信息处理费0元。"
        return pieces
    }

    func flat(separator: String = "") -> String { flatPieces(separator: separator).joined() }

    // MARK: With cells

    static let heads = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]

    /// Table three as a page has it: headings on two levels, 三 over 22 rows.
    func tableThree(cell: (Int, Int) -> String) -> String {
        var html = "<table><tr><td colspan=3 rowspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan=7>申请人情况</td></tr>"
        html += "<tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>"
        html += "<tr>" + Self.heads[1...5].map { "<td>\($0)</td>" }.joined() + "</tr>"
        for row in ReportRow.all {
            html += "<tr>"
            if row.number == 3 { html += "<td rowspan=22>三、本年度办理结果</td>" }
            switch row.number {
            case 1, 2, 25: html += "<td colspan=3>\(row.heading)</td>"
            case 3, 4, 24: html += "<td colspan=2>\(row.heading)</td>"
            default:
                if let group = row.group { html += "<td rowspan=\(group.rows)>\(group.heading)</td>" }
                html += "<td>\(row.heading)</td>"
            }
            for column in 0..<7 { html += "<td>\(cell(row.number - 1, column))</td>" }
            html += "</tr>"
        }
        return html + "</table>"
    }

    func tableFour(cell: (Int) -> String) -> String {
        let five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
        var html = "<table><tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr><tr>"
        html += five.map { "<td rowspan=2>\($0)</td>" }.joined() + "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr><tr>"
        html += (five + five).map { "<td>\($0)</td>" }.joined() + "</tr><tr>"
        return html + (0..<15).map { "<td>\(cell($0))</td>" }.joined() + "</tr></table>"
    }

    func page(three: (Int, Int) -> String, four: (Int) -> String) -> String {
        """
        <html><head><title>明川县2025年政府信息公开工作年度报告</title></head><body><h1>明川县2025年政府信息公开工作年度报告</h1>
        <h2>一、总体情况</h2><p>全年新收政府信息公开申请\(rows[0][6])件。</p><h2>二、主动公开政府信息情况</h2>
        <table><tr><td colspan=4>第二十条第（一）项</td></tr><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
        <tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>77</td><td>132</td><td>470</td></tr>
        <tr><td colspan=4>第二十条第（五）项</td></tr><tr><td>信息内容</td><td colspan=3>本年处理决定数量</td></tr>
        <tr><td>行政许可</td><td colspan=3>2,629</td></tr><tr><td colspan=4>第二十条第（六）项</td></tr>
        <tr><td>信息内容</td><td colspan=3>本年处理决定数量</td></tr><tr><td>行政处罚</td><td colspan=3>1330</td></tr><tr><td>行政强制</td><td colspan=3>54</td></tr>
        <tr><td colspan=4>第二十条第（八）项</td></tr><tr><td>信息内容</td><td colspan=3>本年收费金额（单位：万元）</td></tr>
        <tr><td>行政事业性收费</td><td colspan=3>5949.088667</td></tr></table>
        <h2>三、收到和处理政府信息公开申请情况</h2>\(tableThree(cell: three))<h2>四、政府信息公开行政复议、行政诉讼情况</h2>\(tableFour(cell: four))
        <h2>五、存在的主要问题及改进情况</h2><p>解读形式不多。</p><h2>六、其他需要报告的事项</h2><p>2025年收取信息处理费0元。</p></body></html>
        """
    }

    func page() -> String { page(three: { numbers[$0][$1] }, four: { String(disputes[$0]) }) }
}
