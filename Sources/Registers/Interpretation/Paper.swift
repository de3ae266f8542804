package import Domain
package import Persistence

/// A document as chains and interpretations name it: public, or still a draft.
package struct Paper: Sendable, Hashable {
    package let reference: PaperReference
    package let unit: OrganisationUnit.ID
    package let title: String
    /// The draft that it began as, whatever has been corrected since; `nil` for what came from elsewhere.
    package let draft: Draft.ID?
    /// The public document; `nil` while it is not public, and after it was withdrawn.
    package let disclosure: Disclosure.ID?
    package let published: Instant?

    /// Before it is public, its title is nobody's but the unit's and the office's.
    package func isSeen(by staff: Staff) -> Bool { disclosure != nil || staff.seesWholeCounty || staff.units.contains(unit) }
}

/// Finds documents by either of their names.
package struct PaperQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// `nil` when there is no such document. A draft that has become public is named by its public document.
    package func find(_ reference: PaperReference) throws -> Paper? {
        switch reference {
        case .published(let id):
            return try transaction.first(
                """
                SELECT x.id, x.unit_id, x.title, x.published, d.id AS draft_id FROM disclosure x
                LEFT JOIN draft d ON d.disclosure_id = x.id AND d.corrects IS NULL WHERE x.site_id = \(site) AND x.id = \(id)
                """
            ) { row in
                Paper(
                    reference: reference, unit: try row["unit_id"], title: try row["title"], draft: try row["draft_id"], disclosure: id,
                    published: try row["published"])
            }
        case .draft(let id):
            let paper = try transaction.first(
                """
                SELECT d.id, d.unit_id, COALESCE(x.title, d.title) AS title, x.id AS disclosure_id, x.published FROM draft d
                LEFT JOIN disclosure x ON x.id = d.disclosure_id WHERE d.site_id = \(site) AND d.id = \(id)
                """
            ) { row in
                Paper(
                    reference: reference, unit: try row["unit_id"], title: try row["title"], draft: id,
                    disclosure: try row["disclosure_id"], published: try row["published"])
            }
            return paper
        }
    }

    /// The columns of a reference, as chains and interpretations store it.
    static func reference(_ row: ResultRow, draft: String, disclosure: String) throws -> PaperReference {
        if let id: Draft.ID = try row[draft] { return .draft(id) }
        guard let id: Disclosure.ID = try row[disclosure] else { throw StoreError.unexpectedValue(column: disclosure) }
        return .published(id)
    }
}

extension PaperReference {
    var draft: Draft.ID? {
        switch self {
        case .draft(let id): id
        case .published: nil
        }
    }

    var disclosure: Disclosure.ID? {
        switch self {
        case .draft: nil
        case .published(let id): id
        }
    }
}
