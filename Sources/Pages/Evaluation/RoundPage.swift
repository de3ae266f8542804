package import Domain
package import HTML

/// One round: how far it is, who has handed in, what comes next, and the forms of whoever runs it.
package struct RoundPage: WorkPage {
    package var round: EvaluationRound
    package var staff: Staff
    /// Names of all units that can take part.
    package var units: [(id: OrganisationUnit.ID, name: String)]
    package var progress: RoundProgress
    package var samples: [DrawnSample]
    package var appeals: [ScoreAppeal]
    package var orders: [RectificationOrder]
    /// Who can be named to score.
    package var reviewers: [EvaluationRound.Reviewer]
    /// Names of people and units whom no reminder reaches.
    package var unreached: [String]
    package var computed: Instant?
    package var isStale: Bool
    package var trace: [(time: Instant, sentence: String)]
    package var typed: [String: String]
    /// Of an arrangement that comes back, what was ticked; empty when what is stored counts.
    package var ticked: [String: Set<String>]
    package var problems: [(field: String, message: String)]

    package init(
        round: EvaluationRound, staff: Staff, units: [(id: OrganisationUnit.ID, name: String)], progress: RoundProgress,
        samples: [DrawnSample], appeals: [ScoreAppeal], orders: [RectificationOrder], reviewers: [EvaluationRound.Reviewer],
        unreached: [String], computed: Instant?, isStale: Bool, trace: [(time: Instant, sentence: String)], typed: [String: String] = [:],
        ticked: [String: Set<String>] = [:], problems: [(field: String, message: String)] = []
    ) {
        self.round = round
        self.staff = staff
        self.units = units
        self.progress = progress
        self.samples = samples
        self.appeals = appeals
        self.orders = orders
        self.reviewers = reviewers
        self.unreached = unreached
        self.computed = computed
        self.isStale = isStale
        self.trace = trace
        self.typed = typed
        self.ticked = ticked
        self.problems = problems
    }

    private static let mostUnreached = 30

    package var title: String { problems.isEmpty ? round.title : "错误：\(round.title)" }
    package var trail: [WorkStep] { [WorkStep(label: "测评", address: WorkRoute.evaluation.link())] }

    func may(_ act: RoundAct) -> Bool { round.state.allows(act, to: round.roles(of: staff)) }

    func unitName(_ id: OrganisationUnit.ID) -> String { units.first { $0.id == id }?.name ?? "" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: round.title)
            round.state.tag.write(&html)
        }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "指标体系") { html in
                if staff.holds(.disclosureOffice) {
                    html(.a, .href(WorkRoute.scheme.link(round.edition)), text: round.scheme.title)
                } else {
                    html.text(round.scheme.title)
                }
            }
            fact(&html, "评估期间") { $0.text("\(round.first.inWords)至\(round.last.inWords)") }
            fact(&html, "被评单位") { $0.text("\(round.units.count) 个") }
            if let until = round.appealsUntil { fact(&html, "申诉期限") { $0.text(until.inWords) } }
            if let computed {
                fact(&html, "计算得分") { html in
                    html.text(computed.text)
                    if isStale { StatusTag(word: "之后有变动，需要重新计算", shape: .change, isAlarming: true).write(&html) }
                }
            }
            if may(.readResult) {
                fact(&html, "结果") { $0(.a, .href(WorkRoute.results.link(round.id)), text: "查看得分、名次和等次") }
            }
            if staff.holds(.disclosureOffice), may(.readSheets) {
                fact(&html, "重新计算") { html in
                    for (name, label) in [("scheme.json", "指标体系 JSON"), ("submissions.json", "评分 JSON")] {
                        html(.a, .href(WorkRoute.resultFile.link(round.id, name)), .download, text: label)
                        html.text("　")
                    }
                    html(.code, text: "mingtang evaluation score scheme.json submissions.json")
                }
            }
            if let draft = round.draft { fact(&html, "通报") { $0(.a, .href(WorkRoute.draft.link(draft)), text: "查看稿件") } }
        }
        writeOwnSheets(&html)
        writeProgress(&html)
        RoundForms(page: self).write(&html, in: frame)
        writeSamples(&html, in: frame)
        RoundAppeals(page: self).write(&html, in: frame)
        RoundOrders(page: self).write(&html, in: frame)
        writeTrace(&html)
    }

    // MARK: Sheets

    /// What the reader fills in themselves.
    private func writeOwnSheets(_ html: inout HTMLWriter) {
        let own = progress.lines.filter { round.sheetHolder($0.assessor, of: $0.unit, by: staff) == $0.holder }
        guard !own.isEmpty, round.state != .prepared else { return }
        section(&html, "我的评分表", id: "own") { html in
            html(.ul, .class("trail")) { html in
                for line in own {
                    html(.li) { html in
                        html(
                            .a, .href(WorkRoute.sheet.link(round.id, line.assessor, line.unit)),
                            text: "\(round.scheme.assessorName(line.assessor))：\(unitName(line.unit))")
                        html.text("　")
                        line.tag.write(&html)
                    }
                }
            }
        }
    }

    /// Who has handed in: the office sees that, and not what.
    private func writeProgress(_ html: inout HTMLWriter) {
        section(&html, "进度", id: "progress") { html in
            if round.state == .open { html(.p, .class("quiet"), text: "截止之前，除填写人自己外，谁也看不到评分表的内容。") }
            PeopleTable(caption: "各评估主体的进度", headings: ["评估主体", "权重", "评分期限", "已提交", "人员"]).write(&html) { html, labels in
                for (assessor, panel) in zip(round.scheme.assessors, round.panels) {
                    let lines = progress.lines.filter { $0.assessor == assessor.code }
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: assessor.name)
                        let people = round.isSelfAssessed(assessor.code) ? "各单位编辑" : panel.reviewers.map(\.name).joined(separator: "、")
                        let cells = [
                            "\(assessor.weight)%", panel.due.description, "\(lines.count { $0.submitted != nil }) / \(lines.count)",
                            people.isEmpty ? "还没有指定" : people,
                        ]
                        for (label, text) in zip(labels.dropFirst(), cells) { html(.td, .role("cell"), .data("label", label), text: text) }
                    }
                }
            }
            if !unreached.isEmpty, !round.state.isOver {
                let names = unreached.prefix(Self.mostUnreached).joined(separator: "、") + (unreached.count > Self.mostUnreached ? "等" : "")
                html(.p, .class("hint"), text: "收不到提醒邮件，请另行通知：\(names)。没有登记邮箱的，请系统管理员登记。")
            }
            guard staff.holds(.disclosureOffice), !progress.lines.isEmpty, round.state != .prepared else { return }
            html(.details, attributes: [.class("fold")]) { html in
                html(.summary, text: "逐份查看（\(progress.lines.count) 份）")
                html(.ul, .class("trail")) { html in
                    for line in progress.lines {
                        html(.li) { html in
                            let words = "\(unitName(line.unit))，\(round.scheme.assessorName(line.assessor))，\(line.holder.name(in: round))　"
                            if may(.readSheets) {
                                html(.a, .href(WorkRoute.sheet.link(round.id, line.assessor, line.unit, query: line.query)), text: words)
                            } else {
                                html.text(words)
                            }
                            line.tag.write(&html)
                        }
                    }
                }
            }
        }
    }

    // MARK: Samples

    private func writeSamples(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard !samples.isEmpty || may(.draw) else { return }
        section(&html, "抽样", id: "samples") { html in
            html(.p, text: "候选对象按字节排序、去重后，用种子按 SplitMix64 和 Fisher–Yates 抽取；任何人用同样的种子都能抽出同样的结果。")
            for sample in samples {
                html(.dl, .class("facts panel")) { html in
                    fact(&html, "对象") { $0.text(sample.subject + (sample.leaf.map { "（指标 \($0)）" } ?? "")) }
                    fact(&html, "种子") { $0(.code, text: String(sample.seed)) }
                    fact(&html, "抽取") {
                        $0.text("\(sample.candidates.count) 抽 \(sample.drawn.count)，\(sample.time.text)，\(sample.signature)")
                    }
                    fact(&html, "抽中") { $0.text(sample.drawn.joined(separator: "、")) }
                    if staff.holds(.disclosureOffice) {
                        fact(&html, "再抽一次") { html in
                            html(.a, .href(WorkRoute.resultFile.link(round.id, sample.fileName)), .download, text: "候选名单")
                            html.text("　")
                            html(.code, text: "mingtang evaluation draw 候选名单.txt --count \(sample.drawn.count) --seed \(sample.seed)")
                        }
                    }
                    fact(&html, "复核") { html in
                        StatusTag(
                            word: sample.isConfirmed ? "重新抽取，结果相同" : "重新抽取，结果不同", shape: sample.isConfirmed ? .full : .cross,
                            isAlarming: !sample.isConfirmed
                        ).write(&html)
                    }
                    fact(&html, "候选") { html in
                        html(.details) { html in
                            html(.summary, text: "全部 \(sample.candidates.count) 个")
                            html(.p, text: sample.candidates.joined(separator: "、"))
                        }
                    }
                }
            }
            guard may(.draw) else { return }
            workForm(&html, WorkRoute.drawSample.link(round.id), in: frame) { html in
                TextLine(
                    label: "抽什么", id: "subject", value: typed["subject"] ?? "", limit: 200, hint: "例如：政策文件，办事指南。",
                    problem: problems.message(of: "subject")
                ).write(&html)
                ChoiceList(
                    label: "用于指标", id: "sample-leaf",
                    options: round.scheme.leaves.filter { $0.leaf?.sampling != nil }.map { ($0.code, "\($0.code) \($0.name.shown(40))") },
                    selected: typed["sample-leaf"] ?? "", nothing: "不限指标，按下面的数量", isOptional: true
                ).write(&html)
                TextLine(
                    label: "数量", id: "count", value: typed["count"] ?? "", limit: 6, hint: "指标写明了抽样数的，按指标。",
                    problem: problems.message(of: "count"), isOptional: true, inputMode: "numeric"
                ).write(&html)
                TextArea(
                    label: "候选对象", id: "candidates", value: typed["candidates"] ?? "", limit: 200_000, rows: 5, hint: "一行一个。",
                    problem: problems.message(of: "candidates")
                ).write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "抽取")
            }
        }
    }

    private func writeTrace(_ html: inout HTMLWriter) {
        guard !trace.isEmpty else { return }
        section(&html, "经过", id: "trace") { html in
            html(.ul, .class("trail")) { html in
                for entry in trace { html(.li, text: "\(entry.time.text)　\(entry.sentence)") }
            }
        }
    }
}

extension RoundProgress.Line {
    var tag: StatusTag {
        if let submitted { return StatusTag(word: "已提交（\(submitted.text)）", shape: .full) }
        return isBegun ? StatusTag(word: "填写中", shape: .half) : StatusTag(word: "没有填写", shape: .open)
    }

    /// Whose sheet it is, where an assessor has several people.
    var query: [(name: String, value: String)] {
        switch holder {
        case .unit: []
        case .reviewer(let account): [("reviewer", account.description)]
        }
    }
}

extension String {
    /// The first of a long name.
    func shown(_ most: Int) -> String {
        unicodeScalars.count > most ? String(String.UnicodeScalarView(unicodeScalars.prefix(most))) + "…" : self
    }
}
