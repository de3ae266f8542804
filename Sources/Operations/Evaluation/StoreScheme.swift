import Cryptography
package import Domain
import Persistence
import Registers

/// Keeps an indicator scheme (保存指标体系): read from a file, copied to the next year, or with its grades decided. Each is a new edition.
package struct StoreScheme {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameters:
    ///   - title: in place of the file's own; empty to keep that.
    ///   - actor: as the log names whoever does it.
    /// - Throws: `RoundRefusal` when it does not add up.
    package func run(_ scheme: Scheme, title: String = "", year: Int, origin: SchemeEdition.ID? = nil, actor: String) async throws
        -> SchemeEdition
    {
        var scheme = scheme
        if !title.isEmpty { scheme.title = title }
        scheme.year = year
        var reasons: [RoundReason] = []
        if scheme.title.isEmpty { reasons.append(.needsTitle) }
        let limit = SchemeEdition.longestTitle
        if scheme.title.unicodeScalars.count > limit { reasons.append(.tooLong(limit: limit)) }
        if !SchemeEdition.years.contains(year) { reasons.append(.badYear) }
        let faults = scheme.faults
        if !faults.isEmpty { reasons.append(.faultyScheme(faults)) }
        try RoundWork.refuse(reasons)
        let (kept, site, now, id) = (scheme, county.id, installation.now(), installation.identifiers.next(SchemeEdition.self))
        return try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: site)
            try events.lock()
            let register = SchemeRegister(transaction, site: site)
            if let origin, try register.find(origin) == nil { throw RoundRefusal([.noSuchScheme]) }
            let edition = SchemeEdition(
                id: id, scheme: kept, number: try register.nextNumber(title: kept.title, year: year), origin: origin, created: now,
                signature: actor)
            try register.insert(edition)
            try events.append(
                Event(
                    actor: actor, verb: .schemeStored, subject: Event.Subject(.scheme, id.rawValue),
                    digestAfter: Digest.sha256(try StoredJSON.text(kept).utf8), reason: "\(kept.title)，\(year)年，第\(edition.number)版"),
                at: now)
            return edition
        }
    }

    package func run(_ scheme: Scheme, title: String = "", year: Int, by staff: Staff) async throws -> SchemeEdition {
        try await run(scheme, title: title, year: year, actor: staff.signature(staff.posts.first { $0.role == .disclosureOffice }))
    }

    /// Another edition of it: of another year, or with something decided that the document leaves open.
    ///
    /// - Throws: `RoundRefusal`.
    package func revise(_ id: SchemeEdition.ID, year: Int? = nil, by staff: Staff, _ change: @Sendable (inout Scheme) -> Void = { _ in })
        async throws -> SchemeEdition
    {
        let site = county.id
        guard let edition = try await installation.store.read({ try SchemeRegister($0, site: site).find(id) }) else {
            throw RoundRefusal([.noSuchScheme])
        }
        var scheme = edition.scheme
        change(&scheme)
        return try await run(
            scheme, year: year ?? scheme.year ?? installation.now().day.year, origin: id,
            actor: staff.signature(staff.posts.first { $0.role == .disclosureOffice }))
    }
}
