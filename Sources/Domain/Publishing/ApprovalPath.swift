/// The steps that a draft takes before it may be published (审批流程): data of the county, for each unit and field of work.
package struct ApprovalPath: Sendable, Hashable, Codable {
    package let steps: [ApprovalStep]

    package enum Refusal: Error, Sendable, Hashable {
        /// More or fewer, never none.
        case noSteps
        /// 先审查、后公开: the secrecy review may never be left out (条例 Art. 17, 保密法 Art. 35).
        case noSecrecyReview
        case tooManySteps(limit: Int)
    }

    package static let mostSteps = 8

    package init(_ steps: [ApprovalStep]) throws(Refusal) {
        guard !steps.isEmpty else { throw .noSteps }
        guard steps.contains(.secrecyReview) else { throw .noSecrecyReview }
        guard steps.count <= Self.mostSteps else { throw .tooManySteps(limit: Self.mostSteps) }
        self.steps = steps
    }

    private init(trusted steps: [ApprovalStep]) { self.steps = steps }

    /// 审核 → 保密审查 → 主要领导签发
    package static let standard = ApprovalPath(trusted: [.review, .secrecyReview, .signOff])

    /// Names of the steps separated by commas: the stored form.
    package var text: String { steps.map(\.rawValue).joined(separator: ",") }

    package init?(text: String) {
        let names = text.split(separator: ",")
        let steps = names.compactMap { ApprovalStep(rawValue: String($0)) }
        guard steps.count == names.count, let path = try? ApprovalPath(steps) else { return nil }  // any fault makes it unreadable
        self = path
    }
}

/// One step of the way (审批环节).
package enum ApprovalStep: String, Sendable, CaseIterable, Codable, Hashable {
    case review, secrecyReview, officeReview, signOff

    /// Whose decision it is.
    package var role: Role {
        switch self {
        case .review: .reviewer
        case .secrecyReview: .secrecyReviewer
        case .officeReview: .disclosureOffice
        case .signOff: .signer
        }
    }
}

extension ApprovalStep {
    package var words: String {
        switch self {
        case .review: "审核"
        case .secrecyReview: "保密审查"
        case .officeReview: "政务公开办复核"
        case .signOff: "领导签发"
        }
    }
}

/// What one person decided about a draft at one step. Bound to the content by its digest; an edit voids it.
package struct Decision: Sendable, Hashable {
    package typealias ID = Identifier<Decision>

    package let id: ID
    /// Place in the path, counted from 0.
    package let step: Int
    package let kind: ApprovalStep
    package let verdict: Verdict
    package let account: Account.ID
    /// Name and post at the time, as the record shows them.
    package let signature: String
    /// SHA-256 of the content that was decided about.
    package let digest: [UInt8]
    package let time: Instant
    package let reason: String
    package let isVoid: Bool

    package init(
        id: ID, step: Int, kind: ApprovalStep, verdict: Verdict, account: Account.ID, signature: String, digest: [UInt8], time: Instant,
        reason: String, isVoid: Bool = false
    ) {
        self.id = id
        self.step = step
        self.kind = kind
        self.verdict = verdict
        self.account = account
        self.signature = signature
        self.digest = digest
        self.time = time
        self.reason = reason
        self.isVoid = isVoid
    }

    package enum Verdict: String, Sendable, CaseIterable, Codable { case approved, returned, referred }
}
