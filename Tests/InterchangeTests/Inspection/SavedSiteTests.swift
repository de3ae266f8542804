import Domain
import Foundation
import Testing

@testable import Interchange

@Suite("Inspecting a saved copy of a site") struct SavedSiteTests {
    @Test("A clean site has no fault, and what a copy cannot show is not passed")
    func clean() throws {
        let report = try MadeUpSite().report()
        #expect(report.faults == [])
        #expect(report.verdict == .passed)
        #expect(report.siteName == "某县人民政府")
        #expect(report.pageCount == 22 && report.columnCount == 6)
        let open = Set(report.unchecked.map(\.rule))
        for rule in [InspectionRule.seriousErrors, .siteUnavailable, .serviceGuides, .ipv6, .slowPage] {
            #expect(open.contains(rule), "\(rule)")
        }
        #expect(open.isDisjoint(with: report.passed))
        #expect(report.passed.contains(.deadLink) && report.passed.contains(.messagesUnanswered) && report.passed.contains(.footer))
    }

    /// A fault: where it is put, what is replaced by what, and the rule that finds it.
    struct Fault: Sendable, CustomTestStringConvertible {
        let rule: InspectionRule
        let path: String
        let old: String
        let new: String
        /// Words of the sentence or of its evidence.
        let words: String

        init(_ rule: InspectionRule, _ path: String, _ old: String, _ new: String, _ words: String) {
            (self.rule, self.path, self.old, self.new, self.words) = (rule, path, old, new, words)
        }

        var testDescription: String { "\(rule): \(words)" }
    }

    static let faults: [Fault] = [
        Fault(.homeNotUpdated, "index.html", "<span>2026-03", "<span>2026-02", "2026-02-18"),
        Fault(.newsColumn, "dt/index.html", "<span>2026-03", "<span>2026-02", "政务动态"),
        Fault(.noticeColumn, "tz/index.html", "2026-03-01", "2025-09-01", "2025-09-01"),
        Fault(
            .noticeColumn, "tz/index.html", "<span>2026-03-01</span>",
            "<a href=\"t1.html?b\">关于学校招生工作的通知</a><a href=\"t1.html?c\">关于开展安全检查的通知</a>", "没有发布时间"),
        Fault(.policyColumn, "zc/index.html", "2026-01-05", "2025-08-02", "政策文件"),
        Fault(.serviceFigures, "bsfw/tj.html", "2026-03-02", "2025-12-02", "办件统计"),
        Fault(.otherColumn, "jd/index.html", "2026-01-06", "2024-01-06", "政策解读"),
        Fault(.replies, "ly/index.html", "2026-03", "2026-01", "县长信箱"),
        Fault(.messagesUnanswered, "ly/index.html", "2026-03-15</td><td>办理中", "2025-12-10</td><td>办理中", "反映路灯不亮问题"),
        Fault(.emptyColumn, "jd/index.html", "<li><a href=\"j1.html\">《实施意见》政策解读</a><span>2026-01-06</span></li>", "暂无内容", "暂无"),
        Fault(.deadLink, "dt/index.html", "a2.html", "a3.html", "/dt/a3.html"),
        Fault(.deadLink, "index.html", "</ul>", "</ul><img src=\"/nothing.png\">", "/nothing.png"),
        Fault(.siteTags, "dt/a1.html", "<meta name=\"SiteIDCode\" content=\"9999010001\">", "", "SiteIDCode"),
        Fault(.columnTags, "tz/index.html", "<meta name=\"ColumnKeywords\" content=\"通知公告\">", "", "ColumnKeywords"),
        Fault(.articleTags, "zc/z1.html", "ContentSource", "Source", "ContentSource"),
        Fault(.tagForm, "zc/z1.html", "\"PubDate\"", "\"pubdate\"", "pubdate"),
        Fault(.tagForm, "zc/z1.html", "content=\"2026-01-05 10:00\"", "content=\"2026/1/5\"", "PubDate"),
        Fault(.tagForm, "zc/z1.html", "content=\"9999010001\"", "content=\"99990100\"", "SiteIDCode"),
        Fault(.footer, "bb.html", "主办单位：某县人民政府", "", "主办单位"), Fault(.footer, "bb.html", "　联系电话：0900-5550100", "", "联系方式"),
        Fault(.footer, "bb.html", "网站标识码：9999010001", "网站标识码：", "网站标识码"), Fault(.footer, "bb.html", "某ICP备99990100号", "", "ICP备案号"),
        Fault(.footer, "bb.html", "某公网安备 99990102000001号", "", "公安备案号"), Fault(.footer, "bb.html", "_ideConac", "x", "党政机关网站标识"),
        Fault(.footer, "bb.html", "网站地图", "地图", "网站地图"),
        Fault(.publicationTime, "tz/t1.html", "发布时间：2026-03-01 10:00　", "", "关于清明节放假的通知"),
        Fault(.search, "index.html", "<form role=\"search\"><input type=\"search\" name=\"q\"></form>", "", "搜索"),
        Fault(.disclosurePlatform, "index.html", ">政府信息公开<", ">信息公开<", "政府信息公开"),
        Fault(.disclosurePlatform, "index.html", "法定主动公开内容", "公开内容", "法定主动公开内容"),
        Fault(.requestsEntry, "index.html", "依申请公开", "申请", "依申请公开"), Fault(.noInteraction, "index.html", "县长信箱", "关于开展政策咨询活动的公告", "咨询"),
        Fault(.noServices, "index.html", "办事服务", "县政务服务中心", "办事"), Fault(.yearlyReport, "index.html", "政府网站工作年度报表", "报表", "2025年度"),
        Fault(.domainName, "index.html", "www.example.gov.cn", "www.example.com", "www.example.com"),
    ]

