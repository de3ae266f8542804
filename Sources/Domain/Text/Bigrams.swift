/// Cuts text into overlapping pairs of characters (bigrams), the one way in which every Chinese substring is found and nothing else.
///
/// `征地补偿` becomes `征地 地补 补偿 偿`. A phrase of these pairs is exactly a substring. A single character is found in a second list: each
/// character of the text once. White space separates: no pair reaches across it.
package struct Bigrams: Sendable {
    /// The pairs, separated by spaces.
    package private(set) var pairs: String
    /// Every different character once, separated by spaces.
    package private(set) var characters: String

    package init(_ text: String) {
        var cutter = BigramCutter()
        self = cutter.cut(text)
    }

    fileprivate init(pairs: String, characters: String) {
        self.pairs = pairs
        self.characters = characters
    }

    /// The pairs of a search term, for a phrase: the lone last character is left out. Empty for a term of one character.
    package static func phrase(of term: String) -> [String] {
        let scalars = Array(Folding.fold(term).unicodeScalars)
        guard scalars.count > 1 else { return [] }
        return (0..<scalars.count - 1).map { index in
            var pair = String.UnicodeScalarView()
            pair.append(scalars[index])
            pair.append(scalars[index + 1])
            return String(pair)
        }
    }
}

/// Keeps its buffers from one text to the next.
package struct BigramCutter {
    private var pairs: [UInt8] = []
    private var characters: [UInt8] = []
    /// One bit for each scalar of the basic plane; `seen` lists the set ones, to clear them.
    private var isSeen = [Bool](repeating: false, count: 0x1_0000)
    private var seen: [UInt32] = []
    private var seenBeyond: Set<UInt32> = []

    package init() {}

    package mutating func cut(_ text: String) -> Bigrams {
        pairs.removeAll(keepingCapacity: true)
        characters.removeAll(keepingCapacity: true)
        pairs.reserveCapacity(text.utf8.count * 3)
        var previous: UInt32 = 0x20
        for scalar in text.unicodeScalars {
            let current = Folding.fold(scalar.value)
            if previous != 0x20 {
                append(previous, to: &pairs)
                if current != 0x20 { append(current, to: &pairs) }
                pairs.append(0x20)
            }
            if current != 0x20 { note(current) }
            previous = current
        }
        if previous != 0x20 { append(previous, to: &pairs) }
        for scalar in seen { isSeen[Int(scalar)] = false }
        seen.removeAll(keepingCapacity: true)
        seenBeyond.removeAll(keepingCapacity: true)
        return Bigrams(pairs: String(decoding: pairs, as: UTF8.self), characters: String(decoding: characters, as: UTF8.self))
    }

    private mutating func note(_ scalar: UInt32) {
        if scalar < 0x1_0000 {
            guard !isSeen[Int(scalar)] else { return }
            isSeen[Int(scalar)] = true
            seen.append(scalar)
        } else {
            guard seenBeyond.insert(scalar).inserted else { return }
        }
        append(scalar, to: &characters)
        characters.append(0x20)
    }

    @inline(__always)
    private func append(_ scalar: UInt32, to buffer: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            buffer.append(UInt8(truncatingIfNeeded: scalar))
        case 0x80..<0x800:
            buffer.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        case 0x800..<0x1_0000:
            buffer.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        default:
            buffer.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            buffer.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        }
    }
}
