import Domain

/// Reads one cell: a number in any way of writing, or something that is not known.
enum FigureCell {
    /// Blank, `-`, `—`, `/` and N/A are not noughts: nobody knows what was meant.
    static func read(_ text: String, allowsDecimals: Bool = false) -> ReportFigure {
        var digits: [UInt8] = []
        for scalar in text.unicodeScalars {
            let folded = Folding.fold(scalar.value)
            switch folded {
            case 48...57, 0x2C, 0x2E: digits.append(UInt8(folded))
            case 0x20: continue
            case _ where NumberStretch.isNote(folded): continue
            // 17 件, 17[1]
            case 0x4EF6 where !digits.isEmpty, 0x5B where !digits.isEmpty: return figure(digits, allowsDecimals)
            default: return .unknown
            }
        }
        return figure(digits, allowsDecimals)
    }

    /// Digits that make no number that may stand there.
    static func isMalformed(_ text: String, _ figure: ReportFigure) -> Bool {
        figure == .unknown && text.unicodeScalars.contains { FlatText.isDigit(Folding.fold($0.value)) }
    }

    static func figure(_ digits: [UInt8], _ allowsDecimals: Bool) -> ReportFigure {
        guard digits.count <= 20, let number = ExactNumber(text: String(decoding: digits, as: UTF8.self)) else { return .unknown }
        return allowsDecimals || number.whole != nil ? .number(number) : .unknown
    }
}

/// A heading is text; what holds digits alone, a dash or nothing is a value.
enum CellNature {
    static func isValue(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            let folded = Folding.fold($0.value)
            return FlatText.isDigit(folded) || folded == 0x20 || folded == 0x2C || folded == 0x2E || NumberStretch.isMark(folded)
                || NumberStretch.isNote(folded)
        }
    }
}
