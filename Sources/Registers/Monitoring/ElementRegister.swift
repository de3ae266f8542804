package import Domain
package import Persistence

/// How published documents answer the elements that their items ask for, dated, so that any day can be counted.
package struct ElementRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// Takes the place of what was said of the document before.
    package func put(
        _ tally: ElementTally, of document: Disclosure.ID, unit: OrganisationUnit.ID, item: CatalogueItem.ID, at time: Instant
    ) throws {
        try end(document, at: time)
        try transaction.execute(
            """
            INSERT INTO disclosure_elements (disclosure_id, since, until, site_id, unit_id, item_id, required, covered, excused)
            VALUES (\(document), \(time), NULL, \(site), \(unit), \(item), \(tally.required), \(tally.covered), \(tally.excused))
            ON CONFLICT (disclosure_id, since) DO UPDATE SET until = NULL, unit_id = excluded.unit_id, item_id = excluded.item_id,
                required = excluded.required, covered = excluded.covered, excused = excluded.excused
            """)
    }

    package func end(_ document: Disclosure.ID, at time: Instant) throws {
        try transaction.execute(
            "UPDATE disclosure_elements SET until = \(time) WHERE site_id = \(site) AND disclosure_id = \(document) AND until IS NULL")
    }
}
