package import Domain

/// A monitoring report as a table for people: a row for every item of every unit.
package enum MonitoringExport {
    package static func title(_ report: MonitoringReport, place: String) -> String { "\(place)政务公开监测表（截至\(report.day)）" }

    package static func xlsx(_ report: MonitoringReport, _ names: MonitoringNames, title: String) throws -> [UInt8] {
        let columns = headings.map { LedgerWorkbook.Column($0, width: ["单位", "事项"].contains($0) ? 28 : $0 == "领域" ? 16 : 9) }
        return try LedgerWorkbook.xlsx(columns: columns, rows: rows(report, names), title: title, note: note, sheet: "公开监测")
    }

    /// Comma-separated text in UTF-8 with a byte order mark (RFC 4180).
    package static func csv(_ report: MonitoringReport, _ names: MonitoringNames) -> [UInt8] {
        var text: [UInt8] = [0xEF, 0xBB, 0xBF]
        for record in [headings] + rows(report, names) { CatalogueExport.appendRecord(record, to: &text) }
        return text
    }

    private static let note = "应公开＝按时公开＋逾期公开＋逾期未公开；覆盖率＝（按时公开＋逾期公开）÷应公开；及时率＝按时公开÷应公开。要素不详：外来文件，没有登记要素。"

    private static let headings =
        ["单位", "领域", "事项", "应公开"] + DutyStanding.allCases.map(\.words) + ["覆盖率", "及时率", "公开文件", "要求要素", "具备要素", "说明不适用", "要素不详文件"]

    private static func rows(_ report: MonitoringReport, _ names: MonitoringNames) -> [[String]] {
        report.lines.map { line in
            let (duties, elements) = (line.figures.duties, line.figures.elements)
            return [names.unit(line.unit), names.domain(line.domain), line.entry.levels.joined(separator: " › "), String(duties.due)]
                + DutyStanding.allCases.map { String(duties[$0]) }
                + [
                    duties.coverage.percent ?? "", duties.timeliness.percent ?? "", String(line.figures.places.documents),
                    String(elements.required), String(elements.covered), String(elements.excused), String(elements.unknown),
                ]
        }
    }
}
