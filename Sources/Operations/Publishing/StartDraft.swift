package import Domain
import Persistence
import Registers

/// Begins a draft (起草): from an item of the catalogue, from an obligation, or from a published document that must be corrected.
package struct StartDraft {
    package enum Origin: Sendable {
        case item(CatalogueItem.ID?, obligation: Obligation.ID?)
        /// 更正: the document as the public reads it now.
        case correction(Disclosure.ID)
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `GateRefusal`; `UnknownDraft` when there is nothing to correct.
    package func run(_ origin: Origin, unit: OrganisationUnit.ID, by staff: Staff) async throws -> Draft.ID {
        try DraftWork.refuse(staff.holds(.editor, for: unit) ? [] : [.needsRole(.editor)])
        let (county, now, id) = (county, installation.now(), installation.identifiers.next(Draft.self))
        return try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let catalogue = CatalogueRegister(transaction, site: county.id)
            let draft: Draft
            var domain: String?
            switch origin {
            case .item(let item, let obligation):
                let found = try item.flatMap { try catalogue.appearances(of: $0).last }
                domain = found?.domain
                draft = Draft(id: id, unit: unit, obligation: obligation, content: Self.content(for: found))
            case .correction(let disclosure):
                let content = try Self.content(of: disclosure, unit: unit, transaction, county)
                if let open = try Self.openCorrection(of: disclosure, transaction, county) { return open }
                domain = try content.item.flatMap { try catalogue.appearances(of: $0).last?.domain }
                draft = Draft(id: id, unit: unit, corrects: disclosure, content: content)
            }
            let path = try ApprovalPathRegister(transaction, site: county.id).path(unit: unit, domain: domain)
            let digest = try draft.content.digest()
            try DraftRegister(transaction, site: county.id).insert(draft, digest: digest, path: path, by: staff.account, at: now)
            try events.append(
                Event(
                    actor: staff.signature(staff.post(.editor, for: unit)), unit: unit, verb: .draftCreated,
                    subject: Event.Subject(.draft, id.rawValue), digestAfter: digest), at: now)
            return id
        }
    }

    /// The form that the item shapes: its elements as a list to tick, its channels, its audience.
    static func content(for item: CatalogueItem?) -> Draft.Content {
        guard let item else { return Draft.Content() }
        let entry = item.entry
        let isOnRequest = entry.modes == [.onRequest]
        return Draft.Content(
            item: item.id, attribute: isOnRequest ? .onRequest : .proactive,
            isRestricted: entry.audience.specific && !entry.audience.everyone,
            channels: entry.channels.isEmpty ? [.website] : entry.channels,
            elements: entry.elements.map { Draft.Element(name: $0) })
    }

    private static func content(
        of id: Disclosure.ID, unit: OrganisationUnit.ID, _ transaction: any Transaction, _ county: County
    ) throws -> Draft.Content {
        guard let document = try DisclosureRegister(transaction, site: county.id).find(id), document.unit == unit else {
            throw UnknownDraft()
        }
        let publications = PublicationRegister(transaction, site: county.id)
        if let source = try publications.find(id)?.draft, let entry = try DraftRegister(transaction, site: county.id).find(source) {
            return entry.draft.content
        }
        return Draft.Content(
            item: document.item, title: document.title, number: document.number ?? "", theme: document.theme ?? "",
            category: document.category ?? "", made: document.made, body: document.body)
    }

    /// One correction at a time: a second clerk is led to the first one's draft.
    private static func openCorrection(of id: Disclosure.ID, _ transaction: any Transaction, _ county: County) throws -> Draft.ID? {
        try transaction.first(
            """
            SELECT id FROM draft WHERE site_id = \(county.id) AND corrects = \(id)
                AND state IN ('drafting', 'inReview', 'referred', 'approved') LIMIT 1
            """
        ) { try $0["id"] }
    }
}
