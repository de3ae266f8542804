import Cryptography
import Domain
import Persistence

/// Keeps what identifies an applicant (身份信息保险箱): sealed in the database, readable only with a key that lies outside of it.
package struct IdentityVault: Sendable {
    private let sealing: [UInt8]
    private let telling: [UInt8]

    package static let keyLength = SealedBytes.keyLength

    /// - Returns: `nil` when there are not 32 bytes.
    package init?(key: [UInt8]) {
        guard key.count == Self.keyLength else { return nil }
        // Two uses, two keys: what tells two applicants apart opens nothing.
        sealing = Digest.hmacSHA256(key: key, Array("mingtang sealing".utf8))
        telling = Digest.hmacSHA256(key: key, Array("mingtang telling".utf8))
    }

    /// - Parameters:
    ///   - owner: what it belongs to; sealed bytes of another case do not open here.
    ///   - kind: what that is.
    func seal(_ bytes: [UInt8], owner: Int64, of kind: String = "request") -> [UInt8] {
        SealedBytes.seal(bytes, key: sealing, context: Self.context(kind, owner))
    }

    /// - Throws: `SealedBytes.Unreadable` when the key is another one or the bytes were changed.
    func open(_ sealed: [UInt8], owner: Int64, of kind: String = "request") throws -> [UInt8] {
        try SealedBytes.open(sealed, key: sealing, context: Self.context(kind, owner))
    }

    /// The address of somebody who subscribes; sealed bytes of another owner, or of a request, do not open here.
    func seal(subscriber owner: Int64, _ bytes: [UInt8]) -> [UInt8] {
        SealedBytes.seal(bytes, key: sealing, context: Self.subscriberContext(owner))
    }

    /// - Throws: `SealedBytes.Unreadable` when the key is another one or the bytes were changed.
    func open(subscriber owner: Int64, _ sealed: [UInt8]) throws -> [UInt8] {
        try SealedBytes.open(sealed, key: sealing, context: Self.subscriberContext(owner))
    }

    private static func subscriberContext(_ owner: Int64) -> [UInt8] { Array("subscriber \(owner)".utf8) }

    /// What the database remembers of the key: enough to notice another one, and nothing to find it by.
    var fingerprint: [UInt8] { digest("fingerprint") }

    /// The same for the same text, and telling nothing about it without the key.
    func digest(_ text: String) -> [UInt8] { Digest.hmacSHA256(key: telling, Array(text.utf8)) }

    private static func context(_ kind: String, _ owner: Int64) -> [UInt8] { Array("\(kind) \(owner)".utf8) }
}

/// This installation has no key for applicants' identities: nothing about them can be stored or read.
package struct NoIdentityKey: Error, Sendable {
    package init() {}
}

/// Binds a database to the key that its identities are sealed with (密钥核对): with another key nothing is written, so that no half of the ledger
/// becomes unreadable.
package struct BindIdentityKey {
    package enum State: Sendable, Hashable {
        /// No identity has been sealed here yet.
        case unbound
        case bound
        /// The database belongs to another key.
        case other
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameter vault: `nil` asks only whether the database is bound at all.
    package func state(of vault: IdentityVault?) async throws -> State {
        let known: [UInt8]? = try await installation.store.read { transaction in
            try transaction.first("SELECT value FROM secret WHERE name = 'identity'") { try $0["value"] }
        }
        guard let known else { return .unbound }
        return vault?.fingerprint == known ? .bound : .other
    }

    /// Binds it to that key, unless it is bound already.
    package func bind(to vault: IdentityVault) async throws {
        let fingerprint = vault.fingerprint
        try await installation.store.write { transaction in
            try transaction.execute(
                "INSERT INTO secret (name, value) VALUES ('identity', \(fingerprint)) ON CONFLICT (name) DO NOTHING")
        }
    }
}
