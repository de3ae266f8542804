import Domain

/// Reads the tables of a Word document (.docx), with symbols and check boxes made Unicode signs.
///
/// Source for the format: ECMA-376 part 1, chapter 17 (WordprocessingML), and [MS-DOCX] 2.6 for the check box control.
enum WordReader {
    static func sheets(in archive: ZipArchive) throws(UnreadableFile) -> [SourceSheet] {
        let events = WordEvents()
        guard try archive.read("word/document.xml", into: XMLStream(events)) else { throw .truncated }
        try events.collector.endTable()
        return events.collector.sheets
    }
}

private final class WordEvents: XMLEvents {
    var collector = TableCollector()
    private var isInText = false
    private var font: SymbolFont?
    /// Open elements whose text is not shown: moved-away text, the second of two alternatives.
    private var hiddenDepth = 0
    /// The state of the check box control that encloses the text, if any; its own glyph is not used.
    private var controls: [Bool?] = []
    private var hasShownControl = false
    private var legacyBox: Bool?

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        if hiddenDepth > 0 || name == "moveFrom" || name == "Fallback" {
            hiddenDepth += 1
            return
        }
        switch name {
        case "t": isInText = true
        case "r": font = nil
        case "rFonts": font = (attributes.string("ascii") ?? attributes.string("hAnsi")).flatMap(SymbolFont.init)
        case "tc": try collector.beginCell()
        case "tr": try collector.beginRow()
        case "tbl": try collector.beginTable()
        case "gridSpan": collector.setSpan(columns: attributes.integer("val") ?? 1)
        case "vMerge": collector.setSpan(merge: attributes.string("val") == "restart" ? .restart : .goesOn)
        case "gridBefore": try collector.skip(columns: attributes.integer("val") ?? 0)
        case "br", "cr": collector.breakLineInParagraph()
        case "tab": try append(" ")
        case "sym": try appendSymbol(attributes)
        case "sdt": controls.append(nil)
        case "checkbox": if !controls.isEmpty { controls[controls.count - 1] = false }
        case "checkBox": legacyBox = false
        case "checked", "default": check(name, attributes)
        case "noBreakHyphen": try append("-")
        default: break
        }
    }

    func end(_ name: XMLName) throws(UnreadableFile) {
        if hiddenDepth > 0 {
            hiddenDepth -= 1
            return
        }
        switch name {
        case "t": isInText = false
        case "p": collector.breakLine()
        case "tc": try collector.endCell()
        case "tr": try collector.endRow()
        case "tbl": try collector.endTable()
        case "sdt":
            controls.removeLast()
            hasShownControl = false
        case "ffData":
            if let isOn = legacyBox { try append(isOn ? "☑" : "□") }
            legacyBox = nil
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        guard isInText, hiddenDepth == 0 else { return }
        if try showControl() { return }
        if let font, let signs = font.signs(in: String(decoding: bytes, as: UTF8.self)) {
            for scalar in signs.unicodeScalars { try collector.append(scalar) }
        } else {
            try collector.append(bytes)
        }
    }

    private func appendSymbol(_ attributes: XMLAttributes) throws(UnreadableFile) {
        if try showControl() { return }
        guard let code = attributes.string("char").flatMap({ UInt32($0, radix: 16) }) else { return }
        let font = attributes.string("font").flatMap(SymbolFont.init) ?? .wingdings
        if let sign = font.sign(for: code) ?? Unicode.Scalar(code) { try append(sign) }
    }

    private func append(_ scalar: Unicode.Scalar) throws(UnreadableFile) {
        try collector.append(scalar)
    }

    /// Inside a check box control the state is what counts, whatever glyph the font shows.
    private func showControl() throws(UnreadableFile) -> Bool {
        guard let state = controls.last, let isOn = state else { return false }
        if !hasShownControl { try append(isOn ? "☑" : "□") }
        hasShownControl = true
        return true
    }

    /// `w14:checked` in a control, `w:checked` or `w:default` in a form field of old.
    private func check(_ name: XMLName, _ attributes: XMLAttributes) {
        if let state = controls.last, state != nil, name == "checked" {
            controls[controls.count - 1] = attributes.isOn("val")
        } else if legacyBox != nil {
            legacyBox = attributes.isOn("val")
        }
    }
}
