/// The differences between the two databases that SQL text cannot hide.
package enum Dialect: String, Sendable { case sqlite, postgresql }

/// An open transaction. It lives inside one `read` or `write` and must not leave it.
package protocol Transaction: AnyObject {
    var dialect: Dialect { get }

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    func execute(_ query: Query) throws(StoreError) -> Int

    /// Runs a query and hands over each row as it comes.
    func forEach(_ query: Query, _ body: (ResultRow) throws -> Void) throws

    /// Runs several statements separated by semicolons: a migration.
    func execute(script: String) throws(StoreError)
}

extension Transaction {
    package func rows(_ query: Query) throws -> [ResultRow] {
        var result: [ResultRow] = []
        try forEach(query) { result.append($0) }
        return result
    }

    package func rows<Element>(_ query: Query, _ read: (ResultRow) throws -> Element) throws -> [Element] {
        var result: [Element] = []
        try forEach(query) { result.append(try read($0)) }
        return result
    }

    package func first(_ query: Query) throws -> ResultRow? { try rows(query).first }

    package func first<Element>(_ query: Query, _ read: (ResultRow) throws -> Element) throws -> Element? {
        try first(query).map(read)
    }

    /// The column `n` of a query that returns exactly one number.
    package func count(_ query: Query) throws -> Int {
        guard let row = try first(query) else { throw StoreError.unexpectedValue(column: "n") }
        return try row["n"]
    }
}

/// A database. The closures are synchronous, so nothing can suspend between BEGIN and COMMIT; they run off Swift's cooperative threads.
package protocol Datastore: Sendable {
    var dialect: Dialect { get }

    /// A consistent, read-only view.
    func read<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result

    /// Commits when the closure returns, rolls back when it throws. Returned means on disk. The closure may run again after a deadlock
    /// was resolved against it, so it changes nothing but the database.
    @discardableResult
    func write<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result

    /// Overwrites what deleted rows have left behind, so that their bytes are in none of the database's files any more. Slow: it writes
    /// the database anew.
    func scrub() async throws

    func close() async throws
}
