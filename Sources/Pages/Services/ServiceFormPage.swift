package import Domain
package import HTML

/// The form of a guide or a policy: one long form in named sections. Rows that are left empty are not kept.
package struct ServiceFormPage: WorkPage {
    package var kind: ServicePaper.Kind
    /// `nil` for a new one.
    package var place: (paper: ServicePaper.ID, version: ServiceVersion.ID)?
    package var number: Int
    package var version: Int
    /// What stands in the fields, by their names.
    package var values: [String: String]
    /// Units that the person may write for; only for a new one.
    package var units: [OrganisationUnit]
    /// What keeps it from the public, each leading to its field.
    package var missing: [(field: String, message: String)]
    package var problems: [(field: String, message: String)]

    package init(
        kind: ServicePaper.Kind, place: (paper: ServicePaper.ID, version: ServiceVersion.ID)?, number: Int, version: Int,
        values: [String: String], units: [OrganisationUnit] = [], missing: [(field: String, message: String)] = [],
        problems: [(field: String, message: String)] = []
    ) {
        self.kind = kind
        self.place = place
        self.number = number
        self.version = version
        self.values = values
        self.units = units
        self.missing = missing
        self.problems = problems
    }

    private var heading: String {
        place == nil ? "新建\(kind.noun)" : "\(kind.noun)：\(values["name"] ?? "")（第 \(number) 版）"
    }
    package var title: String { (problems.isEmpty ? "" : "错误：") + heading }
    package var trail: [WorkStep] {
        [WorkStep(label: "办事指南和政策", address: WorkRoute.services.link())]
            + (place.map { [WorkStep(label: values["name"] ?? "", address: WorkRoute.service.link($0.paper))] } ?? [])
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, heading, lead: "空着的行不保存；保存后会再多出空行。写不全也可以先保存，写全才能送审。")
        if problems.isEmpty { writeMissing(&html) }
        let address = place.map { WorkRoute.saveService.link($0.paper, $0.version) } ?? WorkRoute.createService.link(kind.rawValue)
        workForm(&html, address, in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("version"), .value(String(version)))
            if place == nil {
                ChoiceList(
                    label: "单位", id: "unit", options: units.map { ($0.code, $0.name) }, selected: values["unit"] ?? "",
                    problem: problems.message(of: "unit")
                ).write(&html)
            }
            switch kind {
            case .guide: writeGuide(&html)
            case .policy: writePolicy(&html)
            }
            if number > 1 {
                html(.fieldset) { html in
                    html(.legend, text: "这一版的变更")
                    line("改了什么、为什么改", "reason", hint: "会在历次版本中公开。", isOptional: true, &html)
                    line("从哪一天起实施", "effective", hint: "例如：\(frame.today)", isOptional: true, &html)
                }
            }
            html(.div, .class("form-acts sticky-acts")) { html in
                html(.button, .class("button"), .type("submit"), text: "保存")
            }
        }
    }

    private func writeMissing(_ html: inout HTMLWriter) {
        guard !missing.isEmpty else { return }
        html(.div, .class("panel"), .role("region"), .aria("label", "还缺什么")) { html in
            html(.p) { $0(.strong, text: "还缺 \(missing.count) 处，补全后才能送审：") }
            html(.ul) { html in
                for line in missing { html(.li) { $0(.a, .href(WebAddress(fragmentNamed: line.field)), text: line.message) } }
            }
        }
    }

    private func writeGuide(_ html: inout HTMLWriter) {
        html(.fieldset) { html in
            html(.legend, text: "事项")
            line("事项名称", "name", &html)
            line("事项编码", "code", hint: "例如：11350128-GA-001", &html)
            line("实施机关", "agency", isOptional: true, &html)
            ticks("服务对象", "audience", ServiceAudience.allCases.map(\.rawValue), &html)
            line("办什么事（情形）", "event", hint: "例如：出生、企业开办；多个用“、”隔开。", isOptional: true, &html)
            line("公开范围", "scope", hint: "例如：面向社会", isOptional: true, &html)
        }
        rows("设定依据", "basis", ["document", "article"], least: 1, &html) { row, html in
            line("法律法规和文件", "basis-document-\(row)", isOptional: true, &html)
            line("条款", "basis-article-\(row)", isOptional: true, &html)
        }
        area("办理条件", "conditions", rows: 4, hint: "一行一条。", &html)
        writeSteps(&html)
        html(.fieldset) { html in
            html(.legend, text: "办理时限")
            html(.div, .class("columns")) { html in
                line("承诺时限", "promised", hint: "例如：即时办结、5个工作日、30日", isOptional: true, &html)
                line("法定时限", "statutory", hint: "法律、法规没有规定的不填。", isOptional: true, &html)
            }
        }
        rows("办理材料", "material", ["name", "source", "basis"], least: 2, &html) { row, html in
            line("材料名称", "material-name-\(row)", isOptional: true, &html)
            choice("原件或复印件", "material-kind-\(row)", ServiceGuide.Material.Kind.allCases.map(\.rawValue), &html)
            line("份数", "material-copies-\(row)", isOptional: true, &html)
            choice("形式", "material-form-\(row)", ServiceGuide.Material.Form.allCases.map(\.rawValue), &html)
            line("来源", "material-source-\(row)", isOptional: true, &html)
            line("依据", "material-basis-\(row)", isOptional: true, &html)
            TickBox(label: "由申请人填写的表格", id: "material-table-\(row)", isOn: values["material-table-\(row)"] != nil).write(&html)
        }
        TickBox(label: "不需要提交材料", id: "none", isOn: values["none"] != nil).write(&html)
        html(.fieldset) { html in
            html(.legend, text: "收费")
            ChoiceList(
                label: "是否收费", id: "fee", options: [("free", "不收费"), ("charged", "收费")], selected: values["fee"] ?? "", nothing: "还没有确定",
                problem: problems.message(of: "fee")
            ).write(&html)
            html(.div, .class("columns")) { html in
                line("金额（元）", "fee-amount", isOptional: true, &html)
                line("计费单位", "fee-per", hint: "例如：每证", isOptional: true, &html)
                line("收费依据", "fee-basis", isOptional: true, &html)
            }
        }
        html(.fieldset) { html in
            html(.legend, text: "在哪里办、怎么拿")
            line("办理地点", "place", isOptional: true, &html)
            line("工作时间", "hours", isOptional: true, &html)
            line("咨询电话", "phone", isOptional: true, &html)
            line("监督电话", "supervision", isOptional: true, &html)
            ticks("办理渠道", "channel", ServiceChannel.allCases.map(\.rawValue), &html)
            line("网上办理地址", "online", isOptional: true, &html)
            line("办理结果", "result", isOptional: true, &html)
            line("结果送达", "delivery", isOptional: true, &html)
        }
    }

    private func writePolicy(_ html: inout HTMLWriter) {
        html(.fieldset) { html in
            html(.legend, text: "政策")
            line("政策名称", "name", &html)
            line("编号", "code", hint: "例如：ZC-2026-01", &html)
            line("政策依据", "document", isOptional: true, &html)
            choice("政策类型", "policy-kind", EnterprisePolicy.Kind.allCases.map(\.rawValue), &html)
            line("谁可以申报", "applicants", isOptional: true, &html)
            line("支持内容", "benefit", isOptional: true, &html)
            line("适用行业", "industries", hint: "多个用“、”隔开；不限的不填。", isOptional: true, &html)
            ticks("企业规模（不限的不选）", "sizes", EnterprisePolicy.Size.allCases.map(\.rawValue), &html)
            line("截止日期", "until", hint: "例如：2026-12-31；长期有效的不填。", isOptional: true, &html)
        }
        area("申报条件", "conditions", rows: 4, hint: "一行一条。", &html)
        writeSteps(&html)
        html(.fieldset) { html in
            html(.legend, text: "找谁办")
            line("办事指南的事项编码", "guide", isOptional: true, &html)
            line("受理窗口", "window", isOptional: true, &html)
            line("咨询电话", "phone", isOptional: true, &html)
        }
    }

    private func writeSteps(_ html: inout HTMLWriter) {
        rows("程序", "step", ["name", "actor", "outcome"], least: 2, &html) { row, html in
            line("步骤", "step-name-\(row)", isOptional: true, &html)
            line("由谁办理", "step-actor-\(row)", isOptional: true, &html)
            line("多长时间", "step-duration-\(row)", isOptional: true, &html)
            line("结果", "step-outcome-\(row)", isOptional: true, &html)
            line("判断什么", "step-question-\(row)", hint: "没有判断的不填。", isOptional: true, &html)
            line("接下来（是）转第几步", "step-next-\(row)", hint: "按顺序的不填，办结填 0。", isOptional: true, &html)
            line("否则转第几步", "step-otherwise-\(row)", isOptional: true, &html)
        }
    }

    // MARK: Parts

    /// As many rows as are filled, and one more, but no fewer than `least`.
    private func rows(
        _ label: String, _ key: String, _ names: [String], least: Int, _ html: inout HTMLWriter, row: (Int, inout HTMLWriter) -> Void
    ) {
        let filled = (0..<ServiceGuide.mostRows).last { row in names.contains { values["\(key)-\($0)-\(row)"]?.isEmpty == false } }
        let count = min(ServiceGuide.mostRows, max(least, (filled ?? -1) + 2))
        for index in 0..<count {
            html(.fieldset) { html in
                html(.legend, text: "\(label) \(index + 1)")
                html(.div, .class("columns")) { row(index, &$0) }
            }
        }
    }

    private func line(_ label: String, _ id: String, hint: String? = nil, isOptional: Bool = false, _ html: inout HTMLWriter) {
        TextLine(
            label: label, id: id, value: values[id] ?? "", limit: ServiceGuide.longestLine, hint: hint, problem: problems.message(of: id),
            isOptional: isOptional
        ).write(&html)
    }

    private func area(_ label: String, _ id: String, rows: Int, hint: String, _ html: inout HTMLWriter) {
        TextArea(
            label: label, id: id, value: values[id] ?? "", limit: ServiceGuide.longestText, rows: rows, hint: hint,
            problem: problems.message(of: id), isOptional: true
        ).write(&html)
    }

    private func choice(_ label: String, _ id: String, _ options: [String], _ html: inout HTMLWriter) {
        ChoiceList(
            label: label, id: id, options: options.map { ($0, $0) }, selected: values[id] ?? "", problem: problems.message(of: id)
        ).write(&html)
    }

    /// Several of a few; each box carries the group's name.
    private func ticks(_ label: String, _ id: String, _ options: [String], _ html: inout HTMLWriter) {
        let chosen = (values[id] ?? "").split(separator: "、").map(String.init)
        html(.fieldset, .id(id), .tabIndex(-1)) { html in
            html(.legend, text: label)
            if let problem = problems.message(of: id) { html(.p, .class("problem"), text: problem) }
            for (index, option) in options.enumerated() {
                TickBox(label: option, id: "\(id)-\(index)", isOn: chosen.contains(option), value: option, name: id).write(&html)
            }
        }
    }
}

extension ServicePaper.Kind {
    package var noun: String {
        switch self {
        case .guide: "办事指南"
        case .policy: "涉企政策"
        }
    }
}
