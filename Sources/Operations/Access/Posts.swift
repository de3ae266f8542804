package import Domain
import Persistence
import Registers

/// Why nothing was done to a post.
package enum PostRefusal: Error, Sendable, Hashable {
    case unknownPost
    case unknownUnit
    case unknownAccount
    case invalidName
    case occupied(by: String)
    case vacant
    case disabledAccount
    case conflict(PostRules.Conflict, wanted: Role)
}

/// Sets up a post (岗位) in a unit.
package struct AddPost {
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Throws: `PostRefusal`
    package func run(unit: OrganisationUnit.ID, role: Role, name: String, site: County.ID, actor: String) async throws -> Post {
        let (now, identifiers) = (installation.now(), installation.identifiers)
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            let handing = PostHanding(transaction, site: site, identifiers: identifiers, actor: actor, now: now)
            return try handing.add(AddAccount.Place(unit: unit, role: role, name: name))
        }
    }
}

/// Gives a post to somebody. The security administrator's act.
package struct AssignPost {
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Throws: `PostRefusal`
    package func run(_ post: Post.ID, to account: Account.ID, site: County.ID, actor: String) async throws {
        let (now, identifiers) = (installation.now(), installation.identifiers)
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            guard let post = try PostRegister(transaction, site: site).find(post) else { throw PostRefusal.unknownPost }
            guard let found = try AccountRegister(transaction, site: site).find(account) else { throw PostRefusal.unknownAccount }
            try PostHanding(transaction, site: site, identifiers: identifiers, actor: actor, now: now).assign(post, to: found.account)
        }
    }
}

/// Takes a post from its holder; the work stays with the post.
package struct ReleasePost {
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Throws: `PostRefusal`
    package func run(_ post: Post.ID, site: County.ID, actor: String) async throws {
        let now = installation.now()
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            let register = PostRegister(transaction, site: site)
            guard let found = try register.find(post) else { throw PostRefusal.unknownPost }
            guard let holder = try register.holder(of: post) else { throw PostRefusal.vacant }
            let name = try AccountRegister(transaction, site: site).find(holder)?.account.name ?? ""
            try register.release(post, at: now)
            try EventRegister(transaction, site: site).append(
                Event(
                    actor: actor, unit: found.unit, verb: .postReleased, subject: Event.Subject(.post, post.rawValue),
                    reason: "\(found.name)：\(name)"),
                at: now)
        }
    }
}

/// Posts inside a transaction that holds the log's lock: shared by what makes accounts and what assigns posts.
struct PostHanding {
    private let transaction: any Transaction
    private let site: County.ID
    private let identifiers: IdentifierSource
    private let actor: String
    private let now: Instant

    init(_ transaction: any Transaction, site: County.ID, identifiers: IdentifierSource, actor: String, now: Instant) {
        self.transaction = transaction
        self.site = site
        self.identifiers = identifiers
        self.actor = actor
        self.now = now
    }

    private var posts: PostRegister { PostRegister(transaction, site: site) }

    /// An empty post of that kind, or a new one.
    func vacancy(_ place: AddAccount.Place) throws -> Post {
        let same = try posts.posts(in: place.unit).first { $0.holder == nil && $0.post.role == place.role && $0.post.name == place.name }
        return try same?.post ?? add(place)
    }

    func add(_ place: AddAccount.Place) throws -> Post {
        let name = Folding.trimmed(place.name)
        guard !name.isEmpty, name.unicodeScalars.count <= PostRules.longestName, name.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) else {
            throw PostRefusal.invalidName
        }
        guard try UnitRegister(transaction, site: site).find(place.unit) != nil else { throw PostRefusal.unknownUnit }
        let post = Post(id: identifiers.next(), unit: place.unit, role: place.role, name: name)
        try posts.insert(post)
        try EventRegister(transaction, site: site).append(
            Event(actor: actor, unit: post.unit, verb: .postAdded, subject: Event.Subject(.post, post.id.rawValue), reason: name), at: now)
        return post
    }

    func assign(_ post: Post, to account: Account) throws {
        guard !account.isDisabled else { throw PostRefusal.disabledAccount }
        if let holder = try posts.holder(of: post.id) {
            throw PostRefusal.occupied(by: try AccountRegister(transaction, site: site).find(holder)?.account.name ?? "")
        }
        let held = try posts.posts(of: account.id).map(\.role)
        if let conflict = PostRules.conflict(adding: post.role, to: held) { throw PostRefusal.conflict(conflict, wanted: post.role) }
        try posts.assign(post.id, to: account.id, at: now)
        try EventRegister(transaction, site: site).append(
            Event(
                actor: actor, unit: post.unit, verb: .postAssigned, subject: Event.Subject(.post, post.id.rawValue),
                reason: "\(post.name)：\(account.name)"),
            at: now)
    }
}
