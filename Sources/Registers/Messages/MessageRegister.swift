package import Domain
package import Persistence

extension MessageState: Storable {}
extension MessageAct: Storable {}
extension Message.Kind: Storable {}
extension Message.Channel: Storable {}
extension Message.Triage: Storable {}

/// Letters from the public and what happened to them (留言登记簿).
package struct MessageRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// What is stored with a letter and never shown with it.
    package struct Sealed: Sendable {
        package var sender: [UInt8]?
        package var contentKey: [UInt8]
        package var codeDigest: [UInt8]
        /// Of the form on the portal.
        package var token: [UInt8]?

        package init(sender: [UInt8]?, contentKey: [UInt8], codeDigest: [UInt8], token: [UInt8]?) {
            self.sender = sender
            self.contentKey = contentKey
            self.codeDigest = codeDigest
            self.token = token
        }
    }

    package func insert(_ message: Message, sealed: Sealed) throws {
        try transaction.execute(
            """
            INSERT INTO message (id, site_id, unit_id, wished_unit_id, number, code_digest, token, kind, channel, title, body, may_publish,
                sender, content_key, state, is_open, received, received_on, answer, urged, origin_request_id, version)
            VALUES (\(message.id), \(site), \(message.unit), \(message.wished), \(message.number), \(sealed.codeDigest), \(sealed.token),
                \(message.kind), \(message.channel), \(message.title), \(message.text), \(message.mayPublish), \(sealed.sender),
                \(sealed.contentKey), \(message.state), \(message.state.isOpen), \(message.received),
                \(message.receivedOn), \(message.answer), \(message.urged), \(message.origin), \(message.version))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func update(_ message: Message) throws {
        let changed = try transaction.execute(
            """
            UPDATE message SET unit_id = \(message.unit), state = \(message.state), is_open = \(message.state.isOpen),
                triage = \(message.triage), closed_on = \(message.closedOn), answer = \(message.answer), drafter_id = \(message.drafter),
                answered_on = \(message.answeredOn), urged = \(message.urged), merged_into = \(message.mergedInto),
                request_id = \(message.request), rating = \(message.rating?.rawValue), version = version + 1
            WHERE site_id = \(site) AND id = \(message.id) AND version = \(message.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: message.number) }
    }

    package func find(_ id: Message.ID) throws -> Message? {
        try transaction.first("SELECT * FROM message WHERE site_id = \(site) AND id = \(id)", Self.message)
    }

    package func find(number: String) throws -> Message? {
        try transaction.first("SELECT * FROM message WHERE site_id = \(site) AND number = \(number)", Self.message)
    }

    package func find(token: [UInt8]) throws -> Message? {
        try transaction.first("SELECT * FROM message WHERE site_id = \(site) AND token = \(token)", Self.message)
    }

    /// The letter that a request for disclosure became.
    package func find(origin: DisclosureRequest.ID) throws -> Message? {
        try transaction.first("SELECT * FROM message WHERE site_id = \(site) AND origin_request_id = \(origin)", Self.message)
    }

    /// Letters that say the same, newest first, others than that one.
    package func sameContent(as id: Message.ID, limit: Int = 20) throws -> [Message] {
        try transaction.rows(
            """
            SELECT * FROM message WHERE site_id = \(site) AND id <> \(id)
                AND content_key = (SELECT content_key FROM message WHERE id = \(id)) ORDER BY id DESC LIMIT \(limit)
            """, Self.message)
    }

    /// Those that were merged into it.
    package func merged(into id: Message.ID, limit: Int = 200) throws -> [Message] {
        try transaction.rows("SELECT * FROM message WHERE merged_into = \(id) ORDER BY id LIMIT \(limit)", Self.message)
    }

    package func codeDigest(of id: Message.ID) throws -> [UInt8]? {
        try transaction.first("SELECT code_digest FROM message WHERE site_id = \(site) AND id = \(id)") { try $0["code_digest"] }
    }

    /// `nil` when nobody said who writes.
    package func sealedSender(of id: Message.ID) throws -> [UInt8]? {
        try transaction.first("SELECT sender FROM message WHERE site_id = \(site) AND id = \(id)") { row -> [UInt8]? in try row["sender"] }
            ?? nil
    }

    static func message(_ row: ResultRow) throws -> Message {
        let rating: Int? = try row["rating"]
        return Message(
            id: try row["id"], number: try row["number"], kind: try row["kind"], channel: try row["channel"], unit: try row["unit_id"],
            wished: try row["wished_unit_id"], title: try row["title"], text: try row["body"], mayPublish: try row["may_publish"],
            state: try row["state"], triage: try row["triage"], received: try row["received"], receivedOn: try row["received_on"],
            closedOn: try row["closed_on"], answer: try row["answer"], drafter: try row["drafter_id"], answeredOn: try row["answered_on"],
            urged: try row["urged"], mergedInto: try row["merged_into"], request: try row["request_id"],
            origin: try row["origin_request_id"], rating: rating.flatMap { Message.Rating(rawValue: $0) }, version: try row["version"])
    }

    // MARK: What happened

    package func append(_ entry: MessageEntry, id: Int64, to message: Message.ID) throws {
        try transaction.execute(
            """
            INSERT INTO message_entry (id, message_id, time, act, text, unit_id, account_id, signature)
            VALUES (\(id), \(message), \(entry.time), \(entry.act), \(entry.text), \(entry.unit), \(entry.account), \(entry.signature))
            """)
    }

    /// Oldest first.
    package func entries(of id: Message.ID, limit: Int = 300) throws -> [MessageEntry] {
        try transaction.rows("SELECT * FROM message_entry WHERE message_id = \(id) ORDER BY id LIMIT \(limit)") { row in
            MessageEntry(
                time: try row["time"], act: try row["act"], text: try row["text"], unit: try row["unit_id"],
                account: try row["account_id"], signature: try row["signature"])
        }
    }

    // MARK: What is public

    /// Makes that wording public.
    package func publish(_ id: Message.ID, name: String, title: String, text: String, answer: String, at now: Instant) throws {
        try transaction.execute(
            """
            UPDATE message SET published = \(now), public_name = \(name), public_title = \(title), public_body = \(text),
                public_answer = \(answer), version = version + 1 WHERE site_id = \(site) AND id = \(id)
            """)
    }

    package func withdraw(_ id: Message.ID) throws {
        try transaction.execute(
            """
            UPDATE message SET published = NULL, public_name = NULL, public_title = NULL, public_body = NULL, public_answer = NULL,
                version = version + 1 WHERE site_id = \(site) AND id = \(id)
            """)
    }

    // MARK: 派单目录

    package func directory() throws -> DispatchDirectory {
        DispatchDirectory(
            try transaction.rows("SELECT unit_id, words FROM message_directory WHERE site_id = \(site) ORDER BY position") { row in
                DispatchDirectory.Line(unit: try row["unit_id"], words: try StoredJSON.read(try row["words"]))
            })
    }

    package func put(_ directory: DispatchDirectory) throws {
        try transaction.execute("DELETE FROM message_directory WHERE site_id = \(site)")
        for (position, line) in directory.lines.enumerated() {
            try transaction.execute(
                """
                INSERT INTO message_directory (site_id, unit_id, position, words)
                VALUES (\(site), \(line.unit), \(position), \(try StoredJSON.text(line.words)))
                """)
        }
    }
}
