package import Domain
package import Persistence

/// Fingerprints of what is published, for finding the same and nearly the same text again.
package struct FingerprintRegister {
    /// Newest documents looked at in each band: a list of thousands made from one form meets in every band.
    private static let mostInBand = 100
    /// Documents whose fingerprints are compared in the end.
    private static let mostCompared = 40
    package static let mostSimilar = 3

    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// Part of publishing: in the transaction that makes the document public.
    ///
    /// - Parameter isNew: the document has none yet; saves looking.
    package func put(_ fingerprint: TextFingerprint, of disclosure: Disclosure.ID, isNew: Bool) throws {
        if !isNew { try remove(of: disclosure) }
        try transaction.execute(
            """
            INSERT INTO fingerprint (disclosure_id, site_id, text_digest, letters, signature)
            VALUES (\(disclosure), \(site), \(fingerprint.digest), \(fingerprint.letters), \(fingerprint.signatureBytes))
            """)
        var rows: Query = ""
        for (index, band) in fingerprint.bands.enumerated() {
            rows = index == 0 ? "(\(disclosure), \(site), \(band))" : "\(rows), (\(disclosure), \(site), \(band))"
        }
        if fingerprint.signature != nil {
            try transaction.execute("INSERT INTO fingerprint_band (disclosure_id, site_id, band) VALUES \(rows)")
        }
    }

    /// Part of withdrawing.
    package func remove(of disclosure: Disclosure.ID) throws {
        try transaction.execute("DELETE FROM fingerprint_band WHERE disclosure_id = \(disclosure)")
        try transaction.execute("DELETE FROM fingerprint WHERE disclosure_id = \(disclosure)")
    }

    package static func removeAll(in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM fingerprint_band")
        try transaction.execute("DELETE FROM fingerprint")
    }

    /// Published documents with the same or nearly the same text, the most similar first, at most `mostSimilar`.
    ///
    /// - Parameter excluding: the document that is being corrected.
    package func similar(to fingerprint: TextFingerprint, excluding: Disclosure.ID? = nil) throws -> [SimilarDocument] {
        guard fingerprint.letters > 0 else { return [] }
        var shares: [Disclosure.ID: Double] = [:]
        let same: [Disclosure.ID] = try transaction.rows(
            """
            SELECT disclosure_id FROM fingerprint WHERE site_id = \(site) AND text_digest = \(fingerprint.digest)
                AND letters = \(fingerprint.letters) ORDER BY disclosure_id DESC LIMIT \(Self.mostSimilar + 1)
            """
        ) { try $0["disclosure_id"] }
        for id in same where id != excluding { shares[id] = 1 }
        for candidate in try candidates(fingerprint.bands) where candidate.id != excluding && shares[candidate.id] == nil {
            let share = fingerprint.share(with: candidate.fingerprint)
            if share >= TextFingerprint.nearShare { shares[candidate.id] = min(share, 0.99) }
        }
        let best = shares.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(Self.mostSimilar)
        return try documents(best.map(\.key), shares: shares)
    }

    private func candidates(_ bands: [Int64]) throws -> [(id: Disclosure.ID, fingerprint: TextFingerprint)] {
        guard !bands.isEmpty else { return [] }
        var union: Query = ""
        for (index, band) in bands.enumerated() {
            let part: Query = """
                SELECT disclosure_id FROM (SELECT disclosure_id FROM fingerprint_band WHERE site_id = \(site) AND band = \(band)
                    ORDER BY disclosure_id DESC LIMIT \(Self.mostInBand)) AS one_band
                """
            union = index == 0 ? part : "\(union) UNION ALL \(part)"
        }
        return try transaction.rows(
            """
            SELECT f.disclosure_id, f.text_digest, f.letters, f.signature FROM fingerprint f
            JOIN (SELECT disclosure_id, COUNT(*) AS meetings FROM (\(union)) AS met GROUP BY disclosure_id
                ORDER BY meetings DESC, disclosure_id DESC LIMIT \(Self.mostCompared)) AS near ON near.disclosure_id = f.disclosure_id
            """
        ) { row in
            let signature: [UInt8] = try row["signature"]
            return (
                try row["disclosure_id"],
                TextFingerprint(digest: try row["text_digest"], letters: try row["letters"], signatureBytes: signature)
            )
        }
    }

    private func documents(_ ids: [Disclosure.ID], shares: [Disclosure.ID: Double]) throws -> [SimilarDocument] {
        guard !ids.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT d.id, d.title, d.number, u.name AS unit_name FROM disclosure d JOIN unit u ON u.id = d.unit_id
            WHERE d.site_id = \(site) AND d.id IN (\(list: ids))
            """
        ) { row in
            let id: Disclosure.ID = try row["id"]
            return SimilarDocument(
                id: id, title: try row["title"], number: try row["number"], unitName: try row["unit_name"], share: shares[id] ?? 0)
        }.sorted { ($0.share, $0.id) > ($1.share, $1.id) }
    }

    /// Documents without a fingerprint, for making them.
    package static func missing(after last: Disclosure.ID, limit: Int, in transaction: any Transaction) throws -> [(
        id: Disclosure.ID, site: County.ID, storedBody: String
    )] {
        try transaction.rows(
            """
            SELECT d.id, d.site_id, d.body FROM disclosure d LEFT JOIN fingerprint f ON f.disclosure_id = d.id
            WHERE d.id > \(last) AND f.disclosure_id IS NULL ORDER BY d.id LIMIT \(limit)
            """
        ) { (try $0["id"], try $0["site_id"], try $0["body"]) }
    }
}
