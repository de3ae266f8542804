package import Domain
package import Persistence

extension Gathering.Kind: Storable {}
extension Gathering.Party: Storable {}
extension SignUp.Channel: Storable {}

/// Hearings, meetings that the public sits in on, and open days (听证会、会议列席、公众开放日).
package struct GatheringRegister {
    private let transaction: any Transaction
    private let site: County.ID
    private let papers: ConsultationRegister

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
        papers = ConsultationRegister(transaction, site: site)
    }

    package func find(_ id: Gathering.ID) throws -> Gathering? {
        try transaction.first("SELECT * FROM gathering WHERE site_id = \(site) AND id = \(id)", Self.gathering)
    }

    /// Newest first.
    package func all(limit: Int = 500) throws -> [Gathering] {
        try transaction.rows("SELECT * FROM gathering WHERE site_id = \(site) ORDER BY id DESC LIMIT \(limit)", Self.gathering)
    }

    /// Those whose announcement is public, newest first, from a place on.
    package func published(before id: Gathering.ID? = nil, limit: Int) throws -> [Gathering] {
        try transaction.rows(
            """
            SELECT g.* FROM gathering g JOIN draft d ON d.id = g.draft_id JOIN publication p ON p.disclosure_id = d.disclosure_id
            WHERE g.site_id = \(site) AND p.state = 'public' AND g.id < \(id?.rawValue ?? Int64.max) ORDER BY g.id DESC LIMIT \(limit)
            """, Self.gathering)
    }

    /// The one that a document announces, lists or records.
    package func about(_ document: Disclosure.ID) throws -> Gathering? {
        try transaction.first(
            """
            SELECT g.* FROM gathering g JOIN draft d ON d.id = g.draft_id OR d.id = g.list_id OR d.id = g.record_id
            WHERE g.site_id = \(site) AND d.disclosure_id = \(document) ORDER BY g.id LIMIT 1
            """, Self.gathering)
    }

    /// Those on the matter of a consultation whose announcement is public, in the order in which they were planned.
    package func published(about consultation: Consultation.ID) throws -> [Gathering] {
        try transaction.rows(
            """
            SELECT g.* FROM gathering g JOIN draft d ON d.id = g.draft_id JOIN publication p ON p.disclosure_id = d.disclosure_id
            WHERE g.site_id = \(site) AND p.state = 'public' AND g.consultation_id = \(consultation) ORDER BY g.id LIMIT 20
            """, Self.gathering)
    }

    package func insert(_ gathering: Gathering) throws {
        let plan = gathering.plan
        try transaction.execute(
            """
            INSERT INTO gathering (id, site_id, unit_id, kind, title, day, time, place, matter, ways, seats, deadline, agenda,
                consultation_id, chain_id, version)
            VALUES (\(gathering.id), \(site), \(gathering.unit), \(plan.kind), \(plan.title), \(plan.day), \(plan.time), \(plan.place),
                \(plan.matter), \(plan.ways), \(try StoredJSON.text(plan.seats)), \(plan.deadline), \(try StoredJSON.text(plan.agenda)),
                \(plan.consultation), \(plan.chain), \(1))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ gathering: Gathering) throws {
        let plan = gathering.plan
        let changed = try transaction.execute(
            """
            UPDATE gathering SET kind = \(plan.kind), title = \(plan.title), day = \(plan.day), time = \(plan.time), place = \(plan.place),
                matter = \(plan.matter), ways = \(plan.ways), seats = \(try StoredJSON.text(plan.seats)), deadline = \(plan.deadline),
                agenda = \(try StoredJSON.text(plan.agenda)), consultation_id = \(plan.consultation), chain_id = \(plan.chain),
                draft_id = \(gathering.draft), list_id = \(gathering.list), record_id = \(gathering.record),
                selection = \(try gathering.selection.map { try StoredJSON.text($0) }), version = version + 1
            WHERE site_id = \(site) AND id = \(gathering.id) AND version = \(gathering.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: plan.title) }
    }

    /// Where it is, by what was published for it.
    package func standing(_ gathering: Gathering, figures: FigureBook, calendar: WorkingCalendar) throws -> GatheringStanding {
        GatheringStanding(
            gathering, announcement: try gathering.draft.flatMap { try papers.published($0) },
            list: try gathering.list.flatMap { try papers.published($0) },
            record: try gathering.record.flatMap { try papers.published($0) },
            figures: GatheringFigures(figures, on: gathering.plan.day), calendar: calendar)
    }

    package func isAlive(_ draft: Draft.ID?) throws -> Bool { try papers.isAlive(draft) }

    private static func gathering(_ row: ResultRow) throws -> Gathering {
        let selection: String? = try row["selection"]
        return Gathering(
            id: try row["id"], unit: try row["unit_id"],
            plan: Gathering.Plan(
                kind: try row["kind"], title: try row["title"], day: try row["day"], time: try row["time"], place: try row["place"],
                matter: try row["matter"], ways: try row["ways"], seats: try StoredJSON.read(try row["seats"]),
                deadline: try row["deadline"], agenda: try StoredJSON.read(try row["agenda"]), consultation: try row["consultation_id"],
                chain: try row["chain_id"]),
            draft: try row["draft_id"], list: try row["list_id"], record: try row["record_id"],
            selection: try selection.map { try StoredJSON.read($0) }, version: try row["version"])
    }
}

