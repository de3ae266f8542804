/// Cuts a cell that holds several things into its parts, by the punctuation that real tables use.
enum ListSplitting {
    private typealias Scalars = CatalogueText.Scalars

    /// 公开内容（要素）: at semicolons, line breaks and numbers; only when there are none of these, at 、.
    static func elements(_ text: String) -> [String] {
        let lines = joinedWraps(split(text) { $0 == "\n" })
        var pieces = lines.flatMap { split($0) { $0 == "；" || $0 == ";" } }
        pieces = pieces.flatMap(splitNumbers)
        if pieces.count == 1, let only = pieces.first, !only.unicodeScalars.contains(where: { "：:，。".unicodeScalars.contains($0) }) {
            pieces = split(only) { $0 == "、" }
        }
        return pieces.map(bare).filter { !$0.isEmpty }
    }

    /// 公开依据: at line breaks and semicolons, between titles, and where one title follows another without anything between.
    static func bases(_ text: String) -> [String] {
        var result: [String] = []
        for piece in splitBases(text) {
            let name = bare(CatalogueText.oneLine(piece))
            if name.isEmpty { continue }
            let isContinuation = ["第", "(", "（", "〔", "号", "条", "款"].contains { name.hasPrefix($0) } && !name.contains("《")
            if isContinuation, let last = result.popLast() {
                let joint = name.hasPrefix("第") ? "、" : ""
                result.append(last + joint + name)
            } else {
                result.append(name)
            }
        }
        return result
    }

    /// 公开主体: at every separator.
    static func subjects(_ text: String) -> [String] {
        split(text) { "、，,；;\n/|".unicodeScalars.contains($0) }.flatMap { piece -> [String] in
            let words = piece.split(separator: " ").map(String.init)
            return words.allSatisfy { $0.unicodeScalars.count >= 3 } ? words : [piece]
        }.map(bare).filter { !$0.isEmpty }
    }

    // MARK: -

    private static func split(_ text: String, _ isSeparator: (Unicode.Scalar) -> Bool) -> [String] {
        var pieces: [Scalars] = [[]]
        var depth = 0
        for scalar in text.unicodeScalars {
            if "《（(〔【「".unicodeScalars.contains(scalar) { depth += 1 }
            if "》）)〕】」".unicodeScalars.contains(scalar) { depth = max(0, depth - 1) }
            if depth == 0 && isSeparator(scalar) { pieces.append([]) } else { pieces[pieces.count - 1].append(scalar) }
        }
        // A bracket that is never closed would swallow the rest: cut without regard to brackets then.
        if depth > 0, pieces.count == 1 { return text.unicodeScalars.split(whereSeparator: isSeparator).map { CatalogueText.string($0) } }
        return pieces.map { CatalogueText.string($0) }
    }

    /// When lines are numbered, a line without a number belongs to the one before.
    private static func joinedWraps(_ lines: [String]) -> [String] {
        guard lines.count > 1, lines.filter({ numberEnd(Array($0.unicodeScalars)[...]) != nil }).count >= 2 else { return lines }
        var result: [String] = []
        for line in lines {
            if numberEnd(Array(line.unicodeScalars)[...]) == nil, let last = result.popLast() {
                result.append(last + line)
            } else {
                result.append(line)
            }
        }
        return result
    }

    /// 「1.政策 2.程序 3.结果」 on one line: cut where the numbers count on.
    private static func splitNumbers(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        var cuts: [Int] = []
        var next = 1
        for index in scalars.indices {
            guard let (number, _) = number(scalars[index...]), number == next else { continue }
            if index > 0, CatalogueText.isDigit(scalars[index - 1]) { continue }
            cuts.append(index)
            next += 1
        }
        guard cuts.count > 1 else { return [text] }
        let bounds = cuts + [scalars.count]
        let head = cuts[0] > 0 ? [CatalogueText.string(scalars[..<cuts[0]])] : []
        return head + zip(bounds, bounds.dropFirst()).map { CatalogueText.string(scalars[$0..<$1]) }
    }

    private static func number(_ text: ArraySlice<Unicode.Scalar>) -> (value: Int, end: Int)? {
        if let first = text.first, ("①"..."⑳").contains(first) { return (Int(first.value) - 0x245F, text.startIndex + 1) }
        let isBracketed = text.first == "(" || text.first == "（"
        let digits = text.dropFirst(isBracketed ? 1 : 0).prefix(while: CatalogueText.isDigit)
        guard (1...2).contains(digits.count), let value = Int(CatalogueText.string(digits)), let sign = text[digits.endIndex...].first
        else { return nil }
        let signs = isBracketed ? ")）" : ".．、)）"
        guard signs.unicodeScalars.contains(sign) else { return nil }
        let end = digits.endIndex + 1
        // 2.5 is a number, not a heading.
        if sign == ".", let after = text[end...].first, CatalogueText.isDigit(after) { return nil }
        return (value, end)
    }

    private static func numberEnd(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        let start = text.drop { $0 == " " || $0 == "\u{3000}" }
        return number(start)?.end
    }

    /// Without number, bullet, spaces and closing punctuation.
    private static func bare(_ text: String) -> String {
        var scalars = CatalogueText.trimmed(Array(text.unicodeScalars)) { " \u{3000}\n\t".unicodeScalars.contains($0) }
        if let end = numberEnd(scalars[...]) { scalars.removeSubrange(..<end) }
        let bullets = "●■◆▪·★-—*".unicodeScalars
        scalars = Array(
            scalars.drop { bullets.contains($0) || " \u{3000}".unicodeScalars.contains($0) || "、，,；;。".unicodeScalars.contains($0) })
        let ends = "；;，,、。. \u{3000}\n".unicodeScalars
        while let last = scalars.last, ends.contains(last) { scalars.removeLast() }
        return CatalogueText.oneLine(CatalogueText.string(scalars))
    }

    private static func splitBases(_ text: String) -> [String] {
        split(text) { "\n；;、，,".unicodeScalars.contains($0) }.flatMap { piece -> [String] in
            var parts: [Scalars] = [[]]
            var depth = 0
            for scalar in piece.unicodeScalars {
                if scalar == "《" {
                    if depth == 0, let last = parts.last?.last(where: { $0 != " " }), "》）)。号〕".unicodeScalars.contains(last) {
                        parts.append([])
                    }
                    depth += 1
                } else if scalar == "》" {
                    depth = max(0, depth - 1)
                }
                parts[parts.count - 1].append(scalar)
            }
            return parts.map { CatalogueText.string($0) }
        }
    }
}
