import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// 文书模板, for the disclosure office.
struct LetterTemplateHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    /// What stands in the database for one kind of letter.
    private struct Known: Sendable {
        let own: LetterRegister.Template?
        let county: LetterRegister.Template?
    }

    func list() async throws -> Answer {
        let unit = try await unit(work.query["unit"] ?? "")
        let page = try await work.read { view -> LetterTemplatesPage in
            let letters = LetterRegister(view.transaction, site: view.site)
            let county = Set(try letters.templates(unit: nil).map(\.kind))
            let own = try unit.map { Set(try letters.templates(unit: $0.id).map(\.kind)) } ?? []
            return LetterTemplatesPage(
                lines: LetterKind.allCases.map { kind in
                    let source: LetterTemplatesPage.Source =
                        own.contains(kind.rawValue) ? .unit : county.contains(kind.rawValue) ? .county : .released
                    return LetterTemplatesPage.Line(kind: kind, source: source)
                }, units: try view.unitRegister.all().map { FilterOption(value: $0.id.description, label: $0.name) },
                unit: unit?.id.description)
        }
        return work.show(page)
    }

    func page() async throws -> Answer {
        let (kind, unit) = (try kind(), try await unit(work.query["unit"] ?? ""))
        let known = try await known(kind, unit)
        let own = known.own ?? known.county
        let template = own.map { LetterTemplate(kind: kind, title: $0.title, recipient: $0.recipient, body: $0.body) }
        return show(template ?? .released(kind), unit, known, version: known.own?.version ?? 0)
    }

    /// Saves it, or only shows what it would look like.
    func save() async throws -> Answer {
        let (kind, unit, staff) = (try kind(), try await unit(work.form.text("unit")), try work.staff)
        let version = try work.version
        let template = LetterTemplate(
            kind: kind, title: work.form.text("title"), recipient: work.form.text("recipient"), body: work.form.text("body"))
        let known = try await known(kind, unit)
        if work.form["act"] == "preview" { return show(template, unit, known, version: version) }
        do {
            try await SetRequests(work.installation, county: work.county).template(template, unit: unit?.id, version: version, by: staff)
        } catch SetRequests.Refusal.template {
            return show(template, unit, known, version: version)
        }
        return .redirect(to: WorkRoute.letterTemplate.link(kind.rawValue, query: query(unit, .saved)))
    }

    func remove() async throws -> Answer {
        let (kind, unit) = (try kind(), try await unit(work.form.text("unit")))
        let known = try await known(kind, unit)
        guard known.own?.version == (try work.version) else { throw StoreError.stale(subject: kind.name) }
        try await SetRequests(work.installation, county: work.county).removeTemplate(kind, unit: unit?.id, by: try work.staff)
        return .redirect(to: WorkRoute.letterTemplate.link(kind.rawValue, query: query(unit, .changed)))
    }

    private func query(_ unit: OrganisationUnit?, _ notice: WorkNotice) -> [(name: String, value: String)] {
        (unit.map { [("unit", $0.id.description)] } ?? []) + [("done", notice.rawValue)]
    }

    private func kind() throws -> LetterKind {
        guard let kind = work.parameters["kind"].flatMap(LetterKind.init(rawValue:)) else { throw Refusal.notFound }
        return kind
    }

    /// - Returns: `nil` for the county's words.
    private func unit(_ text: String) async throws -> OrganisationUnit? {
        if text.isEmpty { return nil }
        guard let id = OrganisationUnit.ID(text: text), let unit = try await work.read({ try $0.unitRegister.find(id) }) else {
            throw Refusal.notFound
        }
        return unit
    }

    private func known(_ kind: LetterKind, _ unit: OrganisationUnit?) async throws -> Known {
        try await work.read { view in
            let letters = LetterRegister(view.transaction, site: view.site)
            let county = try letters.templates(unit: nil).first { $0.kind == kind.rawValue }
            guard let unit else { return Known(own: county, county: nil) }
            return Known(own: try letters.templates(unit: unit.id).first { $0.kind == kind.rawValue }, county: county)
        }
    }

    private func show(_ template: LetterTemplate, _ unit: OrganisationUnit?, _ known: Known, version: Int) -> Answer {
        let faults = template.faults
        // A template without faults is filled by its sample values.
        let preview = try? template.sample(issuer: unit?.name ?? work.county.name, on: work.now.day)
        let page = LetterTemplatePage(
            template: template, unit: unit.map { ($0.id.description, $0.name) }, version: version, preview: preview,
            problems: faults.map { ($0.field, $0.sentence) }, usesCountys: known.county != nil)
        return work.show(page, status: faults.isEmpty ? .ok : .unprocessableContent)
    }
}
