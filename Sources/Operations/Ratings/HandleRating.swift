package import Domain
package import Persistence
package import Registers

/// What is done about a bad rating: verified, answered, called back, excluded after a check by somebody else, appealed (差评处理).
package struct HandleRating {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `RatingReason`.
    package func run(_ kind: RatingAct.Kind, on id: Rating.ID, text: String, by staff: Staff) async throws {
        guard !text.isEmpty else { throw RatingReason.needsText }
        if text.unicodeScalars.count > RatingAct.longestText { throw RatingReason.tooLong(limit: RatingAct.longestText) }
        let (county, now, key) = (county, installation.now(), installation.identifiers.nextValue())
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let register = RatingRegister(transaction, site: county.id)
            guard let line = try register.find(id) else { throw RatingReason.noSuchRating }
            let unit = line.code.unit
            // The unit handles; the office decides.
            guard kind.isDecision ? staff.holds(.disclosureOffice) : staff.holds(.editor, for: unit) else { throw RatingReason.needsRole }
            let standing = try RatingDuties(transaction, site: county.id, on: now.day).standing(of: line)
            if let refusal = standing.refusal(kind, by: staff.account, after: line.acts) { throw refusal }
            let signature = staff.signature(
                kind.isDecision ? staff.post(.disclosureOffice, for: unit) : staff.post(.editor, for: unit))
            try register.add(
                RatingAct(kind: kind, day: now.day, text: text, account: staff.account, signature: signature, time: now), to: id, id: key)
            try events.append(
                Event(
                    actor: signature, unit: unit, verb: .ratingHandled, subject: Event.Subject(.rating, id.rawValue),
                    reason: kind.rawValue), at: now)
            // Answers and exclusions stand on the public page.
            try SiteRegister(transaction).contentChanged(county.id)
        }
    }

    /// Name and telephone of who rated, for the unit that calls back; every look is in the log.
    package func contact(of id: Rating.ID, by staff: Staff) async throws -> (name: String, phone: String) {
        let (vault, county, now) = (try installation.openVault(), county, installation.now())
        let text: String = try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let register = RatingRegister(transaction, site: county.id)
            guard let line = try register.find(id), let sealed = try register.contact(of: id) else { throw RatingReason.noSuchRating }
            guard staff.holds(.editor, for: line.code.unit) || staff.holds(.disclosureOffice) else { throw RatingReason.needsRole }
            try events.append(
                Event(
                    actor: staff.signature(for: line.code.unit), unit: line.code.unit, verb: .identityViewed,
                    subject: Event.Subject(.rating, id.rawValue), reason: "回访"), at: now)
            return String(decoding: try vault.open(sealed, owner: id.rawValue, of: "rating"), as: UTF8.self)
        }
        let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts.first ?? ""), String(parts.count == 2 ? parts[1] : ""))
    }
}

/// Where bad ratings stand today, with the limits that counted when each came in.
package struct RatingDuties {
    private let transaction: any Transaction
    private let site: County.ID
    private let book: FigureBook
    private let calendar: WorkingCalendar
    private let today: Day

    package init(_ transaction: any Transaction, site: County.ID, on today: Day) throws {
        self.transaction = transaction
        self.site = site
        self.today = today
        book = try FigureRegister(transaction, site: site).book()
        calendar = try HolidayRegister(transaction).calendar()
    }

    package func standing(of line: RatingRegister.Line) -> RatingStanding {
        let day = line.rating.received.day
        let limits = RatingLimits(
            verification: book.value(.ratingVerification, on: day), answer: book.value(.ratingAnswer, on: day),
            complexAnswer: book.value(.ratingComplexAnswer, on: day), callBack: book.value(.ratingCallBack, on: day))
        return RatingStanding(
            level: line.rating.level, isNamed: line.rating.isNamed, received: day, acts: line.acts, limits: limits, calendar: calendar,
            on: today)
    }

    /// Bad ratings that wait for the unit, and for the office what it has to decide; the most urgent first.
    package func open(units: [OrganisationUnit.ID], isOffice: Bool) throws -> [(line: RatingRegister.Line, standing: RatingStanding)] {
        try RatingRegister(transaction, site: site).bad(units: isOffice ? nil : units, limit: Self.most)
            .map { ($0, standing(of: $0)) }.filter { $0.1.isOpen }
            .sorted { ($0.1.due ?? today, $0.0.rating.id) < ($1.1.due ?? today, $1.0.rating.id) }
    }

    private static let most = 2_000
}
