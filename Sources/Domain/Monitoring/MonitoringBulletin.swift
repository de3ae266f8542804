/// When a unit is praised and when it is urged in the monthly bulletin (红黄榜规则): numbers that a county sets for itself.
package struct BulletinRules: Sendable, Hashable, Codable {
    /// 红榜: 当月及时率 at least so many percent, nothing missing from any month …
    package var redTimeliness: Int
    /// … and at least so many due in the month.
    package var redLeastDue: Int
    /// 黄榜: 当月及时率 below so many percent …
    package var yellowTimeliness: Int
    /// … or so many missing, from whatever month.
    package var yellowMissing: Int

    package init(redTimeliness: Int = 100, redLeastDue: Int = 3, yellowTimeliness: Int = 80, yellowMissing: Int = 3) {
        self.redTimeliness = redTimeliness
        self.redLeastDue = redLeastDue
        self.yellowTimeliness = yellowTimeliness
        self.yellowMissing = yellowMissing
    }

    /// Nobody can be on both lists: red asks for at least as much as yellow forgives.
    package var isValid: Bool {
        (0...100).contains(redTimeliness) && (0...100).contains(yellowTimeliness) && yellowTimeliness <= redTimeliness
            && (0...10_000).contains(redLeastDue) && (1...10_000).contains(yellowMissing)
    }

    package enum List: String, Sendable, CaseIterable, Hashable {
        case red = "红榜"
        case yellow = "黄榜"
    }

    /// - Parameters:
    ///   - month: what fell due in the month.
    ///   - missing: what is missing in all.
    package func list(month: DutyCounts, missing: Int) -> List? {
        let ratio = month.timeliness
        if missing >= yellowMissing || ratio.whole > 0 && ratio.part * 100 < yellowTimeliness * ratio.whole { return .yellow }
        let isRed = missing == 0 && ratio.whole >= max(1, redLeastDue) && ratio.part * 100 >= redTimeliness * ratio.whole
        return isRed ? .red : nil
    }

    /// As the bulletin states them.
    package var words: [String] {
        [
            "红榜：当月应公开 \(max(1, redLeastDue)) 件以上，及时率不低于 \(redTimeliness)%，并且没有逾期未公开的。",
            "黄榜：当月及时率低于 \(yellowTimeliness)%，或者逾期未公开的累计 \(yellowMissing) 件以上。",
        ]
    }
}

/// The monthly bulletin (政务公开月度通报): unit by unit what fell due in a month and how it was met.
package struct MonitoringBulletin: Sendable {
    package struct Line: Sendable {
        package let unit: String
        package let month: DutyCounts
        package let missing: Int
        package let list: BulletinRules.List?
    }

    package let year: Int
    package let month: Int
    /// As of which day it counts: the month's last, or today while it lasts.
    package let day: Day
    package let rules: BulletinRules
    /// In the county's order; only units that had something to do.
    package let lines: [Line]
    /// 政策解读 of all documents up to the day; `nil` where nothing had to be interpreted.
    package var interpretations: InterpretationTally?
    /// Letters from the public in the month; `nil` where none are kept.
    package var letters: MessageFigures?

    /// - Parameters:
    ///   - months: of every unit, the month alone.
    ///   - figures: of every unit, everything as of the day.
    package init(
        year: Int, month: Int, day: Day, rules: BulletinRules, units: [OrganisationUnit], months: [OrganisationUnit.ID: DutyCounts],
        figures: [OrganisationUnit.ID: MonitoringFigures]
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.rules = rules
        lines = units.compactMap { unit in
            let counts = months[unit.id] ?? DutyCounts()
            let missing = figures[unit.id]?.duties.missing ?? 0
            guard counts.due > 0 || missing > 0 else { return nil }
            return Line(unit: unit.name, month: counts, missing: missing, list: rules.list(month: counts, missing: missing))
        }
    }

    package var total: DutyCounts { lines.reduce(DutyCounts()) { $0 + $1.month } }

    package func units(on list: BulletinRules.List) -> [Line] { lines.filter { $0.list == list } }

    package func title(_ place: String) -> String { "\(place)\(year)年\(month)月政务公开情况通报" }

    /// The paragraphs before the table.
    package var paragraphs: [String] {
        let (total, missing) = (total, lines.reduce(0) { $0 + $1.missing })
        var result = [
            "截至\(day.year)年\(day.month)月\(day.day)日，\(month)月到期应公开 \(total.due) 件，按时公开 \(total.onTime) 件，逾期公开 \(total.late) 件，逾期未公开 \(total.missing) 件；"
                + "覆盖率 \(total.coverage.words)，及时率 \(total.timeliness.words)。各月累计逾期未公开 \(missing) 件。"
        ]
        if let tally = interpretations {
            result.append(
                "政策解读：应解读的文件 \(tally.due) 件，按时解读 \(tally[.onTime]) 件，逾期解读 \(tally[.late]) 件，逾期未解读 \(tally[.missing]) 件。")
        }
        for list in BulletinRules.List.allCases {
            let names = units(on: list).map(\.unit)
            result.append("\(list.rawValue)：\(names.isEmpty ? "无" : names.joined(separator: "、"))。")
        }
        if let letters { result.append(letters.sentence(month: month)) }
        return result + rules.words
    }
}
