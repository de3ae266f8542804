import CLibXML2
import Domain

/// One worksheet of a de-identified copy.
struct SheetMasking {
    private let name: String
    private let strings: [String]
    private let scanner: PersonalDataScanner
    /// Hidden rows and columns that were taken out.
    private(set) var removed = 0
    private(set) var hadFormulas = false

    init(name: String, strings: [String], scanner: PersonalDataScanner) {
        self.name = name
        self.strings = strings
        self.scanner = scanner
    }

    mutating func mask(_ root: MarkupNode) throws(UnreadableFile) {
        let hidden = takeHiddenColumns(root)
        var table = TableScan(scanner: scanner)
        for row in root.child("sheetData")?.children("row") ?? [] {
            if Self.isOn(row.attribute("hidden")) || row.attribute("ht") == "0" {
                row.remove()
                removed += 1
            } else {
                takeRow(row, hidden: hidden, table: &table)
            }
        }
        clean(root)
        // Everything that is not a cell: headers, lists to choose from, messages.
        var walk = MarkupWalk(scanner: scanner, masks: true, part: "工作表“\(name)”的设置", list: FindingList(limit: 0))
        for node in root.childNodes where node.pointee.type == XML_ELEMENT_NODE && !node.isElement("sheetData") { try walk.walk(node) }
    }

    // MARK: Cells

    private struct Cell {
        let node: MarkupNode
        let column: Int
        let text: String
        let isNumber: Bool
    }

    private mutating func takeRow(_ row: MarkupNode, hidden: [ClosedRange<Int>], table: inout TableScan) {
        var cells: [Cell] = []
        var column = 0
        for node in row.children("c") {
            column = self.column(of: node) ?? column + 1
            let cell = read(node, column: column)
            if hidden.contains(where: { $0.contains(column) }) {
                node.remove()
            } else {
                cells.append(cell)
            }
        }
        var texts = [String](repeating: "", count: min(ReadingLimits.columns, cells.map(\.column).max() ?? 0))
        for cell in cells where texts.indices.contains(cell.column - 1) { texts[cell.column - 1] = cell.text }
        let numbers = Set(cells.filter(\.isNumber).map { $0.column - 1 })
        let found = table.findings(inRow: texts, numbers: numbers)
        for cell in cells {
            let inTable = texts.indices.contains(cell.column - 1)
            let own = inTable ? found.filter { $0.column == cell.column - 1 }.map(\.finding) : scanner.findings(in: cell.text)
            write(own.isEmpty ? cell.text : PersonalDataScanner.replacing(own, in: cell.text), into: cell, isMasked: !own.isEmpty)
        }
    }

    private func column(of cell: MarkupNode) -> Int? {
        guard var reference = cell.attribute("r") else { return nil }
        return reference.withUTF8 { bytes in CellPlace(bytes)?.column }
    }

    private func read(_ node: MarkupNode, column: Int) -> Cell {
        let kind = node.attribute("t") ?? "n"
        let value = node.child("v")?.content ?? ""
        switch kind {
        case "s":
            let index = Int(value) ?? -1
            return Cell(node: node, column: column, text: strings.indices.contains(index) ? strings[index] : "", isNumber: false)
        case "inlineStr":
            var flow = MarkupFlow()
            if let text = node.child("is") { flow.add(paragraph: text) }
            return Cell(node: node, column: column, text: flow.text, isNumber: false)
        case "n": return Cell(node: node, column: column, text: SpreadsheetNumber.plain(value), isNumber: true)
        default: return Cell(node: node, column: column, text: value, isNumber: false)
        }
    }

    /// Texts are written into the cell; a number stays one unless it was masked. Formulas go, their values stay.
    private mutating func write(_ text: String, into cell: Cell, isMasked: Bool) {
        if let formula = cell.node.child("f") {
            hadFormulas = true
            formula.remove()
        }
        let kind = cell.node.attribute("t") ?? "n"
        guard isMasked || kind == "s" || kind == "inlineStr" || kind == "str" else { return }
        cell.node.removeContents()
        cell.node.removeAttribute("vm")
        cell.node.removeAttribute("cm")
        if text.isEmpty { return cell.node.removeAttribute("t") }
        cell.node.setAttribute("t", "inlineStr")
        cell.node.addElement("is")?.addElement("t")?.setText(text)
    }

    // MARK: The rest of the sheet

    /// Hidden columns lose their cells and are shown empty.
    private mutating func takeHiddenColumns(_ root: MarkupNode) -> [ClosedRange<Int>] {
        var result: [ClosedRange<Int>] = []
        for column in root.child("cols")?.children("col") ?? [] {
            guard Self.isOn(column.attribute("hidden")) || column.attribute("width") == "0", let first = Int(column.attribute("min") ?? ""),
                let last = Int(column.attribute("max") ?? ""), first <= last
            else { continue }
            result.append(first...last)
            removed += 1
            column.removeAttribute("hidden")
            if column.attribute("width") == "0" { column.removeAttribute("width") }
        }
        return result
    }

    private func clean(_ root: MarkupNode) {
        for node in root.childNodes {
            guard let name = node.localName, Self.unwanted.contains(name) else { continue }
            node.remove()
        }
        // A reference to printer settings, which are taken out.
        for setup in root.children("pageSetup") { setup.removeAttribute("id") }
    }

    static func isOn(_ value: String?) -> Bool { value == "1" || value == "true" }

    /// Comments' drawings, filters that hide rows, scenarios, and parts that hold copies of cells.
    private static let unwanted: Set<String> = [
        "legacyDrawing", "legacyDrawingHF", "autoFilter", "scenarios", "customSheetViews", "oleObjects", "controls", "sheetProtection",
        "protectedRanges",
        "dataConsolidate", "cellWatches", "smartTags", "webPublishItems", "sortState",
    ]
}
