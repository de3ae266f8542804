import Cryptography
package import Domain
import Persistence
import Registers

/// Takes opinions into the ledger: from the portal, and by a clerk from letters and the counter (收集意见).
package struct TakeOpinion {
    package struct Receipt: Sendable, Hashable {
        package let number: String
        /// The same was here before; this is its number.
        package let isRepeated: Bool
    }

    /// One that a clerk enters.
    package struct Paper: Sendable, Hashable {
        package var entry: Opinion.Entry
        package var channel: Opinion.Channel
        package var received: Day

        package init(entry: Opinion.Entry, channel: Opinion.Channel, received: Day) {
            self.entry = entry
            self.channel = channel
            self.received = received
        }
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter token: of the form that was sent; the same form sent twice is one opinion with one receipt.
    /// - Throws: `ParticipationRefusal`; `NoIdentityKey`.
    package func run(_ entry: Opinion.Entry, on id: Consultation.ID, token: String) async throws -> Receipt {
        let (county, now, vault) = (county, installation.now(), try installation.openVault())
        let key = installation.identifiers.next(Opinion.self)
        // What is the same for everybody is read beside the others' writes; the write itself is small.
        let paragraphs = try await installation.store.read { transaction in
            let register = ConsultationRegister(transaction, site: county.id)
            guard let consultation = try register.find(id) else { throw ParticipationRefusal([.notFound]) }
            let standing = try register.standing(
                consultation, figures: FigureBook(), calendar: try HolidayRegister(transaction).calendar())
            guard let document = standing.announcement, let closes = standing.closes else { throw ParticipationRefusal([.notOpen]) }
            try ParticipationRefusal.check(now.day > closes ? [.closed(closes)] : [])
            let body = try DisclosureRegister(transaction, site: county.id).find(document.document)?.body
            return body.map { ConsultationText.paragraphs(of: $0) } ?? []
        }
        return try await installation.gathered.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let register = ConsultationRegister(transaction, site: county.id)
            guard let consultation = try register.find(id) else { throw ParticipationRefusal([.notFound]) }
            try ParticipationRefusal.check(try register.isAlive(consultation.feedback) ? [.ledgerLocked] : [])
            return try Self.file(
                entry, Filing(key: key, consultation: id, channel: .online, received: now, actor: "public", token: token),
                paragraphs: paragraphs, vault: vault, transaction, county, at: now)
        }
    }

    /// From letters and the counter: all of them, or none when one is wrong.
    ///
    /// - Parameter token: of the form or the file: the same sent twice is the same opinions.
    /// - Returns: a receipt for each.
    /// - Throws: `ParticipationRefusal`.
    package func enter(_ papers: [Paper], on id: Consultation.ID, token: String = "", by staff: Staff) async throws -> [Receipt] {
        let vault = try installation.openVault()
        let papers = papers.map { (installation.identifiers.next(Opinion.self), $0) }
        return try await installation.act(in: id, of: county, by: staff) { work in
            try ParticipationRefusal.check(papers.count > Self.mostTogether ? [.tooMany(limit: Self.mostTogether)] : [])
            try work.demandOpenLedger()
            let standing = try work.standing()
            let paragraphs = try work.paragraphs(of: standing)
            let opened = standing.announcement?.day ?? work.now.day
            let actor = work.staff.signature(for: work.consultation.unit)
            let receipts = try papers.enumerated().map { place, paper in
                let (key, paper) = paper
                let lies = paper.received < opened || paper.received > work.now.day
                try ParticipationRefusal.check(lies ? [.receivedOutside] : [])
                return try Self.file(
                    paper.entry,
                    Filing(
                        key: key, consultation: id, channel: paper.channel,
                        received: Instant(
                            milliseconds: work.now.milliseconds - Int64(work.now.day.serial - paper.received.serial) * 86_400_000),
                        actor: actor, token: token.isEmpty ? "" : "\(token) \(place)"), paragraphs: paragraphs, vault: vault,
                    work.transaction, work.county, at: work.now)
            }
            try SiteRegister(work.transaction).contentChanged(work.county.id)
            return receipts
        }
    }

    package static let mostTogether = 2_000

    /// Name and contact of who sent it, for who handles it.
    package func identity(of id: Opinion.ID, on consultation: Consultation.ID, by staff: Staff) async throws -> (
        name: String, contact: String
    ) {
        let vault = try installation.openVault()
        let bytes = try await installation.act(in: consultation, of: county, by: staff) { work in
            guard let sealed = try work.opinions.sealed(id) else { throw ParticipationRefusal([.notFound]) }
            try work.record(.identityViewed)
            return try vault.open(sealed, owner: id.rawValue, of: "opinion")
        }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }

    private struct Filing: Sendable {
        let key: Opinion.ID
        let consultation: Consultation.ID
        let channel: Opinion.Channel
        let received: Instant
        let actor: String
        let token: String
    }

    private static func file(
        _ entry: Opinion.Entry, _ filing: Filing, paragraphs: [String], vault: IdentityVault, _ transaction: any Transaction,
        _ county: County, at now: Instant
    ) throws -> Receipt {
        try ParticipationRefusal.check(entry.faults(paragraphs: paragraphs.count))
        let opinions = OpinionRegister(transaction)
        // Without a name two people may say the same; then only the same form is the same opinion.
        let isNamed = !entry.name.isEmpty || !entry.contact.isEmpty
        let author = isNamed ? "\(Folding.fold(entry.name))\n\(Folding.fold(entry.contact))" : "\(filing.token)\(filing.key)"
        let anonymous = isNamed || filing.token.isEmpty ? author : filing.token
        let same = vault.digest("opinion \(filing.consultation)\n\(entry.paragraph)\n\(Folding.fold(entry.text))\n\(anonymous)")
        if let number = try opinions.number(same: same, in: filing.consultation) { return Receipt(number: number, isRepeated: true) }
        // Without 0/O, 1/I: people copy it by hand.
        let letters = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
        let secret = String(same.prefix(10).map { letters[Int($0) % letters.count] })
        let number = "YJ\(filing.received.day.description.filter { $0 != "-" })-\(secret)"
        let quote = entry.paragraph == 0 ? "" : String(paragraphs[entry.paragraph - 1].prefix(Opinion.longestQuote))
        let opinion = Opinion(
            id: filing.key, consultation: filing.consultation, number: number, channel: filing.channel, paragraph: entry.paragraph,
            quote: quote, text: entry.text, author: Opinion.masked(entry.name), received: filing.received)
        let sealed = vault.seal(Array("\(entry.name)\n\(entry.contact)".utf8), owner: filing.key.rawValue, of: "opinion")
        try opinions.insert(opinion, same: same, sealed: sealed, signature: filing.actor)
        try EventRegister(transaction, site: county.id).append(
            Event(
                actor: filing.actor, verb: .opinionReceived, subject: Event.Subject(.consultation, filing.consultation.rawValue),
                reason: number), at: now)
        return Receipt(number: number, isRepeated: false)
    }
}
