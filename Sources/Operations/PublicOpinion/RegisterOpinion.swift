package import Domain
import Persistence
import Registers

/// Puts items of public opinion into the ledger: one, from the office's own messages, or a whole list of clippings (舆情收集).
package struct RegisterOpinion {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter opinion: its key plays no part. From a citizen's message or comment, `origin` says which, and nothing of who wrote it.
    /// - Throws: `OpinionRefusal`.
    @discardableResult
    package func run(_ opinion: PublicOpinion, by staff: Staff) async throws -> PublicOpinion.ID {
        let (county, now) = (county, installation.now())
        let (id, fact) = (installation.identifiers.next(PublicOpinion.self), installation.identifiers.next(OpinionFact.self))
        try OpinionRefusal.check(opinion.faults(on: now))
        return try await installation.store.write { transaction in
            let isOffice = staff.holds(.disclosureOffice)
            try OpinionRefusal.check(isOffice || opinion.unit.map { staff.holds(.editor, for: $0) } == true ? [] : [.needsOffice])
            try Self.put(opinion, id, fact, signature: staff.signature(for: opinion.unit), transaction, county, now)
            return id
        }
    }

    private static func put(
        _ opinion: PublicOpinion, _ id: PublicOpinion.ID, _ fact: OpinionFact.ID, signature: String, _ transaction: any Transaction,
        _ county: County,
        _ now: Instant
    ) throws {
        let events = EventRegister(transaction, site: county.id)
        try events.lock()
        let register = PublicOpinionRegister(transaction, site: county.id)
        if let known = try register.known(title: opinion.title, address: opinion.address) { throw OpinionRefusal([.isKnown(known.title)]) }
        if let unit = opinion.unit, try UnitRegister(transaction, site: county.id).find(unit) == nil { throw OpinionRefusal([.noSuchUnit]) }
        let registered = PublicOpinion(
            id: id, title: opinion.title, summary: opinion.summary, source: opinion.source, address: opinion.address,
            subjects: opinion.subjects, level: opinion.level, event: opinion.event, detected: opinion.detected, unit: opinion.unit,
            origin: opinion.origin)
        try register.insert(registered, at: now)
        try register.insert(
            OpinionFact(
                id: fact, kind: .collected, time: opinion.detected, text: "", unit: opinion.unit, recorded: now, signature: signature),
            of: id)
        try events.append(
            Event(actor: signature, unit: opinion.unit, verb: .opinionRegistered, subject: Event.Subject(.opinion, id.rawValue)), at: now)
    }

    /// What became of a list.
    package struct Outcome: Sendable {
        package internal(set) var added = 0
        /// Rows that had been registered before, or stand twice in the list.
        package internal(set) var known: [ClippingTable.Fault] = []
        /// Rows that cannot be taken.
        package internal(set) var faults: [ClippingTable.Fault]
    }

    /// Takes what can be taken; every other row is named with its line.
    package func take(_ table: ClippingTable, signature: String) async throws -> Outcome {
        let (county, now) = (county, installation.now())
        let ids = table.rows.map { _ in (installation.identifiers.next(PublicOpinion.self), installation.identifiers.next(OpinionFact.self))
        }
        return try await installation.store.write { transaction in
            var outcome = Outcome(faults: table.faults)
            let units = UnitRegister(transaction, site: county.id)
            let directory = UnitDirectory(try units.all(), aliases: try units.aliases(), placeName: county.placeName)
            for (row, keys) in zip(table.rows, ids) {
                let found = row.unit.isEmpty ? [] : directory.units(named: row.unit)
                if !row.unit.isEmpty, found.count != 1 {
                    outcome.faults.append(ClippingTable.Fault(line: row.line, sentence: "没有找到名为“\(row.unit)”的一个单位。"))
                    continue
                }
                let unit = found.first
                let opinion = PublicOpinion(
                    id: keys.0, title: row.title, summary: row.summary, source: row.source, address: row.address, event: row.event,
                    detected: row.detected, unit: unit, origin: .clipping)
                if let reason = opinion.faults(on: now).first {
                    outcome.faults.append(ClippingTable.Fault(line: row.line, sentence: reason.sentence))
                    continue
                }
                do {
                    try Self.put(opinion, keys.0, keys.1, signature: signature, transaction, county, now)
                    outcome.added += 1
                } catch let refusal as OpinionRefusal {
                    guard case .isKnown(let title)? = refusal.reasons.first else { throw refusal }
                    outcome.known.append(ClippingTable.Fault(line: row.line, sentence: "网址或者标题与“\(title)”相同，没有重复登记。"))
                }
            }
            outcome.faults.sort { $0.line < $1.line }
            return outcome
        }
    }
}
