/// A day as a list shows it.
package struct ListedDate: Sendable, Hashable, Comparable {
    package let day: Day
    /// Whether the list gave no year, so that the latest possible one was taken.
    package let isYearAssumed: Bool

    package init(_ day: Day, isYearAssumed: Bool = false) {
        self.day = day
        self.isYearAssumed = isYearAssumed
    }

    package static func < (left: ListedDate, right: ListedDate) -> Bool { left.day < right.day }

    package var words: String { isYearAssumed ? "\(day)（页面没有写年份）" : day.description }
}

/// Dates in the text of a page: `2026-03-20`, `2026/3/20`, `2026.03.20`, `2026年3月20日`, `二〇二六年三月二十日`; and what is less than a date:
/// `03-20`, `2026-03`.
package enum DateText {
    package enum Found: Sendable, Hashable {
        case day(Day)
        /// A month and day without a year.
        case dayOfYear(month: Int, day: Int)
        /// A year and month without a day.
        case month(year: Int, month: Int)
        /// A number that may be the day to a month.
        case number(Int)
    }

    /// All dates that stand in running text, with a word of today's date left out: 今天是2026年3月20日 星期五.
    package static func days(in text: String) -> [Day] {
        var found: [Day] = []
        let scalars = text.unicodeScalars.map { Folding.fold($0.value) }
        var index = 0
        while index < scalars.count {
            guard let (day, end) = day(scalars, at: index) else {
                index += 1
                continue
            }
            if !isToday(scalars, from: index, to: end) { found.append(day) }
            index = end
        }
        if found.isEmpty, scalars.contains(0x5E74) {
            found += WrittenDate.all(in: scalars).filter {
                $0.weekday == nil && !isToday(scalars, from: $0.range.lowerBound, to: $0.range.upperBound)
            }
            .compactMap(\.day)
        }
        return found
    }

    /// What a short text is when it is nothing but a date or a part of one; brackets around it do not matter.
    package static func whole(_ text: String) -> Found? {
        guard text.utf8.count <= 90 else { return nil }
        let all = text.unicodeScalars.map { Folding.fold($0.value) }.filter { !brackets.contains($0) }
        let spaced = Array(all.drop { $0 == 0x20 })
        guard !spaced.isEmpty else { return nil }
        if let (day, end) = day(spaced, at: 0), spaced[end...].allSatisfy(isClock) { return .day(day) }
        let scalars = spaced.filter { $0 != 0x20 }
        let numbers = scalars.split { !isDigit($0) }
        guard scalars.allSatisfy({ isDigit($0) || separators.contains($0) }) else { return nil }
        let values = numbers.compactMap { $0.count <= 4 ? Int(decimal: $0) : nil }
        guard values.count == numbers.count else { return nil }
        switch (values.count, numbers.first?.count) {
        case (2, 4) where (1900...2999).contains(values[0]) && (1...12).contains(values[1]):
            return .month(year: values[0], month: values[1])
        case (2, 1), (2, 2):
            // 1/20 is the first of twenty pages.
            guard scalars.contains(0x6708) || numbers.allSatisfy({ $0.count == 2 }) else { return nil }
            guard (1...12).contains(values[0]), (1...31).contains(values[1]) else { return nil }
            return .dayOfYear(month: values[0], day: values[1])
        case (1, 1), (1, 2): return (1...31).contains(values[0]) ? .number(values[0]) : nil
        default: return nil
        }
    }

    private static let brackets: Set<UInt32> = Set("()[]【】〔〕|".unicodeScalars.map(\.value))
    private static let separators: Set<UInt32> = Set("-/.年月日".unicodeScalars.map(\.value))

    private static func isDigit(_ scalar: UInt32) -> Bool { (48...57).contains(scalar) }
    private static func isClock(_ scalar: UInt32) -> Bool { isDigit(scalar) || [0x20, 0x3A, 0x2E, 0x74].contains(scalar) }

    /// A whole date in digits that begins here, and where it ends.
    private static func day(_ scalars: [UInt32], at start: Int) -> (Day, Int)? {
        guard scalars[start] == 0x31 || scalars[start] == 0x32, start == 0 || !isDigit(scalars[start - 1]), start + 8 <= scalars.count,
            let year = Int(decimal: scalars[start..<(start + 4)])
        else { return nil }
        var index = start + 4
        guard let month = part(scalars, &index, after: [0x2D, 0x2F, 0x2E, 0x5E74]),
            let day = part(scalars, &index, after: [0x2D, 0x2F, 0x2E, 0x6708])
        else { return nil }
        if index < scalars.count, scalars[index] == 0x65E5 {
            index += 1
        } else if index < scalars.count, isDigit(scalars[index]) {
            return nil
        }
        return Day(year: year, month: month, day: day).map { ($0, index) }
    }

    private static func part(_ scalars: [UInt32], _ index: inout Int, after signs: [UInt32]) -> Int? {
        while index < scalars.count, scalars[index] == 0x20 { index += 1 }
        guard index < scalars.count, signs.contains(scalars[index]) else { return nil }
        index += 1
        while index < scalars.count, scalars[index] == 0x20 { index += 1 }
        let start = index
        while index < scalars.count, index - start < 2, isDigit(scalars[index]) { index += 1 }
        return index > start ? Int(decimal: scalars[start..<index]) : nil
    }

    /// 今天是… before, or 星期 after: the date of the visit, not of a document.
    private static func isToday(_ scalars: [UInt32], from start: Int, to end: Int) -> Bool {
        let before = scalars[max(0, start - 6)..<start]
        let after = scalars[end...].drop { $0 == 0x20 }.prefix(2)
        return before.contains(0x4ECA) || Array(after) == [0x661F, 0x671F]
    }
}
