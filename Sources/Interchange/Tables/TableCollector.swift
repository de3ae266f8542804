import Domain

/// Collects the tables of a Word or web document, with the text that stands before each of them.
///
/// A small table inside a cell (boxes lined up, a list set as a table) becomes text of that cell; a large one becomes a table of its own.
struct TableCollector {
    private struct OpenTable {
        var grid = GridBuilder()
        var headings: [String]
        var text = CellText()
        var columns = 1
        var rows = 1
        var merge = GridBuilder.VerticalMerge.none
        var isInCell = false
    }

    private(set) var sheets: [SourceSheet] = []
    private var open: [OpenTable] = []
    private var paragraph = CellText()
    private var headings: [String] = []
    private var budget = CellBudget()

    /// Whether text now goes into a cell.
    var isInCell: Bool { open.last?.isInCell ?? false }
    var isInTable: Bool { !open.isEmpty }

    mutating func beginTable() throws(UnreadableFile) {
        if open.count >= ReadingLimits.tableDepth { throw UnreadableFile("表格嵌套超过 \(ReadingLimits.tableDepth) 层，请整理后再试。") }
        if open.isEmpty { endParagraph() }
        open.append(OpenTable(headings: headings))
        if open.count == 1 { headings = [] }
    }

    mutating func endTable() throws(UnreadableFile) {
        guard open.count > 0 else { return }
        try endCell()
        try open[open.count - 1].grid.endRow(budget: &budget)
        let table = open.removeLast()
        let lines = table.grid.lines
        let isLarge = table.grid.width >= 5 && lines.count >= 3
        if !open.isEmpty && !isLarge {
            for line in lines {
                for cell in line.cells where !cell.isFromMerge && !cell.text.isEmpty {
                    open[open.count - 1].text.breakLine()
                    try open[open.count - 1].text.append(cell.text)
                }
            }
            open[open.count - 1].text.breakLine()
        } else if !lines.isEmpty {
            if sheets.count >= ReadingLimits.tables { throw .tooBig("文件内的表格超过 \(ReadingLimits.tables) 张") }
            sheets.append(SourceSheet(name: nil, headings: table.headings, lines: lines))
        }
    }

    mutating func beginRow() throws(UnreadableFile) {
        guard !open.isEmpty else { return }
        try endCell()
        try open[open.count - 1].grid.beginRow(budget: &budget)
    }

    mutating func endRow() throws(UnreadableFile) {
        guard !open.isEmpty else { return }
        try endCell()
        try open[open.count - 1].grid.endRow(budget: &budget)
    }

    /// Word's `gridBefore`: columns left out at the start of a row.
    mutating func skip(columns: Int) throws(UnreadableFile) {
        guard !open.isEmpty, columns > 0 else { return }
        try open[open.count - 1].grid.skip(columns: columns, budget: &budget)
    }

    mutating func beginCell(columns: Int = 1, rows: Int = 1) throws(UnreadableFile) {
        guard !open.isEmpty else { return }
        try endCell()
        open[open.count - 1].isInCell = true
        open[open.count - 1].columns = columns
        open[open.count - 1].rows = rows
        open[open.count - 1].merge = .none
    }

    /// Word tells the spans of a cell after it began.
    mutating func setSpan(columns: Int? = nil, merge: GridBuilder.VerticalMerge? = nil) {
        guard !open.isEmpty else { return }
        if let columns { open[open.count - 1].columns = columns }
        if let merge { open[open.count - 1].merge = merge }
    }

    mutating func endCell() throws(UnreadableFile) {
        guard var table = open.last, table.isInCell else { return }
        // Taken out and put back, so that the grid is not copied.
        open[open.count - 1].grid = GridBuilder()
        let text = table.text.take()
        if table.merge == .none {
            try table.grid.add(text, columns: table.columns, rows: table.rows, budget: &budget)
        } else {
            try table.grid.add(text, columns: table.columns, merge: table.merge, budget: &budget)
        }
        table.isInCell = false
        open[open.count - 1] = table
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        if open.isEmpty { try appendToParagraph(bytes) } else if isInCell { try open[open.count - 1].text.append(bytes) }
    }

    mutating func append(_ scalar: Unicode.Scalar) throws(UnreadableFile) {
        let bytes = Array(String(scalar).utf8)
        try bytes.withUnsafeBufferPointer { bytes throws(UnreadableFile) in try append(bytes) }
    }

    mutating func breakLine() {
        if open.isEmpty { endParagraph() } else if isInCell { open[open.count - 1].text.breakLine() }
    }

    /// A line break that does not end the paragraph.
    mutating func breakLineInParagraph() {
        if open.isEmpty { paragraph.breakLine() } else if isInCell { open[open.count - 1].text.breakLine() }
    }

    /// Text between tables matters only as a title: the last twelve short paragraphs are kept.
    mutating func endParagraph() {
        let text = paragraph.take()
        guard !text.isEmpty, text.utf8.count <= 600 else { return }
        if headings.count == 12 { headings.removeFirst() }
        headings.append(text)
    }

    private mutating func appendToParagraph(_ bytes: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        // Beyond a title's length nothing more is of use.
        if paragraph.bytes.count <= 4_096 { try paragraph.append(bytes) }
    }
}
