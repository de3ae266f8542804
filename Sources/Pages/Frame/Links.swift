package import Domain

/// A unit as a link shows it.
package struct UnitLink: Sendable, Hashable {
    package var code: String
    package var name: String

    package init(code: String, name: String) {
        self.code = code
        self.name = name
    }

    package init(_ unit: OrganisationUnit) { self.init(code: unit.code, name: unit.name) }
}

/// A domain as a link shows it.
package struct DomainLink: Sendable, Hashable {
    package var code: String
    package var name: String

    package init(code: String, name: String) {
        self.code = code
        self.name = name
    }

    package init(_ domain: DisclosureDomain) { self.init(code: domain.code, name: domain.name) }
}

/// A catalogue item as a link shows it.
package struct ItemLink: Sendable, Hashable {
    package var id: CatalogueItem.ID
    /// Outermost first; the last is the item's own name.
    package var levels: [String]
    package var domain: DomainLink?

    package init(id: CatalogueItem.ID, levels: [String], domain: DomainLink? = nil) {
        self.id = id
        self.levels = levels
        self.domain = domain
    }

    package var name: String { levels.last ?? "" }
}

/// A published document as a list shows it.
package struct DisclosureLink: Sendable, Hashable {
    package var id: Disclosure.ID
    package var title: String
    /// 发文字号
    package var number: String?
    package var unit: UnitLink?
    /// 发布日期; `nil` when it is not known.
    package var published: Instant?
    /// 成文日期, shown when the day of publication is not known.
    package var made: Day?
    package var validity: Disclosure.Validity

    package init(
        id: Disclosure.ID, title: String, number: String? = nil, unit: UnitLink? = nil, published: Instant?, made: Day? = nil,
        validity: Disclosure.Validity = .unstated
    ) {
        self.id = id
        self.title = title
        self.number = number
        self.unit = unit
        self.published = published
        self.made = made
        self.validity = validity
    }
}

/// A version of the catalogue as a link shows it.
package struct VersionLink: Sendable, Hashable {
    package var id: CatalogueVersion.ID
    package var title: String
    package var state: CatalogueVersion.State
    package var effective: Day?

    package init(id: CatalogueVersion.ID, title: String, state: CatalogueVersion.State, effective: Day? = nil) {
        self.id = id
        self.title = title
        self.state = state
        self.effective = effective
    }

    package init(_ version: CatalogueVersion) {
        self.init(id: version.id, title: version.title, state: version.state, effective: version.effective)
    }
}

/// A domain with what the county has in it.
package struct DomainSummary: Sendable, Hashable {
    package var domain: DomainLink
    package var itemCount: Int
    /// Items with at least one document.
    package var coveredCount: Int
    package var documentCount: Int
    /// 牵头部门 of the duty table.
    package var leads: [UnitLink]

    package init(domain: DomainLink, itemCount: Int, coveredCount: Int, documentCount: Int, leads: [UnitLink] = []) {
        self.domain = domain
        self.itemCount = itemCount
        self.coveredCount = coveredCount
        self.documentCount = documentCount
        self.leads = leads
    }
}

/// A choice of a filter: its value in the address, its words and, where it is known, how many it leaves.
package struct FilterOption: Sendable, Hashable {
    package var value: String
    package var label: String
    package var count: Int?

    package init(value: String, label: String, count: Int? = nil) {
        self.value = value
        self.label = label
        self.count = count
    }
}

/// A count that is not counted to its end.
package struct Total: Sendable, Hashable {
    package var count: Int
    /// True when there are at least `count`: shown as 「10,000+」.
    package var isCapped: Bool

    package init(_ count: Int, isCapped: Bool = false) {
        self.count = count
        self.isCapped = isCapped
    }
}
