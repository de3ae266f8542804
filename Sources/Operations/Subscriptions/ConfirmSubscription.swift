package import Domain
import Persistence
import Registers

/// Makes a wish a subscription, once its owner has opened the link (确认订阅).
package struct ConfirmSubscription {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// What would be confirmed; `nil` for a link that is forged, used or too old.
    package func look(_ token: String) async throws -> (topics: [SubscriptionTopic], rhythm: SubscriptionRhythm)? {
        let (site, digest) = (county.id, SubscriptionLinks.digest(confirmation: token))
        let wish = try await installation.store.read { try SubscriptionRegister($0, site: site).wish(token: digest) }
        guard let wish, !isTooOld(wish) else { return nil }
        return (wish.topics, wish.rhythm)
    }

    /// What the address had before stays; the new topics come to it, and the new rhythm counts.
    ///
    /// - Returns: the token of the subscriber's own page; `nil` for a link that is forged, used or too old.
    package func run(_ token: String) async throws -> String? {
        guard let vault = installation.vault else { throw NoIdentityKey() }
        let (now, site, digest) = (installation.now(), county.id, SubscriptionLinks.digest(confirmation: token))
        let fresh = installation.identifiers.next(Subscriber.self)
        let isTooOld = isTooOld
        let confirmed = try await installation.store.write { transaction -> Subscriber.ID? in
            let events = EventRegister(transaction, site: site)
            try events.lock()
            let register = SubscriptionRegister(transaction, site: site)
            guard let wish = try register.wish(token: digest), !isTooOld(wish) else { return nil }
            let id: Subscriber.ID
            if var known = try register.find(addressKey: wish.addressKey) {
                known.rhythm = wish.rhythm
                known.topics = Self.merged(known.topics, wish.topics)
                try register.update(known, at: now)
                id = known.id
            } else {
                let address = try vault.open(subscriber: wish.id, wish.address)
                let subscriber = Subscriber(id: fresh, rhythm: wish.rhythm, topics: Self.merged([], wish.topics))
                try register.insert(
                    subscriber, address: vault.seal(subscriber: fresh.rawValue, address), addressKey: wish.addressKey,
                    told: try EventRegister.lastSequence(in: transaction),
                    period: wish.rhythm.endsWithLooking ? wish.rhythm.period(at: now) : "", at: now)
                id = fresh
            }
            try register.remove(wish: wish.id)
            try events.append(
                Event(actor: "public", verb: .subscriptionConfirmed, subject: Event.Subject(.subscriber, id.rawValue)), at: now)
            return id
        }
        return confirmed.map { SubscriptionLinks(vault).token(of: $0) }
    }

    private static func merged(_ old: [SubscriptionTopic], _ new: [SubscriptionTopic]) -> [SubscriptionTopic] {
        Array((old + new.filter { !old.contains($0) }).prefix(Subscriber.mostTopics))
    }

    private var isTooOld: @Sendable (SubscriptionRegister.Wish) -> Bool {
        let now = installation.now()
        return { now.milliseconds - $0.asked.milliseconds > SubscriptionLinks.confirmationInMilliseconds }
    }
}

/// What a subscriber does through the link in every mail: fewer topics, another rhythm, or no mail any more (退订).
package struct ChangeSubscription {
    package enum Change: Sendable, Hashable {
        case drop(SubscriptionTopic)
        case rhythm(SubscriptionRhythm)
        case end
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// `nil` for a link that is forged, or whose subscriber is gone.
    package func look(_ token: String) async throws -> Subscriber? {
        guard let vault = installation.vault else { throw NoIdentityKey() }
        guard let id = SubscriptionLinks(vault).subscriber(token: token) else { return nil }
        let site = county.id
        return try await installation.store.read { try SubscriptionRegister($0, site: site).find(id) }
    }

    /// With the last topic the subscription ends, too. Ending it deletes the address for good.
    ///
    /// - Returns: how it stands now; `nil` when it has ended, or was never there.
    package func run(_ change: Change, token: String) async throws -> Subscriber? {
        guard let vault = installation.vault else { throw NoIdentityKey() }
        guard let id = SubscriptionLinks(vault).subscriber(token: token) else { return nil }
        let (now, site) = (installation.now(), county.id)
        return try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: site)
            try events.lock()
            let register = SubscriptionRegister(transaction, site: site)
            guard var subscriber = try register.find(id) else { return nil }
            switch change {
            case .drop(let topic): subscriber.topics.removeAll { $0 == topic }
            case .rhythm(let rhythm): subscriber.rhythm = rhythm
            case .end: subscriber.topics = []
            }
            let isOver = subscriber.topics.isEmpty
            if isOver { try register.remove(id) } else { try register.update(subscriber, at: now) }
            let verb: Event.Verb = isOver ? .subscriptionEnded : .subscriptionChanged
            try events.append(Event(actor: "public", verb: verb, subject: Event.Subject(.subscriber, id.rawValue)), at: now)
            return isOver ? nil : subscriber
        }
    }
}
