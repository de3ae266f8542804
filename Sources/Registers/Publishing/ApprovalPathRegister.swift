package import Domain
package import Persistence

/// The county's approval paths (审批流程).
package struct ApprovalPathRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// A path with what it counts for; `nil` means every.
    package struct Line: Sendable {
        package let unit: OrganisationUnit.ID?
        package let domain: String?
        package let path: ApprovalPath
    }

    package func all() throws -> [Line] {
        try transaction.rows("SELECT * FROM approval_path WHERE site_id = \(site) ORDER BY unit_id, domain_code") { row in
            let (unit, domain, steps): (Int64, String, String) = (try row["unit_id"], try row["domain_code"], try row["steps"])
            guard let path = ApprovalPath(text: steps) else { throw StoreError.unexpectedValue(column: "approval_path.steps") }
            return Line(unit: unit == 0 ? nil : OrganisationUnit.ID(unit), domain: domain.isEmpty ? nil : domain, path: path)
        }
    }

    /// The most particular path that fits: unit and field of work, then unit, then field, then the county's, then the standard one.
    package func path(unit: OrganisationUnit.ID, domain: String?) throws -> ApprovalPath {
        let lines = try all().filter { ($0.unit == nil || $0.unit == unit) && ($0.domain == nil || $0.domain == domain) }
        func weight(_ line: Line) -> Int { (line.unit == nil ? 0 : 2) + (line.domain == nil ? 0 : 1) }
        return lines.max { weight($0) < weight($1) }?.path ?? .standard
    }

    /// Sets a path; `nil` takes the line away, so that the more general one counts.
    package func set(_ path: ApprovalPath?, unit: OrganisationUnit.ID?, domain: String?) throws {
        let (unit, domain) = (unit?.rawValue ?? 0, domain ?? "")
        guard let path else {
            try transaction.execute(
                "DELETE FROM approval_path WHERE site_id = \(site) AND unit_id = \(unit) AND domain_code = \(domain)")
            return
        }
        try transaction.execute(
            """
            INSERT INTO approval_path (site_id, unit_id, domain_code, steps, version) VALUES (\(site), \(unit), \(domain), \(path.text), 1)
            ON CONFLICT (site_id, unit_id, domain_code) DO UPDATE SET steps = excluded.steps, version = approval_path.version + 1
            """)
    }
}
