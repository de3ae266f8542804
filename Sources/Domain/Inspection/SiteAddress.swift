/// Where a link leads, seen from a page of a site.
package enum SiteAddress: Sendable, Hashable {
    /// Inside the site: `/path?query`, dots resolved, without fragment.
    case inside(String)
    /// On another host.
    case outside(host: String)
    /// No page: `javascript:`, `mailto:`, a place on the same page, nonsense.
    case none

    private static let longest = 2_000

    /// - Parameters:
    ///   - reference: as the page writes it.
    ///   - base: the page's own address in the site.
    ///   - hosts: names by which the site calls itself, in small letters, with port where there is one.
    package static func resolve(_ reference: String, on base: String, hosts: Set<String>) -> SiteAddress {
        var bytes = reference.utf8.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }[...]
        while bytes.first == 0x20 { bytes.removeFirst() }
        while bytes.last == 0x20 { bytes.removeLast() }
        if let mark = bytes.firstIndex(of: UInt8(ascii: "#")) { bytes = bytes[..<mark] }
        guard !bytes.isEmpty, bytes.count <= longest, !bytes.contains(0) else { return .none }
        if let scheme = scheme(bytes) {
            guard scheme == "http" || scheme == "https" else { return .none }
            bytes = bytes.dropFirst(scheme.utf8.count + 1)
            guard bytes.starts(with: "//".utf8) else { return .none }
        }
        if bytes.starts(with: "//".utf8) {
            let rest = bytes.dropFirst(2)
            let authority = rest.prefix { !"/?".utf8.contains($0) }
            let host = lowercased(authority)
            guard !host.isEmpty, !authority.contains(UInt8(ascii: "@")) else { return .none }
            guard hosts.contains(host) else { return .outside(host: host) }
            let path = rest.dropFirst(authority.count)
            return .inside(normal(path.first == UInt8(ascii: "/") ? path : [UInt8(ascii: "/")] + path))
        }
        if bytes.first == UInt8(ascii: "/") { return .inside(normal(bytes)) }
        let own = Array(base.utf8)
        let path = own.prefix { $0 != UInt8(ascii: "?") }
        if bytes.first == UInt8(ascii: "?") { return .inside(normal(path + bytes)) }
        let folder = path[..<(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)]
        return .inside(normal(folder + bytes))
    }

    /// `/a/b` of `/a/./x/../b`; never above the top.
    private static func normal(_ bytes: ArraySlice<UInt8>) -> String {
        let path = bytes.prefix { $0 != UInt8(ascii: "?") }
        let query = bytes.dropFirst(path.count)
        var parts: [ArraySlice<UInt8>] = []
        let all = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
        for part in all where !part.elementsEqual(".".utf8) {
            if part.elementsEqual("..".utf8) { _ = parts.popLast() } else { parts.append(part) }
        }
        var result: [UInt8] = []
        for part in parts { result += [UInt8(ascii: "/")] + part }
        let endsInFolder =
            path.last == UInt8(ascii: "/") || all.last.map { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) } ?? true
        if endsInFolder { result.append(UInt8(ascii: "/")) }
        // What some write plainly and others as %XX is one address.
        return String(decoding: encoded(result + (query.count > 1 ? Array(query) : [])), as: UTF8.self)
    }

    private static func encoded(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in bytes {
            if byte > 0x20, byte < 0x7F, !"\"<>\\^`{|}".utf8.contains(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return result
    }

    /// Letters before the first colon, if that stands before any slash.
    private static func scheme(_ bytes: ArraySlice<UInt8>) -> String? {
        let word = bytes.prefix { byte in
            (97...122).contains(byte | 0x20) || (48...57).contains(byte) || "+-.".utf8.contains(byte)
        }
        guard !word.isEmpty, bytes.dropFirst(word.count).first == UInt8(ascii: ":") else { return nil }
        return lowercased(word)
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }
}
