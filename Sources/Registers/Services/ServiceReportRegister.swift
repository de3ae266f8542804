package import Domain
package import Persistence

/// What citizens report: somebody asked for more than the guide lists (索要材料反映登记).
package struct ServiceReportRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package struct Report: Sendable, Hashable {
        package typealias ID = Identifier<Report>

        package let id: ID
        package let paper: ServicePaper.ID
        package let receipt: String
        /// Which material was asked for.
        package let asked: String
        /// When, where, by whom, in the citizen's words.
        package let detail: String
        package let contact: [UInt8]?
        package let received: Instant
        /// What the office found; empty while it is open.
        package let outcome: String
        package let closed: Instant?
        package let version: Int

        package init(
            id: ID, paper: ServicePaper.ID, receipt: String, asked: String, detail: String, contact: [UInt8]?, received: Instant,
            outcome: String = "", closed: Instant? = nil, version: Int = 1
        ) {
            self.id = id
            self.paper = paper
            self.receipt = receipt
            self.asked = asked
            self.detail = detail
            self.contact = contact
            self.received = received
            self.outcome = outcome
            self.closed = closed
            self.version = version
        }
    }

    package func insert(_ report: Report) throws {
        try transaction.execute(
            """
            INSERT INTO service_report (id, site_id, paper_id, receipt, asked, detail, contact, received, outcome, closed, signature, version)
            VALUES (\(report.id), \(site), \(report.paper), \(report.receipt), \(report.asked), \(report.detail), \(report.contact),
                \(report.received), '', NULL, '', 1)
            """)
    }

    package func find(receipt: String) throws -> Report? {
        try transaction.first("SELECT * FROM service_report WHERE site_id = \(site) AND receipt = \(receipt)", Self.report)
    }

    package func find(_ id: Report.ID) throws -> Report? {
        try transaction.first("SELECT * FROM service_report WHERE site_id = \(site) AND id = \(id)", Self.report)
    }

    /// Open ones first, then the newest.
    package func all(limit: Int) throws -> [Report] {
        try transaction.rows(
            """
            SELECT * FROM service_report WHERE site_id = \(site)
            ORDER BY CASE WHEN closed IS NULL THEN 0 ELSE 1 END, id DESC LIMIT \(limit)
            """, Self.report)
    }

    package func openCount() throws -> Int {
        try transaction.count("SELECT COUNT(*) AS n FROM service_report WHERE site_id = \(site) AND closed IS NULL")
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func close(_ report: Report, outcome: String, signature: String, at time: Instant) throws {
        let changed = try transaction.execute(
            """
            UPDATE service_report SET outcome = \(outcome), closed = \(time), signature = \(signature), version = version + 1
            WHERE site_id = \(site) AND id = \(report.id) AND version = \(report.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: report.receipt) }
    }

    private static func report(_ row: ResultRow) throws -> Report {
        Report(
            id: try row["id"], paper: try row["paper_id"], receipt: try row["receipt"], asked: try row["asked"],
            detail: try row["detail"], contact: try row["contact"], received: try row["received"], outcome: try row["outcome"],
            closed: try row["closed"], version: try row["version"])
    }
}
