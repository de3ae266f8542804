/// A document's body as plain marked text (标记文本), as it is typed into a form and sent by it: what `DocumentBody` can hold can be written
/// and read again without loss.
///
/// - `## `, `### `, `#### ` begin headings; `- ` an entry; `1. `, `2. ` … counted entries, as long as they count up from 1.
/// - `| a | b |` is a row of a table; `| --- | --- |` under its first row makes that the header. Lines with tabs, as spreadsheets give
///   them, are rows too.
/// - Every other line is a paragraph. A blank line ends a list or table.
/// - A line that begins with `\` is a paragraph as it stands; in a cell, `\` takes the meaning from the sign after it.
///
/// The script of the editor reads and writes the same text (`editor.js`); the same examples test both.
package enum PlainBodyText {
    package static func read(_ text: String) -> DocumentBody {
        var reader = PlainBodyReader()
        for line in lines(of: text) { reader.take(line) }
        reader.closeOpenBlock()
        return DocumentBody(reader.blocks)
    }

    package static func write(_ body: DocumentBody) -> String {
        body.blocks.map(written).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// Lines as a form sends them: ended by CR LF, LF or CR.
    private static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 10 where previous == 13: break
            // They separate rows in the stored form, or end texts in C libraries.
            case 0x1E, 0: break
            case 10, 13:
                lines.append(String(decoding: line, as: UTF8.self))
                line.removeAll(keepingCapacity: true)
            default: line.append(byte)
            }
            previous = byte
        }
        lines.append(String(decoding: line, as: UTF8.self))
        return lines
    }

    // MARK: Writing

    private static func written(_ block: DocumentBody.Block) -> String {
        switch block {
        case .paragraph(let text): writtenParagraph(text)
        case .heading(let level, let text): String(repeating: "#", count: min(max(level, 2), 4)) + " " + protected(text)
        case .list(let isOrdered, let entries):
            entries.enumerated().map { (isOrdered ? "\($0 + 1). " : "- ") + protected($1) }.joined(separator: "\n")
        case .table(let hasHeader, let rows): written(rows, hasHeader: hasHeader)
        }
    }

    private static func writtenParagraph(_ text: String) -> String {
        let line = PlainLine(text)
        if case .paragraph(let read) = line, !text.isEmpty, scalarsEqual(read, text) { return text }
        return "\\" + oneLine(text)
    }

    /// The text of a heading or an entry, so that reading it cuts nothing off.
    private static func protected(_ text: String) -> String {
        let line = oneLine(text)
        return scalarsEqual(PlainLine.content(line), line) && !line.isEmpty ? line : "\\" + line
    }

    private static func written(_ rows: [[String]], hasHeader: Bool) -> String {
        var lines = rows.map { "| " + $0.map(writtenCell).joined(separator: " | ") + " |" }
        if hasHeader, let first = rows.first { lines.insert("| " + first.map { _ in "---" }.joined(separator: " | ") + " |", at: 1) }
        return lines.joined(separator: "\n")
    }

    private static func writtenCell(_ text: String) -> String {
        let scalars = Array(oneLine(text).unicodeScalars)
        let isRule = PlainLine.isRule(scalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let isOuterSpace = scalar == " " && (index == 0 || index == scalars.count - 1)
            if scalar == "|" || scalar == "\\" || isOuterSpace || (isRule && index == 0) { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }

    /// Line breaks and tabs would make other blocks and cells of it; `DocumentBody` holds none that was stored once.
    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\t" || $0 == "\n" || $0 == "\r" ? " " : $0 }))
    }

    /// Equal scalar by scalar: `==` takes composed and decomposed characters for the same.
    private static func scalarsEqual(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }
}

/// What one line of the marked text is by itself.
enum PlainLine: Equatable {
    case blank
    case heading(level: Int, String)
    case entry(String)
    /// An entry with its number, which counts only at its place in a list; elsewhere the line is a paragraph.
    case numbered(Int, String, line: String)
    case row([String], isRule: Bool)
    case paragraph(String)

    init(_ line: String) {
        if line.utf8.first == Self.backslash {
            self = .paragraph(String(String.UnicodeScalarView(line.unicodeScalars.dropFirst().map { $0 == "\t" ? " " : $0 })))
        } else if line.utf8.contains(9) {
            let cells = line.utf8.split(separator: 9, omittingEmptySubsequences: false).map { Folding.trimmed(String(Substring($0))) }
            self = cells.allSatisfy(\.isEmpty) ? .blank : .row(cells, isRule: false)
        } else {
            // Only the beginning: what stands after a `\` keeps the spaces at its end.
            let text = String(line.unicodeScalars.drop { Folding.fold($0.value) == 0x20 })
            self = text.isEmpty ? .blank : Self.marked(text) ?? .paragraph(Folding.trimmed(text))
        }
    }

