/// 发文字号: its form, whether another document has it, and whether the text says the same.
enum NumberingCheck {
    static func findings(in text: CheckedText, content: Draft.Content, context: CheckContext) -> [Finding] {
        own(content, context: context) + heading(in: text, content: content) + quoted(in: text, content: content, context: context)
    }

    private static func own(_ content: Draft.Content, context: CheckContext) -> [Finding] {
        let written = Folding.trimmed(content.number)
        guard !written.isEmpty else { return [] }
        var findings: [Finding] = []
        if let number = DocumentNumber(text: written) {
            if number.text != written, !isOrderCode(number.issuerCode) {
                findings.append(
                    Finding(
                        .documentNumber, .warning, at: .field("发文字号"), matched: "form", sample: written,
                        reason: "发文字号的年份用六角括号“〔〕”，序号不加“第”、不编虚位（GB/T 9704-2012）。", remedy: "请改为“\(number.text)”。"))
            }
        } else if !isOrder(written) {
            findings.append(
                Finding(
                    .documentNumber, .warning, at: .field("发文字号"), matched: "unreadable", sample: written,
                    reason: "发文字号不是“机关代字〔年份〕序号”的形式，也不是“第×号”。", remedy: "请按“\(example(context.today))”的样式填写；没有文号的留空。"))
        }
        findings += context.sameNumber.map { title in
            Finding(
                .documentNumber, .blocking, at: .field("发文字号"), matched: "used:\(title)", sample: written,
                reason: "这个发文字号已经用于《\(title)》。", remedy: "请核对发文字号；确属同一文件的更正，从原文件发起更正。")
        }
        return findings
    }

    private static func example(_ today: Day) -> String { "×政办〔\(today.year)〕1号" }

    /// 政府令, 公告: counted by another rule, often with 第 and the year in front.
    private static func isOrderCode(_ code: String) -> Bool { ["令", "公告", "通告"].contains { code.hasSuffix($0) } }

    /// Orders and announcements have a serial number only: `第7号`, `2026年第3号`, `国务院令第711号`.
    static func isOrder(_ text: String) -> Bool {
        let folded = text.unicodeScalars.map { Folding.fold($0.value) }.filter { $0 != 0x20 }
        guard folded.last == 0x53F7, folded.count <= 40, let ordinal = folded.lastIndex(of: 0x7B2C) else { return false }
        let serial = folded[(ordinal + 1)..<(folded.count - 1)]
        let numerals = Set("〇零一二三四五六七八九十百".unicodeScalars.map(\.value))
        return !serial.isEmpty && serial.allSatisfy { (48...57).contains($0) || numerals.contains($0) }
    }

    /// A line at the head of the text that is a document number and nothing else.
    private static func heading(in text: CheckedText, content: Draft.Content) -> [Finding] {
        for (_, piece) in text.paragraphs.prefix(8) where piece.scalars.count <= 40 {
            guard let number = DocumentNumber(text: piece.text) else { continue }
            let written = Folding.trimmed(content.number)
            if written.isEmpty {
                return [
                    Finding(
                        .documentNumber, .warning, at: .field("发文字号"), matched: "missing", sample: number.text,
                        reason: "正文开头有发文字号“\(number.text)”，“发文字号”一栏是空的。", remedy: "请在“发文字号”一栏填写。")
                ]
            }
            guard DocumentNumber(text: written) != number else { return [] }
            return [
                Finding(
                    .documentNumber, .blocking, at: piece.place(0..<piece.scalars.count), matched: number.text,
                    reason: "正文开头的发文字号是“\(number.text)”，“发文字号”一栏是“\(written)”。", remedy: "请核对，使两处一致。")
            ]
        }
        return []
    }

    /// Numbers that the text quotes: their form, and whether they belong to something that is not public.
    private static func quoted(in text: CheckedText, content: Draft.Content, context: CheckContext) -> [Finding] {
        let closed = context.words.nonPublicNumbers.union(context.withheld.map(\.number)).compactMap { DocumentNumber(text: $0) }
        var findings: [Finding] = []
        for piece in text.pieces {
            for quote in QuotedNumber.all(in: piece) {
                let words = piece.string(quote.range)
                if let number = closed.first(where: { quote.names($0) }) {
                    findings.append(closedQuote(piece, quote.range, matched: number.text))
                } else if quote.form != .standard, !isOrderCode(quote.letters), quote.letters.utf8.allSatisfy({ $0 >= 0x80 }) {
                    // With Latin letters it is a number of another kind: 皖S(2026)15号 is a map's.
                    findings.append(
                        Finding(
                            .documentNumber, .warning, at: piece.place(quote.range), matched: "\(quote.form)",
                            sample: piece.excerpt(quote.range),
                            reason: reason(quote.form), remedy: "“\(words)”一处请改为“〔\(quote.year)〕\(quote.serial)号”，其他各处相同。"))
                }
            }
        }
        let titles = context.withheld.map(\.title).filter { $0.unicodeScalars.count >= 6 }
        guard !titles.isEmpty else { return findings }
        let matcher = WordMatcher(titles)
        for piece in text.pieces {
            for match in matcher.matches(in: piece.folded) {
                findings.append(closedQuote(piece, match.range, matched: piece.string(match.range)))
            }
        }
        return findings
    }

    private static func closedQuote(_ piece: CheckedText.Piece, _ range: Range<Int>, matched: String) -> Finding {
        Finding(
            .nonPublicQuote, .blocking, at: piece.place(range), matched: matched, sample: piece.excerpt(range),
            reason: "“\(matched)”是未公开的文件，公开的文稿不得引用它的标题或者文号。", remedy: "删去对该文件的引用，或者经制发机关同意公开后再引用。")
    }

    private static func reason(_ form: QuotedNumber.Form) -> String {
        switch form {
        case .standard, .brackets: "发文字号的年份应当用六角括号“〔〕”括起（GB/T 9704-2012）。"
        case .ordinal: "发文字号的序号前不加“第”（GB/T 9704-2012）。"
        case .leadingZero: "发文字号的序号不编虚位，1不写成01（GB/T 9704-2012）。"
        }
    }
}
