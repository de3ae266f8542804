package import Domain
package import Persistence

/// Lists of drafts for the workbench.
package struct DraftQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package struct Line: Sendable {
        package let id: Draft.ID
        package let unit: OrganisationUnit.ID
        package let unitName: String
        package let title: String
        package let number: String?
        package let attribute: DisclosureAttribute
        package let state: Draft.State
        package let path: ApprovalPath
        package let changed: Instant
        package let openFindings: Int
        package let isCorrection: Bool
        package let isReturned: Bool
        package let disclosure: Disclosure.ID?
        /// When it is looked at again why this is not public.
        package let reassess: Day?
        package let version: Int
    }

    package struct Filter: Sendable, Hashable {
        /// `nil` for every unit.
        package var units: Set<OrganisationUnit.ID>?
        package var states: Set<String> = []
        package var waitingFor: Set<Role>?
        package var text: String = ""
        package var batch: Int64?

        package init(
            units: Set<OrganisationUnit.ID>? = nil, states: Set<String> = [], waitingFor: Set<Role>? = nil, text: String = "",
            batch: Int64? = nil
        ) {
            self.units = units
            self.states = states
            self.waitingFor = waitingFor
            self.text = text
            self.batch = batch
        }
    }

    /// Last changed first; rows of a batch are shown with their batch, not here.
    package func list(_ filter: Filter, before: Instant? = nil, limit: Int) throws -> [Line] {
        try transaction.rows(
            """
            SELECT d.*, u.name AS unit_name, CASE WHEN EXISTS
                (SELECT 1 FROM decision x WHERE x.draft_id = d.id AND x.verdict = 'returned') THEN 1 ELSE 0 END AS returned
            FROM draft d JOIN unit u ON u.id = d.unit_id
            WHERE d.site_id = \(site) \(conditions(filter)) AND d.changed < \(before ?? Instant(milliseconds: Int64.max))
            ORDER BY d.changed DESC, d.id DESC LIMIT \(limit)
            """, line)
    }

    package func count(_ filter: Filter, cap: Int = 10_000) throws -> Int {
        try transaction.count(
            """
            SELECT COUNT(*) AS n FROM
                (SELECT 1 AS one FROM draft d WHERE d.site_id = \(site) \(conditions(filter)) LIMIT \(cap)) AS found
            """)
    }

    private func conditions(_ filter: Filter) -> Query {
        var query: Query = ""
        if let batch = filter.batch { query = "\(query) AND d.batch_id = \(batch)" } else { query = "\(query) AND d.batch_id IS NULL" }
        if let units = filter.units { query = "\(query) AND d.unit_id IN (\(list: units.sorted()))" }
        if !filter.states.isEmpty { query = "\(query) AND d.state IN (\(list: filter.states.sorted()))" }
        if let roles = filter.waitingFor { query = "\(query) AND d.step_role IN (\(list: roles.map(\.rawValue).sorted()))" }
        // Few drafts are open at a time: a plain look through their titles is enough.
        if !filter.text.isEmpty {
            query = "\(query) AND d.title LIKE \("%" + filter.text.replacing("%", with: "").replacing("_", with: "") + "%")"
        }
        return query
    }

    func line(_ row: ResultRow) throws -> Line {
        let text: String = try row["path"]
        guard let path = ApprovalPath(text: text) else { throw StoreError.unexpectedValue(column: "draft.path") }
        let corrects: Disclosure.ID? = try row["corrects"]
        return Line(
            id: try row["id"], unit: try row["unit_id"], unitName: try row["unit_name"], title: try row["title"], number: try row["number"],
            attribute: try row["attribute"], state: try DraftRegister.state(row), path: path, changed: try row["changed"],
            openFindings: try row["open_findings"], isCorrection: corrects != nil, isReturned: try row["returned"],
            disclosure: try row["disclosure_id"], reassess: try row["reassess"], version: try row["version"])
    }
}
