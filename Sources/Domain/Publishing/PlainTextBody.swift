/// Reads a document's body from plain text: paragraphs, the headings, lists and tables that people mark in it, and nothing of the page
/// around it.
package struct PlainTextBody: Sendable {
    package let body: DocumentBody
    /// Lines that belonged to the web page, not to the document, and were left out.
    package let furniture: [String]

    package init(_ text: String) {
        var reader = Reader()
        for line in Self.lines(of: text) { reader.take(line) }
        reader.finish()
        body = DocumentBody(reader.blocks)
        furniture = reader.furniture
    }

    /// Lines, also where a page's text ran together and only the two full-width spaces before a paragraph are left.
    private static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var current = String.UnicodeScalarView()
        var wideSpaces = 0
        func close() {
            lines.append(Folding.trimmed(String(current)))
            current.removeAll()
        }
        for scalar in text.unicodeScalars {
            if scalar == "\u{3000}" {
                wideSpaces += 1
                current.append(scalar)
                if wideSpaces == 2 && !Folding.trimmed(String(current)).isEmpty { close() }
                continue
            }
            wideSpaces = 0
            switch scalar {
            case "\n", "\r", "\u{2028}", "\u{2029}", "\u{0B}", "\u{0C}": close()
            case "\u{1E}", "\0": continue
            default: current.append(scalar)
            }
        }
        close()
        return lines
    }

    /// What pages print around a text. A line is furniture only when it is short and begins so: the same words occur inside real sentences.
    package static func isFurniture(_ line: String) -> Bool {
        guard line.utf8.count <= 120 else { return false }
        return openings.contains { line.hasPrefix($0) } || whole.contains(line)
    }

    private static let openings = [
        "浏览次数", "浏览量", "点击数", "点击量", "点击次数", "阅读次数", "阅读量", "访问次数", "扫描二维码", "扫一扫在手机", "扫一扫分享", "分享到", "分享：", "【字体", "字体：", "[字体",
        "字号：", "【打印", "打印本页", "【关闭", "关闭窗口", "上一篇：", "下一篇：", "上一条：", "下一条：", "当前位置：", "您现在的位置", "您当前的位置", "责任编辑：", "【责任编辑", "收藏本页",
        "【大 中 小】", "关注我们",
    ]
    private static let whole: Set<String> = ["打印", "关闭", "分享", "收藏", "返回顶部", "大 中 小", "[大 中 小]", "首页", "复制链接", "微信扫一扫"]

    private struct Reader {
        var blocks: [DocumentBody.Block] = []
        var furniture: [String] = []
        private var entries: [String] = []
        private var rows: [[String]] = []
        private var hasHeader = false

        mutating func take(_ line: String) {
            if line.utf8.first == UInt8(ascii: "|"), line.utf8.count > 1 { return takeRow(line) }
            closeTable()
            for mark in ["- ", "* ", "• "] where line.hasPrefix(mark) {
                entries.append(Folding.trimmed(String(line.dropFirst(mark.count))))
                return
            }
            closeList()
            if line.isEmpty { return }
            if PlainTextBody.isFurniture(line) {
                furniture.append(line)
                return
            }
            let marks = line.utf8.prefix { $0 == UInt8(ascii: "#") }.count
            if (1...6).contains(marks), line.utf8.dropFirst(marks).first == 0x20 {
                let text = Folding.trimmed(String(line.utf8.dropFirst(marks)) ?? "")
                if !text.isEmpty { blocks.append(.heading(level: min(max(marks, 2), 4), clean(text))) }
            } else {
                blocks.append(.paragraph(clean(line)))
            }
        }

        mutating func finish() {
            closeList()
            closeTable()
        }

        private mutating func takeRow(_ line: String) {
            closeList()
            var cells = line.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).dropFirst().map {
                Folding.trimmed(String(Substring($0)))
            }
            if line.utf8.last == UInt8(ascii: "|") { cells.removeLast() }
            if !cells.isEmpty,
                cells.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") } })
            {
                hasHeader = rows.count == 1
            } else {
                rows.append(cells.map(clean))
            }
        }

        private mutating func closeList() {
            if !entries.isEmpty { blocks.append(.list(ordered: false, entries.map(clean))) }
            entries = []
        }

        private mutating func closeTable() {
            if !rows.isEmpty { blocks.append(.table(hasHeader: hasHeader, rows)) }
            rows = []
            hasHeader = false
        }

        /// Tabs separate entries and cells in the stored form.
        private func clean(_ text: String) -> String { text.utf8.contains(9) ? text.replacing("\t", with: " ") : text }
    }
}
