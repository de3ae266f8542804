package import Domain

/// An inspection for other programs.
package enum InspectionJSON {
    /// One object on one line.
    package static func object(_ report: InspectionReport) -> [UInt8] {
        var writer = JSONWriter()
        write(report, nil, &writer)
        return writer.utf8
    }

    static func write(_ report: InspectionReport, _ key: String?, _ writer: inout JSONWriter) {
        writer.object(key) { writer in
            writer.value("subject", report.subject)
            writer.value("siteName", report.siteName)
            writer.value("asOf", report.asOf.description)
            writer.value("rulesEffective", report.rules.effective.description)
            writer.value("pages", report.pageCount)
            writer.value("columns", report.columnCount)
            writer.value("verdict", report.verdict.rawValue)
            points("score", report.score, &writer)
            points("deduction", report.deduction, &writer)
            points("bonus", report.bonus, &writer)
            writer.array("findings") { writer in for finding in report.findings { write(finding, report, &writer) } }
            writer.strings("passed", report.passed.map(\.rawValue))
            writer.array("notChecked") { writer in
                for open in report.unchecked {
                    writer.object { writer in
                        writer.value("rule", open.rule.rawValue)
                        writer.value("name", open.rule.name)
                        writer.value("reason", open.reason)
                    }
                }
            }
            writer.strings("notApplicable", report.rules.excluded.map(\.rawValue))
            writer.array("unreadable") { writer in for page in report.unreadable { write(page, &writer) } }
        }
    }

    private static func write(_ finding: InspectionFinding, _ report: InspectionReport, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.value("rule", finding.rule.rawValue)
            writer.value("name", finding.rule.name)
            writer.value("severity", finding.rule.severity.rawValue)
            writer.value("basis", finding.rule.basis)
            points("rulePoints", report.points(of: finding.rule), &writer)
            writer.value("pointsAreLocal", report.rules.points[finding.rule]?.isLocal ?? false)
            writer.value("count", finding.count)
            writer.value("sentence", finding.sentence)
            writer.value("remedy", finding.rule.remedy)
            writer.array("evidence") { writer in for evidence in finding.evidence { write(evidence, &writer) } }
        }
    }

    private static func write(_ evidence: InspectionFinding.Evidence, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.value("page", evidence.page)
            writer.value("place", evidence.place)
            writer.value("day", evidence.day?.description)
        }
    }

    private static func points(_ key: String, _ points: Points, _ writer: inout JSONWriter) {
        if let number = ExactNumber(text: points.description) { writer.value(key, exact: number) }
    }
}
