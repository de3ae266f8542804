package import Domain
import HTML

/// 公开台账: every register of the county.
package struct LedgersPage: Sendable {
    package struct Line: Sendable {
        package var kind: LedgerKind
        /// Newest state that is public, and how many entries it has; `nil` when nothing is.
        package var state: (day: Day, count: Int)?

        package init(kind: LedgerKind, state: (day: Day, count: Int)?) {
            self.kind = kind
            self.state = state
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }
}

extension LedgersPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "公开台账",
            column: PageHead.Column(
                name: "公开台账", description: "本县依法登记并公开的清单、名录和台账。", keywords: ["公开台账", "清单", "名录"], type: .openData))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "公开台账", lead: "本县登记并公开的清单、名录和台账。每次发布都经过审核，注明截至日期，可以下载。")
        PeopleTable(caption: "公开台账", headings: ["登记簿", "内容", "截至", "条数"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) {
                        $0(.a, .href(Address.ledger(line.kind.code).link), text: line.kind.name)
                    }
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.kind.purpose)
                    html(.td, .role("cell"), .data("label", labels[2]), text: line.state?.day.description ?? "还没有发布")
                    html(.td, .role("cell"), .data("label", labels[3]), text: line.state?.count.grouped ?? "—")
                }
            }
        }
        html(.p) { html in
            html.text("各单位的预算、决算是否按时公开，见")
            html(.a, .href(Address.budgets.link), text: "预决算公开情况")
        }
        PrintedSource(address: Address.ledgers.absolute(frame.origin), label: frame.county.name).write(&html)
    }
}

/// A register as it was published: found, sorted, downloaded.
package struct LedgerPublicPage: Sendable {
    package static let pageLength = 100

    /// A document that published a part.
    package struct Source: Sendable {
        package var id: Disclosure.ID
        package var title: String
        package var day: Day

        package init(id: Disclosure.ID, title: String, day: Day) {
            self.id = id
            self.title = title
            self.day = day
        }
    }

    package var kind: LedgerKind
    package var query: LedgerQuery
    package var sources: [Source]
    /// All that is public.
    package var all: [LedgerRow]
    package var units: [OrganisationUnit.ID: UnitLink]
    /// Titles of the documents that entries name.
    package var documents: [Disclosure.ID: String]
    package var today: Day

    package init(
        kind: LedgerKind, query: LedgerQuery, sources: [Source], all: [LedgerRow], units: [OrganisationUnit.ID: UnitLink],
        documents: [Disclosure.ID: String], today: Day
    ) {
        self.kind = kind
        self.query = query
        self.sources = sources
        self.all = all
        self.units = units
        self.documents = documents
        self.today = today
    }
}

