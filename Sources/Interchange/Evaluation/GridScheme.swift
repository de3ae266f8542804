import Domain

/// A scheme in tables: one with the indicators, perhaps on several sheets or cut by pages, and one with the assessors and their weights.
struct GridScheme {
    private let tables: [SourceSheet]
    private var found = FoundScheme()

    /// - Returns: `nil` when no table has the headings of indicators.
    init?(_ sheets: [SourceSheet]) {
        tables = sheets
        let hasIndicators = sheets.contains { sheet in sheet.lines.contains { Self.columns($0).map(Self.isIndicators) ?? false } }
        guard hasIndicators else { return nil }
    }

    func read() throws(UnreadableFile) -> FoundScheme {
        var reader = self
        var indicators: [SchemeHeading?]?
        for sheet in tables {
            var columns: [SchemeHeading?]? = indicators
            var isAssessors = false
            var hasHead = false
            for (index, line) in sheet.lines.enumerated() {
                if let head = Self.columns(line) {
                    (isAssessors, hasHead) = (Self.isAssessors(head), true)
                    if isAssessors {
                        columns = head
                    } else if Self.isIndicators(head) {
                        if reader.found.title.isEmpty { reader.found.title = Self.title(sheet, before: index) }
                        (columns, indicators) = (head, head)
                    }
                    continue
                }
                // A table of a document that a page cuts may go on without its head; anything else before a head is no row.
                guard let columns, hasHead || sheet.name == nil && columns.count == line.cells.count else { continue }
                let place = Self.place(sheet, line)
                if isAssessors {
                    try reader.takeAssessor(line, columns, place)
                } else {
                    let next = index + 1 < sheet.lines.count ? sheet.lines[index + 1] : nil
                    try reader.takeRow(line, next: next, columns, place)
                }
            }
        }
        return reader.found
    }

    // MARK: Heads

    /// What the columns hold; `nil` when the line is no head.
    private static func columns(_ line: SourceSheet.Line) -> [SchemeHeading?]? {
        let columns = line.cells.map { SchemeHeading($0.text) }
        let known = Set(columns.compactMap { $0 })
        guard columns.compactMap({ $0 }).count >= 2, isIndicators(columns) || known.contains(.weight) && known.contains(.way) else {
            return nil
        }
        return columns
    }

    private static func isIndicators(_ columns: [SchemeHeading?]) -> Bool {
        columns.contains(.level) && columns.compactMap { $0 }.count >= 2
    }

    private static func isAssessors(_ columns: [SchemeHeading?]) -> Bool {
        columns.contains(.weight) && columns.contains(.way) && !columns.contains(.level)
    }

    private static func title(_ sheet: SourceSheet, before index: Int) -> String {
        let above = sheet.lines[..<index].compactMap { line in
            line.cells.first { !$0.text.isEmpty }?.text
        }
        let candidates = sheet.headings + above
        return candidates.last { $0.contains("指标") || $0.contains("评分") || $0.contains("考核") } ?? candidates.last ?? sheet.name ?? ""
    }

    private static func place(_ sheet: SourceSheet, _ line: SourceSheet.Line) -> String {
        sheet.name.map { "工作表“\($0)”第 \(line.number) 行" } ?? "表格第 \(line.number) 行"
    }

    // MARK: Rows

    private mutating func takeAssessor(_ line: SourceSheet.Line, _ columns: [SchemeHeading?], _ place: String) throws(UnreadableFile) {
        let name = Self.text(.way, line, columns)
        guard !name.isEmpty, !name.hasPrefix("合计") else { return }
        guard let weight = SchemeText.percent(Self.text(.weight, line, columns)) else {
            throw UnreadableFile("\(place)：“\(name)”的权重应写成 40% 的样子。")
        }
        found.addAssessor(name: name, responsible: Self.text(.responsible, line, columns), weight: weight)
    }

