package import Domain
package import HTML

/// The form of a programme's plan. Rows that are left empty are not kept.
package struct ProgrammeFormPage: WorkPage {
    /// `nil` for a new one.
    package var id: Programme.ID?
    package var version: Int
    /// What stands in the fields, by their names.
    package var values: [String: String]
    package var domains: [DomainLink]
    package var chosen: Set<String>
    package var problems: [(field: String, message: String)]

    package init(
        id: Programme.ID?, version: Int, values: [String: String], domains: [DomainLink], chosen: Set<String>,
        problems: [(field: String, message: String)] = []
    ) {
        self.id = id
        self.version = version
        self.values = values
        self.domains = domains
        self.chosen = chosen
        self.problems = problems
    }

    /// The fields of a plan as it is stored, with one empty row more.
    package static func values(of programme: Programme?) -> [String: String] {
        let plan = programme?.plan ?? Programme.Plan()
        var values = ["title": programme?.title ?? "", "basis": plan.basis, "goal": plan.goal]
        if programme?.isPublic == true { values["public"] = "on" }
        for (row, phase) in plan.phases.enumerated() {
            values["phase-key-\(row)"] = String(phase.key)
            values["phase-name-\(row)"] = phase.name
            values["phase-first-\(row)"] = phase.first.description
            values["phase-last-\(row)"] = phase.last.description
            values["phase-goal-\(row)"] = phase.goal
        }
        for (row, contact) in plan.contacts.enumerated() {
            values["contact-name-\(row)"] = contact.name
            values["contact-post-\(row)"] = contact.post
            values["contact-phone-\(row)"] = contact.phone
            values["contact-email-\(row)"] = contact.email
        }
        for (row, rule) in plan.rules.enumerated() {
            values["rule-title-\(row)"] = rule.title
            values["rule-text-\(row)"] = rule.text
        }
        for (row, limit) in plan.limits.enumerated() {
            values["limit-from-\(row)"] = limit.from.description
            values["limit-percent-\(row)"] = limit.percent.description
        }
        return values
    }

    private var heading: String { id == nil ? "新建工作方案" : "修改工作方案" }
    package var title: String { (problems.isEmpty ? "" : "错误：") + heading }
    package var trail: [WorkStep] {
        [WorkStep(label: "工作方案", address: WorkRoute.programmes.link())]
            + (id.map { [WorkStep(label: values["title"] ?? "", address: WorkRoute.programme.link($0))] } ?? [])
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, heading, lead: "空着的行不保存；保存后会再多出空行。")
        let address = id.map { WorkRoute.saveProgramme.link($0) } ?? WorkRoute.createProgramme.link()
        workForm(&html, address, in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("version"), .value(String(version)))
            line("方案名称", "title", &html)
            line("依据", "basis", hint: "例如：晋政办发〔2017〕140号", isOptional: true, &html)
            area("工作目标", "goal", rows: 3, isOptional: true, &html)
            writeDomains(&html)
            TickBox(label: "在门户开设专题，自动公开进度", id: "public", isOn: values["public"] != nil).write(&html)
            rows("阶段", "phase", least: 4, most: Programme.mostPhases, &html) { row, html in
                html(.input, .type("hidden"), .name("phase-key-\(row)"), .value(values["phase-key-\(row)"] ?? ""))
                line("名称", "phase-name-\(row)", isOptional: true, &html)
                line("开始", "phase-first-\(row)", isOptional: true, limit: 20, &html)
                line("结束", "phase-last-\(row)", isOptional: true, limit: 20, &html)
                line("要求", "phase-goal-\(row)", isOptional: true, &html)
            }
            rows("联系人", "contact", least: 1, most: Programme.mostContacts, &html) { row, html in
                line("姓名", "contact-name-\(row)", isOptional: true, &html)
                line("单位和职务", "contact-post-\(row)", isOptional: true, &html)
                line("电话", "contact-phone-\(row)", isOptional: true, &html)
                line("邮箱", "contact-email-\(row)", isOptional: true, &html)
            }
            rows("流程制度", "rule", least: 1, most: Programme.mostRules, &html) { row, html in
                line("名称", "rule-title-\(row)", isOptional: true, &html)
                area("内容", "rule-text-\(row)", rows: 3, isOptional: true, &html)
            }
            rows("绩效占比下限", "limit", least: 1, most: Programme.mostLimits, &html) { row, html in
                line("从哪天起", "limit-from-\(row)", isOptional: true, limit: 20, &html)
                line("不低于（%）", "limit-percent-\(row)", isOptional: true, limit: 20, &html)
            }
            html(.button, .class("button"), .type("submit"), text: "保存")
        }
    }

    private func writeDomains(_ html: inout HTMLWriter) {
        html(.fieldset, .id("domains"), .tabIndex(-1)) { html in
            html(.legend, text: "领域（试点内容）")
            if let problem = problems.message(of: "domains") { html(.p, .class("problem"), text: problem) }
            for domain in domains {
                TickBox(
                    label: domain.name, id: "domain-\(domain.code)", isOn: chosen.contains(domain.code), value: domain.code, name: "domain"
                ).write(&html)
            }
        }
    }

    /// As many rows as are filled, and one more, but no fewer than `least`.
    private func rows(
        _ label: String, _ key: String, least: Int, most: Int, _ html: inout HTMLWriter, row: (Int, inout HTMLWriter) -> Void
    ) {
        let filled = (0..<most).last { row in
            values.contains { $0.key.hasPrefix("\(key)-") && $0.key.hasSuffix("-\(row)") && !$0.value.isEmpty }
        }
        let count = min(most, max(least, (filled ?? -1) + 2))
        for index in 0..<count {
            html(.fieldset) { html in
                html(.legend, text: "\(label) \(index + 1)")
                html(.div, .class("columns")) { row(index, &$0) }
            }
        }
    }

    private func line(
        _ label: String, _ id: String, hint: String? = nil, isOptional: Bool = false, limit: Int = Programme.longestLine,
        _ html: inout HTMLWriter
    ) {
        TextLine(
            label: label, id: id, value: values[id] ?? "", limit: limit, hint: hint, problem: problems.message(of: id),
            isOptional: isOptional
        ).write(&html)
    }

    private func area(_ label: String, _ id: String, rows: Int, isOptional: Bool, _ html: inout HTMLWriter) {
        TextArea(
            label: label, id: id, value: values[id] ?? "", limit: Programme.longestText, rows: rows, problem: problems.message(of: id),
            isOptional: isOptional
        ).write(&html)
    }
}

