/// Dates that cannot be, and dates that contradict what the form says.
enum DateCheck {
    static func findings(in text: CheckedText, content: Draft.Content, today: Day) -> [Finding] {
        written(in: text) + made(content, today: today) + signature(in: text, content: content) + validity(in: text, content: content)
    }

    // MARK: In the text

    /// Days that do not exist, and weekdays that do not belong to their day.
    private static func written(in text: CheckedText) -> [Finding] {
        text.pieces.flatMap { piece in
            WrittenDate.all(in: piece.folded).compactMap { date in
                let words = piece.string(date.range)
                if date.isImpossible {
                    return Finding(
                        .dateConflict, .blocking, at: piece.place(date.range), matched: words, sample: piece.excerpt(date.range),
                        reason: "“\(words)”不是存在的日期。", remedy: "请核对后改正。")
                }
                guard let weekday = date.weekday, let day = date.day, weekday != day.weekday else { return nil }
                return Finding(
                    .dateConflict, .blocking, at: piece.place(date.range), matched: words, sample: piece.excerpt(date.range),
                    reason: "\(ChineseDate.text(day))是\(ChineseDate.weekday(day))，文中写的是\(ChineseDate.weekday(weekday))。",
                    remedy: "请核对日期和星期，改正其中一个。")
            }
        }
    }

    // MARK: The form

    private static func made(_ content: Draft.Content, today: Day) -> [Finding] {
        guard let made = content.made else { return [] }
        var findings: [Finding] = []
        if made > today {
            findings.append(
                Finding(
                    .dateConflict, .blocking, at: .field("成文日期"), matched: "future", sample: ChineseDate.text(made),
                    reason: "成文日期\(ChineseDate.text(made))晚于今天（\(ChineseDate.text(today))）。", remedy: "请填写文件实际签发的日期。"))
        }
        if let number = DocumentNumber(text: content.number), number.year != made.year {
            findings.append(
                Finding(
                    .dateConflict, .warning, at: .field("发文字号"), matched: "year", sample: "\(number.text)，\(ChineseDate.text(made))",
                    reason: "发文字号的年份是\(number.year)年，成文日期在\(made.year)年。", remedy: "请核对发文字号和成文日期。"))
        }
        return findings
    }

    // MARK: 落款

    /// Lines that are a date and nothing else: the date of signature. One of them has to be 成文日期.
    private static func signature(in text: CheckedText, content: Draft.Content) -> [Finding] {
        guard let made = content.made else { return [] }
        let lines = text.paragraphs.compactMap { line in WrittenDate.line(line.piece).map { (piece: line.piece, date: $0) } }
        guard let last = lines.last, !lines.contains(where: { $0.date.day == made }), let day = last.date.day else { return [] }
        return [
            Finding(
                .dateConflict, .warning, at: last.piece.place(last.date.range), matched: last.piece.string(last.date.range),
                reason: "落款日期是\(ChineseDate.text(day))，“成文日期”一栏是\(ChineseDate.text(made))。", remedy: "请核对，使两处一致。")
        ]
    }

    // MARK: 有效期

    private static let force = WordMatcher(["起施行", "起实施", "起执行", "起生效"])
    private static let until = WordMatcher(["有效期至", "有效期截至", "有效期到", "有效期限至", "施行至", "执行至"])
    private static let term = WordMatcher(["有效期", "有效期为", "有效期限为", "试行期", "试行期为"])

    /// What the text says of its own force, against the fields of a 规范性文件.
    private static func validity(in text: CheckedText, content: Draft.Content) -> [Finding] {
        guard let rule = content.rule else { return [] }
        // The last of them speaks of the document itself; ones before it may quote others.
        var (effective, end, years):
            ((CheckedText.Piece, WrittenDate)?, (CheckedText.Piece, WrittenDate)?, (CheckedText.Piece, Range<Int>, Int)?)
        for (_, piece) in text.paragraphs where !piece.folded.isEmpty {
            let dates = WrittenDate.all(in: piece.folded)
            for match in force.matches(in: piece.folded) {
                if let date = dates.last(where: { $0.range.upperBound == match.range.lowerBound }) { effective = (piece, date) }
            }
            for match in until.matches(in: piece.folded) {
                if let date = dates.first(where: { $0.range.lowerBound == match.range.upperBound }) { end = (piece, date) }
            }
            for match in term.matches(in: piece.folded) {
                if let (number, after) = yearCount(piece.folded, from: match.range.upperBound) {
                    years = (piece, match.range.lowerBound..<after, number)
                }
            }
        }
        var findings: [Finding] = []
        if let (piece, date) = effective, let day = date.day, let field = rule.effective, day != field {
            findings.append(conflict(piece, date.range, "施行日期", text: ChineseDate.text(day), field: ChineseDate.text(field)))
        }
        if let (piece, date) = end, let day = date.day, let field = rule.validUntil, day != field {
            findings.append(conflict(piece, date.range, "有效期至", text: ChineseDate.text(day), field: ChineseDate.text(field)))
        }
        if let (piece, range, number) = years, end == nil, let from = rule.effective, let field = rule.validUntil,
            abs(field.serial - from.adding(years: number).serial) > 1
        {
            findings.append(conflict(piece, range, "有效期", text: "自施行之日起\(number)年", field: "至\(ChineseDate.text(field))"))
        }
        return findings
    }

    private static func conflict(_ piece: CheckedText.Piece, _ range: Range<Int>, _ name: String, text: String, field: String) -> Finding {
        Finding(
            .dateConflict, .warning, at: piece.place(range), matched: name, sample: piece.excerpt(range),
            reason: "正文写明的\(name)是\(text)，登记的是\(field)。", remedy: "请核对，使正文与“规范性文件”各栏一致。")
    }

    /// `5年`, `五年` after 有效期.
    private static func yearCount(_ folded: [UInt32], from: Int) -> (Int, Int)? {
        let numerals: [UInt32: Int] = [0x4E00: 1, 0x4E8C: 2, 0x4E24: 2, 0x4E09: 3, 0x56DB: 4, 0x4E94: 5, 0x5341: 10]
        guard from + 1 < folded.count, folded[from + 1] == 0x5E74 else { return nil }
        if let number = numerals[folded[from]] { return (number, from + 2) }
        return Int(decimal: folded[from..<(from + 1)]).map { ($0, from + 2) }
    }
}

/// Dates in words.
enum ChineseDate {
    static func text(_ day: Day) -> String { "\(day.year)年\(day.month)月\(day.day)日" }
    static func weekday(_ day: Day) -> String { weekday(day.weekday) }
    static func weekday(_ number: Int) -> String { "星期" + ["一", "二", "三", "四", "五", "六", "日"][(number + 6) % 7] }
}

extension Day {
    /// The same day so many years later; 29 February becomes the 28th.
    func adding(years: Int) -> Day {
        Day(year: year + years, month: month, day: day) ?? Day(year: year + years, month: month, day: 28) ?? self
    }
}
