/// The kinds of files that may be published as attachments (附件), told by what a file holds; its name must agree.
///
/// Everything else is refused, and so is what could run: programs, scripts, documents with macros.
package enum AttachmentKind: String, Sendable, CaseIterable, Hashable {
    case pdf, ofd
    case docx, xlsx, pptx
    case doc, xls, ppt, wps, et
    case jpeg, png, gif, tiff
    case txt, csv, html
    case zip
    case mp4, mp3

    /// Suffixes of names, the usual one first.
    package var suffixes: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg"]
        case .tiff: ["tif", "tiff"]
        case .html: ["html", "htm"]
        case .txt: ["txt"]
        case .mp4: ["mp4", "m4v"]
        case let other: [other.rawValue]
        }
    }

    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .ofd: "application/ofd"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .doc: "application/msword"
        case .xls: "application/vnd.ms-excel"
        case .ppt: "application/vnd.ms-powerpoint"
        case .wps: "application/vnd.ms-works"
        case .et: "application/vnd.ms-excel"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .gif: "image/gif"
        case .tiff: "image/tiff"
        case .txt: "text/plain; charset=utf-8"
        case .csv: "text/csv"
        case .html: "text/html"
        case .zip: "application/zip"
        case .mp4: "video/mp4"
        case .mp3: "audio/mpeg"
        }
    }

    /// For people.
    package var name: String {
        switch self {
        case .pdf: "PDF 文件"
        case .ofd: "OFD 版式文件"
        case .docx, .doc: "Word 文档"
        case .xlsx, .xls: "Excel 表格"
        case .pptx, .ppt: "PPT 演示文稿"
        case .wps: "WPS 文字"
        case .et: "WPS 表格"
        case .jpeg, .png, .gif, .tiff: "图片"
        case .txt: "文本文件"
        case .csv: "CSV 表格"
        case .html: "网页文件"
        case .zip: "ZIP 压缩包"
        case .mp4: "视频"
        case .mp3: "音频"
        }
    }

    /// What a file input offers, such as `.pdf,.ofd,…`.
    package static var acceptList: String { allCases.flatMap(\.suffixes).map { ".\($0)" }.joined(separator: ",") }
}

extension AttachmentKind {
    /// The kind of a file that lies on the disk.
    ///
    /// - Parameter name: as the sender names it; its suffix must be one of the kind's.
    /// - Throws: that the kind is not allowed, that name and content disagree, that there are macros or programs inside, or that the file
    ///   is damaged.
    package static func tell(fileAt path: String, name: String) throws(UnreadableFile) -> AttachmentKind {
        let file = try MappedFile(path)
        return try tell(file.bytes, name: name)
    }

    package static func tell(_ bytes: [UInt8], name: String) throws(UnreadableFile) -> AttachmentKind {
        try bytes.withUnsafeBufferPointer { bytes throws(UnreadableFile) in try tell(UnsafeRawBufferPointer(bytes), name: name) }
    }

    private static func tell(_ bytes: UnsafeRawBufferPointer, name: String) throws(UnreadableFile) -> AttachmentKind {
        let suffix = suffix(of: name)
        if FileSignature.runningSuffixes.contains(suffix) {
            throw UnreadableFile("“\(shown(name))”是程序或脚本文件（.\(suffix)），不能作为附件公开。")
        }
        guard !bytes.isEmpty else { throw UnreadableFile("“\(shown(name))”是空文件，请检查后重新上传。") }
        let kinds = try FileSignature.kinds(of: bytes, name: shown(name))
        guard let kind = kinds.first(where: { $0.suffixes.contains(suffix) }) else {
            let real = kinds.first
            guard let real else {
                throw UnreadableFile("“\(shown(name))”不是允许上传的类型。可以上传：PDF、OFD、Word、Excel、PPT、WPS、图片、文本、CSV、网页、ZIP、MP4、MP3。")
            }
            if suffix.isEmpty { throw UnreadableFile("“\(shown(name))”没有扩展名，内容是\(real.name)，请改名为以 .\(real.suffixes[0]) 结尾后再上传。") }
            throw UnreadableFile(
                "“\(shown(name))”的扩展名是 .\(suffix)，内容却是\(real.name)（.\(real.suffixes[0])）。请确认没有拿错文件，改正扩展名后再上传。")
        }
        return kind
    }

    /// In small letters; empty when there is none.
    private static func suffix(of name: String) -> String {
        let bytes = name.utf8
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot != bytes.startIndex else { return "" }
        let suffix = bytes[bytes.index(after: dot)...].map { (65...90).contains($0) ? $0 + 32 : $0 }
        return suffix.count <= 12 ? String(decoding: suffix, as: UTF8.self) : ""
    }

    private static func shown(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(80)))
    }
}
