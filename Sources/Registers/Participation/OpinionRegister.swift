package import Domain
package import Persistence

extension Opinion.Channel: Storable {}
extension Opinion.Moderation: Storable {}
extension Opinion.Outcome: Storable {}

/// The ledger of what people think of drafts (意见台账).
package struct OpinionRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// What of a consultation's ledger is looked at.
    package struct Filter: Sendable, Hashable {
        package var moderation: Opinion.Moderation?
        package var paragraph: Int?
        /// Whether the office has said what became of it.
        package var isAnswered: Bool?

        package init(moderation: Opinion.Moderation? = nil, paragraph: Int? = nil, isAnswered: Bool? = nil) {
            self.moderation = moderation
            self.paragraph = paragraph
            self.isAnswered = isAnswered
        }

        /// -1 is everything: the shape of the question stays the same.
        fileprivate var answered: Int { isAnswered.map { $0 ? 1 : 0 } ?? -1 }
    }

    package func insert(_ opinion: Opinion, same: [UInt8], sealed: [UInt8], signature: String) throws {
        try transaction.execute(
            """
            INSERT INTO opinion (id, consultation_id, number, same, channel, paragraph, quote, text, author, sealed, received, signature,
                moderation, hidden_reason, reply, version)
            VALUES (\(opinion.id), \(opinion.consultation), \(opinion.number), \(same), \(opinion.channel), \(opinion.paragraph),
                \(opinion.quote), \(opinion.text), \(opinion.author), \(sealed), \(opinion.received), \(signature),
                \(opinion.moderation), \(opinion.hiddenReason), \(opinion.reply), \(1))
            """)
    }

    package func find(number: String, site: County.ID) throws -> Opinion? {
        try transaction.first(
            """
            SELECT o.* FROM opinion o JOIN consultation c ON c.id = o.consultation_id
            WHERE c.site_id = \(site) AND o.number = \(number)
            """, Self.opinion)
    }

    /// The receipt of one that says the same by the same hand.
    package func number(same: [UInt8], in consultation: Consultation.ID) throws -> String? {
        try transaction.first("SELECT number FROM opinion WHERE consultation_id = \(consultation) AND same = \(same)") {
            try $0["number"]
        }
    }

    /// In the order in which they came, from a place on.
    package func list(
        of consultation: Consultation.ID, _ filter: Filter = Filter(), after id: Opinion.ID? = nil, limit: Int = Opinion.most,
        skipping: Int = 0
    ) throws -> [Opinion] {
        try transaction.rows(
            """
            SELECT * FROM opinion WHERE consultation_id = \(consultation) AND id > \(id?.rawValue ?? 0)
                AND (moderation = \(filter.moderation?.rawValue ?? "") OR \(filter.moderation == nil ? 1 : 0) = 1)
                AND (paragraph = \(filter.paragraph ?? -1) OR \(filter.paragraph ?? -1) = -1)
                AND (\(filter.answered) = -1 OR (CASE WHEN outcome IS NULL THEN 0 ELSE 1 END) = \(filter.answered))
            ORDER BY id LIMIT \(limit) OFFSET \(skipping)
            """, Self.opinion)
    }

    package func count(of consultation: Consultation.ID, _ filter: Filter = Filter()) throws -> Int {
        try transaction.count(
            """
            SELECT COUNT(*) AS n FROM opinion WHERE consultation_id = \(consultation)
                AND (moderation = \(filter.moderation?.rawValue ?? "") OR \(filter.moderation == nil ? 1 : 0) = 1)
                AND (paragraph = \(filter.paragraph ?? -1) OR \(filter.paragraph ?? -1) = -1)
                AND (\(filter.answered) = -1 OR (CASE WHEN outcome IS NULL THEN 0 ELSE 1 END) = \(filter.answered))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ opinion: Opinion) throws {
        let changed = try transaction.execute(
            """
            UPDATE opinion SET moderation = \(opinion.moderation), hidden_reason = \(opinion.hiddenReason), lead_id = \(opinion.lead),
                outcome = \(opinion.outcome), reply = \(opinion.reply), version = version + 1
            WHERE id = \(opinion.id) AND version = \(opinion.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: opinion.number) }
    }

    package func sealed(_ id: Opinion.ID) throws -> [UInt8]? {
        try transaction.first("SELECT sealed FROM opinion WHERE id = \(id)") { try $0["sealed"] }
    }

    private static func opinion(_ row: ResultRow) throws -> Opinion {
        Opinion(
            id: try row["id"], consultation: try row["consultation_id"], number: try row["number"], channel: try row["channel"],
            paragraph: try row["paragraph"], quote: try row["quote"], text: try row["text"], author: try row["author"],
            received: try row["received"], moderation: try row["moderation"], hiddenReason: try row["hidden_reason"],
            lead: try row["lead_id"], outcome: try row["outcome"], reply: try row["reply"], version: try row["version"])
    }
}
