import CLibXML2
import Glibc

/// An element, text or other node of a parsed XML part.
typealias MarkupNode = UnsafeMutablePointer<xmlNode>

/// One XML part of a package as a tree that can be changed and written again. No document types, no entities, nothing fetched.
final class MarkupTree {
    /// A part bigger than this is refused: as a tree it takes many times its size.
    static let largestPart = 48 << 20

    private let document: xmlDocPtr

    init(_ bytes: [UInt8]) throws(UnreadableFile) {
        _ = XMLStream.libraryIsReady
        if bytes.count > Self.largestPart { throw .tooBig("文件内部有一部分展开后超过 \(Self.largestPart >> 20) MB") }
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        let parsed = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil, options)
        }
        guard let parsed else { throw .truncated }
        document = parsed
        if parsed.pointee.intSubset != nil {
            throw UnreadableFile("文件内部含有文档类型声明（DTD），可能是恶意文件，已拒绝读取。")
        }
    }

    deinit { xmlFreeDoc(document) }

    /// Lends the root element, which lives no longer than the tree.
    func withRoot<Result>(_ body: (MarkupNode) throws(UnreadableFile) -> Result) throws(UnreadableFile) -> Result {
        guard let root = xmlDocGetRootElement(document) else { throw .truncated }
        return try body(root)
    }

    /// The part as bytes, in UTF-8.
    func written() throws(UnreadableFile) -> [UInt8] {
        var memory: UnsafeMutablePointer<xmlChar>?
        var size: Int32 = 0
        xmlDocDumpMemoryEnc(document, &memory, &size, "UTF-8")
        guard let memory else { throw UnreadableFile("内存不足，无法写出脱敏后的文件。") }
        // The library's own allocation is malloc.
        defer { free(memory) }
        return Array(UnsafeBufferPointer(start: memory, count: Int(size)))
    }
}

/// The children of a node, in order.
struct MarkupNodes: Sequence, IteratorProtocol {
    fileprivate var node: MarkupNode?

    mutating func next() -> MarkupNode? {
        defer { node = node?.pointee.next }
        return node
    }
}

extension MarkupNode {
    /// The element's name without prefix; `nil` for text and everything else that is no element.
    var localName: String? {
        guard pointee.type == XML_ELEMENT_NODE else { return nil }
        return pointee.name.map { String(cString: $0) } ?? ""
    }

    var childNodes: MarkupNodes { MarkupNodes(node: pointee.children) }

    func isElement(_ name: StaticString) -> Bool {
        guard pointee.type == XML_ELEMENT_NODE, let own = pointee.name else { return false }
        return XMLName(pointer: own) == name
    }

    var isText: Bool { pointee.type == XML_TEXT_NODE || pointee.type == XML_CDATA_SECTION_NODE }

    /// The element children of that name.
    func children(_ name: StaticString) -> [MarkupNode] { childNodes.filter { $0.isElement(name) } }

    func child(_ name: StaticString) -> MarkupNode? { childNodes.first { $0.isElement(name) } }

    /// All text inside.
    var content: String {
        guard let text = xmlNodeGetContent(self) else { return "" }
        defer { free(text) }
        return String(cString: text)
    }

    /// The attribute of that local name, whatever its prefix.
    func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }

    var attributes: [(name: String, value: String, pointer: xmlAttrPtr)] {
        var result: [(name: String, value: String, pointer: xmlAttrPtr)] = []
        guard pointee.type == XML_ELEMENT_NODE else { return result }
        var attribute = pointee.properties
        while let current = attribute {
            if let name = current.pointee.name {
                let text = UnsafeMutableRawPointer(current).assumingMemoryBound(to: xmlNode.self).content
                result.append((String(cString: name), text, current))
            }
            attribute = current.pointee.next
        }
        return result
    }

    func setAttribute(_ name: String, _ value: String) { xmlSetProp(self, name, value) }

    func removeAttribute(_ name: String) {
        for attribute in attributes where attribute.name == name { xmlRemoveProp(attribute.pointer) }
    }

    /// Changes the value of an attribute and keeps its prefix.
    static func setValue(_ value: String, of attribute: xmlAttrPtr) {
        let node = UnsafeMutableRawPointer(attribute).assumingMemoryBound(to: xmlNode.self)
        node.removeContents()
        guard let text = xmlNewDocText(attribute.pointee.doc, value) else { return }
        text.pointee.parent = node
        attribute.pointee.children = text
        attribute.pointee.last = text
    }

    func remove() {
        xmlUnlinkNode(self)
        xmlFreeNode(self)
    }

    func removeContents() {
        while let first = pointee.children {
            xmlUnlinkNode(first)
            xmlFreeNode(first)
        }
    }

    /// Puts the children where the element stands, and removes it.
    func unwrap() {
        while let first = pointee.children {
            xmlUnlinkNode(first)
            xmlAddPrevSibling(self, first)
        }
        remove()
    }

    /// Replaces all contents by text; white space at the ends is kept.
    func setText(_ text: String) {
        removeContents()
        if let node = xmlNewDocText(pointee.doc, text) { xmlAddChild(self, node) }
        if text.utf8.first == 0x20 || text.utf8.last == 0x20 || text.utf8.contains(0x0A) {
            xmlNodeSetSpacePreserve(self, 1)
        }
    }

    /// A new element of the same name space, as the last child.
    @discardableResult
    func addElement(_ name: String) -> MarkupNode? {
        xmlNewChild(self, pointee.ns, name, nil)
    }
}
