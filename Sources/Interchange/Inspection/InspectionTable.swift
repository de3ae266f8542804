package import Domain

/// An inspection in lines of text: the same in every kind of report.
package enum InspectionTable {
    package static let title = "政府网站检查报告"

    /// Subject, day, result: each a line.
    package static func facts(_ report: InspectionReport) -> [String] {
        var lines = ["检查对象：\(report.subject)"]
        if !report.siteName.isEmpty { lines.append("网站名称：\(report.siteName)") }
        lines.append("检查日期：\(report.asOf)　检查网页：\(report.pageCount) 个　栏目：\(report.columnCount) 个")
        lines.append("检查指标：\(report.rules.effective) 起施行")
        lines.append("自动检查的结果：\(report.verdict.name)")
        let bonus = report.bonus == .zero ? "" : "，加分项 \(report.bonus) 分（\(report.rules.bonusMark) 分以上才计入）"
        lines.append("扣分 \(report.deduction) 分\(bonus)，得分 \(report.score) 分。")
        lines.append("未检查的项目不等于合格，见“未检查”。标有“本地”的分值由各地确定，可以在规则文件中修改。")
        return lines
    }

    /// 类别、指标、发现、次数、分值、依据、整改办法、证据
    static let headings = ["类别", "指标", "发现的问题", "数量", "分值", "依据", "整改办法", "证据（网页、位置、日期）"]

    static func rows(_ report: InspectionReport, evidence limit: Int) -> [[String]] {
        report.findings.map { finding in
            [
                finding.rule.severity.name, finding.rule.name, finding.sentence, String(finding.count),
                report.pointsWords(of: finding.rule),
                finding.rule.basis, finding.rule.remedy, finding.evidence.prefix(limit).map(words).joined(separator: "\n"),
            ]
        }
    }

    package static func words(_ evidence: InspectionFinding.Evidence) -> String {
        ([evidence.page, evidence.place].filter { !$0.isEmpty }.map(readable) + (evidence.day.map { [$0.description] } ?? []))
            .joined(separator: "　")
    }

    /// `/通知.html` of `/%E9%80%9A%E7%9F%A5.html`; what is no text stays as it is.
    static func readable(_ address: String) -> String {
        guard address.utf8.contains(UInt8(ascii: "%")) else { return address }
        let text = SavedSite.decoded(address)
        return text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0xFFFD } ? address : text
    }

    static func unchecked(_ report: InspectionReport) -> [[String]] {
        report.unchecked.map { [$0.rule.severity.name, $0.rule.name, $0.reason] }
            + report.rules.excluded.map { [$0.severity.name, $0.name, "按规则文件，本网站不适用"] }
    }

    static func passed(_ report: InspectionReport) -> String { report.passed.map(\.name).joined(separator: "、") }
}
