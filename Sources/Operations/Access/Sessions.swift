package import Domain
import Persistence
import Registers

/// Finds out who asks.
package struct Sessions {
    /// A session that still lasts, with its person and the posts they hold now.
    package struct Current: Sendable {
        package let staff: Staff
        package let login: String
        package let session: Session
        /// The password must be changed before anything else.
        package let isLimitedToOwnAccount: Bool
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameters:
    ///   - token: as the browser sent it.
    ///   - isActivity: whether a person did something; what a page asks by itself keeps nobody signed in.
    /// - Returns: `nil` for anything that is not a complete session that lasts.
    package func find(token: String, site: County.ID, isActivity: Bool = true) async throws -> Current? {
        guard let token = SessionToken(text: token) else { return nil }
        let now = installation.now()
        let current = try await installation.store.read { transaction -> Current? in
            let register = SessionRegister(transaction, site: site)
            guard let found = try register.find(key: token.key), found.isComplete, !found.isDisabled else { return nil }
            let rules = try register.rules(on: now.day)
            guard rules.lasts(found.session, now: now) else { return nil }
            let posts = try PostRegister(transaction, site: site).posts(of: found.session.account)
            return Current(
                staff: Staff(account: found.session.account, name: found.name, posts: posts), login: found.login, session: found.session,
                isLimitedToOwnAccount: !found.isByProvider
                    && (found.mustChange || rules.isOutworn(changed: found.passwordChanged, now: now)))
        }
        // The moment is kept to the minute, so that looking at pages writes next to nothing.
        if isActivity, let current, now.milliseconds - current.session.lastSeen.milliseconds >= 60_000 {
            try await installation.store.write { try SessionRegister($0, site: site).touch(current.session.id, at: now) }
        }
        return current
    }

    /// The sessions of an account that still last, the newest first.
    package func all(of account: Account.ID, site: County.ID) async throws -> [Session] {
        let now = installation.now()
        return try await installation.store.read { transaction in
            let register = SessionRegister(transaction, site: site)
            let rules = try register.rules(on: now.day)
            return try register.open(of: account).filter { rules.lasts($0, now: now) }
        }
    }
}

/// Ends sessions: one's own by signing out, another browser's from the list.
package struct EndSessions {
    /// Which.
    package enum Choice: Sendable {
        /// The one that asks: signing out.
        case own(Session.ID)
        case other(Session.ID)
        case allExcept(Session.ID)
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Returns: how many were ended.
    @discardableResult
    package func run(_ choice: Choice, of account: Account.ID, name: String, site: County.ID) async throws -> Int {
        let now = installation.now()
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            let register = SessionRegister(transaction, site: site)
            let (count, verb): (Int, Event.Verb) =
                switch choice {
                case .own(let id): (try register.end(id, of: account, at: now) ? 1 : 0, .signedOut)
                case .other(let id): (try register.end(id, of: account, at: now) ? 1 : 0, .sessionsEnded)
                case .allExcept(let id): (try register.endAll(of: account, except: id, at: now), .sessionsEnded)
                }
            guard count > 0 else { return 0 }
            try EventRegister(transaction, site: site).append(
                Event(actor: name, verb: verb, subject: Event.Subject(.account, account.rawValue)), at: now)
            return count
        }
    }
}
