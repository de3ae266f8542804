package import Domain
package import Persistence

extension LedgerRhythm: Storable {}

/// The registers of a county: entries, their former wordings, settings, and files that wait to be confirmed.
package struct LedgerBook {
    let transaction: any Transaction
    let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    // MARK: Entries

    package func find(_ id: LedgerLine.ID, in kind: LedgerKind) throws -> LedgerLine? {
        try transaction.first(
            "SELECT * FROM ledger_line WHERE site_id = \(site) AND kind = \(kind.code) AND id = \(id)", Self.line)
    }

    /// In the order in which they were entered.
    ///
    /// - Parameter units: whose; `nil` for all.
    package func lines(
        of kind: LedgerKind, withClosed: Bool = false, units: [OrganisationUnit.ID]? = nil
    ) throws -> [LedgerLine] {
        let open: Query = withClosed ? "" : "AND closed IS NULL"
        let own: Query = units.map { "AND unit_id IN (\(list: $0))" } ?? ""
        return try transaction.rows(
            "SELECT * FROM ledger_line WHERE site_id = \(site) AND kind = \(kind.code) \(open) \(own) ORDER BY id", Self.line)
    }

    package func count(of kind: LedgerKind) throws -> Int {
        try transaction.count("SELECT COUNT(*) AS n FROM ledger_line WHERE site_id = \(site) AND kind = \(kind.code) AND closed IS NULL")
    }

    /// The open entry with the same key.
    package func twin(of line: LedgerLine, in kind: LedgerKind) throws -> LedgerLine? {
        try transaction.first(
            """
            SELECT * FROM ledger_line WHERE site_id = \(site) AND kind = \(kind.code)
                AND match_key = \(line.cells.key(of: kind, unit: line.unit)) AND closed IS NULL AND id <> \(line.id)
            """, Self.line)
    }

    package func insert(_ line: LedgerLine, in kind: LedgerKind, reason: String, signature: String, at now: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO ledger_line (id, site_id, kind, unit_id, match_key, cells, closed, changed, version)
            VALUES (\(line.id), \(site), \(kind.code), \(line.unit), \(line.cells.key(of: kind, unit: line.unit)),
                \(try StoredJSON.text(line.cells.values)), \(line.closed), \(now), 1)
            """)
        try keep(line, version: 1, reason: reason, signature: signature, at: now)
    }

    /// - Parameter line: with the version that the person saw.
    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ line: LedgerLine, in kind: LedgerKind, reason: String, signature: String, at now: Instant) throws {
        let changed = try transaction.execute(
            """
            UPDATE ledger_line SET unit_id = \(line.unit), match_key = \(line.cells.key(of: kind, unit: line.unit)),
                cells = \(try StoredJSON.text(line.cells.values)), closed = \(line.closed), changed = \(now), version = version + 1
            WHERE site_id = \(site) AND id = \(line.id) AND version = \(line.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: line.title(in: kind)) }
        try keep(line, version: line.version + 1, reason: reason, signature: signature, at: now)
    }

    private func keep(_ line: LedgerLine, version: Int, reason: String, signature: String, at now: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO ledger_wording (line_id, version, unit_id, cells, closed, reason, recorded, signature)
            VALUES (\(line.id), \(version), \(line.unit), \(try StoredJSON.text(line.cells.values)), \(line.closed), \(reason), \(now),
                \(signature))
            """)
    }

    /// A wording that an entry has had.
    package struct Wording: Sendable {
        package let version: Int
        package let unit: OrganisationUnit.ID
        package let cells: LedgerCells
        package let closed: Day?
        package let reason: String
        package let recorded: Instant
        package let signature: String
    }

    /// Newest first.
    package func wordings(of line: LedgerLine.ID, limit: Int = 200) throws -> [Wording] {
        try transaction.rows("SELECT * FROM ledger_wording WHERE line_id = \(line) ORDER BY version DESC LIMIT \(limit)") { row in
            Wording(
                version: try row["version"], unit: try row["unit_id"], cells: LedgerCells(try StoredJSON.read(try row["cells"])),
                closed: try row["closed"], reason: try row["reason"], recorded: try row["recorded"], signature: try row["signature"])
        }
    }

    private static func line(_ row: ResultRow) throws -> LedgerLine {
        LedgerLine(
            id: try row["id"], unit: try row["unit_id"], cells: LedgerCells(try StoredJSON.read(try row["cells"])),
            closed: try row["closed"], changed: try row["changed"], version: try row["version"])
    }

    // MARK: Settings

    /// What the county has settled for a kind.
    package struct Setting: Sendable, Hashable {
        package var item: CatalogueItem.ID?
        package var rhythm: LedgerRhythm

        package init(item: CatalogueItem.ID? = nil, rhythm: LedgerRhythm) {
            self.item = item
            self.rhythm = rhythm
        }
    }

    package func setting(of kind: LedgerKind) throws -> Setting {
        try transaction.first("SELECT * FROM ledger_setting WHERE site_id = \(site) AND kind = \(kind.code)") { row in
            Setting(item: try row["item_id"], rhythm: try row["rhythm"])
        } ?? Setting(rhythm: kind.rhythm)
    }

    package func set(_ setting: Setting, of kind: LedgerKind, signature: String, at now: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO ledger_setting (site_id, kind, item_id, rhythm, changed, signature)
            VALUES (\(site), \(kind.code), \(setting.item), \(setting.rhythm), \(now), \(signature))
            ON CONFLICT (site_id, kind) DO UPDATE SET item_id = excluded.item_id, rhythm = excluded.rhythm, changed = excluded.changed,
                signature = excluded.signature
            """)
    }

    // MARK: Files that wait

    /// A file that waits for somebody to confirm it.
    package struct Waiting: Sendable {
        package typealias ID = Identifier<Waiting>

        package let id: ID
        package let account: Account.ID
        package let unit: OrganisationUnit.ID?
        package let name: String
        package let rows: [LedgerImport.Row]
        package let added: Instant

        package init(
            id: ID, account: Account.ID, unit: OrganisationUnit.ID?, name: String, rows: [LedgerImport.Row], added: Instant
        ) {
            self.id = id
            self.account = account
            self.unit = unit
            self.name = name
            self.rows = rows
            self.added = added
        }

        /// Of one person; older ones are forgotten.
        package static let mostOfOne = 5
    }

    package func insert(_ waiting: Waiting, into kind: LedgerKind) throws {
        try transaction.execute(
            """
            INSERT INTO ledger_import (id, site_id, kind, account_id, unit_id, name, rows, added)
            VALUES (\(waiting.id), \(site), \(kind.code), \(waiting.account), \(waiting.unit), \(waiting.name),
                \(try StoredJSON.text(waiting.rows)), \(waiting.added))
            """)
        try transaction.execute(
            """
            DELETE FROM ledger_import WHERE account_id = \(waiting.account) AND id NOT IN (
                SELECT id FROM ledger_import WHERE account_id = \(waiting.account) ORDER BY id DESC LIMIT \(Waiting.mostOfOne))
            """)
    }

    package func waiting(_ id: Waiting.ID, into kind: LedgerKind, of account: Account.ID) throws -> Waiting? {
        try transaction.first(
            """
            SELECT * FROM ledger_import WHERE site_id = \(site) AND kind = \(kind.code) AND account_id = \(account) AND id = \(id)
            """
        ) { row in
            Waiting(
                id: try row["id"], account: try row["account_id"], unit: try row["unit_id"], name: try row["name"],
                rows: try StoredJSON.read(try row["rows"]), added: try row["added"])
        }
    }

    package func forget(_ id: Waiting.ID) throws { try transaction.execute("DELETE FROM ledger_import WHERE id = \(id)") }
}
