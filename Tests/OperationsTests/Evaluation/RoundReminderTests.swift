import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("What a round asks of somebody is in their daily digest") struct RoundReminderTests {
    /// The mails of one day, by their recipients.
    private func mails(_ place: RoundPlace) async throws -> [String: String] {
        _ = try await WriteReminders(place.installation, origin: nil).run(county: place.county)
        let mails = try await place.installation.store.write { transaction in
            let mails = try transaction.rows("SELECT recipient, body FROM outbox") { row -> (String, String) in
                (try row["recipient"], try row["body"])
            }
            try transaction.execute("DELETE FROM outbox")
            return mails
        }
        return Dictionary(mails, uniquingKeysWith: { $0 + $1 })
    }

    /// The office and the third party have addresses too.
    private func addresses(_ place: RoundPlace) async throws {
        try await place.installation.store.write { transaction in
            try transaction.execute("UPDATE account SET email = 'office@example.com' WHERE id = \(place.office.account)")
            try transaction.execute("UPDATE account SET email = 'third@example.org' WHERE id = \(place.third.account)")
            try transaction.execute("UPDATE account SET email = 'second@example.org' WHERE id = \(place.second.account)")
        }
    }

    @Test("Sheets that are awaited: of units, third parties and the inspection, each only their own", arguments: Engine.available)
    func sheets(_ engine: Engine) async throws {
        try await RoundPlace.with(engine) { place in
            try await addresses(place)
            let id = try await place.begin()
            #expect(try await mails(place).values.allSatisfy { !$0.contains("评分表") })
            try await place.move(id, .open)
            try await place.hand(id, "self", 0, RoundPlace.answers("4"), by: place.editors[0])
            try await place.hand(id, "third", 0, RoundPlace.answers("4"), by: place.third)
            let open = try await mails(place)
            // Its sheet is in; the digest still speaks of other things.
            #expect(open["e-ajj@example.com"]?.contains("【测评和整改】") == false)
            #expect(open["e-bmj@example.com"]?.contains("2026年政务公开测评：自查自评还有 1 份评分表没有提交，期限 2026-03-25") == true)
            let third = try #require(open["third@example.org"])
            #expect(third.contains("2026年政务公开测评：第三方还有 2 份评分表没有提交，期限 2026-03-25"))
            #expect(!third.contains("公开任务：") && !third.contains("自查自评"))
            // Who is not named in the round has nothing to do.
            #expect(open["second@example.org"] == nil)
            let office = try #require(open["office@example.com"])
            #expect(office.contains("全面检查还有 3 份评分表没有提交") && !office.contains("评分期限都已过"))
            try place.place.move(to: "2026-03-26")
            let late = try await mails(place)
            #expect(late["third@example.org"]?.contains("期限 2026-03-25，已过期，请联系政务公开办延长期限") == true)
            #expect(late["office@example.com"]?.contains("评分期限都已过，还有 7 份评分表没有提交") == true)
        }
    }

    @Test("While the result is announced units hear of their time to appeal, and the office of what it has to answer")
    func appeals() async throws {
        try await RoundPlace.with(.sqlite) { place in
            try await addresses(place)
            let id = try await place.begin()
            try await place.move(id, .open)
            for unit in 0..<3 {
                try await place.hand(id, "self", unit, RoundPlace.answers("4"), by: place.editors[unit])
                try await place.hand(id, "third", unit, RoundPlace.answers("4"), by: place.third)
                try await place.hand(id, "check", unit, RoundPlace.answers("4"), by: place.office)
            }
            try await place.move(id, .close)
            try await place.compute(id)
            try await place.move(id, .announce)
            _ = try await place.appealing.file(
                id, unit: place.units[0].id, assessor: "third", leaf: "1.1", reason: "理由", by: place.editors[0])
            let open = try await mails(place)
            #expect(open["e-bmj@example.com"]?.contains("有异议的请在 2026-03-27 以前申诉") == true)
            #expect(open["office@example.com"]?.contains("2026年政务公开测评：1 件申诉等待答复") == true)
            #expect(open["third@example.org"] == nil)
        }
    }

    @Test("Orders whose day comes or has passed are named to the unit, and to the office with the re-check", arguments: Engine.available)
    func orders(_ engine: Engine) async throws {
        try await RoundPlace.with(engine) { place in
            try await addresses(place)
            let id = try await place.begin()
            try await place.installation.store.write { transaction in
                for (unit, state) in [RectificationOrder.State.open, .responded].enumerated() {
                    try RectificationRegister(transaction, site: place.county.id).insert(
                        RectificationOrder(
                            id: RectificationOrder.ID(Int64(unit + 1)), round: id, unit: place.units[unit].id, leaf: nil, problem: "问题",
                            checked: try place.day("2026-03-09"), due: try place.day("2026-03-19"), ordered: Instant(milliseconds: 0),
                            signature: "政务公开办", state: state))
                }
            }
            let mails = try await mails(place)
            #expect(mails["e-ajj@example.com"]?.contains("整改（明川县安监局）：期限 2026-03-19，已逾期") == true)
            #expect(mails["e-bmj@example.com"]?.contains("【测评和整改】") == false && mails["third@example.org"] == nil)
            #expect(mails["office@example.com"]?.contains("整改（明川县便民局）：已报送，等待复查") == true)
        }
    }
}
