package import Domain
import HTML

/// The forms of the office on a round's page: units and people, deadlines, figures, the steps to the next state.
struct RoundForms {
    var page: RoundPage

    private var round: EvaluationRound { page.round }

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard page.staff.holds(.disclosureOffice), !round.state.isOver else { return }
        if page.may(.arrange) { writeArrangement(&html, in: frame) }
        if page.may(.extend), round.state == .open { writeDeadlines(&html, in: frame) }
        if page.may(.compute) { writeComputation(&html, in: frame) }
        section(&html, "下一步", id: "next") { html in
            // Calling it off comes last: it is not what comes next.
            let acts = RoundAct.allCases.filter { $0.next != nil && page.may($0) }
            for act in acts.filter({ $0 != .cancel }) + acts.filter({ $0 == .cancel }) { writeStep(act, &html, in: frame) }
        }
    }

    private func version(_ html: inout HTMLWriter) { html(.input, .type("hidden"), .name("version"), .value(String(round.version))) }

    private func isTicked(_ name: String, _ value: some CustomStringConvertible, _ isStored: Bool) -> Bool {
        page.ticked.isEmpty ? isStored : page.ticked[name]?.contains(value.description) == true
    }

    private func writeArrangement(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "安排", id: "arrangement") { html in
            workForm(&html, WorkRoute.arrangeRound.link(round.id), in: frame, class: "form wide") { html in
                version(&html)
                html(.fieldset) { html in
                    html(.legend, text: "被评单位")
                    html(.div, .class("columns")) { html in
                        for unit in page.units {
                            TickBox(
                                label: unit.name, id: "unit-\(unit.id)", isOn: isTicked("units", unit.id, round.units.contains(unit.id)),
                                value: unit.id.description, name: "units"
                            ).write(&html)
                        }
                    }
                }
                for (assessor, panel) in zip(round.scheme.assessors, round.panels) {
                    html(.fieldset) { html in
                        html(.legend, text: "\(assessor.name)（\(assessor.weight)%）")
                        TextLine(
                            label: "评分期限", id: "due-\(assessor.code)", value: page.typed["due-\(assessor.code)"] ?? panel.due.description,
                            limit: 10, hint: "例如 \(frame.today)。", problem: page.problems.message(of: "due-\(assessor.code)")
                        ).write(&html)
                        if assessor.kind == .oneself {
                            html(.p, .class("hint"), text: "由各单位的编辑岗位填写。")
                        } else if page.reviewers.isEmpty {
                            html(.p, .class("hint"), text: "还没有可以评分的人员，请系统管理员新建账号，安全管理员授予“第三方测评”岗位。")
                        } else {
                            for reviewer in page.reviewers {
                                TickBox(
                                    label: reviewer.name, id: "reviewer-\(assessor.code)-\(reviewer.account)",
                                    isOn: isTicked("reviewers-\(assessor.code)", reviewer.account, panel.reviewers.contains(reviewer)),
                                    value: reviewer.account.description, name: "reviewers-\(assessor.code)"
                                ).write(&html)
                            }
                        }
                    }
                }
                html(.button, .class("button"), .type("submit"), text: "保存安排")
            }
        }
    }

    private func writeDeadlines(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.details, attributes: [.class("fold")]) { html in
            html(.summary, text: "调整评分期限")
            workForm(&html, WorkRoute.extendRound.link(round.id), in: frame) { html in
                version(&html)
                for (assessor, panel) in zip(round.scheme.assessors, round.panels) {
                    TextLine(
                        label: assessor.name, id: "due-\(assessor.code)",
                        value: page.typed["due-\(assessor.code)"] ?? panel.due.description,
                        limit: 10,
                        problem: page.problems.message(of: "due-\(assessor.code)")
                    ).write(&html)
                }
                TextLine(
                    label: "理由", id: "extend-reason", value: page.typed["extend-reason"] ?? "", limit: 500,
                    problem: page.problems.message(of: "extend-reason")
                )
                .write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "调整期限")
            }
        }
    }

    private func writeComputation(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "计算", id: "computation") { html in
            workForm(&html, WorkRoute.computeRound.link(round.id), in: frame) { html in
                if let problem = page.problems.message(of: "computation") {
                    html(.p, .class("problem"), .id("computation-problem"), text: problem)
                }
                if round.scheme.leaves.contains(where: { $0.leaf?.method == .automatic }) {
                    TickBox(label: "自动取数的指标重新取数", id: "measuring", isOn: page.computed == nil).write(&html)
                }
                html(.button, .class("button"), .type("submit"), text: page.computed == nil ? "计算得分" : "重新计算")
            }
        }
    }

    private func writeStep(_ act: RoundAct, _ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.moveRound.link(round.id), in: frame, class: "form") { html in
            version(&html)
            html(.input, .type("hidden"), .name("act"), .value(act.rawValue))
            html(.p, text: act.consequence)
            if act == .announce {
                TextLine(
                    label: "申诉期限", id: "appeals-until", value: page.typed["appeals-until"] ?? frame.today.adding(days: 5).description,
                    limit: 10, problem: page.problems.message(of: "appeals-until")
                ).write(&html)
            }
            if act == .cancel || act == .close && page.progress.missing > 0 {
                TextLine(
                    label: act == .cancel ? "取消的理由" : "还有 \(page.progress.missing) 份没有提交，截止的理由", id: "reason-\(act.rawValue)",
                    value: page.typed["reason-\(act.rawValue)"] ?? "",
                    limit: 500, problem: page.problems.message(of: "reason-\(act.rawValue)")
                ).write(&html)
            }
            if let problem = page.problems.message(of: "act-\(act.rawValue)") {
                html(.p, .class("problem"), .id("act-\(act.rawValue)-problem"), text: problem)
            }
            html(
                .button, .class(act == .cancel ? "button quiet" : "button"), .type("submit"), .id("act-\(act.rawValue)"), text: act.name)
        }
    }
}

