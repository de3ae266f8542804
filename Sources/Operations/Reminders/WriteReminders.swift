package import Domain
import Persistence
import Registers

/// Writes what accounts are to be reminded of into the outbox: a digest a working day, and a mail at once about what has become overdue.
///
/// Editors hear about their units, the disclosure office about every unit. Run often; each mail is written once.
package struct WriteReminders {
    private let installation: Installation
    private let origin: String?

    /// - Parameter origin: scheme and host under which staff reach the workbench, for the link; `nil` leaves it out.
    package init(_ installation: Installation, origin: String?) {
        self.installation = installation
        self.origin = origin
    }

    /// For every county.
    /// - Returns: how many mails were written.
    package func run() async throws -> Int {
        var written = 0
        for county in try await installation.store.read({ try SiteRegister($0).all() }) { written += try await run(county: county) }
        return written
    }

    /// - Returns: how many mails were written.
    package func run(county: County) async throws -> Int {
        let (now, origin) = (installation.now(), origin)
        // Found out by reading: most of the time there is nothing to write.
        let prepared = try await installation.store.read { transaction in
            try ReminderRegister(transaction, site: county.id).readers().compactMap { reader in
                try Prepared(transaction, county: county, reader: reader, now: now, origin: origin)
            }
        }
        var written = try await alarm(county: county, now: now)
        for reminder in prepared {
            let (digest, warning) = (installation.identifiers.next(OutgoingMail.self), installation.identifiers.next(OutgoingMail.self))
            written += try await installation.store.write { transaction in
                let register = ReminderRegister(transaction, site: county.id)
                var count = 0
                for (letter, id, kind) in [(reminder.digest, digest, "digest"), (reminder.warning, warning, "overdue")] {
                    guard let letter else { continue }
                    let mail = OutgoingMail(
                        id: id, recipient: reminder.reader.email, subject: letter.subject, body: letter.body, attempts: 0, created: now)
                    if try register.put(mail, key: reminder.key(kind, now.day), to: reminder.reader.account) { count += 1 }
                }
                if reminder.isWarned { try register.setWarned(now, of: reminder.reader.account) }
                return count
            }
        }
        return written
    }
}

extension WriteReminders {
    /// Clocks that run in hours do not wait for the morning.
    private func alarm(county: County, now: Instant) async throws -> Int {
        let due = try await installation.store.read { transaction in
            let register = ReminderRegister(transaction, site: county.id)
            return try register.readers().flatMap { reader in
                try OpinionAlarms.alarms(transaction, site: county.id, reader: reader, at: now)
                    .filter { try !register.hasMail(key: $0.key) }.map { (reader, $0) }
            }
        }
        var written = 0
        for (reader, alarm) in due {
            let mail = OutgoingMail(
                id: installation.identifiers.next(), recipient: reader.email, subject: alarm.letter.subject, body: alarm.letter.body,
                attempts: 0, created: now)
            written += try await installation.store.write { transaction in
                try ReminderRegister(transaction, site: county.id).put(mail, key: alarm.key, to: reader.account) ? 1 : 0
            }
        }
        return written
    }
}

/// What is to be written for one account.
private struct Prepared: Sendable {
    let reader: ReminderRegister.Reader
    let digest: ReminderLetters.Letter?
    let warning: ReminderLetters.Letter?
    /// From now on they count as told.
    let isWarned: Bool

    /// `nil` when there is nothing to write.
    init?(_ transaction: any Transaction, county: County, reader: ReminderRegister.Reader, now: Instant, origin: String?) throws {
        self.reader = reader
        let hour = now.hour
        // What is overdue changes at midnight: once a day is at once.
        isWarned = reader.setting.mayWarn(hour: hour) && reader.warned?.day != now.day
        let digestKey = "digest:\(now.day):\(reader.account)"
        let mayDigest =
            try reader.setting.mayDigest(hour: hour) && !ReminderRegister(transaction, site: county.id).hasMail(key: digestKey)
        guard isWarned || mayDigest else { return nil }
        let letters = try ReminderLetters(transaction, county: county, reader: reader, now: now, origin: origin)
        digest = mayDigest ? try letters.digest() : nil
        warning = isWarned ? try letters.warning(since: reader.warned) : nil
        if digest == nil, !isWarned { return nil }
    }

    /// A mail of that kind is written once a day.
    func key(_ kind: String, _ day: Day) -> String { "\(kind):\(day):\(reader.account)" }
}

extension Instant {
    /// Of China's clock.
    fileprivate var hour: Int { Int((milliseconds - Instant(startOf: day).milliseconds) / 3_600_000) }
}
