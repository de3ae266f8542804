import Foundation
import Testing

@Suite("Requests for disclosure from the command line") struct RequestsCommandTests {
    private func list(_ run: CommandRun) throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]], "\(run.errors)")
    }

    private static let two = """
        [{"id":"2025-1","channel":"counter","events":[{"on":"2025-10-10","what":"extended","workingDays":20},
        {"on":"2025-09-15","what":"submitted"},{"on":"2025-09-18","what":"thirdPartyAsked"},
        {"on":"2025-09-24","what":"thirdPartyAnswered"}]},
        {"id":7,"channel":"internet","events":[{"on":"2025-09-20","what":"submitted"}]}]
        """

    @Test("Histories in, states and due dates out, without a database, every key there")
    func due() async throws {
        try await CommandPlace.with { place in
            let file = try place.write("申请.json", Self.two)
            let run = try await place.bare(["requests", "due", file, "--json", "--on", "2025-10-13"])
            #expect(run.code == 0 && run.lines.count == 1 && !place.exists("mingtang.sqlite"), "\(run.errors)")
            let found = try list(run)
            let keys: Set = [
                "id", "state", "receivedOn", "dueOn", "workingDaysLeft", "provisional", "derivation", "problems", "applicantDueOn",
                "consultationDueOn",
            ]
            #expect(found.count == 2 && found.allSatisfy { Set($0.keys) == keys })
            #expect(found[0]["id"] as? String == "2025-1" && found[0]["state"] as? String == "extended")
            #expect(found[0]["receivedOn"] as? String == "2025-09-15" && found[0]["dueOn"] as? String == "2025-11-20")
            #expect(found[0]["workingDaysLeft"] as? Int == 28 && found[0]["provisional"] as? Bool == false)
            #expect((found[0]["derivation"] as? [String])?.count == 5 && (found[0]["problems"] as? [String])?.isEmpty == true)
            #expect(found[1]["id"] as? Int == 7 && found[1]["state"] as? String == "awaitingConfirmation")
            #expect(["receivedOn", "dueOn", "workingDaysLeft", "applicantDueOn"].allSatisfy { found[1][$0] is NSNull })
        }
    }

    @Test("Without JSON a reader finds the same in words")
    func text() async throws {
        try await CommandPlace.with { place in
            let file = try place.write("申请.json", Self.two)
            let run = try await place.bare(["requests", "due", file, "--on", "2025-10-13"])
            #expect(run.lines.first == "2025-1  已延期  收到 2025-09-15  答复到期 2025-11-20  还有 28 个工作日", "\(run.output)")
            #expect(run.output.contains("书面征求第三方意见") && run.output.contains("7  待确认\n") && run.lines.last == "共 2 件。")
        }
    }

    @Test("What lies in the future is named; without a day it is followed to its end, with one it is passed over")
    func future() async throws {
        try await CommandPlace.with { place in
            let file = try place.write("申请.json", #"[{"id":"a","channel":"counter","events":[{"on":"2199-03-04","what":"submitted"}]}]"#)
            let open = try list(try await place.bare(["requests", "due", file, "--json"]))[0]
            #expect(open["receivedOn"] as? String == "2199-03-04" && open["provisional"] as? Bool == true)
            #expect((open["problems"] as? [String])?.first?.contains("晚于今天") == true)
            let fixed = try list(try await place.bare(["requests", "due", file, "--json", "--on", "2025-01-02"]))[0]
            #expect(fixed["state"] as? String == "registered" && fixed["dueOn"] is NSNull)
            #expect((fixed["problems"] as? [String])?.count == 1)
        }
    }

    @Test("The calendar of a database counts when one is named")
    func database() async throws {
        try await CommandPlace.with { place in
            let year = #"{"year":2027,"days":[{"date":"2027-01-01","name":"元旦","isOffDay":true}]}"#
            #expect(try await place.run("calendar", "import", try place.write("2027.json", year)).code == 0)
            let file = try place.write("申请.json", #"[{"id":"a","channel":"counter","events":[{"on":"2026-12-04","what":"submitted"}]}]"#)
            let bare = try list(try await place.bare(["requests", "due", file, "--json", "--on", "2026-12-04"]))[0]
            #expect(bare["dueOn"] as? String == "2027-01-01" && bare["provisional"] as? Bool == true)
            let known = try list(try await place.run("requests", "due", file, "--json", "--on", "2026-12-04"))[0]
            #expect(known["dueOn"] as? String == "2027-01-04" && known["provisional"] as? Bool == false)
        }
    }

    @Test(
        "What is wrong is named with its file, its entry and its field",
        arguments: [
            ("{", 2, ["错.json", "不是正确的 JSON"]), (#"{"id":"a"}"#, 2, ["错.json", "数组"]), ("", 2, ["错.json"]),
            (
                #"[{"id":"a","channel":"counter","events":[{"on":"2025-09-15","what":"submitted","workingDays":"7"}]}]"#, 2,
                ["第 1 项", "workingDays", "整数"]
            ),
            (#"[{"id":"a","channel":"pigeon","events":[]}]"#, 1, ["第 1 件（id a）", "pigeon", "signedPost"]),
            (#"[{"id":"a","events":[]}]"#, 1, ["channel 没有写"]), (#"[{"id":"a","channel":"fax"}]"#, 1, ["缺少 events"]),
            (#"[{"channel":"fax","events":[]}]"#, 1, ["第 1 件", "id 缺少"]),
            (#"[{"id":"a","channel":"fax","events":[]},{"id":"a","channel":"fax","events":[]}]"#, 1, ["第 2 件（id a）", "与第 1 件相同"]),
            (#"[{"id":"a","channel":"fax","events":[{"on":"2025-02-30","what":"received"}]}]"#, 1, ["第 1 个事件", "2025-02-30"]),
            (
                #"[{"id":"a","channel":"fax","events":[{"on":"2025-02-03","what":"eaten"}]}]"#, 1,
                ["eaten", "clarificationAsked", "reopened"]
            ),
        ])
    func faulty(_ content: String, _ code: Int, _ words: [String]) async throws {
        try await CommandPlace.with { place in
            try place.write("错.json", content)
            let run = try await place.bare(["requests", "due", "错.json", "--json"])
            #expect(Int(run.code) == code && run.output.isEmpty, "\(run.code) \(run.errors)")
            for word in words { #expect(run.errors.contains(word), "\(run.errors)") }
        }
    }

    @Test("There is a limit to how much happens in one request, and a missing file is no mystery")
    func limits() async throws {
        try await CommandPlace.with { place in
            let event = #"{"on":"2025-09-15","what":"received"}"#
            let events = Array(repeating: event, count: 501).joined(separator: ",")
            let file = try place.write("多.json", #"[{"id":"a","channel":"fax","events":[\#(events)]}]"#)
            let run = try await place.bare(["requests", "due", file])
            #expect(run.code == 1 && run.errors.contains("501") && run.errors.contains("500"))
            let none = try await place.bare(["requests", "due", "没有.json"])
            #expect(none.code == 2 && none.errors.contains("找不到文件"))
        }
    }

    @Test("A fee is an account with its article; never both bases and never neither")
    func fee() async throws {
        try await CommandPlace.with { place in
            let items = try await place.bare(["requests", "fee", "--items", "45"])
            #expect(items.code == 0 && items.output.contains("31–40") && items.output.contains("合计 5500 元（45 件，按件计收）"), "\(items.output)")
            #expect(items.output.contains("国办函〔2020〕109号"))
            let pages = try await place.bare(["requests", "fee", "--pages", "250", "--json"]).object()
            #expect(pages["sum"] as? String == "4700" && (pages["lines"] as? [Any])?.count == 4 && pages["basis"] as? String == "pages")
            for arguments in [[], ["--items", "1", "--pages", "1"], ["--items", "-1"], ["--items", "100001"], ["--pages", "x"]] {
                let run = try await place.bare(["requests", "fee"] + arguments)
                #expect(run.code == 2 && run.output.isEmpty && !run.errors.isEmpty, "\(arguments) \(run.errors)")
            }
        }
    }

    @Test("The rules come out as data, can be changed, and count from their day on; a faulty set is refused")
    func rules() async throws {
        try await CommandPlace.with { place in
            let printed = try await place.bare(["requests", "rules"])
            #expect(printed.output.contains(#""effective" : "2019-05-15""#) && printed.output.contains(#""plainPost" : "confirmation""#))
            let same = try await place.bare(["requests", "rules", try place.write("同.json", printed.output)])
            #expect(same.code == 0 && same.output.contains("1 套规则"), "\(same.errors)")

            let later = printed.output.replacing("2019-05-15", with: "2026-01-01").replacing(#""reply" : 20"#, with: #""reply" : 15"#)
            let both = try place.write("两套.json", "[\(printed.output),\(later)]")
            let file = try place.write(
                "申请.json",
                #"[{"id":"a","channel":"counter","events":[{"on":"2026-03-02","what":"submitted"}]},{"id":"b","channel":"counter","events":[{"on":"2025-09-15","what":"submitted"}]}]"#
            )
            let found = try list(try await place.bare(["requests", "due", file, "--rules", both, "--json", "--on", "2026-03-02"]))
            #expect(found.map { $0["dueOn"] as? String } == ["2026-03-23", "2025-10-17"])

            for (content, code, words) in [
                (printed.output.replacing(#""reply" : 20"#, with: #""reply" : 0"#), 1, "reply 应在 1 到 365 之间"),
                (printed.output.replacing(#""reply" : 20,"#, with: ""), 2, "缺少 reply"), ("[\(printed.output),\(printed.output)]", 1, "相同"),
                (printed.output.replacing("plainPost", with: "pigeon"), 2, "receipt"), ("[]", 1, "1 到 100 套"), ("x", 2, "不是正确的 JSON"),
            ] {
                let run = try await place.bare(["requests", "rules", try place.write("错.json", content)])
                #expect(Int(run.code) == code && run.errors.contains(words), "\(run.code) \(run.errors)")
            }
        }
    }
}
