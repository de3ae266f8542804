package import Domain
package import Persistence

/// Drafts on their way to the public (拟公开信息).
package struct DraftRegister {
    let transaction: any Transaction
    let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// A draft with what the gate has to know about it.
    package struct Entry: Sendable {
        package var draft: Draft
        package var path: ApprovalPath
        package var digest: [UInt8]
        package var openFindings: Int
        /// When the checks ran over exactly this content; `nil` when they have not.
        package var checked: Instant?
        package var disclosure: Disclosure.ID?
        package var batch: Int64?
        package var emergency: Emergency?
        package var created: Instant
        package var changed: Instant
        package var changedBy: Account.ID
    }

    /// The first of the two who answer for an emergency publication.
    package struct Emergency: Sendable, Hashable {
        package let account: Account.ID
        package let reason: String

        package init(account: Account.ID, reason: String) {
            self.account = account
            self.reason = reason
        }
    }

    package func find(_ id: Draft.ID) throws -> Entry? {
        try transaction.first("SELECT * FROM draft WHERE site_id = \(site) AND id = \(id)", Self.entry)
    }

    package func insert(_ draft: Draft, digest: [UInt8], path: ApprovalPath, by account: Account.ID, at time: Instant, batch: Int64? = nil)
        throws
    {
        let content = draft.content
        let (state, step) = Self.columns(draft.state)
        try transaction.execute(
            """
            INSERT INTO draft (id, site_id, unit_id, corrects, obligation_id, batch_id, item_id, title, number, attribute, content, body,
                digest, state, step, step_role, scheduled, path, open_findings, checked, disclosure_id, reassess, emergency_by,
                emergency_reason, created, created_by, changed, changed_by, version)
            VALUES (\(draft.id), \(site), \(draft.unit), \(draft.corrects), \(draft.obligation), \(batch), \(content.item), \(content.title),
                \(Self.number(content)), \(content.attribute), \(try StoredContent(content).text()), \(content.body.stored), \(digest), \(state),
                \(step), \(Self.role(draft.state, path)), \(Self.schedule(draft.state)), \(path.text), 0, \(nil as Instant?),
                \(nil as Disclosure.ID?), \(content.withholding?.reassess), \(nil as Account.ID?), \(nil as String?), \(time), \(account),
                \(time), \(account), 1)
            """)
        try addAuthor(account, of: draft.id, at: time)
    }

    /// Saves a new content, keeping the one before.
    /// - Throws: `StoreError.stale` when somebody changed it since it was read.
    package func saveContent(_ draft: Draft, digest: [UInt8], by account: Account.ID, at time: Instant) throws {
        let content = draft.content
        try transaction.execute(
            """
            INSERT INTO draft_revision (draft_id, version, title, content, body, saved, saved_by)
            SELECT id, version, title, content, body, changed, changed_by FROM draft WHERE id = \(draft.id) AND version = \(draft.version)
            """)
        try transaction.execute("DELETE FROM draft_revision WHERE draft_id = \(draft.id) AND version <= \(draft.version - 50)")
        let changed = try transaction.execute(
            """
            UPDATE draft SET item_id = \(content.item), title = \(content.title), number = \(Self.number(content)),
                attribute = \(content.attribute), content = \(try StoredContent(content).text()), body = \(content.body.stored),
                digest = \(digest), reassess = \(content.withholding?.reassess), checked = NULL, changed = \(time), changed_by = \(account),
                emergency_by = NULL, emergency_reason = NULL, version = version + 1
            WHERE site_id = \(site) AND id = \(draft.id) AND version = \(draft.version)
            """)
        if changed == 0 { throw StoreError.stale(subject: content.title) }
        try addAuthor(account, of: draft.id, at: time)
    }

    /// Moves it to another state.
    /// - Throws: `StoreError.stale` when somebody changed it since it was read.
    package func move(_ entry: Entry, to state: Draft.State, path: ApprovalPath? = nil, disclosure: Disclosure.ID? = nil, at time: Instant)
        throws
    {
        let (name, step) = Self.columns(state)
        let path = path ?? entry.path
        let changed = try transaction.execute(
            """
            UPDATE draft SET state = \(name), step = \(step), step_role = \(Self.role(state, path)), scheduled = \(Self.schedule(state)),
                path = \(path.text), disclosure_id = \(disclosure ?? entry.disclosure), changed = \(time), version = version + 1
            WHERE site_id = \(site) AND id = \(entry.draft.id) AND version = \(entry.draft.version)
            """)
        if changed == 0 { throw StoreError.stale(subject: entry.draft.content.title) }
    }

    package func askEmergency(_ entry: Entry, by account: Account.ID, reason: String) throws {
        let changed = try transaction.execute(
            """
            UPDATE draft SET emergency_by = \(account), emergency_reason = \(reason), version = version + 1
            WHERE site_id = \(site) AND id = \(entry.draft.id) AND version = \(entry.draft.version)
            """)
        if changed == 0 { throw StoreError.stale(subject: entry.draft.content.title) }
    }

    // MARK: People

    package func addAuthor(_ account: Account.ID, of draft: Draft.ID, at time: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO draft_author (draft_id, account_id, seen) VALUES (\(draft), \(account), \(time))
            ON CONFLICT (draft_id, account_id) DO NOTHING
            """)
    }

    package func authors(of draft: Draft.ID) throws -> Set<Account.ID> {
        Set(try transaction.rows("SELECT account_id FROM draft_author WHERE draft_id = \(draft)") { try $0["account_id"] })
    }

    package func notePresence(of account: Account.ID, in draft: Draft.ID, at time: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO draft_presence (draft_id, account_id, seen) VALUES (\(draft), \(account), \(time))
            ON CONFLICT (draft_id, account_id) DO UPDATE SET seen = excluded.seen
            """)
    }

    /// Names of those who had it open since then, but for one.
    package func present(in draft: Draft.ID, since time: Instant, but account: Account.ID) throws -> [String] {
        try transaction.rows(
            """
            SELECT a.name FROM draft_presence p JOIN account a ON a.id = p.account_id
            WHERE p.draft_id = \(draft) AND p.seen >= \(time) AND p.account_id <> \(account) ORDER BY a.name
            """
        ) { try $0["name"] }
    }

    package func accountName(_ account: Account.ID) throws -> String? {
        try transaction.first("SELECT name FROM account WHERE id = \(account)") { try $0["name"] }
    }

    // MARK: Numbers

    /// Title of another draft or document of this county with that number, if there is one.
    package func holder(ofNumber number: String, but draft: Draft) throws -> String? {
        try transaction.first(
            """
            SELECT title FROM draft WHERE site_id = \(site) AND number = \(number) AND id <> \(draft.id) AND state <> 'discarded'
                AND (disclosure_id IS NULL OR disclosure_id <> \(draft.corrects?.rawValue ?? 0))
            UNION ALL SELECT title FROM disclosure WHERE site_id = \(site) AND number = \(number) AND id <> \(draft.corrects?.rawValue ?? 0)
            LIMIT 1
            """
        ) { try $0["title"] }
    }

    // MARK: Files

    /// Whether a draft, a published document, a round of evaluation, a programme or a guide of any county has the file with that digest.
    package func refers(toFile digest: String) throws -> Bool {
        try transaction.count(
            """
            SELECT (SELECT COUNT(*) FROM publication_file WHERE digest = \(digest))
                 + (SELECT COUNT(*) FROM draft WHERE content LIKE \("%\"" + digest + "\"%"))
                 + (SELECT COUNT(*) FROM evaluation_file WHERE digest = \(digest))
                 + (SELECT COUNT(*) FROM programme_file WHERE digest = \(digest))
                 + (SELECT COUNT(*) FROM service_file WHERE digest = \(digest)) AS n
            """) > 0
    }

    // MARK: Columns

    private static func number(_ content: Draft.Content) -> String? {
        content.number.isEmpty ? nil : DocumentNumber(text: content.number)?.text ?? content.number
    }

    private static func columns(_ state: Draft.State) -> (name: String, step: Int?) {
        switch state {
        case .drafting: ("drafting", nil)
        case .inReview(let step): ("inReview", step)
        case .referred(let step): ("referred", step)
        case .approved: ("approved", nil)
        case .withheld: ("withheld", nil)
        case .published: ("published", nil)
        case .discarded: ("discarded", nil)
        }
    }

    /// The role that the draft waits for, so that a list of what waits for somebody is one look at an index.
    private static func role(_ state: Draft.State, _ path: ApprovalPath) -> Role? {
        switch state {
        case .inReview(let step), .referred(let step): path.steps.indices.contains(step) ? path.steps[step].role : nil
        case .drafting, .approved: .editor
        case .withheld, .published, .discarded: nil
        }
    }

    private static func schedule(_ state: Draft.State) -> Instant? {
        if case .approved(let scheduled) = state { return scheduled }
        return nil
    }

    static func state(_ row: ResultRow) throws -> Draft.State {
        let (name, step, scheduled): (String, Int?, Instant?) = (try row["state"], try row["step"], try row["scheduled"])
        switch (name, step) {
        case ("drafting", _): return .drafting
        case ("inReview", let step?): return .inReview(step: step)
        case ("referred", let step?): return .referred(step: step)
        case ("approved", _): return .approved(scheduled: scheduled)
        case ("withheld", _): return .withheld
        case ("published", _): return .published
        case ("discarded", _): return .discarded
        default: throw StoreError.unexpectedValue(column: "draft.state")
        }
    }

    static func entry(_ row: ResultRow) throws -> Entry {
        let stored = try StoredContent.read(try row["content"])
        let (number, path): (String?, String) = (try row["number"], try row["path"])
        guard let path = ApprovalPath(text: path) else { throw StoreError.unexpectedValue(column: "draft.path") }
        let content = Draft.Content(
            item: try row["item_id"], title: try row["title"], number: number ?? "", theme: stored.theme, category: stored.category,
            made: stored.made, attribute: try row["attribute"], withholding: stored.withholding, isRestricted: stored.isRestricted,
            channels: stored.channels, elements: stored.elements, rule: stored.rule, body: DocumentBody(stored: try row["body"]),
            attachments: stored.attachments)
        let draft = Draft(
            id: try row["id"], unit: try row["unit_id"], corrects: try row["corrects"], obligation: try row["obligation_id"],
            content: content, state: try state(row), version: try row["version"])
        let (account, reason): (Account.ID?, String?) = (try row["emergency_by"], try row["emergency_reason"])
        var emergency: Emergency?
        if let account, let reason { emergency = Emergency(account: account, reason: reason) }
        return Entry(
            draft: draft, path: path, digest: try row["digest"], openFindings: try row["open_findings"], checked: try row["checked"],
            disclosure: try row["disclosure_id"], batch: try row["batch_id"], emergency: emergency, created: try row["created"],
            changed: try row["changed"], changedBy: try row["changed_by"])
    }
}
