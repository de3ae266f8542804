import CLibXML2

/// The local name of an element as libxml2 hands it out, compared without making a `String`.
struct XMLName {
    let pointer: UnsafePointer<xmlChar>

    static func ~= (literal: StaticString, name: XMLName) -> Bool { name == literal }

    static func == (name: XMLName, literal: StaticString) -> Bool {
        let count = literal.utf8CodeUnitCount
        // The name ends with a zero byte, which no literal holds, so that the comparison never runs past it.
        for index in 0..<count where name.pointer[index] != literal.utf8Start[index] { return false }
        return name.pointer[count] == 0
    }
}

/// The attributes of one start tag, as libxml2's array of (name, prefix, namespace, value, end).
struct XMLAttributes {
    let pointer: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    let count: Int

    /// The value of the attribute with that local name, whatever its prefix.
    func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        guard let pointer else { return nil }
        for index in 0..<count {
            guard let local = pointer[index * 5], XMLName(pointer: local) == name else { continue }
            guard let start = pointer[index * 5 + 3], let end = pointer[index * 5 + 4] else { return nil }
            return UnsafeBufferPointer(start: start, count: end - start)
        }
        return nil
    }

    func string(_ name: StaticString) -> String? {
        bytes(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A number without sign; `nil` when absent or not a number of at most nine digits.
    func integer(_ name: StaticString) -> Int? {
        guard let digits = bytes(name), (1...9).contains(digits.count) else { return nil }
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }

    /// What OOXML calls on: present without value, or `1`, `true`, `on`.
    func isOn(_ name: StaticString) -> Bool {
        guard let value = string(name) else { return true }
        return value == "1" || value == "true" || value == "on"
    }
}

/// What somebody who reads an XML file as a stream is told.
protocol XMLEvents: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile)
    func end(_ name: XMLName) throws(UnreadableFile)
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(UnreadableFile)
}

/// libxml2's parser as a stream: bytes are pushed in, events come out, nothing is kept.
///
/// Document types are refused as soon as one begins, so there are no entities but the five of XML; nothing is fetched from anywhere.
final class XMLStream {
    private let events: any XMLEvents
    private var context: xmlParserCtxtPtr?
    private var depth = 0
    private(set) var failure: UnreadableFile?

    init(_ events: any XMLEvents) {
        _ = Self.libraryIsReady
        self.events = events
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { data, _, _, _ in
            XMLStream.from(data)?.fail(UnreadableFile("文件内部含有文档类型声明（DTD），可能是恶意文件，已拒绝读取。"))
        }
        handler.startElementNs = { data, name, _, _, _, _, count, _, attributes in
            guard let name else { return }
            XMLStream.from(data)?.start(XMLName(pointer: name), XMLAttributes(pointer: attributes, count: Int(count)))
        }
        handler.endElementNs = { data, name, _, _ in
            guard let name else { return }
            XMLStream.from(data)?.end(XMLName(pointer: name))
        }
        handler.characters = { data, bytes, count in
            XMLStream.from(data)?.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler.cdataBlock = handler.characters
        handler.serror = { _, _ in }
        let this = Unmanaged.passUnretained(self).toOpaque()
        context = xmlCreatePushParserCtxt(&handler, this, nil, 0, nil)
        // Entities other than XML's five cannot be declared without a document type; this option only makes `&amp;` in attributes an `&`.
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_COMPACT.rawValue))
    }

    deinit {
        xmlFreeParserCtxt(context)
    }

    /// - Throws: what the reader of the events refused, or that the XML is damaged.
    func push(_ bytes: UnsafeRawBufferPointer) throws(UnreadableFile) {
        let result = xmlParseChunk(context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), 0)
        if let failure { throw failure }
        if result != XML_ERR_OK.rawValue && context?.pointee.wellFormed == 0 { throw .truncated }
    }

    func finish() throws(UnreadableFile) {
        let result = xmlParseChunk(context, nil, 0, 1)
        if let failure { throw failure }
        if result != XML_ERR_OK.rawValue && context?.pointee.wellFormed == 0 { throw .truncated }
    }

    private func start(_ name: XMLName, _ attributes: XMLAttributes) {
        depth += 1
        if depth > ReadingLimits.xmlDepth { return fail(UnreadableFile("文件内部嵌套超过 \(ReadingLimits.xmlDepth) 层，不是正常的表格文件，已拒绝读取。")) }
        tell { () throws(UnreadableFile) in try events.start(name, attributes) }
    }

    private func end(_ name: XMLName) {
        depth -= 1
        tell { () throws(UnreadableFile) in try events.end(name) }
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        tell { () throws(UnreadableFile) in try events.text(bytes) }
    }

    private func tell(_ event: () throws(UnreadableFile) -> Void) {
        guard failure == nil else { return }
        do { try event() } catch { fail(error) }
    }

    private func fail(_ reason: UnreadableFile) {
        if failure == nil { failure = reason }
        xmlStopParser(context)
    }

    private static func from(_ data: UnsafeMutableRawPointer?) -> XMLStream? {
        data.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    /// libxml2 wants its global tables made once before threads use them.
    static let libraryIsReady: Bool = {
        xmlInitParser()
        return true
    }()
}
