package import Domain
package import Persistence

/// What the checks ask of the database.
package struct CheckQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// All that `ContentChecks` needs to know about a draft, but for the words and the attachments' text, which are given.
    ///
    /// - Parameters:
    ///   - draft: the draft itself, which does not collide with itself.
    ///   - corrects: the published document that it corrects.
    package func context(
        for content: Draft.Content, draft: Draft.ID?, corrects: Disclosure.ID?, requiredElements: [String], today: Day, words: WordChecker,
        attachments: [AttachmentText] = []
    ) throws -> CheckContext {
        CheckContext(
            today: today, requiredElements: requiredElements, siteHosts: try hosts(), words: words, attachments: attachments,
            sameNumber: try titles(withNumber: content.number, except: draft, corrects: corrects),
            withheld: try withheld(among: ContentChecks.quotations(of: content, attachments: attachments), except: draft),
            similar: content.attribute.isPublished && !content.body.isEmpty
                ? try FingerprintRegister(transaction, site: site).similar(to: TextFingerprint(content.body), excluding: corrects) : [])
    }

    private func hosts() throws -> [String] {
        try transaction.rows("SELECT host FROM site_host WHERE site_id = \(site)") { try $0["host"] }
    }

    /// Other documents, published or under way, that have this number; at most three.
    package func titles(withNumber written: String, except draft: Draft.ID?, corrects: Disclosure.ID?) throws -> [String] {
        let trimmed = Folding.trimmed(written)
        // An order or an announcement has no year and no issuer in its number: every office counts from 1.
        guard let number = DocumentNumber(text: trimmed) else { return [] }
        let forms = Array(Set([trimmed, number.text]))
        let published: [String] = try transaction.rows(
            """
            SELECT title FROM disclosure WHERE site_id = \(site) AND number IN (\(list: forms)) AND id <> \(corrects?.rawValue ?? 0)
            ORDER BY id LIMIT 3
            """
        ) { try $0["title"] }
        let drafted: [String] = try transaction.rows(
            """
            SELECT title FROM draft WHERE site_id = \(site) AND number IN (\(list: forms)) AND id <> \(draft?.rawValue ?? 0)
                AND state NOT IN ('published', 'discarded') AND (corrects IS NULL OR corrects <> \(corrects?.rawValue ?? 0))
            ORDER BY id LIMIT 3
            """
        ) { try $0["title"] }
        return Array((published + drafted.filter { !published.contains($0) }).prefix(3))
    }

    /// Documents of the county that were decided not to be public, among those that a text quotes (RULES §8.4).
    package func withheld(among quotations: ContentChecks.Quotations, except draft: Draft.ID?) throws -> [CheckContext.WithheldDocument] {
        guard !quotations.numbers.isEmpty || !quotations.titles.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT title, number FROM draft WHERE site_id = \(site) AND state = 'withheld' AND id <> \(draft?.rawValue ?? 0)
                AND (number IN (\(list: quotations.numbers)) OR title IN (\(list: quotations.titles))) ORDER BY id LIMIT 50
            """
        ) { row in
            let number: String? = try row["number"]
            return CheckContext.WithheldDocument(title: try row["title"], number: number ?? "")
        }
    }
}
