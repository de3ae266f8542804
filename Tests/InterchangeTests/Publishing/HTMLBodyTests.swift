import Domain
import Testing

@testable import Interchange

@Suite("A body in HTML keeps every word, in its place") struct HTMLBodyTests {
    static func blocks(_ html: String) throws -> [DocumentBody.Block] { try HTMLBody.read(html).body.blocks }

    @Test("Lists inside lists, and what stands between the entries, become entries in order")
    func lists() throws {
        #expect(
            try Self.blocks("<ul>开头<li>甲<ul><li>甲一</li></ul>续</li><ul><li>乙一</li></ul><p>散段</p><li>丙</li></ul>") == [
                .list(ordered: false, ["开头", "甲", "甲一", "续", "乙一", "散段", "丙"])
            ])
        #expect(
            try Self.blocks("<ol><li>甲<table><tr><td>a</td><td>b</td></tr></table>续</li></ol>") == [
                .list(ordered: true, ["甲"]), .table(hasHeader: false, [["a", "b"]]), .list(ordered: true, ["续"]),
            ])
    }

    @Test("A caption and text beside the cells stand before the table")
    func captions() throws {
        #expect(
            try Self.blocks("<table><caption>表一 补偿标准</caption><tr><th>类别</th><th>标准</th></tr><tr><td>水田</td><td>4万</td></tr></table>") == [
                .paragraph("表一 补偿标准"), .table(hasHeader: true, [["类别", "标准"], ["水田", "4万"]]),
            ])
        #expect(
            try Self.blocks("<table>散字<tr>行内<td>a</td><td>b</td></tr></table>").first == .paragraph("散字行内"))
    }

    @Test("Merged cells are spread out, so that every cell stays in its column")
    func mergedCells() throws {
        let html = """
            <table><tr><th colspan=2>名称</th><th rowspan="2">标准</th></tr><tr><th>类</th><th>级</th></tr>
            <tr><td rowspan=2>耕地</td><td>一级</td><td>5</td></tr><tr><td>二级</td><td>4</td></tr></table>
            """
        #expect(
            try Self.blocks(html) == [
                .table(hasHeader: true, [["名称", "", "标准"], ["类", "级", ""], ["耕地", "一级", "5"], ["", "二级", "4"]])
            ])
    }

    @Test("Absurd spans stay bounded and lose nothing", .timeLimit(.minutes(10)))
    func absurdSpans() throws {
        let rows = (0..<20_000).map { "<tr><td colspan=99999999 rowspan=99999999>甲\($0)</td><td>乙\($0)</td></tr>" }.joined()
        let stored = try HTMLBody.read("<table>\(rows)</table>").body.stored
        #expect(stored.contains("甲19999") && stored.contains("乙19999"))
        #expect(stored.utf8.count < 2_000_000)
    }

    @Test("A table that only lays out the page gives its headings, paragraphs and lists")
    func layout() throws {
        #expect(
            try Self.blocks("<table><tr><td><h2>一、总则</h2><p>第一条</p><ul><li>甲</li></ul></td></tr></table>") == [
                .heading(level: 2, "一、总则"), .paragraph("第一条"), .list(ordered: false, ["甲"]),
            ])
        #expect(
            try Self.blocks("<table><tr><td>标题</td></tr><tr><td><p>第一段</p><p>第二段</p></td></tr></table>") == [
                .paragraph("标题"), .paragraph("第一段"), .paragraph("第二段"),
            ])
    }

    @Test("A form around the whole page is no reason to lose the page; its controls are")
    func forms() throws {
        #expect(
            try Self.blocks(
                #"<form action="x.aspx"><input value="x"><div>正文</div><select><option>选</option></select><table><tr><form><td>a</td><td>b</td></form></tr></table></form>"#
            )
                == [.paragraph("正文"), .table(hasHeader: false, [["a", "b"]])])
    }

    @Test("Furniture of a page in HTML is reported as well")
    func furniture() throws {
        let read = try HTMLBody.read("<p>正文</p><p>浏览次数：132</p><ul><li>打印本页</li></ul><table><tr><td>分享到：</td></tr></table>")
        #expect(read.body.blocks == [.paragraph("正文")])
        #expect(read.furniture == ["浏览次数：132", "打印本页", "分享到："])
    }

    @Test(
        "HTML is what has tags that make paragraphs, or tags and no line breaks",
        arguments: [
            ("<p>甲</p>", true), ("甲<br>乙", true), ("甲<br/>\n乙", true), ("<b>甲</b>乙", true), ("甲\n<a href=\"x\">乙</a>\n丙", false),
            ("a < b > c", false),
            ("甲<乙>丙", false), ("第一段\n<table\nborder=1><tr><td>a</td></tr></table>", true), ("</p>", true), ("<pre", false),
        ])
    func recognition(_ text: String, _ expected: Bool) { #expect(HTMLBody.isHTML(text) == expected) }

    @Test("Signs that look like tags, and zero bytes, end nothing")
    func strangeSigns() throws {
        #expect(try Self.blocks("<p>增长<5%的部分，见<通知>。\0完</p>") == [.paragraph("增长<5%的部分，见<通知>。 完")])
    }

    @Test("Every text of a page occurs in the plain text, in whatever elements it stands", .timeLimit(.minutes(10)))
    func nothingLost() throws {
        var page = PageMaker(seed: 20_260_320)
        for _ in 0..<3000 {
            let (html, texts) = page.make()
            let plain = DocumentBody.plainText(stored: try HTMLBody.read(html).body.stored)
            let missing = texts.filter { !plain.contains($0) }
            #expect(missing.isEmpty, "\(missing) of \(html)")
            if !missing.isEmpty { break }
        }
    }

    @Test("A table's rows are of one stored line each")
    func storedForm() throws {
        let body = try HTMLBody.read("<table><tr><td><ul><li>甲</li><li>乙</li></ul></td><td>丙\t丁</td></tr></table>").body
        #expect(DocumentBody(stored: body.stored) == body)
        #expect(body.blocks == [.table(hasHeader: false, [["甲 乙", "丙 丁"]])])
    }
}

/// Makes pages of nested and misplaced elements, each with the texts it put into them.
private struct PageMaker {
    private static let elements = [
        "div", "p", "span", "b", "ul", "ol", "li", "table", "tbody", "tr", "td", "th", "caption", "form", "center", "h2", "h5", "font",
        "dl", "dd",
        "blockquote", "section", "a",
    ]
    private var state: UInt64
    private var texts: [String] = []

    init(seed: UInt64) { state = seed }

    mutating func make() -> (html: String, texts: [String]) {
        texts = []
        let html = (0..<3).map { _ in element(depth: 6) }.joined()
        return (html, texts)
    }

    private mutating func element(depth: Int) -> String {
        let name = Self.elements[random(Self.elements.count)]
        let attributes =
            name == "td" || name == "th" ? ["", " colspan=3", " rowspan=2", " rowspan=0", " colspan=2 rowspan=9999"][random(5)] : ""
        var inside = ""
        for _ in 0..<random(4) { inside += depth > 0 && random(3) > 0 ? element(depth: depth - 1) : text() }
        // Some elements are never closed.
        return "<\(name)\(attributes)>\(inside)\(random(8) == 0 ? "" : "</\(name)>")"
    }

    private mutating func text() -> String {
        if random(4) == 0 { return ["\n ", "<br>", "<!-- 注 -->", "&nbsp;"][random(4)] }
        let text = "字\(texts.count)号文"
        texts.append(text)
        return text
    }

    private mutating func random(_ below: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % below
    }
}
