import HTML

/// A plain question for people, where a form comes too often or too fast.
struct HumanQuestionField {
    var question: String
    var hint = "提交较多或者太快时，用这个问题确认不是程序自动提交。"
    var problem: String?

    func write(_ html: inout HTMLWriter) {
        FormField(label: question, id: AskingCheckPage.answerField, hint: hint, problem: problem).write(&html) { html, attributes in
            html(.input, attributes: attributes + [.type("text"), .autocomplete("off"), .maxLength(10), .value("")])
        }
    }
}

/// The top of a receipt (回执): number and query code. The code is shown here and nowhere else.
struct ReceiptHead {
    var title: String
    /// What the number is called, as in “留言编号”.
    var noun: String
    var number: String
    var code: String
    /// What both are for, as a sentence.
    var use: String

    func write(_ html: inout HTMLWriter) {
        html(.div, .class("receipt")) { html in
            html(.h1, text: title)
            html(.p, text: noun)
            html(.p, .class("receipt-number"), .id("number"), text: number)
            html(.p, text: "查询码")
            html(.p, .class("receipt-number"), .id("code"), text: code)
        }
        html(.p, .class("validity-notice")) { html in
            html(.strong, text: "查询码只在这里显示一次，")
            html.text("请现在就打印、拍照或者抄下来。\(use)请不要告诉别人。")
        }
    }
}
