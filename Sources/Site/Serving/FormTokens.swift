import Cryptography
import Domain
import Operations
import Persistence

/// Signs the forms that visitors send, so that only a form this site has handed out, and not long ago, comes back.
struct FormTokens: Sendable {
    /// Long enough for somebody who writes slowly.
    static let lifetimeInMilliseconds: Int64 = 12 * 3_600_000

    private let key: [UInt8]

    init(key: [UInt8]) { self.key = key }

    func make(now: Instant) -> String {
        let text = "\(now.milliseconds).\(hexadecimal(RandomBytes.make(8)))"
        return "\(text).\(signature(text))"
    }

    func isValid(_ token: String, now: Instant) -> Bool { age(of: token, now: now) != nil }

    /// In milliseconds; `nil` when it is not one of these tokens, or too old.
    func age(of token: String, now: Instant) -> Int64? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, token.utf8.count < 200, let made = Int64(parts[0]) else { return nil }
        let age = now.milliseconds - made
        guard age >= 0, age <= Self.lifetimeInMilliseconds else { return nil }
        return constantTimeEqual(Array(signature("\(parts[0]).\(parts[1])").utf8), Array(parts[2].utf8)) ? age : nil
    }

    /// The token of every form in one session: bound to the session's secret, which it does not give away.
    func bound(to secret: String) -> String { signature("session.\(secret)") }

    private func signature(_ text: String) -> String { hexadecimal(Digest.hmacSHA256(key: key, Array(text.utf8))) }
}

/// The key behind the tokens: made once for an installation, shared by its nodes.
struct FormKey {
    private let installation: Installation

    init(_ installation: Installation) { self.installation = installation }

    func key() async throws -> [UInt8] {
        let fresh = RandomBytes.make(32)
        return try await installation.store.write { transaction in
            try transaction.execute("INSERT INTO secret (name, value) VALUES ('form', \(fresh)) ON CONFLICT (name) DO NOTHING")
            guard let row = try transaction.first("SELECT value FROM secret WHERE name = 'form'") else {
                throw StoreError.unexpectedValue(column: "secret")
            }
            return try row["value"]
        }
    }
}
