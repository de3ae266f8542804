/// One thing an operator can set: by a flag, else in the environment, else in the settings file.
struct Setting: Sendable {
    enum Form: Sendable {
        case text
        case number(ClosedRange<Int>)
    }

    let key: String
    let meaning: String
    let form: Form
    /// `nil`: not set unless somebody sets it.
    let standard: String?

    static let all: [Setting] = [
        Setting(key: "database", meaning: "数据库：SQLite 文件的路径，或者 postgresql:// 地址", form: .text, standard: "mingtang.sqlite"),
        Setting(key: "host", meaning: "门户网站监听的地址", form: .text, standard: "127.0.0.1"),
        Setting(key: "port", meaning: "门户网站监听的端口；0 由系统选一个空闲的", form: .number(0...65535), standard: "8080"),
        Setting(key: "origin", meaning: "公众访问网站用的网址（https://…），写入站点地图和订阅源；不填则按请求的主机名", form: .text, standard: nil),
        Setting(key: "searchIndex", meaning: "使用 PostgreSQL 时本机检索库的文件", form: .text, standard: "mingtang-search.sqlite"),
        Setting(key: "connections", meaning: "使用 PostgreSQL 时的连接数", form: .number(1...64), standard: "8"),
        Setting(key: "logLevel", meaning: "日志级别：trace debug info notice warning error critical", form: .text, standard: "info"),
        Setting(key: "pageCacheMegabytes", meaning: "整页缓存占用的内存上限（MB）", form: .number(1...4096), standard: "32"),
    ]

    /// `MINGTANG_PAGE_CACHE_MEGABYTES`
    var variable: String {
        var words = ""
        for character in key {
            if character.isUppercase { words += "_" }
            words += character.uppercased()
        }
        return "MINGTANG_\(words)"
    }
}

/// A setting's value and where it came from.
struct ResolvedSetting: Sendable {
    enum Origin: Sendable {
        case flag
        case environment
        case file(String)
        case standard

        func words(_ setting: Setting) -> String {
            switch self {
            case .flag: "命令行"
            case .environment: "环境变量 \(setting.variable)"
            case .file(let path): "设置文件 \(path)"
            case .standard: "默认"
            }
        }
    }

    let setting: Setting
    let value: String?
    let origin: Origin

    /// The value as it may be shown: the password of a database address hidden.
    var shown: String { value.map(DatabaseAddress.hidingPassword) ?? "（未设置）" }
}

/// The address of a database server, which can hold a password.
enum DatabaseAddress {
    static func isPostgres(_ address: String) -> Bool { address.hasPrefix("postgresql://") || address.hasPrefix("postgres://") }

    static func hidingPassword(_ address: String) -> String {
        guard isPostgres(address), let start = address.firstRange(of: "://")?.upperBound else { return address }
        var shown = String(address[start...])
        let end = shown.firstIndex(where: { "/?".contains($0) }) ?? shown.endIndex
        // The last @ before the path: a password may hold others.
        if let at = shown[..<end].lastIndex(of: "@"), let colon = shown[..<at].firstIndex(of: ":") {
            shown.replaceSubrange(shown.index(after: colon)..<at, with: "***")
        }
        let parts = shown.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return address[..<start] + shown }
        let parameters = parts[1].split(separator: "&").map { parameter in
            parameter.lowercased().hasPrefix("password=") || parameter.lowercased().hasPrefix("sslpassword=")
                ? "\(parameter.prefix { $0 != "=" })=***" : String(parameter)
        }
        return "\(address[..<start])\(parts[0])?\(parameters.joined(separator: "&"))"
    }
}
