package import Domain

/// The monthly bulletin as a Word document.
package enum BulletinDocument {
    package static func docx(_ bulletin: MonitoringBulletin, title: String) throws(UnwritableFile) -> [UInt8] {
        let headings = ["单位", "当月应公开", "按时", "逾期", "未公开", "及时率", "累计未公开", "榜"]
        let rows = bulletin.lines.map { line -> [WordDocument.Cell] in
            let month = line.month
            return [WordDocument.Cell(line.unit, alignment: .left)]
                + [
                    String(month.due), String(month.onTime), String(month.late), String(month.missing), month.timeliness.percent ?? "—",
                    String(line.missing), line.list?.rawValue ?? "",
                ].map { WordDocument.Cell($0) }
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
