package import Domain
import HTML

// Places in the page of a case for its reply, letters, fee and disputes.

/// 拟答复意见、审签
struct ReplySection {
    var shown: RequestCase

    init(_ shown: RequestCase) { self.shown = shown }

    private var link: WebAddress { WorkRoute.reply.link(shown.request.id) }

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "答复", id: "reply") { html in
            guard let gate = shown.gate else { return writeBeginning(&html) }
            ReplyProgress(gate: gate, decisions: shown.decisions, unit: shown.unit.name).write(&html)
            html(.dl, .class("facts panel")) { html in
                fact(&html, "拟办结果") { $0.text(gate.proposal.outcome.fullName) }
                fact(&html, "状态") { gate.state.tag(gate.path).write(&$0) }
            }
            html(.p) { html in
                html(.a, .class("button quiet"), .href(link), text: gate.state == .drafting && shown.mayHandle ? "继续拟写" : "查看和办理")
                guard gate.state == .approved, shown.mayHandle else { return }
                html(
                    .a, .class("button"),
                    .href(WorkRoute.newLetter.link(shown.request.id, LetterKind.reply(gate.proposal.outcome).rawValue)), text: "生成答复书")
            }
        }
    }

    private func writeBeginning(_ html: inout HTMLWriter) {
        let reasons = ReplyGate.editing(nil, unit: shown.unit.id, request: shown.standing, by: shown.staff)
        guard reasons.isEmpty, !shown.isDestroyed else {
            html(.p, .class("quiet"), text: reasons.first?.sentence ?? RequestReason.identityGone.sentence)
            return
        }
        html(.p, text: "先记录检索，再按“补不补、该不该、有没有、给不给、当不当”逐项认定，提交审签。")
        html(.p) { $0(.a, .class("button"), .href(link), text: "拟写答复") }
    }
}

/// 文书
struct LettersSection {
    var shown: RequestCase

    init(_ shown: RequestCase) { self.shown = shown }

    private var id: DisclosureRequest.ID { shown.request.id }

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "文书", id: "letters") { html in
            writeList(&html)
            if shown.mayHandle, !shown.isDestroyed { writeNew(&html) }
        }
    }

    private func writeList(_ html: inout HTMLWriter) {
        guard !shown.letters.isEmpty else {
            html(.p, .class("quiet"), text: "还没有发出文书。")
            return
        }
        PeopleTable(caption: "发出的文书", headings: ["文书", "文书号", "发出", "送达"]).write(&html) { html, labels in
            for letter in shown.letters {
                let name = LetterKind(rawValue: letter.kind)?.name ?? letter.kind
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        if shown.isDestroyed { html.text(name) } else { html(.a, .href(WorkRoute.letter.link(id, letter.id)), text: name) }
                    }
                    html(.td, .role("cell"), .data("label", labels[1]), text: letter.number.isEmpty ? "—" : letter.number)
                    html(.td, .role("cell"), .data("label", labels[2]), text: letter.issued.description)
                    html(.td, .role("cell"), .data("label", labels[3])) { html in
                        shown.serviceTag(of: letter).write(&html)
                        if let service = letter.service {
                            html(.span, .class("explanation"), text: "\(service.day)，\(service.way.name)")
                        }
                    }
                }
            }
        }
    }

    /// Letters that make sense now as links; the others with what is in their way.
    private func writeNew(_ html: inout HTMLWriter) {
        let offers = LetterKind.allCases.filter(isOffered).map { ($0, shown.obstacles(to: $0)) }
        let (open, closed) = (offers.filter { $0.1.isEmpty }, offers.filter { !$0.1.isEmpty })
        html(.h3, .class("more"), text: "新的文书")
        if open.isEmpty { html(.p, .class("quiet"), text: "现在没有可以发出的文书。") }
        html(.ul, .class("chips plain-list")) { html in
            for (kind, _) in open { html(.li) { $0(.a, .href(WorkRoute.newLetter.link(id, kind.rawValue)), text: kind.name) } }
        }
        guard !closed.isEmpty else { return }
        html(.details, .class("fold")) { html in
            html(.summary, text: "现在不能发出的文书：\(closed.count) 种")
            html(.ul) { html in
                for (kind, reasons) in closed { html(.li, text: "\(kind.name)：\(reasons.map(\.sentence).joined())") }
            }
        }
    }

    /// Of the replies only the one that the proposal comes to, and those of what lapsed.
    private func isOffered(_ kind: LetterKind) -> Bool {
        guard let outcome = kind.outcome else { return true }
        if outcome == shown.gate?.proposal.outcome { return true }
        return !outcome.needsReply && shown.obstacles(to: kind).isEmpty
    }
}

