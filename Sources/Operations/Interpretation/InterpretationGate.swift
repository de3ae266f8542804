import Domain
import Persistence
import Registers

/// What the publishing gate asks about interpretation: a plan with the draft, the right form, never before its document.
struct InterpretationGate {
    static func submission(_ work: DraftWork) throws -> [GateReason] {
        let register = InterpretationRegister(work.transaction, site: work.county.id)
        var reasons = InterpretationPlan.gaps(work.draft, plan: try register.plan(of: work.draft.id))
        reasons += try register.interpretation(by: .draft(work.draft.id))?.gaps(work.draft.content) ?? []
        return reasons.map { .interpretation($0) }
    }

    /// An interpretation would tell what its document says.
    static func publication(_ work: DraftWork) throws -> [GateReason] {
        let register = InterpretationRegister(work.transaction, site: work.county.id)
        guard work.draft.corrects == nil, let own = try register.interpretation(by: .draft(work.draft.id)) else { return [] }
        let about = try PaperQueries(work.transaction, site: work.county.id).find(own.about)
        return about?.disclosure == nil ? [.interpretation(.documentNotPublic)] : []
    }

    /// 应急发布 goes out without a plan; the interpretation is owed all the same.
    static func oweInterpretation(_ work: DraftWork) throws {
        let register = InterpretationRegister(work.transaction, site: work.county.id)
        let draft = work.draft
        guard draft.content.rule != nil, draft.corrects == nil, try register.plan(of: draft.id) == nil else { return }
        try register.put(InterpretationPlan(draft: draft.id, drafters: [draft.unit]), at: work.now)
    }
}
