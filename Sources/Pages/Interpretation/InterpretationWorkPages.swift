package import Domain
package import HTML

/// What today brings of interpretations.
package struct InterpretationsToday: TodaySection {
    /// The first of many.
    private static let shown = 15

    package var lines: [InterpretationDutyLine]

    package init(lines: [InterpretationDutyLine]) { self.lines = lines }

    package func write(_ html: inout HTMLWriter, on today: Day) {
        section(&html, "等待解读的文件（\(lines.count)）", id: "interpretations") { html in
            html(.ul) { html in
                for line in lines.prefix(Self.shown) {
                    html(.li) { html in
                        html(.a, .href(WorkRoute.publication.link(line.document.id)), text: line.document.title)
                        html.text("：\(line.standing.due.chinese)前公开解读，\(line.left) ")
                        line.standing.state.tag.write(&html)
                    }
                }
            }
            html(.p) { $0(.a, .href(WorkRoute.interpretations.link()), text: "查看全部") }
        }
    }
}

/// 政策解读 in the workbench: documents that have to be interpreted, with the three gates.
package struct InterpretationDutiesPage: WorkPage {
    package var lines: [InterpretationDutyLine]
    package var tally: InterpretationTally

    package init(lines: [InterpretationDutyLine], tally: InterpretationTally) {
        self.lines = lines
        self.tally = tally
    }

    package var title: String { "政策解读" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "应解读的文件：规范性文件和本单位标明事关公众的政策。解读方案在稿件页面填写，与稿件一并报送。")
        InterpretationSentence(tally: tally, day: frame.today).write(&html)
        guard !lines.isEmpty else {
            return EmptyState(reason: "没有应解读的文件", advice: "带解读方案的文件公开以后会列在这里。").write(&html)
        }
        PeopleTable(caption: "应解读的文件", headings: ["文件", "公开日期", "解读期限", "状态"] + SyncGate.allCases.map(\.name))
            .write(&html) { html, labels in
                for line in lines {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader")) {
                            $0(.a, .href(WorkRoute.publication.link(line.document.id)), text: line.document.title)
                        }
                        html(.td, .role("cell"), .data("label", labels[1]), text: line.document.published?.day.description ?? "")
                        html(.td, .role("cell"), .data("label", labels[2])) { line.writeDue(&$0) }
                        html(.td, .role("cell"), .data("label", labels[3])) { line.standing.state.tag.write(&$0) }
                        for (label, gate) in zip(labels.dropFirst(4), line.gates) {
                            html(.td, .role("cell"), .data("label", label)) { gate.state.tag.write(&$0) }
                        }
                    }
                }
            }
    }
}

/// The form of a plan (解读方案).
package struct InterpretationPlanPage: WorkPage {
    package var draft: Draft.ID
    package var draftTitle: String
    package var plan: InterpretationPlan
    package var units: [(id: OrganisationUnit.ID, name: String)]
    package var mayEdit: Bool
    package var problems: [(field: String, message: String)]

    package init(
        draft: Draft.ID, draftTitle: String, plan: InterpretationPlan, units: [(id: OrganisationUnit.ID, name: String)], mayEdit: Bool,
        problems: [(field: String, message: String)] = []
    ) {
        self.draft = draft
        self.draftTitle = draftTitle
        self.plan = plan
        self.units = units
        self.mayEdit = mayEdit
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "解读方案" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "拟公开", address: WorkRoute.drafts.link()),
            WorkStep(label: draftTitle.isEmpty ? "（还没有标题）" : draftTitle, address: WorkRoute.draft.link(draft)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "解读方案", lead: "与稿件一并报送、一并审签。规范性文件必须有方案，或者写明不需要解读的理由。")
        guard mayEdit else { return writeFacts(&html) }
        workForm(&html, WorkRoute.saveInterpretationPlan.link(draft), in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("version"), .value(String(plan.version)))
            TickBox(label: "这是事关公众的政策（规范性文件不用勾选）", id: "impact", isOn: plan.hasPublicImpact).write(&html)
            TextArea(
                label: "解读提纲", id: "outline", value: plan.outline, limit: InterpretationPlan.longestText, rows: 6,
                hint: "背景依据、目标任务、主要内容、适用范围、执行标准、注意事项、关键词、惠民举措、新旧政策的不同。", problem: problems.message(of: "outline"), isOptional: true
            ).write(&html)
            boxes("解读形式", "kinds", Interpretation.Kind.allCases.map { ($0.rawValue, $0.name, plan.kinds.contains($0)) }, &html)
            boxes("解读途径", "channels", Channel.allCases.map { ($0.rawValue, $0.rawValue, plan.channels.contains($0)) }, &html)
            TextLine(
                label: "解读时间", id: "planned", value: plan.planned?.description ?? "", limit: 20, hint: "例如：2026-03-20",
                problem: problems.message(of: "planned"), isOptional: true
            ).write(&html)
            html(.details, attributes: [.class("fold")] + (plan.drafters.count > 1 ? [.open] : [])) { html in
                html(.summary, text: "起草单位（谁起草、谁解读；联合起草的勾选各单位）")
                boxes("起草单位", "drafters", units.map { ($0.id.description, $0.name, plan.drafters.contains($0.id)) }, &html)
            }
            TextArea(
                label: "不需要解读的理由", id: "exemption", value: plan.exemption, limit: InterpretationPlan.longestText, rows: 2,
                hint: "只在不需要解读时填写。", problem: problems.message(of: "exemption"), isOptional: true
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "保存")
        }
    }

    private func boxes(_ legend: String, _ name: String, _ options: [(String, String, Bool)], _ html: inout HTMLWriter) {
        html(.fieldset, .id(name), .tabIndex(-1)) { html in
            html(.legend, text: legend)
            if let problem = problems.message(of: name) { html(.p, .class("problem"), text: problem) }
            for (index, option) in options.enumerated() {
                TickBox(label: option.1, id: "\(name)-\(index)", isOn: option.2, value: option.0, name: name).write(&html)
            }
        }
    }

    private func writeFacts(_ html: inout HTMLWriter) {
        let names = Dictionary(units.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
        html(.dl, .class("facts panel")) { html in
            guard !plan.isExempt else { return fact(&html, "不需要解读的理由") { $0.text(plan.exemption) } }
            fact(&html, "解读提纲") { $0(.span, .class("kept-lines"), text: plan.outline.isEmpty ? "没有" : plan.outline) }
            fact(&html, "解读形式") { $0.text(plan.kinds.map(\.name).joined(separator: "、")) }
            fact(&html, "解读途径") { $0.text(plan.channels.map(\.rawValue).joined(separator: "、")) }
            fact(&html, "解读时间") { $0.text(plan.planned?.description ?? "没有") }
            fact(&html, "起草单位") { $0.text(plan.drafters.map { names[$0] ?? "" }.joined(separator: "、")) }
        }
        html(.p, .class("quiet"), text: "稿件提交后方案随稿件审签；需要修改的，先撤回稿件。")
    }
}

