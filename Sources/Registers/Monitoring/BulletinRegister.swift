package import Domain
package import Persistence

/// The county's rules for its monthly bulletin, and the bulletin itself.
package struct BulletinRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// The standard rules until the county sets its own.
    package func rules() throws -> BulletinRules {
        try transaction.first("SELECT * FROM bulletin_rules WHERE site_id = \(site)") { row in
            BulletinRules(
                redTimeliness: try row["red_timeliness"], redLeastDue: try row["red_least_due"],
                yellowTimeliness: try row["yellow_timeliness"], yellowMissing: try row["yellow_missing"])
        } ?? BulletinRules()
    }

    package func set(_ rules: BulletinRules) throws {
        try transaction.execute(
            """
            INSERT INTO bulletin_rules (site_id, red_timeliness, red_least_due, yellow_timeliness, yellow_missing)
            VALUES (\(site), \(rules.redTimeliness), \(rules.redLeastDue), \(rules.yellowTimeliness), \(rules.yellowMissing))
            ON CONFLICT (site_id) DO UPDATE SET red_timeliness = excluded.red_timeliness, red_least_due = excluded.red_least_due,
                yellow_timeliness = excluded.yellow_timeliness, yellow_missing = excluded.yellow_missing
            """)
    }

    /// - Parameter day: the month's last, or an earlier one while it lasts.
    package func bulletin(on day: Day, units: [OrganisationUnit]) throws -> MonitoringBulletin {
        let months = try MonitoringDetail(transaction, site: site).months(on: day, count: 1)
        let figures = try MonitoringQueries(transaction, site: site).report(on: day).grouped { $0.unit }
        var bulletin = MonitoringBulletin(
            year: day.year, month: day.month, day: day, rules: try rules(), units: units,
            months: months.compactMapValues { $0.first?.duties }, figures: figures)
        let interpretations = try InterpretationQueries(transaction, site: site).tally(on: day)
        if !interpretations.isEmpty { bulletin.interpretations = interpretations }
        return bulletin
    }
}
