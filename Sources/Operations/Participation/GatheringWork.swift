import Domain
import Persistence
import Registers

/// One act on one gathering inside its transaction.
struct GatheringWork: SubjectWork {
    let act: StaffAct
    let register: GatheringRegister
    let signUps: SignUpRegister
    var gathering: Gathering

    /// - Parameter version: the version that the person saw; `nil` when it does not matter.
    /// - Throws: `StoreError.stale` when it has been changed since; `ParticipationRefusal` when there is none, or it is another unit's.
    init(
        _ transaction: any Transaction, county: County, gathering id: Gathering.ID, version: Int? = nil, now: Instant, by staff: Staff
    ) throws {
        act = try StaffAct(transaction, county: county, now: now, by: staff)
        register = GatheringRegister(transaction, site: county.id)
        signUps = SignUpRegister(transaction)
        guard let gathering = try register.find(id) else { throw ParticipationRefusal([.notFound]) }
        try ParticipationRefusal.check(staff.holds(.editor, for: gathering.unit) ? [] : [.needsEditor])
        if let version, version != gathering.version { throw StoreError.stale(subject: gathering.plan.title) }
        self.gathering = gathering
    }

    var ownFigures: GatheringFigures { get throws { GatheringFigures(try figures, on: gathering.plan.day) } }

    func standing() throws -> GatheringStanding {
        try register.standing(
            gathering, figures: try figures, calendar: try calendar)
    }

    /// Everything that is wrong with the plan, with what it names: chains of the own unit, consultations of the county.
    func faults() throws -> [ParticipationReason] {
        let plan = gathering.plan
        var reasons = plan.faults(materialDays: try ownFigures.materialDays)
        let chains = ChainRegister(transaction, site: county.id)
        let named = Set([plan.chain].compactMap { $0 } + plan.agenda.compactMap { $0.chain.map { PolicyChain.ID($0) } })
        for id in named where try chains.find(id)?.unit != gathering.unit { reasons.append(.noSuchChain) }
        if let id = plan.consultation, try ConsultationRegister(transaction, site: county.id).find(id) == nil {
            reasons.append(.noSuchConsultation)
        }
        return reasons
    }

    var unitName: String {
        get throws { try UnitRegister(transaction, site: county.id).find(gathering.unit)?.name ?? "" }
    }

    func record(_ verb: Event.Verb, reason: String = "") throws {
        try act.record(verb, on: Event.Subject(.gathering, gathering.id.rawValue), of: gathering.unit, reason: reason)
    }
}

extension Installation {
    func act<Result: Sendable>(
        in gathering: Gathering.ID, of county: County, version: Int? = nil, by staff: Staff,
        _ body: @escaping @Sendable (inout GatheringWork) throws -> Result
    ) async throws -> Result {
        let now = now()
        return try await store.write { transaction in
            var work = try GatheringWork(transaction, county: county, gathering: gathering, version: version, now: now, by: staff)
            return try body(&work)
        }
    }
}
