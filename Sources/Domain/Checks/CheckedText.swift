/// The words of a document that the public would see, in pieces that each have a place.
struct CheckedText: Sendable {
    /// A paragraph, a heading, an entry of a list, a cell, a title, a file's name, or a line of a file's text.
    struct Piece: Sendable {
        let origin: Origin
        let scalars: [Unicode.Scalar]
        /// Folded, one scalar for one: a place in it is the same place in the original.
        let folded: [UInt32]

        init(_ origin: Origin, _ text: String) {
            self.origin = origin
            scalars = Array(text.unicodeScalars)
            folded = scalars.map { Folding.fold($0.value) }
        }

        var text: String { string(0..<scalars.count) }

        func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

        /// The words with some of what stands around them.
        func excerpt(_ range: Range<Int>, around: Int = 10) -> String {
            let start = max(0, range.lowerBound - around)
            let end = min(scalars.count, min(range.upperBound, range.lowerBound + 40) + around)
            return "\(start > 0 ? "…" : "")\(string(start..<end))\(end < scalars.count ? "…" : "")"
        }

        func place(_ range: Range<Int>) -> Finding.Place {
            switch origin {
            case .title: .title
            case .body(let block, let part): .body(block: block, part: part, range: range)
            case .cell(let block, let row, let column): .body(block: block, part: "表格第 \(row) 行第 \(column) 列", range: range)
            case .attachmentName(let name): .attachment(name: name, inner: "")
            case .attachment(let name, let inner): .attachment(name: name, inner: inner)
            }
        }

        /// Whether that place stands inside 《…》: a title is quoted as it is.
        func isQuoted(_ position: Int) -> Bool {
            var index = position - 1
            while index >= max(0, position - 120) {
                if folded[index] == 0x300B { return false }
                if folded[index] == 0x300A { return true }
                index -= 1
            }
            return false
        }

        func starts(with words: [UInt32], at position: Int) -> Bool {
            guard position >= 0, position + words.count <= folded.count else { return false }
            for index in words.indices where folded[position + index] != words[index] { return false }
            return true
        }
    }

    enum Origin: Sendable, Hashable {
        case title
        case body(block: Int, part: String)
        case cell(block: Int, row: Int, column: Int)
        case attachmentName(String)
        case attachment(name: String, inner: String)
    }

    let pieces: [Piece]

    init(_ content: Draft.Content, attachments: [AttachmentText] = []) {
        var pieces = [Piece(.title, content.title)]
        for (index, block) in content.body.blocks.enumerated() {
            let number = index + 1
            switch block {
            case .paragraph(let text), .heading(_, let text): pieces.append(Piece(.body(block: number, part: ""), text))
            case .list(_, let entries):
                for (entry, text) in entries.enumerated() { pieces.append(Piece(.body(block: number, part: "第 \(entry + 1) 项"), text)) }
            case .table(_, let rows):
                for (row, cells) in rows.enumerated() {
                    for (column, text) in cells.enumerated() where !text.isEmpty {
                        pieces.append(Piece(.cell(block: number, row: row + 1, column: column + 1), text))
                    }
                }
            }
        }
        pieces += content.attachments.map { Piece(.attachmentName($0.name), $0.name) }
        for attachment in attachments {
            pieces += attachment.lines.map { Piece(.attachment(name: attachment.name, inner: $0.place), $0.text) }
        }
        self.pieces = pieces
    }

    /// Paragraphs and headings of the body with the number of their block.
    var paragraphs: [(block: Int, piece: Piece)] {
        pieces.compactMap { piece in
            guard case .body(let block, let part) = piece.origin, part.isEmpty else { return nil }
            return (block, piece)
        }
    }
}

/// The text that was read out of an attachment, for the checks.
package struct AttachmentText: Sendable, Hashable {
    /// The attachment's name, as in the draft.
    package let name: String
    package let lines: [Line]

    package init(name: String, lines: [Line]) {
        self.name = name
        self.lines = lines
    }

    /// Text whose lines have no places of their own.
    package init(name: String, text: String) {
        self.name = name
        lines = text.unicodeScalars.split(separator: "\n").enumerated().map {
            Line(place: "第 \($0.offset + 1) 行", text: String($0.element))
        }
    }

    package struct Line: Sendable, Hashable {
        /// Where in the file, in words: `工作表“名单”第 5 行`, `第 3 页`.
        package let place: String
        package let text: String

        package init(place: String, text: String) {
            self.place = place
            self.text = text
        }
    }
}
