import Domain

/// Finds personal data in a PDF through poppler's `pdftotext`, which sees the text under boxes drawn over it, and `pdfinfo`.
struct PDFScan {
    let scanner: PersonalDataScanner

    private static let time: Int64 = 60_000
    private static let largestText = 128 << 20

    func scan(_ bytes: UnsafeRawBufferPointer, into list: inout FindingList) throws(UnreadableFile) {
        let folder = try TemporaryFolder()
        let file = try folder.write(bytes, as: "source.pdf")
        let text = try output("pdftotext", ["-q", "-enc", "UTF-8", "-layout", file, "-"], folder)
        // Pages end with a form feed.
        for (index, page) in text.split(separator: 0x0C, omittingEmptySubsequences: false).enumerated() {
            list.add(scanner.findings(in: Array(page)), place: "第 \(index + 1) 页")
        }
        let information = try output("pdfinfo", ["-enc", "UTF-8", file], folder)
        for line in String(decoding: information, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let name = Self.properties[String(parts[0])] else { continue }
            list.add(scanner.findings(in: String(parts[1])), place: "文档属性（\(name)）")
        }
        if !text.contains(where: { $0 > 0x20 }) {
            throw UnreadableFile("PDF 中没有文字，可能是扫描件，程序看不到其中的个人信息；请人工检查，或者提供有文字的版本。")
        }
    }

    private func output(_ program: String, _ arguments: [String], _ folder: TemporaryFolder) throws(UnreadableFile) -> [UInt8] {
        do {
            return try SeparateProcess.output(of: program, arguments, in: folder, milliseconds: Self.time, limit: Self.largestText)
        } catch {
            switch error {
            case .notInstalled: throw UnreadableFile("检查 PDF 要用 \(program)，本机没有安装；请安装 poppler-utils 后再试。")
            case .tooLong: throw UnreadableFile("PDF 用 \(program) 读了 \(Self.time / 1_000) 秒还没有读完，请拆分或者重新导出后再试。")
            case .tooBig: throw UnreadableFile("PDF 中的文字超过 \(Self.largestText >> 20) MB，请拆分后再试。")
            case .failed: throw UnreadableFile("PDF 打不开：可能已损坏，或者设置了打开密码；请去掉密码、重新导出后再试。")
            }
        }
    }

    private static let properties = ["Title": "标题", "Author": "作者", "Subject": "主题", "Keywords": "关键词", "Creator": "创建程序"]
}
