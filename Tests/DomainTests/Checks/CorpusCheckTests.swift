import Domain
import Foundation
import Testing

@Suite("Real documents") struct CorpusCheckTests {
    static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../../shared/data/corpus/documents.jsonl.gz")

    private struct Record: Decodable {
        let title: String?
        let number: String?
        let date: String?
        let body: String?
    }

    /// Every `step`-th document with a text.
    private static func documents(step: Int) throws -> [Draft.Content] {
        // Decompressed by the system's tool: reading the file is another target's matter.
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "gzip -dc '\(corpus.path)' | awk 'NR % \(step) == 0'"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        return try data.split(separator: 10).map { try JSONDecoder().decode(Record.self, from: $0) }.filter { !($0.body ?? "").isEmpty }.map
        {
            Draft.Content(
                title: $0.title ?? "", number: $0.number ?? "", made: $0.date.flatMap { Day(text: $0) },
                body: PlainTextBody($0.body ?? "").body)
        }
    }

    @Test(
        "Nothing in published documents is taken for a secrecy mark, and few words for wrong ones",
        .enabled(if: FileManager.default.fileExists(atPath: corpus.path)))
    func falseAlarms() throws {
        let documents = try Self.documents(step: 20)
        try #require(documents.count > 100)
        let today = try Checked.today
        var marked = 0
        for content in documents {
            let findings = ContentChecks.findings(content, context: CheckContext(today: today))
            let marks = findings.filter { [.secrecyMark, .internalMark, .nonPublicQuote].contains($0.check) }
            #expect(marks.isEmpty, "\(content.title): \(marks.map(\.sample))")
            if findings.contains(where: { $0.check == .wrongWord && $0.severity == .blocking }) { marked += 1 }
        }
        #expect(marked * 100 <= documents.count)
    }

    @Test("A mark put into a published document is found every time", .enabled(if: FileManager.default.fileExists(atPath: corpus.path)))
    func recall() throws {
        let marks: [(String, Check)] = [
            ("秘密★1年", .secrecyMark), ("机 密", .secrecyMark), ("密级：绝密", .secrecyMark), ("内部资料　注意保存", .internalMark),
            ("（此件不公开）", .internalMark),
        ]
        let today = try Checked.today
        for (index, original) in try Self.documents(step: 40).enumerated() {
            var content = original
            let (mark, check) = marks[index % marks.count]
            content.body.blocks.insert(.paragraph(mark), at: index % 2 == 0 ? 0 : content.body.blocks.count)
            let findings = ContentChecks.findings(content, context: CheckContext(today: today))
            #expect(findings.contains { $0.check == check }, "\(mark) in \(content.title)")
        }
    }
}
