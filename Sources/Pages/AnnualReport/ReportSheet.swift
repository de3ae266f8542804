package import Domain
package import HTML

/// The report's tables as the form prints them (国办公开办函〔2021〕30号): no subtotals, cell 三 over 22 rows.
package struct ReportSheet {
    package var report: AnnualReport
    /// Where a cell leads to; `nil` where nothing is behind it.
    package var link: (ReportCell) -> WebAddress?

    package init(report: AnnualReport, link: @escaping (ReportCell) -> WebAddress? = { _ in nil }) {
        self.report = report
        self.link = link
    }

    package func writeTwo(_ html: inout HTMLWriter) {
        for article in PrintedReportTable.Article.allCases { write(article, &html) }
    }

    private func write(_ article: PrintedReportTable.Article, _ html: inout HTMLWriter) {
        html(.table, .class("report-table")) { html in
            html(.caption, text: article.rawValue)
            html(.thead) { html in
                html(.tr) { html in
                    for head in article.columns { html(.th, .scope("col"), text: head) }
                }
            }
            html(.tbody) { html in
                for (name, figures) in article.lines {
                    html(.tr) { html in
                        html(.th, .scope("row"), text: name)
                        for line in figures { html(.td, text: report.two[line].text) }
                    }
                }
            }
        }
    }

    /// One table of a published report, found again in the document.
    static func write(_ table: PrintedReportTable, _ html: inout HTMLWriter) {
        var report = AnnualReport(title: "", year: nil, unit: "")
        switch table {
        case .two(let article, let two):
            report.two = two
            ReportSheet(report: report).write(article, &html)
        case .three(let three):
            report.three = three
            ReportSheet(report: report).writeThree(&html)
        case .four(let four):
            report.four = four
            ReportSheet(report: report).writeFour(&html)
        }
    }

    package func writeThree(_ html: inout HTMLWriter) {
        html(.table, .class("report-table three")) { html in
            html(.caption, text: "收到和处理政府信息公开申请情况")
            html(.thead) { html in
                html(.tr) { html in
                    html(.td, .columnSpan(3), .rowSpan(3), text: PrintedReportTable.corner)
                    html(.th, .columnSpan(7), .scope("colgroup"), text: "申请人情况")
                }
                html(.tr) { html in
                    html(.th, .rowSpan(2), .scope("col"), text: "自然人")
                    html(.th, .columnSpan(5), .scope("colgroup"), text: "法人或其他组织")
                    html(.th, .rowSpan(2), .scope("col"), text: "总计")
                }
                html(.tr) { html in
                    for column in ReportColumn.parts where column != .person { html(.th, .scope("col"), text: column.name) }
                }
            }
            html(.tbody) { html in
                for row in ReportRow.all { write(row, &html) }
            }
        }
    }

    private func write(_ row: ReportRow, _ html: inout HTMLWriter) {
        html(.tr) { html in
            if row.number == 3 { html(.th, .rowSpan(22), .scope("rowgroup"), text: "三、本年度办理结果") }
            if let group = row.group { html(.th, .rowSpan(group.rows), .scope("rowgroup"), text: group.heading) }
            html(.th, .columnSpan(row.headingColumns), .scope("row"), text: row.heading)
            for column in ReportColumn.allCases { cell(.three(row, column), &html) }
        }
    }

    package func writeFour(_ html: inout HTMLWriter) {
        html(.table, .class("report-table four")) { html in
            html(.caption, text: "政府信息公开行政复议、行政诉讼情况")
            html(.thead) { html in
                html(.tr) { html in
                    html(.th, .columnSpan(5), .rowSpan(2), .scope("colgroup"), text: "行政复议")
                    html(.th, .columnSpan(10), .scope("colgroup"), text: "行政诉讼")
                }
                html(.tr) { html in
                    for kind in [DisputeKind.suit, .suitAfterReview] { html(.th, .columnSpan(5), .scope("colgroup"), text: kind.name) }
                }
                html(.tr) { html in
                    for _ in DisputeKind.allCases {
                        for column in DisputeColumn.allCases { html(.th, .scope("col"), text: column.name) }
                    }
                }
            }
            html(.tbody) { html in
                html(.tr) { html in
                    for kind in DisputeKind.allCases {
                        for column in DisputeColumn.allCases { cell(.four(kind, column), &html) }
                    }
                }
            }
        }
    }

    private func cell(_ cell: ReportCell, _ html: inout HTMLWriter) {
        let text = report[cell].text
        html(.td, .class("figure")) { html in
            if let link = link(cell), text != "0" {
                html(.a, .href(link), .aria("label", "\(cell.name)：\(text)，查看是哪些"), text: text)
            } else {
                html.text(text)
            }
        }
    }
}
