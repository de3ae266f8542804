package import Domain
package import Persistence

/// Letters of requests, their templates and numbers, and the files of a case (文书、附件).
package struct LetterRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    // MARK: Letters

    /// - Parameter sealed: the words, sealed.
    package func insert(_ letter: RequestLetter, sealed: [UInt8], of id: DisclosureRequest.ID, at time: Instant) throws {
        try transaction.execute(
            """
            INSERT INTO request_letter (id, request_id, kind, number, content, digest, issued, recorded, signature, proof, version)
            VALUES (\(letter.id), \(id), \(letter.kind), \(letter.number), \(sealed), \(letter.digest), \(letter.issued), \(time),
                \(letter.signature), '', 1)
            """)
    }

    package func letters(of id: DisclosureRequest.ID) throws -> [RequestLetter] {
        try transaction.rows("SELECT * FROM request_letter WHERE request_id = \(id) ORDER BY id", Self.letter)
    }

    static func letter(_ row: ResultRow) throws -> RequestLetter {
        let (way, served): (RequestLetter.Service.Way?, Day?) = (try row["way"], try row["served"])
        var service: RequestLetter.Service?
        if let way, let served {
            service = RequestLetter.Service(way: way, day: served, proof: try row["proof"], returned: try row["returned"])
        }
        return RequestLetter(
            id: try row["id"], kind: try row["kind"], number: try row["number"], issued: try row["issued"], digest: try row["digest"],
            signature: try row["signature"], service: service, version: try row["version"])
    }

    /// The sealed words; `nil` when there is no such letter, or it was destroyed.
    package func content(_ letter: RequestLetter.ID, of id: DisclosureRequest.ID) throws -> [UInt8]? {
        try transaction.first("SELECT content FROM request_letter WHERE id = \(letter) AND request_id = \(id)") { try $0["content"] } ?? nil
    }

    package func setService(_ service: RequestLetter.Service, of letter: RequestLetter.ID) throws {
        try transaction.execute(
            """
            UPDATE request_letter SET way = \(service.way), served = \(service.day), proof = \(service.proof),
                returned = \(service.returned), version = version + 1 WHERE id = \(letter)
            """)
    }

    /// The words go, what they were and when stays.
    package func eraseContents(of id: DisclosureRequest.ID) throws {
        try transaction.execute("UPDATE request_letter SET content = NULL, proof = '' WHERE request_id = \(id)")
    }

    // MARK: Templates and numbers

    /// The office's own words for a kind of letter.
    package struct Template: Sendable, Hashable {
        package let kind: String
        package let title: String
        package let recipient: String
        package let body: String
        package let version: Int

        package init(kind: String, title: String, recipient: String, body: String, version: Int) {
            self.kind = kind
            self.title = title
            self.recipient = recipient
            self.body = body
            self.version = version
        }
    }

    /// The unit's own, else the county's; `nil` when the released words count.
    package func template(_ kind: String, unit: OrganisationUnit.ID) throws -> Template? {
        try transaction.first(
            """
            SELECT * FROM letter_template WHERE site_id = \(site) AND kind = \(kind) AND unit_id IN (0, \(unit)) ORDER BY unit_id DESC LIMIT 1
            """, Self.template)
    }

    /// Those of one unit; of the county with `nil`.
    package func templates(unit: OrganisationUnit.ID?) throws -> [Template] {
        try transaction.rows(
            "SELECT * FROM letter_template WHERE site_id = \(site) AND unit_id = \(unit?.rawValue ?? 0) ORDER BY kind", Self.template)
    }

    private static func template(_ row: ResultRow) throws -> Template {
        Template(
            kind: try row["kind"], title: try row["title"], recipient: try row["recipient"], body: try row["body"],
            version: try row["version"])
    }

    /// - Parameter version: the version that was edited, 0 for a new one.
    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func put(_ template: Template, unit: OrganisationUnit.ID?) throws {
        let place = unit?.rawValue ?? 0
        if template.version == 0 {
            let added = try transaction.execute(
                """
                INSERT INTO letter_template (site_id, unit_id, kind, title, recipient, body, version)
                VALUES (\(site), \(place), \(template.kind), \(template.title), \(template.recipient), \(template.body), 1)
                ON CONFLICT (site_id, unit_id, kind) DO NOTHING
                """)
            guard added == 1 else { throw StoreError.stale(subject: template.title) }
            return
        }
        let changed = try transaction.execute(
            """
            UPDATE letter_template SET title = \(template.title), recipient = \(template.recipient), body = \(template.body),
                version = version + 1
            WHERE site_id = \(site) AND unit_id = \(place) AND kind = \(template.kind) AND version = \(template.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: template.title) }
    }

    package func removeTemplate(_ kind: String, unit: OrganisationUnit.ID?) throws {
        try transaction.execute(
            "DELETE FROM letter_template WHERE site_id = \(site) AND unit_id = \(unit?.rawValue ?? 0) AND kind = \(kind)")
    }

    /// 机关代字 for letters, such as 明政公复.
    package func word(of unit: OrganisationUnit.ID) throws -> String? {
        try transaction.first("SELECT word FROM letter_word WHERE unit_id = \(unit)") { try $0["word"] }
    }

    package func setWord(_ word: String, of unit: OrganisationUnit.ID) throws {
        try transaction.execute(
            "INSERT INTO letter_word (unit_id, word) VALUES (\(unit), \(word)) ON CONFLICT (unit_id) DO UPDATE SET word = excluded.word")
    }

    // MARK: Files

    package func insert(_ file: RequestFile, of id: DisclosureRequest.ID) throws {
        try transaction.execute(
            """
            INSERT INTO request_file (id, request_id, purpose, name, media_type, size, digest, stored, is_sealed, added, signature)
            VALUES (\(file.id), \(id), \(file.purpose), \(file.name), \(file.mediaType), \(file.sizeInBytes), \(file.digest),
                \(file.stored), \(file.isSealed), \(file.added), \(file.signature))
            """)
    }

    package func files(of id: DisclosureRequest.ID) throws -> [RequestFile] {
        try transaction.rows("SELECT * FROM request_file WHERE request_id = \(id) ORDER BY id") { row in
            RequestFile(
                id: try row["id"], purpose: try row["purpose"], name: try row["name"], mediaType: try row["media_type"],
                sizeInBytes: try row["size"], digest: try row["digest"], stored: try row["stored"], isSealed: try row["is_sealed"],
                added: try row["added"], signature: try row["signature"])
        }
    }

    package func removeFiles(of id: DisclosureRequest.ID) throws {
        try transaction.execute("DELETE FROM request_file WHERE request_id = \(id)")
    }

    /// Whether a place in the file store is still named by any case or publication.
    package func isUsed(stored: String) throws -> Bool {
        try transaction.count("SELECT COUNT(*) AS n FROM request_file WHERE stored = \(stored)") > 0
    }

    // MARK: Fees

    /// What was charged for a request.
    package struct Fee: Sendable, Hashable {
        package var basis: RequestFees.Basis
        package var count: Int
        /// Items of the same applicant before it in the month.
        package var before: Int
        package var fen: Int
        /// Why it need not be paid; empty when it must.
        package var waived: String
        package var paid: Day?
        package var receipt: String

        package init(
            basis: RequestFees.Basis, count: Int, before: Int, fen: Int, waived: String = "", paid: Day? = nil, receipt: String = ""
        ) {
            self.basis = basis
            self.count = count
            self.before = before
            self.fen = fen
            self.waived = waived
            self.paid = paid
            self.receipt = receipt
        }
    }

    package func fee(of id: DisclosureRequest.ID) throws -> Fee? {
        try transaction.first("SELECT * FROM request_fee WHERE request_id = \(id)") { row in
            Fee(
                basis: try row["basis"], count: try row["count"], before: try row["before"], fen: try row["fen"], waived: try row["waived"],
                paid: try row["paid"], receipt: try row["receipt"])
        }
    }

    package func removeFee(of id: DisclosureRequest.ID) throws {
        try transaction.execute("DELETE FROM request_fee WHERE request_id = \(id)")
    }

    package func put(_ fee: Fee, of id: DisclosureRequest.ID) throws {
        try transaction.execute(
            """
            INSERT INTO request_fee (request_id, basis, count, before, fen, waived, paid, receipt)
            VALUES (\(id), \(fee.basis), \(fee.count), \(fee.before), \(fee.fen), \(fee.waived), \(fee.paid), \(fee.receipt))
            ON CONFLICT (request_id) DO UPDATE SET basis = excluded.basis, count = excluded.count, before = excluded.before,
                fen = excluded.fen, waived = excluded.waived, paid = excluded.paid, receipt = excluded.receipt
            """)
    }
}
