import Domain
import Operations
import Persistence
import Registers

/// A programme of an example county, as its file has it. Days are counted from the day of loading, so that it always runs.
struct ExampleProgramme: Decodable {
    struct Phase: Decodable {
        let name: String
        let from: Int
        let through: Int
        let goal: String
    }

    struct Task: Decodable {
        let kind: ProgrammeTask.Kind
        let title: String
        /// Counted from 1.
        let phase: Int?
        let recipient: String?
        /// Codes; none for the office.
        let units: [String]?
        /// Due once.
        let due: Int?
        /// Day of the month, and month, of what comes round.
        let day: Int?
        let month: Int?
        let from: Int?
        let through: Int?
        /// When it was done, and what was said.
        let done: Int?
        let report: String?
    }

    let title: String
    let basis: String
    let goal: String
    let domains: [String]
    let state: ProgrammeState
    let isPublic: Bool
    let phases: [Phase]
    let contacts: [Programme.Contact]
    let rules: [Programme.ProcessRule]
    let tasks: [Task]
}

/// Lays an example's programmes down, each act by the person whose post it is.
struct ExampleProgrammes: ExamplePart {
    let desk: ExampleDesk

    init(_ place: Workplace) { desk = ExampleDesk(place) }

    /// - Throws: `Failure` when a unit or a post is not there, or a step refuses.
    func lay(_ example: ExampleProgramme) async throws {
        let place = "programmes.json 中的“\(example.title)”"
        do {
            try await lay(example, named: place)
        } catch let refusal as ProgrammeRefusal {
            throw Failure(.content, "\(place)不合规定：\(refusal.reasons)")
        }
    }

    private func lay(_ example: ExampleProgramme, named place: String) async throws {
        let today = installation.now().day
        let keeping = KeepProgramme(installation, county: county)
        guard let office = try await desk.holder(.disclosureOffice, OrganisationUnit.ID(0)) else {
            throw Failure(.content, "\(place)：accounts.csv 里没有政务公开办的人。")
        }
        let phases = example.phases.enumerated().map { index, phase in
            Programme.Phase(
                key: index + 1, name: phase.name, first: today.adding(days: phase.from), last: today.adding(days: phase.through),
                goal: phase.goal)
        }
        let plan = Programme.Plan(
            basis: example.basis, goal: example.goal, domains: example.domains, phases: phases, contacts: example.contacts,
            rules: example.rules)
        let id = try await keeping.create(title: example.title, plan: plan, isPublic: example.isPublic, by: office)
        var added: [(task: ProgrammeTask, example: ExampleProgramme.Task)] = []
        for line in example.tasks {
            var units: [OrganisationUnit.ID] = []
            for code in line.units ?? [] { units.append(try await desk.unit(code, of: place)) }
            guard let timing = timing(of: line, today) else { throw Failure(.content, "\(place)：任务“\(line.title)”没有写明期限。") }
            let task = ProgrammeTask(
                id: ProgrammeTask.ID(0), programme: id, phase: line.phase, kind: line.kind, title: line.title,
                recipient: line.recipient ?? "", units: units, timing: timing)
            let key = try await keeping.add(task, by: office)
            added.append(
                (
                    ProgrammeTask(id: key, programme: id, kind: line.kind, title: line.title, units: units, timing: timing), line
                ))
        }
        guard example.state == .running else { return }
        try await keeping.move(id, version: 1, .begin, by: office)
        for (task, line) in added { try await report(task, line, today, office: office, named: place) }
    }

    private func timing(of line: ExampleProgramme.Task, _ today: Day) -> TaskTiming? {
        if let due = line.due { return TaskTiming(by: today.adding(days: due)) }
        guard let day = line.day, let from = line.from, let through = line.through else { return nil }
        return TaskTiming(
            line.month.map { .yearly(month: $0, day: day) } ?? .monthly(day: day), from: today.adding(days: from),
            through: today.adding(days: through))
    }

    private func report(
        _ task: ProgrammeTask, _ line: ExampleProgramme.Task, _ today: Day, office: Staff, named place: String
    ) async throws {
        guard let done = line.done, let text = line.report else { return }
        for unit in task.doers {
            var staff = office
            if let unit { staff = try await desk.staff(.editor, unit, of: place) }
            try await ReportTask(installation, county: county).run(
                ReportTask.Report(isFinal: true, day: today.adding(days: done), text: text), on: task.id, of: task.programme, unit: unit,
                period: .once, by: staff)
        }
    }
}
