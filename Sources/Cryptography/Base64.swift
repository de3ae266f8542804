import CLibCrypto

/// Base64 (RFC 4648, 4) with padding and without line breaks.
package enum Base64 {
    package static func text(_ bytes: [UInt8]) -> String {
        var result = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        let length = EVP_EncodeBlock(&result, bytes, Int32(bytes.count))
        return String(decoding: result.prefix(Int(length)), as: UTF8.self)
    }

    /// - Returns: `nil` for anything that `text` would not have written.
    package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let source = Array(text.utf8)
        guard source.count % 4 == 0, source.count <= 1 << 20 else { return nil }
        guard !source.isEmpty else { return [] }
        var result = [UInt8](repeating: 0, count: source.count / 4 * 3)
        guard EVP_DecodeBlock(&result, source, Int32(source.count)) == Int32(result.count) else { return nil }
        result.removeLast(source.suffix(2).count { $0 == UInt8(ascii: "=") })
        // libcrypto lets white space and loose bits pass; one spelling must mean one thing.
        return Self.text(result).utf8.elementsEqual(source) ? result : nil
    }
}
