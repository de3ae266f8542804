import Domain
import Pages
import Testing

@Suite("Files for programs")
struct FileTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("A feed has an address, a time and an author for itself, and for every entry")
    func feed() {
        let feed = Feed(
            scope: .unit("mzj"), title: "县民政局",
            entries: [
                Feed.Entry(disclosure: Sample.documents[0], updated: Sample.instant(2026, 3, 21), summary: "保障标准 <680> & 更多\u{B}"),
                Feed.Entry(disclosure: Sample.documents[4], updated: Sample.instant(2023, 7, 1), summary: ""),
            ], updated: Sample.instant(2020, 1, 1))
        let result = text(feed.render(in: Sample.frame(.feed(.unit("mzj")))))
        #expect(
            result.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">"))
        #expect(result.contains("<id>https://www.mingchuan.gov.cn/units/mzj/feed.atom</id>"))
        #expect(result.contains("<updated>2026-03-21T09:00:00+08:00</updated>"))
        #expect(result.contains("<published>2026-03-20T09:00:00+08:00</published>"))
        #expect(result.contains("<summary type=\"text\">保障标准 &lt;680&gt; &amp; 更多</summary>"))
        #expect(result.contains("href=\"https://www.mingchuan.gov.cn/units/mzj\""))
        #expect(result.split(separator: "<entry>").count == 3)
    }

    @Test("An empty feed says when the county's content last changed")
    func emptyFeed() {
        let feed = Feed(scope: .search(SearchQuery(text: "a&b")), title: "搜索", entries: [], updated: Sample.instant(2020, 1, 1))
        let result = text(feed.render(in: Sample.frame(.home)))
        #expect(result.contains("<updated>2020-01-01T09:00:00+08:00</updated>"))
        #expect(result.contains("/search.atom?q=a%26b"))
    }

    @Test("The site map gives full addresses and stops at what one file may hold")
    func siteMap() {
        let entries = [SiteMapFile.Entry(address: .home, changed: Sample.date(2026, 3, 20)), SiteMapFile.Entry(address: .domain("20"))]
        let result = text(SiteMapFile(entries: entries).render(in: Sample.frame(.siteMapXML)))
        #expect(result.contains("<loc>https://www.mingchuan.gov.cn/</loc>\n<lastmod>2026-03-20</lastmod>"))
        #expect(result.contains("<loc>https://www.mingchuan.gov.cn/catalogue/20</loc>"))
        let many = SiteMapFile(entries: Array(repeating: entries[1], count: SiteMapFile.entryLimit + 5))
        #expect(text(many.render(in: Sample.frame(.siteMapXML))).split(separator: "<loc>").count == SiteMapFile.entryLimit + 1)
    }

    @Test("robots.txt names the site map and leaves out searches")
    func robots() {
        let result = text(RobotsFile().render(in: Sample.frame(.robots)))
        #expect(result.contains("Sitemap: https://www.mingchuan.gov.cn/sitemap.xml\n"))
        #expect(result.contains("Disallow: /search?\n"))
    }

    @Test("The search description has a name of at most 16 characters and a template")
    func openSearch() throws {
        let result = text(OpenSearchFile().render(in: Sample.frame(.openSearch)))
        #expect(result.contains("<ShortName>明川县政务公开</ShortName>"))
        #expect(result.contains("template=\"https://www.mingchuan.gov.cn/search?q={searchTerms}\""))
    }
}
