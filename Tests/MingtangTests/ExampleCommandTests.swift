import Foundation
import Persistence
import Testing

@Suite("The example county")
struct ExampleCommandTests {
    private static let folder: String = {
        let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
        return tests.deletingLastPathComponent().appending(path: "Examples/mingchuan").path
    }()

    @Test("is loaded in one go, and only once", arguments: CommandPlace.Engine.available)
    func load(engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            let run = try await place.run("example", "load", Self.folder)
            #expect(run.code == 0, "\(run.errors)")
            let counts = [
                try await place.number("SELECT COUNT(*) AS n FROM catalogue_version WHERE state = 'adopted'"),
                try await place.number("SELECT COUNT(*) AS n FROM catalogue_version WHERE state = 'superseded'"),
            ]
            #expect(counts == [2, 1])
            let texts = try await place.number("SELECT COUNT(*) AS n FROM site_text WHERE name IN ('guide', 'rules')")
            #expect(texts == 2)
            let documents = try await place.number("SELECT COUNT(*) AS n FROM disclosure")
            #expect(documents >= 100)
            let events = try await place.number("SELECT COUNT(*) AS n FROM event")
            let again = try await place.run("example", "load", Self.folder)
            #expect(again.output.contains("没有改动"))
            let eventsAfter = try await place.number("SELECT COUNT(*) AS n FROM event")
            #expect(eventsAfter == events)
            let check = try await place.run("check")
            #expect(check.code == 0, "\(check.output)")
        }
    }

    @Test("the search index can be made anew and is then in step", arguments: CommandPlace.Engine.available)
    func rebuild(engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            _ = try await place.run("disclosures", "import", try place.write("export.jsonl", SampleFiles.documents(50)))
            let run = try await place.run("search", "rebuild")
            #expect(run.code == 0)
            #expect(run.output.contains("公开信息 50 件"))
            let check = try await place.run("check")
            #expect(check.output.contains("与公开内容一致（公开信息 50/50"))
        }
    }
}