    private mutating func takeRow(
        _ line: SourceSheet.Line, next: SourceSheet.Line?, _ columns: [SchemeHeading?], _ place: String
    ) throws(UnreadableFile) {
        let cells = line.cells
        guard let first = cells.first(where: { !$0.text.isEmpty })?.text else { return }
        if ["合计", "总计", "总分"].contains(where: { first.hasPrefix($0) }) {
            found.total = cells.lazy.compactMap { SchemeText.points($0.text) }.first
            return
        }
        let levels = columns.indices.filter { columns[$0] == .level && $0 < cells.count }
        // A cell that reaches over deeper levels names only the first of them.
        let named = levels.filter { !cells[$0].text.isEmpty && !(cells[$0].isFromMerge && isCopyOfLeft(cells, $0, levels)) }
        guard let leafColumn = named.last, let leafLevel = levels.firstIndex(of: leafColumn) else { return }
        if named.count == 1, leafLevel == 0, isAlone(line) {
            // A line that stands alone is a note, or the heading of the lines that follow.
            if ["注", "说明", "备注", "填表"].contains(where: { first.hasPrefix($0) }) { return }
            if levels.count > 1 {
                let cut = SchemeText.cut(first)
                try found.builder.enter(Self.joined(cut?.name ?? first), at: 0, place: place)
                if let points = cut?.points { try found.builder.setPoints(points, at: 0, place: place) }
                return
            }
        }
        for column in named.dropLast() {
            guard let level = levels.firstIndex(of: column) else { continue }
            let cut = SchemeText.cut(cells[column].text)
            try found.builder.enter(Self.joined(cut?.name ?? cells[column].text), at: level, place: place)
            if let points = cut?.points { try found.builder.setPoints(points, at: level, place: place) }
        }
        try takeLeaf(line, next, columns, levels: levels, level: leafLevel, place)
    }

    private mutating func takeLeaf(
        _ line: SourceSheet.Line, _ next: SourceSheet.Line?, _ columns: [SchemeHeading?], levels: [Int], level: Int, _ place: String
    ) throws(UnreadableFile) {
        let cell = line.cells[levels[level]]
        let criteria = Self.text(.criteria, line, columns)
        if cell.isFromMerge { return found.builder.goOn(criteria: criteria) }
        let cut = SchemeText.cut(cell.text)
        var details = SchemeBuilder.Details(
            points: cut?.points, criteria: criteria, evidence: Self.text(.evidence, line, columns),
            method: SchemeText.method(Self.text(.way, line, columns)), place: place)
        var groups: [(level: Int, points: ExactNumber?, share: ExactNumber?)] = []
        for column in columns.indices where (columns[column] == .points || columns[column] == .weight) && column < line.cells.count {
            let value = line.cells[column]
            guard !value.text.isEmpty else { continue }
            let owner = levels.lastIndex { $0 < column } ?? 0
            let share = SchemeText.percent(value.text)
            guard let number = share ?? SchemeText.points(value.text) else {
                throw UnreadableFile("\(place)：分值“\(value.text.prefix(20))”不是数字。")
            }
            // Beside points in brackets, a figure that covers several leaves is their group's.
            let isMerged = value.isFromMerge || next.map { column < $0.cells.count && $0.cells[column].isFromMerge } == true
            let isOfGroup = owner < level || isMerged || cut != nil && number != cut?.points
            if !isOfGroup || owner == 0 && level == 0 {
                if share == nil { details.points = number } else { details.share = number }
            } else if let group = owner < level ? owner : level > 0 ? level - 1 : nil {
                groups.append((group, share == nil ? number : nil, share))
            }
        }
        for group in groups {
            if let points = group.points { try found.builder.setPoints(points, at: group.level, place: place) }
            if let share = group.share { try found.builder.setShare(share, at: group.level, place: place) }
        }
        try found.builder.addLeaf(cut?.name ?? cell.text, at: level, details)
    }

    /// Whether nothing but the first cell says anything.
    private func isAlone(_ line: SourceSheet.Line) -> Bool {
        let filled = line.cells.filter { !$0.text.isEmpty }
        return filled.dropFirst().allSatisfy { $0.isFromMerge && $0.text == filled[0].text }
    }

    private func isCopyOfLeft(_ cells: [SourceSheet.Cell], _ column: Int, _ levels: [Int]) -> Bool {
        guard let left = levels.last(where: { $0 < column }) else { return false }
        return cells[left].text == cells[column].text
    }

    private static func text(_ heading: SchemeHeading, _ line: SourceSheet.Line, _ columns: [SchemeHeading?]) -> String {
        columns.indices.filter { columns[$0] == heading && $0 < line.cells.count }.map { line.cells[$0].text }.filter { !$0.isEmpty }
            .joined(separator: "\n")
    }

    /// A name broken into lines by a narrow column.
    private static func joined(_ name: String) -> String { name.split(separator: "\n").joined() }
}
