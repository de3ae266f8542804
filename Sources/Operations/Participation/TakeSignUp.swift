import Cryptography
package import Domain
import Persistence
import Registers

/// Takes those who sign up for a gathering: from the portal, and by a clerk at the counter (报名).
package struct TakeSignUp {
    package struct Receipt: Sendable, Hashable {
        package let number: String
        /// Follows from key and number, so that a form sent twice gets the same; the database does not hold it.
        package let code: String
    }

    /// What a person who signed up is shown.
    package struct Progress: Sendable {
        package let signUp: SignUp
        package let gathering: Gathering
        /// Known once the list is public.
        package let result: SignUp.Result
        package let mayCancel: Bool
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter token: of the form that was sent; the same form for the same person sent twice is one place with one receipt.
    /// - Throws: `ParticipationRefusal`; `NoIdentityKey`.
    package func run(_ entry: SignUp.Entry, for id: Gathering.ID, token: String) async throws -> Receipt {
        let (county, now, vault) = (county, installation.now(), try installation.openVault())
        let key = installation.identifiers.next(SignUp.self)
        return try await installation.gathered.write { transaction in
            // Nobody draws, and the same person does not come twice, between the look and the write.
            try EventRegister(transaction, site: county.id).lock()
            let register = GatheringRegister(transaction, site: county.id)
            guard let gathering = try register.find(id) else { throw ParticipationRefusal([.notFound]) }
            let standing = try register.standing(gathering, figures: FigureBook(), calendar: WorkingCalendar([]))
            try ParticipationRefusal.check(standing.announcement == nil ? [.notOpen] : [])
            let isOpen = now.day <= gathering.plan.deadline && gathering.selection == nil
            try ParticipationRefusal.check(isOpen ? [] : [.signUpClosed(gathering.plan.deadline)])
            return try Self.file(
                entry,
                Filing(
                    key: key, channel: .online, actor: "public", token: vault.digest("sign-up form \(token)\n\(entry.name)\n\(entry.phone)")
                ), gathering,
                vault: vault, transaction, county, at: now)
        }
    }

    /// At the counter, until lots are drawn.
    ///
    /// - Throws: `ParticipationRefusal`; `NoIdentityKey`.
    package func enter(_ entry: SignUp.Entry, for id: Gathering.ID, by staff: Staff) async throws -> Receipt {
        let vault = try installation.openVault()
        let key = installation.identifiers.next(SignUp.self)
        return try await installation.act(in: id, of: county, by: staff) { work in
            let gathering = work.gathering
            try ParticipationRefusal.check(try work.standing().announcement == nil ? [.notOpen] : [])
            let isOpen = work.now.day <= gathering.plan.deadline && gathering.selection == nil
            try ParticipationRefusal.check(isOpen ? [] : [.signUpClosed(gathering.plan.deadline)])
            return try Self.file(
                entry, Filing(key: key, channel: .counter, actor: work.staff.signature(for: gathering.unit), token: nil), gathering,
                vault: vault, work.transaction, work.county, at: work.now)
        }
    }

    /// Deletes names and telephones that were kept as long as the county has settled.
    package static func forgetOld(_ installation: Installation, site: County.ID) async throws {
        let today = installation.now().day
        try await installation.store.write { transaction in
            let days = try FigureRegister(transaction, site: site).book().value(.signUpKeptDays, on: today)
            try SignUpRegister(transaction).forget(heldBefore: today.adding(days: -days), site: site)
        }
    }

    /// Name and telephone, for who handles it.
    ///
    /// - Throws: `ParticipationRefusal` also when they were deleted.
    package func identity(of id: SignUp.ID, for gathering: Gathering.ID, by staff: Staff) async throws -> (name: String, phone: String) {
        let vault = try installation.openVault()
        let bytes = try await installation.act(in: gathering, of: county, by: staff) { work in
            guard let sealed = try work.signUps.sealed(id, in: gathering), !sealed.isEmpty else { throw ParticipationRefusal([.notFound]) }
            try work.record(.identityViewed)
            return try vault.open(sealed, owner: id.rawValue, of: Self.sealed)
        }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }

    /// - Returns: `nil` for a number that nobody has and for a wrong code alike.
    package func progress(number: String, code: String) async throws -> Progress? {
        let (county, vault, today) = (county, try installation.openVault(), installation.now().day)
        return try await installation.store.read { transaction in
            let signUp = try SignUpRegister(transaction).find(number: number, site: county.id)
            let right = HandwrittenSecret.read(Self.code(number, vault))
            guard constantTimeEqual(Array(right.utf8), Array(HandwrittenSecret.read(code).utf8)), let signUp else { return nil }
            let register = GatheringRegister(transaction, site: county.id)
            guard let gathering = try register.find(signUp.gathering) else { return nil }
            let standing = try register.standing(gathering, figures: FigureBook(), calendar: WorkingCalendar([]))
            return Progress(
                signUp: signUp, gathering: gathering, result: signUp.result(standing.list == nil ? nil : gathering.selection),
                mayCancel: !signUp.isCancelled && gathering.selection == nil && today <= gathering.plan.deadline)
        }
    }

    /// Gives a place back, while nobody has drawn yet.
    ///
    /// - Throws: `ParticipationRefusal` with `.notFound` for a wrong number or code, with `.signUpClosed` when it is too late.
    package func cancel(number: String, code: String) async throws {
        guard let progress = try await progress(number: number, code: code) else { throw ParticipationRefusal([.notFound]) }
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            guard let gathering = try GatheringRegister(transaction, site: county.id).find(progress.gathering.id),
                gathering.selection == nil, now.day <= gathering.plan.deadline
            else { throw ParticipationRefusal([.signUpClosed(progress.gathering.plan.deadline)]) }
            try SignUpRegister(transaction).cancel(progress.signUp.id)
            try events.append(
                Event(
                    actor: "public", verb: .signUpCancelled, subject: Event.Subject(.gathering, gathering.id.rawValue), reason: number),
                at: now)
        }
    }

    private struct Filing: Sendable {
        let key: SignUp.ID
        let channel: SignUp.Channel
        let actor: String
        let token: [UInt8]?
    }

    private static let sealed = "sign-up"

    private static func code(_ number: String, _ vault: IdentityVault) -> String {
        HandwrittenSecret.text(of: vault.digest("sign-up code \(number)"))
    }

    private static func file(
        _ entry: SignUp.Entry, _ filing: Filing, _ gathering: Gathering, vault: IdentityVault, _ transaction: any Transaction,
        _ county: County, at now: Instant
    ) throws -> Receipt {
        try ParticipationRefusal.check(entry.faults(seats: gathering.plan.seats))
        guard let party = entry.party else { throw ParticipationRefusal([.missing(.party)]) }
        let register = SignUpRegister(transaction)
        if let token = filing.token, let known = try register.find(token: token, in: gathering.id) {
            return Receipt(number: known.number, code: code(known.number, vault))
        }
        let digits = entry.phone.filter { $0.isASCII && $0.isNumber }
        let same = vault.digest("sign-up \(gathering.id)\n\(Folding.fold(entry.name))\n\(digits)")
        try ParticipationRefusal.check(try register.isKnown(same: same, in: gathering.id) ? [.alreadySignedUp] : [])
        try ParticipationRefusal.check(
            try register.count(of: gathering.id) < SignUp.most ? [] : [.tooMany(limit: SignUp.most)])
        // Without 0/O, 1/I: people copy it by hand.
        let letters = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
        let tail = String(vault.digest("sign-up number \(filing.key)").prefix(8).map { letters[Int($0) % letters.count] })
        let number = "BM\(now.day.description.filter { $0 != "-" })-\(tail)"
        let signUp = SignUp(
            id: filing.key, gathering: gathering.id, number: number, channel: filing.channel, party: party,
            author: Opinion.masked(entry.name), note: entry.note, received: now)
        let sealed = vault.seal(Array("\(entry.name)\n\(entry.phone)".utf8), owner: filing.key.rawValue, of: sealed)
        try register.insert(signUp, same: same, token: filing.token, sealed: sealed, signature: filing.actor)
        try EventRegister(transaction, site: county.id).append(
            Event(
                actor: filing.actor, verb: .signUpReceived, subject: Event.Subject(.gathering, gathering.id.rawValue), reason: number),
            at: now)
        return Receipt(number: number, code: code(number, vault))
    }
}
