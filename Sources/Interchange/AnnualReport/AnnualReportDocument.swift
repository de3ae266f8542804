package import Domain

/// An annual report as a Word document, its tables in the rows, columns and merged cells of the form (国办公开办函〔2021〕30号).
package enum AnnualReportDocument {
    package static func docx(_ report: AnnualReport) throws(UnwritableFile) -> [UInt8] {
        var blocks: [WordDocument.Block] = [paragraph(report.title, font: .title, size: 22, alignment: .center)]
        for section in ReportSection.allCases {
            blocks.append(paragraph(section.title, font: .heading, size: 16))
            switch section {
            case .proactive: blocks += two(report.two).map { .table($0) }
            case .requests: blocks.append(.table(three(report.three)))
            case .disputes: blocks.append(.table(four(report.four)))
            case .overview, .problems, .other: break
            }
            blocks += report.narrative[section].split(whereSeparator: \.isNewline).map { paragraph(String($0), font: .body, size: 16) }
        }
        return try WordDocument(title: report.title, blocks: blocks).docx()
    }

    private static func paragraph(
        _ text: String, font: WordDocument.Font, size: Double, alignment: WordDocument.Alignment = .justified
    ) -> WordDocument.Block {
        .paragraph(WordDocument.Paragraph([WordDocument.Run(text, font: font, size: size)], alignment: alignment))
    }

    private static func head(_ text: String, columns: Int = 1, rows: Int = 1) -> WordDocument.Cell {
        WordDocument.Cell(text, columns: columns, rows: rows, isHeading: true)
    }

    private static func two(_ two: TableTwo) -> [WordDocument.Table] {
        PrintedReportTable.Article.allCases.map { article in
            WordDocument.Table(
                widths: Array(repeating: 156 / Double(article.columns.count), count: article.columns.count),
                rows: [[head(article.rawValue, columns: article.columns.count)], article.columns.map { head($0) }]
                    + article.lines.map { name, lines in [WordDocument.Cell(name)] + lines.map { WordDocument.Cell(two[$0].text) } },
                headerRows: 2)
        }
    }

    private static func three(_ table: TableThree) -> WordDocument.Table {
        var rows: [[WordDocument.Cell]] = [
            [head(PrintedReportTable.corner, columns: 3, rows: 3), head("申请人情况", columns: 7)],
            [head("自然人", rows: 2), head("法人或其他组织", columns: 5), head("总计", rows: 2)],
            ReportColumn.parts.filter { $0 != .person }.map { head($0.name) },
        ]
        for row in ReportRow.all {
            var cells: [WordDocument.Cell] = []
            if row.number == 3 { cells.append(WordDocument.Cell("三、本年度办理结果", rows: 22)) }
            if let group = row.group { cells.append(WordDocument.Cell(group.heading, rows: group.rows)) }
            cells.append(WordDocument.Cell(row.heading, columns: row.headingColumns, alignment: .left))
            cells += ReportColumn.allCases.map { WordDocument.Cell(table[row, $0].text) }
            rows.append(cells)
        }
        return WordDocument.Table(widths: [14, 16, 42] + Array(repeating: 12, count: 7), rows: rows, headerRows: 3, size: 9)
    }

    private static func four(_ table: TableFour) -> WordDocument.Table {
        let columns = DisputeKind.allCases.flatMap { kind in DisputeColumn.allCases.map { (kind, $0) } }
        return WordDocument.Table(
            widths: Array(repeating: 10.4, count: 15),
            rows: [
                [head("行政复议", columns: 5, rows: 2), head("行政诉讼", columns: 10)],
                [DisputeKind.suit, .suitAfterReview].map { head($0.name, columns: 5) }, columns.map { head($0.1.name) },
                columns.map { WordDocument.Cell(table[$0.0, $0.1].text) },
            ], headerRows: 3, size: 9)
    }
}
