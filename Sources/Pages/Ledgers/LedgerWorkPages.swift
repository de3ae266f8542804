package import Domain
package import HTML

/// 公开台账 in the workbench: every register, how many entries, what the checks say.
package struct LedgersWorkPage: WorkPage {
    package struct Line: Sendable {
        package var kind: LedgerKind
        package var count: Int
        package var published: Day?
        package var warnings: Int

        package init(kind: LedgerKind, count: Int, published: Day?, warnings: Int) {
            self.kind = kind
            self.count = count
            self.published = published
            self.warnings = warnings
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    package var title: String { "公开台账" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "本县应当登记并公开的清单、名录和台账。")
        html(.p) { $0(.a, .href(WorkRoute.ledgerWarnings.link()), text: "查看全部检查发现") }
        PeopleTable(caption: "登记簿", headings: ["登记簿", "登记事项", "最近发布", "检查发现"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) {
                        $0(.a, .href(WorkRoute.ledger.link(line.kind.code)), text: line.kind.name)
                    }
                    let cells = [line.count.grouped, line.published?.description ?? "还没有发布", line.warnings.grouped]
                    for (label, cell) in zip(labels.dropFirst(), cells) { html(.td, .role("cell"), .data("label", label), text: cell) }
                }
            }
        }
    }
}

