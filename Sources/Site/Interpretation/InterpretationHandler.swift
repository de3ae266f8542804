import Domain
import HTML
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// 政策解读 in the workbench: duties, plans, interpretations.
struct InterpretationHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var binding: BindInterpretation { BindInterpretation(work.installation, county: work.county) }

    func list() async throws -> Answer {
        let (staff, today) = (try work.staff, work.now.day)
        let units: [OrganisationUnit.ID]? = staff.seesWholeCounty ? nil : Array(staff.units)
        return work.show(
            try await work.read { view in
                let duties = try view.interpretations.duties(units: units, on: today)
                return InterpretationDutiesPage(
                    lines: try view.dutyLines(duties, on: today),
                    tally: InterpretationTally(duties.map(\.standing), exempt: try view.interpretations.exempt(units: units, on: today)))
            })
    }

    // MARK: The plan

    func plan() async throws -> Answer {
        let id = try work.draftID
        let (kept, unit) = try await work.read { view -> (InterpretationPlan?, OrganisationUnit.ID) in
            guard let draft = try DraftRegister(view.transaction, site: view.site).find(id)?.draft else { throw Refusal.notFound }
            return (try InterpretationRegister(view.transaction, site: view.site).plan(of: id), draft.unit)
        }
        return try await plan(kept ?? InterpretationPlan(draft: id, drafters: [unit]), problems: [])
    }

    private func plan(_ plan: InterpretationPlan, problems: FieldProblems) async throws -> Answer {
        let staff = try work.staff
        let page = try await work.read { view -> InterpretationPlanPage in
            guard let entry = try DraftRegister(view.transaction, site: view.site).find(plan.draft) else { throw Refusal.notFound }
            let gate = try Gate.of(entry, in: view.transaction, site: view.site)
            return InterpretationPlanPage(
                draft: plan.draft, draftTitle: entry.draft.content.title, plan: plan,
                units: try view.unitRegister.all().filter { $0.kind != .village && !$0.isImported }.map { ($0.id, $0.name) },
                mayEdit: gate.editing(by: staff).isEmpty, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func savePlan() async throws -> Answer {
        let (id, staff, form) = (try work.draftID, try work.staff, work.form)
        var problems: FieldProblems = []
        let drafters = form.all("drafters").compactMap { OrganisationUnit.ID(text: $0) }
        var plan = InterpretationPlan(
            draft: id, drafters: drafters, hasPublicImpact: form.isOn("impact"), exemption: form.text("exemption"),
            outline: form.text("outline"), kinds: Interpretation.Kind.allCases.filter { form.all("kinds").contains($0.rawValue) },
            channels: Channel.allCases.filter { form.all("channels").contains($0.rawValue) }, version: try work.formVersion())
        let day = form.text("planned")
        plan.planned = Day(text: day)
        if !day.isEmpty, plan.planned == nil { problems.append(("planned", "解读时间“\(day.shortened(30))”无法识别，请写成 2026-03-20。")) }
        guard problems.isEmpty else { return try await self.plan(plan, problems: problems) }
        do {
            try await PlanInterpretation(work.installation, county: work.county).run(plan, by: staff)
            return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.saved.rawValue)]))
        } catch let refusal as InterpretationRefusal { return try await self.plan(plan, problems: refusal.problems) }
    }

    // MARK: Interpretations

    func form() async throws -> Answer {
        try await form(try work.paper(work.query["paper"] ?? ""), values: nil, problems: [])
    }

    private func form(_ reference: PaperReference, values: [String: String]?, problems: FieldProblems) async throws -> Answer {
        let staff = try work.staff
        let page = try await work.read { view -> InterpretationFormPage in
            guard let paper = try view.papers.find(reference) else { throw Refusal.notFound }
            let drafters = try BindInterpretation.drafters(of: paper, view.transaction, view.site)
            let units = try view.unitRegister.all().filter { drafters.contains($0.id) && staff.holds(.editor, for: $0.id) }
            guard paper.isSeen(by: staff) || !units.isEmpty else { throw Refusal.notFound }
            return InterpretationFormPage(
                id: nil, paper: reference, paperTitle: paper.title, units: units.map { ($0.id.description, $0.name) },
                values: values ?? ["reader": units.first?.contact.head ?? ""], problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func typed(_ prefix: String = "") throws -> BindInterpretation.Form {
        guard let kind = Interpretation.Kind(rawValue: work.form.text(prefix + "kind")) else { throw Refusal.badRequest("请选择解读形式。") }
        return BindInterpretation.Form(
            kind: kind, link: work.form.text(prefix + "link"), firstReader: work.form.text(prefix + "reader"))
    }

    func start() async throws -> Answer {
        let (paper, form, staff) = (try work.paper(work.form.text("paper")), try typed(), try work.staff)
        do {
            guard let unit = OrganisationUnit.ID(text: work.form.text("unit")) else { throw InterpretationRefusal([.noSuchUnit]) }
            let draft = try await binding.start(paper, unit: unit, form, by: staff)
            return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as InterpretationRefusal where !refusal.reasons.contains(.noSuchDocument) {
            return try await self.form(paper, values: work.typed, problems: refusal.problems)
        }
    }

    func bind() async throws -> Answer {
        let (paper, form, staff) = (try work.paper(work.form.text("paper")), try typed("existing-"), try work.staff)
        do {
            guard case .published(let reading) = try work.paper(work.form.text("existing")) else {
                throw InterpretationRefusal([.noSuchDocument])
            }
            try await binding.bind(published: reading, to: paper, form, by: staff)
            work.portal.show(try await work.portal.look())
            return .redirect(to: WorkRoute.publication.link(reading, query: [("done", WorkNotice.recorded.rawValue)]))
        } catch let refusal as InterpretationRefusal {
            let problems = refusal.reasons.map { reason in
                (["reader", "link"].contains(reason.field) ? "existing-\(reason.field)" : "existing", reason.sentence)
            }
            var values = work.typed
            for name in ["kind", "link", "reader"] { values[name] = work.form.text("existing-" + name) }
            return try await self.form(paper, values: values, problems: problems)
        }
    }

    func edit() async throws -> Answer {
        let found = try await found()
        return try await edit(
            found, values: ["kind": found.kind.rawValue, "link": found.link, "reader": found.firstReader], problems: [])
    }

    private func found() async throws -> Interpretation {
        let id = try work.identifier("interpretation", Interpretation.self)
        let found = try await work.read { try InterpretationRegister($0.transaction, site: $0.site).find(id) }
        guard let found, try work.staff.holds(.editor, for: found.unit) else { throw Refusal.notFound }
        return found
    }

    private func edit(_ interpretation: Interpretation, values: [String: String], problems: FieldProblems) async throws -> Answer {
        let title = try await work.read { try $0.papers.find(interpretation.about)?.title ?? "" }
        return work.show(
            InterpretationFormPage(
                id: interpretation.id, version: interpretation.version, paper: interpretation.about, paperTitle: title, units: [],
                values: values, problems: problems), status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func save() async throws -> Answer {
        let (found, form, staff) = (try await found(), try typed(), try work.staff)
        do {
            try await binding.change(found.id, version: try work.formVersion(), form, by: staff)
            return try await back(found, .saved)
        } catch let refusal as InterpretationRefusal where !refusal.isUnknown {
            return try await edit(found, values: work.typed, problems: refusal.problems)
        }
    }

    func unbind() async throws -> Answer {
        let found = try await found()
        try await binding.unbind(found.id, by: try work.staff)
        return try await back(found, .removed)
    }

    /// To the interpretation's own page.
    private func back(_ interpretation: Interpretation, _ notice: WorkNotice) async throws -> Answer {
        work.portal.show(try await work.portal.look())
        switch interpretation.reading {
        case .draft(let id): return .redirect(to: WorkRoute.draft.link(id, query: [("done", notice.rawValue)]))
        case .published(let id): return .redirect(to: WorkRoute.publication.link(id, query: [("done", notice.rawValue)]))
        }
    }
}
