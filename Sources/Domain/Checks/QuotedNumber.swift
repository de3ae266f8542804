/// A document number where a text names it, with what is wrong in how it is written.
struct QuotedNumber: Sendable, Hashable {
    /// From the opening bracket back over the letters before it, as far as they may belong to the number, to 号.
    let range: Range<Int>
    /// The letters before the bracket, at most twelve: the issuer's code with perhaps words of the sentence before it.
    let letters: String
    let year: Int
    let serial: Int
    let form: Form

    enum Form: Sendable, Hashable {
        case standard
        /// Not 〔〕.
        case brackets
        /// 第 before the serial number.
        case ordinal
        case leadingZero
    }

    /// The number in its standard form, with the words of the sentence that may stand before it.
    var text: String { "\(letters)〔\(year)〕\(serial)号" }

    /// Whether it names that document: 国办发〔2019〕54号 also in 根据国办发[2019]54号.
    func names(_ number: DocumentNumber) -> Bool {
        number.year == year && number.serial == serial && letters.hasSuffix(number.issuerCode)
    }

    /// Every code that the letters may end with, the longest first: for looking the number up.
    var candidates: [String] {
        let scalars = Array(letters.unicodeScalars)
        return scalars.indices.map { "\(String(String.UnicodeScalarView(scalars[$0...])))〔\(year)〕\(serial)号" }
    }

    private static let opening: Set<UInt32> = Set("〔[(【〈".unicodeScalars.map(\.value))
    private static let closing: Set<UInt32> = Set("〕])】〉".unicodeScalars.map(\.value))
    private static let longestCode = 12

    static func all(in piece: CheckedText.Piece) -> [QuotedNumber] {
        let folded = piece.folded
        return folded.indices.compactMap { folded[$0] == 0x53F7 ? number(in: folded, endingAt: $0) : nil }  // 号
    }

    private static func number(in folded: [UInt32], endingAt end: Int) -> QuotedNumber? {
        var index = end - 1
        func skipSpaces() { while index >= 0, folded[index] == 0x20 { index -= 1 } }
        skipSpaces()
        let serialEnd = index
        while index >= 0, (48...57).contains(folded[index]), serialEnd - index < 6 { index -= 1 }
        guard serialEnd > index, let serial = Int(decimal: folded[(index + 1)...serialEnd]) else { return nil }
        let hasZero = folded[index + 1] == 48 && serialEnd > index + 1
        skipSpaces()
        let isOrdinal = index >= 0 && folded[index] == 0x7B2C  // 第
        if isOrdinal { index -= 1 }
        skipSpaces()
        guard index >= 5, closing.contains(folded[index]) else { return nil }
        let close = folded[index]
        index -= 1
        skipSpaces()
        guard index >= 4, let year = Int(decimal: folded[(index - 3)...index]), (1949...2999).contains(year) else { return nil }
        index -= 4
        skipSpaces()
        guard index >= 1, opening.contains(folded[index]) else { return nil }
        let isStandard = folded[index] == 0x3014 && close == 0x3015
        index -= 1
        skipSpaces()
        let lettersEnd = index
        while index >= 0, lettersEnd - index < longestCode, isLetter(folded[index]) { index -= 1 }
        guard lettersEnd > index else { return nil }
        let letters = String(String.UnicodeScalarView(folded[(index + 1)...lettersEnd].compactMap(Unicode.Scalar.init)))
        let form: Form = !isStandard ? .brackets : isOrdinal ? .ordinal : hasZero ? .leadingZero : .standard
        return QuotedNumber(range: (index + 1)..<(end + 1), letters: letters, year: year, serial: serial, form: form)
    }

    private static func isLetter(_ scalar: UInt32) -> Bool {
        (0x4E00...0x9FFF).contains(scalar) || (0x61...0x7A).contains(scalar) || (0x3400...0x4DBF).contains(scalar)
    }
}

extension Int {
    /// Reads at most nine folded digits.
    init?(decimal digits: ArraySlice<UInt32>) {
        guard (1...9).contains(digits.count) else { return nil }
        var value = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 48)
        }
        self = value
    }
}
