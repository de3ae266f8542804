/// Which pages of a live site are visited, in which order, and when it is enough: breadth first, within limits.
package struct VisitPlan: Sendable {
    /// When a visit ends.
    package struct Limits: Sendable, Hashable {
        package var pages = 500
        /// Clicks from the first page.
        package var depth = 5
        /// Of all pages together.
        package var bytes = 200 << 20
        package var seconds = 600
        /// Links that are only tried.
        package var trials = 200

        package init() {}
    }

    package struct Stop: Sendable, Hashable {
        package let address: String
        package let depth: Int
    }

    package enum End: Sendable, Hashable { case done, pages, bytes, seconds }

    package let limits: Limits
    package let robots: RobotsRules
    private var waiting: [Stop]
    private var next = 0
    private var known: Set<String>
    package private(set) var visited = 0
    package private(set) var bytes = 0
    /// Addresses that robots.txt closes.
    package private(set) var closed: Set<String> = []
    /// Addresses too many clicks away.
    package private(set) var tooDeep = 0

    private static let mostWaiting = 100_000

    package init(from start: String, limits: Limits, robots: RobotsRules) {
        self.limits = limits
        self.robots = robots
        waiting = [Stop(address: start, depth: 0)]
        known = [start]
    }

    /// The next page to visit; `nil` when it is enough.
    ///
    /// - Parameter seconds: that have gone since the beginning.
    package mutating func step(after seconds: Int) -> (stop: Stop?, end: End) {
        while next < waiting.count {
            if visited >= limits.pages { return (nil, .pages) }
            if bytes >= limits.bytes { return (nil, .bytes) }
            if seconds >= limits.seconds { return (nil, .seconds) }
            let stop = waiting[next]
            next += 1
            guard robots.allows(stop.address) else {
                closed.insert(stop.address)
                continue
            }
            visited += 1
            return (stop, .done)
        }
        return (nil, .done)
    }

    package mutating func took(_ count: Int) { bytes += count }

    /// Takes the links of a visited page in.
    package mutating func found(_ targets: [String], on stop: Stop) {
        for target in targets where Self.mayBePage(target) && known.count < Self.mostWaiting {
            guard stop.depth < limits.depth else {
                tooDeep += 1
                continue
            }
            if known.insert(target).inserted { waiting.append(Stop(address: target, depth: stop.depth + 1)) }
        }
    }

    /// Files for downloading are tried, not visited.
    package static func mayBePage(_ address: String) -> Bool {
        let path = address.utf8.prefix { $0 != UInt8(ascii: "?") }
        let name = path.suffix(from: path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return true }
        let ending = String(decoding: name[name.index(after: dot)...], as: UTF8.self).lowercased()
        return pageEndings.contains(ending)
    }

    private static let pageEndings: Set<String> = ["html", "htm", "shtml", "xhtml", "jsp", "jspx", "asp", "aspx", "php", "do", "action"]
}
