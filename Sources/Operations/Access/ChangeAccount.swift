package import Cryptography
package import Domain
import Persistence
import Registers

/// Why nothing was done to an account.
package enum AccountRefusal: Error, Sendable, Hashable {
    case unknown
    /// An administrator does not lock themselves out.
    case own
    case alreadyDisabled
    case alreadyEnabled
    /// Another account is bound to that person of the identity provider.
    case takenSubject
}

/// Nobody signs in with the account any more; its sessions end at once. Posts stay with it until they are released.
package struct DisableAccount {
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameter asking: the administrator, when it is a person.
    package func run(_ id: Account.ID, asking: Account.ID? = nil, site: County.ID, actor: String) async throws {
        let now = installation.now()
        guard id != asking else { throw AccountRefusal.own }
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            let register = AccountRegister(transaction, site: site)
            guard let found = try register.find(id) else { throw AccountRefusal.unknown }
            guard !found.account.isDisabled else { throw AccountRefusal.alreadyDisabled }
            try register.setDisabled(true, id)
            try SessionRegister(transaction, site: site).endAll(of: id, at: now)
            try EventRegister(transaction, site: site).append(
                Event(
                    actor: actor, verb: .accountDisabled, subject: Event.Subject(.account, id.rawValue), reason: found.account.name),
                at: now)
        }
    }
}

/// The account may sign in again, with the password it had.
package struct EnableAccount {
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run(_ id: Account.ID, site: County.ID, actor: String) async throws {
        let now = installation.now()
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            let register = AccountRegister(transaction, site: site)
            guard let found = try register.find(id) else { throw AccountRefusal.unknown }
            guard found.account.isDisabled else { throw AccountRefusal.alreadyEnabled }
            try register.setDisabled(false, id)
            try EventRegister(transaction, site: site).append(
                Event(
                    actor: actor, verb: .accountEnabled, subject: Event.Subject(.account, id.rawValue), reason: found.account.name), at: now
            )
        }
    }
}

/// Gives an account a one-time password, opens it after too many failures, and ends its sessions.
package struct ResetPassword {
    private let installation: Installation
    private let cost: PasswordHash.Cost

    package init(_ installation: Installation, cost: PasswordHash.Cost? = nil) {
        self.installation = installation
        self.cost = cost ?? installation.passwordCost
    }

    /// - Parameter removesSecondFactor: when the telephone is lost and the recovery codes, too.
    /// - Returns: the one-time password, to be handed over once and changed at the first sign-in.
    package func run(_ id: Account.ID, removesSecondFactor: Bool, site: County.ID, actor: String) async throws -> String {
        let now = installation.now()
        let rules = try await installation.store.read { try SessionRegister($0, site: site).rules(on: now.day) }
        let secret = HandwrittenSecret.make()
        let hashed = try await PasswordIntake(rules: rules, cost: cost).hash(secret)
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            let register = AccountRegister(transaction, site: site)
            guard let found = try register.find(id) else { throw AccountRefusal.unknown }
            try register.setPassword(hashed.text, hasFullLength: hashed.hasFullLength, mustChange: true, of: found, at: now)
            try register.forgetPasswords(id, keeping: rules.remembered)
            try SessionRegister(transaction, site: site).endAll(of: id, at: now)
            let events = EventRegister(transaction, site: site)
            let subject = Event.Subject(.account, id.rawValue)
            try events.append(Event(actor: actor, verb: .passwordReset, subject: subject, reason: found.account.name), at: now)
            if removesSecondFactor, found.secondFactor != .off {
                try register.setSecondFactor(.off, id)
                try events.append(Event(actor: actor, verb: .secondFactorRemoved, subject: subject, reason: found.account.name), at: now)
            }
        }
        return secret
    }
}

/// Binds an account to what the identity provider calls its person, or looses it.
package struct BindAccount {
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run(_ id: Account.ID, subject: String?, site: County.ID, actor: String) async throws {
        let now = installation.now()
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            let register = AccountRegister(transaction, site: site)
            guard let found = try register.find(id) else { throw AccountRefusal.unknown }
            if let subject, let other = try register.find(subject: subject), other.account.id != id { throw AccountRefusal.takenSubject }
            try register.setSubject(subject, id)
            try EventRegister(transaction, site: site).append(
                Event(
                    actor: actor, verb: .accountBound, subject: Event.Subject(.account, id.rawValue),
                    reason: "\(found.account.name)：\(subject == nil ? "解除绑定" : "绑定统一身份认证")"), at: now)
        }
    }
}

/// Sets how people sign in from a day on.
package struct ChangeSignInRules {
    package enum Refusal: Error, Sendable, Hashable {
        case faults([SignInRules.Fault])
        /// What was in force yesterday cannot be changed any more.
        case past(today: Day)
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run(_ rules: SignInRules, site: County.ID, actor: String) async throws {
        let now = installation.now()
        guard rules.faults.isEmpty else { throw Refusal.faults(rules.faults) }
        guard rules.effective >= now.day else { throw Refusal.past(today: now.day) }
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            try SessionRegister(transaction, site: site).put(rules)
            try EventRegister(transaction, site: site).append(
                Event(
                    actor: actor, verb: .signInRulesChanged, subject: Event.Subject(.site, site.rawValue),
                    reason:
                        "自 \(rules.effective) 起：长度 \(rules.shortest)/\(rules.shortestWithSecondFactor)，字符种类 \(rules.characterKinds)，更换周期 \(rules.rotationDays) 天"
                ), at: now)
        }
    }
}
