package import Domain
package import Persistence

/// The units of a site (公开主体).
package struct UnitRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package func all() throws -> [OrganisationUnit] {
        try transaction.rows("SELECT * FROM unit WHERE site_id = \(site) ORDER BY position, id", Self.unit)
    }

    package func find(code: String) throws -> OrganisationUnit? {
        try transaction.first("SELECT * FROM unit WHERE site_id = \(site) AND code = \(code)", Self.unit)
    }

    package func find(_ id: OrganisationUnit.ID) throws -> OrganisationUnit? {
        try transaction.first("SELECT * FROM unit WHERE site_id = \(site) AND id = \(id)", Self.unit)
    }

    /// The unit of that name, short name or alias.
    package func find(named name: String) throws -> OrganisationUnit.ID? {
        let row = try transaction.first(
            """
            SELECT id FROM unit WHERE site_id = \(site) AND name = \(name)
            UNION ALL SELECT unit_id FROM unit_alias WHERE site_id = \(site) AND alias = \(name) LIMIT 1
            """)
        return try row.map { try $0["id"] }
    }

    package func aliases() throws -> [(alias: String, unit: OrganisationUnit.ID)] {
        try transaction.rows("SELECT alias, unit_id FROM unit_alias WHERE site_id = \(site) ORDER BY alias") {
            (try $0["alias"], try $0["unit_id"])
        }
    }

    package func insert(_ unit: OrganisationUnit, position: Int) throws {
        let contact = unit.contact
        try transaction.execute(
            """
            INSERT INTO unit (id, site_id, code, name, short_name, kind, parent_id, address, office_hours, phone, fax, email, head, duties,
                              is_imported, position, version)
            VALUES (\(unit.id), \(site), \(unit.code), \(unit.name), \(unit.shortName), \(unit.kind), \(unit.parent), \(contact.address),
                    \(contact.officeHours), \(contact.phone), \(contact.fax), \(contact.email), \(contact.head), \(unit.duties),
                    \(unit.isImported), \(position), \(1))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody changed the unit since it was read.
    package func update(_ unit: OrganisationUnit, position: Int) throws {
        let contact = unit.contact
        let changed = try transaction.execute(
            """
            UPDATE unit SET code = \(unit.code), name = \(unit.name), short_name = \(unit.shortName), kind = \(unit.kind), parent_id = \(unit.parent),
                address = \(contact.address), office_hours = \(contact.officeHours), phone = \(contact.phone), fax = \(contact.fax),
                email = \(contact.email), head = \(contact.head), duties = \(unit.duties), is_imported = \(unit.isImported),
                position = \(position), version = version + 1
            WHERE site_id = \(site) AND id = \(unit.id) AND version = \(unit.version)
            """)
        if changed == 0 { throw StoreError.stale(subject: unit.name) }
    }

    /// An alias belongs to the unit that claimed it first; a second claim is ignored here and reported by the caller.
    package func addAlias(_ alias: String, of unit: OrganisationUnit.ID) throws {
        try transaction.execute(
            "INSERT INTO unit_alias (site_id, alias, unit_id) VALUES (\(site), \(alias), \(unit)) ON CONFLICT (site_id, alias) DO NOTHING")
    }

    /// The office in charge (政府信息公开工作机构): the unit whose name or alias says so, else the government's own office.
    package func office() throws -> OrganisationUnit? {
        for name in ["县政务公开办", "政府信息公开工作机构", "政务公开办", "县政府办公室", "政府办公室"] {
            if let id = try find(named: name) { return try find(id) }
        }
        return try all().first { $0.kind == .government }
    }

    package func count() throws -> Int { try transaction.count("SELECT COUNT(*) AS n FROM unit WHERE site_id = \(site)") }

    static func unit(_ row: ResultRow) throws -> OrganisationUnit {
        OrganisationUnit(
            id: try row["id"], code: try row["code"], name: try row["name"], shortName: try row["short_name"], kind: try row["kind"],
            parent: try row["parent_id"],
            contact: OrganisationUnit.Contact(
                address: try row["address"], officeHours: try row["office_hours"], phone: try row["phone"], fax: try row["fax"],
                email: try row["email"], head: try row["head"]),
            duties: try row["duties"], isImported: try row["is_imported"], version: try row["version"])
    }
}
