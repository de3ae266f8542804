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
            let changing = try await place.number("SELECT COUNT(*) AS n FROM account WHERE must_change = 1")
            #expect(changing == 21, "one-time passwords must be changed")
            #expect(run.output.contains("一次性密码"))
            let events = try await place.number("SELECT COUNT(*) AS n FROM event")
            let again = try await place.run("example", "load", Self.folder)
            #expect(again.output.contains("没有改动"))
            let eventsAfter = try await place.number("SELECT COUNT(*) AS n FROM event")
            #expect(eventsAfter == events)
            let check = try await place.run("check")
            #expect(check.code == 0, "\(check.output)")
        }
    }

    @Test(
        "fills the workbench: people on their posts, drafts half way, two prefixes of index numbers",
        arguments: CommandPlace.Engine.available)
    func workbench(engine: CommandPlace.Engine) async throws {
        let password = "chunyu-liulin-hongqiao"
        try await CommandPlace.with(engine) { place in
            let run = try await place.run("example", "load", Self.folder, "--demonstration-password-stdin", input: "\(password)\n")
            #expect(run.code == 0, "\(run.errors)")
            #expect(!run.output.contains(password) && !run.output.contains("一次性密码"))
            let changing = try await place.number("SELECT COUNT(*) AS n FROM account WHERE must_change = 1")
            #expect(changing == 0)
            let roles = try await place.number(
                "SELECT COUNT(DISTINCT p.role) AS n FROM post p JOIN post_holder h ON h.post_id = p.id WHERE h.held_until IS NULL")
            #expect(roles == 9, "somebody for every role")
            let standing = [
                try await place.number(
                    "SELECT COUNT(*) AS n FROM draft WHERE state = 'inReview' AND step_role = 'reviewer' AND open_findings = 0"),
                try await place.number("SELECT COUNT(*) AS n FROM draft WHERE state = 'approved'"),
                try await place.number("SELECT COUNT(*) AS n FROM draft WHERE state = 'drafting' AND open_findings > 0"),
                try await place.number(
                    """
                    SELECT COUNT(*) AS n FROM draft d JOIN decision c ON c.draft_id = d.id
                    WHERE d.state = 'drafting' AND c.verdict = 'returned'
                    """),
            ]
            #expect(standing == [1, 1, 1, 1])
            let decisions = try await place.number("SELECT COUNT(DISTINCT account_id) AS n FROM decision WHERE verdict = 'approved'")
            #expect(decisions == 12, "three people in each of four units, one step each")
            let releases = try await place.number(
                """
                SELECT COUNT(*) AS n FROM ledger_release r JOIN draft d ON d.id = r.draft_id
                JOIN publication_file f ON f.disclosure_id = d.disclosure_id AND f.digest = r.file_digest
                """)
            #expect(releases == 11, "registers that the public reads, each with its workbook")
            let prefixes = try await place.number("SELECT COUNT(*) AS n FROM index_prefix")
            #expect(prefixes == 2)
            let cases = [
                try await place.number("SELECT COUNT(*) AS n FROM request WHERE counts = 1"),
                try await place.number("SELECT COUNT(DISTINCT state) AS n FROM request"),
                try await place.number("SELECT COUNT(DISTINCT channel) AS n FROM request"),
                try await place.number("SELECT COUNT(*) AS n FROM request_letter WHERE kind LIKE 'reply.%'"),
                try await place.number("SELECT COUNT(*) AS n FROM request_dispute"),
                try await place.number("SELECT COUNT(*) AS n FROM request_reply WHERE state = 'inReview'"),
            ]
            #expect(cases == [14, 10, 6, 4, 1, 1])
            let events = try await place.number("SELECT COUNT(*) AS n FROM event")
            let again = try await place.run("example", "load", Self.folder, "--demonstration-password-stdin", input: "\(password)\n")
            #expect(again.code == 0 && again.output.contains("没有改动"))
            let eventsAfter = try await place.number("SELECT COUNT(*) AS n FROM event")
            #expect(eventsAfter == events)
        }
    }

    @Test(
        "takes no demonstration password that the rules would refuse, and leaves nothing behind",
        arguments: ["\n", "short\n", "password123456789\n"])
    func weakPassword(_ input: String) async throws {
        try await CommandPlace.with { place in
            let run = try await place.run("example", "load", Self.folder, "--demonstration-password-stdin", input: input)
            #expect(run.code != 0 && !run.errors.isEmpty)
            let sites = try await place.number("SELECT COUNT(*) AS n FROM site")
            #expect(sites == 0)
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
