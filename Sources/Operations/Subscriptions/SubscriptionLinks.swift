import Cryptography
import Domain

/// The links of a subscription's mail: whoever holds one may do what it is for, without signing in.
package struct SubscriptionLinks: Sendable {
    /// How long a confirmation counts.
    package static let confirmationHours = 48
    static let confirmationInMilliseconds = Int64(confirmationHours) * 3_600_000

    private let vault: IdentityVault

    init(_ vault: IdentityVault) { self.vault = vault }

    /// What stands in a subscriber's own link. Made of the key, so that nothing of it is stored; it opens nothing once they are gone.
    func token(of subscriber: Subscriber.ID) -> String {
        "\(subscriber).\(hexadecimal(vault.digest("subscription \(subscriber)").prefix(16)))"
    }

    /// `nil` for a token that was not made here.
    func subscriber(token: String) -> Subscriber.ID? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, token.utf8.count <= 60, let id = Subscriber.ID(text: String(parts[0])) else { return nil }
        return constantTimeEqual(Array(self.token(of: id).utf8), Array(token.utf8)) ? id : nil
    }

    /// The same for one address, however it is written, and telling nothing about it.
    func addressKey(_ address: String, site: County.ID) -> [UInt8] { vault.digest("subscriber \(site) \(Folding.fold(address))") }

    /// What the database keeps of a confirmation's token.
    static func digest(confirmation token: String) -> [UInt8] { Digest.sha256("subscription wish \(token)".utf8) }
}
