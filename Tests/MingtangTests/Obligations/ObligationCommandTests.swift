import Foundation
import Persistence
import Testing

@Suite("Obligations from the command line") struct ObligationCommandTests {
    private static let folder: String = {
        var url = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.appending(path: "Examples/mingchuan").path
    }()

    @Test(
        "The example county has work to do: overdue, due and waived; and the sweep twice changes nothing",
        arguments: CommandPlace.Engine.available)
    func example(_ engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            let load = try await place.run("example", "load", Self.folder)
            #expect(load.code == 0 && load.output.contains("公开任务：新增"), "\(load.errors)")
            let overdue = try await place.run("obligations", "list", "--overdue", "--json", "--limit", "1000")
            #expect(overdue.lines.count >= 5)
            let first = try #require(overdue.lines.first)
            let object = try #require(try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])
            let id = try #require(object["id"] as? String)
            let waived = try await place.run("obligations", "waive", id, "--reason", "本期没有这项业务")
            let again = try await place.run("obligations", "waive", id, "--reason", "本期没有这项业务")
            #expect(waived.code == 0 && again.code == 1 && again.errors.contains("已经办结"))
            let raise = try await place.run("obligations", "raise")
            #expect(raise.output.contains("新增 0 项") && raise.output.contains("终止 0 项，到期日改变 0 项"))
            let events = try await place.number("SELECT COUNT(*) AS n FROM event WHERE verb = 'obligationWaived'")
            #expect(events == 1)
        }
    }

    @Test("Limits of the law are listed, edited and taken in as one list")
    func limits() async throws {
        try await CommandPlace.with { place in
            _ = try await place.run("example", "load", Self.folder)
            let list = try await place.run("obligations", "limits", "list", "--json")
            let file = try place.write("limits.json", list.output.replacing("\"amount\":7", with: "\"amount\":5"))
            let run = try await place.run("obligations", "limits", "import", file)
            #expect(run.code == 0 && run.output.contains("法定时限 8 条"), "\(run.errors)")
            let table = try await place.run("obligations", "limits", "list")
            #expect(table.output.contains("5个工作日内公开"))
            let wrong = try await place.run(
                "obligations", "limits", "import",
                try place.write("wrong.json", list.output.replacing("\"amount\":7", with: "\"amount\":0")))
            #expect(wrong.code == 1 && wrong.errors.contains("期限长度不对"))
        }
    }

    @Test("Mail settings are checked, and the password is not shown")
    func settings() async throws {
        try await CommandPlace.with { place in
            let good = try await place.run(
                "settings",
                environment: [
                    "MINGTANG_MAIL_SERVER": "smtps://mail.mingchuan.example:465", "MINGTANG_MAIL_USER": "zwgk",
                    "MINGTANG_MAIL_PASSWORD": "geheim9",
                    "MINGTANG_MAIL_FROM": "县政务公开办 <zwgk@mingchuan.example>",
                ])
            #expect(good.code == 0 && !(good.output + good.errors).contains("geheim9"), "\(good.errors)")
            let noSender = try await place.run("settings", environment: ["MINGTANG_MAIL_SERVER": "smtp://mail.mingchuan.example"])
            #expect(noSender.code == 1 && noSender.errors.contains("mailFrom"))
            let wrong = try await place.run(
                "settings",
                environment: ["MINGTANG_MAIL_SERVER": "smtp://zwgk:geheim9@mail.mingchuan.example", "MINGTANG_MAIL_FROM": "a@b.c"])
            #expect(wrong.code == 1 && wrong.errors.contains("mailServer") && !(wrong.output + wrong.errors).contains("geheim9"))
        }
    }
}
