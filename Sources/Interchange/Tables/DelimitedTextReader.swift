import Domain

/// Reads text with one record a line and cells between commas, tabs, semicolons or bars (CSV, TSV; RFC 4180), or plain lines.
enum DelimitedTextReader {
    /// - Parameter text: in UTF-8.
    static func sheet(in text: UnsafeBufferPointer<UInt8>, budget: CellBudget = CellBudget()) throws(UnreadableFile) -> SourceSheet {
        let separator = separator(of: text)
        var reader = RecordReader(separator: separator, budget: budget)
        try reader.read(text)
        return SourceSheet(name: nil, lines: reader.lines, knowsMerges: false)
    }

    private static let separators: [UInt8] = [UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|")]

    /// The candidate that cuts the most lines into the same number of cells; `nil` for plain lines.
    private static func separator(of text: UnsafeBufferPointer<UInt8>) -> UInt8? {
        // counts[candidate][separators in a line] = lines
        var counts = [[Int: Int]](repeating: [:], count: separators.count)
        var line = [Int](repeating: 0, count: separators.count)
        var isQuoted = false
        func endLine() {
            for index in line.indices where line[index] > 0 { counts[index][line[index], default: 0] += 1 }
            line = [Int](repeating: 0, count: separators.count)
        }
        for byte in text.prefix(256 << 10) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A { endLine() } else if let index = separators.firstIndex(of: byte) { line[index] += 1 }
        }
        endLine()
        var best: (separator: UInt8, score: Int)?
        for (index, byCount) in counts.enumerated() {
            // One separator in a line may be punctuation; tabs never are.
            let least = separators[index] == UInt8(ascii: "\t") ? 1 : 2
            let score = byCount.filter { $0.key >= least }.map { $0.key * $0.value }.max() ?? 0
            let lines = byCount.filter { $0.key >= least }.map(\.value).max() ?? 0
            if score > (best?.score ?? 0), lines >= 2 { best = (separators[index], score) }
        }
        return best?.separator
    }
}

/// The state of reading records; a quoted cell may hold line breaks and doubled quotes.
private struct RecordReader {
    let separator: UInt8?
    private(set) var lines: [SourceSheet.Line] = []
    private var cells: [SourceSheet.Cell] = []
    private var cell: [UInt8] = []
    private var budget: CellBudget
    private var number = 1

    init(separator: UInt8?, budget: CellBudget) {
        self.separator = separator
        self.budget = budget
    }

    mutating func read(_ text: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        var index = 0
        let quote = UInt8(ascii: "\"")
        while index < text.count {
            let byte = text[index]
            if byte == quote, separator != nil, cell.allSatisfy({ $0 == 0x20 }) {
                index = try readQuoted(text, from: index + 1)
                continue
            }
            switch byte {
            case 0x0A: try endRecord()
            case 0x0D where index + 1 < text.count && text[index + 1] == 0x0A: break
            case 0x0D: try endRecord()
            // The end mark of old systems.
            case 0x1A: break
            case separator: try endCell()
            default: try append(byte)
            }
            index += 1
        }
        if !cells.isEmpty || !cell.isEmpty { try endRecord() }
    }

    /// - Returns: the place after the closing quote; without one, the rest of the text belongs to the cell.
    private mutating func readQuoted(_ text: UnsafeBufferPointer<UInt8>, from start: Int) throws(UnreadableFile) -> Int {
        var index = start
        cell = []
        while index < text.count {
            if text[index] == UInt8(ascii: "\"") {
                guard index + 1 < text.count, text[index + 1] == UInt8(ascii: "\"") else { return index + 1 }
                index += 1
            }
            try append(text[index])
            index += 1
        }
        return index
    }

    private mutating func append(_ byte: UInt8) throws(UnreadableFile) {
        if cell.count >= ReadingLimits.cellText { throw .tooBig("第 \(number) 行有一格文字超过 \(ReadingLimits.cellText >> 10) KB") }
        cell.append(byte)
    }

    private mutating func endCell() throws(UnreadableFile) {
        try budget.take(cells: 1, bytes: cell.count)
        if cells.count >= ReadingLimits.columns { throw .tooBig("第 \(number) 行超过 \(ReadingLimits.columns) 列") }
        cells.append(SourceSheet.Cell(cell.withUnsafeBufferPointer { CellText.trimmed($0) }))
        cell.removeAll(keepingCapacity: true)
    }

    private mutating func endRecord() throws(UnreadableFile) {
        try endCell()
        if number > ReadingLimits.lines { throw .tooBig("文件超过 \(ReadingLimits.lines) 行") }
        if cells.contains(where: { !$0.text.isEmpty }) { lines.append(SourceSheet.Line(number: number, cells: cells)) }
        cells.removeAll(keepingCapacity: true)
        number += 1
    }
}
