import Domain

/// One worksheet part as a stream: cells in, lines out; merged cells are expanded at the end.
final class WorksheetReader: XMLEvents {
    private let strings: [String]
    private let styles: WorkbookStyles
    private let usesDates1904: Bool
    private(set) var budget: CellBudget
    private var lines: [SourceSheet.Line] = []
    private var cells: [SourceSheet.Cell] = []
    private var merges: [MergedRegion] = []
    private var row = 0
    private var column = 0
    private var style = 0
    private var kind = CellKind.number
    private var value = CellText()
    private var inline = RichText()
    private var isInValue = false

    private enum CellKind { case number, shared, inline, text, boolean }

    init(strings: [String], styles: WorkbookStyles, usesDates1904: Bool, budget: CellBudget) {
        self.strings = strings
        self.styles = styles
        self.usesDates1904 = usesDates1904
        self.budget = budget
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        switch name {
        case "c": try beginCell(attributes)
        case "v": isInValue = true
        case "row":
            row = attributes.integer("r") ?? row + 1
            column = 0
        case "mergeCell":
            if let region = attributes.bytes("ref").flatMap(MergedRegion.init) { merges.append(region) }
            if merges.count > ReadingLimits.merges { throw .tooBig("合并单元格超过 \(ReadingLimits.merges) 处") }
        default: try inline.start(name, attributes)
        }
    }

    func end(_ name: XMLName) throws(UnreadableFile) {
        switch name {
        case "c": try endCell()
        case "v": isInValue = false
        case "row": endRow()
        default: try inline.end(name)
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        if isInValue { try value.append(bytes) } else { try inline.append(bytes) }
    }

    private func beginCell(_ attributes: XMLAttributes) throws(UnreadableFile) {
        column += 1
        if let place = attributes.bytes("r").flatMap(CellPlace.init) {
            column = place.column
            // A row without its own number takes that of its cells.
            row = place.row
        }
        style = attributes.integer("s") ?? 0
        switch attributes.string("t") {
        case "s": kind = .shared
        case "inlineStr": kind = .inline
        case "str", "e", "d": kind = .text
        case "b": kind = .boolean
        default: kind = .number
        }
        value.removeAll()
    }

    private func endCell() throws(UnreadableFile) {
        var text = contents()
        if text.isEmpty { return }
        if let font = styles.font(ofStyle: style), let signs = font.signs(in: text) { text = signs }
        if column > ReadingLimits.columns || column < 1 {
            throw UnreadableFile("第 \(row) 行第 \(column) 列有内容，超出 \(ReadingLimits.columns) 列的限度，请删除表格外的多余内容后再试。")
        }
        if row > ReadingLimits.lines || row < 1 {
            throw UnreadableFile("第 \(row) 行有内容，超出 \(ReadingLimits.lines) 行的限度，请删除表格外的多余内容后再试。")
        }
        try budget.take(cells: max(1, column - cells.count), bytes: text.utf8.count)
        while cells.count < column { cells.append(SourceSheet.Cell("")) }
        cells[column - 1].text = text
    }

    private func contents() -> String {
        switch kind {
        case .inline: return inline.take()
        case .shared:
            let index = Int(value.take()) ?? -1
            return strings.indices.contains(index) ? strings[index] : ""
        case .text: return value.take()
        case .boolean: return value.take() == "1" ? "TRUE" : "FALSE"
        case .number:
            let text = value.take()
            if styles.isDate(style: style), let day = SpreadsheetDay.text(serial: text, usesDates1904: usesDates1904) { return day }
            return text
        }
    }

    private func endRow() {
        if !cells.isEmpty { lines.append(SourceSheet.Line(number: row, cells: cells)) }
        cells = []
    }

    /// The lines that hold anything, in order, with merged cells expanded and all as wide as the widest.
    func finishedLines() throws(UnreadableFile) -> [SourceSheet.Line] {
        var sheet = lines
        lines = []
        if zip(sheet, sheet.dropFirst()).contains(where: { $0.number >= $1.number }) { sheet.sort { $0.number < $1.number } }
        try MergedRegion.expand(merges, in: &sheet, budget: &budget)
        let width = sheet.reduce(0) { max($0, $1.cells.count) }
        for index in sheet.indices where sheet[index].cells.count < width {
            let missing = width - sheet[index].cells.count
            try budget.take(cells: missing)
            sheet[index].cells.append(contentsOf: repeatElement(SourceSheet.Cell(""), count: missing))
        }
        return sheet
    }
}

/// The address of a cell, such as `AB12`; both numbers count from 1.
struct CellPlace {
    let row: Int
    let column: Int

