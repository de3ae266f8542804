package import Domain

/// The monthly bulletin as a Word document, and its table as a workbook.
package enum BulletinDocument {
    private static let headings = ["单位", "当月应公开", "按时", "逾期", "未公开", "及时率", "累计未公开", "榜"]

    private static func rows(_ bulletin: MonitoringBulletin) -> [[String]] {
        bulletin.lines.map { line in
            let month = line.month
            return [
                line.unit, String(month.due), String(month.onTime), String(month.late), String(month.missing),
                month.timeliness.percent ?? "—", String(line.missing), line.list?.rawValue ?? "",
            ]
        }
    }

    package static func xlsx(_ bulletin: MonitoringBulletin, title: String) throws(UnwritableFile) -> [UInt8] {
        try LedgerWorkbook.xlsx(
            columns: headings.enumerated().map { LedgerWorkbook.Column($1, width: $0 == 0 ? 28 : 12) }, rows: rows(bulletin), title: title,
            note: bulletin.paragraphs.first ?? "", sheet: "月度通报")
    }

    package static func docx(_ bulletin: MonitoringBulletin, title: String) throws(UnwritableFile) -> [UInt8] {
        let rows = rows(bulletin).map { row in
            row.enumerated().map { WordDocument.Cell($1, alignment: $0 == 0 ? .left : .center) }
        }
        var blocks = [paragraph(title, font: .title, size: 22, alignment: .center)]
        blocks += bulletin.paragraphs.map { paragraph($0, font: .body, size: 16, alignment: .justified) }
        blocks.append(
            .table(
                WordDocument.Table(
                    widths: [52, 16, 14, 14, 14, 16, 16, 14], rows: [headings.map { WordDocument.Cell($0, isHeading: true) }] + rows,
                    headerRows: 1, size: 10)))
        return try WordDocument(title: title, blocks: blocks).docx()
    }

    private static func paragraph(
        _ text: String, font: WordDocument.Font, size: Double, alignment: WordDocument.Alignment
    ) -> WordDocument.Block {
        .paragraph(WordDocument.Paragraph([WordDocument.Run(text, font: font, size: size)], alignment: alignment))
    }
}
