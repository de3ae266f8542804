/// A mail address as the mail protocol wants it, with the name shown beside it.
package struct MailAddress: Sendable, Hashable {
    /// `zwgk@example.gov.cn`
    package let address: String
    /// Shown by mail programs; may be empty.
    package let name: String

    /// Reads `zwgk@example.gov.cn` or `政务公开办 <zwgk@example.gov.cn>`.
    ///
    /// `nil` for anything that could be taken for another address, a header line or an option: only printable ASCII without spaces,
    /// quotes, brackets, commas and semicolons, one `@`, at most 254 bytes.
    package init?(_ text: String) {
        var name = ""
        var address = text
        if text.utf8.last == UInt8(ascii: ">"), let start = text.utf8.lastIndex(of: UInt8(ascii: "<")) {
            name = String(text[..<start].unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\"" }.map(Character.init))
            while name.utf8.last == UInt8(ascii: " ") { name.removeLast() }
            address = String(text[text.utf8.index(after: start)...].dropLast())
        }
        guard Self.isAddress(address), name.unicodeScalars.count <= 100 else { return nil }
        self.address = address
        self.name = name
    }

    /// What stands after the `@`.
    package var domain: String { String(address[address.utf8.index(after: address.utf8.lastIndex(of: 64) ?? address.startIndex)...]) }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, parts.allSatisfy({ !$0.isEmpty }) else { return false }
        guard parts[0].first != UInt8(ascii: "-"), parts[1].first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>(),;:\\[]".utf8.contains($0) }
    }
}
