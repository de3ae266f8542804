package import Domain

/// A file with tables in it: what kind it really is, and its tables as cells.
package struct TableFile: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case workbook = "xlsx"
        case oldWorkbook = "xls"
        case wordDocument = "docx"
        case webPage = "html"
        case text = "text"
    }

    package let kind: Kind
    package let sheets: [SourceSheet]
    /// What was done to read it, such as a conversion.
    package let diagnostics: [Diagnostic]

    /// - Throws: `UnreadableFile` when the file cannot be opened or read.
    package static func read(path: String) throws(UnreadableFile) -> TableFile {
        let bytes = try FileBytes.read(path)
        return try read(bytes)
    }

    /// Reads a file by what it holds; its name plays no part.
    package static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> TableFile { try read(bytes, budget: CellBudget()) }

    /// - Parameter budget: the most cells that are read, where more than a catalogue's are in order.
    static func read(_ bytes: [UInt8], budget: CellBudget) throws(UnreadableFile) -> TableFile {
        if bytes.count > ReadingLimits.fileSize {
            throw .tooBig("文件有 \(bytes.count >> 20) MB，超过 \(ReadingLimits.fileSize >> 20) MB")
        }
        return try bytes.withUnsafeBufferPointer { buffer throws(UnreadableFile) in try read(UnsafeRawBufferPointer(buffer), budget) }
    }

    private static func read(_ bytes: UnsafeRawBufferPointer, _ budget: CellBudget) throws(UnreadableFile) -> TableFile {
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }) { throw UnreadableFile("文件是空的。") }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return try readArchive(bytes, budget)
        }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return try readCompound(bytes, budget) }
        if bytes.starts(with: "{\\rtf".utf8) { return try converted(bytes, kind: "RTF 文件", suffix: "rtf", to: "docx") }
        if let name = foreignKind(bytes) { throw UnreadableFile("这是\(name)，不是表格文件；请提供 xlsx、xls、docx、html 或 csv 格式的目录。") }
        return try readText(bytes, budget)
    }

    private static func readArchive(_ bytes: UnsafeRawBufferPointer, _ budget: CellBudget) throws(UnreadableFile) -> TableFile {
        let archive = try ZipArchive(bytes)
        if archive.contains("xl/workbook.xml") {
            return TableFile(kind: .workbook, sheets: try WorkbookReader.sheets(in: archive, budget: budget), diagnostics: [])
        }
        if archive.contains("word/document.xml") {
            return TableFile(kind: .wordDocument, sheets: try WordReader.sheets(in: archive), diagnostics: [])
        }
        if archive.isEncrypted { throw .encrypted }
        if archive.contains("META-INF/manifest.xml"), archive.contains("content.xml") {
            // The first entry of an OpenDocument file is its type, uncompressed, at a fixed place.
            let type = String(decoding: bytes.dropFirst(38).prefix(60), as: UTF8.self)
            if type.contains("spreadsheet") { return try converted(bytes, kind: "OpenDocument 表格（.ods）", suffix: "ods", to: "xlsx") }
            if type.contains("text") { return try converted(bytes, kind: "OpenDocument 文档（.odt）", suffix: "odt", to: "docx") }
        }
        throw UnreadableFile("这是压缩包，里面不是 Excel 或 Word 文件；请解压后逐个提供其中的表格。")
    }

    private static func readCompound(_ bytes: UnsafeRawBufferPointer, _ budget: CellBudget) throws(UnreadableFile) -> TableFile {
        let file = try CompoundFile(bytes)
        if file.names.contains("EncryptedPackage") { throw .encrypted }
        if let workbook = try file.stream(file.names.contains("Workbook") ? "Workbook" : "Book") {
            if let sheets = try OldWorkbookReader.sheets(workbook, budget: budget) {
                return TableFile(kind: .oldWorkbook, sheets: sheets, diagnostics: [])
            }
            return try converted(bytes, kind: "Excel 95 或更早的文件（.xls）", suffix: "xls", to: "xlsx")
        }
        if file.names.contains("WordDocument") {
            return try converted(bytes, kind: "旧版 Word 或 WPS 文件（.doc、.wps）", suffix: "doc", to: "docx")
        }
        throw UnreadableFile("这是旧版 Office 文件，但里面没有表格或文档；请用 Word、Excel 或 WPS 打开检查。")
    }

    private static func converted(
        _ bytes: UnsafeRawBufferPointer, kind: String, suffix: String, to target: String
    ) throws(UnreadableFile) -> TableFile {
        let result = try LibreOffice.convert(bytes, kind: kind, suffix: suffix, to: target)
        let file = try read(result)
        let note = Diagnostic(severity: .info, code: "converted", message: "\(kind)已用 LibreOffice 转换为 .\(target) 后读取。")
        return TableFile(kind: file.kind, sheets: file.sheets, diagnostics: [note] + file.diagnostics)
    }

    private static func readText(_ bytes: UnsafeRawBufferPointer, _ budget: CellBudget) throws(UnreadableFile) -> TableFile {
        guard let text = TextDecoding.utf8(bytes, label: encodingLabel(bytes)) else {
            throw UnreadableFile("不是可识别的表格文件，也不是 UTF-8、UTF-16 或 GB18030 编码的文本；请另存为 xlsx 或 csv 后再试。")
        }
        return try text.withUnsafeBufferPointer { text throws(UnreadableFile) in
            if looksLikeWebPage(text) { return TableFile(kind: .webPage, sheets: try WebPageReader.sheets(in: text), diagnostics: []) }
            if startsLikeXML(text) { throw UnreadableFile("这是 XML 文件，不是表格；请用 Excel 打开后另存为 .xlsx 再试。") }
            return TableFile(kind: .text, sheets: [try DelimitedTextReader.sheet(in: text, budget: budget)], diagnostics: [])
        }
    }

    /// Kinds that people hand in by mistake, by their first bytes.
    private static func foreignKind(_ bytes: UnsafeRawBufferPointer) -> String? {
        let kinds: [([UInt8], String)] = [
            (Array("%PDF".utf8), " PDF 文件"), (Array("Rar!".utf8), " RAR 压缩包"), ([0x37, 0x7A, 0xBC, 0xAF], " 7z 压缩包"),
            ([0x1F, 0x8B], " gzip 压缩包"),
            ([0x89, 0x50, 0x4E, 0x47], "图片（PNG）"), ([0xFF, 0xD8, 0xFF], "图片（JPEG）"), (Array("GIF8".utf8), "图片（GIF）"),
            (Array("BM".utf8) + [], "图片（BMP）"), ([0x7F, 0x45, 0x4C, 0x46], "程序文件"), (Array("MZ".utf8), "程序文件"),
            (Array("SQLite format 3".utf8), "数据库文件"),
        ]
        let match = kinds.first { bytes.starts(with: $0.0) }
        // Two letters may also begin a text.
        if let match, match.0.count == 2, match.0[0] < 0x80, match.0[0] >= 0x41, !bytes.prefix(512).contains(0) { return nil }
        return match?.1
    }

    /// The encoding that a web page names in its first kilobytes.
    static func encodingLabel(_ bytes: UnsafeRawBufferPointer) -> String? {
        let head = Array(bytes.prefix(4_096)).map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
        let key = Array("charset=".utf8)
        guard head.count > key.count else { return nil }
        for start in 0..<(head.count - key.count) where head[start..<(start + key.count)].elementsEqual(key) {
            let value = head[(start + key.count)...].drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
                .prefix { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F }
            return String(decoding: value, as: UTF8.self)
        }
        return nil
    }

    private static func looksLikeWebPage(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let head = text.prefix(64 << 10)
        guard head.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") || head.contains(UInt8(ascii: "<")) else { return false }
        let marks: [StaticString] = ["<!doctype html", "<html", "<table", "<body"]
        var index = head.startIndex
        while let found = head[index...].firstIndex(of: UInt8(ascii: "<")) {
            for mark in marks where matches(head, at: found, mark) { return true }
            index = found + 1
        }
        return false
    }

    private static func matches(_ text: Slice<UnsafeBufferPointer<UInt8>>, at index: Int, _ mark: StaticString) -> Bool {
        guard index + mark.utf8CodeUnitCount <= text.endIndex else { return false }
        for offset in 0..<mark.utf8CodeUnitCount {
            let byte = text[index + offset]
            let lower = (0x41...0x5A).contains(byte) ? byte + 32 : byte
            if lower != mark.utf8Start[offset] { return false }
        }
        return true
    }

    private static func startsLikeXML(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.starts(with: "<?xml".utf8)
    }
}
