import Cryptography
package import Domain
import Persistence
import Registers

/// The second step of signing in: a code from the app, or a recovery code.
package struct PassSecondFactor {
    /// How long the password alone is remembered.
    private static let patienceInMilliseconds: Int64 = 600_000

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter token: from `SignIn.Outcome.needsSecondFactor`.
    /// - Returns: the session, under a new token.
    /// - Throws: `SignIn.Refusal`
    package func run(token: SessionToken, code: String, agent: String) async throws -> SessionToken {
        let (now, site) = (installation.now(), county.id)
        guard let begun = try await begun(token, at: now) else { throw SignIn.Refusal.expired }
        let opening = SessionOpening(installation, account: begun, agent: agent)
        // What fails is counted, and must be committed: the refusal comes out as a value.
        return try await installation.store.write { transaction -> Result<SessionToken, SignIn.Refusal> in
            try EventRegister(transaction, site: site).lock()
            let register = AccountRegister(transaction, site: site)
            let before = try register.attempts(of: begun.id)
            switch before.wait(at: now) {
            case .none: break
            case .seconds(let seconds): return .failure(.wait(seconds: seconds))
            case .blocked: return .failure(.blocked)
            }
            guard try SecondFactorCode(typed: code).isRight(for: begun.id, in: register, at: now) else {
                try register.set(SignInAttempts(failures: before.failures + 1, last: now), of: begun.id)
                return .failure(.wrong)
            }
            try register.set(SignInAttempts(), of: begun.id)
            try opening.end(token, in: transaction, site: site)
            try opening.insert(isComplete: true, in: transaction, site: site)
            try opening.note(in: transaction, site: site, at: now)
            return .success(opening.token)
        }.get()
    }

    /// Whose password was right, a short while ago.
    private func begun(_ token: SessionToken, at now: Instant) async throws -> Account? {
        let site = county.id
        return try await installation.store.read { transaction in
            guard let found = try SessionRegister(transaction, site: site).find(key: token.key), !found.isComplete, !found.isDisabled,
                now.milliseconds - found.session.created.milliseconds < Self.patienceInMilliseconds
            else { return nil }
            return try AccountRegister(transaction, site: site).find(found.session.account)?.account
        }
    }

    /// Whether a token still waits for its second factor.
    package func isWaiting(_ token: SessionToken) async throws -> Bool { try await begun(token, at: installation.now()) != nil }
}

/// What somebody typed as their second factor.
struct SecondFactorCode {
    let typed: String

    /// Uses it up: no code counts twice.
    func isRight(for account: Account.ID, in register: AccountRegister, at now: Instant) throws -> Bool {
        guard case .on(let secret, let last)? = try register.find(account)?.secondFactor else { return false }
        let bare = HandwrittenSecret.read(typed)
        guard bare.utf8.count == TimeBasedCode.digits else {
            return try register.use(recoveryCode: RecoveryCodes.digest(typed, of: account), of: account, at: now)
        }
        guard let step = TimeBasedCode.matchingStep(bare, secret: secret, atMilliseconds: now.milliseconds, after: last) else {
            return false
        }
        return try register.use(step: step, of: account)
    }
}
