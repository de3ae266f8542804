import Domain

/// The text of an attachment, for search and for checks: as much of it as `limitInBytes`.
package enum AttachmentText {
    package static let limitInBytes = 4 << 20
    private static let pdfTime: Int64 = 60_000

    /// Empty for kinds without text: pictures, sound, video, archives.
    ///
    /// - Throws: that the file is damaged or locked, or that a program that reading it needs is missing or took too long.
    package static func read(fileAt path: String, kind: AttachmentKind) throws(UnreadableFile) -> String {
        switch kind {
        case .pdf:
            return tidied(try textOfPDF(at: path))
        case .jpeg, .png, .gif, .tiff, .zip, .mp4, .mp3: return ""
        default:
            let file = try MappedFile(path)
            return try read(file.bytes, kind: kind)
        }
    }

    package static func read(_ bytes: [UInt8], kind: AttachmentKind) throws(UnreadableFile) -> String {
        if kind == .pdf {
            let folder = try TemporaryFolder()
            let path = try bytes.withUnsafeBufferPointer { bytes throws(UnreadableFile) in
                try folder.write(UnsafeRawBufferPointer(bytes), as: "source.pdf")
            }
            return try read(fileAt: path, kind: kind)
        }
        return try bytes.withUnsafeBufferPointer { bytes throws(UnreadableFile) in try read(UnsafeRawBufferPointer(bytes), kind: kind) }
    }

    private static func textOfPDF(at path: String) throws(UnreadableFile) -> [UInt8] {
        let arguments = ["-enc", "UTF-8", "-nopgbrk", "-q", path, "-"]
        let folder = try TemporaryFolder()
        do {
            return try SeparateProcess.output(of: "pdftotext", arguments, in: folder, milliseconds: pdfTime, limit: ReadingLimits.text)
        } catch {
            switch error {
            case .notInstalled: throw UnreadableFile("服务器上没有安装 pdftotext，不能提取 PDF 中的文字；请系统管理员安装 poppler-utils。")
            case .failed: throw UnreadableFile("PDF 文件读不出来，可能已损坏或设有密码，请重新生成后再试。")
            case .tooLong: throw UnreadableFile("提取 PDF 中的文字超过 \(pdfTime / 1000) 秒，已停止；文件可能过于复杂，请拆分后再试。")
            case .tooBig: throw .tooBig("PDF 中的文字超过 \(ReadingLimits.text >> 20) MB")
            }
        }
    }

    private static func read(_ bytes: UnsafeRawBufferPointer, kind: AttachmentKind) throws(UnreadableFile) -> String {
        if bytes.count > ReadingLimits.fileSize { throw .tooBig("文件有 \(bytes.count >> 20) MB，超过 \(ReadingLimits.fileSize >> 20) MB") }
        switch kind {
        case .docx: return text(of: try WordBody.read(try ZipArchive(bytes)))
        case .doc, .wps: return text(of: try ImportedBody.read(Array(bytes)))
        case .xlsx, .xls, .et, .csv: return text(of: try TableFile.read(Array(bytes)).sheets)
        case .pptx: return try MarkupText.read(try ZipArchive(bytes), parts: "ppt/slides/slide", text: "t", paragraph: "p")
        case .ppt:
            let converted = try LibreOffice.convert(bytes, kind: "旧版 PPT 文件（.ppt）", suffix: "ppt", to: "pptx")
            return try read(converted, kind: .pptx)
        case .ofd: return try MarkupText.read(try ZipArchive(bytes), parts: "Content.xml", text: "TextCode", paragraph: "TextObject")
        case .txt, .html:
            guard let text = TextDecoding.utf8(bytes, label: TableFile.encodingLabel(bytes)) else {
                throw UnreadableFile("文本的编码无法识别，请另存为 UTF-8 编码后再试。")
            }
            guard kind == .html else { return tidied(text) }
            return DocumentBody.plainText(stored: try HTMLBody.read(String(decoding: text, as: UTF8.self)).body.stored).prefixed(
                limitInBytes)
        case .pdf, .jpeg, .png, .gif, .tiff, .zip, .mp4, .mp3: return ""
        }
    }

    private static func text(of document: ImportedBody) -> String {
        ((document.title.map { $0 + "\n" } ?? "") + DocumentBody.plainText(stored: document.body.stored)).prefixed(limitInBytes)
    }

    /// A line for each row, in all sheets that are shown.
    private static func text(of sheets: [SourceSheet]) -> String {
        var bytes: [UInt8] = []
        for sheet in sheets where !sheet.isHidden {
            for line in sheet.lines where bytes.count < limitInBytes {
                let cells = line.cells.filter { !$0.isFromMerge && !$0.text.isEmpty }
                if !cells.isEmpty { bytes += cells.map(\.text).joined(separator: "\t").utf8 + [10] }
            }
        }
        return tidied(bytes)
    }

    /// Valid UTF-8 without control characters, cut to the limit.
    private static func tidied(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(limitInBytes), as: UTF8.self)
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" })).prefixed(
            limitInBytes)
    }
}

extension String {
    /// As many whole scalars of the beginning as fit into that many bytes.
    fileprivate func prefixed(_ limitInBytes: Int) -> String {
        guard utf8.count > limitInBytes else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limitInBytes)
        while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}

/// The text in the parts of a zipped XML format, part by part in the order of their numbers.
private final class MarkupText: XMLEvents {
    private let textName: String
    private let paragraphName: String
    private var bytes: [UInt8] = []
    private var isInText = false

    private init(text: String, paragraph: String) {
        textName = text
        paragraphName = paragraph
    }

    /// - Parameters:
    ///   - parts: what the names of the parts begin with, or end with.
    ///   - text: the local name of the elements that hold text.
    ///   - paragraph: the local name of those after which a line ends.
    static func read(_ archive: ZipArchive, parts: String, text: String, paragraph: String) throws(UnreadableFile) -> String {
        if archive.isEncrypted { throw .encrypted }
        let names = archive.names.filter { $0.hasPrefix(parts) || $0.hasSuffix(parts) }.sorted {
            $0.utf8.count != $1.utf8.count ? $0.utf8.count < $1.utf8.count : $0 < $1
        }
        let events = MarkupText(text: text, paragraph: paragraph)
        for name in names where events.bytes.count < AttachmentText.limitInBytes { try archive.read(name, into: XMLStream(events)) }
        return String(decoding: events.bytes, as: UTF8.self).prefixed(AttachmentText.limitInBytes)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) { if name.text == textName { isInText = true } }

    func end(_ name: XMLName) {
        if name.text == textName { isInText = false }
        if name.text == paragraphName, let last = bytes.last, last != 10 { bytes.append(10) }
    }

    func text(_ more: UnsafeBufferPointer<UInt8>) {
        if isInText, bytes.count < AttachmentText.limitInBytes { bytes.append(contentsOf: more) }
    }
}

extension XMLName {
    fileprivate var text: String { String(cString: pointer) }
}
