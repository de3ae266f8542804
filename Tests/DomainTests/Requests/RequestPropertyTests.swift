import Domain
import Testing

/// Histories by chance, the same in every run.
struct RequestChance {
    private(set) var numbers: MadeUpNumbers
    let clock = RequestClock(calendar: .released)
    private static let first = Day(year: 2023, month: 1, day: 2)

    init(seed: UInt64) { numbers = MadeUpNumbers(seed: seed) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &numbers) }
    mutating func pick<Element>(_ values: [Element]) -> Element { values[number(0...values.count - 1)] }

    mutating func period() -> Int? { number(0...2) == 0 ? nil : number(1...25) }

    /// What an office could have done: each fact fits the state on its day.
    mutating func plausible(most: Int = 9) throws -> RequestHistory {
        var day = try #require(Self.first).adding(days: number(0...1_450))
        var history = RequestHistory(channel: pick(RequestChannel.allCases), facts: [])
        for _ in 0..<number(2...most) {
            let state = clock.standing(of: history, on: day, isExplained: false).state
            // What ends it comes seldom, or nothing would ever happen.
            var kinds = RequestFact.Kind.allCases.filter { state.allows($0) }
            if number(0...9) > 0 {
                kinds.removeAll { [.transferred, .withdrawn, .merged, .split, .answered, .misdirected, .unreachable].contains($0) }
            }
            guard !kinds.isEmpty else { break }
            let fact = RequestFact(pick(kinds), on: day, workingDays: period())
            guard !clock.problems(adding: fact, to: history, on: day).contains(where: { $0.forbids }) else { continue }
            history = history.adding(fact)
            day = day.adding(days: number(0...12))
        }
        return history
    }

    /// Anything at all.
    mutating func wild() throws -> RequestHistory {
        let numbers: [Int?] = [nil, 0, -1, 1, 7, 20, 21, 365, 366, Int.max, Int.min]
        let edges = [Day(year: 1900, month: 1, day: 1), Day(year: 2999, month: 12, day: 31), Day(year: 1969, month: 12, day: 28)].compactMap
        { $0 }
        var facts: [RequestFact] = []
        for _ in 0..<number(0...14) {
            let near = try #require(Self.first).adding(days: number(1_000...1_120))
            let day = number(0...19) == 0 ? pick(edges) : near
            facts.append(RequestFact(pick(RequestFact.Kind.allCases), on: day, workingDays: pick(numbers)))
        }
        return RequestHistory(channel: pick(RequestChannel.allCases), facts: facts)
    }

    func due(_ history: RequestHistory, on day: Day) -> Day? { clock.standing(of: history, on: day, isExplained: false).dueOn }

    /// Whether everything in it has its effect.
    func isClean(_ history: RequestHistory, on day: Day) -> Bool {
        !clock.standing(of: history, on: day, isExplained: false).problems.contains { $0.forbids }
    }
}

@Suite("Whatever happens in a request, the clock holds") struct RequestPropertyTests {
    private let calendar = WorkingCalendar.released

    @Test("A due day is a working day after the period began, and the explanation agrees with the bare count")
    func workingDay() throws {
        var chance = RequestChance(seed: 1)
        var found = 0
        for round in 0..<4_000 {
            let history = round % 2 == 0 ? try chance.plausible() : try chance.wild()
            let today = (history.facts.last?.day ?? Day(serial: 20_000)).adding(days: chance.number(0...40))
            let bare = chance.clock.standing(of: history, on: today, isExplained: false)
            if let due = bare.dueOn {
                found += 1
                #expect(calendar.kind(due).isWorking, "\(history)")
                #expect(bare.receivedOn.map { due > $0 } ?? false, "\(history)")
            }
            guard round % 4 < 2 else { continue }
            let full = chance.clock.standing(of: history, on: today)
            #expect(full.dueOn == bare.dueOn && full.state == bare.state && full.problems == bare.problems, "\(history)")
            #expect(full.steps.last?.day == bare.dueOn && full.workingDaysLeft == bare.workingDaysLeft, "\(history)")
            #expect(full.derivation.allSatisfy { $0.hasSuffix("。") }, "\(full.derivation)")
        }
        #expect(found > 1_500)
    }

    @Test("No history makes it fail, whatever the days and numbers; nor does a calendar with nothing in it")
    func wild() throws {
        var chance = RequestChance(seed: 2)
        let empty = RequestClock(calendar: WorkingCalendar([]))
        for _ in 0..<2_000 {
            let history = try chance.wild()
            let today = chance.number(0...9) == 0 ? Day(serial: -20_000) : Day(serial: chance.number(20_400...20_500))
            let standing = chance.clock.standing(of: history, on: today)
            #expect(standing.problems.allSatisfy { !$0.sentence.isEmpty })
            _ = empty.standing(of: history, on: today)
        }
    }

