package import Domain
package import HTML

/// 测评结果: ranks, scores and grades; each opens to what it was computed from.
package struct ResultsPage: WorkPage {
    package struct Line: Sendable {
        package var unit: (id: OrganisationUnit.ID, name: String)
        package var line: RoundResult.Line
        /// What is missing, where there is no score.
        package var gaps: [String]

        package init(unit: (id: OrganisationUnit.ID, name: String), line: RoundResult.Line, gaps: [String]) {
            self.unit = unit
            self.line = line
            self.gaps = gaps
        }
    }

    package var round: EvaluationRound
    package var lines: [Line]
    package var computed: Instant?
    package var isStale: Bool
    /// Whether computing again gives what is stored; `nil` when it cannot be said, because something has changed.
    package var isConfirmed: Bool?
    package var isOffice: Bool
    package var mayDraft: Bool
    package var problems: [(field: String, message: String)]

    package init(
        round: EvaluationRound, lines: [Line], computed: Instant?, isStale: Bool, isConfirmed: Bool?, isOffice: Bool, mayDraft: Bool,
        problems: [(field: String, message: String)] = []
    ) {
        self.round = round
        self.lines = lines
        self.computed = computed
        self.isStale = isStale
        self.isConfirmed = isConfirmed
        self.isOffice = isOffice
        self.mayDraft = mayDraft
        self.problems = problems
    }

    package var title: String { problems.isEmpty ? "测评结果" : "错误：测评结果" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "测评", address: WorkRoute.evaluation.link()),
            WorkStep(label: round.title, address: WorkRoute.round.link(round.id)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        let weights = round.scheme.assessors.map { "\($0.name) \($0.weight)%" }.joined(separator: " + ")
        pageTitle(&html, "测评结果", lead: "\(round.title)。综合得分 = \(weights)。名次和等次按精确值排列，表中保留两位小数。")
        guard computed != nil else {
            return EmptyState(reason: "还没有计算", advice: "政务公开办在测评页面计算得分。").write(&html)
        }
        if isStale {
            html(.p) { StatusTag(word: "计算之后有变动，需要重新计算", shape: .change, isAlarming: true).write(&$0) }
        } else if let isConfirmed {
            html(.p) { html in
                StatusTag(
                    word: isConfirmed ? "重新计算的结果与保存的一致" : "重新计算的结果与保存的不一致", shape: isConfirmed ? .full : .cross,
                    isAlarming: !isConfirmed
                ).write(&html)
            }
        }
        html(.p, text: "等次：\(round.scheme.gradingWords)。")
        writeTable(&html)
        guard isOffice else { return }
        html(.p, .class("form-acts")) { html in
            for (name, label) in [
                ("bulletin.docx", "下载通报（Word）"), ("bulletin.xlsx", "下载得分表（Excel）"), ("scheme.json", "指标体系 JSON"),
                ("submissions.json", "评分 JSON"),
            ] {
                html(.a, .class("button quiet"), .href(WorkRoute.resultFile.link(round.id, name)), .download, text: label)
            }
        }
        html(.p, .class("quiet"), text: "用两个 JSON 文件可以在别处重新计算：mingtang evaluation score scheme.json submissions.json")
        guard mayDraft else { return }
        workForm(&html, WorkRoute.draftBulletin.link(round.id), in: frame, class: "one-click") { html in
            if let problem = problems.message(of: "bulletin") { html(.p, .class("problem"), .id("bulletin"), text: problem) }
            html(.button, .class("button"), .type("submit"), text: "起草通报稿件")
            html(.span, .class("quiet"), text: "按本单位的审批流程审核后公开。")
        }
    }

    private func writeTable(_ html: inout HTMLWriter) {
        let assessors = round.scheme.assessors
        PeopleTable(caption: "得分", headings: ["单位", "名次", "综合得分", "等次"] + assessors.map(\.name)).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.unitResult.link(round.id, line.unit.id)), text: line.unit.name)
                    }
                    let cells =
                        [
                            line.line.rank.map(String.init) ?? "—",
                            line.line.composite.map { $0.rounded() } ?? "缺：\(line.gaps.joined())",
                            line.line.isVetoed ? "\(line.line.grade ?? "")（单项否决）" : line.line.grade ?? "—",
                        ] + assessors.map { line.line.scores[$0.code]?.rounded() ?? "—" }
                    for (label, text) in zip(labels.dropFirst(), cells) { html(.td, .role("cell"), .data("label", label), text: text) }
                }
            }
        }
    }
}

