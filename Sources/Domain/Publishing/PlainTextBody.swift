/// A body in its structure, and what was left out of it.
package struct BodyReading: Sendable, Hashable {
    package let body: DocumentBody
    /// Lines that belonged to the web page, not to the document.
    package let furniture: [String]

    package init(body: DocumentBody, furniture: [String]) {
        self.body = body
        self.furniture = furniture
    }
}

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
        // Whether the line holds anything but white space, kept as it grows: looking back over it each time would take forever.
        var hasText = false
        func close() {
            lines.append(hasText ? Folding.trimmed(String(current)) : "")
            current.removeAll(keepingCapacity: true)
            hasText = false
        }
        for scalar in text.unicodeScalars {
            if scalar == "\u{3000}" {
                wideSpaces += 1
                current.append(scalar)
                if wideSpaces == 2 && hasText { close() }
                continue
            }
            wideSpaces = 0
            switch scalar {
            case "\n", "\r", "\u{2028}", "\u{2029}", "\u{0B}", "\u{0C}": close()
            case "\u{1E}", "\0": continue
            default:
                current.append(scalar)
                if Folding.fold(scalar.value) != 0x20 { hasText = true }
            }
        }
        close()
        return lines
    }

    /// What pages print around a text. A line is furniture only when it is short and nothing but furniture: the same words occur inside
    /// real sentences.
    package static func isFurniture(_ line: String) -> Bool { PageFurniture.isFurniture(line) }

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

/// The words that web pages print around a document, and what may stand beside them.
private enum PageFurniture {
    private static let longest = 120
    /// A count follows: 浏览次数：132 次.
    private static let counters = ["浏览次数", "浏览量", "点击数", "点击量", "点击次数", "阅读次数", "阅读量", "访问次数"]
    /// A name or a title follows the colon, no sentence.
    private static let labels = ["上一篇", "下一篇", "上一条", "下一条", "责任编辑"] + places
    /// A path through the site follows: 首页 > 政务公开. A document's 当前位置 may be a piece of land.
    private static let places = ["当前位置", "您现在的位置", "您当前的位置"]
    /// Each is furniture in itself; several may stand together. The longer of two that begin alike comes first.
    private static let phrases = [
        "扫一扫在手机打开当前页", "扫一扫在手机上打开当前页", "扫一扫在手机上查看", "扫一扫分享", "扫一扫在手机打开", "扫一扫在手机", "扫描二维码", "分享到", "打印本页", "关闭窗口", "收藏本页", "关注我们", "返回顶部",
        "复制链接",
        "微信扫一扫", "大 中 小", "字体：", "字号：", "分享：", "字体:", "字号:", "分享:",
    ]
    /// Furniture beside other furniture; alone a line may be just this, or the cell of a table.
    private static let companions = [
        "手机", "微信好友", "微信", "朋友圈", "新浪微博", "微博", "QQ空间", "QQ好友", "QQ", "打印", "关闭", "分享", "收藏", "首页", "特大", "超大", "默认", "大", "中", "小", "字体",
        "字号",
    ]
    private static let whole: Set<String> = ["打印", "关闭", "分享", "收藏", "首页"]
    private static let separators = Set(" \u{3000}\u{A0}\t【】[]［］（）()|｜/、，,·：:+-".unicodeScalars)
    private static let firsts: Set<Unicode.Scalar> = Set(
        (counters + labels + phrases + companions).compactMap(\.unicodeScalars.first) + separators)

    static func isFurniture(_ line: String) -> Bool {
        guard line.utf8.count <= longest, let first = line.unicodeScalars.first, firsts.contains(first) else { return false }
        if whole.contains(line) { return true }
        var rest = Array(line.unicodeScalars)[...]
        var hasPhrase = false
        while true {
            rest = rest.drop { separators.contains($0) }
            if rest.isEmpty { return hasPhrase }
            if let label = labels.first(where: { rest.starts(with: $0.unicodeScalars) }) {
                return isValue(rest.dropFirst(label.unicodeScalars.count).drop { $0 == " " }, of: label)
            }
            if let counter = counters.first(where: { rest.starts(with: $0.unicodeScalars) }) {
                guard let after = afterCount(rest.dropFirst(counter.unicodeScalars.count)) else { return false }
                rest = after
                hasPhrase = true
            } else if let phrase = phrases.first(where: { rest.starts(with: $0.unicodeScalars) }) {
                rest = rest.dropFirst(phrase.unicodeScalars.count)
                hasPhrase = true
            } else if let companion = companions.first(where: { rest.starts(with: $0.unicodeScalars) }) {
                rest = rest.dropFirst(companion.unicodeScalars.count)
            } else {
                return false
            }
        }
    }

    private static func isValue(_ text: ArraySlice<Unicode.Scalar>, of label: String) -> Bool {
        guard text.first == "：" || text.first == ":" else { return false }
        let value = text.dropFirst().drop { Folding.fold($0.value) == 0x20 }
        if places.contains(label), !value.isEmpty {
            return ["首页", "网站首页"].contains { value.starts(with: $0.unicodeScalars) }
                || value.contains { ">＞»›".unicodeScalars.contains($0) }
        }
        return !value.contains { $0 == "。" || $0 == "；" }
    }

    /// What follows a count, or the colon after which it is missing; `nil` when a sentence goes on.
    private static func afterCount(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
        var rest = text.drop { Folding.fold($0.value) == 0x20 }
        let hasColon = rest.first == "：" || rest.first == ":"
        if hasColon { rest = rest.dropFirst().drop { Folding.fold($0.value) == 0x20 } }
        let digits = rest.prefix { (48...57).contains(Folding.fold($0.value)) || $0 == "," }
        guard hasColon || !digits.isEmpty || rest.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count).drop { $0 == " " }
        for unit in ["人次", "次"] where !digits.isEmpty && rest.starts(with: unit.unicodeScalars) {
            rest = rest.dropFirst(unit.unicodeScalars.count)
            break
        }
        return rest
    }
}
