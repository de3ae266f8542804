/// A date as a text writes it: `2026年3月20日`, `二〇二六年三月二十日`, with the weekday after it if there is one.
struct WrittenDate: Sendable, Hashable {
    let range: Range<Int>
    let year: Int
    let month: Int
    /// `nil` for a month alone.
    let dayOfMonth: Int?
    /// 1 is Monday, 7 is Sunday.
    let weekday: Int?

    /// `nil` when there is no such day, or the text names a month only.
    var day: Day? { dayOfMonth.flatMap { Day(year: year, month: month, day: $0) } }

    var isImpossible: Bool {
        guard (1900...2999).contains(year) else { return false }
        guard (1...12).contains(month) else { return true }
        return dayOfMonth != nil && day == nil
    }

    static func all(in folded: [UInt32]) -> [WrittenDate] {
        folded.indices.compactMap { folded[$0] == 0x5E74 ? date(in: folded, year: $0) : nil }  // 年
    }

    /// The date when a line is nothing else.
    static func line(_ piece: CheckedText.Piece) -> WrittenDate? {
        guard piece.folded.count <= 40, let date = all(in: piece.folded).first, date.dayOfMonth != nil else { return nil }
        let outside = piece.folded[..<date.range.lowerBound] + piece.folded[date.range.upperBound...]
        return outside.allSatisfy { $0 == 0x20 || $0 == 0x28 || $0 == 0x29 } ? date : nil
    }

    private static let numerals: [UInt32: Int] = {
        var values: [UInt32: Int] = [0x3007: 0, 0x25CB: 0, 0x96F6: 0, 0x6F: 0]
        for (value, scalar) in "〇一二三四五六七八九".unicodeScalars.enumerated() { values[scalar.value] = value }
        return values
    }()

    private static func date(in folded: [UInt32], year position: Int) -> WrittenDate? {
        var index = position - 1
        while index >= 0, folded[index] == 0x20 { index -= 1 }
        guard index >= 3, let year = year(folded[(index - 3)...index]) else { return nil }
        let start = index - 3
        // 12026年 is no year.
        if start > 0, (48...57).contains(folded[start - 1]) || folded[start - 1] == 0x2E { return nil }
        guard let (month, afterMonth) = number(in: folded, from: position + 1), let monthSign = sign(0x6708, in: folded, from: afterMonth)
        else {
            return nil
        }
        if let (day, afterDay) = number(in: folded, from: monthSign), let end = sign(0x65E5, in: folded, from: afterDay) {
            let (weekday, last) = weekday(in: folded, from: end)
            return WrittenDate(range: start..<last, year: year, month: month, dayOfMonth: day, weekday: weekday)
        }
        return WrittenDate(range: start..<monthSign, year: year, month: month, dayOfMonth: nil, weekday: nil)
    }

    private static func year(_ scalars: ArraySlice<UInt32>) -> Int? {
        if let year = Int(decimal: scalars) { return (1900...2999).contains(year) ? year : nil }
        var value = 0
        for scalar in scalars {
            guard let numeral = numerals[scalar] else { return nil }
            value = value * 10 + numeral
        }
        return (1900...2999).contains(value) ? value : nil
    }

    /// One or two digits, or Chinese up to 三十一 (九十九 at most).
    private static func number(in folded: [UInt32], from: Int) -> (Int, Int)? {
        var index = from
        while index < folded.count, folded[index] == 0x20 { index += 1 }
        let start = index
        while index < folded.count, index - start < 3, (48...57).contains(folded[index]) { index += 1 }
        if index > start { return index - start <= 2 ? Int(decimal: folded[start..<index]).map { ($0, index) } : nil }
        var (tens, ones) = (0, 0)
        var hasTen = false
        while index < folded.count, index - start < 3 {
            if folded[index] == 0x5341 {  // 十
                if hasTen { break }
                hasTen = true
                tens = index == start ? 1 : ones
                ones = 0
            } else if let numeral = numerals[folded[index]], numeral > 0 {
                if index > start && !hasTen { return nil }
                ones = numeral
            } else {
                break
            }
            index += 1
        }
        return index > start ? (tens * 10 + ones, index) : nil
    }

    private static func sign(_ scalar: UInt32, in folded: [UInt32], from: Int) -> Int? {
        var index = from
        while index < folded.count, folded[index] == 0x20 { index += 1 }
        return index < folded.count && folded[index] == scalar ? index + 1 : nil
    }

    private static let weekdays: [UInt32: Int] = {
        var values: [UInt32: Int] = [0x65E5: 7, 0x5929: 7]
        for (index, scalar) in "一二三四五六".unicodeScalars.enumerated() { values[scalar.value] = index + 1 }
        return values
    }()

    /// `（星期五）`, `(周五)`, `星期五`: the weekday and where it ends.
    private static func weekday(in folded: [UInt32], from: Int) -> (Int?, Int) {
        var index = from
        while index < folded.count, folded[index] == 0x20 { index += 1 }
        let isBracketed = index < folded.count && folded[index] == 0x28
        if isBracketed { index += 1 }
        if index + 2 < folded.count, folded[index] == 0x661F, folded[index + 1] == 0x671F, let day = weekdays[folded[index + 2]] {
            return (day, index + 3)
        }
        // 周日 only in a bracket: 3月20日周边 and 日周一次 are something else.
        if isBracketed, index + 2 < folded.count, folded[index] == 0x5468, let day = weekdays[folded[index + 1]], folded[index + 2] == 0x29
        {
            return (day, index + 2)
        }
        return (nil, from)
    }
}
