package import Domain
package import HTML

/// 听证列席: every gathering with what is due now.
package struct GatheringListPage: WorkPage {
    package struct Line: Sendable {
        package var gathering: Gathering
        package var unit: String
        package var standing: GatheringStanding
        package var signUps: Int

        package init(gathering: Gathering, unit: String, standing: GatheringStanding, signUps: Int) {
            self.gathering = gathering
            self.unit = unit
            self.standing = standing
            self.signUps = signUps
        }

        /// What is to be done next, and by when; red when that day is over.
        func due(on today: Day) -> (words: String, isLate: Bool) {
            switch standing.state(on: today) {
            case .preparing:
                let isLate = standing.noticeDue < today
                return (gathering.draft == nil ? "起草公告，\(standing.noticeDue) 前公布" : "等待公告公布，期限 \(standing.noticeDue)", isLate)
            case .open: return ("报名中", false)
            case .closed: return ("确定参加人员，期限 \(standing.selectionDue)", standing.isSelectionLate(on: today))
            case .selected: return (standing.list == nil ? "公布名单，\(standing.day) 举行" : "\(standing.day) 举行", false)
            case .over: return ("公布\(gathering.plan.kind.recordName)，期限 \(standing.recordDue)", standing.isRecordLate(on: today))
            case .recorded: return ("—", false)
            }
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    package var title: String { "听证列席" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "听证会、会议列席、公众开放日：公告、名单和笔录都经过公开审查；各项期限由系统计算。")
        if frame.staff?.holds(.editor) == true {
            html(.p, .class("form-acts")) { $0(.a, .class("button"), .href(WorkRoute.newGathering.link()), text: "新建") }
        }
        guard !lines.isEmpty else { return EmptyState(reason: "没有听证会、会议列席和公众开放日", advice: "新建后起草公告，公告公布时开始报名。").write(&html) }
        PeopleTable(caption: "听证列席", headings: ["名称", "形式", "单位", "举行", "状态", "报名", "要办的事"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.gathering.link(line.gathering.id)), text: line.gathering.plan.title)
                    }
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.gathering.plan.kind.name)
                    html(.td, .role("cell"), .data("label", labels[2]), text: line.unit)
                    html(.td, .role("cell"), .data("label", labels[3]), text: "\(line.standing.day) \(line.gathering.plan.time)")
                    html(.td, .role("cell"), .data("label", labels[4])) { line.standing.tag(on: frame.today).write(&$0) }
                    html(.td, .role("cell"), .data("label", labels[5]), text: String(line.signUps))
                    html(.td, .role("cell"), .data("label", labels[6])) { html in
                        let due = line.due(on: frame.today)
                        html.text(due.words + (due.isLate ? " " : ""))
                        if due.isLate { StatusTag(word: "已逾期", shape: .cross, isAlarming: true).write(&html) }
                    }
                }
            }
        }
    }
}

