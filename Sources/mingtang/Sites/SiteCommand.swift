import ArgumentParser
import Domain
import Operations
import Persistence
import Registers

struct SiteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site", abstract: "站点：一套程序可以承载多个县的门户。", subcommands: [SiteAddCommand.self, SiteListCommand.self])
}

struct SiteAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "由 JSON 文件登记站点；同名站点会更新。",
        discussion: """
            字段：name（必填）placeName hosts siteCode areaCode sponsor operatorName phone icpNumber policeNumber，
            emblemAddress（党政机关网站标识）faultReportAddress（我为政府网站找错）yearlyReportAddress（政府网站工作年度报表）
            servicesAddress（政务服务）四个网址，以及 guide、systems 等文字栏目；
            完整的例子见 Examples/mingchuan/county.json。

            例：mingtang site add county.json --database 明川.sqlite
            """)

    @Argument(help: ArgumentHelp("站点文件（JSON）。", valueName: "文件")) var file: String
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let county = try CountyFile(path: file)
        let installation = try await Opening.installation(try await database.checked())
        let saved = try await RegisterSite(installation).run(county.county, texts: county.texts, actor: "mingtang site add")
        try await FollowLog(installation).run()
        try await installation.close()
        Output.line("已登记站点“\(saved.name)”，文字栏目 \(county.texts.count) 个。")
    }
}

struct SiteListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出站点。", discussion: "例：mingtang site list --database 明川.sqlite")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let installation = try await Opening.installation(try await database.checked())
        let sites = try await installation.store.read { transaction in
            try SiteRegister(transaction).all().map { ($0, try DisclosureRegister(transaction, site: $0.id).count()) }
        }
        try await installation.close()
        guard !sites.isEmpty else { return Output.line("还没有站点。") }
        var table = TextTable(headings: ["名称", "地名", "主机名", "网站标识码", "公开信息"])
        for (site, count) in sites {
            table.add([
                site.name, site.placeName, site.hosts.isEmpty ? "（任意）" : site.hosts.joined(separator: "、"), site.siteCode, String(count),
            ])
        }
        Output.line(table.text)
    }
}
