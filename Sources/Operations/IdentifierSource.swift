package import Domain
import Synchronization

/// Makes keys: 41 bits of milliseconds since 2020, 10 bits for the process, 12 bits to tell apart what one millisecond brings.
package final class IdentifierSource: Sendable {
    private struct Last {
        var milliseconds: Int64 = 0
        var counter: Int64 = 0
    }

    private static let epoch: Int64 = 1_577_836_800_000
    private let process: Int64
    private let now: @Sendable () -> Instant
    private let last = Mutex(Last())

    /// - Parameter process: told apart from other processes on the same database; only its lowest ten bits count.
    package init(process: UInt16, now: @escaping @Sendable () -> Instant) {
        self.process = Int64(process & 0x3FF)
        self.now = now
    }

    package func next<Subject>(_: Subject.Type = Subject.self) -> Identifier<Subject> { Identifier(nextValue()) }

    package func nextValue() -> Int64 {
        let milliseconds = max(0, now().milliseconds - Self.epoch)
        return last.withLock { last in
            // A clock that stands still or goes back borrows from the next millisecond: keys never repeat and never go back.
            if milliseconds > last.milliseconds {
                last = Last(milliseconds: milliseconds, counter: 0)
            } else {
                last.counter += 1
                if last.counter > 0xFFF { last = Last(milliseconds: last.milliseconds + 1, counter: 0) }
            }
            return last.milliseconds << 22 | process << 12 | last.counter
        }
    }
}
