/// Somebody who can sign in (账号). What they may do follows from their posts.
package struct Account: Sendable, Hashable {
    package typealias ID = Identifier<Account>

    package let id: ID
    /// The name to sign in with: lower-case letters, digits, `.`, `-`, `_`.
    package var login: String
    /// 姓名
    package var name: String
    /// For reminders; empty when there is none.
    package var email: String
    package var isDisabled: Bool
    package var version: Int

    package init(id: ID, login: String, name: String, email: String = "", isDisabled: Bool = false, version: Int = 1) {
        self.id = id
        self.login = login
        self.name = name
        self.email = email
        self.isDisabled = isDisabled
        self.version = version
    }
}

/// A post (岗位): a role in a unit. Work belongs to it, so that it stays when a person goes.
package struct Post: Sendable, Hashable {
    package typealias ID = Identifier<Post>

    package let id: ID
    package let unit: OrganisationUnit.ID
    package let role: Role
    /// As the unit calls it, such as 办公室主任.
    package var name: String

    package init(id: ID, unit: OrganisationUnit.ID, role: Role, name: String) {
        self.id = id
        self.unit = unit
        self.role = role
        self.name = name
    }
}

/// Somebody who is signed in, with the posts they hold.
package struct Staff: Sendable, Hashable {
    package let account: Account.ID
    package let name: String
    package let posts: [Post]

    package init(account: Account.ID, name: String, posts: [Post]) {
        self.account = account
        self.name = name
        self.posts = posts
    }

    /// The post through which they act in that role for that unit.
    package func post(_ role: Role, for unit: OrganisationUnit.ID) -> Post? {
        posts.first { $0.role == role && ($0.unit == unit || role.isCountyWide) }
    }

    package func holds(_ role: Role, for unit: OrganisationUnit.ID) -> Bool { post(role, for: unit) != nil }

    package func holds(_ role: Role) -> Bool { posts.contains { $0.role == role } }

    /// Units in which they have a post of their own.
    package var units: Set<OrganisationUnit.ID> { Set(posts.map(\.unit)) }

    /// Whether they see every unit's work. Who evaluates sees just the rounds they were asked to.
    package var seesWholeCounty: Bool { holds(.disclosureOffice) }

    /// As the log names them when they act through a post.
    package func signature(_ post: Post?) -> String { post.map { "\(name)（\($0.name)）" } ?? name }

    /// The same for an act about a unit: as its clerk, otherwise as the office, otherwise as whatever they are.
    package func signature(for unit: OrganisationUnit.ID?) -> String {
        signature(unit.flatMap { post(.editor, for: $0) } ?? posts.first { $0.role == .disclosureOffice } ?? posts.first)
    }
}
