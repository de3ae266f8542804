package import Domain
import HTML

/// A whole case in one PDF (案卷): an index with the digest of every part, then the parts.
package enum CaseArchive {
    package static let mostParts = 200
    /// Of all files together, in bytes.
    package static let mostBytes = 200 << 20

    /// A part of the case.
    package struct Part: Sendable {
        /// As the index names it.
        package var name: String
        package var date: Day
        package var content: Content

        package init(name: String, date: Day, content: Content) {
            self.name = name
            self.date = date
            self.content = content
        }
    }

    /// What a part is.
    package enum Content: Sendable {
        case sections([Section])
        case letter(OfficialLetter)
        /// A scan or another file: PDF, PNG or JPEG, told by its bytes.
        case file([UInt8])
    }

    /// Text and tables under a heading.
    package struct Section: Sendable {
        package var heading: String
        package var paragraphs: [String]
        package var table: Table?

        package init(heading: String, paragraphs: [String] = [], table: Table? = nil) {
            self.heading = heading
            self.paragraphs = paragraphs
            self.table = table
        }
    }

    /// A table of text.
    package struct Table: Sendable {
        package var headings: [String]
        package var rows: [[String]]

        package init(headings: [String], rows: [[String]]) {
            self.headings = headings
            self.rows = rows
        }
    }

    /// - Parameters:
    ///   - title: such as 政府信息公开申请案卷（MC-2026-0003）.
    ///   - facts: lines under the title: unit, applicant, result.
    ///   - digest: SHA-256 in hexadecimal. Of a file its own bytes are digested, of text and letters the PDF that stands in the archive.
    package static func pdf(
        title: String, facts: [String], parts: [Part], digest: ([UInt8]) -> String
    ) throws(UnwritableFile) -> [UInt8] {
        guard (1...mostParts).contains(parts.count) else { throw UnwritableFile(reason: "案卷应有 1 至 \(mostParts) 份材料。") }
        var entries: [Entry] = []
        var size = 0
        for part in parts {
            let (pdf, original) = try pages(of: part)
            size += pdf.count
            guard size <= mostBytes else { throw UnwritableFile(reason: "案卷材料超过 \(mostBytes >> 20) MB，请减少或者压缩扫描件后再归档。") }
            entries.append(Entry(part: part, pdf: pdf, pages: try pageCount(pdf, name: part.name), digest: digest(original)))
        }
        var index = try self.index(title, facts, entries, own: 1)
        // The page numbers depend on how many pages the index itself takes.
        let own = try pageCount(index, name: "目录")
        if own != 1 { index = try self.index(title, facts, entries, own: own) }
        return try joined([index] + entries.map(\.pdf))
    }

    private struct Entry {
        let part: Part
        let pdf: [UInt8]
        let pages: Int
        let digest: String
    }

    // MARK: Parts

    /// A part as PDF, and the bytes that its digest vouches for.
    private static func pages(of part: Part) throws(UnwritableFile) -> (pdf: [UInt8], original: [UInt8]) {
        switch part.content {
        case .letter(let letter):
            let pdf = try LetterPDF.pdf(letter)
            return (pdf, pdf)
        case .sections(let sections):
            let pdf = try PDFPrinter.pdf(title: part.name) { html in
                html(.h1, text: part.name)
                for section in sections { write(section, &html) }
            }
            return (pdf, pdf)
        case .file(let bytes):
            switch kind(of: bytes) {
            case .pdf: return (bytes, bytes)
            case .jpeg: return (try picture(bytes, "scan.jpg", part), bytes)
            case .png: return (try picture(bytes, "scan.png", part), bytes)
            default: throw UnwritableFile(reason: "案卷材料“\(part.name)”不是 PDF、PNG 或者 JPEG，请转换后再归档。")
            }
        }
    }

    private static func kind(of bytes: [UInt8]) -> AttachmentKind? {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        return bytes.starts(with: "%PDF-".utf8) ? .pdf : nil
    }

    private static func picture(_ bytes: [UInt8], _ name: String, _ part: Part) throws(UnwritableFile) -> [UInt8] {
        guard let address = WebAddress(name) else { throw UnwritableFile(reason: "案卷材料“\(part.name)”的图片不能显示。") }
        return try PDFPrinter.pdf(title: part.name, pictures: [PDFPrinter.Picture(name: name, bytes: bytes)]) { html in
            html(.p, .class("picture")) { $0(.img, .src(address), .alt(part.name)) }
        }
    }

    private static func write(_ section: Section, _ html: inout HTMLWriter) {
        if !section.heading.isEmpty { html(.h2, text: section.heading) }
        for paragraph in section.paragraphs { html(.p, text: paragraph) }
        guard let table = section.table else { return }
        html(.table) { html in
            html(.thead) { html in
                html(.tr) { html in for heading in table.headings { html(.th, .scope("col"), text: heading) } }
            }
            html(.tbody) { html in
                for row in table.rows { html(.tr) { html in for cell in row { html(.td, text: cell) } } }
            }
        }
    }

    // MARK: Index

    private static func index(_ title: String, _ facts: [String], _ entries: [Entry], own: Int) throws(UnwritableFile) -> [UInt8] {
        try PDFPrinter.pdf(title: title) { html in
            html(.h1, text: title)
            for fact in facts { html(.p, text: fact) }
            html(.table) { html in
                html(.thead) { html in
                    html(.tr) { html in
                        html(.th, .scope("col"), .class("narrow"), text: "序号")
                        html(.th, .scope("col"), text: "材料名称")
                        html(.th, .scope("col"), .class("half"), text: "日期")
                        html(.th, .scope("col"), .class("narrow"), text: "页码")
                        html(.th, .scope("col"), text: "SHA-256")
                    }
                }
                html(.tbody) { html in
                    var page = own + 1
                    for (number, entry) in entries.enumerated() {
                        let last = page + entry.pages - 1
                        html(.tr) { html in
                            html(.td, text: String(number + 1))
                            html(.td, text: entry.part.name)
                            html(.td, text: entry.part.date.description)
                            html(.td, text: page == last ? "\(page)" : "\(page)–\(last)")
                            html(.td, .class("fine"), text: entry.digest)
                        }
                        page = last + 1
                    }
                }
            }
            html(.p, text: "页码从本目录首页起连续计算。扫描件等文件的 SHA-256 按原文件计算，文书和文字材料按本案卷中的 PDF 计算。")
        }
    }

    // MARK: Joining

    private static func pageCount(_ pdf: [UInt8], name: String) throws(UnwritableFile) -> Int {
        let output: [UInt8]
        do throws(UnreadableFile) {
            let folder = try TemporaryFolder()
            let path = try pdf.withRawBytes { bytes throws(UnreadableFile) in try folder.write(bytes, as: "part.pdf") }
            do throws(SeparateProcess.Failure) {
                output = try SeparateProcess.output(of: "pdfinfo", [path], in: folder, milliseconds: 30_000, limit: 1 << 20)
            } catch {
                throw UnreadableFile(
                    error == .notInstalled
                        ? "服务器上没有安装 pdfinfo，不能归档；请系统管理员安装 poppler-utils。" : "案卷材料“\(name)”的 PDF 读不出来，可能已损坏或者设有密码，请重新生成后再归档。")
            }
        } catch {
            throw UnwritableFile(reason: error.reason)
        }
        let mark = Array("Pages:".utf8)
        for line in output.split(separator: 10) where line.starts(with: mark) {
            let digits = String(decoding: line.dropFirst(mark.count).filter { (48...57).contains($0) }, as: UTF8.self)
            if let count = Int(digits), count > 0 { return count }
        }
        throw UnwritableFile(reason: "案卷材料“\(name)”的 PDF 没有页，请重新生成后再归档。")
    }

    private static func joined(_ files: [[UInt8]]) throws(UnwritableFile) -> [UInt8] {
        try TemporaryFolder.lent { folder throws(UnreadableFile) in
            var paths: [String] = []
            for (number, file) in files.enumerated() {
                paths.append(try file.withRawBytes { bytes throws(UnreadableFile) in try folder.write(bytes, as: "\(number).pdf") })
            }
            return try PDFPrinter.run("pdfunite", paths + ["\(folder.path)/whole.pdf"], in: folder, making: "whole.pdf")
        }
    }
}
