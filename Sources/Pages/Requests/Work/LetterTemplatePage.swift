package import Domain
package import HTML

/// The wording of one kind of letter: form, placeholders, preview, and the way back to the released words.
package struct LetterTemplatePage: WorkPage {
    /// What is in the fields, also when it is wrong.
    package var template: LetterTemplate
    /// Key and name of the unit whose words they are; `nil` for the county's.
    package var unit: (key: String, name: String)?
    /// The version that was read: 0 while there are no words of one's own.
    package var version: Int
    /// The letter with made-up values; `nil` when it cannot be made.
    package var preview: OfficialLetter?
    package var problems: [(field: String, message: String)]
    /// A unit that has no words of its own uses the county's.
    package var usesCountys: Bool

    package init(
        template: LetterTemplate, unit: (key: String, name: String)?, version: Int, preview: OfficialLetter?,
        problems: [(field: String, message: String)] = [], usesCountys: Bool
    ) {
        self.template = template
        self.unit = unit
        self.version = version
        self.preview = preview
        self.problems = problems
        self.usesCountys = usesCountys
    }

    private var kind: LetterKind { template.kind }

    package var title: String { problems.isEmpty ? kind.name : "错误：\(kind.name)" }
    package var trail: [WorkStep] {
        [WorkStep(label: "文书模板", address: WorkRoute.letterTemplates.link(query: unit.map { [("unit", $0.key)] } ?? []))]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: kind.name)
            source.tag.write(&html)
        }
        html(.p, .class("lead"), text: lead)
        html(.div, .class("letter-work")) { html in
            html(.div) { html in
                writeForm(&html, in: frame)
                writeRemoval(&html, in: frame)
                writePlaceholders(&html)
            }
            html(.div) { writePreview(&$0) }
        }
    }

    private var source: LetterTemplatesPage.Source { version > 0 ? (unit == nil ? .county : .unit) : usesCountys ? .county : .released }

    private var lead: String {
        let owner = unit?.name ?? "全县"
        if version > 0 { return "\(owner)自己的写法。改动只影响以后发出的文书，已经发出的不变。" }
        return usesCountys ? "\(owner)现在用全县的写法。保存后改用这里的写法。" : "\(owner)现在用程序自带的写法。保存后改用这里的写法。"
    }

    private func writeForm(_ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.saveLetterTemplate.link(kind.rawValue), in: frame) { html in
            writeHidden(&html)
            TextLine(
                label: "标题", id: "title", value: template.title, limit: LetterTemplate.longestTitle, problem: problems.message(of: "title")
            ).write(&html)
            TextLine(
                label: "主送", id: "recipient", value: template.recipient, limit: LetterTemplate.longestTitle, hint: "不写冒号。",
                problem: problems.message(of: "recipient")
            ).write(&html)
            TextArea(
                label: "正文", id: "body", value: template.body, limit: LetterTemplate.longest, rows: 16,
                hint: "一行一段。占位符写成 \(LetterPlaceholder.applicant.written) 的样子，只能用下面列出的；含有选填内容的一行，没有内容时整行不印。",
                problem: problems.message(of: "body")
            ).write(&html)
            html(.div, .class("form-acts")) { html in
                html(.button, .class("button"), .type("submit"), .name("act"), .value("save"), text: "保存")
                html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("preview"), text: "预览")
            }
        }
    }

    private func writeHidden(_ html: inout HTMLWriter) {
        html(.input, .type("hidden"), .name("version"), .value(String(version)))
        if let unit { html(.input, .type("hidden"), .name("unit"), .value(unit.key)) }
    }

    private func writeRemoval(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard version > 0 else { return }
        html(.details, .class("fold")) { html in
            html(.summary, text: unit == nil || !usesCountys ? "恢复自带的写法" : "恢复全县的写法")
            html(.p, text: "删除这里的写法，以后发出的文书用\(usesCountys && unit != nil ? "全县" : "程序自带")的写法。")
            workForm(&html, WorkRoute.removeLetterTemplate.link(kind.rawValue), in: frame) { html in
                writeHidden(&html)
                html(.button, .class("button danger"), .type("submit"), text: "删除这里的写法")
            }
        }
    }

    private func writePlaceholders(_ html: inout HTMLWriter) {
        section(&html, "可以用的占位符") { html in
            html(.p, .class("quiet"), text: "必有：正文里一定要有，没有内容就不能发出。选填：没有内容时，所在的一行不印。")
            html(.dl, .class("placeholders")) { html in
                for placeholder in kind.allowedInOrder {
                    html(.div) { html in
                        html(.dt) { html in
                            html(.code, text: placeholder.written)
                            if kind.required.contains(placeholder) { html(.span, .class("mark-word"), text: "必有") }
                            if kind.optional.contains(placeholder) { html(.span, .class("mark-word"), text: "选填") }
                        }
                        html(.dd, text: placeholder.meaning)
                    }
                }
            }
        }
    }

    private func writePreview(_ html: inout HTMLWriter) {
        section(&html, "预览", id: "preview") { html in
            guard let preview else {
                html(.p, text: "改正上面的问题后才能预览。")
                return
            }
            html(.p, .class("quiet"), text: "内容是示例，发出时换成案件里的内容。")
            LetterSheet(letter: preview, name: "\(kind.name)的预览").write(&html)
        }
    }
}
