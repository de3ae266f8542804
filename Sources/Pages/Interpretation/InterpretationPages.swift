package import Domain
import HTML

/// Which interpretations the column shows, and from where on.
package struct InterpretationFilter: Hashable, Sendable {
    /// Code.
    package var unit: String?
    package var kind: Interpretation.Kind?
    package var year: Int?
    package var after: String?

    package init(unit: String? = nil, kind: Interpretation.Kind? = nil, year: Int? = nil, after: String? = nil) {
        self.unit = unit
        self.kind = kind
        self.year = year
        self.after = after
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        unit = try query.text("unit", limit: 40)
        kind = try query.choice("kind")
        year = try query.year("year")
        after = try query.text("after", limit: 200)
    }

    package var isEmpty: Bool { unit == nil && kind == nil && year == nil }

    var queryItems: [(name: String, value: String)] {
        [("unit", unit), ("kind", kind?.rawValue), ("year", year.map { String($0) }), ("after", after)].compactMap { name, value in
            value.map { (name, $0) }
        }
    }
}

/// The column 政策解读.
package struct InterpretationsPage: Sendable {
    package struct Line: Sendable {
        package var document: DisclosureLink
        /// `nil` for one that is bound to no document.
        package var kind: Interpretation.Kind?
        package var about: DisclosureLink?

        package init(document: DisclosureLink, kind: Interpretation.Kind? = nil, about: DisclosureLink? = nil) {
            self.document = document
            self.kind = kind
            self.about = about
        }
    }

    package var filter: InterpretationFilter
    package var lines: [Line]
    package var total: Total
    package var next: String?
    package var units: [FilterOption]
    package var years: [FilterOption]

    package init(
        filter: InterpretationFilter, lines: [Line], total: Total, next: String? = nil, units: [FilterOption], years: [FilterOption]
    ) {
        self.filter = filter
        self.lines = lines
        self.total = total
        self.next = next
        self.units = units
        self.years = years
    }
}

extension InterpretationsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "政策解读",
            column: PageHead.Column(
                name: "政策解读", description: "各单位对所起草政策文件的解读，与文件互相关联。", keywords: ["政策解读", "图解", "问答", "第一解读人"],
                type: .policyDocuments), isIndexed: filter.after == nil)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "政策解读", lead: "谁起草、谁解读，起草单位负责人是第一解读人。")
        html(.form, .class("filters"), .action(Address.interpretations().link), .method("get"), .aria("label", "筛选解读")) { html in
            FilterSelect(label: "单位", name: "unit", options: units, selected: filter.unit).write(&html)
            FilterSelect(
                label: "形式", name: "kind", options: Interpretation.Kind.allCases.map { FilterOption(value: $0.rawValue, label: $0.name) },
                selected: filter.kind?.rawValue
            ).write(&html)
            FilterSelect(label: "年份", name: "year", options: years, selected: filter.year.map { String($0) }).write(&html)
            html(.div, .class("filter-acts")) { html in
                html(.button, .class("button"), .type("submit"), text: "筛选")
                if !filter.isEmpty { html(.a, .href(Address.interpretations().link), text: "清除筛选") }
            }
        }
        html(.p) { html in
            html(.a, .href(Address.missingInterpretations.link), text: "应解读而还没有解读的文件")
            html.text("　")
            html(.a, .href(Address.chains.link), text: "全链条公开")
        }
        guard !lines.isEmpty else {
            let advice = filter.isEmpty ? "解读公开以后在这里列出。" : "可以放宽筛选条件。"
            return EmptyState(reason: "没有\(filter.isEmpty ? "" : "符合条件的")政策解读。", advice: advice, links: [("公开文件", .disclosures())])
                .write(&html)
        }
        html(.ul, .class("documents")) { html in
            for line in lines { write(line, &html) }
        }
        Pagination(
            shown: lines.count, total: total, noun: "份解读", next: next.map { page(after: $0) },
            first: filter.after == nil ? nil : page(after: nil)
        ).write(&html)
    }

    private func page(after: String?) -> Address {
        var filter = filter
        filter.after = after
        return .interpretations(filter)
    }

    private func write(_ line: Line, _ html: inout HTMLWriter) {
        html(.li) { html in
            html(.a, .class("document-title"), .href(Address.disclosure(line.document.id).link), text: line.document.title)
            html(.p, .class("document-facts")) { html in
                DocumentDay(document: line.document).write(&html)
                if let unit = line.document.unit { html(.span, .class("document-unit"), text: unit.name) }
                if let kind = line.kind { html(.span, .class("document-number"), text: kind.name) }
            }
            if let about = line.about {
                html(.p, .class("reads")) { html in
                    html.text("解读的文件：")
                    html(.a, .href(Address.disclosure(about.id).link), text: about.title)
                }
            }
        }
    }
}

