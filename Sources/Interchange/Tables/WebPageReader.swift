import CLibXML2
import Domain

/// Reads the tables of a web page with libxml2's HTML parser, which mends what browsers mend; nothing is fetched.
enum WebPageReader {
    /// - Parameter text: the page in UTF-8.
    static func sheets(in text: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) -> [SourceSheet] {
        let events = WebPageEvents()
        try events.read(text)
        return events.collector.sheets
    }
}

private final class WebPageEvents {
    var collector = TableCollector()
    private var failure: UnreadableFile?
    private var depth = 0
    private var context: htmlParserCtxtPtr?

    func read(_ text: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        _ = XMLStream.libraryIsReady
        var handler = htmlSAXHandler()
        handler.startElement = { data, name, attributes in
            guard let name else { return }
            WebPageEvents.from(data)?.start(XMLName(pointer: name), attributes)
        }
        handler.endElement = { data, name in
            guard let name else { return }
            WebPageEvents.from(data)?.end(XMLName(pointer: name))
        }
        handler.characters = { data, bytes, count in
            WebPageEvents.from(data)?.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler.ignorableWhitespace = handler.characters
        let this = Unmanaged.passUnretained(self).toOpaque()
        context = htmlCreatePushParserCtxt(&handler, this, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        defer {
            htmlFreeParserCtxt(context)
            context = nil
        }
        let options =
            HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        htmlCtxtUseOptions(context, Int32(options))
        var rest = text[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(64 << 10)
            rest = rest.dropFirst(chunk.count)
            let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: chunk))
            htmlParseChunk(context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), 0)
            if let failure { throw failure }
        }
        htmlParseChunk(context, nil, 0, 1)
        if let failure { throw failure }
        while collector.isInTable { try collector.endTable() }
    }

    private func start(_ name: XMLName, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        depth += 1
        if depth > ReadingLimits.htmlDepth { return fail(UnreadableFile("网页嵌套超过 \(ReadingLimits.htmlDepth) 层，不是正常的网页，已拒绝读取。")) }
        tell { () throws(UnreadableFile) in
            switch name {
            case "table": try collector.beginTable()
            case "tr": try collector.beginRow()
            case "td", "th":
                // Cells without a row, as careless tools write them.
                try collector.beginCell(columns: span("colspan", attributes), rows: span("rowspan", attributes))
            case "br": collector.breakLineInParagraph()
            case "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "title", "caption", "ul", "ol", "section", "article":
                collector.breakLine()
            case "input": try appendInput(attributes)
            case "img": try appendImage(attributes)
            default: break
            }
        }
    }

    private func end(_ name: XMLName) {
        depth -= 1
        tell { () throws(UnreadableFile) in
            switch name {
            case "table": try collector.endTable()
            case "tr": try collector.endRow()
            case "td", "th": try collector.endCell()
            case "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "title", "caption", "ul", "ol", "section", "article":
                collector.breakLine()
            default: break
            }
        }
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        tell { () throws(UnreadableFile) in
            // Line breaks of the source are spaces in HTML.
            guard bytes.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else { return try collector.append(bytes) }
            let spaced = bytes.map { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 ? 0x20 : $0 }
            try spaced.withUnsafeBufferPointer { bytes throws(UnreadableFile) in try collector.append(bytes) }
        }
    }

    private func appendInput(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) throws(UnreadableFile) {
        let kind = value("type", attributes)?.lowercased()
        guard kind == "checkbox" || kind == "radio" else { return }
        try collector.append(has("checked", attributes) ? "☑" : "□")
    }

    /// A picture says what its alternative text says; ticks are sometimes pictures.
    private func appendImage(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) throws(UnreadableFile) {
        guard collector.isInCell, let alternative = value("alt", attributes), alternative.utf8.count <= 24 else { return }
        for scalar in alternative.unicodeScalars { try collector.append(scalar) }
    }

    private func span(_ name: StaticString, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> Int {
        guard let text = value(name, attributes) else { return 1 }
        let digits = text.utf8.drop { $0 == 0x20 }.prefix { (0x30...0x39).contains($0) }
        if digits.count > 9 { return .max / 4 }
        return max(1, Int(String(decoding: digits, as: UTF8.self)) ?? 1)
    }

    private func has(_ name: StaticString, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> Bool {
        index(of: name, attributes) != nil
    }

    private func value(_ name: StaticString, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> String? {
        guard let attributes, let index = index(of: name, attributes), let value = attributes[index + 1] else { return nil }
        return String(cString: value)
    }

    private func index(of name: StaticString, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> Int? {
        guard let attributes else { return nil }
        var index = 0
        while let key = attributes[index] {
            if XMLName(pointer: key) == name { return index }
            index += 2
        }
        return nil
    }

    private func tell(_ event: () throws(UnreadableFile) -> Void) {
        guard failure == nil else { return }
        do { try event() } catch { fail(error) }
    }

    private func fail(_ reason: UnreadableFile) {
        if failure == nil { failure = reason }
        xmlStopParser(context)
    }

    private static func from(_ data: UnsafeMutableRawPointer?) -> WebPageEvents? {
        data.map { Unmanaged<WebPageEvents>.fromOpaque($0).takeUnretainedValue() }
    }
}
