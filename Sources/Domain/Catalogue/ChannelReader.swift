/// Reads a cell of 公开渠道和载体: boxes or a plain list, with every separator that occurs.
struct ChannelReader {
    private(set) var channels: Set<Channel> = []
    /// The words behind 其他, and names that are none of the thirteen.
    private(set) var others: [String] = []
    /// Names that are none of the thirteen.
    private(set) var unknown: [String] = []
    /// Names that stand for one of the thirteen.
    private(set) var aliases: [(written: String, channel: Channel)] = []
    private(set) var foldedGlyphs: CatalogueText.Scalars = []
    /// Names in the same box as another, without a sign of their own; not chosen.
    private(set) var unmarked: [String] = []

    mutating func read(_ text: String) {
        let marked = MarkedText(CatalogueText.folded(text)) { ChannelNames.prefix(of: $0) != nil }
        for glyph in marked.folded where !foldedGlyphs.contains(glyph) { foldedGlyphs.append(glyph) }
        for segment in marked.segments {
            if marked.hasMarks && segment.mark != .on { continue }
            readNames(segment.text[...], isMarked: marked.hasMarks)
        }
    }

    /// Adds a channel that a column of its own has ticked.
    mutating func choose(_ name: String) {
        readNames(CatalogueText.folded(name)[...], isMarked: false)
    }

    private mutating func readNames(_ text: ArraySlice<Unicode.Scalar>, isMarked: Bool) {
        var rest = Self.withoutLead(text)
        var isFirst = true
        while !rest.isEmpty {
            if let (channel, end) = ChannelNames.prefix(of: rest), Self.endsName(text, at: end) {
                let written = CatalogueText.string(rest[..<end])
                rest = text[end...]
                add(channel, written: written)
                let note = Self.takeBracket(&rest)
                if channel == .other { rest = addOthers(note: note, rest: rest) }
            } else {
                let token = rest.prefix { !Self.isSeparator($0) }
                rest = text[token.endIndex...]
                addToken(Array(token), isTrailing: isMarked && !isFirst)
            }
            isFirst = false
            rest = Self.withoutLead(rest)
        }
    }

    private mutating func add(_ channel: Channel, written: String) {
        channels.insert(channel)
        let trimmed = CatalogueText.string(CatalogueText.trimmed(Array(written.unicodeScalars)) { $0 == " " || $0 == "\n" })
        if CatalogueText.key(trimmed) != CatalogueText.key(channel.rawValue), !aliases.contains(where: { $0.written == trimmed }) {
            aliases.append((trimmed, channel))
        }
    }

    private mutating func addToken(_ token: CatalogueText.Scalars, isTrailing: Bool) {
        let name = CatalogueText.string(CatalogueText.trimmed(token, CatalogueText.isIgnorable))
        if name.isEmpty { return }
        if let channel = ChannelNames.channel(named: name) { return add(channel, written: name) }
        let parts = name.split(separator: "/").map(String.init)
        if parts.count > 1, parts.allSatisfy({ ChannelNames.channel(named: $0) != nil }) {
            for part in parts { addToken(Array(part.unicodeScalars), isTrailing: isTrailing) }
            return
        }
        if isTrailing {
            unmarked.append(name)
        } else {
            channels.insert(.other)
            others.append(name)
            unknown.append(name)
        }
    }

    /// What stands behind 其他, in brackets or after a colon, are its words.
    private mutating func addOthers(note: CatalogueText.Scalars, rest: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var words = note.split(whereSeparator: Self.isSeparator).map { CatalogueText.string($0) }
        var rest = rest
        if rest.first(where: { $0 != " " }) == ":" {
            words += rest.split(whereSeparator: { Self.isSeparator($0) || $0 == ":" }).map { CatalogueText.string($0) }
            rest = rest[rest.endIndex...]
        }
        others += words.filter { word in !word.unicodeScalars.allSatisfy(CatalogueText.isIgnorable) }
        return rest
    }

    /// After a whole name comes a separator, a bracket, the end, or the next name.
    private static func endsName(_ text: ArraySlice<Unicode.Scalar>, at end: Int) -> Bool {
        guard end < text.endIndex else { return true }
        if CatalogueText.isIgnorable(text[end]) || text[end] == "|" { return true }
        return ChannelNames.prefix(of: text[end...]) != nil || text[end] == "等" || text[end] == "和" || text[end] == "及"
    }

    private static func takeBracket(_ rest: inout ArraySlice<Unicode.Scalar>) -> CatalogueText.Scalars {
        let open = rest.drop { $0 == " " }
        guard open.first == "(", let close = open.firstIndex(of: ")") else { return [] }
        defer { rest = rest[(close + 1)...] }
        return Array(open[(open.startIndex + 1)..<close])
    }

    /// Without separators, numbers such as 「1.」 and joining words at the beginning.
    private static func withoutLead(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var rest = text
        while let first = rest.first {
            if CatalogueText.isIgnorable(first) || first == "|" || first == "等" || ("①"..."⑳").contains(first) {
                rest = rest.dropFirst()
            } else if first == "和" || first == "及" {
                rest = rest.dropFirst()
            } else if CatalogueText.isDigit(first) {
                let after = rest.drop(while: CatalogueText.isDigit)
                guard let sign = after.first, ".、)".unicodeScalars.contains(sign) else { return rest }
                rest = after.dropFirst()
            } else {
                return rest
            }
        }
        return rest
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\n", ",", ";", "、", "。", "|": true
        default: false
        }
    }
}