    @Test("Each planted fault is found, with its evidence, and no other", arguments: faults)
    func planted(_ fault: Fault) throws {
        var site = MadeUpSite()
        let page = try #require(site.pages[fault.path])
        try #require(page.contains(fault.old))
        site.pages[fault.path] = page.replacing(fault.old, with: fault.new)
        let found = try site.report().faults
        #expect(Set(found.map(\.rule)) == [fault.rule])
        let finding = try #require(found.first { $0.rule == fault.rule })
        let evidence = finding.evidence.map { "\($0.page) \($0.place)" }.joined(separator: "\n")
        #expect((finding.sentence + evidence).contains(fault.words))
        #expect(finding.evidence.contains { $0.page.hasPrefix("/") })
    }

    @Test("Without the icon for reporting faults on any page, its absence is found")
    func faultReport() throws {
        var site = MadeUpSite()
        for (path, page) in site.pages { site.pages[path] = page.replacing("我为政府网站找错", with: "图标") }
        #expect(try site.report().faults.map(\.rule) == [.faultReport])
    }

    @Test("A folder in which no page can be read has not passed: it is refused")
    func nothingReadable() throws {
        var site = MadeUpSite()
        site.pages = ["index.html": ""]
        #expect(throws: UnreadableFile.self) { try site.report() }
    }

    @Test("Pages in GBK are read like those in UTF-8")
    func gbk() throws {
        var site = MadeUpSite()
        site.pagesInGBK = Set(site.pages.keys)
        let report = try site.report()
        #expect(report.faults == [] && report.unreadable == [])
        #expect(report.siteName == "某县人民政府")
    }

    @Test("Without a home page a copy is a part: missing files are not dead links")
    func part() throws {
        var site = MadeUpSite()
        site.pages["index.html"] = nil
        site.pages["dt/index.html"] = site.pages["dt/index.html"]?.replacing("a2.html", with: "a3.html")
        let report = try site.report()
        #expect(!report.faults.contains { $0.rule == .deadLink })
        #expect(report.unchecked.contains { $0.rule == .deadLink } && report.unchecked.contains { $0.rule == .homeNotUpdated })
    }

    @Test("A copy as wget makes it, below a folder with the host's name, is read from there")
    func wget() throws {
        var site = MadeUpSite()
        site.pages = Dictionary(
            uniqueKeysWithValues: site.pages.map { ("www.example.gov.cn/\($0)", $1.replacing("/jc.png", with: "/index.html")) })
        #expect(try site.report().faults == [])
    }

