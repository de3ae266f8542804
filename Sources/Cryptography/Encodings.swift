/// Base32 (RFC 4648 §6) without padding: what people can type into an app.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var buffer: UInt64 = 0
        var bits = 0
        for byte in bytes {
            buffer = (buffer << 8 | UInt64(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                result.append(alphabet[Int(buffer >> UInt64(bits) & 31)])
            }
        }
        if bits > 0 { result.append(alphabet[Int(buffer << UInt64(5 - bits) & 31)]) }
        return String(decoding: result, as: UTF8.self)
    }

    /// Spaces, hyphens and padding are passed over; `nil` for any other character.
    package static func decode(_ text: String) -> [UInt8]? {
        var result: [UInt8] = []
        var buffer: UInt64 = 0
        var bits = 0
        for byte in text.utf8 where !" -=".utf8.contains(byte) {
            let upper = (97...122).contains(byte) ? byte - 32 : byte
            guard let value = alphabet.firstIndex(of: upper) else { return nil }
            buffer = (buffer << 5 | UInt64(value)) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: buffer >> UInt64(bits)))
            }
        }
        return result
    }
}

/// Base64 with the alphabet for addresses (RFC 4648 §5), without padding.
package enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let values: [UInt8: UInt32] = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().map { ($0.element, UInt32($0.offset)) })

    package static func encode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let part = bytes[index..<min(index + 3, bytes.count)]
            let number = part.reduce(0 as UInt32) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
            for place in 0...part.count { result.append(alphabet[Int(number >> UInt32(18 - 6 * place) & 63)]) }
            index += 3
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// `nil` for a character outside the alphabet, or a length that cannot be.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        guard text.utf8.count % 4 != 1 else { return nil }
        var result: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in text.utf8 {
            guard let value = values[byte] else { return nil }
            buffer = (buffer << 6 | value) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return result
    }
}

/// Bytes of a hexadecimal text; `nil` when it is none.
package func bytes(hexadecimal text: some StringProtocol) -> [UInt8]? {
    func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 97...102: byte - 87
        case 65...70: byte - 55
        default: nil
        }
    }
    guard text.utf8.count % 2 == 0 else { return nil }
    var result: [UInt8] = []
    var iterator = text.utf8.makeIterator()
    while let first = iterator.next(), let second = iterator.next() {
        guard let high = nibble(first), let low = nibble(second) else { return nil }
        result.append(high << 4 | low)
    }
    return result
}
