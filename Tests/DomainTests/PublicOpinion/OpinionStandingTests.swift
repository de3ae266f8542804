import Domain
import Testing

@Suite("Clocks of public opinion") struct OpinionStandingTests {
    private static func at(_ text: String) throws -> Instant { try #require(Instant(text: text)) }

    private static func opinion(_ level: PublicOpinion.Level, detected: String, event: String? = nil) throws -> PublicOpinion {
        PublicOpinion(
            id: PublicOpinion.ID(1), title: "网传停水", summary: "", source: "论坛", level: level, event: try event.map(at),
            detected: try at(detected),
            unit: OrganisationUnit.ID(5))
    }

    private static func fact(_ kind: OpinionFact.Kind, _ time: String, unit: Int64? = nil) throws -> OpinionFact {
        OpinionFact(
            id: OpinionFact.ID(1), kind: kind, time: try at(time), text: "…", unit: unit.map { OrganisationUnit.ID($0) },
            recorded: try at(time), signature: "甲")
    }

    private static func standing(
        _ opinion: PublicOpinion, _ facts: [OpinionFact] = [], answers: [String] = [], now: String
    ) throws -> OpinionStanding {
        OpinionStanding(
            opinion, facts: facts, answers: try answers.map { OpinionAnswer(published: try at($0), isClarification: true) },
            hours: OpinionHours(), at: try at(now))
    }

    @Test("48 hours run through the night, the weekend and Spring Festival")
    func response() throws {
        // 2026-02-16 is New Year's Eve, a holiday.
        let opinion = try Self.opinion(.other, detected: "2026-02-16 22:10")
        let standing = try Self.standing(opinion, now: "2026-02-17 02:00")
        #expect(standing.clocks.map(\.clock) == [.response])
        #expect(standing.clocks[0].due == (try Self.at("2026-02-18 22:10")))
        let evening = try Self.at("2026-02-18 18:50")
        #expect(standing.clocks[0].words(at: evening) == "还有 3 小时 20 分")
        let midnight = try Self.at("2026-02-19 00:40")
        let late = try Self.standing(opinion, now: "2026-02-19 00:40")
        #expect(late.clocks[0].state == .overdue && late.isOverdue)
        #expect(late.clocks[0].words(at: midnight) == "已超时 2 小时 30 分")
    }

    @Test(
        "Information within 5 hours, a press conference within 24",
        arguments: [
            ("2026-02-17 03:10", OpinionStanding.Running.State.met), ("2026-02-17 03:11", .late),
        ])
    func major(published: String, state: OpinionStanding.Running.State) throws {
        let opinion = try Self.opinion(.major, detected: "2026-02-16 22:10")
        let standing = try Self.standing(opinion, answers: [published], now: "2026-02-17 10:00")
        #expect(standing.clocks.map(\.clock) == [.information, .conference])
        #expect(standing.clocks[0].state == state)
        let conferenceDue = try Self.at("2026-02-17 22:10")
        #expect(standing.clocks[1].state == .running && standing.clocks[1].due == conferenceDue)
        let held = try Self.standing(
            opinion, [try Self.fact(.conference, "2026-02-17 15:00")], answers: [published], now: "2026-02-17 16:00")
        #expect(held.clocks[1].state == .met)
    }

    @Test("What happened later is not known yet")
    func past() throws {
        let opinion = try Self.opinion(.other, detected: "2026-03-02 09:00")
        let facts = [try Self.fact(.judged, "2026-03-02 10:00", unit: 7), try Self.fact(.evaluated, "2026-03-09 10:00")]
        let before = try Self.standing(opinion, facts, answers: ["2026-03-03 09:00"], now: "2026-03-02 12:00")
        #expect(before.state == .judged && before.unit == OrganisationUnit.ID(7) && before.clocks[0].state == .running)
        #expect(try Self.standing(opinion, facts, answers: ["2026-03-03 09:00"], now: "2026-03-03 12:00").state == .responded)
        #expect(try Self.standing(opinion, facts, answers: ["2026-03-03 09:00"], now: "2026-03-10 12:00").state == .evaluated)
    }

    @Test("Nothing runs for what need not be answered; a transfer changes who is responsible and no clock")
    func stopped() throws {
        let opinion = try Self.opinion(.other, detected: "2026-03-02 09:00")
        let dismissed = try Self.standing(opinion, [try Self.fact(.dismissed, "2026-03-02 10:00")], now: "2026-03-20 09:00")
        #expect(dismissed.clocks[0].state == .stopped && !dismissed.isRunning)
        let moved = try Self.standing(opinion, [try Self.fact(.transferred, "2026-03-02 10:00", unit: 9)], now: "2026-03-03 09:00")
        let movedDue = try Self.at("2026-03-04 09:00")
        #expect(moved.unit == OrganisationUnit.ID(9) && moved.clocks[0].due == movedDue)
    }

    @Test("The derivation names both the event and the detection")
    func explanation() throws {
        let opinion = try Self.opinion(.other, detected: "2026-02-16 22:10", event: "2026-02-16 20:00")
        let text = try Self.standing(opinion, now: "2026-02-17 00:00").clocks[0].explanation(event: opinion.event)
        #expect(text.contains("2026-02-18 22:10") && text.contains("2026-02-18 20:00") && text.contains("节假日都不停"))
    }

    @Test("Every state lets through only what belongs to it", arguments: OpinionState.allCases)
    func table(_ state: OpinionState) {
        let allowed = Set(OpinionFact.Kind.allCases.filter(state.allows))
        let expected: Set<OpinionFact.Kind> =
            switch state {
            case .collected: [.discussed, .judged, .dismissed, .transferred, .conference]
            case .discussed: [.discussed, .judged, .dismissed, .transferred, .conference]
            case .judged: [.discussed, .judged, .dismissed, .transferred, .conference, .criticised, .summoned]
            case .dismissed: [.judged]
            case .responded: [.judged, .transferred, .conference, .evaluated, .criticised, .summoned]
            case .evaluated: [.criticised, .summoned]
            }
        #expect(allowed == expected)
    }

    @Test("The same thing under another spelling of its address or title is told")
    func keys() {
        let first = PublicOpinion.keys(title: "网传：明川县 停水三天？", address: "https://www.bbs.example/t/1/#a")
        let second = PublicOpinion.keys(title: "网传明川县停水三天", address: "http://bbs.example/t/1")
        #expect(first.title == second.title && first.address == second.address)
        #expect(PublicOpinion.keys(title: "a", address: "").address.isEmpty)
    }
}
