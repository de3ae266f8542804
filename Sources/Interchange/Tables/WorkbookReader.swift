import Domain

/// Reads a workbook (.xlsx): its sheets as cells with merged cells expanded.
///
/// Source for the format: ECMA-376 part 1, chapter 18 (SpreadsheetML).
enum WorkbookReader {
    static func sheets(in archive: ZipArchive, budget given: CellBudget = CellBudget()) throws(UnreadableFile) -> [SourceSheet] {
        let outline = WorkbookOutline()
        guard try archive.read("xl/workbook.xml", into: XMLStream(outline)) else { throw .truncated }
        if outline.sheets.count > ReadingLimits.sheets { throw .tooBig("工作表超过 \(ReadingLimits.sheets) 个") }
        let relations = RelationshipList()
        try archive.read("xl/_rels/workbook.xml.rels", into: XMLStream(relations))
        let styles = WorkbookStyles()
        try archive.read(relations.target(ofType: "/styles") ?? "xl/styles.xml", into: XMLStream(styles))
        let strings = SharedStrings()
        try archive.read(relations.target(ofType: "/sharedStrings") ?? "xl/sharedStrings.xml", into: XMLStream(strings))

        var budget = given
        var sheets: [SourceSheet] = []
        for (index, sheet) in outline.sheets.enumerated() {
            let path = relations.targets[sheet.relation] ?? "xl/worksheets/sheet\(index + 1).xml"
            // Chart sheets and dialogs are listed like sheets but hold no cells.
            if relations.types[sheet.relation].map({ !$0.hasSuffix("/worksheet") }) ?? false { continue }
            let reader = WorksheetReader(strings: strings.texts, styles: styles, usesDates1904: outline.usesDates1904, budget: budget)
            guard try archive.read(path, into: XMLStream(reader)) else { throw .truncated }
            sheets.append(SourceSheet(name: sheet.name, isHidden: sheet.isHidden, lines: try reader.finishedLines()))
            budget = reader.budget
        }
        return sheets
    }
}

/// `xl/workbook.xml`: names, order and visibility of the sheets.
private final class WorkbookOutline: XMLEvents {
    struct Sheet {
        let name: String
        let relation: String
        let isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var usesDates1904 = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "sheet":
            let state = attributes.string("state") ?? "visible"
            sheets.append(
                Sheet(name: attributes.string("name") ?? "", relation: attributes.string("id") ?? "", isHidden: state != "visible"))
        case "workbookPr":
            usesDates1904 = attributes.string("date1904").map { $0 == "1" || $0 == "true" } ?? false
        default:
            break
        }
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// A `.rels` part: which part stands behind which identifier.
private final class RelationshipList: XMLEvents {
    private(set) var targets: [String: String] = [:]
    private(set) var types: [String: String] = [:]

    func target(ofType suffix: String) -> String? {
        types.first { $0.value.hasSuffix(suffix) }.flatMap { targets[$0.key] }
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        guard name == "Relationship", let id = attributes.string("Id"), let target = attributes.string("Target") else { return }
        // An external target is an address on the network: never read.
        if attributes.string("TargetMode") == "External" { return }
        if targets.count > ReadingLimits.zipEntries { throw .tooBig("压缩包内的关系超过 \(ReadingLimits.zipEntries) 个") }
        if target.utf8.first == UInt8(ascii: "/") {
            targets[id] = String(target.dropFirst())
        } else {
            targets[id] = "xl/" + target
        }
        types[id] = attributes.string("Type") ?? ""
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// `xl/sharedStrings.xml`: the texts that cells refer to by number.
private final class SharedStrings: XMLEvents {
    private(set) var texts: [String] = []
    private var text = RichText()
    private var total = 0

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        try text.start(name, attributes)
    }

    func end(_ name: XMLName) throws(UnreadableFile) {
        guard name == "si" else { return try text.end(name) }
        let string = text.take()
        total += string.utf8.count + 16
        if total > ReadingLimits.text { throw .tooBig("表格文字合计超过 \(ReadingLimits.text >> 20) MB") }
        texts.append(string)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        try text.append(bytes)
    }
}

/// A string item (`si` or `is`): runs with fonts, phonetic guides left out.
struct RichText {
    private var text = CellText()
    private var run = CellText()
    private var font: SymbolFont?
    private var isInText = false
    private var isInPhonetic = false

    mutating func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        switch name {
        case "t": isInText = !isInPhonetic
        case "rPh": isInPhonetic = true
        case "r": font = nil
        case "rFont": font = attributes.string("val").flatMap(SymbolFont.init)
        default: break
        }
    }

    mutating func end(_ name: XMLName) throws(UnreadableFile) {
        switch name {
        case "t":
            isInText = false
            guard let font, let signs = font.signs(in: String(decoding: run.bytes, as: UTF8.self)) else {
                try run.bytes.withUnsafeBufferPointer { bytes throws(UnreadableFile) in try text.append(bytes) }
                run.removeAll()
                return
            }
            run.removeAll()
            try text.append(signs)
        case "rPh": isInPhonetic = false
        case "r": font = nil
        default: break
        }
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        if isInText { try run.append(bytes) }
    }

    mutating func take() -> String {
        text.take()
    }
}
