/// A month, quarter, half-year or year in which something has to be published at least once (公开周期).
package struct PublicationPeriod: Sendable, Hashable, Comparable {
    package let every: TimeLimit.Period
    package let year: Int
    /// 1-based within the year.
    package let index: Int

    /// `nil` when a year has no such period.
    package init?(_ every: TimeLimit.Period, year: Int, index: Int) {
        guard (1900...2998).contains(year), (1...every.countInYear).contains(index) else { return nil }
        self.every = every
        self.year = year
        self.index = index
    }

    /// The period in which a day lies.
    package init(_ every: TimeLimit.Period, containing day: Day) {
        self.every = every
        year = day.year
        index = (day.month - 1) / every.monthCount + 1
    }

    package var first: Day { Self.firstOfMonth(year: year, month: (index - 1) * every.monthCount + 1) }
    package var last: Day { Self.firstOfMonth(year: year, month: index * every.monthCount + 1).adding(days: -1) }

    package var next: PublicationPeriod { PublicationPeriod(every, containing: last.adding(days: 1)) }

    package static func < (left: PublicationPeriod, right: PublicationPeriod) -> Bool { left.first < right.first }

    /// `2026`, `2026-H1`, `2026-Q3`, `2026-M03`.
    package var key: String {
        switch every {
        case .year: "\(year)"
        case .halfYear: "\(year)-H\(index)"
        case .quarter: "\(year)-Q\(index)"
        case .month: "\(year)-M\(index < 10 ? "0" : "")\(index)"
        }
    }

    /// Reads `key`.
    package init?(key: String) {
        let parts = key.utf8.split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false).map {
            String(Substring($0))
        }
        guard let year = parts.first.flatMap({ Int($0) }) else { return nil }
        guard parts.count == 2 else {
            self.init(.year, year: year, index: 1)
            return
        }
        let every: TimeLimit.Period? =
            switch parts[1].utf8.first {
            case UInt8(ascii: "H"): .halfYear
            case UInt8(ascii: "Q"): .quarter
            case UInt8(ascii: "M"): .month
            default: nil
            }
        guard let every, let index = Int(parts[1].dropFirst()) else { return nil }
        self.init(every, year: year, index: index)
    }

    /// 2026年第三季度
    package var words: String {
        switch every {
        case .year: "\(year)年度"
        case .halfYear: "\(year)年\(index == 1 ? "上" : "下")半年"
        case .quarter: "\(year)年第\(["一", "二", "三", "四"][index - 1])季度"
        case .month: "\(year)年\(index)月"
        }
    }

    /// The first of a month; month 13 is the next January.
    private static func firstOfMonth(year: Int, month: Int) -> Day {
        // The years are bounded by the initialisers, so there is always such a day.
        Day(year: month > 12 ? year + 1 : year, month: month > 12 ? 1 : month, day: 1) ?? Day(serial: 0)
    }
}

extension TimeLimit.Period {
    /// From the longest to the shortest.
    package var monthCount: Int {
        switch self {
        case .month: 1
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        }
    }

    package var countInYear: Int { 12 / monthCount }
}
