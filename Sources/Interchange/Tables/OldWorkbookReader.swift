import Domain

/// Reads an old binary workbook (.xls of Excel 97 and later) record by record, merged cells and hidden sheets included.
///
/// Our own, because FreeXL 1.0.6 frees memory twice on damaged files, and tells nothing of merges. Source for the records: [MS-XLS] 2.4.
enum OldWorkbookReader {
    /// The sheets; `nil` when the records are of Excel 95 or before, whose texts are in other forms.
    static func sheets(_ stream: [UInt8], budget given: CellBudget = CellBudget()) throws(UnreadableFile) -> [SourceSheet]? {
        let records = RecordStream(stream)
        let globals = try OldWorkbookGlobals(records)
        guard globals.isReadable else { return nil }
        var budget = given
        var sheets: [SourceSheet] = []
        for entry in globals.sheets where entry.isWorksheet {
            var reader = OldWorksheetReader(globals: globals, budget: budget)
            try reader.read(records, from: entry.start)
            sheets.append(SourceSheet(name: entry.name, isHidden: entry.isHidden, lines: try reader.finishedLines()))
            budget = reader.budget
        }
        return sheets
    }
}

/// The records of a workbook stream: kind, length, body.
struct RecordStream {
    let bytes: [UInt8]

    struct Record {
        let kind: UInt16
        let body: Range<Int>
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Goes through one substream, from its BOF to its EOF, and passes over those inside it (charts).
    func visit(from start: Int, _ visit: (Record) throws(UnreadableFile) -> Void) throws(UnreadableFile) {
        var offset = start
        var depth = 0
        while offset >= 0, offset + 4 <= bytes.count {
            let record = Record(kind: half(offset), body: (offset + 4)..<(offset + 4 + Int(half(offset + 2))))
            guard record.body.upperBound <= bytes.count else { throw .truncated }
            if record.kind == 0x0809 { depth += 1 }
            if record.kind == 0x000A { depth -= 1 }
            if depth <= 0 { return }
            if depth == 1 { try visit(record) }
            offset = record.body.upperBound
        }
        throw .truncated
    }

    func half(_ offset: Int) -> UInt16 { UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8 }

    func word(_ offset: Int) -> UInt32 { UInt32(half(offset)) | UInt32(half(offset + 2)) << 16 }

    func double(_ offset: Int) -> Double { Double(bitPattern: UInt64(word(offset)) | UInt64(word(offset + 4)) << 32) }

    /// A run of characters, one or two bytes each; `nil` when it goes past its end.
    func text(at start: Int, characters: Int, isWide: Bool, end: Int) -> String? {
        guard start + characters * (isWide ? 2 : 1) <= end else { return nil }
        if !isWide { return String(String.UnicodeScalarView(bytes[start..<(start + characters)].map { Unicode.Scalar($0) })) }
        return String(decoding: (0..<characters).map { half(start + $0 * 2) }, as: UTF16.self)
    }

    /// A text with a length of two bytes and a byte of flags before it ([MS-XLS] 2.5.294).
    func countedText(in body: Range<Int>, at start: Int) -> String? {
        guard start + 3 <= body.upperBound else { return nil }
        return text(at: start + 3, characters: Int(half(start)), isWide: bytes[start + 2] & 1 != 0, end: body.upperBound)
    }
}

/// What the first substream tells: sheets, shared texts, fonts and formats.
struct OldWorkbookGlobals {
    struct Sheet {
        let name: String
        let isHidden: Bool
        let isWorksheet: Bool
        let start: Int
    }

    private(set) var sheets: [Sheet] = []
    private(set) var strings: [String] = []
    /// Whether the workbook is of Excel 97 or later.
    private(set) var isReadable = false
    private(set) var usesDates1904 = false
    private var fonts: [SymbolFont?] = []
    private var formats: [(font: Int, number: Int)] = []
    private var dateFormats: Set<Int> = []

    private init() {}

    init(_ stream: RecordStream) throws(UnreadableFile) {
        var version: UInt16?
        var parts: [Range<Int>] = []
        var isInStrings = false
        var found = OldWorkbookGlobals()
        try stream.visit(from: 0) { record throws(UnreadableFile) in
            let body = record.body
            if record.kind == 0x003C, isInStrings {
                parts.append(body)
                return
            }
            isInStrings = false
            switch record.kind {
            case 0x0809 where body.count >= 2 && version == nil: version = stream.half(body.lowerBound)
            case 0x002F: throw .encrypted
            case 0x0022 where body.count >= 2: found.usesDates1904 = stream.half(body.lowerBound) == 1
            case 0x0085: try found.addSheet(stream, body)
            case 0x0031: try found.addFont(stream, body)
            case 0x041E: found.addFormat(stream, body)
            case 0x00E0 where body.count >= 4:
                if found.formats.count > 100_000 { throw .tooBig("单元格样式超过 100000 种") }
                found.formats.append((Int(stream.half(body.lowerBound)), Int(stream.half(body.lowerBound + 2))))
            case 0x00FC:
                parts = [body]
                isInStrings = true
            default: break
            }
        }
        self = found
        isReadable = version == 0x0600
        if isReadable, !parts.isEmpty { strings = try SharedTextReader(stream, parts: parts).texts() }
    }

