package import Domain
import Persistence
import Registers

/// Hands a draft to the first step of its approval path (提交审核).
package struct SubmitDraft {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `GateRefusal` with everything that is missing.
    package func run(_ id: Draft.ID, version: Int, by staff: Staff) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let work = try DraftWork(transaction, county: county, draft: id, version: version, now: now)
            try Self.submit(work, by: staff)
        }
    }

    /// Inside another act, such as that of a whole batch.
    static func submit(_ work: DraftWork, by staff: Staff) throws {
        var reasons = work.gate.submission(by: staff)
        // The checks must have seen exactly this content.
        if work.entry.checked == nil { reasons.append(.contentChanged) }
        let number = work.draft.content.number
        if !number.isEmpty, let known = DocumentNumber(text: number),
            let title = try work.drafts.holder(ofNumber: known.text, but: work.draft)
        {
            reasons.append(.numberInUse(title: title))
        }
        reasons += try InterpretationGate.submission(work)
        if try ServiceRegister(work.transaction, site: work.county.id).differs(work.draft.id) { reasons.append(.differsFromGuide) }
        try DraftWork.refuse(reasons)
        let domain = try work.draft.content.item.flatMap {
            try CatalogueRegister(work.transaction, site: work.county.id).appearances(of: $0).last?.domain
        }
        // The path that counts is today's; it stays this draft's until it is recalled.
        let path = try ApprovalPathRegister(work.transaction, site: work.county.id).path(unit: work.draft.unit, domain: domain)
        try work.decisions.void(of: work.draft.id)
        try work.drafts.move(work.entry, to: .inReview(step: 0), path: path, at: work.now)
        try InterpretationRegister(work.transaction, site: work.county.id).noteSubmission(of: work.draft.id, at: work.now)
        try work.note(.draftSubmitted, staff, as: .editor, after: work.entry.digest)
    }
}

/// One person's decision about a draft at the step that awaits it (审核、保密审查、签发).
package struct DecideDraft {
    /// What was decided.
    package enum Ruling: Sendable, Hashable {
        case approved
        /// Back to the editors, or to an earlier step.
        case returned(toStep: Int?)
        /// 报上级确定
        case referred

        var verdict: Decision.Verdict {
            switch self {
            case .approved: .approved
            case .returned: .returned
            case .referred: .referred
            }
        }
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter digest: of the content that the person read, hexadecimal or raw; a decision about anything else is refused.
    package func run(_ id: Draft.ID, version: Int, _ ruling: Ruling, reason: String, by staff: Staff) async throws {
        let (county, now, key) = (county, installation.now(), installation.identifiers.next(Decision.self))
        try await installation.store.write { transaction in
            let work = try DraftWork(transaction, county: county, draft: id, version: version, now: now)
            try Self.decide(work, ruling, reason: reason, by: staff, key: key)
        }
    }

    static func decide(_ work: DraftWork, _ ruling: Ruling, reason: String, by staff: Staff, key: Decision.ID) throws {
        var returnTo: Int?
        if case .returned(let step) = ruling { returnTo = step }
        try DraftWork.refuse(work.gate.deciding(ruling.verdict, by: staff, reason: reason, returnTo: returnTo))
        guard let step = work.gate.step, let state = work.gate.state(after: ruling.verdict, returnTo: returnTo) else {
            throw GateRefusal([.isNotInReview])
        }
        let role = step.kind.role
        // An earlier decision at this step, and on a return everything from the step it goes back to, counts no more.
        switch ruling {
        case .approved, .referred: try work.decisions.void(of: work.draft.id, fromStep: step.place)
        case .returned(let step): try work.decisions.void(of: work.draft.id, fromStep: step ?? 0)
        }
        try work.decisions.insert(
            Decision(
                id: key, step: step.place, kind: step.kind, verdict: ruling.verdict, account: staff.account,
                signature: staff.signature(staff.post(role, for: work.draft.unit)), digest: work.entry.digest, time: work.now,
                reason: reason), of: work.draft.id)
        try work.drafts.move(work.entry, to: state, at: work.now)
        let verb: Event.Verb =
            switch ruling {
            case .approved: state == .withheld ? .withholdingDecided : .stepApproved
            case .returned: .stepReturned
            case .referred: .stepReferred
            }
        try work.note(verb, staff, as: role, after: work.entry.digest, reason: reason)
    }

    /// 批量同意: one reason, and a record for each. What cannot be approved is left, with its reasons.
    package func approveMany(_ drafts: [(id: Draft.ID, version: Int)], reason: String, by staff: Staff) async throws -> [Draft.ID:
        [GateReason]]
    {
        var refused: [Draft.ID: [GateReason]] = [:]
        for draft in drafts {
            do {
                try await run(draft.id, version: draft.version, .approved, reason: reason, by: staff)
            } catch let refusal as GateRefusal {
                refused[draft.id] = refusal.reasons
            } catch StoreError.stale {
                refused[draft.id] = [.contentChanged]
            }
        }
        return refused
    }
}

/// Sets the approval path of a unit or field of work.
package struct SetApprovalPath {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter path: `nil` takes the rule away, so that the more general one counts.
    package func run(_ path: ApprovalPath?, unit: OrganisationUnit.ID?, domain: String?, by staff: Staff) async throws {
        let (county, now) = (county, installation.now())
        try DraftWork.refuse(staff.holds(.disclosureOffice) ? [] : [.needsRole(.disclosureOffice)])
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            try ApprovalPathRegister(transaction, site: county.id).set(path, unit: unit, domain: domain)
            try events.append(
                Event(
                    actor: staff.signature(staff.posts.first { $0.role == .disclosureOffice }), unit: unit, verb: .approvalPathChanged,
                    subject: Event.Subject(.approvalPath, unit?.rawValue ?? 0), reason: path?.text ?? "default"), at: now)
        }
    }
}
