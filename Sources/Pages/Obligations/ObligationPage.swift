package import Domain
package import HTML

/// One obligation: when it is due and how that was found, what can be done about it.
package struct ObligationPage: WorkPage {
    package var line: ObligationLine
    package var item: ItemLink
    package var limit: TimeLimit?
    package var basis: [String]
    package var due: Due?
    package var event: TriggerEvent?
    package var mayWaive: Bool
    package var mayRecord: Bool
    /// What was wrong with the waiver that was sent.
    package var problem: String?
    package var reason: String

    package init(
        line: ObligationLine, item: ItemLink, limit: TimeLimit?, basis: [String], due: Due?, event: TriggerEvent?, mayWaive: Bool,
        mayRecord: Bool, problem: String? = nil, reason: String = ""
    ) {
        self.line = line
        self.item = item
        self.limit = limit
        self.basis = basis
        self.due = due
        self.event = event
        self.mayWaive = mayWaive
        self.mayRecord = mayRecord
        self.problem = problem
        self.reason = reason
    }

    /// The most for the reason of a waiver, in Unicode scalars.
    package static let reasonLimit = 500

    package var title: String { problem == nil ? item.name : "错误：\(item.name)" }
    package var trail: [WorkStep] { [WorkStep(label: "公开任务", address: WorkRoute.obligations.link())] }

    private var obligation: Obligation { line.obligation }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problem.map { [("reason", $0)] } ?? []).write(&html)
        pageTitle(&html, item.name, lead: line.occasion.isEmpty ? nil : line.occasion)
        html(.dl, .class("facts panel")) { html in
            fact(&html, "到期") { html in
                DueTag(due: line.due, left: line.left, isProvisional: line.isProvisional, state: obligation.state, isLong: true).write(
                    &html)
            }
            if let unit = line.unit { fact(&html, "责任单位") { $0.text(unit.name) } }
            fact(&html, "公开事项") { html in
                html(.a, .href(Address.item(item.id).link), text: obligation.title)
            }
            fact(&html, "领域") { $0.text(line.domain) }
            fact(&html, "公开时限") { TimeLimitPhrase(timeLimit: limit).write(&$0) }
            if !basis.isEmpty {
                fact(&html, "公开依据") { html in
                    html(.ul, .class("words")) { html in
                        for text in basis { html(.li, text: text) }
                    }
                }
            }
            if let event { writeEvent(event, &html) }
            writeState(&html)
        }
        writeDerivation(&html)
        writeActs(&html, in: frame)
    }

    private func writeEvent(_ event: TriggerEvent, _ html: inout HTMLWriter) {
        fact(&html, "触发事件") { $0.text("\(event.day.chinese)\(event.happening.verb)：\(event.what)") }
        fact(&html, "登记") { $0.text("\(event.recordedBy)，\(event.recorded.text)") }
    }

    private func writeState(_ html: inout HTMLWriter) {
        switch obligation.state {
        case .open: break
        case .fulfilled(let document, let time):
            fact(&html, "已公开") { html in
                html(.a, .href(WorkRoute.publication.link(document)), text: "查看公开的信息")
                html.text("（\(time.text)）")
            }
        case .waived(let reason, let by, let time): fact(&html, "免予公开") { $0.text("\(reason)（\(by)，\(time.text)）") }
        case .lapsed(let time): fact(&html, "已终止") { $0.text("事项已调出标准目录，或者公开要求已经改变（\(time.text)）") }
        }
    }

    private func writeDerivation(_ html: inout HTMLWriter) {
        section(&html, "怎么算的", id: "derivation") { html in
            guard let due else {
                html(.p, text: "标准目录的时限“\(limit?.text ?? "")”没有写成可以计算的天数。请政务公开办在修订目录时写明，或者在应当公开时直接起草公开。")
                return
            }
            for sentence in due.explanation(limit: limit) { html(.p, text: sentence) }
            guard !due.derivation.steps.isEmpty else { return }
            html(.details) { html in
                html(.summary, text: "逐日列出")
                PeopleTable(caption: "逐日计算", headings: ["日期", "性质", "计数"]).write(&html) { html, labels in
                    for step in due.derivation.steps {
                        html(.tr, .role("row")) { html in
                            html(.th, .scope("row"), .role("rowheader"), text: "\(step.day) \(step.day.chineseWeekday)")
                            html(.td, .role("cell"), .data("label", labels[1]), text: step.kind.words)
                            html(.td, .role("cell"), .data("label", labels[2]), text: step.number.map { "第 \($0) 日" } ?? "不计")
                        }
                    }
                }
            }
        }
    }

    private func writeActs(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard obligation.state == .open else { return }
        if line.mayDraft || mayRecord {
            html(.div, .class("form-acts")) { html in
                if line.mayDraft { DraftButton(obligation: obligation).write(&html, in: frame) }
                if mayRecord {
                    let query = [("unit", obligation.unit.description), ("item", obligation.item.description)]
                    html(
                        .a, .class("button quiet"), .href(WorkRoute.newTriggerEvent.link(query: query.map { (name: $0.0, value: $0.1) })),
                        text: "就这个事项再登记一件")
                }
            }
        }
        guard mayWaive else { return }
        section(&html, "免予公开") { html in
            html(.p, text: "依法不应公开、本期没有这项业务，或者登记有误的，写明理由后免予公开。理由和姓名记入日志，不能删除。")
            workForm(&html, WorkRoute.waiveObligation.link(obligation.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(obligation.version)))
                FormField(label: "理由", id: "reason", hint: "例如：本季度没有发放这项补贴。最多 \(Self.reasonLimit) 字。", problem: problem).write(&html) {
                    html, attributes in
                    html(.textarea, attributes: attributes + [.rows(3), .maxLength(Self.reasonLimit), .required]) { $0.text(reason) }
                }
                html(.button, .class("button quiet"), .type("submit"), text: "免予公开")
            }
        }
    }
}

extension WorkingCalendar.Kind {
    var words: String {
        switch self {
        case .working: "工作日"
        case .makeUp(let holiday): "\(holiday)调休上班"
        case .weekend: "周末"
        case .holiday(let name): "\(name)放假"
        }
    }
}
