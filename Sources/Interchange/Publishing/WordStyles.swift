/// `word/styles.xml`: which paragraphs are headings, by outline level or by the name of the style.
final class WordStyles: XMLEvents {
    struct Style {
        var name = ""
        var basedOn: String?
        /// 0 for the highest heading, 9 for body text.
        var outline: Int?
        var number: Int?
        var level: Int?
        var isTitle = false
    }

    private var styles: [String: Style] = [:]
    private var open: (id: String, style: Style)?

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        switch name {
        case "style":
            open = attributes.string("type") == "paragraph" ? attributes.string("styleId").map { ($0, Style()) } : nil
        case "name": open?.style.name = attributes.string("val") ?? ""
        case "basedOn": open?.style.basedOn = attributes.string("val")
        case "outlineLvl": open?.style.outline = attributes.integer("val")
        case "numId": open?.style.number = attributes.integer("val")
        case "ilvl": open?.style.level = attributes.integer("val")
        default: break
        }
    }

    func end(_ name: XMLName) throws(UnreadableFile) {
        guard name == "style", let (id, style) = open else { return }
        open = nil
        if styles.count >= 10_000 { throw .tooBig("样式超过 10000 个") }
        styles[id] = style
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// A style with what it inherits. A style that is not in the part is told by its identifier, as programs that write no styles do.
    func resolved(_ id: String?) -> Style {
        guard let id else { return Style() }
        var result = Style()
        var next: String? = id
        // Styles that inherit from each other in a circle end here.
        for _ in 0..<16 {
            guard let current = next else { break }
            let style = styles[current] ?? Style(name: current)
            if result.name.isEmpty { result.name = style.name }
            let named = Self.level(ofName: style.name)
            result.outline = result.outline ?? style.outline ?? named
            result.number = result.number ?? style.number
            result.level = result.level ?? style.level
            next = style.basedOn
        }
        result.isTitle = ["title", "标题"].contains(result.name.lowercased())
        return result
    }

    /// `heading 1`, `标题 1`, `标题1`, `Heading1` and the like, counted from 0.
    private static func level(ofName name: String) -> Int? {
        let plain = String(String.UnicodeScalarView(name.lowercased().unicodeScalars.filter { $0 != " " && $0 != "\u{A0}" }))
        for prefix in ["heading", "标题", "標題"] where plain.hasPrefix(prefix) {
            let rest = plain.dropFirst(prefix.count).utf8
            if rest.count == 1, let digit = rest.first, (49...57).contains(digit) { return Int(digit) - 49 }
        }
        return nil
    }
}
