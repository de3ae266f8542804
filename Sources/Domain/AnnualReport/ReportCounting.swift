/// A request as the annual report counts it: once, in one outcome.
package struct ReportCase: Sendable, Hashable {
    package let id: Int64
    package let applicant: ApplicantKind
    package let receivedOn: Day
    /// The day of the answer, or on which it lapsed or was withdrawn.
    package let closedOn: Day?
    package let outcome: RequestOutcome?

    package init(id: Int64, applicant: ApplicantKind, receivedOn: Day, closedOn: Day? = nil, outcome: RequestOutcome? = nil) {
        self.id = id
        self.applicant = applicant
        self.receivedOn = receivedOn
        self.closedOn = closedOn
        self.outcome = outcome
    }

    /// The rows in which it is counted in that year. What was closed without an outcome counts as 其他: it must not be lost.
    func rows(in year: Int) -> [ReportRow] {
        let closedIn = closedOn.map { max($0, receivedOn).year }
        guard receivedOn.year <= year, closedIn.map({ $0 >= year }) ?? true else { return [] }
        let arrival: ReportRow = receivedOn.year == year ? .received : .carriedIn
        guard closedIn == year else { return [arrival, .carriedOver] }
        return [arrival, ReportRow(outcome ?? .other), .closed]
    }
}

/// A review or a lawsuit as the annual report counts it.
package struct ReportDispute: Sendable, Hashable {
    package let id: Int64
    package let kind: DisputeKind
    package let receivedOn: Day
    package let resultOn: Day?
    package let result: DisputeResult?

    package init(id: Int64, kind: DisputeKind, receivedOn: Day, resultOn: Day? = nil, result: DisputeResult? = nil) {
        self.id = id
        self.kind = kind
        self.receivedOn = receivedOn
        self.resultOn = resultOn
        self.result = result
    }

    /// Its column in that year's report; `nil` when it has no place there.
    func column(in year: Int) -> DisputeColumn? {
        guard receivedOn.year <= year else { return nil }
        guard let resultOn, max(resultOn, receivedOn).year <= year else { return .pending }
        return max(resultOn, receivedOn).year == year ? DisputeColumn(result ?? .other) : nil
    }
}

/// A table with the cases behind each of its numbers.
package struct CountedTable<Table: Sendable>: Sendable {
    package let table: Table
    private let behind: [ReportCell: [Int64]]

    fileprivate init(_ table: Table, behind: [ReportCell: [Int64]]) {
        self.table = table
        self.behind = behind
    }

    /// The identifiers counted in that cell, in the order in which they were given.
    package func cases(in cell: ReportCell) -> [Int64] { behind[cell] ?? [] }
}

extension TableThree {
    /// The third table of a year out of all its cases.
    package static func counted(_ cases: [ReportCase], year: Int) -> CountedTable<TableThree> {
        var behind: [ReportCell: [Int64]] = [:]
        for item in cases {
            for row in item.rows(in: year) {
                behind[.three(row, ReportColumn(item.applicant)), default: []].append(item.id)
                behind[.three(row, .total), default: []].append(item.id)
            }
        }
        var table = TableThree()
        for row in ReportRow.all {
            for column in ReportColumn.allCases { table[row, column] = .count(behind[.three(row, column)]?.count ?? 0) }
        }
        return CountedTable(table, behind: behind)
    }
}

extension TableFour {
    /// The fourth table of a year: results by the day of the result, and what was open at its end.
    package static func counted(_ disputes: [ReportDispute], year: Int) -> CountedTable<TableFour> {
        var behind: [ReportCell: [Int64]] = [:]
        for dispute in disputes {
            guard let column = dispute.column(in: year) else { continue }
            behind[.four(dispute.kind, column), default: []].append(dispute.id)
            behind[.four(dispute.kind, .total), default: []].append(dispute.id)
        }
        var table = TableFour()
        for kind in DisputeKind.allCases {
            for column in DisputeColumn.allCases { table[kind, column] = .count(behind[.four(kind, column)]?.count ?? 0) }
        }
        return CountedTable(table, behind: behind)
    }
}

/// The reports of several units as one (汇总), cell by cell.
package struct ReportRollUp: Sendable, Hashable {
    package let two: TableTwo
    package let three: TableThree
    package let four: TableFour
    /// Units that should report and have not.
    package let missing: [String]

    /// - Parameter reports: of each unit that owes one, in their order; `nil` when it has none yet.
    ///
    /// 不适用 and blank add nothing; a cell in which nobody has a number is blank, or 不适用 when everybody says so. Something unreadable makes the sum
    /// unreadable.
    package init(_ reports: [(unit: String, report: AnnualReport?)]) {
        missing = reports.filter { $0.report == nil }.map(\.unit)
        let present = reports.compactMap(\.report)
        var (two, three, four) = (TableTwo(), TableThree(), TableFour())
        for line in ProactiveLine.allCases { two[line] = Self.sum(present.map { $0.two[line] }) }
        for row in ReportRow.all {
            for column in ReportColumn.allCases { three[row, column] = Self.sum(present.map { $0.three[row, column] }) }
        }
        for kind in DisputeKind.allCases {
            for column in DisputeColumn.allCases { four[kind, column] = Self.sum(present.map { $0.four[kind, column] }) }
        }
        (self.two, self.three, self.four) = (two, three, four)
    }

    static func sum(_ figures: [ReportFigure]) -> ReportFigure {
        var total: ExactNumber?
        for figure in figures {
            switch figure {
            case .unknown: return .unknown
            case .blank, .notApplicable: continue
            case .number(let number):
                guard let before = total else {
                    total = number
                    continue
                }
                guard let sum = before.adding(number) else { return .unknown }
                total = sum
            }
        }
        if let total { return .number(total) }
        return !figures.isEmpty && figures.allSatisfy { $0 == .notApplicable } ? .notApplicable : .blank
    }
}
