import HTML
import Testing

@Suite("Writing")
struct WriterTests {
    @Test("Elements nest, blocks end their line, elements without content are not closed")
    func nesting() {
        var html = HTMLWriter()
        html.doctype()
        html(.div, .class("a"), .hidden) { html in
            html(.p, .id("b")) { html in
                html.text("见")
                html(.a, .href(WebAddress(path: "/x?y=1&z=2")), text: "这里")
                html(.br)
            }
        }
        let expected = "<!DOCTYPE html>\n<div class=\"a\" hidden><p id=\"b\">见<a href=\"/x?y=1&amp;z=2\">这里</a><br></p>\n</div>\n"
        #expect(String(decoding: html.bytes, as: UTF8.self) == expected)
    }

    @Test("A script is a file and never text")
    func script() {
        var html = HTMLWriter()
        html.script(WebAddress(path: "/assets/site.js?v=1"))
        #expect(String(decoding: html.bytes, as: UTF8.self) == "<script src=\"/assets/site.js?v=1\"></script>\n")
    }

    @Test("Squares side by side become one stroke, and the label is escaped")
    func mosaic() {
        var html = HTMLWriter()
        html.mosaic([(0, 0), (1, 0), (3, 0), (0, 1)], size: 4, label: "\"码\"", class: "qr")
        let expected =
            "<svg class=\"qr\" role=\"img\" aria-label=\"&quot;码&quot;\" viewBox=\"0 0 4 4\">"
            + "<path fill=\"currentColor\" d=\"M0 0h2v1h-2zM3 0h1v1h-1zM0 1h1v1h-1z\"></path></svg>"
        #expect(String(decoding: html.bytes, as: UTF8.self) == expected)
    }

    @Test("XML is escaped, and characters that XML 1.0 forbids vanish")
    func xml() {
        var xml = XMLWriter()
        xml.element("a", [("b", "\"<\u{1}>\"")]) { xml in
            xml.element("c", text: "甲\u{B}\u{FFFF}&乙")
            xml.empty("d", [("e", "'")])
        }
        let expected =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&quot;&lt;&gt;&quot;\">\n<c>甲&amp;乙</c>\n<d e=\"&#39;\"/>\n</a>\n"
        #expect(String(decoding: xml.bytes, as: UTF8.self) == expected)
    }
}
