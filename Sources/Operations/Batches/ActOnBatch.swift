package import Domain
import Persistence
import Registers

/// Begins an act on all documents of a batch (批量办理). It is carried out part by part by `RunBatch`, by the same rules and with the same
/// records as for a single draft.
package struct ActOnBatch {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameters:
    ///   - reason: one for all; each document's record has it.
    ///   - step: which step is decided, counted from 0; for `approve` and `returned` only.
    ///   - ground: for taking down what is public already.
    /// - Throws: `BatchRefusal`; `GateRefusal` when this person may not; `StoreError.stale`.
    package func run(
        _ act: Batch.Act, on id: Batch.ID, version: Int? = nil, reason: String = "", step: Int? = nil, ground: WithdrawalGround? = nil,
        by staff: Staff
    ) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let register = BatchRegister(transaction, site: county.id)
            guard let entry = try register.find(id) else { throw BatchRefusal.unknown }
            if let version, version != entry.batch.version { throw StoreError.stale(subject: entry.batch.name) }
            // Undoing may break in on everything else but itself.
            let job = try register.job(of: id)
            if let job, job.state == .running, act != .undo || job.act == .undo { throw BatchRefusal.isWorking }
            if let job, job.state == .stopped, job.act == act {
                // What was broken off goes on where it stopped, now in this person's name.
                try DraftWork.refuse(Self.reasons(act, unit: entry.batch.unit, tally: try register.tally(of: id), by: staff))
                return try register.goOn(id, by: staff.account, at: now)
            }
            let opening = Opening(transaction: transaction, county: county, entry: entry, tally: try register.tally(of: id), now: now)
            let total = try opening.total(act, reason: reason, step: step, ground: ground, by: staff)
            try register.start(act, on: id, by: staff.account, reason: reason, ground: ground, step: step, total: total, at: now)
            try register.set(act == .bringIn ? .drafting : entry.batch.state, of: id)
        }
    }

    /// - Throws: `GateRefusal` when this person may not begin an act on a batch of that unit.
    package static func refuse(_ act: Batch.Act, unit: OrganisationUnit.ID, by staff: Staff) throws {
        try DraftWork.refuse(reasons(act, unit: unit, tally: Batch.Tally(), by: staff))
    }

    /// Why this person may not begin an act; empty when they may. For greying the button.
    package static func reasons(_ act: Batch.Act, unit: OrganisationUnit.ID, tally: Batch.Tally, by staff: Staff) -> [GateReason] {
        switch act {
        case .bringIn, .check, .submit: return staff.holds(.editor, for: unit) ? [] : [.needsRole(.editor)]
        case .publish: return staff.holds(.editor, for: unit) || staff.holds(.disclosureOffice) ? [] : [.needsRole(.editor)]
        case .undo:
            if staff.holds(.signer, for: unit) || staff.holds(.disclosureOffice) { return [] }
            // What the public has seen is taken down by those who may withdraw.
            if tally.published > 0 { return [.needsRole(.signer)] }
            return staff.holds(.editor, for: unit) ? [] : [.needsRole(.editor)]
        case .approve, .returned: return []
        }
    }
}

/// Whether an act may begin, and over how many documents.
private struct Opening {
    let transaction: any Transaction
    let county: County
    let entry: BatchRegister.Entry
    let tally: Batch.Tally
    let now: Instant

    private var batch: Batch { entry.batch }

    func total(_ act: Batch.Act, reason: String, step: Int?, ground: WithdrawalGround?, by staff: Staff) throws -> Int {
        try DraftWork.refuse(ActOnBatch.reasons(act, unit: batch.unit, tally: tally, by: staff))
        let total: Int
        switch act {
        case .bringIn: total = try bringIn()
        case .check, .submit: total = tally.drafting
        case .publish: total = tally.approved
        case .undo:
            if tally.published > 0 {
                try DraftWork.refuse((reason.isEmpty ? [.needsReason] : []) + (ground == nil ? [.noWithdrawalGround] : []))
            }
            if batch.state == .preview || batch.state == .undone { throw BatchRefusal.nothingToDo }
            // An import that was broken off may have brought nothing in yet.
            return tally.open + tally.published
        case .approve, .returned:
            guard let step else { throw GateRefusal([.noSuchStep]) }
            total = tally.inReview[step] ?? 0
            if total > 0 { try refusePerson(act, step: step, reason: reason, staff) }
        }
        if total == 0 { throw BatchRefusal.nothingToDo }
        return total
    }

    private func bringIn() throws -> Int {
        guard batch.state == .preview else { throw BatchRefusal.isNotPreview }
        if entry.preview.ready == 0 { throw BatchRefusal.nothingToBringIn }
        let form = try BatchForm(transaction, county: county, unit: batch.unit, item: batch.item)
        let missing = entry.mapping.elements(form.item.entry.elements, headings: entry.preview.headings).missing
        if !missing.isEmpty { throw BatchRefusal.elementsMissing(missing) }
        return entry.preview.ready
    }

    /// What is about the person counts for every row: it is said at once, and not row by row.
    private func refusePerson(_ act: Batch.Act, step: Int, reason: String, _ staff: Staff) throws {
        let register = BatchRegister(transaction, site: county.id)
        guard let first = try register.drafts(of: batch.id, states: ["inReview"], step: step, after: 0, limit: 1).first else { return }
        let work = try DraftWork(transaction, county: county, draft: first, version: nil, now: now)
        let verdict: Decision.Verdict = act == .approve ? .approved : .returned
        try DraftWork.refuse(work.gate.deciding(verdict, by: staff, reason: reason).filter(\.isAboutPerson))
    }
}

extension GateReason {
    var isAboutPerson: Bool {
        switch self {
        case .needsRole, .draftedIt, .decidedBefore, .needsReason: true
        default: false
        }
    }
}
