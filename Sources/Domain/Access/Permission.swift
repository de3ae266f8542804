/// Who may reach a place in the workbench. What states none is reached by nobody.
package enum Permission: Sendable, Hashable {
    /// Also without signing in.
    case everyone
    /// Every account, for what is their own.
    case signedIn
    /// Holders of one of these roles, in the unit that the subject belongs to; without a subject, in any.
    case roles(Set<Role>)

    package enum Refusal: Error, Sendable, Hashable {
        case notSignedIn
        /// None of their posts has the role.
        case wrongRole(needed: Set<Role>)
        /// They have the role, but in another unit.
        case otherUnit(needed: Set<Role>)
    }

    /// Why somebody may not; `nil` when they may.
    ///
    /// - Parameter unit: the unit that the subject belongs to; `nil` for a place without a subject.
    package func refusal(for staff: Staff?, unit: OrganisationUnit.ID?) -> Refusal? {
        switch self {
        case .everyone: return nil
        case .signedIn: return staff == nil ? .notSignedIn : nil
        case .roles(let roles):
            guard let staff else { return .notSignedIn }
            guard staff.posts.contains(where: { roles.contains($0.role) }) else { return .wrongRole(needed: roles) }
            guard let unit else { return nil }
            return roles.contains { staff.holds($0, for: unit) } ? nil : .otherUnit(needed: roles)
        }
    }
}
