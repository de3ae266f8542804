package import Domain
package import Persistence

/// Lists of documents for the portal, newest first, keyset-paged.
package struct DisclosureQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// A document as a list shows it.
    package struct Line: Sendable {
        package let id: Disclosure.ID
        package let position: Int64
        package let title: String
        package let number: String?
        package let unit: OrganisationUnit.ID
        package let unitCode: String
        package let unitName: String
        package let published: Instant?
        package let made: Day?
        package let validity: Disclosure.Validity
    }

    package struct Filter: Sendable, Hashable {
        package var unit: OrganisationUnit.ID?
        package var item: CatalogueItem.ID?
        package var domain: String?
        package var year: Int?
        package var category: String?
        package var validity: Disclosure.Validity?
        /// In the title or the number.
        package var words: String?
        /// Any of these fields of work.
        package var domains: [String] = []
        /// Published on one of these days.
        package var days: ClosedRange<Day>?
        /// Interpretations of this form.
        package var interpretation: Interpretation.Kind?
        /// For this group of enterprises or people.
        package var group: String?

        package init(
            unit: OrganisationUnit.ID? = nil, item: CatalogueItem.ID? = nil, domain: String? = nil, year: Int? = nil,
            category: String? = nil,
            validity: Disclosure.Validity? = nil, words: String? = nil
        ) {
            self.unit = unit
            self.item = item
            self.domain = domain
            self.year = year
            self.category = category
            self.validity = validity
            self.words = words
        }
    }

    /// At most `limit` documents whose position lies below `before`.
    package func newest(_ filter: Filter = Filter(), before: Int64? = nil, limit: Int) throws -> [Line] {
        try transaction.rows(
            """
            SELECT d.id, d.position, d.title, d.number, d.unit_id, u.code, u.name, d.published, d.made, d.validity
            FROM disclosure d JOIN unit u ON u.id = d.unit_id
            WHERE d.site_id = \(site) \(conditions(filter)) AND d.position < \(before ?? Int64.max)
            ORDER BY d.position DESC LIMIT \(limit)
            """, line)
    }

    /// How many there are, counted no further than `cap`.
    package func count(_ filter: Filter = Filter(), cap: Int) throws -> Int {
        try transaction.count(
            "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM disclosure d WHERE d.site_id = \(site) \(conditions(filter)) LIMIT \(cap)) AS found"
        )
    }

    /// The documents with those keys, in that order.
    package func lines(_ ids: [Disclosure.ID]) throws -> [Line] {
        // The plus keeps the planner from going through all of the site's documents by the index on their positions.
        let found = try transaction.rows(
            """
            SELECT d.id, d.position, d.title, d.number, d.unit_id, u.code, u.name, d.published, d.made, d.validity
            FROM disclosure d JOIN unit u ON u.id = d.unit_id WHERE +d.site_id = \(site) AND d.id IN (\(list: ids))
            """, line)
        let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        return ids.compactMap { byID[$0] }
    }

    /// Documents by item, by domain, by unit; what coverage is computed from.
    package func countsByItem() throws -> [CatalogueItem.ID: Int] {
        Dictionary(
            try transaction.rows(
                "SELECT item_id, COUNT(*) AS n FROM disclosure WHERE site_id = \(site) AND item_id IS NOT NULL GROUP BY item_id"
            ) { (try $0["item_id"], try $0["n"]) }, uniquingKeysWith: { $1 })
    }

    package func countsByDomain() throws -> [String: Int] {
        Dictionary(
            try transaction.rows(
                "SELECT domain_code, COUNT(*) AS n FROM disclosure WHERE site_id = \(site) AND domain_code IS NOT NULL GROUP BY domain_code"
            ) { (try $0["domain_code"], try $0["n"]) }, uniquingKeysWith: { $1 })
    }

    package func countsByUnit() throws -> [OrganisationUnit.ID: Int] {
        Dictionary(
            try transaction.rows("SELECT unit_id, COUNT(*) AS n FROM disclosure WHERE site_id = \(site) GROUP BY unit_id") {
                (try $0["unit_id"], try $0["n"])
            }, uniquingKeysWith: { $1 })
    }

    /// Categories in use, the most frequent first.
    package func categories(limit: Int) throws -> [(name: String, count: Int)] {
        try transaction.rows(
            """
            SELECT category, COUNT(*) AS n FROM disclosure WHERE site_id = \(site) AND category IS NOT NULL
            GROUP BY category ORDER BY n DESC, category LIMIT \(limit)
            """
        ) { (try $0["category"], try $0["n"]) }
    }

    /// First and last year of publication.
    package func years() throws -> ClosedRange<Int>? {
        // Through the index on the position, which begins with the minute of publication; undated documents lie below the first minute.
        let row = try transaction.first(
            """
            SELECT MIN(position) AS first, MAX(position) AS last FROM disclosure
            WHERE site_id = \(site) AND position >= \(DisclosureRegister.firstDated)
            """)
        guard let row, let first: Int64 = try row["first"], let last: Int64 = try row["last"] else { return nil }
        return DisclosureRegister.year(ofPosition: first)...DisclosureRegister.year(ofPosition: last)
    }

    private func conditions(_ filter: Filter) -> Query {
        var query: Query = ""
        if let unit = filter.unit { query = "\(query) AND d.unit_id = \(unit)" }
        if let item = filter.item { query = "\(query) AND d.item_id = \(item)" }
        if let domain = filter.domain { query = "\(query) AND d.domain_code = \(domain)" }
        if let category = filter.category { query = "\(query) AND d.category = \(category)" }
        if let validity = filter.validity { query = "\(query) AND d.validity = \(validity)" }
        if let words = filter.words {
            let pattern = words.lowercased().likePattern
            query = "\(query) AND (LOWER(d.title) LIKE \(pattern) ESCAPE '\\' OR LOWER(d.number) LIKE \(pattern) ESCAPE '\\')"
        }
        if let group = filter.group {
            query = """
                \(query) AND (
                    d.item_id IN (SELECT t.item_id FROM item_target t WHERE t.site_id = \(site) AND t.group_code = \(group))
                    OR d.id IN (SELECT r.disclosure_id FROM draft r JOIN draft_target t ON t.draft_id = r.id
                        WHERE t.site_id = \(site) AND t.group_code = \(group) AND r.disclosure_id IS NOT NULL))
                """
        }
        if !filter.domains.isEmpty { query = "\(query) AND d.domain_code IN (\(list: filter.domains))" }
        if let kind = filter.interpretation {
            query = """
                \(query) AND d.id IN (SELECT COALESCE(i.disclosure_id, r.disclosure_id) FROM interpretation i
                LEFT JOIN draft r ON r.id = i.draft_id WHERE i.site_id = \(site) AND i.kind = \(kind))
                """
        }
        if let days = filter.days {
            let low = DisclosureRegister.position(published: Instant(startOf: days.lowerBound), sequence: 0)
            let high = DisclosureRegister.position(published: Instant(startOf: days.upperBound.adding(days: 1)), sequence: 0)
            query = "\(query) AND d.position >= \(low) AND d.position < \(high)"
        }
        if let year = filter.year, let start = Day(year: year, month: 1, day: 1) {
            let (low, high) = (
                DisclosureRegister.position(published: Instant(startOf: start), sequence: 0),
                // After the last year that a day can have, nothing more comes.
                Day(year: year + 1, month: 1, day: 1).map { DisclosureRegister.position(published: Instant(startOf: $0), sequence: 0) }
                    ?? Int64.max
            )
            query = "\(query) AND d.position >= \(low) AND d.position < \(high)"
        }
        return query
    }

    private func line(_ row: ResultRow) throws -> Line {
        Line(
            id: try row["id"], position: try row["position"], title: try row["title"], number: try row["number"], unit: try row["unit_id"],
            unitCode: try row["code"], unitName: try row["name"], published: try row["published"], made: try row["made"],
            validity: try row["validity"])
    }
}
