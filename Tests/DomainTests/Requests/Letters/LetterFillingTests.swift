import Domain
import Testing

@Suite("A letter is filled completely or not at all")
struct LetterFillingTests {
    static let day = Day(serial: 20_532)

    private func values(_ kind: LetterKind, without: Set<LetterPlaceholder> = []) -> LetterValues {
        var texts: [LetterPlaceholder: String] = [:]
        for placeholder in kind.allowed.subtracting(without) { texts[placeholder] = "〈\(placeholder.rawValue)〉" }
        return LetterValues(
            issuer: "明川县自然资源局", number: LetterNumber(word: "明自然资", year: 2026, serial: 3), date: Self.day, texts: texts)
    }

    @Test("Every released template becomes a letter without a brace left", arguments: LetterKind.allCases)
    func released(_ kind: LetterKind) throws {
        let letter = try LetterTemplate.released(kind).filled(with: values(kind))
        #expect(letter.number == "明自然资公复〔2026〕3号" && letter.date == Self.day)
        let text = ([letter.title, letter.recipient] + letter.paragraphs.map(\.text)).joined()
        #expect(!text.contains("{{") && !text.contains("}}"))
        for placeholder in kind.required { #expect(text.contains("〈\(placeholder.rawValue)〉")) }
    }

    @Test("It also becomes one without what a case may lack", arguments: LetterKind.allCases)
    func bare(_ kind: LetterKind) throws {
        let letter = try LetterTemplate.released(kind).filled(with: values(kind, without: kind.optional))
        #expect(!letter.paragraphs.contains { $0.text.hasSuffix("：") && $0 == letter.paragraphs.last })
        #expect(!letter.paragraphs.contains { $0.text.contains("：。") })
    }

    @Test("Every missing value is named at once")
    func missing() {
        let kind = LetterKind.clarification
        #expect(throws: LetterTemplate.FillingFault.missing([.content, .clarificationItems, .deadline])) {
            try LetterTemplate.released(kind).filled(with: values(kind, without: [.deadline, .content, .clarificationItems]))
        }
    }

    @Test("A value of several lines becomes several paragraphs, a value is never read as a template")
    func lines() throws {
        var values = values(.clarification)
        values.texts[.clarificationItems] = "1. 写明年份；\r\n\n2. 写明{{地块}}。"
        let letter = try LetterTemplate.released(.clarification).filled(with: values)
        #expect(letter.paragraphs.map(\.text)[2...3] == ["1. 写明年份；", "2. 写明{{地块}}。"])
    }

    @Test("A template with a fault fills nothing")
    func bad() {
        var template = LetterTemplate.released(.receipt)
        template.body += "{{姓}}"
        #expect(throws: LetterTemplate.FillingFault.self) { try template.filled(with: values(.receipt)) }
    }

    @Test("Headings are known by their number")
    func styles() {
        let styles = ["一、基本情况", "（二）检索情况", "一是查了档案，没有找到。", "（见附件）", "十一、其他", "一、经查，不存在。"].map {
            OfficialLetter.Paragraph($0).style
        }
        #expect(styles == [.heading, .subheading, .body, .body, .heading, .body])
    }

    @Test("Numbers of letters are in their standard form")
    func numbers() {
        #expect(LetterNumber(word: "明政办", series: .notice, year: 2026, serial: 12)?.text == "明政办公函〔2026〕12号")
        #expect(LetterNumber(word: "", year: 2026, serial: 1) == nil)
        #expect(LetterNumber(word: "明<b>", year: 2026, serial: 1) == nil)
        #expect(LetterNumber(word: "明", year: 2026, serial: 0) == nil)
        #expect(DocumentNumber(text: LetterNumber(word: "明政办", year: 2026, serial: 3)?.text ?? "")?.serial == 3)
    }
}
