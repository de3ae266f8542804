import Domain
import Foundation
import Testing

@testable import Interchange

@Suite("Exports are read document by document, and one bad line costs one line") struct DisclosureFileTests {
    /// What became of an export: the documents' titles, and the lines set aside with their codes.
    struct Outcome {
        var titles: [String] = []
        var records: [DisclosureRecord] = []
        var setAside: [String] = []
        var sources: [String] = []
    }

    static func read(_ bytes: some Sequence<UInt8>) throws -> Outcome {
        let path = NSTemporaryDirectory() + "mingtang-export-\(UInt64.random(in: 0 ... .max))"
        try Data(Array(bytes)).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        var file = try DisclosureFile(path: path)
        var outcome = Outcome()
        while let entry = try file.next() {
            switch entry.record {
            case .success(let record):
                outcome.titles.append(record.title ?? "")
                outcome.records.append(record)
            case .failure(let reason):
                outcome.setAside.append("\(entry.line) \(reason.code)")
                outcome.sources.append(String(decoding: entry.source, as: UTF8.self))
            }
        }
        return outcome
    }

    static func read(_ text: String) throws -> Outcome { try read(text.utf8) }

    @Test("A column of row numbers is not the exporting system's key")
    func rowNumbers() throws {
        let outcome = try Self.read("编号,标题,正文\n1,甲,正文\n")
        #expect(outcome.records.map(\.id) == [nil])
        #expect(try Self.read("id,标题,正文\n7,甲,正文\n").records.map(\.id) == ["7"])
    }

    @Test("A quote inside a cell is a character like any other", .timeLimit(.minutes(10)))
    func quoteInside() throws {
        let good = (1...30_000).map { "好\($0),正文" }.joined(separator: "\n")
        let outcome = try Self.read("标题,正文\n坏5\"行,正文\n\(good)\n")
        #expect(outcome.titles.count == 30_001 && outcome.titles.first == "坏5\"行" && outcome.setAside.isEmpty)
    }

    @Test("A quote that never closes costs its own line and no other", .timeLimit(.minutes(10)))
    func openQuote() throws {
        let good = (1...30_000).map { "好\($0),正文" }.joined(separator: "\n")
        let outcome = try Self.read("标题,正文\n坏,\"正文\n\(good)\n坏,\"末行")
        #expect(outcome.titles.count == 30_000)
        #expect(outcome.setAside == ["2 open-quote", "30003 open-quote"])
        #expect(outcome.sources == ["坏,\"正文", "坏,\"末行"])
    }

    @Test("Quotes that open again on every line do not make the reading slow", .timeLimit(.minutes(10)))
    func reopening() throws {
        let bad = (1...30_000).map { _ in "p\",\":" }.joined(separator: "\n")
        let outcome = try Self.read("标题,正文\n\(bad)\n好,正文\n")
        #expect(outcome.titles.count + outcome.setAside.count == 30_001)
        #expect(outcome.titles.last == "好")
    }

    @Test("Text after a closing quote, or a wrong number of columns, sets aside the first line and reads on")
    func wrongShapes() throws {
        let outcome = try Self.read("标题,正文\n\"甲\"乙,正文\n一,\"二\n三\",四\n好,\"第一段\n\"\"第二段\"\"\n\n第三段\"\n五,六,七\n")
        #expect(outcome.setAside == ["2 open-quote", "3 wrong-column-count", "9 wrong-column-count"])
        // What follows the line set aside is read again as lines of their own.
        #expect(outcome.titles == ["三\"", "好"])
        #expect(outcome.records.last?.body == "第一段\n\"第二段\"\n\n第三段")
    }

    @Test("Nothing of a file is lost: every line is in a document or set aside, in order")
    func nothingLost() throws {
        var generator = SystemRandomNumberGenerator()
        let pieces = ["甲", "乙", ",", "\"", "\"\"", "\n", "，", "\",\"", "正文"]
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 1...40, using: &generator)).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            let path = NSTemporaryDirectory() + "mingtang-export-\(UInt64.random(in: 0 ... .max))"
            try Data("标题,正文\n\(text)".utf8).write(to: URL(fileURLWithPath: path))
            defer { unlink(path) }
            var file = try DisclosureFile(path: path)
            var lines: [String] = []
            while let entry = try file.next() { lines.append(String(decoding: entry.source, as: UTF8.self)) }
            func kept(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.allSatisfy { $0 == " " } } }
            #expect(kept(lines.joined(separator: "\n")) == kept(text), "\(text)")
        }
    }

    @Test("Cells and lines that are not UTF-8 are set aside, never repaired")
    func encodings() throws {
        let broken: [UInt8] = [0xD5, 0xFD, 0xCE, 0xC4]
        let table = Array("标题,正文\n甲,".utf8) + broken + Array("\n乙,正文\n".utf8)
        let first = try Self.read(table)
        #expect(first.setAside == ["2 not-utf8"] && first.titles == ["乙"])
        let lines = Array(#"{"title":"甲","body":""#.utf8) + broken + Array("\"}\n{\"title\":\"乙\",\"body\":\"正文\"}\n".utf8)
        let second = try Self.read(lines)
        #expect(second.setAside == ["1 not-utf8"] && second.titles == ["乙"])
    }

    @Test("Spaces, empty lines and a byte-order mark before the first object do no harm")
    func beginnings() throws {
        for start in ["  ", "\t", "\n\n  ", "\u{FEFF}", "\u{FEFF}  ", "\u{FEFF}\n"] {
            #expect(try Self.read(start + #"{"title":"甲","body":"正文"}"#).titles == ["甲"], "\(start.utf8.map { $0 })")
        }
        #expect(try Self.read("\u{FEFF}标题,正文\n甲,正文\n").titles == ["甲"])
    }

    @Test("A line too long to keep is named by its number, also the first")
    func longLines() throws {
        let long = #"{"title":"长","body":""# + String(repeating: "a", count: LineReader.longestLine) + "\"}"
        for lines in [[long, #"{"title":"甲","body":"正文"}"#], [#"{"title":"甲","body":"正文"}"#, long]] {
            let outcome = try Self.read(lines.joined(separator: "\n"))
            #expect(outcome.titles == ["甲"])
            #expect(outcome.setAside == ["\(lines[0] == long ? 1 : 2) line-too-long"])
        }
    }

    @Test("Addresses of attachments in one text are told apart at every line break")
    func attachments() throws {
        let outcome = try Self.read(#"{"title":"甲","body":"正文","attachments":"/a.pdf\r\n/b.pdf;/c.pdf"}"#)
        #expect(outcome.records.first?.attachments.map(\.url) == ["/a.pdf", "/b.pdf", "/c.pdf"])
    }
}