    @Test("A consultation put in never makes it due earlier")
    func insertedPause() throws {
        var chance = RequestChance(seed: 3)
        var (compared, later) = (0, 0)
        for _ in 0..<6_000 {
            let history = try chance.plausible()
            let (first, last) = (try #require(history.facts.first).day, try #require(history.facts.last).day.adding(days: 20))
            let asked = first.adding(days: chance.number(0...max(1, last.serial - first.serial)))
            let answered = asked.adding(days: chance.number(0...40))
            let today = max(last, answered)
            let kinds: [RequestFact.Kind] =
                chance.number(0...1) == 0
                ? [.thirdPartyAsked, .thirdPartyReceived, .thirdPartyAnswered] : [.coMakerAsked, .coMakerReceived, .coMakerAnswered]
            let paused = history.adding(RequestFact(kinds[0], on: asked)).adding(RequestFact(kinds[2], on: answered))
            // Between its two facts a receipt or an answer would be another's, and nothing may be impossible with it.
            let isAlone = !history.facts.contains { asked <= $0.day && $0.day <= answered && kinds.contains($0.kind) }
            guard isAlone else { continue }
            guard chance.isClean(history, on: today), chance.isClean(paused, on: today) else { continue }
            guard let before = chance.due(history, on: today), let after = chance.due(paused, on: today) else { continue }
            compared += 1
            if after > before { later += 1 }
            #expect(after >= before, "\(history.facts) and \(asked) to \(answered)")
        }
        #expect(compared > 600 && later > 200, "\(compared) \(later)")
    }

    @Test("A consultation that lasts longer never makes it due earlier")
    func prolongedPause() throws {
        var chance = RequestChance(seed: 4)
        var compared = 0
        for _ in 0..<6_000 {
            let history = try chance.plausible()
            let places = history.facts.indices.filter { [.thirdPartyAnswered, .coMakerAnswered].contains(history.facts[$0].kind) }
            guard !places.isEmpty else { continue }
            let place = chance.pick(places)
            var facts = history.facts
            facts[place].day = facts[place].day.adding(days: chance.number(1...20))
            // Past the next asking it would be the answer to that one; past a receipt, that would be another's.
            let others: [RequestFact.Kind] =
                facts[place].kind == .coMakerAnswered ? [.coMakerAsked, .coMakerReceived] : [.thirdPartyAsked, .thirdPartyReceived]
            guard !facts[(place + 1)...].contains(where: { others.contains($0.kind) && $0.day <= facts[place].day }) else { continue }
            let longer = RequestHistory(channel: history.channel, facts: facts)
            let today = try #require(longer.facts.last).day.adding(days: 30)
            guard chance.isClean(history, on: today), chance.isClean(longer, on: today) else { continue }
            guard let before = chance.due(history, on: today), let after = chance.due(longer, on: today) else { continue }
            compared += 1
            #expect(after >= before, "\(history.facts)")
        }
        #expect(compared > 200, "\(compared)")
    }

    @Test("Of several who are asked at once the last one decides: the days on which anybody is waited for are left out, and no others")
    func several() throws {
        var chance = RequestChance(seed: 9)
        var (together, silent) = (0, 0)
        for _ in 0..<2_000 {
            let start = try #require(Day(year: 2024, month: 1, day: 2)).adding(days: chance.number(0...700))
            let kinds: (RequestFact.Kind, RequestFact.Kind) =
                chance.number(0...1) == 0 ? (.thirdPartyAsked, .thirdPartyAnswered) : (.coMakerAsked, .coMakerAnswered)
            let asked = (0..<chance.number(2...4)).map { _ in start.adding(days: chance.number(1...8)) }.sorted()
            let periods = asked.map { _ in chance.number(8...15) }
            // All are asked before the first period is over, and each answer comes after the last one was asked.
            let answers = (0..<chance.number(0...asked.count)).map { _ in start.adding(days: chance.number(8...40)) }.sorted()
            var facts = [RequestFact(.submitted, on: start)]
            facts +=
                zip(asked, periods).map { RequestFact(kinds.0, on: $0, workingDays: $1) } + answers.map { RequestFact(kinds.1, on: $0) }
            let waits = asked.indices.map { place in
                let limit = calendar.workingDay(after: asked[place], number: periods[place])
                return (asked[place], answers.indices.contains(place) ? min(answers[place], limit) : limit)
            }
            var (expected, left) = (start, 20)
            while left > 0 {
                expected = expected.adding(days: 1)
                if calendar.kind(expected).isWorking, !waits.contains(where: { $0.0 < expected && expected <= $0.1 }) { left -= 1 }
            }
            let history = RequestHistory(channel: .counter, facts: facts)
            #expect(chance.due(history, on: start.adding(days: 80)) == expected, "\(history.facts)")
            if zip(waits, waits.dropFirst()).contains(where: { $1.0 < $0.1 }) { together += 1 }
            if answers.count < asked.count { silent += 1 }
        }
        #expect(together > 1_000 && silent > 1_000, "\(together) \(silent)")
    }

    @Test("Histories by chance have several consultations open at once")
    func generated() throws {
        var chance = RequestChance(seed: 10)
        var several: Set<RequestStanding.Consultation> = []
        var found = 0
        for _ in 0..<3_000 {
            let history = try chance.plausible()
            let open = chance.clock.standing(of: history, on: try #require(history.facts.last).day, isExplained: false).openConsultations
            let twice = RequestStanding.Consultation.allCases.filter { who in open.count { $0.who == who } > 1 }
            if !twice.isEmpty { found += 1 }
            several.formUnion(twice)
        }
        #expect(found > 100 && several.count == 2, "\(found)")
    }

    @Test("Looked at later, with nothing new, it is never due earlier; each day of an open consultation moves it on or leaves it")
    func later() throws {
        var chance = RequestChance(seed: 5)
        var moved = 0
        for _ in 0..<800 {
            let history = try chance.plausible()
            var day = try #require(history.facts.last).day
            var due = chance.due(history, on: day)
            for _ in 0..<25 {
                day = day.adding(days: 1)
                let next = chance.due(history, on: day)
                if let due, let next {
                    #expect(next >= due, "\(history.facts) on \(day)")
                    if next > due { moved += 1 }
                }
                due = next
            }
        }
        #expect(moved > 300, "\(moved)")
    }

    @Test("After a clarification, and after a payment, there are twenty working days from that day, whatever was before")
    func restart() throws {
        var chance = RequestChance(seed: 6)
        var restarted = 0
        for _ in 0..<4_000 {
            let history = try chance.plausible()
            let last = try #require(history.facts.last)
            guard last.kind == .clarified || last.kind == .feePaid else { continue }
            let standing = chance.clock.standing(of: history, on: last.day)
            guard standing.state == .clarified || standing.state == .feePaid else { continue }
            restarted += 1
            #expect(standing.dueOn == calendar.due(from: last.day, workingDays: 20).due, "\(history.facts)")
            #expect(standing.workingDaysLeft == 20)
        }
        #expect(restarted > 150, "\(restarted)")
    }

    @Test("In which order facts of different days are given makes no difference")
    func order() throws {
        var chance = RequestChance(seed: 7)
        for round in 0..<1_500 {
            let history = round % 2 == 0 ? try chance.plausible() : try chance.wild()
            // Those of one day keep their order.
            var days = Dictionary(grouping: history.facts, by: \.day).values.map { $0 }
            days.sort { ($0[0].day.serial &* 7_919) % 101 < ($1[0].day.serial &* 7_919) % 101 }
            let shuffled = RequestHistory(channel: history.channel, facts: days.flatMap { $0 })
            #expect(shuffled == history)
            let today = (history.facts.last?.day ?? Day(serial: 20_000)).adding(days: 5)
            #expect(chance.clock.standing(of: shuffled, on: today) == chance.clock.standing(of: history, on: today))
        }
    }

    @Test("What is added without a problem is there afterwards, and what forbids changes no due day")
    func refusedHasNoEffect() throws {
        var chance = RequestChance(seed: 8)
        var refused = 0
        for _ in 0..<3_000 {
            let history = try chance.plausible()
            let day = try #require(history.facts.last).day.adding(days: chance.number(0...10))
            let fact = RequestFact(chance.pick(RequestFact.Kind.allCases), on: day, workingDays: chance.period())
            let problems = chance.clock.problems(adding: fact, to: history, on: day)
            let hasNoEffect = problems.contains { problem in
                switch problem {
                // These have their effect, only a smaller one.
                case .extensionTooLong, .consultationTooLong, .noClarificationPeriod: false
                default: problem.forbids
                }
            }
            guard hasNoEffect else { continue }
            refused += 1
            #expect(chance.due(history.adding(fact), on: day) == chance.due(history, on: day), "\(history.facts) \(fact)")
        }
        #expect(refused > 500)
    }
}
