import Domain
import Testing

@Suite("Tasks of a programme") struct TaskStandingTests {
    private static func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    private static func entry(
        _ kind: TaskEntry.Kind, _ day: String, period: TaskPeriod = .once, unit: Int64? = nil, value: String? = nil, id: Int64 = 1
    ) throws -> TaskEntry {
        TaskEntry(
            id: Identifier(id), task: Identifier(7), unit: unit.map { Identifier($0) }, period: period, kind: kind, day: try Self.day(day),
            text: "办理", value: value.flatMap { ExactNumber(text: $0) }, recorded: Instant(startOf: try Self.day(day)), signature: "甲")
    }

    private static func task(_ timing: TaskTiming, _ kind: ProgrammeTask.Kind = .work, units: [Int64] = []) -> ProgrammeTask {
        ProgrammeTask(
            id: Identifier(7), programme: Identifier(1), kind: kind, title: "任务", units: units.map { Identifier($0) }, timing: timing)
    }

    private static func state(
        _ entries: [TaskEntry], due: String, on day: String, kind: ProgrammeTask.Kind = .work, limits: [Programme.ShareLimit] = []
    ) throws -> TaskState {
        TaskStanding(
            task(TaskTiming(by: try Self.day(due)), kind), unit: nil, period: .once, due: try Self.day(due), entries: entries,
            plan: Programme.Plan(limits: limits), on: try Self.day(day)
        ).state
    }

    @Test(
        "The state follows from what was done by the end of the day",
        arguments: [
            ("2026-03-31", nil, TaskState.notDue), ("2026-04-01", nil, .overdue), ("2026-04-01", "2026-03-31", .done),
            ("2026-04-03", "2026-04-02", .doneLate), ("2026-04-01", "2026-04-02", .overdue), ("2026-03-30", "2026-03-31", .notDue),
        ] as [(String, String?, TaskState)])
    func states(_ on: String, _ done: String?, _ expected: TaskState) throws {
        let entries = try done.map { [try Self.entry(.completion, $0)] } ?? []
        #expect(try Self.state(entries, due: "2026-03-31", on: on) == expected)
    }

    @Test("Progress completes nothing, and a returned completion is none until it is done again")
    func returned() throws {
        let progress = try Self.entry(.progress, "2026-03-01")
        let done = try Self.entry(.completion, "2026-03-10")
        let back = try Self.entry(.returned, "2026-03-12")
        let again = try Self.entry(.completion, "2026-04-02")
        #expect(try Self.state([progress], due: "2026-03-31", on: "2026-04-05") == .overdue)
        #expect(try Self.state([done, back], due: "2026-03-31", on: "2026-04-01") == .overdue)
        #expect(try Self.state([done, back, again], due: "2026-03-31", on: "2026-04-05") == .doneLate)
        #expect(try Self.state([done, back, again], due: "2026-03-31", on: "2026-03-11") == .done)
    }

