/// Web addresses in a text: which to try, and what to say of them.
package enum LinkCheck {
    /// An address as the text writes it.
    package struct Link: Sendable, Hashable {
        package let address: String
        package let host: String
        package let place: Finding.Place
    }

    /// What became of asking for an address.
    package enum Outcome: Sendable, Hashable {
        /// The status of the last answer, after redirections.
        case answered(status: Int)
        /// No such host, nobody listening, no answer in time.
        case unreachable
        /// Not asked: the address leads into a private network.
        case refused
    }

    package static let mostLinks = 50
    private static let longest = 2_000

    /// The addresses that are worth a try, each once, at most `mostLinks`.
    package static func links(in content: Draft.Content) -> [Link] {
        var seen: Set<String> = []
        return written(in: CheckedText(content)).compactMap { link -> Link? in
            guard let host = link.host, fault(host) == nil, seen.insert(link.address).inserted else { return nil }
            return Link(address: link.address, host: host, place: link.place)
        }.prefix(mostLinks).map { $0 }
    }

    /// What the answers say: for a check that runs apart, because it takes time.
    package static func findings(_ results: [(link: Link, outcome: Outcome)]) -> [Finding] {
        results.compactMap { link, outcome in
            let reason: String
            switch outcome {
            case .answered(let status) where [404, 410].contains(status): reason = "链接打不开：网页不存在（\(status)）。"
            case .answered(let status) where status >= 500: reason = "链接打不开：对方网站出错（\(status)）。"
            case .answered: return nil
            case .unreachable: reason = "链接打不开：网站没有应答。"
            case .refused: reason = "链接指向内部网络，公众打不开。"
            }
            return Finding(
                .deadLink, .warning, at: link.place, matched: link.address, reason: reason, remedy: "请核对网址，改正或者删去。")
        }
    }

    // MARK: What needs no network

    static func findings(in text: CheckedText, siteHosts: [String]) -> [Finding] {
        written(in: text).compactMap { link in
            guard let host = link.host else {
                return Finding(.deadLink, .blocking, at: link.place, matched: link.address, reason: "网址不完整或者写错了。", remedy: "请核对网址，改正或者删去。")
            }
            switch fault(host) {
            case .isPrivate?:
                return Finding(
                    .deadLink, .blocking, at: link.place, matched: link.address, reason: "网址指向内部网络或者本机，公众打不开，还会暴露内部地址。",
                    remedy: "请改为公众能访问的网址，或者删去。")
            case .malformed?:
                return Finding(.deadLink, .blocking, at: link.place, matched: link.address, reason: "网址中的主机名写错了。", remedy: "请核对网址，改正或者删去。")
            case nil:
                let isOurs = siteHosts.contains { host == $0 || host.hasSuffix(".\($0)") }
                guard !isOurs, host != "gov.cn", !host.hasSuffix(".gov.cn"), !host.hasSuffix(".政务") else { return nil }
                return Finding(
                    .foreignLink, .warning, at: link.place, matched: host, sample: link.address,
                    reason: "链接指向政府网站以外的网站（\(host)），内容不受本机关控制。",
                    remedy: "请确认确有必要、内容安全可靠；否则删去或者改用政府网站的网址。")
            }
        }
    }

    enum HostFault: Sendable, Hashable { case isPrivate, malformed }

    /// `nil` for a host that the public can reach, by its name or its address.
    package static func isPublicHost(_ host: String) -> Bool { fault(host.lowercased()) == nil }

    static func fault(_ host: String) -> HostFault? {
        if host == "localhost" || host.hasPrefix("[") { return .isPrivate }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count == 4, labels.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) {
            let numbers = labels.compactMap { Int($0) }
            guard numbers.count == 4, numbers.allSatisfy({ $0 <= 255 }) else { return .malformed }
            return isPrivate(numbers) ? .isPrivate : nil
        }
        // A name without a point is known in one's own network only.
        if labels.count == 1 { return .isPrivate }
        if ["local", "lan", "internal", "intranet", "home", "corp", "localhost", "localdomain"].contains(labels[labels.count - 1]) {
            return .isPrivate
        }
        let isWellFormed = labels.allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63 && label.utf8.first != 45 && label.utf8.last != 45
                && label.unicodeScalars.allSatisfy {
                    $0.value > 0x7F || $0.value == 45 || (48...57).contains($0.value) || (97...122).contains($0.value)
                }
        }
        // The last part of a name is letters, or xn--.
        guard isWellFormed, let last = labels.last, last.utf8.contains(where: { !(48...57).contains($0) }), last.unicodeScalars.count >= 2
        else {
            return .malformed
        }
        return nil
    }

    private static func isPrivate(_ n: [Int]) -> Bool {
        switch (n[0], n[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (192, 168): true
        case (172, 16...31), (100, 64...127), (198, 18...19): true
        case (224...255, _): true
        default: false
        }
    }

    private struct Written {
        let address: String
        /// Lower case; `nil` when there is none.
        let host: String?
        let place: Finding.Place
    }

    private static let schemes = WordMatcher(["http://", "https://", "http:/", "http:\\\\", "https:\\\\", "http//", "www."])
    private static let starts = Set("abcdefghijklmnopqrstuvwxyz0123456789-.@/_".unicodeScalars.map(\.value))

    private static func written(in text: CheckedText) -> [Written] {
        text.pieces.flatMap { piece -> [Written] in
            var end = 0
            var found: [Written] = []
            for match in schemes.matches(in: piece.folded).sorted(by: {
                ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count)
            }) {
                let start = match.range.lowerBound
                guard start >= end else { continue }
                // In the middle of another word it is none: xwww.
                if start > 0, starts.contains(piece.folded[start - 1]) { continue }
                end = addressEnd(piece, from: match.range.upperBound)
                let address = piece.string(start..<end)
                let rest = piece.folded[match.range.upperBound..<end]
                let isPlain = match.word <= 1 || match.word == 6
                let host = isPlain ? host(match.word == 6 ? piece.folded[start..<end] : rest) : nil
                found.append(Written(address: address, host: host, place: piece.place(start..<end)))
            }
            return found
        }
    }

    /// Addresses end at the first character that needs escaping in one, and before punctuation at their end.
    private static func addressEnd(_ piece: CheckedText.Piece, from: Int) -> Int {
        var end = from
        while end < piece.scalars.count, end - from < longest {
            let scalar = piece.scalars[end].value
            guard scalar > 0x20, scalar < 0x7F, !"<>\"{}|\\^`".unicodeScalars.contains(piece.scalars[end]) else { break }
            end += 1
        }
        while end > from, ".,;:!?)'".unicodeScalars.contains(piece.scalars[end - 1]) { end -= 1 }
        return end
    }

    private static func host(_ folded: ArraySlice<UInt32>) -> String? {
        let authority = folded.prefix { !"/?#".unicodeScalars.contains(Unicode.Scalar($0) ?? "/") }
        let name = (authority.lastIndex(of: 0x40).map { authority[(authority.index(after: $0))...] } ?? authority).prefix { $0 != 0x3A }
        return name.isEmpty ? nil : String(String.UnicodeScalarView(name.compactMap(Unicode.Scalar.init)))
    }
}
