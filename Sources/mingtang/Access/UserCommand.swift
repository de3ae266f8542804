import ArgumentParser
import Domain
import Operations
import Persistence
import Registers

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "工作台的账号、岗位和登录规则。",
        discussion: """
            账号是人，岗位是单位里的职责；工作跟着岗位走，人走了换人接任。

            例：mingtang user add wangming --name 王明 --unit 财政局 --role 编辑
            """,
        subcommands: [
            UserAddCommand.self, UserListCommand.self, UserDisableCommand.self, UserEnableCommand.self, UserResetCommand.self,
            UserImportCommand.self, UserPostCommand.self, UserRulesCommand.self, UserBindCommand.self,
        ])
}

extension Workplace {
    /// The account of that login.
    /// - Throws: `Failure` when there is none.
    func account(_ login: String) async throws -> AccountRegister.Credentials {
        let (site, name) = (county.id, LoginName.read(login))
        guard let found = try await installation.store.read({ try AccountRegister($0, site: site).find(login: name) }) else {
            throw Failure(.content, "没有登录名为“\(login)”的账号，请用 mingtang user list 查对。")
        }
        return found
    }

    func units() async throws -> UnitFinder {
        let (site, placeName) = (county.id, county.placeName)
        return try await installation.store.read { transaction in
            let register = UnitRegister(transaction, site: site)
            return UnitFinder(try register.all(), aliases: try register.aliases(), placeName: placeName)
        }
    }
}

struct UserAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "新建账号，并安排岗位；输出一次性密码。",
        discussion: """
            岗位：编辑、审核、保密审查、签发、政务公开办、第三方测评、系统管理员、安全管理员、审计管理员。三种管理员应由三个人分别担任，管理员不兼业务岗位。

            例：
              mingtang user add wangming --name 王明 --unit 财政局 --role 编辑
              mingtang user add lifang --name 李芳 --unit 财政局 --role 审核,保密审查 --email lifang@example.gov.cn
              echo "$PASSWORD" | mingtang user add demo --name 演示 --unit 财政局 --role 编辑 --password-stdin
            """)

    @Argument(help: ArgumentHelp("登录名：小写字母、数字和 . - _。", valueName: "登录名")) var login: String
    @Option(help: ArgumentHelp("姓名。", valueName: "姓名")) var name: String
    @Option(help: ArgumentHelp("单位的名称、简称或者代码。", valueName: "单位")) var unit: String
    @Option(help: ArgumentHelp("岗位，可以有几个，用逗号隔开。", valueName: "岗位")) var role: String
    @Option(help: ArgumentHelp("岗位名称，如“办公室主任”；不写就用岗位的种类。", valueName: "名称")) var postName: String?
    @Option(help: ArgumentHelp("电子邮箱，用于提醒。", valueName: "邮箱")) var email: String = ""
    @Flag(help: "从标准输入读取密码（一行），供脚本使用；不要求首次登录修改。") var passwordStdin = false
    @Flag(help: "输出 JSON。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    private struct Line: Encodable {
        let login, name, account: String
        let password: String?
    }

    func run() async throws {
        let roles = try RoleWords.list(role)
        guard !roles.isEmpty else { throw Failure(.unusable, "--role 是空的，请写明岗位。") }
        var password: String?
        if passwordStdin {
            guard let line = readLine(), !line.isEmpty else { throw Failure(.unusable, "标准输入中没有密码，请写在一行里。") }
            password = line
        }
        let place = try await Workplace(database, site: site)
        let unit = try await place.units().find(unit)
        let entry = AddAccount.Entry(
            login: LoginName.read(login), name: name, email: email, password: password,
            posts: roles.map { AddAccount.Place(unit: unit.id, role: $0, name: postName ?? RoleWords.words($0)) })
        let added = try await AddAccount(place.installation, county: place.county).run([entry], actor: "mingtang user add")
        try await place.finish()
        for one in added {
            if json {
                Output.line(
                    try JSONText.line(
                        Line(
                            login: one.account.login, name: one.account.name, account: one.account.id.description,
                            password: one.oneTimePassword)))
                continue
            }
            Output.line(
                "已新建账号 \(one.account.login)（\(one.account.name)）：\(unit.name) \(roles.map(RoleWords.words).joined(separator: "、"))。")
            if let secret = one.oneTimePassword { Output.line("一次性密码：\(secret)\n请当面交给本人，首次登录必须修改。") }
        }
    }
}

struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出账号和岗位。", discussion: "例：mingtang user list --database 明川.sqlite")

    @Flag(help: "每个账号输出一行 JSON。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    private struct Line: Encodable {
        let login, name, email, state: String
        let posts: [String]
        let hasSecondFactor: Bool
    }

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let (accounts, posts) = try await place.installation.store.read { transaction in
            (try AccountRegister(transaction, site: county).all(), try PostRegister(transaction, site: county).all())
        }
        try await place.close()
        let held = Dictionary(grouping: posts.filter { $0.holder != nil }, by: \.holder)
        let lines = accounts.map { found in
            Line(
                login: found.account.login, name: found.account.name, email: found.account.email, state: Self.state(found),
                posts: (held[found.account.id] ?? []).map { line in
                    let kind = RoleWords.words(line.post.role)
                    return "\(line.unitName) \(line.post.name == kind ? kind : "\(line.post.name)（\(kind)）")"
                }, hasSecondFactor: found.secondFactor.isOn)
        }
        if json { return try lines.forEach { Output.line(try JSONText.line($0)) } }
        guard !lines.isEmpty else { return Output.line("还没有账号，请用 mingtang user add 新建。") }
        var table = TextTable(headings: ["登录名", "姓名", "状态", "动态口令", "岗位"])
        for line in lines {
            table.add([
                line.login, line.name, line.state, line.hasSecondFactor ? "已启用" : "—",
                line.posts.isEmpty ? "（无岗位）" : line.posts.joined(separator: "；"),
            ])
        }
        Output.line(table.text)
    }

    private static func state(_ found: AccountRegister.Credentials) -> String {
        if found.account.isDisabled { return "停用" }
        if found.attempts.failures >= SignInAttempts.most { return "锁定" }
        return found.mustChange ? "待改密码" : "正常"
    }
}

struct UserDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "停用账号，立即结束它的全部登录。",
        discussion: "岗位仍在账号名下，需要时用 mingtang user post release 收回。\n\n例：mingtang user disable wangming")

    @Argument(help: ArgumentHelp("登录名。", valueName: "登录名")) var login: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let found = try await place.account(login)
        try await DisableAccount(place.installation).run(found.account.id, site: place.county.id, actor: "mingtang user disable")
        try await place.finish()
        Output.line("已停用 \(found.account.login)（\(found.account.name)），全部登录已结束。")
    }
}

struct UserEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "恢复停用的账号。", discussion: "例：mingtang user enable wangming")

    @Argument(help: ArgumentHelp("登录名。", valueName: "登录名")) var login: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let found = try await place.account(login)
        try await EnableAccount(place.installation).run(found.account.id, site: place.county.id, actor: "mingtang user enable")
        try await place.finish()
        Output.line("已恢复 \(found.account.login)（\(found.account.name)），仍用原来的密码。")
    }
}

struct UserResetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "重置密码：输出一次性密码，解除锁定，结束全部登录。",
        discussion: "手机遗失、恢复码也找不到的，加 --second-factor 同时停用动态口令。\n\n例：mingtang user reset wangming")

    @Argument(help: ArgumentHelp("登录名。", valueName: "登录名")) var login: String
    @Flag(help: "同时停用动态口令。") var secondFactor = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let found = try await place.account(login)
        let secret = try await ResetPassword(place.installation).run(
            found.account.id, removesSecondFactor: secondFactor, site: place.county.id, actor: "mingtang user reset")
        try await place.finish()
        Output.line("\(found.account.login)（\(found.account.name)）的一次性密码：\(secret)\n请当面交给本人，首次登录必须修改。")
    }
}

struct UserBindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bind", abstract: "把账号与统一身份认证中的人绑定；不写标识就解除绑定。",
        discussion: "标识是身份提供方 id_token 中的 sub。\n\n例：mingtang user bind wangming 7f3c9a52")

    @Argument(help: ArgumentHelp("登录名。", valueName: "登录名")) var login: String
    @Argument(help: ArgumentHelp("统一身份认证中的标识（sub）。", valueName: "标识")) var subject: String?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func validate() throws {
        if let subject, subject.isEmpty || subject.utf8.count > 255 { throw ValidationError("标识是空的或者超过 255 个字节。") }
    }

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let found = try await place.account(login)
        try await BindAccount(place.installation).run(
            found.account.id, subject: subject, site: place.county.id, actor: "mingtang user bind")
        try await place.finish()
        Output.line(subject == nil ? "已解除 \(found.account.login) 的绑定。" : "已绑定 \(found.account.login)。")
    }
}
