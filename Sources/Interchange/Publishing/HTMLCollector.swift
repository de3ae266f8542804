import CLibXML2
import Domain

/// What is kept and counted while one document is read, by all its collectors.
final class HTMLReading {
    /// Whether an office program made it: then its styles mean something.
    let isOffice: Bool
    /// How many cells merged ones may cover in one document: a few bytes of `colspan` must not become a million cells.
    var coveredCells = 200_000
    var pictures = 0
    var deletions = 0
    var title: String?

    init(isOffice: Bool = false) { self.isOffice = isOffice }
}

/// Gathers blocks while the tree of a page is walked.
struct HTMLCollector {
    private(set) var blocks: [DocumentBody.Block] = []
    private(set) var furniture: [String] = []
    private let reading: HTMLReading
    private var text = ""

    init(_ reading: HTMLReading) { self.reading = reading }

    /// Not text of the document: code, what a visitor types or presses, other pages inside this one, menus.
    private static let skipped: Set<String> = [
        "script", "style", "noscript", "iframe", "object", "input", "button", "select", "textarea", "nav", "head", "svg",
    ]
    /// Elements that begin and end a paragraph.
    private static let paragraphs: Set<String> = [
        "p", "div", "section", "article", "main", "aside", "header", "footer", "form", "fieldset", "legend", "address", "figure",
        "figcaption", "li", "dl", "dt", "dd", "blockquote", "center", "pre", "details", "summary", "body", "html", "caption", "thead",
        "tbody", "tfoot", "tr", "td", "th",
    ]

