package import Domain
package import HTML

/// One gathering at the desk: what is due, who signed up, who takes part, and its agenda.
package struct GatheringDeskPage: WorkPage {
    package static let pageLength = 200

    package var gathering: Gathering
    package var standing: GatheringStanding
    package var unit: String
    package var figures: GatheringFigures
    /// Of this page, in the order in which they came.
    package var signUps: [SignUp]
    package var signedUp: Int
    package var mayWrite: Bool
    /// Whether the announcement is at the gate or public.
    package var isAnnounced: Bool
    /// Number and code for somebody who came to the counter.
    package var receipt: (number: String, code: String)?
    package var typed: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        gathering: Gathering, standing: GatheringStanding, unit: String, figures: GatheringFigures, signUps: [SignUp], signedUp: Int,
        mayWrite: Bool, isAnnounced: Bool, receipt: (number: String, code: String)? = nil, typed: [String: String] = [:],
        problems: [(field: String, message: String)] = []
    ) {
        self.gathering = gathering
        self.standing = standing
        self.unit = unit
        self.figures = figures
        self.signUps = signUps
        self.signedUp = signedUp
        self.mayWrite = mayWrite
        self.isAnnounced = isAnnounced
        self.receipt = receipt
        self.typed = typed
        self.problems = problems
    }

    private var id: Gathering.ID { gathering.id }
    private var plan: Gathering.Plan { gathering.plan }
    package var title: String { (problems.isEmpty ? "" : "错误：") + plan.title }
    package var trail: [WorkStep] { [WorkStep(label: "听证列席", address: WorkRoute.gatherings.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: "\(plan.title)\(plan.kind.name)")
            standing.tag(on: frame.today).write(&html)
        }
        if let receipt {
            html(.p, .class("notice"), .role("status"), text: "已报名。请告诉报名人：报名编号 \(receipt.number)，查询码 \(receipt.code)。查询码不再显示。")
        }
        writeFacts(&html, in: frame)
        if mayWrite { writeSteps(&html, in: frame) }
        if !plan.agenda.isEmpty { section(&html, "议题", id: "agenda") { writeAgenda(&$0, in: frame) } }
        guard standing.announcement != nil else { return }
        section(&html, "报名（\(signedUp)）", id: "sign-ups") { writeSignUps(&$0) }
        guard mayWrite else { return }
        if frame.today <= standing.deadline, gathering.selection == nil {
            section(&html, "登记当面报名", id: "counter") { writeCounter(&$0, in: frame) }
        }
        if frame.today >= standing.day, standing.record == nil {
            section(&html, "起草\(plan.kind.recordName)", id: "recording") { writeRecord(&$0, in: frame) }
        }
    }

    private func writeFacts(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.dl, .class("facts panel")) { html in
            fact(&html, "主办单位") { $0.text(unit) }
            fact(&html, "举行") { $0.text("\(plan.day) \(plan.time)，\(plan.place)") }
            fact(&html, "公告期限") { html in
                html.text("\(standing.noticeDue) ")
                let isLate = standing.isNoticeLate || standing.announcement == nil && standing.noticeDue < frame.today
                if isLate { alarm(&html, "公告晚于期限") }
            }
            fact(&html, "报名截止") { $0.text("\(plan.deadline) 24 时") }
            fact(&html, plan.kind == .hearing ? "确定参加人员、送达材料的期限" : "确定参加人员的期限") { html in
                html.text("\(standing.selectionDue) ")
                if standing.isSelectionLate(on: frame.today) { alarm(&html, "已逾期") }
            }
            fact(&html, "公布\(plan.kind.recordName)的期限") { html in
                html.text("\(standing.recordDue) ")
                if standing.isRecordLate(on: frame.today) { alarm(&html, "已逾期") }
            }
            fact(&html, "名额") { $0.text(plan.seats.map { "\($0.party.name) \($0.count)" }.joined(separator: "，")) }
            if standing.announcement != nil {
                fact(&html, "门户页面") { $0(.a, .href(Address.gathering(id).link), text: "查看公众看到的页面") }
            }
            for (label, draft) in [("公告", gathering.draft), ("名单", gathering.list), (plan.kind.recordName, gathering.record)] {
                if let draft { fact(&html, label) { $0(.a, .href(WorkRoute.draft.link(draft)), text: "公开审查中的稿件") } }
            }
            if let selection = gathering.selection {
                fact(&html, "确定参加人员") { html in
                    html.text("\(selection.time.text)，种子 \(selection.seed)，参加 \(selection.chosen.count) 人，")
                    html.text(selection.isConfirmed ? "重新抽取结果相同" : "重新抽取结果不同")
                }
            }
        }
    }

    private func alarm(_ html: inout HTMLWriter, _ word: String) {
        StatusTag(word: word, shape: .cross, isAlarming: true).write(&html)
    }

    private func writeSteps(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if isAnnounced, standing.announcement == nil {
            html(.p, .class("notice"), text: "公告正在公开审查。日期、地点、名额等要改的，请先作废稿件，再修改这里的内容，重新起草。")
        }
        html(.div, .class("form-acts")) { html in
            if !isAnnounced {
                html(.a, .class("button quiet"), .href(WorkRoute.editGathering.link(id)), text: "修改")
                step(&html, WorkRoute.announceGathering, "announce", "起草公告", in: frame)
            }
            if standing.announcement != nil, gathering.selection == nil, frame.today > standing.deadline {
                step(&html, WorkRoute.selectParticipants, "select", "确定参加人员（超过名额的抽签）", in: frame)
            }
            if gathering.selection != nil, standing.list == nil {
                step(&html, WorkRoute.draftParticipants, "list", "起草参加人员名单", in: frame)
            }
        }
    }

    private func step(_ html: inout HTMLWriter, _ route: WorkRoute, _ name: String, _ words: String, in frame: WorkFrame) {
        workForm(&html, route.link(id), in: frame) { html in
            html(.input, .type("hidden"), .name("version"), .value(String(gathering.version)))
            html(.button, .class("button"), .type("submit"), .id(name), text: words)
        }
    }

    private func writeAgenda(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.ol) { html in
            for (index, item) in plan.agenda.enumerated() {
                html(.li) { html in
                    html(.p, text: "\(item.title)（\(item.kind.name)）\(item.isOpen ? "" : "不公开，理由：\(item.reason)")")
                    if let chain = item.chain { html(.p) { $0(.a, .href(WorkRoute.chain.link(chain)), text: "全链条") } }
                    guard mayWrite, isAnnounced, item.isOpen else { return }
                    let field = "document-\(index + 1)"
                    workForm(&html, WorkRoute.settleAgendaItem.link(id, index + 1), in: frame) { html in
                        html(.input, .type("hidden"), .name("version"), .value(String(gathering.version)))
                        TextLine(
                            label: "议题 \(index + 1) 形成的公开文件", id: field,
                            value: typed[field] ?? item.document.map { String($0) } ?? "", limit: 20,
                            hint: "文件公布后，填写它在门户网址末尾的编号。", problem: problems.message(of: field), isOptional: true, inputMode: "numeric"
                        ).write(&html)
                        html(.button, .class("button quiet"), .type("submit"), text: "保存议题 \(index + 1)")
                    }
                }
            }
        }
    }

    private func writeSignUps(_ html: inout HTMLWriter) {
        if mayWrite {
            html(.p) { html in
                html(.a, .class("button quiet"), .href(WorkRoute.signUpsFile.link(id)), .download, text: "下载报名登记簿（Excel）")
            }
        }
        guard !signUps.isEmpty else { return html(.p, text: "还没有人报名。") }
        PeopleTable(caption: "报名", headings: ["报名编号", "姓名", "类别", "报名理由", "方式", "结果"]).write(&html) { html, labels in
            for signUp in signUps {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: signUp.number)
                    html(.td, .role("cell"), .data("label", labels[1])) { html in
                        guard mayWrite else { return html.text(signUp.author) }
                        html(.a, .href(WorkRoute.signUpPerson.link(id, signUp.id)), text: signUp.author)
                    }
                    html(.td, .role("cell"), .data("label", labels[2]), text: signUp.party.name)
                    html(.td, .role("cell"), .data("label", labels[3]), text: signUp.note.isEmpty ? "—" : signUp.note)
                    html(.td, .role("cell"), .data("label", labels[4]), text: "\(signUp.channel.name) \(signUp.received.day)")
                    html(.td, .role("cell"), .data("label", labels[5])) { signUp.result(gathering.selection).tag.write(&$0) }
                }
            }
        }
        if signUps.count == Self.pageLength, let last = signUps.last {
            let next = WorkRoute.gathering.link(id, query: [("after", last.id.description)])
            html(.p) { $0(.a, .class("button quiet"), .href(next), text: "下一页") }
        }
    }

    private func writeCounter(_ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.enterSignUp.link(id), in: frame) { html in
            ChoiceList(
                label: "报名类别", id: "party", options: plan.seats.map { ($0.party.rawValue, $0.party.name) },
                selected: typed["party"] ?? "", problem: problems.message(of: "party")
            ).write(&html)
            TextLine(
                label: "姓名", id: "name", value: typed["name"] ?? "", limit: Opinion.longestName, problem: problems.message(of: "name")
            ).write(&html)
            TextLine(
                label: "联系电话", id: "phone", value: typed["phone"] ?? "", limit: 20, problem: problems.message(of: "phone")
            ).write(&html)
            TextLine(
                label: "报名理由", id: "note", value: typed["note"] ?? "", limit: SignUp.longestNote, problem: problems.message(of: "note"),
                isOptional: true
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "登记报名")
        }
    }

    private func writeRecord(_ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.draftGatheringRecord.link(id), in: frame, class: "form wide") { html in
            TextArea(
                label: "参加人员", id: "attended", value: typed["attended"] ?? "", limit: Gathering.longestMatter, rows: 3,
                hint: "各类参加人员和人数；公众的姓名要遮盖。", problem: problems.message(of: "attended")
            ).write(&html)
            TextArea(
                label: plan.kind.recordName, id: "record", value: typed["record"] ?? "", limit: Gathering.longestRecord, rows: 12,
                hint: plan.kind == .hearing ? "按顺序写陈述、发言、辩论的要点，一段一行。" : "一段一行。", problem: problems.message(of: "record")
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "起草\(plan.kind.recordName)")
        }
    }
}

/// Who signed up, for who handles it; each look is in the log.
package struct SignUpPersonPage: WorkPage {
    package var gathering: Gathering
    package var signUp: SignUp
    /// Name and telephone; `nil` when they were deleted.
    package var person: (name: String, phone: String)?

    package init(gathering: Gathering, signUp: SignUp, person: (name: String, phone: String)?) {
        self.gathering = gathering
        self.signUp = signUp
        self.person = person
    }

    package var title: String { "报名人" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "听证列席", address: WorkRoute.gatherings.link()),
            WorkStep(label: gathering.plan.title, address: WorkRoute.gathering.link(gathering.id)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: person == nil ? "姓名和电话已经按保存期限删除。" : "只用于通知报名人。本次查看已经记入日志。")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "报名编号") { $0.text(signUp.number) }
            if let person {
                fact(&html, "姓名") { $0.text(person.name) }
                fact(&html, "联系电话") { $0.text(person.phone) }
            }
            fact(&html, "类别") { $0.text(signUp.party.name) }
            fact(&html, "结果") { signUp.result(gathering.selection).tag.write(&$0) }
        }
    }
}