extension LedgerPublicPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: kind.name,
            column: PageHead.Column(name: kind.name, description: kind.purpose, keywords: ["公开台账", kind.name], type: .openData),
            trail: [PageHead.Step(label: "公开台账", address: .ledgers)], isIndexed: !query.isFiltered && query.after == nil)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, kind.name, lead: kind.purpose)
        html(.p, .class("quiet"), text: "依据：\(kind.basis)")
        guard !sources.isEmpty else {
            return EmptyState(reason: "这个登记簿还没有发布。", advice: "可以先看其他公开台账。", links: [("公开台账", .ledgers)]).write(&html)
        }
        writeSources(&html)
        writeOverview(&html)
        writeFilters(&html)
        let rows = query.rows(of: all, kind: kind, units: units)
        let start = query.after.flatMap { id in rows.firstIndex { $0.line == id } }.map { $0 + 1 } ?? 0
        let shown = Array(rows[start..<min(rows.count, start + Self.pageLength)])
        if shown.isEmpty {
            EmptyState(reason: "没有符合条件的登记事项。", advice: "可以减少条件再查。", links: [("查看全部", .ledger(kind.code))]).write(&html)
        } else {
            writeTable(shown, &html)
            var next = query
            next.after = shown.last?.line
            var first = query
            first.after = nil
            Pagination(
                shown: shown.count, total: Total(rows.count), noun: "条",
                next: start + shown.count < rows.count ? .ledger(kind.code, next) : nil,
                first: query.after == nil ? nil : .ledger(kind.code, first)
            ).write(&html)
        }
        section(&html, "下载全部") { html in
            html(.ul, .class("downloads")) { html in
                for format in CatalogueFileFormat.allCases {
                    html(.li) { html in
                        html(.a, .class("button quiet"), .href(Address.ledgerFile(kind.code, format).link), .download) { html in
                            html(.span, .class("unseen"), text: "下载\(kind.name)：")
                            html.text(format.words)
                        }
                    }
                }
            }
        }
        PrintedSource(address: Address.ledger(kind.code).absolute(frame.origin), label: frame.county.name).write(&html)
    }

    /// What the entries come to, where the kind has something to count.
    private func writeOverview(_ html: inout HTMLWriter) {
        guard !query.isFiltered, query.after == nil else { return }
        if !kind.keyFields.isEmpty {
            KeyFieldSection(
                overview: KeyFieldOverview(kind, rows: all) { documents[$0] != nil }, documents: documents
            ).write(&html)
        }
        if kind == .gazette { GazetteIssueList(rows: all).write(&html) }
        if kind == .villageAffairs { VillageBoardList(rows: all, units: units).write(&html) }
        if kind == .hotlines { HotlineSection(tally: HotlineTally(rows: all, on: today)).write(&html) }
        if kind == .budgets { html(.p) { $0(.a, .href(Address.budgets.link), text: "按单位和年度查看预决算公开情况") } }
    }

    private func writeSources(_ html: inout HTMLWriter) {
        html(.ul, .class("plain-links")) { html in
            for source in sources.prefix(50) {
                html(.li) { html in
                    html.text("截至\(source.day.chineseDate)，见")
                    html(.a, .href(Address.disclosure(source.id).link), text: source.title)
                }
            }
        }
    }

    private func writeFilters(_ html: inout HTMLWriter) {
        html(.form, .class("filters"), .action(Address.ledger(kind.code).link), .method("get"), .aria("label", "查找登记事项")) { html in
            html(.div, .class("filter")) { html in
                html(.label, .for("filter-q"), text: "关键词")
                html(.input, .type("search"), .id("filter-q"), .name("q"), .value(query.text), .maxLength(SearchQuery.textLimit))
            }
            let named = Set(all.map(\.unit))
            let options = units.filter { named.contains($0.key) }.map(\.value).sorted { $0.code < $1.code }
            if options.count > 1 {
                FilterSelect(
                    label: "单位", name: "unit", options: options.map { FilterOption(value: $0.code, label: $0.name) }, selected: query.unit
                ).write(&html)
            }
            for field in kind.filters {
                FilterSelect(
                    label: field.name, name: field.code, options: field.choices.map { FilterOption(value: $0, label: $0) },
                    selected: query.choices[field.code]
                ).write(&html)
            }
            let orders =
                [FilterOption(value: "unit", label: "单位")]
                + kind.publicFields.filter { $0.form != .longText }.flatMap {
                    [FilterOption(value: $0.code, label: $0.name), FilterOption(value: "-" + $0.code, label: "\($0.name)（倒序）")]
                }
            FilterSelect(label: "排序", name: "sort", options: orders, selected: query.sort, everything: "登记先后").write(&html)
            html(.div, .class("filter-acts")) { $0(.button, .class("button"), .type("submit"), text: "查找") }
        }
    }

    private func writeTable(_ rows: [LedgerRow], _ html: inout HTMLWriter) {
        let others = kind.listedFields
        let name = kind.field(kind.title)?.name ?? ""
        PeopleTable(caption: kind.name, headings: [name, "单位"] + others.map(\.name)).write(&html) { html, _ in
            for row in rows {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(Address.ledgerLine(kind.code, row.line).link), text: row.cells[kind.title])
                    }
                    html(.td, .role("cell"), .data("label", "单位"), text: units[row.unit]?.name ?? "")
                    for field in others {
                        html(.td, .role("cell"), .data("label", field.name)) { html in
                            LedgerValue(field: field, cells: row.cells, documents: documents).write(&html)
                        }
                    }
                }
            }
        }
    }
}

