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
        let now = installation.now()
        let hour = now.hour
        let readers = try await installation.store.read { transaction in
            try ReminderRegister(transaction, site: county.id).readers()
        }.filter { $0.setting.mayDigest(hour: hour) || $0.setting.mayWarn(hour: hour) }
        guard !readers.isEmpty else { return 0 }
        var written = 0
        // One account, one transaction: nobody waits long for the log of mail.
        for reader in readers {
            let (digest, warning) = (installation.identifiers.next(OutgoingMail.self), installation.identifiers.next(OutgoingMail.self))
            written += try await installation.store.write { transaction in
                let letters = try ReminderLetters(transaction, county: county, reader: reader, now: now, origin: origin)
                let register = ReminderRegister(transaction, site: county.id)
                var count = 0
                func put(_ letter: ReminderLetters.Letter, _ id: OutgoingMail.ID, key: String) throws {
                    let mail = OutgoingMail(
                        id: id, recipient: reader.email, subject: letter.subject, body: letter.body, attempts: 0, created: now)
                    if try register.put(mail, key: key, to: reader.account) { count += 1 }
                }
                let key = "digest:\(now.day):\(reader.account)"
                if reader.setting.mayDigest(hour: hour), try !register.hasMail(key: key), let letter = try letters.digest() {
                    try put(letter, digest, key: key)
                }
                if reader.setting.mayWarn(hour: hour) {
                    if let letter = try letters.warning(since: reader.warned) {
                        try put(letter, warning, key: "overdue:\(now.day):\(reader.account)")
                    }
                    try register.setWarned(now, of: reader.account)
                }
                return count
            }
        }
        return written
    }
}

extension Instant {
    /// Of China's clock.
    fileprivate var hour: Int { Int((milliseconds - Instant(startOf: day).milliseconds) / 3_600_000) }
}
