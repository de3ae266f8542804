package import Domain
package import HTML

/// 办事指南和政策: what the units keep, and where each stands.
package struct ServicesWorkPage: WorkPage {
    package struct Line: Sendable {
        package var id: ServicePaper.ID
        package var kind: ServicePaper.Kind
        package var name: String
        package var code: String
        package var unitName: String
        package var number: Int
        package var state: Draft.State?
        package var timing: ServiceTiming
        /// How much the newest wording lacks.
        package var missing: Int

        package init(
            id: ServicePaper.ID, kind: ServicePaper.Kind, name: String, code: String, unitName: String, number: Int, state: Draft.State?,
            timing: ServiceTiming, missing: Int
        ) {
            self.id = id
            self.kind = kind
            self.name = name
            self.code = code
            self.unitName = unitName
            self.number = number
            self.state = state
            self.timing = timing
            self.missing = missing
        }
    }

    package var lines: [Line]
    package var mayWrite: Bool
    /// Reports that nobody has answered; `nil` for those who do not see them.
    package var openReports: Int?

    package init(lines: [Line], mayWrite: Bool, openReports: Int?) {
        self.lines = lines
        self.mayWrite = mayWrite
        self.openReports = openReports
    }

    package var title: String { "办事指南和政策" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.div, .class("page-top")) { html in
            html(.h1, text: title)
            html(.div, .class("form-acts")) { html in
                if mayWrite {
                    for kind in ServicePaper.Kind.allCases {
                        html(.a, .class("button quiet"), .href(WorkRoute.newService.link(kind.rawValue)), text: "新建\(kind.noun)")
                    }
                }
                if let openReports {
                    html(.a, .class("button quiet"), .href(WorkRoute.serviceReports.link()), text: "索要材料反映（未办结 \(openReports)）")
                }
                if frame.leads(to: .ratings) { html(.a, .class("button quiet"), .href(WorkRoute.ratings.link()), text: "服务评价") }
            }
        }
        guard !lines.isEmpty else {
            html(.p, .class("empty"), text: "还没有办事指南。可以新建，也可以用命令 mingtang guides import 从表格导入。")
            return
        }
        PeopleTable(caption: "办事指南和政策", headings: ["名称", "类别", "单位", "编码", "最新一版"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { $0(.a, .href(WorkRoute.service.link(line.id)), text: line.name) }
                    for (label, text) in zip(labels.dropFirst(), [line.kind.noun, line.unitName, line.code]) {
                        html(.td, .role("cell"), .data("label", label), text: text)
                    }
                    html(.td, .role("cell"), .data("label", labels[4])) { html in
                        html.text("第 \(line.number) 版 ")
                        ServiceStateTag(state: line.state, missing: line.missing).write(&html)
                        html.text(" ")
                        ServiceTimingTag(timing: line.timing).write(&html)
                    }
                }
            }
        }
    }
}

/// How far a wording is.
struct ServiceStateTag {
    var state: Draft.State?
    var missing: Int

    func write(_ html: inout HTMLWriter) {
        switch state {
        case nil: StatusTag(word: missing == 0 ? "待送审" : "编写中，还缺 \(missing) 处", shape: .open).write(&html)
        case .published?: StatusTag(word: "已公开", shape: .full).write(&html)
        case .drafting?: StatusTag(word: "拟公开，编辑中", shape: .half).write(&html)
        case .inReview?, .referred?: StatusTag(word: "审核中", shape: .half).write(&html)
        case .approved?: StatusTag(word: "审核通过，待公开", shape: .half).write(&html)
        case .withheld?: StatusTag(word: "不公开", shape: .cross).write(&html)
        case .discarded?: StatusTag(word: "拟稿已作废", shape: .cross).write(&html)
        }
    }
}