/// What stands in a column.
struct LedgerValue {
    var field: LedgerField
    var cells: LedgerCells
    /// Titles.
    var documents: [Disclosure.ID: String]

    func write(_ html: inout HTMLWriter) {
        let text = cells[field.code]
        guard !text.isEmpty else { return html(.span, .class("quiet"), text: "—") }
        switch field.form {
        case .document:
            guard let id = cells.document(field.code) else { return html.text(text) }
            guard let title = documents[id] else { return html(.span, .class("quiet"), text: "文件已不在本网站公开") }
            html(.a, .href(Address.disclosure(id).link), text: title)
        case .address:
            guard let address = WebAddress(text) else { return html.text(text) }
            html(.a, .href(address), text: text)
        case .phone: PhoneLink(number: text).write(&html)
        case .longText:
            for line in text.split(whereSeparator: \.isNewline) { html(.p, text: String(line)) }
        // Read as one word.
        case .day, .year, .number, .money, .creditCode: html(.span, .class("unbroken"), text: text)
        case .text, .choice, .identityNumber: html.text(text)
        }
    }
}

/// One entry as it was published.
package struct LedgerLinePage: Sendable {
    package var kind: LedgerKind
    package var row: LedgerRow
    package var unit: UnitLink?
    package var source: LedgerPublicPage.Source
    package var documents: [Disclosure.ID: String]

    package init(
        kind: LedgerKind, row: LedgerRow, unit: UnitLink?, source: LedgerPublicPage.Source, documents: [Disclosure.ID: String]
    ) {
        self.kind = kind
        self.row = row
        self.unit = unit
        self.source = source
        self.documents = documents
    }
}

extension LedgerLinePage: FramedPage {
    private var title: String { row.cells[kind.title] }

    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: title,
            column: PageHead.Column(name: kind.name, description: kind.purpose, keywords: ["公开台账", kind.name], type: .openData),
            trail: [
                PageHead.Step(label: "公开台账", address: .ledgers), PageHead.Step(label: kind.name, address: .ledger(kind.code)),
            ])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, title)
        html(.dl, .class("facts")) { html in
            if let unit { fact(&html, "单位") { $0(.a, .href(Address.unit(unit.code).link), text: unit.name) } }
            for field in kind.publicFields where field.code != kind.title {
                fact(&html, field.name) { LedgerValue(field: field, cells: row.cells, documents: documents).write(&$0) }
            }
        }
        html(.p) { html in
            html.text("截至\(source.day.chineseDate)，见")
            html(.a, .href(Address.disclosure(source.id).link), text: source.title)
        }
        writeWhole(&html)
        PrintedSource(address: Address.ledgerLine(kind.code, row.line).absolute(frame.origin), label: frame.county.name).write(&html)
    }

    /// The issue of the gazette, or the board sheet, that the entry belongs to.
    private func writeWhole(_ html: inout HTMLWriter) {
        if kind == .gazette, let year = Int(row.cells["year"]), let issue = Int(row.cells["issue"]) {
            html(.p) { $0(.a, .href(Address.gazetteIssue(year, issue).link), text: "\(year)年第\(issue)期全文") }
        }
        if kind == .villageAffairs, let unit, let quarter = row.cells.day("day").flatMap({ LedgerQuarter(of: $0) }) {
            html(.p) { $0(.a, .href(Address.villageBoard(unit.code, quarter).link), text: "\(quarter.words)公开栏（可以打印张贴）") }
        }
    }
}
