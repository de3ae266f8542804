import Domain
import HTML

// What happened, what can be recorded now, and how the due day was found.

extension RequestCase {
    /// 第 2 个第三方, or just 第三方 where there is no other one.
    func name(_ asked: RequestStanding.OpenConsultation) -> String {
        let isOneOfSeveral = asked.number > 1 || standing.openConsultations.contains { $0.who == asked.who && $0.number > 1 }
        return isOneOfSeveral ? "第 \(asked.number) 个\(asked.who.name)" : asked.who.name
    }

    func words(_ asked: RequestStanding.OpenConsultation) -> String {
        let end = asked.limit < today ? "期限\(asked.limit.chinese)已过，没有答复" : "期限到\(asked.limit.chinese)为止"
        return "\(name(asked))：\(asked.asked.chineseDate)发出，\(end)"
    }
}

extension RequestPage {
    // MARK: Recording

    /// 记录办理节点: what may happen now is offered, the rest is listed with the reason why not.
    func writeRecording(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let kinds = RequestFact.Kind.allCases.filter(\.isRecordedByItself).map { ($0, shown.reasons(against: $0)) }
        let open = kinds.filter(\.1.isEmpty).map(\.0)
        section(&html, "记录办理节点", id: "record") { html in
            html(.p, .class("quiet"), text: "发文书、延期、转送、答复、送达、归档在各自的地方办理，会自动记下节点。")
            if open.isEmpty {
                html(.p, text: "现在没有可以直接记录的节点。")
            } else {
                workForm(&html, WorkRoute.recordFact.link(request.id), in: frame, class: "form wide") { html in
                    version(&html)
                    html(.div, .class("columns")) { html in
                        select("fact-kind", "发生了什么", open.map { ($0.rawValue, $0.name) }, &html)
                        FormField(label: "日期", id: "fact-day", problem: problem("fact-day")).write(&html) { html, attributes in
                            let value = typed["fact-day"].isEmpty ? shown.today.description : typed["fact-day"]
                            html(.input, attributes: attributes + [.type("date"), .value(value)])
                        }
                        if open.contains(where: \.hasPeriod) { writeDays("fact-days", periodHint(open), &html) }
                        if open.contains(.feePaid) { field("fact-receipt", "缴费凭证号", limit: 100, isOptional: true, &html) }
                    }
                    writeOrder(open, &html)
                    field("fact-note", "说明", limit: 2000, rows: 2, isOptional: true, &html)
                    html(.button, .class("button"), .type("submit"), text: "记录")
                }
            }
            writeClosedKinds(kinds.filter { !$0.1.isEmpty }, &html)
        }
    }

    /// With several asked at once: whose answer the next entry will be.
    private func writeOrder(_ open: [RequestFact.Kind], _ html: inout HTMLWriter) {
        for (who, answered) in [
            (RequestStanding.Consultation.thirdParty, RequestFact.Kind.thirdPartyAnswered), (.coMaker, .coMakerAnswered),
        ]
        where open.contains(answered) {
            let asked = standing.openConsultations.filter { $0.who == who }
            guard asked.count > 1 else { continue }
            let first = asked.first.map(shown.name) ?? ""
            html(
                .p, .class("hint"),
                text: "正在征求 \(asked.count) 个\(who.name)的意见，记“收到征求意见书”“答复”时按征求的先后对应：下一次答复记给\(first)。请在说明里写明是谁。")
        }
    }

    func writeDays(_ name: String, _ hint: String, usual: Int? = nil, _ html: inout HTMLWriter) {
        FormField(label: "期限（工作日）", id: name, hint: hint, problem: problem(name), isOptional: usual == nil).write(&html) {
            html, attributes in
            let value = typed[name].isEmpty ? usual.map { String($0) } ?? "" : typed[name]
            html(.input, attributes: attributes + [.type("text"), .inputMode("numeric"), .value(value), .maxLength(3)])
        }
    }

    private func periodHint(_ open: [RequestFact.Kind]) -> String {
        let named = open.filter(\.hasPeriod).compactMap { kind in
            standing.rules.usualPeriod(of: kind).map { "\(kind.name) \($0)" }
        }
        return "空着按通常的期限：\(named.joined(separator: "，"))。"
    }

