package import Domain
import Persistence
import Registers

/// Writes a programme down, takes it through its life, and keeps its tasks and the words of its summary report. The office's work.
package struct KeepProgramme {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    // MARK: The programme

    /// - Throws: `ProgrammeRefusal`.
    package func create(title: String, plan: Programme.Plan, isPublic: Bool = false, by staff: Staff) async throws -> Programme.ID {
        let programme = Programme(id: installation.identifiers.next(Programme.self), title: title, plan: plan, isPublic: isPublic)
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            guard staff.holds(.disclosureOffice) else { throw ProgrammeRefusal([.notAllowed(.edit, .planned)]) }
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            try Self.check(programme, replaces: nil, tasks: [], transaction, site: county.id)
            try ProgrammeRegister(transaction, site: county.id).insert(programme)
            let work = try ProgrammeWork(transaction, county: county, programme: programme.id, now: now, by: staff)
            try work.record(.programmeCreated, reason: title)
        }
        return programme.id
    }

    /// - Throws: `ProgrammeRefusal`; `StoreError.stale`.
    package func save(
        _ id: Programme.ID, version: Int, title: String, plan: Programme.Plan, isPublic: Bool, by staff: Staff
    ) async throws {
        try await installation.act(in: id, of: county, version: version, by: staff) { work in
            try work.demand(.edit)
            var changed = work.programme
            (changed.title, changed.plan, changed.isPublic) = (title, plan, isPublic)
            changed.plan.summary = work.programme.plan.summary
            try Self.check(
                changed, replaces: work.programme, tasks: try work.register.tasks(of: id), work.transaction, site: work.county.id)
            try work.register.update(changed)
            try work.record(.programmeChanged)
        }
    }

    private static func check(
        _ programme: Programme, replaces former: Programme?, tasks: [ProgrammeTask], _ transaction: any Transaction, site: County.ID
    ) throws {
        var reasons = programme.faults
        let known = Set(try DutyRegister(transaction, site: site).domains().map(\.code))
        if !known.isSuperset(of: programme.plan.domains) { reasons.append(.noSuchDomain) }
        let kept = Set(programme.plan.phases.map(\.key))
        for phase in former?.plan.phases ?? [] where !kept.contains(phase.key) && tasks.contains(where: { $0.phase == phase.key }) {
            reasons.append(.phaseInUse(phase.name))
        }
        try ProgrammeRefusal.check(reasons)
    }

    /// 总结报告
    package func summarise(_ id: Programme.ID, version: Int, _ summary: Programme.Summary, by staff: Staff) async throws {
        try await installation.act(in: id, of: county, version: version, by: staff) { work in
            try work.demand(.summarise)
            var changed = work.programme
            changed.plan.summary = summary
            try ProgrammeRefusal.check(changed.faults)
            try work.register.update(changed)
            try work.record(.programmeChanged, reason: "总结报告")
        }
    }

    /// Begins, finishes, reopens or cancels it.
    ///
    /// - Parameter reason: why it ends although something is open, why it is reopened or cancelled.
    package func move(_ id: Programme.ID, version: Int, _ act: ProgrammeAct, reason: String = "", by staff: Staff) async throws {
        try await installation.act(in: id, of: county, version: version, by: staff) { work in
            try work.demand(act)
            guard let next = act.next else { throw ProgrammeRefusal([.notAllowed(act, work.programme.state)]) }
            try ProgrammeRefusal.check([ProgrammeReason.beyond(.text, reason, limit: Programme.longestLine)].compactMap { $0 })
            if act == .finish, reason.isEmpty {
                let standings = TaskStanding.all(
                    of: work.programme, try work.register.tasks(of: id), try work.register.entries(of: id), on: work.now.day)
                let open = standings.count { $0.state == .overdue }
                if open > 0 { throw ProgrammeRefusal([.openDuties(open)]) }
            }
            if act == .reopen || act == .cancel, reason.isEmpty { throw ProgrammeRefusal([.missing(.text)]) }
            work.programme.state = next
            try work.register.update(work.programme)
            try work.record(.programmeMoved, reason: reason.isEmpty ? act.name : "\(act.name)：\(reason)")
        }
    }

    // MARK: Its tasks

    /// - Parameter draft: its identifier and version do not count.
    package func add(_ draft: ProgrammeTask, by staff: Staff) async throws -> ProgrammeTask.ID {
        let id = installation.identifiers.next(ProgrammeTask.self)
        let task = ProgrammeTask(
            id: id, programme: draft.programme, phase: draft.phase, kind: draft.kind, title: draft.title, detail: draft.detail,
            recipient: draft.recipient, units: draft.units, timing: draft.timing)
        try await installation.act(in: draft.programme, of: county, by: staff) { work in
            try work.demand(.edit)
            let count = try work.register.tasks(of: work.programme.id).count
            try ProgrammeRefusal.check(
                count < ProgrammeTask.mostInProgramme ? [] : [.tooMany(.taskTitle, limit: ProgrammeTask.mostInProgramme)])
            try Self.check(task, in: work)
            try work.register.insert(task)
            try work.record(.programmeTaskAdded, reason: task.title)
        }
        return id
    }

    /// - Parameter task: with the version that the person saw.
    /// - Throws: `ProgrammeRefusal`; `StoreError.stale`.
    package func save(_ task: ProgrammeTask, by staff: Staff) async throws {
        try await installation.act(in: task.programme, of: county, by: staff) { work in
            try work.demand(.edit)
            let former = try work.task(task.id)
            guard former.cancelled.isEmpty else { throw ProgrammeRefusal([.taskCancelled]) }
            try Self.check(task, in: work)
            let entries = try work.register.entries(of: task.programme).filter { $0.task == task.id }
            // What was reported must stay readable as what it was: the same kind, for those who reported, in those periods.
            let periods = Set(task.timing.periods.map(\.period))
            let keeps =
                former.kind == task.kind && entries.allSatisfy { periods.contains($0.period) && task.doers.contains($0.unit) }
            try ProgrammeRefusal.check(entries.isEmpty || keeps ? [] : [.reportedAlready])
            try work.register.update(task)
            try work.record(.programmeTaskChanged, reason: task.title)
        }
    }

    /// It is no longer asked for; what was reported stays.
    package func cancel(_ id: ProgrammeTask.ID, of programme: Programme.ID, version: Int, reason: String, by staff: Staff) async throws {
        try await installation.act(in: programme, of: county, by: staff) { work in
            try work.demand(.edit)
            var task = try work.task(id)
            guard task.cancelled.isEmpty else { throw ProgrammeRefusal([.taskCancelled]) }
            try ProgrammeRefusal.check(reason.isEmpty ? [.missing(.text)] : [])
            try ProgrammeRefusal.check([ProgrammeReason.beyond(.text, reason, limit: Programme.longestLine)].compactMap { $0 })
            task.cancelled = reason
            task.version = version
            try work.register.update(task)
            try work.record(.programmeTaskChanged, reason: "取消：\(task.title)（\(reason)）")
        }
    }

    private static func check(_ task: ProgrammeTask, in work: ProgrammeWork) throws {
        var reasons = task.faults(in: work.programme.plan)
        let known = Set(try UnitRegister(work.transaction, site: work.county.id).all().map(\.id))
        if !known.isSuperset(of: task.units) || Set(task.units).count != task.units.count { reasons.append(.noSuchUnit) }
        if task.timing.periods.isEmpty, reasons.isEmpty { reasons.append(.timingBackwards) }
        try ProgrammeRefusal.check(reasons)
    }
}
