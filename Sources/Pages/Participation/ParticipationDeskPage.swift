package import Domain
package import HTML

/// 公众参与: every consultation with what is due now.
package struct ParticipationDeskPage: WorkPage {
    package struct Line: Sendable {
        package var consultation: Consultation
        package var unit: String
        package var standing: ConsultationStanding
        /// Opinions that nobody has looked at.
        package var waiting: Int
        package var received: Int

        package init(consultation: Consultation, unit: String, standing: ConsultationStanding, waiting: Int, received: Int) {
            self.consultation = consultation
            self.unit = unit
            self.standing = standing
            self.waiting = waiting
            self.received = received
        }

        /// What is to be done next.
        func due(on day: Day) -> String {
            switch standing.state(on: day) {
            case .preparing: consultation.draft == nil ? "起草公告" : "等待公告公布"
            case .open: waiting > 0 ? "审核 \(waiting) 条意见" : "征集中"
            case .closed:
                if standing.isFeedbackLate(on: day), let due = standing.feedbackDue {
                    "反馈已逾期（应当在\(due)前）"
                } else if standing.feedbackDue != nil {
                    "今天应当反馈采纳情况"
                } else {
                    consultation.feedback == nil ? "整理意见，起草反馈" : "等待反馈公布"
                }
            case .answered: "—"
            }
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    package var title: String { "公众参与" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "公开征求意见：公告和反馈都经过公开审查；截止日期和反馈期限由系统计算。")
        if frame.staff?.holds(.editor) == true {
            html(.p, .class("form-acts")) { $0(.a, .class("button"), .href(WorkRoute.newConsultation.link()), text: "新建意见征集") }
        }
        if frame.staff?.holds(.disclosureOffice) == true {
            html(.p) { html in
                html(.a, .href(WorkRoute.participationList.link(frame.today.year)), text: "\(frame.today.year)年度公众参与事项清单")
            }
        }
        guard !lines.isEmpty else { return EmptyState(reason: "没有意见征集", advice: "新建后起草公告，公告公布时开始接收意见。").write(&html) }
        PeopleTable(caption: "意见征集", headings: ["名称", "单位", "状态", "截止", "意见", "要办的事"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.consultation.link(line.consultation.id)), text: line.consultation.plan.title)
                    }
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.unit)
                    html(.td, .role("cell"), .data("label", labels[2])) { line.standing.tag(on: frame.today).write(&$0) }
                    html(.td, .role("cell"), .data("label", labels[3]), text: line.standing.closes?.description ?? "—")
                    html(.td, .role("cell"), .data("label", labels[4]), text: String(line.received))
                    html(.td, .role("cell"), .data("label", labels[5]), text: line.due(on: frame.today))
                }
            }
        }
    }
}

/// The form of a consultation.
package struct ConsultationFormPage: WorkPage {
    /// `nil` for a new one.
    package var id: Consultation.ID?
    package var version: Int
    package var values: [String: String]
    package var units: [OrganisationUnit]
    package var least: Int
    package var problems: [(field: String, message: String)]

    package init(
        id: Consultation.ID?, version: Int, values: [String: String], units: [OrganisationUnit], least: Int,
        problems: [(field: String, message: String)] = []
    ) {
        self.id = id
        self.version = version
        self.values = values
        self.units = units
        self.least = least
        self.problems = problems
    }

    package static func values(of plan: Consultation.Plan) -> [String: String] {
        [
            "kind": plan.kind.rawValue, "title": plan.title, "proposal": plan.proposal, "explanation": plan.explanation, "ways": plan.ways,
            "days": String(plan.days), "shortReason": plan.shortReason,
        ]
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + (id == nil ? "新建意见征集" : "修改意见征集") }
    package var trail: [WorkStep] { [WorkStep(label: "公众参与", address: WorkRoute.participation.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, id == nil ? "新建意见征集" : "修改意见征集")
        let address = id.map { WorkRoute.saveConsultation.link($0) } ?? WorkRoute.createConsultation.link()
        workForm(&html, address, in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("version"), .value(String(version)))
            if id == nil {
                ChoiceList(
                    label: "征集单位", id: "unit", options: units.map { ($0.id.description, $0.name) }, selected: values["unit"] ?? "",
                    problem: problems.message(of: "unit")
                ).write(&html)
            }
            ChoiceList(
                label: "类别", id: "kind", options: Consultation.Kind.allCases.map { ($0.rawValue, $0.name) },
                selected: values["kind"] ?? "", hint: "重大行政决策和其他事项因情况紧急等原因可以缩短期限，其他类别不能缩短。", problem: problems.message(of: "kind")
            ).write(&html)
            line(&html, "事项名称", "title", Consultation.longestTitle, "不写“征求意见稿”，例：明川县城乡供水管理办法")
            TextArea(
                label: "草案正文", id: "proposal", value: values["proposal"] ?? "", limit: Consultation.longestProposal, rows: 14,
                hint: "一段一行；公布后按段编号，公众可以逐段提意见。", problem: problems.message(of: "proposal")
            ).write(&html)
            TextArea(
                label: "起草说明", id: "explanation", value: values["explanation"] ?? "", limit: Consultation.longestExplanation, rows: 8,
                problem: problems.message(of: "explanation")
            ).write(&html)
            line(&html, "其他提意见的方式", "ways", Consultation.longestLine, "寄信地址、联系人和电话")
            TextLine(
                label: "期限（日）", id: "days", value: values["days"] ?? "", limit: 3,
                hint: "公布当日不计；不少于 \(least) 日。最后一日是法定休假日的顺延。", problem: problems.message(of: "days"), inputMode: "numeric"
            ).write(&html)
            TextLine(
                label: "期限较短的理由", id: "shortReason", value: values["shortReason"] ?? "", limit: Consultation.longestLine,
                hint: "少于 \(least) 日的必须填写，随公告公布。", problem: problems.message(of: "shortReason"), isOptional: true
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "保存")
        }
    }

    private func line(_ html: inout HTMLWriter, _ label: String, _ id: String, _ limit: Int, _ hint: String) {
        TextLine(label: label, id: id, value: values[id] ?? "", limit: limit, hint: hint, problem: problems.message(of: id)).write(&html)
    }
}
