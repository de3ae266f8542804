package import Domain
package import Persistence

extension TargetGroup.Kind: Storable {}

/// The groups of enterprises and people that documents are for, and which are for whom (推送对象).
package struct TargetRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    // MARK: Groups

    /// In the county's order.
    package func groups() throws -> [TargetGroup] {
        try transaction.rows("SELECT * FROM target_group WHERE site_id = \(site) ORDER BY position, code", Self.group)
    }

    package func group(_ code: String) throws -> TargetGroup? {
        try transaction.first("SELECT * FROM target_group WHERE site_id = \(site) AND code = \(code)", Self.group)
    }

    package func insert(_ group: TargetGroup, position: Int) throws {
        try transaction.execute(
            """
            INSERT INTO target_group (site_id, code, kind, name, position, is_open, version)
            VALUES (\(site), \(group.code), \(group.kind), \(group.name), \(position), \(group.isOpen), 1)
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ group: TargetGroup) throws {
        let changed = try transaction.execute(
            """
            UPDATE target_group SET kind = \(group.kind), name = \(group.name), is_open = \(group.isOpen), version = version + 1
            WHERE site_id = \(site) AND code = \(group.code) AND version = \(group.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: group.name) }
    }

    private static func group(_ row: ResultRow) throws -> TargetGroup {
        TargetGroup(
            code: try row["code"], kind: try row["kind"], name: try row["name"], isOpen: try row["is_open"], version: try row["version"])
    }

    // MARK: What is for whom

    package func groups(of item: CatalogueItem.ID) throws -> Set<String> {
        Set(
            try transaction.rows("SELECT group_code FROM item_target WHERE site_id = \(site) AND item_id = \(item)") { row -> String in
                try row["group_code"]
            })
    }

    /// Items with groups, by item.
    package func groupsByItem() throws -> [CatalogueItem.ID: Set<String>] {
        var result: [CatalogueItem.ID: Set<String>] = [:]
        try transaction.forEach("SELECT item_id, group_code FROM item_target WHERE site_id = \(site)") { row in
            result[try row["item_id"], default: []].insert(try row["group_code"])
        }
        return result
    }

    package func set(_ groups: Set<String>, of item: CatalogueItem.ID) throws {
        try transaction.execute("DELETE FROM item_target WHERE site_id = \(site) AND item_id = \(item)")
        for code in groups.sorted() {
            try transaction.execute("INSERT INTO item_target (site_id, item_id, group_code) VALUES (\(site), \(item), \(code))")
        }
    }

    package func groups(of draft: Draft.ID) throws -> Set<String> {
        Set(
            try transaction.rows("SELECT group_code FROM draft_target WHERE site_id = \(site) AND draft_id = \(draft)") { row -> String in
                try row["group_code"]
            })
    }

    package func set(_ groups: Set<String>, of draft: Draft.ID) throws {
        try transaction.execute("DELETE FROM draft_target WHERE site_id = \(site) AND draft_id = \(draft)")
        for code in groups.sorted() {
            try transaction.execute("INSERT INTO draft_target (site_id, draft_id, group_code) VALUES (\(site), \(draft), \(code))")
        }
    }

    // MARK: New documents

    /// What became public after one place in the log and up to another, and still is; the newest of them when there are many.
    package func newDocuments(after: Int64, through: Int64, limit: Int) throws -> [NewDocument] {
        var found = try transaction.rows(
            """
            SELECT e.sequence, d.id, d.title, u.code, u.name, d.domain_code, d.item_id, d.published
            FROM event e JOIN disclosure d ON d.id = e.subject_id JOIN unit u ON u.id = d.unit_id
            WHERE e.site_id = \(site) AND e.subject_kind = 'disclosure' AND e.sequence > \(after) AND e.sequence <= \(through)
                AND e.verb IN (\(list: Event.Verb.firstPublications))
            ORDER BY e.sequence DESC LIMIT \(limit)
            """
        ) { row in
            NewDocument(
                id: try row["id"], sequence: try row["sequence"], title: try row["title"], unitCode: try row["code"],
                unitName: try row["name"], domain: try row["domain_code"], item: try row["item_id"], published: try row["published"])
        }
        let byItem = try groupsByItem()
        let marked = try groupsByDocument(found.map(\.id))
        for index in found.indices {
            found[index].groups = (found[index].item.flatMap { byItem[$0] } ?? []).union(marked[found[index].id] ?? [])
        }
        return found
    }

    private func groupsByDocument(_ ids: [Disclosure.ID]) throws -> [Disclosure.ID: Set<String>] {
        var result: [Disclosure.ID: Set<String>] = [:]
        for chunk in Chunks(ids, of: 500) {
            try transaction.forEach(
                """
                SELECT r.disclosure_id, t.group_code FROM draft_target t JOIN draft r ON r.id = t.draft_id
                WHERE r.disclosure_id IN (\(list: Array(chunk)))
                """
            ) { result[try $0["disclosure_id"], default: []].insert(try $0["group_code"]) }
        }
        return result
    }
}

extension Event.Verb {
    /// After which a document is public that was not before.
    static let firstPublications: [Event.Verb] = allCases.filter { DocumentChange.Kind($0) == .published }
}
