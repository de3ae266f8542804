package import Domain
import FoundationEssentials
package import Persistence

/// Annual reports as units write them, and the numbers behind them.
package struct AnnualReportRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// What a unit has entered for a year.
    package struct Entry: Sendable, Hashable {
        package let unit: OrganisationUnit.ID
        package let year: Int
        package var two: TableTwo
        /// Where each figure of the second table comes from.
        package var sources: [ProactiveLine: String]
        /// With placeholders.
        package var narrative: ReportNarrative
        /// The cells as they went to the gate, by code; `nil` while it has not.
        package var frozen: [String: String]?
        package var draft: Draft.ID?
        package var changed: Instant?
        package var signature: String
        /// 0 for what is not stored yet.
        package var version: Int

        package init(unit: OrganisationUnit.ID, year: Int) {
            self.unit = unit
            self.year = year
            two = TableTwo()
            sources = [:]
            narrative = ReportNarrative(AnnualReport.released)
            frozen = nil
            draft = nil
            changed = nil
            signature = ""
            version = 0
        }
    }

    package func find(unit: OrganisationUnit.ID, year: Int) throws -> Entry? {
        try transaction.first(
            "SELECT * FROM annual_report WHERE site_id = \(site) AND unit_id = \(unit) AND year = \(year)", Self.entry)
    }

    package func all(year: Int) throws -> [Entry] {
        try transaction.rows("SELECT * FROM annual_report WHERE site_id = \(site) AND year = \(year) ORDER BY unit_id", Self.entry)
    }

    /// The units whose report of that year is on the portal.
    package func published(year: Int) throws -> Set<OrganisationUnit.ID> {
        let reports = try DisclosureQueries(transaction, site: site).newest(
            DisclosureQueries.Filter(category: AnnualReport.category), limit: Self.mostPublished)
        return Set(reports.filter { AnnualReport.year(title: $0.title, published: $0.published?.day) == year }.map(\.unit))
    }

    /// Some ten years of a county's units.
    private static let mostPublished = 1000

    /// The open obligation that the report of that year fulfils, where the catalogue lists reports.
    package func obligation(of unit: OrganisationUnit.ID, on year: Int) throws -> Obligation? {
        let words = StatutoryLimit.reportWords
        return try ObligationQueries(transaction, site: site).lines(ObligationQueries.Filter(units: [unit]), limit: 500).first { line in
            let isDue = line.due.map { $0.year == year + 1 } ?? true
            return isDue && words.contains { line.obligation.title.contains($0) }
        }?.obligation
    }

    private static func entry(_ row: ResultRow) throws -> Entry {
        var entry = Entry(unit: try row["unit_id"], year: try row["year"])
        let two: [String: String] = try decoded(try row["two"])
        for line in ProactiveLine.allCases { entry.two[line] = ReportFigure(stored: two[line.rawValue] ?? "") ?? .blank }
        let sources: [String: String] = try decoded(try row["sources"])
        for line in ProactiveLine.allCases { entry.sources[line] = sources[line.rawValue] }
        let words: [String: String] = try decoded(try row["narrative"])
        var narrative = ReportNarrative()
        for section in ReportSection.allCases { narrative[section] = words[String(section.rawValue)] ?? "" }
        entry.narrative = narrative
        let frozen: String? = try row["frozen"]
        entry.frozen = try frozen.map { try decoded($0) }
        entry.draft = try row["draft_id"]
        entry.changed = try row["changed"]
        entry.signature = try row["signature"]
        entry.version = try row["version"]
        return entry
    }

    private static func decoded(_ text: String) throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func put(_ entry: Entry, signature: String, at time: Instant) throws {
        let two = try Self.encoded(
            Dictionary(ProactiveLine.allCases.map { ($0.rawValue, entry.two[$0].text) }, uniquingKeysWith: { $1 }))
        let sources = try Self.encoded(
            Dictionary(entry.sources.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 }))
        let words = try Self.encoded(
            Dictionary(ReportSection.allCases.map { (String($0.rawValue), entry.narrative[$0]) }, uniquingKeysWith: { $1 }))
        let changed = try transaction.execute(
            """
            INSERT INTO annual_report (site_id, unit_id, year, two, sources, narrative, frozen, draft_id, changed, signature, version)
            VALUES (\(site), \(entry.unit), \(entry.year), \(two), \(sources), \(words), \(try entry.frozen.map(Self.encoded)),
                \(entry.draft), \(time), \(signature), 1)
            ON CONFLICT (site_id, unit_id, year) DO UPDATE SET two = excluded.two, sources = excluded.sources,
                narrative = excluded.narrative, frozen = excluded.frozen, draft_id = excluded.draft_id, changed = excluded.changed,
                signature = excluded.signature, version = annual_report.version + 1
            WHERE annual_report.version = \(entry.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: "\(entry.year)年度报告") }
    }

    private static func encoded(_ texts: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(texts), as: UTF8.self)
    }
}
