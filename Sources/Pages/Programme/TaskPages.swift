package import Domain
package import HTML

/// One task: every time it comes round for everybody who has to do it, what was reported, and the forms to report and to return.
package struct TaskPage: WorkPage {
    package var programme: Programme
    package var task: ProgrammeTask
    package var standings: [TaskStanding]
    /// Newest first.
    package var entries: [TaskEntry]
    package var files: [TaskEntry.ID: [(id: String, name: String, size: Int)]]
    package var units: [OrganisationUnit.ID: String]
    package var acts: Set<ProgrammeAct>
    /// The open duties that the reader may report on.
    package var own: [TaskStanding]
    package var typed: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        programme: Programme, task: ProgrammeTask, standings: [TaskStanding], entries: [TaskEntry],
        files: [TaskEntry.ID: [(id: String, name: String, size: Int)]], units: [OrganisationUnit.ID: String], acts: Set<ProgrammeAct>,
        own: [TaskStanding], typed: [String: String] = [:], problems: [(field: String, message: String)] = []
    ) {
        self.programme = programme
        self.task = task
        self.standings = standings
        self.entries = entries
        self.files = files
        self.units = units
        self.acts = acts
        self.own = own
        self.typed = typed
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + task.title }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "工作方案", address: WorkRoute.programmes.link()),
            WorkStep(label: programme.title, address: WorkRoute.programme.link(programme.id)),
        ]
    }

    /// Whose turn of when, as one value of a form: the unit (or 0 for the office) and the period.
    package static func key(_ standing: TaskStanding) -> String { "\(standing.unit?.rawValue ?? 0) \(standing.period.text)" }

    private func name(_ unit: OrganisationUnit.ID?) -> String { unit.map { units[$0] ?? "" } ?? "政务公开办" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, task.title)
        if acts.contains(.edit), task.cancelled.isEmpty {
            html(.p, .class("form-acts")) { html in
                html(.a, .class("button quiet"), .href(WorkRoute.editTask.link(programme.id, task.id)), text: "修改任务")
            }
        }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "类别") { $0.text(task.kind.name) }
            fact(&html, "期限") { $0.text(task.timing.words) }
            if !task.detail.isEmpty { fact(&html, "任务要求") { $0(.span, .class("kept-lines"), text: task.detail) } }
            if !task.recipient.isEmpty { fact(&html, "报送对象") { $0.text(task.recipient) } }
            if task.kind == .performance, let least = programme.plan.leastShare(on: frame.today) {
                fact(&html, "占比下限") { $0.text("\(least)%，低于的不算完成") }
            }
            if !task.cancelled.isEmpty { fact(&html, "已取消") { $0.text(task.cancelled) } }
        }
        if !standings.isEmpty { writeStandings(&html) }
        if !own.isEmpty { writeReport(&html, in: frame) }
        writeEntries(&html, in: frame)
        let done = standings.filter { !$0.state.isOpen }
        if acts.contains(.giveBack), !done.isEmpty { writeReturn(done, &html, in: frame) }
        if acts.contains(.edit), task.cancelled.isEmpty { writeCancellation(&html, in: frame) }
    }

    private func writeStandings(_ html: inout HTMLWriter) {
        section(&html, "完成情况", id: "standings") { html in
            var headings = ["责任单位", "期次", "期限", "状态", "完成日期"]
            if task.kind == .performance { headings.append("占比") }
            if task.kind == .push { headings.append("推送报告") }
            PeopleTable(caption: "完成情况", headings: headings).write(&html) { html, labels in
                for standing in standings {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: name(standing.unit))
                        html(.td, .role("cell"), .data("label", labels[1]), text: standing.period.words)
                        html(.td, .role("cell"), .data("label", labels[2]), text: standing.due.description)
                        html(.td, .role("cell"), .data("label", labels[3])) { standing.state.tag.write(&$0) }
                        html(.td, .role("cell"), .data("label", labels[4]), text: standing.completed?.description ?? "—")
                        if task.kind == .performance {
                            html(.td, .role("cell"), .data("label", labels[5]), text: standing.value.map { "\($0)%" } ?? "—")
                        }
                        if task.kind == .push {
                            html(.td, .role("cell"), .data("label", labels[5])) { html in
                                guard acts.contains(.download) else { return html.text("—") }
                                let address = WorkRoute.pushReport.link(programme.id, task.id, standing.period.text)
                                html(.a, .href(address)) { html in
                                    html.text("查看")
                                    html(.span, .class("unseen"), text: standing.period.words)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func choices(_ standings: [TaskStanding]) -> [(value: String, label: String)] {
        standings.map { (Self.key($0), "\(name($0.unit))，\($0.period.words)（期限 \($0.due)）") }
    }

    private func writeReport(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "报送办理情况", id: "report") { html in
            let address = WorkRoute.reportTask.link(programme.id, task.id, query: [("csrf", frame.csrf)])
            html(.form, .class("form"), .action(address), .method("post"), .encoding("multipart/form-data"), .noValidate) { html in
                ChoiceList(
                    label: "期次", id: "period", options: choices(own), selected: typed["period"] ?? Self.key(own[0]),
                    problem: problems.message(of: "period")
                ).write(&html)
                if task.kind.namesItsDay {
                    TextLine(
                        label: "办理日期", id: "day", value: typed["day"] ?? frame.today.description, limit: 20,
                        problem: problems.message(of: "day")
                    ).write(&html)
                }
                if task.kind == .performance {
                    TextLine(
                        label: "占比（%）", id: "value", value: typed["value"] ?? "", limit: 16, problem: problems.message(of: "value"),
                        inputMode: "decimal"
                    ).write(&html)
                }
                TextArea(
                    label: task.kind == .push ? "说明" : "办理情况", id: "text", value: typed["text"] ?? "", limit: Programme.longestText,
                    rows: 5, problem: problems.message(of: "text"), isOptional: task.kind == .push
                ).write(&html)
                FormField(label: "材料", id: "file", problem: problems.message(of: "file"), isOptional: true).write(&html) {
                    html, attributes in
                    html(.input, attributes: attributes + [.type("file"), .multiple])
                }
                html(.div, .class("form-acts")) { html in
                    html(
                        .button, .class("button"), .type("submit"), .name("act"), .value("completion"),
                        text: task.kind == .push ? "登记已推送" : "报送完成")
                    if task.kind == .work {
                        html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("progress"), text: "只报进展")
                    }
                }
            }
        }
    }

    private func writeEntries(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "办理记录", id: "entries") { html in
            guard !entries.isEmpty else { return html(.p, .class("quiet"), text: "还没有办理记录。") }
            html(.ul, .class("trail")) { html in
                for entry in entries {
                    html(.li) { html in
                        let share = entry.value.map { "，占比 \($0)%" } ?? ""
                        let short = entry.kind == .completion && !entry.completes(task, under: programme.plan) ? "，低于下限，不算完成" : ""
                        html(
                            .p, .class("quiet"),
                            text:
                                "\(entry.kind.name)：\(name(entry.unit))，\(entry.period.words)，办理日期 \(entry.day)\(share)\(short)。\(entry.signature)，\(entry.recorded.text)登记"
                        )
                        if !entry.text.isEmpty { html(.p, .class("kept-lines"), text: entry.text) }
                        if task.kind == .push, entry.kind == .completion { html(.p, text: "推送 \(entry.items.count) 件。") }
                        FileLinks(files: files[entry.id] ?? []) { WorkRoute.programmeFile.link(programme.id, $0) }.write(&html)
                        writePublication(entry, &html, in: frame)
                    }
                }
            }
        }
    }

    private func writePublication(_ entry: TaskEntry, _ html: inout HTMLWriter, in frame: WorkFrame) {
        if let draft = entry.draft {
            html(.p) { $0(.a, .href(WorkRoute.draft.link(draft)), text: "公开审查的稿件") }
        } else if task.kind == .monthlyReport, entry.kind == .completion, acts.contains(.publish),
            frame.staff?.holds(.editor) == true, entry.unit.map({ frame.staff?.holds(.editor, for: $0) == true }) ?? true
        {
            workForm(&html, WorkRoute.publishMonthlyReport.link(programme.id, entry.id), in: frame) { html in
                html(.button, .class("button quiet"), .type("submit"), text: "转入公开审查")
            }
        }
    }

    private func writeReturn(_ done: [TaskStanding], _ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "退回", id: "return") { html in
            workForm(&html, WorkRoute.returnTask.link(programme.id, task.id), in: frame) { html in
                ChoiceList(label: "退回哪一期", id: "return-period", options: choices(done), selected: typed["return-period"] ?? "").write(&html)
                TextArea(
                    label: "退回的原因", id: "return-text", value: typed["return-text"] ?? "", limit: Programme.longestText, rows: 2,
                    problem: problems.message(of: "return-text")
                ).write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "退回")
            }
        }
    }

    private func writeCancellation(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "取消任务", id: "cancellation") { html in
            workForm(&html, WorkRoute.cancelTask.link(programme.id, task.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(task.version)))
                TextLine(
                    label: "取消的理由", id: "cancel-text", value: typed["cancel-text"] ?? "", limit: Programme.longestLine,
                    problem: problems.message(of: "cancel-text")
                ).write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "取消任务")
            }
        }
    }
}

