/// What stands in the columns of a table whose cells have run together.
package struct RunLayout: Sendable, Hashable {
    package enum Column: Sendable, Hashable {
        case part(ReportColumn)
        /// 小计 of the organisations, which some templates add.
        case subtotal
        case total
    }

    package let columns: [Column]

    /// As the form prints it.
    package static let standard = RunLayout(ReportColumn.parts.map(Column.part) + [.total])

    package init(_ columns: [Column]) { self.columns = columns }

    /// Whether the parts are the total and the organisations the subtotal.
    package func isFulfilled(by numbers: [Int]) -> Bool {
        var (parts, organisations, subtotal, total) = (0, 0, nil as Int?, nil as Int?)
        for (column, number) in zip(columns, numbers) {
            switch column {
            case .part(.person): parts += number
            case .part:
                parts += number
                organisations += number
            case .subtotal: subtotal = number
            case .total: total = number
            }
        }
        return total == parts && (subtotal ?? organisations) == organisations
    }
}

/// Numbers that have run together, such as 801000081: every way of cutting them apart.
package enum DigitRun {
    /// Digits of the largest number that a cell may hold.
    static let numberLength = 7
    /// More cuttings of one run are not looked at: it is then not to be read.
    static let limit = 20_000

    /// Every cutting of the digits into a row of that layout whose identity holds, without zeros in front; commas may stand where thousands end.
    ///
    /// - Returns: `nil` when there are too many.
    package static func rows(_ digits: [UInt8], layout: RunLayout = .standard) -> [[Int]]? {
        var search = RunSearch(digits: digits, count: layout.columns.count, accepts: layout.isFulfilled)
        search.run(from: 0)
        return search.isExhausted ? nil : search.found
    }

    /// Every cutting into whole numbers, without any condition.
    package static func numbers(_ digits: [UInt8], count: Int) -> [[Int]]? {
        var search = RunSearch(digits: digits, count: count) { _ in true }
        search.run(from: 0)
        return search.isExhausted ? nil : search.found
    }

    /// Every cutting into three blocks of the fourth table.
    package static func disputes(_ digits: [UInt8]) -> [[Int]]? {
        guard let blocks = blocks(digits, from: 0, left: 3) else { return nil }
        return blocks
    }

    private static func blocks(_ digits: [UInt8], from start: Int, left: Int) -> [[Int]]? {
        guard left > 0 else { return start == digits.count ? [[]] : [] }
        var result: [[Int]] = []
        // A block has at least five digits, and so have those after it.
        let last = min(digits.count - (left - 1) * 5, start + 5 * numberLength)
        guard start + 5 <= last else { return [] }
        for end in (left == 1 ? digits.count...digits.count : start + 5...last) {
            guard end - start <= 5 * numberLength else { continue }
            var search = RunSearch(digits: Array(digits[start..<end]), count: 5) { $0.dropLast().reduce(0, +) == $0.last }
            search.run(from: 0)
            if search.isExhausted { return nil }
            if search.found.isEmpty { continue }
            guard let rest = blocks(digits, from: end, left: left - 1) else { return nil }
            for first in search.found { for second in rest { result.append(first + second) } }
            if result.count > limit { return nil }
        }
        return result
    }
}

/// The search through all cuttings of one run.
private struct RunSearch {
    let digits: [UInt8]
    let count: Int
    let accepts: ([Int]) -> Bool
    private(set) var found: [[Int]] = []
    private(set) var isExhausted = false
    private var numbers: [Int] = []
    private var steps = 0

    private static let stepLimit = 2_000_000

    init(digits: [UInt8], count: Int, accepts: @escaping ([Int]) -> Bool) {
        self.digits = digits
        self.count = count
        self.accepts = accepts
    }

    mutating func run(from start: Int) {
        steps += 1
        if steps > Self.stepLimit || found.count > DigitRun.limit { isExhausted = true }
        if isExhausted { return }
        if numbers.count == count {
            if start == digits.count, accepts(numbers) { found.append(numbers) }
            return
        }
        // Room for one digit in each of the others, and not more than the longest in each of them.
        let others = count - numbers.count - 1
        guard digits.count - start > others else { return }
        for (number, end) in candidates(from: start) where digits.count - end >= others && (others > 0 || end == digits.count) {
            numbers.append(number)
            run(from: end)
            numbers.removeLast()
        }
    }

    /// The numbers that may begin at that place, with the place after each.
    private func candidates(from start: Int) -> [(number: Int, end: Int)] {
        guard let first = digit(start) else { return [] }
        if first == 0 { return [(0, start + 1)] }
        var result: [(Int, Int)] = []
        var (value, end) = (0, start)
        while end - start < DigitRun.numberLength, let next = digit(end) {
            value = value * 10 + next
            end += 1
            result.append((value, end))
            if end - start <= 3, let grouped = grouped(value, from: end) { result.append(grouped) }
        }
        return result
    }

    /// The number that goes on with `,ddd` after its first one to three digits.
    private func grouped(_ value: Int, from start: Int) -> (number: Int, end: Int)? {
        var (value, end) = (value, start)
        while end < digits.count, digits[end] == UInt8(ascii: ","), value < 10_000,
            let first = digit(end + 1), let second = digit(end + 2), let third = digit(end + 3)
        {
            value = value * 1_000 + first * 100 + second * 10 + third
            end += 4
        }
        return end > start ? (value, end) : nil
    }

    private func digit(_ index: Int) -> Int? {
        guard index < digits.count, (48...57).contains(digits[index]) else { return nil }
        return Int(digits[index] - 48)
    }
}
