package import Domain
package import Persistence

/// Writes the search index: a projection of what is public.
///
/// The texts are cut here; what was put in is kept as text, because an index without content needs it again to take a document out.
package struct SearchRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// A document as the index needs it.
    package struct Document {
        package let id: Disclosure.ID
        package let site: County.ID
        package let unit: OrganisationUnit.ID
        package let position: Int64
        package let domain: String?
        package let year: Int?
        package let title: String
        package let number: String?
        package let indexNumber: String?
        package let plainText: String

        /// - Parameter fileTexts: what can be read in its attachments; found like the text itself.
        package init(_ disclosure: Disclosure, storedBody: String, site: County.ID, position: Int64, fileTexts: [String] = []) {
            id = disclosure.id
            self.site = site
            unit = disclosure.unit
            self.position = position
            domain = disclosure.domain
            year = disclosure.published?.day.year ?? disclosure.made?.year
            title = disclosure.title
            number = disclosure.number
            indexNumber = disclosure.indexNumber
            plainText = Self.text(storedBody, fileTexts)
        }

        init(_ row: ResultRow, fileTexts: [String]) throws {
            let (published, made): (Instant?, Day?) = (try row["published"], try row["made"])
            id = try row["id"]
            site = try row["site_id"]
            unit = try row["unit_id"]
            position = try row["position"]
            domain = try row["domain_code"]
            year = published?.day.year ?? made?.year
            title = try row["title"]
            number = try row["number"]
            indexNumber = try row["index_number"]
            plainText = Self.text(try row["body"], fileTexts)
        }

        private static func text(_ storedBody: String, _ fileTexts: [String]) -> String {
            ([DocumentBody.plainText(stored: storedBody)] + fileTexts.filter { !$0.isEmpty }).joined(separator: "\n")
        }

        /// What stands beside the body: a number is found like any other words.
        fileprivate var text: String {
            guard number != nil || indexNumber != nil else { return plainText }
            return plainText + "\n" + [number, indexNumber].compactMap { $0 }.joined(separator: "\n")
        }

        fileprivate var facets: String {
            SearchFacet.all([.site(site), .unit(unit)] + (domain.map { [.domain($0)] } ?? []) + (year.map { [.year($0)] } ?? []))
        }
    }

    // MARK: Documents

    /// Puts a document in; one that is there already is taken out first.
    package func put(_ document: Document, isNew: Bool = false, cutter: inout BigramCutter) throws {
        if !isNew { try remove(document: document.id) }
        let text = document.text
        try transaction.execute(
            """
            INSERT INTO search_document (position, site_id, subject, unit_id, title, number, facets, text)
            VALUES (\(document.position), \(document.site), \(document.id), \(document.unit), \(document.title), \(document.number),
                    \(document.facets), \(text))
            """)
        let title = cutter.cut(document.title)
        let body = cutter.cut(text)
        try transaction.execute(
            """
            INSERT INTO search_document_index (rowid, title, body, title_characters, characters, facets)
            VALUES (\(document.position), \(title.pairs), \(body.pairs), \(title.characters), \(title.characters + body.characters),
                \(document.facets))
            """)
    }

    package func remove(document id: Disclosure.ID) throws {
        guard let row = try transaction.first("SELECT position, title, text, facets FROM search_document WHERE subject = \(id)") else {
            return
        }
        let (position, facets): (Int64, String) = (try row["position"], try row["facets"])
        var cutter = BigramCutter()
        let (title, body) = (cutter.cut(try row["title"]), cutter.cut(try row["text"]))
        try transaction.execute(
            """
            INSERT INTO search_document_index (search_document_index, rowid, title, body, title_characters, characters, facets)
            VALUES ('delete', \(position), \(title.pairs), \(body.pairs), \(title.characters), \(title.characters + body.characters),
                \(facets))
            """)
        try transaction.execute("DELETE FROM search_document WHERE subject = \(id)")
    }

    // MARK: Items and units

    package enum Entry {
        case item(CatalogueItem, site: County.ID, domainName: String, unit: OrganisationUnit.ID?)
        case unit(OrganisationUnit, site: County.ID)
        /// A letter from the public with its answer.
        case message(MessageQueries.Public, site: County.ID)
        case answer(BaseAnswer.ID, BaseAnswer.Content, unit: OrganisationUnit.ID, site: County.ID)
    }

    /// What is taken out again when it is no longer public.
    package enum Gone {
        case message(Message.ID)
        case answer(BaseAnswer.ID)
    }

    package func remove(_ gone: Gone) throws {
        switch gone {
        case .message(let id): try remove(kind: "message", subject: id.rawValue)
        case .answer(let id): try remove(kind: "answer", subject: id.rawValue)
        }
    }

    package func put(_ entry: Entry) throws {
        switch entry {
        case .item(let item, let site, let domainName, let unit):
            let text = ([domainName] + item.entry.levels + item.entry.elements + item.entry.bases + item.entry.subjects).joined(
                separator: "\n")
            try put(
                kind: "item", subject: item.id.rawValue, site: site, domain: item.domain, unit: unit,
                title: item.entry.levels.joined(separator: " "),
                text: text)
        case .unit(let unit, let site):
            let contact = unit.contact
            let text = [unit.shortName, contact.address, contact.head, unit.duties].filter { !$0.isEmpty }.joined(separator: "\n")
            try put(kind: "unit", subject: unit.id.rawValue, site: site, domain: nil, unit: unit.id, title: unit.name, text: text)
        case .message(let message, let site):
            try put(
                kind: "message", subject: message.id.rawValue, site: site, domain: nil, unit: message.unit, title: message.title,
                text: message.text + "\n" + message.answer)
        case .answer(let id, let content, let unit, let site):
            try put(
                kind: "answer", subject: id.rawValue, site: site, domain: nil, unit: unit, title: content.question, text: content.answer)
        }
    }

    private func put(
        kind: String, subject: Int64, site: County.ID, domain: String?, unit: OrganisationUnit.ID?, title: String, text: String
    ) throws {
        try remove(kind: kind, subject: subject)
        let row = try transaction.first(
            """
            INSERT INTO search_entry (site_id, kind, subject, domain_code, unit_id, title, text)
            VALUES (\(site), \(kind), \(subject), \(domain), \(unit), \(title), \(text)) RETURNING position
            """)
        guard let position: Int64 = try row?["position"] else { throw StoreError.unexpectedValue(column: "position") }
        try writeEntry(position: position, kind: kind, site: site, title: title, text: text, command: nil)
    }

    private func remove(kind: String, subject: Int64) throws {
        guard
            let row = try transaction.first(
                "SELECT position, site_id, title, text FROM search_entry WHERE kind = \(kind) AND subject = \(subject)")
        else { return }
        try writeEntry(
            position: try row["position"], kind: kind, site: try row["site_id"], title: try row["title"], text: try row["text"],
            command: "delete")
        try transaction.execute("DELETE FROM search_entry WHERE kind = \(kind) AND subject = \(subject)")
    }

    private func writeEntry(position: Int64, kind: String, site: County.ID, title: String, text: String, command: String?) throws {
        let (cutTitle, cutText) = (Bigrams(title), Bigrams(text))
        let facets = SearchFacet.all([.site(site), .kind(kind)])
        let characters = cutTitle.characters + cutText.characters
        if let command {
            try transaction.execute(
                """
                INSERT INTO search_entry_index (search_entry_index, rowid, title, body, title_characters, characters, facets)
                VALUES (\(command), \(position), \(cutTitle.pairs), \(cutText.pairs), \(cutTitle.characters), \(characters), \(facets))
                """)
        } else {
            try transaction.execute(
                """
                INSERT INTO search_entry_index (rowid, title, body, title_characters, characters, facets)
                VALUES (\(position), \(cutTitle.pairs), \(cutText.pairs), \(cutTitle.characters), \(characters), \(facets))
                """)
        }
    }

    /// Takes out all items of a site: another version of its catalogue has come into force.
    package func removeItems(of site: County.ID) throws {
        let subjects = try transaction.rows("SELECT subject FROM search_entry WHERE site_id = \(site) AND kind = 'item'") { row -> Int64 in
            try row["subject"]
        }
        for subject in subjects { try remove(kind: "item", subject: subject) }
    }

    // MARK: The whole

    /// Empties the index. What is in it can be made again from the registers.
    package func removeAll() throws {
        for table in ["search_document", "search_entry"] {
            try transaction.execute(Query(trusted: "INSERT INTO \(table)_index (\(table)_index) VALUES ('delete-all')"))
            try transaction.execute(Query(trusted: "DELETE FROM \(table)"))
        }
    }

    /// Merges the index's segments: smaller and a little faster, after much was written.
    package func optimise() throws {
        try transaction.execute("INSERT INTO search_document_index (search_document_index) VALUES ('optimize')")
        try transaction.execute("INSERT INTO search_entry_index (search_entry_index) VALUES ('optimize')")
    }

    package enum State: String {
        /// The last event taken in.
        case sequence
        /// The folding with which the texts were cut.
        case folding
    }

    package func state(_ state: State) throws -> Int64 {
        Int64(try transaction.count("SELECT value AS n FROM search_state WHERE name = \(state.rawValue)"))
    }

    package func set(_ state: State, to value: Int64) throws {
        try transaction.execute("UPDATE search_state SET value = \(value) WHERE name = \(state.rawValue)")
    }

    /// Documents of the registers, in the order of their keys, for making the index.
    package static func documents(after id: Disclosure.ID, limit: Int, in transaction: any Transaction) throws -> [Document] {
        try transaction.rows("SELECT * FROM disclosure WHERE id > \(id) ORDER BY id LIMIT \(limit)").map { row in
            try Document(row, fileTexts: try fileTexts(of: try row["id"], in: transaction))
        }
    }

    package static func document(_ id: Disclosure.ID, in transaction: any Transaction) throws -> Document? {
        try transaction.first("SELECT * FROM disclosure WHERE id = \(id)").map { row in
            try Document(row, fileTexts: try fileTexts(of: id, in: transaction))
        }
    }

    private static func fileTexts(of id: Disclosure.ID, in transaction: any Transaction) throws -> [String] {
        try transaction.rows("SELECT text FROM publication_file WHERE disclosure_id = \(id) ORDER BY position") { try $0["text"] }
    }
}

/// What a hit can be narrowed to; one word each in the index.
enum SearchFacet {
    case site(County.ID)
    case unit(OrganisationUnit.ID)
    case domain(String)
    case year(Int)
    case kind(String)

    var word: String {
        switch self {
        case .site(let site): "s\(site)"
        case .unit(let unit): "u\(unit)"
        case .domain(let code): "d\(code)"
        case .year(let year): "y\(year)"
        case .kind(let kind): "k\(kind)"
        }
    }

    static func all(_ facets: [SearchFacet]) -> String { facets.map(\.word).joined(separator: " ") }
}
