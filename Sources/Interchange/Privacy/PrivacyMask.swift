package import Domain

/// The de-identified copy (去标识化副本) of a file: no finding and nothing hidden is left in it.
package struct PrivacyMask: Sendable {
    package let bytes: [UInt8]
    /// What the program's words call the copy: `txt`, `csv`, `xlsx` or `docx`.
    package let suffix: String
    /// What the original held, in its places: masked now, or taken out.
    package let findings: [FileFinding]
    /// What was taken out besides, in whole sentences.
    package let remarks: [String]

    /// Makes the copy and looks at it once more.
    ///
    /// - Throws: `UnreadableFile` when the file cannot be read, is of a kind of which no safe copy can be made, or when the copy would still hold
    ///   personal data.
    package static func copy(
        of bytes: [UInt8], scanner: PersonalDataScanner = PersonalDataScanner()
    ) throws(UnreadableFile) -> PrivacyMask {
        let copy = try made(of: bytes, scanner: scanner)
        let left = try PrivacyScan.findings(copy.bytes, scanner: scanner, limit: 20).filter { $0.confidence.level != .low }
        if let first = left.first {
            throw UnreadableFile("这个文件不能自动脱敏：处理之后\(first.place)仍有\(first.kind.name)，请在原文件中手工处理。")
        }
        return copy
    }

    private static func made(of bytes: [UInt8], scanner: PersonalDataScanner) throws(UnreadableFile) -> PrivacyMask {
        let kind = try FileKind(bytes)
        if kind != .text && bytes.count > ReadingLimits.fileSize {
            throw .tooBig("文件有 \(bytes.count >> 20) MB，超过 \(ReadingLimits.fileSize >> 20) MB")
        }
        switch kind {
        case .text: return try text(bytes, scanner: scanner)
        case .package: return try package(bytes, scanner: scanner, remarks: [])
        case .convertible(let name, let suffix, let target):
            let converted = try bytes.withRawBytes { buffer throws(UnreadableFile) in
                try LibreOffice.convert(buffer, kind: name, suffix: suffix, to: target)
            }
            return try package(converted, scanner: scanner, remarks: ["\(name)已转换为 .\(target)。"])
        case .pdf:
            throw UnreadableFile("PDF 不能脱敏：在上面画黑框遮不住下面的文字。请在原来的 Word 或 Excel 文件中脱敏，再重新导出 PDF。")
        case .picture:
            throw UnreadableFile("图片不能脱敏；请用看图软件去掉拍摄地点等属性，或者重新截图后再用。")
        case .archive:
            throw UnreadableFile("压缩包不能脱敏，请解压后逐个处理。")
        }
    }

    /// Text keeps its separators and quotes; the copy is written in UTF-8, with a mark when the original was not plain UTF-8.
    private static func text(_ bytes: [UInt8], scanner: PersonalDataScanner) throws(UnreadableFile) -> PrivacyMask {
        let text = try PlainText(bytes)
        if text.isWebPage { throw UnreadableFile("网页文件不能脱敏；请在编辑器中修改正文，或者另存为 docx 后再试。") }
        let found = scanner.findings(in: text.utf8)
        var list = FindingList(limit: .max)
        list.add(places: found, in: text.utf8, before: "")
        let masked = PersonalDataScanner.replacing(found, in: String(decoding: text.utf8, as: UTF8.self))
        var remarks: [String] = []
        var copy: [UInt8] = []
        if text.encoding != .utf8 {
            // Excel takes a text without the mark for the system's old encoding.
            copy = [0xEF, 0xBB, 0xBF]
            if text.encoding != .utf8WithMark { remarks.append("编码由 \(text.encoding.rawValue) 改为 UTF-8。") }
        }
        copy += masked.utf8
        return PrivacyMask(bytes: copy, suffix: "txt", findings: list.findings, remarks: remarks)
    }

    private static func package(_ bytes: [UInt8], scanner: PersonalDataScanner, remarks: [String]) throws(UnreadableFile) -> PrivacyMask {
        var parts = try bytes.withRawBytes { buffer throws(UnreadableFile) in try PackageParts(try ZipArchive(buffer)) }
        var masking = PackageMasking(scanner: scanner)
        let suffix: String
        if parts.contains("xl/workbook.xml") {
            try WorkbookMasking(scanner: scanner).mask(&parts, with: &masking)
            suffix = "xlsx"
        } else if parts.contains("word/document.xml") {
            try DocumentMasking(scanner: scanner).mask(&parts, with: &masking)
            suffix = "docx"
        } else {
            throw UnreadableFile("这种文件不能自动脱敏，请另存为 docx 或者 xlsx 后再试。")
        }
        try masking.maskOtherParts(&parts)
        return PrivacyMask(
            bytes: try parts.written(), suffix: suffix, findings: try PrivacyScan.findings(bytes, scanner: scanner, limit: 100_000),
            remarks: remarks + masking.remarks)
    }
}
