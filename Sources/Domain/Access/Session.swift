/// Somebody signed in at one browser (会话).
package struct Session: Sendable, Hashable {
    package typealias ID = Identifier<Session>

    package let id: ID
    package let account: Account.ID
    package let created: Instant
    /// To the minute.
    package let lastSeen: Instant
    /// What the browser calls itself, in two words.
    package let agent: String

    package init(id: ID, account: Account.ID, created: Instant, lastSeen: Instant, agent: String) {
        self.id = id
        self.account = account
        self.created = created
        self.lastSeen = lastSeen
        self.agent = agent
    }
}

/// A browser as people recognise it, out of the long text that it sends.
package enum BrowserName {
    private static let browsers = [
        ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("QQBrowser", "QQ浏览器"), ("360SE", "360浏览器"), ("QIHU", "360浏览器"),
        ("MetaSr", "搜狗浏览器"), ("UCBrowser", "UC浏览器"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("OPR", "Opera"), ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]
    private static let systems = [
        ("HarmonyOS", "鸿蒙"), ("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS", "macOS"),
        ("UOS", "统信UOS"), ("Kylin", "麒麟"), ("Linux", "Linux"),
    ]

    /// Chrome（Windows）; 其他浏览器 when nothing is recognised.
    package static func summary(of agent: String) -> String {
        let text = String(String.UnicodeScalarView(agent.unicodeScalars.prefix(400)))
        let browser = browsers.first { text.contains($0.0) }?.1 ?? "其他浏览器"
        guard let system = systems.first(where: { text.contains($0.0) })?.1 else { return browser }
        return "\(browser)（\(system)）"
    }
}
