import Foundation
import Persistence
import Testing

@Suite("The log from the command line")
struct LogCommandTests {
    /// A county with documents and two checkpoints; the notes and the key are kept in files, as somebody outside would keep them.
    private static func with(_ engine: CommandPlace.Engine = .sqlite, _ body: (CommandPlace) async throws -> Void) async throws {
        try await CommandPlace.with(engine) { place in
            _ = try await place.run("disclosures", "import", try place.write("a.jsonl", SampleFiles.documents(30)))
            let first = try await place.run("log", "checkpoint")
            #expect(first.code == 0, "\(first.errors)")
            try place.write("old.txt", first.output)
            let key = try #require(first.errors.split(separator: "\n").first { $0.hasPrefix("公钥：") })
            try place.write("key.txt", String(key.dropFirst("公钥：".count)) + "\n")
            _ = try await place.run("disclosures", "import", try place.write("b.jsonl", SampleFiles.documents(40)))
            try place.write("new.txt", try await place.run("log", "checkpoint").output)
            try await body(place)
        }
    }

    @Test("A log that nobody touched passes, against its own and against kept checkpoints", arguments: CommandPlace.Engine.available)
    func good(engine: CommandPlace.Engine) async throws {
        try await Self.with(engine) { place in
            let run = try await place.run("log", "verify")
            #expect(run.code == 0 && run.output.contains("[正常] 核对通过") && run.output.contains("--key"), "\(run.output)\(run.errors)")
            let kept = try await place.run(
                "log", "verify", "--checkpoint", "new.txt", "--since", "old.txt", "--key", "key.txt", "--json")
            let object = try kept.object()
            #expect(kept.code == 0 && object["ok"] as? Bool == true && object["documents"] as? Int == 40)
            let newest = try place.read("new.txt")
            let again = try await place.run("log", "checkpoint")
            #expect(again.errors.contains("没有新的记录") && again.output == newest)
        }
    }

    @Test(
        "What was done behind its back is named, and the exit code is 1",
        arguments: [
            ("UPDATE event SET time = time - 1 WHERE sequence = 7", "第 7 条记录与封存时的指纹不符"),
            ("DELETE FROM event WHERE sequence = 9", "第 9 条记录不见了"),
            ("DELETE FROM event WHERE sequence = (SELECT MAX(sequence) FROM event)", "末尾的记录被删除"),
            ("UPDATE disclosure SET body = body || 'P补充' WHERE id = (SELECT MIN(id) FROM disclosure)", "标题、正文、附件或者其他内容被改动"),
            ("UPDATE checkpoint SET time = time + 1 WHERE size = (SELECT MAX(size) FROM checkpoint)", "签名不对"),
            ("DELETE FROM checkpoint WHERE size = (SELECT MIN(size) FROM checkpoint)", "的检查点曾经签过，现在库里没有了"),
            ("UPDATE counter SET value = value + 1 WHERE name = 'event'", "计数器记着"),
        ])
    func bad(change: String, words: String) async throws {
        try await Self.with { place in
            try await place.change(Query(trusted: change))
            let run = try await place.run("log", "verify", "--since", "old.txt", "--key", "key.txt")
            #expect(run.code == 1 && run.output.contains(words) && run.output.contains("核对不通过"), "\(run.output)\(run.errors)")
        }
    }

    @Test("A proof is checked without any database", arguments: CommandPlace.Engine.available)
    func proof(engine: CommandPlace.Engine) async throws {
        try await Self.with(engine) { place in
            let id = try await place.number("SELECT MIN(id) AS n FROM disclosure")
            let made = try await place.run("log", "prove", "--disclosure", "\(id)")
            #expect(made.code == 0, "\(made.errors)")
            try place.write("proof.json", made.output)
            let alone = ["log", "verify", "--proof", "proof.json", "--key", "key.txt", "--proof-only"]
            let run = try await place.bare(alone)
            #expect(run.code == 0 && run.output.contains("[正常] 证明文件"), "\(run.output)\(run.errors)")
            let with = try await place.run("log", "verify", "--proof", "proof.json", "--key", "key.txt")
            #expect(with.code == 0 && with.output.contains("[正常] 证明文件"), "\(with.output)\(with.errors)")
            try place.write("proof.json", made.output.replacingOccurrences(of: "disclosureImported", with: "disclosureChanged"))
            let forged = try await place.bare(alone)
            #expect(forged.code == 1 && forged.errors.contains("记录内容与指纹不符"), "\(forged.output)\(forged.errors)")
        }
    }

    @Test("A newer checkpoint is proved to go on from the one that was kept, without any database")
    func continuity() async throws {
        try await Self.with { place in
            let old = try place.read("old.txt").split(separator: "\n")[1]
            let made = try await place.run("log", "prove", "--since", String(old))
            #expect(made.code == 0, "\(made.errors)")
            try place.write("proof.json", made.output)
            func check(_ since: String) async throws -> CommandRun {
                try await place.bare(["log", "verify", "--proof", "proof.json", "--since", since, "--key", "key.txt", "--proof-only"])
            }
            let run = try await check("old.txt")
            #expect(run.code == 0 && run.output.contains("续写而来"), "\(run.output)\(run.errors)")
            let wrong = try await check("new.txt")
            #expect(wrong.code == 1 && wrong.errors.contains("不是同一个"), "\(wrong.output)\(wrong.errors)")
        }
    }

    @Test("What cannot be read, or is not there, is said in Chinese")
    func refused() async throws {
        try await Self.with { place in
            for (arguments, code, words) in [
                (["log", "prove", "99999"], 1, "日志里没有第 99999 条"), (["log", "prove", "1", "--size", "2"], 1, "没有 2 条的检查点"),
                (["log", "prove"], 2, "三者选一"), (["log", "verify", "--since", "missing.txt"], 2, "打不开"),
                (["log", "verify", "--since", "key.txt"], 2, "不是检查点"), (["log", "verify", "--key", "abc"], 2, "既不是公钥文字"),
                (["log", "verify", "--proof", "old.txt"], 2, "不是证明文件"), (["log", "verify", "--proof-only"], 2, "--proof 和 --key"),
            ] as [([String], Int32, String)] {
                let run = try await place.bare(arguments + place.options)
                #expect(run.code == code && (run.errors + run.output).contains(words), "\(arguments) \(run.code) \(run.errors)")
            }
            let nothing = try await place.bare(["log", "verify", "--database", "nothing.sqlite"])
            #expect(nothing.code == 3 && nothing.errors.contains("不存在") && !place.exists("nothing.sqlite"))
        }
    }
}
