package import Domain
import FoundationEssentials
package import Persistence

/// The time limits of the law that a county counts with.
package struct StatutoryLimitRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package func all() throws -> [StatutoryLimit] {
        let decoder = JSONDecoder()
        return try transaction.rows("SELECT * FROM statutory_limit WHERE site_id = \(site) ORDER BY position, id") { row in
            func list<Element: Decodable>(_ column: String) throws -> [Element] {
                let text: String = try row[column]
                return try decoder.decode([Element].self, from: Data(text.utf8))
            }
            let rule: String = try row["rule"]
            return StatutoryLimit(
                code: try row["code"], name: try row["name"], article: try row["article"], words: try list("words"),
                excluded: try list("excluded"), domains: try list("domains"), unitKinds: try list("unit_kinds"),
                rule: try decoder.decode(StatutoryLimit.Rule.self, from: Data(rule.utf8)), effective: try row["effective"],
                ended: try row["ended"])
        }
    }

    /// Takes a limit into use, in place of the one with the same code.
    package func put(_ limit: StatutoryLimit, id: Int64, position: Int) throws {
        let encoder = JSONEncoder()
        func text(_ value: some Encodable) throws -> String { String(decoding: try encoder.encode(value), as: UTF8.self) }
        try transaction.execute(
            """
            INSERT INTO statutory_limit (id, site_id, code, name, article, words, excluded, domains, unit_kinds, rule, effective, ended,
                position, version)
            VALUES (\(id), \(site), \(limit.code), \(limit.name), \(limit.article), \(try text(limit.words)), \(try text(limit.excluded)),
                \(try text(limit.domains)), \(try text(limit.unitKinds)), \(try text(limit.rule)), \(limit.effective), \(limit.ended),
                \(position), \(1))
            ON CONFLICT (site_id, code) DO UPDATE SET name = excluded.name, article = excluded.article, words = excluded.words,
                excluded = excluded.excluded, domains = excluded.domains, unit_kinds = excluded.unit_kinds, rule = excluded.rule,
                effective = excluded.effective, ended = excluded.ended, position = excluded.position, version = statutory_limit.version + 1
            """)
    }

    package func removeAll() throws { try transaction.execute("DELETE FROM statutory_limit WHERE site_id = \(site)") }
}
