/// What a file is, by what it holds.
enum FileKind: Equatable {
    case text, picture, pdf, package, archive
    /// To be converted by LibreOffice first: name, own suffix, target.
    case convertible(String, String, String)

    init(_ bytes: [UInt8]) throws(UnreadableFile) {
        if bytes.starts(with: Array("%PDF".utf8)) || bytes.prefix(1_024).starts(with: [0xEF, 0xBB, 0xBF] + Array("%PDF".utf8)) {
            self = .pdf
        } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = try Self.archive(bytes)
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = try bytes.withRawBytes { buffer throws(UnreadableFile) in try Self.compound(buffer) }
        } else if bytes.starts(with: Array("{\\rtf".utf8)) {
            self = .convertible("RTF 文件", "rtf", "docx")
        } else if PictureScan.isPicture(bytes) {
            self = .picture
        } else if let name = Self.unknown(bytes) {
            throw UnreadableFile("这是\(name)，不能检查其中的个人信息；请改用 docx、xlsx、csv、pdf 或者 jpg 格式。")
        } else {
            self = .text
        }
    }

    private static func archive(_ bytes: [UInt8]) throws(UnreadableFile) -> FileKind {
        try bytes.withRawBytes { buffer throws(UnreadableFile) in
            let archive = try ZipArchive(buffer)
            if archive.contains("[Content_Types].xml") || archive.contains("xl/workbook.xml") || archive.contains("word/document.xml")
                || archive.contains("OFD.xml")
            {
                return .package
            }
            if archive.contains("content.xml"), archive.contains("META-INF/manifest.xml") {
                let type = String(decoding: buffer.dropFirst(38).prefix(60), as: UTF8.self)
                if type.contains("spreadsheet") { return .convertible("OpenDocument 表格（.ods）", "ods", "xlsx") }
                return .convertible("OpenDocument 文档（.odt）", "odt", "docx")
            }
            return .archive
        }
    }

    private static func compound(_ bytes: UnsafeRawBufferPointer) throws(UnreadableFile) -> FileKind {
        let file = try CompoundFile(bytes)
        if file.names.contains("EncryptedPackage") { throw .encrypted }
        if file.names.contains("Workbook") || file.names.contains("Book") { return .convertible("旧版 Excel 文件（.xls）", "xls", "xlsx") }
        if file.names.contains("WordDocument") { return .convertible("旧版 Word 或 WPS 文件（.doc、.wps）", "doc", "docx") }
        throw UnreadableFile("这是旧版 Office 文件，但里面没有表格或文档；请用 Word、Excel 或 WPS 打开检查。")
    }

    private static func unknown(_ bytes: [UInt8]) -> String? {
        let kinds: [([UInt8], String)] = [
            (Array("Rar!".utf8), " RAR 压缩包"), ([0x37, 0x7A, 0xBC, 0xAF], " 7z 压缩包"), ([0x1F, 0x8B], " gzip 压缩包"),
            (Array("GIF8".utf8), " GIF 图片"),
            ([0x7F, 0x45, 0x4C, 0x46], "程序文件"), (Array("SQLite format 3".utf8), "数据库文件"),
        ]
        return kinds.first { bytes.starts(with: $0.0) }?.1
    }
}

/// A text file decoded, and what it was written in.
struct PlainText {
    enum Encoding: String { case utf8 = "UTF-8", utf8WithMark = "UTF-8（带 BOM）", utf16 = "UTF-16", gb18030 = "GB18030" }

    let utf8: [UInt8]
    let encoding: Encoding

    init(_ bytes: [UInt8]) throws(UnreadableFile) {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        // Big texts are nearly always UTF-8 already: they are checked without a copy.
        if !Self.hasMark(bytes), bytes.withUnsafeBufferPointer(UTF8Check.isText) {
            (utf8, encoding) = (bytes, .utf8)
            return
        }
        let decoded = bytes.withUnsafeBytes { TextDecoding.utf8($0) }
        guard let decoded else {
            throw UnreadableFile("不是能够检查的文件，也不是 UTF-8、UTF-16 或 GB18030 编码的文本；请另存为 docx、xlsx、csv 或 pdf 后再试。")
        }
        utf8 = decoded
        let isUTF16 = bytes.prefix(4_096).contains(0) || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        encoding = hasMark ? .utf8WithMark : isUTF16 ? .utf16 : .gb18030
    }

    /// Whether the bytes are plain text in UTF-8 as they are: no mark, no markup, no other format.
    static func needsNoDecoding(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Formats are told by their beginnings; what is no text or damaged is left to the reader that says so.
        guard (try? FileKind(Array(bytes.prefix(4_096)))) == .text, !hasMark(bytes) else { return false }
        return UTF8Check.isText(bytes) && !isWebPage(bytes)
    }

    /// Whether a byte order mark stands before the text.
    private static func hasMark(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    }

    var isWebPage: Bool { Self.isWebPage(utf8) }

    private static func isWebPage(_ text: some Collection<UInt8>) -> Bool {
        let head = text.prefix(64 << 10)
        guard head.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else { return false }
        let text = String(decoding: head, as: UTF8.self).lowercased()
        return ["<!doctype html", "<html", "<table", "<body", "<div", "<p>"].contains { text.contains($0) }
    }
}
