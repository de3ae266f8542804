package import Domain
package import HTML

/// The form of an entry, with its history below.
package struct LedgerLinePageForStaff: WorkPage {
    package struct Wording: Sendable {
        package var time: Instant
        package var signature: String
        /// What was done, and what is different from the wording before.
        package var words: String

        package init(time: Instant, signature: String, words: String) {
            self.time = time
            self.signature = signature
            self.words = words
        }
    }

    package var kind: LedgerKind
    /// `nil` for a new one.
    package var line: LedgerLine?
    package var version: Int
    /// As typed.
    package var values: [String: String]
    package var unit: String
    package var units: [(id: OrganisationUnit.ID, name: String)]
    package var mayWrite: Bool
    package var history: [Wording]
    package var warnings: [LedgerWarning]
    package var problems: [(field: String, message: String)]

    package init(
        kind: LedgerKind, line: LedgerLine?, version: Int, values: [String: String], unit: String,
        units: [(id: OrganisationUnit.ID, name: String)], mayWrite: Bool, history: [Wording] = [], warnings: [LedgerWarning] = [],
        problems: [(field: String, message: String)] = []
    ) {
        self.kind = kind
        self.line = line
        self.version = version
        self.values = values
        self.unit = unit
        self.units = units
        self.mayWrite = mayWrite
        self.history = history
        self.warnings = warnings
        self.problems = problems
    }

    private var heading: String { line?.title(in: kind) ?? "登记一条" }
    package var title: String { (problems.isEmpty ? "" : "错误：") + heading }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "公开台账", address: WorkRoute.ledgers.link()),
            WorkStep(label: kind.name, address: WorkRoute.ledger.link(kind.code)),
        ]
    }

    private var isOpen: Bool { line.map { $0.closed == nil } ?? true }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, heading, lead: kind.name)
        if let closed = line?.closed { html(.p) { StatusTag(word: "\(closed.chineseDate)注销登记", shape: .cross).write(&$0) } }
        if !warnings.isEmpty { LedgerWarningList(kind: kind, warnings: warnings, units: [:]).write(&html) }
        if mayWrite, isOpen {
            writeForm(&html, in: frame)
            if let line { writeClosing(line, &html, in: frame) }
        } else {
            html(.dl, .class("facts panel")) { html in
                for field in kind.fields where !(values[field.code] ?? "").isEmpty {
                    fact(&html, field.name) { $0.text(values[field.code] ?? "") }
                }
            }
        }
        guard !history.isEmpty else { return }
        section(&html, "登记历史", id: "history") { html in
            html(.ul, .class("documents")) { html in
                for wording in history {
                    html(.li) { html in
                        html(.p, text: "\(wording.time.text)　\(wording.signature)")
                        html(.p, text: wording.words)
                    }
                }
            }
        }
    }

    private func writeForm(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let address = line.map { WorkRoute.changeLedgerLine.link(kind.code, $0.id) } ?? WorkRoute.enterLedgerLine.link(kind.code)
        workForm(&html, address, in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("version"), .value(String(version)))
            ChoiceList(
                label: "单位", id: "unit", options: units.map { ($0.id.description, $0.name) }, selected: unit, nothing: "请选择",
                problem: problems.message(of: "unit")
            ).write(&html)
            for field in kind.fields { write(field, &html) }
            if line != nil {
                TextArea(
                    label: "变更理由", id: "reason", value: values["reason"] ?? "", limit: 500, rows: 2,
                    problem: problems.message(of: "reason")
                ).write(&html)
            }
            html(.button, .class("button"), .type("submit"), text: line == nil ? "登记" : "保存变更")
        }
    }

    private func write(_ field: LedgerField, _ html: inout HTMLWriter) {
        let hints = [field.hint, field.isPublic ? "" : "不公开。", field.form == .document ? "填本网站文件页面的网址。" : ""]
        let hint = hints.joined()
        let (value, problem) = (values[field.code] ?? "", problems.message(of: field.code))
        switch field.form {
        case .choice(let choices):
            ChoiceList(
                label: field.name, id: field.code, options: choices.map { ($0, $0) }, selected: value, nothing: "请选择",
                hint: hint.isEmpty ? nil : hint, problem: problem, isOptional: !field.isRequired
            ).write(&html)
        case .longText:
            TextArea(
                label: field.name, id: field.code, value: value, limit: field.limit, rows: 3, hint: hint.isEmpty ? nil : hint,
                problem: problem, isOptional: !field.isRequired
            ).write(&html)
        case .text, .day, .year, .number, .money, .document, .address, .phone, .creditCode, .identityNumber:
            TextLine(
                label: field.name, id: field.code, value: value, limit: max(field.limit, 300), hint: hint.isEmpty ? nil : hint,
                problem: problem, isOptional: !field.isRequired
            ).write(&html)
        }
    }

    private func writeClosing(_ line: LedgerLine, _ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "注销登记", id: "closing") { html in
            html(.p, text: "不再列入登记簿，历史保留。下一次发布时移出公开的内容。")
            workForm(&html, WorkRoute.closeLedgerLine.link(kind.code, line.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(version)))
                TextLine(label: "理由", id: "closing-reason", value: "", limit: 500, problem: problems.message(of: "closing-reason"))
                    .write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "注销登记")
            }
        }
    }
}

