/// Reads the words of 公开时限 into a rule. What is not understood stays `unparsed`; nothing is guessed.
package enum TimeLimitReader {
    /// The rule that the text states.
    ///
    /// Of several limits in one text the first that binds (an amount, a period) counts, and `isOneOfSeveral` says so.
    package static func read(_ text: String) -> (limit: TimeLimit, isOneOfSeveral: Bool) {
        // No time limit takes more words than this; longer texts are not worth their cost.
        let start = CatalogueText.string(text.unicodeScalars.prefix(400))
        let scalars = CatalogueText.folded(CatalogueText.withoutLetterSpacing(start) ?? start).filter { $0 != " " && $0 != "\n" }
        var binding = periods(in: scalars)
        binding += amounts(in: scalars, periods: binding)
        binding.sort { $0.place < $1.place }
        let loose = looseRules(in: scalars)
        let rule = binding.first?.rule ?? loose.first?.rule ?? .unparsed
        let rules = Set(binding.map(\.rule) + (binding.isEmpty ? loose.map(\.rule) : []))
        return (TimeLimit(text: text, rule: rule), rules.count > 1)
    }

    private struct Finding {
        let place: Int
        let rule: TimeLimit.Rule
    }

    // MARK: Periods

    private static let periodWords: [(String, TimeLimit.Period)] = [
        ("每半年", .halfYear), ("半年度", .halfYear), ("每季度", .quarter), ("每季", .quarter), ("按季", .quarter), ("每个季度", .quarter),
        ("季度首月", .quarter),
        ("一季度一次", .quarter), ("每个月", .month), ("每月", .month), ("按月", .month), ("月度", .month), ("次月", .month), ("下月", .month), ("每年", .year),
        ("按年", .year), ("年度", .year), ("逐年", .year), ("次年", .year), ("每学年", .year), ("每学期", .halfYear), ("季度", .quarter),
        ("按半年", .halfYear),
        ("一年一次", .year), ("一月一次", .month),
    ]

    private static func periods(in text: CatalogueText.Scalars) -> [Finding] {
        var findings: [Finding] = []
        var taken: [Range<Int>] = []
        for (word, period) in periodWords.sorted(by: { $0.0.unicodeScalars.count > $1.0.unicodeScalars.count }) {
            for range in places(of: word, in: text) where !taken.contains(where: { $0.overlaps(range) }) {
                taken.append(range)
                findings.append(Finding(place: range.lowerBound, rule: .periodic(every: period)))
            }
        }
        // 半年至少更新1次 names a period; 半年内 is an amount.
        for range in places(of: "半年", in: text) where !taken.contains(where: { $0.overlaps(range) }) {
            if text[range.upperBound...].first != "内", text[range.upperBound...].first != "后" {
                findings.append(Finding(place: range.lowerBound, rule: .periodic(every: .halfYear)))
            }
        }
        return findings.sorted { $0.place < $1.place }
    }

    // MARK: Amounts

    private struct Amount {
        let start: Int
        let end: Int
        let value: Int
        let unit: TimeLimit.Unit
    }

    private static func amounts(in text: CatalogueText.Scalars, periods: [Finding]) -> [Finding] {
        var findings: [Finding] = []
        var index = 0
        while index < text.count {
            guard let amount = amount(in: text, at: index) else {
                // The digits of a year or a number of a law are no amounts one by one.
                let digits = text[index...].prefix(while: CatalogueText.isDigit).count
                index += max(1, digits)
                continue
            }
            index = amount.end
            if let rule = rule(for: amount, in: text, afterPeriod: periods.last { $0.place < amount.start } != nil) {
                findings.append(Finding(place: amount.start, rule: rule))
            }
        }
        return findings
    }

    private static let units: [(String, TimeLimit.Unit, Int)] = [
        ("工作日", .workingDay, 1), ("工作天", .workingDay, 1), ("自然日", .calendarDay, 1), ("日历日", .calendarDay, 1), ("小时", .hour, 1),
        ("星期", .calendarDay, 7),
        ("周", .calendarDay, 7), ("天", .calendarDay, 1), ("日", .calendarDay, 1), ("月", .month, 1), ("年", .month, 12),
    ]

    /// A number with its unit at that place, such as 20个工作日, 七日, 半个月.
    private static func amount(in text: CatalogueText.Scalars, at start: Int) -> Amount? {
        if text[start] == "半" {
            if matches("半个月", text, at: start) { return Amount(start: start, end: start + 3, value: 15, unit: .calendarDay) }
            if matches("半年内", text, at: start) || matches("半年后", text, at: start) {
                return Amount(start: start, end: start + 2, value: 6, unit: .month)
            }
            return nil
        }
        guard let (value, numberEnd) = ChineseNumber.value(in: text[start...]), value > 0 else { return nil }
        var index = numberEnd
        var hasCounter = false
        if index < text.count, text[index] == "个" {
            index += 1
            hasCounter = true
        }
        for (word, unit, factor) in units where matches(word, text, at: index) {
            // 3月 is a month of the calendar, 3个月 a length; a year of four digits is a date.
            if word == "月", !hasCounter { return nil }
            if word == "年", value > 99 { return nil }
            if word == "日" || word == "天", text[..<start].last == "月" { return nil }
            return Amount(start: start, end: index + word.unicodeScalars.count, value: value * factor, unit: unit)
        }
        return nil
    }

    private static func rule(for amount: Amount, in text: CatalogueText.Scalars, afterPeriod: Bool) -> TimeLimit.Rule? {
        let before = clause(text[..<amount.start])
        let after = text[amount.end...]
        // 每季度15日前, 每月5日: a day of the period.
        if afterPeriod, isDayOfPeriod(before) { return nil }
        let advance = ["提前", "前", "之前", "以前", "不迟于会前"].contains { ends(before, with: $0) }
        if advance || starts(after, with: "前") || starts(after, with: "之前") || starts(after, with: "以前") {
            return .before(amount: amount.value, unit: amount.unit)
        }
        if ["提前", "提早"].contains(where: { contains(before, $0) }) { return .before(amount: amount.value, unit: amount.unit) }
        if isPublicity(before: before, after: after) { return .publicity(amount: amount.value, unit: amount.unit) }
        return .within(amount: amount.value, unit: amount.unit, trigger: trigger(before: before, after: after))
    }

    /// A stretch of publicity (公示期, 公告期限, 征求意见期限) rather than a time after it.
    private static func isPublicity(before: ArraySlice<Unicode.Scalar>, after: ArraySlice<Unicode.Scalar>) -> Bool {
        let words = ["公示", "公告", "征求意见", "公布期", "公开期限", "意见征集", "征集意见"]
        if let last = words.compactMap({ places(of: $0, in: Array(before)).last?.upperBound }).max() {
            let between = Array(before)[last...]
            if !["起", "后", "结束", "期满", "届满", "发布", "作出", "前"].contains(where: { contains(between, $0) }) { return true }
        }
        return before.isEmpty && (starts(after, with: "公示") || starts(after, with: "的公示"))
    }

    private static let triggers: [(String, TimeLimit.Trigger)] = [
        ("形成", .formedOrChanged), ("变更", .formedOrChanged), ("产生", .formedOrChanged), ("生成", .formedOrChanged), ("制作", .formedOrChanged),
        ("制定", .formedOrChanged), ("更新", .formedOrChanged), ("变动", .formedOrChanged), ("变化", .formedOrChanged), ("决定", .decided),
        ("批准", .approved),
        ("批复", .approved), ("核准", .approved), ("审批", .approved), ("通过", .approved), ("审定", .approved), ("收到", .received), ("接到", .received),
        ("获取", .received), ("受理", .received), ("接收", .received), ("公布", .relatedItem), ("公开", .relatedItem), ("发布", .relatedItem),
        ("公告", .relatedItem), ("公示", .relatedItem), ("印发", .relatedItem),
    ]

    /// The event named last before the amount; “制定或获取信息” is the making of information, whoever made it.
    private static func trigger(before: ArraySlice<Unicode.Scalar>, after: ArraySlice<Unicode.Scalar>) -> TimeLimit.Trigger {
        let words = Array(before)
        if !places(of: "获取", in: words).isEmpty, ["制定", "形成", "制作", "产生"].contains(where: { !places(of: $0, in: words).isEmpty }) {
            return .formedOrChanged
        }
        let isTimed =
            contains(before, "起") || contains(before, "后") || contains(before, "时") || contains(before, "的") || contains(before, "自")
        let found = triggers.compactMap { word, trigger in places(of: word, in: words).last.map { ($0.lowerBound, trigger) } }
        guard isTimed, let last = found.max(by: { $0.0 < $1.0 }) else { return .other }
        return last.1
    }

    private static func isDayOfPeriod(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
        ["月", "季度", "季", "年", "月份", "的", "首月", "首个月"].contains { ends(before, with: $0) }
    }

    // MARK: Words without a measure

    private static func looseRules(in text: CatalogueText.Scalars) -> [Finding] {
        let words: [(String, TimeLimit.Rule)] = [
            ("及时", .immediate), ("实时", .immediate), ("立即", .immediate), ("即时", .immediate), ("随时", .immediate), ("当日", .immediate),
            ("当天", .immediate),
            ("第一时间", .immediate), ("同步", .immediate), ("尽快", .immediate), ("即刻", .immediate), ("马上", .immediate), ("动态", .immediate),
            ("即知即公开", .immediate), ("长期", .longTerm), ("永久", .longTerm), ("常年", .longTerm), ("持续公开", .longTerm), ("固定公开", .longTerm),
            ("一直公开", .longTerm), ("常态化", .longTerm), ("公示期", .publicity(amount: nil, unit: nil)),
            ("公告期", .publicity(amount: nil, unit: nil)),
        ]
        return words.flatMap { word, rule in places(of: word, in: text).map { Finding(place: $0.lowerBound, rule: rule) } }
            .sorted { $0.place < $1.place }
    }

    // MARK: Scanning

    /// The part of the text after the last full stop, semicolon or comma that ends a thought.
    private static func clause(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        guard let cut = text.lastIndex(where: { $0 == "。" || $0 == ";" }) else { return text }
        return text[(cut + 1)...]
    }

    private static func matches(_ word: String, _ text: CatalogueText.Scalars, at index: Int) -> Bool {
        index <= text.count && text[index...].starts(with: word.unicodeScalars)
    }

    private static func starts(_ text: ArraySlice<Unicode.Scalar>, with word: String) -> Bool {
        text.starts(with: word.unicodeScalars)
    }

    private static func ends(_ text: ArraySlice<Unicode.Scalar>, with word: String) -> Bool {
        text.reversed().starts(with: word.unicodeScalars.reversed())
    }

    private static func contains(_ text: ArraySlice<Unicode.Scalar>, _ word: String) -> Bool {
        !places(of: word, in: Array(text)).isEmpty
    }

    private static func places(of word: String, in text: CatalogueText.Scalars) -> [Range<Int>] {
        guard let first = word.unicodeScalars.first else { return [] }
        var found: [Range<Int>] = []
        for index in text.indices where text[index] == first && text[index...].starts(with: word.unicodeScalars) {
            found.append(index..<(index + word.unicodeScalars.count))
        }
        return found
    }
}

