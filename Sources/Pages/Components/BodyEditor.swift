import HTML

/// What the script of the editor must know about a draft's form; as attributes of the form (`editor-saving.js`).
struct EditorForm {
    /// Names the copy kept in the browser: draft and account.
    var key: String
    var version: Int
    var autosave: WebAddress
    /// Where the script asks who else has the draft open.
    var presence: WebAddress?
    var login: WebAddress

    var attributes: [Attribute] {
        var result: [Attribute] = [
            .data("editor"), .data("draft", key), .data("version", String(version)), .data("autosave", autosave.text),
            .data("login", login.text),
        ]
        if let presence { result.append(.data("presence", presence.text)) }
        return result
    }
}

/// The field for a document's body: a text area with marked text, which the script turns into an editing area with a toolbar.
struct BodyEditor {
    /// As `PlainBodyText` writes it.
    var text: String
    var problem: String?
    var rows = 24
    var label = "正文"
    var id = "body"

    func write(_ html: inout HTMLWriter) {
        html(.div, .class(problem == nil ? "field body-editor" : "field body-editor wrong"), .data("body-editor")) { html in
            html(.label, .for(id), text: label)
            html(.p, .class("hint"), .id("\(id)-hint"), text: "可以从 Word、WPS 或网页直接粘贴：只保留标题、段落、列表和表格，字体、颜色和图片不保留。")
            if let problem {
                html(.p, .class("problem"), .id("\(id)-problem")) { html in
                    html(.span, .class("unseen"), text: "错误：")
                    html.text(problem)
                }
            }
            var attributes: [Attribute] = [.id(id), .name("body"), .rows(rows), .spellCheck("false")]
            attributes.append(.aria("describedby", "\(id)-hint" + (problem == nil ? "" : " \(id)-problem")))
            if problem != nil { attributes.append(.aria("invalid", "true")) }
            html(.textarea, attributes: attributes) { html in
                // A browser drops one line break right after the tag.
                html.text("\n" + text)
            }
            writeHelp(&html)
        }
    }

    private static let marks: [(sign: String, meaning: String)] = [
        ("## 一、总则", "一级标题；### 和 #### 是下一级"), ("- 身份证明", "列表中的一项"), ("1. 提出申请", "编号列表的一项，从 1 起连续编号"),
        ("| 类别 | 标准 |", "表格的一行；从电子表格复制的行也可以直接粘贴"), ("| --- | --- |", "写在第一行下面，表示第一行是表头"),
        ("\\1. 原样", "以“\\”开头的一行按普通段落处理"),
    ]

    private func writeHelp(_ html: inout HTMLWriter) {
        html(.details, .class("marks-help"), .data("marks-help")) { html in
            html(.summary, text: "怎样写标题、列表和表格")
            html(.p, text: "一行是一段。下面的写法放在一行的开头，列表和表格前后空一行：")
            html(.dl, .class("marks")) { html in
                for mark in Self.marks {
                    html(.dt) { $0(.code, text: mark.sign) }
                    html(.dd, text: mark.meaning)
                }
            }
        }
    }
}

/// The line that says whether everything is saved, and the one that says who else is here; both empty without the script.
struct EditorStatus {
    func write(_ html: inout HTMLWriter) {
        html(.div, .class("editor-status")) { html in
            html(.p, .class("save-state"), .data("save-state"), text: "")
            html(.p, .class("others"), .data("others"), text: "")
        }
    }
}

/// A form that adds files to a draft: one by one with the script, which shows how far each has come, all at once without it.
struct AttachmentPicker {
    var action: WebAddress
    var csrf: String
    var version: Int
    /// What the file dialogue offers, such as `.pdf,.docx`.
    var accept: String
    /// In words: kinds, size, how much room is left.
    var limits: String
    /// So that a file that is too large is refused before it is sent; 0 leaves that to the server.
    var limitInBytes = 0
    var id = "file"

    func write(_ html: inout HTMLWriter) {
        html(
            .form,
            attributes: [
                .class("form attachment-picker"), .method("post"), .encoding("multipart/form-data"), .action(action),
                .data("upload", action.text),
                .data("limit", String(limitInBytes)),
            ]
        ) { html in
            // Before the file, so that they are known when its first byte comes.
            html(.input, .type("hidden"), .name("csrf"), .value(csrf))
            html(.input, .type("hidden"), .name("version"), .value(String(version)))
            html(.div, .class("field")) { html in
                html(.label, .for(id), text: "添加附件")
                html(.p, .class("hint"), .id("\(id)-hint"), text: limits)
                html(.input, .type("file"), .id(id), .name("file"), .multiple, .accept(accept), .aria("describedby", "\(id)-hint"))
            }
            html(.button, .class("button quiet"), .type("submit"), text: "上传")
        }
    }
}
