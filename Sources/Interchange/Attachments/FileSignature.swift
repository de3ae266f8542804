/// Tells kinds of files by their bytes.
enum FileSignature {
    /// What a computer may run when it is opened.
    static let runningSuffixes: Set<String> = [
        "exe", "com", "scr", "dll", "msi", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "hta", "lnk", "pif", "cpl",
        "jar",
        "apk", "sh", "py", "php", "jsp", "jspx", "asp", "aspx", "cgi", "pl", "rb", "docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm",
        "potm",
        "ppsm", "reg", "chm", "swf", "svg", "iso", "img", "vhd", "url", "scf", "app", "deb", "rpm", "elf", "so",
    ]

    /// The kinds that the content allows, the likeliest first: a text may be a table, a compound file what Word or WPS wrote.
    ///
    /// - Throws: when there is something inside that must not be published.
    static func kinds(of bytes: UnsafeRawBufferPointer, name: String) throws(UnreadableFile) -> [AttachmentKind] {
        if isProgram(bytes) { throw UnreadableFile("“\(name)”的内容是程序，不能作为附件公开。") }
        if starts(bytes, "PK\u{3}\u{4}") || starts(bytes, "PK\u{5}\u{6}") { return try archiveKinds(bytes, name: name) }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return try compoundKinds(bytes, name: name) }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return [.jpeg] }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return [.png] }
        if starts(bytes, "GIF87a") || starts(bytes, "GIF89a") { return [.gif] }
        if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) { return [.tiff] }
        // The mark may stand a little after the beginning (ISO 32000-1, annex H 3.4.1).
        if contains(bytes, "%PDF-", within: 1024) { return [.pdf] }
        if bytes.count >= 12, starts(UnsafeRawBufferPointer(rebasing: bytes[4...]), "ftyp") { return [.mp4] }
        if starts(bytes, "ID3") || isMPEGAudio(bytes) { return [.mp3] }
        return try textKinds(bytes, name: name)
    }

    private static func isProgram(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) || starts(bytes, "#!") || starts(bytes, "!<arch>") { return true }
        if bytes.starts(with: [0xCA, 0xFE, 0xBA, 0xBE]) || bytes.starts(with: [0xCF, 0xFA, 0xED, 0xFE]) { return true }
        // Windows: “MZ”, and a second header where the first one says; a text may begin with the two letters.
        guard starts(bytes, "MZ"), bytes.count >= 64 else { return false }
        let place = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 60, as: UInt32.self)))
        let isPE = place + 2 <= bytes.count && bytes[place] == UInt8(ascii: "P") && bytes[place + 1] == UInt8(ascii: "E")
        return isPE || bytes.prefix(512).contains(0)
    }

    // MARK: Containers

    private static func archiveKinds(_ bytes: UnsafeRawBufferPointer, name: String) throws(UnreadableFile) -> [AttachmentKind] {
        let archive: ZipArchive
        do throws(UnreadableFile) { archive = try ZipArchive(bytes) } catch { throw UnreadableFile("“\(name)”：\(error.reason)") }
        if archive.isEncrypted { throw UnreadableFile("“\(name)”设置了密码，无法检查其中的内容，请去掉密码后再上传。") }
        let names = archive.names.map { String(decoding: $0.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self) }
        if names.contains(where: { $0.hasSuffix("vbaproject.bin") || $0.hasSuffix("macrosheets/sheet1.xml") }) {
            throw UnreadableFile("“\(name)”含有宏，不能公开。请在 Office 或 WPS 中另存为不含宏的格式（.docx、.xlsx、.pptx）后再上传。")
        }
        if archive.contains("[Content_Types].xml") {
            if archive.contains("word/document.xml") { return [.docx] }
            if archive.contains("xl/workbook.xml") { return [.xlsx] }
            if archive.contains("ppt/presentation.xml") { return [.pptx] }
        }
        if archive.contains("OFD.xml") { return [.ofd] }
        for entry in names {
            let suffix = entry.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init) ?? ""
            if entry.contains("."), runningSuffixes.contains(suffix) {
                throw UnreadableFile("压缩包“\(name)”中有程序或脚本（.\(suffix)），不能公开，请删除后重新压缩。")
            }
            if entry.contains("."), ["zip", "rar", "7z", "gz", "tar", "cab"].contains(suffix) {
                throw UnreadableFile("压缩包“\(name)”中还有压缩包（.\(suffix)），无法检查，请解开后重新压缩，或逐个上传。")
            }
        }
        return [.zip]
    }

    private static func compoundKinds(_ bytes: UnsafeRawBufferPointer, name: String) throws(UnreadableFile) -> [AttachmentKind] {
        let file: CompoundFile
        do throws(UnreadableFile) { file = try CompoundFile(bytes) } catch { throw UnreadableFile("“\(name)”：\(error.reason)") }
        let names = Set(file.names)
        if names.contains("EncryptedPackage") { throw UnreadableFile("“\(name)”设置了打开密码，无法检查其中的内容，请去掉密码后再上传。") }
        if !names.isDisjoint(with: ["_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros"]) {
            throw UnreadableFile("“\(name)”含有宏，不能公开。请另存为不含宏的格式（.docx、.xlsx、.pptx）后再上传。")
        }
        if names.contains("WordDocument") { return [.doc, .wps] }
        if names.contains("Workbook") || names.contains("Book") { return [.xls, .et] }
        if names.contains("PowerPoint Document") { return [.ppt] }
        return []
    }

    private static func isMPEGAudio(_ bytes: UnsafeRawBufferPointer) -> Bool {
        // Eleven set bits, then version and layer, neither of which may be the reserved one, nor the bit rate.
        guard bytes.count >= 4, bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0 else { return false }
        return bytes[1] & 0x18 != 0x08 && bytes[1] & 0x06 == 0x02 && bytes[2] & 0xF0 != 0xF0 && bytes[2] & 0x0C != 0x0C
    }

    // MARK: Texts

    private static func textKinds(_ bytes: UnsafeRawBufferPointer, name: String) throws(UnreadableFile) -> [AttachmentKind] {
        guard bytes.count <= ReadingLimits.fileSize, let text = TextDecoding.utf8(bytes) else { return [] }
        let head = text.prefix(1 << 20).map { (65...90).contains($0) ? $0 + 32 : $0 }
        return try head.withUnsafeBufferPointer { bytes throws(UnreadableFile) -> [AttachmentKind] in
            let head = UnsafeRawBufferPointer(bytes)
            let start = head.drop { $0 <= 0x20 }
            if contains(UnsafeRawBufferPointer(rebasing: start), "<svg", within: 1024) { return [] }
            let isPage = ["<!doctype html", "<html", "<table", "<body", "<head", "<meta"].contains {
                contains(UnsafeRawBufferPointer(rebasing: start), $0, within: 4096)
            }
            guard isPage else { return [.txt, .csv] }
            for mark in ["<script", "javascript:", "<iframe", "<object", "<embed", "onload=", "onerror=", "onclick="]
            where contains(head, mark, within: head.count) {
                throw UnreadableFile("网页文件“\(name)”含有脚本或嵌入内容，不能公开。请另存为 PDF 或 Word 文档后再上传。")
            }
            return [.html, .txt]
        }
    }

    private static func starts(_ bytes: UnsafeRawBufferPointer, _ mark: String) -> Bool { bytes.starts(with: mark.utf8) }

    private static func contains(_ bytes: UnsafeRawBufferPointer, _ mark: String, within limit: Int) -> Bool {
        let mark = Array(mark.utf8)
        let last = min(bytes.count, limit) - mark.count
        guard last >= 0 else { return false }
        for start in 0...last where bytes[start] == mark[0] {
            if bytes[start..<(start + mark.count)].elementsEqual(mark) { return true }
        }
        return false
    }
}
