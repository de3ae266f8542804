import FoundationEssentials
import Pages
import Testing

/// Pages kept as files, so that a change of markup is seen in review as what it is. `MINGTANG_UPDATE_GOLDEN=1 swift test` writes them anew.
@Suite("Pages look as they were last reviewed")
struct GoldenTests {
    @Test(
        "Markup is that of the kept file",
        arguments: [
            "home-empty", "document", "document-report", "item", "comment-wrong", "comparison", "error-404", "asking-kind",
            "asking-identity-wrong",
            "asking-check", "request-receipt", "request-status", "coverage", "coverage-item", "coverage-months",
            "registers", "register-key-fields", "register-hotlines", "register-entry", "budgets", "gazette", "village-board",
        ])
    func golden(name: String) throws {
        let page = try #require(Sample.pages.first { $0.name == name })
        try Self.compare(name, page.text())
    }

    /// What a page is now with the file that was kept of it.
    static func compare(_ name: String, _ rendered: String) throws {
        let folder = String(#filePath.dropLast("GoldenTests.swift".count)) + "Golden"
        let path = "\(folder)/\(name).html"
        if ProcessInfo.processInfo.environment["MINGTANG_UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(rendered.utf8).write(to: URL(filePath: path))
        }
        let kept = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let difference = zip(rendered.split(separator: "\n"), kept.split(separator: "\n")).first { $0 != $1 }
        #expect(rendered == kept, "第一处不同：\(difference.map { "\($0.0)  ≠  \($0.1)" } ?? "长度")")
    }
}