    mutating func take(_ node: HTMLNode, depth: Int) throws(UnreadableFile) {
        guard depth > 0 else { throw UnreadableFile("正文的网页代码嵌套过深，请粘贴为纯文本后再导入。") }
        switch node.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: append(node)
        case XML_ELEMENT_NODE: try element(node, depth: depth)
        default: return
        }
    }

    private mutating func walk(_ nodes: HTMLNodes, depth: Int) throws(UnreadableFile) {
        for node in nodes { try take(node, depth: depth) }
    }

    private mutating func element(_ node: HTMLNode, depth: Int) throws(UnreadableFile) {
        let name = node.elementName ?? ""
        if Self.skipped.contains(name) { return }
        if reading.isOffice, try takeOffice(node, name, depth: depth) { return }
        switch name {
        case "br", "hr":
            closeParagraph()
        case "h1", "h2", "h3", "h4", "h5", "h6":
            closeParagraph()
            try walk(node.nodes, depth: depth - 1)
            let line = takeText()
            let level = Int(name.utf8.last.map { $0 - 48 } ?? 2)
            if !line.isEmpty { blocks.append(.heading(level: min(max(level, 2), 4), line)) }
        case "ul", "ol", "menu", "dir":
            closeParagraph()
            try list(node, isOrdered: name == "ol", depth: depth)
        case "table":
            closeParagraph()
            let table = try HTMLTable(node, reading, depth: depth)
            blocks += table.blocks
            furniture += table.furniture
        case let name where Self.paragraphs.contains(name):
            closeParagraph()
            try walk(node.nodes, depth: depth - 1)
            closeParagraph()
        default:
            try walk(node.nodes, depth: depth - 1)
        }
    }

    // MARK: Office programs

    /// What only the styles of an office program say.
    ///
    /// - Returns: false when the element is read like any other.
    private mutating func takeOffice(_ node: HTMLNode, _ name: String, depth: Int) throws(UnreadableFile) -> Bool {
        if name == "img" { reading.pictures += 1 }
        let style = OfficeStyle(node)
        if name == "del" || style.isHidden {
            reading.deletions += 1
            return true
        }
        // The sign or number that the program has drawn before an entry is read with the entry.
        if style.isListMark { return true }
        guard name == "p" || name == "div" || name == "li", let role = style.role else { return false }
        closeParagraph()
        try walk(node.nodes, depth: depth - 1)
        let line = takeText()
        guard !line.isEmpty else { return true }
        switch role {
        case .title where blocks.isEmpty && reading.title == nil: reading.title = line
        case .title: blocks.append(.heading(level: 2, line))
        case .heading(let level): blocks.append(.heading(level: level, line))
        case .entry: add(entry: line, OfficeStyle.mark(of: node, depth: depth))
        }
        return true
    }

    /// An entry that stands alone in the source goes on with the list before it. One whose number does not follow keeps it as text.
    private mutating func add(entry line: String, _ mark: OfficeStyle.Mark) {
        switch (mark, blocks.last) {
        case (.bullet, .list(false, let entries)?): blocks[blocks.count - 1] = .list(ordered: false, entries + [line])
        case (.bullet, _): blocks.append(.list(ordered: false, [line]))
        case (.number(let number, _), .list(true, let entries)?) where number == entries.count + 1:
            blocks[blocks.count - 1] = .list(ordered: true, entries + [line])
        case (.number(1, _), _): blocks.append(.list(ordered: true, [line]))
        case (.number(_, let shown), _): blocks.append(.paragraph("\(shown) \(line)"))
        case (.text(let shown), _): blocks.append(.paragraph(shown + line))
        }
    }

    // MARK: Lists

    /// A list's entries in order. What stands in it outside an entry, and the entries of lists inside it, become entries too; a table
    /// inside it divides it.
    private mutating func list(_ node: HTMLNode, isOrdered: Bool, depth: Int) throws(UnreadableFile) {
        var entries: [String] = []
        var loose = HTMLCollector(reading)
        for child in node.nodes {
            if child.elementName == "li" {
                absorb(&loose, into: &entries, isOrdered: isOrdered)
                var inner = HTMLCollector(reading)
                try inner.walk(child.nodes, depth: depth - 2)
                absorb(&inner, into: &entries, isOrdered: isOrdered)
            } else {
                try loose.take(child, depth: depth - 1)
            }
        }
        absorb(&loose, into: &entries, isOrdered: isOrdered)
        closeList(&entries, isOrdered: isOrdered)
    }

    private mutating func absorb(_ inner: inout HTMLCollector, into entries: inout [String], isOrdered: Bool) {
        inner.closeParagraph()
        var lines: [String] = []
        func closeEntry(_ entries: inout [String]) {
            if !lines.isEmpty { entries.append(lines.joined(separator: " ")) }
            lines = []
        }
        for block in inner.blocks {
            switch block {
            case .paragraph(let text), .heading(_, let text):
                lines.append(text)
            case .list(_, let further):
                closeEntry(&entries)
                entries += further
            case .table:
                closeEntry(&entries)
                closeList(&entries, isOrdered: isOrdered)
                blocks.append(block)
            }
        }
        closeEntry(&entries)
        furniture += inner.furniture
        inner = HTMLCollector(reading)
    }

    private mutating func closeList(_ entries: inout [String], isOrdered: Bool) {
        if !entries.isEmpty { blocks.append(.list(ordered: isOrdered, entries)) }
        entries = []
    }

    // MARK: Text

    mutating func closeParagraph() {
        let line = takeText()
        guard !line.isEmpty else { return }
        if PlainTextBody.isFurniture(line) { furniture.append(line) } else { blocks.append(.paragraph(line)) }
    }

    private mutating func append(_ node: HTMLNode) {
        guard let content = node.pointee.content else { return }
        // In HTML a line break in the source is a space; the other two separate cells and rows in the stored form.
        for scalar in String(cString: content).unicodeScalars {
            let isBreak = scalar == "\n" || scalar == "\r" || scalar == "\t" || scalar == "\u{1E}"
            if isBreak && (text.isEmpty || text.utf8.last == 0x20) { continue }
            text.unicodeScalars.append(isBreak ? " " : scalar)
        }
    }

    private mutating func takeText() -> String {
        defer { text = "" }
        return Folding.trimmed(text)
    }
}
