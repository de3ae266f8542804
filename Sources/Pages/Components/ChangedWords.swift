import HTML

/// The words of two versions: what both say stands once, plain; what only one says is struck out or underlined.
struct ChangedWords {
    var before: [String]
    var after: [String]

    func write(_ html: inout HTMLWriter) {
        html(.ul, .class("words")) { html in
            for word in before where !after.contains(word) { edited(.del, "删去", word, &html) }
            for word in after {
                if before.contains(word) { html(.li, text: word) } else { edited(.ins, "新增", word, &html) }
            }
        }
        if before != after, Set(before) == Set(after) { html(.p, .class("quiet"), text: "只调整了顺序。") }
    }

    private func edited(_ tag: Tag, _ word: String, _ text: String, _ html: inout HTMLWriter) {
        html(.li) { html in
            html(tag) { html in
                html(.span, .class("unseen"), text: "\(word)：")
                html.text(text)
            }
        }
    }
}
