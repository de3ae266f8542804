import Cryptography
package import Domain
import Persistence
import Registers

/// Refused passwords, with every reason.
package struct PasswordRefusal: Error, Sendable, Hashable {
    package let faults: [PasswordFault]

    package init(faults: [PasswordFault]) { self.faults = faults }
}

/// Judges and hashes new passwords.
struct PasswordIntake {
    /// A password as it will be stored.
    struct Hashed: Sendable {
        let text: String
        let hasFullLength: Bool
    }

    let rules: SignInRules
    let cost: PasswordHash.Cost

    /// What is known about the account and would be tried: its names and those of the county and of its units.
    static func context(_ account: Account, county: County, in transaction: any Transaction) throws -> [String] {
        let units = UnitRegister(transaction, site: county.id)
        let own = try PostRegister(transaction, site: county.id).posts(of: account.id).compactMap { try units.find($0.unit) }
        return [account.login, account.name, account.email, county.name, county.placeName, county.siteCode, county.areaCode] + county.hosts
            + own.flatMap { [$0.code, $0.name, $0.shortName] }
    }

    /// - Throws: `PasswordRefusal`
    func hash(_ password: String, hasSecondFactor: Bool, context: [String]) async throws -> Hashed {
        let faults = rules.faults(in: password, hasSecondFactor: hasSecondFactor, context: context)
        guard faults.isEmpty else { throw PasswordRefusal(faults: faults) }
        return try await hash(password)
    }

    /// One that the program has made itself.
    func hash(_ password: String) async throws -> Hashed {
        Hashed(
            text: try await PasswordHashing.shared.hash(password, cost: cost).text,
            hasFullLength: password.unicodeScalars.count >= rules.shortest)
    }
}

/// Somebody signed in proves once more that it is they: before what would lock the owner out.
struct CurrentPassword {
    let installation: Installation
    let county: County

    /// Counts as an attempt at signing in, so that a stolen session cannot be used to guess the password.
    /// - Throws: `SignIn.Refusal`
    func check(_ password: String, of id: Account.ID) async throws -> AccountRegister.Credentials {
        let (now, site) = (installation.now(), county.id)
        let (found, before, wait) = try await installation.store.write {
            transaction -> (AccountRegister.Credentials?, SignInAttempts, SignInAttempts.Wait) in
            let register = AccountRegister(transaction, site: site)
            let before = try register.attempts(of: id)
            let wait = before.wait(at: now)
            if wait == .none { try register.set(SignInAttempts(failures: before.failures + 1, last: now), of: id) }
            return (try register.find(id), before, wait)
        }
        guard let found else { throw SignIn.Refusal.wrong }
        try SignIn.check(wait)
        guard let hash = PasswordHash(text: found.password) else { throw StoreError.unexpectedValue(column: "password") }
        guard password.unicodeScalars.count <= SignInRules.longestPassword, try await PasswordHashing.shared.matches(password, hash) else {
            throw SignIn.Refusal.wrong
        }
        try await installation.store.write { try AccountRegister($0, site: site).set(before, of: id) }
        return found
    }
}
