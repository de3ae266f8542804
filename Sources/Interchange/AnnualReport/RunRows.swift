import Domain

/// The rows of the third table as they come out of running text, until the identities have decided how each is to be read.
struct RunRows {
    private let layout: RunLayout
    private var table = TableThree(filledWith: .unknown)
    /// Rows that are one run of digits, and those that are numbers apart: the ways of reading them, in the form's order of columns.
    private var candidates: [ReportRow: [[Int]]] = [:]
    private var problems: [ReportProblem] = []

    init(layout: RunLayout) { self.layout = layout }

    mutating func take(_ row: ReportRow, _ stretch: NumberStretch) {
        var tokens = stretch.tokens
        let count = layout.columns.count
        if tokens.count == count + 1, stretch.endsInLetter { tokens.removeLast() }
        if tokens.count == count { return takeCells(row, tokens) }
        guard tokens.count == 1, case .digits(let digits) = tokens[0], digits.count >= count else {
            problems.append(.incompleteRow(row, numbers: numbers(in: tokens)))
            return
        }
        takeRun(row, digits, endsInLetter: stretch.endsInLetter)
    }

    /// Digits that have run together are at most as many numbers as digits.
    private func numbers(in tokens: [NumberStretch.Token]) -> Int {
        if tokens.count == 1, case .digits(let digits) = tokens[0] { return digits.count }
        return tokens.count { $0 != .mark }
    }

    private mutating func takeCells(_ row: ReportRow, _ tokens: [NumberStretch.Token]) {
        var numbers: [Int?] = []
        for (token, column) in zip(tokens, layout.columns) {
            guard case .digits(let digits) = token else {
                numbers.append(nil)
                continue
            }
            numbers.append(FigureCell.figure(digits, false).count)
            if numbers.last == .some(nil), let column = column.reportColumn {
                problems.append(.malformed(.three(row, column), String(decoding: digits, as: UTF8.self)))
            }
        }
        let known = numbers.compactMap(\.self)
        if known.count == numbers.count { candidates[row] = [ordered(known)] }
        for (column, number) in zip(layout.columns, numbers) {
            guard let column = column.reportColumn else { continue }
            table[row, column] = number.map(ReportFigure.count) ?? .unknown
        }
        if known.count < numbers.count { problems.append(.incompleteRow(row, numbers: known.count)) }
    }

    private mutating func takeRun(_ row: ReportRow, _ digits: [UInt8], endsInLetter: Bool) {
        var readings = digits.count <= 60 ? DigitRun.rows(digits, layout: layout) : nil
        // 0000000 2 其他法律…: the last digit may be the next heading's number without its point.
        if readings?.isEmpty == true, endsInLetter, let last = digits.last, last == Self.ordinal(after: row) {
            readings = DigitRun.rows(Array(digits.dropLast()), layout: layout)
        }
        guard let readings else {
            problems.append(.ambiguousRows([row]))
            return
        }
        if readings.isEmpty { problems.append(.unreadableRow(row, digits: String(decoding: digits, as: UTF8.self))) }
        candidates[row] = readings.map(ordered)
    }

    private static func ordinal(after row: ReportRow) -> UInt8? {
        guard let next = ReportRow(row.number + 1), let first = next.heading.utf8.first, (48...57).contains(first) else { return nil }
        return first
    }

    /// Without the subtotal, in the order of the form.
    private func ordered(_ numbers: [Int]) -> [Int] {
        ReportColumn.allCases.map { wanted in
            zip(layout.columns, numbers).first { $0.0.reportColumn == wanted }?.1 ?? 0
        }
    }

    /// What is certain, with what had to be left open.
    func decided() -> (table: TableThree, problems: [ReportProblem]) {
        var (table, problems) = (table, problems)
        let decision = RunDecision(candidates.filter { !$0.value.isEmpty })
        for (row, numbers) in decision.rows {
            for (column, number) in zip(ReportColumn.allCases, numbers) { table[row, column] = .count(number) }
        }
        problems += decision.problems
        return (table, problems)
    }
}

extension RunLayout.Column {
    /// `nil` for the subtotal, which the form does not have.
    var reportColumn: ReportColumn? {
        switch self {
        case .part(let column): column
        case .subtotal: nil
        case .total: .total
        }
    }
}
