/// A document's text as structure: what is left of a page, a Word file or plain text once everything that is not text has been taken away.
package struct DocumentBody: Sendable, Hashable {
    package var blocks: [Block]

    package init(_ blocks: [Block]) { self.blocks = blocks }

    package enum Block: Sendable, Hashable {
        case paragraph(String)
        /// Level 2 to 4: the document's title is the page's only level 1.
        case heading(level: Int, String)
        case list(ordered: Bool, [String])
        /// Rows of cells; the first row is a header when `hasHeader`.
        case table(hasHeader: Bool, [[String]])
    }

    package var isEmpty: Bool { blocks.isEmpty }
}

/// The stored form: one line a block, led by a mark. Made to be written and read fast; texts hold no line breaks, because breaks make
/// blocks.
///
/// `P text` · `2 heading` (2 to 4) · `U` or `O` and the list's entries, tab-separated · `T` or `H` (first row is the header) and rows
/// separated by U+001E, cells by tabs.
extension DocumentBody {
    private static let rowSeparator: Unicode.Scalar = "\u{1E}"

    package var stored: String {
        var result = ""
        for block in blocks {
            switch block {
            case .paragraph(let text): result += "P\(text)\n"
            case .heading(let level, let text): result += "\(min(max(level, 2), 4))\(text)\n"
            case .list(let ordered, let entries): result += "\(ordered ? "O" : "U")\(entries.joined(separator: "\t"))\n"
            case .table(let hasHeader, let rows):
                result += "\(hasHeader ? "H" : "T")\(rows.map { $0.joined(separator: "\t") }.joined(separator: "\u{1E}"))\n"
            }
        }
        return result
    }

    package init(stored: String) {
        blocks = stored.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let text = Substring(line.dropFirst())
            func parts(_ separator: UInt8) -> [Substring] {
                text.utf8.split(separator: separator, omittingEmptySubsequences: false).map { Substring($0) }
            }
            switch line.first {
            case UInt8(ascii: "P"): return .paragraph(String(text))
            case UInt8(ascii: "2"): return .heading(level: 2, String(text))
            case UInt8(ascii: "3"): return .heading(level: 3, String(text))
            case UInt8(ascii: "4"): return .heading(level: 4, String(text))
            case UInt8(ascii: "O"): return .list(ordered: true, parts(9).map(String.init))
            case UInt8(ascii: "U"): return .list(ordered: false, parts(9).map(String.init))
            case let mark? where mark == UInt8(ascii: "H") || mark == UInt8(ascii: "T"):
                let rows = parts(0x1E).map { row in
                    row.utf8.split(separator: 9, omittingEmptySubsequences: false).map { String(Substring($0)) }
                }
                return .table(hasHeader: mark == UInt8(ascii: "H"), rows)
            default: return nil
            }
        }
    }

    /// The text alone, a line for each block, entry or row: what is searched and quoted.
    package static func plainText(stored: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(stored.utf8.count)
        var isMark = true
        for byte in stored.utf8 {
            if isMark {
                isMark = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\n"):
                result.append(byte)
                isMark = true
            case 0x1E: result.append(UInt8(ascii: "\n"))
            default: result.append(byte)
            }
        }
        if result.last == UInt8(ascii: "\n") { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }
}
