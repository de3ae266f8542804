package import Domain
import HTML

/// An inspection as a file for people: workbook, Word document, web page.
package enum InspectionFiles {
    private static let evidenceInTables = 20

    package static func xlsx(_ report: InspectionReport) throws(UnwritableFile) -> [UInt8] {
        let widths: [Double] = [10, 20, 44, 8, 12, 26, 34, 60]
        var rows = InspectionTable.rows(report, evidence: evidenceInTables)
        rows += InspectionTable.unchecked(report).map { ["未检查", $0[1], $0[2], "", "", "", "", ""] }
        rows += report.passed.map { ["未发现问题", $0.name, "", "", "", $0.basis, "", ""] }
        rows += report.unreadable.map { ["读不了", "", $0.place, "", "", "", "", $0.page] }
        return try LedgerWorkbook.xlsx(
            columns: zip(InspectionTable.headings, widths).map { LedgerWorkbook.Column($0, width: $1) }, rows: rows,
            title: InspectionTable.title, note: InspectionTable.facts(report).joined(separator: "　"), sheet: "检查结果")
    }

    package static func docx(_ report: InspectionReport) throws(UnwritableFile) -> [UInt8] {
        var blocks: [WordDocument.Block] = [paragraph(InspectionTable.title, font: .title, size: 22, alignment: .center)]
        blocks += InspectionTable.facts(report).map { paragraph($0) }
        blocks.append(paragraph("一、发现的问题", font: .heading))
        if report.findings.isEmpty {
            blocks.append(paragraph("没有发现问题。"))
        } else {
            let rows = InspectionTable.rows(report, evidence: 5).map { [$0[0], $0[1], $0[2], $0[4], $0[6], $0[7]] }
            let headings = [0, 1, 2, 4, 6, 7].map { InspectionTable.headings[$0] }
            blocks.append(table(headings, rows, widths: [14, 24, 44, 18, 30, 26]))
        }
        blocks.append(paragraph("二、未检查", font: .heading))
        blocks.append(table(["类别", "指标", "原因"], InspectionTable.unchecked(report), widths: [20, 46, 90]))
        blocks.append(paragraph("三、检查过没有发现问题的指标", font: .heading))
        let passed = InspectionTable.passed(report)
        blocks.append(paragraph(passed.isEmpty ? "无。" : "\(passed)。"))
        if !report.unreadable.isEmpty {
            blocks.append(paragraph("四、读不了的网页", font: .heading))
            blocks += report.unreadable.prefix(100).map { paragraph(InspectionTable.words($0)) }
        }
        return try WordDocument(title: InspectionTable.title, blocks: blocks).docx()
    }

    private static func paragraph(
        _ text: String, font: WordDocument.Font = .body, size: Double = 16, alignment: WordDocument.Alignment = .left
    ) -> WordDocument.Block {
        .paragraph(WordDocument.Paragraph([WordDocument.Run(text, font: font, size: size)], alignment: alignment))
    }

    private static func table(_ headings: [String], _ rows: [[String]], widths: [Double]) -> WordDocument.Block {
        let head = headings.map { WordDocument.Cell($0, isHeading: true) }
        let body = rows.map { row in row.map { WordDocument.Cell($0, alignment: .left) } }
        return .table(WordDocument.Table(widths: widths, rows: [head] + body, headerRows: 1, size: 9))
    }

    /// One file that needs no other: the style stands in it.
    package static func html(_ report: InspectionReport) -> [UInt8] {
        var html = HTMLWriter()
        html(.body) { html in
            html(.main) { html in
                html(.h1, text: InspectionTable.title)
                for fact in InspectionTable.facts(report) { html(.p, text: fact) }
                write(report, &html)
            }
        }
        let head = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>\(InspectionTable.title)</title>"
        return Array("\(head)<style>\(style)</style></head>\n".utf8) + html.bytes + Array("</html>\n".utf8)
    }

    private static func write(_ report: InspectionReport, _ html: inout HTMLWriter) {
        html(.h2, text: "发现的问题")
        if report.findings.isEmpty {
            html(.p, text: "没有发现问题。")
        } else {
            table(InspectionTable.headings, InspectionTable.rows(report, evidence: evidenceInTables), &html)
        }
        html(.h2, text: "未检查")
        table(["类别", "指标", "原因"], InspectionTable.unchecked(report), &html)
        html(.h2, text: "检查过没有发现问题的指标")
        let passed = InspectionTable.passed(report)
        html(.p, text: passed.isEmpty ? "无。" : "\(passed)。")
        guard !report.unreadable.isEmpty else { return }
        html(.h2, text: "读不了的网页")
        table(["网页", "原因"], report.unreadable.map { [$0.page, $0.place] }, &html)
    }

    private static func table(_ headings: [String], _ rows: [[String]], _ html: inout HTMLWriter) {
        html(.table) { html in
            html(.thead) { html in
                html(.tr) { html in for heading in headings { html(.th, .scope("col"), text: heading) } }
            }
            html(.tbody) { html in
                for row in rows {
                    html(.tr) { html in
                        for cell in row {
                            html(.td) { html in
                                for (number, line) in cell.split(separator: "\n").enumerated() {
                                    if number > 0 { html(.br) }
                                    html.text(String(line))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static let style = """
        body{font:16px/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1a1a1a;background:#fff;margin:0}
        main{max-width:78rem;margin:0 auto;padding:1.5rem}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}p{margin:.2rem 0}
        table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{border:1px solid #767676;padding:.35rem .5rem;text-align:left;
        vertical-align:top;overflow-wrap:anywhere}th{background:#eee;white-space:nowrap}
        """
}
