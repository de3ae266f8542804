import Domain
import HTTPTypes
import Interchange
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("Who asks is hidden from all who do not handle the case") struct MaskingTests {
    /// Whatever says who the applicant is.
    private static let personal = ["测试甲", "E12345678", "13900000000", "明川县测试路9号", "999901"]

    private func looks(_ place: ReplyPlace) async throws -> Int {
        try await place.place.installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM event WHERE verb = 'identityViewed'") }
    }

    private func isMasked(_ text: String) -> Bool { Self.personal.allSatisfy { !text.contains($0) } }

    @Test(
        "Nobody finds the applicant on the case page; those who handle it find the way to look, with a reason and a trace in the log",
        arguments: [("wangming", true), ("zhaolei", true), ("gongkai", true), ("liqing", false), ("sunbao", false)])
    func casePage(_ login: String, _ handles: Bool) async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            _ = try await place.post(try await place.client("wangming"), id, "letters/issue/receipt")
            let letter = try #require(try await place.letters(id).first).id
            let client = try await place.client(login)
            let page = try await client.get("/work/requests/\(id)")
            #expect(page.status == 200 && isMasked(page.text) && page.text.contains("某某项目的征地批复"))
            #expect(page.text.contains("name=\"identity-reason\"") == handles)
            #expect(page.text.contains("查看申请人由本单位的编辑、签发或者政务公开办岗位办理。") != handles)
            #expect(try await looks(place) == 0)
            let shown = try await client.get("/work/requests/\(id)/letters/\(letter)")
            #expect(shown.status == 200 && isMasked(shown.text) != handles)
            #expect(try await looks(place) == (handles ? 1 : 0))
            let seen = try await client.post("/work/requests/\(id)/identity", [("identity-reason", "核对身份")])
            #expect(seen.status == (handles ? 200 : 403) && isMasked(seen.text) != handles)
            #expect(try await looks(place) == (handles ? 2 : 0))
        }
    }

    @Test("Other units and evaluators see no case at all")
    func strangers() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            try await place.addStranger()
            try await place.place.add("ceping", name: "第三方", roles: [.evaluator])
            for login in ["stranger", "ceping"] {
                let client = try await place.client(login)
                let page = try await client.get("/work/requests/\(id)")
                #expect(page.status == 403 && isMasked(page.text) && !page.text.contains("征地批复"), "\(login)")
                let look = try await client.post("/work/requests/\(id)/identity", [("identity-reason", "看看")])
                #expect(look.status == 403 && isMasked(look.text), "\(login)")
            }
            #expect(try await place.client("wangming").get("/work/requests/7").status == 404)
            #expect(try await looks(place) == 0)
        }
    }

    @Test("Opening a sealed paper is a look at who asks, and is in the log")
    func papers() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let client = try await place.client("wangming")
            let files = "/work/requests/\(id)/files"
            for purpose in ["identity", "released"] {
                let added = try await RegisterRequestTests.upload(
                    client, files, [("file-purpose", purpose)], "\(purpose).txt", "内容\(purpose)")
                #expect(added.status == 303, "\(purpose)")
            }
            let site = place.place.county.id
            let papers = try await place.place.installation.store.read { try LetterRegister($0, site: site).files(of: id) }
            for paper in papers {
                let before = try await looks(place)
                #expect(try await client.get("\(files)/\(paper.id)").status == 200)
                #expect(try await looks(place) == before + (paper.isSealed ? 1 : 0))
            }
            #expect(papers.map(\.isSealed) == [true, false])
        }
    }

    @Test("The ledger leaves as a workbook with the county's columns and the page's filter; formulas are text, nobody is named")
    func ledger() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file("=HYPERLINK(\"http://example\")")
            _ = try await place.file("另一件")
            try await place.addStranger()
            let client = try await place.client("wangming")
            let file = try await client.get("/work/requests/ledger.xlsx?q=HYPERLINK")
            #expect(file.headers[.contentType] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            #expect(file.fileName == "明川县人民政府政府信息公开申请台账2026-03-20.xlsx")
            let rows = try file.table()
            #expect(rows.count == 4 && rows[0].first == "明川县人民政府政府信息公开申请台账" && rows[1].first?.contains("共 1 件") == true)
            #expect(rows[2] == LedgerColumn.usual.map(\.heading))
            let number = try await place.request(id).number
            #expect(
                rows[3].prefix(8) == [
                    number, "明川县自然资源局", "当面提交", "自然人", "2026-03-20", "=HYPERLINK(\"http://example\")", "2026-04-20", "2026年3月20日提交",
                ])
            #expect(isMasked(rows.joined().joined()))
            #expect(try await client.get("/work/requests/ledger.xlsx?scope=all").table().count == 5)
            let others = try await place.client("stranger").get("/work/requests/ledger.xlsx?scope=all").table()
            #expect(others.count == 3 && !others.joined().contains(number))
            #expect(try await client.get("/work/requests/ledger.xlsx?unit=zf").status == 400)
            try await place.place.add("ceping", name: "第三方", roles: [.evaluator])
            #expect(try await place.client("ceping").get("/work/requests/ledger.xlsx").status == 403)
        }
    }
}
