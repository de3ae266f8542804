/// Escaping shared by the HTML and the XML writer. It works on bytes, never on Characters: a quote followed by U+0301 is one Character,
/// but still a quote to every browser.
enum Escaping {
    /// Appends text so that it can stand in element content and in a quoted attribute: `& < > " '` become references.
    ///
    /// Control characters that neither HTML nor XML 1.0 allows become U+FFFD when `marksControls`, and vanish otherwise.
    static func append(_ text: String, to bytes: inout [UInt8], marksControls: Bool) {
        var text = text
        text.withUTF8 { append($0, to: &bytes, marksControls: marksControls) }
    }

    private static func append(_ source: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8], marksControls: Bool) {
        var start = 0
        var index = 0
        while index < source.count {
            let byte = source[index]
            // Every byte that needs care is below 0x3F or is 0x7F; all Chinese text takes this branch.
            if byte > 0x3E && byte != 0x7F && byte != 0xEF {
                index += 1
                continue
            }
            guard let replacement = replacement(at: index, in: source, marksControls: marksControls) else {
                index += 1
                continue
            }
            bytes.append(contentsOf: source[start..<index])
            replacement.text.withUTF8Buffer { bytes.append(contentsOf: $0) }
            index += replacement.length
            start = index
        }
        bytes.append(contentsOf: source[start..<source.count])
    }

    private static func replacement(
        at index: Int, in source: UnsafeBufferPointer<UInt8>, marksControls: Bool
    ) -> (text: StaticString, length: Int)? {
        switch source[index] {
        case UInt8(ascii: "&"): ("&amp;", 1)
        case UInt8(ascii: "<"): ("&lt;", 1)
        case UInt8(ascii: ">"): ("&gt;", 1)
        case UInt8(ascii: "\""): ("&quot;", 1)
        case UInt8(ascii: "'"): ("&#39;", 1)
        case 0x09, 0x0A, 0x0D: nil
        case 0x00...0x1F, 0x7F: (marksControls ? "\u{FFFD}" : "", 1)
        case 0xEF:
            // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
            index + 2 < source.count && source[index + 1] == 0xBF && source[index + 2] >= 0xBE ? (marksControls ? "\u{FFFD}" : "", 3) : nil
        default: nil
        }
    }
}

extension [UInt8] {
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }
}
