import Pages

extension QueryRefusal {
    /// What is wrong with the query, for the person who followed or typed it.
    var sentence: String {
        let shown = String(String.UnicodeScalarView(value.unicodeScalars.prefix(40)))
        return "参数 \(parameter) 的值“\(shown)”无法识别，请从页面上的选项中重新选择。"
    }
}
