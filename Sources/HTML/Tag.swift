/// An element that has content. The set is closed: there is no `script`, no `style` and no way to name another.
package struct Tag: Sendable {
    let name: StaticString
    let endsLine: Bool

    private init(_ name: StaticString, endsLine: Bool) {
        self.name = name
        self.endsLine = endsLine
    }

    package static let html = Tag("html", endsLine: true)
    package static let head = Tag("head", endsLine: true)
    package static let body = Tag("body", endsLine: true)
    package static let header = Tag("header", endsLine: true)
    package static let footer = Tag("footer", endsLine: true)
    package static let nav = Tag("nav", endsLine: true)
    package static let main = Tag("main", endsLine: true)
    package static let section = Tag("section", endsLine: true)
    package static let article = Tag("article", endsLine: true)
    package static let aside = Tag("aside", endsLine: true)
    package static let div = Tag("div", endsLine: true)
    package static let p = Tag("p", endsLine: true)
    package static let ul = Tag("ul", endsLine: true)
    package static let ol = Tag("ol", endsLine: true)
    package static let li = Tag("li", endsLine: true)
    package static let dl = Tag("dl", endsLine: true)
    package static let dt = Tag("dt", endsLine: true)
    package static let dd = Tag("dd", endsLine: true)
    package static let h1 = Tag("h1", endsLine: true)
    package static let h2 = Tag("h2", endsLine: true)
    package static let h3 = Tag("h3", endsLine: true)
    package static let h4 = Tag("h4", endsLine: true)
    package static let table = Tag("table", endsLine: true)
    package static let caption = Tag("caption", endsLine: true)
    package static let thead = Tag("thead", endsLine: true)
    package static let tbody = Tag("tbody", endsLine: true)
    package static let tr = Tag("tr", endsLine: true)
    package static let th = Tag("th", endsLine: true)
    package static let td = Tag("td", endsLine: true)
    package static let form = Tag("form", endsLine: true)
    package static let fieldset = Tag("fieldset", endsLine: true)
    package static let legend = Tag("legend", endsLine: true)
    package static let details = Tag("details", endsLine: true)
    package static let summary = Tag("summary", endsLine: true)
    package static let figure = Tag("figure", endsLine: true)
    package static let figcaption = Tag("figcaption", endsLine: true)
    package static let blockquote = Tag("blockquote", endsLine: true)
    package static let title = Tag("title", endsLine: true)
    package static let noscript = Tag("noscript", endsLine: true)
    package static let option = Tag("option", endsLine: true)
    package static let optgroup = Tag("optgroup", endsLine: true)
    package static let address = Tag("address", endsLine: true)
    package static let search = Tag("search", endsLine: true)
    package static let pre = Tag("pre", endsLine: true)

    package static let a = Tag("a", endsLine: false)
    package static let span = Tag("span", endsLine: false)
    package static let strong = Tag("strong", endsLine: false)
    package static let em = Tag("em", endsLine: false)
    package static let small = Tag("small", endsLine: false)
    package static let mark = Tag("mark", endsLine: false)
    package static let ins = Tag("ins", endsLine: false)
    package static let del = Tag("del", endsLine: false)
    package static let abbr = Tag("abbr", endsLine: false)
    package static let time = Tag("time", endsLine: false)
    package static let label = Tag("label", endsLine: false)
    package static let button = Tag("button", endsLine: false)
    package static let select = Tag("select", endsLine: false)
    package static let textarea = Tag("textarea", endsLine: false)
    package static let code = Tag("code", endsLine: false)
    package static let kbd = Tag("kbd", endsLine: false)
    package static let sup = Tag("sup", endsLine: false)
    package static let sub = Tag("sub", endsLine: false)
    package static let cite = Tag("cite", endsLine: false)
    package static let q = Tag("q", endsLine: false)
    package static let b = Tag("b", endsLine: false)
    package static let i = Tag("i", endsLine: false)
    package static let output = Tag("output", endsLine: false)
}

/// An element without content.
package struct VoidTag: Sendable {
    let name: StaticString
    let endsLine: Bool

    private init(_ name: StaticString, endsLine: Bool) {
        self.name = name
        self.endsLine = endsLine
    }

    package static let meta = VoidTag("meta", endsLine: true)
    package static let link = VoidTag("link", endsLine: true)
    package static let hr = VoidTag("hr", endsLine: true)
    package static let input = VoidTag("input", endsLine: false)
    package static let img = VoidTag("img", endsLine: false)
    package static let br = VoidTag("br", endsLine: false)
    package static let wbr = VoidTag("wbr", endsLine: false)
}
