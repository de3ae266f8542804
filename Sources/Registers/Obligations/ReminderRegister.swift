package import Domain
package import Persistence

/// Who is reminded of what, and the mail on its way (提醒、待发邮件).
package struct ReminderRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    // MARK: Settings

    /// What an account has chosen, or the standard.
    package func setting(of account: Account.ID) throws -> ReminderSetting {
        try transaction.first("SELECT * FROM reminder_setting WHERE account_id = \(account)", Self.setting) ?? ReminderSetting()
    }

    package func set(_ setting: ReminderSetting, of account: Account.ID) throws {
        try transaction.execute(
            """
            INSERT INTO reminder_setting (account_id, is_off, digest_hour, quiet_from, quiet_until, warns_overdue, version)
            VALUES (\(account), \(setting.isOff), \(setting.digestHour), \(setting.quietFrom), \(setting.quietUntil), \(setting.warnsOverdue),
                \(1))
            ON CONFLICT (account_id) DO UPDATE SET is_off = excluded.is_off, digest_hour = excluded.digest_hour,
                quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, warns_overdue = excluded.warns_overdue,
                version = reminder_setting.version + 1
            """)
    }

    /// Empty when the account has none.
    package func email(of account: Account.ID) throws -> String {
        try transaction.first("SELECT email FROM account WHERE site_id = \(site) AND id = \(account)") { try $0["email"] } ?? ""
    }

    // MARK: Who

    /// Somebody who is to be reminded.
    package struct Reader: Sendable {
        package let account: Account.ID
        package let email: String
        package let setting: ReminderSetting
        /// Where they hold an editor's post.
        package let units: [OrganisationUnit.ID]
        /// Whether they hold a post in the disclosure office.
        package let isOffice: Bool
        /// Whether they answer for a unit or for all of them; otherwise they only take part in an evaluation.
        package var hasUnits: Bool { isOffice || !units.isEmpty }
        /// Until when they have been told of what is overdue.
        package let warned: Instant?
    }

    /// Everybody with a mail address who drafts for a unit, looks after all of them, or takes part in an evaluation.
    package func readers() throws -> [Reader] {
        var units: [Account.ID: [OrganisationUnit.ID]] = [:]
        var (offices, evaluators): (Set<Account.ID>, Set<Account.ID>) = ([], [])
        try transaction.forEach(
            """
            SELECT h.account_id, p.unit_id, p.role FROM post_holder h JOIN post p ON p.id = h.post_id
            WHERE p.site_id = \(site) AND h.held_until IS NULL AND p.role IN (\(list: [Role.editor, .disclosureOffice, .evaluator]))
            ORDER BY h.account_id, p.unit_id
            """
        ) { row in
            let account: Account.ID = try row["account_id"]
            let role: Role = try row["role"]
            switch role {
            case .disclosureOffice: offices.insert(account)
            case .evaluator: evaluators.insert(account)
            default: units[account, default: []].append(try row["unit_id"])
            }
        }
        let marks = Dictionary(
            try transaction.rows("SELECT account_id, warned FROM reminder_mark") {
                row -> (Account.ID, Instant) in (try row["account_id"], try row["warned"])
            }, uniquingKeysWith: { $1 })
        return try transaction.rows(
            "SELECT id, email FROM account WHERE site_id = \(site) AND is_disabled = 0 AND email <> '' ORDER BY id"
        ) { row -> Reader? in
            let account: Account.ID = try row["id"]
            guard units[account] != nil || offices.contains(account) || evaluators.contains(account) else { return nil }
            return Reader(
                account: account, email: try row["email"], setting: try setting(of: account), units: units[account] ?? [],
                isOffice: offices.contains(account), warned: marks[account])
        }.compactMap { $0 }
    }

    /// Names of those whom no reminder of the round reaches: who scores in it, and units none of whose editors gets mail.
    package func unreached(by round: EvaluationRound) throws -> [String] {
        let reached = try readers().filter { !$0.setting.isOff }
        let (accounts, units) = (Set(reached.map(\.account)), Set(reached.flatMap(\.units)))
        var names: [String] = []
        for person in round.panels.flatMap(\.reviewers) where !accounts.contains(person.account) && !names.contains(person.name) {
            names.append(person.name)
        }
        let register = UnitRegister(transaction, site: site)
        return names + (try round.units.filter { !units.contains($0) }.compactMap { try register.find($0)?.name })
    }

    package func setWarned(_ time: Instant, of account: Account.ID) throws {
        try transaction.execute(
            """
            INSERT INTO reminder_mark (account_id, warned) VALUES (\(account), \(time))
            ON CONFLICT (account_id) DO UPDATE SET warned = excluded.warned
            """)
    }

    // MARK: Outbox

    /// - Parameter key: a mail with the same key is written once.
    /// - Returns: false when it had been written before.
    @discardableResult
    package func put(_ mail: OutgoingMail, key: String, to account: Account.ID?) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO outbox (id, site_id, message_key, account_id, recipient, subject, body, state, attempts, next_attempt, created,
                delivered, last_error, owner_id, unsubscribe)
            VALUES (\(mail.id), \(site), \(key), \(account), \(mail.recipient), \(mail.subject), \(mail.body), 'waiting', 0, \(mail.created),
                \(mail.created), NULL, '', \(mail.owner), \(mail.unsubscribe))
            ON CONFLICT (site_id, message_key) DO NOTHING
            """) > 0
    }

    package func hasMail(key: String) throws -> Bool {
        try transaction.count("SELECT COUNT(*) AS n FROM outbox WHERE site_id = \(site) AND message_key = \(key)") > 0
    }

    /// What was written to an account, newest first: the delivery record that its owner sees.
    package func records(of account: Account.ID, limit: Int) throws -> [Record] {
        try transaction.rows(
            """
            SELECT subject, state, attempts, created, delivered, last_error FROM outbox
            WHERE account_id = \(account) ORDER BY created DESC, id DESC LIMIT \(limit)
            """
        ) { row in
            Record(
                subject: try row["subject"], state: try row["state"], attempts: try row["attempts"], created: try row["created"],
                delivered: try row["delivered"], lastError: try row["last_error"])
        }
    }

    /// What became of a mail.
    package struct Record: Sendable, Hashable {
        package let subject: String
        package let state: OutgoingMail.State
        package let attempts: Int
        package let created: Instant
        package let delivered: Instant?
        /// In the mail server's terms, without addresses.
        package let lastError: String
    }

    // MARK: Calendar feed

    package func setToken(_ digest: [UInt8], of account: Account.ID, at time: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO calendar_token (account_id, digest, created) VALUES (\(account), \(digest), \(time))
            ON CONFLICT (account_id) DO UPDATE SET digest = excluded.digest, created = excluded.created
            """)
    }

    package func removeToken(of account: Account.ID) throws {
        try transaction.execute("DELETE FROM calendar_token WHERE account_id = \(account)")
    }

    /// When the account's feed was opened.
    package func tokenCreated(of account: Account.ID) throws -> Instant? {
        try transaction.first("SELECT created FROM calendar_token WHERE account_id = \(account)") { try $0["created"] }
    }

    /// What a feed shows: the units whose obligations the account answers for; all of them for the office.
    package struct Feed: Sendable {
        /// `nil` for the whole county.
        package let units: [OrganisationUnit.ID]?
    }

    /// The feed that a token opens; `nil` for a token that is none, or whose account is disabled.
    package func feed(digest: [UInt8]) throws -> Feed? {
        let account = try transaction.first(
            """
            SELECT a.id FROM calendar_token t JOIN account a ON a.id = t.account_id
            WHERE t.digest = \(digest) AND a.site_id = \(site) AND a.is_disabled = 0
            """
        ) { row -> Account.ID in try row["id"] }
        guard let account else { return nil }
        let posts = try transaction.rows(
            """
            SELECT p.unit_id, p.role FROM post_holder h JOIN post p ON p.id = h.post_id
            WHERE h.account_id = \(account) AND h.held_until IS NULL ORDER BY p.unit_id
            """
        ) { row -> (OrganisationUnit.ID, Role) in (try row["unit_id"], try row["role"]) }
        if posts.contains(where: { $0.1 == .disclosureOffice || $0.1 == .evaluator }) { return Feed(units: nil) }
        return Feed(units: Set(posts.filter { !$0.1.isAdministrator }.map(\.0)).sorted())
    }

    private static func setting(_ row: ResultRow) throws -> ReminderSetting {
        ReminderSetting(
            isOff: try row["is_off"], digestHour: try row["digest_hour"], quietFrom: try row["quiet_from"],
            quietUntil: try row["quiet_until"],
            warnsOverdue: try row["warns_overdue"])
    }
}

