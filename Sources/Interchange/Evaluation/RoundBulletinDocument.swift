package import Domain

/// The bulletin of a round's result as a Word document, and its table as a workbook.
package enum RoundBulletinDocument {
    package static func docx(_ bulletin: RoundBulletin) throws(UnwritableFile) -> [UInt8] {
        try WordDocument(
            title: bulletin.title,
            blocks: [.heading(of: bulletin.title)] + bulletin.paragraphs.map { .text($0) } + [.grid(bulletin.rows)]
        ).docx()
    }

    package static func xlsx(_ bulletin: RoundBulletin) throws(UnwritableFile) -> [UInt8] {
        try LedgerWorkbook.xlsx(
            columns: (bulletin.rows.first ?? []).enumerated().map { LedgerWorkbook.Column($1, width: $0 == 1 ? 28 : 12) },
            rows: Array(bulletin.rows.dropFirst()), title: bulletin.title, note: bulletin.paragraphs.first ?? "", sheet: "测评结果")
    }
}

/// The written report on what was put right, as a Word document.
package enum RectificationDocument {
    package static func docx(_ report: RectificationReport) throws(UnwritableFile) -> [UInt8] {
        var blocks: [WordDocument.Block] = [.heading(of: report.title)] + report.paragraphs.map { .text($0) }
        blocks.append(.grid(report.rows, widths: [10, 40, 42, 22, 22, 20]))
        for section in report.sections {
            blocks.append(
                .paragraph(
                    WordDocument.Paragraph(
                        [WordDocument.Run(section.heading, font: .heading)], firstLine: 2, linesBefore: 1, outline: 1, staysWithNext: true))
            )
            // What people wrote may have lines of its own.
            blocks += section.paragraphs.flatMap { $0.split(whereSeparator: \.isNewline) }.map { .text(String($0)) }
        }
        return try WordDocument(title: report.title, blocks: blocks).docx()
    }
}

extension WordDocument.Block {
    fileprivate static func heading(of title: String) -> Self {
        .paragraph(WordDocument.Paragraph([WordDocument.Run(title, font: .title, size: 22)], alignment: .center))
    }

    fileprivate static func text(_ text: String) -> Self { .paragraph(WordDocument.Paragraph([WordDocument.Run(text)], firstLine: 2)) }

    /// - Parameter widths: in millimetres; all the same when they are not given.
    fileprivate static func grid(_ rows: [[String]], widths: [Double]? = nil) -> Self {
        let columns = rows.first?.count ?? 1
        return .table(
            WordDocument.Table(
                widths: widths ?? Array(repeating: 156 / Double(columns), count: columns),
                rows: rows.enumerated().map { index, row in row.map { WordDocument.Cell($0, isHeading: index == 0) } }, headerRows: 1))
    }
}
