/// Folding of characters before search: one scalar in, one scalar out, so that a place in the folded text is the same place in the
/// original.
///
/// Full-width letters, digits and punctuation become half-width, Latin capitals small, traditional characters simplified, every kind of
/// space
/// and invisible format character a plain space.
package enum Folding {
    /// Changes whenever the same text would be folded or cut in another way: the index must then be made anew.
    package static let version: Int64 = 1

    @inline(__always)
    package static func fold(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A: scalar + 0x20
        case 0x21...0x7E: scalar
        case 0x4E00...0x9FFF: UInt32(TraditionalCharacters.table[Int(scalar - 0x4E00)])
        case 0xFF01...0xFF5E: fold(scalar - 0xFEE0)
        case 0...0x20, 0x7F...0xA0, 0xAD, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000, 0xFEFF, 0xFFF9...0xFFFB: 0x20
        default: scalar
        }
    }

    package static func fold(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(Unicode.Scalar(fold(scalar.value)) ?? " ") }
        return String(result)
    }
}

extension Folding {
    /// The text without white space of any kind at its ends.
    package static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { fold($0.value) != 0x20 }),
            let last = scalars.lastIndex(where: { fold($0.value) != 0x20 })
        else {
            return ""
        }
        return String(scalars[first...last])
    }
}
