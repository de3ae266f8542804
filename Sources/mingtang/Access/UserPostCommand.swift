import ArgumentParser
import Domain
import Operations
import Persistence
import Registers

struct UserPostCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post", abstract: "岗位：设立、安排、收回。",
        subcommands: [
            UserPostListCommand.self, UserPostAddCommand.self, UserPostAssignCommand.self, UserPostReleaseCommand.self,
        ])
}

struct UserPostListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出岗位和担任的人。", discussion: "例：mingtang user post list")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let lines = try await place.installation.store.read { try PostRegister($0, site: county).all() }
        try await place.close()
        guard !lines.isEmpty else { return Output.line("还没有岗位。") }
        var table = TextTable(headings: ["编号", "单位", "岗位", "名称", "担任"])
        for line in lines {
            table.add([
                line.post.id.description, line.unitName, RoleWords.words(line.post.role), line.post.name,
                line.holderLogin.map { "\(line.holderName ?? "")（\($0)）" } ?? "（空缺）",
            ])
        }
        Output.line(table.text)
    }
}

struct UserPostAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "设立岗位，可以同时安排人。",
        discussion: "例：mingtang user post add --unit 财政局 --role 签发 --name 分管副局长 --holder zhaolei")

    @Option(help: ArgumentHelp("单位的名称、简称或者代码。", valueName: "单位")) var unit: String
    @Option(help: ArgumentHelp("岗位的种类。", valueName: "岗位")) var role: String
    @Option(help: ArgumentHelp("岗位名称；不写就用岗位的种类。", valueName: "名称")) var name: String?
    @Option(help: ArgumentHelp("担任的人的登录名。", valueName: "登录名")) var holder: String?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let role = try RoleWords.read(role)
        let place = try await Workplace(database, site: site)
        let unit = try await place.units().find(unit)
        let account = if let holder { try await place.account(holder).account } else { nil as Account? }
        let post = try await AddPost(place.installation).run(
            unit: unit.id, role: role, name: name ?? RoleWords.words(role), site: place.county.id, actor: "mingtang user post add")
        if let account {
            try await AssignPost(place.installation).run(
                post.id, to: account.id, site: place.county.id, actor: "mingtang user post add")
        }
        try await place.finish()
        Output.line("已设立岗位 \(post.id)：\(unit.name) \(post.name)\(account.map { "，由\($0.name)担任" } ?? "")。")
    }
}

struct UserPostAssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "安排人担任岗位。", discussion: "例：mingtang user post assign 826451200344326144 zhaolei")

    @Argument(help: ArgumentHelp("岗位编号，见 mingtang user post list。", valueName: "编号")) var post: String
    @Argument(help: ArgumentHelp("登录名。", valueName: "登录名")) var login: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        guard let id = Post.ID(text: post) else { throw Failure(.unusable, "“\(post)”不是岗位编号，请用 mingtang user post list 查对。") }
        let place = try await Workplace(database, site: site)
        let found = try await place.account(login)
        try await AssignPost(place.installation).run(
            id, to: found.account.id, site: place.county.id, actor: "mingtang user post assign")
        try await place.finish()
        Output.line("已由\(found.account.name)担任。")
    }
}

struct UserPostReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "收回岗位；工作留在岗位上，等下一位。", discussion: "例：mingtang user post release 826451200344326144")

    @Argument(help: ArgumentHelp("岗位编号，见 mingtang user post list。", valueName: "编号")) var post: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        guard let id = Post.ID(text: post) else { throw Failure(.unusable, "“\(post)”不是岗位编号，请用 mingtang user post list 查对。") }
        let place = try await Workplace(database, site: site)
        try await ReleasePost(place.installation).run(id, site: place.county.id, actor: "mingtang user post release")
        try await place.finish()
        Output.line("已收回。")
    }
}