/// Numbers as Chinese texts write them: 20, 二十, 十五, 两.
enum ChineseNumber {
    /// The number at the beginning of the text, at most 9999, and the place after it.
    static func value(in text: ArraySlice<Unicode.Scalar>) -> (value: Int, end: Int)? {
        let digits = text.prefix(while: CatalogueText.isDigit)
        if !digits.isEmpty {
            guard digits.count <= 4, let value = Int(CatalogueText.string(digits)) else { return nil }
            return (value, digits.endIndex)
        }
        var total = 0
        var current = 0
        var index = text.startIndex
        scan: while index < text.endIndex, index - text.startIndex < 8 {
            switch text[index] {
            case "一", "壹": current = 1
            case "二", "两", "贰": current = 2
            case "三", "叁": current = 3
            case "四", "肆": current = 4
            case "五", "伍": current = 5
            case "六", "陆": current = 6
            case "七", "柒": current = 7
            case "八", "捌": current = 8
            case "九", "玖": current = 9
            case "十", "拾":
                total += (current == 0 ? 1 : current) * 10
                current = 0
            case "百", "佰":
                total += (current == 0 ? 1 : current) * 100
                current = 0
            case "零" where total > 0: break
            default: break scan
            }
            index += 1
        }
        return index > text.startIndex && total + current > 0 ? (total + current, index) : nil
    }
}
