/// What a site lets robots visit (robots.txt, RFC 9309).
package struct RobotsRules: Sendable, Hashable {
    private struct Line: Sendable, Hashable {
        let pattern: [UInt8]
        let isAllowed: Bool
    }

    private var lines: [Line] = []
    /// Seconds between two visits that the site asks for.
    package private(set) var delay: Int?

    /// Everything is allowed: there is no such file.
    package static let none = RobotsRules()

    private init() {}

    /// RFC 9309, 2.5: so much is read.
    private static let mostBytes = 500 << 10
    private static let mostLines = 5_000

    /// - Parameter agent: our name, in small letters; a group for it goes before the one for `*`.
    package init(_ text: [UInt8], agent: String) {
        var own = RobotsRules()
        var general = RobotsRules()
        var names: [String] = []
        var isInRules = true
        var hasOwn = false
        for line in text.prefix(Self.mostBytes).split(whereSeparator: { $0 == 10 || $0 == 13 }).prefix(Self.mostLines) {
            let content = line.prefix { $0 != UInt8(ascii: "#") }
            guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let key = Self.trimmed(content[..<colon]).lowercased()
            let value = Self.trimmed(content[(colon + 1)...])
            if key == "user-agent" {
                if isInRules { names = [] }
                isInRules = false
                names.append(value.lowercased())
                if names.contains(agent) { hasOwn = true }
                continue
            }
            isInRules = true
            if names.contains(agent) { own.take(key, value) }
            if names.contains("*") { general.take(key, value) }
        }
        self = hasOwn ? own : general
    }

    private mutating func take(_ key: String, _ value: String) {
        switch key {
        case "allow" where !value.isEmpty: lines.append(Line(pattern: Array(value.utf8), isAllowed: true))
        case "disallow" where !value.isEmpty: lines.append(Line(pattern: Array(value.utf8), isAllowed: false))
        case "crawl-delay": if let seconds = Int(value), seconds >= 0 { delay = seconds }
        default: break
        }
    }

    /// The longest pattern that fits decides; of two equally long ones the one that allows.
    package func allows(_ address: String) -> Bool {
        if address == "/robots.txt" { return true }
        let path = Array(address.utf8)
        let fitting = lines.filter { Self.fits($0.pattern, path) }
        guard let longest = fitting.map(\.pattern.count).max() else { return true }
        return fitting.contains { $0.pattern.count == longest && $0.isAllowed }
    }

    /// `*` stands for anything, `$` at the end for the end. One pass with one way back: no pattern takes longer than its length times the path's.
    private static func fits(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
        let isAnchored = pattern.last == UInt8(ascii: "$")
        let pattern = isAnchored ? Array(pattern.dropLast()) : pattern + [UInt8(ascii: "*")]
        var (at, place, star, back) = (0, 0, -1, 0)
        while place < path.count {
            if at < pattern.count, pattern[at] == UInt8(ascii: "*") {
                (star, back) = (at, place)
                at += 1
            } else if at < pattern.count, pattern[at] == path[place] {
                at += 1
                place += 1
            } else if star >= 0 {
                back += 1
                (at, place) = (star + 1, back)
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String { Folding.trimmed(String(decoding: bytes, as: UTF8.self)) }
}
