import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

extension WorkRequest {
    private static let pageLength = 50

    // MARK: The list

    func obligations() async throws -> Answer {
        let staff = try staff
        let filter = try ObligationFilter(query)
        let day = now.day
        let page = try await read { view -> ObligationsPage in
            let shared = try ObligationView(view, staff: staff, today: day)
            let own = staff.obligationUnits
            let units = shared.units.values.filter { own?.contains($0.id) ?? !$0.isImported }.sorted { $0.code < $1.code }
            let asked = try Self.asked(filter, units, own, shared)
            let queries = ObligationQueries(view.transaction, site: view.site)
            let cursor = filter.after.flatMap { ObligationQueries.Cursor(text: $0) }
            if filter.after != nil, cursor == nil { throw QueryRefusal(parameter: "after", value: filter.after ?? "") }
            let found = try queries.lines(asked, after: cursor, limit: Self.pageLength + 1)
            let count = try queries.count(asked)
            var next: ObligationFilter?
            if found.count > Self.pageLength {
                next = filter
                next?.after = ObligationQueries.Cursor(found[Self.pageLength - 1]).text
            }
            return ObligationsPage(
                filter: filter, lines: found.prefix(Self.pageLength).map(shared.line), total: Total(count, isCapped: count >= 10_000),
                next: next,
                units: units.map { FilterOption(value: $0.code, label: $0.name) }, domains: shared.domainOptions,
                mayRecord: staff.holds(.editor) || staff.holds(.disclosureOffice))
        }
        return show(page)
    }

    /// The filter of the address as a question to the database, never wider than what they may see.
    private static func asked(
        _ filter: ObligationFilter, _ units: [OrganisationUnit], _ own: [OrganisationUnit.ID]?, _ shared: ObligationView
    ) throws -> ObligationQueries.Filter {
        var asked = ObligationQueries.Filter(state: filter.state, units: own, domain: filter.domain)
        if let code = filter.unit {
            guard let unit = units.first(where: { $0.code == code }) else { throw QueryRefusal(parameter: "unit", value: code) }
            asked.units = [unit.id]
        }
        let today = shared.today
        switch filter.when {
        case nil: break
        case .overdue: asked.through = today.adding(days: -1)
        case .week: (asked.from, asked.through) = (today, shared.sunday)
        case .month: (asked.from, asked.through) = (today, today.adding(days: 30))
        case .later: (asked.from, asked.through) = (today.adding(days: 31), Day(year: 2999, month: 12, day: 31))
        case .unclear: asked.isUnclear = true
        }
        return asked
    }

    // MARK: One obligation

    func obligation() async throws -> Answer { try await obligation(problem: nil) }

    private func obligation(problem: String?, reason: String = "", status: HTTPResponse.Status = .ok) async throws -> Answer {
        let staff = try staff
        let id = try identifier("obligation", Obligation.self)
        let day = now.day
        let page = try await read { view -> ObligationPage in
            let shared = try ObligationView(view, staff: staff, today: day)
            guard let found = try ObligationDetail(id, view, shared) else { throw Refusal.notFound }
            let unit = found.line.obligation.unit
            return ObligationPage(
                line: found.line, item: found.item, limit: found.limit, basis: found.basis, due: found.due, event: found.event,
                mayWaive: staff.holds(.signer, for: unit) || staff.holds(.disclosureOffice),
                mayRecord: (found.event != nil || found.line.obligation.occasion == .unclear)
                    && (staff.holds(.editor, for: unit) || staff.holds(.disclosureOffice)), problem: problem,
                reason: reason)
        }
        return show(page, status: status)
    }

    func waiveObligation() async throws -> Answer {
        let staff = try staff
        let id = try identifier("obligation", Obligation.self)
        let site = county.id
        let unit = try await read { try ObligationRegister($0.transaction, site: site).find(id)?.unit }
        guard let unit else { throw Refusal.notFound }
        let post = staff.post(.signer, for: unit) ?? staff.post(.disclosureOffice, for: unit)
        do {
            try await WaiveObligation(installation).run(
                id, reason: form.text("reason"), version: try version, site: site, actor: staff.signature(post))
        } catch let refusal as WaiveObligation.Refusal {
            return try await obligation(problem: refusal.sentence, reason: form.text("reason"), status: .unprocessableContent)
        }
        return .redirect(to: WorkRoute.obligation.link(id, query: [("done", WorkNotice.recorded.rawValue)]))
    }

    // MARK: What has happened

    func newTriggerEvent() async throws -> Answer {
        show(try await triggerEventPage(unit: query["unit"], item: query["item"]))
    }

