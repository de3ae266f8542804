import Domain
import Foundation

@testable import Interchange

/// A small government site in a folder, without a fault; tests plant one at a time.
struct MadeUpSite {
    static let asOf = Day(serial: 20_532)  // 2026-03-20

    /// Path → page.
    var pages: [String: String] = [:]
    /// Path → page in GBK.
    var pagesInGBK: Set<String> = []

    init() {
        let links = [
            ("zfxxgk/index.html", "政府信息公开"), ("zfxxgk/zhinan.html", "政府信息公开指南"), ("zfxxgk/zhidu.html", "政府信息公开制度"),
            ("zfxxgk/fdzdgk.html", "法定主动公开内容"), ("zfxxgk/nianbao.html", "政府信息公开年报"), ("zfxxgk/ysqgk.html", "依申请公开"),
            ("bsfw.html", "办事服务"), ("ly/index.html", "县长信箱"), ("dt/index.html", "政务动态"), ("tz/index.html", "通知公告"),
            ("zc/index.html", "政策文件"), ("bsfw/tj.html", "办件统计"), ("jd/index.html", "政策解读"), ("bb.html", "政府网站工作年度报表"),
        ]
        let menu = links.map { "<li><a href=\"\($0.0)\">\($0.1)</a></li>" }.joined()
        pages["index.html"] = Self.page(
            Self.columnTags("首页", "首页"),
            "<form role=\"search\"><input type=\"search\" name=\"q\"></form><ul>\(menu)</ul>"
                + Self.list([("dt/a1.html", "全县春季植树活动启动", "2026-03-18"), ("dt/a2.html", "县政府召开常务会议", "2026-03-10")]))
        pages["dt/index.html"] = Self.page(
            Self.columnTags("政务动态", "工作动态"), Self.list([("a1.html", "全县春季植树活动启动", "2026-03-18"), ("a2.html", "县政府召开常务会议", "2026-03-10")]))
        pages["dt/a1.html"] = Self.article("全县春季植树活动启动", "2026-03-18 09:00")
        pages["dt/a2.html"] = Self.article("县政府召开常务会议", "2026-03-10 09:00")
        pages["tz/index.html"] = Self.page(Self.columnTags("通知公告", "其他"), Self.list([("t1.html", "关于清明节放假的通知", "2026-03-01")]))
        pages["tz/t1.html"] = Self.article("关于清明节放假的通知", "2026-03-01 10:00")
        pages["zc/index.html"] = Self.page(
            Self.columnTags("政策文件", "政策文件"),
            "<table><tr><th>名称</th><th>成文日期</th><th>发布日期</th></tr><tr><td><a href=\"z1.html\">关于农村危房改造的实施意见</a></td><td>2025-08-01</td><td>2026-01-05</td></tr></table>"
        )
        pages["zc/z1.html"] = Self.article("关于农村危房改造的实施意见", "2026-01-05 10:00")
        pages["bsfw/tj.html"] = Self.page(Self.columnTags("办件统计", "其他"), Self.list([("tj1.html", "2026年2月办件情况统计", "2026-03-02")]))
        pages["bsfw/tj1.html"] = Self.article("2026年2月办件情况统计", "2026-03-02 10:00")
        pages["jd/index.html"] = Self.page(Self.columnTags("政策解读", "政策解读"), Self.list([("j1.html", "《实施意见》政策解读", "2026-01-06")]))
        pages["jd/j1.html"] = Self.article("《实施意见》政策解读", "2026-01-06 10:00")
        pages["ly/index.html"] = Self.page(
            Self.columnTags("县长信箱", "咨询投诉"),
            "<table>\(Self.message("咨询公交线路调整", "2026-03-01", "已回复"))\(Self.message("反映路灯不亮问题", "2026-03-15", "办理中"))</table>")
        for path in [
            "zfxxgk/index", "zfxxgk/zhinan", "zfxxgk/zhidu", "zfxxgk/fdzdgk", "zfxxgk/nianbao", "zfxxgk/ysqgk", "bsfw", "bb", "wzdt",
        ] {
            pages["\(path).html"] = Self.page("", "<p>\(String(repeating: "本页介绍有关情况。", count: 10))</p>")
        }
        // Links of pages below the top go up first.
        for (path, html) in pages where path.contains("/") {
            pages[path] = html.replacing("href=\"/wzdt.html\"", with: "href=\"../wzdt.html\"")
        }
    }

    static let siteTags = ["SiteName": "某县人民政府", "SiteDomain": "www.example.gov.cn", "SiteIDCode": "9999010001"]

    static let footer = """
        <div class="footer"><a href="/wzdt.html">网站地图</a><p>主办单位：某县人民政府　联系电话：0900-5550100</p>
        <p>网站标识码：9999010001　某ICP备99990100号　某公网安备 99990102000001号</p>
        <span id="_ideConac"></span><img alt="我为政府网站找错" src="/jc.png"></div>
        """

    static func tags(_ tags: [(String, String)]) -> String { tags.map { "<meta name=\"\($0.0)\" content=\"\($0.1)\">\n" }.joined() }

    static func columnTags(_ name: String, _ type: String) -> String {
        tags([("ColumnName", name), ("ColumnDescription", "\(name)栏目"), ("ColumnKeywords", name), ("ColumnType", type)])
    }

    static func page(_ tags: String, _ body: String) -> String {
        """
        <!DOCTYPE html><html><head><meta charset="utf-8"><title>某县人民政府</title>
        \(Self.tags(siteTags.sorted { $0.key < $1.key }))\(tags)</head>
        <body><div class="header"><a href="/index.html">首页</a>今天是2026年3月20日 星期五</div>
        <div class="main">\(body)</div>\(footer)</body></html>
        """
    }

    static func list(_ entries: [(String, String, String)]) -> String {
        "<ul>" + entries.map { "<li><a href=\"\($0.0)\">\($0.1)</a><span>\($0.2)</span></li>" }.joined() + "</ul>"
    }

    static func message(_ title: String, _ day: String, _ state: String) -> String {
        "<tr><td><a href=\"#\">\(title)</a></td><td>\(day)</td><td>\(state)</td></tr>"
    }

    static func article(_ title: String, _ time: String) -> String {
        page(
            tags([("ArticleTitle", title), ("PubDate", time), ("ContentSource", "某县人民政府办公室")]),
            "<h1>\(title)</h1><p>发布时间：\(time)　来源：某县人民政府办公室</p><p>\(String(repeating: "正文。", count: 40))</p>")
    }

    /// Writes the site into a folder, inspects it, and removes it.
    func report(rules: InspectionRules = .released) throws -> InspectionReport {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mingtang-site-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder left behind harms nobody
        for (path, html) in pages {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            let encoding = String.Encoding(rawValue: 0x8000_0632)
            let bytes = pagesInGBK.contains(path) ? html.replacing("utf-8", with: "gbk").data(using: encoding) : Data(html.utf8)
            try (bytes ?? Data()).write(to: file)
        }
        try Data([0x89]).write(to: folder.appending(path: "jc.png"))
        var inspection = SiteInspection(subject: "网站副本", source: .saved, rules: rules, asOf: Self.asOf)
        try SavedSite(folder: folder.path).inspect(&inspection)
        return inspection.report()
    }
}