    init?(_ text: UnsafeBufferPointer<UInt8>) {
        self.init(text[...])
    }

    init?(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
        var column = 0
        var row = 0
        var digits = 0
        for byte in text where byte != UInt8(ascii: "$") {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where digits == 0 && column < 100_000: column = column * 26 + Int(byte - 64)
            case UInt8(ascii: "0")...UInt8(ascii: "9") where digits < 9:
                row = row * 10 + Int(byte - 48)
                digits += 1
            default: return nil
            }
        }
        guard row > 0, column > 0 else { return nil }
        self.row = row
        self.column = column
    }
}

/// A rectangle of merged cells; all numbers count from 1, ends included.
struct MergedRegion {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>

    init?(rows: (Int, Int), columns: (Int, Int)) {
        guard rows.0 > 0, columns.0 > 0, rows.1 >= rows.0, columns.1 >= columns.0 else { return nil }
        self.rows = rows.0...rows.1
        self.columns = columns.0...columns.1
    }

    /// - Parameter reference: such as `B5:B7`.
    init?(_ reference: UnsafeBufferPointer<UInt8>) {
        guard let colon = reference.firstIndex(of: UInt8(ascii: ":")), let first = CellPlace(reference[..<colon]),
            let last = CellPlace(reference[(colon + 1)...])
        else { return nil }
        self.init(rows: (first.row, last.row), columns: (first.column, last.column))
    }

    /// Copies the corner's text into every cell of each region that stands on a used line and in a used column.
    static func expand(_ regions: [MergedRegion], in lines: inout [SourceSheet.Line], budget: inout CellBudget) throws(UnreadableFile) {
        let width = lines.reduce(0) { max($0, $1.cells.count) }
        for region in regions {
            if region.rows.count > ReadingLimits.mergedArea / max(1, region.columns.count) {
                throw UnreadableFile("有一处合并单元格跨 \(region.rows.count) 行 \(region.columns.count) 列，不合常理，请取消该合并后再试。")
            }
            guard region.columns.lowerBound <= width, let first = index(of: region.rows.lowerBound, in: lines) else { continue }
            let column = region.columns.lowerBound - 1
            guard column < lines[first].cells.count else { continue }
            let corner = lines[first].cells[column].text
            if corner.isEmpty { continue }
            let last = min(region.columns.upperBound, width)
            var line = first
            while line < lines.count, lines[line].number <= region.rows.upperBound {
                try budget.take(cells: last - column, bytes: corner.utf8.count * (last - column))
                while lines[line].cells.count < last { lines[line].cells.append(SourceSheet.Cell("")) }
                for target in column..<last where !(line == first && target == column) && lines[line].cells[target].text.isEmpty {
                    lines[line].cells[target] = SourceSheet.Cell(corner, isFromMerge: true)
                }
                line += 1
            }
        }
    }

    private static func index(of number: Int, in lines: [SourceSheet.Line]) -> Int? {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < lines.count && lines[low].number == number ? low : nil
    }
}

/// The day behind a spreadsheet's serial number.
enum SpreadsheetDay {
    /// - Returns: the day as ISO text; `nil` when the number is no day between 1900 and 9999.
    static func text(serial: String, usesDates1904: Bool) -> String? {
        guard let number = Double(serial), number >= 1, number < 2_958_466 else { return nil }
        // Excel counts a 29 February 1900 that never was; days before it are of no use to us.
        let days = Int(number) + (usesDates1904 ? 1_462 : 0)
        guard days > 60 else { return nil }
        return Day(serial: days - 25_569).description
    }
}