/// What was published for the topic in the month before, as it was or would be pushed.
package struct PushReportPage: WorkPage {
    package var programme: Programme
    package var task: ProgrammeTask
    package var report: PushReport

    package init(programme: Programme, task: ProgrammeTask, report: PushReport) {
        self.programme = programme
        self.task = task
        self.report = report
    }

    package var title: String { report.title }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "工作方案", address: WorkRoute.programmes.link()),
            WorkStep(label: programme.title, address: WorkRoute.programme.link(programme.id)),
            WorkStep(label: task.title, address: WorkRoute.task.link(programme.id, task.id)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(
            &html, report.title, lead: report.pushed.map { "推送记录：\($0)。下面是当时推送的内容。" } ?? "还没有登记推送；下面是现在查到的内容，推送时固定下来。")
        html(.p, .class("form-acts")) { html in
            html(
                .a, .class("button"), .href(WorkRoute.pushReportFile.link(programme.id, task.id, report.period.text)), .download,
                text: "下载 Word 文件")
            if report.pushed == nil {
                html(.a, .class("button quiet"), .href(WorkRoute.task.link(programme.id, task.id)), text: "去登记推送")
            }
        }
        guard !report.items.isEmpty else {
            return EmptyState(reason: "这个月没有公开的信息", advice: "没有可推送的，也请登记，说明写“本月无”。").write(&html)
        }
        PeopleTable(caption: "公开的信息", headings: report.rows[0]).write(&html) { html, labels in
            for (row, item) in zip(report.rows.dropFirst(), report.items) {
                html(.tr, .role("row")) { html in
                    html(.td, .role("cell"), .data("label", labels[0]), text: row[0])
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        guard let id = Disclosure.ID(text: item.disclosure) else { return html.text(item.title) }
                        html(.a, .href(Address.disclosure(id).link), text: item.title)
                    }
                    html(.td, .role("cell"), .data("label", labels[2]), text: row[2])
                    html(.td, .role("cell"), .data("label", labels[3]), text: row[3])
                }
            }
        }
        if report.items.count == PushReport.most { html(.p, text: "只列出最新的 \(PushReport.most) 件。") }
    }
}
