/// What somebody says to a finding. Put right needs no answer: the finding is gone at the next check.
package enum FindingAnswer: Sendable, Hashable, Codable {
    /// 已去标识化: the words were replaced by the tool, and the original stays sealed.
    case masked
    /// 说明理由: it is no fault, for this reason.
    case justified(reason: String)

    /// The shortest reason that can say anything, in Unicode scalars.
    package static let shortestReason = 4
    package static let longestReason = 500

    /// Why an answer cannot be taken.
    package enum Refusal: Error, Sendable, Hashable {
        /// This has to be put right; no words help.
        case mustBeFixed
        /// Personal data is published with full identity only where a rule demands it.
        case mustBeMasked
        /// Only personal data is masked.
        case notMaskable
        case wrongRole(needed: Set<Role>)
        case reasonTooShort
        case reasonTooLong
    }

    /// Why the holder of a role may not answer a finding so; `nil` when they may.
    ///
    /// - Parameter requiresFullIdentity: the catalogue item or a rule demands the person's identity (惩戒公示、强制性信息披露; RULES §13).
    package func refusal(to finding: Finding, by role: Role, requiresFullIdentity: Bool = false) -> Refusal? {
        switch self {
        case .masked:
            return finding.check == .personalData ? nil : .notMaskable
        case .justified(let reason):
            var needed = finding.check.justifiers
            if needed.isEmpty { return .mustBeFixed }
            if finding.check == .personalData {
                // What is only perhaps somebody's number the drafter can tell; what surely is stays closed without a rule.
                if finding.severity == .warning {
                    needed.formUnion([.editor, .reviewer])
                } else if !requiresFullIdentity {
                    return .mustBeMasked
                }
            }
            guard needed.contains(role) else { return .wrongRole(needed: needed) }
            let length = Folding.trimmed(reason).unicodeScalars.count
            if length < Self.shortestReason { return .reasonTooShort }
            return length > Self.longestReason ? .reasonTooLong : nil
        }
    }
}

extension Finding {
    /// Whether the drafter can answer it; when not, it travels with the document to the one who can.
    package var isForLaterStep: Bool {
        !check.justifiers.isEmpty && !check.justifiers.contains(.editor) && check != .personalData
    }

    /// Findings that still stop the document: blocking, and without an answer.
    package static func open(_ findings: [Finding], answered: Set<String>) -> [Finding] {
        findings.filter { $0.severity == .blocking && !answered.contains($0.key) }
    }
}
