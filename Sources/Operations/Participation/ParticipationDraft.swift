import Domain

extension Installation {
    /// Makes a draft at the gate of what a subject of participation publishes.
    func draft(
        _ title: String, _ body: DocumentBody, of county: County, unit: OrganisationUnit.ID, by staff: Staff
    ) async throws -> Draft.ID {
        let today = now().day
        let draft = try await StartDraft(self, county: county).run(.item(nil, obligation: nil), unit: unit, by: staff)
        _ = try await SaveDraft(self, county: county).run(draft, version: 1, by: staff) { content in
            content.title = title
            content.made = today
            content.body = body
        }
        return draft
    }
}
