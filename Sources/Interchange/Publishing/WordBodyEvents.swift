import Domain

/// Gathers the paragraphs and tables of one part of a Word document.
final class WordBodyEvents: XMLEvents {
    /// A run of paragraphs: the document itself, a cell, a text box or a note.
    private struct Flow {
        var pieces: [WordPiece] = []
        var text = CellText()
        var paragraph = Paragraph()
        /// Tables that are open in this flow.
        var tables: [WordTable] = []
        /// What text boxes in the present paragraph hold; it follows the paragraph.
        var boxes: [WordPiece] = []
    }

    private struct Paragraph {
        var style: String?
        var outline: Int?
        var number: Int?
        var level: Int?
        /// Its end was deleted under tracking: the next paragraph goes on with it.
        var isJoined = false
    }

    var losses = WordLosses()
    private let styles: WordStyles
    private let numbering: WordNumbering
    private let noteNumbers: WordNoteNumbers
    /// Set when the part with notes of that kind is read.
    private let noteKind: WordNoteNumbers.Kind?
    /// The number of the note that is open, and those that are done.
    private var note: Int?
    private var notes: [(number: Int, text: String)] = []
    private var flows = [Flow()]
    /// Open elements whose text is not part of the document.
    private var hiddenDepth = 0
    private var isInText = false
    private var isHiddenRun = false
    private var font: SymbolFont?
    /// The properties that are being read: `pPr`, `trPr`; `rPr` inside `pPr` describes the paragraph's end.
    private var properties: [Properties] = []
    private var budget = 0

    private enum Properties { case paragraph, row, run }

    init(styles: WordStyles, numbering: WordNumbering, noteNumbers: WordNoteNumbers, noteKind: WordNoteNumbers.Kind? = nil) {
        self.styles = styles
        self.numbering = numbering
        self.noteNumbers = noteNumbers
        self.noteKind = noteKind
    }

    func finish() -> [WordPiece] {
        endParagraph(isLast: true)
        guard let noteKind else { return flows[0].pieces }
        return notes.sorted { $0.number < $1.number }.map { .paragraph("\(WordNoteNumbers.mark(noteKind, $0.number)) \($0.text)") }
    }

