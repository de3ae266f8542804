import Cryptography
package import Domain
import Persistence
import Registers

/// A sign-in through the identity provider: begun here, answered there, finished here. Accounts are never made by it.
package struct SignInThroughProvider {
    package enum Refusal: Error, Sendable, Hashable {
        /// Nobody here is bound to that person.
        case unknownPerson
        case disabled
        /// It took too long, came back twice, or began in another browser.
        case expired
    }

    /// What travels to the provider, and what stays here until it answers.
    package struct Beginning: Sendable {
        /// For the address and the browser's cookie.
        package let state: String
        package let nonce: String
        /// SHA-256 of the verifier, base64url (PKCE).
        package let challenge: String
    }

    /// A beginning that came back.
    package struct Return: Sendable {
        package let nonce: String
        package let verifier: String
        /// Where the person wanted to go.
        package let next: String
    }

    private static let patienceInMilliseconds: Int64 = 600_000

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    package func begin(next: String) async throws -> Beginning {
        let (now, site) = (installation.now(), county.id)
        let (state, nonce, verifier) = (Self.secret(), Self.secret(), Self.secret())
        let begun = ProviderSignInRegister.Begun(nonce: nonce, verifier: verifier, next: next, created: now)
        try await installation.store.write { transaction in
            let register = ProviderSignInRegister(transaction, site: site)
            try register.forget(before: Instant(milliseconds: now.milliseconds - Self.patienceInMilliseconds))
            try register.insert(begun, state: Digest.sha256(state.utf8))
        }
        return Beginning(state: state, nonce: nonce, challenge: Base64URL.encode(Digest.sha256(verifier.utf8)))
    }

    /// - Parameters:
    ///   - state: from the address that the provider sent the browser to.
    ///   - cookie: from the browser; the same, or somebody else began.
    /// - Throws: `Refusal.expired`
    package func takeBack(state: String, cookie: String?) async throws -> Return {
        let (now, site) = (installation.now(), county.id)
        guard let cookie, constantTimeEqual(Array(cookie.utf8), Array(state.utf8)) else { throw Refusal.expired }
        let begun = try await installation.store.write {
            try ProviderSignInRegister($0, site: site).take(state: Digest.sha256(state.utf8))
        }
        guard let begun, now.milliseconds - begun.created.milliseconds < Self.patienceInMilliseconds else { throw Refusal.expired }
        return Return(nonce: begun.nonce, verifier: begun.verifier, next: begun.next)
    }

    /// Opens a session for the person whom the provider has named.
    ///
    /// - Parameters:
    ///   - subject: what the provider calls them.
    ///   - login: by which an account without a binding may be found; `nil` when only bound accounts count.
    /// - Throws: `Refusal`
    package func run(subject: String, login: String?, agent: String, replacing former: SessionToken?) async throws -> SessionToken {
        let (now, site) = (installation.now(), county.id)
        let found = try await installation.store.read { transaction -> Account? in
            let register = AccountRegister(transaction, site: site)
            if let bound = try register.find(subject: subject) { return bound.account }
            guard let login, let named = try register.find(login: LoginName.read(login)) else { return nil }
            // An account that is bound to one person is not another's, whatever name they bring.
            return named.subject == nil ? named.account : nil
        }
        guard let account = found else { throw Refusal.unknownPerson }
        let opening = SessionOpening(installation, account: account, agent: agent)
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            guard let current = try AccountRegister(transaction, site: site).find(account.id), !current.account.isDisabled else {
                throw Refusal.disabled
            }
            try opening.end(former, in: transaction, site: site)
            try opening.insert(isComplete: true, isByProvider: true, in: transaction, site: site)
            try opening.note(in: transaction, site: site, at: now)
            return opening.token
        }
    }

    private static func secret() -> String { Base64URL.encode(RandomBytes.make(32)) }
}
