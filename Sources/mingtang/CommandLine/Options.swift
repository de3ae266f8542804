import ArgumentParser
import Foundation

/// Where the data is: on every command.
struct DatabaseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("数据库：SQLite 文件的路径，或者 postgresql:// 地址。", valueName: "地址"))
    var database: String?

    @Option(help: ArgumentHelp("使用 PostgreSQL 时本机检索库的文件。", valueName: "文件"))
    var searchIndex: String?

    @Option(help: ArgumentHelp("设置文件（JSON）。", valueName: "文件"))
    var settings: String?

    func reading(_ more: [String: String] = [:]) async -> SettingsReading {
        var flags = more
        flags["database"] = database
        flags["searchIndex"] = searchIndex
        return await SettingsReading(flags: flags, file: settings, environment: ProcessInfo.processInfo.environment)
    }

    func checked(_ more: [String: String] = [:]) async throws -> Settings { try Settings(await reading(more)) }
}

/// Which site a command works on.
struct SiteOptions: ParsableArguments {
    @Option(help: ArgumentHelp("站点名称；只有一个站点时可以不写。", valueName: "名称"))
    var site: String?
}
