package import Domain
import Persistence
package import Registers

/// Saves what was written in a draft (保存).
package struct SaveDraft {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    package struct Saved: Sendable {
        package let version: Int
        package let time: Instant
    }

    /// - Parameter version: the version that was opened.
    /// - Throws: `StoreError.stale` when somebody else saved in between; `GateRefusal` when it is not open for editing.
    package func run(_ id: Draft.ID, version: Int, by staff: Staff, change: @escaping @Sendable (inout Draft.Content) -> Void) async throws
        -> Saved
    {
        let (county, now) = (county, installation.now())
        return try await installation.store.write { transaction in
            let work = try DraftWork(transaction, county: county, draft: id, version: version, now: now)
            try DraftWork.refuse(work.gate.editing(by: staff))
            var draft = work.draft
            change(&draft.content)
            guard draft.content != work.draft.content else { return Saved(version: version, time: work.entry.changed) }
            if draft.content.body.stored.utf8.count > Draft.Content.bodyLimit * 3 {
                throw GateRefusal([.tooLong(.body, limit: Draft.Content.bodyLimit)])
            }
            let digest = try draft.content.digest()
            try work.drafts.saveContent(draft, digest: digest, by: staff.account, at: now)
            try work.note(.draftSaved, staff, as: .editor, before: work.entry.digest, after: digest)
            return Saved(version: version + 1, time: now)
        }
    }
}

/// Puts the findings of the checks on record. They are found outside the transaction, because files are read for them.
package struct RecordFindings {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Returns: how many forbid going on.
    /// - Throws: `StoreError.stale` when the content is no longer what was checked.
    @discardableResult
    package func run(_ findings: [DecisionRegister.Line], of id: Draft.ID, digest: [UInt8]) async throws -> Int {
        let (county, now) = (county, installation.now())
        return try await installation.store.write { transaction in
            guard let entry = try DraftRegister(transaction, site: county.id).find(id) else { throw UnknownDraft() }
            guard entry.digest == digest else { throw StoreError.stale(subject: entry.draft.content.title) }
            return try DecisionRegister(transaction).replaceFindings(findings, of: id, at: now)
        }
    }
}

/// Answers a finding that may stand (说明理由): somebody says why, under their name.
package struct JustifyFinding {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter roles: who may justify a finding of this kind; empty when nobody may.
    package func run(_ key: String, of id: Draft.ID, roles: Set<Role>, reason: String, by staff: Staff) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let work = try DraftWork(transaction, county: county, draft: id, version: nil, now: now)
            guard let role = roles.first(where: { staff.holds($0, for: work.draft.unit) }) else {
                throw GateRefusal([.findingCannotBeJustified(needed: roles.sorted { $0.rawValue < $1.rawValue }.first)])
            }
            try DraftWork.refuse(reason.isEmpty ? [.needsReason] : [])
            guard try work.decisions.findings(of: id).contains(where: { $0.key == key }) else { throw UnknownDraft() }
            try work.decisions.answer(
                key, of: id,
                DecisionRegister.Answer(
                    reason: reason, account: staff.account, signature: staff.signature(staff.post(role, for: work.draft.unit)), time: now))
            try work.note(.findingJustified, staff, as: role, reason: reason)
        }
    }
}

/// Takes a draft back to be edited (撤回修改): every decision about it is void.
package struct RecallDraft {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    package func run(_ id: Draft.ID, version: Int, by staff: Staff) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let work = try DraftWork(transaction, county: county, draft: id, version: version, now: now)
            try DraftWork.refuse(work.gate.recall(by: staff))
            try work.decisions.void(of: id)
            try work.drafts.move(work.entry, to: .drafting, at: now)
            try work.note(.draftRecalled, staff, as: .editor)
        }
    }

    /// 作废: it will not be published, and stays in the record.
    package func discard(_ id: Draft.ID, version: Int, by staff: Staff) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let work = try DraftWork(transaction, county: county, draft: id, version: version, now: now)
            try Self.discard(work, by: staff, as: .editor, reason: "")
        }
    }

    /// Inside another act, such as undoing a whole batch.
    static func discard(_ work: DraftWork, by staff: Staff, as role: Role, reason: String) throws {
        switch work.draft.state {
        case .withheld, .published, .discarded: throw GateRefusal([.isClosed])
        case .drafting, .inReview, .referred, .approved: break
        }
        try work.drafts.move(work.entry, to: .discarded, at: work.now)
        try work.note(.draftDiscarded, staff, as: role, reason: reason)
    }
}
