package import Domain
package import Persistence

extension SubscriptionRhythm: Storable {}
extension SubscriptionTopic.Kind: Storable {}

/// Who gets mail about new documents (订阅). Addresses go in and come out sealed.
package struct SubscriptionRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    // MARK: Wishes

    /// What somebody asked for and has not confirmed (待确认的订阅).
    package struct Wish: Sendable, Hashable {
        package let id: Int64
        package let address: [UInt8]
        package let addressKey: [UInt8]
        package let rhythm: SubscriptionRhythm
        package let topics: [SubscriptionTopic]
        package let asked: Instant

        package init(
            id: Int64, address: [UInt8], addressKey: [UInt8], rhythm: SubscriptionRhythm, topics: [SubscriptionTopic], asked: Instant
        ) {
            self.id = id
            self.address = address
            self.addressKey = addressKey
            self.rhythm = rhythm
            self.topics = topics
            self.asked = asked
        }
    }

    package func insert(_ wish: Wish, token: [UInt8]) throws {
        try transaction.execute(
            """
            INSERT INTO subscription_wish (id, site_id, address, address_key, rhythm, topics, token, asked)
            VALUES (\(wish.id), \(site), \(wish.address), \(wish.addressKey), \(wish.rhythm),
                \(try StoredJSON.text(wish.topics.map(\.text))), \(token), \(wish.asked))
            """)
    }

    package func wish(token: [UInt8]) throws -> Wish? {
        try transaction.first("SELECT * FROM subscription_wish WHERE site_id = \(site) AND token = \(token)") { row in
            let texts: [String] = try StoredJSON.read(try row["topics"])
            return Wish(
                id: try row["id"], address: try row["address"], addressKey: try row["address_key"], rhythm: try row["rhythm"],
                topics: texts.compactMap { SubscriptionTopic(text: $0) }, asked: try row["asked"])
        }
    }

    package func wishCount(of addressKey: [UInt8]) throws -> Int {
        try transaction.count("SELECT COUNT(*) AS n FROM subscription_wish WHERE site_id = \(site) AND address_key = \(addressKey)")
    }

    package func wishCount() throws -> Int {
        try transaction.count("SELECT COUNT(*) AS n FROM subscription_wish WHERE site_id = \(site)")
    }

    /// Its mail goes with it.
    package func remove(wish id: Int64) throws {
        try transaction.execute("DELETE FROM outbox WHERE owner_id = \(id)")
        try transaction.execute("DELETE FROM subscription_wish WHERE site_id = \(site) AND id = \(id)")
    }

    package func wishes(askedBefore time: Instant, limit: Int) throws -> [Int64] {
        try transaction.rows(
            "SELECT id FROM subscription_wish WHERE site_id = \(site) AND asked < \(time) ORDER BY asked LIMIT \(limit)"
        ) { try $0["id"] }
    }

    // MARK: Subscribers

    package func insert(
        _ subscriber: Subscriber, address: [UInt8], addressKey: [UInt8], told: Int64, period: String, at time: Instant
    ) throws {
        try transaction.execute(
            """
            INSERT INTO subscriber (id, site_id, address, address_key, rhythm, confirmed, told, period)
            VALUES (\(subscriber.id), \(site), \(address), \(addressKey), \(subscriber.rhythm), \(time), \(told), \(period))
            """)
        try setTopics(of: subscriber)
    }

    /// With another rhythm the next mail comes when its present period is over.
    package func update(_ subscriber: Subscriber, at time: Instant) throws {
        let period = subscriber.rhythm.period(at: time)
        try transaction.execute(
            """
            UPDATE subscriber SET rhythm = \(subscriber.rhythm), period = \(period)
            WHERE site_id = \(site) AND id = \(subscriber.id) AND rhythm <> \(subscriber.rhythm)
            """)
        try setTopics(of: subscriber)
    }

    private func setTopics(of subscriber: Subscriber) throws {
        try transaction.execute("DELETE FROM subscription WHERE subscriber_id = \(subscriber.id)")
        for topic in subscriber.topics {
            try transaction.execute(
                "INSERT INTO subscription (subscriber_id, kind, target) VALUES (\(subscriber.id), \(topic.kind), \(topic.target))")
        }
    }

    /// Nothing of the address stays: neither here nor in mail that waits.
    package func remove(_ id: Subscriber.ID) throws {
        try transaction.execute("DELETE FROM outbox WHERE owner_id = \(id)")
        try transaction.execute("DELETE FROM subscription WHERE subscriber_id = \(id)")
        try transaction.execute("DELETE FROM subscriber WHERE site_id = \(site) AND id = \(id)")
    }

    package func find(_ id: Subscriber.ID) throws -> Subscriber? {
        try transaction.first("SELECT * FROM subscriber WHERE site_id = \(site) AND id = \(id)") { try self.subscriber($0) }
    }

    package func find(addressKey: [UInt8]) throws -> Subscriber? {
        try transaction.first("SELECT * FROM subscriber WHERE site_id = \(site) AND address_key = \(addressKey)") {
            try self.subscriber($0)
        }
    }

    private func subscriber(_ row: ResultRow) throws -> Subscriber {
        let id: Subscriber.ID = try row["id"]
        return Subscriber(id: id, rhythm: try row["rhythm"], topics: try topics(of: id))
    }

    private func topics(of id: Subscriber.ID) throws -> [SubscriptionTopic] {
        try transaction.rows("SELECT kind, target FROM subscription WHERE subscriber_id = \(id) ORDER BY kind, target") { row in
            guard let topic = SubscriptionTopic(try row["kind"], target: try row["target"]) else {
                throw StoreError.unexpectedValue(column: "subscription.target")
            }
            return topic
        }
    }

    // MARK: Mail

    /// Whose period is over.
    package struct Due: Sendable {
        package let subscriber: Subscriber
        /// The place in the log up to which they have been told.
        package let told: Int64
    }

    /// - Parameter newest: of the documents' last publication; who waits for news at once is due only when there is some.
    package func due(at now: Instant, newest: Int64, limit: Int) throws -> [Due] {
        let periods = SubscriptionRhythm.allCases.map { rhythm -> Query in
            let news: Query = rhythm.endsWithLooking ? "" : "AND told < \(newest)"
            return "(rhythm = \(rhythm) AND period <> \(rhythm.period(at: now)) \(news))"
        }
        return try transaction.rows(
            """
            SELECT * FROM subscriber WHERE site_id = \(site) AND (\(periods[0]) OR \(periods[1]) OR \(periods[2]))
            ORDER BY id LIMIT \(limit)
            """
        ) { Due(subscriber: try subscriber($0), told: try $0["told"]) }
    }

    /// Up to where they have been told; `nil` when they are gone.
    package func told(_ id: Subscriber.ID) throws -> Int64? {
        try transaction.first("SELECT told FROM subscriber WHERE site_id = \(site) AND id = \(id)") { try $0["told"] }
    }

    /// - Parameter period: that is over now; `nil` when it goes on.
    package func setTold(_ sequence: Int64, period: String?, of id: Subscriber.ID) throws {
        try transaction.execute("UPDATE subscriber SET told = \(sequence) WHERE site_id = \(site) AND id = \(id)")
        if let period { try transaction.execute("UPDATE subscriber SET period = \(period) WHERE site_id = \(site) AND id = \(id)") }
    }

    /// The sealed address of a mail's owner, whether a subscriber or a wish; `nil` when neither is there any more.
    package static func address(of owner: Int64, in transaction: any Transaction) throws -> [UInt8]? {
        try transaction.first("SELECT address FROM subscriber WHERE id = \(owner)") { try $0["address"] }
            ?? transaction.first("SELECT address FROM subscription_wish WHERE id = \(owner)") { try $0["address"] }
    }

    /// The place in the log of what became public last.
    package func newestDocument() throws -> Int64 {
        Int64(
            try transaction.count(
                """
                SELECT COALESCE(MAX(sequence), 0) AS n FROM event WHERE site_id = \(site) AND subject_kind = 'disclosure'
                    AND verb IN (\(list: Event.Verb.firstPublications))
                """))
    }

    // MARK: Counts

    /// How many there are: all that the office sees.
    package struct Counts: Sendable, Hashable {
        package let subscribers: Int
        package let wishes: Int
        package let rhythms: [SubscriptionRhythm: Int]
        package let topics: [SubscriptionTopic.Kind: Int]
        /// By code.
        package let groups: [String: Int]

        package init(
            subscribers: Int, wishes: Int, rhythms: [SubscriptionRhythm: Int], topics: [SubscriptionTopic.Kind: Int], groups: [String: Int]
        ) {
            self.subscribers = subscribers
            self.wishes = wishes
            self.rhythms = rhythms
            self.topics = topics
            self.groups = groups
        }
    }

    package func counts() throws -> Counts {
        let rhythms: [SubscriptionRhythm: Int] = Dictionary(
            try transaction.rows("SELECT rhythm, COUNT(*) AS n FROM subscriber WHERE site_id = \(site) GROUP BY rhythm") {
                (try $0["rhythm"], try $0["n"])
            }, uniquingKeysWith: { $1 })
        let own: Query = "FROM subscription t JOIN subscriber s ON s.id = t.subscriber_id WHERE s.site_id = \(site)"
        return Counts(
            subscribers: rhythms.values.reduce(0, +), wishes: try wishCount(), rhythms: rhythms,
            topics: Dictionary(
                try transaction.rows("SELECT t.kind, COUNT(*) AS n \(own) GROUP BY t.kind") { (try $0["kind"], try $0["n"]) },
                uniquingKeysWith: { $1 }),
            groups: Dictionary(
                try transaction.rows("SELECT t.target, COUNT(*) AS n \(own) AND t.kind = 'group' GROUP BY t.target") {
                    (try $0["target"], try $0["n"])
                }, uniquingKeysWith: { $1 }))
    }
}