    private static let backslash = UInt8(ascii: "\\")

    private static func marked(_ text: String) -> PlainLine? {
        let bytes = text.utf8
        let marks = bytes.prefix { $0 == UInt8(ascii: "#") }.count
        if (1...6).contains(marks), bytes.dropFirst(marks).first == 0x20 {
            return .heading(level: min(max(marks, 2), 4), content(String(Substring(bytes.dropFirst(marks + 1)))))
        }
        for mark in ["- ", "* ", "• "] where bytes.starts(with: mark.utf8) {
            return .entry(content(String(Substring(bytes.dropFirst(mark.utf8.count)))))
        }
        let digits = bytes.prefix { (48...57).contains($0) }
        if (1...4).contains(digits.count), bytes.dropFirst(digits.count).starts(with: ". ".utf8), let number = Int(Substring(digits)) {
            let content = content(String(Substring(bytes.dropFirst(digits.count + 2))))
            return .numbered(number, content, line: Folding.trimmed(text))
        }
        return bytes.first == UInt8(ascii: "|") && bytes.count > 1 ? row(text) : nil
    }

    /// What stands after the mark of a heading or entry: after a `\` as it stands, else without white space at its ends.
    static func content(_ text: String) -> String {
        text.utf8.first == backslash ? String(text.unicodeScalars.dropFirst()) : Folding.trimmed(text)
    }

    private static func row(_ text: String) -> PlainLine {
        var cells: [String] = []
        var cell: [(scalar: Unicode.Scalar, isPlain: Bool)] = []
        var isRule = true
        func close() {
            var kept = cell[...].drop { $0.isPlain && $0.scalar == " " }
            while let last = kept.last, last.isPlain, last.scalar == " " { kept.removeLast() }
            isRule = isRule && kept.allSatisfy(\.isPlain) && Self.isRule(kept.map(\.scalar))
            cells.append(String(String.UnicodeScalarView(kept.map(\.scalar))))
            cell = []
        }
        var isTaken = false
        for scalar in text.unicodeScalars.dropFirst() {
            if isTaken {
                cell.append((scalar, false))
                isTaken = false
            } else if scalar == "\\" {
                isTaken = true
            } else if scalar == "|" {
                close()
            } else {
                cell.append((scalar, true))
            }
        }
        if isTaken { cell.append(("\\", true)) }
        // The bar at the end closes the last cell; without it the last cell is still open.
        if cells.isEmpty || cell.contains(where: { !$0.isPlain || Folding.fold($0.scalar.value) != 0x20 }) { close() }
        return .row(cells, isRule: isRule)
    }

    /// `---`, `:---` and the like.
    static func isRule(_ scalars: some Collection<Unicode.Scalar>) -> Bool {
        scalars.count >= 3 && scalars.allSatisfy { $0 == "-" || $0 == ":" } && scalars.contains("-")
    }
}

private struct PlainBodyReader {
    private(set) var blocks: [DocumentBody.Block] = []
    private var entries: [String] = []
    private var isOrdered = false
    private var rows: [[String]] = []
    private var hasHeader = false

    mutating func take(_ line: String) {
        let line = PlainLine(line)
        switch line {
        case .blank: closeOpenBlock()
        case .heading(let level, let text): add(.heading(level: level, text))
        case .entry(let text): add(entry: text, isOrdered: false)
        case .numbered(let number, let text, let line):
            if number == (isOrdered ? entries.count + 1 : 1) {
                add(entry: text, isOrdered: true)
            } else {
                // Another number is part of the text: counting again from 1 would change what it says.
                add(.paragraph(line))
            }
        case .row(let cells, let isRule): add(row: cells, isRule: isRule)
        case .paragraph(let text): add(.paragraph(text))
        }
    }

    mutating func closeOpenBlock() {
        if !entries.isEmpty { blocks.append(.list(ordered: isOrdered, entries)) }
        if !rows.isEmpty { blocks.append(.table(hasHeader: hasHeader, rows)) }
        entries = []
        isOrdered = false
        rows = []
        hasHeader = false
    }

    private mutating func add(_ block: DocumentBody.Block) {
        closeOpenBlock()
        blocks.append(block)
    }

    private mutating func add(entry: String, isOrdered: Bool) {
        if !rows.isEmpty || (!entries.isEmpty && self.isOrdered != isOrdered) { closeOpenBlock() }
        self.isOrdered = isOrdered
        entries.append(entry)
    }

    private mutating func add(row cells: [String], isRule: Bool) {
        if !entries.isEmpty { closeOpenBlock() }
        if isRule, rows.count == 1, !hasHeader, rows[0].count == cells.count {
            hasHeader = true
        } else {
            rows.append(cells)
        }
    }
}
