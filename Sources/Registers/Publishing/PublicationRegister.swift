package import Domain
package import Persistence

/// What was published through the gate (公开台账): state, files, channels, corrections, withdrawals.
package struct PublicationRegister {
    let transaction: any Transaction
    let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    package struct Publication: Sendable {
        package let disclosure: Disclosure.ID
        package let unit: OrganisationUnit.ID
        package let draft: Draft.ID
        package let title: String
        package let attribute: DisclosureAttribute
        package let state: State
        /// Opens it, when it is for somebody in particular.
        package let code: String?
        package let validUntil: Day?
        package let published: Instant
        package let emergency: Emergency?
        package let version: Int

        package init(
            disclosure: Disclosure.ID, unit: OrganisationUnit.ID, draft: Draft.ID, title: String, attribute: DisclosureAttribute,
            state: State, code: String?, validUntil: Day?, published: Instant, emergency: Emergency?, version: Int = 1
        ) {
            self.disclosure = disclosure
            self.unit = unit
            self.draft = draft
            self.title = title
            self.attribute = attribute
            self.state = state
            self.code = code
            self.validUntil = validUntil
            self.published = published
            self.emergency = emergency
            self.version = version
        }

        package enum State: String, Sendable, CaseIterable, Storable { case `public`, restricted, withdrawn, purged }

        /// 应急发布: who answered for it and why.
        package struct Emergency: Sendable, Hashable {
            package let names: String
            package let reason: String

            package init(names: String, reason: String) {
                self.names = names
                self.reason = reason
            }
        }
    }

    package func find(_ id: Disclosure.ID) throws -> Publication? {
        try transaction.first("SELECT * FROM publication WHERE site_id = \(site) AND disclosure_id = \(id)", Self.publication)
    }

    package func insert(_ publication: Publication) throws {
        try transaction.execute(
            """
            INSERT INTO publication (disclosure_id, site_id, unit_id, draft_id, title, attribute, state, code, valid_until, published,
                is_emergency, emergency_names, emergency_reason, version)
            VALUES (\(publication.disclosure), \(site), \(publication.unit), \(publication.draft), \(publication.title),
                \(publication.attribute), \(publication.state), \(publication.code), \(publication.validUntil), \(publication.published),
                \(publication.emergency != nil), \(publication.emergency?.names ?? ""), \(publication.emergency?.reason ?? ""), 1)
            """)
    }

    /// After a correction: another draft, title or term stands behind it.
    package func update(_ id: Disclosure.ID, draft: Draft.ID, title: String, attribute: DisclosureAttribute, validUntil: Day?) throws {
        try transaction.execute(
            """
            UPDATE publication SET draft_id = \(draft), title = \(title), attribute = \(attribute), valid_until = \(validUntil),
                version = version + 1 WHERE site_id = \(site) AND disclosure_id = \(id)
            """)
    }

    package func set(_ state: Publication.State, of id: Disclosure.ID, title: String? = nil) throws {
        try transaction.execute(
            "UPDATE publication SET state = \(state), version = version + 1 WHERE site_id = \(site) AND disclosure_id = \(id)")
        if let title { try transaction.execute("UPDATE publication SET title = \(title) WHERE disclosure_id = \(id)") }
    }

    static func publication(_ row: ResultRow) throws -> Publication {
        let isEmergency: Bool = try row["is_emergency"]
        return Publication(
            disclosure: try row["disclosure_id"], unit: try row["unit_id"], draft: try row["draft_id"], title: try row["title"],
            attribute: try row["attribute"], state: try row["state"], code: try row["code"], validUntil: try row["valid_until"],
            published: try row["published"],
            emergency: isEmergency
                ? Publication.Emergency(names: try row["emergency_names"], reason: try row["emergency_reason"]) : nil,
            version: try row["version"])
    }

    // MARK: Lists

    package struct Line: Sendable {
        package let publication: Publication
        package let unitName: String
    }

    /// Newest first.
    package func list(units: Set<OrganisationUnit.ID>?, before: Instant? = nil, emergencyOnly: Bool = false, limit: Int) throws -> [Line] {
        var condition: Query = ""
        if let units { condition = "\(condition) AND p.unit_id IN (\(list: units.sorted()))" }
        if emergencyOnly { condition = "\(condition) AND p.is_emergency = 1" }
        return try transaction.rows(
            """
            SELECT p.*, u.name AS unit_name FROM publication p JOIN unit u ON u.id = p.unit_id
            WHERE p.site_id = \(site) \(condition) AND p.published < \(before ?? Instant(milliseconds: Int64.max))
            ORDER BY p.published DESC, p.disclosure_id DESC LIMIT \(limit)
            """
        ) { Line(publication: try Self.publication($0), unitName: try $0["unit_name"]) }
    }

    package func emergencyCount() throws -> Int {
        try transaction.count("SELECT COUNT(*) AS n FROM publication WHERE site_id = \(site) AND is_emergency = 1")
    }

    // MARK: Files

    package struct File: Sendable, Hashable {
        package let name: String
        package let mediaType: String
        package let sizeInBytes: Int
        package let digest: String
        package let text: String

        package init(name: String, mediaType: String, sizeInBytes: Int, digest: String, text: String) {
            self.name = name
            self.mediaType = mediaType
            self.sizeInBytes = sizeInBytes
            self.digest = digest
            self.text = text
        }
    }

    package func files(of id: Disclosure.ID) throws -> [File] {
        try transaction.rows("SELECT * FROM publication_file WHERE disclosure_id = \(id) ORDER BY position") { row in
            File(
                name: try row["name"], mediaType: try row["media_type"], sizeInBytes: try row["size"], digest: try row["digest"],
                text: try row["text"])
        }
    }

    package func setFiles(_ files: [File], of id: Disclosure.ID) throws {
        try transaction.execute("DELETE FROM publication_file WHERE disclosure_id = \(id)")
        for (index, file) in files.enumerated() {
            try transaction.execute(
                """
                INSERT INTO publication_file (disclosure_id, position, name, media_type, size, digest, text)
                VALUES (\(id), \(index + 1), \(file.name), \(file.mediaType), \(file.sizeInBytes), \(file.digest), \(file.text))
                """)
        }
    }

    // MARK: Channels

    package struct ChannelRecord: Sendable {
        package let id: Int64
        package let channel: Channel
        /// The day on which it was made public there; `nil` while that is still to be done.
        package let done: Day?
        package let evidence: String
        package let signature: String
        package let version: Int
    }

    package func channels(of id: Disclosure.ID) throws -> [ChannelRecord] {
        try transaction.rows("SELECT * FROM channel_record WHERE disclosure_id = \(id) ORDER BY id") { row in
            let name: String = try row["channel"]
            guard let channel = Channel(rawValue: name) else { throw StoreError.unexpectedValue(column: "channel_record.channel") }
            return ChannelRecord(
                id: try row["id"], channel: channel, done: try row["done"], evidence: try row["evidence"], signature: try row["signature"],
                version: try row["version"])
        }
    }

    package func addChannel(
        _ channel: Channel, of disclosure: Disclosure.ID, id: Int64, done: Day?, evidence: String, signature: String, at time: Instant?
    ) throws {
        try transaction.execute(
            """
            INSERT INTO channel_record (id, disclosure_id, channel, done, evidence, recorded, signature, version)
            VALUES (\(id), \(disclosure), \(channel.rawValue), \(done), \(evidence), \(time), \(signature), 1)
            """)
    }

    package func recordChannel(_ id: Int64, of disclosure: Disclosure.ID, done: Day, evidence: String, signature: String, at time: Instant)
        throws -> Bool
    {
        try transaction.execute(
            """
            UPDATE channel_record SET done = \(done), evidence = \(evidence), signature = \(signature), recorded = \(time),
                version = version + 1 WHERE id = \(id) AND disclosure_id = \(disclosure)
            """) == 1
    }

    // MARK: 索引号

    /// The next 索引号 of a unit: prefix/year-serial, 20 characters with an organisation code (RULES §8.3). Never used twice.
    package func nextIndexNumber(unit: OrganisationUnit.ID, year: Int) throws -> String {
        let prefix: String? = try transaction.first("SELECT prefix FROM index_prefix WHERE unit_id = \(unit)") { try $0["prefix"] }
        let code: String? = try transaction.first("SELECT code FROM unit WHERE id = \(unit)") { try $0["code"] }
        let row = try transaction.first(
            """
            INSERT INTO index_serial (unit_id, year, serial) VALUES (\(unit), \(year), 1)
            ON CONFLICT (unit_id, year) DO UPDATE SET serial = index_serial.serial + 1 RETURNING serial
            """)
        guard let serial: Int = try row?["serial"] else { throw StoreError.unexpectedValue(column: "index_serial.serial") }
        let digits = String(serial)
        let padded = String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
        return "\(prefix ?? code ?? "")/\(year)-\(padded)"
    }

    package func setIndexPrefix(_ prefix: String, of unit: OrganisationUnit.ID) throws {
        try transaction.execute(
            """
            INSERT INTO index_prefix (unit_id, prefix) VALUES (\(unit), \(prefix))
            ON CONFLICT (unit_id) DO UPDATE SET prefix = excluded.prefix
            """)
    }
}
