package import Domain
import HTML

/// An Atom feed (RFC 4287) of documents, newest first.
package struct Feed: Sendable {
    package struct Entry: Sendable {
        package var disclosure: DisclosureLink
        package var updated: Instant
        /// The beginning of the text, plain.
        package var summary: String

        package init(disclosure: DisclosureLink, updated: Instant, summary: String) {
            self.disclosure = disclosure
            self.updated = updated
            self.summary = summary
        }
    }

    package var scope: FeedScope
    /// What stands after the county's name, such as 县财政局.
    package var title: String
    package var entries: [Entry]
    /// When there is no entry: when the county's content last changed.
    package var updated: Instant

    package init(scope: FeedScope, title: String, entries: [Entry], updated: Instant) {
        self.scope = scope
        self.title = title
        self.entries = entries
        self.updated = updated
    }
}

extension Feed {
    package static let mediaType = "application/atom+xml; charset=utf-8"

    package func render(in frame: SiteFrame) -> [UInt8] {
        let address = Address.feed(scope).absolute(frame.origin)
        var xml = XMLWriter()
        xml.element("feed", [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "zh-CN")]) { xml in
            xml.element("id", text: address)
            xml.element("title", text: "\(frame.county.name) \(title)")
            xml.element("updated", text: (entries.map(\.updated).max() ?? updated).rfc3339)
            xml.element("author") { $0.element("name", text: frame.county.name) }
            xml.empty("link", [("rel", "self"), ("type", "application/atom+xml"), ("href", address)])
            xml.empty("link", [("rel", "alternate"), ("type", "text/html"), ("href", alternate.absolute(frame.origin))])
            for entry in entries { write(entry, &xml, frame) }
        }
        return xml.bytes
    }

    private func write(_ entry: Entry, _ xml: inout XMLWriter, _ frame: SiteFrame) {
        let address = Address.disclosure(entry.disclosure.id).absolute(frame.origin)
        xml.element("entry") { xml in
            xml.element("id", text: address)
            xml.element("title", text: entry.disclosure.title)
            xml.element("updated", text: entry.updated.rfc3339)
            if let published = entry.disclosure.published { xml.element("published", text: published.rfc3339) }
            if let unit = entry.disclosure.unit { xml.element("author") { $0.element("name", text: unit.name) } }
            xml.empty("link", [("rel", "alternate"), ("type", "text/html"), ("href", address)])
            if !entry.summary.isEmpty { xml.element("summary", [("type", "text")], text: entry.summary) }
        }
    }

    /// The page that shows the same.
    private var alternate: Address {
        switch scope {
        case .everything: .disclosures()
        case .unit(let code): .unit(code)
        case .domain(let code): .domain(code)
        case .search(let query): .search(query)
        case .item(let id): .item(id)
        case .group(let code): .targetGroup(code)
        }
    }
}
