package import Domain

/// An annual report and what is wrong with it, for other programs.
package enum AnnualReportJSON {
    /// One object; a cell is a number, or `"unknown"`, `"blank"` or `"notApplicable"`.
    package static func object(file: String?, _ report: AnnualReport, problems: [ReportProblem]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            if let file { writer.value("file", file) }
            writer.value("title", report.title)
            writer.value("year", report.year)
            writer.value("unit", report.unit)
            writer.object("table2") { table(report.two, &$0) }
            writer.object("table3") { table(report.three, &$0) }
            writer.object("table4") { table(report.four, &$0) }
            writer.value("unknown", report.unknown)
            writer.array("problems") { writer in
                for problem in problems {
                    writer.object { writer in
                        writer.value("kind", problem.kind)
                        writer.value("severity", problem.severity.rawValue)
                        writer.strings("cells", problem.cells.map(\.code))
                        writer.value("sentence", problem.sentence)
                    }
                }
            }
        }
        return writer.utf8
    }

    private static func table(_ table: TableTwo, _ writer: inout JSONWriter) {
        writer.object("regulations") { writer in
            writer.figure("made", table[.regulationsMade])
            writer.figure("repealed", table[.regulationsRepealed])
            writer.figure("inForce", table[.regulationsInForce])
        }
        writer.object("normativeDocuments") { writer in
            writer.figure("made", table[.normativeMade])
            writer.figure("repealed", table[.normativeRepealed])
            writer.figure("inForce", table[.normativeInForce])
        }
        for line in [ProactiveLine.permits, .penalties, .coercion, .fees] { writer.figure(line.rawValue, table[line]) }
    }

    private static func table(_ table: TableThree, _ writer: inout JSONWriter) {
        writer.array("rows") { writer in
            for row in ReportRow.all {
                writer.object { writer in
                    writer.value("row", row.number)
                    writer.value("heading", row.heading)
                    writer.object("cells") { writer in
                        for column in ReportColumn.allCases { writer.figure(column.rawValue, table[row, column]) }
                    }
                }
            }
        }
    }

    private static func table(_ table: TableFour, _ writer: inout JSONWriter) {
        for kind in DisputeKind.allCases {
            writer.object(kind.rawValue) { writer in
                for column in DisputeColumn.allCases { writer.figure(column.rawValue, table[kind, column]) }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func figure(_ key: String, _ figure: ReportFigure) {
        switch figure {
        case .number(let number): value(key, exact: number)
        case .blank: value(key, "blank")
        case .notApplicable: value(key, "notApplicable")
        case .unknown: value(key, "unknown")
        }
    }
}