extension RequestCase {
    /// Why a letter of that kind cannot go out now; empty when it can. The same rules that the operation asks.
    ///
    /// - Parameter day: of a letter that went out before; `nil` for today.
    package func obstacles(to kind: LetterKind, on day: Day? = nil) -> [RequestReason] {
        guard mayHandle else { return [.needsRole(.editor)] }
        guard !isDestroyed else { return [.identityGone] }
        let own = kind.obstacles(standing: standing, reply: gate, by: staff)
        guard own.isEmpty, let beginning = kind.begins else { return own }
        if kind == .feeNotice, fee != nil { return [.feeExists] }
        return reasons(against: beginning, on: day)
    }
}

extension LetterKind {
    /// What the letter begins in the case.
    fileprivate var begins: RequestFact.Kind? {
        switch self {
        case .clarification: .clarificationAsked
        case .thirdPartyConsultation: .thirdPartyAsked
        case .coMakerConsultation: .coMakerAsked
        case .feeNotice: .feeNoticed
        case .reply, .receipt, .consultationNotice, .thirdPartyNotice, .extensionNotice, .reasonsRequest, .delay, .transferHint: nil
        }
    }
}

extension RequestCase {
    /// The files that go out with the reply as it is proposed, each once.
    package var enclosed: [File] {
        (gate?.proposal.enclosed ?? []).compactMap { digest in files.first { $0.isReleased && $0.digest == digest } }
    }
}

extension RequestCase.File {
    /// What is handed out is the only paper that is not sealed.
    var isReleased: Bool { !isSealed }
}

/// 信息处理费
struct FeeSection {
    var shown: RequestCase

    init(_ shown: RequestCase) { self.shown = shown }

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "信息处理费", id: "fee") { html in
            guard let fee = shown.fee else {
                let own = "同一申请人本月在这件之前有 \(shown.itemsBefore) 件申请。"
                html(.p, .class("quiet"), text: "没有收费。提供政府信息不收费；数量、频次明显超过合理范围的，可以收取（条例第四十二条）。\(own)")
                return
            }
            html(.dl, .class("facts panel")) { html in
                fact(&html, "计收方式") { $0.text("\(fee.basis.name)，\(fee.count) \(fee.basis.unit)") }
                fact(&html, "怎么算的") { html in
                    for line in shown.standing.rules.fees.words(of: fee) { html(.p, text: line) }
                }
                fact(&html, "金额") { $0.text("\(fee.fen.yuan) 元") }
                fact(&html, "缴纳") { html in
                    if !fee.waived.isEmpty {
                        html.text("已减免：\(fee.waived)")
                    } else if let paid = fee.paid {
                        html.text("\(paid.inWords)已缴\(fee.receipt.isEmpty ? "" : "，票据 \(fee.receipt)")")
                    } else {
                        html.text("还没有缴")
                    }
                }
            }
            writeWaiver(fee, &html, in: frame)
        }
    }

    private func writeWaiver(_ fee: RequestCase.Fee, _ html: inout HTMLWriter, in frame: WorkFrame) {
        guard shown.mayHandle, fee.paid == nil, shown.standing.state == .feeNoticed else { return }
        html(.details, .class("fold")) { html in
            html(.summary, text: "减免")
            workForm(&html, WorkRoute.waiveFee.link(shown.request.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(shown.request.version)))
                html(.p, text: "减免后不再收费，答复期限重新计算。缴费的，在“记录办理过程”里记“缴费”。")
                TextLine(label: "减免的理由", id: "waiver-reason", value: "", limit: 500).write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "减免")
            }
        }
    }
}

extension RequestFees {
    /// The account of a fee, one line for each price; what is free first.
    package func words(of fee: RequestCase.Fee) -> [String] {
        guard (0...FeeScale.most).contains(fee.before + fee.count) else { return [] }
        return scale(fee.basis).account(for: fee.before + fee.count).compactMap { line in
            let first = max(line.first, fee.before + 1)
            guard line.last >= first else { return nil }
            let count = line.last - first + 1
            let range = first == line.last ? "第 \(first)" : "第 \(first) 至 \(line.last)"
            return "\(range) \(fee.basis.unit)：\(count) × \(line.fen.yuan) 元 = \((count * line.fen).yuan) 元"
        }
    }
}

/// 复议、诉讼
struct DisputeSection {
    var shown: RequestCase

    init(_ shown: RequestCase) { self.shown = shown }

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard !shown.disputes.isEmpty || shown.mayHandle else { return }
        section(&html, "复议、诉讼", id: "disputes") { html in
            if shown.disputes.isEmpty {
                html(.p, .class("quiet"), text: "没有复议、诉讼。")
            } else {
                html(.ul) { html in
                    for dispute in shown.disputes {
                        html(.li) { html in
                            html(.a, .href(WorkRoute.dispute.link(dispute.id)), text: dispute.shownName)
                            html(.span, .class("quiet"), text: " \(dispute.kind.name)，\(dispute.received)收到 ")
                            dispute.tag.write(&html)
                        }
                    }
                }
            }
            guard shown.mayHandle else { return }
            html(.p) { html in
                html(
                    .a, .class("button quiet"), .href(WorkRoute.disputes.link(query: [("request", shown.request.number)])),
                    text: "登记复议或者诉讼")
            }
        }
    }
}
