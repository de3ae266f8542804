package import Domain
package import HTML

/// 指标体系: every edition, and the form that reads one from a file.
package struct SchemesPage: WorkPage {
    package var editions: [SchemeEdition]
    package var year: String
    package var name: String
    package var problems: [(field: String, message: String)]
    /// What was read of a file that does not add up, so that its faults can be looked for in it.
    package var refused: Scheme?

    package init(
        editions: [SchemeEdition], year: String, name: String = "", problems: [(field: String, message: String)] = [],
        refused: Scheme? = nil
    ) {
        self.editions = editions
        self.year = year
        self.name = name
        self.problems = problems
        self.refused = refused
    }

    package var title: String { problems.isEmpty ? "指标体系" : "错误：指标体系" }
    package var trail: [WorkStep] { [WorkStep(label: "测评", address: WorkRoute.evaluation.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "指标体系", lead: "从文件读入，逐项核对分值和权重；合计不相等的不保存。保存后不再改动，要改就是新的版本。")
        if editions.isEmpty {
            EmptyState(reason: "还没有指标体系", advice: "在下面选择文件读入，例如验收方案的附件。").write(&html)
        } else {
            writeTable(&html)
        }
        section(&html, "读入", id: "import") { html in
            let address = WorkRoute.importScheme.link(query: [("csrf", frame.csrf)])
            html(.form, .class("form"), .action(address), .method("post"), .encoding("multipart/form-data"), .noValidate) { html in
                TextLine(
                    label: "名称", id: "name", value: name, limit: 200, hint: "空着就用文件里的名称。", problem: problems.message(of: "name"),
                    isOptional: true
                ).write(&html)
                TextLine(label: "年度", id: "year", value: year, limit: 4, problem: problems.message(of: "year"), inputMode: "numeric")
                    .write(&html)
                FormField(
                    label: "文件", id: "file", hint: "xlsx、docx、html、网页文字（txt）或者 JSON。", problem: problems.message(of: "file")
                ).write(&html) { html, attributes in html(.input, attributes: attributes + [.type("file")]) }
                html(.button, .class("button"), .type("submit"), text: "读入并核对")
            }
        }
        guard let refused else { return }
        section(&html, "读到的内容（没有保存）", id: "refused") { SchemeTree(scheme: refused).write(&$0) }
    }

    private func writeTable(_ html: inout HTMLWriter) {
        PeopleTable(caption: "指标体系", headings: ["名称", "年度", "版本", "指标", "等次", "保存"]).write(&html) { html, labels in
            for edition in editions {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.scheme.link(edition.id)), text: edition.scheme.title)
                    }
                    let cells = [
                        edition.scheme.year.map(String.init) ?? "—", "第 \(edition.number) 版",
                        "\(edition.scheme.leaves.count) 项，\(edition.scheme.points) 分", edition.scheme.gradingWords,
                        "\(edition.signature)，\(edition.created.text)",
                    ]
                    for (label, text) in zip(labels.dropFirst(), cells) { html(.td, .role("cell"), .data("label", label), text: text) }
                }
            }
        }
    }
}

extension Scheme {
    /// How grades are given, in a few words.
    var gradingWords: String {
        switch grading {
        case nil: "不分等次"
        case .threshold(let grades, let failing):
            (grades.map { "\($0.name) \($0.atLeast) 分以上" } + ["其余\(failing)"]).joined(separator: "，")
        case .quota(let grades, let ties, _):
            grading?.isOpen == true
                ? "\(grades.map(\.name).joined(separator: "、"))，比例待定"
                : grades.map { "\($0.name) \($0.percent?.description ?? "")%" }.joined(separator: "，") + "（\(ties.name)）"
        }
    }
}

