package import Domain
package import Persistence

/// A county's own lines of the word lists (词库), over the list that the program brings.
package struct WordRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package struct Line: Sendable, Hashable {
        package let id: WordEntry.ID
        package let entry: WordEntry
        package let version: Int
    }

    /// What two lines must not share.
    private static func key(_ pattern: String) -> String { Folding.fold(Folding.trimmed(pattern)) }

    package func all() throws -> [Line] {
        try transaction.rows("SELECT * FROM word_entry WHERE site_id = \(site) ORDER BY kind, pattern_key", Self.line)
    }

    package func count() throws -> Int { try transaction.count("SELECT COUNT(*) AS n FROM word_entry WHERE site_id = \(site)") }

    package func find(_ id: WordEntry.ID) throws -> Line? {
        try transaction.first("SELECT * FROM word_entry WHERE site_id = \(site) AND id = \(id)", Self.line)
    }

    package func find(_ kind: WordEntry.Kind, pattern: String) throws -> Line? {
        try transaction.first(
            "SELECT * FROM word_entry WHERE site_id = \(site) AND kind = \(kind) AND pattern_key = \(Self.key(pattern))", Self.line)
    }

    package func insert(_ entry: WordEntry, id: WordEntry.ID) throws {
        try transaction.execute(
            """
            INSERT INTO word_entry (id, site_id, kind, pattern, pattern_key, right_form, reason, source, exceptions, since, is_blocking, is_off,
                version)
            VALUES (\(id), \(site), \(entry.kind), \(entry.pattern), \(Self.key(entry.pattern)), \(entry.right), \(entry.reason),
                \(entry.source), \(entry.exceptions.joined(separator: "\n")), \(entry.since), \(entry.isBlocking), \(entry.isOff), \(1))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody changed the line since it was read.
    package func update(_ id: WordEntry.ID, to entry: WordEntry, version: Int) throws {
        let changed = try transaction.execute(
            """
            UPDATE word_entry SET kind = \(entry.kind), pattern = \(entry.pattern), pattern_key = \(Self.key(entry.pattern)),
                right_form = \(entry.right), reason = \(entry.reason), source = \(entry.source),
                exceptions = \(entry.exceptions.joined(separator: "\n")), since = \(entry.since), is_blocking = \(entry.isBlocking),
                is_off = \(entry.isOff), version = version + 1
            WHERE site_id = \(site) AND id = \(id) AND version = \(version)
            """)
        if changed == 0 { throw StoreError.stale(subject: entry.pattern) }
    }

    package func remove(_ id: WordEntry.ID, version: Int) throws {
        let changed = try transaction.execute(
            "DELETE FROM word_entry WHERE site_id = \(site) AND id = \(id) AND version = \(version)")
        if changed == 0 { throw StoreError.stale(subject: id.description) }
    }

    /// Rises with every change; 0 before the first.
    package func version() throws -> Int64 {
        try transaction.first("SELECT version FROM word_list WHERE site_id = \(site)") { try $0["version"] } ?? 0
    }

    package func raiseVersion() throws {
        try transaction.execute(
            """
            INSERT INTO word_list (site_id, version) VALUES (\(site), \(1))
            ON CONFLICT (site_id) DO UPDATE SET version = word_list.version + 1
            """)
    }

    private static func line(_ row: ResultRow) throws -> Line {
        let exceptions: String = try row["exceptions"]
        return Line(
            id: try row["id"],
            entry: WordEntry(
                try row["kind"], try row["pattern"], right: try row["right_form"], reason: try row["reason"], source: try row["source"],
                exceptions: exceptions.utf8.split(separator: 10).map { String(Substring($0)) }, since: try row["since"],
                isBlocking: try row["is_blocking"], isOff: try row["is_off"]),
            version: try row["version"])
    }
}
