/// Why an act about a guide or a policy is refused.
package enum ServiceReason: Sendable, Hashable {
    case noSuchPaper
    case noSuchVersion
    case needsRole
    /// The code belongs to another already.
    case codeTaken
    /// Sizes, shapes, and for publication what the law asks for.
    case faults([ServiceFault])
    /// At the gate or public: a new wording is a new version.
    case notEditable
    /// One version is still being worked on.
    case versionOpen(Int)
    case needsReason
    case needsEffective
    /// A change without the end of its approval procedure would have no time limit.
    case needsApproval
    case approvalAhead
    case needsApprovalDocument
    case approvalKnown
    /// Nothing has changed against the version that is public.
    case unchanged
    case tooLong(field: String, limit: Int)
    case noSuchReport
    case reportClosed
}

/// Everything that stands in the way of an act about a guide or a policy.
package struct ServiceRefusal: Error, Sendable, Hashable {
    package let reasons: [ServiceReason]

    package init(_ reasons: [ServiceReason]) { self.reasons = reasons }
    package init(_ reason: ServiceReason) { reasons = [reason] }
}
