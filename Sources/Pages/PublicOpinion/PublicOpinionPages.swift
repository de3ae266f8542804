package import Domain
package import HTML

extension OpinionState {
    var tag: StatusTag {
        switch self {
        case .collected: StatusTag(word: name, shape: .open)
        case .discussed, .judged: StatusTag(word: name, shape: .half)
        case .dismissed: StatusTag(word: name, shape: .minus)
        case .responded, .evaluated: StatusTag(word: name, shape: .full)
        }
    }
}

extension OpinionStanding.Running.State {
    var tag: StatusTag {
        switch self {
        case .running: StatusTag(word: name, shape: .half)
        case .met: StatusTag(word: name, shape: .full)
        case .late: StatusTag(word: name, shape: .change)
        case .overdue: StatusTag(word: name, shape: .cross, isAlarming: true)
        case .stopped: StatusTag(word: name, shape: .minus)
        }
    }
}

/// An item as lists show it.
package struct OpinionLine: Sendable {
    package var opinion: PublicOpinion
    package var standing: OpinionStanding
    package var unitName: String

    package init(opinion: PublicOpinion, standing: OpinionStanding, unitName: String) {
        self.opinion = opinion
        self.standing = standing
        self.unitName = unitName
    }

    /// The clocks in words; what is over stands out.
    func writeClocks(_ html: inout HTMLWriter, at now: Instant) {
        html(.ul, .class("clocks")) { html in
            for running in standing.clocks {
                html(.li) { html in
                    html.text("\(running.clock.name)：\(running.words(at: now)) ")
                    running.state.tag.write(&html)
                }
            }
        }
    }
}

/// What the hour brings: items whose clocks run.
package struct OpinionsToday: Sendable {
    package var lines: [OpinionLine]
    package var now: Instant

    package init(lines: [OpinionLine], now: Instant) {
        self.lines = lines
        self.now = now
    }

    func write(_ html: inout HTMLWriter) {
        section(&html, "正在计时的舆情（\(lines.count)）", id: "opinions") { html in
            html(.ul, .class("documents")) { html in
                for line in lines {
                    html(.li) { html in
                        html(.a, .class("document-title"), .href(WorkRoute.opinion.link(line.opinion.id)), text: line.opinion.title)
                        html(.p, .class("quiet"), text: line.unitName)
                        line.writeClocks(&html, at: now)
                    }
                }
            }
        }
    }
}

/// 政务舆情 ledger with the clocks.
package struct OpinionsPage: WorkPage {
    package var lines: [OpinionLine]
    package var now: Instant
    package var showsClosed: Bool
    /// Its number; `nil` when this is the last.
    package var nextPage: Int?

    package static let pageLength = 100

    package init(lines: [OpinionLine], now: Instant, showsClosed: Bool, nextPage: Int? = nil) {
        self.lines = lines
        self.now = now
        self.showsClosed = showsClosed
        self.nextPage = nextPage
    }

    package var title: String { "政务舆情" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "收集、会商、研判、回应、评估。时限按小时连续计算，夜间和节假日不停；现在是 \(now.text)。")
        html(.p, .class("form-acts")) { html in
            if frame.staff?.holds(.editor) == true || frame.staff?.holds(.disclosureOffice) == true {
                html(.a, .class("button"), .href(WorkRoute.newOpinion.link()), text: "登记舆情")
            }
            if frame.staff?.holds(.disclosureOffice) == true {
                html(.a, .class("button quiet"), .href(WorkRoute.clippings.link()), text: "导入舆情清单")
            }
            html(
                .a, .class("button quiet"), .href(WorkRoute.opinions.link(query: showsClosed ? [] : [("scope", "all")])),
                text: showsClosed ? "只看没有办结的" : "连已办结的一起看")
            html(.a, .class("button quiet"), .href(Address.responses().link), text: "门户“回应关切”")
        }
        guard !lines.isEmpty else {
            return EmptyState(reason: "没有要办理的舆情", advice: "登记以后在这里列出，时限从发现时算起。").write(&html)
        }
        PeopleTable(caption: "舆情", headings: ["标题", "来源", "发现时间", "责任单位", "状态", "时限"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) {
                        $0(.a, .href(WorkRoute.opinion.link(line.opinion.id)), text: line.opinion.title)
                    }
                    for (label, text) in zip(labels.dropFirst(), [line.opinion.source, line.opinion.detected.text, line.unitName]) {
                        html(.td, .role("cell"), .data("label", label), text: text)
                    }
                    html(.td, .role("cell"), .data("label", labels[4])) { line.standing.state.tag.write(&$0) }
                    html(.td, .role("cell"), .data("label", labels[5])) { line.writeClocks(&$0, at: now) }
                }
            }
        }
        guard let nextPage else { return }
        let query = (showsClosed ? [(name: "scope", value: "all")] : []) + [(name: "page", value: "\(nextPage)")]
        html(.p) { $0(.a, .class("button"), .href(WorkRoute.opinions.link(query: query)), .rel("next"), text: "下一页") }
    }
}