/// Begins an interpretation, changes its form, or binds one that is public already.
package struct InterpretationFormPage: WorkPage {
    /// `nil` for a new one.
    package var id: Interpretation.ID?
    package var version: Int
    package var paper: PaperReference
    package var paperTitle: String
    /// Who may interpret it, among the reader's own units.
    package var units: [(value: String, label: String)]
    package var values: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        id: Interpretation.ID?, version: Int = 0, paper: PaperReference, paperTitle: String, units: [(value: String, label: String)],
        values: [String: String], problems: [(field: String, message: String)] = []
    ) {
        self.id = id
        self.version = version
        self.paper = paper
        self.paperTitle = paperTitle
        self.units = units
        self.values = values
        self.problems = problems
    }

    private var heading: String { id == nil ? "起草政策解读" : "修改解读形式" }
    package var title: String { (problems.isEmpty ? "" : "错误：") + heading }
    package var trail: [WorkStep] { [WorkStep(label: "政策解读", address: WorkRoute.interpretations.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, heading, lead: "解读的文件：\(paperTitle)")
        workForm(&html, id.map { WorkRoute.saveInterpretation.link($0) } ?? WorkRoute.startInterpretation.link(), in: frame) { html in
            html(.input, .type("hidden"), .name("paper"), .value(paper.text))
            html(.input, .type("hidden"), .name("version"), .value(String(version)))
            if id == nil {
                ChoiceList(
                    label: "解读单位", id: "unit", options: units, selected: values["unit"] ?? "", hint: "谁起草、谁解读。",
                    problem: problems.message(of: "unit")
                ).write(&html)
            }
            fields("", &html)
            html(.button, .class("button"), .type("submit"), text: id == nil ? "开始起草" : "保存")
        }
        if let id {
            html(.details, .class("fold")) { html in
                html(.summary, text: "解除关联")
                workForm(&html, WorkRoute.unbindInterpretation.link(id), in: frame) { html in
                    html(.p, text: "两份文件都保留，只是不再互相关联。")
                    html(.button, .class("button quiet"), .type("submit"), text: "解除关联")
                }
            }
        } else {
            html(.details, attributes: [.class("fold")] + (values["existing"] == nil ? [] : [.open])) { html in
                html(.summary, text: "解读已经公开（例如从旧网站导入的）")
                workForm(&html, WorkRoute.bindInterpretation.link(), in: frame) { html in
                    html(.input, .type("hidden"), .name("paper"), .value(paper.text))
                    TextLine(
                        label: "解读的网址或者编号", id: "existing", value: values["existing"] ?? "", limit: 300,
                        problem: problems.message(of: "existing")
                    ).write(&html)
                    fields("existing-", &html)
                    html(.button, .class("button quiet"), .type("submit"), text: "关联")
                }
            }
        }
    }

    private func fields(_ prefix: String, _ html: inout HTMLWriter) {
        ChoiceList(
            label: "解读形式", id: prefix + "kind", options: Interpretation.Kind.allCases.map { ($0.rawValue, $0.name) },
            selected: values["kind"] ?? "text", hint: "图解、图片和音视频要有附件，或者写明网址。"
        ).write(&html)
        TextLine(
            label: "材料网址", id: prefix + "link", value: values["link"] ?? "", limit: Interpretation.longestLink,
            hint: "材料在别处时填写，例如视频的网址。", problem: problems.message(of: prefix + "link"), isOptional: true
        ).write(&html)
        TextLine(
            label: "第一解读人", id: prefix + "reader", value: values["reader"] ?? "", limit: Interpretation.longestReader,
            hint: "起草单位负责人。", problem: problems.message(of: prefix + "reader")
        ).write(&html)
    }
}
