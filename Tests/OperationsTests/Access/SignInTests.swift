import Cryptography
import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("Signing in") struct SignInTests {
    @Test("Name and password open a session that finds the person and their posts, on both databases", arguments: Engine.available)
    func signIn(_ engine: Engine) async throws {
        try await AccessPlace.with(engine) { place in
            try await place.add(roles: [.editor, .reviewer])
            let token = try await place.session("ＷangMing")
            let current = try #require(try await place.current(token))
            #expect(current.staff.name == "王明" && current.staff.posts.map(\.role) == [.editor, .reviewer])
            #expect(!current.isLimitedToOwnAccount && current.session.agent == "Firefox")
            let stored = try await place.installation.store.read { try $0.first("SELECT key FROM session")?["key"] as [UInt8]? }
            #expect(stored == token.key && stored != Base64URL.decode(token.text), "the table alone signs nobody in")
            #expect(try await place.verbs().last == "signedIn")
        }
    }

    @Test("A wrong password and an unknown name get the same answer, and both wait after five failures", arguments: Engine.available)
    func sameAnswer(_ engine: Engine) async throws {
        try await AccessPlace.with(engine) { place in
            try await place.add()
            for _ in 0..<5 {
                let (known, unknown) = (try await place.refusal("wangming", "x"), try await place.refusal("nobody", "x"))
                #expect(known == .wrong && unknown == .wrong)
            }
            let (known, unknown) = (try await place.refusal("wangming", "x"), try await place.refusal("nobody", "x"))
            #expect(known == .wait(seconds: 30) && unknown == .wait(seconds: 30))
            let right = try await place.refusal("wangming", AccessPlace.password)
            #expect(right == .wait(seconds: 30), "the right password waits, too")
            place.clock.pass(seconds: 30)
            let after = try await place.refusal("wangming", AccessPlace.password)
            #expect(after == nil)
            let attempts = try await place.credentials().attempts
            #expect(attempts == SignInAttempts())
        }
    }

    @Test("After 100 failures the right password does not help; a reset by an administrator does")
    func blocked() async throws {
        try await AccessPlace.with { place in
            try await place.add()
            for _ in 0..<SignInAttempts.most {
                let refusal = try await place.refusal("wangming", "x")
                #expect(refusal == .wrong)
                place.clock.pass(seconds: 900)
            }
            place.clock.pass(seconds: 10_000_000)
            let refusal = try await place.refusal("wangming", AccessPlace.password)
            #expect(refusal == .blocked)
            let verbs = try await place.verbs()
            #expect(verbs.filter { $0 == "accountBlocked" }.count == 1)
            let id = try await place.credentials().account.id
            let secret = try await ResetPassword(place.installation, cost: AccessPlace.cost).run(
                id, removesSecondFactor: false, site: place.county.id, actor: "test")
            let old = try await place.refusal("wangming", AccessPlace.password)
            let new = try await place.refusal("wangming", secret)
            #expect(old == .wrong && new == nil)
        }
    }

    @Test("Many attempts at the same moment do not slip past the count", arguments: Engine.available)
    func together(_ engine: Engine) async throws {
        try await AccessPlace.with(engine) { place in
            try await place.add()
            let refusals = try await withThrowingTaskGroup(of: SignIn.Refusal?.self) { group in
                for _ in 0..<12 { group.addTask { try await place.refusal("wangming", "x") } }
                return try await group.reduce(into: [SignIn.Refusal?]()) { $0.append($1) }
            }
            #expect(refusals.filter { $0 == .wrong }.count == 5)
            #expect(refusals.filter { $0 == .wait(seconds: 30) }.count == 7)
        }
    }

    @Test("A disabled account is told so only to who knows the password, and its sessions are over at once")
    func disabled() async throws {
        try await AccessPlace.with { place in
            let added = try await place.add()
            let token = try await place.session()
            try await DisableAccount(place.installation).run(added.account.id, site: place.county.id, actor: "test")
            let current = try await place.current(token)
            let (wrong, right) = (try await place.refusal("wangming", "x"), try await place.refusal("wangming", AccessPlace.password))
            #expect(current == nil && wrong == .wrong && right == .disabled)
            try await EnableAccount(place.installation).run(added.account.id, site: place.county.id, actor: "test")
            let (again, old) = (try await place.refusal("wangming", AccessPlace.password), try await place.current(token))
            #expect(again == nil && old == nil)
        }
    }

    @Test("A session ends after an hour without a request, and after eight hours in any case")
    func limits() async throws {
        try await AccessPlace.with { place in
            try await place.add()
            let token = try await place.session()
            for _ in 0..<9 {
                place.clock.pass(seconds: 3_000)
                let current = try await place.current(token)
                #expect(current != nil)
            }
            place.clock.pass(seconds: 3_000)
            let late = try await place.current(token)
            #expect(late == nil, "eight hours and twenty minutes")
            let idle = try await place.session()
            place.clock.pass(seconds: 3_600)
            let slept = try await place.current(idle)
            #expect(slept == nil)
        }
    }

    @Test("The moment of the last request is written at most once a minute")
    func touching() async throws {
        try await AccessPlace.with { place in
            try await place.add()
            let token = try await place.session()
            let began = place.clock.now
            place.clock.pass(seconds: 59)
            _ = try await place.current(token)
            let before = try await place.current(token)?.session.lastSeen
            #expect(before == began)
            place.clock.pass(seconds: 1)
            _ = try await place.current(token)
            let after = try await place.current(token)?.session.lastSeen
            #expect(after == place.clock.now)
        }
    }

    @Test("Signing in over an old session ends that one: its number never goes on under another person")
    func fixation() async throws {
        try await AccessPlace.with { place in
            try await place.add()
            let first = try await place.session()
            guard case .complete(let second) = try await place.signIn(replacing: first) else {
                Issue.record("no session")
                return
            }
            let (old, new) = (try await place.current(first), try await place.current(second))
            #expect(first != second && old == nil && new != nil)
        }
    }

    @Test(
        "What never came from here is nobody", arguments: ["", "x", String(repeating: "A", count: 43), String(repeating: "é", count: 43)])
    func foreignTokens(_ text: String) async throws {
        try await AccessPlace.with { place in
            try await place.add()
            let found = try await Sessions(place.installation).find(token: text, site: place.county.id)
            #expect(found == nil)
        }
    }

    @Test("A session of one county is none in another")
    func otherCounty() async throws {
        try await AccessPlace.with { place in
            try await place.add()
            let token = try await place.session()
            let other = try await place.installation.testCounty(name: "邻县人民政府", hosts: ["www.other.example"])
            let found = try await Sessions(place.installation).find(token: token.text, site: other.id)
            #expect(found == nil)
        }
    }

    @Test("A password kept at yesterday's cost is kept at today's after the next sign-in, and works")
    func rehash() async throws {
        try await AccessPlace.with { place in
            try await place.add()
            let before = try await place.credentials().password
            let stronger = PasswordHash.Cost(exponent: 5, blockSize: 8, lanes: 1)
            _ = try await SignIn(place.installation, county: place.county, cost: stronger).run(
                login: "wangming", password: AccessPlace.password, agent: "")
            let after = try await place.credentials().password
            #expect(before != after && PasswordHash(text: after)?.cost == stronger)
            let again = try await place.refusal("wangming", AccessPlace.password)
            #expect(again == nil)
        }
    }

    @Test("One's own sessions are listed and ended, one or all the others; nobody ends somebody else's")
    func ending() async throws {
        try await AccessPlace.with { place in
            let added = try await place.add()
            let other = try await place.add("lifang")
            let (first, second, third) = (try await place.session(), try await place.session(), try await place.session())
            let sessions = try await Sessions(place.installation).all(of: added.account.id, site: place.county.id)
            #expect(sessions.count == 3)
            let firstID = try #require(try await place.current(first)).session.id
            let ending = EndSessions(place.installation)
            let stolen = try await ending.run(.other(firstID), of: other.account.id, name: "李芳", site: place.county.id)
            #expect(stolen == 0)
            let one = try await ending.run(.other(firstID), of: added.account.id, name: "王明", site: place.county.id)
            let own = try #require(try await place.current(third)).session.id
            let rest = try await ending.run(.allExcept(own), of: added.account.id, name: "王明", site: place.county.id)
            #expect(one == 1 && rest == 1)
            let left = (try await place.current(first), try await place.current(second), try await place.current(third))
            #expect(left.0 == nil && left.1 == nil && left.2 != nil)
        }
    }
}
