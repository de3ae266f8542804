import Cryptography
package import Domain
import Persistence
import Registers

/// Takes down what somebody wants to be told of, and sends the link that confirms it (订阅确认). Until then nothing comes, and after two days it is
/// forgotten.
package struct AskSubscription {
    package enum Refusal: Error, Sendable, Hashable {
        /// So many wait to be confirmed that no more are taken.
        case tooMany
    }

    /// Waiting at the same time, for one address and for all.
    static let mostForOneAddress = 3
    static let most = 20_000

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// The same whether the address is known or not: nobody learns from it who subscribes. To an address to which links are on their way already no
    /// further one is sent.
    ///
    /// - Parameters:
    ///   - address: a mail address.
    ///   - origin: scheme and host of the portal, for the link.
    package func run(_ address: String, _ topics: [SubscriptionTopic], _ rhythm: SubscriptionRhythm, origin: String) async throws {
        guard let vault = installation.vault else { throw NoIdentityKey() }
        let (now, county) = (installation.now(), county)
        let (id, mailID) = (installation.identifiers.nextValue(), installation.identifiers.next(OutgoingMail.self))
        let token = hexadecimal(RandomBytes.make(16))
        let wish = SubscriptionRegister.Wish(
            id: id, address: vault.seal(subscriber: id, Array(address.utf8)),
            addressKey: SubscriptionLinks(vault).addressKey(address, site: county.id), rhythm: rhythm, topics: topics, asked: now)
        let mail = OutgoingMail(
            id: mailID, recipient: "", subject: "［\(county.placeName)政务公开］请确认订阅",
            body: Self.words(county, "\(origin)/subscribe/confirmation/\(token)"), attempts: 0, created: now, owner: id)
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let register = SubscriptionRegister(transaction, site: county.id)
            try ForgetWishes.run(register, now: now)
            guard try register.wishCount() < Self.most else { throw Refusal.tooMany }
            guard try register.wishCount(of: wish.addressKey) < Self.mostForOneAddress else { return }
            try register.insert(wish, token: SubscriptionLinks.digest(confirmation: token))
            try ReminderRegister(transaction, site: county.id).put(mail, key: "wish:\(id)", to: nil)
            try events.append(
                Event(actor: "public", verb: .subscriptionAsked, subject: Event.Subject(.subscriber, id)), at: now)
        }
    }

    private static func words(_ county: County, _ link: String) -> String {
        """
        您好：

        有人用这个邮箱地址在\(county.name)网站申请订阅新公开的文件。如果是您本人，请打开下面的网址确认：

        \(link)

        这个网址 \(SubscriptionLinks.confirmationHours) 小时内有效。如果不是您申请的，不必理会，我们不会再发邮件，也不会保留这个地址。

        \(county.name)

        """
    }
}

/// Forgets what was never confirmed, and its address with it.
enum ForgetWishes {
    static func run(_ register: SubscriptionRegister, now: Instant) throws {
        for wish in try register.wishes(askedBefore: limit(now), limit: 200) { try register.remove(wish: wish) }
    }

    static func isNeeded(_ register: SubscriptionRegister, now: Instant) throws -> Bool {
        try !register.wishes(askedBefore: limit(now), limit: 1).isEmpty
    }

    private static func limit(_ now: Instant) -> Instant {
        Instant(milliseconds: now.milliseconds - SubscriptionLinks.confirmationInMilliseconds)
    }
}
