/// A part of words with placeholders in double braces (占位符); letters and the annual report are written with them.
enum TemplatePart: Sendable, Hashable {
    case text(String)
    /// What stands between `{{` and the next `}}`, as it was typed.
    case name(String)
    /// `{{` without `}}` after it, with all that follows.
    case unclosed(String)
    /// `}}` without `{{` before it.
    case unopened

    /// One after another, as they stand in the text.
    static func parts(of text: String) -> [TemplatePart] {
        let scalars = Array(text.unicodeScalars)
        func isPair(_ scalar: Unicode.Scalar, _ index: Int) -> Bool {
            index + 1 < scalars.count && scalars[index] == scalar && scalars[index + 1] == scalar
        }
        func words(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
        var parts: [TemplatePart] = []
        var (index, plain) = (0, 0)
        func closePlain() {
            if plain < index { parts.append(.text(words(plain..<index))) }
        }
        while index < scalars.count {
            if isPair("{", index) {
                closePlain()
                guard let end = (index + 2..<scalars.count).first(where: { isPair("}", $0) }) else {
                    return parts + [.unclosed(words(index..<scalars.count))]
                }
                parts.append(.name(words(index + 2..<end)))
                (index, plain) = (end + 2, end + 2)
            } else if isPair("}", index) {
                closePlain()
                parts.append(.unopened)
                (index, plain) = (index + 2, index + 2)
            } else {
                index += 1
            }
        }
        closePlain()
        return parts
    }
}
