package import Domain
package import Persistence
package import Registers

/// Items of public opinion whose clocks run, for who is responsible and for the office.
package struct OpinionDuties {
    /// The next to fall due first. What nobody is responsible for yet is the office's.
    package static func running(
        _ transaction: any Transaction, site: County.ID, units: [OrganisationUnit.ID], isOffice: Bool, at now: Instant
    ) throws -> [PublicOpinionRegister.Whole] {
        guard isOffice || !units.isEmpty else { return [] }
        let register = PublicOpinionRegister(transaction, site: site)
        // None is left out, however many there are: the oldest are the most urgent.
        return try register.all(isOpen: true, units: isOffice ? nil : units).map { try register.whole($0, at: now) }
            .filter(\.standing.isRunning)
            .sorted { ($0.standing.nextDue?.milliseconds ?? .max) < ($1.standing.nextDue?.milliseconds ?? .max) }
    }
}

/// Mails about clocks that run in hours: at once, at night too, when an item has come, when a quarter of the time is left, and when it is over.
struct OpinionAlarms {
    /// A mail with the key under which it is written once.
    struct Alarm: Sendable {
        let key: String
        let letter: ReminderLetters.Letter
    }

    private enum Stage: String { case begun, ending, over }

    static func alarms(
        _ transaction: any Transaction, site: County.ID, reader: ReminderRegister.Reader, at now: Instant
    ) throws -> [Alarm] {
        guard !reader.setting.isOff else { return [] }
        return try OpinionDuties.running(transaction, site: site, units: reader.units, isOffice: reader.isOffice, at: now).flatMap {
            whole in
            whole.standing.running.map { alarm(whole, $0, reader, now) }
        }
    }

    private static func alarm(
        _ whole: PublicOpinionRegister.Whole, _ running: OpinionStanding.Running, _ reader: ReminderRegister.Reader, _ now: Instant
    ) -> Alarm {
        let left = running.minutesLeft(at: now) ?? 0
        let stage: Stage = running.state == .overdue ? .over : left * 4 <= running.hours * 60 ? .ending : .begun
        return Alarm(
            key: "opinion:\(whole.opinion.id):\(running.clock.rawValue):\(stage.rawValue):\(reader.account)",
            letter: ReminderLetters.Letter(
                subject: "舆情：\(running.clock.name)，\(running.words(at: now))",
                body: """
                    “\(whole.opinion.title)”
                    \(running.clock.name)：\(running.due.text) 前，\(running.words(at: now))。
                    \(running.explanation(event: whole.opinion.event))
                    请到工作台“政务舆情”办理。

                    """))
    }
}
