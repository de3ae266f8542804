import Cryptography
package import Domain
import Persistence
package import Registers

/// Fills in a scoring sheet and hands it in (填写、提交评分表). Nobody but its holder reads it before the close.
package struct FillSheet {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// Keeps what has been filled in so far; leaves may still be missing.
    ///
    /// - Parameter version: of the sheet as it was opened; 0 for a new one.
    /// - Throws: `RoundRefusal`, `StoreError.stale`.
    package func save(
        _ id: EvaluationRound.ID, _ assessor: String, _ unit: OrganisationUnit.ID, answers: [Submission.Answer], version: Int,
        by staff: Staff
    ) async throws {
        let key = installation.identifiers.next(ScoreSheet.self)
        try await installation.act(in: id, of: county, by: staff) { work in
            var sheet = try work.sheet(assessor, unit, .score, key: key)
            guard sheet.version == version else { throw StoreError.stale(subject: "评分表") }
            try RoundWork.refuse(sheet.submitted == nil ? [] : [.alreadySubmitted])
            sheet.answers = answers
            try work.check(sheet)
            sheet.signature = work.signature(for: sheet.holder == .unit ? unit : nil)
            try work.sheets.put(sheet, in: id)
            try work.record(.sheetSaved, unit: unit, digest: try Self.digest(sheet), reason: assessor)
        }
    }

    /// Hands it in: every leaf must have its answer.
    package func submit(_ id: EvaluationRound.ID, _ assessor: String, _ unit: OrganisationUnit.ID, version: Int, by staff: Staff)
        async throws
    {
        let key = installation.identifiers.next(ScoreSheet.self)
        try await installation.act(in: id, of: county, by: staff) { work in
            var sheet = try work.sheet(assessor, unit, .submit, key: key)
            guard sheet.version == version else { throw StoreError.stale(subject: "评分表") }
            try RoundWork.refuse(sheet.submitted == nil ? [] : [.alreadySubmitted])
            try work.check(sheet)
            let answered = Set(sheet.answers.map(\.leaf))
            let missing = work.round.scheme.leaves.filter { $0.leaf?.method != .automatic && !answered.contains($0.code) }.map(\.code)
            try RoundWork.refuse(missing.isEmpty ? [] : [.unanswered(missing)])
            sheet.submitted = work.now
            sheet.signature = work.signature(for: sheet.holder == .unit ? unit : nil)
            try work.sheets.put(sheet, in: id)
            try work.record(.sheetSubmitted, unit: unit, digest: try Self.digest(sheet), reason: assessor)
        }
    }

    /// Takes it back to change it, while others are still at theirs.
    package func recall(_ id: EvaluationRound.ID, _ assessor: String, _ unit: OrganisationUnit.ID, by staff: Staff) async throws {
        let key = installation.identifiers.next(ScoreSheet.self)
        try await installation.act(in: id, of: county, by: staff) { work in
            var sheet = try work.sheet(assessor, unit, .recall, key: key)
            try RoundWork.refuse(sheet.submitted == nil ? [.notSubmitted] : [])
            sheet.submitted = nil
            try work.sheets.put(sheet, in: id)
            try work.record(.sheetRecalled, unit: unit, reason: assessor)
        }
    }

    /// Adds evidence whose bytes are in the store already.
    ///
    /// - Parameter file: its key, sheet and signature are made here.
    package func add(
        _ file: SheetRegister.File, to id: EvaluationRound.ID, _ assessor: String, _ unit: OrganisationUnit.ID, by staff: Staff
    ) async throws {
        let (key, sheetKey) = (installation.identifiers.next(SheetRegister.File.self), installation.identifiers.next(ScoreSheet.self))
        try await installation.act(in: id, of: county, by: staff) { work in
            var sheet = try work.sheet(assessor, unit, .score, key: sheetKey)
            try RoundWork.refuse(sheet.submitted == nil ? [] : [.alreadySubmitted])
            _ = try work.leaf(file.leaf)
            if sheet.version == 0 {
                sheet.signature = work.signature(for: sheet.holder == .unit ? unit : nil)
                try work.sheets.put(sheet, in: id)
            }
            let own = try work.sheets.files(of: id).count { $0.sheet == sheet.id && $0.leaf == file.leaf }
            try RoundWork.refuse(own < ScoreSheet.mostEvidence ? [] : [.tooMany(limit: ScoreSheet.mostEvidence)])
            try work.sheets.insert(
                SheetRegister.File(
                    id: key, sheet: sheet.id, order: nil, leaf: file.leaf, name: file.name, mediaType: file.mediaType,
                    sizeInBytes: file.sizeInBytes, digest: file.digest, added: work.now,
                    signature: work.signature(for: sheet.holder == .unit ? unit : nil)), in: id)
            try work.record(.sheetFileAdded, unit: unit, reason: "\(assessor)，\(file.leaf)")
        }
    }

    /// Writes down that a third party or the office has looked at something: what they saw is in the log as well as what they scored.
    package func look(_ id: EvaluationRound.ID, at what: String, unit: OrganisationUnit.ID?, by staff: Staff) async throws {
        try await installation.act(in: id, of: county, by: staff) { work in try work.record(.roundRead, unit: unit, reason: what) }
    }

    private static func digest(_ sheet: ScoreSheet) throws -> [UInt8] { Digest.sha256(try StoredJSON.text(sheet.answers).utf8) }
}

extension RoundWork {
    /// Their sheet as it stands, in time and in a state that lets them; a new one where there is none.
    fileprivate func sheet(_ assessor: String, _ unit: OrganisationUnit.ID, _ act: RoundAct, key: ScoreSheet.ID) throws -> ScoreSheet {
        guard let panel = round.panel(assessor) else { throw RoundRefusal([.noSuchAssessor]) }
        guard round.units.contains(unit) else { throw RoundRefusal([.noSuchUnit]) }
        try demand(act, for: unit)
        guard let holder = round.sheetHolder(assessor, of: unit, by: staff) else {
            throw RoundRefusal([.notAllowed(act, round.state)])
        }
        try Self.refuse(panel.due < now.day ? [.deadlinePassed(panel.due)] : [])
        return try sheets.find(assessor, unit, holder, in: round.id)
            ?? ScoreSheet(id: key, assessor: assessor, unit: unit, holder: holder)
    }

    /// Whether what was entered suits the scheme, and is of a size.
    fileprivate func check(_ sheet: ScoreSheet) throws {
        let limit = ScoreSheet.longestComment
        let isLong = sheet.answers.contains { answer in
            ([answer.comment] + answer.evidence).contains { $0.unicodeScalars.count > limit }
        }
        try Self.refuse(isLong ? [.tooLong(limit: limit)] : [])
        try Self.refuse(
            sheet.answers.contains { $0.evidence.count > ScoreSheet.mostEvidence } ? [.tooMany(limit: ScoreSheet.mostEvidence)] : [])
        // By its name: what is wrong is said to people.
        let name = try units.find(sheet.unit)?.name ?? ""
        let inputs = ScoringInputs(submissions: [Submission(assessor: sheet.assessor, unit: name, answers: sheet.answers)])
        let faults = inputs.faults(in: round.scheme)
        try Self.refuse(faults.isEmpty ? [] : [.badEntries(faults)])
    }
}
