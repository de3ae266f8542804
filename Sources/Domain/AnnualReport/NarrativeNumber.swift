/// A number in the prose of a report that the tables have, too: 全年新收政府信息公开申请 81 件.
struct NarrativeNumber: Sendable, Hashable {
    let phrase: String
    let written: Int
    let cell: ReportCell

    private struct Pattern {
        /// All of them, in this order, in one clause before the number.
        let words: [String]
        /// None of them.
        let without: [String]
        let cell: ReportCell
    }

    // Parts of the whole (网络申请15件, 其中…) are other numbers, so only the clause that names the whole counts.
    private static let patterns = [
        Pattern(words: ["结转下年度"], without: [], cell: .three(.carriedOver, .total)),
        Pattern(words: ["结转下年"], without: [], cell: .three(.carriedOver, .total)),
        Pattern(words: ["上年", "结转"], without: ["下年"], cell: .three(.carriedIn, .total)),
        Pattern(words: ["办理结果总计"], without: [], cell: .three(.closed, .total)),
        Pattern(words: ["新收", "公开申请"], without: excluded + ["结转"], cell: .three(.received, .total)),
        Pattern(words: ["收到", "信息公开申请"], without: excluded + ["结转"], cell: .three(.received, .total)),
        Pattern(words: ["收到", "依申请公开"], without: excluded + ["结转"], cell: .three(.received, .total)),
    ]
    private static let excluded = ["其中", "网络", "网上", "信函", "当面", "传真", "邮件", "在线", "平台", "同比", "增长", "下降", "比上年"]

    /// The first number for each cell, at most so many clauses looked at.
    static func all(in text: String) -> [NarrativeNumber] {
        var result: [NarrativeNumber] = []
        for clause in clauses(text).prefix(2_000) {
            guard let (words, number) = counted(clause) else { continue }
            for pattern in patterns where matches(words, pattern) && !result.contains(where: { $0.cell == pattern.cell }) {
                result.append(NarrativeNumber(phrase: clause, written: number, cell: pattern.cell))
                break
            }
        }
        return result
    }

    private static func clauses(_ text: String) -> [String] {
        text.split { "，。；：！？（）\n,;:".contains($0) }.map { Folding.trimmed(String($0)) }
    }

    /// The words before the first number that counts pieces (件, 宗, 条), and that number.
    private static func counted(_ clause: String) -> (words: String, number: Int)? {
        let scalars = Array(clause.unicodeScalars)
        guard scalars.count <= 80 else { return nil }
        var index = 0
        while index < scalars.count {
            guard let start = scalars[index...].firstIndex(where: { digit($0) != nil }) else { return nil }
            let end = scalars[start...].firstIndex { digit($0) == nil } ?? scalars.count
            let unit = scalars[end...].first { Folding.fold($0.value) != 0x20 }
            if unit == "件" || unit == "宗", end - start <= 8 {
                let words = String(String.UnicodeScalarView(scalars[..<start].filter { Folding.fold($0.value) != 0x20 }))
                return (words, scalars[start..<end].reduce(0) { $0 * 10 + (digit($1) ?? 0) })
            }
            index = end
        }
        return nil
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        let folded = Folding.fold(scalar.value)
        return (48...57).contains(folded) ? Int(folded - 48) : nil
    }

    private static func matches(_ words: String, _ pattern: Pattern) -> Bool {
        guard !pattern.without.contains(where: words.contains) else { return false }
        var rest = words[...]
        for word in pattern.words {
            guard let range = rest.firstRange(of: word) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}
