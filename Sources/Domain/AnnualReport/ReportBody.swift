extension AnnualReport {
    /// As a document of the portal: six sections, and the tables in the rows and columns of the form.
    package var body: DocumentBody {
        var blocks: [DocumentBody.Block] = []
        for section in ReportSection.allCases {
            blocks.append(.heading(level: 2, section.title))
            let tables: [PrintedReportTable] =
                switch section {
                case .proactive: PrintedReportTable.Article.allCases.map { .two($0, two) }
                case .requests: [.three(three)]
                case .disputes: [.four(four)]
                case .overview, .problems, .other: []
                }
            blocks += tables.map { .table(hasHeader: true, $0.rows) }
            blocks += narrative[section].split(whereSeparator: \.isNewline).map { .paragraph(String($0)) }
        }
        return DocumentBody(blocks)
    }
}

/// A table of a report as a document keeps it, in plain rows and columns. The form's cells span several; whoever shows the document finds
/// the form again by the headings and prints it as the form has it (国办公开办函〔2021〕30号).
package enum PrintedReportTable: Sendable, Hashable {
    case two(Article, TableTwo)
    case three(TableThree)
    case four(TableFour)

    /// A block of the second table: an item of 条例 Art. 20.
    package enum Article: String, Sendable, CaseIterable, Hashable {
        case documents = "第二十条第（一）项"
        case permits = "第二十条第（五）项"
        case enforcement = "第二十条第（六）项"
        case fees = "第二十条第（八）项"

        package var columns: [String] {
            switch self {
            case .documents: ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
            case .permits, .enforcement: ["信息内容", "本年处理决定数量"]
            case .fees: ["信息内容", "本年收费金额（单位：万元）"]
            }
        }

        package var lines: [(name: String, figures: [ProactiveLine])] {
            switch self {
            case .documents:
                [
                    ("规章", [.regulationsMade, .regulationsRepealed, .regulationsInForce]),
                    ("行政规范性文件", [.normativeMade, .normativeRepealed, .normativeInForce]),
                ]
            case .permits: [("行政许可", [.permits])]
            case .enforcement: [("行政处罚", [.penalties]), ("行政强制", [.coercion])]
            case .fees: [("行政事业性收费", [.fees])]
            }
        }
    }

    /// The rows of a document's table, the first of them the heading.
    package var rows: [[String]] {
        switch self {
        case .two(let article, let two):
            [[article.rawValue + article.columns[0]] + article.columns.dropFirst()]
                + article.lines.map { [$0.name] + $0.figures.map { two[$0].text } }
        case .three(let three):
            [[Self.corner] + ReportColumn.allCases.map(\.name)]
                + ReportRow.all.map { row in [row.fullHeading] + ReportColumn.allCases.map { three[row, $0].text } }
        case .four(let four):
            [["类别"] + DisputeColumn.allCases.map(\.name)]
                + DisputeKind.allCases.map { kind in [kind.name] + DisputeColumn.allCases.map { four[kind, $0].text } }
        }
    }

    package static let corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

    /// `nil` when these are not exactly a report's rows: then they are a table like any other.
    package init?(rows: [[String]]) {
        guard let found = Self.read(rows), found.rows == rows else { return nil }
        self = found
    }

    private static func read(_ rows: [[String]]) -> PrintedReportTable? {
        // Quick for the many tables that are none of these.
        guard let first = rows.first?.first, rows.count <= 1 + ReportRow.all.count else { return nil }
        func figure(_ row: Int, _ column: Int) -> ReportFigure {
            guard rows.indices.contains(row), rows[row].indices.contains(column) else { return .unknown }
            return ReportFigure(stored: rows[row][column]) ?? .unknown
        }
        if first == corner {
            var three = TableThree()
            for (index, row) in ReportRow.all.enumerated() {
                for (place, column) in ReportColumn.allCases.enumerated() { three[row, column] = figure(index + 1, place + 1) }
            }
            return .three(three)
        }
        if first == "类别" {
            var four = TableFour()
            for (index, kind) in DisputeKind.allCases.enumerated() {
                for (place, column) in DisputeColumn.allCases.enumerated() { four[kind, column] = figure(index + 1, place + 1) }
            }
            return .four(four)
        }
        guard let article = Article.allCases.first(where: { first == $0.rawValue + $0.columns[0] }) else { return nil }
        var two = TableTwo()
        for (index, line) in article.lines.enumerated() {
            for (place, figures) in line.figures.enumerated() { two[figures] = figure(index + 1, place + 1) }
        }
        return .two(article, two)
    }
}

extension ReportRow {
    /// With the heading of its group, where it stands in one: （三）不予公开 1.属于国家秘密.
    fileprivate var fullHeading: String {
        guard headingColumns == 1, let group = ReportRow.all.last(where: { $0.number <= number && $0.group != nil })?.group else {
            return heading
        }
        return "\(group.heading) \(heading)"
    }
}
