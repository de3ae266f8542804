package import Domain
package import HTML

/// 工作方案: all that somebody may see.
package struct ProgrammesPage: WorkPage {
    package struct Line: Sendable {
        package var programme: Programme
        package var tally: TaskTally
        /// Open tasks of the reader that are overdue or due soon.
        package var own: Int

        package init(programme: Programme, tally: TaskTally, own: Int) {
            self.programme = programme
            self.tally = tally
            self.own = own
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    package var title: String { "工作方案" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "试点方案、实施方案的阶段、任务、备案、月报和每年要做的事；是否按时，由办理记录算出。")
        let isOffice = frame.staff?.holds(.disclosureOffice) == true
        if isOffice {
            html(.p, .class("form-acts")) { $0(.a, .class("button"), .href(WorkRoute.newProgramme.link()), text: "新建方案") }
        }
        guard !lines.isEmpty else {
            return EmptyState(reason: "没有工作方案", advice: isOffice ? "先新建方案，再安排任务。" : "政务公开办开始实施的方案会列在这里。").write(&html)
        }
        PeopleTable(caption: "工作方案", headings: ["名称", "状态", "完成", "逾期未完成", "等您办理"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.programme.link(line.programme.id)), text: line.programme.title)
                    }
                    html(.td, .role("cell"), .data("label", labels[1])) { line.programme.state.tag.write(&$0) }
                    let cells = [
                        "\(line.tally.finished) / \(line.tally.total)", "\(line.tally[.overdue])", line.own > 0 ? "\(line.own) 项" : "—",
                    ]
                    for (label, text) in zip(labels.dropFirst(2), cells) { html(.td, .role("cell"), .data("label", label), text: text) }
                }
            }
        }
    }
}

