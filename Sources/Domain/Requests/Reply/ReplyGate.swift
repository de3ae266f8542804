/// Whether a reply may take its next step, and who may let it (答复审签): the same answer greys the button and guards the act. Nobody judges what
/// they wrote; nobody decides twice; secrecy review is never left out; a change voids what was decided.
package struct ReplyGate: Sendable {
    /// Where the proposal stands.
    package enum State: Sendable, Hashable {
        case drafting
        case inReview(step: Int)
        /// 报上级确定 (条例 Art. 17)
        case referred(step: Int)
        case approved
        case issued
    }

    package let unit: OrganisationUnit.ID
    package let proposal: ReplyProposal
    package let state: State
    package let path: [ApprovalStep]
    package let decisions: [Decision]
    package let authors: Set<Account.ID>
    /// SHA-256 of the proposal as it is now.
    package let digest: [UInt8]
    /// The request's own state: a reply is written while the request waits for the office.
    package let request: RequestStanding

    package init(
        unit: OrganisationUnit.ID, proposal: ReplyProposal, state: State, path: [ApprovalStep], decisions: [Decision],
        authors: Set<Account.ID>, digest: [UInt8], request: RequestStanding
    ) {
        self.unit = unit
        self.proposal = proposal
        self.state = state
        self.path = path
        self.decisions = decisions.filter { !$0.isVoid }
        self.authors = authors
        self.digest = digest
        self.request = request
    }

    /// The step whose decision is awaited.
    package var step: (place: Int, kind: ApprovalStep)? {
        switch state {
        case .inReview(let place), .referred(let place): path.indices.contains(place) ? (place, path[place]) : nil
        case .drafting, .approved, .issued: nil
        }
    }

    /// Why it may not be written in.
    package static func editing(_ state: State?, unit: OrganisationUnit.ID, request: RequestStanding, by staff: Staff) -> [RequestReason] {
        guard staff.handlesRequests(of: unit) else { return [.needsRole(.editor)] }
        if !request.state.allows(.answered) { return [.notNow(.answered, request.state)] }
        switch state {
        case nil, .drafting: return []
        case .inReview, .referred, .approved: return [.mustBeRecalled]
        case .issued: return [.isIssued]
        }
    }

    package func recall(by staff: Staff) -> [RequestReason] {
        guard staff.handlesRequests(of: unit) else { return [.needsRole(.editor)] }
        switch state {
        case .inReview, .referred, .approved: return []
        case .drafting: return [.isNotInReview]
        case .issued: return [.isIssued]
        }
    }

    package func submission(by staff: Staff) -> [RequestReason] {
        let reasons = Self.editing(state, unit: unit, request: request, by: staff)
        return reasons.isEmpty ? proposal.gaps.map { .gap($0) } : reasons
    }

    package func deciding(_ verdict: Decision.Verdict, by staff: Staff, reason: String) -> [RequestReason] {
        guard let step else { return [.isNotInReview] }
        var reasons: [RequestReason] = []
        if !staff.holds(step.kind.role, for: unit) { reasons.append(.needsRole(step.kind.role)) }
        if authors.contains(staff.account) { reasons.append(.wroteIt) }
        if decisions.contains(where: { $0.account == staff.account && $0.verdict == .approved && $0.step != step.place }) {
            reasons.append(.decidedBefore)
        }
        switch verdict {
        case .approved:
            if let last = decisions.last(where: { $0.verdict == .approved }), last.digest != digest { reasons.append(.changed) }
            if case .referred = state, reason.isEmpty { reasons.append(.needsReason) }
        case .returned: if reason.isEmpty { reasons.append(.needsReason) }
        case .referred:
            if step.kind != .secrecyReview { reasons.append(.onlySecrecyRefers) }
            if reason.isEmpty { reasons.append(.needsReason) }
            if case .referred = state { reasons.append(.isReferredAlready) }
        }
        return reasons
    }

    package func state(after verdict: Decision.Verdict) -> State? {
        guard let step else { return nil }
        switch verdict {
        case .approved: return step.place + 1 < path.count ? .inReview(step: step.place + 1) : .approved
        case .returned: return .drafting
        case .referred: return .referred(step: step.place)
        }
    }

    /// Why the reply may not go out: every step must have approved exactly this.
    package func issuing(by staff: Staff) -> [RequestReason] {
        guard staff.handlesRequests(of: unit) else { return [.needsRole(.editor)] }
        guard state == .approved else { return state == .issued ? [.isIssued] : [.isNotApproved] }
        guard request.state.allows(.answered) else { return [.notNow(.answered, request.state)] }
        for place in path.indices {
            guard let decision = decisions.last(where: { $0.step == place && $0.verdict == .approved }) else { return [.isNotApproved] }
            if decision.digest != digest { return [.changed] }
        }
        return []
    }
}

extension Staff {
    /// Whether they handle requests for that unit: its editors, and the disclosure office for all.
    package func handlesRequests(of unit: OrganisationUnit.ID) -> Bool { holds(.editor, for: unit) || holds(.disclosureOffice) }

    /// Whether they decide about its replies, or handle them: who may see a case.
    package func seesRequests(of unit: OrganisationUnit.ID) -> Bool {
        handlesRequests(of: unit) || [.reviewer, .secrecyReviewer, .signer].contains { holds($0, for: unit) }
    }
}

/// Why an act in a request is refused.
package enum RequestReason: Sendable, Hashable {
    case needsRole(Role)
    /// That cannot happen in this state.
    case notNow(RequestFact.Kind, RequestState)
    case problem(RequestProblem)
    case gap(ReplyGap)
    case mustBeRecalled, isIssued, isNotInReview, isNotApproved, wroteIt, decidedBefore, changed, needsReason, onlySecrecyRefers
    case isReferredAlready
    /// Who asked for a longer period does not grant it.
    case askedForIt
    case noWish, wishPending
    case noSearch
    case tooLong(limit: Int)
    /// 转送 and 拆分 made cases of their own.
    case wentOn(RequestFact.Kind)
    case noSuchLetter, noSuchFact, noSuchFile, noSuchRequest, noSuchAccount
    /// A reply is recorded by issuing it.
    case needsReply
    case sameRequest
    case needsTwoParts
    case otherUnit
    case alreadyServed, notServed
    /// 不予公开 and what holds secrets is not put on the portal.
    case notForPublication
    case identityGone
    case tooFewToKeep(until: Day)
    case badDay
    case feeExists, noFee
    case notClosed
    /// What the letter would tell has not happened.
    case tooEarly(LetterKind)
    /// The reply that was approved comes to another result.
    case otherOutcome(RequestOutcome)
    case feePaid
}

/// A refusal with all of its reasons.
package struct RequestRefusal: Error, Sendable, Hashable {
    package let reasons: [RequestReason]

    package init(_ reasons: [RequestReason]) { self.reasons = reasons }
}
