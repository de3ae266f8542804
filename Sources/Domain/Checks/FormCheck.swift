/// The title and the list of attachments, against what the text says.
enum FormCheck {
    static func findings(in text: CheckedText, content: Draft.Content) -> [Finding] {
        title(in: text, content: content) + attachments(in: text, content: content) + punctuation(in: text)
    }

    // MARK: 标题

    /// A text that begins with its own title begins with this title.
    private static func title(in text: CheckedText, content: Draft.Content) -> [Finding] {
        let title = letters(content.title.unicodeScalars.map { Folding.fold($0.value) })
        guard title.count >= 6, case .heading? = content.body.blocks.first,
            let first = text.paragraphs.first(where: { $0.block == 1 })?.piece
        else { return [] }
        let heading = letters(first.folded)
        guard heading.count >= 6, heading != title, !contains(heading, title), !contains(title, heading) else { return [] }
        // Another title of the same thing; a heading of a section has little in common with it.
        guard similarity(heading, title) >= 0.5 else { return [] }
        return [
            Finding(
                .titleConflict, .warning, at: first.place(0..<first.scalars.count), matched: first.text,
                reason: "正文的标题与“标题”一栏不一致：“标题”一栏是“\(content.title)”。", remedy: "请核对，使两处一致。")
        ]
    }

    private static func letters(_ folded: [UInt32]) -> [UInt32] { folded.filter(TextFingerprint.isLetter) }

    private static func contains(_ whole: [UInt32], _ part: [UInt32]) -> Bool {
        guard let first = part.first, part.count <= whole.count else { return false }
        return (0...(whole.count - part.count)).contains { whole[$0] == first && Array(whole[$0..<($0 + part.count)]) == part }
    }

    /// Share of the pairs that both have.
    private static func similarity(_ left: [UInt32], _ right: [UInt32]) -> Double {
        func pairs(_ text: [UInt32]) -> Set<UInt64> { Set(zip(text, text.dropFirst()).map { UInt64($0) << 32 | UInt64($1) }) }
        let (a, b) = (pairs(left), pairs(right))
        let both = a.intersection(b).count
        return Double(both) / Double(max(1, a.count + b.count - both))
    }

    // MARK: 附件说明

    /// What `附件：1.… 2.…` at the end announces.
    private static func attachments(in text: CheckedText, content: Draft.Content) -> [Finding] {
        let lines = text.paragraphs.map(\.piece) + text.pieces.filter { isEntry($0) }
        guard let head = text.paragraphs.last(where: { isHead($0.piece) }) else { return [] }
        var count = announced(head.piece)
        // The entries in the lines below, which go on with the next number.
        for line in text.paragraphs where line.block > head.block {
            guard let number = leadingNumber(line.piece.folded[...]), number == count + 1, line.piece.scalars.count <= 80 else { break }
            count = number
        }
        for line in text.pieces {
            if case .body(head.block + 1, let part) = line.origin, !part.isEmpty { count += 1 }
        }
        count = max(count, 1)
        let within = lines.filter { isCaption($0.folded) }.count
        guard content.attachments.count + within < count else { return [] }
        let there = content.attachments.count
        return [
            Finding(
                .attachmentList, .warning, at: head.piece.place(0..<head.piece.scalars.count), matched: "attachments",
                sample: head.piece.excerpt(0..<min(30, head.piece.scalars.count)),
                reason: "正文列有 \(count) 个附件，\(there == 0 ? "没有上传附件" : "只上传了 \(there) 个")，正文后面也没有附件的内容。", remedy: "请补传附件，或者改正附件说明。")
        ]
    }

    private static func isEntry(_ piece: CheckedText.Piece) -> Bool {
        if case .body(_, let part) = piece.origin { return !part.isEmpty }
        return false
    }

    /// `附件：…` at the start of a line.
    private static func isHead(_ piece: CheckedText.Piece) -> Bool {
        let rest = piece.folded.drop { $0 == 0x20 }
        guard rest.starts(with: [0x9644, 0x4EF6]) else { return false }
        return rest.dropFirst(2).first { $0 != 0x20 } == 0x3A && rest.count <= 400
    }

    /// How many the line itself names: `附件：1.甲 2.乙`.
    private static func announced(_ piece: CheckedText.Piece) -> Int {
        var rest = piece.folded.drop { $0 == 0x20 }.dropFirst(2).drop { $0 == 0x20 || $0 == 0x3A }
        var count = 0
        while !rest.isEmpty {
            if let number = leadingNumber(rest), number == count + 1 { count = number }
            rest = rest.dropFirst()
        }
        return count
    }

    /// `3.` `3、` at the start, followed by something that is no digit.
    private static func leadingNumber(_ folded: ArraySlice<UInt32>) -> Int? {
        let rest = folded.drop { $0 == 0x20 }
        let digits = rest.prefix(2).prefix { (48...57).contains($0) }
        let after = rest.dropFirst(digits.count)
        guard !digits.isEmpty, let sign = after.first, sign == 0x2E || sign == 0x3001, let next = after.dropFirst().first,
            !(48...57).contains(next)
        else { return nil }
        return Int(decimal: digits)
    }

    /// `附件`, `附件1`, `附件 2：名称` above the attachment's own text, further down in the body.
    private static func isCaption(_ folded: [UInt32]) -> Bool {
        let rest = folded.drop { $0 == 0x20 }
        guard rest.starts(with: [0x9644, 0x4EF6]), rest.count <= 60 else { return false }
        let after = rest.dropFirst(2).drop { $0 == 0x20 }
        guard let first = after.first else { return true }
        return (48...57).contains(first) || "一二三四五六七八九十".unicodeScalars.contains(Unicode.Scalar(first) ?? " ")
    }

    // MARK: 标点

    private static let marks: [UInt32: String] = [0x2C: "，", 0x3B: "；", 0x3A: "：", 0x3F: "？", 0x21: "！"]

    /// Half-width punctuation between Chinese characters: one hint for the whole document (GB/T 15834-2011).
    private static func punctuation(in text: CheckedText) -> [Finding] {
        var first: (CheckedText.Piece, Int)?
        var count = 0
        for piece in text.pieces {
            guard case .body = piece.origin, piece.scalars.count >= 3 else { continue }
            for index in 1..<(piece.scalars.count - 1) where marks[piece.scalars[index].value] != nil {
                guard (0x4E00...0x9FFF).contains(piece.folded[index - 1]), (0x4E00...0x9FFF).contains(piece.folded[index + 1]) else {
                    continue
                }
                count += 1
                if first == nil { first = (piece, index) }
            }
        }
        guard let (piece, index) = first, let right = marks[piece.scalars[index].value] else { return [] }
        return [
            Finding(
                .punctuation, .warning, at: piece.place(index..<(index + 1)), matched: "half-width",
                sample: piece.excerpt(index..<(index + 1)),
                reason: "中文之间用了半角标点，共 \(count) 处（GB/T 15834-2011）。", remedy: "请改用全角标点，如“\(right)”。")
        ]
    }
}
