/// How often signing in has failed in a row, and when last: how long to wait follows from these two alone.
package struct SignInAttempts: Sendable, Hashable {
    /// From this many failures on every further attempt must wait.
    package static let free = 5
    /// At this many nothing is tried any more until an administrator resets the account (NIST SP 800-63B §3.2.2).
    package static let most = 100

    package var failures: Int
    package var last: Instant?

    package init(failures: Int = 0, last: Instant? = nil) {
        self.failures = failures
        self.last = last
    }

    package enum Wait: Sendable, Hashable {
        case none
        case seconds(Int)
        case blocked
    }

    /// 30 seconds after the fifth failure, doubled with each, at most a quarter of an hour.
    package var delayInSeconds: Int {
        guard failures >= Self.free else { return 0 }
        return min(900, 30 << min(failures - Self.free, 5))
    }

    package func wait(at now: Instant) -> Wait {
        if failures >= Self.most { return .blocked }
        guard let last else { return .none }
        let rest = Int64(delayInSeconds) * 1000 - (now.milliseconds - last.milliseconds)
        return rest > 0 ? .seconds(Int((rest + 999) / 1000)) : .none
    }
}
