/// The publishing gate (公开前审查): whether a draft may take its next step, and who may let it. The same answer greys the button and
/// guards the act.
package struct Gate: Sendable {
    package let draft: Draft
    package let path: ApprovalPath
    /// Those that an edit has not voided.
    package let decisions: [Decision]
    /// Everybody who has written in it.
    package let drafters: Set<Account.ID>
    /// SHA-256 of the content as it is now.
    package let digest: [UInt8]
    /// Findings of the checks that forbid going on and that nobody has answered.
    package let openFindings: Int
    /// Those among them that only somebody at a later step may answer, by that role.
    package let laterFindings: [Role: Int]

    package init(
        draft: Draft, path: ApprovalPath, decisions: [Decision], drafters: Set<Account.ID>, digest: [UInt8], openFindings: Int,
        laterFindings: [Role: Int]
    ) {
        self.draft = draft
        self.path = path
        self.decisions = decisions.filter { !$0.isVoid }
        self.drafters = drafters
        self.digest = digest
        self.openFindings = openFindings
        self.laterFindings = laterFindings
    }

    /// Findings in the way of a step: all but those that are for the steps after it.
    private func findings(before steps: ArraySlice<ApprovalStep>) -> [GateReason] {
        let later = Set(steps.map(\.role)).reduce(0) { $0 + (laterFindings[$1] ?? 0) }
        return openFindings > later ? [.openFindings(openFindings - later)] : []
    }

    /// The step whose decision is awaited.
    package var step: (place: Int, kind: ApprovalStep)? {
        switch draft.state {
        case .inReview(let place), .referred(let place): path.steps.indices.contains(place) ? (place, path.steps[place]) : nil
        case .drafting, .approved, .withheld, .published, .discarded: nil
        }
    }

    // MARK: Editing and submitting

    /// Why it may not be edited as it stands.
    package func editing(by staff: Staff) -> [GateReason] {
        guard staff.holds(.editor, for: draft.unit) else { return [.needsRole(.editor)] }
        switch draft.state {
        case .drafting: return []
        case .inReview, .referred, .approved: return [.mustBeRecalled]
        case .withheld, .published, .discarded: return [.isClosed]
        }
    }

    /// Why it cannot be taken back to be edited; doing so voids every decision.
    package func recall(by staff: Staff) -> [GateReason] {
        guard staff.holds(.editor, for: draft.unit) else { return [.needsRole(.editor)] }
        switch draft.state {
        // What was withheld is looked at again from time to time, and goes the whole way once more (条例 Art. 18).
        case .inReview, .referred, .approved, .withheld: return []
        case .drafting: return [.isNotInReview]
        case .published, .discarded: return [.isClosed]
        }
    }

    /// Why it cannot be handed to the first step.
    package func submission(by staff: Staff) -> [GateReason] {
        var reasons = editing(by: staff)
        if !reasons.isEmpty { return reasons }
        reasons += draft.content.gaps
        return reasons + findings(before: path.steps[...])
    }

    // MARK: Deciding

    /// Why somebody may not decide now.
    package func deciding(_ verdict: Decision.Verdict, by staff: Staff, reason: String, returnTo: Int? = nil) -> [GateReason] {
        guard let step else { return [.isNotInReview] }
        var reasons: [GateReason] = []
        if !staff.holds(step.kind.role, for: draft.unit) { reasons.append(.needsRole(step.kind.role)) }
        if drafters.contains(staff.account) { reasons.append(.draftedIt) }
        // Nobody twice in one document; undoing one's own decision is no second voice.
        if decisions.contains(where: { $0.account == staff.account && $0.verdict == .approved && $0.step != step.place }) {
            reasons.append(.decidedBefore)
        }
        switch verdict {
        case .approved:
            reasons += findings(before: path.steps[(step.place + 1)...])
            if let last = decisions.last(where: { $0.verdict == .approved }), last.digest != digest { reasons.append(.contentChanged) }
            if case .referred = draft.state, reason.isEmpty { reasons.append(.needsAnswerFromAbove) }
        case .returned:
            if reason.isEmpty { reasons.append(.needsReason) }
            if let returnTo, !(0..<step.place).contains(returnTo) { reasons.append(.noSuchStep) }
        case .referred:
            if step.kind != .secrecyReview { reasons.append(.onlySecrecyRefers) }
            if reason.isEmpty { reasons.append(.needsReason) }
            if case .referred = draft.state { reasons.append(.isReferredAlready) }
        }
        return reasons
    }

    /// Where it stands once the step's decision is given.
    package func state(after verdict: Decision.Verdict, returnTo: Int? = nil) -> Draft.State? {
        guard let step else { return nil }
        switch verdict {
        case .approved:
            if step.place + 1 < path.steps.count { return .inReview(step: step.place + 1) }
            return draft.content.attribute.isPublished ? .approved(scheduled: nil) : .withheld
        case .returned: return returnTo.map { .inReview(step: $0) } ?? .drafting
        case .referred: return .referred(step: step.place)
        }
    }

    // MARK: Publishing

    /// Why it may not be published now: every step of the path must have approved exactly this content.
    package var publication: [GateReason] {
        guard case .approved = draft.state else { return [.isNotApproved] }
        var reasons: [GateReason] = []
        for (place, _) in path.steps.enumerated() {
            guard let decision = decisions.last(where: { $0.step == place && $0.verdict == .approved }) else {
                reasons.append(.stepMissing(place: place))
                continue
            }
            if decision.digest != digest { reasons.append(.contentChanged) }
        }
        if !draft.content.attribute.isPublished { reasons.append(.isNotPublic) }
        if openFindings > 0 { reasons.append(.openFindings(openFindings)) }
        return reasons
    }

    /// 应急发布: why it may not be published past the path. Two named people, neither of whom wrote it; the checks still hold.
    ///
    /// - Parameter first: who asked for it; `nil` for the first of the two.
    package func emergency(by staff: Staff, reason: String, first: Account.ID?) -> [GateReason] {
        switch draft.state {
        case .drafting, .inReview, .approved: break
        case .referred: return [.isReferredAlready]
        case .withheld, .published, .discarded: return [.isClosed]
        }
        var reasons = draft.content.gaps
        if !staff.holds(.signer, for: draft.unit) && !staff.holds(.disclosureOffice) { reasons.append(.needsRole(.signer)) }
        if drafters.contains(staff.account) { reasons.append(.draftedIt) }
        if let first, first == staff.account { reasons.append(.needsSecondPerson) }
        if reason.isEmpty { reasons.append(.needsReason) }
        if !draft.content.attribute.isPublished { reasons.append(.isNotPublic) }
        if openFindings > 0 { reasons.append(.openFindings(openFindings)) }
        return reasons
    }
}

