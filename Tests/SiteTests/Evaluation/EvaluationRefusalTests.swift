import Domain
import Foundation
import HTTPTypes
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("What is refused in an evaluation") struct EvaluationRefusalTests {
    /// Each with the field that is wrong and what is typed there.
    private static let orders = [
        ("days", "0"), ("days", "366"), ("days", "十"), ("checked", "2025-12-31"), ("checked", "2026-03-21"), ("checked", "昨天"),
        ("problem", ""),
    ]

    @Test("It is said at the field that puts it right, and what else was typed stays")
    func fields() async throws {
        try await EvaluationDesk.with { desk in
            let path = try await desk.begin()
            for (field, value) in [
                ("subject", ""), ("count", "-1"), ("count", "两"), ("candidates", ""), ("candidates", String(repeating: "长", count: 501)),
            ] {
                let fields = ["subject": "政策文件", "count": "1", "candidates": "文件甲"].merging([field: value]) { $1 }
                let refused = try await desk.office.post(path + "/samples", fields.map { ($0, $1) })
                #expect(refused.status == 422 && refused.text.contains("href=\"#\(field)\""), "\(field) \(value.count)")
                #expect(field == "subject" || refused.text.contains("value=\"政策文件\""))
            }
            #expect(try await desk.office.post(path + "/samples", [("subject", "对象"), ("count", "１"), ("candidates", "甲")]).status == 303)
            try await desk.move(path, "close", [("reason-close", "测试")])
            // Nothing is left on the page that could put it right: the link leads to the page.
            let late = try await desk.office.post(path + "/state", [("version", try await desk.version(path)), ("act", "open")])
            #expect(late.status == 422 && late.text.contains("href=\"#content\"") && late.text.contains("id=\"content\""))
        }
    }

    @Test("An order needs possible days and a day of the check within reason, and is not given twice", arguments: Engine.available)
    func orders(_ engine: Engine) async throws {
        try await EvaluationDesk.with(engine) { desk in
            let path = try await desk.begin()
            #expect(try await desk.editor.post(desk.sheet(path, "self"), EvaluationDesk.answers("3", late: "0")).status == 303)
            #expect(try await desk.third.post(desk.sheet(path, "third"), EvaluationDesk.answers("2", late: "1")).status == 303)
            try await desk.move(path, "close")
            #expect(try await desk.office.post(path + "/computation").status == 303)
            let past = [("version", try await desk.version(path)), ("act", "announce"), ("appeals-until", "2026-03-01")]
            #expect(try await desk.office.post(path + "/state", past).text.contains("href=\"#appeals-until\""))
            try await desk.move(path, "announce", [("appeals-until", "2026-03-27")])
            try await desk.move(path, "settle")
            let right = [
                "order-unit": desk.place.unit.description, "order-leaf": "2", "problem": "公开不及时", "checked": "2026-03-15", "days": "１０",
            ]
            for (field, value) in Self.orders {
                let refused = try await desk.office.post(path + "/orders", right.merging([field: value]) { $1 }.map { ($0, $1) })
                #expect(refused.status == 422 && refused.text.contains("href=\"#\(field)\""), "\(field) \(value)")
                #expect(field == "problem" || refused.text.contains("公开不及时</textarea>"))
            }
            #expect(try await desk.office.post(path + "/orders", right.map { ($0, $1) }).status == 303)
            let again = try await desk.office.post(path + "/orders", right.map { ($0, $1) })
            #expect(again.status == 422 && again.text.contains("已经下达过整改"))
        }
    }

    @Test("What was ticked stays when an arrangement is refused, and whom no mail reaches is named to the office")
    func arrangement() async throws {
        try await EvaluationDesk.with { desk in
            let edition = try desk.location(try await desk.upload(try EvaluationDesk.scheme()))
            let number = String(edition.split(separator: "/").last ?? "")
            let old = [("edition", number), ("title", "测评"), ("first", "1900-01-01"), ("last", "2026-03-19")]
            #expect(try await desk.office.post("/work/evaluation/rounds", old).text.contains("href=\"#last\""))
            let path = try desk.location(
                try await desk.office.post("/work/evaluation/rounds", old.map { $0.0 == "first" ? ("first", "２０２６-01-01") : $0 }))
            let person = try await desk.account("测评员甲", path)
            func arrange(_ due: String) async throws -> PortalClient.Reply {
                try await desk.office.post(
                    path + "/arrangement",
                    [
                        ("version", try await desk.version(path)), ("units", desk.place.unit.description), ("due-self", due),
                        ("due-third", "2026-03-25"), ("reviewers-third", person),
                    ])
            }
            let refused = try await arrange("下周").text
            #expect(refused.contains("href=\"#due-self\""))
            for id in ["unit-\(desk.place.unit)", "reviewer-third-\(person)"] {
                #expect(refused.contains(try Regex("id=\"\(id)\"[^>]* checked")), "\(id)")
            }
            #expect(try await arrange("2026-03-25").status == 303)
            #expect(try await desk.office.get(path).text.contains("收不到提醒邮件，请另行通知：测评员甲"))
            try await desk.place.place.installation.store.write {
                try $0.execute("UPDATE account SET email = 'a@example.org' WHERE name = \("测评员甲")")
            }
            #expect(!(try await desk.office.get(path).text.contains("请另行通知：测评员甲")))
            #expect(!(try await desk.third.get(path).text.contains("收不到提醒邮件")))
        }
    }

    @Test("A comment without a score is not lost in silence: the rest is saved, and the comment stays in its field")
    func commentAlone() async throws {
        try await EvaluationDesk.with { desk in
            let path = try await desk.begin()
            let sheet = desk.sheet(path, "third")
            let fields = [("act", "save"), ("score-0", ""), ("times-1-0", "2"), ("comment-0", "先写评语"), ("evidence-0", "材料甲")]
            let told = try await desk.third.post(sheet, [("version", "0")] + fields)
            #expect(told.status == 422 && told.text.contains("href=\"#score-0\"") && told.text.contains("还没有评分，所以这一项没有保存"))
            #expect(told.text.contains("先写评语</textarea>") && told.text.contains("材料甲</textarea>") && told.text.contains("1 / 2 项"))
            // The version is the stored one: saving again is no conflict.
            #expect(told.text.contains("name=\"version\" value=\"1\""))
            let scored = [("version", "1")] + fields.map { $0.0 == "score-0" ? ("score-0", "3") : $0 }
            #expect(try await desk.third.post(sheet, scored).status == 303)
            let long = fields.map { $0.0 == "comment-0" ? ("comment-0", String(repeating: "长", count: 2001)) : $0 }
            let refused = try await desk.third.post(sheet, [("version", "2")] + long)
            #expect(refused.status == 422 && refused.text.contains("href=\"#comment-0\"") && refused.text.contains("评语最多 2000 字"))
            #expect(try await desk.third.get(sheet).text.contains("formaction=\"\(sheet)#documents\""))
        }
    }

    @Test("A NUL in a form is refused: no database has to hold one")
    func nul() async throws {
        #expect(FormFields(bytes: Array("title=a%00b".utf8)) == nil)
        #expect(FormFields(bytes: Array("title=a%01b".utf8)) != nil)
    }
}
