package import Cryptography
package import Domain
import Persistence
import Registers

/// Somebody changes their own password. Every session ends; the one that asked goes on under a new token.
package struct ChangePassword {
    private let installation: Installation
    private let county: County
    private let cost: PasswordHash.Cost

    package init(_ installation: Installation, county: County, cost: PasswordHash.Cost? = nil) {
        self.installation = installation
        self.county = county
        self.cost = cost ?? installation.passwordCost
    }

    /// - Parameter places: further words that somebody would try, such as the name of the host.
    /// - Throws: `SignIn.Refusal` for the current password, `PasswordRefusal` for the new one, `PasswordHashing.Busy`.
    package func run(account id: Account.ID, current: String, new: String, agent: String, places: [String] = []) async throws
        -> SessionToken
    {
        let (now, county) = (installation.now(), county)
        let found = try await CurrentPassword(installation: installation, county: county).check(current, of: id)
        let (rules, context, former) = try await installation.store.read { transaction in
            let rules = try SessionRegister(transaction, site: county.id).rules(on: now.day)
            return (
                rules, try PasswordIntake.context(found.account, county: county, in: transaction),
                try AccountRegister(transaction, site: county.id).formerPasswords(id, keeping: rules.remembered)
            )
        }
        guard new != current else { throw PasswordRefusal(faults: [.used]) }
        let hashed = try await PasswordIntake(rules: rules, cost: cost).hash(
            new, hasSecondFactor: found.secondFactor.isOn, context: context + places)
        for text in former {
            guard let hash = PasswordHash(text: text) else { throw StoreError.unexpectedValue(column: "former_password") }
            if try await PasswordHashing.shared.matches(new, hash) { throw PasswordRefusal(faults: [.used]) }
        }
        let opening = SessionOpening(installation, account: found.account, agent: agent)
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let register = AccountRegister(transaction, site: county.id)
            guard let latest = try register.find(id), latest.password == found.password else {
                throw StoreError.stale(subject: found.account.name)
            }
            try register.setPassword(hashed.text, hasFullLength: hashed.hasFullLength, mustChange: false, of: latest, at: now)
            try register.forgetPasswords(id, keeping: rules.remembered)
            try SessionRegister(transaction, site: county.id).endAll(of: id, at: now)
            try opening.insert(isComplete: true, in: transaction, site: county.id)
            try EventRegister(transaction, site: county.id).append(
                Event(actor: found.account.name, verb: .passwordChanged, subject: Event.Subject(.account, id.rawValue)), at: now)
            return opening.token
        }
    }
}
