package import Domain
package import Persistence

/// What a place in the workbench is about, by its kind and key: the unit it belongs to decides who may reach it.
package struct SubjectQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// The unit of that subject; `nil` when this county has no such thing.
    package func unit(ofDraft id: Int64) throws -> OrganisationUnit.ID? {
        try transaction.first("SELECT unit_id FROM draft WHERE site_id = \(site) AND id = \(id)") { try $0["unit_id"] }
    }

    package func unit(ofObligation id: Int64) throws -> OrganisationUnit.ID? {
        try transaction.first("SELECT unit_id FROM obligation WHERE site_id = \(site) AND id = \(id)") { try $0["unit_id"] }
    }

    package func unit(ofBatch id: Int64) throws -> OrganisationUnit.ID? {
        try transaction.first("SELECT unit_id FROM batch WHERE site_id = \(site) AND id = \(id)") { try $0["unit_id"] }
    }

    package func unit(ofRequest id: Int64) throws -> OrganisationUnit.ID? {
        try transaction.first("SELECT unit_id FROM request WHERE site_id = \(site) AND id = \(id)") { try $0["unit_id"] }
    }

    package func unit(ofDispute id: Int64) throws -> OrganisationUnit.ID? {
        try transaction.first("SELECT unit_id FROM request_dispute WHERE site_id = \(site) AND id = \(id)") { try $0["unit_id"] }
    }

    package func unit(ofMessage id: Int64) throws -> OrganisationUnit.ID? {
        try transaction.first("SELECT unit_id FROM message WHERE site_id = \(site) AND id = \(id)") { try $0["unit_id"] }
    }

    package func unit(ofAnswer id: Int64) throws -> OrganisationUnit.ID? {
        try transaction.first("SELECT unit_id FROM answer WHERE site_id = \(site) AND id = \(id)") { try $0["unit_id"] }
    }

    /// Published through the gate, or brought in from elsewhere.
    package func unit(ofDisclosure id: Int64) throws -> OrganisationUnit.ID? {
        try transaction.first(
            """
            SELECT unit_id FROM disclosure WHERE site_id = \(site) AND id = \(id)
            UNION SELECT unit_id FROM publication WHERE site_id = \(site) AND disclosure_id = \(id)
            UNION SELECT unit_id FROM tombstone WHERE site_id = \(site) AND disclosure_id = \(id)
            """
        ) { try $0["unit_id"] }
    }
}
