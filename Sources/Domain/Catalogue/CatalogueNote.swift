/// A line of the notes that go with a year's catalogue: what was adjusted, and why (动态调整).
package struct CatalogueNote: Sendable, Hashable {
    /// The field of work, by name.
    package let domain: String
    package let levels: [String]
    /// Why.
    package let reason: String
    /// The item's former name at its innermost level, when it was renamed.
    package let formerName: String?
    /// The item was taken out.
    package let isRetirement: Bool

    package init(domain: String, levels: [String], reason: String, formerName: String? = nil, isRetirement: Bool = false) {
        self.domain = domain
        self.levels = levels
        self.reason = reason
        self.formerName = formerName
        self.isRetirement = isRetirement
    }

    /// Reads notes from a table with the headings 领域, 一级事项, 二级事项 (三级事项), 调整类型, 调整理由 and, where there are renamed items, 原事项名称.
    /// 取消, 删除 and 调出 as 调整类型 take the item out.
    package static func read(_ sheet: SourceSheet) -> (notes: [CatalogueNote], diagnostics: [Diagnostic]) {
        guard let header = sheet.lines.firstIndex(where: { line in line.cells.contains { $0.text == "调整理由" } }) else {
            return ([], [Diagnostic(severity: .error, code: "no-table", sheet: sheet.name, message: "没有找到含“调整理由”列的表头，请检查文件。")])
        }
        let headings = sheet.lines[header].cells.map(\.text)
        func cell(_ heading: String, _ line: SourceSheet.Line) -> String {
            guard let index = headings.firstIndex(of: heading), index < line.cells.count else { return "" }
            return line.cells[index].text
        }
        var notes: [CatalogueNote] = []
        var diagnostics: [Diagnostic] = []
        for line in sheet.lines[(header + 1)...] where line.cells.contains(where: { !$0.text.isEmpty }) {
            let levels = ["一级事项", "二级事项", "三级事项"].map { cell($0, line) }.filter { !$0.isEmpty }
            let reason = cell("调整理由", line)
            guard !levels.isEmpty, !reason.isEmpty else {
                diagnostics.append(
                    Diagnostic(
                        severity: .warning, code: "incomplete-note", sheet: sheet.name, row: line.number, message: "缺少事项名称或者调整理由，该行未采用。"))
                continue
            }
            let former = cell("原事项名称", line)
            notes.append(
                CatalogueNote(
                    domain: cell("领域", line), levels: levels, reason: reason, formerName: former.isEmpty ? nil : former,
                    isRetirement: ["取消", "删除", "调出"].contains { cell("调整类型", line).hasPrefix($0) }))
        }
        return (notes, diagnostics)
    }
}
