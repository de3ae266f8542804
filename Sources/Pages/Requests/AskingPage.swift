package import Domain
import HTML

/// A page of the form for requests (依申请公开在线申请).
package struct AskingPage: Sendable {
    package var draft: RequestDraft
    package var step: AskingStep
    package var problems: [AskingProblem]
    /// The token that the post must bring back.
    package var token: String
    /// Opened from the check page, to which it leads back.
    package var isAmending: Bool
    /// The units that can be asked.
    package var units: [OrganisationUnit]

    package init(
        draft: RequestDraft, step: AskingStep, problems: [AskingProblem] = [], token: String, isAmending: Bool = false,
        units: [OrganisationUnit] = []
    ) {
        self.draft = draft
        self.step = step
        self.problems = problems
        self.token = token
        self.isAmending = isAmending
        self.units = units
    }
}

extension AskingPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        let title = "\(step.title(for: draft.kind))（第 \(step.number) 步，共 \(AskingStep.allCases.count) 步）"
        return PageHead(
            title: problems.isEmpty ? title : "错误：\(title)", crumb: "在线申请",
            column: PageHead.Column(
                name: "在线申请", description: "在线申请公开政府信息，一页一问，提交后凭编号和查询码查询进度。", keywords: ["依申请公开", "在线申请"], type: .requests),
            trail: AskingFrame.trail, width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, step.title(for: draft.kind), lead: "第 \(step.number) 步，共 \(AskingStep.allCases.count) 步")
        ErrorSummary(problems: problems.map { ($0.control, $0.message) }).write(&html)
        html(.form, .class("form"), .action(Address.requestForm.link), .method("post"), .noValidate) { html in
            AskingFrame.hidden(&html, draft: draft, token: token, step: step.rawValue, besides: step.fields)
            if isAmending { html(.input, .type("hidden"), .name("amending"), .value("1")) }
            AskingFrame.trap(&html)
            AskingFields(draft: draft, problems: problems, units: units, county: frame.county).write(step, &html)
            html(.div, .class("form-acts")) { html in
                html(.button, .class("button"), .type("submit"), .name("go"), .value("next"), text: isAmending ? "保存，返回核对" : "下一步")
                if step.previous != nil, !isAmending {
                    html(.button, .class("button quiet"), .type("submit"), .name("go"), .value("back"), text: "上一步")
                }
            }
        }
    }
}

/// What every page of the form has in common.
enum AskingFrame {
    static let trail = [PageHead.Step(label: "政府信息公开", address: .disclosureHub), PageHead.Step(label: "依申请公开", address: .requests)]

    /// Everything that other pages asked, so that nothing is kept anywhere before it is handed in.
    static func hidden(
        _ html: inout HTMLWriter, draft: RequestDraft, token: String, step: String, besides shown: [RequestField] = []
    ) {
        html(.input, .type("hidden"), .name("token"), .value(token))
        html(.input, .type("hidden"), .name("step"), .value(step))
        for field in RequestField.allCases where !shown.contains(field) && !draft[field].isEmpty {
            html(.input, .type("hidden"), .name(field.rawValue), .value(draft[field]))
        }
    }

    /// A field that people neither see, nor hear, nor reach: what fills it in is a program.
    static func trap(_ html: inout HTMLWriter) {
        html(.div, .class("unseen"), .aria("hidden", "true")) { html in
            html(.label, .for("homepage"), text: "请不要填写此项")
            html(.input, .type("text"), .id("homepage"), .name("homepage"), .tabIndex(-1), .autocomplete("off"), .value(""))
        }
    }
}

/// One of several, as radio buttons under one legend; the first has the identifier of the whole, so that an error leads to it.
struct ChoiceField {
    struct Choice {
        var value: String
        var label: String
        var hint: String?
    }

    var legend: String
    var id: String
    var problem: String?
    var choices: [Choice]
    var chosen: String

    func write(_ html: inout HTMLWriter) {
        let described: [Attribute] = problem == nil ? [] : [.aria("describedby", "\(id)-problem")]
        html(.fieldset, attributes: [.class(problem == nil ? "field choices" : "field choices wrong")] + described) { html in
            html(.legend, text: legend)
            if let problem {
                html(.p, .class("problem"), .id("\(id)-problem")) { html in
                    html(.span, .class("unseen"), text: "错误：")
                    html.text(problem)
                }
            }
            for (index, choice) in choices.enumerated() { write(choice, index == 0 ? id : "\(id)-\(index + 1)", &html) }
        }
    }

    private func write(_ choice: Choice, _ identifier: String, _ html: inout HTMLWriter) {
        html(.div, .class("choice")) { html in
            var attributes: [Attribute] = [.type("radio"), .id(identifier), .name(id), .value(choice.value)]
            if choice.hint != nil { attributes.append(.aria("describedby", "\(identifier)-hint")) }
            if choice.value == chosen { attributes.append(.checked) }
            html(.input, attributes: attributes)
            html(.label, .for(identifier), text: choice.label)
            if let hint = choice.hint { html(.p, .class("hint"), .id("\(identifier)-hint"), text: hint) }
        }
    }
}
