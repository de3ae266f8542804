import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("The administrators' pages") struct AccountPageTests {
    @Test("The system administrator makes, disables, opens and resets accounts; the one-time password is shown once and works")
    func accounts() async throws {
        try await WorkPlace.with { place in
            try await place.add("admin", name: "郑强", roles: [.systemAdministrator])
            let client = try await place.client("admin")
            let bad = try await client.post("/work/accounts", [("login", "李芳"), ("name", "李芳")])
            #expect(bad.status == 422 && bad.text.contains("不能用"))
            let made = try await client.post("/work/accounts", [("login", "lifang"), ("name", "李芳"), ("email", "li@czj.example")])
            let secret = try #require(made.text.firstMatch(of: /<code>([0-9a-z-]{19})<\/code>/)).1
            let twice = try await client.post("/work/accounts", [("login", "lifang"), ("name", "李芳")])
            #expect(made.status == 200 && twice.status == 422 && twice.text.contains("已经有人使用"))
            let entered = try await place.signIn(WorkClient(place.portal), "lifang", String(secret))
            #expect(entered.status == 303)
            let site = place.county.id
            let id = try #require(try await place.installation.store.read { try AccountRegister($0, site: site).find(login: "lifang") })
                .account.id
            let page = try await client.get("/work/accounts/\(id)")
            #expect(page.status == 200 && !page.text.contains(secret) && page.text.contains("待改密码"))
            let disabled = try await client.post("/work/accounts/\(id)/disabling")
            let refused = try await place.signIn(WorkClient(place.portal), "lifang", String(secret))
            #expect(disabled.status == 303 && refused.status == 422 && refused.text.contains("已停用"))
            let again = try await client.post("/work/accounts/\(id)/disabling")
            #expect(again.status == 422 && again.text.contains("已经停用"))
            let enabled = try await client.post("/work/accounts/\(id)/enabling")
            let reset = try await client.post("/work/accounts/\(id)/reset")
            let fresh = try #require(reset.text.firstMatch(of: /<code>([0-9a-z-]{19})<\/code>/)).1
            let (old, new) = (
                try await place.signIn(WorkClient(place.portal), "lifang", String(secret)),
                try await place.signIn(WorkClient(place.portal), "lifang", String(fresh))
            )
            #expect(enabled.status == 303 && old.status == 422 && new.status == 303)
        }
    }

    @Test("An administrator does not find a button to disable themselves, and cannot do it without one either")
    func own() async throws {
        try await WorkPlace.with { place in
            let id = try await place.add("admin", name: "郑强", roles: [.systemAdministrator]).account.id
            let client = try await place.client("admin")
            let page = try await client.get("/work/accounts/\(id)")
            let reply = try await client.post("/work/accounts/\(id)/disabling")
            #expect(!page.text.contains("停用账号") && reply.status == 422 && reply.text.contains("不能停用自己的账号"))
        }
    }

    @Test("The security administrator sets up, gives and takes posts; what the rules forbid is said above the list")
    func posts() async throws {
        try await WorkPlace.with { place in
            try await place.add("security", name: "吴静", roles: [.securityAdministrator])
            let (wang, client) = (try await place.add().account.id, try await place.client("security"))
            let unit = try await place.unit("zf")
            let made = try await client.post(
                "/work/posts", [("unit", unit.description), ("role", "auditAdministrator"), ("name", "审计")])
            let site = place.county.id
            let post = try #require(
                try await place.installation.store.read { try PostRegister($0, site: site).posts(in: unit).first }?.post)
            let conflict = try await client.post("/work/posts/\(post.id)/assignment", [("account", wang.description)])
            #expect(made.status == 303 && conflict.status == 422 && conflict.text.contains("管理员不办理业务"))
            let zhao = try await place.add("zhaolei", name: "赵磊", roles: []).account.id
            let given = try await client.post("/work/posts/\(post.id)/assignment", [("account", zhao.description)])
            let page = try await client.get("/work/posts")
            #expect(given.status == 303 && page.text.contains("赵磊"))
            let taken = try await client.post("/work/posts/\(post.id)/release")
            let twice = try await client.post("/work/posts/\(post.id)/release")
            #expect(taken.status == 303 && twice.status == 422)
        }
    }

    @Test("The rules of signing in are changed from a day on, and not for the past")
    func rules() async throws {
        try await WorkPlace.with { place in
            try await place.add("security", name: "吴静", roles: [.securityAdministrator])
            let client = try await place.client("security")
            func send(_ day: String, shortest: String) async throws -> PortalClient.Reply {
                try await client.post(
                    "/work/posts/sign-in-rules",
                    [
                        ("effective", day), ("shortest", shortest), ("shortestWithSecondFactor", "8"), ("characterKinds", "3"),
                        ("rotationDays", "90"), ("remembered", "5"), ("idleMinutes", "30"), ("absoluteMinutes", "480"),
                    ])
            }
            let (past, small, good) = (
                try await send("2026-03-19", shortest: "15"), try await send("2026-04-01", shortest: "3"),
                try await send("2026-04-01", shortest: "16")
            )
            #expect(past.status == 422 && small.status == 422 && small.text.contains("8 到 64") && good.status == 303)
            let page = try await client.get("/work/posts/sign-in-rules")
            #expect(page.text.contains("自 2026-04-01 起：至少 16 个字符"))
        }
    }

    @Test("Nobody ends another's session by its number")
    func otherSession() async throws {
        try await WorkPlace.with { place in
            try await place.add()
            try await place.add("lifang", name: "李芳")
            let (wang, li) = (try await place.client(), try await place.client("lifang"))
            let token = try #require(li.session)
            let found = try await Sessions(place.installation).find(token: token, site: place.county.id)
            let id = try #require(found).session.id
            let reply = try await wang.post("/work/account/sessions/\(id)/end")
            let still = try await li.get("/work/account")
            #expect(reply.status == 404 && still.status == 200)
        }
    }
}
