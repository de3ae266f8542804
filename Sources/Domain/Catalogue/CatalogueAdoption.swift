/// The rule for adopting a guide: its items may be refined and added to, never dropped (陕政办发〔2020〕20号 二1; RULES §4.1).
package enum CatalogueAdoption {
    /// An item of the guide that the county's catalogue does not carry.
    package struct Missing: Sendable, Hashable {
        package let item: CatalogueItem.ID
        package let domain: String
        package let levels: [String]

        package init(item: CatalogueItem.ID, domain: String, levels: [String]) {
            self.item = item
            self.domain = domain
            self.levels = levels
        }
    }

    /// The reasons why a draft may not be adopted; empty when it may. The same list answers “may I?” and guards the act.
    ///
    /// - Parameter guide: the items of every guide in force on the day of adoption, whatever was in force when the draft was made.
    package static func refusals(draft: CatalogueVersion, items: [CatalogueItem], guide: [CatalogueItem]) -> [Refusal] {
        var refusals: [Refusal] = []
        switch draft.state {
        case .draft: break
        case .adopted, .superseded: refusals.append(.notDraft(draft.state))
        }
        if items.isEmpty { refusals.append(.empty) }
        let matcher = ItemMatcher(guide)
        var carried = Set(items.compactMap(\.guideItem))
        for item in items { carried.formUnion(matcher.matches(domain: item.domain, levels: item.entry.levels)) }
        let missing = guide.filter { !carried.contains($0.id) }.map { Missing(item: $0.id, domain: $0.domain, levels: $0.entry.levels) }
        if !missing.isEmpty { refusals.append(.dropped(missing)) }
        return refusals
    }

    package enum Refusal: Error, Sendable, Hashable {
        case notDraft(CatalogueVersion.State)
        case empty
        /// Items of the guide that are gone.
        case dropped([Missing])
    }
}

/// How items are recognised from one version, or from the guide, to the next: by their field of work and their names at every level.
package struct ItemMatcher: Sendable {
    private struct Key: Hashable {
        let domain: String
        let levels: [String]
    }

    /// A real catalogue may hold the same names twice.
    private var exact: [Key: [CatalogueItem.ID]] = [:]

    package init(_ items: [CatalogueItem]) {
        for item in items { exact[Key(domain: item.domain, levels: item.entry.levels.map(Self.normalised)), default: []].append(item.id) }
    }

    /// The items with those names; with a third level added, the ones that were refined (细化).
    package func matches(domain: String, levels: [String]) -> [CatalogueItem.ID] {
        var names = levels.map(Self.normalised)
        while !names.isEmpty {
            if let items = exact[Key(domain: domain, levels: names)] { return items }
            names.removeLast()
            // A first-level name alone is a group, not an item.
            if names.count == 1 && levels.count > 1 { return [] }
        }
        return []
    }

    /// The items with exactly those names, in their order.
    package func exactMatches(domain: String, levels: [String]) -> [CatalogueItem.ID] {
        exact[Key(domain: domain, levels: levels.map(Self.normalised))] ?? []
    }

    /// Names differ in spaces and in the width of brackets without meaning anything by it.
    private static func normalised(_ name: String) -> String {
        String(String.UnicodeScalarView(Folding.fold(name).unicodeScalars.filter { $0 != " " }))
    }
}
