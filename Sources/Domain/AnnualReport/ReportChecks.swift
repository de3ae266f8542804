/// The identities that a report's numbers must fulfil (勾稽关系; 国办公开办函〔2021〕30号), and what is to be looked at besides.
package enum ReportChecks {
    /// Everything that is wrong, contradictions first.
    ///
    /// - Parameter previous: last year's report of the same unit.
    package static func problems(of report: AnnualReport, previous: AnnualReport? = nil) -> [ReportProblem] {
        identities(report.three) + identities(report.four) + soft(report) + narrative(report) + (previous.map { against($0, report) } ?? [])
    }

    // MARK: Hard

    package static func identities(_ table: TableThree) -> [ReportProblem] {
        let rows = ReportRow.all.compactMap { row(table, $0) }
        let columns = ReportColumn.allCases.flatMap { [outcomes(table, $0), balance(table, $0)].compactMap(\.self) }
        return rows + columns
    }

    private static func row(_ table: TableThree, _ row: ReportRow) -> ReportProblem? {
        guard let total = table[row, .total].count else { return nil }
        let (sum, isWhole) = added(ReportColumn.parts.map { table[row, $0] })
        if isWhole { return sum == total ? nil : .row(row, sum: sum, total: total) }
        return sum > total ? .rowExceeds(row, known: sum, total: total) : nil
    }

    private static func outcomes(_ table: TableThree, _ column: ReportColumn) -> ReportProblem? {
        guard let total = table[.closed, column].count else { return nil }
        let (sum, isWhole) = added(ReportRow.outcomes.map { table[$0, column] })
        if isWhole { return sum == total ? nil : .outcomes(column, sum: sum, total: total) }
        return sum > total ? .outcomesExceed(column, known: sum, total: total) : nil
    }

    private static func balance(_ table: TableThree, _ column: ReportColumn) -> ReportProblem? {
        let (arrived, allArrived) = added([table[.received, column], table[.carriedIn, column]])
        let (left, allLeft) = added([table[.closed, column], table[.carriedOver, column]])
        // What is not known is not negative: more than the whole other side is a contradiction even so.
        let isBroken = (allArrived && allLeft && arrived != left) || (allArrived && left > arrived) || (allLeft && arrived > left)
        return isBroken ? .balance(column, arrived: arrived, left: left) : nil
    }

    package static func identities(_ table: TableFour) -> [ReportProblem] {
        DisputeKind.allCases.compactMap { kind in
            guard let total = table[kind, .total].count else { return nil }
            let (sum, isWhole) = added(DisputeColumn.parts.map { table[kind, $0] })
            if isWhole { return sum == total ? nil : .dispute(kind, sum: sum, total: total) }
            return sum > total ? .disputeExceeds(kind, known: sum, total: total) : nil
        }
    }

    /// The sum of those that are numbers, and whether all are.
    private static func added(_ figures: [ReportFigure]) -> (sum: Int, isWhole: Bool) {
        (figures.reduce(0) { $0 + ($1.count ?? 0) }, figures.allSatisfy { $0.count != nil })
    }

    // MARK: Soft

    private static func soft(_ report: AnnualReport) -> [ReportProblem] {
        var result: [ReportProblem] = []
        for line in [ProactiveLine.regulationsMade, .regulationsRepealed, .regulationsInForce] {
            if let number = report.two[line].count, number > 0 { result.append(.regulations(line, number)) }
        }
        return result
    }

    private static func against(_ previous: AnnualReport, _ report: AnnualReport) -> [ReportProblem] {
        var result: [ReportProblem] = []
        for column in ReportColumn.allCases {
            if let before = previous.three[.carriedOver, column].count, let now = report.three[.carriedIn, column].count, before != now {
                result.append(.carriedIn(column, before: before, now: now))
            }
        }
        if let before = previous.two[.normativeInForce].count, let made = report.two[.normativeMade].count,
            let repealed = report.two[.normativeRepealed].count, let now = report.two[.normativeInForce].count,
            before + made - repealed != now
        {
            result.append(.inForce(before: before, made: made, repealed: repealed, now: now))
        }
        for section in ReportSection.allCases {
            let percent = CopiedText.percent(of: report.narrative[section], in: previous.narrative[section])
            if percent >= CopiedText.limit { result.append(.copied(section, percent: percent)) }
        }
        return result
    }

    // MARK: Words

    private static func narrative(_ report: AnnualReport) -> [ReportProblem] {
        guard !report.narrative.isEmpty else { return [] }
        var result: [ReportProblem] = []
        for section in [ReportSection.overview, .requests, .disputes] {
            for quoted in NarrativeNumber.all(in: report.narrative[section]) {
                guard let table = report[quoted.cell].count, table != quoted.written else { continue }
                result.append(.narrative(section, phrase: quoted.phrase, written: quoted.written, cell: quoted.cell, table: table))
            }
        }
        let other = report.narrative[.other]
        if !other.isEmpty, !other.contains("信息处理费"), !other.contains("处理费") { result.append(.feesNotStated) }
        return result
    }
}

/// How much of a section was taken over from last year's report word for word.
enum CopiedText {
    /// In percent; below it, set phrases explain the likeness.
    static let limit = 80
    /// Shorter sections say the same every year, and may.
    private static let leastScalars = 60

    /// Of the letters of all sentences; numbers do not count, since they change while the words stay.
    static func percent(of text: String, in previous: String) -> Int {
        let old = Set(sentences(previous))
        let new = sentences(text)
        let all = new.reduce(0) { $0 + $1.count }
        guard all >= leastScalars else { return 0 }
        return new.filter(old.contains).reduce(0) { $0 + $1.count } * 100 / all
    }

    private static func sentences(_ text: String) -> [[UInt32]] {
        var result: [[UInt32]] = []
        var sentence: [UInt32] = []
        for scalar in text.unicodeScalars {
            let folded = Folding.fold(scalar.value)
            switch scalar {
            case "。", "；", "！", "？", "\n":
                if !sentence.isEmpty { result.append(sentence) }
                sentence = []
            default: if folded != 0x20, !(48...57).contains(folded) { sentence.append(folded) }
            }
        }
        return sentence.isEmpty ? result : result + [sentence]
    }
}
