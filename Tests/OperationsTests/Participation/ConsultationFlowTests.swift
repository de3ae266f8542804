import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("Opinions on a draft, from announcement to feedback") struct ConsultationFlowTests {
    private struct Bench {
        let place: RequestPlace
        let id: Consultation.ID

        var keeping: KeepConsultation { KeepConsultation(place.installation, county: place.county) }
        var taking: TakeOpinion { TakeOpinion(place.installation, county: place.county) }
        var handling: HandleOpinions { HandleOpinions(place.installation, county: place.county) }

        func send(_ text: String, paragraph: Int = 0, name: String = "", contact: String = "", token: String) async throws
            -> TakeOpinion.Receipt
        {
            try await taking.run(Opinion.Entry(paragraph: paragraph, text: text, name: name, contact: contact), on: id, token: token)
        }

        func opinions() async throws -> [Opinion] {
            let id = id
            return try await place.installation.store.read { try OpinionRegister($0).list(of: id) }
        }

        func consultation() async throws -> (consultation: Consultation, standing: ConsultationStanding) {
            let (id, site) = (id, place.county.id)
            return try await place.installation.store.read { transaction in
                let register = ConsultationRegister(transaction, site: site)
                let found = try #require(try register.find(id))
                return (
                    found,
                    try register.standing(
                        found, figures: try FigureRegister(transaction, site: site).book(),
                        calendar: try HolidayRegister(transaction).calendar())
                )
            }
        }

        func publish(_ draft: Draft.ID) async throws -> Disclosure.ID { try await place.publish(draft) }

        func refused(_ body: () async throws -> Void) async throws -> [ParticipationReason] {
            do {
                try await body()
                return []
            } catch let refusal as ParticipationRefusal { return refusal.reasons }
        }
    }

    private static let plan = Consultation.Plan(
        title: "供水管理办法", proposal: "第一条　为了供水。\n第二条　本县适用。", explanation: "有必要。", ways: "寄到县水利局", days: 30)

    private static func bench(_ engine: Engine, _ body: (Bench) async throws -> Void) async throws {
        try await RequestPlace.with(engine) { place in
            try place.move(to: "2026-03-02")
            let id = try await KeepConsultation(place.installation, county: place.county).create(plan, unit: place.unit, by: place.editor)
            try await body(Bench(place: place, id: id))
        }
    }

    @Test("It takes opinions from the day its announcement is public until the last day is over", arguments: Engine.available)
    func opening(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let draft = try await bench.keeping.announce(bench.id, by: bench.place.editor)
            let again = try await bench.keeping.announce(bench.id, by: bench.place.editor)
            #expect(again == draft)
            var reasons = try await bench.refused { _ = try await bench.send("好", token: "a") }
            #expect(reasons == [.notOpen])
            let saved = try await bench.refused {
                try await bench.keeping.save(Self.plan, of: bench.id, version: 2, by: bench.place.editor)
            }
            #expect(saved == [.alreadyDrafted])
            _ = try await bench.publish(draft)
            let closes = try await bench.consultation().standing.closes
            #expect(closes == Day(text: "2026-04-01"))
            try bench.place.move(to: "2026-04-01")
            let receipt = try await bench.send("好", paragraph: 2, name: "朱某", contact: "13900000000", token: "a")
            #expect(receipt.number.hasPrefix("YJ20260401-") && !receipt.isRepeated)
            let kept = try #require(try await bench.opinions().first)
            #expect(kept.author == "朱**" && kept.quote == "第二条　本县适用。" && kept.moderation == .waiting)
            let place = bench.place
            let author = try await bench.taking.identity(of: kept.id, on: bench.id, by: place.editor)
            #expect(author.name == "朱某" && author.contact == "13900000000")
            try bench.place.move(to: "2026-04-02")
            reasons = try await bench.refused { _ = try await bench.send("晚了", token: "b") }
            #expect(reasons == [.closed(try #require(closes))])
        }
    }

    @Test("Name and contact lie sealed, and no event holds them", arguments: Engine.available)
    func sealing(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            _ = try await bench.publish(try await bench.keeping.announce(bench.id, by: bench.place.editor))
            _ = try await bench.send("好", name: "欧阳某某", contact: "13912345678", token: "a")
            let id = try #require(try await bench.opinions().first).id
            let (sealed, events) = try await bench.place.installation.store.read { transaction in
                (
                    try OpinionRegister(transaction).sealed(id) ?? [],
                    try transaction.rows("SELECT actor, reason FROM event WHERE verb = 'opinionReceived'") { row -> String in
                        let (actor, reason): (String, String) = (try row["actor"], try row["reason"])
                        return actor + reason
                    }
                )
            }
            #expect(!String(decoding: sealed, as: UTF8.self).contains("欧阳") && !String(decoding: sealed, as: UTF8.self).contains("139"))
            #expect(events.count == 1 && events[0].hasPrefix("public") && !events[0].contains("欧"))
        }
    }

    @Test(
        "The same form sent twice, or the same words by the same hand, is one opinion; two without a name are two",
        arguments: Engine.available)
    func repeated(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            _ = try await bench.publish(try await bench.keeping.announce(bench.id, by: bench.place.editor))
            let first = try await bench.send("同意", token: "a")
            let double = try await bench.send("同意", token: "a")
            let other = try await bench.send("同意", token: "b")
            #expect(double.number == first.number && double.isRepeated && !other.isRepeated && other.number != first.number)
            let named = try await bench.send("同意", name: "朱某", contact: "1", token: "c")
            let twice = try await bench.send("同意", name: "朱某", contact: "1", token: "d")
            let elsewhere = try await bench.send("同意", paragraph: 1, name: "朱某", contact: "1", token: "e")
            #expect(twice.number == named.number && twice.isRepeated && !elsewhere.isRepeated)
            let count = try await bench.opinions().count
            #expect(count == 4)
        }
    }

    @Test("The public reads page after page, without the telephones that people wrote into their opinions", arguments: Engine.available)
    func reading(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            _ = try await bench.publish(try await bench.keeping.announce(bench.id, by: bench.place.editor))
            for number in 1...5 { _ = try await bench.send("第\(number)条意见，请打13800138000找我", token: "form \(number)") }
            let all = try await bench.opinions()
            _ = try await bench.handling.run(
                .show, on: .listed(all.dropFirst().map { ($0.id, 1) }), of: bench.id, by: bench.place.editor)
            let id = bench.id
            let pages = try await bench.place.installation.store.read { transaction in
                try [0, 2, 4].map { start in
                    try OpinionRegister(transaction).list(of: id, .init(moderation: .shown), limit: 2, skipping: start)
                }
            }
            #expect(pages.map { $0.map(\.id) } == [Array(all[1...2].map(\.id)), Array(all[3...4].map(\.id)), []])
            let texts = pages.joined().map(\.publicText)
            #expect(texts.allSatisfy { $0.hasPrefix("第") && !$0.contains("13800138000") })
            #expect(all.allSatisfy { $0.text.contains("13800138000") }, "who handles it reads it whole")
        }
    }

    @Test("Five hundred opinions are worked through at once, and the feedback follows from the ledger", arguments: Engine.available)
    func feedback(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let (place, id) = (bench.place, bench.id)
            _ = try await bench.publish(try await bench.keeping.announce(id, by: place.editor))
            let received = try #require(Day(text: "2026-03-03"))
            try place.move(to: "2026-03-04")
            let papers = (0..<500).map { number in
                TakeOpinion.Paper(
                    entry: Opinion.Entry(paragraph: number % 3, text: "意见\(number)", name: "朱\(number)"), channel: .letter,
                    received: received)
            }
            let receipts = try await bench.taking.enter(papers, on: id, token: "file", by: place.editor)
            let nameless = [TakeOpinion.Paper(entry: Opinion.Entry(paragraph: 0, text: "同意"), channel: .counter, received: received)]
            for _ in 0..<2 { _ = try await bench.taking.enter(nameless, on: id, token: "slip", by: place.editor) }
            let once = try await bench.opinions()
            #expect(once.count == 501, "the same form twice is one opinion, also without a name")
            _ = try await bench.handling.run(.hide(reason: "重复"), on: .listed([(once[500].id, 1)]), of: id, by: place.editor)
            #expect(Set(receipts.map(\.number)).count == 500 && receipts[0].number.hasPrefix("YJ20260303-"))
            try place.move(to: "2026-04-02")
            var reasons = try await bench.refused { _ = try await bench.keeping.giveFeedback(id, by: place.editor) }
            #expect(reasons == [.unanswered(500)])

            let all = try await bench.opinions()
            _ = try await bench.handling.run(.hide(reason: "广告"), on: .listed([(all[0].id, 1)]), of: id, by: place.editor)
            _ = try await bench.handling.run(.group, on: .listed([(all[1].id, 1), (all[4].id, 1)]), of: id, by: place.editor)
            await #expect(throws: StoreError.self, "one more came in since the page was opened") {
                _ = try await bench.handling.run(.show, on: .all(.init(moderation: .waiting), count: 498), of: id, by: place.editor)
            }
            let shown = try await bench.handling.run(.show, on: .all(.init(moderation: .waiting), count: 499), of: id, by: place.editor)
            #expect(shown == 499)
            let grouped = try await bench.handling.run(
                .answer(.adopted, reply: ""), on: .listed([(all[4].id, 3)]), of: id, by: place.editor)
            #expect(grouped == 2)
            let rest = try await bench.handling.run(
                .answer(.notAdopted, reply: "与上位法不一致"), on: .all(.init(moderation: .shown, isAnswered: false), count: 497), of: id,
                by: place.editor)
            #expect(rest == 497)

            let draft = try await bench.keeping.giveFeedback(id, by: place.editor)
            reasons = try await bench.refused {
                _ = try await bench.handling.run(.show, on: .all(.init(), count: 0), of: id, by: place.editor)
            }
            #expect(reasons == [.ledgerLocked])
            let document = try await bench.publish(draft)
            let site = place.county.id
            let body = try #require(try await place.installation.store.read { try DisclosureRegister($0, site: site).find(document)?.body })
            let tables = body.blocks.compactMap { if case .table(_, let rows) = $0 { rows } else { nil } }
            #expect(tables.first?.count == 499)
            #expect(tables.first?[1] == ["1", "朱**等2人次", "第1段", "意见1", "采纳", ""])
            #expect(body.stored.contains("另有1条意见没有公布内容，理由：广告"))
            let standing = try await bench.consultation().standing
            #expect(standing.state(on: place.today) == .answered)
        }
    }

    @Test(
        "The feedback is a duty of the unit and the office once the term is over, with a day once the final document is noted",
        arguments: Engine.available)
    func duty(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let (place, id) = (bench.place, bench.id)
            let document = try await bench.publish(try await bench.keeping.announce(id, by: place.editor))
            try place.move(to: "2026-04-03")
            func duties(of units: [OrganisationUnit.ID], isOffice: Bool = false) async throws -> [ParticipationDuties.Line] {
                let (site, today) = (place.county.id, place.today)
                return try await place.installation.store.read {
                    try ParticipationDuties.lines($0, site: site, units: units, isOffice: isOffice, on: today)
                }
            }
            let before = try await duties(of: [place.unit])
            #expect(before.map(\.due) == [nil] && !before[0].isLate(on: place.today))
            let missing = try await bench.refused {
                try await bench.keeping.conclude(
                    id, document: Disclosure.ID(99), version: try await bench.consultation().consultation.version, by: place.editor)
            }
            #expect(missing == [.noSuchDocument])
            try await bench.keeping.conclude(
                id, document: document, version: try await bench.consultation().consultation.version, by: place.editor)
            let (own, other, office) = (
                try await duties(of: [place.unit]), try await duties(of: [place.other]), try await duties(of: [], isOffice: true)
            )
            #expect(own.map(\.due) == [Day(text: "2026-03-02")] && own[0].isLate(on: place.today))
            #expect(other.isEmpty && office.count == 1)
            _ = try await bench.publish(try await bench.keeping.giveFeedback(id, by: place.editor))
            let after = try await duties(of: [place.unit])
            #expect(after.isEmpty)
            // Taken down, it is owed again, and can be made again.
            let signer = Staff(
                account: Account.ID(44), name: "职员44", posts: [Post(id: Post.ID(44), unit: place.unit, role: .signer, name: "签发")])
            let given = try #require(try await bench.consultation().standing.feedback?.document)
            try await WithdrawDisclosure(place.installation, county: place.county).run(
                given, ground: .personalData, reason: "含个人信息", by: signer)
            let owed = try await duties(of: [place.unit])
            #expect(owed.map(\.due) == [Day(text: "2026-03-02")])
            let first = try #require(try await bench.consultation().consultation.feedback)
            let anew = try await bench.keeping.giveFeedback(id, by: place.editor)
            #expect(anew != first)
        }
    }

    @Test("What somebody else changed meanwhile is not overwritten; a reason is asked for where it must be", arguments: Engine.available)
    func handling(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let (place, id) = (bench.place, bench.id)
            _ = try await bench.publish(try await bench.keeping.announce(id, by: place.editor))
            _ = try await bench.send("好", token: "a")
            let opinion = try #require(try await bench.opinions().first)
            _ = try await bench.handling.run(.show, on: .listed([(opinion.id, 1)]), of: id, by: place.second)
            await #expect(throws: StoreError.self) {
                _ = try await bench.handling.run(.hide(reason: "重复"), on: .listed([(opinion.id, 1)]), of: id, by: place.editor)
            }
            for (act, expected) in [
                (HandleOpinions.Act.hide(reason: ""), ParticipationReason.missing(.reason)),
                (.answer(.partly, reply: ""), .missing(.reply)),
            ] {
                let reasons = try await bench.refused {
                    _ = try await bench.handling.run(act, on: .all(.init(), count: 0), of: id, by: place.editor)
                }
                #expect(reasons == [expected])
            }
            let stranger = try await bench.refused {
                _ = try await bench.handling.run(.show, on: .all(.init(), count: 0), of: id, by: place.office)
            }
            #expect(stranger == [.needsEditor])
        }
    }

    @Test("Answers come back from a table: all of them, or none when one is wrong", arguments: Engine.available)
    func table(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let (place, id) = (bench.place, bench.id)
            _ = try await bench.publish(try await bench.keeping.announce(id, by: place.editor))
            let first = try await bench.send("甲", token: "a").number
            let second = try await bench.send("乙", token: "b").number
            func take(_ lines: [(String, String, String)]) async throws -> Int {
                try await bench.handling.take(
                    lines.map { HandleOpinions.Answer(number: $0.0, outcome: $0.1, reply: $0.2) }, of: id, by: place.editor)
            }
            let reasons = try await bench.refused { _ = try await take([(first, "采纳", ""), ("YJ0", "采纳", ""), (second, "同意", "")]) }
            #expect(reasons == [.unknownNumber("YJ0"), .unknownOutcome("同意")])
            let untouched = try await bench.opinions().allSatisfy { $0.outcome == nil }
            #expect(untouched)
            let taken = try await take([(first, "采纳", ""), (second, "部分采纳", "文字已改"), ("", "", "")])
            #expect(taken == 2)
            let outcomes = try await bench.opinions().map(\.outcome)
            #expect(outcomes == [.adopted, .partly])
        }
    }
}
