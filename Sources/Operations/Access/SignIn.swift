package import Cryptography
package import Domain
import Persistence
import Registers

/// Signs somebody in with login and password. Whoever does not know the password learns nothing, not even whether there is such a login.
package struct SignIn {
    package enum Refusal: Error, Sendable, Hashable {
        /// No such login, or another password: nobody is told which.
        case wrong
        /// Too many failures; nothing is tried before so many seconds are over.
        case wait(seconds: Int)
        /// 100 failures: only an administrator can open the account again.
        case blocked
        /// 已停用: told only to somebody who knows the password.
        case disabled
        /// Between password and second factor too much time went by.
        case expired
    }

    package enum Outcome: Sendable {
        case complete(SessionToken)
        /// The token stands for the password alone; `PassSecondFactor` takes it.
        case needsSecondFactor(SessionToken)
    }

    private let installation: Installation
    private let county: County
    private let cost: PasswordHash.Cost

    package init(_ installation: Installation, county: County, cost: PasswordHash.Cost? = nil) {
        self.installation = installation
        self.county = county
        self.cost = cost ?? installation.passwordCost
    }

    /// - Parameters:
    ///   - agent: what the browser calls itself.
    ///   - former: the session that the browser came with; it ends.
    /// - Throws: `Refusal`, `PasswordHashing.Busy`
    package func run(login: String, password: String, agent: String, replacing former: SessionToken? = nil) async throws -> Outcome {
        let name = LoginName.read(String(String.UnicodeScalarView(login.unicodeScalars.prefix(200))))
        let attempt = try await reserve(name)
        try Self.check(attempt.wait)
        let isRight = try await matches(password, attempt.found)
        guard isRight, let found = attempt.found else {
            try await noteBlocking(attempt)
            throw Refusal.wrong
        }
        let stronger = try await rehashed(password, found)
        return try await finish(found, attempt.before, stronger: stronger, agent: agent, former: former)
    }

    // MARK: The attempt

    private struct Attempt: Sendable {
        let found: AccountRegister.Credentials?
        let before: SignInAttempts
        let wait: SignInAttempts.Wait
    }

    /// Counts the attempt before the password is looked at: many at the same moment cannot slip past the limit, and a name that nobody
    /// has costs the same.
    private func reserve(_ login: String) async throws -> Attempt {
        let (now, site) = (installation.now(), county.id)
        let bucket = Self.bucket(login, site: site)
        return try await installation.store.write { transaction in
            let register = AccountRegister(transaction, site: site)
            let found = try register.find(login: login)
            let before = try found.map { try register.attempts(of: $0.account.id) } ?? register.attempts(ofStranger: bucket)
            let wait = before.wait(at: now)
            if wait == .none {
                let counted = SignInAttempts(failures: before.failures + 1, last: now)
                if let found { try register.set(counted, of: found.account.id) } else { try register.set(counted, ofStranger: bucket) }
            }
            return Attempt(found: found, before: before, wait: wait)
        }
    }

    /// 16 bits: too few to find out what somebody typed, for instance a password in the wrong field.
    private static func bucket(_ login: String, site: County.ID) -> Int {
        let digest = Digest.sha256("stranger \(site.rawValue) \(login)".utf8)
        return Int(digest[0]) << 8 | Int(digest[1])
    }

    static func check(_ wait: SignInAttempts.Wait) throws(Refusal) {
        switch wait {
        case .none: return
        case .seconds(let seconds): throw .wait(seconds: seconds)
        case .blocked: throw .blocked
        }
    }

    private func matches(_ password: String, _ found: AccountRegister.Credentials?) async throws -> Bool {
        let isShortEnough = password.unicodeScalars.count <= SignInRules.longestPassword
        guard let found, isShortEnough else {
            try await PasswordHashing.shared.matchesNobody(isShortEnough ? password : "", cost: cost)
            return false
        }
        guard let hash = PasswordHash(text: found.password) else { throw StoreError.unexpectedValue(column: "password") }
        return try await PasswordHashing.shared.matches(password, hash)
    }

    private func noteBlocking(_ attempt: Attempt) async throws {
        guard let account = attempt.found?.account, attempt.before.failures + 1 == SignInAttempts.most else { return }
        let (now, site) = (installation.now(), county.id)
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).append(
                Event(
                    actor: "public", verb: .accountBlocked, subject: Event.Subject(.account, account.id.rawValue),
                    reason: "连续登录失败 \(SignInAttempts.most) 次"),
                at: now)
        }
    }

    // MARK: The session

    private func rehashed(_ password: String, _ found: AccountRegister.Credentials) async throws -> String? {
        guard PasswordHash(text: found.password)?.cost != cost else { return nil }
        return try await PasswordHashing.shared.hash(password, cost: cost).text
    }

    private func finish(
        _ found: AccountRegister.Credentials, _ before: SignInAttempts, stronger: String?, agent: String, former: SessionToken?
    ) async throws -> Outcome {
        let (now, site) = (installation.now(), county.id)
        let opening = SessionOpening(installation, account: found.account, agent: agent)
        // A refusal that must be committed comes out as a value.
        return try await installation.store.write { transaction -> Result<Outcome, Refusal> in
            try EventRegister(transaction, site: site).lock()
            let register = AccountRegister(transaction, site: site)
            // Changed or disabled while the password was being checked.
            guard let current = try register.find(found.account.id), current.password == found.password else { return .failure(.wrong) }
            if current.account.isDisabled {
                try register.set(before, of: current.account.id)
                return .failure(.disabled)
            }
            if let stronger { try register.rehash(current.account.id, from: current.password, to: stronger) }
            try opening.end(former, in: transaction, site: site)
            if current.secondFactor.isOn {
                // Only the second factor clears the count: the password alone must not buy new guesses at it.
                try register.set(before, of: current.account.id)
                try opening.insert(isComplete: false, in: transaction, site: site)
                return .success(.needsSecondFactor(opening.token))
            }
            try register.set(SignInAttempts(), of: current.account.id)
            try opening.insert(isComplete: true, in: transaction, site: site)
            try opening.note(in: transaction, site: site, at: now)
            return .success(.complete(opening.token))
        }.get()
    }
}

/// A new session for somebody who has just proved who they are.
struct SessionOpening: Sendable {
    /// How long ended sessions can still be looked at.
    private static let keptInMilliseconds: Int64 = 30 * 86_400_000

    let token = SessionToken.make()
    let session: Session
    private let name: String

    init(_ installation: Installation, account: Account, agent: String) {
        let now = installation.now()
        session = Session(
            id: installation.identifiers.next(), account: account.id, created: now, lastSeen: now, agent: BrowserName.summary(of: agent))
        name = account.name
    }

    func insert(isComplete: Bool, isByProvider: Bool = false, in transaction: any Transaction, site: County.ID) throws {
        let register = SessionRegister(transaction, site: site)
        try register.forget(before: Instant(milliseconds: session.created.milliseconds - Self.keptInMilliseconds))
        try register.insert(session, key: token.key, isComplete: isComplete, isByProvider: isByProvider)
    }

    /// The session that the browser came with must not go on under a new person.
    func end(_ former: SessionToken?, in transaction: any Transaction, site: County.ID) throws {
        let register = SessionRegister(transaction, site: site)
        guard let former, let found = try register.find(key: former.key) else { return }
        try register.end(found.session.id, of: found.session.account, at: session.created)
    }

    func note(in transaction: any Transaction, site: County.ID, at now: Instant) throws {
        try EventRegister(transaction, site: site).append(
            Event(actor: name, verb: .signedIn, subject: Event.Subject(.account, session.account.rawValue)), at: now)
    }
}
