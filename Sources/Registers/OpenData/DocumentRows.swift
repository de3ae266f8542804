package import Domain
package import Persistence

/// All public documents with everything that the public sees of them, some at a time in the order of their places: for copies of the whole.
package struct DocumentRows {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// A file that goes with a document.
    package struct File: Sendable {
        package let name: String
        /// On this site, or where it was published before.
        package let address: String
        /// `nil` for what lies elsewhere.
        package let bytes: Int?
        package let sha256: String?
    }

    /// A document as its row has it; the body in its stored form, because most of them are only passed on.
    package struct Document: Sendable {
        package let id: Disclosure.ID
        package let title: String
        package let number: String?
        package let indexNumber: String?
        package let unitCode: String
        package let unitName: String
        package let domain: String?
        package let item: CatalogueItem.ID?
        package let theme: String?
        package let category: String?
        package let made: Day?
        package let published: Instant?
        package let validity: Disclosure.Validity
        package let sourceAddress: String?
        package let body: String
        package let files: [File]
    }

    /// - Parameter place: where the batch before ended; `nil` for the first.
    package func batch(after place: Int64?, limit: Int) throws -> (documents: [Document], next: Int64?) {
        let rows = try transaction.rows(
            """
            SELECT d.*, u.code AS unit_code, u.name AS unit_name FROM disclosure d JOIN unit u ON u.id = d.unit_id
            WHERE d.site_id = \(site) AND d.position > \(place ?? -1) ORDER BY d.position LIMIT \(limit)
            """)
        let files = try files(of: rows.map { try $0["id"] })
        let documents = try rows.map { row in
            let id: Disclosure.ID = try row["id"]
            return Document(
                id: id, title: try row["title"], number: try row["number"], indexNumber: try row["index_number"],
                unitCode: try row["unit_code"], unitName: try row["unit_name"], domain: try row["domain_code"], item: try row["item_id"],
                theme: try row["theme"], category: try row["category"], made: try row["made"], published: try row["published"],
                validity: try row["validity"], sourceAddress: try row["source_address"], body: try row["body"], files: files[id] ?? [])
        }
        return (documents, rows.count < limit ? nil : try rows.last?["position"])
    }

    /// The files of some documents, in their order: what lies elsewhere before what lies here.
    package func files(of ids: [Disclosure.ID]) throws -> [Disclosure.ID: [File]] {
        var result: [Disclosure.ID: [File]] = [:]
        for chunk in Chunks(ids, of: 500) {
            try transaction.forEach(
                """
                SELECT disclosure_id, name, address FROM attachment WHERE disclosure_id IN (\(list: Array(chunk)))
                ORDER BY disclosure_id, position
                """
            ) { row in
                let file = File(name: try row["name"], address: try row["address"], bytes: nil, sha256: nil)
                result[try row["disclosure_id"], default: []].append(file)
            }
            try transaction.forEach(
                """
                SELECT f.disclosure_id, f.position, f.name, f.size, f.digest FROM publication_file f
                JOIN publication p ON p.disclosure_id = f.disclosure_id
                WHERE f.disclosure_id IN (\(list: Array(chunk))) AND p.state = \(PublicationRegister.Publication.State.public)
                ORDER BY f.disclosure_id, f.position
                """
            ) { row in
                let (id, number): (Disclosure.ID, Int) = (try row["disclosure_id"], try row["position"])
                result[id, default: []].append(
                    File(
                        name: try row["name"], address: "/disclosures/\(id)/files/\(number)", bytes: try row["size"],
                        sha256: try row["digest"]))
            }
        }
        return result
    }

    /// What was taken down, with code and name of its unit.
    package func tombstones(
        after place: Int64?, limit: Int
    ) throws -> (tombstones: [(WithdrawalRegister.Tombstone, code: String, name: String)], next: Int64?) {
        let found = try transaction.rows(
            """
            SELECT t.*, u.code AS unit_code, u.name AS unit_name FROM tombstone t JOIN unit u ON u.id = t.unit_id
            WHERE t.site_id = \(site) AND t.disclosure_id > \(place ?? 0)
                AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.disclosure_id = t.disclosure_id AND p.code IS NOT NULL)
            ORDER BY t.disclosure_id LIMIT \(limit)
            """
        ) { (try WithdrawalRegister.tombstone($0), code: try $0["unit_code"] as String, name: try $0["unit_name"] as String) }
        return (found, found.count < limit ? nil : found.last?.0.disclosure.rawValue)
    }
}
