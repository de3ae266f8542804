package import Domain
package import Persistence

/// What units have to publish (公开任务台账).
package struct ObligationRegister {
    let transaction: any Transaction
    let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    // MARK: Reading

    package func find(_ id: Obligation.ID) throws -> Obligation? {
        try transaction.first("SELECT * FROM obligation WHERE site_id = \(site) AND id = \(id)", Self.obligation)
    }

    /// An obligation and the day kept for sorting.
    package struct Open: Sendable {
        package let obligation: Obligation
        package let happening: TriggerEvent.Happening?
        package let due: Day?
        package let isProvisional: Bool
    }

    /// Everything open.
    package func open() throws -> [Open] { try opens("o.state = 'open'") }

    private func opens(_ which: Query) throws -> [Open] {
        try transaction.rows(
            """
            SELECT o.*, e.happening FROM obligation o LEFT JOIN obligation_event e ON e.id = o.event_id
            WHERE o.site_id = \(site) AND \(which) ORDER BY o.due, o.id
            """
        ) { row in
            let due: String = try row["due"]
            return Open(
                obligation: try Self.obligation(row), happening: try row["happening"], due: Day(text: due),
                isProvisional: try row["is_provisional"])
        }
    }

    /// What is closed, but was due on a day that no published calendar had settled yet.
    package func closedProvisionally() throws -> [Open] {
        try opens("o.state <> 'open' AND o.is_provisional = 1")
    }

    package func event(_ id: TriggerEvent.ID) throws -> TriggerEvent? {
        try transaction.first("SELECT * FROM obligation_event WHERE site_id = \(site) AND id = \(id)", Self.event)
    }

    /// An obligation of one item and unit that is raised by itself.
    package struct Place: Hashable, Sendable {
        package let item: CatalogueItem.ID
        package let unit: OrganisationUnit.ID

        package init(item: CatalogueItem.ID, unit: OrganisationUnit.ID) {
            self.item = item
            self.unit = unit
        }
    }

    /// What has been raised so far without an event: the newest period of each kind, and whether there is a standing or an unclear one.
    package func raised() throws -> [Place: [Obligation.Occasion]] {
        var result: [Place: [Obligation.Occasion]] = [:]
        try transaction.forEach(
            """
            SELECT item_id, unit_id, occasion, MAX(occasion_key) AS newest FROM obligation
            WHERE site_id = \(site) AND occasion <> 'event' AND state <> 'lapsed'
            GROUP BY item_id, unit_id, occasion, SUBSTR(occasion_key, 5, 2)
            """
        ) { row in
            let place = Place(item: try row["item_id"], unit: try row["unit_id"])
            result[place, default: []].append(try Self.occasion(try row["occasion"], key: try row["newest"], event: nil))
        }
        return result
    }

    /// The first document published under an item by a unit in a stretch of days, if there is one.
    package func document(of place: Place, from first: Day?, through last: Day?) throws -> (id: Disclosure.ID, published: Instant)? {
        let start = first.map { DisclosureRegister.position(published: Instant(startOf: $0), sequence: 0) } ?? DisclosureRegister.firstDated
        let end = last.map { DisclosureRegister.position(published: Instant(startOf: $0.adding(days: 1)), sequence: 0) } ?? Int64.max
        return try transaction.first(
            """
            SELECT id, published FROM disclosure
            WHERE site_id = \(site) AND item_id = \(place.item) AND unit_id = \(place.unit) AND position >= \(start) AND position < \(end)
            ORDER BY position LIMIT 1
            """
        ) { (try $0["id"], try $0["published"]) }
    }

    // MARK: Raising

    /// One that lapsed because its item had left the catalogue comes back when the item does.
    ///
    /// - Returns: false when it had been raised before; nothing is changed then.
    @discardableResult
    package func insert(_ obligation: Obligation, event: TriggerEvent.ID? = nil, due: Due?) throws -> Bool {
        let state = StoredState(obligation.state)
        try remember(
            """
            item_id = \(obligation.item) AND unit_id = \(obligation.unit) AND occasion = \(obligation.occasion.kind)
                AND occasion_key = \(obligation.occasion.key) AND state = 'lapsed'
            """, until: obligation.raised)
        let inserted = try transaction.execute(
            """
            INSERT INTO obligation (id, site_id, unit_id, item_id, version_id, domain_code, title, occasion, occasion_key, start, event_id,
                raised, state, disclosure_id, closed, closed_by, reason, due, deadline, is_provisional, version)
            VALUES (\(obligation.id), \(site), \(obligation.unit), \(obligation.item), \(obligation.catalogue), \(obligation.domain),
                \(obligation.title), \(obligation.occasion.kind), \(obligation.occasion.key), \(obligation.start), \(event),
                \(obligation.raised), \(obligation.state.kind), \(state.disclosure), \(state.closed), \(state.by), \(state.reason),
                \(Self.stored(due)), \(Self.deadline(due)), \(due?.isProvisional ?? false), \(1))
            ON CONFLICT (site_id, item_id, unit_id, occasion, occasion_key) DO UPDATE SET version_id = excluded.version_id,
                title = excluded.title, start = excluded.start, raised = excluded.raised, state = excluded.state,
                disclosure_id = excluded.disclosure_id, closed = excluded.closed, due = excluded.due,
                deadline = excluded.deadline, is_provisional = excluded.is_provisional, version = obligation.version + 1
            WHERE obligation.state = 'lapsed'
            """)
        return inserted > 0
    }

    /// - Throws: `StoreError.duplicate` when the same event was recorded before.
    package func insert(_ event: TriggerEvent) throws {
        try transaction.execute(
            """
            INSERT INTO obligation_event (id, site_id, unit_id, item_id, happening, what, day, recorded, recorded_by)
            VALUES (\(event.id), \(site), \(event.unit), \(event.item), \(event.happening), \(event.what), \(event.day), \(event.recorded),
                \(event.recordedBy))
            """)
    }

    /// Whether the unit has recorded that event before.
    package func hasEvent(_ what: String, on day: Day, of place: Place) throws -> Bool {
        try transaction.count(
            """
            SELECT COUNT(*) AS n FROM obligation_event
            WHERE site_id = \(site) AND unit_id = \(place.unit) AND item_id = \(place.item) AND day = \(day) AND what = \(what)
            """) > 0
    }

    // MARK: The end of an obligation

    /// Records that a document fulfils an obligation: the one it was begun from, and what else it fulfils of that item and unit: a standing
    /// one, the one of the period in which it appears, and an event's when only one is open. To be called in the transaction that publishes.
    ///
    /// - Returns: the obligations that it fulfils.
    @discardableResult
    package func fulfil(
        _ obligation: Obligation.ID?, item: CatalogueItem.ID?, unit: OrganisationUnit.ID, by disclosure: Disclosure.ID, at time: Instant
    ) throws -> [Obligation.ID] {
        var fulfilled: [Obligation.ID] = []
        if let obligation, try close(obligation, .fulfilled(by: disclosure, at: time)) { fulfilled.append(obligation) }
        guard let item else { return fulfilled }
        let open = try transaction.rows(
            """
            SELECT * FROM obligation WHERE site_id = \(site) AND item_id = \(item) AND unit_id = \(unit) AND state = 'open'
            ORDER BY due, id LIMIT 500
            """, Self.obligation)
        let events = open.filter { $0.occasion.kind == .event }
        for found in open {
            switch found.occasion {
            case .standing, .unclear: break
            case .period(let period): guard period.first <= time.day, time.day <= period.last else { continue }
            // Which of several it was made for, only its drafter can say.
            case .event: guard obligation == nil, events.count == 1 else { continue }
            }
            if try close(found.id, .fulfilled(by: disclosure, at: time)) { fulfilled.append(found.id) }
        }
        return fulfilled
    }

    /// Opens again what a document had fulfilled, because the document is withdrawn or its import undone.
    ///
    /// - Returns: the obligations that are open again.
    @discardableResult
    package func reopen(fulfilledBy disclosure: Disclosure.ID, at time: Instant) throws -> [Obligation.ID] {
        try remember("disclosure_id = \(disclosure) AND state = 'fulfilled'", until: time)
        return try transaction.rows(
            """
            UPDATE obligation SET state = 'open', disclosure_id = NULL, closed = NULL, closed_by = '', reason = '', version = version + 1
            WHERE site_id = \(site) AND disclosure_id = \(disclosure) AND state = 'fulfilled' RETURNING id
            """
        ) { try $0["id"] }
    }

    /// Keeps how obligations stood until now, so that a day in the past is still counted as it was.
    private func remember(_ which: Query, until time: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO obligation_past (obligation_id, ended, site_id, start, raised, state, disclosure_id, closed, deadline)
            SELECT id, \(time), site_id, start, raised, state, disclosure_id, closed, deadline FROM obligation
            WHERE site_id = \(site) AND closed < \(time) AND \(which)
            """)
    }

    /// - Returns: false when it was not open any more.
    package func close(_ id: Obligation.ID, _ state: Obligation.State) throws -> Bool {
        let stored = StoredState(state)
        return try transaction.execute(
            """
            UPDATE obligation SET state = \(state.kind), disclosure_id = \(stored.disclosure), closed = \(stored.closed),
                closed_by = \(stored.by), reason = \(stored.reason), version = version + 1
            WHERE site_id = \(site) AND id = \(id) AND state = 'open'
            """) > 0
    }

    /// - Throws: `StoreError.stale` when somebody changed it since it was read.
    package func waive(_ obligation: Obligation, reason: String, by: String, at time: Instant) throws {
        let changed = try transaction.execute(
            """
            UPDATE obligation SET state = 'waived', closed = \(time), closed_by = \(by), reason = \(reason), version = version + 1
            WHERE site_id = \(site) AND id = \(obligation.id) AND state = 'open' AND version = \(obligation.version)
            """)
        if changed == 0 { throw StoreError.stale(subject: obligation.title) }
    }

    /// Keeps the day for sorting in step with the rule.
    /// - Returns: whether it was another before.
    package func setDue(_ due: Due?, of id: Obligation.ID) throws -> Bool {
        try transaction.execute(
            """
            UPDATE obligation SET due = \(Self.stored(due)), deadline = \(Self.deadline(due)),
                is_provisional = \(due?.isProvisional ?? false)
            WHERE site_id = \(site) AND id = \(id) AND (due <> \(Self.stored(due)) OR is_provisional <> \(due?.isProvisional ?? false))
            """) > 0
    }
}

// MARK: Rows

extension ObligationRegister {
    /// Sorts after every day; no `Day` can be read from it.
    static let noDay = "9999-12-31"

    static func stored(_ due: Due?) -> String { due?.day.description ?? noDay }

    /// The first moment at which it is late.
    static func deadline(_ due: Due?) -> Instant? { due.map { Instant(startOf: $0.day.adding(days: 1)) } }

    static func obligation(_ row: ResultRow) throws -> Obligation {
        Obligation(
            id: try row["id"], unit: try row["unit_id"], item: try row["item_id"], catalogue: try row["version_id"],
            domain: try row["domain_code"], title: try row["title"],
            occasion: try occasion(try row["occasion"], key: try row["occasion_key"], event: try row["event_id"]), start: try row["start"],
            raised: try row["raised"], state: try state(row), version: try row["version"])
    }

    static func event(_ row: ResultRow) throws -> TriggerEvent {
        TriggerEvent(
            id: try row["id"], unit: try row["unit_id"], item: try row["item_id"], happening: try row["happening"], what: try row["what"],
            day: try row["day"], recorded: try row["recorded"], recordedBy: try row["recorded_by"])
    }

    static func occasion(_ kind: Obligation.Occasion.Kind, key: String, event: TriggerEvent.ID?) throws(StoreError) -> Obligation.Occasion {
        switch kind {
        case .standing: return .standing
        case .unclear: return .unclear
        case .event:
            guard let event else { throw .unexpectedValue(column: "event_id") }
            return .event(event)
        case .period:
            guard let period = PublicationPeriod(key: key) else { throw .unexpectedValue(column: "occasion_key") }
            return .period(period)
        }
    }

    static func state(_ row: ResultRow) throws -> Obligation.State {
        let kind: Obligation.State.Kind = try row["state"]
        switch kind {
        case .open: return .open
        case .fulfilled: return .fulfilled(by: try row["disclosure_id"], at: try row["closed"])
        case .waived: return .waived(reason: try row["reason"], by: try row["closed_by"], at: try row["closed"])
        case .lapsed: return .lapsed(at: try row["closed"])
        }
    }
}

/// The columns of a state.
private struct StoredState {
    var disclosure: Disclosure.ID?
    var closed: Instant?
    var by = ""
    var reason = ""

    init(_ state: Obligation.State) {
        switch state {
        case .open: break
        case .fulfilled(let document, let time): (disclosure, closed) = (document, time)
        case .waived(let reason, let by, let time): (self.reason, self.by, closed) = (reason, by, time)
        case .lapsed(let time): closed = time
        }
    }
}

extension Obligation.Occasion {
    /// The word of the column `occasion`.
    package enum Kind: String, Sendable, CaseIterable { case period, event, standing, unclear }

    package var kind: Kind {
        switch self {
        case .period: .period
        case .event: .event
        case .standing: .standing
        case .unclear: .unclear
        }
    }

    /// Tells it from others of the same kind, item and unit.
    var key: String {
        switch self {
        case .period(let period): period.key
        case .event(let event): event.description
        case .standing, .unclear: ""
        }
    }
}

extension Obligation.Occasion.Kind: Storable {}
extension Obligation.State.Kind: Storable {}
extension TriggerEvent.Happening: Storable {}
