import Domain
import Foundation
import Testing

@Suite("A body as marked text") struct PlainBodyTextTests {
    @Test("What a clerk types becomes structure")
    func reading() {
        let text = """
            ## 一、总则
            第一条　为规范补偿工作，制定本办法。
            \u{3000}\u{3000}第二条　本办法适用于全县。

            - 甲
            - 乙
            1. 一
            2. 二

            | 类别 | 标准 |
            | --- | --- |
            | 水田 | 4 万 |
            """
        #expect(
            PlainBodyText.read(text).blocks == [
                .heading(level: 2, "一、总则"), .paragraph("第一条　为规范补偿工作，制定本办法。"), .paragraph("第二条　本办法适用于全县。"),
                .list(ordered: false, ["甲", "乙"]), .list(ordered: true, ["一", "二"]),
                .table(hasHeader: true, [["类别", "标准"], ["水田", "4 万"]]),
            ])
    }

    @Test("Rows copied out of a spreadsheet are a table")
    func spreadsheetRows() {
        #expect(
            PlainBodyText.read("姓名\t金额\n 张三 \t300\n\n完").blocks == [
                .table(hasHeader: false, [["姓名", "金额"], ["张三", "300"]]), .paragraph("完"),
            ])
    }

    @Test("A number that does not count up from 1 stays in the text as it was typed")
    func numbers() {
        #expect(
            PlainBodyText.read("2. 乙\n1. 甲\n2. 乙\n4. 丁\n05. 戊").blocks == [
                .paragraph("2. 乙"), .list(ordered: true, ["甲", "乙"]), .paragraph("4. 丁"), .paragraph("05. 戊"),
            ])
        #expect(PlainBodyText.read("2026. 3 月").blocks == [.paragraph("2026. 3 月")])
    }

    @Test("Bars, backslashes and rules inside cells are read back as they are")
    func cells() {
        let body = DocumentBody([
            .table(hasHeader: false, [["a|b", "\\", " 两端 ", "---"], ["---", ":--", "---", "---"], ["", "", "", ""]]),
            .table(hasHeader: true, [["---"], ["---"], [""]]),
        ])
        #expect(PlainBodyText.read(PlainBodyText.write(body)) == body)
    }

    @Test(
        "Typing that is not quite right loses no word",
        arguments: [
            ("| a | b", [DocumentBody.Block.table(hasHeader: false, [["a", "b"]])]), ("|", [.paragraph("|")]),
            ("| a |  ", [.table(hasHeader: false, [["a"]])]),
            ("##标题", [.paragraph("##标题")]), ("# 标题", [.heading(level: 2, "标题")]), ("###### 标题", [.heading(level: 4, "标题")]),
            ("-甲", [.paragraph("-甲")]), ("• 甲", [.list(ordered: false, ["甲"])]), ("\\- 甲", [.paragraph("- 甲")]),
            ("甲\r\n乙\r丙", [.paragraph("甲"), .paragraph("乙"), .paragraph("丙")]), ("", []), (" \n\t\n", []),
            ("| --- |\n| a |", [.table(hasHeader: false, [["---"], ["a"]])]), ("a\u{1E}b\u{0}", [.paragraph("ab")]),
        ])
    func slips(_ text: String, _ blocks: [DocumentBody.Block]) { #expect(PlainBodyText.read(text).blocks == blocks) }

    @Test("Whatever a stored body holds comes back from its marked text", .timeLimit(.minutes(10)))
    func roundTrip() {
        var maker = BodyMaker(seed: 20_261_121)
        for _ in 0..<20_000 {
            let body = DocumentBody(stored: maker.body().stored)
            let text = PlainBodyText.write(body)
            let read = PlainBodyText.read(text)
            // Compared byte by byte: equal characters may be different scalars.
            guard read.stored.utf8.elementsEqual(body.stored.utf8) else {
                Issue.record("\(body.stored.debugDescription) came back as \(read.stored.debugDescription) from \(text.debugDescription)")
                return
            }
        }
    }

    /// The script of the editor must read and write the same: the browser tests give it the same examples.
    @Test("The examples that are shared with the script hold")
    func sharedExamples() throws {
        struct Example: Decodable {
            let text: String
            let stored: String
            let written: String
        }
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Browser/marked-text.json")
        let examples = try JSONDecoder().decode([Example].self, from: try Data(contentsOf: file))
        #expect(examples.count >= 50)
        for example in examples {
            let body = PlainBodyText.read(example.text)
            #expect(body.stored == example.stored)
            #expect(PlainBodyText.write(body) == example.written)
        }
    }

    @Test("A form that sends line breaks as CR LF changes nothing")
    func formLineBreaks() {
        var maker = BodyMaker(seed: 7)
        for _ in 0..<500 {
            let text = PlainBodyText.write(DocumentBody(stored: maker.body().stored))
            #expect(
                PlainBodyText.read(text)
                    == PlainBodyText.read(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")))
        }
    }
}

/// Makes bodies of short texts in which every sign that has a meaning occurs often.
private struct BodyMaker {
    private static let scalars: [Unicode.Scalar] = [
        "甲", "乙", "1", "2", ".", " ", " ", "\u{3000}", "#", "-", "*", "•", "|", "\\", ":", "\u{A0}", "\u{200B}", "\u{2028}", "\u{301}", "a",
        "\u{0B}",
    ]
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func body() -> DocumentBody {
        DocumentBody(
            (0..<random(5)).map { _ in
                switch random(5) {
                case 0: .heading(level: 2 + random(3), text())
                case 1: .list(ordered: random(2) == 0, (0...random(3)).map { _ in text() })
                case 2:
                    .table(
                        hasHeader: random(2) == 0,
                        (0...random(3)).map { _ in
                            (0...random(3)).map { _ in random(4) == 0 ? ["---", "|", "\\", ":-:"][random(4)] : text() }
                        })
                default: .paragraph(text())
                }
            })
    }

    private mutating func text() -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<random(6) { text.append(Self.scalars[random(Self.scalars.count)]) }
        return (random(6) == 0 ? ["- ", "1. ", "2. ", "## ", "| a |", "\\"][random(6)] : "") + String(text)
    }

    private mutating func random(_ below: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % below
    }
}
