package import Domain
package import Persistence

/// The documents that the log is about, in the form in which it binds them.
package struct SealedDocuments {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// A document as its row has it, with the newest event about it.
    package struct Logged: Sendable {
        package let document: SealedDocument
        /// The fingerprint that the row keeps of itself.
        package let digest: [UInt8]
    }

    /// What the log says about a document last.
    package struct LastWord: Sendable {
        package let sequence: Int64
        package let verb: String
        package let digestAfter: [UInt8]?
        package let content: [UInt8]?
    }

    /// Hands over the documents with those keys, as far as they are there, one at a time: together they may be large.
    package func forEach(_ ids: [Int64], _ body: (Logged) throws -> Void) throws {
        for chunk in Chunks(ids, of: 100) {
            var attachments: [Int64: [SealedDocument.Attachment]] = [:]
            try transaction.forEach(
                """
                SELECT disclosure_id, name, address FROM attachment WHERE disclosure_id IN (\(list: Array(chunk)))
                ORDER BY disclosure_id, position
                """
            ) { row in
                let attachment = SealedDocument.Attachment(name: try row["name"], address: try row["address"])
                attachments[try row["disclosure_id"], default: []].append(attachment)
            }
            try transaction.forEach(
                """
                SELECT disclosure_id, name, digest FROM publication_file WHERE disclosure_id IN (\(list: Array(chunk)))
                ORDER BY disclosure_id, position
                """
            ) { row in
                let digest: String = try row["digest"]
                let attachment = SealedDocument.Attachment(name: try row["name"], address: "sha256:\(digest)")
                attachments[try row["disclosure_id"], default: []].append(attachment)
            }
            try transaction.forEach("SELECT * FROM disclosure WHERE id IN (\(list: Array(chunk)))") { row in
                let id: Int64 = try row["id"]
                try body(Logged(document: try Self.document(row, attachments: attachments[id] ?? []), digest: try row["digest"]))
            }
        }
    }

    private static func document(_ row: ResultRow, attachments: [SealedDocument.Attachment]) throws -> SealedDocument {
        SealedDocument(
            id: try row["id"], site: try row["site_id"], unit: try row["unit_id"], item: try row["item_id"], domain: try row["domain_code"],
            title: try row["title"], number: try row["number"], indexNumber: try row["index_number"], theme: try row["theme"],
            category: try row["category"], made: try row["made"], published: try row["published"], validity: try row["validity"],
            body: try row["body"], sourceAddress: try row["source_address"], sourceKey: try row["source_key"], attachments: attachments)
    }

    /// Keys of documents after one, in order.
    package func keys(after id: Int64, limit: Int) throws -> [Int64] {
        try transaction.rows("SELECT id FROM disclosure WHERE id > \(id) ORDER BY id LIMIT \(limit)") { try $0["id"] }
    }

    /// The number of the newest event about each of these documents.
    package func newestEvents(of ids: [Int64]) throws -> [Int64: Int64] {
        var result: [Int64: Int64] = [:]
        for chunk in Chunks(ids, of: 500) {
            try transaction.forEach(
                """
                SELECT subject_id, MAX(sequence) AS newest FROM event
                WHERE subject_kind = 'disclosure' AND subject_id IN (\(list: Array(chunk))) GROUP BY subject_id
                """
            ) { result[try $0["subject_id"]] = try $0["newest"] }
        }
        return result
    }

    /// What the log says last about each of these documents.
    package func lastWords(on ids: [Int64]) throws -> [Int64: LastWord] {
        let newest = try newestEvents(of: ids)
        var result: [Int64: LastWord] = [:]
        for chunk in Chunks(Array(newest.values), of: 500) {
            try transaction.forEach(
                """
                SELECT e.sequence, e.subject_id, e.verb, e.digest_after, c.digest AS content
                FROM event e LEFT JOIN log_content c ON c.sequence = e.sequence WHERE e.sequence IN (\(list: Array(chunk)))
                """
            ) { row in
                result[try row["subject_id"]] = LastWord(
                    sequence: try row["sequence"], verb: try row["verb"], digestAfter: try row["digest_after"], content: try row["content"])
            }
        }
        return result
    }

    /// Events that are the newest about a document, and bind what it said: it was there when they were sealed, and is not now.
    package func lost(limit: Int) throws -> [Int64] {
        try transaction.rows(
            """
            SELECT e.sequence FROM log_content c JOIN event e ON e.sequence = c.sequence LEFT JOIN disclosure d ON d.id = e.subject_id
            WHERE e.subject_kind = 'disclosure' AND d.id IS NULL
                AND NOT EXISTS (
                    SELECT 1 FROM event n
                    WHERE n.subject_kind = 'disclosure' AND n.subject_id = e.subject_id AND n.sequence > e.sequence)
            ORDER BY e.sequence LIMIT \(limit)
            """
        ) { try $0["sequence"] }
    }
}
