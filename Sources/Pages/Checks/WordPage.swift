package import Domain
package import HTML

/// The form for one line of the word lists.
package struct WordPage: WorkPage {
    /// What is in the fields, also when it is wrong.
    package struct Fields: Sendable, Hashable {
        package var kind: String
        package var pattern: String
        package var right: String
        package var reason: String
        package var source: String
        /// One in each line.
        package var exceptions: String
        package var since: String
        package var isBlocking: Bool
        package var isOff: Bool

        package init(
            kind: String = WordEntry.Kind.sensitive.rawValue, pattern: String = "", right: String = "", reason: String = "",
            source: String = "",
            exceptions: String = "", since: String = "", isBlocking: Bool = false, isOff: Bool = false
        ) {
            self.kind = kind
            self.pattern = pattern
            self.right = right
            self.reason = reason
            self.source = source
            self.exceptions = exceptions
            self.since = since
            self.isBlocking = isBlocking
            self.isOff = isOff
        }

        package init(_ entry: WordEntry) {
            self.init(
                kind: entry.kind.rawValue, pattern: entry.pattern, right: entry.right, reason: entry.reason, source: entry.source,
                exceptions: entry.exceptions.joined(separator: "\n"), since: entry.since?.description ?? "", isBlocking: entry.isBlocking,
                isOff: entry.isOff)
        }

        /// The line that they make.
        ///
        /// - Throws: the first field that is wrong.
        package func entry() throws(Problem) -> WordEntry {
            guard let kind = WordEntry.Kind(rawValue: kind) else { throw Problem(field: "kind", message: "请选择类别。") }
            let date = Folding.trimmed(since)
            let day = Day(text: date)
            if !date.isEmpty, day == nil { throw Problem(field: "since", message: "起始日期应写成 2026-03-20 的样子。") }
            let entry = WordEntry(
                kind, Folding.trimmed(pattern), right: Folding.trimmed(right), reason: Folding.trimmed(reason),
                source: Folding.trimmed(source),
                exceptions: WordListTable.exceptions(exceptions), since: day, isBlocking: isBlocking, isOff: isOff)
            if let fault = entry.fault { throw Problem(field: Self.field(fault), message: fault.sentence) }
            return entry
        }

        private static func field(_ fault: WordEntry.Fault) -> String {
            switch fault {
            case .emptyPattern, .singleCharacter, .patternTooLong: "pattern"
            case .textTooLong, .rightHoldsPattern: "right"
            case .tooManyExceptions, .exceptionWithoutPattern: "exceptions"
            }
        }
    }

    package struct Problem: Error, Sendable, Hashable {
        package let field: String
        package let message: String

        package init(field: String, message: String) {
            self.field = field
            self.message = message
        }
    }

    /// `nil` for a new line.
    package var id: WordEntry.ID?
    package var version: Int
    package var fields: Fields
    /// The line writes over one that the program brings.
    package var replacesShipped: Bool
    package var problem: Problem?

    package init(id: WordEntry.ID? = nil, version: Int = 0, fields: Fields, replacesShipped: Bool = false, problem: Problem? = nil) {
        self.id = id
        self.version = version
        self.fields = fields
        self.replacesShipped = replacesShipped
        self.problem = problem
    }

    package var title: String { id == nil ? (replacesShipped ? "修改自带的词" : "新增词") : "修改词" }
    package var trail: [WorkStep] { [WorkStep(label: "词库", address: WorkRoute.wordLists.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(
            &html, title,
            lead: replacesShipped ? "这一条是程序自带的。保存后以本县的写法为准；删除本县的写法，就恢复自带的。" : nil)
        ErrorSummary(problems: problem.map { [($0.field, $0.message)] } ?? []).write(&html)
        let address = id.map { WorkRoute.changeWord.link($0) } ?? WorkRoute.addWord.link()
        workForm(&html, address, in: frame) { html in
            html(.input, .type("hidden"), .name("version"), .value(String(version)))
            writeKind(&html)
            writeLine(&html, "词", "pattern", fields.pattern, limit: WordEntry.longestPattern, hint: "至少两个字。全角半角、简体繁体、大小写都算。未公开文件填文号或者标题。")
            writeLine(&html, "改为", "right", fields.right, limit: WordEntry.longestText, hint: "检查时提示的正确写法。", isOptional: true)
            writeLine(&html, "理由", "reason", fields.reason, limit: WordEntry.longestText, isOptional: true)
            writeLine(&html, "依据", "source", fields.source, limit: WordEntry.longestText, hint: "标准、文件的名称。", isOptional: true)
            FormField(label: "例外", id: "exceptions", hint: "一行一个：含有这个词、但没有错的说法。", problem: problem(of: "exceptions"), isOptional: true)
                .write(&html) { html, attributes in
                    html(.textarea, attributes: attributes + [.rows(4)]) { $0.text(fields.exceptions) }
                }
            writeLine(
                &html, "起始日期", "since", fields.since, limit: 20, hint: "成文日期在此之前的不查，如机构改名之前的文件。写成 2026-03-20。", isOptional: true)
            writeChoice(&html, "is-blocking", "必须处理：不改正、不说明理由就不能提交", isOn: fields.isBlocking)
            writeChoice(&html, "is-off", "停用：不再检查这个词", isOn: fields.isOff)
            html(.div, .class("form-acts")) { html in
                html(.button, .class("button"), .type("submit"), text: "保存")
                html(.a, .class("button quiet"), .href(WorkRoute.wordLists.link()), text: "取消")
            }
        }
        guard let id else { return }
        section(&html, "删除") { html in
            html(.p, text: "删除后不再检查这个词；程序自带的词恢复原样。")
            workForm(&html, WorkRoute.removeWord.link(id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(version)))
                html(.button, .class("button quiet"), .type("submit"), text: "删除这一条")
            }
        }
    }

    private func problem(of field: String) -> String? { problem.flatMap { $0.field == field ? $0.message : nil } }

    private func writeKind(_ html: inout HTMLWriter) {
        FormField(label: "类别", id: "kind", problem: problem(of: "kind")).write(&html) { html, attributes in
            html(.select, attributes: attributes) { html in
                for kind in WordEntry.Kind.allCases {
                    if kind.rawValue == fields.kind {
                        html(.option, .value(kind.rawValue), .selected, text: kind.name)
                    } else {
                        html(.option, .value(kind.rawValue), text: kind.name)
                    }
                }
            }
        }
    }

    private func writeLine(
        _ html: inout HTMLWriter, _ label: String, _ id: String, _ value: String, limit: Int, hint: String? = nil, isOptional: Bool = false
    ) {
        FormField(label: label, id: id, hint: hint, problem: problem(of: id), isOptional: isOptional).write(&html) { html, attributes in
            html(.input, attributes: attributes + [.type("text"), .value(value), .maxLength(limit), .autocomplete("off")])
        }
    }

    private func writeChoice(_ html: inout HTMLWriter, _ id: String, _ label: String, isOn: Bool) {
        html(.p, .class("choice")) { html in
            let attributes: [Attribute] = [.type("checkbox"), .id(id), .name(id), .value("on")]
            html(.input, attributes: isOn ? attributes + [.checked] : attributes)
            html(.label, .for(id), text: label)
        }
    }
}
