package import Domain
package import Persistence

/// What the ledger on paper says about many cases at once (台账导出).
package struct LedgerQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// Of one case, besides what its line says.
    package struct Details: Sendable {
        package var facts: [RequestFact] = []
        package var letters: [RequestLetter] = []
        package var disputes: [RequestDispute] = []
    }

    /// Cases asked for in one question.
    private static let most = 500

    package func details(of ids: [DisclosureRequest.ID]) throws -> [DisclosureRequest.ID: Details] {
        var result: [DisclosureRequest.ID: Details] = [:]
        var start = 0
        while start < ids.count {
            let part = Array(ids[start..<min(start + Self.most, ids.count)])
            start += Self.most
            try transaction.forEach(
                """
                SELECT request_id, day, kind, working_days FROM request_fact
                WHERE request_id IN (\(list: part)) AND is_struck = 0 ORDER BY request_id, day, id
                """
            ) { row in
                result[try row["request_id"], default: Details()].facts.append(
                    RequestFact(try row["kind"], on: try row["day"], workingDays: try row["working_days"]))
            }
            try transaction.forEach(
                "SELECT * FROM request_letter WHERE request_id IN (\(list: part)) ORDER BY request_id, id"
            ) { row in
                result[try row["request_id"], default: Details()].letters.append(try LetterRegister.letter(row))
            }
            try transaction.forEach(
                "SELECT * FROM request_dispute WHERE site_id = \(site) AND request_id IN (\(list: part)) ORDER BY request_id, received, id"
            ) { row in
                result[try row["request_id"], default: Details()].disputes.append(try DisputeRegister.dispute(row))
            }
        }
        return result
    }

    /// Names of whoever handles cases, by account.
    package func handlerNames() throws -> [Account.ID: String] {
        let names: [(Account.ID, String)] = try transaction.rows(
            """
            SELECT a.id, a.name FROM account a
            WHERE EXISTS (SELECT 1 FROM post_holder h JOIN post p ON p.id = h.post_id
                WHERE h.account_id = a.id AND p.site_id = \(site) AND p.role IN ('editor', 'disclosureOffice'))
            """
        ) { (try $0["id"], try $0["name"]) }
        return Dictionary(names, uniquingKeysWith: { $1 })
    }
}
