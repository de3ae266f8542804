import CLibXML2
import Domain

/// What Word and WPS say in the `style` and `class` of their HTML (`mso-…`).
struct OfficeStyle {
    enum Role {
        case title
        case heading(level: Int)
        case entry
    }

    /// What is drawn before an entry.
    enum Mark: Equatable {
        case bullet
        case number(Int, shown: String)
        /// A number of another kind, such as 一、 or （1）: part of the text.
        case text(String)
    }

    private let style: String
    private let names: [String]

    init(_ node: HTMLNode) {
        style = (node.attribute("style") ?? "").lowercased()
        names = (node.attribute("class") ?? "").lowercased().split(separator: " ").map(String.init)
    }

    /// Folded so that `display: none` and `display:none` are the same.
    private func has(_ declaration: String) -> Bool {
        guard !style.isEmpty else { return false }
        return style.utf8.filter { $0 > 0x20 }.split(separator: UInt8(ascii: ";")).contains { $0.starts(with: declaration.utf8) }
    }

    var isHidden: Bool { has("display:none") || has("mso-hide:all") }

    var isListMark: Bool { has("mso-list:ignore") }

    var role: Role? {
        if names.contains("msotitle") { return .title }
        if has("mso-list:l") { return .entry }
        let packed = style.utf8.filter { $0 > 0x20 }
        for part in packed.split(separator: UInt8(ascii: ";")) where part.starts(with: "mso-outline-level:".utf8) {
            if let digit = part.last, (49...57).contains(digit) { return .heading(level: min(Int(digit) - 47, 4)) }
        }
        return nil
    }

    /// The sign that the program has drawn before the entry, in an element of its own.
    static func mark(of node: HTMLNode, depth: Int) -> Mark {
        guard let drawn = drawnMark(node, depth: depth) else { return .bullet }
        let shown = Folding.trimmed(drawn)
        let digits = shown.utf8.prefix { (48...57).contains($0) }
        if (1...4).contains(digits.count),
            shown.utf8.count == digits.count || shown.utf8.dropFirst(digits.count).elementsEqual([UInt8(ascii: ".")]),
            let number = Int(Substring(digits))
        {
            return .number(number, shown: shown)
        }
        // Bullets are letters of symbol fonts as often as not: o, §, Ø, ü, n, l.
        let scalars = shown.unicodeScalars
        if scalars.count <= 1, scalars.first.map({ !(0x4E00...0x9FFF).contains($0.value) && !(0x2460...0x2473).contains($0.value) }) ?? true
        {
            return .bullet
        }
        return .text(shown)
    }

    private static func drawnMark(_ node: HTMLNode, depth: Int) -> String? {
        guard depth > 0 else { return nil }
        for child in node.nodes where child.elementName != nil {
            if OfficeStyle(child).isListMark { return text(child, depth: depth - 1) }
            if let found = drawnMark(child, depth: depth - 1) { return found }
        }
        return nil
    }

    private static func text(_ node: HTMLNode, depth: Int) -> String {
        guard depth > 0 else { return "" }
        return node.nodes.reduce(into: "") { result, child in
            if child.elementName != nil {
                result += text(child, depth: depth - 1)
            } else if let content = child.pointee.content {
                result += String(cString: content)
            }
        }
    }
}
