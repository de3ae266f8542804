import CLibXML2

/// The text of a web page in lines, cells of a row between tabs; and, apart from it, what the page holds but does not show.
struct WebPageText {
    private(set) var shown: [UInt8] = []
    private(set) var hidden: [UInt8] = []
    private var depth = 0

    init(_ page: [UInt8]) throws(UnreadableFile) {
        _ = XMLStream.libraryIsReady
        // The parser takes a zero byte for the end.
        let text = page.map { $0 == 0 ? 0x20 : $0 }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
            | HTML_PARSE_IGNORE_ENC.rawValue
        let document = text.withUnsafeBytes {
            htmlReadMemory($0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: $0.count), nil, "UTF-8", Int32(options))
        }
        guard let document else { throw UnreadableFile("网页无法解析，请用浏览器打开后另存再试。") }
        defer { xmlFreeDoc(document) }
        if let root = xmlDocGetRootElement(document) { try take(root, isHidden: false) }
        // Comments and scripts may stand beside the root.
        for node in MarkupNode(OpaquePointer(document)).childNodes where node.pointee.type == XML_COMMENT_NODE { hide(node.content) }
    }

    private mutating func take(_ node: MarkupNode, isHidden: Bool) throws(UnreadableFile) {
        depth += 1
        defer { depth -= 1 }
        if depth > ReadingLimits.htmlDepth { throw UnreadableFile("网页嵌套超过 \(ReadingLimits.htmlDepth) 层，不是正常的网页，已拒绝读取。") }
        for attribute in node.attributes where attribute.value.utf8.count >= 6 && !Self.silent.contains(attribute.name) {
            hide(attribute.value)
        }
        let name = node.localName?.lowercased() ?? ""
        let isHidden = isHidden || Self.unseen.contains(name) || Self.isHidden(node)
        if Self.blocks.contains(name) { breakLine() }
        for child in node.childNodes {
            if child.isText {
                if isHidden { hide(child.content) } else { show(child.content) }
            } else if child.pointee.type == XML_COMMENT_NODE {
                hide(child.content)
            } else if child.pointee.type == XML_ELEMENT_NODE {
                try take(child, isHidden: isHidden)
            }
        }
        if name == "td" || name == "th" { shown.append(0x09) } else if Self.blocks.contains(name) { breakLine() }
    }

    private mutating func show(_ text: String) {
        // Line breaks of the source are spaces.
        shown += text.utf8.map { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 ? 0x20 : $0 }
    }

    private mutating func hide(_ text: String) {
        hidden += text.utf8
        hidden.append(0x0A)
    }

    private mutating func breakLine() {
        if let last = shown.last, last != 0x0A { shown.append(0x0A) }
    }

    private static func isHidden(_ node: MarkupNode) -> Bool {
        let style = node.attribute("style")?.lowercased().filter { $0 != " " } ?? ""
        return node.attribute("hidden") != nil || style.contains("display:none") || style.contains("visibility:hidden")
    }

    private static let unseen: Set<String> = ["script", "style", "template", "noscript"]
    private static let silent: Set<String> = ["class", "style", "id", "xmlns", "src", "width", "height"]
    private static let blocks: Set<String> = [
        "p", "div", "br", "hr", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "section", "article",
        "blockquote", "pre", "form", "title", "caption", "body",
    ]
}
