package import Domain

/// Which items of a domain's standard table are shown.
package struct ItemFilter: Hashable, Sendable {
    /// 公开主体, as the catalogue names it.
    package var subject: String?
    package var audience: AudienceChoice?
    package var mode: DisclosureMode?
    package var tier: Tier?
    package var stage: Stage?
    package var coverage: Coverage?

    package enum AudienceChoice: String, Sendable, CaseIterable, Hashable {
        case everyone = "全社会"
        case specific = "特定群体"
    }

    /// Whether documents are filed under the item.
    package enum Coverage: String, Sendable, CaseIterable, Hashable {
        case covered = "有文件"
        case missing = "暂无文件"
    }

    package init(
        subject: String? = nil, audience: AudienceChoice? = nil, mode: DisclosureMode? = nil, tier: Tier? = nil, stage: Stage? = nil,
        coverage: Coverage? = nil
    ) {
        self.subject = subject
        self.audience = audience
        self.mode = mode
        self.tier = tier
        self.stage = stage
        self.coverage = coverage
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        subject = try query.text("subject", limit: 100)
        audience = try query.choice("audience")
        mode = try query.choice("mode")
        tier = try query.choice("tier")
        stage = try query.choice("stage")
        coverage = try query.choice("documents")
    }

    package var isEmpty: Bool { self == ItemFilter() }

    /// Whether an item is shown.
    package func matches(_ entry: CatalogueEntry, documentCount: Int) -> Bool {
        if let subject, !entry.subjects.contains(subject) { return false }
        switch audience {
        case .everyone: if !entry.audience.everyone { return false }
        case .specific: if !entry.audience.specific { return false }
        case nil: break
        }
        if let mode, !entry.modes.contains(mode) { return false }
        if let tier, !entry.tiers.contains(tier) { return false }
        if let stage, !entry.stages.contains(stage) { return false }
        switch coverage {
        case .covered: return documentCount > 0
        case .missing: return documentCount == 0
        case nil: return true
        }
    }

    var queryItems: [(name: String, value: String)] {
        present([
            ("subject", subject), ("audience", audience?.rawValue), ("mode", mode?.rawValue), ("tier", tier?.rawValue),
            ("stage", stage?.rawValue), ("documents", coverage?.rawValue),
        ])
    }
}

/// Which documents the list shows, and from where on.
package struct DisclosureFilter: Hashable, Sendable {
    /// Codes.
    package var unit: String?
    package var domain: String?
    /// Year of publication.
    package var year: Int?
    /// 体裁分类
    package var category: String?
    package var validity: Disclosure.Validity?
    /// The place after which the page begins: what the page before gave as its `next`; opaque to the reader.
    package var after: String?

    package init(
        unit: String? = nil, domain: String? = nil, year: Int? = nil, category: String? = nil, validity: Disclosure.Validity? = nil,
        after: String? = nil
    ) {
        self.unit = unit
        self.domain = domain
        self.year = year
        self.category = category
        self.validity = validity
        self.after = after
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        unit = try query.text("unit", limit: 40)
        domain = try query.text("domain", limit: 40)
        year = try query.year("year")
        category = try query.text("category", limit: 100)
        validity = try query.choice("validity")
        after = try query.text("after", limit: 200)
    }

    package var isEmpty: Bool {
        var first = self
        first.after = nil
        return first == DisclosureFilter()
    }

    var queryItems: [(name: String, value: String)] {
        present([
            ("unit", unit), ("domain", domain), ("year", year.map { String($0) }), ("category", category), ("validity", validity?.rawValue),
            ("after", after),
        ])
    }
}

/// A search: words, filters, order and the place from which the page begins.
package struct SearchQuery: Hashable, Sendable {
    package var text: String = ""
    /// Codes.
    package var unit: String?
    package var domain: String?
    package var year: Int?
    package var kind: Kind?
    package var sort: Sort = .relevance
    package var after: String?

    /// The most that is searched for, in Unicode scalars.
    package static let textLimit = 200

    package enum Kind: String, Sendable, CaseIterable, Hashable {
        case document = "文件"
        case item = "事项"
        case unit = "单位"
        case message = "留言"
        case answer = "问答"
    }

    package enum Sort: String, Sendable, CaseIterable, Hashable { case relevance, newest }

    package init(
        text: String = "", unit: String? = nil, domain: String? = nil, year: Int? = nil, kind: Kind? = nil, sort: Sort = .relevance,
        after: String? = nil
    ) {
        self.text = text
        self.unit = unit
        self.domain = domain
        self.year = year
        self.kind = kind
        self.sort = sort
        self.after = after
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        text = try query.text("q", limit: SearchQuery.textLimit) ?? ""
        unit = try query.text("unit", limit: 40)
        domain = try query.text("domain", limit: 40)
        year = try query.year("year")
        kind = try query.choice("kind")
        sort = try query.choice("sort") ?? .relevance
        after = try query.text("after", limit: 200)
    }

    var queryItems: [(name: String, value: String)] {
        present([
            ("q", text.isEmpty ? nil : text), ("unit", unit), ("domain", domain), ("year", year.map { String($0) }),
            ("kind", kind?.rawValue),
            ("sort", sort == .relevance ? nil : sort.rawValue), ("after", after),
        ])
    }
}

/// As of which day the monitoring pages count; `nil` is today.
package struct CoverageQuery: Hashable, Sendable {
    package var day: Day?

    package init(day: Day? = nil) { self.day = day }

    package init(_ query: QueryParameters) throws(QueryRefusal) { day = try query.day("as-of") }

    var queryItems: [(name: String, value: String)] { present([("as-of", day?.description)]) }
}

func present(_ items: [(name: String, value: String?)]) -> [(name: String, value: String)] {
    items.compactMap { item in item.value.map { (item.name, $0) } }
}
