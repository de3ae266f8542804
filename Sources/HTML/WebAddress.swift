/// An address that may stand in `href`, `src` or `action`: relative, or with one of the schemes `http`, `https`, `mailto` and `tel`.
///
/// `javascript:`, `data:` and every other scheme are refused, also when disguised with white space or control characters, which browsers
/// drop before they read the scheme. Characters that cannot stand in an address are percent-encoded; what is already encoded is kept.
package struct WebAddress: Sendable, Hashable, CustomStringConvertible {
    package private(set) var text: String

    package var description: String { text }

    /// `nil` when the text is empty, longer than 4096 bytes, holds a control character or a backslash, names a scheme that is not
    /// allowed, or begins with `//` (an address on another host that looks like a path).
    package init?(_ text: String) {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        var scheme: String?
        var mayBeScheme = true
        for byte in text.utf8 {
            guard byte >= 0x20, byte != 0x7F, byte != UInt8(ascii: "\\") else { return nil }
            switch byte {
            case UInt8(ascii: ":"):
                if mayBeScheme { scheme = String(decoding: encoded, as: UTF8.self) }
                mayBeScheme = false
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
                mayBeScheme = false
            default: break
            }
            if WebAddress.mustEncode(byte) {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(WebAddress.hexadecimal(byte >> 4))
                encoded.append(WebAddress.hexadecimal(byte & 15))
            } else {
                encoded.append(byte)
            }
        }
        guard !encoded.isEmpty, encoded.count <= 4096, !encoded.starts(with: [UInt8(ascii: "/"), UInt8(ascii: "/")]) else { return nil }
        if let scheme, !WebAddress.schemes.contains(WebAddress.lowercased(scheme)) { return nil }
        self.text = String(decoding: encoded, as: UTF8.self)
    }

    /// A path on this site that the program has made itself, such as `/units/fgj?page=2`.
    ///
    /// - Precondition: it begins with one `/` and holds only characters an address may hold.
    package init(path: String) {
        precondition(path.utf8.first == UInt8(ascii: "/") && !path.utf8.dropFirst().starts(with: "/".utf8), "not a path: \(path)")
        precondition(!path.utf8.contains { $0 <= 0x20 || $0 == 0x7F || WebAddress.mustEncode($0) }, "not encoded: \(path)")
        text = path
    }

    /// An address written in the source, such as `https://schema.org/WebSite`.
    ///
    /// - Precondition: it is one that `init(_:)` would take as it stands.
    package init(literal: StaticString) {
        let address = WebAddress("\(literal)")
        precondition(address?.text == "\(literal)", "not an address: \(literal)")
        text = "\(literal)"
    }

    /// A place on the same page, such as `#content`.
    package init(fragment: StaticString) { text = "#\(fragment)" }

    /// A place on the same page named at run time; characters outside the unreserved set are percent-encoded.
    package init(fragmentNamed name: String) { text = "#" + name.percentEncoded }

    /// A place on the page of this address.
    package func at(_ fragment: StaticString) -> WebAddress {
        var address = self
        address.text += "#\(fragment)"
        return address
    }

    /// `https://host/…`: whether the address leads away from this site.
    package var isExternal: Bool { text.utf8.starts(with: "http".utf8) && text.utf8.contains(UInt8(ascii: ":")) }

    private static let schemes: Set<String> = ["http", "https", "mailto", "tel"]

    private static func mustEncode(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: false
        default: true
        }
    }

    static func hexadecimal(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 48 + nibble : 55 + nibble }

    /// ASCII only, byte by byte: Unicode case folding would make `javaſcript` look like something it is not.
    private static func lowercased(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }, as: UTF8.self)
    }
}

extension String {
    /// Percent-encoded for use as one path segment or one query value: everything but letters, digits and `-._~`.
    package var percentEncoded: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(WebAddress.hexadecimal(byte >> 4))
                bytes.append(WebAddress.hexadecimal(byte & 15))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
