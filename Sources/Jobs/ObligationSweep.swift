package import Logging
package import Operations
import ServiceLifecycle

/// Runs the daily sweep: at once when the server starts, and then every hour, so that a new day, an imported document and a new catalogue
/// are noticed soon. Several nodes may run it; what one has done the others find done.
package struct ObligationSweep: Service {
    private let installation: Installation
    private let period: Duration
    private let log: Logger

    package init(_ installation: Installation, every period: Duration = .seconds(3600), log: Logger) {
        self.installation = installation
        self.period = period
        self.log = log
    }

    package func run() async { await runRounds(every: period) { await round() } }

    /// A failure is not the end: the next round tries again. Store errors hold no values, so they may be logged.
    private func round() async {
        do {
            let outcome = try await DailySweep(installation).run(actor: "system")
            guard !outcome.isEmpty else { return }
            log.info(
                "obligations swept",
                metadata: [
                    "raised": "\(outcome.raised)", "fulfilled": "\(outcome.fulfilled)", "lapsed": "\(outcome.lapsed)",
                    "recounted": "\(outcome.recounted)",
                ])
        } catch {
            log.warning("obligations were not swept", metadata: ["error": "\(error)"])
        }
    }
}