/// Appeals on a round's page, with the office's answers.
struct RoundAppeals {
    var page: RoundPage

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let round = page.round
        guard !page.appeals.isEmpty else { return }
        section(&html, "申诉（\(page.appeals.count)）", id: "appeals") { html in
            for appeal in page.appeals {
                let leaf = round.scheme.leaves.first { $0.code == appeal.leaf }
                html(.dl, .class("facts panel"), .id("appeal-\(appeal.id)")) { html in
                    fact(&html, "单位") { html in
                        html(.a, .href(WorkRoute.unitResult.link(round.id, appeal.unit)), text: page.unitName(appeal.unit))
                    }
                    fact(&html, "指标") { $0.text("\(appeal.leaf) \(leaf?.name ?? "")，\(round.scheme.assessorName(appeal.assessor))") }
                    fact(&html, "理由") { $0.text("\(appeal.reason)（\(appeal.signature)，\(appeal.filed.text)）") }
                    fact(&html, "答复") { html in
                        guard let answer = appeal.answer else { return StatusTag(word: "等待答复", shape: .open).write(&html) }
                        StatusTag(word: answer.isGranted ? "成立，调整评分" : "维持原评分", shape: .full).write(&html)
                        html.text(" \(answer.reason)（\(answer.signature)，\(answer.time.text)）")
                    }
                }
                guard appeal.answer == nil, page.may(.answerAppeal) else { continue }
                workForm(&html, WorkRoute.answerAppeal.link(round.id, appeal.id), in: frame) { html in
                    let problems = page.problems
                    TextLine(
                        label: "调整为", id: "entry-\(appeal.id)", value: page.typed["entry-\(appeal.id)"] ?? "", limit: 200,
                        hint: "\(leaf?.entryHint ?? "")维持原评分的空着。", problem: problems.message(of: "entry-\(appeal.id)"), isOptional: true
                    ).write(&html)
                    TextLine(
                        label: "答复理由", id: "answer-\(appeal.id)", value: page.typed["answer-\(appeal.id)"] ?? "", limit: 2000,
                        problem: problems.message(of: "answer-\(appeal.id)")
                    ).write(&html)
                    html(.button, .class("button quiet"), .type("submit"), text: "答复")
                }
            }
        }
    }
}

extension Indicator {
    /// What can be typed for it in one line.
    package var entryHint: String {
        switch kind {
        case .scored: "0 到 \(points) 分。"
        case .deduction(let deduction, _): "依次填写次数，用逗号隔开：\(deduction.penalties.map(\.name).joined(separator: "、"))。"
        case .veto: "存在否决情形填“是”，没有填“否”。"
        case .additive, .weighted: ""
        }
    }
}

/// Orders to put something right on a round's page, and the form for another one.
struct RoundOrders {
    var page: RoundPage

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let round = page.round
        guard !page.orders.isEmpty || page.may(.order) else { return }
        section(&html, "整改（\(page.orders.count)）", id: "orders") { html in
            if !page.orders.isEmpty {
                OrderTable(orders: page.orders, name: page.unitName).write(&html, on: frame.today)
                if page.staff.holds(.disclosureOffice) {
                    html(.p) { html in
                        html(
                            .a, .class("button quiet"), .href(WorkRoute.resultFile.link(round.id, "rectification.docx")), .download,
                            text: "下载整改情况报告（Word）")
                    }
                }
            }
            guard page.may(.order) else { return }
            workForm(&html, WorkRoute.orderRectification.link(round.id), in: frame) { html in
                func typed(_ id: String, _ value: String = "") -> String { page.typed[id] ?? value }
                ChoiceList(
                    label: "单位", id: "order-unit", options: round.units.map { ($0.description, page.unitName($0)) },
                    selected: typed("order-unit"), problem: page.problems.message(of: "order-unit")
                ).write(&html)
                ChoiceList(
                    label: "指标", id: "order-leaf", options: round.scheme.leaves.map { ($0.code, "\($0.code) \($0.name.shown(40))") },
                    selected: typed("order-leaf"), nothing: "不限指标", isOptional: true
                ).write(&html)
                TextArea(
                    label: "存在的问题", id: "problem", value: typed("problem"), limit: 2000, problem: page.problems.message(of: "problem")
                ).write(&html)
                TextLine(
                    label: "检查日期", id: "checked", value: typed("checked", frame.today.description), limit: 10,
                    problem: page.problems.message(of: "checked")
                ).write(&html)
                TextLine(
                    label: "整改期限（检查之后几天）", id: "days", value: typed("days", String(RectificationOrder.usualDays)), limit: 3,
                    problem: page.problems.message(of: "days"), inputMode: "numeric"
                ).write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "下达整改通知")
            }
        }
    }
}
