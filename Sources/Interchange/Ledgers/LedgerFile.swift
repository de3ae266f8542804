package import Domain
import FoundationEssentials

/// A register as a file: what this writes, it reads back.
package enum LedgerFile {
    // MARK: Out

    /// - Parameters:
    ///   - table: headings, then rows of text.
    package static func xlsx(_ table: [[String]], title: String, note: String) throws(UnwritableFile) -> [UInt8] {
        let headings = table.first ?? []
        let columns = headings.map { LedgerWorkbook.Column($0, width: $0.unicodeScalars.count > 4 ? 22 : 16) }
        return try LedgerWorkbook.xlsx(columns: columns, rows: Array(table.dropFirst()), title: title, note: note, sheet: "登记簿")
    }

    /// Comma-separated text in UTF-8 with a byte order mark (RFC 4180). A text that an office program would take for a formula is led by
    /// an apostrophe.
    package static func csv(_ table: [[String]]) -> [UInt8] {
        var text: [UInt8] = [0xEF, 0xBB, 0xBF]
        for record in table {
            let cells = record.map { cell in cell.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false ? "'" + cell : cell }
            CatalogueExport.appendRecord(cells, to: &text)
        }
        return text
    }

    /// `{"register", "name", "asOf", "entries": [{"id", "unit", …}]}`, columns by their codes.
    package static func json(
        _ kind: LedgerKind, asOf day: Day?, rows: [LedgerRow], fields: [LedgerField], unitName: (OrganisationUnit.ID) -> String
    ) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.value("register", kind.code)
            json.value("name", kind.name)
            json.value("asOf", day?.description)
            json.array("entries") { json in
                for row in rows {
                    json.object { json in
                        json.value("id", row.line.description)
                        json.value("unit", unitName(row.unit))
                        for field in fields where !row.cells[field.code].isEmpty { json.value(field.code, row.cells[field.code]) }
                    }
                }
            }
        }
        return json.utf8
    }

    // MARK: In

    /// Rows of a workbook, a csv file or JSON, told by content.
    ///
    /// - Returns: the rows, and headings that are not understood.
    /// - Throws: `UnreadableFile`.
    package static func read(
        _ bytes: [UInt8], as kind: LedgerKind
    ) throws(UnreadableFile) -> (rows: [LedgerImport.Row], unknown: [String]) {
        let first = bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }.first
        let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        let read = try isJSON ? json(bytes, kind) : table(bytes, kind)
        guard !read.rows.isEmpty else { throw UnreadableFile("文件里没有登记事项。") }
        guard read.rows.count <= LedgerImport.mostRows else {
            throw UnreadableFile("有 \(read.rows.count) 条，一次最多导入 \(LedgerImport.mostRows) 条，请分成几个文件。")
        }
        return read
    }

    private static func table(
        _ bytes: [UInt8], _ kind: LedgerKind
    ) throws(UnreadableFile) -> (rows: [LedgerImport.Row], unknown: [String]) {
        let file = try TableFile.read(bytes)
        switch file.kind {
        case .workbook, .oldWorkbook, .text: break
        case .wordDocument, .webPage: throw UnreadableFile("这不是表格文件；请提供 xlsx、xls、csv 或者 json 格式的登记簿。")
        }
        var names: [String: String] = ["单位": "unit"]
        for field in kind.fields { names[plain(field.name)] = field.code }
        let lines = file.sheets.first { !$0.isHidden && !$0.lines.isEmpty }?.lines ?? []
        // Titles may stand above the header: it is the line that names most columns.
        let heads = lines.prefix(20).enumerated().map { index, line in
            (index, Set(line.cells.filter { !$0.isFromMerge }.compactMap { names[plain($0.text)] }).count)
        }
        guard let head = heads.max(by: { $0.1 < $1.1 }), head.1 > 0 else {
            throw UnreadableFile("找不到表头。表头应当有这些栏目：\((["单位"] + kind.fields.map(\.name)).joined(separator: "、"))。")
        }
        var (columns, unknown): ([Int: String], [String]) = ([:], [])
        for (place, cell) in lines[head.0].cells.enumerated() where !cell.text.isEmpty && !cell.isFromMerge {
            if let code = names[plain(cell.text)], !columns.values.contains(code) {
                columns[place] = code
            } else {
                unknown.append(String(cell.text.prefix(40)))
            }
        }
        for field in kind.fields where field.isRequired && !columns.values.contains(field.code) {
            throw UnreadableFile("表头缺少“\(field.name)”这一栏。")
        }
        let rows = lines.dropFirst(head.0 + 1).compactMap { line -> LedgerImport.Row? in
            var texts: [String: String] = [:]
            var isFilled = false
            for (place, code) in columns {
                let cell = place < line.cells.count ? line.cells[place] : SourceSheet.Cell("")
                texts[code] = unquoted(cell.text)
                if !cell.text.isEmpty { isFilled = true }
            }
            return isFilled ? LedgerImport.Row(line: line.number, texts: texts) : nil
        }
        return (rows, Array(unknown.prefix(50)))
    }

    /// Without the apostrophe that `csv` puts before what looks like a formula.
    private static func unquoted(_ text: String) -> String {
        var bytes = text.utf8.makeIterator()
        guard bytes.next() == UInt8(ascii: "'"), let second = bytes.next(), "=+-@".utf8.contains(second) else { return text }
        return String(text.dropFirst())
    }

    private static func plain(_ heading: String) -> String {
        String(String.UnicodeScalarView(heading.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "*" && $0 != "：" }))
    }

    private struct Entries: Decodable {
        let entries: [[String: String]]
    }

    private static func json(
        _ bytes: [UInt8], _ kind: LedgerKind
    ) throws(UnreadableFile) -> (rows: [LedgerImport.Row], unknown: [String]) {
        guard bytes.count <= ReadingLimits.fileSize else { throw .tooBig("文件超过 \(ReadingLimits.fileSize >> 20) MB") }
        let entries: [[String: String]]
        do {
            let decoder = JSONDecoder()
            entries =
                try bytes.first { $0 > 0x20 } == UInt8(ascii: "[")
                ? decoder.decode([[String: String]].self, from: Data(bytes)) : decoder.decode(Entries.self, from: Data(bytes)).entries
        } catch {
            throw UnreadableFile("不是可识别的 JSON：应当是 {\"entries\": [{\"栏目代码\": \"文字\"}]}，值都写成文字。")
        }
        let codes = Set(kind.fields.map(\.code) + ["unit"])
        let unknown = Set(entries.flatMap(\.keys)).subtracting(codes).subtracting(["id"]).sorted()
        return (
            entries.enumerated().map { index, entry in
                LedgerImport.Row(line: index + 1, texts: entry.filter { codes.contains($0.key) })
            }, Array(unknown.prefix(50))
        )
    }
}

extension LedgerFile {
    package static func read(path: String, as kind: LedgerKind) throws(UnreadableFile) -> (rows: [LedgerImport.Row], unknown: [String]) {
        try read(try FileBytes.read(path), as: kind)
    }
}
