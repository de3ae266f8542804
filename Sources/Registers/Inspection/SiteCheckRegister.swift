package import Domain
package import Persistence

extension InspectionReport.Verdict: Storable {}

/// Inspections of the county's own portal, the rules they go by, and when the next one is due.
package struct SiteCheckRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// How the part of an inspection that no query asks for is kept.
    private struct Outcome: Codable {
        let report: InspectionReport
        let warnings: [InspectionWarning]
        let owners: [String: Int64]
    }

    // MARK: Inspections

    /// Takes the place of an earlier one of the same day.
    package func put(_ check: SiteCheck) throws {
        let line = check.line
        let outcome = try StoredJSON.text(
            Outcome(report: check.report, warnings: check.warnings, owners: check.owners.mapValues(\.rawValue)))
        try transaction.execute(
            """
            INSERT INTO site_check (site_id, day, finished, verdict, score, vetoes, deductions, pages, outcome)
            VALUES (\(site), \(line.day), \(line.finished), \(line.verdict), \(line.score.hundredths), \(line.vetoes), \(line.deductions),
                \(line.pages), \(outcome))
            ON CONFLICT (site_id, day) DO UPDATE SET finished = excluded.finished, verdict = excluded.verdict, score = excluded.score,
                vetoes = excluded.vetoes, deductions = excluded.deductions, pages = excluded.pages, outcome = excluded.outcome
            """)
    }

    /// The last inspection on that day or before it.
    package func latest(on day: Day) throws -> SiteCheck? {
        try transaction.first(
            "SELECT finished, outcome FROM site_check WHERE site_id = \(site) AND day <= \(day) ORDER BY day DESC LIMIT 1"
        ) { row in
            let outcome: Outcome = try StoredJSON.read(try row["outcome"])
            return SiteCheck(
                finished: try row["finished"], report: outcome.report, warnings: outcome.warnings,
                owners: outcome.owners.mapValues { OrganisationUnit.ID($0) })
        }
    }

    /// The newest first.
    package func history(limit: Int) throws -> [SiteCheck.Line] {
        try transaction.rows(
            """
            SELECT day, finished, verdict, score, vetoes, deductions, pages FROM site_check WHERE site_id = \(site)
            ORDER BY day DESC LIMIT \(limit)
            """
        ) { row in
            SiteCheck.Line(
                day: try row["day"], finished: try row["finished"], verdict: try row["verdict"],
                score: Points(hundredths: try row["score"]), vetoes: try row["vetoes"], deductions: try row["deductions"],
                pages: try row["pages"])
        }
    }

    // MARK: Rules

    /// The released set, and what the county has put beside it or in its place.
    package func rules() throws -> [InspectionRules] {
        let own = try transaction.rows("SELECT rules FROM site_check_rules WHERE site_id = \(site) ORDER BY effective") { row in
            try StoredJSON.read(try row["rules"], as: InspectionRules.self)
        }
        let released = InspectionRules.released
        return own.contains { $0.effective == released.effective } ? own : [released] + own
    }

    /// A set takes the place of the one that begins on the same day.
    package func put(_ rules: InspectionRules) throws {
        try transaction.execute(
            """
            INSERT INTO site_check_rules (site_id, effective, rules)
            VALUES (\(site), \(rules.effective), \(try StoredJSON.text(rules)))
            ON CONFLICT (site_id, effective) DO UPDATE SET rules = excluded.rules
            """)
    }

    // MARK: Schedule

    package func schedule() throws -> SiteCheckSchedule {
        var schedule =
            try transaction.first("SELECT * FROM site_check_schedule WHERE site_id = \(site)") { row in
                var schedule = SiteCheckSchedule()
                (schedule.warningDays, schedule.requested) = (try row["warning_days"], try row["requested"])
                schedule.begun = try row["begun"]
                return schedule
            } ?? SiteCheckSchedule()
        schedule.last = try transaction.first(
            "SELECT day FROM site_check WHERE site_id = \(site) ORDER BY day DESC LIMIT 1"
        ) { row -> Day in try row["day"] }
        return schedule
    }

    /// What `last` says is in the inspections themselves.
    package func put(_ schedule: SiteCheckSchedule) throws {
        try transaction.execute(
            """
            INSERT INTO site_check_schedule (site_id, warning_days, requested, begun)
            VALUES (\(site), \(schedule.warningDays), \(schedule.requested), \(schedule.begun))
            ON CONFLICT (site_id) DO UPDATE SET warning_days = excluded.warning_days, requested = excluded.requested,
                begun = excluded.begun
            """)
    }
}
