package import Domain
package import HTML

/// 检查规则: periods, numbers and points of the inspection, from a day on, and how many days ahead it warns.
package struct SiteCheckRulesPage: WorkPage {
    /// As they are, or as they were typed.
    package var rules: InspectionRules
    /// Days on which sets begin, in order.
    package var effective: [Day]
    package var warningDays: String
    /// What was typed, by field; goes before the rules.
    package var typed: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        rules: InspectionRules, effective: [Day], warningDays: String, typed: [String: String] = [:],
        problems: [(field: String, message: String)] = []
    ) {
        self.rules = rules
        self.effective = effective
        self.warningDays = warningDays
        self.typed = typed
        self.problems = problems
    }

    /// Rules that have points, in their order.
    package static let scored = InspectionRule.allCases.filter { $0.severity == .deduction || $0.severity == .bonus }

    package var title: String { problems.isEmpty ? "检查规则" : "错误：检查规则" }
    package var trail: [WorkStep] { [WorkStep(label: "网站检查", address: WorkRoute.siteCheck.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "检查规则", lead: "从施行日期起的检查按这套规则，以前的检查结果不变。期限和个数出自国办秘函〔2019〕19号；它没有公布的分值由各地确定。")
        html(.p, .class("quiet"), text: "已有的规则：\(effective.map { "\($0) 起" }.joined(separator: "、"))。")
        workForm(&html, WorkRoute.saveSiteCheckRules.link(), in: frame) { html in
            field("effective", "施行日期", "例：2026-04-01；同一天起的规则会被替换", frame.today.description, 10, &html)
            field("warning-days", "提前多少天预警", "1 到 \(InspectionWarning.mostDays)", warningDays, 2, &html)
            html(.h2, text: "期限和个数")
            for number in InspectionNumber.allCases {
                field(number.rawValue, number.name, nil, String(rules[number]), 6, &html)
            }
            html(.h2, text: "分值")
            field("passMark", "低于多少分不合格", nil, rules.passMark.description, 6, &html)
            field("bonusMark", "高于多少分才计加分", nil, rules.bonusMark.description, 6, &html)
            for rule in Self.scored { writePoints(&html, rule) }
            html(.h2, text: "不适用的指标")
            html(.fieldset) { html in
                html(.legend, text: "勾选的指标不检查")
                html(.div, .class("columns")) { html in
                    for rule in InspectionRule.allCases {
                        TickBox(
                            label: "\(rule.name)（\(rule.severity.name)）", id: "excluded-\(rule.rawValue)",
                            isOn: rules.excluded.contains(rule), value: rule.rawValue, name: "excluded"
                        ).write(&html)
                    }
                }
            }
            html(.button, .class("button"), .type("submit"), text: "保存规则")
        }
    }

    private func writePoints(_ html: inout HTMLWriter, _ rule: InspectionRule) {
        let terms = rules.points[rule]
        let source = terms?.isLocal == false ? "国务院办公厅公布的分值" : "本地分值"
        let word = rule.severity == .bonus ? "加" : "扣"
        field("each.\(rule.rawValue)", "\(rule.name)：每处\(word)多少分", source, terms?.each.description ?? "", 6, &html)
        field("most.\(rule.rawValue)", "\(rule.name)：最多\(word)多少分", nil, terms?.most.description ?? "", 6, &html)
    }

    private func field(_ id: String, _ label: String, _ hint: String?, _ value: String, _ length: Int, _ html: inout HTMLWriter) {
        FormField(label: label, id: id, hint: hint, problem: problems.first { $0.field == id }?.message).write(&html) { html, attributes in
            html(
                .input,
                attributes: attributes + [.type("text"), .inputMode("decimal"), .maxLength(length), .value(typed[id] ?? value), .required])
        }
    }
}
