extension LedgerKind {
    /// 村级小微权力清单 ([S 002] 11)
    package static let villagePowers = LedgerKind(
        code: "village-powers", name: "村级小微权力清单", purpose: "各村（居）的小微权力事项、依据、办理流程和监督方式。", basis: "《全面推进基层政务公开标准化规范化工作实施方案》（陕政办发〔2020〕20号）",
        fields: [
            LedgerField("name", "权力事项", isRequired: true),
            LedgerField("category", "类别", isRequired: true, hint: "例如集体资产资源处置、村级工程、救助救灾款申请。"),
            LedgerField("basis", "依据", .longText, isRequired: true),
            LedgerField("body", "责任主体", isRequired: true),
            LedgerField("process", "办理流程", .longText, isRequired: true),
            LedgerField("disclosure", "公开内容和方式", .longText),
            LedgerField("phone", "监督电话", .phone),
        ],
        key: ["unit", "name"], title: "name", isByUnit: true, keepers: [.village], rhythm: .atOnce)

    /// 村务公开 (村民委员会组织法 Art. 30; RULES §1.9)
    package static let villageAffairs = LedgerKind(
        code: "village-affairs", name: "村务公开", purpose: "各村（居）按季度、按月和随时公开的村务、财务事项。", basis: "《中华人民共和国村民委员会组织法》第三十条",
        fields: [
            LedgerField("name", "公开事项", isRequired: true),
            LedgerField("category", "类别", .choice(["一般事项", "财务收支", "重大事项"]), isRequired: true),
            LedgerField("day", "公开日期", .day, isRequired: true, hint: "在村务公开栏公开的日期。"),
            LedgerField("happened", "发生日期", .day, hint: "涉及村民利益的重大事项应当随时公布。"),
            LedgerField("content", "公开内容", .longText, isRequired: true),
            LedgerField("amount", "金额（元）", .money),
            LedgerField("place", "公开地点", hint: "例如村部公开栏、村民小组公开栏。"),
        ],
        key: ["unit", "name", "day"], title: "name", isByUnit: true, keepers: [.village], rhythm: .quarterly,
        warnings: { facts in
            villages(facts, "一般事项", 3, "至少每季度公布一次", "按季度公布一般事项。")
                + villages(facts, "财务收支", 1, "财务往来较多的，应当每月公布一次", "按月公布财务收支；财务往来不多的，可以按季度。")
                + facts.each { line in
                    guard line.cells["category"] == "重大事项", let happened = line.cells.day("happened"), let day = line.cells.day("day"),
                        day.serial - happened.serial > 1
                    else { return [] }
                    return [facts.warning(line, "\(happened.chineseDate)发生，\(day.chineseDate)才公布", "涉及村民利益的重大事项应当随时公布。")]
                }
        })

    /// Villages whose last entry of that category is older than so many months.
    private static func villages(
        _ facts: LedgerFacts, _ category: String, _ months: Int, _ rule: String, _ remedy: String
    ) -> [LedgerWarning] {
        let own = Dictionary(grouping: facts.lines.filter { $0.cells["category"] == category }, by: \.unit)
        return own.compactMap { _, lines -> LedgerWarning? in
            let last = lines.max { ($0.cells.day("day")?.serial ?? 0) < ($1.cells.day("day")?.serial ?? 0) }
            guard let last, let day = last.cells.day("day") else { return nil }
            let due = day.addingMonths(months)
            guard due < facts.today else { return nil }
            return facts.warning(last, "\(category)\(day.chineseDate)以后没有公布；\(rule)", remedy, due: due)
        }.sorted { ($0.line?.rawValue ?? 0) < ($1.line?.rawValue ?? 0) }
    }
}

/// A quarter of a year (季度), as a board sheet is about.
package struct LedgerQuarter: Sendable, Hashable {
    package let year: Int
    /// 1 to 4.
    package let number: Int

    /// - Returns: `nil` when there is no such quarter.
    package init?(year: Int, number: Int) {
        guard (1949...2999).contains(year), (1...4).contains(number) else { return nil }
        self.year = year
        self.number = number
    }

    /// The one that the day lies in.
    package init?(of day: Day) { self.init(year: day.year, number: (day.month + 2) / 3) }

    package var words: String { "\(year)年第\(number)季度" }
    package var previous: LedgerQuarter? {
        number > 1 ? LedgerQuarter(year: year, number: number - 1) : LedgerQuarter(year: year - 1, number: 4)
    }
    package var next: LedgerQuarter? {
        number < 4 ? LedgerQuarter(year: year, number: number + 1) : LedgerQuarter(year: year + 1, number: 1)
    }

    package func contains(_ day: Day) -> Bool { LedgerQuarter(of: day) == self }
}
