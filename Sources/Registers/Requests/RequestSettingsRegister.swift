package import Domain
import FoundationEssentials
package import Persistence

/// What a county decides about its requests: the numbers of the law, and what its letters and its ledger say.
package struct RequestSettingsRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// The released set, and what the county has put beside it or in its place.
    package func book() throws -> RequestRuleBook {
        let own = try transaction.rows("SELECT rules FROM request_rules WHERE site_id = \(site) ORDER BY effective") { row in
            let text: String = try row["rules"]
            return try JSONDecoder().decode(RequestRules.self, from: Data(text.utf8))
        }
        let released = RequestRules.released
        return RequestRuleBook(own.contains { $0.effective == released.effective } ? own : [released] + own)
    }

    /// A set takes the place of the one that begins on the same day.
    package func put(_ rules: RequestRules) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(rules), as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO request_rules (site_id, effective, rules) VALUES (\(site), \(rules.effective), \(text))
            ON CONFLICT (site_id, effective) DO UPDATE SET rules = excluded.rules
            """)
    }

    /// What the county has decided, with the version for writing it back; the usual when it has decided nothing.
    package func settings() throws -> (settings: RequestSettings, version: Int) {
        let found = try transaction.first("SELECT settings, version FROM request_setting WHERE site_id = \(site)") { row in
            let text: String = try row["settings"]
            return (try JSONDecoder().decode(RequestSettings.self, from: Data(text.utf8)), try row["version"] as Int)
        }
        return found ?? (RequestSettings(), 0)
    }

    /// - Parameter version: the version that was edited, 0 for the first time.
    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func put(_ settings: RequestSettings, version: Int) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(settings), as: UTF8.self)
        let changed = try transaction.execute(
            """
            INSERT INTO request_setting (site_id, settings, version) VALUES (\(site), \(text), 1)
            ON CONFLICT (site_id) DO UPDATE SET settings = excluded.settings, version = request_setting.version + 1
            WHERE request_setting.version = \(version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: "依申请公开设置") }
    }
}

/// 行政复议 and 行政诉讼 about requests.
package struct DisputeRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// How many results of those days corrected what the unit had answered (结果纠正).
    package func corrected(of unit: OrganisationUnit.ID, from first: Day, through last: Day) throws -> Int {
        try transaction.count(
            """
            SELECT COUNT(*) AS n FROM request_dispute WHERE site_id = \(site) AND unit_id = \(unit) AND result = 'corrected'
                AND resulted >= \(first) AND resulted <= \(last)
            """)
    }

    package func insert(_ dispute: RequestDispute, signature: String, at time: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO request_dispute (id, site_id, unit_id, request_id, kind, received, authority, case_number, material_due, result,
                resulted, note, recorded, signature, version)
            VALUES (\(dispute.id), \(site), \(dispute.unit), \(dispute.request), \(dispute.kind), \(dispute.received),
                \(dispute.authority), \(dispute.caseNumber), \(dispute.materialDue), \(dispute.result), \(dispute.resulted),
                \(dispute.note), \(time), \(signature), 1)
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ dispute: RequestDispute) throws {
        let changed = try transaction.execute(
            """
            UPDATE request_dispute SET authority = \(dispute.authority), case_number = \(dispute.caseNumber),
                material_due = \(dispute.materialDue), result = \(dispute.result), resulted = \(dispute.resulted), note = \(dispute.note),
                version = version + 1
            WHERE site_id = \(site) AND id = \(dispute.id) AND version = \(dispute.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: dispute.caseNumber) }
    }

    package func find(_ id: RequestDispute.ID) throws -> RequestDispute? {
        try transaction.first("SELECT * FROM request_dispute WHERE site_id = \(site) AND id = \(id)", Self.dispute)
    }

    package func disputes(of request: DisclosureRequest.ID) throws -> [RequestDispute] {
        try transaction.rows(
            "SELECT * FROM request_dispute WHERE site_id = \(site) AND request_id = \(request) ORDER BY received, id", Self.dispute)
    }

    /// Newest first; of one unit, or of the whole county.
    package func disputes(units: [OrganisationUnit.ID]?, limit: Int) throws -> [RequestDispute] {
        let condition: Query = units.map { "AND unit_id IN (\(list: $0))" } ?? ""
        return try transaction.rows(
            "SELECT * FROM request_dispute WHERE site_id = \(site) \(condition) ORDER BY received DESC, id DESC LIMIT \(limit)",
            Self.dispute)
    }

    static func dispute(_ row: ResultRow) throws -> RequestDispute {
        RequestDispute(
            id: try row["id"], unit: try row["unit_id"], request: try row["request_id"], kind: try row["kind"],
            received: try row["received"], authority: try row["authority"], caseNumber: try row["case_number"],
            materialDue: try row["material_due"], result: try row["result"], resulted: try row["resulted"], note: try row["note"],
            version: try row["version"])
    }
}
