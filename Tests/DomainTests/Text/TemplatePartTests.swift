import Testing

@testable import Domain

@Suite("Words with placeholders are read in one way") struct TemplatePartTests {
    @Test(
        "Each part is what it is",
        arguments: [
            ("", []), ("全年{{新收}}件", [.text("全年"), .name("新收"), .text("件")]), ("{{a}}{{ b }}", [.name("a"), .name(" b ")]),
            ("a{{b}", [.text("a"), .unclosed("{{b}")]), ("a}}b", [.text("a"), .unopened, .text("b")]), ("{a}", [.text("{a}")]),
            ("{{a{{b}}", [.name("a{{b")]), ("{{{a}}}", [.name("{a"), .text("}")]), ("{{}}", [.name("")]), ("{{}", [.unclosed("{{}")]),
            ("{\u{301}{a}}", [.text("{\u{301}{a"), .unopened]), ("{{\u{301}a}}", [.name("\u{301}a")]),
        ] as [(String, [TemplatePart])])
    func parts(_ text: String, _ expected: [TemplatePart]) {
        #expect(TemplatePart.parts(of: text) == expected)
    }

    @Test("Written one after another, the parts are the text")
    func whole() {
        var numbers = MadeUpNumbers(seed: 1)
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...14, using: &numbers)).map { _ in
                ["{", "}", "新", "{{", "}}"].randomElement(using: &numbers) ?? ""
            }
            .joined()
            let written = TemplatePart.parts(of: text).map { part in
                switch part {
                case .text(let plain), .unclosed(let plain): plain
                case .name(let name): "{{\(name)}}"
                case .unopened: "}}"
                }
            }
            #expect(written.joined() == text)
        }
    }
}
