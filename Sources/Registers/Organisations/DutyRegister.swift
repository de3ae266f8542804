package import Domain
package import Persistence

/// The fields of work of a site and who leads each (领域 → 部门).
package struct DutyRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// In the site's order: the 26 first, the county's own after them.
    package func domains() throws -> [DisclosureDomain] {
        try transaction.rows("SELECT code, name FROM domain WHERE site_id = \(site) ORDER BY position") { row in
            let code: String = try row["code"]
            let aliases = DisclosureDomain.standard.first { $0.code == code }?.aliases ?? []
            return DisclosureDomain(code: code, name: try row["name"], aliases: aliases)
        }
    }

    /// The domain of that name or alias; made as the county's own (`x1`, `x2` …) when there is none.
    package func domain(named name: String) throws -> (code: String, isNew: Bool) {
        let known = try domains()
        let bare = name.hasSuffix("领域") ? String(name.dropLast(2)) : name
        if let found = known.first(where: { $0.name == bare || $0.aliases.contains(bare) }) { return (found.code, false) }
        let own = known.count { $0.code.hasPrefix("x") }
        let code = "x\(own + 1)"
        try transaction.execute("INSERT INTO domain (site_id, code, name, position) VALUES (\(site), \(code), \(bare), \(known.count + 1))")
        return (code, true)
    }

    package func assign(domain: String, to unit: OrganisationUnit.ID) throws {
        try transaction.execute(
            "INSERT INTO duty (site_id, domain_code, unit_id) VALUES (\(site), \(domain), \(unit)) ON CONFLICT (site_id, domain_code, unit_id) DO NOTHING"
        )
    }

    package func removeAll() throws { try transaction.execute("DELETE FROM duty WHERE site_id = \(site)") }

    package func all() throws -> [(domain: String, unit: OrganisationUnit.ID)] {
        try transaction.rows(
            "SELECT d.domain_code, d.unit_id FROM duty d JOIN unit u ON u.id = d.unit_id WHERE d.site_id = \(site) ORDER BY d.domain_code, u.position"
        ) { (try $0["domain_code"], try $0["unit_id"]) }
    }
}
