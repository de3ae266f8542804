package import Domain
package import Persistence

/// Signed checkpoints of the log (检查点), and the key that signs them.
package struct CheckpointRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// A checkpoint as its row has it.
    package struct Row: Sendable, Hashable {
        package var size: Int64
        package var root: [UInt8]
        package var time: Instant
        /// The size of the one before, 0 for the first.
        package var previous: Int64
        package var origin: String
        package var publicKey: [UInt8]
        package var signature: [UInt8]

        package init(
            size: Int64, root: [UInt8], time: Instant, previous: Int64, origin: String, publicKey: [UInt8], signature: [UInt8]
        ) {
            self.size = size
            self.root = root
            self.time = time
            self.previous = previous
            self.origin = origin
            self.publicKey = publicKey
            self.signature = signature
        }
    }

    package func insert(_ row: Row) throws {
        try transaction.execute(
            """
            INSERT INTO checkpoint (size, root, time, previous, origin, public_key, signature)
            VALUES (\(row.size), \(row.root), \(row.time), \(row.previous), \(row.origin), \(row.publicKey), \(row.signature))
            """)
    }

    package func newest() throws -> Row? { try newest(limit: 1).first }

    package func newest(limit: Int) throws -> [Row] {
        try transaction.rows("SELECT * FROM checkpoint ORDER BY size DESC LIMIT \(limit)", Self.row)
    }

    package func find(size: Int64) throws -> Row? {
        try transaction.first("SELECT * FROM checkpoint WHERE size = \(size)", Self.row)
    }

    /// All of them, the smallest first.
    package func all() throws -> [Row] { try transaction.rows("SELECT * FROM checkpoint ORDER BY size", Self.row) }

    package func count() throws -> Int { try transaction.count("SELECT COUNT(*) AS n FROM checkpoint") }

    private static func row(_ row: ResultRow) throws -> Row {
        Row(
            size: try row["size"], root: try row["root"], time: try row["time"], previous: try row["previous"], origin: try row["origin"],
            publicKey: try row["public_key"], signature: try row["signature"])
    }

    /// The seed of the key that signs, made from `fresh` when there is none yet.
    package func seed(orMake fresh: [UInt8]) throws -> [UInt8] {
        try transaction.execute("INSERT INTO secret (name, value) VALUES ('log-key', \(fresh)) ON CONFLICT (name) DO NOTHING")
        guard let seed = try seed() else { throw StoreError.unexpectedValue(column: "secret") }
        return seed
    }

    /// The same; `nil` before the first checkpoint.
    package func seed() throws -> [UInt8]? {
        try transaction.first("SELECT value FROM secret WHERE name = 'log-key'") { try $0["value"] }
    }
}
