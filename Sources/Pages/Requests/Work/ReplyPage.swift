import Domain
package import HTML

/// 拟答复意见: the decision tree as a form for who writes it, the proposal and a decision form for who judges it.
package struct ReplyPage: WorkPage {
    package var shown: RequestCase
    /// What is in the fields, also when it is wrong.
    package var fields: ReplyFields
    package var problems: [(field: String, message: String)]
    /// What may be personal data in texts that go out.
    package var warnings: [String]

    package init(shown: RequestCase, fields: ReplyFields, problems: [(field: String, message: String)] = [], warnings: [String] = []) {
        self.shown = shown
        self.fields = fields
        self.problems = problems
        self.warnings = warnings
    }

    package var title: String { problems.isEmpty ? "拟答复意见" : "错误：拟答复意见" }
    package var trail: [WorkStep] { shown.trail }

    private var id: DisclosureRequest.ID { shown.request.id }
    private var gate: ReplyGate? { shown.gate }

    /// Why the proposal may not be written in by whoever looks.
    private var editing: [RequestReason] {
        shown.isDestroyed
            ? [.identityGone] : ReplyGate.editing(gate?.state, unit: shown.unit.id, request: shown.standing, by: shown.staff)
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: "拟答复意见")
            (gate?.state ?? .drafting).tag(gate?.path ?? []).write(&html)
        }
        ReplyProgress(gate: gate, decisions: shown.decisions, unit: shown.unit.name).write(&html)
        writeRequest(&html)
        writeWarnings(&html)
        if editing.isEmpty {
            ReplyForm(shown: shown, fields: fields, problems: problems).write(&html, in: frame)
        } else {
            writeWhyClosed(&html)
            if let gate {
                ReplyReading(proposal: gate.proposal, searches: shown.searches, enclosed: shown.enclosed.map(\.name)).write(&html)
            }
        }
        ReleasedFiles(shown: shown, mayMask: editing.isEmpty).write(&html, in: frame)
        ReplyDecisionForm(shown: shown, problems: problems).write(&html, in: frame)
        writeRecall(&html, in: frame)
        writeNext(&html)
        DecisionTrail(heading: "审签记录", empty: "还没有审签意见。", voided: "改动后作废", decisions: shown.decisions).write(&html)
    }

    private func writeRequest(_ html: inout HTMLWriter) {
        html(.dl, .class("facts panel")) { html in
            fact(&html, "申请") { html in
                html(.a, .href(WorkRoute.request.link(id)), text: shown.request.number)
                html.text("，\(shown.request.applicant.name)，\(shown.request.channel.name)")
            }
            fact(&html, "申请内容") { $0.text(shown.request.wanted.shown(atMost: 2000)) }
            if let due = shown.standing.dueOn, shown.standing.state.isOpen {
                fact(&html, "答复期限") { html in
                    html.text(due.inWords)
                    if let left = shown.standing.workingDaysLeft {
                        html(.span, .class("explanation"), text: left < 0 ? "已逾期 \(-left) 个工作日" : "还有 \(left) 个工作日")
                    }
                }
            }
            fact(&html, "检索记录") { html in
                html.text(shown.searches.isEmpty ? "还没有" : "\(shown.searches.count) 次，共找到 \(shown.searches.reduce(0) { $0 + $1.found }) 件")
                if shown.mayHandle { html(.a, .href(WorkRoute.request.link(id)), text: "　到申请页面记录检索") }
            }
        }
    }

    private func writeWarnings(_ html: inout HTMLWriter) {
        guard !warnings.isEmpty else { return }
        html(.div, .class("missing"), .id("warnings")) { html in
            html(.h2, text: "可能有个人信息，请核对")
            html(.p, text: "答复书会发给申请人。与申请人本人无关的个人信息应当去掉，或者作区分处理。")
            html(.ul) { html in
                for warning in warnings { html(.li, text: warning) }
            }
        }
    }

    private func writeWhyClosed(_ html: inout HTMLWriter) {
        let reasons = editing.filter { $0 != .mustBeRecalled && $0 != .isIssued }
        guard gate == nil || !reasons.isEmpty, shown.mayHandle || gate == nil else { return }
        html(.div, .class("missing")) { html in
            html(.h2, text: "现在不能拟写答复")
            html(.ul) { html in
                for reason in editing { html(.li, text: reason.sentence) }
            }
        }
    }

    private func writeRecall(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard let gate, gate.recall(by: shown.staff).isEmpty else { return }
        html(.details, .class("fold")) { html in
            html(.summary, text: "撤回修改")
            workForm(&html, WorkRoute.recallReply.link(id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(shown.request.version)))
                html(.p, text: "撤回后可以修改，已有的审签意见全部作废，改好后重新提交。")
                html(.button, .class("button quiet"), .type("submit"), text: "撤回修改")
            }
        }
    }

    private func writeNext(_ html: inout HTMLWriter) {
        guard let gate, gate.state == .approved, shown.mayHandle else { return }
        section(&html, "发出答复书") { html in
            html(.p, text: "审签已经全部通过，可以生成答复书。答复书只用批准的内容。")
            html(.p) { html in
                html(
                    .a, .class("button"), .href(WorkRoute.newLetter.link(id, LetterKind.reply(gate.proposal.outcome).rawValue)),
                    text: "生成答复书")
            }
        }
    }
}

/// 审签进度
struct ReplyProgress {
    var gate: ReplyGate?
    var decisions: [Decision]
    var unit: String

    func write(_ html: inout HTMLWriter) {
        let state = gate?.state ?? .drafting
        let usual: [ApprovalStep] = gate?.proposal.path ?? [.secrecyReview, .signOff]
        let path = gate.map { $0.path.isEmpty ? usual : $0.path } ?? usual
        html(.ol, .class("progress"), .aria("label", "审签进度")) { html in
            html(.li, .class(state == .drafting ? "now" : "done")) { html in
                html(.span, .class("step-name"), text: "拟写")
                html(.span, .class("quiet"), text: unit)
            }
            for (place, step) in path.enumerated() {
                let decision = decisions.last { $0.step == place && !$0.isVoid }
                let isNow = state == .inReview(step: place) || state == .referred(step: place)
                html(.li, .class(decision?.verdict == .approved ? "done" : isNow ? "now" : "later")) { html in
                    html(.span, .class("step-name"), text: step == .review ? "合法性审核" : step.words)
                    let words = decision.map { "\($0.verdict.words) · \($0.signature)" } ?? (isNow ? "正在等待" : "还没有到")
                    html(.span, .class("quiet"), text: words)
                }
            }
            html(.li, .class(state == .issued ? "done" : state == .approved ? "now" : "later")) { html in
                html(.span, .class("step-name"), text: "发出答复书")
            }
        }
    }
}
