import Domain
package import HTML

/// A draft as those read it who decide about it: content as the public will see it, findings, progress, and the decision form.
package struct DraftReadingPage: WorkPage {
    package var view: DraftView
    package var problems: [(field: String, message: String)]
    /// Whose step it is may read the sealed originals.
    package var showsOriginals: Bool

    package init(view: DraftView, problems: [(field: String, message: String)] = [], showsOriginals: Bool) {
        self.view = view
        self.problems = problems
        self.showsOriginals = showsOriginals
    }

    package var title: String { view.shownTitle }
    package var trail: [WorkStep] { [WorkStep(label: "拟公开", address: WorkRoute.drafts.link())] }

    private var content: Draft.Content { view.draft.content }
    private var version: String { String(view.draft.version) }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: view.shownTitle)
            view.draft.state.tag(view.path).write(&html)
        }
        if view.draft.corrects != nil { html(.p, .class("mark-word"), text: "更正稿：通过后替换已公开的原文") }
        view.writeProgress(&html)
        if let published = view.published { html(.p) { $0(.a, .class("button quiet"), .href(published), text: "查看公开页面") } }
        if view.acts.deciding.isEmpty { html(.p) { $0(.a, .href(WebAddress(fragment: "decision")), text: "直接去填写审批意见") } }
        writeFacts(&html)
        section(&html, "正文") { html in
            if content.body.isEmpty {
                html(.p, .class("quiet"), text: "没有正文，内容在附件里。")
            } else {
                html(.div, .class("reading")) { DocumentText(documentBody: content.body, title: content.title).write(&$0) }
            }
        }
        writeAttachments(&html)
        view.ties?.write(&html)
        view.writeFindings(&html, in: frame, mayMask: false)
        writeDecision(&html, in: frame)
        writePublication(&html, in: frame)
        writeRecall(&html, in: frame)
        writeEmergency(&html, in: frame)
        view.writeTrail(&html)
    }

    private func writeFacts(_ html: inout HTMLWriter) {
        html(.dl, .class("facts panel")) { html in
            fact(&html, "单位") { $0.text(view.unitName) }
            if let item = view.item {
                fact(&html, "公开事项") { $0(.a, .href(Address.item(item.id).link), text: item.levels.joined(separator: " › ")) }
            }
            if let due = view.due { fact(&html, "应公开日期") { $0.text(due) } }
            fact(&html, "公开属性") { html in
                html.text(content.attribute.rawValue)
                if let withholding = content.withholding, content.attribute != .proactive {
                    html.text("：\(withholding.ground.rawValue)（\(withholding.ground.article)），\(withholding.reason)")
                    if let day = withholding.reassess { html.text("；\(day.inWords)再评估") }
                }
            }
            row(&html, "发文字号", content.number)
            row(&html, "成文日期", content.made?.inWords ?? "")
            row(&html, "主题分类", content.theme)
            row(&html, "体裁", content.category)
            fact(&html, "公开对象") { $0.text(content.isRestricted ? "特定群体（凭查阅码）" : "全社会") }
            fact(&html, "公开渠道") { $0.text(content.channels.map(\.rawValue).joined(separator: "、")) }
            if let rule = content.rule {
                fact(&html, "规范性文件") { html in
                    html.text("合法性审核：\(rule.legality.rawValue) \(rule.legalityNote)")
                    if let day = rule.validUntil { html.text("；有效期至 \(day.inWords)") }
                }
            }
        }
        if !content.elements.isEmpty {
            html(.details, .class("fold")) { html in
                html(.summary, text: "公开内容要素：\(content.elements.count { $0.isCovered }) / \(content.elements.count) 项已写明")
                html(.ul) { html in
                    for element in content.elements {
                        html(
                            .li,
                            text: "\(element.name)：\(element.isCovered ? "已写明" : "不适用")\(element.note.isEmpty ? "" : "，\(element.note)")")
                    }
                }
            }
        }
    }

    private func row(_ html: inout HTMLWriter, _ label: String, _ value: String) {
        guard !value.isEmpty else { return }
        fact(&html, label) { $0.text(value) }
    }

    private func writeAttachments(_ html: inout HTMLWriter) {
        guard !content.attachments.isEmpty else { return }
        section(&html, "附件") { html in
            html(.ul, .class("attachments")) { html in
                for (index, attachment) in content.attachments.enumerated() {
                    html(.li) { html in
                        html(.a, .href(WorkRoute.draftFile.link(view.draft.id, index + 1)), text: attachment.name)
                        html(.span, .class("quiet"), text: "（\(attachment.sizeInBytes.asFileSize)）")
                        if attachment.original != nil {
                            html(.span, .class("mark-word"), text: "已去标识化")
                            if showsOriginals {
                                html(.a, .href(WorkRoute.originalFile.link(view.draft.id, index + 1)), text: "封存的原件")
                            }
                        }
                    }
                }
            }
        }
    }

    // MARK: Acts

    private func writeDecision(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let step: Int
        switch view.draft.state {
        case .inReview(let place), .referred(let place): step = place
        case .drafting, .approved, .withheld, .published, .discarded: return
        }
        guard view.path.steps.indices.contains(step) else { return }
        let kind = view.path.steps[step]
        section(&html, "\(kind.words)意见", id: "decision") { html in
            guard view.acts.deciding.isEmpty || view.acts.deciding.allSatisfy({ $0.isAboutContent }) else {
                html(.p, text: "现在等待\(kind.words)。您不能办理，原因：")
                html(.ul) { html in
                    for reason in view.acts.deciding { html(.li, text: reason.sentence) }
                }
                return
            }
            workForm(&html, WorkRoute.decide.link(view.draft.id), in: frame, class: "form decision") { html in
                html(.input, .type("hidden"), .name("version"), .value(version))
                if kind == .secrecyReview {
                    html(.p, .class("hint"), text: "逐项核对：是否涉及国家秘密、工作秘密、商业秘密、个人隐私，是否引用了不公开文件的标题或者文号。拿不准的报上级确定，确定之前不公开。")
                }
                FormField(label: "意见", id: "opinion", hint: "同意可以不写；退回、报上级必须写明理由。", problem: problem("opinion"), isOptional: true).write(
                    &html
                ) {
                    html, attributes in
                    html(.textarea, attributes: attributes + [.rows(3), .maxLength(1000)]) { _ in }
                }
                if step > 0 {
                    FormField(label: "退回到", id: "returnTo", isOptional: true).write(&html) { html, attributes in
                        html(.select, attributes: attributes) { html in
                            html(.option, .value(""), text: "起草")
                            for place in 0..<step { html(.option, .value(String(place)), text: view.path.steps[place].words) }
                        }
                    }
                }
                html(.div, .class("form-acts")) { html in
                    GatedButton(label: "同意", name: "verdict", value: "approved", reasons: view.acts.deciding).write(&html)
                    html(.button, .class("button quiet"), .type("submit"), .name("verdict"), .value("returned"), text: "退回修改")
                    if kind == .secrecyReview, case .inReview = view.draft.state {
                        html(.button, .class("button quiet"), .type("submit"), .name("verdict"), .value("referred"), text: "报上级确定")
                    }
                }
            }
        }
    }

    private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.message }

    private func writePublication(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard case .approved(let scheduled) = view.draft.state else { return }
        section(&html, "公开") { html in
            if let scheduled { html(.p, text: "已定于 \(scheduled.day.inWords) \(scheduled.clock) 自动公开。") }
            workForm(&html, WorkRoute.publishDraft.link(view.draft.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(version))
                FormField(label: "定时公开", id: "when", hint: "例如：2026-03-20 09:00。不填就是现在公开。", problem: problem("when"), isOptional: true)
                    .write(&html) {
                        html, attributes in
                        html(.input, attributes: attributes + [.type("text"), .maxLength(20)])
                    }
                html(.div, .class("form-acts")) { html in
                    GatedButton(label: "公开", value: "publish", reasons: view.acts.publication).write(&html)
                }
            }
        }
    }

    private var isWithheld: Bool { view.draft.state == .withheld }

    private func writeRecall(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard view.acts.recall.isEmpty else { return }
        html(.details, .class("fold")) { html in
            html(.summary, text: isWithheld ? "重新评估" : "撤回修改")
            workForm(&html, WorkRoute.saveDraft.link(view.draft.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(version))
                html(
                    .p,
                    text: isWithheld
                        ? "情况变化、可以公开的，重新评估后改为公开（条例第十八条）；仍不公开的，写明新的理由和再评估日期。都要重新审批。" : "撤回后可以修改，已有的审批意见全部作废，改好后重新提交。")
                html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("recall"), text: isWithheld ? "开始重新评估" : "撤回修改")
            }
        }
    }

    private func writeEmergency(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard view.acts.emergency.isEmpty || view.emergencyAsked != nil else { return }
        switch view.draft.state {
        case .withheld, .published, .discarded, .referred: return
        case .drafting, .inReview, .approved: break
        }
        html(.details, attributes: [.class("fold")] + (view.emergencyAsked == nil ? [] : [.open])) { html in
            html(.summary, text: "应急发布")
            html(.p, text: "只用于突发事件。跳过审批环节，但检查发现仍须处理；由两个人负责，姓名和次数向社会公布。")
            if let asked = view.emergencyAsked { html(.p, .class("answer"), text: asked) }
            guard view.acts.emergency.isEmpty else {
                html(.ul) { html in
                    for reason in view.acts.emergency { html(.li, text: reason.sentence) }
                }
                return
            }
            workForm(&html, WorkRoute.forcePublication.link(view.draft.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(version))
                FormField(label: "应急理由", id: "emergency", problem: problem("emergency")).write(&html) { html, attributes in
                    html(.textarea, attributes: attributes + [.rows(2), .maxLength(500), .required]) { _ in }
                }
                html(
                    .button, .class("button danger"), .type("submit"),
                    text: view.emergencyAsked == nil ? "提出应急发布，等待第二人确认" : "作为第二人确认，立即公开")
            }
        }
    }
}

extension GateReason {
    /// In the way of approving only; returning stays possible.
    fileprivate var isAboutContent: Bool {
        switch self {
        case .openFindings, .contentChanged, .needsAnswerFromAbove: true
        default: false
        }
    }
}
