package import Domain
import Persistence
import Registers

/// Decides a leaf in place of what was entered, with a reason (复核裁定).
package struct ModerateScore {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `RoundRefusal`.
    package func run(_ id: EvaluationRound.ID, _ moderation: Moderation, of unit: OrganisationUnit.ID, by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(in: id, of: county, by: staff) { work in
            try work.demand(.moderate)
            try work.moderate(moderation, of: unit, key: key)
        }
    }
}

extension RoundWork {
    /// - Parameter moderation: its unit is `unit`'s, whatever it says.
    func moderate(_ moderation: Moderation, of unit: OrganisationUnit.ID, key: Int64) throws {
        try check(reason: moderation.reason)
        try Self.refuse(round.units.contains(unit) ? [] : [.noSuchUnit])
        var named = moderation
        named.unit = try units.find(unit)?.name ?? ""
        let faults = ScoringInputs(submissions: [], moderations: [named]).faults(in: round.scheme)
        try Self.refuse(faults.isEmpty ? [] : [.badEntries(faults)])
        try sheets.insert(
            SheetRegister.Moderated(
                assessor: moderation.assessor, unit: unit, leaf: moderation.leaf, entry: moderation.entry, reason: moderation.reason,
                time: now, signature: signature()), key: key, in: round.id)
        try record(.scoreModerated, unit: unit, reason: "\(moderation.assessor)，\(moderation.leaf)：\(moderation.reason)")
    }
}

/// Appeals of units, and their answers (申诉).
package struct AppealScore {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `RoundRefusal`.
    package func file(
        _ id: EvaluationRound.ID, unit: OrganisationUnit.ID, assessor: String, leaf: String, reason: String, by staff: Staff
    ) async throws -> ScoreAppeal.ID {
        let key = installation.identifiers.next(ScoreAppeal.self)
        return try await installation.act(in: id, of: county, by: staff) { work in
            try work.demand(.appeal, for: unit)
            try RoundWork.refuse(work.round.panel(assessor) == nil ? [.noSuchAssessor] : [])
            _ = try work.leaf(leaf)
            try work.check(reason: reason)
            if let until = work.round.appealsUntil, until < work.now.day { throw RoundRefusal([.appealsOver(until)]) }
            let isKnown = try work.sheets.appeals(of: id).contains { $0.unit == unit && $0.assessor == assessor && $0.leaf == leaf }
            try RoundWork.refuse(isKnown ? [.alreadyAppealed] : [])
            try work.sheets.insert(
                ScoreAppeal(
                    id: key, unit: unit, assessor: assessor, leaf: leaf, reason: reason, filed: work.now,
                    signature: work.signature(for: unit)),
                in: id)
            try work.record(.scoreAppealed, unit: unit, reason: "\(assessor)，\(leaf)")
            return key
        }
    }

    /// - Parameter entry: what counts from now on; `nil` when the appeal is not granted.
    /// - Throws: `RoundRefusal`.
    package func answer(
        _ appeal: ScoreAppeal.ID, in id: EvaluationRound.ID, entry: Submission.Entry?, reason: String, by staff: Staff
    ) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(in: id, of: county, by: staff) { work in
            try work.demand(.answerAppeal)
            try work.check(reason: reason)
            guard let known = try work.sheets.appeals(of: id).first(where: { $0.id == appeal }) else { throw RoundRefusal([.noSuchAppeal]) }
            try RoundWork.refuse(known.answer == nil ? [] : [.alreadyAnswered])
            if let entry {
                try work.moderate(
                    Moderation(
                        assessor: known.assessor, unit: known.unit.description, leaf: known.leaf, entry: entry, reason: "申诉成立：\(reason)"),
                    of: known.unit, key: key)
            }
            try work.sheets.answer(
                appeal, ScoreAppeal.Answer(isGranted: entry != nil, reason: reason, time: work.now, signature: work.signature()))
            try work.record(.appealAnswered, unit: known.unit, reason: entry == nil ? "维持原评分" : "调整评分")
        }
    }
}