    @Test(
        "A share below the limit in force on its day does not fulfil the duty",
        arguments: [("3.99", TaskState.overdue), ("4", .done), ("4.5", .done)] as [(String, TaskState)])
    func share(_ percent: String, _ expected: TaskState) throws {
        let entry = try Self.entry(.completion, "2026-12-01", value: percent)
        #expect(
            try Self.state([entry], due: "2026-12-31", on: "2027-01-01", kind: .performance, limits: Programme.ShareLimit.released)
                == expected)
    }

    @Test("A limit counts from its day on: what was enough before stays enough")
    func limits() throws {
        let five = Programme.ShareLimit(from: try Self.day("2026-06-01"), percent: try #require(ExactNumber(text: "5")))
        let limits = Programme.ShareLimit.released + [five]
        let early = try Self.entry(.completion, "2026-05-31", value: "4")
        let late = try Self.entry(.completion, "2026-06-01", value: "4")
        #expect(try Self.state([early], due: "2026-12-31", on: "2027-01-01", kind: .performance, limits: limits) == .done)
        #expect(try Self.state([late], due: "2026-12-31", on: "2027-01-01", kind: .performance, limits: limits) == .overdue)
        #expect(Programme.Plan().leastShare(on: try Self.day("2020-10-01")) == nil)
    }

    @Test("By the 5th of each month: every month between the two days, in a short month by its last day")
    func monthly() throws {
        let fifth = try #require(TaskTiming(.monthly(day: 5), from: try Self.day("2025-11-06"), through: try Self.day("2026-02-05")))
        #expect(fifth.periods.map(\.due.description) == ["2025-12-05", "2026-01-05", "2026-02-05"])
        #expect(fifth.periods.map(\.period.text) == ["2025-12", "2026-01", "2026-02"])
        let last = try #require(TaskTiming(.monthly(day: 31), from: try Self.day("2024-02-01"), through: try Self.day("2024-04-30")))
        #expect(last.periods.map(\.due.description) == ["2024-02-29", "2024-03-31", "2024-04-30"])
        let leap = try #require(
            TaskTiming(.yearly(month: 2, day: 29), from: try Self.day("2023-01-01"), through: try Self.day("2024-12-31")))
        #expect(leap.periods.map(\.due.description) == ["2023-02-28", "2024-02-29"])
        #expect(TaskTiming(.monthly(day: 0), from: try Self.day("2024-02-01"), through: try Self.day("2024-04-30")) == nil)
    }

    @Test("What has fallen due and the next are asked for, each unit by itself")
    func standings() throws {
        let timing = try #require(TaskTiming(.monthly(day: 5), from: try Self.day("2026-01-01"), through: try Self.day("2026-12-31")))
        let programme = Programme(id: Identifier(1), title: "试点", plan: Programme.Plan())
        let done = try Self.entry(.completion, "2026-01-04", period: .month(2026, 1), unit: 2)
        let standings = TaskStanding.all(
            of: programme, [Self.task(timing, .monthlyReport, units: [2, 3])], [done], on: try Self.day("2026-02-05"))
        #expect(
            standings.map { "\($0.period.text) \($0.unit?.description ?? "") \($0.state.rawValue)" } == [
                "2026-01 2 done", "2026-01 3 overdue", "2026-02 2 notDue", "2026-02 3 notDue", "2026-03 2 notDue", "2026-03 3 notDue",
            ])
        var cancelled = Self.task(timing, .monthlyReport, units: [2])
        cancelled.cancelled = "合并"
        #expect(TaskStanding.all(of: programme, [cancelled], [], on: try Self.day("2026-02-05")).isEmpty)
    }

    @Test("A push of March is about February; periods read back what they write")
    func periods() throws {
        let february = TaskPeriod.month(2026, 3).monthBefore
        #expect(february?.lowerBound.description == "2026-02-01" && february?.upperBound.description == "2026-02-28")
        #expect(TaskPeriod.month(2026, 1).monthBefore?.lowerBound.description == "2025-12-01")
        for period in [TaskPeriod.once, .year(2026), .month(2026, 3)] { #expect(TaskPeriod(text: period.text) == period) }
        for text in ["", "2026-13", "2026-03-01", "x", "never"] { #expect(TaskPeriod(text: text) == nil) }
    }

    @Test("Kinds come round as their orders say: pushes monthly, duties of leaders yearly", arguments: ProgrammeTask.Kind.allCases)
    func kinds(_ kind: ProgrammeTask.Kind) throws {
        let (first, last) = (try Self.day("2026-01-01"), try Self.day("2026-12-31"))
        let timings = [
            TaskTiming(by: last), try #require(TaskTiming(.monthly(day: 5), from: first, through: last)),
            try #require(TaskTiming(.yearly(month: 12, day: 31), from: first, through: last)),
        ]
        let fitting = timings.map { Self.task($0, kind).faults(in: Programme.Plan()).isEmpty }
        let expected: [Bool] =
            switch kind {
            case .work, .filing: [true, true, true]
            case .monthlyReport, .push: [false, true, false]
            case .briefing, .training, .performance, .demonstration: [false, false, true]
            }
        #expect(fitting == expected)
    }
}

@Suite("The life of a programme") struct ProgrammeStateTests {
    @Test("Every act in every state by every role is decided")
    func table() {
        let written = ProgrammeState.allCases.flatMap { state in
            ProgrammeRole.allCases.map { role in
                let acts = ProgrammeAct.allCases.filter { state.allowed(to: role).contains($0) }.map(\.rawValue)
                return "\(state.rawValue) \(role.rawValue): \(acts.joined(separator: " "))"
            }
        }
        #expect(
            written == [
                "planned office: read edit begin cancel", "planned unit: ", "planned reader: ",
                "running office: read edit finish cancel report giveBack publish summarise download", "running unit: read report publish",
                "running reader: read", "finished office: read reopen summarise download", "finished unit: read", "finished reader: read",
                "cancelled office: read", "cancelled unit: ", "cancelled reader: ",
            ])
    }

    @Test("Acts lead to states from which somebody can go on or read")
    func moves() {
        #expect(ProgrammeAct.allCases.compactMap(\.next) == [.running, .finished, .running, .cancelled])
    }

    @Test("The public sees a programme while it runs and afterwards, and only when the office says so")
    func portal() {
        let seen = ProgrammeState.allCases.filter {
            Programme(id: Identifier(1), title: "试点", plan: Programme.Plan(), isPublic: true, state: $0).isOnPortal
        }
        #expect(seen == [.running, .finished])
        #expect(!Programme(id: Identifier(1), title: "试点", plan: Programme.Plan(), state: .running).isOnPortal)
    }

    @Test("What is missing, too long or the wrong way round is named")
    func faults() throws {
        let (first, last) = (try #require(Day(text: "2026-03-01")), try #require(Day(text: "2026-02-01")))
        var plan = Programme.Plan(domains: ["01"], phases: [Programme.Phase(key: 1, name: "方案制定", first: first, last: last)])
        plan.basis = String(repeating: "文", count: Programme.longestLine + 1)
        let programme = Programme(id: Identifier(1), title: "", plan: plan)
        #expect(programme.faults == [.missing(.title), .phaseBackwards("方案制定"), .tooLong(.basis, limit: Programme.longestLine)])
        #expect(Programme(id: Identifier(1), title: "试点", plan: Programme.Plan()).faults == [.missing(.domains), .missing(.phases)])
    }
}
