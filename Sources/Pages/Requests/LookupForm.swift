import HTML

/// Number and query code, for the state of what somebody sent (查询办理进度).
struct LookupForm {
    var number: String
    /// The same words whether the number exists or not.
    var problem: String?
    var token: String
    var address: Address
    var label: String
    var hint: String

    func write(_ html: inout HTMLWriter) {
        ErrorSummary(problems: problem.map { [("number", $0)] } ?? []).write(&html)
        html(.form, .class("form"), .action(address.link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            html(.input, .type("hidden"), .name("step"), .value("look"))
            line(&html, label, "number", hint: hint, problem: problem, value: number)
            line(&html, "查询码", "code", hint: "见回执，不分大小写，横线可以不写。", problem: nil, value: "")
            html(.div, .class("form-acts")) { $0(.button, .class("button"), .type("submit"), text: "查询") }
        }
    }

    private func line(_ html: inout HTMLWriter, _ label: String, _ id: String, hint: String, problem: String?, value: String) {
        FormField(label: label, id: id, hint: hint, problem: problem).write(&html) { html, attributes in
            html(
                .input,
                attributes: attributes + [.type("text"), .autocomplete("off"), .maxLength(40), .spellCheck("false"), .value(value)])
        }
    }
}
