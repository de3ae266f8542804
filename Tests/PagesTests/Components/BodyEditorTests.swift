import HTML
import Testing

@testable import Pages

@Suite("The editor's part of a form") struct BodyEditorTests {
    private func text(_ write: (inout HTMLWriter) -> Void) -> String {
        var html = HTMLWriter()
        write(&html)
        return String(decoding: html.bytes, as: UTF8.self)
    }

    private func address(_ text: String) throws -> WebAddress { try #require(WebAddress(text)) }

    @Test("The field holds the text as it is, and works without a script")
    func field() {
        let html = text { BodyEditor(text: "\n## 一\n</textarea><script>", problem: "正文没有内容").write(&$0) }
        // The first line break belongs to the tag: a body that begins with one would lose it.
        #expect(html.contains(">\n\n## 一\n&lt;/textarea&gt;&lt;script&gt;</textarea>"))
        #expect(html.contains(#"<label for="body">正文</label>"#))
        #expect(html.contains(#"aria-describedby="body-hint body-problem" aria-invalid="true""#))
        #expect(!html.contains("hidden"))
    }

    @Test("The form tells the script where to save and under which name to keep a copy")
    func attributes() throws {
        let form = EditorForm(
            key: "12:3", version: 7, autosave: try address("/work/drafts/12/autosave"), presence: try address("/work/drafts/12/presence"),
            login: try address("/work/sign-in"))
        let html = text { $0(.form, attributes: form.attributes) { _ in } }
        for part in [
            #"data-draft="12:3""#, #"data-version="7""#, #"data-autosave="/work/drafts/12/autosave""#,
            #"data-presence="/work/drafts/12/presence""#,
            #"data-login="/work/sign-in""#, "data-editor",
        ] { #expect(html.contains(part), "\(part)") }
    }

    @Test("Where a file goes stands before the file, so that it is known when its first byte comes")
    func attachments() throws {
        let html = text {
            AttachmentPicker(
                action: WebAddress(path: "/work/drafts/12/attachments"), csrf: "令牌", version: 7, accept: ".pdf", limits: "最大 50 MB"
            ).write(&$0)
        }
        let csrf = try #require(html.firstRange(of: #"name="csrf" value="令牌""#))
        let file = try #require(html.firstRange(of: #"type="file""#))
        #expect(csrf.lowerBound < file.lowerBound)
        #expect(html.contains(#"enctype="multipart/form-data""#) && html.contains(#"data-upload="/work/drafts/12/attachments""#))
    }
}
