/// Words as bytes, for looking around a place in a text.
struct WordList: Sendable {
    let words: [[UInt8]]
    /// A bit for each first character of a word: 4,096 for the last twelve bits of what takes three bytes, then 128 for ASCII.
    private let firsts: [UInt64]
    /// Whether a word begins with a character of two or four bytes.
    private let hasOtherFirsts: Bool

    init(_ words: String) {
        self.words = words.split(separator: " ").map { Array($0.utf8) }
        var firsts = [UInt64](repeating: 0, count: 66)
        var hasOtherFirsts = false
        for word in self.words {
            let bit = word.withUnsafeBufferPointer { Self.bit(of: $0, at: 0) }
            if let bit { firsts[bit >> 6] |= 1 << UInt64(bit & 63) } else { hasOtherFirsts = true }
        }
        self.firsts = firsts
        self.hasOtherFirsts = hasOtherFirsts
    }

    /// Whether a word may stand at that place of the text, by its first character alone: most places are passed by so.
    @inline(__always)
    func mayStand(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard let bit = Self.bit(of: text, at: index) else { return hasOtherFirsts }
        return firsts[bit &>> 6] &>> UInt64(bit & 63) & 1 != 0
    }

    /// - Returns: `nil` for characters of two or four bytes, and where fewer than three bytes are left of one that takes three.
    @inline(__always)
    private static func bit(of text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let first = text[index]
        if first < 0x80 { return 4_096 &+ Int(first) }
        guard first & 0xF0 == 0xE0, index &+ 2 < text.count else { return nil }
        return Int(text[index &+ 1] & 0x3F) &<< 6 | Int(text[index &+ 2] & 0x3F)
    }
}

/// A text in UTF-8 with the ways of looking around in it. Broken sequences are never read beyond the end.
struct TextWindow {
    let text: UnsafeBufferPointer<UInt8>

    var count: Int { text.count }

    /// One character folded to ASCII, and its width in bytes: full-width forms, dashes and spaces become their plain ones. 0 for all others.
    @inline(__always)
    func unit(at index: Int) -> (value: UInt8, width: Int) {
        guard index < text.count else { return (0, 1) }
        let first = text[index]
        if first < 0x80 { return (first, 1) }
        if first == 0xC2, index + 1 < text.count, text[index + 1] == 0xA0 { return (0x20, 2) }
        guard first >= 0xE2, index + 2 < text.count else { return (0, width(of: first)) }
        switch (first, text[index + 1], text[index + 2]) {
        case (0xEF, 0xBC, let last) where last >= 0x81: return (last - 0x60, 3)
        case (0xEF, 0xBD, let last) where last <= 0x9E: return (last - 0x20, 3)
        case (0xE3, 0x80, 0x80), (0xE2, 0x80, 0x80...0x8B), (0xEF, 0xBB, 0xBF): return (0x20, 3)
        case (0xE2, 0x80, 0x90...0x95), (0xE2, 0x88, 0x92): return (0x2D, 3)
        default: return (0, width(of: first))
        }
    }

    /// The width of the character that begins with that byte.
    @inline(__always)
    func width(of first: UInt8) -> Int {
        first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    }

    /// Where the character before that place begins; the place itself at the start of the text.
    func before(_ index: Int) -> Int {
        guard index > 0 else { return 0 }
        var place = index - 1
        while place > 0, index - place < 4, text[place] & 0xC0 == 0x80 { place -= 1 }
        return place
    }

    func matches(_ word: [UInt8], at index: Int) -> Bool {
        guard index >= 0, index + word.count <= text.count else { return false }
        for offset in word.indices where text[index + offset] != word[offset] { return false }
        return true
    }

    /// The longest word of the list that stands at that place, as its length in bytes.
    func word(of list: WordList, at index: Int) -> Int? {
        guard index >= 0, index < text.count, list.mayStand(in: text, at: index) else { return nil }
        var longest: Int?
        for word in list.words where word.count > longest ?? 0 && matches(word, at: index) { longest = word.count }
        return longest
    }

    /// Where the last of these words before a place ends, not further back than so many bytes and not beyond the line.
    func last(of list: WordList, before index: Int, within distance: Int) -> Int? {
        let start = lineStart(index, within: distance)
        var place = index - 1
        while place >= start {
            if text[place] & 0xC0 != 0x80, list.mayStand(in: text, at: place) {
                for word in list.words where place + word.count <= index && matches(word, at: place) { return place + word.count }
            }
            place -= 1
        }
        return nil
    }

    /// Whether one of these words stands in the range.
    func contains(_ list: WordList, in range: Range<Int>) -> Bool {
        first(of: list, in: range) != nil
    }

    func first(of list: WordList, in range: Range<Int>) -> Range<Int>? {
        var place = range.lowerBound
        while place < range.upperBound {
            if text[place] & 0xC0 != 0x80, list.mayStand(in: text, at: place) {
                for word in list.words where place + word.count <= range.upperBound && matches(word, at: place) {
                    return place..<place + word.count
                }
            }
            place += 1
        }
        return nil
    }

    /// The start of the line, or so many bytes back, whichever is nearer.
    func lineStart(_ index: Int, within distance: Int) -> Int {
        var place = min(index, text.count)
        let least = max(0, place - distance)
        while place > least, text[place - 1] != 0x0A { place -= 1 }
        return place
    }

    /// The end of the line, or so many bytes on, whichever is nearer.
    func lineEnd(_ index: Int, within distance: Int) -> Int {
        var place = min(index, text.count)
        let most = min(text.count, place + distance)
        while place < most, text[place] != 0x0A { place += 1 }
        return place
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self)
    }

    /// Whether a Chinese character (CJK, basic block and extension A) begins at that place.
    func isHan(at index: Int) -> Bool {
        guard let code = code(at: index) else { return false }
        return (0x4E00...0x9FFF).contains(code) || (0x3400...0x4DBF).contains(code)
    }

    /// The scalar of a three-byte character at that place.
    func code(at index: Int) -> Int? {
        guard index >= 0, index + 2 < text.count, text[index] & 0xF0 == 0xE0 else { return nil }
        return Int(text[index] & 0x0F) << 12 | Int(text[index + 1] & 0x3F) << 6 | Int(text[index + 2] & 0x3F)
    }
}
