package import Logging
import ServiceLifecycle

/// Carries on with whatever waits: acts on batches that were begun in the workbench, inspections that are due. Also after a restart, and on several nodes.
package struct RepeatedWork: Service {
    private let failure: Logger.Message
    private let period: Duration
    private let log: Logger
    private let work: @Sendable () async throws -> Void

    /// - Parameters:
    ///   - failure: what the log says when a round did not go through.
    ///   - work: carries on with everything that waits.
    package init(_ failure: Logger.Message, every period: Duration, log: Logger, work: @escaping @Sendable () async throws -> Void) {
        self.failure = failure
        self.period = period
        self.log = log
        self.work = work
    }

    package func run() async { await runRounds(every: period) { await round() } }

    /// A failure is not the end: the next round goes on where this one stopped. Store errors hold no values, so they may be logged.
    private func round() async {
        do {
            try await work()
        } catch is CancellationError {
            return
        } catch {
            log.warning(failure, metadata: ["error": "\(error)"])
        }
    }
}
