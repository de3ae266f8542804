import Domain
package import Logging
package import Operations
package import Outbound
import ServiceLifecycle

/// Writes what is due into the outbox (reminders, subscription mail), and sends what waits there.
package struct MailSender: Service {
    private let installation: Installation
    private let mailer: Mailer
    private let from: MailAddress
    private let write: @Sendable () async throws -> Void
    private let period: Duration
    private let log: Logger

    /// - Parameters:
    ///   - from: the office's own address.
    ///   - write: puts into the outbox what has become due.
    package init(
        _ installation: Installation, mailer: Mailer, from: MailAddress, every period: Duration = .seconds(60), log: Logger,
        write: @escaping @Sendable () async throws -> Void
    ) {
        self.installation = installation
        self.mailer = mailer
        self.from = from
        self.write = write
        self.period = period
        self.log = log
    }

    package func run() async { await runRounds(every: period) { await round() } }

    /// A failure is not the end: the next round tries again. Neither error holds an address, so both may be logged.
    private func round() async {
        do {
            try await write()
            let outcome = try await DeliverOutbox(installation, send: send).run()
            if outcome.failed + outcome.postponed > 0 {
                log.warning(
                    "mail was not taken", metadata: ["postponed": "\(outcome.postponed)", "given up": "\(outcome.failed)"])
            }
        } catch {
            log.warning("mail stands still", metadata: ["error": "\(error)"])
        }
    }

    private func send(_ mail: OutgoingMail) async throws(DeliverOutbox.Failure) {
        guard let to = MailAddress(mail.recipient) else { throw .permanent("the address is none") }
        let message = MailMessage(
            from: from, to: to, subject: mail.subject, body: mail.body, identity: "mingtang.\(mail.id)",
            milliseconds: mail.created.milliseconds, unsubscribe: mail.unsubscribe)
        do {
            try await mailer.send(message)
        } catch {
            switch error {
            case .refused(let words): throw .permanent(words)
            case .temporary(let words): throw .temporary(words)
            }
        }
    }
}
