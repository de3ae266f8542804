package import Domain

/// Writes JSON text piece by piece (RFC 8259), in UTF-8.
///
/// Commas are put by the writer; the caller opens and closes. A misplaced key is a mistake of the program, not of its input.
package struct JSONWriter: Sendable {
    private var bytes: [UInt8] = []
    /// Whether the next value in the open object or array needs a comma before it.
    private var needsComma = false

    package init() {}

    package var text: String { String(decoding: bytes, as: UTF8.self) }
    package var utf8: [UInt8] { bytes }

    package mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
        open(key, UInt8(ascii: "{"))
        body(&self)
        close(UInt8(ascii: "}"))
    }

    package mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
        open(key, UInt8(ascii: "["))
        body(&self)
        close(UInt8(ascii: "]"))
    }

    package mutating func value(_ key: String? = nil, _ text: String?) {
        begin(key)
        if let text { quote(text) } else { bytes.append(contentsOf: "null".utf8) }
        needsComma = true
    }

    package mutating func value(_ key: String? = nil, _ number: Int?) {
        begin(key)
        bytes.append(contentsOf: (number.map(String.init) ?? "null").utf8)
        needsComma = true
    }

    /// With all its decimals, which a binary fraction would round.
    package mutating func value(_ key: String? = nil, exact number: ExactNumber) {
        begin(key)
        bytes.append(contentsOf: number.description.utf8)
        needsComma = true
    }

    package mutating func value(_ key: String? = nil, _ flag: Bool) {
        begin(key)
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        needsComma = true
    }

    package mutating func strings(_ key: String, _ texts: [String]) {
        array(key) { writer in
            for text in texts { writer.value(nil, text) }
        }
    }

    private mutating func open(_ key: String?, _ bracket: UInt8) {
        begin(key)
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func begin(_ key: String?) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        guard let key else { return }
        quote(key)
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: "\\u00".utf8)
                if digits.utf8.count == 1 { bytes.append(UInt8(ascii: "0")) }
                bytes.append(contentsOf: digits.utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
