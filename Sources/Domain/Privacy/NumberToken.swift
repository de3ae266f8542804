/// A run of letters and digits, and the groups of digits that go on after single separators, folded to ASCII.
struct NumberToken {
    struct Group {
        /// In `values`.
        let range: Range<Int>
        /// What stands before it.
        let separator: UInt8
    }

    /// Longer runs are no number that a person has.
    static let longestRun = 40
    private static let mostDigits = 24
    private static let mostGroups = 8

    private(set) var values: [UInt8] = []
    /// Where each value begins in the text.
    private(set) var places: [Int] = []
    /// Where the last one that counts ends: one more than `places` has.
    private(set) var ends: [Int] = []
    private(set) var groups: [Group] = []
    /// Where the first run ends in the text.
    private(set) var runEnd = 0
    private(set) var isTooLong = false

    /// The first run.
    var run: ArraySlice<UInt8> { values[0..<(groups.first?.range.upperBound ?? 0)] }
    var isDigits: Bool { run.allSatisfy(Self.isDigit) }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
    static func isX(_ byte: UInt8) -> Bool { byte == 0x58 || byte == 0x78 }

    /// The place in the text of values in a range.
    func place(_ range: Range<Int>) -> Range<Int> { places[range.lowerBound]..<ends[range.upperBound - 1] }

    /// Reads on from a letter or digit; the buffers are kept from one token to the next.
    mutating func read(_ window: TextWindow, from start: Int) {
        values.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        isTooLong = false
        runEnd = take(window, from: start, separator: 0)
        guard !isTooLong, isDigits || values.count == 18 else { return }
        var end = runEnd
        while values.count <= Self.mostDigits, groups.count < Self.mostGroups {
            guard let next = separator(window, from: end) else { return }
            let count = values.count
            end = take(window, from: next.place, separator: next.kind)
            let group = values[count...]
            // Only digits go on; a check character may end the number.
            let isPlain = group.allSatisfy(Self.isDigit) || (group.dropLast().allSatisfy(Self.isDigit) && group.last.map(Self.isX) ?? false)
            guard isPlain, !isTooLong else {
                values.removeSubrange(count...)
                places.removeSubrange(count...)
                ends.removeSubrange(count...)
                groups.removeLast()
                isTooLong = false
                return
            }
            if group.last.map(Self.isX) ?? false { return }
        }
    }

    private mutating func take(_ window: TextWindow, from start: Int, separator: UInt8) -> Int {
        let first = values.count
        var place = start
        while true {
            let (value, width) = window.unit(at: place)
            guard Self.isDigit(value) || Self.isLetter(value) else { break }
            if values.count - first < Self.longestRun {
                values.append(value)
                places.append(place)
                ends.append(place + width)
            } else {
                isTooLong = true
            }
            place += width
        }
        groups.append(Group(range: first..<values.count, separator: separator))
        return place
    }

    /// Up to three spaces, dashes or closing brackets before another digit.
    private func separator(_ window: TextWindow, from end: Int) -> (place: Int, kind: UInt8)? {
        var place = end
        var kind: UInt8 = 0x20
        for _ in 0..<4 {
            let (value, width) = window.unit(at: place)
            if Self.isDigit(value) || Self.isX(value) { return place == end ? nil : (place, kind) }
            guard value == 0x20 || value == 0x2D || value == 0x29 else { return nil }
            if value != 0x20 {
                if kind != 0x20 { return nil }
                kind = value
            }
            place += width
        }
        return nil
    }
}