    // MARK: Events

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        if hiddenDepth > 0 {
            hiddenDepth += 1
            return
        }
        if isLeftOut(name, attributes) {
            hiddenDepth = 1
            return
        }
        if try startProperty(name, attributes) || !properties.isEmpty { return }
        switch name {
        case "p": break
        case "r": (font, isHiddenRun) = (nil, false)
        case "t": isInText = true
        case "tab", "ptab": try append(" ")
        case "br", "cr": breakParagraph()
        case "noBreakHyphen": try append("-")
        case "sym": try appendSymbol(attributes)
        case "footnoteReference": try append(noteNumbers.mark(.foot, attributes.string("id")))
        case "endnoteReference": try append(noteNumbers.mark(.end, attributes.string("id")))
        case "commentReference": losses.comments += 1
        case "blip", "imagedata": losses.pictures += 1
        case "oMath", "chart", "OLEObject": losses.objects += 1
        case "txbxContent": flows.append(Flow())
        case "footnote", "endnote": startNote(attributes)
        default: try startTable(name, attributes)
        }
    }

    func end(_ name: XMLName) throws(UnreadableFile) {
        if hiddenDepth > 0 {
            hiddenDepth -= 1
            return
        }
        switch name {
        case "pPr", "rPr", "trPr": if !properties.isEmpty { properties.removeLast() }
        case "t": isInText = false
        case "p": endParagraph()
        case "txbxContent": endBox()
        case "footnote", "endnote": endNote()
        case "tc":
            guard flows.count > 1 else { return }
            endParagraph(isLast: true)
            let cell = flows.removeLast()
            withTable { $0.endCell(cell.pieces) }
        case "tr": withTable { $0.endRow() }
        case "tbl": try endTable()
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        guard isInText, hiddenDepth == 0 else { return }
        if isHiddenRun {
            losses.hidden += 1
            return
        }
        if let font, let signs = font.signs(in: String(decoding: bytes, as: UTF8.self)) {
            try append(signs)
        } else {
            try charge(bytes.count)
            try withText { text throws(UnreadableFile) in try text.append(bytes) }
        }
    }

    /// Deleted or moved away, the second of two alternatives, phonetic signs above the text, the old properties of a tracked change.
    private func isLeftOut(_ name: XMLName, _ attributes: XMLAttributes) -> Bool {
        switch name {
        case "moveFrom", "Fallback", "rt", "pPrChange", "rPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange", "sectPr":
            return true
        case "del":
            // Inside properties it says that the paragraph's end or the whole row was deleted.
            guard properties.isEmpty else { return false }
            losses.deletions += 1
            return true
        default: return false
        }
    }

    private func startProperty(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) -> Bool {
        switch name {
        case "pPr": properties.append(.paragraph)
        case "trPr": properties.append(.row)
        case "rPr": properties.append(.run)
        case "pStyle": flows[flows.count - 1].paragraph.style = attributes.string("val")
        case "outlineLvl": if properties.last == .paragraph { flows[flows.count - 1].paragraph.outline = attributes.integer("val") }
        case "numId": if properties.contains(.paragraph) { flows[flows.count - 1].paragraph.number = attributes.integer("val") }
        case "ilvl": if properties.contains(.paragraph) { flows[flows.count - 1].paragraph.level = attributes.integer("val") }
        case "vanish", "webHidden": if properties == [.run] { isHiddenRun = name == "vanish" && attributes.isOn("val") }
        case "rFonts":
            if properties == [.run] { font = (attributes.string("ascii") ?? attributes.string("hAnsi")).flatMap(SymbolFont.init) }
        case "del":
            if properties.last == .row { withTable { $0.isRowDeleted = true } } else { flows[flows.count - 1].paragraph.isJoined = true }
            losses.deletions += 1
        case "tblHeader": withTable { $0.isHeaderRow = attributes.isOn("val") }
        case "gridBefore": if properties.last == .row { withTable { $0.skip(columns: attributes.integer("val") ?? 0) } }
        default: return false
        }
        return true
    }

    // MARK: Paragraphs

    private func append(_ more: String) throws(UnreadableFile) {
        if isHiddenRun { return }
        try charge(more.utf8.count)
        try withText { text throws(UnreadableFile) in try text.append(more) }
    }

    private func withText(_ change: (inout CellText) throws(UnreadableFile) -> Void) throws(UnreadableFile) {
        try change(&flows[flows.count - 1].text)
    }

    private func charge(_ count: Int) throws(UnreadableFile) {
        budget += count
        if budget > ReadingLimits.text { throw .tooBig("文字合计超过 \(ReadingLimits.text >> 20) MB") }
    }

    private func appendSymbol(_ attributes: XMLAttributes) throws(UnreadableFile) {
        guard let code = attributes.string("char").flatMap({ UInt32($0, radix: 16) }) else { return }
        let font = attributes.string("font").flatMap(SymbolFont.init) ?? .wingdings
        if let sign = font.sign(for: code) ?? Unicode.Scalar(code) { try append(String(sign)) }
    }

    /// A line break inside a paragraph makes two: a block holds none.
    private func breakParagraph() {
        let paragraph = flows[flows.count - 1].paragraph
        endParagraph()
        // The second line is no second heading or entry.
        flows[flows.count - 1].paragraph = Paragraph(style: nil, outline: nil, number: nil, level: nil, isJoined: paragraph.isJoined)
    }

    private func endParagraph(isLast: Bool = false) {
        let index = flows.count - 1
        let paragraph = flows[index].paragraph
        if paragraph.isJoined, !isLast {
            flows[index].paragraph.isJoined = false
            return
        }
        flows[index].paragraph = Paragraph()
        let text = Self.oneLine(flows[index].text.take())
        if !text.isEmpty { flows[index].pieces.append(piece(text, paragraph)) }
        flows[index].pieces += flows[index].boxes
        flows[index].boxes = []
    }

    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 0x1E }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\t" || $0 == "\n" || $0 == "\u{1E}" ? " " : $0 }))
    }

    private func piece(_ text: String, _ paragraph: Paragraph) -> WordPiece {
        let style = styles.resolved(paragraph.style)
        // Zero takes the number that the style would give away.
        let number = paragraph.number ?? style.number
        let label = number.flatMap {
            $0 == 0 ? nil : numbering.label(number: $0, level: paragraph.level ?? style.level, style: paragraph.style)
        }
        if style.isTitle, paragraph.outline == nil { return .title(text) }
        // 9 is “body text”.
        if let outline = paragraph.outline ?? style.outline, outline < 9 {
            return .heading(level: min(outline + 2, 4), (label?.text ?? "") + text)
        }
        guard let label else { return .paragraph(text) }
        switch label.kind {
        case .bullet: return .entry(number: nil, text, shown: text)
        case .counted(let count): return .entry(number: count, text, shown: label.text + text)
        case .other: return .paragraph(label.text + text)
        }
    }

    // MARK: Text boxes and notes

    private func endBox() {
        guard flows.count > 1 else { return }
        endParagraph(isLast: true)
        let box = flows.removeLast()
        flows[flows.count - 1].boxes += box.pieces
    }

    private func startNote(_ attributes: XMLAttributes) {
        // The lines between text and notes are kept as notes that nothing refers to.
        note = noteKind.flatMap { kind in attributes.string("id").flatMap { noteNumbers.number(kind, $0) } }
        flows.append(Flow())
    }

    private func endNote() {
        guard flows.count > 1 else { return }
        endParagraph(isLast: true)
        let text = flows.removeLast().pieces.map(\.text).joined(separator: " ")
        if let note, !text.isEmpty { notes.append((note, text)) }
    }

    // MARK: Tables

    private func startTable(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        switch name {
        case "tbl":
            if flows.count >= ReadingLimits.tableDepth * 2 { throw UnreadableFile("表格嵌套超过 \(ReadingLimits.tableDepth) 层，请整理后再试。") }
            flows[flows.count - 1].tables.append(WordTable())
        case "tr": withTable { $0.beginRow() }
        case "tc":
            guard !flows[flows.count - 1].tables.isEmpty else { return }
            withTable { $0.beginCell() }
            flows.append(Flow())
        case "gridSpan": withCell { $0.columns = attributes.integer("val") ?? 1 }
        case "vMerge": withCell { $0.isMergedUp = attributes.string("val") != "restart" }
        default: break
        }
    }

    /// The table in whose row we are: that of the present flow.
    private func withTable(_ change: (inout WordTable) -> Void) {
        let index = flows.count - 1
        guard let last = flows[index].tables.indices.last else { return }
        change(&flows[index].tables[last])
    }

    /// The cell in which we are: its table belongs to the flow outside.
    private func withCell(_ change: (inout WordTable) -> Void) {
        guard flows.count > 1, let last = flows[flows.count - 2].tables.indices.last else { return }
        change(&flows[flows.count - 2].tables[last])
    }

    private func endTable() throws(UnreadableFile) {
        let index = flows.count - 1
        guard let table = flows[index].tables.popLast() else { return }
        flows[index].pieces += try table.pieces()
    }
}

/// Numbers of foot and end notes, in the order in which the text refers to them.
final class WordNoteNumbers {
    enum Kind { case foot, end }

    private var numbers: [Kind: [String: Int]] = [:]

    /// The sign in the text, such as `[1]` or `[尾1]`.
    func mark(_ kind: Kind, _ id: String?) -> String {
        guard let id else { return "" }
        let count = numbers[kind]?.count ?? 0
        let number = numbers[kind]?[id] ?? count + 1
        numbers[kind, default: [:]][id] = number
        return Self.mark(kind, number)
    }

    func number(_ kind: Kind, _ id: String) -> Int? { numbers[kind]?[id] }

    static func mark(_ kind: Kind, _ number: Int) -> String { kind == .foot ? "[\(number)]" : "[尾\(number)]" }
}