/// The form of a gathering.
package struct GatheringFormPage: WorkPage {
    /// Lines of the agenda that are empty, to be filled in.
    package static let spareLines = 3

    /// `nil` for a new one.
    package var id: Gathering.ID?
    package var version: Int
    package var values: [String: String]
    package var agendaLines: Int
    package var units: [OrganisationUnit]
    package var chains: [PolicyChain]
    package var consultations: [Consultation]
    package var figures: GatheringFigures
    package var problems: [(field: String, message: String)]

    package init(
        id: Gathering.ID?, version: Int, values: [String: String], agendaLines: Int, units: [OrganisationUnit], chains: [PolicyChain],
        consultations: [Consultation], figures: GatheringFigures, problems: [(field: String, message: String)] = []
    ) {
        self.id = id
        self.version = version
        self.values = values
        self.agendaLines = agendaLines
        self.units = units
        self.chains = chains
        self.consultations = consultations
        self.figures = figures
        self.problems = problems
    }

    package static func values(of plan: Gathering.Plan) -> [String: String] {
        var values = [
            "kind": plan.kind.rawValue, "title": plan.title, "day": plan.day.description, "time": plan.time, "place": plan.place,
            "matter": plan.matter, "ways": plan.ways, "deadline": plan.deadline.description,
            "consultation": plan.consultation?.description ?? "", "chain": plan.chain?.description ?? "",
        ]
        for seats in plan.seats { values["seats-\(seats.party.rawValue)"] = String(seats.count) }
        for (index, item) in plan.agenda.enumerated() {
            let name = "agenda-\(index + 1)"
            values[name] = item.title
            values["\(name)-kind"] = item.kind.rawValue
            values["\(name)-reason"] = item.isOpen ? "" : item.reason
            values["\(name)-chain"] = item.chain.map { String($0) } ?? ""
        }
        return values
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + (id == nil ? "新建听证会、会议列席或者公众开放日" : "修改") }
    package var trail: [WorkStep] { [WorkStep(label: "听证列席", address: WorkRoute.gatherings.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, id == nil ? "新建听证会、会议列席或者公众开放日" : "修改")
        workForm(&html, id.map { WorkRoute.saveGathering.link($0) } ?? WorkRoute.createGathering.link(), in: frame, class: "form wide") {
            html in
            html(.input, .type("hidden"), .name("version"), .value(String(version)))
            if id == nil {
                list(&html, "主办单位", "unit", units.map { ($0.id.description, $0.name) })
            }
            list(&html, "形式", "kind", Gathering.Kind.allCases.map { ($0.rawValue, $0.name) })
            line(&html, "名称", "title", Gathering.longestTitle, "不写“听证会”等形式，例：明川县城区供水价格调整")
            line(
                &html, "举行日期", "day", 10,
                "写成 2026-03-20。听证会至少提前 \(figures.hearingNoticeDays) 日公告，其他至少提前 \(figures.otherNoticeDays) 日（“法定数值”中设置）。")
            line(&html, "时间", "time", 5, "写成 09:30")
            line(&html, "地点", "place", Gathering.longestPlace, nil)
            TextArea(
                label: "内容", id: "matter", value: values["matter"] ?? "", limit: Gathering.longestMatter, rows: 8,
                hint: "听证的事项和程序、会议的主要内容、开放的场所等，一段一行。", problem: problems.message(of: "matter")
            ).write(&html)
            writeSeats(&html)
            line(&html, "报名截止日期", "deadline", 10, "当日 24 时截止。听证会的参加人员要在举行 \(figures.materialDays) 日前确定并收到材料。")
            line(&html, "咨询和当面报名", "ways", Gathering.longestWays, "地址、联系人和电话，随公告公布。")
            writeLinks(&html)
            writeAgenda(&html)
            html(.button, .class("button"), .type("submit"), text: "保存")
        }
    }

    private func line(_ html: inout HTMLWriter, _ label: String, _ id: String, _ limit: Int, _ hint: String?) {
        TextLine(label: label, id: id, value: values[id] ?? "", limit: limit, hint: hint, problem: problems.message(of: id)).write(&html)
    }

    private func list(_ html: inout HTMLWriter, _ label: String, _ id: String, _ options: [(value: String, label: String)]) {
        ChoiceList(label: label, id: id, options: options, selected: values[id] ?? "", problem: problems.message(of: id)).write(&html)
    }

    private func writeSeats(_ html: inout HTMLWriter) {
        html(.fieldset, .class(problems.message(of: "seats") == nil ? "field" : "field wrong"), .id("seats"), .tabIndex(-1)) { html in
            html(.legend, text: "名额")
            html(.p, .class("hint"), text: "不设的类别留空。报名不超过名额的全部参加，超过的抽签。")
            if let problem = problems.message(of: "seats") { html(.p, .class("problem"), text: "错误：\(problem)") }
            for party in Gathering.Party.allCases {
                TextLine(
                    label: party.name, id: "seats-\(party.rawValue)", value: values["seats-\(party.rawValue)"] ?? "", limit: 4,
                    isOptional: true, inputMode: "numeric"
                ).write(&html)
            }
        }
    }

    private func writeLinks(_ html: inout HTMLWriter) {
        ChoiceList(
            label: "相关的意见征集", id: "consultation", options: consultations.map { ($0.id.description, $0.plan.title) },
            selected: values["consultation"] ?? "", nothing: "没有", problem: problems.message(of: "consultation"), isOptional: true
        ).write(&html)
        ChoiceList(
            label: "所属全链条", id: "chain", options: chains.map { ($0.id.description, $0.title) }, selected: values["chain"] ?? "",
            nothing: "没有", hint: "公告和笔录自动列入：听证会列在“征求意见”环节，会议列在“会议审议”环节。", problem: problems.message(of: "chain"), isOptional: true
        ).write(&html)
    }

    private func writeAgenda(_ html: inout HTMLWriter) {
        html(.fieldset, .class("field"), .id("agenda"), .tabIndex(-1)) { html in
            html(.legend, text: "议题")
            html(.p, .class("hint"), text: "没有议题的留空。不公开的写明理由，公告只公布理由，不公布名称。保存后可以再添加。")
            if let problem = problems.message(of: "agenda") { html(.p, .class("problem"), text: "错误：\(problem)") }
            for number in 1...max(1, min(Gathering.mostAgendaItems, agendaLines + Self.spareLines)) {
                let name = "agenda-\(number)"
                TextLine(label: "议题 \(number)", id: name, value: values[name] ?? "", limit: Gathering.longestTitle, isOptional: true)
                    .write(&html)
                ChoiceList(
                    label: "议题 \(number) 的类别", id: "\(name)-kind",
                    options: Gathering.AgendaItem.Kind.allCases.map { ($0.rawValue, $0.name) }, selected: values["\(name)-kind"] ?? ""
                ).write(&html)
                TextLine(
                    label: "议题 \(number) 不公开的理由", id: "\(name)-reason", value: values["\(name)-reason"] ?? "",
                    limit: Gathering.longestReason, hint: "公开的留空。", isOptional: true
                ).write(&html)
                ChoiceList(
                    label: "议题 \(number) 的全链条", id: "\(name)-chain", options: chains.map { ($0.id.description, $0.title) },
                    selected: values["\(name)-chain"] ?? "", nothing: "没有", isOptional: true
                ).write(&html)
            }
        }
    }
}
