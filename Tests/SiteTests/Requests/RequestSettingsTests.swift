import Domain
import Foundation
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("Templates, settings and disputes of requests in the workbench") struct RequestSettingsTests {
    private static let fields = [
        ("title", "补正告知书"), ("recipient", "{{申请人}}"), ("body", "申请编号：{{申请编号}}。\n{{补正事项}}\n请在{{截止日期}}前补正。"), ("act", "save"),
    ]

    @Test(
        "A template with an unknown placeholder is refused with its line; a good one is kept under its version", arguments: Engine.available
    )
    func templates(_ engine: Engine) async throws {
        try await ReplyPlace.with(engine) { place in
            let office = try await place.client("gongkai")
            let path = "/work/letters/clarification"
            let list = try await office.get("/work/letters")
            #expect(list.status == 200 && list.text.contains("补正告知书") && list.text.contains("自带"))
            let wrong = try await office.post(
                path, [("title", "x"), ("recipient", "{{申请人}}"), ("body", "一\n{{补正的事}}"), ("act", "save"), ("version", "0")])
            #expect(wrong.status == 422 && wrong.text.contains("正文第 2 行") && wrong.text.contains("不是可用的占位符"))
            #expect(try await office.post(path, Self.fields + [("version", "0")]).status == 303)
            let page = try await office.get(path)
            #expect(page.text.contains("全县自己的写法") && page.text.contains("请在2026年3月20日前补正"))
            #expect(try await office.post(path, Self.fields + [("version", "0")]).status == 409)
            #expect(try await office.post(path, Self.fields + [("version", "1")]).status == 303)
            #expect(try await office.post(path, Self.fields + [("version", "1")]).status == 409)
            let own = try await office.post(path, Self.fields + [("version", "0"), ("unit", place.unit.description)])
            #expect(own.status == 303)
            #expect(try await office.get("/work/letters?unit=\(place.unit)").text.contains("本单位"))
            #expect(try await office.post("\(path)/removal", [("version", "1")]).status == 409)
            #expect(try await office.post("\(path)/removal", [("version", "2")]).status == 303)
            #expect(try await place.client("wangming").get("/work/letters").status == 403)
        }
    }

    @Test("Every released template can be shown, and its preview is a letter")
    func released() async throws {
        try await ReplyPlace.with { place in
            let office = try await place.client("gongkai")
            for kind in LetterKind.allCases {
                let page = try await office.get("/work/letters/\(kind.rawValue)")
                #expect(page.status == 200 && page.text.contains("letter-sheet"), "\(kind.rawValue)")
            }
        }
    }

    @Test("Columns are chosen and ordered without a script; prescribed ones stay; a stale form is refused")
    func columns() async throws {
        try await ReplyPlace.with { place in
            let office = try await place.client("gongkai")
            let places = LedgerColumn.allCases.enumerated().map { ("place.\($1.rawValue)", String(100 - $0)) }
            let form = [("act", "settings"), ("superior", "云州市人民政府"), ("column", "fee"), ("version", "1")] + places
            #expect(try await office.post("/work/requests/settings", form).status == 303)
            let site = place.place.county.id
            let settings = try await place.place.installation.store.read {
                try RequestSettingsRegister($0, site: site).settings().settings
            }
            #expect(settings.columns == [.fee, .closed, .outcome, .course, .content, .received])
            #expect(try await office.post("/work/requests/settings", form).status == 409)
            let bad = form.map { $0.0 == "place.fee" ? ("place.fee", "首位") : $0.0 == "version" ? ("version", "2") : $0 }
            let refused = try await office.post("/work/requests/settings", bad)
            #expect(refused.status == 422 && refused.text.contains("“信息处理费（元）”的序号"))
        }
    }

    @Test("Words are letters, and no two units have the same")
    func words() async throws {
        try await ReplyPlace.with { place in
            let office = try await place.client("gongkai")
            let other = try await place.place.unit("zf")
            func save(_ word: String) async throws -> PortalClient.Reply {
                try await office.post("/work/requests/settings", [("act", "words"), ("word.\(other)", word)])
            }
            #expect(try await save("明政〔1〕").status == 422)
            let same = try await save("明自然资")
            #expect(same.status == 422 && same.text.contains("文书号会重复"))
            #expect(try await save("明政").status == 303)
        }
    }

    @Test("A new set of rules counts open cases anew and lists what moved")
    func rules() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let office = try await place.client("gongkai")
            let page = try await office.get("/work/requests/settings")
            #expect(page.status == 200 && page.text.contains("国办函〔2020〕109号"))
            var form = [("act", "rules"), ("effective", "2026-03-01")]
            let numbers = [
                ("reply", "15"), ("extensionLimit", "20"), ("clarificationNotice", "7"), ("thirdParty", "15"), ("coMaker", "15"),
                ("payment", "20"), ("reviewDays", "60"), ("suitMonths", "6"), ("suitAfterReviewDays", "15"), ("retentionYears", "10"),
            ]
            form += numbers + RequestChannel.allCases.map { ("receipt.\($0.rawValue)", ReceiptRule.submission.rawValue) }
            form += [("items.0.after", "0"), ("items.0.yuan", "0"), ("pages.0.after", "0"), ("pages.0.yuan", "0.5")]
            let saved = try await office.post("/work/requests/settings", form)
            let number = try await place.request(id).number
            #expect(saved.status == 200 && saved.text.contains("1 件的答复期限有变化") && saved.text.contains(number))
            let wrong = form.map { $0.0 == "reply" ? ("reply", "0") : $0.0 == "effective" ? ("effective", "三月") : $0 }
            let refused = try await office.post("/work/requests/settings", wrong)
            #expect(refused.status == 422 && refused.text.contains("施行日期“三月”无法识别"))
        }
    }

    @Test("A dispute is entered for a case, its result recorded once with a day, and a corrected one offers to begin anew")
    func disputes() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let number = try await place.request(id).number
            let editor = try await place.client("wangming")
            let unknown = try await editor.post(
                "/work/disputes", [("request", "SQ2026-99999"), ("kind", "review"), ("received", "2026-03-20")])
            #expect(unknown.status == 422 && unknown.text.contains("没有编号为"))
            let fields = [
                ("request", number), ("kind", "review"), ("received", "2026-03-19"), ("authority", "明川县人民政府"),
                ("caseNumber", "明政复〔2026〕2号"),
                ("materialDue", "2026-03-29"), ("result", ""), ("resulted", ""), ("note", ""),
            ]
            let added = try await editor.post("/work/disputes", fields)
            #expect(added.status == 303)
            let site = place.place.county.id
            let found = try await place.place.installation.store.read {
                try DisputeRegister($0, site: site).disputes(units: nil, limit: 5).first
            }
            let dispute = try #require(found)
            let page = try await editor.get("/work/disputes/\(dispute.id)")
            #expect(page.text.contains("还有 9 天") && page.text.contains("尚未审结") && !page.text.contains("重新答复的期限"))
            let half = try await editor.post(
                "/work/disputes/\(dispute.id)", [("authority", "明川县人民政府"), ("result", "corrected"), ("version", "1")])
            #expect(half.status == 422 && half.text.contains("应当一起填写"))
            let change = [("authority", "明川县人民政府"), ("result", "corrected"), ("resulted", "2026-03-20"), ("version", "1")]
            #expect(try await editor.post("/work/disputes/\(dispute.id)", change).status == 303)
            #expect(try await editor.post("/work/disputes/\(dispute.id)", change).status == 409)
            let corrected = try await editor.get("/work/disputes/\(dispute.id)")
            #expect(corrected.text.contains("重新答复的期限") && corrected.text.contains("结果纠正"))
            let list = try await editor.get("/work/disputes?state=open")
            #expect(list.text.contains("没有符合条件的复议、诉讼"))
        }
    }
}
