import Domain

/// Reads a Word document (.docx) as a body: headings by style or outline level, lists, tables with merged cells spread out, notes at the
/// end. What was deleted under tracking, and what is hidden, is left out.
///
/// Source for the format: ECMA-376 part 1, chapter 17 (WordprocessingML).
package enum WordBody {
    package static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> ImportedBody {
        if bytes.count > ReadingLimits.fileSize { throw .tooBig("文件有 \(bytes.count >> 20) MB，超过 \(ReadingLimits.fileSize >> 20) MB") }
        return try bytes.withUnsafeBufferPointer { bytes throws(UnreadableFile) in try read(try ZipArchive(UnsafeRawBufferPointer(bytes))) }
    }

    static func read(_ archive: ZipArchive) throws(UnreadableFile) -> ImportedBody {
        if archive.isEncrypted { throw .encrypted }
        let styles = WordStyles()
        try archive.read("word/styles.xml", into: XMLStream(styles))
        let numbering = WordNumbering()
        try archive.read("word/numbering.xml", into: XMLStream(numbering))
        let noteNumbers = WordNoteNumbers()
        let events = WordBodyEvents(styles: styles, numbering: numbering, noteNumbers: noteNumbers)
        guard try archive.read("word/document.xml", into: XMLStream(events)) else { throw .truncated }
        var pieces = events.finish()
        for (part, kind) in [("word/footnotes.xml", WordNoteNumbers.Kind.foot), ("word/endnotes.xml", .end)] {
            let notes = WordBodyEvents(styles: styles, numbering: numbering, noteNumbers: noteNumbers, noteKind: kind)
            if try archive.read(part, into: XMLStream(notes)) {
                pieces += notes.finish()
                events.losses.add(notes.losses)
            }
        }
        var title: String?
        if case .title(let text)? = pieces.first {
            title = text
            pieces.removeFirst()
        }
        return ImportedBody(body: DocumentBody(WordPiece.blocks(pieces)), title: title, notes: events.losses.notes)
    }
}

/// What was not taken over, counted.
struct WordLosses {
    var pictures = 0
    var objects = 0
    var deletions = 0
    var hidden = 0
    var comments = 0

    mutating func add(_ other: WordLosses) {
        pictures += other.pictures
        objects += other.objects
        deletions += other.deletions
        hidden += other.hidden
        comments += other.comments
    }

    var notes: [String] {
        var notes: [String] = []
        if pictures > 0 { notes.append("有 \(pictures) 张图片没有导入正文，需要公开的请作为附件上传。") }
        if objects > 0 { notes.append("有 \(objects) 个图表、公式或嵌入的文件没有导入正文，需要公开的请作为附件上传。") }
        if deletions > 0 { notes.append("有 \(deletions) 处修订标记为删除的内容没有导入。") }
        if hidden > 0 { notes.append("有 \(hidden) 处隐藏文字没有导入。") }
        if comments > 0 { notes.append("有 \(comments) 处批注没有导入。") }
        return notes
    }
}

/// A paragraph or table on its way to a block.
enum WordPiece {
    case title(String)
    case heading(level: Int, String)
    case paragraph(String)
    /// With its number; `nil` for a bullet. `shown` is the text with the number as Word prints it.
    case entry(number: Int?, String, shown: String)
    case table(hasHeader: Bool, [[String]])

    var text: String {
        switch self {
        case .title(let text), .heading(_, let text), .paragraph(let text): text
        case .entry(let number, let text, let shown): number == nil ? text : shown
        case .table(_, let rows): rows.map { $0.filter { !$0.isEmpty }.joined(separator: " ") }.joined(separator: " ")
        }
    }

    /// Entries that follow each other become lists. Counted entries do so only from 1 upwards; any others keep their number as text.
    static func blocks(_ pieces: [WordPiece]) -> [DocumentBody.Block] {
        var blocks: [DocumentBody.Block] = []
        var entries: [String] = []
        var isOrdered = false
        func close() {
            if !entries.isEmpty { blocks.append(.list(ordered: isOrdered, entries)) }
            entries = []
        }
        for piece in pieces {
            if case .entry(let number, let text, let shown) = piece {
                if isOrdered != (number != nil) { close() }
                isOrdered = number != nil
                if number == nil || number == entries.count + 1 {
                    entries.append(text)
                } else {
                    close()
                    if number == 1 { entries = [text] } else { blocks.append(.paragraph(shown)) }
                }
                continue
            }
            close()
            switch piece {
            case .title(let text): blocks.append(.heading(level: 2, text))
            case .heading(let level, let text): blocks.append(.heading(level: level, text))
            case .paragraph(let text): blocks.append(.paragraph(text))
            case .table(let hasHeader, let rows): blocks.append(.table(hasHeader: hasHeader, rows))
            case .entry: break
            }
        }
        close()
        return blocks
    }
}