/// The form of a new item.
package struct PublicOpinionFormPage: WorkPage {
    package var values: [String: String]
    package var units: [(value: String, label: String)]
    package var problems: [(field: String, message: String)]

    package init(values: [String: String], units: [(value: String, label: String)], problems: [(field: String, message: String)] = []) {
        self.values = values
        self.units = units
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "登记舆情" }
    package var trail: [WorkStep] { [WorkStep(label: "政务舆情", address: WorkRoute.opinions.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "登记舆情", lead: "事发时间和发现时间都要记；时限从发现时算起。不要写入个人信息。")
        workForm(&html, WorkRoute.registerOpinion.link(), in: frame) { html in
            if let from = values["from"] { html(.input, .type("hidden"), .name("from"), .value(from)) }
            line("标题", "title", PublicOpinion.longestTitle, &html)
            line("来源", "source", PublicOpinion.longestSource, hint: "媒体、平台或者来电来访", &html)
            line("网址", "address", PublicOpinion.longestAddress, isOptional: true, &html)
            line("发现时间", "detected", 30, hint: "例如：2026-03-20 22:10", &html)
            line("事发时间", "event", 30, hint: "知道的填写，写法同上", isOptional: true, &html)
            TextArea(
                label: "摘要", id: "summary", value: values["summary"] ?? "", limit: PublicOpinion.longestText,
                problem: problems.message(of: "summary"),
                isOptional: true
            ).write(&html)
            ChoiceList(
                label: "级别", id: "level", options: PublicOpinion.Level.allCases.map { ($0.rawValue, $0.name) },
                selected: values["level"] ?? PublicOpinion.Level.other.rawValue
            ).write(&html)
            ChoiceList(
                label: "涉事责任单位", id: "unit", options: units, selected: values["unit"] ?? "", nothing: "研判时确定",
                hint: "属地管理、分级负责、谁主管谁负责；涉事责任部门是第一责任主体。", problem: problems.message(of: "unit"), isOptional: true
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "登记")
        }
    }

    private func line(
        _ label: String, _ id: String, _ limit: Int, hint: String? = nil, isOptional: Bool = false, _ html: inout HTMLWriter
    ) {
        TextLine(
            label: label, id: id, value: values[id] ?? "", limit: limit, hint: hint, problem: problems.message(of: id),
            isOptional: isOptional
        ).write(&html)
    }
}

/// A clipping list comes in.
package struct ClippingsPage: WorkPage {
    package struct Outcome: Sendable {
        package var added: Int
        package var known: [ClippingTable.Fault]
        package var faults: [ClippingTable.Fault]

        package init(added: Int, known: [ClippingTable.Fault], faults: [ClippingTable.Fault]) {
            self.added = added
            self.known = known
            self.faults = faults
        }
    }

    package var outcome: Outcome?
    package var problem: String?

    package init(outcome: Outcome? = nil, problem: String? = nil) {
        self.outcome = outcome
        self.problem = problem
    }

    package var title: String { (problem == nil ? "" : "错误：") + "导入舆情清单" }
    package var trail: [WorkStep] { [WorkStep(label: "政务舆情", address: WorkRoute.opinions.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("file", problem)]).write(&html) }
        pageTitle(&html, "导入舆情清单", lead: "xlsx、xls 或者 csv，表头写明：\(ClippingTable.headings.joined(separator: "、"))。标题和发现时间两栏必须有。")
        if let outcome {
            html(.div, .class("notice"), .role("status")) { html in
                html(.p, text: "登记 \(outcome.added) 件，重复 \(outcome.known.count) 行，有错误没有登记 \(outcome.faults.count) 行。")
                list("没有登记的行", outcome.faults, &html)
                list("重复的行", outcome.known, &html)
                html(.p) { $0(.a, .href(WorkRoute.opinions.link()), text: "查看舆情台账") }
            }
        }
        let address = WorkRoute.importClippings.link(query: [("csrf", frame.csrf)])
        html(.form, .class("form"), .action(address), .method("post"), .encoding("multipart/form-data")) { html in
            FormField(label: "清单文件", id: "file", hint: "最多 \(ClippingTable.mostRows.grouped) 行，不超过 8 MB。", problem: problem).write(&html) {
                html, attributes in
                html(.input, attributes: attributes + [.type("file"), .accept(".xlsx,.xls,.csv")])
            }
            html(.button, .class("button"), .type("submit"), text: "导入")
        }
    }

    private func list(_ heading: String, _ faults: [ClippingTable.Fault], _ html: inout HTMLWriter) {
        guard !faults.isEmpty else { return }
        html(.h2, text: heading)
        html(.ul) { html in
            for fault in faults.prefix(200) { html(.li, text: "第 \(fault.line) 行：\(fault.sentence)") }
        }
    }
}