/// Why an act of the gate is refused.
package enum GateReason: Sendable, Hashable {
    case needsRole(Role)
    /// 撤回 first: what others decide about must not change under their eyes.
    case mustBeRecalled
    case isClosed
    case isNotInReview
    case isNotApproved
    /// Who drafts does not judge.
    case draftedIt
    /// 同一文件一人只能办理一个环节
    case decidedBefore
    case contentChanged
    case stepMissing(place: Int)
    case openFindings(Int)
    case needsReason
    case noSuchStep
    case onlySecrecyRefers
    case isReferredAlready
    /// A referred draft goes on only with the authority's answer written down.
    case needsAnswerFromAbove
    case isNotPublic
    case needsSecondPerson
    case missing(DraftField)
    /// 合法性审核 not done or failed (国办发〔2018〕115号).
    case notLawful
    case numberInUse(title: String)
    case numberMalformed
    case scheduledInThePast
    case tooLong(DraftField, limit: Int)
    case noWithdrawalGround
    case findingCannotBeJustified(needed: Role?)
    case batch(String)
    case interpretation(InterpretationReason)
    /// It would be public without showing as its guide or policy.
    case differsFromGuide
}

/// What a draft has to state.
package enum DraftField: String, Sendable, CaseIterable, Hashable {
    case title, body, item, number, made, theme, category, withholding, reassessment, legality, validUntil, elements, channels, attachments
}

/// A refusal of the gate, with all of its reasons.
package struct GateRefusal: Error, Sendable, Hashable {
    package let reasons: [GateReason]

    package init(_ reasons: [GateReason]) { self.reasons = reasons }
}

extension Draft.Content {
    package static let titleLimit = 300
    package static let bodyLimit = 2_000_000

    /// What is missing before it can be handed on.
    package var gaps: [GateReason] {
        var gaps: [GateReason] = []
        if title.isEmpty { gaps.append(.missing(.title)) }
        if title.unicodeScalars.count > Self.titleLimit { gaps.append(.tooLong(.title, limit: Self.titleLimit)) }
        if body.isEmpty && attachments.isEmpty { gaps.append(.missing(.body)) }
        if !number.isEmpty, DocumentNumber(text: number) == nil { gaps.append(.numberMalformed) }
        if attribute != .proactive {
            if withholding == nil || withholding?.reason.isEmpty == true {
                gaps.append(.missing(.withholding))
            } else if withholding?.reassess == nil {
                gaps.append(.missing(.reassessment))
            }
        }
        if attribute.isPublished && channels.isEmpty { gaps.append(.missing(.channels)) }
        if elements.contains(where: { !$0.isCovered && $0.note.isEmpty }) { gaps.append(.missing(.elements)) }
        if let rule {
            switch rule.legality {
            case .notReviewed, .unlawful: gaps.append(.notLawful)
            case .toBeAmended: if rule.legalityNote.isEmpty { gaps.append(.missing(.legality)) }
            case .lawful: break
            }
            if rule.validUntil == nil { gaps.append(.missing(.validUntil)) }
        }
        return gaps
    }
}
