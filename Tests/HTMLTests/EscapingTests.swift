import HTML
import Testing

@Suite("Nothing that is text can become markup")
struct EscapingTests {
    private func written(_ write: (inout HTMLWriter) -> Void) -> String {
        var html = HTMLWriter()
        write(&html)
        return String(decoding: html.bytes, as: UTF8.self)
    }

    @Test("The five characters with a meaning become references in text")
    func text() {
        #expect(written { $0(.span, text: "<b>\"A\" & 'B'</b>") } == "<span>&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;</span>")
    }

    @Test("A quote that carries a combining accent stays inside its attribute")
    func combiningAccent() {
        let hostile = "\u{22}\u{301} onmouseover=alert(1) x=\u{22}\u{301}"
        let result = written { $0(.span, .title(hostile), text: "文") }
        #expect(result == "<span title=\"&quot;\u{301} onmouseover=alert(1) x=&quot;\u{301}\">文</span>")
        #expect(Array(result.utf8).filter { $0 == UInt8(ascii: "\"") }.count == 2)
    }

    @Test("A less-than sign that carries a combining accent opens nothing", arguments: ["<\u{338}script>", "&\u{301}lt;", ">\u{20D2}"])
    func combiningElsewhere(text: String) {
        let result = written { $0(.em, text: text) }
        let inner = result.utf8.dropFirst(4).dropLast(5)
        #expect(!inner.contains(UInt8(ascii: "<")) && !inner.contains(UInt8(ascii: ">")))
    }

    @Test(
        "Control characters and non-characters are replaced where HTML forbids them",
        arguments: ["\u{0}", "\u{B}", "\u{7F}", "\u{FFFE}", "\u{FFFF}"])
    func controls(text: String) {
        #expect(written { $0(.span, text: "甲\(text)乙") } == "<span>甲\u{FFFD}乙</span>")
    }

    @Test(
        "Tabs, line breaks, full-width forms and emoji pass unchanged", arguments: ["甲\t乙\n丙", "（２０２６）", "〔2026〕", "👩‍🌾", "𠮷", "\u{FEFF}甲"])
    func untouched(text: String) {
        #expect(written { $0(.span, text: text) } == "<span>\(text)</span>")
    }

    @Test("Every byte below 128 comes out as itself or as a reference, and reads back as itself")
    func everyByte() {
        for value in UInt8(1)..<128 where value >= 0x20 && value != 0x7F {
            let character = String(UnicodeScalar(value))
            let inner = written { $0(.b, text: character) }.dropFirst(3).dropLast(4)
            let back = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"][String(inner)] ?? String(inner)
            #expect(back == character)
        }
    }
}

@Suite("Addresses that may be followed")
struct WebAddressTests {
    @Test(
        "Relative, http, https, mailto and tel are taken",
        arguments: [
            "/units/fgj", "?page=2", "#content", "page.html", "https://www.gov.cn/a?b=c#d", "HTTP://example.com/", "mailto:a@example.cn",
            "tel:0746-5221234", "./a:b", "a/b:c",
        ])
    func taken(text: String) { #expect(WebAddress(text)?.text == text) }

    @Test(
        "Every other scheme is refused, however it is disguised",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "\u{1}javascript:alert(1)",
            "javascript\t:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x", "javaſcript:alert(1)", "\\\\host\\a",
            "/\\host", "//host/a", "", ":x",
        ])
    func refused(text: String) { #expect(WebAddress(text) == nil) }

    @Test("Chinese, spaces and quotes are percent-encoded, and what is encoded already is kept")
    func encoded() {
        #expect(WebAddress("/文件 \"1\".pdf?a=%E5%85%AC")?.text == "/%E6%96%87%E4%BB%B6%20%221%22.pdf?a=%E5%85%AC")
    }

    @Test("An address longer than 4096 bytes is refused")
    func bounded() { #expect(WebAddress("/" + String(repeating: "a", count: 4096)) == nil) }

    @Test("A segment is encoded down to the unreserved characters")
    func segment() { #expect("a/b?公~".percentEncoded == "a%2Fb%3F%E5%85%AC~") }
}
