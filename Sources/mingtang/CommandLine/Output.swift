import Glibc

/// What the program says: results on standard output, everything else on standard error.
enum Output {
    /// UTF-8 with its own line breaks.
    static func bytes(_ bytes: [UInt8]) { write(bytes, to: 1) }
    static func line(_ text: String = "") { write(text + "\n", to: 1) }
    static func error(_ text: String) { write(text + "\n", to: 2) }
    /// Without a line break, for a bar that is drawn over.
    static func progress(_ text: String) { write(text, to: 2) }

    static var isErrorTerminal: Bool { isatty(2) == 1 }

    private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            // The reader has gone away: there is nobody left to tell.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// Columns of text for a terminal, where a Chinese character is two places wide.
struct TextTable {
    private var rows: [[String]]

    init(headings: [String]) { rows = [headings] }

    mutating func add(_ row: [String]) { rows.append(row) }

    var text: String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - Self.width(cell))
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + (isWide($1.value) ? 2 : 1) } }

    private static func isWide(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6,
            0x20000...0x3FFFD, 0x2014, 0x2018...0x201D, 0x2026:
            true
        default: false
        }
    }
}
