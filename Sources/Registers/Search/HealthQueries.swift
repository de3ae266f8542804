package import Domain
package import Persistence

/// What a check-up asks of a database: figures that must agree with each other.
package enum HealthQueries {
    /// What should be found and what is in the index.
    package struct Counts: Sendable, Hashable {
        package var documents = 0
        package var entries = 0

        package init(documents: Int = 0, entries: Int = 0) {
            self.documents = documents
            self.entries = entries
        }
    }

    /// The time of the newest event; `nil` when nothing has happened yet.
    package static func newestEvent(in transaction: any Transaction) throws -> Instant? {
        try transaction.first("SELECT time FROM event ORDER BY sequence DESC LIMIT 1") { try $0["time"] }
    }

    /// Published documents; the units, the items of the catalogues in force, public letters and the base of answers.
    package static func published(in transaction: any Transaction) throws -> Counts {
        Counts(
            documents: try transaction.count("SELECT COUNT(*) AS n FROM disclosure"),
            entries: try transaction.count("SELECT COUNT(*) AS n FROM unit")
                + transaction.count(
                    """
                    SELECT COUNT(*) AS n FROM catalogue_item i JOIN catalogue_version v ON v.id = i.version_id
                    WHERE v.state = 'adopted' AND v.level = 'county'
                    """)
                + transaction.count("SELECT COUNT(*) AS n FROM message WHERE published IS NOT NULL")
                + transaction.count("SELECT COUNT(*) AS n FROM answer WHERE content IS NOT NULL"))
    }

    package static func indexed(in transaction: any Transaction) throws -> Counts {
        Counts(
            documents: try transaction.count("SELECT COUNT(*) AS n FROM search_document"),
            entries: try transaction.count("SELECT COUNT(*) AS n FROM search_entry"))
    }
}
