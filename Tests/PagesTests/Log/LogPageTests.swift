import Domain
import Pages
import Testing

@Suite("What the pages of the log say")
struct LogPageTests {
    private func text(_ name: String) throws -> String { try #require(Sample.logPages.first { $0.name == name }).text() }

    @Test("A document names its place in the log in a plain sentence, with a link")
    func sentence() throws {
        let text = try text("document-logged")
        #expect(
            text.contains(
                "本条信息于<time datetime=\"2026-03-20T14:00:00+08:00\">2026年3月20日 14:00</time> 进入公开日志<a href=\"/log/entries/123\">第 123 条</a>。")
        )
    }

    @Test("An entry says what happened, and gives its proof as a file")
    func entry() throws {
        let text = try text("log-entry")
        #expect(text.contains("2026年3月20日 14:00，明川县民政局公开信息《明川县人民政府关于印发"))
        #expect(text.contains("href=\"/log/entries/123/proof.json\"") && text.contains("href=\"/log/checkpoint/12345\""))
        #expect(text.contains("&lt;b&gt;何秀兰"))
    }

    @Test("Internal work shows nothing but that it is there")
    func hidden() throws {
        let text = try text("log-entry-internal")
        #expect(text.contains("内部办理记录（内容不公开，指纹在册）"))
        #expect(text.contains("还没有进入签名的检查点") && !text.contains("记录内容"))
        #expect(!text.contains("15:00") && !text.contains("2026"))
    }

    @Test("Every kind of event that is shown has a sentence, and no other kind has", arguments: Event.Verb.allCases)
    func sentences(verb: Event.Verb) {
        #expect((LogWords(verb, unit: "甲局", title: "乙").sentence != nil) == verb.isPublic)
    }
}
