import Cryptography
package import Domain
import Persistence
import Registers

/// The key of an account's calendar feed (日历订阅): whoever has the address sees the due dates, so it can be changed and revoked.
package struct CalendarToken {
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// Opens the feed under a new key; an earlier one ends.
    ///
    /// - Returns: the key, 32 hexadecimal digits. It is nowhere to be read again.
    package func create(for account: Account.ID, site: County.ID) async throws -> String {
        let (now, token) = (installation.now(), hexadecimal(RandomBytes.make(16)))
        let digest = Self.digest(token)
        try await installation.store.write { try ReminderRegister($0, site: site).setToken(digest, of: account, at: now) }
        return token
    }

    package func revoke(for account: Account.ID, site: County.ID) async throws {
        try await installation.store.write { try ReminderRegister($0, site: site).removeToken(of: account) }
    }

    package static func digest(_ token: String) -> [UInt8] { Digest.sha256("calendar \(token)".utf8) }
}