    @Test(
        "Dates are paired with their titles in every usual layout",
        arguments: [
            "<li><span>[2026-03-18]</span><a href=\"a.html\">全县春季植树活动启动</a></li>",
            "<li><a href=\"a.html\"><b>18</b><i>2026-03</i><h3>全县春季植树活动启动</h3></a></li>",
            "<li><a href=\"a.html\">全县春季植树活动启动</a><em>03-18</em></li>",
            "<dl><dt><a href=\"a.html\">全县春季植树活动启动</a></dt><dd>2026/3/18</dd></dl>",
            "<div><p><a href=\"a.html\" title=\"全县春季植树活动启动\">全县春季植树…</a></p><p>发布日期：2026年3月18日</p></div>",
            "<tr><td>1</td><td><a href=\"a.html\">全县春季植树活动启动</a></td><td>2025-01-01</td><td>2026-03-18</td></tr>",
            "<li><a href=\"a.html\"><p>全县春季植树活动启动</p><p>发布时间：2026-03-18 10:00</p></a></li>",
        ])
    func layouts(_ item: String) throws {
        let html = MadeUpSite.page(
            MadeUpSite.columnTags("动态", "工作动态"), item.hasPrefix("<tr") ? "<table>\(item)</table>" : "<ul>\(item)</ul>")
        let page = try #require(
            try InspectedPageReader.read(Array(html.utf8), address: "/dt/", isHome: false, hosts: [], asOf: MadeUpSite.asOf))
        #expect(page.entries.count == 1)
        #expect(page.entries.first?.title.contains("全县春季植树活动启动") == true)
        #expect(page.entries.first?.day.day == Day(year: 2026, month: 3, day: 18))
    }

    @Test("A day that the title speaks of is not the day of the entry")
    func dayInTitle() throws {
        let html = MadeUpSite.page("", "<ul><li><a href=\"a.html\">关于2026年5月1日放假的通知</a><span>2026-03-02</span></li></ul>")
        let page = try #require(
            try InspectedPageReader.read(Array(html.utf8), address: "/", isHome: false, hosts: [], asOf: MadeUpSite.asOf))
        #expect(page.entries.map(\.day.day) == [Day(year: 2026, month: 3, day: 2)])
    }

    @Test(
        "A hostile page is refused or read, and quickly", .timeLimit(.minutes(10)),
        arguments: [
            String(repeating: "<div>", count: 200_000), String(repeating: "<a href=x>标题标题标题</a>2026-01-01", count: 40_000),
            String(repeating: "<ul><li>1", count: 30_000),
            "<meta name=\"SiteName\" content=\"" + String(repeating: "\"\u{301}", count: 100_000),
        ])
    func hostile(_ html: String) {
        do throws(UnreadableFile) {
            let page = try InspectedPageReader.read(Array(html.utf8), address: "/", isHome: false, hosts: [], asOf: MadeUpSite.asOf)
            #expect(
                (page?.entries.count ?? 0) <= InspectedPageReader.mostEntries && (page?.links.count ?? 0) <= InspectedPageReader.mostLinks)
        } catch {
            #expect(error.reason.contains("嵌套"))
        }
    }

    @Test("The report is the same in JSON, workbook, Word and web page; markup of the site stays text")
    func files() throws {
        var site = MadeUpSite()
        site.pages["dt/index.html"] = site.pages["dt/index.html"]?.replacing("a2.html", with: "a3.html?&lt;b&gt;x")
        let report = try site.report()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(InspectionJSON.object(report))) as? [String: Any])
        let findings = try #require(object["findings"] as? [[String: Any]])
        #expect(findings.map { $0["rule"] as? String } == ["deadLink"])
        #expect(object["verdict"] as? String == "passed" && object["score"] as? Double == 99.9)
        let html = String(decoding: InspectionFiles.html(report), as: UTF8.self)
        #expect(html.contains("打不开") && !html.contains("<b>x"))
        let sheet = try #require(try TableFile.read(try InspectionFiles.xlsx(report)).sheets.first)
        #expect(sheet.lines.contains { line in line.cells.contains { $0.text.contains("打不开") } })
        #expect(try InspectionFiles.docx(report).starts(with: [0x50, 0x4B]))
    }
}
