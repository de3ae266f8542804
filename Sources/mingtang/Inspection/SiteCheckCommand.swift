import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers
import Site

struct SiteCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site-check", abstract: "按国务院办公厅的检查指标检查本县自己的门户，并记入网站检查的历史。",
        discussion: """
            规则和 mingtang inspect 相同，分值和期限按工作台“网站检查”中施行的一套；网页由本程序直接生成，不必启动网站。
            另外列出预警：几天之内没有新的内容就会成为问题的。--last 只输出最近一次的结果，不检查。
            服务器运行时每天凌晨自动检查一次。退出码：0 没有发现问题，1 有问题。

            --json 输出一行：
              {"report":检查结果，格式同 mingtang inspect --json,"warnings":[{"rule","name","severity","day":成为问题的日期,"sentence","page","place"}]}

            例：mingtang site-check --database 明川.sqlite
                mingtang site-check --last --json
            """)

    @Flag(help: "输出一行 JSON。") var json = false
    @Flag(help: "只输出最近一次的结果，不检查。") var last = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let check = try await last ? stored(place) : made(place)
        try await place.close()
        if json {
            Output.bytes(SiteCheckJSON.object(check) + [0x0A])
        } else {
            Output.line(([InspectionWords.text(check.report)] + warnings(check)).joined(separator: "\n"))
        }
        if !check.report.faults.isEmpty { throw ExitCode(Failure.Code.content.rawValue) }
    }

    private func made(_ place: Workplace) async throws -> SiteCheck {
        let portal = try await Portal(
            place.installation, settings: Portal.Settings(origin: place.settings.origin),
            tools: Portal.Tools(files: try Opening.files(place.settings)), log: place.installation.log)
        return try await portal.checkSite(place.county, actor: "mingtang site-check")
    }

    private func stored(_ place: Workplace) async throws -> SiteCheck {
        let (county, today) = (place.county.id, place.installation.now().day)
        guard let check = try await place.installation.store.read({ try SiteCheckRegister($0, site: county).latest(on: today) }) else {
            throw Failure(.content, "还没有检查过，请运行 mingtang site-check。")
        }
        return check
    }

    private func warnings(_ check: SiteCheck) -> [String] {
        guard !check.warnings.isEmpty else { return [] }
        return ["", "预警（\(check.warnings.count)）"] + check.warnings.map { "  \($0.day) 起 [\($0.rule.name)] \($0.sentence)" }
    }
}
