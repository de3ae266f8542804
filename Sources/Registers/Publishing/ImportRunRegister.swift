package import Domain
package import Persistence

/// How far the import of each file has come.
package struct ImportRunRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package struct Run: Sendable {
        package let name: String
        package let lines: Int
        package let imported: Int
        package let updated: Int
        package let unchanged: Int
        package let setAside: Int
        package let isFinished: Bool

        package init(name: String, lines: Int, imported: Int, updated: Int, unchanged: Int, setAside: Int, isFinished: Bool) {
            self.name = name
            self.lines = lines
            self.imported = imported
            self.updated = updated
            self.unchanged = unchanged
            self.setAside = setAside
            self.isFinished = isFinished
        }
    }

    package func find(fingerprint: String) throws -> Run? {
        try transaction.first("SELECT * FROM import_run WHERE site_id = \(site) AND fingerprint = \(fingerprint)") { row in
            let finished: Instant? = try row["finished"]
            return Run(
                name: try row["name"], lines: try row["lines"], imported: try row["imported"], updated: try row["updated"],
                unchanged: try row["unchanged"], setAside: try row["set_aside"], isFinished: finished != nil)
        }
    }

    package func save(_ run: Run, id: Int64, fingerprint: String, at time: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO import_run (id, site_id, fingerprint, name, lines, imported, updated, unchanged, set_aside, started, finished)
            VALUES (\(id), \(site), \(fingerprint), \(run.name), \(run.lines), \(run.imported), \(run.updated), \(run.unchanged),
                \(run.setAside),
                    \(time), \(run.isFinished ? time : nil))
            ON CONFLICT (site_id, fingerprint) DO UPDATE SET name = excluded.name, lines = excluded.lines, imported = excluded.imported,
                updated = excluded.updated, unchanged = excluded.unchanged, set_aside = excluded.set_aside, finished = excluded.finished
            """)
    }
}