/// The form of a task.
package struct TaskFormPage: WorkPage {
    package var programme: Programme
    /// `nil` for a new one.
    package var id: ProgrammeTask.ID?
    package var version: Int
    package var values: [String: String]
    package var units: [OrganisationUnit]
    package var chosen: Set<OrganisationUnit.ID>
    package var problems: [(field: String, message: String)]

    package init(
        programme: Programme, id: ProgrammeTask.ID?, version: Int, values: [String: String], units: [OrganisationUnit],
        chosen: Set<OrganisationUnit.ID>, problems: [(field: String, message: String)] = []
    ) {
        self.programme = programme
        self.id = id
        self.version = version
        self.values = values
        self.units = units
        self.chosen = chosen
        self.problems = problems
    }

    /// How it comes round, in the form.
    package static let recurrences: [(value: String, label: String)] = [("once", "一次"), ("monthly", "每月"), ("yearly", "每年")]

    package static func values(of task: ProgrammeTask) -> [String: String] {
        var values = [
            "title": task.title, "detail": task.detail, "recipient": task.recipient, "kind": task.kind.rawValue,
            "phase": task.phase.map(String.init) ?? "",
        ]
        values["due"] = task.timing.last.description
        switch task.timing.recurrence {
        case .once: values["recurrence"] = "once"
        case .monthly(let day):
            values["recurrence"] = "monthly"
            values["due-day"] = String(day)
            values["first"] = task.timing.first.description
        case .yearly(let month, let day):
            values["recurrence"] = "yearly"
            values["due-month"] = String(month)
            values["due-day"] = String(day)
            values["first"] = task.timing.first.description
        }
        return values
    }

    private var heading: String { id == nil ? "安排任务" : "修改任务" }
    package var title: String { (problems.isEmpty ? "" : "错误：") + heading }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "工作方案", address: WorkRoute.programmes.link()),
            WorkStep(label: programme.title, address: WorkRoute.programme.link(programme.id)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, heading)
        let address = id.map { WorkRoute.saveTask.link(programme.id, $0) } ?? WorkRoute.addTask.link(programme.id)
        workForm(&html, address, in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("version"), .value(String(version)))
            ChoiceList(
                label: "类别", id: "kind", options: ProgrammeTask.Kind.allCases.map { ($0.rawValue, $0.name) },
                selected: values["kind"] ?? "",
                hint: "月报、信息推送每月一次；听取汇报、集中培训、绩效占比、示范点每年一次。", problem: problems.message(of: "kind")
            ).write(&html)
            line("任务名称", "title", Programme.longestLine, &html)
            TextArea(
                label: "任务要求", id: "detail", value: values["detail"] ?? "", limit: Programme.longestText, rows: 3,
                problem: problems.message(of: "detail"), isOptional: true
            ).write(&html)
            ChoiceList(
                label: "阶段", id: "phase", options: programme.plan.phases.map { (String($0.key), $0.name) }, selected: values["phase"] ?? "",
                nothing: "全过程", problem: problems.message(of: "phase")
            ).write(&html)
            line("报送对象", "recipient", Programme.longestLine, hint: "备案、月报、推送给谁，例如省政府门户网站。", isOptional: true, &html)
            ChoiceList(
                label: "多久一次", id: "recurrence", options: Self.recurrences, selected: values["recurrence"] ?? "once",
                problem: problems.message(of: "recurrence")
            ).write(&html)
            html(.div, .class("columns")) { html in
                line("期限", "due", 20, hint: "一次的，写到期的日期；每月、每年的，写到哪天为止，例如 2026-12-31。", &html)
                line("从哪天起", "first", 20, hint: "每月、每年的要填。", isOptional: true, &html)
                line("几月", "due-month", 2, hint: "每年的要填。", isOptional: true, &html)
                line("几日前", "due-day", 2, hint: "每月、每年的要填，例如 5。", isOptional: true, &html)
            }
            writeUnits(&html)
            html(.button, .class("button"), .type("submit"), text: "保存")
        }
    }

    private func writeUnits(_ html: inout HTMLWriter) {
        html(.fieldset, .id("units"), .tabIndex(-1)) { html in
            html(.legend, text: "责任单位")
            html(.p, .class("hint"), text: "每个单位各自报送；都不选的，由政务公开办办理。")
            if let problem = problems.message(of: "units") { html(.p, .class("problem"), text: problem) }
            for unit in units {
                TickBox(
                    label: unit.name, id: "unit-\(unit.code)", isOn: chosen.contains(unit.id), value: unit.id.description, name: "unit"
                ).write(&html)
            }
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

/// 总结报告: the four parts that the office writes.
package struct SummaryPage: WorkPage {
    package var programme: Programme
    package var summary: Programme.Summary
    package var problems: [(field: String, message: String)]

    package init(programme: Programme, summary: Programme.Summary, problems: [(field: String, message: String)] = []) {
        self.programme = programme
        self.summary = summary
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "总结报告" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "工作方案", address: WorkRoute.programmes.link()),
            WorkStep(label: programme.title, address: WorkRoute.programme.link(programme.id)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "总结报告", lead: "标准目录、事项清单、流程制度、流程图、任务完成情况和材料目录由系统生成，作为附件。")
        workForm(&html, WorkRoute.saveSummary.link(programme.id), in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("version"), .value(String(programme.version)))
            for part in Programme.SummaryPart.allCases {
                let id = ProgrammeField.summary(part).id
                TextArea(
                    label: part.title, id: id, value: summary[part], limit: Programme.longestText, rows: 6,
                    problem: problems.message(of: id), isOptional: true
                ).write(&html)
            }
            html(.div, .class("form-acts")) { html in
                html(.button, .class("button"), .type("submit"), text: "保存")
                html(
                    .a, .class("button quiet"), .href(WorkRoute.programmePackage.link(programme.id)), .download, text: "下载总结材料（Word）")
            }
        }
    }
}
