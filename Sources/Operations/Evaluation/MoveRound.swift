package import Domain
import Persistence
import Registers

/// Takes a round from one state to the next (推进测评).
package struct MoveRound {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameters:
    ///   - act: one that leads to another state.
    ///   - appealsUntil: with `.announce`, the last day for appeals.
    ///   - reason: needed for closing while sheets are awaited, and for cancelling.
    /// - Throws: `RoundRefusal`, `StoreError.stale`.
    package func run(
        _ id: EvaluationRound.ID, version: Int, _ act: RoundAct, appealsUntil: Day? = nil, reason: String = "", by staff: Staff
    ) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            var work = try RoundWork(transaction, county: county, round: id, version: version, now: now, by: staff)
            try work.demand(act)
            guard let next = act.next else { throw RoundRefusal([.notAllowed(act, work.round.state)]) }
            let scoring = try RoundScoring(work.round, transaction, site: county.id)
            try RoundWork.refuse(try Self.obstacles(act, work, scoring, appealsUntil: appealsUntil, reason: reason))
            if act == .announce { work.round.appealsUntil = appealsUntil }
            work.round.state = next
            try work.update()
            try work.record(.roundMoved, reason: reason.isEmpty ? next.name : "\(next.name)：\(reason)")
        }
    }

    private static func obstacles(
        _ act: RoundAct, _ work: RoundWork, _ scoring: RoundScoring, appealsUntil: Day?, reason: String
    ) throws -> [RoundReason] {
        let round = work.round
        switch act {
        case .open:
            let empty = round.panels.filter { $0.reviewers.isEmpty && !round.isSelfAssessed($0.assessor) }.map { panel in
                round.scheme.assessors.first { $0.code == panel.assessor }?.name ?? panel.assessor
            }
            return (round.units.isEmpty ? [.noUnits] : []) + (empty.isEmpty ? [] : [.noReviewers(empty)])
                + (round.panels.contains { $0.due < work.now.day } ? [.deadlineBeforeToday] : [])
        case .close:
            let missing = RoundProgress(round, sheets: try work.sheets.sheets(of: round.id)).missing
            return missing == 0 || !reason.isEmpty ? [] : [.sheetsMissing(missing)]
        case .announce:
            guard let appealsUntil else { return [.deadlineBeforeToday] }
            return try obstacles(scoring, work) + (appealsUntil < work.now.day ? [.deadlineBeforeToday] : [])
        case .settle:
            let open = try work.sheets.appeals(of: round.id).count { $0.answer == nil }
            return try obstacles(scoring, work) + (open > 0 ? [.openAppeals(open)] : [])
                + (round.scheme.grading?.isOpen == true ? [.gradesUndecided] : [])
        case .finish:
            let open = try work.orders.orders(of: round.id).count { $0.state != .closed }
            return open == 0 ? [] : [.openOrders(open)]
        case .cancel: return reason.isEmpty ? [.needsReason] : []
        case .read, .readSheets, .readResult, .arrange, .extend, .draw, .score, .submit, .recall, .compute, .moderate, .appeal,
            .answerAppeal, .publish, .order, .respond, .recheck:
            return []
        }
    }

    /// Why the result cannot go out: there is none, it is not of these inputs, or a unit has no score.
    private static func obstacles(_ scoring: RoundScoring, _ work: RoundWork) throws -> [RoundReason] {
        guard let stored = scoring.stored else { return [.notComputed] }
        if scoring.isStale { return [.isStale] }
        let lacking = try stored.result.lines.filter { $0.composite == nil }.map { try work.units.find(code: $0.unit)?.name ?? $0.unit }
        return lacking.isEmpty ? [] : [.incomplete(lacking)]
    }
}
