import Dispatch
package import Persistence
import Synchronization

/// A `Datastore` on PostgreSQL 15 or later, through libpq.
///
/// A fixed number of connections, each with a thread of its own: libpq blocks, and on Swift's own threads it would stop the whole server.
/// Callers beyond the number of connections wait in line; the line is bounded.
package final class PostgresDatastore: Datastore {
    package var dialect: Dialect { .postgresql }
    private static let mostTries = 4
    private let pool: ConnectionPool

    /// - Parameters:
    ///   - address: `postgresql://user@host:port/name?options`, as libpq reads it.
    ///   - connections: how many to keep open, 1 to 64.
    /// - Throws: `StoreError.unavailable` when the server does not answer.
    package init(address: String, connections: Int = 8) async throws {
        pool = ConnectionPool(size: min(max(connections, 1), 64), address: address)
        _ = try await read { try $0.count("SELECT 1 AS n") }
    }

    package func read<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await pool.withConnection { try $0.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body) }
    }

    @discardableResult
    package func write<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        for _ in 1..<Self.mostTries {
            do {
                return try await pool.withConnection { try $0.transaction("BEGIN", body) }
            } catch StoreError.failed(let state, _) where state == "40001" || state == "40P01" {
                continue  // two writers waited for each other, and this one was rolled back whole
            }
        }
        return try await pool.withConnection { try $0.transaction("BEGIN", body) }
    }

    /// Every table is written anew; readers wait meanwhile. What the write-ahead log still holds goes with its next recycling.
    package func scrub() async throws {
        let tables: [String] = try await read { transaction in
            try transaction.rows(
                "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
            ) {
                try $0["name"]
            }
        }
        for table in tables { try await pool.withConnection { try $0.run("VACUUM (FULL) \(table)") } }
    }

    package func close() async throws { await pool.close() }
}

/// The connections, and the callers waiting for one.
private final class ConnectionPool: Sendable {
    private struct State {
        var idle: [PostgresConnection]
        var waiting: [CheckedContinuation<PostgresConnection, any Error>] = []
        var isClosed = false
    }

    private static let longestLine = 2000
    private let state: Mutex<State>
    private let all: [PostgresConnection]

    init(size: Int, address: String) {
        let connections = (0..<size).map { PostgresConnection(address: address, number: $0) }
        all = connections
        state = Mutex(State(idle: connections))
    }

    func withConnection<Result: Sendable>(_ work: @escaping @Sendable (PostgresConnection) throws -> Result) async throws -> Result {
        let connection = try await take()
        defer { giveBack(connection) }
        return try await connection.perform(work)
    }

    private func take() async throws -> PostgresConnection {
        try await withCheckedThrowingContinuation { continuation in
            let outcome: Swift.Result<PostgresConnection, any Error>? = state.withLock { state in
                if state.isClosed { return .failure(StoreError.unavailable(reason: "数据库连接已关闭")) }
                if let connection = state.idle.popLast() { return .success(connection) }
                if state.waiting.count >= Self.longestLine { return .failure(StoreError.unavailable(reason: "等待数据库连接的请求过多")) }
                state.waiting.append(continuation)
                return nil
            }
            if let outcome { continuation.resume(with: outcome) }
        }
    }

    private func giveBack(_ connection: PostgresConnection) {
        let next = state.withLock { state -> CheckedContinuation<PostgresConnection, any Error>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.idle.append(connection)
            return nil
        }
        next?.resume(returning: connection)
    }

    func close() async {
        let waiting = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(throwing: StoreError.unavailable(reason: "数据库连接已关闭")) }
        for connection in all { _ = try? await connection.perform { $0.disconnect() } }  // nothing is open that closing could lose
    }
}