/// Who signed up (报名登记簿).
package struct SignUpRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func insert(_ signUp: SignUp, same: [UInt8], token: [UInt8]?, sealed: [UInt8], signature: String) throws {
        try transaction.execute(
            """
            INSERT INTO sign_up (id, gathering_id, number, same, token, channel, party, author, note, sealed, received, signature,
                is_cancelled)
            VALUES (\(signUp.id), \(signUp.gathering), \(signUp.number), \(same), \(token), \(signUp.channel), \(signUp.party),
                \(signUp.author), \(signUp.note), \(sealed), \(signUp.received), \(signature), \(0))
            """)
    }

    /// In the order in which they came.
    package func list(of gathering: Gathering.ID, after id: SignUp.ID? = nil, limit: Int = SignUp.most) throws -> [SignUp] {
        try transaction.rows(
            "SELECT * FROM sign_up WHERE gathering_id = \(gathering) AND id > \(id?.rawValue ?? 0) ORDER BY id LIMIT \(limit)", Self.signUp)
    }

    /// Without those who cancelled.
    package func count(of gathering: Gathering.ID) throws -> Int {
        try transaction.count("SELECT COUNT(*) AS n FROM sign_up WHERE gathering_id = \(gathering) AND is_cancelled = 0")
    }

    package func find(number: String, site: County.ID) throws -> SignUp? {
        try transaction.first(
            """
            SELECT s.* FROM sign_up s JOIN gathering g ON g.id = s.gathering_id WHERE g.site_id = \(site) AND s.number = \(number)
            """, Self.signUp)
    }

    package func find(token: [UInt8], in gathering: Gathering.ID) throws -> SignUp? {
        try transaction.first(
            "SELECT * FROM sign_up WHERE gathering_id = \(gathering) AND token = \(token) AND is_cancelled = 0", Self.signUp)
    }

    /// Whether that person has a place already.
    package func isKnown(same: [UInt8], in gathering: Gathering.ID) throws -> Bool {
        try transaction.count(
            "SELECT COUNT(*) AS n FROM sign_up WHERE gathering_id = \(gathering) AND same = \(same) AND is_cancelled = 0") > 0
    }

    package func cancel(_ id: SignUp.ID) throws { try transaction.execute("UPDATE sign_up SET is_cancelled = 1 WHERE id = \(id)") }

    package func sealed(_ id: SignUp.ID, in gathering: Gathering.ID) throws -> [UInt8]? {
        try transaction.first("SELECT sealed FROM sign_up WHERE gathering_id = \(gathering) AND id = \(id)") { try $0["sealed"] }
    }

    /// Deletes names, telephones and notes of those who signed up for what was held before that day.
    package func forget(heldBefore day: Day, site: County.ID) throws {
        try transaction.execute(
            """
            UPDATE sign_up SET sealed = \([UInt8]()), note = ''
            WHERE LENGTH(sealed) > 0 AND gathering_id IN (SELECT id FROM gathering WHERE site_id = \(site) AND day < \(day))
            """)
    }

    private static func signUp(_ row: ResultRow) throws -> SignUp {
        let cancelled: Int = try row["is_cancelled"]
        let sealed: [UInt8] = try row["sealed"]
        return SignUp(
            id: try row["id"], gathering: try row["gathering_id"], number: try row["number"], channel: try row["channel"],
            party: try row["party"], author: try row["author"], note: try row["note"], received: try row["received"],
            isCancelled: cancelled == 1, isForgotten: sealed.isEmpty)
    }
}
