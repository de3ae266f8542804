/// A table of a Word document while it is read. A merged cell's text stands once, where it begins; the cells that it covers are empty, so
/// that every cell stays in its column.
struct WordTable {
    private struct Cell {
        let pieces: [WordPiece]
        let columns: Int
        let isMergedUp: Bool
    }

    var isRowDeleted = false
    var isHeaderRow = false
    /// Of the open cell.
    var columns = 1
    var isMergedUp = false

    private var rows: [[Cell]] = []
    private var row: [Cell] = []
    private var hasHeader = false

    mutating func beginRow() {
        row = []
        isRowDeleted = false
        isHeaderRow = false
    }

    mutating func skip(columns: Int) {
        if columns > 0 { row.append(Cell(pieces: [], columns: columns, isMergedUp: false)) }
    }

    mutating func beginCell() {
        columns = 1
        isMergedUp = false
    }

    mutating func endCell(_ pieces: [WordPiece]) {
        row.append(Cell(pieces: isMergedUp ? [] : pieces, columns: max(1, columns), isMergedUp: isMergedUp))
    }

    mutating func endRow() {
        if !isRowDeleted, !row.isEmpty {
            if rows.isEmpty { hasHeader = isHeaderRow }
            rows.append(row)
        }
        row = []
    }

    /// The table as one piece; what it holds when it only frames something.
    func pieces() throws(UnreadableFile) -> [WordPiece] {
        let filled = rows.filter { $0.contains { !$0.pieces.isEmpty } }
        guard !filled.isEmpty else { return [] }
        if filled.count == 1, filled[0].count == 1 { return filled[0][0].pieces }
        var budget = CellBudget()
        var texts: [[String]] = []
        for row in filled {
            var line: [String] = []
            for cell in row {
                if line.count + cell.columns > ReadingLimits.columns { throw .tooBig("一张表超过 \(ReadingLimits.columns) 列") }
                let text = cell.pieces.map(\.text).joined(separator: " ")
                try budget.take(cells: cell.columns, bytes: text.utf8.count)
                line.append(text)
                line.append(contentsOf: repeatElement("", count: cell.columns - 1))
            }
            texts.append(line)
        }
        return [.table(hasHeader: hasHeader && rows.first?.contains { !$0.pieces.isEmpty } == true, texts)]
    }
}
