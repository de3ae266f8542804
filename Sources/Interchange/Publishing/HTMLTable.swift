import CLibXML2
import Domain

/// A table of a page as blocks: what stands beside its cells, then its rows with merged cells spread out, so that every cell stays in its
/// column. A table that only lays out a page gives the blocks inside it.
struct HTMLTable {
    private static let mostColumns = 1000
    private static let mostRows = 5000

    private(set) var blocks: [DocumentBody.Block] = []
    private(set) var furniture: [String] = []

    private struct Cell {
        let blocks: [DocumentBody.Block]
        let columns: Int
        let rows: Int
        let isHeader: Bool

        /// One line: tabs would divide it into several cells.
        var text: String {
            let plain = DocumentBody.plainText(stored: DocumentBody(blocks).stored)
            return String(String.UnicodeScalarView(plain.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }))
        }
    }

    private let reading: HTMLReading
    private var rows: [[Cell]] = []
    private var loose: HTMLCollector

    init(_ node: HTMLNode, _ reading: HTMLReading, depth: Int) throws(UnreadableFile) {
        self.reading = reading
        loose = HTMLCollector(reading)
        try gather(node.nodes, depth: depth - 1)
        loose.closeParagraph()
        blocks = loose.blocks
        furniture = loose.furniture + furniture
        let filled = rows.filter { $0.contains { !$0.blocks.isEmpty } }
        let isSingleColumn = filled.allSatisfy { $0.count == 1 }
        if isSingleColumn, filled.count == 1 || filled.contains(where: { ($0.first?.blocks.count ?? 0) > 1 }) {
            blocks += filled.flatMap { $0.flatMap(\.blocks) }
        } else if !filled.isEmpty {
            let spread = spread()
            if !spread.isEmpty {
                blocks.append(.table(hasHeader: filled.first?.allSatisfy(\.isHeader) == true, spread))
            }
        }
    }

    // MARK: Reading

    private mutating func gather(_ nodes: HTMLNodes, depth: Int) throws(UnreadableFile) {
        for node in nodes {
            if node.elementName == "tr" {
                rows.append([])
                try gatherCells(node.nodes, depth: depth - 1)
            } else if try Self.holds(["tr"], node, depth: depth) {
                try gather(node.nodes, depth: depth - 1)
            } else {
                try loose.take(node, depth: depth)
            }
        }
    }

    private mutating func gatherCells(_ nodes: HTMLNodes, depth: Int) throws(UnreadableFile) {
        for node in nodes {
            if let name = node.elementName, name == "td" || name == "th" {
                var inner = HTMLCollector(reading)
                for child in node.nodes { try inner.take(child, depth: depth - 1) }
                inner.closeParagraph()
                furniture += inner.furniture
                let cell = Cell(
                    blocks: inner.blocks, columns: Self.span("colspan", of: node, most: Self.mostColumns),
                    rows: Self.span("rowspan", of: node, most: Self.mostRows), isHeader: name == "th")
                rows[rows.count - 1].append(cell)
            } else if try Self.holds(["td", "th"], node, depth: depth) {
                try gatherCells(node.nodes, depth: depth - 1)
            } else {
                try loose.take(node, depth: depth)
            }
        }
    }

    /// Whether an element holds one of these, not counting those of a table inside it.
    private static func holds(_ names: Set<String>, _ node: HTMLNode, depth: Int) throws(UnreadableFile) -> Bool {
        guard depth > 0 else { throw UnreadableFile("正文的网页代码嵌套过深，请粘贴为纯文本后再导入。") }
        guard let name = node.elementName, name != "table" else { return false }
        for child in node.nodes {
            if let name = child.elementName, names.contains(name) { return true }
            if try holds(names, child, depth: depth - 1) { return true }
        }
        return false
    }

    private static func span(_ attribute: String, of node: HTMLNode, most: Int) -> Int {
        guard let value = node.attribute(attribute), let number = Int(Folding.trimmed(value)), number >= 0
        else { return 1 }
        // Zero stands for “to the end”.
        return number == 0 ? most : min(number, most)
    }

    // MARK: Merged cells

    /// The rows with every cell in its column; a merged cell's text stands once, where it begins.
    private func spread() -> [[String]] {
        var result: [[String]] = []
        // For each column, how many of the coming rows a cell above still covers.
        var covered: [Int] = []
        for row in rows {
            var texts: [String] = []
            func cover(upTo hasRoom: (Int) -> Bool) {
                while texts.count < covered.count, hasRoom(texts.count), reading.coveredCells > 0 {
                    covered[texts.count] = max(0, covered[texts.count] - 1)
                    texts.append("")
                    reading.coveredCells -= 1
                }
            }
            for cell in row {
                cover { covered[$0] > 0 }
                let text = cell.text
                if texts.count >= Self.mostColumns {
                    texts[texts.count - 1] += texts[texts.count - 1].isEmpty || text.isEmpty ? text : " " + text
                    continue
                }
                let columns = min(cell.columns, Self.mostColumns - texts.count, reading.coveredCells + 1)
                reading.coveredCells -= columns - 1
                for offset in 0..<columns {
                    let column = texts.count
                    texts.append(offset == 0 ? text : "")
                    while covered.count <= column { covered.append(0) }
                    covered[column] = cell.rows - 1
                }
            }
            let last = covered.indices.last { $0 >= texts.count && covered[$0] > 0 } ?? -1
            cover { $0 <= last }
            if texts.contains(where: { !$0.isEmpty }) { result.append(texts) }
        }
        return result
    }
}
