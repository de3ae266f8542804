package import Domain
import Persistence
import Registers

/// Sends the mail that waits, and records what became of it.
package struct DeliverOutbox {
    /// Why a mail was not taken, in words without addresses.
    package enum Failure: Error, Sendable, Hashable {
        /// Never will be: the address or the mail itself was refused.
        case permanent(String)
        case temporary(String)
    }

    package struct Outcome: Sendable, Hashable {
        package var delivered = 0
        package var postponed = 0
        package var failed = 0

        package init(delivered: Int = 0, postponed: Int = 0, failed: Int = 0) {
            self.delivered = delivered
            self.postponed = postponed
            self.failed = failed
        }
    }

    /// Longer than sending one batch takes at worst, so that no second node sends it meanwhile.
    private static let leaseInMilliseconds: Int64 = 30 * 60_000
    private static let batch = 20

    private let installation: Installation
    private let send: @Sendable (OutgoingMail) async throws(Failure) -> Void

    package init(_ installation: Installation, send: @escaping @Sendable (OutgoingMail) async throws(Failure) -> Void) {
        self.installation = installation
        self.send = send
    }

    /// Sends one batch.
    package func run() async throws -> Outcome {
        let now = installation.now()
        let lease = Instant(milliseconds: now.milliseconds + Self.leaseInMilliseconds)
        var outcome = Outcome()
        // Looking costs nothing; taking would lock.
        guard try await installation.store.read({ try OutboxRegister($0).hasMail(now: now) }) else { return outcome }
        let mails = try await installation.store.write { try OutboxRegister($0).take(now: now, lease: lease, limit: Self.batch) }
        for mail in mails {
            do {
                try await send(try await addressed(mail))
                let time = installation.now()
                try await installation.store.write { try OutboxRegister($0).delivered(mail.id, at: time) }
                outcome.delivered += 1
            } catch let failure as Failure {
                if try await postpone(mail, failure) { outcome.postponed += 1 } else { outcome.failed += 1 }
            }
        }
        return outcome
    }

    /// With the address that was sealed until now.
    private func addressed(_ mail: OutgoingMail) async throws -> OutgoingMail {
        guard let owner = mail.owner else { return mail }
        guard let sealed = try await installation.store.read({ try SubscriptionRegister.address(of: owner, in: $0) }) else {
            throw Failure.permanent("the subscription has ended")
        }
        guard let vault = installation.vault, let bytes = try? vault.open(subscriber: owner, sealed) else {
            throw Failure.temporary("the address cannot be opened with this key")
        }
        return OutgoingMail(
            id: mail.id, recipient: String(decoding: bytes, as: UTF8.self), subject: mail.subject, body: mail.body, attempts: mail.attempts,
            created: mail.created, owner: owner, unsubscribe: mail.unsubscribe)
    }

    /// Forgets mail that was written long ago: its addresses and texts are personal.
    package static func forgetOld(_ installation: Installation) async throws {
        let before = Instant(milliseconds: installation.now().milliseconds - 180 * 86_400_000)
        try await installation.store.write { try OutboxRegister($0).remove(createdBefore: before) }
    }

    /// - Returns: whether it will be tried again.
    private func postpone(_ mail: OutgoingMail, _ failure: Failure) async throws -> Bool {
        let now = installation.now()
        let (reason, pause): (String, Int64?) =
            switch failure {
            case .permanent(let reason): (reason, nil)
            case .temporary(let reason): (reason, OutgoingMail.pauseInMilliseconds(afterAttempt: mail.attempts))
            }
        let next = pause.map { Instant(milliseconds: now.milliseconds + $0) }
        try await installation.store.write { try OutboxRegister($0).failed(mail.id, error: reason, next: next, at: now) }
        return next != nil
    }
}