/// One guide or policy in the workbench: its wordings and what can be done next.
package struct ServiceWorkPage: WorkPage {
    package struct Line: Sendable {
        package var version: ServiceVersion
        package var state: Draft.State?
        package var isFaithful: Bool
        package var timing: ServiceTiming
        package var missing: [(field: String, message: String)]
        package var changes: [ServicePaper.Change]

        package init(
            version: ServiceVersion, state: Draft.State?, isFaithful: Bool, timing: ServiceTiming,
            missing: [(field: String, message: String)], changes: [ServicePaper.Change]
        ) {
            self.version = version
            self.state = state
            self.isFaithful = isFaithful
            self.timing = timing
            self.missing = missing
            self.changes = changes
        }

        var isEditable: Bool {
            switch state {
            case nil, .drafting?, .withheld?, .discarded?: true
            case .inReview?, .referred?, .approved?, .published?: false
            }
        }
    }

    package var id: ServicePaper.ID
    package var kind: ServicePaper.Kind
    package var name: String
    package var unitName: String
    /// Newest first.
    package var lines: [Line]
    package var mayWrite: Bool
    package var mayRecord: Bool
    package var publicAddress: WebAddress?
    package var trace: [(time: Instant, words: String)]
    package var typed: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        id: ServicePaper.ID, kind: ServicePaper.Kind, name: String, unitName: String, lines: [Line], mayWrite: Bool, mayRecord: Bool,
        publicAddress: WebAddress?, trace: [(time: Instant, words: String)], typed: [String: String] = [:],
        problems: [(field: String, message: String)] = []
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.unitName = unitName
        self.lines = lines
        self.mayWrite = mayWrite
        self.mayRecord = mayRecord
        self.publicAddress = publicAddress
        self.trace = trace
        self.typed = typed
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + name }
    package var trail: [WorkStep] { [WorkStep(label: "办事指南和政策", address: WorkRoute.services.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: name)
            html(.div, .class("form-acts")) { html in
                if let publicAddress { html(.a, .class("button quiet"), .href(publicAddress), text: "门户页面") }
            }
        }
        html(.p, .class("quiet"), text: "\(kind.noun) · \(unitName)")
        if mayWrite, lines.first?.state == .published {
            workForm(&html, WorkRoute.startServiceChange.link(id), in: frame) { html in
                html(.button, .class("button"), .type("submit"), text: "修改：新建第 \((lines.first?.version.number ?? 0) + 1) 版")
            }
        }
        for (index, line) in lines.enumerated() { write(line, isNewest: index == 0, &html, in: frame) }
        section(&html, "办理痕迹") { html in
            html(.ul) { html in
                for line in trace { html(.li, text: "\(line.time.text)　\(line.words)") }
            }
        }
    }

    private func write(_ line: Line, isNewest: Bool, _ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "第 \(line.version.number) 版") { html in
            html(.p) { html in
                ServiceStateTag(state: line.state, missing: line.missing.count).write(&html)
                html.text(" ")
                ServiceTimingTag(timing: line.timing).write(&html)
            }
            if !line.isFaithful {
                html(.p, .class("problem"), text: "拟公开的正文与指南不一致，门户不会按这一版显示。请修改指南后重新送审，或者在公开后新建一版。")
            }
            html(.dl, .class("facts")) { html in
                if let approval = line.version.approval {
                    fact(&html, "审批程序结束") { $0.text("\(approval.day.chinese)，\(approval.document)") }
                }
                if let effective = line.version.effective { fact(&html, "实施时间") { $0.text("自\(effective.chinese)起") } }
                if !line.version.reason.isEmpty { fact(&html, "变更说明") { $0.text(line.version.reason) } }
                if let draft = line.version.draft {
                    fact(&html, "拟公开稿件") { $0(.a, .href(WorkRoute.draft.link(draft)), text: line.version.content.title) }
                }
                for change in line.changes {
                    fact(&html, change.label) { ChangedWords(before: change.before, after: change.after).write(&$0) }
                }
            }
            guard isNewest else { return }
            if line.isEditable, mayWrite { writeActs(line, &html, in: frame) }
            if line.state != .published, mayRecord { writeApproval(line, &html, in: frame) }
        }
    }

    private func writeActs(_ line: Line, _ html: inout HTMLWriter, in frame: WorkFrame) {
        let version = line.version
        if !line.missing.isEmpty {
            html(.p, text: "还缺 \(line.missing.count) 处，补全后才能送审：")
            html(.ul) { html in
                for missing in line.missing {
                    html(.li) { html in
                        let form = WorkRoute.editService.path([id.description, version.id.description])
                        let address = missing.field == "files" ? WebAddress(fragment: "files") : WebAddress(form + "#" + missing.field)
                        if let address { html(.a, .href(address), text: missing.message) } else { html.text(missing.message) }
                    }
                }
            }
        }
        if case .guide(let guide) = version.content, !guide.materials.isEmpty { writeFiles(guide, version, &html, in: frame) }
        html(.div, .class("form-acts")) { html in
            html(.a, .class("button quiet"), .href(WorkRoute.editService.link(id, version.id)), text: "编写第 \(version.number) 版")
            workForm(&html, WorkRoute.submitService.link(id, version.id), in: frame) { html in
                html(.button, .class("button"), .type("submit"), .id("submit"), text: "转入公开审查")
            }
        }
    }

    private func writeFiles(_ guide: ServiceGuide, _ version: ServiceVersion, _ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.h3, .id("files"), .tabIndex(-1)) { $0.text("规范表格、填写说明、示范文本") }
        html(.ul) { html in
            for material in guide.materials {
                for file in material.files { html(.li, text: "\(material.name)：\(file.role.rawValue)，\(file.attachment.name)") }
            }
        }
        let address = WorkRoute.attachServiceFile.link(id, version.id, query: [("csrf", frame.csrf)])
        html(.form, .class("form"), .action(address), .method("post"), .encoding("multipart/form-data"), .noValidate) { html in
            html(.div, .class("columns")) { html in
                ChoiceList(
                    label: "材料", id: "material", options: guide.materials.map { ($0.name, $0.name) }, selected: typed["material"] ?? ""
                ).write(&html)
                ChoiceList(
                    label: "是什么", id: "role", options: ServiceGuide.File.Role.allCases.map { ($0.rawValue, $0.rawValue) },
                    selected: typed["role"] ?? ""
                ).write(&html)
                FormField(label: "文件", id: "file", problem: problems.message(of: "file")).write(&html) { html, attributes in
                    html(.input, attributes: attributes + [.type("file")])
                }
            }
            html(.button, .class("button quiet"), .type("submit"), text: "上传")
        }
    }

    private func writeApproval(_ line: Line, _ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.h3, text: line.version.approval == nil ? "记录审批程序结束" : "更正审批程序结束的记录")
        html(.p, .class("hint"), text: "办事条件发生变化的，审批程序结束后 1 个工作日内公开变更后的信息和实施时间；期限从记录的日期起算。")
        if line.version.number > 1, line.version.approval == nil {
            html(.p, .class("hint"), text: "第 \(line.version.number) 版在这里记录以后才能转入公开审查。")
        }
        workForm(&html, WorkRoute.recordServiceApproval.link(id, line.version.id), in: frame) { html in
            html(.div, .class("columns")) { html in
                TextLine(
                    label: "结束日期", id: "approval-day", value: typed["approval-day"] ?? "", limit: 20, hint: "例如：\(frame.today)",
                    problem: problems.message(of: "approval-day")
                ).write(&html)
                TextLine(
                    label: "审批结果的文件", id: "approval-document", value: typed["approval-document"] ?? "", limit: ServiceGuide.longestLine,
                    hint: "文号或者会议纪要", problem: problems.message(of: "approval-document")
                ).write(&html)
            }
            html(.button, .class("button quiet"), .type("submit"), text: "记录")
        }
    }
}
