package import Domain
package import HTML

/// A finding of the checks as a page shows it.
package struct FindingLine: Sendable {
    package var key: String
    /// Name of the check in words.
    package var check: String
    package var isBlocking: Bool
    package var place: String
    package var sample: String
    package var reason: String
    package var remedy: String
    /// Who said why it may stand, and what.
    package var answer: String?
    package var mayJustify: Bool

    package init(
        key: String, check: String, isBlocking: Bool, place: String, sample: String, reason: String, remedy: String, answer: String?,
        mayJustify: Bool
    ) {
        self.key = key
        self.check = check
        self.isBlocking = isBlocking
        self.place = place
        self.sample = sample
        self.reason = reason
        self.remedy = remedy
        self.answer = answer
        self.mayJustify = mayJustify
    }
}

/// Everything about a draft that both its form and its reading page show.
package struct DraftView: Sendable {
    package var draft: Draft
    package var unitName: String
    package var path: ApprovalPath
    package var item: ItemLink?
    package var entry: CatalogueEntry?
    /// When it is due and how that is reckoned, for what was begun from an obligation.
    package var due: String?
    package var decisions: [Decision]
    package var findings: [FindingLine]
    /// Whether the checks have run over exactly this content.
    package var isChecked: Bool
    /// Why each act is not open to whoever looks; empty when it is.
    package var acts: Acts
    /// Where a published one can be seen.
    package var published: WebAddress?
    package var emergencyAsked: String?
    /// Interpretation and chains.
    package var ties: PaperTies?

    package struct Acts: Sendable {
        package var editing: [GateReason]
        package var submission: [GateReason]
        package var recall: [GateReason]
        package var deciding: [GateReason]
        package var publication: [GateReason]
        package var emergency: [GateReason]

        package init(
            editing: [GateReason], submission: [GateReason], recall: [GateReason], deciding: [GateReason], publication: [GateReason],
            emergency: [GateReason]
        ) {
            self.editing = editing
            self.submission = submission
            self.recall = recall
            self.deciding = deciding
            self.publication = publication
            self.emergency = emergency
        }
    }

    package init(
        draft: Draft, unitName: String, path: ApprovalPath, item: ItemLink?, entry: CatalogueEntry?, due: String?, decisions: [Decision],
        findings: [FindingLine], isChecked: Bool, acts: Acts, published: WebAddress?, emergencyAsked: String?
    ) {
        self.draft = draft
        self.unitName = unitName
        self.path = path
        self.item = item
        self.entry = entry
        self.due = due
        self.decisions = decisions
        self.findings = findings
        self.isChecked = isChecked
        self.acts = acts
        self.published = published
        self.emergencyAsked = emergencyAsked
    }

    var shownTitle: String { draft.content.title.isEmpty ? "（还没有标题）" : draft.content.title }

    /// 审批进度: each step with who decided what.
    func writeProgress(_ html: inout HTMLWriter) {
        html(.ol, .class("progress"), .aria("label", "审批进度")) { html in
            html(.li, .class(draft.state == .drafting ? "now" : "done")) { html in
                html(.span, .class("step-name"), text: "起草")
                html(.span, .class("quiet"), text: unitName)
            }
            for (place, step) in path.steps.enumerated() {
                let decision = decisions.last { $0.step == place && !$0.isVoid }
                let isNow = draft.state == .inReview(step: place) || draft.state == .referred(step: place)
                html(.li, .class(decision?.verdict == .approved ? "done" : isNow ? "now" : "later")) { html in
                    html(.span, .class("step-name"), text: step.words)
                    if let decision {
                        html(.span, .class("quiet"), text: "\(decision.verdict.words) · \(decision.signature)")
                    } else {
                        html(.span, .class("quiet"), text: isNow ? "正在等待" : "还没有到")
                    }
                }
            }
            html(.li, .class(draft.state == .published ? "done" : "later")) { html in
                html(.span, .class("step-name"), text: draft.content.attribute.isPublished ? "公开" : "归入不公开台账")
            }
        }
    }

    /// 检查发现, each with its remedy and the ways to answer it.
    func writeFindings(_ html: inout HTMLWriter, in frame: WorkFrame, mayMask: Bool) {
        section(&html, "检查发现", id: "findings") { html in
            guard isChecked else {
                html(.p, text: "还没有按现在的内容检查。点“检查”，或者直接提交，系统会先检查。")
                return
            }
            guard !findings.isEmpty else {
                html(.p, .class("all-clear"), text: "没有发现问题。检查不能代替审查，请仍按程序办理。")
                return
            }
            let open = findings.count { $0.isBlocking && $0.answer == nil }
            html(.p, text: "共 \(findings.count) 处，其中 \(open) 处必须处理后才能继续。")
            if mayMask, findings.contains(where: { $0.check == "个人信息" }) {
                workForm(&html, WorkRoute.maskDraft.link(draft.id), in: frame, class: "one-click") { html in
                    html(.input, .type("hidden"), .name("version"), .value(String(draft.version)))
                    html(.button, .class("button"), .type("submit"), text: "一键去标识化")
                    html(.span, .class("quiet"), text: "生成去标识化的正文和附件，原件封存，只有本单位能看。")
                }
            }
            html(.ol, .class("findings")) { html in
                for group in groups { write(group.first, further: group.further, &html, in: frame) }
            }
        }
    }

    private struct Group {
        var first: FindingLine
        var further: [FindingLine] = []
    }

    /// Findings that say the same of different places stand together: a list of people has hundreds of them.
    private var groups: [Group] {
        var groups: [Group] = []
        var places: [String: Int] = [:]
        for finding in findings {
            let isAlone = finding.mayJustify || finding.answer != nil
            let key = "\(finding.check)\n\(finding.reason)\n\(finding.remedy)\n\(finding.isBlocking)"
            if !isAlone, let index = places[key] {
                groups[index].further.append(finding)
            } else {
                if !isAlone { places[key] = groups.count }
                groups.append(Group(first: finding))
            }
        }
        return groups
    }

    private func write(_ finding: FindingLine, further: [FindingLine], _ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.li, .class(finding.isBlocking && finding.answer == nil ? "finding blocking" : "finding"), .id("finding-\(finding.key)")) {
            html in
            html(.p) { html in
                StatusTag(
                    word: finding.answer != nil ? "已说明" : finding.isBlocking ? "必须处理" : "请核对",
                    shape: finding.answer != nil ? .full : finding.isBlocking ? .cross : .change,
                    isAlarming: finding.isBlocking && finding.answer == nil
                ).write(&html)
                html(.strong, text: finding.check)
                html(.span, .class("place"), text: finding.place)
            }
            html(.p) { html in
                if !finding.sample.isEmpty { html(.code, .class("sample"), text: finding.sample) }
                html.text(finding.reason)
            }
            if !further.isEmpty {
                html(.details) { html in
                    html(.summary, text: "同样的还有 \(further.count) 处")
                    html(.ul) { html in
                        for other in further {
                            html(.li) { html in
                                html(.code, .class("sample"), text: other.sample)
                                html.text(other.place)
                            }
                        }
                    }
                }
            }
            html(.p, .class("remedy"), text: "怎么办：\(finding.remedy)")
            if let answer = finding.answer { html(.p, .class("answer"), text: answer) }
            if finding.mayJustify, finding.answer == nil {
                html(.details) { html in
                    html(.summary, text: "说明理由，保留原文")
                    workForm(&html, WorkRoute.answerFinding.link(draft.id, finding.key), in: frame) { html in
                        let id = "justify-\(finding.key)"
                        html(.label, .for(id), text: "理由（以您的名义记录）")
                        html(.input, .type("text"), .id(id), .name("reason"), .maxLength(500), .required)
                        html(.button, .class("button quiet"), .type("submit"), text: "记录理由")
                    }
                }
            }
        }
    }

    /// 办理记录, newest first; what an edit has voided is kept and said so.
    func writeTrail(_ html: inout HTMLWriter) {
        DecisionTrail(heading: "办理记录", empty: "还没有审批意见。", voided: "内容改动后作废", decisions: decisions).write(&html)
    }
}
