package import Domain
package import Persistence

extension ProgrammeState: Storable {}
extension ProgrammeTask.Kind: Storable {}
extension TaskEntry.Kind: Storable {}

/// Programmes with their tasks, what was reported on them, and its files (工作方案).
package struct ProgrammeRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    // MARK: Programmes

    package func find(_ id: Programme.ID) throws -> Programme? {
        try transaction.first("SELECT * FROM programme WHERE site_id = \(site) AND id = \(id)", Self.programme)
    }

    /// Newest first.
    package func all(limit: Int = 200) throws -> [Programme] {
        try transaction.rows("SELECT * FROM programme WHERE site_id = \(site) ORDER BY id DESC LIMIT \(limit)", Self.programme)
    }

    package func insert(_ programme: Programme) throws {
        try transaction.execute(
            """
            INSERT INTO programme (id, site_id, title, plan, is_public, state, version)
            VALUES (\(programme.id), \(site), \(programme.title), \(try StoredJSON.text(programme.plan)), \(programme.isPublic),
                \(programme.state), \(programme.version))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ programme: Programme) throws {
        let changed = try transaction.execute(
            """
            UPDATE programme SET title = \(programme.title), plan = \(try StoredJSON.text(programme.plan)),
                is_public = \(programme.isPublic), state = \(programme.state), version = version + 1
            WHERE site_id = \(site) AND id = \(programme.id) AND version = \(programme.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: programme.title) }
    }

    private static func programme(_ row: ResultRow) throws -> Programme {
        Programme(
            id: try row["id"], title: try row["title"], plan: try StoredJSON.read(try row["plan"]), isPublic: try row["is_public"],
            state: try row["state"], version: try row["version"])
    }

    // MARK: Tasks

    /// In the order in which they were added.
    package func tasks(of programme: Programme.ID) throws -> [ProgrammeTask] {
        try transaction.rows("SELECT * FROM programme_task WHERE programme_id = \(programme) ORDER BY id", Self.task)
    }

    package func insert(_ task: ProgrammeTask) throws {
        try transaction.execute(
            """
            INSERT INTO programme_task (id, programme_id, phase, kind, title, detail, recipient, units, timing, cancelled, version)
            VALUES (\(task.id), \(task.programme), \(task.phase), \(task.kind), \(task.title), \(task.detail), \(task.recipient),
                \(try StoredJSON.text(task.units.map(\.description))), \(try StoredJSON.text(task.timing)), \(task.cancelled),
                \(task.version))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ task: ProgrammeTask) throws {
        let changed = try transaction.execute(
            """
            UPDATE programme_task SET phase = \(task.phase), kind = \(task.kind), title = \(task.title), detail = \(task.detail),
                recipient = \(task.recipient), units = \(try StoredJSON.text(task.units.map(\.description))),
                timing = \(try StoredJSON.text(task.timing)), cancelled = \(task.cancelled), version = version + 1
            WHERE programme_id = \(task.programme) AND id = \(task.id) AND version = \(task.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: task.title) }
    }

    private static func task(_ row: ResultRow) throws -> ProgrammeTask {
        let units: [String] = try StoredJSON.read(try row["units"])
        return ProgrammeTask(
            id: try row["id"], programme: try row["programme_id"], phase: try row["phase"], kind: try row["kind"],
            title: try row["title"], detail: try row["detail"], recipient: try row["recipient"],
            units: try units.map { text in
                guard let id = OrganisationUnit.ID(text: text) else { throw StoreError.unexpectedValue(column: "programme_task.units") }
                return id
            }, timing: try StoredJSON.read(try row["timing"]), cancelled: try row["cancelled"], version: try row["version"])
    }

    // MARK: Reports

    /// Oldest first.
    package func entries(of programme: Programme.ID) throws -> [TaskEntry] {
        try transaction.rows("SELECT * FROM programme_entry WHERE programme_id = \(programme) ORDER BY id", Self.entry)
    }

    package func insert(_ entry: TaskEntry, in programme: Programme.ID) throws {
        try transaction.execute(
            """
            INSERT INTO programme_entry (id, programme_id, task_id, unit_id, period, kind, day, text, amount, items, draft_id, recorded,
                signature)
            VALUES (\(entry.id), \(programme), \(entry.task), \(entry.unit), \(entry.period.text), \(entry.kind), \(entry.day),
                \(entry.text), \(entry.value?.description), \(try StoredJSON.text(entry.items)), \(entry.draft), \(entry.recorded),
                \(entry.signature))
            """)
    }

    /// Notes the document that an entry became.
    ///
    /// - Throws: `StoreError.stale` when it has become one already.
    package func set(draft: Draft.ID, of entry: TaskEntry.ID) throws {
        let changed = try transaction.execute(
            "UPDATE programme_entry SET draft_id = \(draft) WHERE id = \(entry) AND draft_id IS NULL")
        guard changed == 1 else { throw StoreError.stale(subject: "办理记录") }
    }

    /// The documents of the portal that monthly reports have become, newest first.
    package func publishedReports(of programme: Programme.ID) throws -> [Disclosure.ID] {
        try transaction.rows(
            """
            SELECT d.disclosure_id FROM programme_entry e JOIN draft d ON d.id = e.draft_id
            WHERE e.programme_id = \(programme) AND d.state = 'published' AND d.disclosure_id IS NOT NULL ORDER BY e.id DESC
            """
        ) { try $0["disclosure_id"] }
    }

    private static func entry(_ row: ResultRow) throws -> TaskEntry {
        let (period, amount): (String, String?) = (try row["period"], try row["amount"])
        guard let period = TaskPeriod(text: period) else { throw StoreError.unexpectedValue(column: "programme_entry.period") }
        let value = amount.flatMap { ExactNumber(text: $0) }
        guard amount == nil || value != nil else { throw StoreError.unexpectedValue(column: "programme_entry.amount") }
        return TaskEntry(
            id: try row["id"], task: try row["task_id"], unit: try row["unit_id"], period: period, kind: try row["kind"],
            day: try row["day"], text: try row["text"], value: value, items: try StoredJSON.read(try row["items"]),
            draft: try row["draft_id"], recorded: try row["recorded"], signature: try row["signature"])
    }

    // MARK: Files

    /// A file of a report or a filing.
    package struct File: Sendable, Hashable {
        package typealias ID = Identifier<File>

        package static let mostPerEntry = 20

        package let id: ID
        package let entry: TaskEntry.ID
        package let name: String
        package let mediaType: String
        package let sizeInBytes: Int
        package let digest: String
        package let added: Instant

        package init(
            id: ID, entry: TaskEntry.ID, name: String, mediaType: String, sizeInBytes: Int, digest: String, added: Instant
        ) {
            self.id = id
            self.entry = entry
            self.name = name
            self.mediaType = mediaType
            self.sizeInBytes = sizeInBytes
            self.digest = digest
            self.added = added
        }
    }

    package func files(of programme: Programme.ID) throws -> [File] {
        try transaction.rows("SELECT * FROM programme_file WHERE programme_id = \(programme) ORDER BY id") { row in
            File(
                id: try row["id"], entry: try row["entry_id"], name: try row["name"], mediaType: try row["media_type"],
                sizeInBytes: try row["size"], digest: try row["digest"], added: try row["added"])
        }
    }

    package func insert(_ file: File, in programme: Programme.ID) throws {
        try transaction.execute(
            """
            INSERT INTO programme_file (id, programme_id, entry_id, name, media_type, size, digest, added)
            VALUES (\(file.id), \(programme), \(file.entry), \(file.name), \(file.mediaType), \(file.sizeInBytes), \(file.digest),
                \(file.added))
            """)
    }
}
