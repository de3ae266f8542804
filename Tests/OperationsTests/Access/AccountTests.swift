import Cryptography
import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("Accounts, passwords and posts") struct AccountTests {
    @Test("A new account gets a one-time password that opens only its own page", arguments: Engine.available)
    func oneTime(_ engine: Engine) async throws {
        try await AccessPlace.with(engine) { place in
            let added = try await place.add(password: nil)
            let secret = try #require(added.oneTimePassword)
            let token = try await place.session("wangming", secret)
            let limited = try #require(try await place.current(token))
            #expect(limited.isLimitedToOwnAccount)
            let fresh = try await ChangePassword(place.installation, county: place.county, cost: AccessPlace.cost).run(
                account: added.account.id, current: secret, new: AccessPlace.password, agent: "")
            let (old, free) = (try await place.current(token), try #require(try await place.current(fresh)))
            #expect(old == nil && fresh != token && !free.isLimitedToOwnAccount)
            let verbs = try await place.verbs()
            #expect(verbs == ["accountAdded", "postAdded", "postAssigned", "signedIn", "passwordChanged"])
        }
    }

    @Test("Changing the password ends every other session")
    func endsSessions() async throws {
        try await AccessPlace.with { place in
            let added = try await place.add()
            let (one, two) = (try await place.session(), try await place.session())
            let three = try await ChangePassword(place.installation, county: place.county, cost: AccessPlace.cost).run(
                account: added.account.id, current: AccessPlace.password, new: "kX2!wm9#tz4@vq8", agent: "")
            let left = (try await place.current(one), try await place.current(two), try await place.current(three))
            #expect(left.0 == nil && left.1 == nil && left.2 != nil)
        }
    }

    @Test("The same password again is refused; former ones as many as the rules remember")
    func reuse() async throws {
        try await AccessPlace.with { place in
            let added = try await place.add()
            try await ChangeSignInRules(place.installation).run(
                SignInRules(effective: place.clock.now.day, remembered: 2), site: place.county.id, actor: "test")
            let change = ChangePassword(place.installation, county: place.county, cost: AccessPlace.cost)
            func refusal(_ current: String, _ new: String) async throws -> [PasswordFault] {
                place.clock.pass(seconds: 1)
                return try await place.faults { _ = try await change.run(account: added.account.id, current: current, new: new, agent: "") }
            }
            let (a, b, c, d) = (AccessPlace.password, "kX2!wm9#tz4@vq8b", "kX2!wm9#tz4@vq8c", "kX2!wm9#tz4@vq8d")
            let same = try await refusal(a, a)
            let first = try await refusal(a, b)
            let back = try await refusal(b, a)
            let second = try await refusal(b, c)
            let third = try await refusal(c, d)
            let forgotten = try await refusal(d, a)
            #expect(same == [.used] && first.isEmpty && back == [.used] && second.isEmpty && third.isEmpty)
            #expect(forgotten.isEmpty, "two are remembered: b and c")
        }
    }

    @Test("A password made of the account's own names is refused")
    func ownNames() async throws {
        try await AccessPlace.with { place in
            let added = try await place.add()
            await #expect(throws: PasswordRefusal(faults: [.guessable])) {
                try await ChangePassword(place.installation, county: place.county, cost: AccessPlace.cost).run(
                    account: added.account.id, current: AccessPlace.password, new: "wangming@czj20260320", agent: "")
            }
            await #expect(throws: AddAccount.Refusal(login: "lifang", reason: .password([.guessable]))) {
                try await place.add("lifang", password: "lifang2026明川县财政局")
            }
        }
    }

    @Test("When passwords must change by the calendar, an old one opens only the own page")
    func rotation() async throws {
        try await AccessPlace.with { place in
            try await place.add()
            try await ChangeSignInRules(place.installation).run(
                SignInRules.classifiedProtection(from: place.clock.now.day.adding(days: 10)), site: place.county.id, actor: "test")
            place.clock.pass(seconds: 89 * 86_400)
            let young = try #require(try await place.current(try await place.session()))
            place.clock.pass(seconds: 86_400)
            let old = try #require(try await place.current(try await place.session()))
            #expect(!young.isLimitedToOwnAccount && old.isLimitedToOwnAccount)
        }
    }

    @Test("Rules are in force from their day on, cannot be set for the past, and are kept inside their bounds")
    func rules() async throws {
        try await AccessPlace.with { place in
            let today = place.clock.now.day
            let change = ChangeSignInRules(place.installation)
            try await change.run(SignInRules(effective: today.adding(days: 1), shortest: 20), site: place.county.id, actor: "test")
            let (now, later) = try await place.installation.store.read {
                let register = SessionRegister($0, site: place.county.id)
                return (try register.rules(on: today), try register.rules(on: today.adding(days: 1)))
            }
            #expect(now.shortest == 15 && later.shortest == 20)
            await #expect(throws: ChangeSignInRules.Refusal.past(today: today)) {
                try await change.run(SignInRules(effective: today.adding(days: -1)), site: place.county.id, actor: "test")
            }
            await #expect(throws: ChangeSignInRules.Refusal.self) {
                try await change.run(SignInRules(effective: today, shortest: 4), site: place.county.id, actor: "test")
            }
        }
    }

    @Test("Accounts are made all or none; a name is taken once, also within one list")
    func allOrNone() async throws {
        try await AccessPlace.with { place in
            func entry(_ login: String, name: String = "李芳", email: String = "", roles: [Role] = [.editor]) -> AddAccount.Entry {
                AddAccount.Entry(
                    login: login, name: name, email: email, posts: roles.map { AddAccount.Place(unit: place.unit, role: $0, name: "岗位") })
            }
            func reason(_ entries: [AddAccount.Entry]) async throws -> AddAccount.Refusal.Reason? {
                do {
                    _ = try await AddAccount(place.installation, county: place.county, cost: AccessPlace.cost).run(entries, actor: "test")
                    return nil
                } catch let refusal as AddAccount.Refusal { return refusal.reason }
            }
            let reasons = [
                try await reason([entry("lifang"), entry("lifang")]), try await reason([entry("lifang"), entry("李芳")]),
                try await reason([entry("lifang", name: "  ")]), try await reason([entry("lifang", email: "x@y")]),
                try await reason([entry("lifang", roles: [.systemAdministrator, .securityAdministrator])]),
                try await reason([entry("lifang", roles: [.editor, .auditAdministrator])]),
                try await reason([
                    AddAccount.Entry(
                        login: "lifang", name: "李芳", posts: [AddAccount.Place(unit: OrganisationUnit.ID(7), role: .editor, name: "编辑")])
                ]),
            ]
            #expect(
                reasons == [
                    .takenLogin, .invalidLogin, .invalidName, .invalidEmail,
                    .conflict(.secondAdministrator(holds: .systemAdministrator), wanted: .securityAdministrator),
                    .conflict(.administratorAndWork(holds: .editor), wanted: .auditAdministrator), .unknownUnit,
                ])
            let count = try await place.installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM account") }
            #expect(count == 0)
            let good = try await reason([entry("lifang", email: "li@czj.example"), entry("zhaolei")])
            #expect(good == nil)
        }
    }

    @Test("Work belongs to the post: it is released, stands empty, and goes to the next person", arguments: Engine.available)
    func posts(_ engine: Engine) async throws {
        try await AccessPlace.with(engine) { place in
            let (wang, li) = (try await place.add().account, try await place.add("lifang", roles: []).account)
            let (site, installation) = (place.county.id, place.installation)
            let post = try #require(
                try await installation.store.read { try PostRegister($0, site: site).posts(of: wang.id).first })
            await #expect(throws: PostRefusal.occupied(by: "王明")) {
                try await AssignPost(installation).run(post.id, to: li.id, site: site, actor: "test")
            }
            try await ReleasePost(installation).run(post.id, site: site, actor: "test")
            await #expect(throws: PostRefusal.vacant) { try await ReleasePost(installation).run(post.id, site: site, actor: "test") }
            place.clock.pass(seconds: 1)
            try await AssignPost(installation).run(post.id, to: li.id, site: site, actor: "test")
            let lines = try await installation.store.read { try PostRegister($0, site: site).all() }
            #expect(lines.count == 1 && lines.first?.holder == li.id && lines.first?.unitName == "明川县财政局")
            // The next account of that kind takes an empty post rather than making another.
            try await ReleasePost(installation).run(post.id, site: site, actor: "test")
            place.clock.pass(seconds: 1)
            try await place.add("zhaolei")
            let count = try await installation.store.read { try PostRegister($0, site: site).all().count }
            #expect(count == 1)
        }
    }

    @Test("The three administrators are three people, whoever assigns the post")
    func administrators() async throws {
        try await AccessPlace.with { place in
            let (site, installation) = (place.county.id, place.installation)
            let security = try await place.add("security", roles: [.securityAdministrator]).account
            for (role, name) in [(Role.systemAdministrator, "系统"), (.auditAdministrator, "审计"), (.editor, "编辑")] {
                let post = try await AddPost(installation).run(unit: place.unit, role: role, name: name, site: site, actor: "test")
                await #expect(throws: PostRefusal.self, "\(role)") {
                    try await AssignPost(installation).run(post.id, to: security.id, site: site, actor: "test")
                }
            }
            let held = try await installation.store.read { try PostRegister($0, site: site).posts(of: security.id).map(\.role) }
            #expect(held == [.securityAdministrator])
        }
    }

    @Test("An administrator does not disable their own account, and nothing is done twice")
    func disabling() async throws {
        try await AccessPlace.with { place in
            let id = try await place.add().account.id
            let (site, disable) = (place.county.id, DisableAccount(place.installation))
            await #expect(throws: AccountRefusal.own) { try await disable.run(id, asking: id, site: site, actor: "test") }
            try await disable.run(id, site: site, actor: "test")
            await #expect(throws: AccountRefusal.alreadyDisabled) { try await disable.run(id, site: site, actor: "test") }
            await #expect(throws: AccountRefusal.unknown) { try await disable.run(Account.ID(5), site: site, actor: "test") }
            await #expect(throws: PostRefusal.disabledAccount) {
                let post = try await AddPost(place.installation).run(
                    unit: place.unit, role: .editor, name: "编辑二", site: site, actor: "test")
                try await AssignPost(place.installation).run(post.id, to: id, site: site, actor: "test")
            }
        }
    }

    @Test("The log names staff and nothing else about them: no login, no address, no password")
    func log() async throws {
        try await AccessPlace.with { place in
            _ = try await AddAccount(place.installation, county: place.county, cost: AccessPlace.cost).run(
                [
                    AddAccount.Entry(
                        login: "lifang7", name: "李芳", email: "li@czj.example", password: AccessPlace.password,
                        posts: [AddAccount.Place(unit: place.unit, role: .editor, name: "编辑")])
                ], actor: "test")
            _ = try await place.session("lifang7")
            let texts = try await place.installation.store.read {
                try $0.rows("SELECT actor, reason FROM event") { "\(try $0["actor"] as String) \(try $0["reason"] as String)" }
            }
            #expect(texts.contains { $0.contains("李芳") })
            for text in texts { #expect(!text.contains("lifang7") && !text.contains("li@") && !text.contains(AccessPlace.password)) }
        }
    }
}
