package import Domain
package import Logging
package import Operations
import ServiceLifecycle

/// Publishes what was scheduled once its moment has come (定时公开), and marks what has lapsed.
package struct ScheduledPublications: Service {
    private let installation: Installation
    private let period: Duration
    private let log: Logger
    private let counties: @Sendable () async throws -> [County]

    package init(
        _ installation: Installation, every period: Duration = .seconds(5), log: Logger,
        counties: @escaping @Sendable () async throws -> [County]
    ) {
        self.installation = installation
        self.period = period
        self.log = log
        self.counties = counties
    }

    package func run() async { await runRounds(every: period) { await round() } }

    /// A failure is not the end: the next round tries again. Store errors hold no values, so they may be logged.
    private func round() async {
        do {
            for county in try await counties() {
                let count = try await PublishDraft(installation, county: county).runScheduled()
                if count > 0 { log.info("scheduled documents published", metadata: ["count": "\(count)"]) }
                let expired = try await ExpireRules(installation, county: county).run()
                if expired > 0 { log.info("documents have lapsed", metadata: ["count": "\(expired)"]) }
            }
        } catch {
            log.warning("scheduled documents wait", metadata: ["error": "\(error)"])
        }
    }
}
