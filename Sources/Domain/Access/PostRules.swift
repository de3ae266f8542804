/// Which posts one person may hold together.
package enum PostRules {
    /// Why somebody may not get a post.
    package enum Conflict: Error, Sendable, Hashable {
        /// 三员分立: system, security and audit administrator are three people (GB/T 22239 8.1.5).
        case secondAdministrator(holds: Role)
        /// An administrator does no work of a unit.
        case administratorAndWork(holds: Role)
    }

    /// - Parameter roles: those of the posts they hold already.
    package static func conflict(adding role: Role, to roles: some Sequence<Role>) -> Conflict? {
        for held in roles {
            if role.isAdministrator && held.isAdministrator {
                if role != held { return .secondAdministrator(holds: held) }
            } else if role.isAdministrator != held.isAdministrator {
                return .administratorAndWork(holds: held)
            }
        }
        return nil
    }

    /// Longest name of a post, in Unicode scalars.
    package static let longestName = 40
}

/// The name somebody signs in with: how it must look.
package enum LoginName {
    package static let longest = 32

    /// 2 to 32 of `a–z`, `0–9`, `.`, `-`, `_`, beginning with a letter or digit.
    package static func isValid(_ text: String) -> Bool {
        let bytes = text.utf8
        guard (2...longest).contains(bytes.count), let first = bytes.first, isPlain(first) else { return false }
        return bytes.allSatisfy { isPlain($0) || ".-_".utf8.contains($0) }
    }

    /// As people type it: full-width letters and capitals are taken for what they mean.
    package static func read(_ text: String) -> String { Folding.fold(Folding.trimmed(text)) }

    private static func isPlain(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...122).contains(byte) }
}
