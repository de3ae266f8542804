/// The third table out of rows that can be cut in several ways: the identities of the columns decide, or nobody does.
package struct RunDecision: Sendable {
    /// Rows that are certain.
    package private(set) var rows: [ReportRow: [Int]] = [:]
    package private(set) var problems: [ReportProblem] = []

    /// Steps of the search through whole tables, after which it is given up.
    private static let stepLimit = 300_000

    /// - Parameter candidates: for each row that was found, the ways of reading it as seven numbers, in the order of the form's columns.
    package init(_ candidates: [ReportRow: [[Int]]]) {
        let open = candidates.filter { $0.value.count > 1 }.keys.sorted()
        for (row, readings) in candidates { if readings.count == 1, let only = readings.first { rows[row] = only } }
        guard !open.isEmpty else { return }
        var search = TableSearch(candidates, stepLimit: Self.stepLimit)
        search.run()
        if search.isExhausted || search.solutions.count > 1 {
            problems.append(.ambiguousRows(open))
        } else if let only = search.solutions.first {
            for row in open { rows[row] = only[row] }
        } else {
            problems.append(.noReading(open, Self.impossible(candidates)))
        }
    }

    /// Columns whose identity no choice fulfils, each by itself.
    private static func impossible(_ candidates: [ReportRow: [[Int]]]) -> [ReportColumn] {
        ReportColumn.allCases.indices.filter { index in
            func sums(_ rows: [ReportRow]) -> Set<Int>? {
                var reached: Set = [0]
                for row in rows {
                    guard let readings = candidates[row] else { return nil }
                    let values = Set(readings.map { $0[index] })
                    reached = Set(reached.flatMap { sum in values.map { sum + $0 } })
                    if reached.count > 20_000 { return nil }
                }
                return reached
            }
            let outcomes = sums(ReportRow.outcomes)
            let total = sums([.closed])
            if let outcomes, let total, outcomes.isDisjoint(with: total) { return true }
            if let arrived = sums([.received, .carriedIn]), let left = sums([.closed, .carriedOver]) {
                return arrived.isDisjoint(with: left)
            }
            return false
        }.map { ReportColumn.allCases[$0] }
    }
}

/// Looks for tables that fulfil the identities of all columns; stops at the second.
private struct TableSearch {
    private let candidates: [ReportRow: [[Int]]]
    private let stepLimit: Int
    private(set) var solutions: [[ReportRow: [Int]]] = []
    private(set) var isExhausted = false
    private var steps = 0
    private var chosen: [ReportRow: [Int]] = [:]

    init(_ candidates: [ReportRow: [[Int]]], stepLimit: Int) {
        self.candidates = candidates
        self.stepLimit = stepLimit
    }

    private var knowsOutcomes: Bool { ([.closed] + ReportRow.outcomes).allSatisfy { candidates[$0]?.isEmpty == false } }

    mutating func run() { chooseFrame([.closed, .received, .carriedIn, .carriedOver][...]) }

    private var isDone: Bool { isExhausted || solutions.count > 1 }

    private mutating func step() {
        steps += 1
        if steps > stepLimit { isExhausted = true }
    }

    /// The four rows of the balance first: they leave the others little choice.
    private mutating func chooseFrame(_ rest: ArraySlice<ReportRow>) {
        step()
        if isDone { return }
        guard let row = rest.first else {
            guard balances() else { return }
            if knowsOutcomes, let total = chosen[.closed] {
                chooseOutcomes(ReportRow.outcomes[...], left: total)
            } else {
                chooseFree(candidates.keys.filter { chosen[$0] == nil }.sorted()[...])
            }
            return
        }
        guard let readings = candidates[row], !readings.isEmpty else { return chooseFrame(rest.dropFirst()) }
        for reading in readings {
            chosen[row] = reading
            chooseFrame(rest.dropFirst())
        }
        chosen[row] = nil
    }

    private func balances() -> Bool {
        guard let received = chosen[.received], let before = chosen[.carriedIn], let closed = chosen[.closed],
            let after = chosen[.carriedOver]
        else {
            return true
        }
        return received.indices.allSatisfy { received[$0] + before[$0] == closed[$0] + after[$0] }
    }

    private mutating func chooseOutcomes(_ rest: ArraySlice<ReportRow>, left: [Int]) {
        step()
        if isDone { return }
        guard let row = rest.first else {
            if left.allSatisfy({ $0 == 0 }) { solutions.append(chosen) }
            return
        }
        for reading in candidates[row] ?? [] {
            let next = zip(left, reading).map { $0 - $1 }
            guard next.allSatisfy({ $0 >= 0 }) else { continue }
            chosen[row] = reading
            chooseOutcomes(rest.dropFirst(), left: next)
        }
        chosen[row] = nil
    }

    /// Where a row is missing the outcomes cannot be added up: then every reading stands, and only one is certain.
    private mutating func chooseFree(_ rest: ArraySlice<ReportRow>) {
        step()
        if isDone { return }
        guard let row = rest.first else {
            solutions.append(chosen)
            return
        }
        guard let readings = candidates[row], !readings.isEmpty else { return chooseFree(rest.dropFirst()) }
        for reading in readings {
            chosen[row] = reading
            chooseFree(rest.dropFirst())
        }
        chosen[row] = nil
    }
}
