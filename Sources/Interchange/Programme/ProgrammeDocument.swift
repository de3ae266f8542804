package import Domain

/// A programme's papers as Word documents.
package enum ProgrammeDocument {
    /// Width of the text area in millimetres (GB/T 9704).
    private static let width = 156.0

    /// The summary report, each annex on a new page.
    package static func docx(_ package: ProgrammePackage) throws(UnwritableFile) -> [UInt8] {
        var blocks = [paragraph(package.title, font: .title, size: 22, alignment: .center)]
        for (index, section) in package.sections.enumerated() {
            blocks.append(paragraph("\(numeral(index + 1))、\(section.title)", font: .heading, outline: 1, firstLine: 2))
            blocks += section.paragraphs.map { paragraph($0, firstLine: 2) }
        }
        for (index, annex) in package.annexes.enumerated() {
            blocks.append(paragraph("\(index == 0 ? "附件：" : "　　　")\(index + 1). \(annex.title)", linesBefore: index == 0 ? 1 : 0))
        }
        blocks.append(paragraph(package.office, alignment: .right, linesBefore: 2))
        blocks.append(paragraph(package.day.chineseDate, alignment: .right))
        for (index, annex) in package.annexes.enumerated() { blocks += self.blocks(of: annex, number: index + 1) }
        return try WordDocument(title: package.title, blocks: blocks).docx()
    }

    /// What is pushed in a month.
    package static func docx(_ report: PushReport) throws(UnwritableFile) -> [UInt8] {
        let month = "\(report.month.lowerBound.chineseDate)至\(report.month.upperBound.chineseDate)"
        var blocks = [
            paragraph(report.title, font: .title, size: 22, alignment: .center),
            paragraph("\(month)，本专题各领域公开信息 \(report.items.count) 件。", firstLine: 2),
        ]
        if !report.recipient.isEmpty { blocks.append(paragraph("推送对象：\(report.recipient)。", firstLine: 2)) }
        blocks.append(paragraph(report.pushed.map { "推送记录：\($0)。" } ?? "还没有登记推送。", firstLine: 2))
        if !report.items.isEmpty { blocks.append(table(ProgrammePackage.Table(widths: [8, 54, 22, 16], rows: report.rows))) }
        return try WordDocument(title: report.title, blocks: blocks).docx()
    }

    private static func blocks(of annex: ProgrammePackage.Annex, number: Int) -> [WordDocument.Block] {
        var blocks = [
            paragraph("附件 \(number)", font: .heading, beginsPage: true),
            paragraph(annex.title, font: .title, size: 18, alignment: .center, outline: 1),
        ]
        blocks += annex.paragraphs.map { paragraph($0, firstLine: 2) }
        blocks += annex.tables.map(table)
        for flow in annex.flows {
            blocks.append(paragraph(flow.title, font: .subheading, alignment: .center, linesBefore: 1, staysWithNext: true))
            for (index, step) in flow.steps.enumerated() {
                if index > 0 { blocks.append(paragraph("↓", alignment: .center, staysWithNext: true)) }
                blocks.append(
                    .table(WordDocument.Table(widths: [80], rows: [[WordDocument.Cell("\(index + 1). \(step)")]], size: 14)))
            }
        }
        return blocks
    }

    private static func table(_ table: ProgrammePackage.Table) -> WordDocument.Block {
        let sum = Double(table.widths.reduce(0, +))
        return .table(
            WordDocument.Table(
                widths: table.widths.map { Double($0) * width / sum },
                rows: table.rows.enumerated().map { index, row in
                    row.map { WordDocument.Cell($0, alignment: index == 0 ? .center : .left, isHeading: index == 0) }
                }, headerRows: 1, size: 9))
    }

    private static func paragraph(
        _ text: String, font: WordDocument.Font = .body, size: Double = 16, alignment: WordDocument.Alignment = .justified,
        outline: Int = 0, firstLine: Double = 0, linesBefore: Double = 0, staysWithNext: Bool = false, beginsPage: Bool = false
    ) -> WordDocument.Block {
        .paragraph(
            WordDocument.Paragraph(
                [WordDocument.Run(text, font: font, size: size)], alignment: alignment, firstLine: firstLine, linesBefore: linesBefore,
                outline: outline, staysWithNext: staysWithNext, beginsPage: beginsPage))
    }

    private static func numeral(_ number: Int) -> String {
        let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
        return digits.indices.contains(number - 1) ? digits[number - 1] : String(number)
    }
}