/// A document that should be interpreted, as pages list it.
package struct InterpretationDutyLine: Sendable {
    package var document: DisclosureLink
    package var standing: InterpretationStanding
    package var left: String
    package var gates: [(gate: SyncGate, state: SyncGate.State)]

    package init(
        document: DisclosureLink, standing: InterpretationStanding, left: String, gates: [(gate: SyncGate, state: SyncGate.State)]
    ) {
        self.document = document
        self.standing = standing
        self.left = left
        self.gates = gates
    }

    /// Date, what is left in words, and how it was counted.
    func writeDue(_ html: inout HTMLWriter) {
        html(.p) { html in
            html(.time, .dateTime(standing.due.description), text: standing.due.chinese)
            if standing.state.isOpen { html.text("，\(left)") }
        }
        html(.details, .class("fold")) { html in
            html(.summary, text: "怎么算的")
            html(.p, text: standing.explanation)
        }
    }
}

/// 应解读而还没有解读的文件
package struct MissingInterpretationsPage: Sendable {
    package var lines: [InterpretationDutyLine]
    package var tally: InterpretationTally
    package var day: Day

    package init(lines: [InterpretationDutyLine], tally: InterpretationTally, day: Day) {
        self.lines = lines
        self.tally = tally
        self.day = day
    }
}

extension MissingInterpretationsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "还没有解读的文件", description: "应当解读而还没有公开解读的政策文件和期限。",
            column: PageHead.Column(
                name: "还没有解读的文件", description: "应当解读而还没有公开解读的政策文件和期限。", keywords: ["政策解读", "解读期限", "应解读未解读"],
                type: .policyDocuments),
            trail: [PageHead.Step(label: "政策解读", address: .interpretations())])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "还没有解读的文件", lead: "规范性文件和事关公众的其他政策，解读材料应当在文件公开后按期公开。")
        InterpretationSentence(tally: tally, day: day).write(&html)
        guard !lines.isEmpty else {
            return EmptyState(reason: "没有等待解读的文件。", advice: "可以查看已经公开的解读。", links: [("政策解读", .interpretations())]).write(&html)
        }
        PeopleTable(caption: "还没有解读的文件", headings: ["文件", "发文机关", "公开日期", "解读期限", "状态"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) {
                        $0(.a, .href(Address.disclosure(line.document.id).link), text: line.document.title)
                    }
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.document.unit?.name ?? "")
                    html(.td, .role("cell"), .data("label", labels[2]), text: line.document.published?.day.description ?? "")
                    html(.td, .role("cell"), .data("label", labels[3])) { line.writeDue(&$0) }
                    html(.td, .role("cell"), .data("label", labels[4])) { line.standing.state.tag.write(&$0) }
                }
            }
        }
    }
}

/// The figures in a sentence; also the block of the monitoring pages.
struct InterpretationSentence {
    var tally: InterpretationTally
    var day: Day

    func write(_ html: inout HTMLWriter) {
        let words = InterpretationStanding.State.allCases.map { "\($0.name) \(tally[$0])" }.joined(separator: "，")
        html(.p) { html in
            html.text("截至\(day.chineseDate)：\(words)，注明不需要解读 \(tally.exempt)。")
            if let percent = tally.ratio.percent { html.text("应解读的文件中已解读 \(percent)。") }
        }
    }
}

/// The block of the monitoring pages.
struct InterpretationBlock {
    var tally: InterpretationTally
    var day: Day

    func write(_ html: inout HTMLWriter) {
        section(&html, "政策解读", id: "interpretation") { html in
            InterpretationSentence(tally: tally, day: day).write(&html)
            html(.p) { $0(.a, .href(Address.missingInterpretations.link), text: "还没有解读的文件") }
        }
    }
}
