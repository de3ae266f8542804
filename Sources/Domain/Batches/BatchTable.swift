/// The list that a batch is made from: its headings and its rows (清单).
package struct BatchTable: Sendable {
    /// 一批最多的行数
    package static let mostRows = 50_000
    package static let mostColumns = 60
    package static let mostCells = 1_500_000
    /// Of one cell, in Unicode scalars.
    package static let cellLimit = 5000

    package struct Row: Sendable {
        /// As the office program shows it.
        package let line: Int
        package let cells: [String]

        package init(line: Int, cells: [String]) {
            self.line = line
            self.cells = cells
        }
    }

    /// Each is told apart from the others.
    package let headings: [String]
    package let rows: [Row]
    package let sheetName: String?
    /// Sheets with content that were not read.
    package let otherSheets: [String]

    /// Finds the list in a file: the visible sheet with the most lines, from its headings on.
    package init(_ sheets: [SourceSheet]) throws(BatchRefusal) {
        let visible = sheets.filter { !$0.isHidden && !$0.lines.isEmpty }
        guard let sheet = visible.max(by: { $0.lines.count < $1.lines.count }) else { throw .empty }
        guard let head = HeadingLines(sheet.lines) else { throw .noHeadings }
        if head.names.count > Self.mostColumns { throw .tooManyColumns(head.names.count) }
        headings = head.names
        sheetName = sheet.name
        otherSheets = sheets.filter { $0.name != sheet.name && !$0.lines.isEmpty }.map { $0.name ?? "" }
        var rows: [Row] = []
        var count = 0
        for line in sheet.lines[head.end...] where line.cells.contains(where: { !$0.text.isEmpty }) {
            count += 1
            // Beyond the limit they are only counted, for the answer.
            if count > Self.mostRows { continue }
            rows.append(
                Row(line: line.number, cells: head.names.indices.map { $0 < line.cells.count ? Self.plain(line.cells[$0].text) : "" }))
        }
        if count > Self.mostRows { throw .tooManyRows(count) }
        if rows.isEmpty { throw .empty }
        self.rows = rows
    }

    /// One line of text: breaks, tabs and control characters are spaces in a table's cell.
    private static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
        return Folding.trimmed(String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self))
    }
}

/// Where the headings of a list are, and what they say.
private struct HeadingLines {
    let names: [String]
    /// Place of the first line after them.
    let end: Int

    /// Titles and notes may stand above them; further down than this they are not looked for.
    private static let deepest = 20

    init?(_ lines: [SourceSheet.Line]) {
        let candidates = lines.indices.prefix(Self.deepest)
        let scores = candidates.map { Self.score(lines[$0]) }
        // The line that names the most known columns; among lines that name none, the first with several short texts.
        guard let best = scores.max(), best > 0 || candidates.contains(where: { Self.mayBeHeadings(lines[$0]) }) else { return nil }
        let place = best > 0 ? scores.firstIndex(of: best) : candidates.first { Self.mayBeHeadings(lines[$0]) }
        guard let place else { return nil }
        var texts = lines[place].cells.map(\.text)
        var end = place + 1
        if end < lines.count, Self.goesOn(lines[end], under: texts) {
            // Headings in two lines: the upper one is merged over the lower ones.
            for (column, cell) in lines[end].cells.enumerated()
            where column < texts.count && !cell.text.isEmpty && cell.text != texts[column] {
                texts[column] = texts[column].isEmpty ? cell.text : "\(texts[column])·\(cell.text)"
            }
            end += 1
        }
        while texts.last?.isEmpty == true { texts.removeLast() }
        guard !texts.isEmpty else { return nil }
        var seen: Set<String> = []
        var names: [String] = []
        for (column, text) in texts.enumerated() {
            let base = Self.oneLine(text).isEmpty ? "第\(column + 1)栏" : Self.oneLine(text)
            var name = base
            var number = 2
            while !seen.insert(name).inserted {
                name = "\(base)（\(number)）"
                number += 1
            }
            names.append(name)
        }
        self.names = names
        self.end = end
    }

    private static func score(_ line: SourceSheet.Line) -> Int {
        let texts = Set(line.cells.map(\.text)).filter { !$0.isEmpty }
        guard texts.count >= 2 else { return 0 }
        return texts.count { BatchColumn.known($0) != nil }
    }

    private static func mayBeHeadings(_ line: SourceSheet.Line) -> Bool {
        let texts = line.cells.filter { !$0.isFromMerge && !$0.text.isEmpty }.map(\.text)
        return texts.count >= 2 && texts.allSatisfy { $0.unicodeScalars.count <= 40 } && Day(text: texts[0]) == nil
    }

    /// Whether a line is the second of two lines of headings: some of its cells are copies from above, and the others are headings, too.
    private static func goesOn(_ line: SourceSheet.Line, under upper: [String]) -> Bool {
        let copies = line.cells.enumerated().filter { $1.isFromMerge && $0 < upper.count && $1.text == upper[$0] && !$1.text.isEmpty }
        return !copies.isEmpty
            && mayBeHeadings(SourceSheet.Line(number: line.number, cells: line.cells + [SourceSheet.Cell("甲"), SourceSheet.Cell("乙")]))
    }

    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "{" && $0 != "}" }.prefix(60)))
    }
}

/// What a column of such a list says, told by its heading.
package enum BatchColumn: Sendable, CaseIterable {
    case serial, title, matter, number, made, counterparty, permit, offence, subsidy, amount, household, village

    /// Words that headings use, the most usual first.
    private var words: [String] {
        switch self {
        case .serial: ["序号", "编号", "行号"]
        case .title: ["标题", "信息标题", "信息名称", "文件标题", "公示标题"]
        case .matter: ["事项名称", "许可事项", "行政许可事项名称", "项目名称", "许可项目名称"]
        case .number:
            [
                "决定文书号", "行政许可决定文书号", "行政处罚决定书文号", "行政许可决定书文号", "行政处罚决定文书号", "决定书文号", "文书号", "文号", "发文字号", "处罚决定书文号", "许可决定书文号",
            ]
        case .made: ["决定日期", "许可决定日期", "处罚决定日期", "作出决定日期", "作出行政许可决定日期", "成文日期", "批准日期", "发放日期", "发证日期"]
        case .counterparty: ["行政相对人", "行政相对人名称", "被处罚人", "被处罚单位", "当事人", "当事人名称", "申请人", "企业名称", "单位名称"]
        case .permit: ["许可内容", "行政许可内容", "许可决定内容", "批准内容"]
        case .offence: ["处罚事由", "违法事实", "违法行为类型", "主要违法事实", "处罚内容", "违法行为"]
        case .subsidy: ["补贴项目", "补助项目", "补贴名称", "补贴类别", "补助类别", "补贴种类"]
        case .amount: ["金额", "补贴金额", "补助金额", "发放金额", "处罚金额", "罚款金额", "处罚金额（万元）"]
        case .household: ["户主", "户主姓名", "姓名", "受益人", "补贴对象"]
        case .village: ["村", "行政村", "村（社区）", "村名", "所在村", "村（居）", "乡镇、村"]
        }
    }

    private static let byWord: [String: BatchColumn] = {
        var result: [String: BatchColumn] = [:]
        for column in allCases { for word in column.words where result[key(word)] == nil { result[key(word)] = column } }
        return result
    }()

    private static func key(_ heading: String) -> String {
        Folding.fold(
            String(String.UnicodeScalarView(heading.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "*" && $0 != "＊" })))
    }

    package static func known(_ heading: String) -> BatchColumn? { byWord[key(heading)] }
}