/// One unit's result: every score opens to its formula, its numbers, comments and evidence.
package struct UnitResultPage: WorkPage {
    /// What one assessor's people wrote about a leaf.
    package struct Remark: Sendable {
        package var comment: String
        package var evidence: [String]
        package var files: [(id: String, name: String, size: Int)]

        package init(comment: String, evidence: [String], files: [(id: String, name: String, size: Int)]) {
            self.comment = comment
            self.evidence = evidence
            self.files = files
        }
    }

    package var round: EvaluationRound
    package var unit: (id: OrganisationUnit.ID, name: String)
    package var scoring: Scoring
    package var result: UnitResult
    package var isStale: Bool
    /// By assessor and leaf.
    package var remarks: [String: [String: [Remark]]]
    /// Earlier orders to this unit, by the leaf that they were about.
    package var earlierOrders: [String: RectificationOrder.ID]
    package var mayModerate: Bool
    package var mayAppeal: Bool
    package var typed: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        round: EvaluationRound, unit: (id: OrganisationUnit.ID, name: String), scoring: Scoring, result: UnitResult, isStale: Bool,
        remarks: [String: [String: [Remark]]], earlierOrders: [String: RectificationOrder.ID], mayModerate: Bool, mayAppeal: Bool,
        typed: [String: String] = [:],
        problems: [(field: String, message: String)] = []
    ) {
        self.round = round
        self.unit = unit
        self.scoring = scoring
        self.result = result
        self.isStale = isStale
        self.remarks = remarks
        self.earlierOrders = earlierOrders
        self.mayModerate = mayModerate
        self.mayAppeal = mayAppeal
        self.typed = typed
        self.problems = problems
    }

    package var title: String { problems.isEmpty ? "\(unit.name)的得分" : "错误：\(unit.name)的得分" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "测评", address: WorkRoute.evaluation.link()),
            WorkStep(label: round.title, address: WorkRoute.round.link(round.id)),
            WorkStep(label: "测评结果", address: WorkRoute.results.link(round.id)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "\(unit.name)的得分")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "综合得分") { $0.text(result.composite.map { $0.rounded() } ?? "还没有") }
            if let explanation = scoring.explanation(of: result) { fact(&html, "怎么算的") { $0.text(explanation.formula) } }
            if let rank = result.rank { fact(&html, "名次") { $0.text("第 \(rank) 名") } }
            if let grade = result.grade { fact(&html, "等次") { $0.text(grade) } }
            if isStale {
                fact(&html, "注意") { StatusTag(word: "与保存的结果不同，需要重新计算", shape: .change, isAlarming: true).write(&$0) }
            }
        }
        if !result.gaps.isEmpty {
            section(&html, "还缺什么", id: "gaps") { html in
                html(.ul) { html in for gap in result.gaps { html(.li, text: gap.sentence) } }
            }
        }
        for (assessor, own) in zip(round.scheme.assessors, result.assessors) { writeAssessor(assessor, own, &html) }
        if mayModerate || mayAppeal { writeForm(&html, in: frame) }
    }

    private func writeAssessor(_ assessor: Scheme.Assessor, _ own: AssessorResult, _ html: inout HTMLWriter) {
        section(&html, "\(assessor.name)（\(assessor.weight)%）：\(own.total.map { $0.rounded() } ?? "还没有得分")", id: "by-\(assessor.code)") {
            html in
            PeopleTable(caption: assessor.name, headings: ["指标", "满分", "得分", "怎么来的"]).write(&html) { html, labels in
                for node in round.scheme.nodes {
                    let score = own.score(of: node.code)
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader")) { html in
                            if node.leaf == nil { html(.strong, text: node.label) } else { html.text(node.label) }
                            writeRecurrence(node, score, &html)
                        }
                        html(.td, .role("cell"), .data("label", labels[1]), text: node.points.description)
                        html(
                            .td, .role("cell"), .data("label", labels[2]),
                            text: score.map { $0.isApplicable ? $0.score.rounded() : node.points == .nought ? "—" : "不适用" } ?? "—")
                        html(.td, .role("cell"), .data("label", labels[3])) { writeOrigin(node, assessor, own, &$0) }
                    }
                }
            }
        }
    }

    /// That there was an order about it before, and whether it is again below full marks.
    private func writeRecurrence(_ node: Indicator, _ score: NodeScore?, _ html: inout HTMLWriter) {
        guard let order = earlierOrders[node.code] else { return }
        let isBack = score.map { $0.isApplicable && $0.score < $0.full } ?? false
        html.text(" ")
        if isBack { StatusTag(word: "再次出现", shape: .change, isAlarming: true).write(&html) }
        html.text(" ")
        html(.a, .href(WorkRoute.rectification.link(order)), text: "以前的整改")
    }

    private func writeOrigin(_ node: Indicator, _ assessor: Scheme.Assessor, _ own: AssessorResult, _ html: inout HTMLWriter) {
        guard let explanation = scoring.explanation(of: node.code, in: own) else { return html.text("—") }
        html(.details) { html in
            html(.summary, text: explanation.formula)
            html(.ul) { html in
                for input in explanation.inputs { html(.li, text: "\(input.name)：\(input.value)") }
            }
            for remark in remarks[assessor.code]?[node.code] ?? [] {
                if !remark.comment.isEmpty { html(.p, .class("kept-lines"), text: "评语：\(remark.comment)") }
                EvidenceLines(lines: remark.evidence, label: "佐证：").write(&html)
                FileLinks(files: remark.files) { WorkRoute.roundFile.link(round.id, $0) }.write(&html)
            }
        }
    }

    /// The office decides, the unit appeals: both name an assessor and a leaf.
    private func writeForm(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, mayModerate ? "复核裁定" : "申诉", id: "form") { html in
            let route: WorkRoute = mayModerate ? .moderateScore : .appealScore
            workForm(&html, route.link(round.id, unit.id), in: frame) { html in
                ChoiceList(
                    label: "评估主体", id: "assessor", options: round.scheme.assessors.map { ($0.code, $0.name) },
                    selected: typed["assessor"] ?? "",
                    problem: problems.message(of: "assessor")
                ).write(&html)
                ChoiceList(
                    label: "指标", id: "leaf", options: round.scheme.leaves.map { ($0.code, $0.label.shown(50)) },
                    selected: typed["leaf"] ?? "",
                    problem: problems.message(of: "leaf")
                ).write(&html)
                if mayModerate {
                    TextLine(
                        label: "裁定为", id: "entry", value: typed["entry"] ?? "", limit: 200,
                        hint: "得分的填分数；扣分的依次填各条的次数，用逗号隔开；否决的填“是”或“否”；不适用的填“不适用：理由”。", problem: problems.message(of: "entry")
                    ).write(&html)
                }
                TextArea(
                    label: "理由", id: "reason", value: typed["reason"] ?? "", limit: ScoreSheet.longestComment, rows: 3,
                    problem: problems.message(of: "reason")
                ).write(&html)
                html(.button, .class("button"), .type("submit"), text: mayModerate ? "裁定" : "提出申诉")
            }
        }
    }
}
