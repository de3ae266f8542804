import Domain
import Testing

@Suite("What counts as on time, late and missing, counted by hand over real holidays") struct TimelinessTests {
    /// What happens to one obligation, and how it stands on a day.
    struct Case: Sendable, CustomTestStringConvertible {
        var limit: String
        var start: String
        var happening = TriggerEvent.Happening.formed
        /// When it was closed; empty for not at all.
        var closed = ""
        var kind = Obligation.State.Kind.fulfilled
        var day: String
        var due: String
        var standing: DutyStanding

        var testDescription: String { "\(limit) \(start) \(closed) \(day)" }
    }

    private static let twenty = "信息形成或者变更之日起20个工作日内"

    static let cases = [
        // 18 September 2026 is a Friday; worked: 20 September, 10 October; off: 25–27 September, 1–7 October.
        Case(limit: twenty, start: "2026-09-18", closed: "2026-10-22 17:00", day: "2026-10-22", due: "2026-10-22", standing: .onTime),
        Case(limit: twenty, start: "2026-09-18", closed: "2026-10-22 23:59", day: "2026-10-31", due: "2026-10-22", standing: .onTime),
        Case(limit: twenty, start: "2026-09-18", closed: "2026-10-23 00:00", day: "2026-10-31", due: "2026-10-22", standing: .late),
        Case(limit: twenty, start: "2026-09-18", closed: "2026-10-23 00:00", day: "2026-10-22", due: "2026-10-22", standing: .notYetDue),
        Case(limit: twenty, start: "2026-09-18", day: "2026-10-22", due: "2026-10-22", standing: .notYetDue),
        Case(limit: twenty, start: "2026-09-18", day: "2026-10-23", due: "2026-10-22", standing: .missing),
        // Two days in mid-February count, with the worked Saturday three, then nine days off, and four after them.
        Case(
            limit: "决定作出之日起7个工作日内", start: "2026-02-11", happening: .decided, closed: "2026-02-27 09:00", day: "2026-03-01",
            due: "2026-02-27", standing: .onTime),
        Case(
            limit: "决定作出之日起7个工作日内", start: "2026-02-11", happening: .decided, closed: "2026-02-28 09:00", day: "2026-03-01",
            due: "2026-02-27", standing: .late),
        // The Sunday is worked.
        Case(
            limit: "信息形成之日起3个工作日内", start: "2026-09-18", closed: "2026-09-23 08:00", day: "2026-09-30", due: "2026-09-22", standing: .late),
        // 1–5 May are off, Saturday 9 May is worked.
        Case(limit: "信息形成之日起3个工作日内", start: "2026-04-30", day: "2026-05-08", due: "2026-05-08", standing: .notYetDue),
        Case(limit: "信息形成之日起3个工作日内", start: "2026-04-30", day: "2026-05-09", due: "2026-05-08", standing: .missing),
        Case(
            limit: "信息形成之日起5个工作日内", start: "2026-05-06", closed: "2026-05-12 18:00", day: "2026-05-12", due: "2026-05-12", standing: .onTime
        ),
        // Over the turn of the year: twelve days in December, 4 January is worked.
        Case(limit: twenty, start: "2025-12-15", closed: "2026-01-13 10:00", day: "2026-01-31", due: "2026-01-13", standing: .onTime),
        Case(limit: twenty, start: "2025-12-15", closed: "2026-01-14 10:00", day: "2026-01-31", due: "2026-01-13", standing: .late),
        // Calendar days that end in the holiday end on the first working day after it.
        Case(
            limit: "信息形成之日起10日内", start: "2026-09-24", closed: "2026-10-08 10:00", day: "2026-10-31", due: "2026-10-08", standing: .onTime),
        Case(limit: "信息形成之日起10日内", start: "2026-09-24", closed: "2026-10-09 10:00", day: "2026-10-31", due: "2026-10-08", standing: .late),
        // Seven days before a hearing.
        Case(
            limit: "听证会召开前7日", start: "2026-05-18", happening: .planned, closed: "2026-05-11 20:00", day: "2026-05-18", due: "2026-05-11",
            standing: .onTime),
        Case(
            limit: "听证会召开前7日", start: "2026-05-18", happening: .planned, closed: "2026-05-12 08:00", day: "2026-05-18", due: "2026-05-11",
            standing: .late),
        // Closed without a document.
        Case(
            limit: twenty, start: "2026-09-18", closed: "2026-10-20 10:00", kind: .waived, day: "2026-10-31", due: "2026-10-22",
            standing: .waived),
        Case(
            limit: twenty, start: "2026-09-18", closed: "2026-10-20 10:00", kind: .waived, day: "2026-10-19", due: "2026-10-22",
            standing: .notYetDue),
        Case(
            limit: twenty, start: "2026-09-18", closed: "2026-10-27 10:00", kind: .lapsed, day: "2026-10-26", due: "2026-10-22",
            standing: .missing),
        Case(
            limit: twenty, start: "2026-09-18", closed: "2026-10-27 10:00", kind: .lapsed, day: "2026-10-27", due: "2026-10-22",
            standing: .lapsed),
    ]