/// 导入预览: what each row would do. Nothing is taken yet.
package struct LedgerImportPage: WorkPage {
    private static let shown = 500

    package var kind: LedgerKind
    package var id: String
    package var name: String
    package var preview: LedgerImport
    package var units: [OrganisationUnit.ID: String]

    package init(kind: LedgerKind, id: String, name: String, preview: LedgerImport, units: [OrganisationUnit.ID: String]) {
        self.kind = kind
        self.id = id
        self.name = name
        self.preview = preview
        self.units = units
    }

    package var title: String { "预览：\(name)" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "公开台账", address: WorkRoute.ledgers.link()),
            WorkStep(label: kind.name, address: WorkRoute.ledger.link(kind.code)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "还没有写入。确认以后，新增和变更的写入登记簿；有错误的不写入，改正文件以后可以再次导入。")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "新增") { $0.text("\(preview.new.count.grouped) 条") }
            fact(&html, "变更") { $0.text("\(preview.changed.count.grouped) 条") }
            fact(&html, "相同") { $0.text("\(preview.sameCount.grouped) 条") }
            fact(&html, "有错误") { $0.text("\(preview.refused.count.grouped) 条") }
        }
        if !preview.new.isEmpty || !preview.changed.isEmpty {
            workForm(&html, WorkRoute.takeLedgerImport.link(kind.code, id), in: frame) { html in
                html(
                    .button, .class("button"), .type("submit"), text: "确认导入 \((preview.new.count + preview.changed.count).grouped) 条")
            }
        }
        PeopleTable(caption: "各行", headings: ["行", "登记事项", "单位", "结果"]).write(&html) { html, labels in
            for judgement in preview.judgements.prefix(Self.shown) {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: String(judgement.row.line))
                    html(.td, .role("cell"), .data("label", labels[1]), text: judgement.row.texts[kind.title] ?? "")
                    let unit = judgement.unit.flatMap { units[$0] } ?? judgement.row.texts["unit"] ?? ""
                    html(.td, .role("cell"), .data("label", labels[2]), text: unit)
                    html(.td, .role("cell"), .data("label", labels[3])) { write(judgement.outcome, &$0) }
                }
            }
        }
        if preview.judgements.count > Self.shown { html(.p, text: "只显示前 \(Self.shown) 行。") }
    }

    private func write(_ outcome: LedgerImport.Outcome, _ html: inout HTMLWriter) {
        switch outcome {
        case .new: StatusTag(word: "新增", shape: .plus).write(&html)
        case .same: StatusTag(word: "相同", shape: .open).write(&html)
        case .changed(_, let fields):
            StatusTag(word: "变更", shape: .change).write(&html)
            html.text(fields.joined(separator: "、"))
        case .refused(let faults):
            StatusTag(word: "有错误", shape: .cross, isAlarming: true).write(&html)
            html.text(faults.map { $0.sentence(in: kind) }.joined())
        }
    }
}
