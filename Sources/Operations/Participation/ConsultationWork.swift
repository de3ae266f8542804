import Domain
import Persistence
import Registers

/// One act on one consultation inside its transaction.
struct ConsultationWork: SubjectWork {
    let act: StaffAct
    let register: ConsultationRegister
    let opinions: OpinionRegister
    var consultation: Consultation

    /// - Parameter version: the version that the person saw; `nil` when it does not matter.
    /// - Throws: `StoreError.stale` when it has been changed since; `ParticipationRefusal` when there is none, or it is another unit's.
    init(
        _ transaction: any Transaction, county: County, consultation id: Consultation.ID, version: Int? = nil, now: Instant, by staff: Staff
    ) throws {
        act = try StaffAct(transaction, county: county, now: now, by: staff)
        register = ConsultationRegister(transaction, site: county.id)
        opinions = OpinionRegister(transaction)
        guard let consultation = try register.find(id) else { throw ParticipationRefusal([.notFound]) }
        try ParticipationRefusal.check(staff.holds(.editor, for: consultation.unit) ? [] : [.needsEditor])
        if let version, version != consultation.version { throw StoreError.stale(subject: consultation.plan.title) }
        self.consultation = consultation
    }

    func standing() throws -> ConsultationStanding {
        try register.standing(
            consultation, figures: try figures, calendar: try calendar)
    }

    /// The document at the gate and the ledger must say the same.
    func demandOpenLedger() throws {
        try ParticipationRefusal.check(try register.isAlive(consultation.feedback) ? [.ledgerLocked] : [])
    }

    /// Paragraphs of the published draft.
    func paragraphs(of standing: ConsultationStanding) throws -> [String] {
        guard let document = try standing.announcement.flatMap({ try DisclosureRegister(transaction, site: county.id).find($0.document) })
        else { throw ParticipationRefusal([.notOpen]) }
        return ConsultationText.paragraphs(of: document.body)
    }

    func record(_ verb: Event.Verb, reason: String = "") throws {
        try act.record(verb, on: Event.Subject(.consultation, consultation.id.rawValue), of: consultation.unit, reason: reason)
    }
}

extension Installation {
    func act<Result: Sendable>(
        in consultation: Consultation.ID, of county: County, version: Int? = nil, by staff: Staff,
        _ body: @escaping @Sendable (inout ConsultationWork) throws -> Result
    ) async throws -> Result {
        let now = now()
        return try await store.write { transaction in
            var work = try ConsultationWork(
                transaction, county: county, consultation: consultation, version: version, now: now, by: staff)
            return try body(&work)
        }
    }
}
