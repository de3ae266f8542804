/// A sign that says chosen or not chosen, in all the forms that real tables hold.
enum TickGlyph {
    case on
    case off

    /// The sign for that character; 口 is left to the caller, since it is also a character of words.
    init?(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "■", "☑", "√", "✓", "✔", "●", "▄", "█", "▇", "▆", "▅", "▉", "▊", "▣", "☒", "◆", "▪", "◼", "◾", "⬛", "🗹", "🗸", "∨", "◉", "⊙",
            "\u{F0FE}",
            "\u{F0FC}", "\u{F052}", "\u{F050}", "\u{F06E}", "\u{F0FD}", "\u{F053}", "\u{F054}":
            self = .on
        case "□", "☐", "○", "▢", "◻", "◽", "⬜", "▫", "◯", "囗", "❏", "❑", "❒", "◇", "\u{F0A8}", "\u{F06F}", "\u{F0A3}", "\u{F071}",
            "\u{F072}":
            self = .off
        default: return nil
        }
    }

    /// The signs of the canonical table, which need no remark.
    static func isStandard(_ scalar: Unicode.Scalar) -> Bool { scalar == "■" || scalar == "□" || scalar == "√" }

    /// What a cell of a tick column says.
    enum Cell: Equatable {
        case on
        case off
        case unclear
    }

    /// - Parameter name: the heading of the column, which some write into the cell instead of a tick.
    static func cell(_ text: String, name: String) -> (state: Cell, folded: Unicode.Scalar?) {
        let scalars = CatalogueText.folded(text).filter { $0 != " " && $0 != "\n" }
        guard let first = scalars.first else { return (.off, nil) }
        for scalar in scalars {
            if let glyph = TickGlyph(scalar) { return (glyph == .on ? .on : .off, isStandard(scalar) ? nil : scalar) }
        }
        if first == "口" { return (.off, "口") }
        switch CatalogueText.string(scalars).lowercased() {
        case "是", "有", "对", "y", "yes", "v", "vv", "1", "true", "勾", "✅": return (.on, first)
        // Letters that Wingdings shows as ticks, left behind when the font was lost.
        case "ü", "þ", "r", "p": return (.on, first)
        case "否", "无", "不", "n", "no", "x", "×", "✗", "✘", "❌", "-", "—", "——", "/", "\\", "0", "false": return (.off, nil)
        case "¨", "o", "£": return (.off, first)
        default: break
        }
        let key = CatalogueText.key(text)
        return !key.isEmpty && (key == name || key + "公开" == name || name + "公开" == key) ? (.on, nil) : (.unclear, nil)
    }
}

/// A cell's text cut at its boxes: 「■政府网站 □政府公报」.
struct MarkedText {
    struct Segment {
        /// `nil` for text without a box.
        var mark: TickGlyph?
        var text: CatalogueText.Scalars
    }

    private(set) var segments: [Segment] = []
    /// The unusual signs found, each once, in the order met.
    private(set) var folded: CatalogueText.Scalars = []
    private(set) var hasMarks = false

    /// - Parameter beginsName: whether a known name stands at the beginning of that text: tells the box 口 from the character 口.
    init(_ text: CatalogueText.Scalars, beginsName: (ArraySlice<Unicode.Scalar>) -> Bool) {
        var pieces: [Segment] = [Segment(mark: nil, text: [])]
        for (index, scalar) in text.enumerated() {
            var glyph = TickGlyph(scalar)
            if scalar == "口" || scalar == "ロ" || scalar == "〇", Self.isBox(text, at: index, beginsName: beginsName) { glyph = .off }
            guard let glyph else {
                pieces[pieces.count - 1].text.append(scalar)
                continue
            }
            hasMarks = true
            if !TickGlyph.isStandard(scalar), !folded.contains(scalar) { folded.append(scalar) }
            pieces.append(Segment(mark: glyph, text: []))
        }
        segments = hasMarks && Self.isPostfix(pieces) ? Self.turned(pieces) : pieces
        segments.removeAll { $0.mark == nil && $0.text.allSatisfy(CatalogueText.isIgnorable) }
    }

    private static func isBox(_ text: CatalogueText.Scalars, at index: Int, beginsName: (ArraySlice<Unicode.Scalar>) -> Bool) -> Bool {
        let before = text[..<index].last { $0 != " " }
        let isAtStart = index == 0 || text[index - 1] == " " || text[index - 1] == "\n" || CatalogueText.isIgnorable(text[index - 1])
        if let before, "村窗入出路人门港关户牲进".unicodeScalars.contains(before), !isAtStart { return false }
        let rest = text[(index + 1)...].drop { $0 == " " }
        if beginsName(rest) { return true }
        // 口 before a word of its own (口岸, 口粮) is not a box; before anything else at the start of a word it is.
        return isAtStart && !(rest.first.map { "岸粮碑径号腔".unicodeScalars.contains($0) } ?? false)
    }

    /// Whether the signs stand behind their names: 「政府网站√ 政府公报□」.
    private static func isPostfix(_ pieces: [Segment]) -> Bool {
        guard let first = pieces.first, let last = pieces.last else { return false }
        return first.text.contains { !CatalogueText.isIgnorable($0) } && last.text.allSatisfy(CatalogueText.isIgnorable)
    }

    private static func turned(_ pieces: [Segment]) -> [Segment] {
        zip(pieces, pieces.dropFirst()).map { Segment(mark: $1.mark, text: $0.text) }
    }
}
