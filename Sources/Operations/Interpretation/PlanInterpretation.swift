package import Domain
import Persistence
import Registers

/// Writes how a draft's document will be interpreted, or why it need not be (解读方案).
package struct PlanInterpretation {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// It is decided on together with the draft: as long as that can be edited, so can the plan. What is missing is refused at submission.
    ///
    /// - Parameter plan: with the version that was opened.
    /// - Throws: `InterpretationRefusal`, `GateRefusal` when the draft is not open for editing, `StoreError.stale`.
    package func run(_ plan: InterpretationPlan, by staff: Staff) async throws {
        try InterpretationRefusal.check(Self.faults(plan))
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let work = try DraftWork(transaction, county: county, draft: plan.draft, version: nil, now: now)
            try DraftWork.refuse(work.gate.editing(by: staff))
            let units = Set(try UnitRegister(transaction, site: county.id).all().map(\.id))
            try InterpretationRefusal.check(plan.drafters.allSatisfy(units.contains) ? [] : [.noSuchUnit])
            let register = InterpretationRegister(transaction, site: county.id)
            let isEmpty =
                !plan.hasPublicImpact && !plan.isExempt && plan.outline.isEmpty && plan.kinds.isEmpty && plan.planned == nil
            if isEmpty { try register.removePlan(of: plan.draft) } else { try register.put(plan, at: now) }
            try work.note(.interpretationPlanned, staff, as: .editor, reason: plan.isExempt ? "不需要解读：\(plan.exemption)" : "")
        }
    }

    private static func faults(_ plan: InterpretationPlan) -> [InterpretationReason] {
        var faults: [InterpretationReason] = []
        for (part, text) in [(InterpretationPlan.Part.outline, plan.outline), (.exemption, plan.exemption)]
        where text.unicodeScalars.count > InterpretationPlan.longestText {
            faults.append(.tooLong(part, limit: InterpretationPlan.longestText))
        }
        if plan.drafters.count > InterpretationPlan.mostDrafters {
            faults.append(.tooLong(.drafters, limit: InterpretationPlan.mostDrafters))
        }
        return faults
    }
}