    private func writeClosedKinds(_ kinds: [(RequestFact.Kind, [RequestReason])], _ html: inout HTMLWriter) {
        guard !kinds.isEmpty else { return }
        html(.details, .class("fold")) { html in
            html(.summary, text: "现在不能记的 \(kinds.count) 种，为什么")
            html(.ul, .class("why")) { html in
                for (kind, reasons) in kinds {
                    html(.li, text: "\(kind.name)：\(reasons.map(\.sentence).joined())")
                }
            }
        }
    }

    // MARK: What happened

    func writeCourse(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "办理过程", id: "facts") { html in
            guard !shown.recorded.isEmpty else { return html(.p, .class("quiet"), text: "还没有记录。") }
            html(.ul, .class("trail")) { html in
                for entry in shown.recorded.reversed() { write(entry, &html, in: frame) }
            }
        }
    }

    private func write(_ entry: RecordedFact, _ html: inout HTMLWriter, in frame: WorkFrame) {
        let fact = entry.fact
        let days = fact.workingDays.map { "，期限 \($0) 个工作日" } ?? ""
        html(.li) { html in
            html(.p) { html in
                html(.time, .class("moment"), .dateTime(fact.day.description), text: fact.day.chinese)
                if entry.struck == nil {
                    html(.strong, text: fact.kind.name + days)
                } else {
                    html(.del, text: fact.kind.name + days)
                    StatusTag(word: "已更正，不计算", shape: .minus).write(&html)
                }
                if let article = fact.kind.article { html(.span, .class("quiet"), text: article) }
            }
            if let struck = entry.struck { html(.p, .class("answer"), text: "更正原因：\(struck)") }
            if !entry.note.isEmpty { html(.p, .class("answer kept-lines"), text: entry.note) }
            html(.p, .class("quiet"), text: "\(entry.account == nil ? "申请人在网上办理" : entry.signature)，\(entry.recorded.text) 记录")
            if entry.struck == nil, fact.kind.canBeStruck, shown.mayHandle, !shown.isDestroyed { writeStrike(entry, &html, in: frame) }
        }
    }

    private func writeStrike(_ entry: RecordedFact, _ html: inout HTMLWriter, in frame: WorkFrame) {
        let name = "strike-\(entry.id)"
        html(.details, attributes: problem(name) == nil ? [] : [.open]) { html in
            html(.summary) { html in
                html.text("记错了，更正")
                html(.span, .class("unseen"), text: "：\(entry.fact.day)\(entry.fact.kind.name)")
            }
            workForm(&html, WorkRoute.strikeFact.link(request.id, entry.id), in: frame) { html in
                version(&html)
                field(name, "更正原因", hint: "这一条划去、不再计算，但保留在记录里。写明后再记正确的。", limit: 500, &html)
                html(.button, .class("button quiet"), .type("submit"), text: "划去这一条")
            }
        }
    }

    // MARK: How the due day was found

    func writeDerivation(_ html: inout HTMLWriter) {
        section(&html, "怎么算的", id: "derivation") { html in
            guard !standing.derivation.isEmpty else { return html(.p, text: "还没有确认收到申请之日，期限还没有开始计算。") }
            html(.ol) { html in
                for sentence in standing.derivation { html(.li, text: sentence) }
            }
            guard !standing.steps.isEmpty else { return }
            html(.details) { html in
                html(.summary, text: "逐日列出")
                PeopleTable(caption: "逐日计算", headings: ["日期", "性质", "计数"]).write(&html) { html, labels in
                    for step in standing.steps {
                        html(.tr, .role("row")) { html in
                            html(.th, .scope("row"), .role("rowheader"), text: "\(step.day) \(step.day.chineseWeekday)")
                            html(.td, .role("cell"), .data("label", labels[1]), text: step.kind.words)
                            let count = step.isPaused ? "征求意见，不计" : step.number.map { "第 \($0) 日" } ?? "不计"
                            html(.td, .role("cell"), .data("label", labels[2]), text: count)
                        }
                    }
                }
            }
        }
    }
}
