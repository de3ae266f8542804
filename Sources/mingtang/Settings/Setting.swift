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
    /// Never shown.
    var isSecret = false

    static let all: [Setting] = [
        Setting(key: "database", meaning: "数据库：SQLite 文件的路径，或者 postgresql:// 地址", form: .text, standard: "mingtang.sqlite"),
        Setting(key: "host", meaning: "门户网站监听的地址", form: .text, standard: "127.0.0.1"),
        Setting(key: "port", meaning: "门户网站监听的端口；0 由系统选一个空闲的", form: .number(0...65535), standard: "8080"),
        Setting(key: "origin", meaning: "公众访问网站用的网址（https://…），写入站点地图和订阅源；不填则按请求的主机名", form: .text, standard: nil),
        Setting(key: "searchIndex", meaning: "使用 PostgreSQL 时本机检索库的文件", form: .text, standard: "mingtang-search.sqlite"),
        Setting(key: "connections", meaning: "使用 PostgreSQL 时的连接数", form: .number(1...64), standard: "8"),
        Setting(key: "logLevel", meaning: "日志级别：trace debug info notice warning error critical", form: .text, standard: "info"),
        Setting(key: "pageCacheMegabytes", meaning: "整页缓存占用的内存上限（MB）", form: .number(1...4096), standard: "32"),
        Setting(
            key: "mailServer", meaning: "发送提醒邮件的服务器：smtp://主机:端口、smtps://主机:端口，或者 sendmail:/usr/sbin/sendmail；不填则不发邮件", form: .text,
            standard: nil),
        Setting(key: "mailUser", meaning: "邮件服务器的用户名；不需要登录的不填", form: .text, standard: nil),
        Setting(key: "mailPassword", meaning: "邮件服务器的密码", form: .text, standard: nil, isSecret: true),
        Setting(key: "mailFrom", meaning: "提醒邮件的发件地址，如 县政务公开办 <zwgk@example.gov.cn>", form: .text, standard: nil),
        Setting(key: "files", meaning: "附件文件夹；使用多台服务器时是它们共用的文件夹", form: .text, standard: "mingtang-files"),
        Setting(
            key: "identityKey", meaning: "申请人身份信息的密钥文件；不填则放在 SQLite 数据库旁边（数据库文件名.key）。请另行备份，丢失后身份信息无法恢复", form: .text,
            standard: nil),
        Setting(key: "uploadMegabytes", meaning: "单个附件的大小上限（MB）", form: .number(1...2048), standard: "200"),
        Setting(
            key: "requestsPerMinute", meaning: "网上每分钟最多接收几件依申请公开申请；超过四分之一时，先请申请人回答一个问题", form: .number(1...10_000), standard: "30"),
        Setting(
            key: "formsPerMinute", meaning: "网上每分钟最多接收几份其他表单（意见、留言、评价、订阅等，每类分别计算）；超过四分之一时，先请填写的人回答一个问题", form: .number(1...1_000_000),
            standard: "300"),
        Setting(
            key: "virusScanner", meaning: "病毒扫描服务 clamd 的地址，如 unix:/run/clamav/clamd.ctl；填了而它没有响应时不收附件", form: .text, standard: nil),
        Setting(key: "checkLinks", meaning: "检查稿件时是否试着打开其中的链接：yes 或者 no；不通外网的服务器填 no", form: .text, standard: "yes"),
        Setting(key: "oidcIssuer", meaning: "统一身份认证（OpenID Connect）的签发方网址；不填则只用密码登录工作台", form: .text, standard: nil),
        Setting(key: "oidcClient", meaning: "本系统在统一身份认证中的客户端标识", form: .text, standard: nil),
        Setting(key: "oidcSecret", meaning: "客户端密钥；公开客户端不填", form: .text, standard: nil, isSecret: true),
        Setting(key: "oidcLoginClaim", meaning: "按哪一项声明对应登录名，如 preferred_username；不填则只认管理员绑定的账号", form: .text, standard: nil),
        Setting(key: "oidcLabel", meaning: "登录页上统一身份认证按钮的文字", form: .text, standard: "用统一身份认证登录"),
        Setting(key: "dumps", meaning: "整库下载的文件夹，每天 3 时以后把全部公开数据打成一套文件；使用多台服务器时是它们共用的文件夹；不填则不做", form: .text, standard: nil),
        Setting(key: "dumpNights", meaning: "整库下载保留几天", form: .number(1...60), standard: "7"),
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

    /// The value as it may be shown: secrets, and the password in a database address, hidden.
    var shown: String {
        guard let value else { return "（未设置）" }
        // A mail server has no place for a password; whoever wrote one there does not want it shown.
        let hidesAll = setting.isSecret || setting.key == "mailServer" && value.contains("@")
        return hidesAll ? "***" : DatabaseAddress.hidingPassword(value)
    }
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
