package import Domain
package import Persistence

extension PublicOpinion.Level: Storable {}
extension OpinionFact.Kind: Storable {}

/// Items of public opinion with their facts and responses (政务舆情台账).
package struct PublicOpinionRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package func find(_ id: PublicOpinion.ID) throws -> PublicOpinion? {
        try transaction.first("SELECT * FROM public_opinion WHERE site_id = \(site) AND id = \(id)", Self.opinion)
    }

    /// The latest detected first.
    ///
    /// - Parameter units: that are responsible now; `nil` for all, also what nobody is responsible for yet.
    package func all(
        isOpen: Bool? = nil, units: [OrganisationUnit.ID]? = nil, limit: Int = .max, skipping: Int = 0
    ) throws -> [PublicOpinion] {
        let open: Query = isOpen.map { "AND o.is_closed = \(!$0)" } ?? ""
        let own: Query =
            units.map {
                """
                AND COALESCE((SELECT f.unit_id FROM opinion_fact f WHERE f.opinion_id = o.id AND f.kind IN ('judged', 'transferred')
                    AND f.unit_id IS NOT NULL ORDER BY f.id DESC LIMIT 1), o.unit_id) IN (\(list: $0))
                """
            } ?? ""
        return try transaction.rows(
            """
            SELECT o.* FROM public_opinion o WHERE o.site_id = \(site) \(open) \(own)
            ORDER BY o.detected DESC, o.id DESC LIMIT \(limit) OFFSET \(skipping)
            """, Self.opinion)
    }

    /// One that was registered before under the same address, or the same title.
    package func known(title: String, address: String) throws -> PublicOpinion? {
        let keys = PublicOpinion.keys(title: title, address: address)
        return try transaction.first(
            """
            SELECT * FROM public_opinion WHERE site_id = \(site) AND (title_key = \(keys.title) OR (address_key <> '' AND address_key = \(keys.address)))
            ORDER BY id LIMIT 1
            """, Self.opinion)
    }

    package func insert(_ opinion: PublicOpinion, at time: Instant) throws {
        let keys = PublicOpinion.keys(title: opinion.title, address: opinion.address)
        let (origin, source) = Self.columns(opinion.origin)
        try transaction.execute(
            """
            INSERT INTO public_opinion (id, site_id, title, summary, source, address, title_key, address_key, subjects, level, event, detected,
                unit_id, origin, origin_id, is_closed, created, version)
            VALUES (\(opinion.id), \(site), \(opinion.title), \(opinion.summary), \(opinion.source), \(opinion.address), \(keys.title),
                \(keys.address), \(Self.text(opinion.subjects)), \(opinion.level), \(opinion.event), \(opinion.detected), \(opinion.unit),
                \(origin), \(source), 0, \(time), \(opinion.version))
            """)
    }

    /// What judging settles: subjects and level; and whether it is to be looked at any more.
    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ opinion: PublicOpinion, isClosed: Bool) throws {
        let changed = try transaction.execute(
            """
            UPDATE public_opinion SET subjects = \(Self.text(opinion.subjects)), level = \(opinion.level), is_closed = \(isClosed),
                version = version + 1
            WHERE site_id = \(site) AND id = \(opinion.id) AND version = \(opinion.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: opinion.title) }
    }

    // MARK: Facts

    /// Oldest first.
    package func facts(of opinion: PublicOpinion.ID) throws -> [OpinionFact] {
        try transaction.rows("SELECT * FROM opinion_fact WHERE opinion_id = \(opinion) ORDER BY id") { row in
            OpinionFact(
                id: try row["id"], kind: try row["kind"], time: try row["time"], text: try row["text"], unit: try row["unit_id"],
                recorded: try row["recorded"], signature: try row["signature"])
        }
    }

    package func insert(_ fact: OpinionFact, of opinion: PublicOpinion.ID) throws {
        try transaction.execute(
            """
            INSERT INTO opinion_fact (id, opinion_id, kind, time, text, unit_id, recorded, signature)
            VALUES (\(fact.id), \(opinion), \(fact.kind), \(fact.time), \(fact.text), \(fact.unit), \(fact.recorded), \(fact.signature))
            """)
    }

    // MARK: Responses

    /// A response with where it stands.
    package struct Response: Sendable {
        package let draft: Draft.ID
        package let isClarification: Bool
        package let title: String
        package let disclosure: Disclosure.ID?
        package let published: Instant?
    }

    /// In the order in which they were begun.
    package func responses(of opinion: PublicOpinion.ID) throws -> [Response] {
        try transaction.rows(
            """
            SELECT o.draft_id, o.is_clarification, COALESCE(x.title, d.title) AS title, x.id, x.published FROM opinion_response o
            JOIN draft d ON d.id = o.draft_id LEFT JOIN disclosure x ON x.id = d.disclosure_id
            WHERE o.opinion_id = \(opinion) ORDER BY o.draft_id
            """
        ) { row in
            Response(
                draft: try row["draft_id"], isClarification: try row["is_clarification"], title: try row["title"],
                disclosure: try row["id"], published: try row["published"])
        }
    }

    /// The title of a unit's response that is drafted and neither published nor given up; `nil` when there is none.
    package func waitingResponse(to opinion: PublicOpinion.ID, of unit: OrganisationUnit.ID) throws -> String? {
        try transaction.first(
            """
            SELECT d.title FROM opinion_response o JOIN draft d ON d.id = o.draft_id
            WHERE o.opinion_id = \(opinion) AND d.unit_id = \(unit) AND d.state NOT IN ('published', 'withheld', 'discarded')
            ORDER BY o.draft_id
            """
        ) { try $0["title"] }
    }

    package func insert(response draft: Draft.ID, of opinion: PublicOpinion.ID, isClarification: Bool, signature: String, at time: Instant)
        throws
    {
        try transaction.execute(
            """
            INSERT INTO opinion_response (draft_id, opinion_id, is_clarification, created, signature)
            VALUES (\(draft), \(opinion), \(isClarification), \(time), \(signature))
            """)
    }

    /// Public responses, newest first, with whether they clear up a rumour.
    ///
    /// - Parameter before: the position after which the page begins.
    package func published(clarifications: Bool, before: Int64? = nil, limit: Int) throws -> [(id: Disclosure.ID, isClarification: Bool)] {
        let only: Query = clarifications ? "AND o.is_clarification = 1" : ""
        return try transaction.rows(
            """
            SELECT x.id, o.is_clarification FROM opinion_response o JOIN draft d ON d.id = o.draft_id
            JOIN disclosure x ON x.id = d.disclosure_id
            WHERE x.site_id = \(site) AND x.position < \(before ?? Int64.max) \(only) ORDER BY x.position DESC LIMIT \(limit)
            """
        ) { (try $0["id"], try $0["is_clarification"]) }
    }

    /// Whether a public document is a response; `nil` for others.
    package func isClarification(_ document: Disclosure.ID) throws -> Bool? {
        try transaction.first(
            "SELECT o.is_clarification FROM opinion_response o JOIN draft d ON d.id = o.draft_id WHERE d.disclosure_id = \(document)"
        ) { try $0["is_clarification"] }
    }

    // MARK: As they stand

    /// An item with its facts, as it stands at a moment.
    package struct Whole: Sendable {
        package let opinion: PublicOpinion
        package let facts: [OpinionFact]
        package let responses: [Response]
        package let standing: OpinionStanding
    }

    package func whole(_ opinion: PublicOpinion, at now: Instant) throws -> Whole {
        let book = try FigureRegister(transaction, site: site).book()
        let (facts, responses) = (try facts(of: opinion.id), try responses(of: opinion.id))
        let answers = responses.compactMap { response in
            response.published.map { OpinionAnswer(published: $0, isClarification: response.isClarification) }
        }
        return Whole(
            opinion: opinion, facts: facts, responses: responses,
            standing: OpinionStanding(
                opinion, facts: facts, answers: answers, hours: OpinionHours(book, on: opinion.detected.day), at: now))
    }

    // MARK: Storing

    private static func text(_ subjects: Set<PublicOpinion.Subject>) -> String {
        PublicOpinion.Subject.allCases.filter(subjects.contains).map(\.rawValue).joined(separator: " ")
    }

    private static func columns(_ origin: PublicOpinion.Origin) -> (String, Int64?) {
        switch origin {
        case .staff: ("staff", nil)
        case .clipping: ("clipping", nil)
        case .message(let id): ("message", id)
        case .comment(let id): ("comment", id)
        }
    }

    private static func origin(_ row: ResultRow) throws -> PublicOpinion.Origin {
        let (name, id): (String, Int64?) = (try row["origin"], try row["origin_id"])
        switch (name, id) {
        case ("staff", _): return .staff
        case ("clipping", _): return .clipping
        case ("message", let id?): return .message(id)
        case ("comment", let id?): return .comment(id)
        default: throw StoreError.unexpectedValue(column: "opinion.origin")
        }
    }

    private static func opinion(_ row: ResultRow) throws -> PublicOpinion {
        let words: String = try row["subjects"]
        let subjects = try words.split(separator: " ").map { word in
            guard let subject = PublicOpinion.Subject(rawValue: String(word)) else {
                throw StoreError.unexpectedValue(column: "opinion.subjects")
            }
            return subject
        }
        return PublicOpinion(
            id: try row["id"], title: try row["title"], summary: try row["summary"], source: try row["source"], address: try row["address"],
            subjects: Set(subjects), level: try row["level"], event: try row["event"], detected: try row["detected"],
            unit: try row["unit_id"], origin: try origin(row), version: try row["version"])
    }
}