    func font(ofStyle style: Int) -> SymbolFont? {
        guard formats.indices.contains(style) else { return nil }
        // Number 4 is left out in the count of fonts ([MS-XLS] 2.5.129).
        let index = formats[style].font > 4 ? formats[style].font - 1 : formats[style].font
        return fonts.indices.contains(index) ? fonts[index] : nil
    }

    func isDate(style: Int) -> Bool {
        guard formats.indices.contains(style) else { return false }
        return WorkbookStyles.builtInDates.contains(formats[style].number) || dateFormats.contains(formats[style].number)
    }

    private mutating func addSheet(_ stream: RecordStream, _ body: Range<Int>) throws(UnreadableFile) {
        guard body.count >= 8 else { throw .truncated }
        if sheets.count >= ReadingLimits.sheets { throw .tooBig("工作表超过 \(ReadingLimits.sheets) 个") }
        let start = body.lowerBound
        let name = stream.text(
            at: start + 8, characters: Int(stream.bytes[start + 6]), isWide: stream.bytes[start + 7] & 1 != 0, end: body.upperBound)
        sheets.append(
            Sheet(
                name: name ?? "", isHidden: stream.bytes[start + 4] & 3 != 0, isWorksheet: stream.bytes[start + 5] == 0,
                start: Int(stream.word(start))))
    }

    private mutating func addFont(_ stream: RecordStream, _ body: Range<Int>) throws(UnreadableFile) {
        if fonts.count > 100_000 { throw .tooBig("字体超过 100000 种") }
        guard body.count >= 16 else { return fonts.append(nil) }
        let start = body.lowerBound + 14
        let name = stream.text(
            at: start + 2, characters: Int(stream.bytes[start]), isWide: stream.bytes[start + 1] & 1 != 0, end: body.upperBound)
        fonts.append(name.flatMap(SymbolFont.init))
    }

    private mutating func addFormat(_ stream: RecordStream, _ body: Range<Int>) {
        guard body.count >= 5, let code = stream.countedText(in: body, at: body.lowerBound + 2) else { return }
        if WorkbookStyles.showsDay(code) { dateFormats.insert(Int(stream.half(body.lowerBound))) }
    }
}

/// The shared texts, which run over from one record into the next ([MS-XLS] 2.4.265, 2.4.58).
struct SharedTextReader {
    private let stream: RecordStream
    private let parts: [Range<Int>]
    private var part = 0
    private var offset: Int

    init(_ stream: RecordStream, parts: [Range<Int>]) {
        self.stream = stream
        self.parts = parts
        offset = parts.first?.lowerBound ?? 0
    }

    func texts() throws(UnreadableFile) -> [String] {
        var reader = self
        return try reader.read()
    }

    private mutating func read() throws(UnreadableFile) -> [String] {
        guard let first = parts.first, first.count >= 8 else { return [] }
        let count = Int(stream.word(first.lowerBound + 4))
        offset += 8
        var texts: [String] = []
        var total = 0
        while texts.count < count, !isAtEnd {
            let text = try readText()
            total += text.utf8.count + 16
            if total > ReadingLimits.text { throw .tooBig("表格文字合计超过 \(ReadingLimits.text >> 20) MB") }
            texts.append(text)
        }
        return texts
    }

    private var isAtEnd: Bool { part == parts.count - 1 && offset >= parts[part].upperBound }

    private mutating func readText() throws(UnreadableFile) -> String {
        let length = Int(try byte()) | Int(try byte()) << 8
        let flags = try byte()
        let runs = flags & 8 != 0 ? Int(try byte()) | Int(try byte()) << 8 : 0
        var extra = 0
        if flags & 4 != 0 {
            for shift in 0..<4 { extra |= Int(try byte()) << (8 * shift) }
        }
        var units: [UInt16] = []
        units.reserveCapacity(length)
        var isWide = flags & 1 != 0
        while units.count < length {
            if offset >= parts[part].upperBound {
                // A text that runs over says again how wide its characters are.
                isWide = try byte() & 1 != 0
            }
            let low = UInt16(try byte())
            units.append(isWide ? low | UInt16(try byte()) << 8 : low)
        }
        try skip(runs * 4 + extra)
        let text = String(decoding: units, as: UTF16.self)
        var trimmed = text
        return trimmed.withUTF8 { CellText.trimmed($0) }
    }

    private mutating func byte() throws(UnreadableFile) -> UInt8 {
        while offset >= parts[part].upperBound {
            guard part + 1 < parts.count else { throw .truncated }
            part += 1
            offset = parts[part].lowerBound
        }
        defer { offset += 1 }
        return stream.bytes[offset]
    }

    private mutating func skip(_ count: Int) throws(UnreadableFile) {
        var left = count
        while left > 0 {
            let step = min(left, parts[part].upperBound - offset)
            offset += step
            left -= step
            if left > 0 {
                guard part + 1 < parts.count else { throw .truncated }
                part += 1
                offset = parts[part].lowerBound
            }
        }
    }
}
