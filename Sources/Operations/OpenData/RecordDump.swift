package import Domain
import Persistence
import Registers

/// Notes in the log that a dump of everything public was made or taken off again; the page that lists them is made anew.
package struct RecordDump {
    package enum Act: Sendable, Hashable {
        case made(DataDump)
        /// Older than is kept, or something in it was taken down since.
        case removed(days: [String])
    }

    private let installation: Installation
    private let county: County.ID

    package init(_ installation: Installation, county: County.ID) {
        self.installation = installation
        self.county = county
    }

    package func run(_ act: Act, actor: String) async throws {
        let (now, county) = (installation.now(), county)
        let (verb, reason): (Event.Verb, String) =
            switch act {
            case .made(let dump): (.dumpMade, "\(dump.day)，日志至第 \(dump.sequence) 条")
            case .removed(let days): (.dumpRemoved, days.joined(separator: "、"))
            }
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county)
            try events.lock()
            try events.append(
                Event(actor: actor, verb: verb, subject: Event.Subject(.site, county.rawValue), reason: reason), at: now)
            try SiteRegister(transaction).contentChanged(county)
        }
    }

    /// When something that was public was taken back last; `nil` when nothing ever was.
    package func lastTakenBack() async throws -> Instant? {
        let county = county
        return try await installation.store.read { try EventRegister($0, site: county).lastTakenBack() }
    }
}
