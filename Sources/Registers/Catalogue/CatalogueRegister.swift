package import Domain
import FoundationEssentials
package import Persistence

/// Guides and catalogues, version by version, item by item.
package struct CatalogueRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    // MARK: Versions

    /// Newest first.
    package func versions() throws -> [CatalogueVersion] {
        try transaction.rows(
            "SELECT * FROM catalogue_version WHERE site_id = \(site) ORDER BY COALESCE(effective, '9999') DESC, id DESC", Self.version)
    }

    package func version(_ id: CatalogueVersion.ID) throws -> CatalogueVersion? {
        try transaction.first("SELECT * FROM catalogue_version WHERE site_id = \(site) AND id = \(id)", Self.version)
    }

    /// The version in force at that level.
    package func inForce(_ level: CatalogueVersion.Level) throws -> CatalogueVersion? {
        try transaction.first(
            "SELECT * FROM catalogue_version WHERE site_id = \(site) AND level = \(level) AND state = 'adopted'", Self.version)
    }

    package func insert(_ version: CatalogueVersion) throws {
        try transaction.execute(
            """
            INSERT INTO catalogue_version (id, site_id, level, title, state, guide_id, predecessor_id, effective, superseded, reason,
                version)
            VALUES (\(version.id), \(site), \(version.level), \(version.title), \(version.state), \(version.guide), \(version.predecessor),
                    \(version.effective), \(version.superseded), \(version.reason), \(1))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody changed it since it was read.
    package func update(_ version: CatalogueVersion) throws {
        let changed = try transaction.execute(
            """
            UPDATE catalogue_version SET title = \(version.title), state = \(version.state), guide_id = \(version.guide),
                predecessor_id = \(version.predecessor), effective = \(version.effective), superseded = \(version.superseded),
                reason = \(version.reason), version = version + 1
            WHERE site_id = \(site) AND id = \(version.id) AND version = \(version.version)
            """)
        if changed == 0 { throw StoreError.stale(subject: version.title) }
    }

    // MARK: Items

    package func items(of version: CatalogueVersion.ID, domain: String? = nil) throws -> [CatalogueItem] {
        let decoder = JSONDecoder()
        let filter: Query = domain.map { "AND domain_code = \($0)" } ?? ""
        return try transaction.rows(
            "SELECT * FROM catalogue_item WHERE site_id = \(site) AND version_id = \(version) \(filter) ORDER BY domain_code, position"
        ) { try Self.item($0, decoder) }
    }

    /// The keys of a version's items by domain, without their content.
    package func itemIdentities(of version: CatalogueVersion.ID) throws -> [String: [CatalogueItem.ID]] {
        var result: [String: [CatalogueItem.ID]] = [:]
        try transaction.forEach(
            "SELECT domain_code, id FROM catalogue_item WHERE site_id = \(site) AND version_id = \(version) ORDER BY domain_code, position"
        ) { row in result[try row["domain_code"], default: []].append(try row["id"]) }
        return result
    }

    package func itemCounts() throws -> [CatalogueVersion.ID: Int] {
        Dictionary(
            try transaction.rows("SELECT version_id, COUNT(*) AS n FROM catalogue_item WHERE site_id = \(site) GROUP BY version_id") {
                (try $0["version_id"], try $0["n"])
            }, uniquingKeysWith: { $1 })
    }

    /// The items of a version that name a unit, in the catalogue's order.
    package func items(of version: CatalogueVersion.ID, naming unit: OrganisationUnit.ID) throws -> [CatalogueItem] {
        let decoder = JSONDecoder()
        return try transaction.rows(
            """
            SELECT i.* FROM catalogue_item i JOIN item_unit u ON u.version_id = i.version_id AND u.item_id = i.id
            WHERE i.site_id = \(site) AND i.version_id = \(version) AND u.unit_id = \(unit) ORDER BY i.domain_code, i.position
            """
        ) { try Self.item($0, decoder) }
    }

    /// One item in every version that carries it and is or was in force, the oldest version first. Drafts are nobody's business but the office's.
    package func appearances(of item: CatalogueItem.ID) throws -> [CatalogueItem] {
        let decoder = JSONDecoder()
        return try transaction.rows(
            """
            SELECT i.* FROM catalogue_item i JOIN catalogue_version v ON v.id = i.version_id
            WHERE i.site_id = \(site) AND i.id = \(item) AND v.state <> 'draft' ORDER BY COALESCE(v.effective, '9999'), v.id
            """
        ) { try Self.item($0, decoder) }
    }

    package func insert(_ item: CatalogueItem) throws {
        let entry = String(decoding: try JSONEncoder().encode(item.entry), as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO catalogue_item (version_id, id, site_id, guide_item_id, domain_code, position, name, entry, adjustment)
            VALUES (\(item.version), \(item.id), \(site), \(item.guideItem), \(item.domain), \(item.position), \(item.entry.name), \(entry),
                    \(item.adjustment))
            """)
    }

    package func link(_ item: CatalogueItem.ID, in version: CatalogueVersion.ID, to unit: OrganisationUnit.ID) throws {
        try transaction.execute(
            """
            INSERT INTO item_unit (version_id, item_id, unit_id) VALUES (\(version), \(item), \(unit))
            ON CONFLICT (version_id, item_id, unit_id) DO NOTHING
            """)
    }

    /// The registered units that each item of a version, or of one of its domains, names.
    package func units(of version: CatalogueVersion.ID, domain: String? = nil) throws -> [CatalogueItem.ID: [OrganisationUnit.ID]] {
        let filter: Query =
            domain.map {
                "AND i.item_id IN (SELECT id FROM catalogue_item WHERE version_id = \(version) AND domain_code = \($0))"
            } ?? ""
        var result: [CatalogueItem.ID: [OrganisationUnit.ID]] = [:]
        try transaction.forEach(
            """
            SELECT i.item_id, i.unit_id FROM item_unit i JOIN unit u ON u.id = i.unit_id
            WHERE i.version_id = \(version) \(filter) ORDER BY i.item_id, u.position
            """
        ) { row in result[try row["item_id"], default: []].append(try row["unit_id"]) }
        return result
    }

    package func retire(_ item: CatalogueItem.ID, from version: CatalogueVersion.ID, reason: String) throws {
        try transaction.execute(
            """
            INSERT INTO item_retirement (version_id, item_id, reason) VALUES (\(version), \(item), \(reason))
            ON CONFLICT (version_id, item_id) DO UPDATE SET reason = excluded.reason
            """)
    }

    package func retirements(of version: CatalogueVersion.ID) throws -> [CatalogueItem.ID: String] {
        Dictionary(
            try transaction.rows("SELECT item_id, reason FROM item_retirement WHERE version_id = \(version)") {
                (try $0["item_id"], try $0["reason"])
            },
            uniquingKeysWith: { $1 })
    }

    // MARK: Rows

    private static func version(_ row: ResultRow) throws -> CatalogueVersion {
        CatalogueVersion(
            id: try row["id"], level: try row["level"], title: try row["title"], state: try row["state"], guide: try row["guide_id"],
            predecessor: try row["predecessor_id"], effective: try row["effective"], superseded: try row["superseded"],
            reason: try row["reason"],
            version: try row["version"])
    }

    private static func item(_ row: ResultRow, _ decoder: JSONDecoder) throws -> CatalogueItem {
        let entry: String = try row["entry"]
        return CatalogueItem(
            id: try row["id"], version: try row["version_id"], guideItem: try row["guide_item_id"], domain: try row["domain_code"],
            position: try row["position"], entry: try decoder.decode(CatalogueEntry.self, from: Data(entry.utf8)),
            adjustment: try row["adjustment"])
    }
}
