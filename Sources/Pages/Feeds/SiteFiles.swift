package import Domain
import HTML

/// sitemap.xml: every page that a search engine should know, at most 50,000.
package struct SiteMapFile: Sendable {
    package struct Entry: Sendable {
        package var address: Address
        package var changed: Day?

        package init(address: Address, changed: Day? = nil) {
            self.address = address
            self.changed = changed
        }
    }

    package var entries: [Entry]

    package init(entries: [Entry]) {
        self.entries = entries
    }
}

extension SiteMapFile {
    package static let mediaType = "application/xml; charset=utf-8"
    /// The most that one file may hold (sitemaps.org).
    package static let entryLimit = 50_000

    package func render(in frame: SiteFrame) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("urlset", [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]) { xml in
            for entry in entries.prefix(SiteMapFile.entryLimit) {
                xml.element("url") { xml in
                    xml.element("loc", text: entry.address.absolute(frame.origin))
                    if let changed = entry.changed { xml.element("lastmod", text: changed.description) }
                }
            }
        }
        return xml.bytes
    }
}

/// robots.txt: everything may be read; searches and print views are left out, because they repeat other pages without end.
package struct RobotsFile: Sendable {
    package static let mediaType = "text/plain; charset=utf-8"

    package init() {}

    package func render(in frame: SiteFrame) -> [UInt8] {
        let lines = [
            "User-agent: *", "Disallow: /search?", "Disallow: /search.atom", "Disallow: /disclosures/*/print",
            "Disallow: /disclosure/requests/print", "Disallow: /catalogue/comment/",
            "Sitemap: \(Address.siteMapXML.absolute(frame.origin))", "",
        ]
        return Array(lines.joined(separator: "\n").utf8)
    }
}

/// The description by which a browser takes the portal into its list of search engines (OpenSearch 1.1).
package struct OpenSearchFile: Sendable {
    package static let mediaType = "application/opensearchdescription+xml; charset=utf-8"

    package init() {}

    package func render(in frame: SiteFrame) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("OpenSearchDescription", [("xmlns", "http://a9.com/-/spec/opensearch/1.1/")]) { xml in
            // The standard allows 16 characters of name and 1024 of description.
            xml.element("ShortName", text: String(frame.county.placeName.unicodeScalars.prefix(12)) + "政务公开")
            xml.element("Description", text: "搜索\(frame.county.name)的公开文件、事项和单位")
            xml.element("InputEncoding", text: "UTF-8")
            xml.element("Language", text: "zh-CN")
            xml.empty("Url", [("type", "text/html"), ("template", frame.origin + "/search?q={searchTerms}")])
            xml.empty("Url", [("type", "application/atom+xml"), ("template", frame.origin + "/search.atom?q={searchTerms}")])
        }
        return xml.bytes
    }
}
