/// Periods, numbers and points of an inspection (检查指标的分值和期限): dated data, since the indicators change and most points are local.
package struct InspectionRules: Sendable, Hashable, Codable {
    /// They count for inspections as of this day or later, until the next set begins.
    package var effective: Day
    /// Days within which the home page must show something new.
    package var homeDays: Int
    /// Days for 动态、要闻.
    package var newsDays: Int
    /// Months for 通知公告 and 政策文件.
    package var noticeMonths: Int
    /// Months after which any other column that should be updated counts as 长期不更新. Our reading: the indicators give no number.
    package var otherMonths: Int
    package var serviceFigureMonths: Int
    package var replyMonths: Int
    /// Months that a message may wait for an answer, of messages not older than `messageWithinMonths`.
    package var messageMonths: Int
    package var messageWithinMonths: Int
    /// So many columns are a veto.
    package var staleColumns: Int
    package var longStaleColumns: Int
    package var emptyColumns: Int
    /// A page should be open in so many milliseconds.
    package var pageMilliseconds: Int
    /// Fewer points are 不合格; bonuses count above the other.
    package var passMark: Points
    package var bonusMark: Points
    package var points: [InspectionRule: Terms]
    /// Rules that do not apply to this site.
    package var excluded: [InspectionRule]

    /// What a finding costs or brings.
    package struct Terms: Sendable, Hashable, Codable {
        /// For each case.
        package var each: Points
        /// Never more than this for the rule as a whole.
        package var most: Points
        /// Whether the number is the locality's own and not in a document of the State Council that we have.
        package var isLocal: Bool

        package init(each: Points, most: Points, isLocal: Bool = true) {
            self.each = each
            self.most = most
            self.isLocal = isLocal
        }
    }

    /// 国办秘函〔2019〕19号 (2019-04-01). Its full list of deductions is not public; what it does not give is a start for local numbers.
    package static let released = InspectionRules(
        effective: Day(serial: 17_987), homeDays: 14, newsDays: 14, noticeMonths: 6, otherMonths: 12, serviceFigureMonths: 3,
        replyMonths: 2,
        messageMonths: 3, messageWithinMonths: 12, staleColumns: 5, longStaleColumns: 10, emptyColumns: 5, pageMilliseconds: 3_000,
        passMark: Points(60), bonusMark: Points(80),
        points: [
            .newsColumn: Terms(each: Points(5), most: Points(10)),
            .noticeColumn: Terms(each: Points(4), most: Points(8)),
            .policyColumn: Terms(each: Points(5), most: Points(5), isLocal: false),
            .serviceFigures: Terms(each: Points(2), most: Points(2), isLocal: false),
            .replies: Terms(each: Points(3), most: Points(3), isLocal: false),
            .otherColumn: Terms(each: Points(1), most: Points(5)),
            .emptyColumn: Terms(each: Points(2), most: Points(8)),
            .publicationTime: Terms(each: Points(hundredths: 10), most: Points(3)),
            .deadLink: Terms(each: Points(hundredths: 10), most: Points(5)),
            .siteTags: Terms(each: Points(1), most: Points(3)),
            .columnTags: Terms(each: Points(1), most: Points(4)),
            .articleTags: Terms(each: Points(1), most: Points(3)),
            .footer: Terms(each: Points(1), most: Points(5)),
            .faultReport: Terms(each: Points(2), most: Points(2)),
            .search: Terms(each: Points(5), most: Points(5)),
            .domainName: Terms(each: Points(2), most: Points(2)),
            .ipv6: Terms(each: Points(2), most: Points(2)),
            .disclosurePlatform: Terms(each: Points(2), most: Points(8)),
            .barrierFree: Terms(each: Points(2), most: Points(2)),
            .openData: Terms(each: Points(2), most: Points(2)),
        ], excluded: [])

    /// What is wrong with a set; empty when it can be used.
    package var faults: [Fault] {
        var faults: [Fault] = []
        for number in InspectionNumber.allCases where !number.range.contains(self[number]) { faults.append(.badNumber(number.rawValue)) }
        for (name, mark) in [("passMark", passMark), ("bonusMark", bonusMark)] where !mark.isScore { faults.append(.badPoints(name)) }
        for rule in InspectionRule.allCases where rule.severity == .deduction || rule.severity == .bonus {
            guard let terms = points[rule] else {
                faults.append(.noPoints(rule))
                continue
            }
            if !terms.each.isScore || !terms.most.isScore || terms.each > terms.most { faults.append(.badPoints(rule.rawValue)) }
        }
        return faults
    }

    package enum Fault: Error, Sendable, Hashable {
        case badNumber(String)
        case badPoints(String)
        case noPoints(InspectionRule)
    }

    /// The last set that had begun; before the first, the first; without any, the released one.
    package static func inForce(on day: Day, of sets: [InspectionRules]) -> InspectionRules {
        let ordered = sets.sorted { $0.effective < $1.effective }
        return ordered.last { $0.effective <= day } ?? ordered.first ?? .released
    }
}

/// Points with two decimals (分), exact.
package struct Points: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let hundredths: Int

    package init(_ whole: Int) { hundredths = whole * 100 }
    package init(hundredths: Int) { self.hundredths = hundredths }

    package static let zero = Points(0)

    /// `4`, `0.5`, `0.25`: not negative, with at most two decimals.
    package init?(text: String) {
        let parts = text.unicodeScalars.map(\.value)[...].split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...3).contains(whole.count), let number = Int(decimal: whole) else { return nil }
        guard parts.count == 2 else {
            self.init(number)
            return
        }
        guard (1...2).contains(parts[1].count), let decimals = Int(decimal: parts[1]) else { return nil }
        self.init(hundredths: number * 100 + (parts[1].count == 1 ? decimals * 10 : decimals))
    }

    /// 0 to 100.
    var isScore: Bool { (0...10_000).contains(hundredths) }

    package static func + (left: Points, right: Points) -> Points { Points(hundredths: left.hundredths + right.hundredths) }
    package static func - (left: Points, right: Points) -> Points { Points(hundredths: left.hundredths - right.hundredths) }
    package static func < (left: Points, right: Points) -> Bool { left.hundredths < right.hundredths }

    package var description: String {
        let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// A number with at most two decimals.
extension Points: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let number = try container.decode(Double.self)
        let scaled = (number * 100).rounded()
        guard abs(number) <= 1_000, abs(number * 100 - scaled) < 0.000_1 else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "points with more than two decimals")
        }
        hundredths = Int(scaled)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Double(hundredths) / 100)
    }
}
