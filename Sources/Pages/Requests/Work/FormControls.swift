import Domain
import HTML

/// One line of text in a clerk's form.
struct TextLine {
    var label: String
    var id: String
    var value: String
    var limit: Int
    var hint: String?
    var problem: String?
    var isOptional = false
    /// `numeric` for the keyboard of a phone.
    var inputMode: String?

    func write(_ html: inout HTMLWriter) {
        FormField(label: label, id: id, hint: hint, problem: problem, isOptional: isOptional).write(&html) { html, attributes in
            let mode = inputMode.map { [Attribute.inputMode($0)] } ?? []
            html(.input, attributes: attributes + [.type("text"), .value(value), .maxLength(limit), .autocomplete("off")] + mode)
        }
    }
}

/// Several lines of text in a clerk's form.
struct TextArea {
    var label: String
    var id: String
    var value: String
    var limit: Int
    var rows = 4
    var hint: String?
    var problem: String?
    var isOptional = false

    func write(_ html: inout HTMLWriter) {
        FormField(label: label, id: id, hint: hint, problem: problem, isOptional: isOptional).write(&html) { html, attributes in
            html(.textarea, attributes: attributes + [.rows(rows), .maxLength(limit)]) { $0.text(value) }
        }
    }
}

/// One of a few in a clerk's form.
struct ChoiceList {
    var label: String
    var id: String
    var options: [(value: String, label: String)]
    var selected: String
    /// What stands first when nothing is chosen; `nil` when something always is.
    var nothing: String?
    var hint: String?
    var problem: String?
    var isOptional = false

    func write(_ html: inout HTMLWriter) {
        FormField(label: label, id: id, hint: hint, problem: problem, isOptional: isOptional).write(&html) { html, attributes in
            html(.select, attributes: attributes) { html in
                if let nothing { html(.option, .value(""), text: nothing) }
                for option in options {
                    if option.value == selected {
                        html(.option, .value(option.value), .selected, text: option.label)
                    } else {
                        html(.option, .value(option.value), text: option.label)
                    }
                }
            }
        }
    }
}

/// Yes or no in a clerk's form.
struct TickBox {
    var label: String
    var id: String
    var isOn: Bool
    var value = "on"
    var name: String?

    func write(_ html: inout HTMLWriter) {
        html(.p, .class("choice")) { html in
            let attributes: [Attribute] = [.type("checkbox"), .id(id), .name(name ?? id), .value(value)]
            html(.input, attributes: isOn ? attributes + [.checked] : attributes)
            html(.label, .for(id), text: label)
        }
    }
}

extension [(field: String, message: String)] {
    func message(of field: String) -> String? { first { $0.field == field }?.message }
}
