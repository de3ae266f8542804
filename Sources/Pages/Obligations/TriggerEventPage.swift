package import Domain
package import HTML

/// 登记触发事件: which item, what happened, and on which day.
package struct TriggerEventPage: WorkPage {
    package enum Field: String, Sendable, CaseIterable, Hashable { case item, happening, day, what }

    package struct Problem: Sendable {
        package var field: Field
        package var message: String

        package init(field: Field, message: String) {
            self.field = field
            self.message = message
        }
    }

    /// An item that can be chosen.
    package struct Choice: Sendable {
        package var id: CatalogueItem.ID
        package var title: String
        package var timeLimit: String

        package init(id: CatalogueItem.ID, title: String, timeLimit: String) {
            self.id = id
            self.title = title
            self.timeLimit = timeLimit
        }
    }

    /// The form as it came in, or as it begins.
    package struct Form: Sendable {
        package var happening: TriggerEvent.Happening?
        package var day: String
        package var what: String

        package init(happening: TriggerEvent.Happening? = nil, day: String = "", what: String = "") {
            self.happening = happening
            self.day = day
            self.what = what
        }
    }

    package var units: [(id: OrganisationUnit.ID, name: String)]
    package var unit: OrganisationUnit.ID?
    package var choices: [Choice]
    package var chosen: Choice?
    package var happenings: [TriggerEvent.Happening]
    package var form: Form
    package var problems: [Problem]

    package init(
        units: [(id: OrganisationUnit.ID, name: String)], unit: OrganisationUnit.ID?, choices: [Choice], chosen: Choice?,
        happenings: [TriggerEvent.Happening], form: Form = Form(), problems: [Problem] = []
    ) {
        self.units = units
        self.unit = unit
        self.choices = choices
        self.chosen = chosen
        self.happenings = happenings
        self.form = form
        self.problems = problems
    }

    package var title: String { problems.isEmpty ? "登记触发事件" : "错误：登记触发事件" }
    package var trail: [WorkStep] { [WorkStep(label: "公开任务", address: WorkRoute.obligations.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems.map { ($0.field.rawValue, $0.message) }).write(&html)
        pageTitle(&html, "登记触发事件", lead: "作出决定、形成文件、获得批准后登记，系统从这一天起计算公开期限。")
        writeUnits(&html)
        guard unit != nil else { return html(.p, text: "请先选择单位。") }
        if let chosen { writeForm(chosen, &html, in: frame) } else { writeChoices(&html) }
    }

    private func writeUnits(_ html: inout HTMLWriter) {
        guard units.count > 1 else { return }
        html(.form, .class("inline-form"), .action(WorkRoute.newTriggerEvent.link()), .method("get")) { html in
            FilterSelect(
                label: "单位", name: "unit", options: units.map { FilterOption(value: $0.id.description, label: $0.name) },
                selected: unit?.description, everything: "请选择"
            ).write(&html)
            html(.button, .class("button quiet"), .type("submit"), text: "选定")
        }
    }

    private func writeChoices(_ html: inout HTMLWriter) {
        guard !choices.isEmpty else {
            html(.div, .class("empty")) { html in
                html(.p, .class("empty-reason"), text: "这个单位没有需要登记事件的公开事项。")
                html(.p, text: "定期公开和长期公开的任务自动生成，不用登记。")
            }
            return
        }
        section(&html, "选择公开事项（\(choices.count)）") { html in
            html(.ul, .class("documents")) { html in
                for choice in choices {
                    html(.li) { html in
                        let query = [(name: "unit", value: unit?.description ?? ""), (name: "item", value: choice.id.description)]
                        html(.a, .class("document-title"), .href(WorkRoute.newTriggerEvent.link(query: query)), text: choice.title)
                        html(.p, .class("document-facts")) { html in
                            html(.span, text: choice.timeLimit.isEmpty ? "目录没有写明时限，20个工作日内公开" : choice.timeLimit)
                        }
                    }
                }
            }
        }
    }

    private func writeForm(_ chosen: Choice, _ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.recordTriggerEvent.link(), in: frame) { html in
            html(.input, .type("hidden"), .name("unit"), .value(unit?.description ?? ""))
            html(.input, .type("hidden"), .name("item"), .id("item"), .value(chosen.id.description))
            html(.dl, .class("facts panel")) { html in
                fact(&html, "公开事项") { $0.text(chosen.title) }
                fact(&html, "公开时限") { $0.text(chosen.timeLimit.isEmpty ? "目录没有写明" : chosen.timeLimit) }
            }
            FormField(label: "发生了什么", id: "happening", hint: nil, problem: problem(.happening)).write(&html) { html, attributes in
                html(.select, attributes: attributes) { html in
                    for happening in happenings {
                        let isChosen = happening == (form.happening ?? happenings.first)
                        html(.option, attributes: [.value(happening.rawValue)] + (isChosen ? [.selected] : [])) { $0.text(happening.words) }
                    }
                }
            }
            FormField(
                label: happenings == [.planned] ? "哪一天举行" : "哪一天", id: "day", hint: "例如：\(frame.today)。当日不计入期限，从次日起算。",
                problem: problem(.day)
            ).write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("date"), .value(form.day), .required])
            }
            FormField(
                label: "是哪一件", id: "what", hint: "写文号或者名称，例如：川市监罚〔2026〕12号。不要写个人姓名和证件号码。最多 \(TriggerEvent.whatLimit) 字。",
                problem: problem(.what)
            ).write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("text"), .maxLength(TriggerEvent.whatLimit), .value(form.what), .required])
            }
            html(.button, .class("button"), .type("submit"), text: "登记，计算期限")
        }
    }

    private func problem(_ field: Field) -> String? { problems.first { $0.field == field }?.message }
}
