package import Domain
package import Persistence

/// The accounts of a site and what signing in needs of them (账号).
package struct AccountRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// An account with everything that is secret about it: never shown, never logged.
    package struct Credentials: Sendable {
        package let account: Account
        /// The text form of `PasswordHash`.
        package let password: String
        package let passwordChanged: Instant
        /// Whether the password is long enough to stand alone, without a second factor.
        package let hasFullLength: Bool
        package let mustChange: Bool
        package let attempts: SignInAttempts
        package let secondFactor: SecondFactor
        package let subject: String?
        package let created: Instant
    }

    /// 动态口令
    package enum SecondFactor: Sendable, Hashable {
        case off
        /// Shown to its owner, who has not yet proved that their app has it.
        case pending(secret: [UInt8])
        /// - Parameter step: the newest step of time whose code was used.
        case on(secret: [UInt8], step: Int64)

        package var isOn: Bool {
            switch self {
            case .on: true
            case .off, .pending: false
            }
        }
    }

    // MARK: Finding

    package func find(_ id: Account.ID) throws -> Credentials? {
        try transaction.first("SELECT * FROM account WHERE site_id = \(site) AND id = \(id)", Self.credentials)
    }

    package func find(login: String) throws -> Credentials? {
        try transaction.first("SELECT * FROM account WHERE site_id = \(site) AND login = \(login)", Self.credentials)
    }

    /// By what an identity provider calls its person.
    package func find(subject: String) throws -> Credentials? {
        try transaction.first("SELECT * FROM account WHERE site_id = \(site) AND oidc_subject = \(subject)", Self.credentials)
    }

    /// In the order of their names to sign in with.
    package func all() throws -> [Credentials] {
        try transaction.rows("SELECT * FROM account WHERE site_id = \(site) ORDER BY login", Self.credentials)
    }

    package func logins() throws -> Set<String> {
        Set(try transaction.rows("SELECT login FROM account WHERE site_id = \(site)") { try $0["login"] })
    }

    // MARK: Changing

    package func insert(_ account: Account, password: String, hasFullLength: Bool, mustChange: Bool, subject: String?, at now: Instant)
        throws
    {
        try transaction.execute(
            """
            INSERT INTO account (id, site_id, login, name, email, password, password_changed, has_full_length, must_change, failures, last_failure,
                totp_state, totp_secret, totp_step, oidc_subject, is_disabled, created, version)
            VALUES (\(account.id), \(site), \(account.login), \(account.name), \(account.email), \(password), \(now), \(hasFullLength),
                \(mustChange), \(0), \(nil as Instant?), \("off"), \(nil as [UInt8]?), \(0), \(subject), \(account.isDisabled), \(now), \(1))
            """)
    }

    /// A new password; the one before is remembered. An old waiting time does not hold for it.
    package func setPassword(_ password: String, hasFullLength: Bool, mustChange: Bool, of former: Credentials, at now: Instant) throws {
        let id = former.account.id
        try transaction.execute(
            """
            INSERT INTO former_password (account_id, changed, password) VALUES (\(id), \(former.passwordChanged), \(former.password))
            ON CONFLICT (account_id, changed) DO UPDATE SET password = excluded.password
            """)
        try change(
            id,
            """
            password = \(password), password_changed = \(now), has_full_length = \(hasFullLength), must_change = \(mustChange), failures = \(0),
            last_failure = \(nil as Instant?)
            """)
    }

    /// The same password with today's cost.
    package func rehash(_ id: Account.ID, from former: String, to password: String) throws {
        try transaction.execute("UPDATE account SET password = \(password) WHERE id = \(id) AND password = \(former)")
    }

    /// The newest ones first; older ones are forgotten.
    package func formerPasswords(_ id: Account.ID, keeping count: Int) throws -> [String] {
        try transaction.rows(
            "SELECT password FROM former_password WHERE account_id = \(id) ORDER BY changed DESC LIMIT \(count)"
        ) { try $0["password"] }
    }

    package func forgetPasswords(_ id: Account.ID, keeping count: Int) throws {
        try transaction.execute(
            """
            DELETE FROM former_password WHERE account_id = \(id) AND changed NOT IN
                (SELECT changed FROM former_password WHERE account_id = \(id) ORDER BY changed DESC LIMIT \(count))
            """)
    }

    package func setDisabled(_ isDisabled: Bool, _ id: Account.ID) throws { try change(id, "is_disabled = \(isDisabled)") }

    package func setMustChange(_ id: Account.ID) throws { try change(id, "must_change = \(1)") }

    package func setSubject(_ subject: String?, _ id: Account.ID) throws { try change(id, "oidc_subject = \(subject)") }

    package func setSecondFactor(_ factor: SecondFactor, _ id: Account.ID) throws {
        switch factor {
        case .off: try change(id, "totp_state = \("off"), totp_secret = \(nil as [UInt8]?), totp_step = \(0)")
        case .pending(let secret): try change(id, "totp_state = \("pending"), totp_secret = \(secret), totp_step = \(0)")
        case .on(let secret, let step): try change(id, "totp_state = \("on"), totp_secret = \(secret), totp_step = \(step)")
        }
        if !factor.isOn { try transaction.execute("DELETE FROM recovery_code WHERE account_id = \(id)") }
    }

    /// Marks a step as used. False when it, or a later one, was used in between.
    package func use(step: Int64, of id: Account.ID) throws -> Bool {
        try transaction.execute("UPDATE account SET totp_step = \(step) WHERE id = \(id) AND totp_state = 'on' AND totp_step < \(step)")
            == 1
    }

    private func change(_ id: Account.ID, _ assignments: Query) throws {
        try transaction.execute("UPDATE account SET \(assignments), version = version + 1 WHERE site_id = \(site) AND id = \(id)")
    }

    // MARK: Recovery codes

    package func setRecoveryCodes(_ digests: [[UInt8]], of id: Account.ID) throws {
        try transaction.execute("DELETE FROM recovery_code WHERE account_id = \(id)")
        for digest in digests {
            try transaction.execute("INSERT INTO recovery_code (account_id, digest, used) VALUES (\(id), \(digest), \(nil as Instant?))")
        }
    }

    /// False when there is no such code, or it was used.
    package func use(recoveryCode digest: [UInt8], of id: Account.ID, at now: Instant) throws -> Bool {
        try transaction.execute(
            "UPDATE recovery_code SET used = \(now) WHERE account_id = \(id) AND digest = \(digest) AND used IS NULL") == 1
    }

    package func recoveryCodesLeft(_ id: Account.ID) throws -> Int {
        try transaction.count("SELECT COUNT(*) AS n FROM recovery_code WHERE account_id = \(id) AND used IS NULL")
    }

    // MARK: Failures

    /// Locks the row first, so that attempts made at the same moment are counted one after the other.
    package func attempts(of id: Account.ID) throws -> SignInAttempts {
        try transaction.execute("UPDATE account SET failures = failures WHERE id = \(id)")
        return try transaction.first("SELECT failures, last_failure FROM account WHERE id = \(id)", Self.attempts) ?? SignInAttempts()
    }

    package func set(_ attempts: SignInAttempts, of id: Account.ID) throws {
        try transaction.execute("UPDATE account SET failures = \(attempts.failures), last_failure = \(attempts.last) WHERE id = \(id)")
    }

    /// The same for a name that nobody has.
    package func attempts(ofStranger bucket: Int) throws -> SignInAttempts {
        try transaction.execute(
            """
            INSERT INTO stranger_failure (site_id, bucket, failures, last_failure) VALUES (\(site), \(bucket), \(0), \(nil as Instant?))
            ON CONFLICT (site_id, bucket) DO UPDATE SET failures = stranger_failure.failures
            """)
        return try transaction.first(
            "SELECT failures, last_failure FROM stranger_failure WHERE site_id = \(site) AND bucket = \(bucket)", Self.attempts)
            ?? SignInAttempts()
    }

    package func set(_ attempts: SignInAttempts, ofStranger bucket: Int) throws {
        try transaction.execute(
            """
            UPDATE stranger_failure SET failures = \(attempts.failures), last_failure = \(attempts.last)
            WHERE site_id = \(site) AND bucket = \(bucket)
            """)
    }

    // MARK: Reading rows

    private static func attempts(_ row: ResultRow) throws -> SignInAttempts {
        SignInAttempts(failures: try row["failures"], last: try row["last_failure"])
    }

    private static func credentials(_ row: ResultRow) throws -> Credentials {
        let state: String = try row["totp_state"]
        let secret: [UInt8]? = try row["totp_secret"]
        let factor: SecondFactor
        switch (state, secret) {
        case ("on", let secret?): factor = .on(secret: secret, step: try row["totp_step"])
        case ("pending", let secret?): factor = .pending(secret: secret)
        case ("off", _): factor = .off
        default: throw StoreError.unexpectedValue(column: "totp_state")
        }
        return Credentials(
            account: try account(row), password: try row["password"], passwordChanged: try row["password_changed"],
            hasFullLength: try row["has_full_length"], mustChange: try row["must_change"], attempts: try attempts(row),
            secondFactor: factor,
            subject: try row["oidc_subject"], created: try row["created"])
    }

    static func account(_ row: ResultRow) throws -> Account {
        Account(
            id: try row["id"], login: try row["login"], name: try row["name"], email: try row["email"], isDisabled: try row["is_disabled"],
            version: try row["version"])
    }
}
