package import Domain

/// Which guides the list shows (办事指南查找).
package struct ServiceQuery: Hashable, Sendable {
    package var text: String?
    /// 办事情形
    package var event: String?
    /// Code.
    package var unit: String?
    package var audience: ServiceAudience?

    package init(text: String? = nil, event: String? = nil, unit: String? = nil, audience: ServiceAudience? = nil) {
        self.text = text
        self.event = event
        self.unit = unit
        self.audience = audience
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        text = try query.text("q", limit: 100)
        event = try query.text("event", limit: 100)
        unit = try query.text("unit", limit: 40)
        audience = try query.choice("audience")
    }

    package var isEmpty: Bool { self == ServiceQuery() }

    /// Whether a guide is shown: every word of the query stands in it somewhere.
    package func matches(_ guide: ServiceGuide, unitCode: String) -> Bool {
        if let unit, unit != unitCode { return false }
        if let audience, !guide.audiences.contains(audience) { return false }
        if let event, !guide.lifeEvents.contains(event) { return false }
        guard let text else { return true }
        let content = Folding.fold(
            ([guide.name, guide.code, guide.agency] + guide.lifeEvents + guide.conditions + guide.materials.map(\.name)).joined(
                separator: "\n"))
        return Folding.fold(text).split(whereSeparator: \.isWhitespace).allSatisfy { content.contains($0) }
    }

    var queryItems: [(name: String, value: String)] {
        present([("q", text), ("event", event), ("unit", unit), ("audience", audience?.rawValue)])
    }
}

/// Which policies the list shows (涉企政策筛选).
package struct PolicyQuery: Hashable, Sendable {
    package var industry: String?
    package var size: EnterprisePolicy.Size?
    package var kind: EnterprisePolicy.Kind?

    package init(industry: String? = nil, size: EnterprisePolicy.Size? = nil, kind: EnterprisePolicy.Kind? = nil) {
        self.industry = industry
        self.size = size
        self.kind = kind
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        industry = try query.text("industry", limit: 100)
        size = try query.choice("size")
        kind = try query.choice("kind")
    }

    package var isEmpty: Bool { self == PolicyQuery() }

    /// What is for all industries or sizes is shown with each.
    package func matches(_ policy: EnterprisePolicy) -> Bool {
        if let industry, !policy.industries.isEmpty, !policy.industries.contains(industry) { return false }
        if let size, !policy.sizes.isEmpty, !policy.sizes.contains(size) { return false }
        return kind.map { $0 == policy.kind } ?? true
    }

    var queryItems: [(name: String, value: String)] {
        present([("industry", industry), ("size", size?.rawValue), ("kind", kind?.rawValue)])
    }
}

/// A code that somebody typed (评价码).
package struct RateQuery: Hashable, Sendable {
    package var code: String?

    package init(code: String? = nil) { self.code = code }

    package init(_ query: QueryParameters) throws(QueryRefusal) { code = try query.text("code", limit: 40) }

    var queryItems: [(name: String, value: String)] { present([("code", code)]) }
}
