import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers

struct CatalogueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue", abstract: "标准目录：核对、编制、公布、比较、导出。",
        subcommands: [
            CatalogueCheckCommand.self, CatalogueCellsCommand.self, CatalogueImportCommand.self, CatalogueAdoptCommand.self,
            CatalogueListCommand.self,
            CatalogueCompareCommand.self, CatalogueExportCommand.self,
        ])
}

struct CatalogueCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "核对目录文件（xlsx、xls、docx、html、csv），不写数据库。",
        discussion: """
            退出码：0 没有错误（可以有提醒），1 内容有错误，2 有文件读不了；多个文件取最重的一个。

            例：mingtang catalogue check 目录/*.xlsx
            """)

    @Argument(help: ArgumentHelp("目录文件。", valueName: "文件")) var files: [String]
    @Flag(help: "每个文件输出一行 JSON。") var json = false
    @Flag(help: "逐条列出自动整理的地方。") var repairs = false

    func run() throws {
        var worst: Int32 = 0
        for file in files {
            do {
                let reading = try CatalogueFile.check(path: file)
                Output.line(
                    json
                        ? CatalogueCheckReport.json(file: file, reading: reading)
                        : CatalogueCheckReport.table(file: file, reading: reading, showsRepairs: repairs))
                if reading.hasErrors { worst = max(worst, Failure.Code.content.rawValue) }
            } catch {
                Output.error("\(file)：\(error.reason)")
                worst = max(worst, Failure.Code.unusable.rawValue)
            }
        }
        if worst != 0 { throw ExitCode(worst) }
    }
}

struct CatalogueImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "由目录文件编制一个版本的草案，可以同时公布。",
        discussion: """
            县级目录对照现行的国家或省级指引：指引中的事项可以细化、增加，不能减少；缺了哪些会逐一列出。
            与上一年版本相比取消的事项，要在 --notes 的调整说明中写明理由。

            例：
              mingtang catalogue import 指引/*.xlsx --level national --title 国家标准指引 --adopt 2024-01-01
              mingtang catalogue import 目录/*.xlsx --level county --title 明川县基层政务公开标准目录（2026年版） --notes 调整说明.csv --adopt 2026-01-01
            """)

    @Argument(help: ArgumentHelp("目录文件。", valueName: "文件")) var files: [String]
    @Option(help: ArgumentHelp("级别：national 国家指引，provincial 省级指引，county 县级目录。", valueName: "级别")) var level: CatalogueVersion.Level
    @Option(help: ArgumentHelp("名称。", valueName: "名称")) var title: String
    @Option(help: ArgumentHelp("调整说明文件（领域、一级事项、二级事项、调整类型、调整理由、原事项名称）。", valueName: "文件")) var notes: String?
    @Option(help: ArgumentHelp("文件没有写明领域的事项归入这个领域。", valueName: "领域")) var domain: String?
    @Option(help: ArgumentHelp("编制或者调整的理由。", valueName: "理由")) var reason = ""
    @Option(help: ArgumentHelp("同时公布，自这一天起施行（2026-01-01）。", valueName: "日期")) var adopt: Day?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        var source = try CatalogueSources.read(files: files, notes: notes, level: level, title: title, reason: reason)
        source.defaultDomain = domain
        let place = try await Workplace(database, site: site)
        let outcome = try await DraftCatalogue(place.installation).run(source, county: place.county, actor: "mingtang catalogue import")
        Output.line(CatalogueWords.drafted(outcome))
        if let adopt {
            try await CatalogueWords.adopt(outcome.version.id, effective: adopt, in: place, actor: "mingtang catalogue import")
        } else {
            Output.line("公布：mingtang catalogue adopt \(outcome.version.id) --effective 日期")
        }
        try await place.finish()
    }
}

struct CatalogueAdoptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "公布一个草案，代替现行版本。",
        discussion: "例：mingtang catalogue adopt 891348238950400 --effective 2026-01-01")

    @Argument(help: ArgumentHelp("版本号，见 mingtang catalogue list。", valueName: "版本号")) var version: String
    @Option(help: ArgumentHelp("施行日期。", valueName: "日期")) var effective: Day
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let found = try await place.version(version)
        try await CatalogueWords.adopt(found.id, effective: effective, in: place, actor: "mingtang catalogue adopt")
        try await place.finish()
    }
}

struct CatalogueListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出指引和目录的各个版本。", discussion: "例：mingtang catalogue list --database 明川.sqlite")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let versions = try await place.installation.store.read { transaction in
            let register = CatalogueRegister(transaction, site: county)
            return try register.versions().map { (version: $0, count: try register.items(of: $0.id).count) }
        }
        try await place.close()
        guard !versions.isEmpty else { return Output.line("还没有指引和目录。") }
        var table = TextTable(headings: ["版本号", "级别", "状态", "施行", "停止", "事项", "名称"])
        for (version, count) in versions {
            table.add([
                version.id.description, CatalogueWords.name(version.level), CatalogueWords.name(version.state),
                version.effective?.description ?? "",
                version.superseded?.description ?? "", String(count), version.title,
            ])
        }
        Output.line(table.text)
    }
}

struct CatalogueCompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "逐项比较两个版本。", discussion: "例：mingtang catalogue compare current 891348238950400")

    @Argument(help: ArgumentHelp("新版本的版本号；current 是现行县级目录。", valueName: "新版本")) var new: String
    @Argument(help: ArgumentHelp("旧版本的版本号。", valueName: "旧版本")) var old: String
    @Flag(help: "输出一个 JSON 对象。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (newer, older) = (try await place.version(new), try await place.version(old))
        let county = place.county.id
        let (comparison, domains) = try await place.installation.store.read { transaction in
            let register = CatalogueRegister(transaction, site: county)
            let comparison = CatalogueComparison(old: try register.items(of: older.id), new: try register.items(of: newer.id))
            return (comparison, try DutyRegister(transaction, site: county).domains())
        }
        try await place.close()
        let report = ComparisonReport(comparison, new: newer, old: older, domains: domains)
        Output.line(json ? try JSONText.line(report) : report.text)
    }
}

extension CatalogueVersion.Level: ExpressibleByArgument {}

extension Day: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }
}

extension Workplace {
    /// The version with that number; `current` is the county's catalogue in force.
    func version(_ text: String) async throws -> CatalogueVersion {
        let county = county.id
        let found = try await installation.store.read { transaction -> CatalogueVersion? in
            let register = CatalogueRegister(transaction, site: county)
            if text == "current" { return try register.inForce(.county) }
            return try CatalogueVersion.ID(text: text).flatMap { try register.version($0) }
        }
        guard let found else {
            throw Failure(.content, text == "current" ? "还没有公布过县级目录。" : "没有版本号为 \(text) 的目录，请用 mingtang catalogue list 查对。")
        }
        return found
    }
}
