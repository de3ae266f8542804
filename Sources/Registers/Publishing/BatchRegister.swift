package import Domain
import FoundationEssentials
package import Persistence

extension Batch.State: Storable {}
extension Batch.Act: Storable {}
extension Batch.Job.State: Storable {}
extension WithdrawalGround: Storable {}

/// Batches (批量公开) and what is being done to them.
package struct BatchRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// A batch with what is needed to bring its rows in.
    package struct Entry: Sendable {
        package let batch: Batch
        package let mapping: BatchMapping
        package let preview: BatchPreview
        /// SHA-256 of the file, hexadecimal: its place in the file store.
        package let file: String
    }

    // MARK: Batches

    package func insert(_ batch: Batch, mapping: BatchMapping, preview: BatchPreview, problems: [UInt8], file: String) throws {
        try transaction.execute(
            """
            INSERT INTO batch (id, site_id, unit_id, item_id, name, file, state, row_count, mapping, preview, problems, created, created_by,
                version)
            VALUES (\(batch.id), \(site), \(batch.unit), \(batch.item), \(batch.name), \(file), \(batch.state), \(batch.rowCount),
                \(try Self.text(mapping)), \(try Self.text(preview)), \(String(decoding: problems, as: UTF8.self)), \(batch.created),
                \(batch.createdBy), 1)
            """)
    }

    package func find(_ id: Batch.ID) throws -> Entry? {
        try transaction.first(
            "SELECT \(Self.columns), mapping, preview, file FROM batch WHERE site_id = \(site) AND id = \(id)"
        ) { row in
            let (mapping, preview): (String, String) = (try row["mapping"], try row["preview"])
            return Entry(
                batch: try Self.batch(row), mapping: try JSONDecoder().decode(BatchMapping.self, from: Data(mapping.utf8)),
                preview: try JSONDecoder().decode(BatchPreview.self, from: Data(preview.utf8)), file: try row["file"])
        }
    }

    /// All problems of its rows, as csv.
    package func problems(of id: Batch.ID) throws -> String? {
        try transaction.first("SELECT problems FROM batch WHERE site_id = \(site) AND id = \(id)") { try $0["problems"] }
    }

    /// - Throws: `StoreError.stale` when somebody changed it since it was read.
    package func setPreview(_ batch: Batch, mapping: BatchMapping, preview: BatchPreview, problems: [UInt8]) throws {
        let changed = try transaction.execute(
            """
            UPDATE batch SET mapping = \(try Self.text(mapping)), preview = \(try Self.text(preview)),
                problems = \(String(decoding: problems, as: UTF8.self)), row_count = \(preview.ready), version = version + 1
            WHERE site_id = \(site) AND id = \(batch.id) AND version = \(batch.version)
            """)
        if changed == 0 { throw StoreError.stale(subject: batch.name) }
    }

    package func set(_ state: Batch.State, rows: Int? = nil, of id: Batch.ID) throws {
        let count: Query = rows.map { ", row_count = \($0)" } ?? ""
        try transaction.execute("UPDATE batch SET state = \(state)\(count), version = version + 1 WHERE site_id = \(site) AND id = \(id)")
    }

    /// What was shown of the rows is shown no more: it may hold what was never published.
    package func forgetPreview(of id: Batch.ID) throws {
        try transaction.execute(
            "UPDATE batch SET preview = \(try Self.text(BatchPreview())), problems = '' WHERE site_id = \(site) AND id = \(id)")
    }

    /// Whether anything else of the installation keeps this file.
    package func isFileInUse(_ digest: String, but id: Batch.ID) throws -> Bool {
        try transaction.count(
            """
            SELECT (SELECT COUNT(*) FROM batch WHERE file = \(digest) AND id <> \(id) AND state <> 'undone')
                + (SELECT COUNT(*) FROM publication_file WHERE digest = \(digest))
                + (SELECT COUNT(*) FROM draft WHERE content LIKE \("%\"" + digest + "\"%")) AS n
            """) > 0
    }

    package struct Line: Sendable {
        package let batch: Batch
        package let unitName: String
        package let job: Batch.Job?
    }

    /// Newest first.
    package func list(units: Set<OrganisationUnit.ID>?, before: Batch.ID? = nil, limit: Int) throws -> [Line] {
        let own: Query = units.map { "AND b.unit_id IN (\(list: $0.sorted()))" } ?? ""
        let lines = try transaction.rows(
            """
            SELECT b.id, b.unit_id, b.item_id, b.name, b.state, b.row_count, b.created, b.created_by, b.version, u.name AS unit_name
            FROM batch b JOIN unit u ON u.id = b.unit_id
            WHERE b.site_id = \(site) \(own) AND b.id < \(before?.rawValue ?? Int64.max) ORDER BY b.id DESC LIMIT \(limit)
            """
        ) { row -> (Batch, String) in (try Self.batch(row), try row["unit_name"]) }
        return try lines.map { Line(batch: $0.0, unitName: $0.1, job: try job(of: $0.0.id)) }
    }

    private static let columns: Query = "id, unit_id, item_id, name, state, row_count, created, created_by, version"

    private static func batch(_ row: ResultRow) throws -> Batch {
        Batch(
            id: try row["id"], unit: try row["unit_id"], item: try row["item_id"], name: try row["name"], state: try row["state"],
            rowCount: try row["row_count"], created: try row["created"], createdBy: try row["created_by"], version: try row["version"])
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    // MARK: Its drafts

    /// How many of its documents stand where: one look at an index.
    package func tally(of id: Batch.ID) throws -> Batch.Tally {
        var tally = Batch.Tally()
        let groups = try transaction.rows(
            "SELECT state, step, COUNT(*) AS n FROM draft WHERE batch_id = \(id) GROUP BY state, step"
        ) { row -> (String, Int?, Int) in (try row["state"], try row["step"], try row["n"]) }
        for (state, step, count) in groups {
            switch state {
            case "drafting": tally.drafting += count
            case "inReview": tally.inReview[step ?? 0, default: 0] += count
            case "referred": tally.referred += count
            case "approved": tally.approved += count
            case "published": tally.published += count
            case "withheld": tally.withheld += count
            case "discarded": tally.discarded += count
            default: throw StoreError.unexpectedValue(column: "draft.state")
            }
        }
        return tally
    }

    /// Keys of its drafts in those states, in order, after one of them.
    package func drafts(of id: Batch.ID, states: [String], step: Int?, after last: Int64, limit: Int) throws -> [Draft.ID] {
        let place: Query = step.map { "AND step = \($0)" } ?? ""
        return try transaction.rows(
            """
            SELECT id FROM draft WHERE batch_id = \(id) AND state IN (\(list: states)) \(place) AND id > \(last) ORDER BY id LIMIT \(limit)
            """
        ) { try $0["id"] }
    }

    /// Its drafts as a list shows them, in the order of the file.
    package func lines(of id: Batch.ID, after last: Draft.ID?, onlyOpen: Bool, limit: Int) throws -> [DraftQueries.Line] {
        let open: Query = onlyOpen ? "AND d.open_findings > 0 AND d.state NOT IN ('published', 'discarded')" : ""
        return try transaction.rows(
            """
            SELECT d.*, u.name AS unit_name, 0 AS returned FROM draft d JOIN unit u ON u.id = d.unit_id
            WHERE d.batch_id = \(id) AND d.id > \(last?.rawValue ?? 0) \(open) ORDER BY d.id LIMIT \(limit)
            """, DraftQueries(transaction, site: site).line)
    }

    /// Title of another draft or document with that number, those of this batch left out.
    package func holder(ofNumber number: String, but id: Batch.ID?) throws -> String? {
        try transaction.first(
            """
            SELECT title FROM draft WHERE site_id = \(site) AND number = \(number) AND state NOT IN ('discarded', 'published')
                AND (batch_id IS NULL OR batch_id <> \(id?.rawValue ?? 0))
            UNION ALL SELECT title FROM disclosure WHERE site_id = \(site) AND number = \(number) LIMIT 1
            """
        ) { try $0["title"] }
    }

    // MARK: Jobs

    package func job(of id: Batch.ID) throws -> Batch.Job? {
        try transaction.first("SELECT * FROM batch_job WHERE batch_id = \(id)") { row in
            Batch.Job(
                act: try row["act"], state: try row["state"], account: try row["account_id"], reason: try row["reason"],
                ground: try row["ground"], step: try row["step"], cursor: try row["last_done"], done: try row["done"],
                refused: try row["refused"], total: try row["total"], started: try row["started"], startedDone: try row["started_done"],
                changed: try row["changed"])
        }
    }

    /// Puts an act in the place of the one before, for whoever takes it up.
    package func start(
        _ act: Batch.Act, on id: Batch.ID, by account: Account.ID, reason: String, ground: WithdrawalGround?, step: Int?, total: Int,
        at now: Instant, owner: Int64 = 0, lease: Instant = Instant(milliseconds: 0)
    ) throws {
        try transaction.execute("DELETE FROM batch_job WHERE batch_id = \(id)")
        try transaction.execute(
            """
            INSERT INTO batch_job (batch_id, act, state, account_id, reason, ground, step, last_done, done, refused, total, started,
                started_done, changed, owner, lease)
            VALUES (\(id), \(act), \(Batch.Job.State.running), \(account), \(reason), \(ground), \(step), \(Int64(0)), 0, 0, \(total), \(now),
                0, \(now), \(owner), \(lease))
            """)
    }

    /// Takes an act that was stopped up again, in somebody's name.
    package func goOn(_ id: Batch.ID, by account: Account.ID, at now: Instant) throws {
        try transaction.execute(
            """
            UPDATE batch_job SET state = 'running', account_id = \(account), changed = \(now), owner = 0, lease = 0
            WHERE batch_id = \(id) AND state = 'stopped'
            """)
    }

    /// Batches of this site whose act nobody is at work on.
    package func idle(at now: Instant) throws -> [Batch.ID] {
        try transaction.rows(
            """
            SELECT j.batch_id FROM batch_job j JOIN batch b ON b.id = j.batch_id
            WHERE j.state = 'running' AND j.lease <= \(now) AND b.site_id = \(site) ORDER BY j.batch_id LIMIT 100
            """
        ) { try $0["batch_id"] }
    }

    /// Takes an act up: from now on the others leave it alone.
    /// - Returns: `false` when another was faster.
    package func claim(_ id: Batch.ID, owner: Int64, until lease: Instant, at now: Instant) throws -> Bool {
        try transaction.execute(
            """
            UPDATE batch_job SET owner = \(owner), lease = \(lease), started = \(now), started_done = done, changed = \(now)
            WHERE batch_id = \(id) AND state = 'running' AND lease <= \(now)
            """) == 1
    }

    /// Holds on to it for the transaction that does its next part.
    /// - Returns: `false` when it is somebody else's by now, or over.
    package func hold(_ id: Batch.ID, owner: Int64, until lease: Instant) throws -> Bool {
        try transaction.execute(
            "UPDATE batch_job SET lease = \(lease) WHERE batch_id = \(id) AND owner = \(owner) AND state = 'running'") == 1
    }

    package func advance(_ id: Batch.ID, to cursor: Int64, done: Int, refused: Int, at now: Instant) throws {
        try transaction.execute(
            """
            UPDATE batch_job SET last_done = \(cursor), done = done + \(done), refused = refused + \(refused), changed = \(now)
            WHERE batch_id = \(id)
            """)
    }

    package func setTotal(_ total: Int, of id: Batch.ID) throws {
        try transaction.execute("UPDATE batch_job SET total = \(total) WHERE batch_id = \(id)")
    }

    package func end(_ id: Batch.ID, _ state: Batch.Job.State, at now: Instant) throws {
        try transaction.execute("UPDATE batch_job SET state = \(state), changed = \(now), owner = 0 WHERE batch_id = \(id)")
    }

    /// Lets go of it, so that the next who looks goes on at once.
    package func release(_ id: Batch.ID, owner: Int64) throws {
        try transaction.execute(
            "UPDATE batch_job SET lease = 0, owner = 0 WHERE batch_id = \(id) AND owner = \(owner) AND state = 'running'")
    }
}
