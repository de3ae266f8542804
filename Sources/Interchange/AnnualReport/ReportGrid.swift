import Domain

/// The report's tables out of sheets and tables with cells, read by their headings.
struct ReportGrid {
    private(set) var two = TableTwo(filledWith: .unknown)
    private(set) var three = TableThree(filledWith: .unknown)
    private(set) var four = TableFour(filledWith: .unknown)
    private(set) var problems: [ReportProblem] = []
    private(set) var hasTwo = false
    private(set) var hasThree = false
    private(set) var hasFour = false

    /// The columns of the third table by their place, kept for a part of the table that goes on without headings.
    private var columns: [Int: RunLayout.Column] = [:]
    private var width = 0
    private var seen: Set<ReportRow> = []

    init(_ sheets: [SourceSheet]) {
        for sheet in sheets where !sheet.isHidden {
            readTwo(sheet.lines)
            readThree(sheet.lines)
            if !hasFour { readFour(sheet.lines) }
        }
        if hasThree {
            for row in ReportRow.all where !seen.contains(row) { problems.append(.noRow(row)) }
        }
    }

    // MARK: Table two

    private mutating func readTwo(_ lines: [SourceSheet.Line]) {
        var heads: [Int: String] = [:]
        for line in lines {
            let texts = line.cells.map { ReportHeadings.bare($0.text) }
            if texts.contains(where: { $0.contains("件数") || $0.contains("数量") || $0.contains("金额") || $0.contains("信息内容") }) {
                heads = [:]
                for (index, text) in texts.enumerated() where !text.isEmpty { heads[index] = text }
                continue
            }
            guard let label = texts.firstIndex(where: { Self.twoLabels.contains($0) }) else { continue }
            for (index, cell) in line.cells.enumerated() where index > label && !cell.isFromMerge {
                guard let target = Self.line(texts[label], under: heads[index] ?? ""), two[target] == .unknown else { continue }
                two[target] = FigureCell.read(cell.text, allowsDecimals: target.allowsDecimals)
                hasTwo = true
            }
        }
    }

    private static let twoLabels: Set = ["规章", "行政规范性文件", "规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"]

    private static func line(_ label: String, under head: String) -> ProactiveLine? {
        let isDecision = head.contains("处理决定数量")
        switch label {
        case "规章":
            return head.contains("制发")
                ? .regulationsMade : head.contains("废止") ? .regulationsRepealed : head.contains("现行有效") ? .regulationsInForce : nil
        case "行政规范性文件", "规范性文件":
            return head.contains("制发")
                ? .normativeMade : head.contains("废止") ? .normativeRepealed : head.contains("现行有效") ? .normativeInForce : nil
        case "行政许可": return isDecision ? .permits : nil
        case "行政处罚": return isDecision ? .penalties : nil
        case "行政强制": return isDecision ? .coercion : nil
        default: return head.contains("收费金额") ? .fees : nil
        }
    }

    // MARK: Table three

    private mutating func readThree(_ lines: [SourceSheet.Line]) {
        guard let first = lines.firstIndex(where: { heading(of: $0) != nil }) else { return }
        let found = Self.columns(lines[..<first])
        if !found.isEmpty {
            guard hasAllColumns(found) else {
                problems.append(.noColumns(3))
                return
            }
            columns = found
            width = lines[first].cells.count
        } else if columns.isEmpty || lines[first].cells.count != width {
            if heading(of: lines[first]) == .row(.received) { problems.append(.noColumns(3)) }
            return
        }
        for line in lines[first...] {
            guard case .row(let row) = heading(of: line), seen.insert(row).inserted else { continue }
            take(row, line.cells)
        }
    }

    private func hasAllColumns(_ found: [Int: RunLayout.Column]) -> Bool {
        let known = Set(found.values)
        return ReportColumn.parts.allSatisfy { known.contains(.part($0)) } && known.contains(.total)
    }

    /// The lowest heading of each column.
    private static func columns(_ lines: ArraySlice<SourceSheet.Line>) -> [Int: RunLayout.Column] {
        var result: [Int: RunLayout.Column] = [:]
        for line in lines {
            for (index, cell) in line.cells.enumerated() {
                if let column = ReportHeadings.column(of: cell.text) { result[index] = column }
            }
        }
        // A total before the last column is one of the organisations alone.
        let totals = result.filter { $0.value == .total }.keys.sorted()
        for index in totals.dropLast() where totals.count == 2 { result[index] = .subtotal }
        return result
    }

