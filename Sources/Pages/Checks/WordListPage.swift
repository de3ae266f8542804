package import Domain
package import HTML

/// 词库: the county's own words and those that the program brings.
package struct WordListPage: WorkPage {
    package struct Line: Sendable {
        package let entry: WordEntry
        /// `nil` for a line that the program brings.
        package let own: WordEntry.ID?

        package init(entry: WordEntry, own: WordEntry.ID?) {
            self.entry = entry
            self.own = own
        }

        var tag: StatusTag {
            if entry.isOff { return StatusTag(word: "停用", shape: .open) }
            return entry.isBlocking || entry.kind == .nonPublic
                ? StatusTag(word: "必须处理", shape: .full) : StatusTag(word: "请核对", shape: .half)
        }
    }

    /// What the list shows, as the address says it.
    package struct Filter: Sendable, Hashable {
        package var kind: WordEntry.Kind?
        package var text: String
        package var from: Int

        package init(kind: WordEntry.Kind? = nil, text: String = "", from: Int = 0) {
            self.kind = kind
            self.text = text
            self.from = from
        }

        package var link: WebAddress {
            var query: [(name: String, value: String)] = []
            if let kind { query.append(("kind", kind.rawValue)) }
            if !text.isEmpty { query.append(("q", text)) }
            if from > 0 { query.append(("from", String(from))) }
            return WorkRoute.wordLists.link(query: query)
        }
    }

    package static let pageLength = 100
    package static let longestText = 60

    package var filter: Filter
    package var lines: [Line]
    /// All lines that the filter lets through.
    package var count: Int
    package var ownCount: Int

    package init(filter: Filter, lines: [Line], count: Int, ownCount: Int) {
        self.filter = filter
        self.lines = lines
        self.count = count
        self.ownCount = ownCount
    }

    package var title: String { "词库" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "发布前检查用的词。程序自带 \(ShippedWords.all.count) 条，可以逐条修改或者停用；敏感词和未公开文件由本县自己维护，现有 \(ownCount) 条。")
        html(.div, .class("form-acts")) { html in
            html(.a, .class("button"), .href(WorkRoute.newWord.link()), text: "新增")
            html(.a, .class("button quiet"), .href(WorkRoute.wordListFile.link()), text: "导出 CSV")
        }
        writeFilter(&html)
        html(.p, text: count == 0 ? "没有符合条件的词。" : "共 \(count) 条。")
        guard !lines.isEmpty else { return }
        PeopleTable(caption: "词库", headings: ["词", "类别", "改为", "处理", "来源"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { $0(.a, .href(address(of: line)), text: line.entry.pattern) }
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.entry.kind.name)
                    html(.td, .role("cell"), .data("label", labels[2]), text: line.entry.right.isEmpty ? "—" : line.entry.right)
                    html(.td, .role("cell"), .data("label", labels[3])) { line.tag.write(&$0) }
                    html(.td, .role("cell"), .data("label", labels[4]), text: line.own == nil ? "程序自带" : "本县")
                }
            }
        }
        if filter.from + lines.count < count {
            var next = filter
            next.from += lines.count
            html(.p) { $0(.a, .class("button quiet"), .href(next.link), .rel("next"), text: "下一页") }
        }
    }

    private func writeFilter(_ html: inout HTMLWriter) {
        html(.form, .class("filters"), .action(WorkRoute.wordLists.link()), .method("get")) { html in
            FilterSelect(
                label: "类别", name: "kind", options: WordEntry.Kind.allCases.map { FilterOption(value: $0.rawValue, label: $0.name) },
                selected: filter.kind?.rawValue
            ).write(&html)
            html(.div, .class("filter")) { html in
                html(.label, .for("filter-q"), text: "包含")
                html(.input, .type("search"), .id("filter-q"), .name("q"), .value(filter.text), .maxLength(Self.longestText))
            }
            html(.button, .class("button quiet"), .type("submit"), text: "筛选")
        }
    }

    /// A shipped line is changed by writing a line of one's own over it.
    private func address(of line: Line) -> WebAddress {
        if let own = line.own { return WorkRoute.word.link(own) }
        return WorkRoute.newWord.link(query: [("kind", line.entry.kind.rawValue), ("pattern", line.entry.pattern)])
    }
}
