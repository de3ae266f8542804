package import Domain
package import HTML

/// 评分表: one holder's sheet for one unit. Every leaf is a line with its points, what is entered, a comment and evidence; Tab goes through.
package struct SheetPage: WorkPage {
    package var round: EvaluationRound
    package var assessor: Scheme.Assessor
    package var unit: (id: OrganisationUnit.ID, name: String)
    package var sheet: ScoreSheet
    /// Evidence by leaf.
    package var files: [String: [(id: String, name: String, size: Int)]]
    /// Of automatic leaves, what monitoring says now; a leaf without one has no data.
    package var figures: [String: MeasuredLine]
    package var isOwn: Bool
    package var mayWrite: Bool
    package var typed: [String: String]
    package var problems: [(field: String, message: String)]

    /// What monitoring says of one leaf.
    package struct MeasuredLine: Sendable {
        package var part: Int
        package var whole: Int
        package var formula: String
        package var inputs: [(name: String, value: String)]

        package init(part: Int, whole: Int, formula: String, inputs: [(name: String, value: String)]) {
            self.part = part
            self.whole = whole
            self.formula = formula
            self.inputs = inputs
        }
    }

    package init(
        round: EvaluationRound, assessor: Scheme.Assessor, unit: (id: OrganisationUnit.ID, name: String), sheet: ScoreSheet,
        files: [String: [(id: String, name: String, size: Int)]], figures: [String: MeasuredLine], isOwn: Bool, mayWrite: Bool,
        typed: [String: String] = [:], problems: [(field: String, message: String)] = []
    ) {
        self.round = round
        self.assessor = assessor
        self.unit = unit
        self.sheet = sheet
        self.files = files
        self.figures = figures
        self.isOwn = isOwn
        self.mayWrite = mayWrite
        self.typed = typed
        self.problems = problems
    }

    private var plainTitle: String { "\(assessor.name)：\(unit.name)" }
    package var title: String { problems.isEmpty ? plainTitle : "错误：\(plainTitle)" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "测评", address: WorkRoute.evaluation.link()),
            WorkStep(label: round.title, address: WorkRoute.round.link(round.id)),
        ]
    }

    private var answers: [String: Submission.Answer] {
        Dictionary(sheet.answers.map { ($0.leaf, $0) }, uniquingKeysWith: { $1 })
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: plainTitle)
            StatusTag(
                word: sheet.submitted.map { "已提交（\($0.text)）" } ?? (sheet.version == 0 ? "没有填写" : "填写中"),
                shape: sheet.submitted == nil ? (sheet.version == 0 ? .open : .half) : .full
            ).write(&html)
        }
        let byHand = round.scheme.leaves.count { $0.leaf?.method != .automatic }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "评分期限") { $0.text(round.panel(assessor.code)?.due.inWords ?? "") }
            fact(&html, "已评") { $0.text("\(sheet.answers.count) / \(byHand) 项") }
            if !sheet.signature.isEmpty { fact(&html, "填写") { $0.text(sheet.signature) } }
        }
        if mayWrite {
            html(.p, .class("hint"), text: "用 Tab 键逐项填写。可以随时保存；全部评完才能提交，提交之后到截止之前可以撤回。截止之前别人看不到。")
            workForm(&html, WorkRoute.saveSheet.link(round.id, assessor.code, unit.id), in: frame, class: "form wide") { html in
                html(.input, .type("hidden"), .name("version"), .value(String(sheet.version)))
                writeLeaves(&html)
                html(.div, .class("save-bar")) { html in
                    html(.div, .class("save-acts")) { html in
                        html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("save"), text: "保存")
                        html(.button, .class("button"), .type("submit"), .name("act"), .value("submit"), text: "提交")
                    }
                }
            }
            writeFiles(&html, in: frame)
        } else {
            writeReading(&html)
            guard isOwn, sheet.submitted != nil, round.state == .open else { return }
            workForm(&html, WorkRoute.recallSheet.link(round.id, assessor.code, unit.id), in: frame, class: "one-click") { html in
                html(.button, .class("button quiet"), .type("submit"), text: "撤回修改")
            }
        }
    }

    // MARK: Filling in

    private func writeLeaves(_ html: inout HTMLWriter) {
        let answers = answers
        let places = Dictionary(round.scheme.leaves.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { $1 })
        for node in round.scheme.nodes {
            guard let leaf = node.leaf, let place = places[node.code] else {
                if round.scheme.indicators.contains(where: { $0.code == node.code }) {
                    html(.h2, text: "\(node.code) \(node.name)（\(node.points) 分）")
                } else {
                    html(.h3, text: "\(node.code) \(node.name)（\(node.points) 分）")
                }
                continue
            }
            html(.fieldset, attributes: [.class("leaf"), .id("leaf-\(place)")]) { html in
                html(.legend, text: "\(node.code) \(node.name)\(node.points == .nought ? "" : "（\(node.points) 分）")")
                if !node.evidenceWords.isEmpty { html(.p, .class("hint"), text: "\(node.methodWords)：\(node.evidenceWords)") }
                if leaf.method == .automatic { return writeFigure(node, &html) }
                writeEntry(node, place, answers[node.code], &html)
            }
        }
    }

    private func value(_ field: String, _ stored: String) -> String { typed[field] ?? stored }

    private func writeEntry(_ node: Indicator, _ place: Int, _ answer: Submission.Answer?, _ html: inout HTMLWriter) {
        html(.div, .class("columns")) { html in
            switch node.kind {
            case .scored:
                var stored = ""
                if case .score(let score) = answer?.entry { stored = score.description }
                TextLine(
                    label: "得分", id: "score-\(place)", value: value("score-\(place)", stored), limit: 12,
                    problem: problems.message(of: "score-\(place)"), inputMode: "decimal"
                ).write(&html)
            case .deduction(let deduction, _):
                var times: [Int] = []
                if case .times(let stored) = answer?.entry { times = stored }
                for (index, penalty) in deduction.penalties.enumerated() {
                    let field = "times-\(place)-\(index)"
                    TextLine(
                        label: "\(penalty.name)（次，每次扣 \(penalty.each)）", id: field,
                        value: value(field, times.indices.contains(index) ? String(times[index]) : ""), limit: 7,
                        problem: problems.message(of: field), inputMode: "numeric"
                    ).write(&html)
                }
            case .veto:
                var stored = ""
                if case .veto(let isGiven) = answer?.entry { stored = isGiven ? "是" : "否" }
                ChoiceList(
                    label: "是否存在否决情形", id: "veto-\(place)", options: [("否", "没有"), ("是", "存在")],
                    selected: value("veto-\(place)", stored), nothing: "请选择", problem: problems.message(of: "veto-\(place)")
                ).write(&html)
            case .additive, .weighted: break
            }
            if round.scheme.notApplicable != .refused {
                var stored = ""
                if case .notApplicable(let reason) = answer?.entry { stored = reason }
                TextLine(
                    label: "不适用的理由", id: "na-\(place)", value: value("na-\(place)", stored), limit: 500, hint: "不适用的只填这里。",
                    problem: problems.message(of: "na-\(place)"), isOptional: true
                ).write(&html)
            }
            TextArea(
                label: "评语", id: "comment-\(place)", value: value("comment-\(place)", answer?.comment ?? ""),
                limit: ScoreSheet.longestComment, rows: 1, isOptional: true
            ).write(&html)
            TextArea(
                label: "佐证", id: "evidence-\(place)", value: value("evidence-\(place)", (answer?.evidence ?? []).joined(separator: "\n")),
                limit: ScoreSheet.longestComment, rows: 1, hint: "网址、文号或者材料名称，一行一个。", isOptional: true
            ).write(&html)
        }
        EvidenceFiles(round: round.id, files: files[node.code] ?? []).write(&html)
    }

    private func writeFigure(_ node: Indicator, _ html: inout HTMLWriter) {
        guard let figure = figures[node.code] else {
            return html(.p, text: "自动取数：没有数据。由政务公开办截止后裁定。")
        }
        let isShare = node.leaf?.measure?.isShare == true
        html(.p, text: "自动取数：\(isShare ? "\(figure.part)÷\(figure.whole)" : "\(figure.part) 个")。\(figure.formula)")
        guard !figure.inputs.isEmpty else { return }
        html(.ul) { html in for input in figure.inputs { html(.li, text: "\(input.name)：\(input.value)") } }
    }

    private func writeFiles(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "上传佐证材料", id: "upload") { html in
            let address = WorkRoute.addSheetFile.link(round.id, assessor.code, unit.id, query: [("csrf", frame.csrf)])
            html(.p, .class("hint"), text: "上传之前请先保存上面填写的内容。")
            html(.form, .class("form"), .action(address), .method("post"), .encoding("multipart/form-data"), .noValidate) { html in
                ChoiceList(
                    label: "指标", id: "leaf",
                    options: round.scheme.leaves.filter { $0.leaf?.method != .automatic }.map {
                        ($0.code, "\($0.code) \($0.name.shown(40))")
                    },
                    selected: typed["leaf"] ?? "", problem: problems.message(of: "leaf")
                ).write(&html)
                FormField(label: "文件", id: "file", problem: problems.message(of: "file")).write(&html) { html, attributes in
                    html(.input, attributes: attributes + [.type("file"), .multiple])
                }
                html(.button, .class("button quiet"), .type("submit"), text: "上传")
            }
        }
    }

    // MARK: Reading

    private func writeReading(_ html: inout HTMLWriter) {
        let answers = answers
        PeopleTable(caption: "评分表", headings: ["指标", "满分", "评分", "评语", "佐证"]).write(&html) { html, labels in
            for leaf in round.scheme.leaves {
                let answer = answers[leaf.code]
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: "\(leaf.code) \(leaf.name)")
                    let entered = leaf.leaf?.method == .automatic ? "自动取数" : answer?.entry.text ?? "没有评分"
                    for (label, text) in zip(labels.dropFirst(), [leaf.points.description, entered, answer?.comment ?? ""]) {
                        html(.td, .role("cell"), .data("label", label), text: text.isEmpty ? "—" : text)
                    }
                    html(.td, .role("cell"), .data("label", labels[4])) { html in
                        for line in answer?.evidence ?? [] { html(.p, text: line) }
                        EvidenceFiles(round: round.id, files: files[leaf.code] ?? []).write(&html)
                    }
                }
            }
        }
    }
}
