package import Logging
package import ServiceLifecycle

/// Inspects the portal once a day, and when somebody asks for it. On several nodes the first one does it.
package struct SiteCheckRounds: Service {
    private let period: Duration
    private let log: Logger
    private let work: @Sendable () async throws -> Void

    /// - Parameter work: makes every inspection that is due.
    package init(every period: Duration = .seconds(5), log: Logger, work: @escaping @Sendable () async throws -> Void) {
        self.period = period
        self.log = log
        self.work = work
    }

    package func run() async { await runRounds(every: period) { await round() } }

    /// A failure is not the end: it is tried again when its time is over. Store errors hold no values, so they may be logged.
    private func round() async {
        do {
            try await work()
        } catch is CancellationError {
            return
        } catch {
            log.warning("the portal was not inspected", metadata: ["error": "\(error)"])
        }
    }
}
