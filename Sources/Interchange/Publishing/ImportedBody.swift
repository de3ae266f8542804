package import Domain

/// A document that somebody wrote in an office program, as structure, with what could not be taken over.
package struct ImportedBody: Sendable, Hashable {
    package let body: DocumentBody
    /// What the document calls itself (style 标题), taken out of the text; `nil` when it does not.
    package let title: String?
    /// One Chinese sentence each: what was left out or changed, for the person who imports it.
    package let notes: [String]

    package init(body: DocumentBody, title: String? = nil, notes: [String] = []) {
        self.body = body
        self.title = title
        self.notes = notes
    }
}

extension ImportedBody {
    /// A document by what it holds: Word (.docx; .doc and .wps through LibreOffice), a web page, or text.
    ///
    /// - Throws: that it is none of these, is damaged or locked, or is too large.
    package static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> ImportedBody {
        if bytes.count > ReadingLimits.fileSize { throw .tooBig("文件有 \(bytes.count >> 20) MB，超过 \(ReadingLimits.fileSize >> 20) MB") }
        return try bytes.withUnsafeBufferPointer { buffer throws(UnreadableFile) in try read(UnsafeRawBufferPointer(buffer)) }
    }

    private static func read(_ bytes: UnsafeRawBufferPointer) throws(UnreadableFile) -> ImportedBody {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            let archive = try ZipArchive(bytes)
            guard archive.contains("word/document.xml") else {
                if archive.isEncrypted { throw .encrypted }
                throw UnreadableFile("这不是 Word 文档；请提供 .docx、.doc、.wps 或网页文件作为正文。")
            }
            return try WordBody.read(archive)
        }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            let names = Set(try CompoundFile(bytes).names)
            if names.contains("EncryptedPackage") { throw .encrypted }
            guard names.contains("WordDocument") else { throw UnreadableFile("这不是 Word 文档；请提供 .docx、.doc、.wps 或网页文件作为正文。") }
            return try WordBody.read(try LibreOffice.convert(bytes, kind: "旧版 Word 或 WPS 文件（.doc、.wps）", suffix: "doc", to: "docx"))
        }
        if bytes.starts(with: "{\\rtf".utf8) {
            return try WordBody.read(try LibreOffice.convert(bytes, kind: "RTF 文件", suffix: "rtf", to: "docx"))
        }
        if bytes.starts(with: "%PDF".utf8) { throw UnreadableFile("PDF 不能作为正文导入；请导入原来的 Word 文件，PDF 可以作为附件上传。") }
        guard let text = TextDecoding.utf8(bytes, label: TableFile.encodingLabel(bytes)) else {
            throw UnreadableFile("不是可识别的文档；请提供 .docx、.doc、.wps、网页或文本文件作为正文。")
        }
        let decoded = String(decoding: text, as: UTF8.self)
        if HTMLBody.isHTML(decoded) { return try HTMLBody.readOffice(decoded) }
        return ImportedBody(body: PlainBodyText.read(decoded))
    }
}
