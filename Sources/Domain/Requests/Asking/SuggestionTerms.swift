/// What to search for in what somebody writes in sentences, to find documents that are public already (公开信息提示).
package enum SuggestionTerms {
    /// No more searches than that for one text.
    package static let most = 24
    /// Nothing is read beyond so many scalars.
    package static let longest = 200
    /// Four characters: longer than most words, so that a place or a year alone finds nothing.
    static let width = 4

    /// Overlapping pieces of the text, in its order, each once: words of the asking itself and signs are left out. A document number is one
    /// piece.
    package static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        for part in parts(of: String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest)))) {
            let scalars = Array(part.unicodeScalars)
            guard scalars.count >= 2 else { continue }
            let starts = scalars.count <= width ? [0] : Array(stride(from: 0, to: scalars.count - width, by: 2)) + [scalars.count - width]
            for start in starts {
                let piece = String(String.UnicodeScalarView(scalars[start..<min(scalars.count, start + width)]))
                if !pieces.contains(piece) { pieces.append(piece) }
                if pieces.count == most { return pieces }
            }
        }
        return pieces
    }

    /// Between signs and the words in which people ask.
    private static func parts(of text: String) -> [String] {
        var folded = Folding.fold(text)
        for word in asking { folded = folded.replacing(word, with: " ") }
        return folded.unicodeScalars.split { scalar in
            !(scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar.properties.isIdeographic)
        }.map { String(String.UnicodeScalarView($0)) }
    }

    /// The longest first, so that no part of one is left standing.
    private static let asking = [
        "政府信息公开申请", "申请公开", "依申请公开", "信息公开", "本人申请", "希望公开", "请求公开", "请公开", "我想知道", "我想了解", "我想要", "想了解", "想知道",
        "请提供", "相关信息", "有关信息", "相关材料", "有关材料", "相关文件", "有关文件", "具体情况", "有关", "相关", "关于", "请问", "以及", "情况", "申请", "信息", "本人", "我们", "我县",
        "本县", "我",
    ]
}
