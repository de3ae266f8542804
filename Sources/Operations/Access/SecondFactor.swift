import Cryptography
package import Domain
import Persistence
import Registers

/// Begins to set up one-time codes (动态口令): makes the secret that the app reads from the QR code.
package struct EnableSecondFactor {
    /// What its owner must bring into the app.
    package struct Setup: Sendable, Hashable {
        /// Base32, for typing.
        package let secret: String
        /// For the QR code.
        package let address: String
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `SignIn.Refusal` when the password is not theirs; `SecondFactorRefusal.isOn`.
    package func run(account id: Account.ID, password: String) async throws {
        let site = county.id
        let found = try await CurrentPassword(installation: installation, county: county).check(password, of: id)
        guard !found.secondFactor.isOn else { throw SecondFactorRefusal.isOn }
        let secret = RandomBytes.make(TimeBasedCode.secretLength)
        try await installation.store.write { transaction in
            let register = AccountRegister(transaction, site: site)
            guard try register.find(id)?.secondFactor.isOn == false else { throw SecondFactorRefusal.isOn }
            try register.setSecondFactor(.pending(secret: secret), id)
        }
    }

    /// What was begun and is not confirmed; `nil` when nothing was.
    package func pending(account id: Account.ID) async throws -> Setup? {
        let county = county
        guard let found = try await installation.store.read({ try AccountRegister($0, site: county.id).find(id) }),
            case .pending(let secret) = found.secondFactor
        else { return nil }
        // ASCII only, and short: the QR code must stay readable on a screen.
        let issuer = "mingtang"
        return Setup(
            secret: Base32.encode(secret), address: TimeBasedCode.address(secret: secret, issuer: issuer, account: found.account.login))
    }
}

/// Why nothing was done to the second factor.
package enum SecondFactorRefusal: Error, Sendable, Hashable {
    case isOn
    /// There is none, or none was begun.
    case isOff
    case wrongCode
}

/// Proves that the app has the secret: from now on signing in asks for a code.
package struct ConfirmSecondFactor {
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Returns: the recovery codes, which cannot be shown again.
    /// - Throws: `SecondFactorRefusal`
    package func run(account id: Account.ID, code: String, site: County.ID) async throws -> [String] {
        let now = installation.now()
        let codes = RecoveryCodes.make()
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            let register = AccountRegister(transaction, site: site)
            guard let found = try register.find(id), case .pending(let secret) = found.secondFactor else { throw SecondFactorRefusal.isOff }
            let typed = HandwrittenSecret.read(code)
            guard let step = TimeBasedCode.matchingStep(typed, secret: secret, atMilliseconds: now.milliseconds, after: 0) else {
                throw SecondFactorRefusal.wrongCode
            }
            try register.setSecondFactor(.on(secret: secret, step: step), id)
            try register.setRecoveryCodes(codes.map { RecoveryCodes.digest($0, of: id) }, of: id)
            try EventRegister(transaction, site: site).append(
                Event(actor: found.account.name, verb: .secondFactorEnabled, subject: Event.Subject(.account, id.rawValue)), at: now)
            return codes
        }
    }
}

/// Signing in asks for the password alone again. A password that is too short for that must be changed.
package struct RemoveSecondFactor {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `SignIn.Refusal` when the password is not theirs; `SecondFactorRefusal.isOff`.
    package func run(account id: Account.ID, password: String) async throws {
        let (now, site) = (installation.now(), county.id)
        _ = try await CurrentPassword(installation: installation, county: county).check(password, of: id)
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            let register = AccountRegister(transaction, site: site)
            guard let found = try register.find(id), found.secondFactor != .off else { throw SecondFactorRefusal.isOff }
            try register.setSecondFactor(.off, id)
            if !found.hasFullLength { try register.setMustChange(id) }
            guard found.secondFactor.isOn else { return }
            try EventRegister(transaction, site: site).append(
                Event(actor: found.account.name, verb: .secondFactorRemoved, subject: Event.Subject(.account, id.rawValue)), at: now)
        }
    }
}
