package import Logging
package import Operations
import ServiceLifecycle

/// Keeps a node in step with what others publish: looks at what is public, takes the log into the node's search index, and only then shows it.
///
/// In that order, so that a page is never made from an index that is older than the version it is kept under.
package struct LogFollower<Seen: Sendable>: Service {
    private let installation: Installation
    private let period: Duration
    private let log: Logger
    private let look: @Sendable () async throws -> Seen
    private let show: @Sendable (Seen) -> Void

    package init(
        _ installation: Installation, every period: Duration = .seconds(1), log: Logger, look: @escaping @Sendable () async throws -> Seen,
        show: @escaping @Sendable (Seen) -> Void
    ) {
        self.installation = installation
        self.period = period
        self.log = log
        self.look = look
        self.show = show
    }

    package func run() async { await runRounds(every: period) { await round() } }

    /// Neither failure is the end: the next round tries again. Store errors hold no values, so they may be logged.
    private func round() async {
        do {
            let seen = try await look()
            do {
                try await FollowLog(installation).run()
            } catch {
                // Pages must not stand still because the search index does.
                log.warning("search index is behind", metadata: ["error": "\(error)"])
            }
            show(seen)
        } catch {
            log.warning("database is away", metadata: ["error": "\(error)"])
        }
    }
}
