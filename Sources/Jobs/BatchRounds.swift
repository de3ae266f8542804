package import Logging
package import ServiceLifecycle

/// Carries on with the acts on batches that were begun in the workbench, also after a restart.
package struct BatchRounds: Service {
    private let period: Duration
    private let log: Logger
    private let work: @Sendable () async throws -> Void

    /// - Parameter work: carries on with everything that waits.
    package init(every period: Duration = .seconds(1), log: Logger, work: @escaping @Sendable () async throws -> Void) {
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
            log.warning("a batch waits", metadata: ["error": "\(error)"])
        }
    }
}
