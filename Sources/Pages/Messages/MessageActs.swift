import Domain
import HTML

/// What the reader may do with a letter, each act a form of its own.
struct MessageActs {
    var page: MessageCasePage

    private var message: Message { page.message }

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if page.acts.contains(.dispatch) { writeDispatch(&html, in: frame) }
        if page.acts.contains(.uphold) { writeObjection(&html, in: frame) }
        if page.acts.contains(.draft) { writeDraft(&html, in: frame) }
        if page.acts.contains(.approve) { writeReview(&html, in: frame) }
        if page.acts.contains(.publish), !page.isPublic, message.mayPublish, !message.answer.isEmpty { writePublication(&html, in: frame) }
        if page.acts.contains(.withdraw), page.isPublic {
            writeReason("不再公开", WorkRoute.withdrawMessage, .withdraw, "撤下的理由", &html, in: frame)
        }
        if page.acts.contains(.close) { writeClosing(&html, in: frame) }
        if page.acts.contains(.object) { writeReason("不是本单位的事", WorkRoute.objectMessage, .object, "异议的理由和依据，建议由哪个单位办理", &html, in: frame) }
        if page.acts.contains(.transfer) { writeTransfer(&html, in: frame) }
        if page.acts.contains(.convert) { writeConversion(&html, in: frame) }
        if frame.leads(to: .newOpinion) {
            let address = WorkRoute.newOpinion.link(query: [("from", "message:\(message.number)")])
            html(.p) { $0(.a, .class("button quiet"), .href(address), text: "转为舆情事项") }
        }
        if page.acts.contains(.merge) { writeMerger(&html, in: frame) }
        if page.acts.contains(.urge) { writeReason("督办", WorkRoute.urgeMessage, .urge, "督办要求", &html, in: frame) }
    }

    /// The forms of one page have fields of the same names: each form names its own after its act.
    private func id(_ act: MessageAct, _ input: MessageInput) -> String { "\(act.rawValue)-\(input.id)" }

    private func form(
        _ html: inout HTMLWriter, _ route: WorkRoute, in frame: WorkFrame, content: (inout HTMLWriter) -> Void
    ) {
        workForm(&html, route.link(message.id), in: frame) { html in
            html(.input, .type("hidden"), .name("version"), .value(String(message.version)))
            content(&html)
        }
    }

    private func area(
        _ act: MessageAct, _ input: MessageInput, _ label: String, limit: Int, rows: Int = 3, value: String = "", hint: String? = nil,
        isOptional: Bool = false, _ html: inout HTMLWriter
    ) {
        let id = id(act, input)
        TextArea(
            label: label, id: id, value: page.typed[id] ?? value, limit: limit, rows: rows, hint: hint,
            problem: page.problems.message(of: id),
            isOptional: isOptional
        ).write(&html)
    }

    private func unitChoice(
        _ act: MessageAct, _ label: String, chosen: String = "", hint: String? = nil, nothing: String = "请选择", _ html: inout HTMLWriter
    ) {
        let id = id(act, .unit)
        ChoiceList(
            label: label, id: id, options: page.units.map { ($0.code, $0.name) }, selected: page.typed[id] ?? chosen, nothing: nothing,
            hint: hint,
            problem: page.problems.message(of: id)
        ).write(&html)
    }

    private func button(_ html: inout HTMLWriter, _ text: String, isQuiet: Bool = false, act: MessageAct? = nil) {
        var attributes: [Attribute] = [.class(isQuiet ? "button quiet" : "button"), .type("submit")]
        if let act { attributes += [.name("act"), .value(act.rawValue)] }
        html(.button, attributes: attributes) { $0.text(text) }
    }

    private func writeReason(
        _ heading: String, _ route: WorkRoute, _ act: MessageAct, _ label: String, _ html: inout HTMLWriter, in frame: WorkFrame
    ) {
        fold(&html, heading, act) { html in
            form(&html, route, in: frame) { html in
                area(act, .reason, label, limit: 500, &html)
                button(&html, act.name, isQuiet: true)
            }
        }
    }

    /// Open when something in it is wrong.
    private func fold(_ html: inout HTMLWriter, _ heading: String, _ act: MessageAct, content: (inout HTMLWriter) -> Void) {
        let isOpen = page.problems.contains { $0.field.hasPrefix("\(act.rawValue)-") }
        html(.details, attributes: [.class("fold")] + (isOpen ? [.open] : [])) { html in
            html(.summary) { $0(.h2, text: heading) }
            content(&html)
        }
    }

    // MARK: To whom it belongs

    private func writeDispatch(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "分类处置", id: "dispatch") { html in
            if page.looksLikeRequest {
                html(.p, .class("notice"), text: "内容像是申请公开政府信息。是的，请在下面“转为依申请公开”，法定期限另行计算。")
            }
            form(&html, WorkRoute.dispatchMessage, in: frame) { html in
                if !page.suggestions.isEmpty {
                    html(.p, text: "建议派给：")
                    html(.ul) { html in
                        for suggestion in page.suggestions { html(.li, text: "\(suggestion.name)（\(suggestion.why)）") }
                    }
                }
                unitChoice(.dispatch, "派给哪个单位", chosen: page.suggestions.first?.code ?? "", &html)
                area(.dispatch, .reason, "给办理单位的话", limit: 500, rows: 2, isOptional: true, &html)
                button(&html, "受理并派单")
            }
        }
        fold(&html, "不派单：转紧急热线、告知法定途径、解释说明、移交公安", .turnAway) { html in
            form(&html, WorkRoute.turnAwayMessage, in: frame) { html in
                let id = id(.turnAway, .triage)
                ChoiceList(
                    label: "处置方式", id: id, options: Message.Triage.allCases.filter { $0 != .accepted }.map { ($0.rawValue, $0.name) },
                    selected: page.typed[id] ?? "", nothing: "请选择", problem: page.problems.message(of: id)
                ).write(&html)
                area(
                    .turnAway, .reason, "告知写信人的话", limit: 5000, rows: 4, hint: "写信人在进度页看到。告知法定途径的，写明依据、向谁提出、期限；属于申请公开政府信息的，告知依申请公开。",
                    &html)
                button(&html, "告知并办结", isQuiet: true)
            }
        }
    }

    private func writeObjection(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "裁定派单异议", id: "objection") { html in
            form(&html, WorkRoute.decideObjection, in: frame) { html in
                unitChoice(.uphold, "异议成立的，改派给", chosen: "", hint: "异议不成立的不用选，仍由原单位办理。", nothing: "不改派", &html)
                area(.uphold, .reason, "裁定的理由", limit: 500, &html)
                html(.div, .class("form-acts")) { html in
                    button(&html, MessageAct.uphold.name, act: .uphold)
                    button(&html, MessageAct.reject.name, isQuiet: true, act: .reject)
                }
            }
        }
    }

    private func writeTransfer(_ html: inout HTMLWriter, in frame: WorkFrame) {
        fold(&html, "转办", .transfer) { html in
            form(&html, WorkRoute.transferMessage, in: frame) { html in
                unitChoice(.transfer, "转给哪个单位", &html)
                area(.transfer, .reason, "转办的理由", limit: 500, &html)
                button(&html, MessageAct.transfer.name, isQuiet: true)
            }
        }
    }

    private func writeMerger(_ html: inout HTMLWriter, in frame: WorkFrame) {
        fold(&html, "重复的，并入另一件", .merge) { html in
            form(&html, WorkRoute.mergeMessage, in: frame) { html in
                let id = id(.merge, .target)
                TextLine(
                    label: "并入哪一件", id: id, value: page.typed[id] ?? page.same.first?.label ?? "", limit: 40,
                    hint: "填写留言编号。写信人在进度页看到那一件的答复。",
                    problem: page.problems.message(of: id)
                ).write(&html)
                button(&html, "并入", isQuiet: true)
            }
        }
    }

    private func writeConversion(_ html: inout HTMLWriter, in frame: WorkFrame) {
        fold(&html, "转为依申请公开", .convert) { html in
            form(&html, WorkRoute.convertMessage, in: frame) { html in
                html(.p, text: "按留言的内容登记一件依申请公开，由现在办理的单位受理。缺少身份证明等的，依法告知补正。写信人在进度页得到申请编号和查询码。")
                button(&html, "转为依申请公开", isQuiet: true)
            }
        }
    }

    // MARK: The answer

    private func writeDraft(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, message.state == .drafted ? "修改拟答复" : "拟答复", id: "draft") { html in
            form(&html, WorkRoute.draftMessageAnswer, in: frame) { html in
                area(
                    .draft, .answer, "答复", limit: 5000, rows: 10, value: message.answer, hint: "用写信人看得懂的话，写明依据。提交后由另一位同事审核，通过后写信人才能看到。",
                    &html)
                button(&html, "提交审核")
            }
        }
    }

    private func writeReview(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "审核答复", id: "review") { html in
            form(&html, WorkRoute.reviewMessageAnswer, in: frame) { html in
                if let problem = page.problems.message(of: id(.approve, .answer)) {
                    html(.p, .class("problem"), .id(id(.approve, .answer)), text: problem)
                }
                area(.giveBack, .reason, "退回的理由", limit: 500, rows: 2, hint: "退回修改的才填写。", isOptional: true, &html)
                html(.div, .class("form-acts")) { html in
                    button(&html, MessageAct.approve.name, act: .approve)
                    button(&html, MessageAct.giveBack.name, isQuiet: true, act: .giveBack)
                }
            }
        }
    }

    private func writePublication(_ html: inout HTMLWriter, in frame: WorkFrame) {
        fold(&html, "公开留言和答复", .publish) { html in
            form(&html, WorkRoute.publishMessage, in: frame) { html in
                html(.p, text: "写信人同意公开，姓名只显示第一个字。下面的文字已经自动隐去发现的个人信息，请逐字核对，再把其他能认出个人的内容隐去，意思不要改变。")
                let title = id(.publish, .title)
                TextLine(
                    label: "标题", id: title, value: page.typed[title] ?? page.wording.title, limit: MessageField.title.limit ?? 0,
                    problem: page.problems.message(of: title)
                ).write(&html)
                area(.publish, .text, "来信", limit: 5000, rows: 6, value: page.wording.text, &html)
                area(.publish, .answer, "答复", limit: 5000, rows: 6, value: page.wording.answer, &html)
                button(&html, "公开")
            }
        }
    }

    private func writeClosing(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "办结", id: "close") { html in
            form(&html, WorkRoute.closeMessage, in: frame) { html in
                area(.close, .reason, "回访情况", limit: 500, rows: 2, hint: "只作内部记录。", isOptional: true, &html)
                html(.div, .class("form-acts")) { button(&$0, MessageAct.close.name) }
            }
            guard page.baseAnswer == nil else { return }
            workForm(&html, WorkRoute.messageToAnswer.link(message.id), in: frame) { html in
                button(&html, "收入咨询答问库", isQuiet: true)
            }
        }
    }
}
