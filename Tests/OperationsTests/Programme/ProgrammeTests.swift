import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A programme", .serialized) struct ProgrammeTests {
    private static func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    private static func plan() throws -> Programme.Plan {
        Programme.Plan(
            basis: "明政办〔2026〕1号", goal: "形成可复制的标准", domains: ["02"],
            phases: [
                Programme.Phase(key: 1, name: "方案制定", first: try day("2026-01-01"), last: try day("2026-02-28")),
                Programme.Phase(key: 2, name: "组织落实", first: try day("2026-03-01"), last: try day("2026-12-31")),
            ], contacts: [Programme.Contact(name: "联络员")])
    }

    private static func refused(_ body: () async throws -> Void) async throws -> [ProgrammeReason] {
        do {
            try await body()
            return []
        } catch let refusal as ProgrammeRefusal { return refusal.reasons }
    }

    private struct Bench {
        let place: RoundPlace
        let id: Programme.ID
        var keeping: KeepProgramme { KeepProgramme(place.installation, county: place.county) }
        var reporting: ReportTask { ReportTask(place.installation, county: place.county) }
        var office: Staff { place.office }

        func programme() async throws -> Programme {
            let (site, id) = (place.county.id, id)
            return try #require(try await place.installation.store.read { try ProgrammeRegister($0, site: site).find(id) })
        }

        func standings() async throws -> [TaskStanding] {
            let (site, programme, today) = (place.county.id, try await programme(), place.installation.now().day)
            return try await place.installation.store.read { transaction in
                let register = ProgrammeRegister(transaction, site: site)
                return TaskStanding.all(
                    of: programme, try register.tasks(of: programme.id), try register.entries(of: programme.id), on: today)
            }
        }

        func add(
            _ title: String, _ kind: ProgrammeTask.Kind, _ timing: TaskTiming, units: [OrganisationUnit.ID] = []
        ) async throws -> ProgrammeTask.ID {
            try await keeping.add(
                ProgrammeTask(id: ProgrammeTask.ID(0), programme: id, kind: kind, title: title, units: units, timing: timing), by: office)
        }

        func begin() async throws {
            try await keeping.move(id, version: try await programme().version, .begin, by: office)
        }
    }

    private static func bench(_ engine: Engine, _ body: (Bench) async throws -> Void) async throws {
        try await RoundPlace.with(engine) { place in
            let keeping = KeepProgramme(place.installation, county: place.county)
            let id = try await keeping.create(title: "试点方案", plan: try plan(), isPublic: true, by: place.office)
            try await body(Bench(place: place, id: id))
        }
    }

    @Test("Assigned, reported, returned, reported again, filed, finished", arguments: Engine.available)
    func course(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let (place, units) = (bench.place, bench.place.units)
            let task = try await bench.add(
                "梳理事项", .work, TaskTiming(by: try Self.day("2026-03-31")), units: [units[0].id, units[1].id])
            let filing = try await bench.add("方案备案", .filing, TaskTiming(by: try Self.day("2026-03-10")))
            let early = ReportTask.Report(isFinal: true, text: "已梳理")
            #expect(
                try await Self.refused {
                    try await bench.reporting.run(early, on: task, of: bench.id, unit: units[0].id, period: .once, by: place.editors[0])
                } == [.notAllowed(.report, .planned)])
            try await bench.begin()
            #expect(try await bench.standings().map(\.state) == [.notDue, .notDue, .overdue])
            try await bench.reporting.run(early, on: task, of: bench.id, unit: units[0].id, period: .once, by: place.editors[0])
            #expect(try await bench.standings().map(\.state) == [.done, .notDue, .overdue])
            try await bench.reporting.giveBack(
                task, of: bench.id, unit: units[0].id, period: .once, reason: "缺一个领域", by: place.office)
            #expect(try await bench.standings().map(\.state) == [.notDue, .notDue, .overdue])
            try await bench.reporting.run(
                ReportTask.Report(isFinal: false, text: "已补充一半"), on: task, of: bench.id, unit: units[0].id, period: .once,
                by: place.editors[0])
            #expect(try await bench.standings()[0].state == .notDue)
            try await bench.reporting.run(early, on: task, of: bench.id, unit: units[0].id, period: .once, by: place.editors[0])

            let file = DraftAttachment(
                name: "方案.docx", mediaType: "application/zip", sizeInBytes: 3, digest: String(repeating: "a", count: 64))
            let report = ReportTask.Report(isFinal: true, day: try Self.day("2026-03-09"), text: "已报备", files: [file])
            try await bench.reporting.run(report, on: filing, of: bench.id, unit: nil, period: .once, by: place.office)
            #expect(try await bench.standings().map(\.state) == [.done, .notDue, .done])
            let (site, id) = (place.county.id, bench.id)
            let (files, isKept) = try await place.installation.store.read { transaction in
                (
                    try ProgrammeRegister(transaction, site: site).files(of: id).map(\.name),
                    try DraftRegister(transaction, site: site).refers(toFile: file.digest)
                )
            }
            #expect(files == ["方案.docx"] && isKept)

            let version = try await bench.programme().version
            try await bench.keeping.move(bench.id, version: version, .finish, by: place.office)
            #expect(try await bench.programme().state == .finished)
            #expect(
                try await Self.refused {
                    try await bench.keeping.move(bench.id, version: version + 1, .reopen, by: place.office)
                } == [.missing(.text)])
        }
    }

    @Test("Only who has to do it reports, once, on a period that has come, and not ahead of time", arguments: Engine.available)
    func refusals(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let (place, units) = (bench.place, bench.place.units)
            let task = try await bench.add("梳理事项", .work, TaskTiming(by: try Self.day("2026-03-31")), units: [units[0].id])
            let filing = try await bench.add("备案", .filing, TaskTiming(by: try Self.day("2026-03-31")))
            try await bench.begin()
            func report(
                _ task: ProgrammeTask.ID, _ unit: OrganisationUnit.ID?, _ by: Staff, period: TaskPeriod = .once, day: String? = nil,
                text: String = "完成"
            ) async throws -> [ProgrammeReason] {
                let report = ReportTask.Report(isFinal: true, day: try day.map { try Self.day($0) }, text: text)
                return try await Self.refused {
                    try await bench.reporting.run(report, on: task, of: bench.id, unit: unit, period: period, by: by)
                }
            }
            #expect(try await report(task, units[0].id, place.editors[1]) == [.notYours])
            #expect(try await report(task, units[0].id, place.office) == [.notYours])
            #expect(try await report(task, nil, place.office) == [.notYours])
            #expect(try await report(task, units[0].id, place.third) == [.notAllowed(.report, .running)])
            #expect(try await report(task, units[0].id, place.editors[0], period: .year(2026)) == [.noSuchPeriod])
            #expect(try await report(task, units[0].id, place.editors[0], text: "") == [.missing(.text)])
            #expect(try await report(filing, nil, place.office) == [.missing(.day)])
            #expect(try await report(filing, nil, place.office, day: "2026-03-21") == [.dayAhead])
            #expect(try await report(task, units[0].id, place.editors[0]).isEmpty)
            #expect(try await report(task, units[0].id, place.editors[0]) == [.alreadyDone])
            #expect(try await report(ProgrammeTask.ID(9), nil, place.office, day: "2026-03-20") == [.noSuchTask])
        }
    }

    @Test("A stale version is refused, of the plan and of a task; a phase with tasks stays", arguments: Engine.available)
    func versions(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let office = bench.office
            let id = try await bench.keeping.add(
                ProgrammeTask(
                    id: ProgrammeTask.ID(0), programme: bench.id, phase: 1, title: "任务", timing: TaskTiming(by: try Self.day("2026-03-31"))),
                by: office)
            var plan = try Self.plan()
            plan.goal = "新目标"
            try await bench.keeping.save(bench.id, version: 1, title: "试点方案", plan: plan, isPublic: true, by: office)
            await #expect(throws: StoreError.self) {
                try await bench.keeping.save(bench.id, version: 1, title: "试点方案", plan: plan, isPublic: true, by: office)
            }
            plan.phases.removeFirst()
            let fewer = plan
            #expect(
                try await Self.refused {
                    try await bench.keeping.save(bench.id, version: 2, title: "试点方案", plan: fewer, isPublic: true, by: office)
                } == [.phaseInUse("方案制定")])
            var task = ProgrammeTask(
                id: id, programme: bench.id, phase: 2, title: "改名", timing: TaskTiming(by: try Self.day("2026-04-30")))
            try await bench.keeping.save(task, by: office)
            let stale = task
            await #expect(throws: StoreError.self) { try await bench.keeping.save(stale, by: office) }
            task.version = 2
            task.units = [OrganisationUnit.ID(12)]
            let unknown = task
            #expect(try await Self.refused { try await bench.keeping.save(unknown, by: office) } == [.noSuchUnit])
            #expect(
                try await Self.refused { try await bench.keeping.save(unknown, by: bench.place.editors[0]) }
                    == [.notAllowed(.edit, .planned)])
        }
    }

    @Test("What was reported on keeps its kind and who reported; cancelling keeps the record", arguments: Engine.available)
    func reported(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let units = bench.place.units
            let id = try await bench.add("任务", .work, TaskTiming(by: try Self.day("2026-03-31")), units: [units[0].id])
            try await bench.begin()
            try await bench.reporting.run(
                ReportTask.Report(isFinal: true, text: "完成"), on: id, of: bench.id, unit: units[0].id, period: .once,
                by: bench.place.editors[0])
            let other = ProgrammeTask(
                id: id, programme: bench.id, title: "任务", units: [units[1].id], timing: TaskTiming(by: try Self.day("2026-03-31")))
            #expect(try await Self.refused { try await bench.keeping.save(other, by: bench.office) } == [.reportedAlready])
            try await bench.keeping.cancel(id, of: bench.id, version: 1, reason: "合并到别的任务", by: bench.office)
            #expect(try await bench.standings().isEmpty)
            #expect(try await Self.refused { try await bench.keeping.save(other, by: bench.office) } == [.taskCancelled])
        }
    }

    @Test("A push fixes what was published in the month before; its report says who pushed and when", arguments: Engine.available)
    func push(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let timing = try #require(
                TaskTiming(.monthly(day: 5), from: try Self.day("2026-03-01"), through: try Self.day("2026-12-31")))
            let task = try await bench.add("推送", .push, timing)
            try await bench.begin()
            let papers = ProgrammePapers(bench.place.installation, county: bench.place.county)
            let before = try await papers.push(bench.id, task, .month(2026, 3))
            #expect(before.pushed == nil && before.month.lowerBound.description == "2026-02-01")
            func push(_ month: Int) async throws -> [ProgrammeReason] {
                try await Self.refused {
                    try await bench.reporting.run(
                        ReportTask.Report(isFinal: true, text: ""), on: task, of: bench.id, unit: nil, period: .month(2026, month),
                        by: bench.office)
                }
            }
            #expect(try await push(4) == [.monthNotOver(try Self.day("2026-03-31"))])
            #expect(try await push(5) == [.noSuchPeriod])
            #expect(try await push(3).isEmpty)
            #expect(try await bench.standings().map(\.state) == [.doneLate, .notDue])
            let after = try await papers.push(bench.id, nil, .month(2026, 3))
            #expect(after.pushed?.contains("2026-03-20") == true && after.items == before.items)
            #expect(
                try await Self.refused { _ = try await papers.push(bench.id, task, .month(2026, 2)) } == [.noSuchPeriod])
        }
    }

    @Test("The summary has its four parts and six annexes; the digest names what is due", arguments: Engine.available)
    func package(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let units = bench.place.units
            _ = try await bench.add("梳理事项", .work, TaskTiming(by: try Self.day("2026-03-22")), units: [units[0].id])
            try await bench.begin()
            var summary = Programme.Summary()
            summary[.practice] = "做法一\n做法二"
            try await bench.keeping.summarise(bench.id, version: try await bench.programme().version, summary, by: bench.office)
            let package = try await SummaryPackage.make(bench.id, of: bench.place.county, in: bench.place.installation)
            #expect(package.sections.map(\.title) == ["总体情况", "主要做法和成效", "存在的问题", "工作建议"])
            #expect(package.sections[1].paragraphs == ["做法一", "做法二"] && package.sections[2].paragraphs == ["（本部分还没有编写。）"])
            #expect(
                package.annexes.map(\.title) == [
                    "政务公开事项标准目录", "政务公开事项清单", "公开工作流程标准化制度", "公开工作流程图", "任务完成情况", "备案和体制机制文件目录",
                ])
            #expect(package.annexes[3].flows.first?.steps.contains("保密审查") == true)
            #expect(package.annexes[4].tables.first?.rows.last?.contains("未到期") == true)

            let site = bench.place.county.id
            let (own, others) = try await bench.place.installation.store.read { transaction in
                (
                    try ProgrammeDuties.lines(
                        transaction, site: site, units: [units[0].id], isOffice: false, on: try Self.day("2026-03-20")),
                    try ProgrammeDuties.lines(
                        transaction, site: site, units: [units[1].id], isOffice: false, on: try Self.day("2026-03-20"))
                )
            }
            #expect(own.map(\.standing.task.title) == ["梳理事项"] && others.isEmpty)
        }
    }
}
