import Domain
import HTML

/// A proposal as those read it who decide about it.
struct ReplyReading {
    var proposal: ReplyProposal
    var searches: [RequestCase.Search]
    /// Names of the files that go out with it.
    var enclosed: [String]

    private var choice: ReplyChoice { ReplyChoice(outcome: proposal.outcome, ground: proposal.ground) }

    func write(_ html: inout HTMLWriter) {
        section(&html, "拟办结果") { html in
            html(.dl, .class("facts panel")) { html in
                fact(&html, "结果") { html in
                    html(.strong, text: choice.name)
                    html(.span, .class("explanation"), text: choice.applies)
                }
                row(&html, "依据", proposal.ground)
                row(&html, "提供的信息", proposal.released)
                row(&html, "随答复提供", enclosed.joined(separator: "\n"))
                row(&html, "理由", proposal.reasons)
                row(&html, "负责机关", proposal.referredOffice)
                row(&html, "联系方式", proposal.referredContact)
                if proposal.isHard { fact(&html, "疑难复杂") { $0.text("是，须经合法性审核") } }
                if proposal.overridesThirdParty { fact(&html, "公共利益") { $0.text("第三方不同意，仍决定公开；须书面告知第三方（条例第三十二条）") } }
                fact(&html, "救济途径") { $0.text(remedy) }
            }
        }
        writeParts(&html)
        writeFindings(&html)
        writeSearches(&html)
    }

    private var remedy: String {
        switch Remedy(for: .reply(proposal.outcome)) {
        case .none: "不写"
        case .reviewFirst: "先申请行政复议，不能直接起诉（复议前置）"
        case .reviewFirstForPart: "不公开的部分先申请行政复议，其他部分可以复议或者起诉"
        case .reviewOrCourt: "可以申请行政复议，也可以直接起诉"
        }
    }

    private func row(_ html: inout HTMLWriter, _ label: String, _ value: String) {
        guard !value.isEmpty else { return }
        fact(&html, label) { html in
            for line in value.split(whereSeparator: \.isNewline) { html(.p, text: String(line)) }
        }
    }

    private func writeParts(_ html: inout HTMLWriter) {
        guard !proposal.parts.isEmpty else { return }
        section(&html, "区分处理") { html in
            PeopleTable(caption: "区分处理", headings: ["内容", "处理", "不公开的理由"]).write(&html) { html, labels in
                for part in proposal.parts {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: part.name)
                        html(.td, .role("cell"), .data("label", labels[1]), text: part.isDisclosed ? "公开" : "不公开")
                        html(.td, .role("cell"), .data("label", labels[2]), text: part.reason.isEmpty ? "—" : part.reason)
                    }
                }
            }
        }
    }

    private func writeFindings(_ html: inout HTMLWriter) {
        let steps = DecisionStep.steps(before: proposal.outcome)
        guard !steps.isEmpty else { return }
        section(&html, "逐项认定") { html in
            html(.dl, .class("facts")) { html in
                for step in steps { fact(&html, step.name) { $0.text(proposal.findings[step] ?? "（没有写）") } }
                if let step = choice.step { fact(&html, step.name) { $0.text("在这一问决定：\(choice.name)") } }
            }
        }
    }

    private func writeSearches(_ html: inout HTMLWriter) {
        section(&html, "检索记录") { html in
            guard !searches.isEmpty else {
                html(.p, .class("quiet"), text: "没有检索记录。")
                return
            }
            html(.ul) { html in
                for search in searches {
                    let note = search.note.isEmpty ? "" : "；\(search.note)"
                    html(
                        .li,
                        text: "\(search.time.text) \(search.signature)：在\(search.place)用“\(search.words)”检索，找到 \(search.found) 件\(note)")
                }
            }
        }
    }
}

/// The decision of whose step it is.
struct ReplyDecisionForm {
    var shown: RequestCase
    var problems: [(field: String, message: String)]

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard let gate = shown.gate, let step = gate.step else { return }
        let name = step.kind == .review ? "合法性审核" : step.kind.words
        // What is only about the words of the opinion does not close the form.
        let reasons = gate.deciding(.approved, by: shown.staff, reason: "-")
        section(&html, "\(name)意见", id: "decision") { html in
            guard reasons.allSatisfy({ $0 == .changed }) else {
                html(.p, text: "现在等待\(name)。您不能办理，原因：")
                html(.ul) { html in
                    for reason in reasons { html(.li, text: reason.sentence) }
                }
                return
            }
            workForm(&html, WorkRoute.decideReply.link(shown.request.id), in: frame, class: "form decision") { html in
                html(.input, .type("hidden"), .name("version"), .value(String(shown.request.version)))
                if step.kind == .secrecyReview {
                    html(.p, .class("hint"), text: "逐项核对：是否涉及国家秘密、工作秘密、商业秘密、个人隐私。拿不准的报上级确定，确定之前不能答复公开（条例第十七条）。")
                }
                TextArea(
                    label: "意见", id: "opinion", value: "", limit: 1000, rows: 3, hint: "同意可以不写；退回、报上级，以及上级确定之后，必须写明理由。",
                    problem: problems.message(of: "opinion"), isOptional: true
                ).write(&html)
                html(.div, .class("form-acts")) { html in
                    RequestButton(label: "同意", id: "approved", reasons: reasons, style: "button", choice: ("verdict", "approved"))
                        .write(&html)
                    html(.button, .class("button quiet"), .type("submit"), .name("verdict"), .value("returned"), text: "退回修改")
                    if step.kind == .secrecyReview, case .inReview = gate.state {
                        html(.button, .class("button quiet"), .type("submit"), .name("verdict"), .value("referred"), text: "报上级确定")
                    }
                }
            }
        }
    }
}

/// Files that are handed out, and the copy of one without personal data.
struct ReleasedFiles {
    var shown: RequestCase
    var mayMask: Bool

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let files = shown.files.filter { $0.isReleased }
        section(&html, "提供给申请人的材料", id: "files") { html in
            guard !files.isEmpty else {
                html(.p, .class("quiet"), text: "没有材料。需要随答复提供文件的，到申请页面添加“提供给申请人的信息”。")
                if mayMask { writeLink(&html) }
                return
            }
            html(.ul, .class("attachments")) { html in
                for file in files { write(file, &html, in: frame) }
            }
            if mayMask {
                html(.p, .class("quiet"), text: "去标识化：生成一份隐去个人信息的副本，原件留在案卷里。部分公开时只勾选副本。")
                writeLink(&html)
            }
        }
    }

    private func writeLink(_ html: inout HTMLWriter) {
        html(.p) { $0(.a, .class("button quiet"), .href(WorkRoute.request.link(shown.request.id)), text: "到申请页面添加材料") }
    }

    private func write(_ file: RequestCase.File, _ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.li) { html in
            html(.a, .href(WorkRoute.requestFile.link(shown.request.id, file.id)), text: file.name)
            html(.span, .class("quiet"), text: "（\(file.sizeInBytes.asFileSize)）")
            guard mayMask else { return }
            workForm(&html, WorkRoute.saveReply.link(shown.request.id), in: frame, class: "inline-form") { html in
                html(.input, .type("hidden"), .name("version"), .value(String(shown.request.version)))
                html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("mask.\(file.id)")) { html in
                    html.text("去标识化")
                    html(.span, .class("unseen"), text: file.name)
                }
            }
        }
    }
}
