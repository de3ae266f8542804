import CLibXML2
package import Domain

/// Reads a document's body from HTML: paragraphs, headings, lists and tables. Scripts, styles, controls and menus fall away, and so do
/// the lines that pages print around a text; nothing else does.
package enum HTMLBody {
    /// Whether a text is HTML and not plain text that happens to hold a `<`: it has a tag that makes paragraphs, or any tag and no line
    /// breaks of its own.
    package static func isHTML(_ text: String) -> Bool {
        var hasInlineTag = false
        var rest = Substring(text).utf8
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[rest.index(after: open)...]
            if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
            let name = rest.prefix(12).prefix { Self.isLetterOrDigit($0) }
            guard let after = rest.dropFirst(name.count).first, endings.contains(after) else { continue }
            let tag = String(decoding: name, as: UTF8.self).lowercased()
            if blockTags.contains(tag) { return true }
            if inlineTags.contains(tag) { hasInlineTag = true }
        }
        return hasInlineTag && !text.utf8.contains { $0 == 10 || $0 == 13 }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
    }

    /// What may follow the name of a tag.
    private static let endings: Set<UInt8> = [UInt8(ascii: ">"), UInt8(ascii: " "), UInt8(ascii: "/"), 9, 10, 13]
    private static let blockTags: Set<String> = [
        "p", "div", "br", "hr", "table", "tbody", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
        "section", "article", "center", "blockquote", "pre", "form", "html", "body",
    ]
    private static let inlineTags: Set<String> = ["span", "strong", "b", "i", "em", "u", "a", "font", "img", "sup", "sub"]
    private static let deepest = 256

    /// - Throws: when the text nests deeper than any document does.
    package static func read(_ html: String) throws(UnreadableFile) -> BodyReading {
        let collector = try collect(html, HTMLReading())
        return BodyReading(body: DocumentBody(collector.blocks), furniture: collector.furniture)
    }

    /// Reads what an office program saved as a web page, or what was copied out of one: its lists, headings and title are told by their
    /// styles; what was deleted under tracking, and what is hidden, is left out.
    ///
    /// - Throws: when the text nests deeper than any document does.
    package static func readOffice(_ html: String) throws(UnreadableFile) -> ImportedBody {
        let reading = HTMLReading(isOffice: true)
        let collector = try collect(withoutForeignTags(html), reading)
        var notes: [String] = []
        if reading.pictures > 0 { notes.append("有 \(reading.pictures) 张图片没有导入正文，需要公开的请作为附件上传。") }
        if reading.deletions > 0 { notes.append("有 \(reading.deletions) 处修订标记为删除或隐藏的内容没有导入。") }
        if !collector.furniture.isEmpty { notes.append("略去了网页上不属于正文的文字：\(collector.furniture.prefix(5).joined(separator: "；"))。") }
        return ImportedBody(body: DocumentBody(collector.blocks), title: reading.title, notes: notes)
    }

    /// Without what is neither element nor comment to HTML: Word's `<![if …]>` around its list signs, and tags of other languages such as
    /// `<o:p>`, which the parser would take for `<p>`. The text inside stays.
    private static func withoutForeignTags(_ html: String) -> String {
        var result: [UInt8] = []
        var rest = Array(html.utf8)[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            result += rest[..<open]
            rest = rest[open...]
            let name = rest.dropFirst().drop { $0 == UInt8(ascii: "/") }.prefix(32).prefix {
                isLetterOrDigit($0) || $0 == UInt8(ascii: ":")
            }
            let isCondition = rest.starts(with: "<![if".utf8) || rest.starts(with: "<![endif]>".utf8)
            if isCondition || name.contains(UInt8(ascii: ":")), let close = endOfTag(rest) {
                rest = rest[(close + 1)...]
            } else {
                result.append(rest.removeFirst())
            }
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    /// Where the tag at the beginning ends; a sign inside quotes is no end.
    private static func endOfTag(_ bytes: ArraySlice<UInt8>) -> Int? {
        var quote: UInt8?
        for (index, byte) in zip(bytes.indices, bytes).prefix(4096) {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index
            }
        }
        return nil
    }

    private static func collect(_ html: String, _ reading: HTMLReading) throws(UnreadableFile) -> HTMLCollector {
        // The parser takes a zero byte for the end.
        var text = html.utf8.contains(0) ? html.replacing("\0", with: " ") : html
        let document = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                htmlReadMemory(
                    $0.baseAddress, Int32(clamping: $0.count), nil, "UTF-8",
                    Int32(
                        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                            | HTML_PARSE_NONET.rawValue))
            }
        }
        var collector = HTMLCollector(reading)
        guard let document else { return collector }
        defer { xmlFreeDoc(document) }
        if let root = xmlDocGetRootElement(document) { try collector.take(root, depth: deepest) }
        collector.closeParagraph()
        return collector
    }
}

extension DocumentBody {
    /// What somebody pasted, as structure and nothing else.
    ///
    /// - Throws: when it nests deeper than any document does.
    package init(html: String) throws(UnreadableFile) { self = try HTMLBody.readOffice(html).body }
}

/// An element, text or other node of a parsed page.
typealias HTMLNode = UnsafeMutablePointer<xmlNode>

extension HTMLNode {
    /// The element's name in small letters; `nil` for text and everything else that is no element.
    var elementName: String? {
        guard pointee.type == XML_ELEMENT_NODE else { return nil }
        return pointee.name.map { String(cString: $0) } ?? ""
    }

    var nodes: HTMLNodes { HTMLNodes(node: pointee.children) }
}

/// The children of a node, in order.
struct HTMLNodes: Sequence, IteratorProtocol {
    fileprivate var node: HTMLNode?

    mutating func next() -> HTMLNode? {
        defer { node = node?.pointee.next }
        return node
    }
}
