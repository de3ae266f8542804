package import Domain
package import Persistence

/// The log (日志): append-only.
package struct EventRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// Takes `count` places in the log. Others wait for this transaction's end, so that places are filled in order and none stays empty.
    /// - Returns: the first of them.
    package func reserve(_ count: Int = 1) throws -> Int64 {
        let row = try transaction.first("UPDATE counter SET value = value + \(count) WHERE name = 'event' RETURNING value")
        guard let last: Int64 = try row?["value"] else { throw StoreError.unexpectedValue(column: "counter.event") }
        return last - Int64(count) + 1
    }

    /// Takes the log's lock before anything else is written: all writers then wait for each other in the same order.
    package func lock() throws { _ = try reserve(0) }

    @discardableResult
    package func append(_ event: Event, at time: Instant) throws -> Int64 {
        let sequence = try reserve()
        try write(event, sequence: sequence, at: time)
        return sequence
    }

    package func write(_ event: Event, sequence: Int64, at time: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO event (sequence, site_id, time, actor, unit_id, verb, subject_kind, subject_id, digest_before, digest_after, reason)
            VALUES (\(sequence), \(site), \(time), \(event.actor), \(event.unit), \(event.verb), \(event.subject.kind), \(event.subject.id),
                    \(event.digestBefore), \(event.digestAfter), \(event.reason))
            """)
        guard event.verb.takesBack else { return }
        try transaction.execute(
            """
            INSERT INTO counter (name, value) VALUES (\(takenBack), \(time)) ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }

    private var takenBack: String { "taken back \(site)" }

    /// When something that was public was taken back last, or replaced by another wording; `nil` when nothing ever was.
    package func lastTakenBack() throws -> Instant? {
        try transaction.first("SELECT value FROM counter WHERE name = \(takenBack)") { try $0["value"] }
    }

    /// Something that happened, as followers need it.
    package struct Entry: Sendable {
        package let sequence: Int64
        package let site: County.ID
        package let verb: Event.Verb
        package let subject: Event.Subject
    }

    /// What happened after a place in the log, oldest first: the feed that followers read.
    package static func entries(after sequence: Int64, limit: Int, in transaction: any Transaction) throws -> [Entry] {
        try transaction.rows(
            """
            SELECT sequence, site_id, verb, subject_kind, subject_id FROM event WHERE sequence > \(sequence) ORDER BY sequence
            LIMIT \(limit)
            """
        ) { row in
            let kind: Event.Subject.Kind = try row["subject_kind"]
            return Entry(
                sequence: try row["sequence"], site: try row["site_id"], verb: try row["verb"],
                subject: Event.Subject(kind, try row["subject_id"]))
        }
    }

    /// Who did what to something, as its trail shows it.
    package struct Trace: Sendable {
        package let time: Instant
        package let actor: String
        package let verb: Event.Verb
        package let reason: String
    }

    /// What happened to it, newest first.
    package func trail(of subject: Event.Subject, limit: Int) throws -> [Trace] {
        try transaction.rows(
            """
            SELECT time, actor, verb, reason FROM event
            WHERE site_id = \(site) AND subject_kind = \(subject.kind) AND subject_id = \(subject.id)
            ORDER BY sequence DESC LIMIT \(limit)
            """
        ) { Trace(time: try $0["time"], actor: try $0["actor"], verb: try $0["verb"], reason: try $0["reason"]) }
    }

    package static func lastSequence(in transaction: any Transaction) throws -> Int64 {
        Int64(try transaction.count("SELECT value AS n FROM counter WHERE name = 'event'"))
    }
}
