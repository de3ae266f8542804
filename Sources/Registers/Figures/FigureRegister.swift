package import Domain
package import Persistence

/// The numbers of the law as a county has changed them.
package struct FigureRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package func book() throws -> FigureBook {
        FigureBook(
            try transaction.rows("SELECT * FROM figure WHERE site_id = \(site) ORDER BY code, effective") { row in
                FigureBook.Entry(
                    code: try row["code"], value: try row["value"], effective: try row["effective"], basis: try row["basis"],
                    signature: try row["signature"])
            })
    }

    /// Takes the place of what was set for the same day.
    package func put(_ entry: FigureBook.Entry, at now: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO figure (site_id, code, effective, value, basis, signature, set_at)
            VALUES (\(site), \(entry.code), \(entry.effective), \(entry.value), \(entry.basis), \(entry.signature), \(now))
            ON CONFLICT (site_id, code, effective) DO UPDATE SET value = excluded.value, basis = excluded.basis,
                signature = excluded.signature, set_at = excluded.set_at
            """)
    }
}