    func recordTriggerEvent() async throws -> Answer {
        let staff = try staff
        guard let unit = OrganisationUnit.ID(text: form.text("unit")), let item = CatalogueItem.ID(text: form.text("item")) else {
            throw Refusal.badRequest("没有选定单位和事项，请从“登记触发事件”进入。")
        }
        // The unit comes out of the form: the frame could not ask for it.
        if let refusal = route.permission.refusal(for: staff, unit: unit) { throw refusal }
        let happening = TriggerEvent.Happening(rawValue: form.text("happening"))
        let input = TriggerEventPage.Form(happening: happening, day: form.text("day").shortened(30), what: form.text("what").shortened(500))
        var problems: [TriggerEventPage.Problem] = []
        if happening == nil { problems.append(TriggerEventPage.Problem(field: .happening, message: "请选择发生了什么")) }
        let day = Day(text: input.day)
        if day == nil { problems.append(TriggerEventPage.Problem(field: .day, message: "请填写日期，例如：\(now.day)")) }
        if let happening, let day {
            let post = staff.post(.editor, for: unit) ?? staff.post(.disclosureOffice, for: unit)
            do {
                let raised = try await RecordTriggerEvent(installation).run(
                    RecordTriggerEvent.Draft(item: item, unit: unit, happening: happening, what: input.what, day: day), site: county.id,
                    actor: staff.signature(post))
                return .redirect(to: WorkRoute.obligation.link(raised.id, query: [("done", WorkNotice.recorded.rawValue)]))
            } catch let refusal as RecordTriggerEvent.Refusal {
                problems.append(TriggerEventPage.Problem(field: refusal.sentence.field, message: refusal.sentence.words))
            }
        }
        var page = try await triggerEventPage(unit: unit.description, item: item.description)
        page.form = input
        page.problems = problems
        return show(page, status: .unprocessableContent)
    }

    private func triggerEventPage(unit chosenUnit: String?, item chosenItem: String?) async throws -> TriggerEventPage {
        let staff = try staff
        let day = now.day
        let unitID = chosenUnit.flatMap { OrganisationUnit.ID(text: $0) }
        let itemID = chosenItem.flatMap { CatalogueItem.ID(text: $0) }
        let permission = route.permission
        return try await read { view -> TriggerEventPage in
            let units = try view.unitRegister.all().filter { permission.refusal(for: staff, unit: $0.id) == nil && !$0.isImported }
            let unit = unitID.flatMap { id in units.first { $0.id == id } } ?? (units.count == 1 ? units.first : nil)
            if unitID != nil, unit == nil { throw Refusal.notFound }
            var page = TriggerEventPage(
                units: units.map { ($0.id, $0.name) }, unit: unit?.id, choices: [], chosen: nil, happenings: [],
                form: TriggerEventPage.Form(day: day.description))
            guard let unit, let version = try view.catalogue.inForce(.county) else { return page }
            let statutes = try StatutoryLimitRegister(view.transaction, site: view.site).all()
            for item in try view.catalogue.items(of: version.id, naming: unit.id) {
                let rule = PublicationRule(item.entry, domain: item.domain, unit: unit.kind, statutes: statutes)
                let happenings: [TriggerEvent.Happening]
                switch rule.schedule(on: day) {
                case .periodic, .standing: continue
                case .onEvent(.planned): happenings = [.planned]
                case .onEvent(let likely): happenings = [likely] + TriggerEvent.Happening.allCases.filter { $0 != likely && $0 != .planned }
                case .unclear: happenings = TriggerEvent.Happening.allCases.filter { $0 != .planned }
                }
                let choice = TriggerEventPage.Choice(
                    id: item.id, title: item.entry.levels.joined(separator: " › "), timeLimit: item.entry.timeLimit?.text ?? "")
                page.choices.append(choice)
                if item.id == itemID { (page.chosen, page.happenings) = (choice, happenings) }
            }
            if itemID != nil, page.chosen == nil { throw Refusal.notFound }
            return page
        }
    }
}

/// Everything that is known about one obligation.
private struct ObligationDetail {
    let line: ObligationLine
    let item: ItemLink
    let limit: TimeLimit?
    let basis: [String]
    let due: Due?
    let event: TriggerEvent?

    init?(_ id: Obligation.ID, _ view: SiteView, _ shared: ObligationView) throws {
        let register = ObligationRegister(view.transaction, site: view.site)
        guard let obligation = try register.find(id) else { return nil }
        let item = try view.catalogue.appearances(of: obligation.item).first { $0.version == obligation.catalogue }
        guard let item else { return nil }
        if case .event(let id) = obligation.occasion { event = try register.event(id) } else { event = nil }
        let rule = PublicationRule(
            item.entry, domain: item.domain, unit: shared.units[obligation.unit]?.kind ?? .other,
            statutes: try StatutoryLimitRegister(view.transaction, site: view.site).all())
        due = rule.due(obligation.occasion, start: obligation.start, happening: event?.happening, calendar: shared.calendar)
        limit = item.entry.timeLimit
        basis = item.entry.bases
        self.item = ItemLink(id: item.id, levels: item.entry.levels)
        line = shared.line(
            ObligationQueries.Line(obligation: obligation, due: due?.day, isProvisional: due?.isProvisional ?? false, what: event?.what))
    }
}
