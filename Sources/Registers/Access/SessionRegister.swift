package import Domain
package import Persistence

/// Who is signed in where (会话), and the rules of signing in.
package struct SessionRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// A session with what each request must know about its account.
    package struct Found: Sendable {
        package let session: Session
        /// False between the password and the second factor.
        package let isComplete: Bool
        /// Signed in through the identity provider: the password of the account plays no part.
        package let isByProvider: Bool
        package let login: String
        package let name: String
        package let isDisabled: Bool
        package let mustChange: Bool
        package let passwordChanged: Instant
    }

    /// - Parameter key: SHA-256 of what the browser holds.
    package func find(key: [UInt8]) throws -> Found? {
        try transaction.first(
            """
            SELECT s.id, s.account_id, s.created, s.last_seen, s.agent, s.is_complete, s.is_by_provider, a.login, a.name, a.is_disabled, a.must_change,
                a.password_changed
            FROM session s JOIN account a ON a.id = s.account_id WHERE s.key = \(key) AND s.site_id = \(site) AND s.ended IS NULL
            """
        ) { row in
            Found(
                session: try Self.session(row), isComplete: try row["is_complete"], isByProvider: try row["is_by_provider"],
                login: try row["login"], name: try row["name"],
                isDisabled: try row["is_disabled"], mustChange: try row["must_change"], passwordChanged: try row["password_changed"])
        }
    }

    /// Those that have not been ended, the newest first; some of them may have run out.
    package func open(of account: Account.ID) throws -> [Session] {
        try transaction.rows(
            """
            SELECT id, account_id, created, last_seen, agent FROM session
            WHERE account_id = \(account) AND site_id = \(site) AND ended IS NULL AND is_complete = 1 ORDER BY created DESC
            """, Self.session)
    }

    package func insert(_ session: Session, key: [UInt8], isComplete: Bool, isByProvider: Bool = false) throws {
        try transaction.execute(
            """
            INSERT INTO session (key, id, site_id, account_id, created, last_seen, agent, is_complete, is_by_provider, ended)
            VALUES (\(key), \(session.id), \(site), \(session.account), \(session.created), \(session.lastSeen), \(session.agent),
                    \(isComplete), \(isByProvider), \(nil as Instant?))
            """)
    }

    package func touch(_ id: Session.ID, at now: Instant) throws {
        try transaction.execute("UPDATE session SET last_seen = \(now) WHERE id = \(id) AND last_seen < \(now)")
    }

    /// - Returns: whether it was open.
    @discardableResult
    package func end(_ id: Session.ID, of account: Account.ID, at now: Instant) throws -> Bool {
        try transaction.execute(
            "UPDATE session SET ended = \(now) WHERE id = \(id) AND account_id = \(account) AND site_id = \(site) AND ended IS NULL") == 1
    }

    /// - Parameter kept: the one that goes on.
    /// - Returns: how many were ended.
    @discardableResult
    package func endAll(of account: Account.ID, except kept: Session.ID? = nil, at now: Instant) throws -> Int {
        try transaction.execute(
            "UPDATE session SET ended = \(now) WHERE account_id = \(account) AND ended IS NULL AND id <> \(kept?.rawValue ?? 0)")
    }

    /// Ended and run-out ones are kept for a while, and not for ever.
    package func forget(before moment: Instant) throws {
        try transaction.execute("DELETE FROM session WHERE site_id = \(site) AND created < \(moment)")
    }

    private static func session(_ row: ResultRow) throws -> Session {
        Session(
            id: try row["id"], account: try row["account_id"], created: try row["created"], lastSeen: try row["last_seen"],
            agent: try row["agent"])
    }

    // MARK: Rules

    /// The rules in force on a day; the standard ones when the site has set none.
    package func rules(on day: Day) throws -> SignInRules {
        try transaction.first(
            "SELECT * FROM sign_in_rules WHERE site_id = \(site) AND effective <= \(day) ORDER BY effective DESC LIMIT 1", Self.rules)
            ?? .standard(from: day)
    }

    /// All that were ever set, the newest first.
    package func allRules() throws -> [SignInRules] {
        try transaction.rows("SELECT * FROM sign_in_rules WHERE site_id = \(site) ORDER BY effective DESC", Self.rules)
    }

    package func put(_ rules: SignInRules) throws {
        try transaction.execute("DELETE FROM sign_in_rules WHERE site_id = \(site) AND effective = \(rules.effective)")
        try transaction.execute(
            """
            INSERT INTO sign_in_rules (site_id, effective, shortest, shortest_with_second_factor, character_kinds, rotation_days, remembered,
                idle_minutes, absolute_minutes)
            VALUES (\(site), \(rules.effective), \(rules.shortest), \(rules.shortestWithSecondFactor), \(rules.characterKinds),
                \(rules.rotationDays), \(rules.remembered), \(rules.idleMinutes), \(rules.absoluteMinutes))
            """)
    }

    private static func rules(_ row: ResultRow) throws -> SignInRules {
        SignInRules(
            effective: try row["effective"], shortest: try row["shortest"],
            shortestWithSecondFactor: try row["shortest_with_second_factor"], characterKinds: try row["character_kinds"],
            rotationDays: try row["rotation_days"], remembered: try row["remembered"], idleMinutes: try row["idle_minutes"],
            absoluteMinutes: try row["absolute_minutes"])
    }
}
