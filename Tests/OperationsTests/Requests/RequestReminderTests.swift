import Domain
import FoundationEssentials
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("The day's digest names the requests that wait for the office") struct RequestReminderTests {
    /// The mails that are written now, by recipient.
    private func mails(_ place: RequestPlace) async throws -> [String: (subject: String, body: String)] {
        try await place.installation.store.write { try $0.execute("DELETE FROM outbox") }
        _ = try await WriteReminders(place.installation, origin: nil).run()
        let mails = try await place.installation.store.read { transaction in
            try transaction.rows("SELECT recipient, subject, body FROM outbox") { row -> (String, (subject: String, body: String)) in
                (try row["recipient"], (try row["subject"], try row["body"]))
            }
        }
        return Dictionary(mails, uniquingKeysWith: { $1 })
    }

    /// Gives an editor of the unit, one of the other unit, and the disclosure office addresses.
    private func giveAddresses(_ place: RequestPlace) async throws {
        let entry = AddAccount.Entry(
            login: "elsewhere", name: "赵敏", password: AccessPlace.password,
            posts: [AddAccount.Place(unit: place.other, role: .editor, name: "编辑")])
        _ = try await AddAccount(place.installation, county: place.county, cost: AccessPlace.cost).run([entry], actor: "test")
        for (login, name) in [("r-editor", "editor"), ("elsewhere", "elsewhere"), ("r-disclosureoffice", "office")] {
            try await place.installation.store.write {
                try $0.execute("UPDATE account SET email = \("\(name)@mingchuan.example") WHERE login = \(login)")
            }
        }
    }

    @Test(
        "Overdue, soon due, to be confirmed and lapsed are named by number and day; nothing of who asks or for what",
        arguments: Engine.available)
    func digest(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            try await giveAddresses(place)
            let overdue = try await place.file("甲的补偿", name: "欧阳测试")
            let lapsing = try await place.file("乙的补偿", name: "欧阳测试")
            try await place.record(lapsing, .clarificationAsked, days: 5)
            try place.move(to: "2026-03-31")
            let soon = try await place.file("丙的补偿", name: "欧阳测试")
            try place.move(to: "2026-04-22")
            let form = RequestPlace.form("丁的补偿", name: "欧阳测试")
            let internet = try await FileRequest(place.installation, county: place.county).run(
                FileRequest.Entry(form: form, channel: .internet), token: "one")
            let waiting = try await place.file("戊的补偿", name: "欧阳测试")
            _ = try await IssueLetter(place.installation, county: place.county).run(
                waiting, version: nil, IssueLetter.Order(kind: .thirdPartyConsultation, texts: [.thirdParty: "明川县某公司"]), by: place.editor)
            _ = try await DailySweep(place.installation).run(actor: "test")

            let found = try await mails(place)
            let editor = try #require(found["editor@mingchuan.example"])
            #expect(editor.subject.contains("依申请公开有要办理的申请"))
            #expect(editor.body.contains("【依申请公开】已逾期 1 件，7 天内到期 1 件，待与申请人确认 1 件，申请人逾期待记录 1 件\n"))
            var numbers: [String] = []
            for id in [overdue, soon, lapsing, waiting] { numbers.append(try await place.request(id).number) }
            #expect(editor.body.contains("\n\(numbers[0])，2026-04-20到期，已逾期"))
            #expect(editor.body.contains("\n\(numbers[1])，2026-04-29到期，"))
            #expect(editor.body.contains("\n\(internet.number)，待确认\n") && editor.body.contains("\n\(numbers[2])，逾期未补正\n"))
            #expect(editor.body.contains("另有 1 件在等申请人、第三方或者其他机关。") && !editor.body.contains(numbers[3]))
            let office = try #require(found["office@mingchuan.example"])
            #expect(office.body.contains("\n\(numbers[0])（明川县自然资源局），2026-04-20到期，"))
            // Another unit hears of its annual report, which is overdue, and of no request.
            let elsewhere = try #require(found["elsewhere@mingchuan.example"]).body
            #expect(elsewhere.contains("【年度报告】2025 年度政府信息公开工作年度报告还没有公布的单位 1 个\n"))
            #expect(elsewhere.contains("，2026-01-31到期，已逾期") && !elsewhere.contains("依申请公开"))
            for mail in found.values {
                for personal in ["欧阳", "补偿", "13900000000", "E12345678", "某公司"] { #expect(!mail.body.contains(personal), "\(personal)") }
                #expect(!mail.subject.contains("SQ2026"))
            }
        }
    }

    @Test("Long lists are cut with the number of the rest; what others are to do is no news", arguments: Engine.available)
    func bounds(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            try await giveAddresses(place)
            let waiting = try await place.file()
            try await place.record(waiting, .clarificationAsked, days: 15)
            #expect(try await mails(place).values.allSatisfy { !$0.body.contains("依申请公开") })
            for number in 1...31 { _ = try await place.file("信息\(number)") }
            try place.move(to: "2026-04-21")
            let body = try #require(try await mails(place)["editor@mingchuan.example"]).body
            #expect(body.contains("已逾期 31 件") && body.contains("已逾期的其余 1 件见台账。"))
            #expect(body.components(separatedBy: "SQ2026-").count - 1 >= 30)
        }
    }
}
