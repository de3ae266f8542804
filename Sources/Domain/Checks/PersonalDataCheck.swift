/// Personal data in what is about to be published (个人信息检查), as findings that somebody must answer. Files are looked into elsewhere.
package enum PersonalDataCheck {
    package static func findings(in content: Draft.Content) -> [Finding] {
        let scanner = PersonalDataScanner()
        var findings = scanner.findings(in: content.title).map { finding($0, at: .title) }
        for (index, block) in content.body.blocks.enumerated() {
            let (text, part) = text(of: block)
            for found in scanner.findings(in: text) {
                findings.append(finding(found, at: .body(block: index + 1, part: part, range: found.range)))
            }
        }
        return findings
    }

    /// A block's text as the scanner reads tables: cells by tabs, rows by lines.
    package static func text(of block: DocumentBody.Block) -> (text: String, part: String) {
        switch block {
        case .paragraph(let text), .heading(_, let text): (text, "")
        case .list(_, let entries): (entries.joined(separator: "\n"), "（列表）")
        case .table(_, let rows): (rows.map { $0.joined(separator: "\t") }.joined(separator: "\n"), "（表格）")
        }
    }

    /// Where a rule demands the person's identity (惩戒公示、强制性信息披露), or those concerned alone can read it (RULES §13).
    package static func requiresFullIdentity(_ content: Draft.Content, _ item: CatalogueItem?) -> Bool {
        if content.isRestricted { return true }
        let name = item?.entry.levels.joined() ?? ""
        return ["行政处罚", "失信", "惩戒"].contains { name.contains($0) }
    }

    private static func finding(_ found: PersonalDataFinding, at place: Finding.Place) -> Finding {
        Finding(
            .personalData, found.confidence.level == .low ? .warning : .blocking, at: place,
            // Two of a kind at two places are two findings, told apart without keeping the number itself.
            matched: "\(found.kind.rawValue) \(found.sample)", sample: found.sample, reason: "\(found.kind.name)：\(found.reason)",
            remedy: found.remedy)
    }
}
