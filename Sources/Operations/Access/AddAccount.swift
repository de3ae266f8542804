package import Cryptography
package import Domain
import Persistence
import Registers

/// Makes accounts, each with the posts it begins with. All of them or none.
package struct AddAccount {
    /// One account to be.
    package struct Entry: Sendable {
        package let login: String
        package let name: String
        package let email: String
        /// `nil` for a one-time password.
        package let password: String?
        package let posts: [Place]

        package init(login: String, name: String, email: String = "", password: String? = nil, posts: [Place]) {
            self.login = login
            self.name = name
            self.email = email
            self.password = password
            self.posts = posts
        }
    }

    /// A post by what it is: an empty one of that kind is taken, otherwise it is made.
    package struct Place: Sendable, Hashable {
        package let unit: OrganisationUnit.ID
        package let role: Role
        package let name: String

        package init(unit: OrganisationUnit.ID, role: Role, name: String) {
            self.unit = unit
            self.role = role
            self.name = name
        }
    }

    package struct Refusal: Error, Sendable, Hashable {
        package enum Reason: Sendable, Hashable {
            case invalidLogin
            case takenLogin
            /// Empty, or longer than 40 characters.
            case invalidName
            case invalidEmail
            case conflict(PostRules.Conflict, wanted: Role)
            case unknownUnit
            case password([PasswordFault])
        }

        package let login: String
        package let reason: Reason

        package init(login: String, reason: Reason) {
            self.login = login
            self.reason = reason
        }
    }

    package struct Added: Sendable {
        package let account: Account
        /// To be handed over once and changed at the first sign-in; `nil` when a password was given.
        package let oneTimePassword: String?
    }

    private let installation: Installation
    private let county: County
    private let cost: PasswordHash.Cost

    package init(_ installation: Installation, county: County, cost: PasswordHash.Cost? = nil) {
        self.installation = installation
        self.county = county
        self.cost = cost ?? installation.passwordCost
    }

    /// - Parameter progress: called with the number of finished accounts: each takes a moment.
    /// - Throws: `Refusal` for the first entry that cannot be.
    package func run(_ entries: [Entry], actor: String, progress: (Int) -> Void = { _ in }) async throws -> [Added] {
        let (now, county) = (installation.now(), county)
        let (rules, taken) = try await installation.store.read { transaction in
            (
                try SessionRegister(transaction, site: county.id).rules(on: now.day),
                try AccountRegister(transaction, site: county.id).logins()
            )
        }
        try Self.check(entries, taken: taken)
        let intake = PasswordIntake(rules: rules, cost: cost)
        var prepared: [Prepared] = []
        for entry in entries {
            prepared.append(try await prepare(entry, intake))
            progress(prepared.count)
        }
        let (ready, identifiers) = (prepared, installation.identifiers)
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let handing = PostHanding(transaction, site: county.id, identifiers: identifiers, actor: actor, now: now)
            for one in ready { try Self.insert(one, handing, in: transaction, site: county.id, actor: actor, at: now) }
        }
        return ready.map { Added(account: $0.account, oneTimePassword: $0.oneTimePassword) }
    }

    private struct Prepared: Sendable {
        let account: Account
        let password: PasswordIntake.Hashed
        let oneTimePassword: String?
        let posts: [Place]
    }

    private static func check(_ entries: [Entry], taken: Set<String>) throws(Refusal) {
        var taken = taken
        for entry in entries {
            func refuse(_ reason: Refusal.Reason) -> Refusal { Refusal(login: entry.login, reason: reason) }
            guard LoginName.isValid(entry.login) else { throw refuse(.invalidLogin) }
            guard taken.insert(entry.login).inserted else { throw refuse(.takenLogin) }
            let name = Folding.trimmed(entry.name)
            guard !name.isEmpty, name.unicodeScalars.count <= 40, name.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) else {
                throw refuse(.invalidName)
            }
            guard entry.email.isEmpty || isAddress(entry.email) else { throw refuse(.invalidEmail) }
            var held: [Role] = []
            for place in entry.posts {
                if let conflict = PostRules.conflict(adding: place.role, to: held) { throw refuse(.conflict(conflict, wanted: place.role)) }
                held.append(place.role)
            }
        }
    }

    /// Enough to keep a mistake in the column out; whether it arrives only a mail can tell.
    private static func isAddress(_ text: String) -> Bool {
        let sides = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return sides.count == 2 && sides.allSatisfy { !$0.isEmpty } && sides[1].contains(UInt8(ascii: ".")) && text.utf8.count <= 254
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>(),;\"\\".utf8.contains($0) }
    }

    private func prepare(_ entry: Entry, _ intake: PasswordIntake) async throws -> Prepared {
        let account = Account(
            id: installation.identifiers.next(), login: entry.login, name: Folding.trimmed(entry.name), email: entry.email)
        guard let password = entry.password else {
            let secret = HandwrittenSecret.make()
            return Prepared(account: account, password: try await intake.hash(secret), oneTimePassword: secret, posts: entry.posts)
        }
        let county = county
        do {
            let units = try await installation.store.read { transaction in
                let register = UnitRegister(transaction, site: county.id)
                return try entry.posts.compactMap { try register.find($0.unit) }
            }
            let context =
                [entry.login, entry.name, entry.email, county.name, county.placeName] + county.hosts + units.flatMap { [$0.code, $0.name] }
            let hashed = try await intake.hash(password, hasSecondFactor: false, context: context)
            return Prepared(account: account, password: hashed, oneTimePassword: nil, posts: entry.posts)
        } catch let refusal as PasswordRefusal {
            throw Refusal(login: entry.login, reason: .password(refusal.faults))
        }
    }

    private static func insert(
        _ one: Prepared, _ handing: PostHanding, in transaction: any Transaction, site: County.ID, actor: String, at now: Instant
    ) throws {
        let register = AccountRegister(transaction, site: site)
        guard try register.find(login: one.account.login) == nil else { throw Refusal(login: one.account.login, reason: .takenLogin) }
        try register.insert(
            one.account, password: one.password.text, hasFullLength: one.password.hasFullLength, mustChange: one.oneTimePassword != nil,
            subject: nil, at: now)
        try EventRegister(transaction, site: site).append(
            Event(
                actor: actor, verb: .accountAdded, subject: Event.Subject(.account, one.account.id.rawValue), reason: one.account.name),
            at: now)
        for place in one.posts {
            guard try UnitRegister(transaction, site: site).find(place.unit) != nil else {
                throw Refusal(login: one.account.login, reason: .unknownUnit)
            }
            try handing.assign(try handing.vacancy(place), to: one.account)
        }
    }
}