/// One programme: plan, phases, tasks as they stand today, files, and what the office may do.
package struct ProgrammePage: WorkPage {
    package var programme: Programme
    package var tasks: [ProgrammeTask]
    package var standings: [TaskStanding]
    package var units: [OrganisationUnit.ID: String]
    package var domains: [String]
    package var files: [(id: String, name: String, size: Int)]
    package var acts: Set<ProgrammeAct>
    package var trace: [(time: Instant, sentence: String)]
    package var typed: String
    package var problems: [(field: String, message: String)]

    package init(
        programme: Programme, tasks: [ProgrammeTask], standings: [TaskStanding], units: [OrganisationUnit.ID: String], domains: [String],
        files: [(id: String, name: String, size: Int)], acts: Set<ProgrammeAct>, trace: [(time: Instant, sentence: String)],
        typed: String = "", problems: [(field: String, message: String)] = []
    ) {
        self.programme = programme
        self.tasks = tasks
        self.standings = standings
        self.units = units
        self.domains = domains
        self.files = files
        self.acts = acts
        self.trace = trace
        self.typed = typed
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + programme.title }
    package var trail: [WorkStep] { [WorkStep(label: "工作方案", address: WorkRoute.programmes.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: programme.title)
            programme.state.tag.write(&html)
        }
        writeActs(&html)
        writeFacts(&html)
        writePhases(&html)
        writeTasks(&html)
        writeFiles(&html)
        if !acts.isDisjoint(with: [.begin, .finish, .reopen, .cancel]) { writeMoves(&html, in: frame) }
        if !trace.isEmpty {
            section(&html, "经过", id: "trail") { html in
                html(.ul, .class("trail")) { html in
                    for line in trace {
                        html(.li) { html in
                            html(.p, .class("quiet"), text: line.time.text)
                            html(.p, text: line.sentence)
                        }
                    }
                }
            }
        }
    }

    private func writeActs(_ html: inout HTMLWriter) {
        let links: [(ProgrammeAct, WebAddress, String)] = [
            (.edit, WorkRoute.newTask.link(programme.id), "安排任务"), (.edit, WorkRoute.editProgramme.link(programme.id), "修改方案"),
            (.summarise, WorkRoute.summary.link(programme.id), "编写总结报告"),
            (.download, WorkRoute.programmePackage.link(programme.id), "下载总结材料（Word）"),
        ]
        let open = links.filter { acts.contains($0.0) }
        guard !open.isEmpty || programme.isOnPortal else { return }
        html(.p, .class("form-acts")) { html in
            for (act, address, label) in open {
                if act == .download {
                    html(.a, .class("button quiet"), .href(address), .download, text: label)
                } else {
                    html(.a, .class("button quiet"), .href(address), text: label)
                }
            }
            if programme.isOnPortal {
                html(.a, .class("button quiet"), .href(Address.programme(programme.id).link), text: "门户专题")
            }
        }
    }

    private func writeFacts(_ html: inout HTMLWriter) {
        let plan = programme.plan
        html(.dl, .class("facts panel")) { html in
            if !plan.basis.isEmpty { fact(&html, "依据") { $0.text(plan.basis) } }
            if !plan.goal.isEmpty { fact(&html, "工作目标") { $0(.span, .class("kept-lines"), text: plan.goal) } }
            fact(&html, "领域") { $0.text(domains.joined(separator: "、")) }
            fact(&html, "门户专题") { $0.text(programme.isPublic ? "开设" : "不开设") }
            for contact in plan.contacts {
                fact(&html, "联系人") { html in
                    html.text([contact.name, contact.post, contact.phone, contact.email].filter { !$0.isEmpty }.joined(separator: "，"))
                }
            }
            fact(&html, "截至今天") { $0.text(TaskTally(standings).words) }
        }
    }

    private func writePhases(_ html: inout HTMLWriter) {
        section(&html, "阶段", id: "phases") { html in
            PhaseTable(phases: programme.plan.phases, standings: standings).write(&html)
        }
    }

    private func writeTasks(_ html: inout HTMLWriter) {
        section(&html, "任务（\(tasks.count)）", id: "tasks") { html in
            guard !tasks.isEmpty else { return html(.p, .class("quiet"), text: "还没有安排任务。") }
            let phases = Dictionary(programme.plan.phases.map { ($0.key, $0.name) }, uniquingKeysWith: { $1 })
            let byTask = Dictionary(grouping: standings, by: \.task.id)
            PeopleTable(caption: "任务", headings: ["任务", "类别", "阶段", "责任单位", "期限", "状态"]).write(&html) { html, labels in
                for task in tasks {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader")) { html in
                            html(.a, .href(WorkRoute.task.link(programme.id, task.id)), text: task.title)
                        }
                        let names = task.units.isEmpty ? ["政务公开办"] : task.units.prefix(3).map { units[$0] ?? "" }
                        let more = task.units.count > 3 ? "等 \(task.units.count) 个单位" : ""
                        let cells = [
                            task.kind.name, task.phase.flatMap { phases[$0] } ?? "全过程", names.joined(separator: "、") + more,
                            task.timing.words,
                        ]
                        for (label, text) in zip(labels.dropFirst(), cells) {
                            html(.td, .role("cell"), .data("label", label), text: text)
                        }
                        html(.td, .role("cell"), .data("label", labels[5])) { html in
                            guard task.cancelled.isEmpty else { return StatusTag(word: "已取消", shape: .cross).write(&html) }
                            writeStates(byTask[task.id] ?? [], &html)
                        }
                    }
                }
            }
        }
    }

    /// One word where there is one, otherwise how many of each.
    private func writeStates(_ standings: [TaskStanding], _ html: inout HTMLWriter) {
        if standings.count == 1 { return standings[0].state.tag.write(&html) }
        let tally = TaskTally(standings)
        for state in TaskState.allCases where tally[state] > 0 {
            var tag = state.tag
            tag.word += " \(tally[state])"
            tag.write(&html)
            html.text(" ")
        }
    }

    private func writeFiles(_ html: inout HTMLWriter) {
        guard !files.isEmpty else { return }
        section(&html, "材料（\(files.count)）", id: "files") {
            FileLinks(files: files) { WorkRoute.programmeFile.link(programme.id, $0) }.write(&$0)
        }
    }

    private func writeMoves(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "推进", id: "state") { html in
            workForm(&html, WorkRoute.moveProgramme.link(programme.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(programme.version)))
                TextArea(
                    label: "理由", id: "text", value: typed, limit: Programme.longestLine, rows: 2,
                    hint: "取消、重新实施，或者还有逾期未完成就办结的，请写明。", problem: problems.message(of: "text"), isOptional: true
                ).write(&html)
                html(.div, .class("form-acts")) { html in
                    for act in [ProgrammeAct.begin, .finish, .reopen, .cancel] where acts.contains(act) {
                        html(
                            .button, .class(act == .cancel ? "button quiet" : "button"), .type("submit"), .name("act"),
                            .value(act.rawValue), text: act.name)
                    }
                }
            }
        }
    }
}

/// Phases with how far their tasks are.
struct PhaseTable {
    var phases: [Programme.Phase]
    var standings: [TaskStanding]

    func write(_ html: inout HTMLWriter) {
        PeopleTable(caption: "阶段", headings: ["阶段", "起止", "要求", "进度"]).write(&html) { html, labels in
            for phase in phases {
                let tally = TaskTally(standings.filter { $0.task.phase == phase.key })
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: phase.name)
                    html(.td, .role("cell"), .data("label", labels[1]), text: "\(phase.first) 至 \(phase.last)")
                    html(.td, .role("cell"), .data("label", labels[2]), text: phase.goal.isEmpty ? "—" : phase.goal)
                    html(.td, .role("cell"), .data("label", labels[3])) { html in
                        guard tally.total > 0 else { return html.text("没有任务") }
                        html.text("完成 \(tally.finished) / \(tally.total)")
                        if tally[.overdue] > 0 {
                            html.text(" ")
                            StatusTag(word: "逾期未完成 \(tally[.overdue])", shape: .cross, isAlarming: true).write(&html)
                        }
                    }
                }
            }
        }
    }
}
