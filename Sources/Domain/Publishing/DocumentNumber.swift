/// A document number (发文字号): 机关代字〔年份〕序号, such as 国办发〔2019〕54号.
package struct DocumentNumber: Sendable, Hashable {
    package let issuerCode: String
    package let year: Int
    package let serial: Int

    /// Reads the number with any of the brackets found in real files: 〔〕 [ ] ( ) （ ） ［ ］ 【 】 〈 〉.
    /// - Returns: `nil` when the text is not, as a whole, such a number.
    package init?(text: String) {
        let scalars = Array(text.unicodeScalars.filter { !$0.properties.isWhitespace })
        guard scalars.count <= 40, scalars.last == "号",
            let open = scalars.firstIndex(where: { "〔[(（［【〈".unicodeScalars.contains($0) }), open >= 1,
            let close = scalars[open...].firstIndex(where: { "〕])）］】〉".unicodeScalars.contains($0) }),
            let year = Self.number(scalars[(open + 1)..<close]), (1949...2999).contains(year)
        else { return nil }
        var serialScalars = scalars[(close + 1)..<(scalars.count - 1)]
        if serialScalars.first == "第" { serialScalars = serialScalars.dropFirst() }
        guard let serial = Self.number(serialScalars), scalars[..<open].allSatisfy({ $0.properties.isAlphabetic }) else { return nil }
        issuerCode = String(String.UnicodeScalarView(scalars[..<open]))
        self.year = year
        self.serial = serial
    }

    /// The standard form, with 〔〕 (U+3014, U+3015).
    package var text: String { "\(issuerCode)〔\(year)〕\(serial)号" }

    private static func number(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        guard (1...6).contains(scalars.count) else { return nil }
        var value = 0
        for scalar in scalars {
            let folded = Folding.fold(scalar.value)
            guard (48...57).contains(folded) else { return nil }
            value = value * 10 + Int(folded - 48)
        }
        return value
    }
}
