/// The text of catalogue cells, scalar by scalar: what tables damage and how it is put right.
enum CatalogueText {
    typealias Scalars = [Unicode.Scalar]

    /// Full-width letters, digits and punctuation made half-width, every kind of space a plain one, invisible marks dropped.
    static func folded(_ text: some StringProtocol) -> Scalars {
        var result: Scalars = []
        result.reserveCapacity(text.unicodeScalars.underestimatedCount)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: result.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0x09: result.append(" ")
            case 0x0D, 0x2028, 0x2029, 0x0B, 0x0C: result.append("\n")
            case 0xAD, 0x200B...0x200F, 0x2060, 0xFE00...0xFE0F, 0xFEFF: continue
            default: result.append(scalar)
            }
        }
        return result
    }

    /// What is compared when two names are compared: folded, without spaces, brackets and punctuation.
    static func key(_ text: some StringProtocol) -> String {
        string(folded(text).filter { !isIgnorable($0) })
    }

    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        // Bytes, because appending scalar by scalar to a string costs several times as much.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.underestimatedCount * 3)
        for scalar in scalars { bytes.append(contentsOf: scalar.utf8) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Signs that stand inside names without being part of them.
    static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
        if isIdeograph(scalar) { return false }
        return switch scalar {
        case " ", "\n", "/", "、", "(", ")", ",", ".", ":", ";", "*", "_", "-", "[", "]", "·", "。", "“", "”", "\"", "\\", "—", "〔", "〕", "【",
            "】", "#":
            true
        default: false
        }
    }

    static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value) || (0x3400...0x4DBF).contains(scalar.value)
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// “制 定 或 获 取” as scanners leave it: when single characters between single spaces are the rule, the spaces go.
    ///
    /// - Returns: `nil` when the text is not spaced that way.
    static func withoutLetterSpacing(_ text: String) -> String? {
        guard text.utf8.contains(0x20) || text.unicodeScalars.contains("\u{3000}") else { return nil }
        let scalars = Array(text.unicodeScalars)
        var spaced = 0
        for index in scalars.indices.dropFirst().dropLast() where scalars[index] == " " || scalars[index] == "\u{3000}" {
            let isRun = index >= 2 && (scalars[index - 2] == " " || scalars[index - 2] == "\u{3000}" || index == 2)
            if isIdeograph(scalars[index - 1]) && isIdeograph(scalars[index + 1]) && (isRun || index == 1) { spaced += 1 }
        }
        guard spaced >= 2 else { return nil }
        var result: Scalars = []
        for (index, scalar) in scalars.enumerated() {
            if scalar == " " || scalar == "\u{3000}", let last = result.last, index + 1 < scalars.count {
                let next = scalars[index + 1]
                if isIdeograph(last) || isDigit(last), isIdeograph(next) || isDigit(next) { continue }
            }
            result.append(scalar)
        }
        return string(result)
    }

    /// A name on one line: line breaks inside a Chinese name are only wrapping.
    static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(0x0A) else { return text }
        let scalars = Array(text.unicodeScalars)
        var result: Scalars = []
        for (index, scalar) in scalars.enumerated() {
            guard scalar == "\n" else {
                result.append(scalar)
                continue
            }
            let isLatin = (result.last?.isASCII ?? false) && index + 1 < scalars.count && scalars[index + 1].isASCII
            if isLatin { result.append(" ") }
        }
        return string(result)
    }

    static func trimmed(_ scalars: some BidirectionalCollection<Unicode.Scalar>, _ isCut: (Unicode.Scalar) -> Bool) -> Scalars {
        Array(scalars.drop(while: isCut).reversed().drop(while: isCut).reversed())
    }
}
