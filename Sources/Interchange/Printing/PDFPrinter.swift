package import HTML

/// Typed HTML on paper: a PDF made by WeasyPrint, a separate process without network and under limits of time and size.
package enum PDFPrinter {
    /// In milliseconds. A letter takes about one second, a long report some ten.
    private static let time: Int64 = 120_000
    /// Of the file that comes out.
    static let largest = 256 << 20
    private static let largestPage = 16 << 20

    /// A file that the page shows, under the name by which it does.
    package struct Picture: Sendable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// Whether the program is there.
    package static var isInstalled: Bool { SeparateProcess.path(of: "weasyprint") != nil }

    /// A document.
    ///
    /// - Parameters:
    ///   - title: of the PDF, for readers of screens.
    ///   - pictures: files for `src`, by names of letters, digits, `-` and `.`.
    ///   - body: writes what stands inside `body`.
    package static func pdf(
        title: String, style: PrintStyle = .document, pictures: [Picture] = [], body: (inout HTMLWriter) -> Void
    ) throws(UnwritableFile) -> [UInt8] {
        var html = HTMLWriter()
        html.doctype()
        html(.html, .lang("zh-CN")) { html in
            html(.head) { html in
                html(.meta, .charset("utf-8"))
                html(.title, text: title)
                html(.link, .rel("stylesheet"), .href(WebAddress(literal: "print.css")))
            }
            html(.body) { html in body(&html) }
        }
        return try pdf(html: html.bytes, style: style, pictures: pictures)
    }

    /// A whole page that links to `print.css`, where its style will be.
    package static func pdf(html: [UInt8], style: PrintStyle, pictures: [Picture] = []) throws(UnwritableFile) -> [UInt8] {
        guard html.count <= largestPage else { throw UnwritableFile(reason: "内容超过 \(largestPage >> 20) MB，不能生成 PDF，请拆分后再试。") }
        for picture in pictures {
            precondition(picture.name.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 46 })
        }
        return try TemporaryFolder.lent { folder throws(UnreadableFile) in
            try html.withRawBytes { bytes throws(UnreadableFile) in _ = try folder.write(bytes, as: "page.html") }
            try Array(style.css.utf8).withRawBytes { bytes throws(UnreadableFile) in _ = try folder.write(bytes, as: "print.css") }
            for picture in pictures {
                try picture.bytes.withRawBytes { bytes throws(UnreadableFile) in _ = try folder.write(bytes, as: picture.name) }
            }
            return try run(
                "weasyprint", ["--quiet", "\(folder.path)/page.html", "\(folder.path)/page.pdf"], in: folder, making: "page.pdf")
        }
    }

    /// Runs a program that makes a file, and reads it.
    static func run(_ name: String, _ arguments: [String], in folder: TemporaryFolder, making result: String) throws(UnreadableFile)
        -> [UInt8]
    {
        guard let program = SeparateProcess.path(of: name) else {
            throw UnreadableFile("服务器上没有安装 \(name)，不能生成 PDF；请系统管理员安装 \(name == "weasyprint" ? "weasyprint 和中文字体" : "poppler-utils")。")
        }
        do throws(SeparateProcess.Failure) {
            // Nothing listens there: what a page might want from elsewhere is not fetched.
            let nowhere = ["http_proxy", "https_proxy", "ftp_proxy", "all_proxy"].map { "\($0)=http://127.0.0.1:9" }
            try SeparateProcess.run(program, arguments, home: folder.path, variables: nowhere, milliseconds: time)
        } catch {
            switch error {
            case .tooLong: throw UnreadableFile("生成 PDF 超过 \(time / 1000) 秒，已停止；请拆分后再试。")
            case .notInstalled, .failed, .tooBig: throw UnreadableFile("\(name) 生成 PDF 时出错；请稍后再试，仍然出错请联系系统管理员。")
            }
        }
        return try FileBytes.read("\(folder.path)/\(result)", limit: largest)
    }
}
