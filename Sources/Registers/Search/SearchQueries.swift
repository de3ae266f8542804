package import Domain
package import Persistence

/// Questions to the search index. Every list is bounded; counting stops at `cap`.
package struct SearchQueries {
    /// Counting goes no further than this: “10,000+”.
    package static let cap = 10_000
    /// Ranking looks at so many of the newest hits, and reads the text of so many of them.
    package static let rankedHits = 1_000
    static let readTexts = 300
    /// More items and units than a county has.
    static let mostEntries = 5_000

    private let transaction: any Transaction
    /// `nil` when the installation has one site only: then no hit needs to be tested for it.
    private let site: County.ID?

    package init(_ transaction: any Transaction, site: County.ID?) {
        self.transaction = transaction
        self.site = site
    }

    package struct Narrowing: Sendable, Hashable {
        package var unit: OrganisationUnit.ID?
        package var domain: String?
        package var year: Int?

        package init(unit: OrganisationUnit.ID? = nil, domain: String? = nil, year: Int? = nil) {
            self.unit = unit
            self.domain = domain
            self.year = year
        }

        var facets: [SearchFacet] {
            (unit.map { [.unit($0)] } ?? []) + (domain.map { [.domain($0)] } ?? []) + (year.map { [.year($0)] } ?? [])
        }
    }

    package struct Hit: Sendable {
        package let document: Disclosure.ID
        package let position: Int64
        package let title: String
        package let text: String
    }

    package struct Count: Sendable, Hashable {
        package let number: Int
        package let isCapped: Bool

        package init(number: Int, isCapped: Bool) {
            self.number = number
            self.isCapped = isCapped
        }
    }

    // MARK: Documents

    package func count(_ terms: SearchTerms, _ narrowing: Narrowing = Narrowing()) throws -> Count {
        let found = try transaction.count(
            """
            SELECT COUNT(*) AS n FROM (SELECT 1 FROM search_document_index WHERE search_document_index MATCH \(match(terms, narrowing))
                                       LIMIT \(Self.cap + 1))
            """)
        return Count(number: min(found, Self.cap), isCapped: found > Self.cap)
    }

    /// The newest hits whose position lies below `before`.
    package func newest(_ terms: SearchTerms, _ narrowing: Narrowing = Narrowing(), before: Int64? = nil, limit: Int) throws -> [Hit] {
        try hits(positions(match(terms, narrowing), before: before, limit: limit))
    }

    /// The best hits: the document with exactly that number, the one with exactly that title, then titles before texts, and among each
    /// the ones that speak more of it, the newer first. Only the newest `rankedHits` are ranked.
    package func best(_ terms: SearchTerms, _ narrowing: Narrowing = Narrowing(), skip: Int = 0, limit: Int) throws -> [Hit] {
        let inTitle = try positions(match(terms, narrowing, columns: "title"), before: nil, limit: Self.rankedHits / 2)
        let anywhere = try positions(match(terms, narrowing), before: nil, limit: Self.rankedHits)
        let exact = try exactPositions(terms, narrowing)
        let titles = try titles(inTitle)
        var ranked: [(position: Int64, score: Double)] = exact.map { ($0, 100) }
        for position in inTitle where !exact.contains(position) {
            ranked.append((position, Self.titleScore(titles[position] ?? "", terms)))
        }
        let known = Set(inTitle).union(exact)
        let bodyOnly = anywhere.filter { !known.contains($0) }
        let density = try density(of: Array(bodyOnly.prefix(Self.readTexts)), terms)
        for position in bodyOnly { ranked.append((position, density[position] ?? 0)) }
        // Newer before older where the score is the same.
        ranked.sort { ($0.score, $0.position) > ($1.score, $1.position) }
        return try hits(ranked.dropFirst(skip).prefix(limit).map(\.position))
    }

    /// For each facet, how many of the hits have it; exact, and only where there are few enough hits to look at each.
    package func facets(_ terms: SearchTerms, _ narrowing: Narrowing) throws -> (units: [OrganisationUnit.ID: Int], words: [String: Int])? {
        let positions = try positions(match(terms, narrowing), before: nil, limit: Self.rankedHits + 1)
        guard positions.count <= Self.rankedHits else { return nil }
        var units: [OrganisationUnit.ID: Int] = [:]
        var words: [String: Int] = [:]
        // One at a time: a list of any length would be a statement of its own for each length, and prepared statements are kept.
        for position in positions {
            try transaction.forEach("SELECT unit_id, facets FROM search_document WHERE position = \(position)") { row in
                units[try row["unit_id"], default: 0] += 1
                let facets: String = try row["facets"]
                for word in facets.split(separator: " ") { words[String(word), default: 0] += 1 }
            }
        }
        return (units, words)
    }

    /// The words under which `facets` counts a domain and a year.
    package static func facetWord(domain: String) -> String { SearchFacet.domain(domain).word }
    package static func facetWord(year: Int) -> String { SearchFacet.year(year).word }

    // MARK: Items and units

    package struct EntryHit: Sendable {
        package let subject: Int64
        package let domain: String?
        package let title: String
        package let text: String
    }

    /// Items or units (`kind` is `item` or `unit`), titles before texts; there are few of them, so all are ranked.
    package func entries(
        _ terms: SearchTerms, kind: String, domain: String? = nil, unit: OrganisationUnit.ID? = nil, limit: Int
    ) throws
        -> (
            hits: [EntryHit], total: Int
        )
    {
        var expression = phrases(terms, columns: "title body")
        for facet in [SearchFacet.kind(kind)] + (site.map { [.site($0)] } ?? []) { expression += " AND facets : \"\(facet.word)\"" }
        let found = try transaction.rows(
            """
            SELECT e.subject, e.domain_code, e.title, e.text FROM search_entry_index i JOIN search_entry e ON e.position = i.rowid
            WHERE search_entry_index MATCH \(expression) AND (\(domain) IS NULL OR e.domain_code = \(domain))
              AND (\(unit) IS NULL OR e.unit_id = \(unit)) ORDER BY i.rowid LIMIT \(Self.mostEntries)
            """
        ) { EntryHit(subject: try $0["subject"], domain: try $0["domain_code"], title: try $0["title"], text: try $0["text"]) }
        let ranked = found.map { (hit: $0, score: Self.titleScore($0.title, terms)) }.sorted {
            ($0.score, $1.hit.subject) > ($1.score, $0.hit.subject)
        }
        return (ranked.prefix(limit).map(\.hit), found.count)
    }

    // MARK: Parts

    private func match(_ terms: SearchTerms, _ narrowing: Narrowing, columns: String = "title body") -> String {
        var expression = phrases(terms, columns: columns)
        for facet in narrowing.facets + (site.map { [.site($0)] } ?? []) { expression += " AND facets : \"\(facet.word)\"" }
        return expression
    }

    /// Each term as a phrase of pairs, which is exactly a substring; a single character in the list of characters.
    private func phrases(_ terms: SearchTerms, columns: String) -> String {
        terms.terms.map { term in
            let pairs = Bigrams.phrase(of: term)
            if pairs.isEmpty { return "\(columns == "title" ? "title_characters" : "characters") : \(quoted(term))" }
            let standard = "{\(columns)} : \(quoted(pairs.joined(separator: " ")))"
            guard let typed = terms.typedNumber else { return standard }
            return "(\(standard) OR {\(columns)} : \(quoted(Bigrams.phrase(of: typed).joined(separator: " "))))"
        }.joined(separator: " AND ")
    }

    private func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }

    private func positions(_ match: String, before: Int64?, limit: Int) throws -> [Int64] {
        try transaction.rows(
            """
            SELECT rowid AS position FROM search_document_index
            WHERE search_document_index MATCH \(match) AND rowid < \(before ?? Int64.max) ORDER BY rowid DESC LIMIT \(limit)
            """
        ) { try $0["position"] }
    }

    /// The hits with exactly that number or title, however old: looked up, not searched, and then held against the narrowing.
    private func exactPositions(_ terms: SearchTerms, _ narrowing: Narrowing) throws -> Set<Int64> {
        var found = try transaction.rows("SELECT position FROM search_document WHERE title = \(terms.original) LIMIT 20") { row -> Int64 in
            try row["position"]
        }
        if let number = terms.number {
            found += try transaction.rows("SELECT position FROM search_document WHERE number = \(number) LIMIT 20") { try $0["position"] }
        }
        let match = match(terms, narrowing)
        return Set(
            try found.filter { position in
                try !transaction.rows(
                    "SELECT rowid FROM search_document_index WHERE search_document_index MATCH \(match) AND rowid = \(position)"
                ).isEmpty
            })
    }

    private func hits(_ positions: [Int64]) throws -> [Hit] {
        let found = try transaction.rows(
            "SELECT position, subject, title, text FROM search_document WHERE position IN (\(list: positions))"
        ) { row in
            Hit(document: try row["subject"], position: try row["position"], title: try row["title"], text: try row["text"])
        }
        let byPosition = Dictionary(found.map { ($0.position, $0) }, uniquingKeysWith: { $1 })
        return positions.compactMap { byPosition[$0] }
    }

    private func titles(_ positions: [Int64]) throws -> [Int64: String] {
        var titles: [Int64: String] = [:]
        for position in positions {
            try transaction.forEach("SELECT title FROM search_document WHERE position = \(position)") { titles[position] = try $0["title"] }
        }
        return titles
    }

    /// 0 to 1: how much of a text the terms make up, by how often they occur in it.
    private func density(of positions: [Int64], _ terms: SearchTerms) throws -> [Int64: Double] {
        let needles = terms.terms.map { Array($0.utf8) }
        var density: [Int64: Double] = [:]
        for position in positions {
            try transaction.forEach("SELECT text FROM search_document WHERE position = \(position)") { row in
                let text: String = try row["text"]
                let length = Double(max(text.utf8.count, 1))
                let weight = needles.reduce(0.0) { $0 + Double(occurrences(of: $1, in: text) * $1.count) }
                density[position] = min(1, weight / (length + 600))
            }
        }
        return density
    }

    /// Counted in the text as it is, not folded: ranking may miss a full-width letter, finding may not.
    private func occurrences(of needle: [UInt8], in text: String) -> Int {
        guard let first = needle.first else { return 0 }
        var text = text
        return text.withUTF8 { bytes in
            var count = 0
            var index = 0
            let end = bytes.count - needle.count
            while index <= end {
                if bytes[index] == first && needle.indices.allSatisfy({ bytes[index + $0] == needle[$0] }) {
                    count += 1
                    index += needle.count
                } else {
                    index += 1
                }
            }
            return count
        }
    }

    /// 10 for a title that is the query, 5 to 6 for one that begins with it, 3 to 4 for one that holds it, the shorter the better; 0
    /// otherwise.
    private static func titleScore(_ title: String, _ terms: SearchTerms) -> Double {
        let folded = Folding.fold(title)
        guard let first = terms.terms.first, terms.terms.allSatisfy({ folded.contains($0) }) else { return 0 }
        if terms.terms.count == 1 && folded == first { return 10 }
        return (folded.hasPrefix(first) ? 5 : 3) + 1 / (1 + Double(folded.utf8.count) / 90)
    }
}
