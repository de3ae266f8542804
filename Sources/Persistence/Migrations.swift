/// A numbered change of the schema, as SQL text that never changes once released.
package struct Migration: Sendable {
    package let number: Int
    package let name: String
    package let script: String

    package init(number: Int, name: String, script: String) {
        self.number = number
        self.name = name
        self.script = script
    }

    /// FNV-1a of the script, hexadecimal. It tells a changed file from an unchanged one; nobody needs to be kept from forging it.
    package var digest: String {
        let hash = script.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}

/// Brings a database to the schema of this program, and refuses one that this program does not know.
package struct Migrator: Sendable {
    private let migrations: [Migration]
    /// One list for the main schema and one for the search index, which PostgreSQL keeps in a file of its own.
    private let series: String

    package init(series: String, _ migrations: [Migration]) {
        precondition(
            migrations.map(\.number) == Array(1...max(1, migrations.count)).prefix(migrations.count).map { $0 },
            "numbered from 1 without gaps")
        self.series = series
        self.migrations = migrations
    }

    /// Applies what is missing, each migration in a transaction of its own. Returns the numbers applied.
    /// - Throws: `StoreError.migration` for a changed, missing or newer migration.
    @discardableResult
    package func apply(to store: any Datastore) async throws -> [Int] {
        try await store.write { transaction in
            try Self.lock(transaction)
            try transaction.execute(
                script: Self.translate(
                    """
                    CREATE TABLE IF NOT EXISTS schema_migration (
                        series TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (series, number)
                    );
                    """, for: transaction.dialect))
        }
        let pending = try await pending(in: store)
        for migration in pending {
            let series = series
            try await store.write { transaction in
                try Self.lock(transaction)
                let isApplied = try transaction.count(
                    "SELECT COUNT(*) AS n FROM schema_migration WHERE series = \(series) AND number = \(migration.number)")
                guard isApplied == 0 else { return }
                try transaction.execute(script: Self.translate(migration.script, for: transaction.dialect))
                try transaction.execute(
                    """
                    INSERT INTO schema_migration (series, number, name, digest)
                    VALUES (\(series), \(migration.number), \(migration.name), \(migration.digest))
                    """)
            }
        }
        return pending.map(\.number)
    }

    /// Nodes that start together change the schema one after the other. SQLite has one writer anyway.
    private static func lock(_ transaction: any Transaction) throws {
        guard transaction.dialect == .postgresql else { return }
        _ = try transaction.rows("SELECT pg_advisory_xact_lock(6044171) AS locked")
    }

    /// The migrations that the database still lacks.
    package func pending(in store: any Datastore) async throws -> [Migration] {
        let series = series
        let applied = try await store.read { transaction in
            try transaction.rows("SELECT number, name, digest FROM schema_migration WHERE series = \(series) ORDER BY number") {
                row -> (Int, String, String) in (try row["number"], try row["name"], try row["digest"])
            }
        }
        for (index, record) in applied.enumerated() {
            guard index < migrations.count else {
                throw StoreError.migration(reason: "数据库的结构版本（\(series) \(record.0)）比本程序新，请使用更新的程序打开。")
            }
            guard record.0 == migrations[index].number else {
                throw StoreError.migration(reason: "数据库缺少第 \(migrations[index].number) 号结构变更（\(series)），可能已损坏，请从备份恢复。")
            }
            guard record.2 == migrations[index].digest else {
                throw StoreError.migration(reason: "第 \(record.0) 号结构变更（\(series) \(record.1)）与本程序不一致，数据库不是由本程序建立的。")
            }
        }
        return Array(migrations.dropFirst(applied.count))
    }

    /// The script in the words of one database: SQLite knows four of the type names by others, and its tables are made strict.
    package static func translate(_ script: String, for dialect: Dialect) -> String {
        guard dialect == .sqlite else { return script }
        var result = script
        for (word, replacement) in [("BIGINT", "INTEGER"), ("BYTEA", "BLOB"), ("DOUBLE PRECISION", "REAL"), ("BOOLEAN", "INTEGER")] {
            result = result.replacing(word, with: replacement)
        }
        // Every CREATE TABLE in a migration ends with `);` on a line of its own.
        return result.replacing("\n);", with: "\n) STRICT;")
    }
}
