package import Domain
package import HTML

/// 文书模板: every kind of letter, and whose words count for it.
package struct LetterTemplatesPage: WorkPage {
    /// Whose wording a letter has.
    package enum Source: Sendable { case released, county, unit }

    package struct Line: Sendable {
        package let kind: LetterKind
        package let source: Source

        package init(kind: LetterKind, source: Source) {
            self.kind = kind
            self.source = source
        }
    }

    package var lines: [Line]
    package var units: [FilterOption]
    /// The unit whose letters are shown; `nil` for the county's.
    package var unit: String?

    package init(lines: [Line], units: [FilterOption], unit: String?) {
        self.lines = lines
        self.units = units
        self.unit = unit
    }

    package var title: String { "文书模板" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(
            &html, title, lead: "依申请公开的全部文书。程序自带的写法可以直接用；本县、各单位可以改成自己的写法，随时可以恢复自带的。")
        html(.form, .class("filters"), .action(WorkRoute.letterTemplates.link()), .method("get")) { html in
            FilterSelect(label: "谁的写法", name: "unit", options: units, selected: unit, everything: "全县").write(&html)
            html(.button, .class("button quiet"), .type("submit"), text: "查看")
        }
        section(&html, "答复之前的文书") { writeTable(&$0, "答复之前的文书", lines.filter { $0.kind.outcome == nil }) }
        section(&html, "答复书和不再处理告知书") { writeTable(&$0, "答复书和不再处理告知书", lines.filter { $0.kind.outcome != nil }) }
    }

    private func writeTable(_ html: inout HTMLWriter, _ caption: String, _ lines: [Line]) {
        PeopleTable(caption: caption, headings: ["文书", "发给", "写法"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { $0(.a, .href(address(of: line)), text: line.kind.name) }
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.kind.addressee.name)
                    html(.td, .role("cell"), .data("label", labels[2])) { line.source.tag.write(&$0) }
                }
            }
        }
    }

    private func address(of line: Line) -> WebAddress {
        WorkRoute.letterTemplate.link(line.kind.rawValue, query: unit.map { [("unit", $0)] } ?? [])
    }
}

extension LetterTemplatesPage.Source {
    var tag: StatusTag {
        switch self {
        case .released: StatusTag(word: "自带", shape: .open)
        case .county: StatusTag(word: "本县", shape: .half)
        case .unit: StatusTag(word: "本单位", shape: .full)
        }
    }
}
