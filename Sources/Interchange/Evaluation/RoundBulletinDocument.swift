package import Domain

/// The bulletin of a round's result as a Word document.
package enum RoundBulletinDocument {
    package static func docx(_ bulletin: RoundBulletin) throws(UnwritableFile) -> [UInt8] {
        let columns = bulletin.rows.first?.count ?? 1
        let table = WordDocument.Table(
            widths: Array(repeating: 156 / Double(columns), count: columns),
            rows: bulletin.rows.enumerated().map { index, row in row.map { WordDocument.Cell($0, isHeading: index == 0) } }, headerRows: 1)
        let blocks: [WordDocument.Block] =
            [
                .paragraph(
                    WordDocument.Paragraph([WordDocument.Run(bulletin.title, font: .title, size: 22)], alignment: .center))
            ] + bulletin.paragraphs.map { .paragraph(WordDocument.Paragraph([WordDocument.Run($0)], firstLine: 2)) } + [.table(table)]
        return try WordDocument(title: bulletin.title, blocks: blocks).docx()
    }
}
