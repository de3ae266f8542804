import Foundation
import Persistence
import Testing

@Suite("mingtang user") struct UserCommandTests {
    private let units = "单位代码,单位名称,类型\nczj,明川县财政局,部门\nzf,明川县人民政府,政府\n"

    private func prepare(_ place: CommandPlace) async throws {
        let run = try await place.run("units", "import", try place.write("units.csv", units))
        #expect(run.code == 0, "\(run.errors)")
    }

    @Test("An account is made with its post, listed, disabled, enabled and reset", arguments: CommandPlace.Engine.available)
    func life(_ engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            try await prepare(place)
            let added = try await place.run(
                "user", "add", "WangMing", "--name", "王明", "--unit", "明川县财政局", "--role", "编辑,审核", "--email", "wm@czj.example")
            #expect(added.code == 0 && added.output.contains("已新建账号 wangming（王明）：明川县财政局 编辑、审核"))
            #expect(added.output.firstMatch(of: /一次性密码：[0-9a-z]{4}(-[0-9a-z]{4}){3}\n/) != nil)
            let list = try await place.run("user", "list")
            #expect(list.output.contains("wangming") && list.output.contains("待改密码") && list.output.contains("明川县财政局 编辑；明川县财政局 审核"))
            let twice = try await place.run("user", "add", "wangming", "--name", "王明", "--unit", "czj", "--role", "编辑")
            #expect(twice.code == 1 && twice.errors.contains("已经有人使用"))
            let disabled = try await place.run("user", "disable", "wangming")
            let again = try await place.run("user", "disable", "wangming")
            let enabled = try await place.run("user", "enable", "wangming")
            let reset = try await place.run("user", "reset", "wangming")
            #expect(disabled.code == 0 && again.code == 1 && enabled.code == 0 && reset.output.contains("一次性密码："))
            let stored = try await place.number("SELECT COUNT(*) AS n FROM account WHERE password LIKE '$scrypt$ln=15,r=8,p=3$%'")
            #expect(stored == 1)
        }
    }

    @Test("What cannot be is refused with the reason and how to put it right")
    func refusals() async throws {
        try await CommandPlace.with { place in
            try await prepare(place)
            let role = try await place.run("user", "add", "a1", "--name", "甲", "--unit", "czj", "--role", "打字员")
            let unit = try await place.run("user", "add", "a1", "--name", "甲", "--unit", "没有局", "--role", "编辑")
            let both = try await place.run("user", "add", "a1", "--name", "甲", "--unit", "zf", "--role", "系统管理员,安全管理员")
            let work = try await place.run("user", "add", "a1", "--name", "甲", "--unit", "zf", "--role", "编辑,审计管理员")
            let login = try await place.run("user", "add", "王明", "--name", "甲", "--unit", "zf", "--role", "编辑")
            let nobody = try await place.run("user", "reset", "nobody")
            let stdin = try await place.run("user", "add", "a1", "--name", "甲", "--unit", "zf", "--role", "编辑", "--password-stdin")
            #expect(role.code == 2 && role.errors.contains("编辑、审核、保密审查、签发"))
            #expect(unit.code == 1 && unit.errors.contains("没有名为“没有局”的单位"))
            #expect(both.code == 1 && both.errors.contains("三个人分别担任") && work.code == 1 && work.errors.contains("不办理业务"))
            #expect(login.code == 1 && login.errors.contains("小写字母") && nobody.code == 1 && stdin.code == 2)
            let count = try await place.number("SELECT COUNT(*) AS n FROM account")
            #expect(count == 0)
        }
    }

    @Test("A list of people becomes accounts, all or none, and their passwords come out once as a table")
    func list() async throws {
        try await CommandPlace.with { place in
            try await prepare(place)
            let bad = try place.write("bad.csv", "登录名,姓名,单位,岗位\nlifang,李芳,财政局,编辑、审核\nzhaolei,赵磊,没有局,签发\nx1,乙,czj,打字员\n")
            let refused = try await place.run("user", "import", bad)
            #expect(refused.code == 1 && refused.errors.contains("第 3 行") && refused.errors.contains("第 4 行"))
            let none = try await place.number("SELECT COUNT(*) AS n FROM account")
            #expect(none == 0)
            let good = try place.write("good.csv", "登录名,姓名,单位,岗位,邮箱\nlifang,李芳,czj,编辑、审核,li@czj.example\nzhaolei,赵磊,明川县人民政府,签发,\n")
            let done = try await place.run("user", "import", good)
            #expect(done.code == 0 && done.lines.count == 3 && done.lines.first == "登录名,姓名,一次性密码", "\(done.errors)")
            let posts = try await place.run("user", "post", "list")
            #expect(posts.output.contains("赵磊（zhaolei）") && posts.output.contains("签发"))
        }
    }

    @Test("Posts are set up, released and given on; rules are shown and changed")
    func posts() async throws {
        try await CommandPlace.with { place in
            try await prepare(place)
            for (login, name) in [("lifang", "李芳"), ("zhaolei", "赵磊")] {
                _ = try await place.run("user", "add", login, "--name", name, "--unit", "czj", "--role", "编辑")
            }
            let made = try await place.run(
                "user", "post", "add", "--unit", "czj", "--role", "签发", "--name", "分管副局长", "--holder", "lifang")
            let id = String(try #require(made.output.firstMatch(of: /岗位 (\d+)：/)).1)
            let occupied = try await place.run("user", "post", "assign", id, "zhaolei")
            let released = try await place.run("user", "post", "release", id)
            let given = try await place.run("user", "post", "assign", id, "zhaolei")
            #expect(occupied.code == 1 && occupied.errors.contains("李芳") && released.code == 0 && given.code == 0)
            let before = try await place.run("user", "rules")
            let changed = try await place.run("user", "rules", "--classified")
            let after = try await place.run("user", "rules")
            let wrong = try await place.run("user", "rules", "--shortest", "3")
            #expect(before.output.contains("密码最少 15 个字符") && before.output.contains("定期更换：不要求"))
            #expect(changed.code == 0 && after.output.contains("每 90 天") && wrong.code == 1)
        }
    }

    @Test("The client's secret of the identity provider is never shown, and half a setting is refused")
    func settings() async throws {
        try await CommandPlace.with { place in
            let environment = [
                "MINGTANG_OIDC_ISSUER": "https://id.example", "MINGTANG_OIDC_CLIENT": "mingtang", "MINGTANG_OIDC_SECRET": "geheim",
            ]
            let (table, json) = (
                try await place.run("settings", environment: environment),
                try await place.run("settings", "--json", environment: environment)
            )
            #expect(table.code == 0 && !table.output.contains("geheim") && table.output.contains("***"), "\(table.errors)")
            #expect(json.code == 0 && !json.output.contains("geheim"))
            let half = try await place.run("settings", environment: ["MINGTANG_OIDC_ISSUER": "https://id.example"])
            let plain = try await place.run(
                "settings", environment: ["MINGTANG_OIDC_ISSUER": "http://id.example", "MINGTANG_OIDC_CLIENT": "c"])
            #expect(half.code == 1 && half.errors.contains("oidcClient") && plain.code == 1)
        }
    }
}
