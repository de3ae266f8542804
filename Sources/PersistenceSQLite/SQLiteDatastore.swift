import GRDB
package import Persistence

/// A `Datastore` in one SQLite file, in write-ahead mode: many readers beside one writer, all in this process.
package struct SQLiteDatastore: Datastore {
    private let writer: any DatabaseWriter
    package var dialect: Dialect { .sqlite }

    /// Opens or creates the file. Its folder must exist.
    package init(path: String) throws {
        var configuration = Self.configuration
        // Bounded so that 100,000 documents stay inside the memory that a small server has: 8 MiB a connection at most.
        configuration.maximumReaderCount = 4
        do {
            writer = try DatabasePool(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }

    /// A database that lives as long as this value: for tests.
    package init() throws {
        writer = try DatabaseQueue(configuration: Self.configuration)
    }

    private static var configuration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(
                sql:
                    "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;"
            )
        }
        return configuration
    }

    package func read<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await bare { try await writer.read { try body(SQLiteTransaction($0)) } }
    }

    @discardableResult
    package func write<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await bare { try await writer.write { try body(SQLiteTransaction($0)) } }
    }

    /// The full-text index keeps the words of a deleted document until its segments are merged, and free pages keep what was in them: both
    /// are written anew, and the write-ahead log is emptied.
    package func scrub() async throws {
        try await bare {
            try await writer.writeWithoutTransaction { database in
                let indexes = try String.fetchAll(
                    database, sql: "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
                for name in indexes {
                    let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
                    try database.execute(sql: "INSERT INTO \(quoted) (\(quoted)) VALUES ('optimize')")
                }
                try database.execute(sql: "VACUUM")
                try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
        }
    }

    /// Closes the file, and first brings into it what still stands in the write-ahead log: readers are closed last and may not do it
    /// themselves,
    /// and a file that somebody copies afterwards must be whole.
    package func close() async throws {
        try await bare {
            // Another process that reads at this moment is not waited for: it will do the same when it closes.
            try await writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 200; PRAGMA wal_checkpoint(TRUNCATE)") }
            try writer.close()
        }
    }

    /// Lets no error of the library through: its messages can hold values.
    private func bare<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }
}

extension StoreError {
    init(_ error: DatabaseError) {
        let constraint = error.message ?? ""
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            self = .duplicate(constraint: constraint)
        case _ where error.resultCode == .SQLITE_CONSTRAINT:
            self = .refused(constraint: constraint)
        case _
        where [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode):
            self = .unavailable(reason: constraint)
        case _ where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode):
            self = .migration(reason: "文件不是 SQLite 数据库，或者已经损坏：\(constraint)")
        default:
            self = .failed(state: String(error.extendedResultCode.rawValue), reason: constraint)
        }
    }
}
