/// Which unit answers for which field of work (领域 → 责任部门), as a plan's annex says.
package struct DutyTable: Sendable {
    package struct Row: Sendable, Hashable {
        /// Codes of the standard fields that the names mean; a merged name such as 就业和社会保险 means two.
        package let domainCodes: [String]
        /// The names as written, without 领域.
        package let domainNames: [String]
        /// The units as written.
        package let units: [String]
        package let sheet: String?
        /// 1-based line of the source.
        package let line: Int

        package init(domainCodes: [String], domainNames: [String], units: [String], sheet: String?, line: Int) {
            self.domainCodes = domainCodes
            self.domainNames = domainNames
            self.units = units
            self.sheet = sheet
            self.line = line
        }
    }

    package var rows: [Row]
    package var diagnostics: [Diagnostic]

    package init(rows: [Row] = [], diagnostics: [Diagnostic] = []) {
        self.rows = rows
        self.diagnostics = diagnostics
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Reads duty tables: rows under 领域 and 责任部门, or numbered lines such as 「13、安全生产领域、救灾领域： ---应急管理局」.
package enum DutyTableReader {
    private enum Field { case domain, unit }

    private static let names: [Field: [String]] = [
        .domain: ["领域", "业务领域", "试点领域", "公开领域", "领域名称", "所属领域", "重点领域"],
        .unit: ["责任部门", "责任单位", "牵头单位", "牵头部门", "编制单位", "主管部门", "单位", "部门", "责任主体", "县直单位", "单位名称"],
    ]

    package static func read(_ sheets: [SourceSheet]) -> DutyTable {
        var log = DiagnosticLog()
        var rows: [DutyTable.Row] = []
        let table = LabelledTable<Field>(sheets, names: names, required: [.domain, .unit], filled: [.unit])
        for row in table.rows {
            guard let domain = row.texts[.domain], domain.unicodeScalars.count <= 200 else { continue }
            add(domain, row.text(.unit), sheet: row.sheet, line: row.number, to: &rows, log: &log)
        }
        if rows.isEmpty {
            for sheet in sheets where !sheet.isHidden {
                for line in sheet.lines {
                    let text = line.cells.map(\.text).filter { !$0.isEmpty }.joined(separator: "\t")
                    if let (domain, unit) = dashed(text) { add(domain, unit, sheet: sheet.name, line: line.number, to: &rows, log: &log) }
                }
            }
        }
        log.sheet = nil
        if rows.isEmpty {
            log.add(.error, "no-table", message: "没有找到领域与责任部门的对应表，请检查文件里是否有「领域」「责任部门」两列，或「1、某某领域：---某某局」这样的行。")
        } else {
            noteCoverage(rows, log: &log)
        }
        return DutyTable(rows: rows, diagnostics: log.all)
    }

    private static func add(
        _ domain: String, _ unit: String, sheet: String?, line: Int, to rows: inout [DutyTable.Row], log: inout DiagnosticLog
    ) {
        log.sheet = sheet
        let written = domainNames(domain)
        var codes: [String] = []
        for name in written {
            if let standard = DisclosureDomain.standard(named: name) {
                codes.append(standard.code)
                if standard.name != name {
                    log.add(.info, "alias-mapped", row: line, column: "领域", message: "领域「\(name)」按「\(standard.name)」读取。")
                }
            } else if let merged = DisclosureDomain.merged[name] {
                codes += merged
                log.add(.info, "alias-mapped", row: line, column: "领域", message: "「\(name)」是合写的 \(merged.count) 个领域，已分开。")
            } else {
                log.add(
                    .warning, "unknown-domain", row: line, column: "领域",
                    message: "第 \(line) 行的领域「\(String(name.prefix(30)))」不在 26 个标准领域之内，请核对名称。")
            }
        }
        let units = ListSplitting.subjects(unit)
        if units.isEmpty { log.add(.warning, "missing-unit", row: line, column: "责任部门", message: "第 \(line) 行没有写责任部门，请补上。") }
        guard !written.isEmpty else { return }
        rows.append(DutyTable.Row(domainCodes: codes, domainNames: written, units: units, sheet: sheet, line: line))
    }

    /// 「安全生产领域、救灾领域：」 → 安全生产, 救灾
    private static func domainNames(_ text: String) -> [String] {
        ListSplitting.subjects(withoutBookmarks(text)).compactMap { piece in
            var name = CatalogueText.string(
                CatalogueText.trimmed(Array(piece.unicodeScalars)) { " \u{3000}:：-—\t".unicodeScalars.contains($0) })
            if name.hasSuffix("领域") { name.removeLast(2) }
            return name.isEmpty ? nil : name
        }
    }

    /// A numbered line with dashes between field and unit; `nil` for any other line.
    private static func dashed(_ line: String) -> (domain: String, unit: String)? {
        let scalars = Array(withoutBookmarks(line).unicodeScalars).drop { " \u{3000}".unicodeScalars.contains($0) }
        guard scalars.count <= 200 else { return nil }
        let digits = scalars.prefix(while: CatalogueText.isDigit)
        guard (1...3).contains(digits.count), let sign = scalars[digits.endIndex...].first, "、.．)）".unicodeScalars.contains(sign) else {
            return nil
        }
        let body = scalars[(digits.endIndex + 1)...]
        let dashes: (Unicode.Scalar) -> Bool = { "-—－–".unicodeScalars.contains($0) }
        guard let start = body.firstIndex(where: dashes) else { return nil }
        let after = body[start...].drop(while: dashes)
        guard after.startIndex - start >= 2 else { return nil }
        let domain = CatalogueText.string(body[..<start])
        let isDomain =
            domain.contains("领域")
            || domainNames(domain).contains { DisclosureDomain.standard(named: $0) != nil || DisclosureDomain.merged[$0] != nil }
        return isDomain ? (domain, CatalogueText.string(after)) : nil
    }

    /// Without 「[bookmark: _Hlk34918959]」, which Word leaves in copied text.
    private static func withoutBookmarks(_ text: String) -> String {
        var rest = text
        while let start = rest.firstRange(of: "[bookmark:"), let end = rest[start.upperBound...].firstIndex(of: "]") {
            rest.removeSubrange(start.lowerBound...end)
        }
        return rest
    }

    private static func noteCoverage(_ rows: [DutyTable.Row], log: inout DiagnosticLog) {
        let covered = rows.flatMap(\.domainCodes)
        let missing = DisclosureDomain.standard.filter { !covered.contains($0.code) }
        if !missing.isEmpty {
            log.add(.warning, "domain-without-unit", message: "有 \(missing.count) 个领域没有责任部门：\(missing.map(\.name).joined(separator: "、"))。")
        }
        var seen: Set<String> = []
        for row in rows {
            for code in row.domainCodes where !seen.insert(code).inserted {
                let name = DisclosureDomain.standard.first { $0.code == code }?.name ?? code
                log.add(.info, "domain-twice", row: row.line, message: "领域「\(name)」不止一行，几行的责任部门都算。")
            }
        }
    }
}
