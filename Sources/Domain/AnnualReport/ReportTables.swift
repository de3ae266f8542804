/// 主动公开政府信息情况: the report's second table.
package struct TableTwo: Sendable, Hashable {
    private var figures: [ProactiveLine: ReportFigure]

    package init(filledWith figure: ReportFigure = .blank) {
        figures = Dictionary(uniqueKeysWithValues: ProactiveLine.allCases.map { ($0, figure) })
    }

    package subscript(line: ProactiveLine) -> ReportFigure {
        get { figures[line] ?? .blank }
        set { figures[line] = newValue }
    }
}

/// 收到和处理政府信息公开申请情况: the report's third table, 25 rows by 7 columns.
package struct TableThree: Sendable, Hashable {
    private var figures: [ReportFigure]

    package init(filledWith figure: ReportFigure = .count(0)) { figures = Array(repeating: figure, count: 25 * 7) }

    package subscript(row: ReportRow, column: ReportColumn) -> ReportFigure {
        get { figures[Self.place(row, column)] }
        set { figures[Self.place(row, column)] = newValue }
    }

    private static func place(_ row: ReportRow, _ column: ReportColumn) -> Int {
        let columnPlace =
            switch column {
            case .person: 0
            case .business: 1
            case .research: 2
            case .welfare: 3
            case .legalService: 4
            case .otherOrganisation: 5
            case .total: 6
            }
        return (row.number - 1) * 7 + columnPlace
    }

    /// How many cells could not be read.
    package var unknown: Int { figures.count { $0 == .unknown } }
    /// Whether anything was read at all.
    package var hasNumbers: Bool { figures.contains { $0.number != nil } }
}

/// 政府信息公开行政复议、行政诉讼情况: the report's fourth table, three blocks of five.
package struct TableFour: Sendable, Hashable {
    private var figures: [ReportCell: ReportFigure] = [:]

    package init(filledWith figure: ReportFigure = .count(0)) {
        for kind in DisputeKind.allCases { for column in DisputeColumn.allCases { figures[.four(kind, column)] = figure } }
    }

    package subscript(kind: DisputeKind, column: DisputeColumn) -> ReportFigure {
        get { figures[.four(kind, column)] ?? .blank }
        set { figures[.four(kind, column)] = newValue }
    }

    package var unknown: Int { figures.values.count { $0 == .unknown } }
    package var hasNumbers: Bool { figures.values.contains { $0.number != nil } }
}

/// An annual report on the disclosure of government information (政府信息公开工作年度报告), as it is printed.
package struct AnnualReport: Sendable, Hashable {
    package var title: String
    /// The year that is reported on; `nil` when the report does not say it.
    package var year: Int?
    package var unit: String
    package var two: TableTwo
    package var three: TableThree
    package var four: TableFour
    package var narrative: ReportNarrative

    package init(
        title: String, year: Int?, unit: String, two: TableTwo = TableTwo(), three: TableThree = TableThree(),
        four: TableFour = TableFour(),
        narrative: ReportNarrative = ReportNarrative()
    ) {
        self.title = title
        self.year = year
        self.unit = unit
        self.two = two
        self.three = three
        self.four = four
        self.narrative = narrative
    }

    /// Cells of the third and fourth table that could not be read.
    package var unknown: Int { three.unknown + four.unknown }

    package subscript(cell: ReportCell) -> ReportFigure {
        switch cell {
        case .two(let line): two[line]
        case .three(let row, let column): three[row, column]
        case .four(let kind, let column): four[kind, column]
        }
    }
}

/// The six sections that every report has, in their order.
package enum ReportSection: Int, Sendable, CaseIterable, Hashable {
    case overview = 1
    case proactive, requests, disputes, problems, other

    package var title: String {
        switch self {
        case .overview: "一、总体情况"
        case .proactive: "二、主动公开政府信息情况"
        case .requests: "三、收到和处理政府信息公开申请情况"
        case .disputes: "四、政府信息公开行政复议、行政诉讼情况"
        case .problems: "五、存在的主要问题及改进情况"
        case .other: "六、其他需要报告的事项"
        }
    }
}

/// The words of a report, section by section, without its tables.
package struct ReportNarrative: Sendable, Hashable {
    private var texts: [ReportSection: String]

    package init(_ texts: [ReportSection: String] = [:]) { self.texts = texts }

    package subscript(section: ReportSection) -> String {
        get { texts[section] ?? "" }
        set { texts[section] = newValue.isEmpty ? nil : newValue }
    }

    package var isEmpty: Bool { texts.isEmpty }
}
