import Domain
import Foundation
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("The pages of signing in") struct SignInPageTests {
    @Test("A wrong password is said beside the form and sets no cookie; the right one opens the workbench", arguments: Engine.available)
    func signIn(_ engine: Engine) async throws {
        try await WorkPlace.with(engine) { place in
            try await place.add()
            let client = WorkClient(place.portal)
            let form = try await client.get("/work/sign-in")
            #expect(form.status == 200 && form.text.contains("name=\"csrf\"") && form.headers[.cacheControl] == "no-store")
            let (wrong, unknown) = (try await place.signIn(client, "wangming", "x"), try await place.signIn(client, "nobody", "x"))
            #expect(wrong.status == 422 && client.session == nil && wrong.text.contains("登录名或者密码不正确"))
            #expect(
                unknown.status == 422
                    && unknown.text.replacing(/[0-9a-f.]{40,}/, with: "").replacing("nobody", with: "wangming")
                        == wrong.text.replacing(/[0-9a-f.]{40,}/, with: "")
            )
            #expect(!wrong.text.contains("value=\"x\""), "the password never comes back")
            let right = try await place.signIn(client)
            #expect(right.status == 303 && right.headers[.location] == "/work")
            let cookie = try #require(right.headers[values: .setCookie].first { $0.hasPrefix("mingtang=") })
            #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Path=/;"))
            #expect(!cookie.contains("Secure") && !cookie.contains("Max-Age"))
            let account = try await client.get("/work/account")
            #expect(account.status == 200 && account.text.contains("王明") && account.text.contains("Firefox（Linux）"))
        }
    }

    @Test("Where the public comes through https, the cookie never travels without it")
    func secure() async throws {
        try await WorkPlace.with(settings: Portal.Settings(origin: "https://www.mingchuan.example")) { place in
            try await place.add()
            let reply = try await place.signIn(WorkClient(place.portal))
            #expect(reply.headers[values: .setCookie].allSatisfy { $0.hasSuffix("; Secure") })
        }
    }

    @Test("Whoever is not signed in comes to the form, and from there to where they wanted to go")
    func next() async throws {
        try await WorkPlace.with { place in
            try await place.add()
            let client = WorkClient(place.portal)
            let asked = try await client.get("/work/account/password?x=1")
            let location = try #require(asked.headers[.location])
            #expect(asked.status == 303 && location.hasPrefix("/work/sign-in?next="))
            let form = try await client.get(location)
            #expect(form.text.contains("value=\"/work/account/password?x=1\""))
            let reply = try await place.signIn(client, next: "/work/account/password?x=1")
            #expect(reply.headers[.location] == "/work/account/password?x=1")
        }
    }

    @Test(
        "Only places of the workbench are gone to after signing in",
        arguments: [
            "//evil.example/work", "https://evil.example/work", "/\\evil.example", "/workbench", "/work//evil.example", "/work/sign-out",
            "/", "javascript:alert(1)", "/work\r\nX: y", "",
        ])
    func foreignNext(_ next: String) async throws {
        try await WorkPlace.with { place in
            try await place.add()
            let reply = try await place.signIn(WorkClient(place.portal), next: next)
            #expect(reply.status == 303 && reply.headers[.location] == "/work")
        }
    }

    @Test("A form sent after the session has ended is kept, and nothing happens")
    func expiredPost() async throws {
        try await WorkPlace.with { place in
            try await place.add()
            try await place.add("admin", name: "郑强", roles: [.systemAdministrator])
            let client = try await place.client("admin")
            place.clock.pass(seconds: 3600)
            let reply = try await client.post("/work/accounts", [("login", "newcomer"), ("name", "新来的同事")])
            #expect(reply.status == 401 && reply.text.contains("新来的同事") && reply.text.contains("登录已过期"))
            let gone = try await client.get("/work/accounts")
            #expect(gone.status == 303)
            let count = try await place.installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM account") }
            #expect(count == 2)
        }
    }

    @Test("A form without the token, with another's, or from another site does nothing")
    func csrf() async throws {
        try await WorkPlace.with { place in
            try await place.add()
            try await place.add("lifang", name: "李芳")
            let (client, other) = (try await place.client(), try await place.client("lifang"))
            let second = try await place.client()
            for token in [WorkClient.Token.missing, .other(""), .other(other.csrf), .other(place.portal.tokens.make(now: place.clock.now))]
            {
                let reply = try await client.post("/work/account/sessions/end", token: token)
                #expect(reply.status == 401)
            }
            var foreign: HTTPFields = [:]
            foreign[try #require(HTTPField.Name("Sec-Fetch-Site"))] = "cross-site"
            let crossSite = try await client.post("/work/account/sessions/end", headers: foreign)
            #expect(crossSite.status == 400)
            let still = try await second.get("/work/account")
            #expect(still.status == 200)
            let done = try await client.post("/work/account/sessions/end")
            let ended = try await second.get("/work/account")
            #expect(done.status == 303 && ended.status == 303)
        }
    }

    @Test("A form that is kept for later never shows a password or a code again")
    func neverEchoed() async throws {
        try await WorkPlace.with { place in
            try await place.add()
            let client = try await place.client()
            let secrets = ["geheim-geheim-geheim-1", "geheim-geheim-geheim-2", "geheim-geheim-geheim-3"]
            let fields = [("password", secrets[0]), ("password-new", secrets[1]), ("password-again", secrets[2]), ("code", "918273")]
            for path in ["/work/sign-in", "/work/account/password", "/work/account/second-factor"] {
                let reply = try await client.post(path, fields, token: .missing)
                #expect(reply.status == 401, "\(path)")
                for secret in secrets + ["918273"] { #expect(!reply.text.contains(secret), "\(path)") }
            }
        }
    }

    @Test("A session number that somebody else has put into the browser is not used on")
    func fixation() async throws {
        try await WorkPlace.with { place in
            try await place.add()
            try await place.add("lifang", name: "李芳")
            let victim = WorkClient(place.portal)
            let planted = try #require(try await place.client("lifang").session)
            victim.set("mingtang", planted)
            let reply = try await place.signIn(victim)
            #expect(reply.status == 303 && victim.session != nil && victim.session != planted)
            let attacker = WorkClient(place.portal)
            attacker.set("mingtang", planted)
            let after = try await attacker.get("/work/account")
            #expect(after.status == 303, "the planted session has ended")
            victim.set("mingtang", String(repeating: "A", count: 43))
            let fields = [("login", "wangming"), ("password", WorkPlace.password)]
            let second = try await victim.post("/work/sign-in", fields, token: .other(place.portal.tokens.make(now: place.clock.now)))
            #expect(second.status == 303 && victim.session != String(repeating: "A", count: 43))
        }
    }

    @Test("With a one-time password only the own account is open; after changing it, everything, under a new number")
    func oneTime() async throws {
        try await WorkPlace.with { place in
            let secret = try #require(try await place.add(password: nil).oneTimePassword)
            let client = WorkClient(place.portal)
            _ = try await place.signIn(client, "wangming", secret)
            let away = try await client.get("/work/posts")
            #expect(away.status == 303 && away.headers[.location] == "/work/account")
            let page = try await client.get("/work/account")
            #expect(page.text.contains("请先修改密码"))
            let former = client.session
            let unequal = try await change(client, secret, WorkPlace.password, again: "x")
            let weak = try await change(client, secret, "mingchuan20260320", again: "mingchuan20260320")
            let wrong = try await change(client, "x", WorkPlace.password, again: WorkPlace.password)
            #expect(unequal.status == 422 && unequal.text.contains("两次输入的新密码不一样"))
            #expect(weak.status == 422 && weak.text.contains("容易被猜中"))
            #expect(wrong.status == 422 && wrong.text.contains("当前密码不正确"))
            let done = try await change(client, secret, WorkPlace.password, again: WorkPlace.password)
            #expect(done.status == 303 && client.session != former)
            let open = try await client.get("/work/account")
            #expect(open.status == 200 && !open.text.contains("请先修改密码"))
            let old = WorkClient(place.portal)
            old.set("mingtang", former)
            let ended = try await old.get("/work/account")
            #expect(ended.status == 303)
        }
    }

    private func change(_ client: WorkClient, _ current: String, _ new: String, again: String) async throws -> PortalClient.Reply {
        try await client.post("/work/account/password", [("password", current), ("password-new", new), ("password-again", again)])
    }

    @Test("The second factor from QR code to recovery code, through the pages")
    func secondFactor() async throws {
        try await WorkPlace.with { place in
            try await place.add()
            let client = try await place.client()
            let begun = try await client.post("/work/account/second-factor", [("password", WorkPlace.password)])
            let page = try await client.get("/work/account/second-factor")
            #expect(begun.status == 303 && page.text.contains("<svg") && page.text.contains("手动输入"))
            let wrong = try await client.post("/work/account/second-factor/confirmation", [("code", "000000x")])
            #expect(wrong.status == 422 && wrong.text.contains("动态口令不正确"))
            let confirmed = try await client.post("/work/account/second-factor/confirmation", [("code", try await place.code())])
            let codes = confirmed.text.matches(of: /<code>([0-9a-z-]{19})<\/code>/).map { String($0.1) }
            #expect(confirmed.status == 200 && codes.count == 10)
            let out = try await client.post("/work/sign-out")
            #expect(out.status == 303 && client.session == nil)
            place.clock.pass(seconds: 60)
            try await half(place, client, then: [("code", try await place.code())])
            _ = try await client.post("/work/sign-out")
            try await half(place, client, then: [("code", codes[0])])
        }
    }

    /// Password, then code; the password alone opens nothing.
    private func half(_ place: WorkPlace, _ client: WorkClient, then fields: [(String, String)]) async throws {
        let asked = try await place.signIn(client, next: "/work/account")
        #expect(asked.status == 303 && asked.headers[.location]?.hasPrefix("/work/sign-in/code") == true && client.session == nil)
        let token = try #require(client.cookie("mingtang-code"))
        let sneaking = WorkClient(place.portal)
        sneaking.set("mingtang", token)
        let nothing = try await sneaking.get("/work/account")
        #expect(nothing.status == 303)
        let wrong = try await client.post("/work/sign-in/code", [("code", "12345x")])
        #expect(wrong.status == 422 && client.session == nil)
        let done = try await client.post("/work/sign-in/code", fields + [("next", "/work/account")])
        #expect(done.status == 303 && done.headers[.location] == "/work/account" && client.session != nil && client.session != token)
        #expect(client.cookie("mingtang-code") == nil)
    }

    @Test("The code page without a password before it leads back to the form")
    func codeAlone() async throws {
        try await WorkPlace.with { place in
            let client = WorkClient(place.portal)
            let page = try await client.get("/work/sign-in/code")
            let posted = try await client.post("/work/sign-in/code", [("code", "123456")])
            #expect(page.status == 303 && page.headers[.location] == "/work/sign-in" && posted.status == 422)
        }
    }

    @Test("Failures are answered with the time to wait")
    func waiting() async throws {
        try await WorkPlace.with { place in
            try await place.add()
            let client = WorkClient(place.portal)
            for _ in 0..<5 { _ = try await place.signIn(client, "wangming", "x") }
            let reply = try await place.signIn(client)
            #expect(reply.status == 429 && reply.text.contains("30 秒后再试"))
        }
    }

    @Test("More attempts than the installation bears are put off")
    func rate() async throws {
        try await WorkPlace.with(settings: Portal.Settings(signInsPerMinute: 2)) { place in
            try await place.add()
            let client = WorkClient(place.portal)
            let statuses = [
                try await place.signIn(client, "a1", "x").status, try await place.signIn(client, "a2", "x").status,
                try await place.signIn(client).status,
            ]
            #expect(statuses == [422, 422, 429])
            place.clock.pass(seconds: 60)
            let later = try await place.signIn(client)
            #expect(later.status == 303)
        }
    }
}
