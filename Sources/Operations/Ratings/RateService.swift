import Cryptography
package import Domain
import Persistence
import Registers

/// Gives the right to rate: a code for each service that was handled (评价码). At the counter it is printed, online it follows the service.
package struct IssueRatingCodes {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameters:
    ///   - guideCode: of the guide by which it was handled; empty where there is none.
    ///   - matter: what it was, when there is no guide.
    ///   - token: of the form, hard to guess: the same form sent twice gives the same codes. Empty for codes that are always new.
    /// - Throws: `RatingReason`.
    package func run(
        unit: OrganisationUnit.ID, guideCode: String, matter: String, channel: RatingChannel, day: Day, count: Int, token: String = "",
        by staff: Staff
    ) async throws -> [RatingCode] {
        guard staff.holds(.editor, for: unit) else { throw RatingReason.needsRole }
        guard (1...RatingCode.mostAtOnce).contains(count) else { throw RatingReason.tooManyCodes(limit: RatingCode.mostAtOnce) }
        let (county, now) = (county, installation.now())
        guard day <= now.day else { throw RatingReason.dayAhead }
        let form = [token, "\(staff.account)", "\(unit)", guideCode, matter, channel.rawValue, "\(day)", "\(count)"].joined(separator: "\n")
        let fresh = (0..<count).map { place in
            let bytes = token.isEmpty ? RandomBytes.make(10) : Digest.sha256(Array("rating code \(place)\n\(form)".utf8))
            return (installation.identifiers.next(RatingCode.self), RatingCodeText(random: bytes))
        }
        return try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let register = RatingRegister(transaction, site: county.id)
            let known = try fresh.compactMap { try register.code($0.1) }
            guard known.isEmpty else { return known }
            var (paper, name) = (ServicePaper.ID?.none, matter)
            if !guideCode.isEmpty {
                guard let entry = try ServiceRegister(transaction, site: county.id).find(code: guideCode), entry.kind == .guide else {
                    throw RatingReason.noSuchGuide
                }
                (paper, name) = (entry.id, entry.name)
            }
            guard !name.isEmpty else { throw RatingReason.emptyMatter }
            guard name.unicodeScalars.count <= RatingCode.longestMatter else { throw RatingReason.tooLong(limit: RatingCode.longestMatter) }
            let codes = fresh.map { id, text in
                RatingCode(
                    id: id, text: text, unit: unit, paper: paper, matter: name, channel: channel, day: day, handler: staff.account,
                    issued: now)
            }
            for code in codes { try register.insert(code) }
            try events.append(
                Event(
                    actor: staff.signature(for: unit), unit: unit, verb: .ratingCodesIssued, subject: Event.Subject(.unit, unit.rawValue),
                    reason: "\(name)，\(codes.count) 个"), at: now)
            return codes
        }
    }
}

/// Takes a rating from whoever has a code (一次一评、一事一评).
package struct RateService {
    /// What somebody says of the service.
    package struct Form: Sendable {
        package var level: RatingLevel
        package var aspects: [RatingAspect: RatingLevel]
        package var reasons: [RatingCause]
        package var text: String
        /// Both empty for a rating without a name.
        package var name: String
        package var phone: String

        package init(
            level: RatingLevel, aspects: [RatingAspect: RatingLevel] = [:], reasons: [RatingCause] = [], text: String = "",
            name: String = "",
            phone: String = ""
        ) {
            self.level = level
            self.aspects = aspects
            self.reasons = reasons
            self.text = text
            self.name = name
            self.phone = phone
        }
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// On disk when it returns.
    ///
    /// - Throws: `RatingReason`; `NoIdentityKey` when a name was left and there is no key to seal it with.
    package func run(_ form: Form, code text: RatingCodeText) async throws -> Rating.ID {
        if form.text.unicodeScalars.count > Rating.longestText { throw RatingReason.tooLong(limit: Rating.longestText) }
        if form.name.unicodeScalars.count > Rating.longestName { throw RatingReason.tooLong(limit: Rating.longestName) }
        if form.phone.unicodeScalars.count > Rating.longestPhone { throw RatingReason.tooLong(limit: Rating.longestPhone) }
        if !form.name.isEmpty, form.phone.isEmpty { throw RatingReason.nameWithoutPhone }
        let (county, now, id) = (county, installation.now(), installation.identifiers.next(Rating.self))
        let contact =
            try form.phone.isEmpty
            ? nil : installation.openVault().seal(Array("\(form.name)\n\(form.phone)".utf8), owner: id.rawValue, of: "rating")
        return try await installation.gathered.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            // Everybody who writes waits here for the one before: nobody can rate between the look and the insertion.
            try events.lock()
            let register = RatingRegister(transaction, site: county.id)
            guard let code = try register.code(text) else { throw RatingReason.unknownCode }
            guard try register.rating(of: code.id) == nil else { throw RatingReason.usedCode }
            let rating = Rating(
                id: id, code: code.id, level: form.level, aspects: form.aspects.filter { code.channel.aspects.contains($0.key) },
                reasons: form.reasons, text: form.text, isNamed: contact != nil, received: now)
            try register.insert(rating, of: code, contact: contact)
            try events.append(
                Event(
                    actor: "public", unit: code.unit, verb: .ratingReceived, subject: Event.Subject(.rating, id.rawValue),
                    reason: form.level.name), at: now)
            return id
        }
    }
}
