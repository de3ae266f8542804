package import Domain
package import Persistence

/// Sign-ins through an identity provider that have begun and not yet come back.
package struct ProviderSignInRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// What must fit when the browser comes back.
    package struct Begun: Sendable {
        package let nonce: String
        package let verifier: String
        /// Where the person wanted to go.
        package let next: String
        package let created: Instant

        package init(nonce: String, verifier: String, next: String, created: Instant) {
            self.nonce = nonce
            self.verifier = verifier
            self.next = next
            self.created = created
        }
    }

    /// - Parameter state: SHA-256 of what travels with the browser.
    package func insert(_ begun: Begun, state: [UInt8]) throws {
        try transaction.execute(
            """
            INSERT INTO provider_sign_in (state, site_id, nonce, verifier, next_path, created)
            VALUES (\(state), \(site), \(begun.nonce), \(begun.verifier), \(begun.next), \(begun.created))
            """)
    }

    /// Takes it out: it counts once.
    package func take(state: [UInt8]) throws -> Begun? {
        try transaction.first(
            "DELETE FROM provider_sign_in WHERE state = \(state) AND site_id = \(site) RETURNING nonce, verifier, next_path, created"
        ) { Begun(nonce: try $0["nonce"], verifier: try $0["verifier"], next: try $0["next_path"], created: try $0["created"]) }
    }

    package func forget(before moment: Instant) throws {
        try transaction.execute("DELETE FROM provider_sign_in WHERE site_id = \(site) AND created < \(moment)")
    }
}