/// 检查发现: what is to be put right in all registers.
package struct LedgerWarningsPage: WorkPage {
    package var parts: [(kind: LedgerKind, warnings: [LedgerWarning])]
    package var units: [OrganisationUnit.ID: String]

    package init(parts: [(kind: LedgerKind, warnings: [LedgerWarning])], units: [OrganisationUnit.ID: String]) {
        self.parts = parts
        self.units = units
    }

    package var title: String { "检查发现" }
    package var trail: [WorkStep] { [WorkStep(label: "公开台账", address: WorkRoute.ledgers.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title)
        let found = parts.filter { !$0.warnings.isEmpty }
        if found.isEmpty { return EmptyState(reason: "没有发现问题。", advice: "登记事项变化后会重新检查。").write(&html) }
        for part in found {
            section(&html, "\(part.kind.name)（\(part.warnings.count)）") {
                LedgerWarningList(kind: part.kind, warnings: part.warnings, units: units).write(&$0)
            }
        }
    }
}

/// Findings, each with how to put it right.
struct LedgerWarningList {
    var kind: LedgerKind
    var warnings: [LedgerWarning]
    var units: [OrganisationUnit.ID: String]

    private static let shown = 200

    func write(_ html: inout HTMLWriter) {
        html(.ul, .class("documents")) { html in
            for warning in warnings.prefix(Self.shown) {
                html(.li) { html in
                    if let line = warning.line {
                        html(.a, .href(WorkRoute.ledgerLine.link(kind.code, line)), text: warning.title)
                    } else {
                        html(.a, .href(WorkRoute.ledger.link(kind.code)), text: warning.title)
                    }
                    let unit = warning.unit.flatMap { units[$0] }.map { "（\($0)）" } ?? ""
                    html(.p, text: "\(unit)\(warning.what)。\(warning.remedy)\(warning.due.map { "期限：\($0.description)。" } ?? "")")
                }
            }
        }
        if warnings.count > Self.shown { html(.p, text: "还有 \(warnings.count - Self.shown) 条，改正前面的以后再看。") }
    }
}

/// A register in the workbench.
package struct LedgerWorkPage: WorkPage {
    package static let pageLength = 100

    package struct Release: Sendable {
        package var day: Day
        package var count: Int
        package var unit: String
        package var draft: Draft.ID
        package var draftUnit: OrganisationUnit.ID
        package var state: Draft.State
        package var path: ApprovalPath
        package var signature: String

        package init(
            day: Day, count: Int, unit: String, draft: Draft.ID, draftUnit: OrganisationUnit.ID, state: Draft.State, path: ApprovalPath,
            signature: String
        ) {
            self.day = day
            self.count = count
            self.unit = unit
            self.draft = draft
            self.draftUnit = draftUnit
            self.state = state
            self.path = path
            self.signature = signature
        }
    }

    package var kind: LedgerKind
    package var lines: [LedgerLine]
    package var total: Int
    package var text: String
    package var withClosed: Bool
    package var next: WebAddress?
    package var units: [OrganisationUnit.ID: String]
    package var warnings: [LedgerWarning]
    package var releases: [Release]
    /// For which they may draft.
    package var own: [(id: OrganisationUnit.ID, name: String)]
    package var mayWrite: Bool
    /// To which its documents belong; `nil` while there is none.
    package var item: ItemLink?
    /// Among which the office chooses.
    package var items: [ItemLink]
    package var rhythm: LedgerRhythm
    package var maySettle: Bool
    package var problems: [(field: String, message: String)]

    package init(
        kind: LedgerKind, lines: [LedgerLine], total: Int, text: String, withClosed: Bool, next: WebAddress?,
        units: [OrganisationUnit.ID: String], warnings: [LedgerWarning], releases: [Release],
        own: [(id: OrganisationUnit.ID, name: String)],
        mayWrite: Bool, item: ItemLink?, items: [ItemLink] = [], rhythm: LedgerRhythm, maySettle: Bool,
        problems: [(field: String, message: String)] = []
    ) {
        self.kind = kind
        self.lines = lines
        self.total = total
        self.text = text
        self.withClosed = withClosed
        self.next = next
        self.units = units
        self.warnings = warnings
        self.releases = releases
        self.own = own
        self.mayWrite = mayWrite
        self.item = item
        self.items = items
        self.rhythm = rhythm
        self.maySettle = maySettle
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + kind.name }
    package var trail: [WorkStep] { [WorkStep(label: "公开台账", address: WorkRoute.ledgers.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, kind.name, lead: kind.purpose)
        html(.p, .class("quiet"), text: "依据：\(kind.basis)")
        html(.div, .class("form-acts")) { html in
            if mayWrite { html(.a, .class("button"), .href(WorkRoute.newLedgerLine.link(kind.code)), text: "登记一条") }
            html(.a, .class("button quiet"), .href(Address.ledger(kind.code).link), text: "门户上的页面")
            for format in CatalogueFileFormat.allCases {
                html(
                    .a, .class("button quiet"), .href(WorkRoute.ledgerExport.link(kind.code, format.rawValue)), .download,
                    text: "导出\(format.words)")
            }
        }
        if !warnings.isEmpty {
            section(&html, "检查发现（\(warnings.count)）", id: "warnings") {
                LedgerWarningList(kind: kind, warnings: warnings, units: units).write(&$0)
            }
        }
        section(&html, "登记事项（\(total.grouped)）", id: "entries") { writeLines(&$0) }
        if !own.isEmpty { section(&html, "发布", id: "release") { writeRelease(&$0, in: frame) } }
        if !releases.isEmpty { section(&html, "发布记录", id: "releases") { writeReleases(&$0, in: frame) } }
        if mayWrite { section(&html, "导入", id: "import") { writeImport(&$0, in: frame) } }
        section(&html, "公开任务和周期", id: "settings") { writeSettings(&$0, in: frame) }
    }

    private func writeLines(_ html: inout HTMLWriter) {
        html(.form, .class("filters"), .action(WorkRoute.ledger.link(kind.code)), .method("get"), .aria("label", "查找登记事项")) { html in
            html(.div, .class("filter")) { html in
                html(.label, .for("filter-q"), text: "关键词")
                html(.input, .type("search"), .id("filter-q"), .name("q"), .value(text), .maxLength(SearchQuery.textLimit))
            }
            TickBox(label: "包括已经注销登记的", id: "closed", isOn: withClosed).write(&html)
            html(.div, .class("filter-acts")) { $0(.button, .class("button"), .type("submit"), text: "查找") }
        }
        guard !lines.isEmpty else {
            return EmptyState(reason: "没有登记事项。", advice: "登记一条，或者从文件导入。").write(&html)
        }
        let fields = kind.listedFields.filter { $0.form != .document }
        PeopleTable(caption: "登记事项", headings: [kind.field(kind.title)?.name ?? "", "单位"] + fields.map(\.name)).write(&html) { html, _ in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.ledgerLine.link(kind.code, line.id)), text: line.title(in: kind))
                        if line.closed != nil { StatusTag(word: "已注销登记", shape: .cross).write(&html) }
                    }
                    html(.td, .role("cell"), .data("label", "单位"), text: units[line.unit] ?? "")
                    for field in fields {
                        html(.td, .role("cell"), .data("label", field.name)) {
                            LedgerValue(field: field, cells: line.cells, documents: [:]).write(&$0)
                        }
                    }
                }
            }
        }
        if let next { html(.p) { $0(.a, .class("button"), .href(next), .rel("next"), text: "下一页") } }
    }

    private func writeRelease(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.p, text: "发布时，现在的登记事项（只有公开的栏目）固定下来，生成一份带附件的稿件，经审核、保密审查、签发后公开。")
        workForm(&html, WorkRoute.releaseLedger.link(kind.code), in: frame) { html in
            ChoiceList(
                label: "由哪个单位发布", id: "unit", options: own.map { ($0.id.description, $0.name) }, selected: own[0].id.description
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "生成稿件")
        }
    }

    private func writeReleases(_ html: inout HTMLWriter, in frame: WorkFrame) {
        PeopleTable(caption: "发布记录", headings: ["截至", "范围", "条数", "稿件", "生成"]).write(&html) { html, labels in
            for release in releases {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: release.day.description)
                    html(.td, .role("cell"), .data("label", labels[1]), text: release.unit)
                    html(.td, .role("cell"), .data("label", labels[2]), text: release.count.grouped)
                    html(.td, .role("cell"), .data("label", labels[3])) { html in
                        if frame.leads(to: .draft, unit: release.draftUnit) {
                            html(.a, .href(WorkRoute.draft.link(release.draft)), text: "查看稿件")
                        }
                        release.state.tag(release.path).write(&html)
                    }
                    html(.td, .role("cell"), .data("label", labels[4]), text: release.signature)
                }
            }
        }
    }

    private func writeImport(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let columns = (["单位"] + kind.fields.map { $0.name + ($0.isRequired ? "（必填）" : "") }).joined(separator: "、")
        html(.p, text: "表头用这些栏目：\(columns)。先预览，确认以后才写入。")
        let address = WorkRoute.importLedger.link(kind.code, query: [("csrf", frame.csrf)])
        html(.form, .class("form"), .action(address), .method("post"), .encoding("multipart/form-data"), .noValidate) { html in
            FormField(label: "文件", id: "file", hint: "xlsx、xls、csv 或者 json。", problem: problems.message(of: "file")).write(&html) {
                $0(.input, attributes: $1 + [.type("file")])
            }
            html(.button, .class("button"), .type("submit"), text: "预览")
        }
    }

    private func writeSettings(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let item {
            html(.p) { html in
                html.text("发布的稿件归到公开事项")
                html(.a, .href(Address.item(item.id).link), text: item.levels.joined(separator: " › "))
                html.text("，完成它的公开任务。")
            }
        } else {
            html(.p, text: "还没有对应的公开事项，期限不由公开任务提醒；按“\(rhythm.rawValue)”的周期检查。")
        }
        guard maySettle else { return }
        workForm(&html, WorkRoute.settleLedger.link(kind.code), in: frame) { html in
            ChoiceList(
                label: "目录里的公开事项", id: "item",
                options: items.map { ($0.id.description, (($0.domain.map { [$0.name] } ?? []) + $0.levels).joined(separator: " › ")) },
                selected: item?.id.description ?? "", nothing: "没有对应的公开事项", hint: "发布的稿件归到这个事项，完成它的公开任务。",
                problem: problems.message(of: "item"), isOptional: true
            ).write(&html)
            ChoiceList(
                label: "没有公开事项时的周期", id: "rhythm", options: LedgerRhythm.allCases.map { ($0.rawValue, $0.rawValue) },
                selected: rhythm.rawValue
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "保存设置")
        }
    }
}
