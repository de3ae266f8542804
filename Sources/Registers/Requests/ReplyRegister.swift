package import Domain
import FoundationEssentials
package import Persistence

/// Replies on their way: searches, proposals, decisions (检索记录、拟答复意见、审签).
package struct ReplyRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// The proposal of a request as it stands.
    package struct Entry: Sendable {
        package let proposal: ReplyProposal
        package let state: ReplyGate.State
        package let path: [ApprovalStep]
        package let digest: [UInt8]
        package let version: Int
    }

    package func find(_ id: DisclosureRequest.ID) throws -> Entry? {
        try transaction.first("SELECT * FROM request_reply WHERE request_id = \(id)") { row in
            let text: String = try row["content"]
            let path: String = try row["path"]
            let (name, step): (String, Int?) = (try row["state"], try row["step"])
            return Entry(
                proposal: try JSONDecoder().decode(ReplyProposal.self, from: Data(text.utf8)), state: try Self.state(name, step),
                path: path.split(separator: ",").compactMap { ApprovalStep(rawValue: String($0)) }, digest: try row["digest"],
                version: try row["version"])
        }
    }

    /// What decisions are bound to, and what is stored.
    package static func bytes(_ proposal: ReplyProposal) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return Array(try encoder.encode(proposal))
    }

    package func put(_ proposal: ReplyProposal, digest: [UInt8], of id: DisclosureRequest.ID) throws {
        try transaction.execute(
            """
            INSERT INTO request_reply (request_id, outcome, content, digest, state, path, version)
            VALUES (\(id), \(proposal.outcome), \(String(decoding: try Self.bytes(proposal), as: UTF8.self)), \(digest), 'drafting', '', 1)
            ON CONFLICT (request_id) DO UPDATE SET outcome = excluded.outcome, content = excluded.content, digest = excluded.digest,
                state = 'drafting', step = NULL, step_role = NULL, path = '', version = request_reply.version + 1
            """)
    }

    package func move(_ id: DisclosureRequest.ID, to state: ReplyGate.State, path: [ApprovalStep]) throws {
        let (name, step) = Self.stored(state)
        let role = step.flatMap { path.indices.contains($0) ? path[$0].role : nil }
        try transaction.execute(
            """
            UPDATE request_reply SET state = \(name), step = \(step), step_role = \(role),
                path = \(path.map(\.rawValue).joined(separator: ",")), version = version + 1 WHERE request_id = \(id)
            """)
    }

    package func remove(_ id: DisclosureRequest.ID) throws { try transaction.execute("DELETE FROM request_reply WHERE request_id = \(id)") }

    private static func state(_ name: String, _ step: Int?) throws -> ReplyGate.State {
        switch (name, step) {
        case ("drafting", _): .drafting
        case ("inReview", let step?): .inReview(step: step)
        case ("referred", let step?): .referred(step: step)
        case ("approved", _): .approved
        case ("issued", _): .issued
        default: throw StoreError.unexpectedValue(column: "request_reply.state")
        }
    }

    private static func stored(_ state: ReplyGate.State) -> (String, Int?) {
        switch state {
        case .drafting: ("drafting", nil)
        case .inReview(let step): ("inReview", step)
        case .referred(let step): ("referred", step)
        case .approved: ("approved", nil)
        case .issued: ("issued", nil)
        }
    }

    // MARK: Authors and decisions

    package func addAuthor(_ account: Account.ID, of id: DisclosureRequest.ID) throws {
        try transaction.execute(
            "INSERT INTO request_author (request_id, account_id) VALUES (\(id), \(account)) ON CONFLICT (request_id, account_id) DO NOTHING"
        )
    }

    package func authors(of id: DisclosureRequest.ID) throws -> Set<Account.ID> {
        Set(try transaction.rows("SELECT account_id FROM request_author WHERE request_id = \(id)") { try $0["account_id"] })
    }

    /// Oldest first, voided ones with them.
    package func decisions(of id: DisclosureRequest.ID) throws -> [Decision] {
        try transaction.rows("SELECT * FROM request_decision WHERE request_id = \(id) ORDER BY time, id", DecisionRegister.decision)
    }

    package func insert(_ decision: Decision, of id: DisclosureRequest.ID) throws {
        try transaction.execute(
            """
            INSERT INTO request_decision (id, request_id, step, kind, verdict, account_id, signature, digest, time, reason, is_void)
            VALUES (\(decision.id), \(id), \(decision.step), \(decision.kind), \(decision.verdict), \(decision.account),
                \(decision.signature), \(decision.digest), \(decision.time), \(decision.reason), \(decision.isVoid))
            """)
    }

    package func void(of id: DisclosureRequest.ID, fromStep step: Int = 0) throws {
        try transaction.execute("UPDATE request_decision SET is_void = 1 WHERE request_id = \(id) AND step >= \(step)")
    }

    // MARK: Searches

    /// Where somebody looked for what is asked, and what there was.
    package struct Search: Sendable, Hashable {
        package let place: String
        package let words: String
        package let found: Int
        package let note: String
        package let time: Instant
        package let signature: String

        package init(place: String, words: String, found: Int, note: String, time: Instant, signature: String) {
            self.place = place
            self.words = words
            self.found = found
            self.note = note
            self.time = time
            self.signature = signature
        }
    }

    package func insert(_ search: Search, key: Int64, of id: DisclosureRequest.ID) throws {
        try transaction.execute(
            """
            INSERT INTO request_search (id, request_id, place, words, found, note, time, signature)
            VALUES (\(key), \(id), \(search.place), \(search.words), \(search.found), \(search.note), \(search.time), \(search.signature))
            """)
    }

    package func searches(of id: DisclosureRequest.ID) throws -> [Search] {
        try transaction.rows("SELECT * FROM request_search WHERE request_id = \(id) ORDER BY id") { row in
            Search(
                place: try row["place"], words: try row["words"], found: try row["found"], note: try row["note"], time: try row["time"],
                signature: try row["signature"])
        }
    }
}
