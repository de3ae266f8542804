import Domain

/// The cells and merges of one sheet of a binary workbook.
struct OldWorksheetReader {
    private let globals: OldWorkbookGlobals
    private(set) var budget: CellBudget
    private var rows: [Int: [SourceSheet.Cell]] = [:]
    private var merges: [MergedRegion] = []
    /// A formula whose text comes in the next record.
    private var pending: (row: Int, column: Int, style: Int)?
    private var width = 0

    init(globals: OldWorkbookGlobals, budget: CellBudget) {
        self.globals = globals
        self.budget = budget
    }

    mutating func read(_ stream: RecordStream, from start: Int) throws(UnreadableFile) {
        var reader = self
        try stream.visit(from: start) { record throws(UnreadableFile) in try reader.read(record, in: stream) }
        self = reader
    }

    private mutating func read(_ record: RecordStream.Record, in stream: RecordStream) throws(UnreadableFile) {
        let body = record.body
        let start = body.lowerBound
        if record.kind == 0x00E5 { return try addMerges(stream, body) }
        if record.kind == 0x0207 {
            if let cell = pending, let text = stream.countedText(in: body, at: start) { try put(text, cell.row, cell.column, cell.style) }
            pending = nil
            return
        }
        guard body.count >= 6 else { return }
        let row = Int(stream.half(start)) + 1
        let column = Int(stream.half(start + 2)) + 1
        let style = Int(stream.half(start + 4))
        switch record.kind {
        case 0x00FD where body.count >= 10:
            let index = Int(stream.word(start + 6))
            if globals.strings.indices.contains(index) { try put(globals.strings[index], row, column, style) }
        case 0x0203 where body.count >= 14: try put(number: stream.double(start + 6), row, column, style)
        case 0x027E where body.count >= 10: try put(number: Self.compressed(stream.word(start + 6)), row, column, style)
        case 0x00BD:
            for (index, offset) in stride(from: start + 4, to: body.upperBound - 7, by: 6).enumerated() {
                try put(number: Self.compressed(stream.word(offset + 2)), row, column + index, Int(stream.half(offset)))
            }
        case 0x0204, 0x00D6:
            if let text = stream.countedText(in: body, at: start + 6) { try put(text, row, column, style) }
        case 0x0205 where body.count >= 8 && stream.bytes[start + 7] == 0:
            try put(stream.bytes[start + 6] == 0 ? "FALSE" : "TRUE", row, column, style)
        case 0x0006 where body.count >= 14: try readFormula(stream, start, (row, column, style))
        default: break
        }
    }

    private mutating func readFormula(
        _ stream: RecordStream, _ start: Int, _ cell: (row: Int, column: Int, style: Int)
    ) throws(UnreadableFile) {
        guard stream.half(start + 12) == 0xFFFF else {
            return try put(number: stream.double(start + 6), cell.row, cell.column, cell.style)
        }
        if stream.bytes[start + 6] == 0 { pending = cell }
    }

    /// A number in 30 bits ([MS-XLS] 2.5.217).
    private static func compressed(_ value: UInt32) -> Double {
        let number = value & 2 != 0 ? Double(Int32(bitPattern: value) >> 2) : Double(bitPattern: UInt64(value & 0xFFFF_FFFC) << 32)
        return value & 1 != 0 ? number / 100 : number
    }

    private mutating func put(number: Double, _ row: Int, _ column: Int, _ style: Int) throws(UnreadableFile) {
        let text = number.rounded() == number && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        let day = globals.isDate(style: style) ? SpreadsheetDay.text(serial: text, usesDates1904: globals.usesDates1904) : nil
        try put(day ?? text, row, column, style)
    }

    private mutating func put(_ text: String, _ row: Int, _ column: Int, _ style: Int) throws(UnreadableFile) {
        var text = text
        text = text.withUTF8 { CellText.trimmed($0) }
        if text.isEmpty { return }
        if let font = globals.font(ofStyle: style), let signs = font.signs(in: text) { text = signs }
        // The format itself ends at row 65,536 and column 256.
        guard column <= 256 else { throw .truncated }
        let have = rows[row]?.count ?? 0
        try budget.take(cells: max(1, column - have), bytes: text.utf8.count)
        if have < column { rows[row, default: []].append(contentsOf: repeatElement(SourceSheet.Cell(""), count: column - have)) }
        rows[row]?[column - 1].text = text
        width = max(width, column)
    }

    private mutating func addMerges(_ stream: RecordStream, _ body: Range<Int>) throws(UnreadableFile) {
        for offset in stride(from: body.lowerBound + 2, to: body.upperBound - 7, by: 8) {
            let rows = (Int(stream.half(offset)) + 1, Int(stream.half(offset + 2)) + 1)
            let columns = (Int(stream.half(offset + 4)) + 1, Int(stream.half(offset + 6)) + 1)
            if let region = MergedRegion(rows: rows, columns: columns) { merges.append(region) }
        }
        if merges.count > ReadingLimits.merges { throw .tooBig("合并单元格超过 \(ReadingLimits.merges) 处") }
    }

    /// The lines that hold anything, in order, with merged cells expanded and all as wide as the widest.
    func finishedLines() throws(UnreadableFile) -> [SourceSheet.Line] {
        var budget = budget
        var lines: [SourceSheet.Line] = []
        for (number, cells) in rows.sorted(by: { $0.key < $1.key }) {
            try budget.take(cells: width - cells.count)
            lines.append(SourceSheet.Line(number: number, cells: cells + repeatElement(SourceSheet.Cell(""), count: width - cells.count)))
        }
        try MergedRegion.expand(merges, in: &lines, budget: &budget)
        return lines
    }
}
