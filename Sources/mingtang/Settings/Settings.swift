import Logging
import Outbound

/// The settings of this run, checked.
struct Settings: Sendable {
    let database: String
    let host: String
    let port: Int
    /// `https://www.example.gov.cn`, without a slash at the end.
    let origin: String?
    let searchIndex: String
    let connections: Int
    let logLevel: Logger.Level
    let pageCacheMegabytes: Int
    /// How reminders are sent.
    let mail: MailSettings?
    /// The folder in which attachments lie.
    let files: String
    /// The file with the key for applicants' identities; `nil` for the usual place.
    let identityKey: String?
    let uploadMegabytes: Int
    /// Requests for disclosure that the portal takes.
    let requestsPerMinute: Int
    let formsPerMinute: Int
    let scanner: VirusScanner?
    /// Whether the links of drafts are tried.
    let checksLinks: Bool
    /// Where staff may sign in besides the password.
    let provider: IdentityProvider.Settings?
    /// Where the nightly dumps lie; `nil` makes none.
    let dumps: String?
    let dumpNights: Int

    /// - Throws: `Failure` that names every fault at once: what, where, and how to put it right.
    init(_ reading: SettingsReading) throws {
        var faults = reading.faults
        let values = Dictionary(reading.resolved.map { ($0.setting.key, $0) }, uniquingKeysWith: { $1 })
        func text(_ key: String) -> String? { values[key]?.value }
        func number(_ key: String) -> Int { text(key).flatMap { Int($0) } ?? 0 }
        func fault(_ key: String, _ words: String) {
            guard let found = values[key] else { return }
            faults.append("\(key)（来自\(found.origin.words(found.setting))）：\(words)")
        }

        for resolved in reading.resolved {
            guard case .number(let range) = resolved.setting.form, let number = resolved.value.flatMap({ Int($0) }), !range.contains(number)
            else { continue }
            fault(resolved.setting.key, "\(number) 超出范围，应在 \(range.lowerBound) 到 \(range.upperBound) 之间。")
        }
        for key in ["database", "host", "searchIndex", "files", "dumps"] where text(key)?.isEmpty == true {
            fault(key, "是空的，请填写，或者删去这一项使用默认值。")
        }
        if let host = text("host"), host.contains(where: { $0.isWhitespace || $0 == "/" }) { fault("host", "“\(host)”不是主机名或者 IP 地址。") }
        let level = text("logLevel").flatMap { Logger.Level(rawValue: $0) }
        if level == nil {
            fault("logLevel", "“\(text("logLevel") ?? "")”不是日志级别，可选：\(Logger.Level.allCases.map(\.rawValue).joined(separator: "、"))。")
        }
        let origin = text("origin").map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        if let origin, !Self.isOrigin(origin) { fault("origin", "“\(origin)”不是网址，应写成 https://www.example.gov.cn，后面不带路径。") }
        let database = text("database") ?? ""
        if database.contains("://"), !DatabaseAddress.isPostgres(database) {
            fault("database", "不认识这种数据库地址，请写 SQLite 文件路径，或者 postgresql://用户@主机/库名。")
        }
        #if !PostgreSQL
            if DatabaseAddress.isPostgres(database) { fault("database", "本程序编译时没有带 PostgreSQL，请使用 SQLite 文件，或者换用带 PostgreSQL 的程序。") }
        #endif
        let mail = MailSettings(text: text, fault: fault)
        let issuer = text("oidcIssuer").map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        if let issuer {
            if !IdentityProvider.isAllowed(issuer) { fault("oidcIssuer", "“\(issuer)”应是 https:// 开头的网址。") }
            if text("oidcClient")?.isEmpty ?? true { faults.append("oidcIssuer 已填，但 oidcClient 没有填：请填写客户端标识，或者两项都不填。") }
        }
        if let word = text("checkLinks"), !["yes", "no"].contains(word) { fault("checkLinks", "“\(word)”应写成 yes 或者 no。") }
        var scanner: VirusScanner?
        if let address = text("virusScanner") {
            do { scanner = try VirusScanner(address: address) } catch { fault("virusScanner", error.description) }
        }
        guard faults.isEmpty else { throw Failure(.content, ["设置有 \(faults.count) 处错误："] + faults.map { "  \($0)" }) }

        self.database = database
        host = text("host") ?? ""
        port = number("port")
        self.origin = origin
        searchIndex = text("searchIndex") ?? ""
        connections = number("connections")
        logLevel = level ?? .info
        pageCacheMegabytes = number("pageCacheMegabytes")
        self.mail = mail
        files = text("files") ?? ""
        identityKey = text("identityKey").flatMap { $0.isEmpty ? nil : $0 }
        uploadMegabytes = number("uploadMegabytes")
        requestsPerMinute = number("requestsPerMinute")
        formsPerMinute = number("formsPerMinute")
        self.scanner = scanner
        checksLinks = text("checkLinks") == "yes"
        dumps = text("dumps")
        dumpNights = number("dumpNights")
        provider = issuer.map { issuer in
            IdentityProvider.Settings(
                issuer: issuer, client: text("oidcClient") ?? "", secret: text("oidcSecret") ?? "",
                loginClaim: text("oidcLoginClaim") ?? "", label: text("oidcLabel") ?? "")
        }
    }

    private static func isOrigin(_ text: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else { return false }
        let rest = text.dropFirst(scheme.count)
        return !rest.isEmpty && rest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"/?#@\\\"<>".utf8.contains($0) }
    }
}
