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
    /// The unit's published documents among which evidence is sought.
    package var search: DocumentSearch?
    package var typed: [String: String]
    package var problems: [(field: String, message: String)]

    /// Published documents to choose from, for a leaf.
    package struct DocumentSearch: Sendable {
        package static let most = 30

        /// The leaf's code.
        package var leaf: String
        package var documents: [Document]
        package var isCut: Bool
        /// So many have just been put to the leaf's evidence.
        package var placed: Int

        package struct Document: Sendable {
            package var id: Disclosure.ID
            package var title: String
            package var number: String?
            package var published: Instant?

            package init(id: Disclosure.ID, title: String, number: String?, published: Instant?) {
                self.id = id
                self.title = title
                self.number = number
                self.published = published
            }
        }

        package init(leaf: String, documents: [Document] = [], isCut: Bool = false, placed: Int = 0) {
            self.leaf = leaf
            self.documents = documents
            self.isCut = isCut
            self.placed = placed
        }
    }

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
        search: DocumentSearch? = nil, typed: [String: String] = [:], problems: [(field: String, message: String)] = []
    ) {
        self.round = round
        self.assessor = assessor
        self.unit = unit
        self.sheet = sheet
        self.files = files
        self.figures = figures
        self.isOwn = isOwn
        self.mayWrite = mayWrite
        self.search = search
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
        html(.dl, .class("facts panel")) { html in
            fact(&html, "评分期限") { $0.text(round.panel(assessor.code)?.due.inWords ?? "") }
            fact(&html, "已评") { $0.text("\(sheet.answers.count) / \(handScored.count) 项") }
            if !sheet.signature.isEmpty { fact(&html, "填写") { $0.text(sheet.signature) } }
        }
        if mayWrite {
            html(.p, .class("hint"), text: "用 Tab 键逐项填写。可以随时保存；全部评完才能提交，提交之后到截止之前可以撤回。截止之前别人看不到。")
            html(.p, .class("hint"), text: "佐证写网址、文号或者材料名称，一行一个；已公开的文件在评分表下面选用。")
            workForm(&html, WorkRoute.saveSheet.link(round.id, assessor.code, unit.id), in: frame, class: "form wide") { html in
                html(.input, .type("hidden"), .name("version"), .value(value("version", String(sheet.version))))
                writeLeaves(&html)
                html(.div, .class("save-bar")) { html in
                    html(.div, .class("save-acts")) { html in
                        html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("save"), text: "保存")
                        html(.button, .class("button"), .type("submit"), .name("act"), .value("submit"), text: "提交")
                    }
                }
                writeSearch(&html)
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
                limit: ScoreSheet.longestComment, rows: 1, problem: problems.message(of: "comment-\(place)"), isOptional: true
            ).write(&html)
            TextArea(
                label: "佐证", id: "evidence-\(place)", value: value("evidence-\(place)", (answer?.evidence ?? []).joined(separator: "\n")),
                limit: ScoreSheet.longestComment, rows: 1, problem: problems.message(of: "evidence-\(place)"), isOptional: true
            ).write(&html)
        }
        EvidenceLines(lines: (answer?.evidence ?? []).filter { CitedDocument(text: $0) != nil }).write(&html)
        FileLinks(files: files[node.code] ?? []) { WorkRoute.roundFile.link(round.id, $0) }.write(&html)
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

    /// Evidence out of what the unit has published. In the form of the sheet: searching loses nothing that has been typed.
    private func writeSearch(_ html: inout HTMLWriter) {
        section(&html, "选用公开文件作佐证", id: "documents") { html in
            if let search, search.placed > 0 {
                html(.p, .role("status"), text: "已把 \(search.placed) 件公开文件放入指标 \(search.leaf) 的佐证，保存之后生效。")
            }
            ChoiceList(
                label: "用于指标", id: "cite-leaf", options: handScored.map { ($0.code, "\($0.code) \($0.name.shown(40))") },
                selected: typed["cite-leaf"] ?? "", problem: problems.message(of: "cite-leaf")
            ).write(&html)
            TextLine(
                label: "标题或者文号", id: "find", value: typed["find"] ?? "", limit: 100, hint: "在\(unit.name)已公开的文件里查找；空着的列出最近公开的。",
                problem: problems.message(of: "find"), isOptional: true
            ).write(&html)
            // The page comes back where the documents are, not at its top.
            let here = WorkRoute.saveSheet.link(round.id, assessor.code, unit.id).at("documents")
            html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("find"), .formAction(here), text: "查找公开文件")
            guard let search, search.placed == 0 else { return }
            guard !search.documents.isEmpty else { return html(.p, text: "没有找到，请换一个词再查。") }
            html(.fieldset) { html in
                html(.legend, text: "查到的公开文件")
                for document in search.documents {
                    let published = document.published.map { "，\($0.day) 公开" } ?? ""
                    TickBox(
                        label: "\(document.title)\(document.number.map { "（\($0)）" } ?? "")\(published)", id: "cite-\(document.id)",
                        isOn: false,
                        value: document.id.description, name: "cite"
                    ).write(&html)
                }
            }
            if search.isCut { html(.p, .class("hint"), text: "只列出最近的 \(DocumentSearch.most) 件，没有要找的请多写几个字。") }
            html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("cite"), .formAction(here), text: "放入佐证")
        }
    }

    /// The leaves that people score.
    private var handScored: [Indicator] { round.scheme.leaves.filter { $0.leaf?.method != .automatic } }

    private func writeFiles(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "上传佐证材料", id: "upload") { html in
            let address = WorkRoute.addSheetFile.link(round.id, assessor.code, unit.id, query: [("csrf", frame.csrf)])
            html(.p, .class("hint"), text: "上传之前请先保存上面填写的内容。")
            html(.form, .class("form"), .action(address), .method("post"), .encoding("multipart/form-data"), .noValidate) { html in
                ChoiceList(
                    label: "指标", id: "leaf",
                    options: handScored.map { ($0.code, "\($0.code) \($0.name.shown(40))") },
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
                        EvidenceLines(lines: answer?.evidence ?? []).write(&html)
                        FileLinks(files: files[leaf.code] ?? []) { WorkRoute.roundFile.link(round.id, $0) }.write(&html)
                    }
                }
            }
        }
    }
}