    @Test("Each case stands as it was counted", arguments: cases)
    func counted(_ given: Case) throws {
        let entry = CatalogueEntry(levels: ["事项"], timeLimit: TimeLimitReader.read(given.limit).limit)
        let rule = PublicationRule(entry, domain: "16", unit: .department, statutes: [])
        let start = try #require(Day(text: given.start))
        let due = try #require(
            rule.due(.event(TriggerEvent.ID(1)), start: start, happening: given.happening, calendar: .released))
        #expect(due.day.description == given.due)
        let facts = DutyFacts(
            start: start, raised: Instant(startOf: start.adding(days: -20)), due: due.day,
            end: Instant(text: given.closed).map { DutyFacts.End(given.kind, at: $0) })
        #expect(facts.standing(on: try #require(Day(text: given.day))) == given.standing)
    }

    @Test(
        "A period's obligation is on time until its last day ends, a day off or not",
        arguments: [
            ("2026-Q1", "2026-03-31 23:00", DutyStanding.onTime), ("2026-Q1", "2026-04-01 00:00", .late),
            ("2026-M01", "2026-01-31 12:00", .onTime),
            ("2026-M01", "2026-02-02 09:00", .late),
        ])
    func period(_ key: String, _ closed: String, _ standing: DutyStanding) throws {
        let period = try #require(PublicationPeriod(key: key))
        let limit = key.contains("Q") ? "每季度公开一次" : "每月公开一次"
        let rule = PublicationRule(limit: TimeLimitReader.read(limit).limit, statutes: [])
        let due = try #require(rule.due(.period(period), start: period.first, happening: nil, calendar: .released))
        let facts = DutyFacts(
            start: period.first, raised: Instant(startOf: period.first), due: due.day,
            end: DutyFacts.End(.fulfilled, at: try #require(Instant(text: closed))))
        #expect(facts.standing(on: try #require(Day(text: "2026-04-30"))) == standing)
    }

    @Test(
        "A document that comes late counts as on time on no day, and one in time as late on none", arguments: 1...20 as ClosedRange<UInt64>)
    func lateIsLate(_ seed: UInt64) throws {
        var state = seed
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        let first = try #require(Day(text: "2026-01-01"))
        var (late, onTime) = (0, 0)
        for _ in 0..<100 {
            let due = first.adding(days: next(300))
            // To the millisecond around the end of the last day.
            let end = Instant(startOf: due.adding(days: 1)).milliseconds
            let closed = Instant(milliseconds: end + Int64([-1, 0, 1, (next(60) - 30) * 3_600_000][next(4)]))
            let facts = DutyFacts(
                start: due.adding(days: -20), raised: Instant(startOf: due.adding(days: -20)), due: due,
                end: DutyFacts.End(.fulfilled, at: closed))
            let standings = Set((0..<60).compactMap { facts.standing(on: due.adding(days: $0 - 25)) })
            if closed.day > due {
                #expect(!standings.contains(.onTime) && standings.contains(.late))
                late += 1
            } else {
                #expect(!standings.contains(.late) && !standings.contains(.missing) && standings.contains(.onTime))
                onTime += 1
            }
        }
        #expect(late > 0 && onTime > 0)
    }

    @Test("Before it was listed an obligation does not exist, and with an unclear limit nobody can call it late")
    func edges() throws {
        let start = try #require(Day(text: "2026-05-18"))
        let raised = try #require(Instant(text: "2026-04-20 10:00"))
        let hearing = DutyFacts(start: start, raised: raised, due: start.adding(days: -7))
        #expect(hearing.standing(on: raised.day.adding(days: -1)) == nil && hearing.standing(on: raised.day) == .notYetDue)
        let unclear = DutyFacts(start: start, raised: raised, due: nil, end: DutyFacts.End(.fulfilled, at: Instant(startOf: start)))
        #expect(unclear.standing(on: start) == .unclear && unclear.standing(on: raised.day) == .unclear)
    }

    @Test("A document that is withdrawn counts on the days before, and not from that day on")
    func withdrawn() throws {
        let start = try #require(Day(text: "2026-09-18"))
        let due = try #require(Day(text: "2026-10-22"))
        let published = DutyFacts(
            start: start, raised: Instant(startOf: start), due: due,
            end: DutyFacts.End(.fulfilled, at: try #require(Instant(text: "2026-09-25 10:00"))))
        let open = DutyFacts(start: start, raised: Instant(startOf: start), due: due)
        let history = DutyHistory(
            past: [DutyHistory.Stretch(published, until: try #require(Instant(text: "2026-10-26 10:00")))], present: open)
        let days = ["2026-09-24", "2026-10-25", "2026-10-26"].compactMap { Day(text: $0) }
        #expect(days.map { history.standing(on: $0) } == [.notYetDue, .onTime, .missing])
    }
}
