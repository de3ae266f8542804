package import Domain
package import Persistence

/// The numbers of the annual report, counted in the ledger: each by the same condition by which its cases are listed.
package struct AnnualReportQueries {
    private let transaction: any Transaction
    private let site: County.ID
    private let units: [OrganisationUnit.ID]
    private let first: String
    private let last: String

    /// - Parameter units: whose requests count together.
    package init(_ transaction: any Transaction, site: County.ID, units: [OrganisationUnit.ID], year: Int) {
        self.transaction = transaction
        self.site = site
        self.units = units
        first = "\(year)-01-01"
        last = "\(year)-12-31"
    }

    // MARK: Requests

    package func three() throws -> TableThree {
        var table = TableThree()
        for (row, condition) in [
            (ReportRow.received, received), (.carriedIn, carriedIn), (.closed, closed), (.carriedOver, carriedOver),
        ] { try count(condition, in: row, &table) }
        // What was closed without an outcome counts as 其他: it must not be lost.
        try transaction.forEach(
            """
            SELECT applicant_kind, COALESCE(outcome, 'other') AS outcome, COUNT(*) AS n FROM request r WHERE \(scope) AND \(closed)
            GROUP BY applicant_kind, COALESCE(outcome, 'other')
            """
        ) { row in
            let (kind, outcome, n): (ApplicantKind, RequestOutcome, Int) = (
                try row["applicant_kind"], try row["outcome"], try row["n"]
            )
            table[ReportRow(outcome), ReportColumn(kind)] = .count(n)
        }
        for row in ReportRow.all {
            table[row, .total] = .count(ReportColumn.parts.reduce(0) { $0 + (table[row, $1].count ?? 0) })
        }
        return table
    }

    private func count(_ condition: Query, in row: ReportRow, _ table: inout TableThree) throws {
        let found = try transaction.rows(
            "SELECT applicant_kind, COUNT(*) AS n FROM request r WHERE \(scope) AND \(condition) GROUP BY applicant_kind"
        ) { row -> (ApplicantKind, Int) in (try row["applicant_kind"], try row["n"]) }
        for (kind, n) in found { table[row, ReportColumn(kind)] = .count(n) }
    }

    private var scope: Query { "r.site_id = \(site) AND r.unit_id IN (\(list: units)) AND r.counts = 1 AND r.received IS NOT NULL" }
    private var received: Query { "r.received >= \(first) AND r.received <= \(last)" }
    private var carriedIn: Query { "r.received < \(first) AND (r.closed IS NULL OR r.closed >= \(first))" }
    private var closed: Query { "r.closed >= \(first) AND r.closed <= \(last) AND r.received <= \(last)" }
    private var carriedOver: Query { "r.received <= \(last) AND (r.closed IS NULL OR r.closed > \(last))" }

    /// The cases behind a cell of the third table, newest first.
    package func cases(row: ReportRow, column: ReportColumn, limit: Int) throws -> [RequestQueries.Line] {
        let condition: Query =
            switch row {
            case .received: received
            case .carriedIn: carriedIn
            case .closed: closed
            case .carriedOver: carriedOver
            default: "\(closed) AND COALESCE(r.outcome, 'other') = \(row.outcome?.rawValue ?? "")"
            }
        let kind: Query = column.kind.map { "AND r.applicant_kind = \($0)" } ?? ""
        return try transaction.rows(
            "SELECT r.* FROM request r WHERE \(scope) AND \(condition) \(kind) ORDER BY r.id DESC LIMIT \(limit)", RequestQueries.line)
    }

    /// 信息处理费 paid in the year, in fen.
    package func feesInFen() throws -> Int {
        try transaction.count(
            """
            SELECT COALESCE(SUM(f.fen), 0) AS n FROM request_fee f JOIN request r ON r.id = f.request_id
            WHERE \(scope) AND f.waived = '' AND f.paid >= \(first) AND f.paid <= \(last)
            """)
    }

    // MARK: Disputes

    package func four() throws -> TableFour {
        var table = TableFour()
        for kind in DisputeKind.allCases {
            for column in DisputeColumn.parts {
                table[kind, column] = .count(
                    try transaction.count("SELECT COUNT(*) AS n FROM request_dispute d WHERE \(condition(kind, column))"))
            }
            table[kind, .total] = .count(DisputeColumn.parts.reduce(0) { $0 + (table[kind, $1].count ?? 0) })
        }
        return table
    }

    private func condition(_ kind: DisputeKind, _ column: DisputeColumn) -> Query {
        let open: Query = "d.received <= \(last) AND (d.resulted IS NULL OR d.resulted > \(last))"
        let concluded: Query = "d.resulted >= \(first) AND d.resulted <= \(last)"
        let state: Query =
            switch column {
            case .pending: open
            case .total: "((\(open)) OR (\(concluded)))"
            case .upheld, .corrected, .other: "\(concluded) AND d.result = \(column.rawValue)"
            }
        return "d.site_id = \(site) AND d.unit_id IN (\(list: units)) AND d.kind = \(kind.rawValue) AND \(state)"
    }

    package func disputes(_ kind: DisputeKind, _ column: DisputeColumn, limit: Int) throws -> [RequestDispute] {
        try transaction.rows(
            "SELECT d.* FROM request_dispute d WHERE \(condition(kind, column)) ORDER BY d.id DESC LIMIT \(limit)", DisputeRegister.dispute)
    }

    // MARK: Normative documents

    /// What the register of published documents says of 行政规范性文件: made, repealed in the year, and in force. A proposal; the unit answers for its figures.
    package func normative() throws -> (made: Int, repealed: Int, inForce: Int) {
        let documents: Query =
            """
            FROM publication p JOIN disclosure d ON d.id = p.disclosure_id
            WHERE p.site_id = \(site) AND p.unit_id IN (\(list: units)) AND p.valid_until IS NOT NULL
            """
        let end = "\(last)"
        return (
            try transaction.count("SELECT COUNT(*) AS n \(documents) AND d.made >= \(first) AND d.made <= \(end)"),
            try transaction.count(
                """
                SELECT COUNT(DISTINCT e.subject_id) AS n FROM event e JOIN publication p ON p.disclosure_id = e.subject_id
                WHERE e.site_id = \(site) AND e.verb = \(Event.Verb.validityChanged) AND p.unit_id IN (\(list: units))
                    AND p.valid_until IS NOT NULL AND (e.reason LIKE '废止%' OR e.reason LIKE '失效%')
                    AND e.time >= \(Self.start(first)) AND e.time < \(Self.start(end) + 86_400_000)
                """),
            try transaction.count("SELECT COUNT(*) AS n \(documents) AND d.validity = \(Disclosure.Validity.valid)")
        )
    }

    private static func start(_ text: String) -> Int64 { Day(text: text).map { Instant(startOf: $0).milliseconds } ?? 0 }
}
