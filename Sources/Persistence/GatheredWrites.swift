import Synchronization

/// Many small writes of many callers in one transaction (合并提交): committing costs a disk its full turn, whether it brings one row or two hundred.
///
/// A caller goes on when the transaction that holds its write is on disk. Whoever finds nobody writing writes for everybody who waits by then, and
/// hands over to the first of those who came meanwhile. One write that throws is undone alone.
package final class GatheredWrites: Sendable {
    /// Most writes in one transaction.
    private static let mostTogether = 256
    /// Most callers that wait; further ones are turned away rather than kept.
    private static let longestLine = 4_000

    private enum Turn: Sendable {
        /// Write for everybody.
        case lead
        case done(Result<any Sendable, any Error>)
        case full
    }

    private struct Caller: Sendable {
        let body: @Sendable (any Transaction) throws -> any Sendable
        let continuation: CheckedContinuation<Turn, Never>
    }

    private struct State {
        var isLed = false
        var line: [Caller] = []
    }

    private let store: any Datastore
    private let state = Mutex(State())

    package init(_ store: any Datastore) { self.store = store }

    /// - Parameter body: changes nothing but the database; it may run again.
    /// - Throws: what the body throws, and then nothing of it is kept; `StoreError.unavailable` when too many wait already.
    package func write<Answer: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Answer) async throws -> Answer {
        let turn = await withCheckedContinuation { continuation in
            let turn: Turn? = state.withLock { state in
                guard state.isLed else {
                    state.isLed = true
                    return .lead
                }
                guard state.line.count < Self.longestLine else { return .full }
                state.line.append(Caller(body: body, continuation: continuation))
                return nil
            }
            if let turn { continuation.resume(returning: turn) }
        }
        let result: Result<any Sendable, any Error>
        switch turn {
        case .lead: result = await lead(with: body)
        case .done(let written): result = written
        case .full: throw StoreError.unavailable(reason: "等待写入的请求过多")
        }
        guard let answer = try result.get() as? Answer else { preconditionFailure("every caller gets what its own write returned") }
        return answer
    }

    /// Writes one's own and those of everybody who waits, then lets the next one lead.
    private func lead(with body: @escaping @Sendable (any Transaction) throws -> any Sendable) async -> Result<any Sendable, any Error> {
        let others = state.withLock { state in
            let others = Array(state.line.prefix(Self.mostTogether - 1))
            state.line.removeFirst(others.count)
            return others
        }
        let bodies = [body] + others.map(\.body)
        let results: [Result<any Sendable, any Error>]
        do {
            results = try await store.write { transaction in try bodies.map { try Self.alone($0, transaction) } }
        } catch {
            results = bodies.map { _ in .failure(error) }
        }
        let next: Caller? = state.withLock { state in
            guard state.line.isEmpty else { return state.line.removeFirst() }
            state.isLed = false
            return nil
        }
        next?.continuation.resume(returning: .lead)
        for (caller, result) in zip(others, results.dropFirst()) { caller.continuation.resume(returning: .done(result)) }
        return results[0]
    }

    /// What it changed is undone when it throws, and the others' changes stay.
    private static func alone(
        _ body: @Sendable (any Transaction) throws -> any Sendable, _ transaction: any Transaction
    ) throws -> Result<any Sendable, any Error> {
        try transaction.execute(script: "SAVEPOINT gathered")
        do {
            let answer = try body(transaction)
            try transaction.execute(script: "RELEASE SAVEPOINT gathered")
            return .success(answer)
        } catch StoreError.failed(let state, let reason) where state == "40001" || state == "40P01" {
            // Two writers waited for each other: all of it is to be written again.
            throw StoreError.failed(state: state, reason: reason)
        } catch {
            try transaction.execute(script: "ROLLBACK TO SAVEPOINT gathered")
            try transaction.execute(script: "RELEASE SAVEPOINT gathered")
            return .failure(error)
        }
    }
}
