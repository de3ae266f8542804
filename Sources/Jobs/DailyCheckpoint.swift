package import Logging
package import Operations
import ServiceLifecycle

/// Signs the public log once a day, soon after midnight in China, when something new is in it. On several nodes the first one does it.
package struct DailyCheckpoint: Service {
    private let installation: Installation
    private let period: Duration
    private let log: Logger

    package init(_ installation: Installation, every period: Duration = .seconds(600), log: Logger) {
        self.installation = installation
        self.period = period
        self.log = log
    }

    package func run() async { await runRounds(every: period) { await round() } }

    /// A failure is not the end: the next round tries again. Store errors hold no values, so they may be logged.
    private func round() async {
        do {
            guard let outcome = try await MakeCheckpoint(installation).run(.daily), outcome.isNew else { return }
            log.info("checkpoint made", metadata: ["size": "\(outcome.signed.checkpoint.size)"])
        } catch {
            log.warning("no checkpoint could be made", metadata: ["error": "\(error)"])
        }
    }
}
