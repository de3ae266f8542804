import ArgumentParser

/// How the portal listens: shared by `serve` and `settings`.
struct ServingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("监听的端口；0 由系统选一个空闲的。", valueName: "端口"))
    var port: Int?

    @Option(help: ArgumentHelp("监听的地址。", valueName: "地址"))
    var host: String?

    @Option(help: ArgumentHelp("公众访问网站用的网址（https://…）。", valueName: "网址"))
    var origin: String?

    var flags: [String: String] {
        var flags: [String: String] = [:]
        flags["port"] = port.map(String.init)
        flags["host"] = host
        flags["origin"] = origin
        return flags
    }
}

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "打开门户网站。",
        discussion: """
            例：
              mingtang serve --database 明川.sqlite --port 8080
              mingtang serve --database postgresql://mingtang@db.example/mingtang --host 0.0.0.0 --origin https://www.example.gov.cn
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var serving: ServingOptions

    func run() async throws { try await serve(settings: try await database.checked(serving.flags)) }
}
