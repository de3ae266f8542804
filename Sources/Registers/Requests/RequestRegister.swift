package import Domain
import FoundationEssentials
package import Persistence

/// The ledger of requests (依申请公开台账): cases and what happened in them.
package struct RequestRegister {
    /// Stands for “no day”, so that lists can be ordered.
    package static let noDay = "9999-12-31"

    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// What is stored with a case and never shown with it.
    package struct Sealed: Sendable {
        package var identity: [UInt8]
        package var applicantKey: [UInt8]
        package var contentKey: [UInt8]
        package var codeDigest: [UInt8]?
        /// Of the form on the portal.
        package var token: [UInt8]?

        package init(identity: [UInt8], applicantKey: [UInt8], contentKey: [UInt8], codeDigest: [UInt8]?, token: [UInt8]? = nil) {
            self.token = token
            self.identity = identity
            self.applicantKey = applicantKey
            self.contentKey = contentKey
            self.codeDigest = codeDigest
        }
    }

    /// What no query looks into.
    private struct Details: Codable {
        var number: String
        var features: String
        var carrier: Carrier?
        var delivery: DeliveryWay?
        var isOral: Bool
    }

    // MARK: Cases

    package func insert(_ request: DisclosureRequest, sealed: Sealed, standing: RequestStanding) throws {
        try transaction.execute(
            """
            INSERT INTO request (id, site_id, unit_id, number, code_digest, token, channel, applicant_kind, applicant_key, identity, content,
                content_key, details, state, is_open, waits_for, due, is_provisional, counts, fee_fen, handler_id, parent_id, registered,
                registered_by, version)
            VALUES (\(request.id), \(site), \(request.unit), \(request.number), \(sealed.codeDigest), \(sealed.token), \(request.channel),
                \(request.applicant), \(sealed.applicantKey), \(sealed.identity), \(request.wanted.description), \(sealed.contentKey),
                \(try Self.details(request)), \(standing.state), \(standing.state.isOpen), \(standing.state.waitsFor), \(Self.noDay), 0,
                \(request.counts), \(request.feeInFen), \(request.handler), \(request.parent), \(request.registered),
                \(request.registeredBy), 1)
            """)
        try note(standing, of: request.id)
    }

    /// Writes what has changed and what follows from the facts, under the version that was read.
    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ request: DisclosureRequest, standing: RequestStanding) throws {
        let changed = try transaction.execute(
            """
            UPDATE request SET unit_id = \(request.unit), content = \(request.wanted.description), details = \(try Self.details(request)),
                outcome = \(request.outcome), counts = \(request.counts), fee_fen = \(request.feeInFen), handler_id = \(request.handler),
                merged_into = \(request.mergedInto), wish_kind = \(request.wish?.kind), wish_days = \(request.wish?.workingDays),
                wish_reason = \(request.wish?.reason), wish_by = \(request.wish?.account), draft_id = \(request.draft),
                keep_until = \(request.keepUntil), destroyed = \(request.destroyed), version = version + 1
            WHERE site_id = \(site) AND id = \(request.id) AND version = \(request.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: request.number) }
        try note(standing, of: request.id)
    }

    /// Keeps what follows from the facts, for lists: no change of the case itself.
    package func note(_ standing: RequestStanding, of id: DisclosureRequest.ID) throws {
        let closed: Day? = standing.state.isOpen ? nil : standing.closedOn
        try transaction.execute(
            """
            UPDATE request SET state = \(standing.state), is_open = \(standing.state.isOpen), waits_for = \(standing.state.waitsFor),
                received = \(standing.receivedOn), due = \(standing.state.isOpen ? standing.dueOn?.description ?? Self.noDay : Self.noDay),
                is_provisional = \(standing.isProvisional), applicant_due = \(standing.applicantDueOn),
                answered = \(standing.answeredOn), closed = \(closed)
            WHERE id = \(id)
            """)
    }

    package func find(_ id: DisclosureRequest.ID) throws -> DisclosureRequest? {
        try transaction.first("SELECT * FROM request WHERE site_id = \(site) AND id = \(id)", Self.request)
    }

    package func find(number: String) throws -> DisclosureRequest? {
        try transaction.first("SELECT * FROM request WHERE site_id = \(site) AND number = \(number)", Self.request)
    }

    /// The case that came with that form.
    package func find(token: [UInt8]) throws -> DisclosureRequest? {
        try transaction.first("SELECT * FROM request WHERE site_id = \(site) AND token = \(token)", Self.request)
    }

    /// The digest of the query code that the applicant has.
    package func codeDigest(of id: DisclosureRequest.ID) throws -> [UInt8]? {
        try transaction.first("SELECT code_digest FROM request WHERE site_id = \(site) AND id = \(id)") { try $0["code_digest"] } ?? nil
    }

    /// `nil` when there is no such case, or its papers were destroyed.
    package func sealed(_ id: DisclosureRequest.ID) throws -> Sealed? {
        try transaction.first(
            "SELECT identity, applicant_key, content_key, code_digest FROM request WHERE site_id = \(site) AND id = \(id)"
        ) { row -> Sealed? in
            let identity: [UInt8]? = try row["identity"]
            return try identity.map {
                Sealed(
                    identity: $0, applicantKey: try row["applicant_key"], contentKey: try row["content_key"],
                    codeDigest: try row["code_digest"])
            }
        } ?? nil
    }

    package func setIdentity(_ sealed: [UInt8]?, applicantKey: [UInt8]?, of id: DisclosureRequest.ID) throws {
        if let applicantKey {
            try transaction.execute("UPDATE request SET applicant_key = \(applicantKey) WHERE site_id = \(site) AND id = \(id)")
        }
        try transaction.execute("UPDATE request SET identity = \(sealed) WHERE site_id = \(site) AND id = \(id)")
    }

    static func request(_ row: ResultRow) throws -> DisclosureRequest {
        let text: String = try row["details"]
        let details = try JSONDecoder().decode(Details.self, from: Data(text.utf8))
        let kind: RequestFact.Kind? = try row["wish_kind"]
        let (days, reason, by): (Int?, String?, Account.ID?) = (try row["wish_days"], try row["wish_reason"], try row["wish_by"])
        var wish: DisclosureRequest.Wish?
        if let kind, let days, let reason, let by {
            wish = DisclosureRequest.Wish(kind: kind, workingDays: days, reason: reason, account: by)
        }
        return DisclosureRequest(
            id: try row["id"], unit: try row["unit_id"], number: try row["number"], channel: try row["channel"],
            applicant: try row["applicant_kind"],
            wanted: RequestedInformation(description: try row["content"], number: details.number, features: details.features),
            carrier: details.carrier, delivery: details.delivery, isOral: details.isOral, outcome: try row["outcome"],
            counts: try row["counts"], feeInFen: try row["fee_fen"], handler: try row["handler_id"], parent: try row["parent_id"],
            mergedInto: try row["merged_into"], wish: wish, draft: try row["draft_id"], registered: try row["registered"],
            registeredBy: try row["registered_by"], keepUntil: try row["keep_until"], destroyed: try row["destroyed"],
            version: try row["version"])
    }

    private static func details(_ request: DisclosureRequest) throws -> String {
        let details = Details(
            number: request.wanted.number, features: request.wanted.features, carrier: request.carrier, delivery: request.delivery,
            isOral: request.isOral)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(details), as: UTF8.self)
    }

    // MARK: Numbers

    /// Takes the next serial of a series in a year.
    package func nextSerial(_ series: String, year: Int) throws -> Int {
        let row = try transaction.first(
            """
            INSERT INTO request_serial (site_id, series, year, serial) VALUES (\(site), \(series), \(year), 1)
            ON CONFLICT (site_id, series, year) DO UPDATE SET serial = request_serial.serial + 1 RETURNING serial
            """)
        guard let row else { throw StoreError.unexpectedValue(column: "request_serial") }
        return try row["serial"]
    }

    // MARK: Facts

    /// In the order in which they were written down, struck ones with them.
    package func facts(of id: DisclosureRequest.ID) throws -> [RecordedFact] {
        try transaction.rows("SELECT * FROM request_fact WHERE request_id = \(id) ORDER BY day, id", Self.fact)
    }

    package func append(_ fact: RecordedFact, to id: DisclosureRequest.ID) throws {
        try transaction.execute(
            """
            INSERT INTO request_fact (id, request_id, day, kind, working_days, note, letter_id, recorded, account_id, signature, is_struck,
                struck)
            VALUES (\(fact.id), \(id), \(fact.fact.day), \(fact.fact.kind), \(fact.fact.workingDays), \(fact.note), \(fact.letter),
                \(fact.recorded), \(fact.account), \(fact.signature), 0, '')
            """)
    }

    /// - Returns: whether there was such a fact that still counted.
    package func strike(_ fact: RecordedFact.ID, of id: DisclosureRequest.ID, why: String) throws -> Bool {
        try transaction.execute(
            "UPDATE request_fact SET is_struck = 1, struck = \(why) WHERE id = \(fact) AND request_id = \(id) AND is_struck = 0") == 1
    }

    static func fact(_ row: ResultRow) throws -> RecordedFact {
        let isStruck: Bool = try row["is_struck"]
        let struck: String = try row["struck"]
        return RecordedFact(
            id: try row["id"], fact: RequestFact(try row["kind"], on: try row["day"], workingDays: try row["working_days"]),
            note: try row["note"], letter: try row["letter_id"], recorded: try row["recorded"], account: try row["account_id"],
            signature: try row["signature"], struck: isStruck ? struck : nil)
    }

    // MARK: All open cases

    /// A case with what its state follows from.
    package struct Open: Sendable {
        package let id: DisclosureRequest.ID
        package let number: String
        package let channel: RequestChannel
        package let due: Day?
        package let state: RequestState
        package let isProvisional: Bool
        package var facts: [RequestFact]
    }

    /// Hands over every case whose due day may still move, with its facts. Lapsed ones are among them: their state is a matter of days.
    package func forEachOpen(_ body: (Open) throws -> Void) throws {
        try forEach("(r.is_open = 1 OR r.closed IS NULL)", body)
    }

    /// Hands over every case that counts and was received in those days, with its facts.
    package func forEach(of unit: OrganisationUnit.ID, receivedFrom first: Day, through last: Day, _ body: (Open) throws -> Void) throws {
        try forEach("r.unit_id = \(unit) AND r.counts = 1 AND r.received >= \(first) AND r.received <= \(last)", body)
    }

    private func forEach(_ condition: Query, _ body: (Open) throws -> Void) throws {
        var open: Open?
        try transaction.forEach(
            """
            SELECT r.id, r.number, r.channel, r.due, r.state, r.is_provisional, f.day, f.kind, f.working_days
            FROM request r JOIN request_fact f ON f.request_id = r.id AND f.is_struck = 0
            WHERE r.site_id = \(site) AND \(condition) ORDER BY r.id, f.day, f.id
            """
        ) { row in
            let id: DisclosureRequest.ID = try row["id"]
            if open?.id != id {
                if let open { try body(open) }
                let due: String = try row["due"]
                open = Open(
                    id: id, number: try row["number"], channel: try row["channel"], due: due == Self.noDay ? nil : Day(text: due),
                    state: try row["state"], isProvisional: try row["is_provisional"], facts: [])
            }
            open?.facts.append(RequestFact(try row["kind"], on: try row["day"], workingDays: try row["working_days"]))
        }
        if let open { try body(open) }
    }
}
