package import Domain

/// Which public letters the list shows, and from where on.
package struct MessageQuery: Hashable, Sendable {
    package var words: String?
    /// Code.
    package var unit: String?
    package var kind: Message.Kind?
    /// The place after which the page begins: what the page before gave; opaque to the reader.
    package var after: String?

    package init(words: String? = nil, unit: String? = nil, kind: Message.Kind? = nil, after: String? = nil) {
        self.words = words
        self.unit = unit
        self.kind = kind
        self.after = after
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        words = try query.text("q", limit: 100)
        unit = try query.text("unit", limit: 40)
        kind = try query.choice("kind")
        after = try query.text("after", limit: 60)
    }

    package var first: MessageQuery {
        var query = self
        query.after = nil
        return query
    }

    var queryItems: [(name: String, value: String)] {
        let items: [(String, String?)] = [("q", words), ("unit", unit), ("kind", kind?.rawValue), ("after", after)]
        return items.compactMap { item in item.1.map { (name: item.0, value: $0) } }
    }
}

/// Which answers of the base the list shows, and from where on.
package struct AnswerQuery: Hashable, Sendable {
    package var words: String?
    /// Code.
    package var unit: String?
    package var after: String?

    package init(words: String? = nil, unit: String? = nil, after: String? = nil) {
        self.words = words
        self.unit = unit
        self.after = after
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        words = try query.text("q", limit: 100)
        unit = try query.text("unit", limit: 40)
        after = try query.text("after", limit: 40)
    }

    package var first: AnswerQuery {
        var query = self
        query.after = nil
        return query
    }

    var queryItems: [(name: String, value: String)] {
        let items: [(String, String?)] = [("q", words), ("unit", unit), ("after", after)]
        return items.compactMap { item in item.1.map { (name: item.0, value: $0) } }
    }
}
