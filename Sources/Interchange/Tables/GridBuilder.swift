import Domain

/// Builds the grid of a Word or web table from its cells with their spans, merged cells expanded.
struct GridBuilder {
    private(set) var lines: [SourceSheet.Line] = []
    private var cells: [SourceSheet.Cell] = []
    /// Cells that reach down from earlier rows, by column.
    private var hanging: [Hanging?] = []
    private var isInRow = false
    /// The largest number of cells a row was given, spans counted.
    private(set) var width = 0

    private struct Hanging {
        var rowsLeft: Int
        let text: String
    }

    /// How a Word cell takes part in a vertical merge.
    enum VerticalMerge { case none, restart, goesOn }

    mutating func beginRow(budget: inout CellBudget) throws(UnreadableFile) {
        try endRow(budget: &budget)
        isInRow = true
        if lines.count >= ReadingLimits.lines { throw .tooBig("一张表超过 \(ReadingLimits.lines) 行") }
    }

    /// Leaves columns empty, as Word's `gridBefore` does.
    mutating func skip(columns: Int, budget: inout CellBudget) throws(UnreadableFile) {
        try place(SourceSheet.Cell(""), columns: columns, rows: 1, budget: &budget)
    }

    mutating func add(_ text: String, columns: Int, rows: Int, budget: inout CellBudget) throws(UnreadableFile) {
        if !isInRow { try beginRow(budget: &budget) }
        try place(SourceSheet.Cell(text), columns: max(1, columns), rows: max(1, rows), budget: &budget)
    }

    mutating func add(_ text: String, columns: Int, merge: VerticalMerge, budget: inout CellBudget) throws(UnreadableFile) {
        if !isInRow { try beginRow(budget: &budget) }
        var cell = SourceSheet.Cell(text)
        if merge == .goesOn, let above = lines.last?.cells, cells.count < above.count {
            cell = SourceSheet.Cell(above[cells.count].text, isFromMerge: true)
        }
        try place(cell, columns: max(1, columns), rows: 1, budget: &budget)
    }

    mutating func endRow(budget: inout CellBudget) throws(UnreadableFile) {
        guard isInRow else { return }
        isInRow = false
        try takeHanging(budget: &budget)
        for index in hanging.indices {
            if let cell = hanging[index] {
                hanging[index] = cell.rowsLeft > 1 ? Hanging(rowsLeft: cell.rowsLeft - 1, text: cell.text) : nil
            }
        }
        for new in fresh { hanging[new.column] = Hanging(rowsLeft: new.rows, text: new.text) }
        fresh = []
        width = max(width, cells.count)
        lines.append(SourceSheet.Line(number: lines.count + 1, cells: cells))
        cells = []
    }

    /// Cells of the present row that reach into the next ones.
    private var fresh: [(column: Int, rows: Int, text: String)] = []

    private mutating func place(
        _ cell: SourceSheet.Cell, columns: Int, rows: Int, budget: inout CellBudget
    ) throws(UnreadableFile) {
        // HTML 4.9.11 stops at 1000 columns and 65534 rows.
        if columns > ReadingLimits.columns || rows > 65_534 {
            throw UnreadableFile("有一个单元格跨 \(rows) 行 \(columns) 列，不合常理，请改正表格后再试。")
        }
        try takeHanging(budget: &budget)
        if cells.count + columns > ReadingLimits.columns { throw .tooBig("一张表超过 \(ReadingLimits.columns) 列") }
        try budget.take(cells: columns, bytes: cell.text.utf8.count * columns)
        for offset in 0..<columns {
            let isCopy = offset > 0 || cell.isFromMerge
            if rows > 1 {
                while hanging.count <= cells.count { hanging.append(nil) }
                fresh.append((cells.count, rows - 1, cell.text))
            }
            cells.append(SourceSheet.Cell(cell.text, isFromMerge: isCopy))
        }
    }

    /// Puts the cells that hang down into the present row, up to the next free column.
    private mutating func takeHanging(budget: inout CellBudget) throws(UnreadableFile) {
        while cells.count < hanging.count, let cell = hanging[cells.count] {
            try budget.take(cells: 1, bytes: cell.text.utf8.count)
            cells.append(SourceSheet.Cell(cell.text, isFromMerge: true))
        }
    }
}
