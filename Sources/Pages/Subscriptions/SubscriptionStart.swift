package import Domain

/// What a reader came from when they want to subscribe: chosen already when the form opens.
package struct SubscriptionStart: Sendable, Hashable {
    /// Codes.
    package var unit: String?
    package var domain: String?
    package var group: String?
    package var item: CatalogueItem.ID?
    /// Words to search for.
    package var words: String?

    package init(unit: String? = nil, domain: String? = nil, group: String? = nil, item: CatalogueItem.ID? = nil, words: String? = nil) {
        self.unit = unit
        self.domain = domain
        self.group = group
        self.item = item
        self.words = words
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        unit = try query.text("unit", limit: 40)
        domain = try query.text("domain", limit: 40)
        group = try query.text("group", limit: 40)
        words = try query.text("words", limit: SearchQuery.textLimit)
        if let text = try query.text("item", limit: 20) {
            guard let id = CatalogueItem.ID(text: text) else { throw QueryRefusal(parameter: "item", value: text) }
            item = id
        }
    }

    var queryItems: [(name: String, value: String)] {
        [("unit", unit), ("domain", domain), ("group", group), ("item", item?.description), ("words", words)].compactMap { name, value in
            value.map { (name: name, value: $0) }
        }
    }
}
