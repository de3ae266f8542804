import CLibXML2
package import Domain

/// Reads a document's body from HTML: paragraphs, headings, lists and tables; scripts, styles, forms and the rest of a page fall away.
package enum HTMLBody {
    /// Whether a text is HTML and not plain text that happens to hold a `<`.
    package static func isHTML(_ text: String) -> Bool {
        var rest = Substring(text).utf8
        var looked = 0
        while let open = rest.firstIndex(of: UInt8(ascii: "<")), looked < 200 {
            looked += 1
            rest = rest[rest.index(after: open)...]
            if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
            let name = String(decoding: rest.prefix(12).prefix { Self.isLetterOrDigit($0) }, as: UTF8.self).lowercased()
            let after = rest.dropFirst(name.utf8.count).first
            if tags.contains(name), after == UInt8(ascii: ">") || after == UInt8(ascii: " ") || after == UInt8(ascii: "/") { return true }
        }
        return false
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
    }

    private static let tags: Set<String> = [
        "p", "div", "br", "table", "span", "h1", "h2", "h3", "h4", "ul", "ol", "li", "strong", "b", "a", "font", "section", "html", "body",
        "img",
    ]
    private static let deepest = 256

    /// - Throws: when the text nests deeper than any document does.
    package static func read(_ html: String) throws(UnreadableFile) -> DocumentBody {
        var text = html
        let document = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                htmlReadMemory(
                    $0.baseAddress, Int32(clamping: $0.count), nil, "UTF-8",
                    Int32(
                        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                            | HTML_PARSE_NONET.rawValue))
            }
        }
        guard let document else { return DocumentBody([]) }
        defer { xmlFreeDoc(document) }
        var collector = BodyCollector()
        try collector.walk(xmlDocGetRootElement(document), depth: deepest)
        collector.closeParagraph()
        return DocumentBody(collector.blocks)
    }
}

/// Gathers blocks while the tree is walked.
private struct BodyCollector {
    var blocks: [DocumentBody.Block] = []
    private var text = ""

    mutating func closeParagraph() {
        let line = take()
        if !line.isEmpty, !PlainTextBody.isFurniture(line) { blocks.append(.paragraph(line)) }
    }

    mutating func walk(_ first: UnsafeMutablePointer<xmlNode>?, depth: Int) throws(UnreadableFile) {
        guard depth > 0 else { throw UnreadableFile("正文的网页代码嵌套过深，请粘贴为纯文本后再导入。") }
        var next = first
        while let node = next {
            next = node.pointee.next
            switch node.pointee.type {
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: append(node)
            case XML_ELEMENT_NODE: try element(node, depth: depth)
            default: continue
            }
        }
    }

    private mutating func element(_ node: UnsafeMutablePointer<xmlNode>, depth: Int) throws(UnreadableFile) {
        let children = node.pointee.children
        switch name(node) {
        case "script", "style", "noscript", "iframe", "object", "form", "input", "button", "select", "textarea", "nav", "head", "svg":
            return
        case "br":
            closeParagraph()
        case "h1", "h2", "h3", "h4", "h5", "h6":
            closeParagraph()
            try walk(children, depth: depth - 1)
            let line = take()
            let level = Int(name(node).utf8.last.map { $0 - 48 } ?? 2)
            if !line.isEmpty { blocks.append(.heading(level: min(max(level, 2), 4), line)) }
        case "ul", "ol":
            closeParagraph()
            let entries = try texts(of: children, named: ["li"], depth: depth - 1)
            if !entries.isEmpty { blocks.append(.list(ordered: name(node) == "ol", entries)) }
        case "table":
            closeParagraph()
            try table(node, depth: depth - 1)
        case "p", "div", "section", "article", "li", "tr", "blockquote", "dl", "dt", "dd", "center", "pre", "body", "html":
            closeParagraph()
            try walk(children, depth: depth - 1)
            closeParagraph()
        default:
            try walk(children, depth: depth - 1)
        }
    }

    private mutating func table(_ node: UnsafeMutablePointer<xmlNode>, depth: Int) throws(UnreadableFile) {
        var rows: [[String]] = []
        var hasHeader = false
        for row in try descendants(of: node.pointee.children, named: "tr", depth: depth) {
            var cells: [String] = []
            var child = row.pointee.children
            var isHeader = true
            while let cell = child {
                child = cell.pointee.next
                guard cell.pointee.type == XML_ELEMENT_NODE, ["td", "th"].contains(name(cell)) else { continue }
                if name(cell) == "td" { isHeader = false }
                var inner = BodyCollector()
                try inner.walk(cell.pointee.children, depth: depth - 2)
                inner.closeParagraph()
                cells.append(DocumentBody.plainText(stored: DocumentBody(inner.blocks).stored).replacing("\n", with: " "))
            }
            guard cells.contains(where: { !$0.isEmpty }) else { continue }
            if rows.isEmpty && isHeader { hasHeader = true }
            rows.append(cells)
        }
        // A table of one cell lays out a page; its text is the document's.
        if rows.count == 1, rows[0].count == 1 {
            blocks.append(.paragraph(rows[0][0]))
        } else if !rows.isEmpty {
            blocks.append(.table(hasHeader: hasHeader, rows))
        }
    }

    /// Rows of this table, not of one inside it.
    private func descendants(
        of first: UnsafeMutablePointer<xmlNode>?, named wanted: String, depth: Int
    ) throws(UnreadableFile) -> [UnsafeMutablePointer<xmlNode>] {
        guard depth > 0 else { throw UnreadableFile("正文的网页代码嵌套过深，请粘贴为纯文本后再导入。") }
        var found: [UnsafeMutablePointer<xmlNode>] = []
        var next = first
        while let node = next {
            next = node.pointee.next
            guard node.pointee.type == XML_ELEMENT_NODE else { continue }
            if name(node) == wanted {
                found.append(node)
            } else if name(node) != "table" {
                found += try descendants(of: node.pointee.children, named: wanted, depth: depth - 1)
            }
        }
        return found
    }

    private func texts(of first: UnsafeMutablePointer<xmlNode>?, named: Set<String>, depth: Int) throws(UnreadableFile) -> [String] {
        var result: [String] = []
        var next = first
        while let node = next {
            next = node.pointee.next
            guard node.pointee.type == XML_ELEMENT_NODE, named.contains(name(node)) else { continue }
            var inner = BodyCollector()
            try inner.walk(node.pointee.children, depth: depth - 1)
            inner.closeParagraph()
            let line = DocumentBody.plainText(stored: DocumentBody(inner.blocks).stored).replacing("\n", with: " ")
            if !line.isEmpty { result.append(line) }
        }
        return result
    }

    private mutating func append(_ node: UnsafeMutablePointer<xmlNode>) {
        guard let content = node.pointee.content else { return }
        // In HTML a line break in the source is a space.
        for scalar in String(cString: content).unicodeScalars {
            let isBreak = scalar == "\n" || scalar == "\r" || scalar == "\t" || scalar == "\u{1E}"
            if isBreak && (text.isEmpty || text.utf8.last == 0x20) { continue }
            text.unicodeScalars.append(isBreak ? " " : scalar)
        }
    }

    private mutating func take() -> String {
        defer { text = "" }
        return Folding.trimmed(text)
    }

    private func name(_ node: UnsafeMutablePointer<xmlNode>) -> String { node.pointee.name.map { String(cString: $0) } ?? "" }
}
