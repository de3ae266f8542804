import CLibXML2

/// Text files of Chinese offices: UTF-8 with or without a mark, UTF-16, GB18030 (which includes GBK and GB 2312).
enum TextDecoding {
    /// The text in UTF-8, without a byte order mark; `nil` when the bytes are no text in any of these encodings.
    ///
    /// - Parameter label: the encoding that the file names itself, as web pages do; believed only when the bytes agree.
    static func utf8(_ bytes: UnsafeRawBufferPointer, label: String? = nil) -> [UInt8]? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return checked(Array(bytes.dropFirst(3))) }
        if bytes.starts(with: [0xFF, 0xFE]) { return converted(bytes.dropFirst(2), from: "UTF-16LE") }
        if bytes.starts(with: [0xFE, 0xFF]) { return converted(bytes.dropFirst(2), from: "UTF-16BE") }
        if let order = zeroBytes(bytes) { return converted(bytes[...], from: order) }
        if String(validating: bytes, as: UTF8.self) != nil { return checked(Array(bytes)) }
        if let label, let name = converters[label.lowercased()], let text = converted(bytes[...], from: name) { return text }
        return converted(bytes[...], from: "GB18030")
    }

    /// Labels of the WHATWG Encoding Standard that mean something other than UTF-8 or GB18030 and occur in Chinese pages.
    private static let converters = [
        "big5": "BIG5", "utf-16": "UTF-16LE", "gbk": "GB18030", "gb2312": "GB18030", "gb18030": "GB18030", "x-gbk": "GB18030",
    ]

    /// UTF-16 without a mark shows in its line breaks, tabs and commas, which have a zero byte on one side; no Chinese character does
    /// (开 is 5F 00, but nothing is 0A 00).
    private static func zeroBytes(_ bytes: UnsafeRawBufferPointer) -> String? {
        var little = 0
        var big = 0
        for index in stride(from: 0, to: min(bytes.count, 64 << 10) - 1, by: 2) {
            let (first, second) = (bytes[index], bytes[index + 1])
            if second == 0, first == 0x0A || first == 0x09 || first == 0x2C { little += 1 }
            if first == 0, second == 0x0A || second == 0x09 || second == 0x2C { big += 1 }
        }
        if little > 0 && big == 0 { return "UTF-16LE" }
        if big > 0 && little == 0 { return "UTF-16BE" }
        return nil
    }

    private static func converted(_ bytes: Slice<UnsafeRawBufferPointer>, from encoding: String) -> [UInt8]? {
        let converter = iconv_open("UTF-8", encoding)
        guard let converter, converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var source = UnsafeRawBufferPointer(rebasing: bytes)
        // Every one of these encodings grows at most by half in UTF-8, save a lone ASCII byte of UTF-16, which shrinks.
        let target = UnsafeMutablePointer<CChar>.allocate(capacity: source.count * 2 + 16)
        defer { target.deallocate() }
        var input = UnsafeMutablePointer(mutating: source.baseAddress?.assumingMemoryBound(to: CChar.self))
        var inputLeft = source.count
        var output: UnsafeMutablePointer<CChar>? = target
        var outputLeft = source.count * 2 + 16
        let capacity = outputLeft
        let result = iconv(converter, &input, &inputLeft, &output, &outputLeft)
        source = UnsafeRawBufferPointer(start: nil, count: 0)
        guard result != -1, inputLeft == 0 else { return nil }
        let decoded = UnsafeRawBufferPointer(start: target, count: capacity - outputLeft)
        let text = decoded.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(decoded.dropFirst(3)) : Array(decoded)
        return checked(text)
    }

    /// Text has no control characters but tab, line breaks, form feed and the end mark of old systems.
    private static func checked(_ text: [UInt8]) -> [UInt8]? {
        let isText = text.allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x0C || $0 == 0x0B || $0 == 0x1A }
        return isText ? text : nil
    }
}
