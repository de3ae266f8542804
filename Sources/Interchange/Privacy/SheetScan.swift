import Domain

/// One worksheet part as a stream: cells with their addresses and whether they are hidden, and all other text of the sheet.
final class SheetScan: XMLEvents {
    private let name: String
    private let strings: SharedTexts
    private var table: TableScan
    private let scanner: PersonalDataScanner
    private(set) var list: FindingList

    private var hiddenColumns: [ClosedRange<Int>] = []
    private var isRowHidden = false
    private var row = 0
    private var column = 0
    private var kind = Substring("n")
    private var cells: [String] = []
    private var numbers: Set<Int> = []
    private var value = CellText()
    private var formula = CellText()
    private var other = CellText()
    private var into = Target.other
    private var isInCell = false

    private enum Target { case value, formula, other, nowhere }

    /// - Parameter name: with “（隐藏）” when the sheet is not shown.
    init(name: String, strings: SharedTexts, scanner: PersonalDataScanner, list: FindingList) {
        self.name = name
        self.strings = strings
        self.scanner = scanner
        self.list = list
        table = TableScan(scanner: scanner)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        switch name {
        case "row":
            row = attributes.integer("r") ?? row + 1
            column = 0
            isRowHidden = attributes.bytes("hidden") != nil && attributes.isOn("hidden") || attributes.integer("ht") == 0
        case "c": beginCell(attributes)
        case "v", "t": into = isInCell ? .value : .other
        case "f": into = isInCell ? .formula : .other
        case "rPh": into = .nowhere
        case "col":
            if attributes.bytes("hidden") != nil && attributes.isOn("hidden") || attributes.string("width") == "0",
                let first = attributes.integer("min"), let last = attributes.integer("max"), first <= last, hiddenColumns.count < 20_000
            {
                hiddenColumns.append(first...last)
            }
        default:
            if !isInCell { takeAttributes(attributes) }
        }
    }

    private func beginCell(_ attributes: XMLAttributes) {
        isInCell = true
        column += 1
        if let place = attributes.bytes("r").flatMap(CellPlace.init) {
            column = place.column
            row = place.row
        }
        kind = Substring(attributes.string("t") ?? "n")
        value.removeAll()
        formula.removeAll()
    }

    func end(_ name: XMLName) throws(UnreadableFile) {
        switch name {
        case "c":
            isInCell = false
            into = .other
            try endCell()
        case "v", "t", "f", "rPh": into = isInCell ? .nowhere : .other
        case "row": endRow()
        default:
            if !isInCell { flushOther() }
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        switch into {
        case .value: try value.append(bytes)
        case .formula: try formula.append(bytes)
        case .other: try other.append(bytes)
        case .nowhere: break
        }
    }

    private func endCell() throws(UnreadableFile) {
        if !formula.isEmpty { list.add(scanner.findings(in: formula.take()), place: "\(place(column))的公式") }
        let raw = value.take()
        let text = kind == "s" ? strings.take(Int(raw) ?? -1) : kind == "n" ? SpreadsheetNumber.plain(raw) : raw
        if text.isEmpty { return }
        if column > ReadingLimits.columns || column < 1 {
            // Far away from any table: looked at alone.
            return list.add(scanner.findings(in: text), place: place(column))
        }
        while cells.count < column { cells.append("") }
        cells[column - 1] = text
        if kind == "n" { numbers.insert(column - 1) }
    }

    private func endRow() {
        for found in table.findings(inRow: cells, numbers: numbers) {
            list.add(FileFinding(found.finding, place: place(found.column + 1)))
        }
        cells.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
    }

    private func place(_ column: Int) -> String {
        let hidden = isRowHidden ? "（隐藏的行）" : hiddenColumns.contains { $0.contains(column) } ? "（隐藏的列）" : ""
        return "工作表\(name) \(CellName.text(row: row, column: column)) 单元格\(hidden)"
    }

    /// Headers, footers, lists to choose from, messages.
    private func flushOther() {
        if other.isEmpty { return }
        list.add(scanner.findings(in: other.take()), place: "工作表\(name)的页眉页脚或者数据有效性设置")
    }

    private func takeAttributes(_ attributes: XMLAttributes) {
        for name in ["prompt", "error", "tooltip", "display"] as [StaticString] {
            guard let text = attributes.string(name), text.utf8.count >= 6 else { continue }
            list.add(scanner.findings(in: text), place: "工作表\(self.name)的提示或者链接")
        }
    }
}

/// The shared strings of a workbook, and which of them no cell has asked for.
final class SharedTexts: XMLEvents {
    private(set) var texts: [String] = []
    private var isUsed: [Bool] = []
    private var current = CellText()
    private var isInText = false
    private var isPhonetic = false
    private var total = 0

    /// The string of that number; empty when there is none.
    func take(_ index: Int) -> String {
        guard texts.indices.contains(index) else { return "" }
        if isUsed.count < texts.count { isUsed = [Bool](repeating: false, count: texts.count) }
        isUsed[index] = true
        return texts[index]
    }

    var unused: [String] {
        texts.enumerated().filter { isUsed.count <= $0.offset || !isUsed[$0.offset] }.map(\.element)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        switch name {
        case "t": isInText = !isPhonetic
        case "rPh": isPhonetic = true
        default: break
        }
    }

    func end(_ name: XMLName) throws(UnreadableFile) {
        switch name {
        case "t": isInText = false
        case "rPh": isPhonetic = false
        case "si":
            let text = String(decoding: current.bytes, as: UTF8.self)
            current.removeAll()
            total += text.utf8.count + 16
            if total > ReadingLimits.text { throw .tooBig("表格文字合计超过 \(ReadingLimits.text >> 20) MB") }
            texts.append(text)
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        if isInText { try current.append(bytes) }
    }
}

/// Addresses of cells as people write them.
enum CellName {
    static func text(row: Int, column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column
        while rest > 0, letters.count < 8 {
            letters.insert(UInt8(65 + (rest - 1) % 26), at: 0)
            rest = (rest - 1) / 26
        }
        return String(decoding: letters, as: UTF8.self) + String(row)
    }
}

/// Numbers as a spreadsheet keeps them.
enum SpreadsheetNumber {
    /// A whole number with all its digits instead of an exponent: `1.10105194912310E+17` is 110105194912310000.
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x45 || $0 == 0x65 }), let number = Double(text), abs(number) < 9e18 else { return text }
        let whole = Int64(number)
        return Double(whole) == number ? String(whole) : text
    }
}
