import Domain
import HTML

extension FramedPage {
    package func render(in frame: SiteFrame) -> [UInt8] {
        if let kiosk = frame.kiosk { return KioskFrame(page: self, words: kiosk.words).render(in: frame) }
        let head = head(in: frame)
        var html = HTMLWriter(capacity: 32_768)
        html.doctype()
        html(.html, .lang("zh-CN"), .class(frame.textSize.rawValue)) { html in
            html(.head) { head.write(&$0, in: frame) }
            html(.body) { html in
                html(.a, .class("skip-link"), .href(WebAddress(fragment: "content")), text: "跳到正文")
                Header(showsSearch: head.showsSearch, marksPlace: !head.isError).write(&html, in: frame)
                Breadcrumb(trail: head.trail, title: head.crumb ?? head.title).write(&html, in: frame)
                html(.main, .id("content"), .class("page \(head.width.rawValue)"), .tabIndex(-1)) { write(&$0, in: frame) }
                Footer().write(&html, in: frame)
            }
        }
        return html.bytes
    }
}

extension PageHead {
    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.meta, .charset("utf-8"))
        let county = frame.county.name
        html(.title, text: frame.address == .home && !isError ? county : "\(title)_\(county)")
        html(.meta, .name("viewport"), .content("width=device-width, initial-scale=1"))
        html(.meta, .name("color-scheme"), .content("light dark"))
        html(.meta, .name("format-detection"), .content("telephone=no"))
        html(.meta, .name("robots"), .content(robots))
        let summary = description.isEmpty ? article?.description ?? column?.description ?? "" : description
        if !summary.isEmpty { html(.meta, .name("description"), .content(summary)) }
        writeTags(&html, in: frame)
        if isIndexed {
            if let canonical = WebAddress(frame.origin + frame.address.pathWithoutQuery) {
                html(.link, .rel("canonical"), .href(canonical))
            }
        }
        html(.link, .rel("alternate"), .type("application/atom+xml"), .title("\(county) 最新公开"), .href(Address.feed(.everything).link))
        for feed in feeds {
            html(.link, .rel("alternate"), .type("application/atom+xml"), .title(feed.title), .href(feed.address.link))
        }
        html(.link, .rel("search"), .type("application/opensearchdescription+xml"), .title(county), .href(Address.openSearch.link))
        html(.link, .rel("icon"), .type("image/svg+xml"), .href(frame.asset("favicon.svg").link))
        html(.link, .rel("stylesheet"), .href(frame.asset("site.css").link))
        html.script(frame.asset("site.js").link)
    }

    /// 网页标签 (国办发〔2017〕47号, annex; RULES §6.2): names in exactly this spelling, because crawlers match it.
    private func writeTags(_ html: inout HTMLWriter, in frame: SiteFrame) {
        tag(&html, "SiteName", frame.county.name)
        tag(&html, "SiteDomain", frame.domainName)
        tag(&html, "SiteIDCode", frame.county.siteCode)
        if let column {
            tag(&html, "ColumnName", column.name)
            tag(&html, "ColumnDescription", column.description)
            tag(&html, "ColumnKeywords", column.keywords.joined(separator: ","))
            tag(&html, "ColumnType", column.type.rawValue)
        }
        if let article {
            tag(&html, "ArticleTitle", article.title)
            // Left out where the office has not recorded it: another date would be a false one.
            if let published = article.published { tag(&html, "PubDate", published.text) }
            tag(&html, "ContentSource", article.source)
            if !article.keywords.isEmpty { tag(&html, "Keywords", article.keywords.joined(separator: ",")) }
            if !article.description.isEmpty { tag(&html, "Description", article.description) }
            tag(&html, "Url", frame.address.absolute(frame.origin))
        }
    }

    private func tag(_ html: inout HTMLWriter, _ name: String, _ content: String) {
        html(.meta, .name(name), .content(content))
    }
}