/// The mail of every site that waits to be sent.
package struct OutboxRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Takes mail out to be sent. Who takes it has until `lease` to say what became of it; then another may try.
    package func take(now: Instant, lease: Instant, limit: Int) throws -> [OutgoingMail] {
        try transaction.rows(
            """
            UPDATE outbox SET state = 'sending', attempts = attempts + 1, next_attempt = \(lease)
            WHERE state IN ('waiting', 'sending') AND next_attempt <= \(now) AND id IN (
                SELECT id FROM outbox WHERE state IN ('waiting', 'sending') AND next_attempt <= \(now) ORDER BY next_attempt, id LIMIT \(limit))
            RETURNING id, recipient, subject, body, attempts, created, owner_id, unsubscribe
            """
        ) { row in
            OutgoingMail(
                id: try row["id"], recipient: try row["recipient"], subject: try row["subject"], body: try row["body"],
                attempts: try row["attempts"], created: try row["created"], owner: try row["owner_id"], unsubscribe: try row["unsubscribe"])
        }
    }

    package func delivered(_ mail: OutgoingMail.ID, at time: Instant) throws {
        try transaction.execute("UPDATE outbox SET state = 'delivered', delivered = \(time), last_error = '' WHERE id = \(mail)")
        try forget(mail)
    }

    /// What a subscriber was told is nobody's business once it is sent: subject, links and words go.
    private func forget(_ mail: OutgoingMail.ID) throws {
        try transaction.execute(
            "UPDATE outbox SET subject = '', body = '', unsubscribe = NULL WHERE id = \(mail) AND owner_id IS NOT NULL")
    }

    /// - Parameter next: when to try again; `nil` gives up.
    package func failed(_ mail: OutgoingMail.ID, error: String, next: Instant?, at time: Instant) throws {
        let state: OutgoingMail.State = next == nil ? .failed : .waiting
        try transaction.execute(
            "UPDATE outbox SET state = \(state), next_attempt = \(next ?? time), last_error = \(error) WHERE id = \(mail)")
        if next == nil { try forget(mail) }
    }

    /// Whether some mail could be sent now.
    package func hasMail(now: Instant) throws -> Bool {
        try transaction.first("SELECT id FROM outbox WHERE state IN ('waiting', 'sending') AND next_attempt <= \(now) LIMIT 1") != nil
    }

    package func remove(createdBefore time: Instant) throws {
        try transaction.execute("DELETE FROM outbox WHERE state IN ('delivered', 'failed') AND created < \(time)")
    }

    /// How many mails are in each state.
    package func counts() throws -> [OutgoingMail.State: Int] {
        Dictionary(
            try transaction.rows("SELECT state, COUNT(*) AS n FROM outbox GROUP BY state") { row in (try row["state"], try row["n"]) },
            uniquingKeysWith: { $1 })
    }
}

extension OutgoingMail.State: Storable {}
