package import Domain
package import Persistence

/// What was decided about drafts, and what the checks found in them.
package struct DecisionRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    // MARK: Decisions

    /// Oldest first, voided ones with them.
    package func decisions(of draft: Draft.ID) throws -> [Decision] {
        try transaction.rows("SELECT * FROM decision WHERE draft_id = \(draft) ORDER BY time, id", Self.decision)
    }

    static func decision(_ row: ResultRow) throws -> Decision {
        Decision(
            id: try row["id"], step: try row["step"], kind: try row["kind"], verdict: try row["verdict"], account: try row["account_id"],
            signature: try row["signature"], digest: try row["digest"], time: try row["time"], reason: try row["reason"],
            isVoid: try row["is_void"])
    }

    package func insert(_ decision: Decision, of draft: Draft.ID) throws {
        try transaction.execute(
            """
            INSERT INTO decision (id, draft_id, step, kind, verdict, account_id, signature, digest, time, reason, is_void)
            VALUES (\(decision.id), \(draft), \(decision.step), \(decision.kind), \(decision.verdict), \(decision.account),
                \(decision.signature), \(decision.digest), \(decision.time), \(decision.reason), \(decision.isVoid))
            """)
    }

    /// Decisions from that step on no longer count; they stay in the record.
    package func void(of draft: Draft.ID, fromStep step: Int = 0) throws {
        try transaction.execute("UPDATE decision SET is_void = 1 WHERE draft_id = \(draft) AND step >= \(step)")
    }

    // MARK: Findings

    /// A finding as it was shown, with its answer.
    package struct Line: Sendable {
        package let key: String
        /// Name of the check that found it.
        package let kind: String
        package let isBlocking: Bool
        package let place: String
        package let sample: String
        package let reason: String
        package let remedy: String
        /// Who alone may answer it, at a later step; `nil` when the drafter must see to it.
        package let laterRole: Role?
        package let answer: Answer?

        package init(
            key: String, kind: String, isBlocking: Bool, place: String, sample: String, reason: String, remedy: String,
            laterRole: Role? = nil, answer: Answer? = nil
        ) {
            self.key = key
            self.kind = kind
            self.isBlocking = isBlocking
            self.place = place
            self.sample = sample
            self.reason = reason
            self.remedy = remedy
            self.laterRole = laterRole
            self.answer = answer
        }
    }

    /// Why a finding may stand, and who says so.
    package struct Answer: Sendable {
        package let reason: String
        package let account: Account.ID
        package let signature: String
        package let time: Instant

        package init(reason: String, account: Account.ID, signature: String, time: Instant) {
            self.reason = reason
            self.account = account
            self.signature = signature
            self.time = time
        }
    }

    package func findings(of draft: Draft.ID) throws -> [Line] {
        try transaction.rows(
            """
            SELECT f.*, a.reason AS answer, a.account_id, a.signature, a.time FROM finding f
            LEFT JOIN finding_answer a ON a.draft_id = f.draft_id AND a.finding_key = f.finding_key
            WHERE f.draft_id = \(draft) ORDER BY f.position
            """
        ) { row in
            let (reason, account, signature, time): (String?, Account.ID?, String?, Instant?) = (
                try row["answer"], try row["account_id"], try row["signature"], try row["time"]
            )
            var answer: Answer?
            if let reason, let account, let signature, let time {
                answer = Answer(reason: reason, account: account, signature: signature, time: time)
            }
            return Line(
                key: try row["finding_key"], kind: try row["kind"], isBlocking: try row["is_blocking"], place: try row["place"],
                sample: try row["sample"], reason: try row["reason"], remedy: try row["remedy"], laterRole: try row["later_role"],
                answer: answer)
        }
    }

    /// Puts a run's findings in the place of the last run's. Answers stay with the findings that are still there.
    /// - Returns: how many forbid going on and have no answer.
    @discardableResult
    package func replaceFindings(_ findings: [Line], of draft: Draft.ID, at time: Instant) throws -> Int {
        try transaction.execute("DELETE FROM finding WHERE draft_id = \(draft)")
        for (index, finding) in findings.enumerated() {
            try transaction.execute(
                """
                INSERT INTO finding (draft_id, position, finding_key, kind, is_blocking, place, sample, reason, remedy,
                    later_role)
                VALUES (\(draft), \(index + 1), \(finding.key), \(finding.kind), \(finding.isBlocking), \(finding.place), \(finding.sample),
                    \(finding.reason), \(finding.remedy), \(finding.laterRole))
                """)
        }
        let open = try openFindings(of: draft)
        try transaction.execute("UPDATE draft SET open_findings = \(open), checked = \(time) WHERE id = \(draft)")
        return open
    }

    package func openFindings(of draft: Draft.ID) throws -> Int {
        try transaction.count(
            """
            SELECT COUNT(*) AS n FROM finding f WHERE f.draft_id = \(draft) AND f.is_blocking = 1 AND NOT EXISTS
                (SELECT 1 FROM finding_answer a WHERE a.draft_id = f.draft_id AND a.finding_key = f.finding_key)
            """)
    }

    /// Open ones that only somebody at a later step may answer, by role.
    package func laterFindings(of draft: Draft.ID) throws -> [Role: Int] {
        Dictionary(
            try transaction.rows(
                """
                SELECT f.later_role, COUNT(*) AS n FROM finding f WHERE f.draft_id = \(draft) AND f.is_blocking = 1
                    AND f.later_role IS NOT NULL AND NOT EXISTS
                    (SELECT 1 FROM finding_answer a WHERE a.draft_id = f.draft_id AND a.finding_key = f.finding_key)
                GROUP BY f.later_role
                """
            ) { row -> (Role, Int) in (try row["later_role"], try row["n"]) }, uniquingKeysWith: { $1 })
    }

    package func answer(_ key: String, of draft: Draft.ID, _ answer: Answer) throws {
        try transaction.execute(
            """
            INSERT INTO finding_answer (draft_id, finding_key, reason, account_id, signature, time)
            VALUES (\(draft), \(key), \(answer.reason), \(answer.account), \(answer.signature), \(answer.time))
            ON CONFLICT (draft_id, finding_key) DO UPDATE SET reason = excluded.reason, account_id = excluded.account_id,
                signature = excluded.signature, time = excluded.time
            """)
        try transaction.execute("UPDATE draft SET open_findings = \(try openFindings(of: draft)) WHERE id = \(draft)")
    }

    // MARK: Files

    /// What was found in a file before, under the same rules.
    package func inspection(ofFile digest: String, rules: String) throws -> (findings: String, text: String)? {
        try transaction.first("SELECT findings, text FROM file_inspection WHERE digest = \(digest) AND rules = \(rules)") {
            (try $0["findings"], try $0["text"])
        }
    }

    package func keepInspection(ofFile digest: String, rules: String, findings: String, text: String) throws {
        try transaction.execute(
            """
            INSERT INTO file_inspection (digest, rules, findings, text) VALUES (\(digest), \(rules), \(findings), \(text))
            ON CONFLICT (digest) DO UPDATE SET rules = excluded.rules, findings = excluded.findings, text = excluded.text
            """)
    }
}
