import Cryptography
package import Domain
import Persistence
import Registers

/// Writes the reply of a request and takes it through its decisions (拟答复、审签; 条例 Art. 17, 36–40).
package struct WriteReply {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// Saves the proposal as it is; what was decided about another one counts no more.
    package func save(_ id: DisclosureRequest.ID, version: Int?, _ proposal: ReplyProposal, by staff: Staff) async throws {
        try await act(id, version: version) { work in
            let entry = try work.replies.find(id)
            try RequestWork.refuse(ReplyGate.editing(entry?.state, unit: work.request.unit, request: work.standing, by: staff))
            if proposal.gaps.contains(.tooLong) { throw RequestRefusal([.gap(.tooLong)]) }
            let files = Set(try work.letters.files(of: id).filter { $0.purpose == .released }.map(\.digest))
            try RequestWork.refuse(files.isSuperset(of: proposal.enclosed) ? [] : [.noSuchFile])
            let digest = Digest.sha256(try ReplyRegister.bytes(proposal))
            try work.replies.put(proposal, digest: digest, of: id)
            try work.replies.addAuthor(staff.account, of: id)
            try work.replies.void(of: id)
            try work.save(.replySaved, try work.signature(of: staff), after: digest)
        }
    }

    /// 提交审签
    package func submit(_ id: DisclosureRequest.ID, version: Int?, by staff: Staff) async throws {
        try await act(id, version: version) { work in
            guard let gate = try work.gate() else { throw RequestRefusal([.gap(.ground)]) }
            var reasons = gate.submission(by: staff)
            // That nothing is there, or that it is, has to have been looked for (Art. 36 (4)).
            let mustHaveSearched = DecisionStep.steps(before: gate.proposal.outcome).contains(.propriety)
            if mustHaveSearched, try work.replies.searches(of: id).isEmpty { reasons.append(.noSearch) }
            try RequestWork.refuse(reasons)
            try work.replies.void(of: id)
            try work.replies.move(id, to: .inReview(step: 0), path: gate.proposal.path)
            try work.save(.replySubmitted, try work.signature(of: staff), after: gate.digest)
        }
    }

    /// 撤回修改
    package func recall(_ id: DisclosureRequest.ID, version: Int?, by staff: Staff) async throws {
        try await act(id, version: version) { work in
            guard let gate = try work.gate() else { throw RequestRefusal([.isNotInReview]) }
            try RequestWork.refuse(gate.recall(by: staff))
            try work.replies.void(of: id)
            try work.replies.move(id, to: .drafting, path: [])
            try work.save(.replyRecalled, try work.signature(of: staff), after: gate.digest)
        }
    }

    /// One person's decision at the step that awaits it.
    package func decide(_ id: DisclosureRequest.ID, version: Int?, _ verdict: Decision.Verdict, reason: String, by staff: Staff)
        async throws
    {
        let key = installation.identifiers.next(Decision.self)
        try await act(id, version: version) { work in
            guard let gate = try work.gate() else { throw RequestRefusal([.isNotInReview]) }
            try RequestWork.refuse(gate.deciding(verdict, by: staff, reason: reason))
            guard let step = gate.step, let state = gate.state(after: verdict) else { throw RequestRefusal([.isNotInReview]) }
            let actor = try work.signature(of: staff, roles: [step.kind.role])
            try work.replies.void(of: id, fromStep: verdict == .returned ? 0 : step.place)
            try work.replies.insert(
                Decision(
                    id: key, step: step.place, kind: step.kind, verdict: verdict, account: staff.account, signature: actor,
                    digest: gate.digest, time: work.now, reason: reason), of: id)
            try work.replies.move(id, to: state, path: state == .drafting ? [] : gate.path)
            let verb: Event.Verb =
                switch verdict {
                case .approved: .replyApproved
                case .returned: .replyReturned
                case .referred: .replyReferred
                }
            try work.save(verb, actor, after: gate.digest)
        }
    }

    private func act(_ id: DisclosureRequest.ID, version: Int?, _ body: @escaping @Sendable (inout RequestWork) throws -> Void) async throws
    {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            try body(&work)
        }
    }
}
