/// A small reader of the HTML that the pages write: enough to ask what is in it, and strict about what is closed when.
struct Markup {
    struct Element {
        var name: String
        var attributes: [String: String]
        /// All text inside, at any depth.
        var text: String
    }

    enum Fault: Error, Equatable {
        case unexpectedEnd(String)
        case neverClosed([String])
        case bareAngle(String)
    }

    private(set) var elements: [Element] = []

    /// The contents of `meta name=…`.
    var tags: [String: String] {
        let pairs = elements.filter { $0.name == "meta" }.compactMap { element in
            element.attributes["name"].map { ($0, element.attributes["content"] ?? "") }
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private static let void: Set<String> = ["meta", "link", "hr", "input", "img", "br", "wbr"]

    init(_ source: String) throws {
        var open: [Int] = []
        var rest = source[...]
        while let start = rest.firstIndex(of: "<") {
            let text = String(rest[..<start])
            guard !text.contains(">") else { throw Fault.bareAngle(text) }
            for index in open { elements[index].text += Markup.unescaped(text) }
            guard let end = rest[start...].firstIndex(of: ">") else { throw Fault.bareAngle(String(rest[start...])) }
            let inside = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if inside.hasPrefix("!") { continue }
            if inside.hasPrefix("/") {
                guard let last = open.popLast(), elements[last].name == inside.dropFirst() else {
                    throw Fault.unexpectedEnd(String(inside))
                }
                continue
            }
            let element = Markup.element(inside)
            elements.append(element)
            if !Markup.void.contains(element.name) { open.append(elements.count - 1) }
        }
        guard open.isEmpty else { throw Fault.neverClosed(open.map { elements[$0].name }) }
    }

    private static func element(_ inside: Substring) -> Element {
        let name = inside.prefix { $0 != " " }
        var attributes: [String: String] = [:]
        var rest = inside.dropFirst(name.count)
        while let first = rest.firstIndex(where: { $0 != " " }) {
            let key = rest[first...].prefix { $0 != "=" && $0 != " " }
            rest = rest[key.endIndex...]
            guard rest.hasPrefix("=\"") else {
                attributes[String(key)] = ""
                continue
            }
            let value = rest.dropFirst(2).prefix { $0 != "\"" }
            attributes[String(key)] = unescaped(String(value))
            rest = rest[value.endIndex...].dropFirst()
        }
        return Element(name: String(name), attributes: attributes, text: "")
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(38) else { return text }
        return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) { text, pair in
            text.split(separator: pair.0, omittingEmptySubsequences: false).joined(separator: pair.1)
        }
    }
}
