/// A table in fixed-width text, where a Chinese character takes two places.
struct TextTable {
    private let columns: [(name: String, width: Int)]
    private var rows: [[String]] = []

    /// - Parameter columns: each with its name and the most places it may take.
    init(columns: [(String, Int)]) {
        self.columns = columns
    }

    mutating func add(_ cells: [String]) {
        rows.append(cells.map { $0.contains("\n") ? $0.split(separator: "\n").joined(separator: " ") : $0 })
    }

    /// The heading, a rule, and a line for each row; columns as narrow as their contents allow, longer texts cut with 「…」.
    var lines: [String] {
        let widths = columns.indices.map { index in
            min(columns[index].width, rows.reduce(Self.width(columns[index].name)) { max($0, Self.width($1[index])) })
        }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
        return [line(columns.map(\.name), widths), rule] + rows.map { line($0, widths) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = ""
        for (cell, width) in zip(cells, widths) {
            let fitted = Self.fitted(cell, width)
            text += fitted + String(repeating: " ", count: width - Self.width(fitted) + 2)
        }
        return String(text.reversed().drop { $0 == " " }.reversed())
    }

    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    private static func fitted(_ text: String, _ width: Int) -> String {
        if Self.width(text) <= width { return text }
        var result = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            used += Self.width(scalar)
            if used > width - 2 { break }
            result.append(scalar)
        }
        return String(result) + "…"
    }

    /// Places that a character takes on a terminal (UAX 11, wide and full-width ranges).
    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x0300...0x036F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x20000...0x3FFFD, 0x2014, 0x2018...0x201D, 0x2026:
            2
        default: 1
        }
    }
}
