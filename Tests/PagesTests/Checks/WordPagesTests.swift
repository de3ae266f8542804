import Domain
import Pages
import Testing

@Suite("The pages of the word lists") struct WordPagesTests {
    private static func markup(_ page: some WorkPage) throws -> Markup {
        let today = try #require(Day(year: 2026, month: 3, day: 20))
        let frame = WorkFrame(
            county: County(id: County.ID(1), name: "明川县人民政府", placeName: "明川县"), staff: nil, csrf: "token", route: .wordLists, today: today)
        return try Markup(String(decoding: page.render(in: frame), as: UTF8.self))
    }

    @Test("The list leads to each own line, and a shipped line to a new one over it")
    func list() throws {
        let lines = [
            WordListPage.Line(entry: WordEntry(.sensitive, "<b>词"), own: WordEntry.ID(7)),
            WordListPage.Line(entry: WordEntry(.wrongWord, "布署", right: "部署"), own: nil),
        ]
        let markup = try Self.markup(WordListPage(filter: .init(), lines: lines, count: 150, ownCount: 1))
        let links = markup.elements.filter { $0.name == "a" }
        #expect(links.contains { $0.text == "<b>词" && $0.attributes["href"] == "/work/words/7" })
        #expect(links.contains { $0.text == "布署" && $0.attributes["href"]?.hasPrefix("/work/words/new?kind=wrongWord&") == true })
        #expect(links.contains { $0.attributes["rel"] == "next" && $0.attributes["href"] == "/work/words?from=2" })
    }

    @Test("The form keeps what was typed, and its mistake stands at the field")
    func form() throws {
        let fields = WordPage.Fields(pattern: "词", exceptions: "一词\n二词", isBlocking: true)
        #expect(throws: WordPage.Problem.self) { _ = try fields.entry() }
        let page = WordPage(id: WordEntry.ID(7), version: 3, fields: fields, problem: WordPage.Problem(field: "pattern", message: "只有一个字。"))
        let markup = try Self.markup(page)
        let pattern = try #require(markup.elements.first { $0.attributes["name"] == "pattern" })
        #expect(pattern.attributes["value"] == "词")
        #expect(pattern.attributes["aria-invalid"] == "true")
        #expect(markup.elements.first { $0.name == "textarea" }?.text == "一词\n二词")
        #expect(markup.elements.filter { $0.name == "form" }.map { $0.attributes["action"] } == ["/work/words/7", "/work/words/7/removal"])
        #expect(markup.elements.count { $0.attributes["name"] == "csrf" } == 2)
        let labelled = Set(markup.elements.filter { $0.name == "label" }.compactMap { $0.attributes["for"] })
        for control in markup.elements
        where ["input", "select", "textarea"].contains(control.name) && control.attributes["type"] != "hidden" {
            #expect(control.attributes["id"].map { labelled.contains($0) } == true)
        }
    }

    @Test("The fields make a line, the exceptions one in each row")
    func fields() throws {
        let entry = try WordPage.Fields(kind: "wrongWord", pattern: " 布署 ", right: "部署", exceptions: "公布署\r\n发布署\r\n", since: "2026-3-1")
            .entry()
        #expect(entry == WordEntry(.wrongWord, "布署", right: "部署", exceptions: ["公布署", "发布署"], since: Day(year: 2026, month: 3, day: 1)))
    }
}
