import Domain
import Synchronization

/// So many in a minute, evenly (token bucket).
final class RateLimit: Sendable {
    private let perMinute: Double
    private let state: Mutex<(tokens: Double, last: Int64)>

    init(perMinute: Int) {
        self.perMinute = Double(perMinute)
        state = Mutex((tokens: Double(perMinute), last: 0))
    }

    func allows(now: Instant) -> Bool {
        state.withLock { state in
            let elapsed = max(0, now.milliseconds - state.last)
            state.tokens = min(perMinute, state.tokens + Double(elapsed) * perMinute / 60_000)
            state.last = now.milliseconds
            guard state.tokens >= 1 else { return false }
            state.tokens -= 1
            return true
        }
    }
}
