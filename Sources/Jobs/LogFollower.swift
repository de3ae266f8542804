package import Logging
package import Operations
import ServiceLifecycle

/// Keeps a node in step with what others publish: takes the log into its own search index, and tells its pages.
package struct LogFollower: Service {
    private let installation: Installation
    private let period: Duration
    private let log: Logger
    private let onRound: @Sendable () async throws -> Void

    /// - Parameter onRound: called after each round, when the index is in step.
    package init(
        _ installation: Installation, every period: Duration = .seconds(1), log: Logger,
        onRound: @escaping @Sendable () async throws -> Void
    ) {
        self.installation = installation
        self.period = period
        self.log = log
        self.onRound = onRound
    }

    package func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await FollowLog(installation).run()
                    try await onRound()
                } catch is CancellationError {
                    return
                } catch {
                    // The database is away: the portal goes on with what it has, and the next round tries again.
                    log.warning("log follower failed", metadata: ["error": "\(type(of: error))"])
                }
                // Cancelled while waiting: the loop's condition ends it.
                try? await Task.sleep(for: period)
            }
        }
    }
}
