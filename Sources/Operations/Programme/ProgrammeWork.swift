import Domain
import Persistence
import Registers

/// One act in one programme inside its transaction: the programme as it stands, who acts, and the register to write to.
struct ProgrammeWork: SubjectWork {
    let act: StaffAct
    let register: ProgrammeRegister
    var programme: Programme

    /// - Parameter version: the version that the person saw; `nil` when it does not matter.
    /// - Throws: `StoreError.stale` when it has been changed since; `ProgrammeRefusal` when there is no such programme.
    init(
        _ transaction: any Transaction, county: County, programme id: Programme.ID, version: Int? = nil, now: Instant, by staff: Staff
    ) throws {
        act = try StaffAct(transaction, county: county, now: now, by: staff)
        register = ProgrammeRegister(transaction, site: county.id)
        guard let programme = try register.find(id) else { throw ProgrammeRefusal([.noSuchProgramme]) }
        if let version, version != programme.version { throw StoreError.stale(subject: programme.title) }
        self.programme = programme
    }

    /// - Throws: `ProgrammeRefusal` when the table of the life cycle does not let them.
    func demand(_ act: ProgrammeAct) throws {
        guard programme.state.allows(act, to: ProgrammeRole.roles(of: staff)) else {
            throw ProgrammeRefusal([.notAllowed(act, programme.state)])
        }
    }

    func task(_ id: ProgrammeTask.ID) throws -> ProgrammeTask {
        guard let task = try register.tasks(of: programme.id).first(where: { $0.id == id }) else {
            throw ProgrammeRefusal([.noSuchTask])
        }
        return task
    }

    /// As the log names them: the unit's clerk for a unit, otherwise the office.
    func signature(for unit: OrganisationUnit.ID? = nil) -> String { staff.signature(for: unit) }

    func record(_ verb: Event.Verb, unit: OrganisationUnit.ID? = nil, reason: String = "") throws {
        try act.record(verb, on: Event.Subject(.programme, programme.id.rawValue), of: unit, reason: reason)
    }
}

extension Installation {
    /// Runs an act in a programme.
    func act<Result: Sendable>(
        in programme: Programme.ID, of county: County, version: Int? = nil, by staff: Staff,
        _ body: @escaping @Sendable (inout ProgrammeWork) throws -> Result
    ) async throws -> Result {
        let now = now()
        return try await store.write { transaction in
            var work = try ProgrammeWork(transaction, county: county, programme: programme, version: version, now: now, by: staff)
            return try body(&work)
        }
    }
}
