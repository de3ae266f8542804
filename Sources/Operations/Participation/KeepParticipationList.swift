package import Domain
import Persistence
import Registers

/// Keeps the yearly list and takes it to the publishing gate; the office's work (公众参与事项清单).
package struct KeepParticipationList {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// Puts other lines in the place of those there are.
    ///
    /// - Parameter version: what the person saw; 0 for a list that is not there yet.
    /// - Throws: `ParticipationRefusal`; `StoreError.stale`.
    package func save(_ lines: [ParticipationList.Line], year: Int, version: Int, by staff: Staff) async throws {
        try ParticipationRefusal.check(ParticipationList(year: year, lines: lines).faults)
        try await change(year: year, version: version, .participationListSaved, by: staff) { list, transaction, site in
            let isAlive = try ConsultationRegister(transaction, site: site).isAlive(list.draft)
            try ParticipationRefusal.check(isAlive ? [.alreadyDrafted] : [])
            list.lines = lines
        }
    }

    /// - Returns: the draft; the one from before while it is on its way.
    package func publish(year: Int, version: Int, by staff: Staff) async throws -> Draft.ID {
        let site = county.id
        let (found, isAlive) = try await installation.store.read { transaction in
            let list = try ParticipationListRegister(transaction, site: site).find(year: year)
            return (list, try ConsultationRegister(transaction, site: site).isAlive(list?.draft))
        }
        guard let list = found else { throw ParticipationRefusal([.notFound]) }
        if isAlive, let draft = list.draft { return draft }
        guard list.version == version else { throw StoreError.stale(subject: list.title) }
        guard let post = staff.posts.first(where: { $0.role == .editor }) else { throw ParticipationRefusal([.needsEditor]) }
        let today = installation.now().day
        let draft = try await StartDraft(installation, county: county).run(.item(nil, obligation: nil), unit: post.unit, by: staff)
        _ = try await SaveDraft(installation, county: county).run(draft, version: 1, by: staff) { content in
            content.title = list.title
            content.made = today
            content.body = list.body
        }
        try await change(year: year, version: version, .participationListDrafted, by: staff) { list, _, _ in list.draft = draft }
        return draft
    }

    private func change(
        year: Int, version: Int, _ verb: Event.Verb, by staff: Staff,
        _ body: @escaping @Sendable (inout ParticipationList, any Transaction, County.ID) throws -> Void
    ) async throws {
        let (county, now) = (county, installation.now())
        let post = staff.posts.first { $0.role == .disclosureOffice }
        try ParticipationRefusal.check(post == nil ? [.needsOffice] : [])
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let register = ParticipationListRegister(transaction, site: county.id)
            var list = try register.find(year: year) ?? ParticipationList(year: year)
            guard list.version == version else { throw StoreError.stale(subject: list.title) }
            try body(&list, transaction, county.id)
            try register.put(list)
            try events.append(
                Event(
                    actor: staff.signature(post), verb: verb, subject: Event.Subject(.site, county.id.rawValue), reason: "\(year)年度"),
                at: now)
            try SiteRegister(transaction).contentChanged(county.id)
        }
    }
}