/// One edition: its tree, who scores with which weight, grades; from here next year's is made.
package struct SchemePage: WorkPage {
    package var edition: SchemeEdition
    package var origin: SchemeEdition?
    package var suggestedTitle: String
    package var typed: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        edition: SchemeEdition, origin: SchemeEdition?, suggestedTitle: String, typed: [String: String] = [:],
        problems: [(field: String, message: String)] = []
    ) {
        self.edition = edition
        self.origin = origin
        self.suggestedTitle = suggestedTitle
        self.typed = typed
        self.problems = problems
    }

    private var scheme: Scheme { edition.scheme }

    package var title: String { problems.isEmpty ? scheme.title : "错误：\(scheme.title)" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "测评", address: WorkRoute.evaluation.link()),
            WorkStep(label: "指标体系", address: WorkRoute.schemes.link()),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, scheme.title)
        html(.dl, .class("facts panel")) { html in
            fact(&html, "年度、版本") { $0.text("\(scheme.year.map(String.init) ?? "")年，第 \(edition.number) 版") }
            if !scheme.source.isEmpty { fact(&html, "依据") { $0.text(scheme.source) } }
            fact(&html, "总分") {
                $0.text(
                    "\(scheme.points) 分，\(scheme.levels.map { String($0.count) }.joined(separator: " / ")) 项（逐级），末级 \(scheme.leaves.count) 项"
                )
            }
            fact(&html, "等次") { $0.text(scheme.gradingWords) }
            fact(&html, "不适用") { $0.text(scheme.notApplicable.name) }
            if let origin {
                fact(&html, "来自") { html in
                    html(
                        .a, .href(WorkRoute.scheme.link(origin.id)),
                        text: "\(origin.scheme.year.map(String.init) ?? "")年第 \(origin.number) 版")
                }
            }
            fact(&html, "文件") { $0(.a, .href(WorkRoute.schemeFile.link(edition.id)), .download, text: "下载 JSON") }
        }
        section(&html, "评估主体", id: "assessors") { html in
            html(.ul) { html in
                for assessor in scheme.assessors {
                    html(
                        .li, text: "\(assessor.name)：\(assessor.weight)%\(assessor.responsible.isEmpty ? "" : "（\(assessor.responsible)）")")
                }
            }
        }
        section(&html, "指标", id: "tree") { SchemeTree(scheme: scheme).write(&$0) }
        writeRound(&html, in: frame)
        writeGrades(&html, in: frame)
        section(&html, "用于下一年", id: "copy") { html in
            workForm(&html, WorkRoute.copyScheme.link(edition.id), in: frame) { html in
                TextLine(
                    label: "年度", id: "year", value: typed["year"] ?? scheme.year.map { String($0 + 1) } ?? "", limit: 4,
                    problem: problems.message(of: "year"), inputMode: "numeric"
                ).write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "复制为新的版本")
            }
        }
    }

    private func writeRound(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "用它做一次测评", id: "round") { html in
            workForm(&html, WorkRoute.createRound.link(), in: frame) { html in
                html(.input, .type("hidden"), .name("edition"), .value(edition.id.description))
                func line(_ label: String, _ id: String, _ value: String, _ hint: String? = nil, limit: Int = 20) {
                    TextLine(label: label, id: id, value: typed[id] ?? value, limit: limit, hint: hint, problem: problems.message(of: id))
                        .write(&html)
                }
                line("名称", "title", suggestedTitle, limit: SchemeEdition.longestTitle)
                line("评估期间从", "first", "\(scheme.year ?? frame.today.year)-01-01")
                line("到", "last", frame.today.description, "自动取数按这一期间计算。")
                html(.button, .class("button"), .type("submit"), text: "新建测评")
            }
        }
    }

    /// What documents leave open (按一定比例) is decided here.
    private func writeGrades(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard case .quota(let grades, let ties, _) = scheme.grading else { return }
        section(&html, "等次比例", id: "grades") { html in
            html(.p, text: "方案只写“按一定比例”的，比例由本县确定，合计 100%。")
            workForm(&html, WorkRoute.gradeScheme.link(edition.id), in: frame) { html in
                for (place, grade) in grades.enumerated() {
                    TextLine(
                        label: "\(grade.name)（%）", id: "quota-\(place)", value: typed["quota-\(place)"] ?? grade.percent?.description ?? "",
                        limit: 10, problem: problems.message(of: "quota-\(place)"), inputMode: "decimal"
                    ).write(&html)
                }
                ChoiceList(
                    label: "同分的单位", id: "ties", options: Grading.QuotaTies.allCases.map { ($0.rawValue, $0.name) },
                    selected: typed["ties"] ?? ties.rawValue
                ).write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "保存为新的版本")
            }
        }
    }
}

/// The tree of a scheme as a table: every node in its order, deeper ones after their group.
struct SchemeTree {
    var scheme: Scheme

    func write(_ html: inout HTMLWriter) {
        let depths = depths()
        PeopleTable(caption: "指标", headings: ["指标", "分值", "计分", "方法", "佐证、抽样"]).write(&html) { html, labels in
            for node in scheme.nodes {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.span, .class("quiet"), text: "\(String(repeating: "　", count: (depths[node.code] ?? 1) - 1))\(node.code) ")
                        if node.leaf == nil { html(.strong, text: node.name) } else { html.text(node.name) }
                    }
                    let cells = [
                        node.points.description + (node.share.map { "（权重 \($0)%）" } ?? ""), node.kindWords, node.methodWords,
                        node.evidenceWords,
                    ]
                    for (label, text) in zip(labels.dropFirst(), cells) {
                        html(.td, .role("cell"), .data("label", label), text: text.isEmpty ? "—" : text)
                    }
                }
            }
        }
    }

    private func depths() -> [String: Int] {
        var depths: [String: Int] = [:]
        for (level, nodes) in scheme.levels.enumerated() {
            for node in nodes { depths[node.code] = level + 1 }
        }
        return depths
    }
}

extension Indicator {
    /// How it counts, in a few words.
    var kindWords: String {
        let own =
            switch kind {
            case .additive: "各项相加"
            case .weighted: "按权重"
            case .scored: "评分"
            case .deduction(let deduction, _):
                "扣分：" + deduction.penalties.map { "\($0.name)每次 \($0.each) 分\($0.cap.map { "，最多 \($0)" } ?? "")" }.joined(separator: "；")
            case .veto(let veto, _): veto.name
            }
        guard let bonus else { return own }
        return "加分项，\(own)" + (bonus.gate.map { "（基础分\(bonus.isReachedAtGate ? "达到" : "超过") \($0) 分才加）" } ?? "")
    }

    var methodWords: String {
        guard let leaf else { return "" }
        return leaf.method.name + (leaf.measure.map { "：\($0.name)" } ?? "")
    }

    var evidenceWords: String {
        guard let leaf else { return "" }
        let sampling = leaf.sampling.map { sampling in
            switch sampling.amount {
            case .count(let count): "抽 \(count) 件\(sampling.subject)"
            case .percent(let percent): "抽 \(percent)% 的\(sampling.subject)"
            }
        }
        return [leaf.evidence, sampling ?? ""].filter { !$0.isEmpty }.joined(separator: "；")
    }
}
