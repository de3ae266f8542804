/// The word lists made ready to look for all their words at once. Make it once for each version of the lists and keep it.
package struct WordChecker: Sendable {
    private struct Line: Sendable {
        let entry: WordEntry
        /// Each exception with the place of the pattern in it.
        let exceptions: [(words: [UInt32], offset: Int)]
    }

    private let lines: [Line]
    private let matcher: WordMatcher
    /// Numbers of documents that are not public, in their standard form.
    let nonPublicNumbers: Set<String>

    /// The list as the program brings it.
    package static let shipped = WordChecker(ShippedWords.all)

    package init(_ entries: [WordEntry]) {
        var numbers: Set<String> = []
        var lines: [Line] = []
        for entry in entries where !entry.isOff {
            if entry.kind == .nonPublic, let number = DocumentNumber(text: entry.pattern) {
                numbers.insert(number.text)
                continue
            }
            let pattern = Self.folded(entry.pattern)
            let exceptions = entry.exceptions.flatMap { exception -> [(words: [UInt32], offset: Int)] in
                let words = Self.folded(exception)
                guard words.count > pattern.count else { return [] }
                return (0...(words.count - pattern.count)).filter { Array(words[$0..<($0 + pattern.count)]) == pattern }.map { (words, $0) }
            }
            lines.append(Line(entry: entry, exceptions: exceptions))
        }
        self.lines = lines
        nonPublicNumbers = numbers
        matcher = WordMatcher(lines.map { Folding.trimmed($0.entry.pattern) })
    }

    private static func folded(_ text: String) -> [UInt32] { Folding.trimmed(text).unicodeScalars.map { Folding.fold($0.value) } }

    /// - Parameter made: 成文日期; what only counts from a day on is left alone before it.
    func findings(in text: CheckedText, made: Day) -> [Finding] {
        text.pieces.flatMap { piece in
            let matches = matcher.matches(in: piece.folded).filter { isFault($0, in: piece, made: made) }
            return Self.outermost(matches).map { finding($0, in: piece) }
        }
    }

    private func isFault(_ match: WordMatcher.Match, in piece: CheckedText.Piece, made: Day) -> Bool {
        let line = lines[match.word]
        if let since = line.entry.since, made < since { return false }
        if line.exceptions.contains(where: { piece.starts(with: $0.words, at: match.range.lowerBound - $0.offset) }) { return false }
        switch line.entry.kind {
        case .sensitive, .nonPublic: return true
        // Titles are quoted as they are, whatever they hold.
        case .wrongWord: return !piece.isQuoted(match.range.lowerBound)
        case .organName, .placeName:
            return !piece.isQuoted(match.range.lowerBound) && !isHistorical(match.range, in: piece, since: line.entry.since)
        }
    }

    private static let documents = ["令", "公告", "通告", "《", "办公厅《", "发布的《", "印发的《", "制定的《"].map(folded)

    /// 原某某局, 某某局令, 某某局《…》, and what is told of a year before the change: the old name is right there.
    private func isHistorical(_ range: Range<Int>, in piece: CheckedText.Piece, since: Day?) -> Bool {
        let before = piece.folded[..<range.lowerBound].suffix(60)
        if before.suffix(2).contains(0x539F) || before.suffix(2).contains(0x65E7) { return true }
        let after = piece.folded[range.upperBound...].prefix(12)
        if Self.documents.contains(where: { after.starts(with: $0) }) { return true }
        guard let since, let sign = before.lastIndex(of: 0x5E74), sign - before.startIndex >= 4,
            let year = Int(decimal: before[(sign - 4)..<sign])
        else { return false }
        return (1949...since.year).contains(year)
    }

    /// Without matches that lie inside a longer one.
    private static func outermost(_ matches: [WordMatcher.Match]) -> [WordMatcher.Match] {
        guard matches.count > 1 else { return matches }
        let sorted = matches.sorted {
            ($0.range.lowerBound, -$0.range.count, $0.word) < ($1.range.lowerBound, -$1.range.count, $1.word)
        }
        var kept: [WordMatcher.Match] = []
        for match in sorted {
            if let last = kept.last, match.range.upperBound <= last.range.upperBound { continue }
            kept.append(match)
        }
        return kept
    }

    private func finding(_ match: WordMatcher.Match, in piece: CheckedText.Piece) -> Finding {
        let entry = lines[match.word].entry
        let source = entry.source.isEmpty ? "" : "（\(entry.source)）"
        let words = piece.string(match.range)
        let reason: String
        switch entry.kind {
        case .wrongWord, .organName, .placeName: reason = entry.reason.isEmpty ? "“\(words)”写法有误\(source)。" : "\(entry.reason)\(source)。"
        case .sensitive: reason = entry.reason.isEmpty ? "“\(words)”在本县敏感词库中\(source)。" : "\(entry.reason)\(source)。"
        case .nonPublic: reason = "“\(words)”是未公开的文件，公开的文稿不得引用它的标题或者文号\(source)。"
        }
        let remedy: String
        switch entry.kind {
        case .nonPublic: remedy = "删去对该文件的引用，或者经制发机关同意公开后再引用。"
        case .wrongWord, .sensitive, .organName, .placeName:
            remedy = entry.right.isEmpty ? "请核对后改写；确实无误的，说明理由。" : "请改为“\(entry.right)”；确实无误的，说明理由。"
        }
        return Finding(
            entry.kind.check, entry.isBlocking || entry.kind == .nonPublic ? .blocking : .warning, at: piece.place(match.range),
            matched: words,
            sample: piece.excerpt(match.range), reason: reason, remedy: remedy)
    }
}
