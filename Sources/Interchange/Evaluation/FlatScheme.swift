import Domain

/// A scheme in the text of a web page whose tables have come apart: each cell is a line of its own, or several.
///
/// A number that stands alone is the points of the group whose leaves have begun, if it has none yet, otherwise the serial number
/// of a first-level indicator. A text that ends in points in brackets is a leaf; without such texts a number ends each leaf.
struct FlatScheme {
    private struct Token {
        let text: String
        let line: Int
        var place: String { "第 \(line) 行" }
    }

    private let tokens: [Token]
    /// The first token after the head of the indicators.
    private let start: Int
    private let head: [SchemeHeading]
    private let levels: Int
    private let title: String
    private var found = FoundScheme()
    private var pieces: [Token] = []
    private var isAfterSerial = false

    /// Longer ones are sentences, not names of groups.
    private static let longestName = 60

    /// - Returns: `nil` when the text has no such head.
    init?(_ text: String) {
        tokens = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let text = Folding.trimmed(String(line))
            return text.isEmpty ? nil : Token(text: text, line: index + 1)
        }
        for index in tokens.indices where SchemeHeading(tokens[index].text) != nil {
            let head = Self.headings(tokens[index...])
            // A title such as 考核指标 is no column.
            if head.first == .level, head.dropFirst().first == .serial { continue }
            let count = head.count { $0 == .level }
            guard count >= 2 || count == 1 && head.contains(.points), head.count >= 3 else { continue }
            self.head = head
            levels = count
            start = index + head.count
            title = index > 0 ? tokens[index - 1].text : ""
            return
        }
        return nil
    }

    func read() throws(UnreadableFile) -> FoundScheme {
        var reader = self
        if head.contains(.criteria) || head.contains(.evidence) || head.contains(.way) {
            throw UnreadableFile("第 \(tokens[start - 1].line) 行：表中有“评分标准”一类的长文字栏目，网页文字拆开后分不清各栏，请改用原表（xlsx、docx 或网页文件）。")
        }
        reader.found.title = title
        let end = tokens[start...].indices.first(where: endsTable) ?? tokens.endIndex
        // The head may be there again after a page break.
        let rows = tokens[start..<end].filter { token in SchemeHeading(token.text).map { !head.contains($0) } ?? true }
        if rows.contains(where: { SchemeText.cut($0.text) != nil }) {
            for token in rows { try reader.takeBracketed(token) }
        } else {
            for token in rows { try reader.takePlain(token) }
        }
        if let rest = reader.pieces.first { throw UnreadableFile("\(rest.place)：“\(rest.text.prefix(30))”后面没有分值。") }
        if end < tokens.endIndex, let total = reader.total(from: end) { reader.found.total = total }
        try reader.takeAssessors(from: end)
        return reader.found
    }

    private static func headings(_ tokens: ArraySlice<Token>) -> [SchemeHeading] {
        tokens.prefix(12).prefix { SchemeHeading($0.text) != nil }.compactMap { SchemeHeading($0.text) }
    }

    private func endsTable(_ index: Int) -> Bool {
        if ["附件", "附表", "注：", "注:", "备注", "说明：", "合计", "总计", "总分"].contains(where: tokens[index].text.hasPrefix) { return true }
        let headings = Self.headings(tokens[index...])
        return headings.first == .serial && !headings.contains(.level)
    }

    /// 合计, with its number in the same line or the next one.
    private func total(from end: Int) -> ExactNumber? {
        guard let word = ["合计", "总计", "总分"].first(where: { tokens[end].text.hasPrefix($0) }) else { return nil }
        if let same = SchemeText.points(String(tokens[end].text.dropFirst(word.count))) { return same }
        return end + 1 < tokens.endIndex ? SchemeText.points(tokens[end + 1].text) : nil
    }

    // MARK: Leaves with points in brackets

    private mutating func takeBracketed(_ token: Token) throws(UnreadableFile) {
        if let number = SchemeText.points(token.text) {
            if let first = pieces.first { throw UnreadableFile("\(first.place)：“\(first.text.prefix(30))”后面应当是末级指标，却是数字 \(number)。") }
            let group = levels - 2
            if group >= 0, found.builder.waitsForPoints(at: group) {
                try found.builder.setPoints(number, at: group, place: token.place)
            } else {
                isAfterSerial = true
            }
        } else if let (name, points) = SchemeText.cut(token.text) {
            try enterGroups(before: token)
            try found.builder.addLeaf(name, at: levels - 1, SchemeBuilder.Details(points: points, place: token.place))
        } else {
            pieces.append(token)
        }
    }

    /// Opens the groups whose names stand before a leaf. The last name may have been broken into several lines.
    private mutating func enterGroups(before leaf: Token) throws(UnreadableFile) {
        defer { (pieces, isAfterSerial) = ([], false) }
        if let long = pieces.first(where: { $0.text.unicodeScalars.count > Self.longestName || $0.text.unicodeScalars.contains("。") }) {
            throw UnreadableFile("\(long.place)：“\(long.text.prefix(30))”像是指标的内容，但是没有写分值。")
        }
        let groups = levels - 1
        var rest = pieces[...]
        var level = max(0, groups - 1)
        if isAfterSerial, groups > 0 {
            guard let first = takeFirstLevel(&rest) else { throw UnreadableFile("\(leaf.place)：序号后面没有一级指标的名称。") }
            try found.builder.enter(first, at: 0, place: pieces[0].place)
            if rest.isEmpty { return try goOn(below: groups, leaf) }
            level = 1
        }
        if rest.isEmpty { return try goOn(below: groups, leaf) }
        guard groups > 0, level == groups - 1 || rest.count == groups - level else {
            throw UnreadableFile(
                "\(rest[rest.startIndex].place)：“\(rest[rest.startIndex].text.prefix(30))”不知道是第几级指标，请改用原表（xlsx、docx 或网页文件）。")
        }
        if level == groups - 1 {
            try found.builder.enter(rest.map(\.text).joined(), at: level, place: rest[rest.startIndex].place)
        } else {
            for (offset, name) in rest.enumerated() { try found.builder.enter(name.text, at: level + offset, place: name.place) }
        }
    }

    private func goOn(below groups: Int, _ leaf: Token) throws(UnreadableFile) {
        guard groups == 0 || found.builder.name(at: groups - 1) != nil else {
            throw UnreadableFile("\(leaf.place)：“\(leaf.text.prefix(30))”没有上级指标。")
        }
    }

    /// After a page break the name of the open indicator stands there again, perhaps broken otherwise.
    private func takeFirstLevel(_ rest: inout ArraySlice<Token>) -> String? {
        if let open = found.builder.name(at: 0) {
            for count in 1...max(1, min(3, rest.count)) where rest.prefix(count).map(\.text).joined() == open {
                rest = rest.dropFirst(count)
                return open
            }
        }
        // With nothing else to be named, the pieces are one name.
        if levels == 2 {
            defer { rest = [] }
            return rest.isEmpty ? nil : rest.map(\.text).joined()
        }
        return rest.popFirst()?.text
    }

    // MARK: Leaves with a number after them

    private mutating func takePlain(_ token: Token) throws(UnreadableFile) {
        guard let points = SchemeText.points(token.text) else { return pieces.append(token) }
        guard let leaf = pieces.last else { return }
        guard pieces.count <= levels else {
            throw UnreadableFile("\(pieces[0].place)：到第 \(token.line) 行的分值为止有 \(pieces.count) 段文字，表中只有 \(levels) 级指标，分不清，请改用原表。")
        }
        for (offset, name) in pieces.dropLast().enumerated() {
            try found.builder.enter(name.text, at: levels - pieces.count + offset, place: name.place)
        }
        try found.builder.addLeaf(leaf.text, at: levels - 1, SchemeBuilder.Details(points: points, place: leaf.place))
        pieces = []
    }

    // MARK: Assessors

    private mutating func takeAssessors(from end: Int) throws(UnreadableFile) {
        let rest = tokens[end...]
        guard
            let head = rest.indices.first(where: { index in
                let headings = Self.headings(rest[index...])
                return headings.contains(.way) && headings.contains(.weight)
            })
        else { return }
        var row: [Token] = []
        for token in rest[head...].drop(while: { SchemeHeading($0.text) != nil }) {
            guard let weight = SchemeText.percent(token.text) else {
                row.append(token)
                // Text after the table.
                if row.count > 8 { break }
                continue
            }
            let words = row.drop { SchemeText.points($0.text) != nil }
            guard let name = words.first else { throw UnreadableFile("\(token.place)：权重 \(weight)% 前面没有评估主体。") }
            found.addAssessor(name: name.text, responsible: words.dropFirst().map(\.text).joined(), weight: weight)
            row = []
        }
    }
}
