import Domain

/// A text in which words are looked for however it was spaced: by folded characters, with any white space between them passed over.
struct FlatText {
    /// The characters as they are.
    let original: [Unicode.Scalar]
    /// The same folded, one for one; every kind of white space is a space.
    let folded: [UInt32]

    init(_ text: String) {
        original = Array(text.unicodeScalars)
        folded = original.map { Folding.fold($0.value) }
    }

    var count: Int { folded.count }
    var whole: Range<Int> { 0..<count }

    /// The first place of any of these words.
    func first(_ words: [String], in range: Range<Int>) -> Range<Int>? {
        words.compactMap { find($0, in: range) }.min { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) }
    }

    func find(_ word: String, in range: Range<Int>) -> Range<Int>? {
        let key = word.unicodeScalars.map { Folding.fold($0.value) }
        guard let first = key.first else { return nil }
        for start in range where folded[start] == first {
            if let end = match(key, at: start, before: range.upperBound) { return start..<end }
        }
        return nil
    }

    func last(_ word: String, in range: Range<Int>) -> Range<Int>? {
        var (result, start) = (nil as Range<Int>?, range.lowerBound)
        while let next = find(word, in: start..<range.upperBound) {
            result = next
            start = next.upperBound
        }
        return result
    }

    private func match(_ key: [UInt32], at start: Int, before end: Int) -> Int? {
        var index = start
        for scalar in key {
            // Words of a heading may be set on two lines.
            while index < end, folded[index] == 0x20, index > start { index += 1 }
            guard index < end, folded[index] == scalar else { return nil }
            index += 1
        }
        return index
    }

    func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(original[range])) }

    static func isDigit(_ scalar: UInt32) -> Bool { (48...57).contains(scalar) }
}

/// The numbers that stand after a heading in running text: apart, or run together.
struct NumberStretch: Sendable {
    enum Token: Sendable, Hashable {
        /// Digits, perhaps with commas or a point, as they stand.
        case digits([UInt8])
        /// `-`, `—`, `/`, N/A: something other than a number.
        case mark
    }

    private(set) var tokens: [Token] = []
    /// The last digit stands right before the next heading's first letter, and might be its number.
    private(set) var endsInLetter = false

    /// Reads from the first digit on, up to what can no longer belong to the numbers.
    ///
    /// The number of the next heading (`2.` in `00000002.其他法律…`) is left out.
    init(_ text: FlatText, in range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound, !Self.begins(text, at: index, in: range) { index += 1 }
        var digits: [UInt8] = []
        func isDigit(_ place: Int) -> Bool { place < range.upperBound && FlatText.isDigit(text.folded[place]) }
        func flush(_ tokens: inout [Token]) {
            if !digits.isEmpty { tokens.append(.digits(digits)) }
            digits = []
        }
        scan: while index < range.upperBound {
            let scalar = text.folded[index]
            switch scalar {
            case 48...57: digits.append(UInt8(scalar))
            case 0x20: flush(&tokens)
            case 0x2C where !digits.isEmpty && isDigit(index + 1) && isDigit(index + 2) && isDigit(index + 3): digits.append(0x2C)
            case 0x2E where isDigit(index + 1) && !digits.isEmpty: digits.append(0x2E)
            // 1. 1、 1) before a heading.
            case 0x2E, 0x3001, 0x29:
                if !digits.isEmpty { digits.removeLast() }
                flush(&tokens)
                break scan
            case _ where Self.isNote(scalar): break
            case _ where Self.isMark(scalar):
                flush(&tokens)
                let end = (index..<range.upperBound).first { !Self.isMark(text.folded[$0]) } ?? range.upperBound
                tokens.append(.mark)
                index = end - 1
            default:
                endsInLetter = !digits.isEmpty
                break scan
            }
            index += 1
        }
        flush(&tokens)
    }

    private static func begins(_ text: FlatText, at index: Int, in range: Range<Int>) -> Bool {
        let scalar = text.folded[index]
        if FlatText.isDigit(scalar) { return true }
        guard isMark(scalar), index > range.lowerBound, text.folded[index - 1] == 0x20 else { return false }
        let end = (index..<range.upperBound).first { !isMark(text.folded[$0]) } ?? range.upperBound
        return end == range.upperBound || text.folded[end] == 0x20
    }

    /// Dashes, slashes, and the letters of N/A.
    static func isMark(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2D, 0x2F, 0x2010...0x2015, 0x2212, 0x6E, 0x61: true
        default: false
        }
    }

    /// Signs of footnotes: ① * ※
    static func isNote(_ scalar: UInt32) -> Bool { scalar == 0x2A || scalar == 0x203B || (0x2460...0x2473).contains(scalar) }
}
