import HTML

/// A choice in a filter: label, a first entry that means no limit, and the options.
struct FilterSelect {
    var label: String
    var name: String
    var options: [FilterOption]
    var selected: String?
    var everything = "全部"

    func write(_ html: inout HTMLWriter) {
        let id = "filter-\(name)"
        html(.div, .class("filter")) { html in
            html(.label, .for(id), text: label)
            html(.select, .id(id), .name(name)) { html in
                html(.option, .value(""), text: everything)
                for option in options { write(option, &html) }
                // A choice that leaves nothing is not among the options, but must stay visible as what was chosen.
                if let selected, !options.contains(where: { $0.value == selected }) {
                    html(.option, .value(selected), .selected, text: selected)
                }
            }
        }
    }

    private func write(_ option: FilterOption, _ html: inout HTMLWriter) {
        let words = option.count.map { "\(option.label)（\($0.grouped)）" } ?? option.label
        if option.value == selected {
            html(.option, .value(option.value), .selected, text: words)
        } else {
            html(.option, .value(option.value), text: words)
        }
    }
}

extension FilterSelect {
    /// For a closed set whose values are their own words.
    init<Choice: CaseIterable & RawRepresentable<String>>(label: String, name: String, choice: Choice?, of _: Choice.Type = Choice.self) {
        let options = Choice.allCases.map { FilterOption(value: $0.rawValue, label: $0.rawValue) }
        self.init(label: label, name: name, options: options, selected: choice?.rawValue)
    }
}

/// A field of a form: label above, hint under it, the error in the same words as in the summary, then the control.
struct FormField {
    var label: String
    var id: String
    var hint: String?
    var problem: String?
    var isOptional = false

    func write(_ html: inout HTMLWriter, control: (inout HTMLWriter, [Attribute]) -> Void) {
        html(.div, .class(problem == nil ? "field" : "field wrong")) { html in
            html(.label, .for(id)) { html in
                html.text(label)
                if isOptional { html(.span, .class("optional"), text: "（选填）") }
            }
            if let hint { html(.p, .class("hint"), .id("\(id)-hint"), text: hint) }
            if let problem {
                html(.p, .class("problem"), .id("\(id)-problem")) { html in
                    html(.span, .class("unseen"), text: "错误：")
                    html.text(problem)
                }
            }
            control(&html, attributes)
        }
    }

    private var attributes: [Attribute] {
        var result: [Attribute] = [.id(id), .name(id)]
        let described = [hint.map { _ in "\(id)-hint" }, problem.map { _ in "\(id)-problem" }].compactMap { $0 }
        if !described.isEmpty { result.append(.aria("describedby", described.joined(separator: " "))) }
        if problem != nil { result.append(.aria("invalid", "true")) }
        return result
    }
}

/// Everything that is wrong, at the top; it takes the focus, and each line leads to its field.
struct ErrorSummary {
    var problems: [(field: String, message: String)]

    func write(_ html: inout HTMLWriter) {
        guard !problems.isEmpty else { return }
        html(.div, .class("error-summary"), .role("alert"), .tabIndex(-1), .autofocus, .data("focus")) { html in
            html(.h2, text: "请先改正下面的问题")
            html(.ul) { html in
                for problem in problems {
                    html(.li) { $0(.a, .href(WebAddress(fragmentNamed: problem.field)), text: problem.message) }
                }
            }
        }
    }
}

/// The large search box of the home page and the search page.
struct SearchBox {
    var text: String
    /// Inside a form that describes itself as a schema.org `SearchAction`.
    var isDescribed = false

    func write(_ html: inout HTMLWriter) {
        html(.label, .class("search-label"), .for("q"), text: "输入关键词、文件名称或文号")
        html(.div, .class("search-line")) { html in
            let attributes: [Attribute] = [
                .type("search"), .id("q"), .name("q"), .value(text), .maxLength(SearchQuery.textLimit), .autocomplete("off"),
            ]
            html(.input, attributes: attributes + (isDescribed ? [.itemProperty("query-input")] : []))
            html(.button, .class("button"), .type("submit"), text: "搜索")
        }
    }
}

/// Queries that find something, as links; outside the form, so that they are not among its controls.
struct SearchExamples {
    var examples: [String]

    func write(_ html: inout HTMLWriter) {
        guard !examples.isEmpty else { return }
        html(.div, .class("examples")) { html in
            html(.p, .id("examples-label"), text: "可以试试：")
            html(.ul, .aria("labelledby", "examples-label")) { html in
                for example in examples {
                    html(.li) { $0(.a, .href(Address.search(SearchQuery(text: example)).link), text: example) }
                }
            }
        }
    }
}