    /// What a line of the third table is about: of its labels the one that names a row, else the one that names a group.
    private func heading(of line: SourceSheet.Line) -> ReportHeadings.Line? {
        let cells = line.cells.prefix(columns.keys.min() ?? line.cells.count)
        let labels = cells.map(\.text).filter { !CellNature.isValue($0) }
        // The headings of the columns have 其他 and 总计 among them, as the rows do.
        guard Set(labels.compactMap { ReportHeadings.column(of: $0) }).count < 2 else { return nil }
        let known = labels.compactMap { ReportHeadings.line(of: $0) }
        let row = known.last { if case .row = $0 { true } else { false } }
        if let found = row ?? known.last { return found }
        return labels.count > 1 ? ReportHeadings.line(of: labels.joined()) : nil
    }

    /// How far a line's numbers stand from their columns: in a part that goes on in another table a heading over many rows is missing.
    private func shift(of cells: [SourceSheet.Cell]) -> Int {
        guard let first = columns.keys.min() else { return 0 }
        guard let label = cells.prefix(first).lastIndex(where: { ReportHeadings.line(of: $0.text) != nil }) else { return 0 }
        return label + 1 - first
    }

    private mutating func take(_ row: ReportRow, _ cells: [SourceSheet.Cell]) {
        hasThree = true
        var (numbers, subtotal, organisations) = (0, nil as Int?, 0)
        let shift = shift(of: cells)
        for (place, column) in columns {
            let index = place + shift
            guard cells.indices.contains(index), !cells[index].isFromMerge else { continue }
            let figure = FigureCell.read(cells[index].text)
            guard let target = column.reportColumn else {
                subtotal = figure.count
                continue
            }
            three[row, target] = figure
            if FigureCell.isMalformed(cells[index].text, figure) { problems.append(.malformed(.three(row, target), cells[index].text)) }
            if figure.count != nil { numbers += 1 }
            if target != .person, target != .total { organisations += figure.count ?? 0 }
        }
        if numbers < 7 { problems.append(.incompleteRow(row, numbers: numbers)) }
        if numbers == 7, let subtotal, subtotal != organisations { problems.append(.subtotal(row, sum: organisations, subtotal: subtotal)) }
    }

    // MARK: Table four

    private mutating func readFour(_ lines: [SourceSheet.Line]) {
        guard lines.contains(where: { line in line.cells.contains { ReportHeadings.disputeColumn($0.text) == .pending } }) else { return }
        var kinds: [Int: DisputeKind] = [:]
        var leaves: [Int: DisputeColumn] = [:]
        for line in lines {
            let isHeading = line.cells.contains { ReportHeadings.disputeColumn($0.text) == .upheld }
            let isNamed = line.cells.contains { ReportHeadings.disputeKind($0.text) != nil }
            if isHeading {
                for (index, cell) in line.cells.enumerated() {
                    if let column = ReportHeadings.disputeColumn(cell.text) { leaves[index] = column }
                }
            }
            if isHeading || isNamed && leaves.isEmpty {
                spread(line.cells, into: &kinds)
            } else if !leaves.isEmpty {
                take(line.cells, kinds, leaves)
            }
        }
        if hasFour, four.unknown > 0 { problems.append(.incompleteDisputes(numbers: 15 - four.unknown)) }
    }

    /// A heading over several columns may stand over the first of them only.
    private func spread(_ cells: [SourceSheet.Cell], into kinds: inout [Int: DisputeKind]) {
        var current: DisputeKind?
        for (index, cell) in cells.enumerated() {
            if let kind = ReportHeadings.disputeKind(cell.text) {
                current = kind
            } else if !cell.text.isEmpty {
                current = nil
            }
            if let current { kinds[index] = current }
        }
    }

    private mutating func take(_ cells: [SourceSheet.Cell], _ kinds: [Int: DisputeKind], _ leaves: [Int: DisputeColumn]) {
        // Some templates have a line for each block.
        let own = cells.lazy.compactMap { ReportHeadings.disputeKind($0.text) }.last
        guard own != nil || cells.allSatisfy({ CellNature.isValue($0.text) || FigureCell.read($0.text) != .unknown }) else { return }
        for (index, column) in leaves where index < cells.count && !cells[index].isFromMerge {
            guard let kind = own ?? kinds[index], four[kind, column] == .unknown else { continue }
            let figure = FigureCell.read(cells[index].text)
            four[kind, column] = figure
            hasFour = true
            if FigureCell.isMalformed(cells[index].text, figure) { problems.append(.malformed(.four(kind, column), cells[index].text)) }
        }
    }
}
