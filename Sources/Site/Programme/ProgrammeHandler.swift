import Domain
import Files
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

/// 工作方案: the list, one programme, its plan and its summary.
struct ProgrammeHandler {
    private static let mostTraces = 60
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepProgramme { KeepProgramme(work.installation, county: work.county) }

    // MARK: Reading

    func list() async throws -> Answer {
        let (staff, today) = (try work.staff, work.now.day)
        let roles = ProgrammeRole.roles(of: staff)
        let lines = try await work.read { view in
            let own = try ProgrammeDuties.lines(
                view.transaction, site: view.site, units: staff.posts.filter { $0.role == .editor }.map(\.unit),
                isOffice: staff.holds(.disclosureOffice), on: today)
            return try view.programmes.all().filter { $0.state.allows(.read, to: roles) }.map { programme in
                let standings = TaskStanding.all(
                    of: programme, try view.programmes.tasks(of: programme.id), try view.programmes.entries(of: programme.id), on: today)
                return ProgrammesPage.Line(
                    programme: programme, tally: TaskTally(standings), own: own.count { $0.programme.id == programme.id })
            }
        }
        return work.show(ProgrammesPage(lines: lines))
    }

    func show() async throws -> Answer { try await show(problems: []) }

    private func show(problems: FieldProblems) async throws -> Answer {
        let (programme, today, typed) = (try await work.foundProgramme(), work.now.day, work.form.text("text"))
        let acts = try work.acts(in: programme)
        let page = try await work.read { view -> ProgrammePage in
            let register = view.programmes
            let tasks = try register.tasks(of: programme.id)
            let names = Dictionary(try view.dutyRegister.domains().map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
            let trace = try EventRegister(view.transaction, site: view.site).trail(
                of: Event.Subject(.programme, programme.id.rawValue), limit: Self.mostTraces)
            return ProgrammePage(
                programme: programme, tasks: tasks,
                standings: TaskStanding.all(of: programme, tasks, try register.entries(of: programme.id), on: today),
                units: Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 }),
                domains: programme.plan.domains.map { names[$0] ?? $0 },
                files: try register.files(of: programme.id).map { ($0.id.description, $0.name, $0.sizeInBytes) }, acts: acts,
                trace: acts.contains(.download)
                    ? trace.map { ($0.time, "\($0.actor)：\($0.verb.words)\($0.reason.isEmpty ? "" : "（\($0.reason)）")") } : [],
                typed: typed, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func file() async throws -> Answer {
        let programme = try await work.foundProgramme()
        let id = try work.identifier("file", ProgrammeRegister.File.self)
        let file = try await work.read { try $0.programmes.files(of: programme.id).first { $0.id == id } }
        guard let file else { throw Refusal.notFound }
        return .download(try work.portal.fileStore().read(file.digest), mediaType: file.mediaType, name: file.name)
    }

    // MARK: The plan

    func form() async throws -> Answer { try await form(nil, values: ProgrammeFormPage.values(of: nil), chosen: [], problems: []) }

    func edit() async throws -> Answer {
        let programme = try await work.foundProgramme()
        try work.demand(.edit, in: programme)
        return try await form(
            programme, values: ProgrammeFormPage.values(of: programme), chosen: Set(programme.plan.domains), problems: [])
    }

    private func form(
        _ programme: Programme?, values: [String: String], chosen: Set<String>, problems: FieldProblems, version: Int? = nil
    ) async throws -> Answer {
        let domains = try await work.read { try $0.dutyRegister.domains().map { DomainLink($0) } }
        return work.show(
            ProgrammeFormPage(
                id: programme?.id, version: version ?? programme?.version ?? 0, values: values, domains: domains, chosen: chosen,
                problems: problems), status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func create() async throws -> Answer {
        let staff = try work.staff
        return try await keep(nil) { plan in
            try await keeping.create(
                title: work.form.text("title"), plan: plan, isPublic: work.form.isOn("public"), by: staff)
        }
    }

    func save() async throws -> Answer {
        let (programme, staff, version) = (try await work.foundProgramme(), try work.staff, try work.formVersion())
        return try await keep(programme) { plan in
            try await keeping.save(
                programme.id, version: version, title: work.form.text("title"), plan: plan, isPublic: work.form.isOn("public"), by: staff)
            return programme.id
        }
    }

    private func keep(_ programme: Programme?, _ act: (Programme.Plan) async throws -> Programme.ID) async throws -> Answer {
        var (plan, problems) = ProgrammeForm(work.form).plan(next: (programme?.plan.phases.map(\.key).max() ?? 0) + 1)
        if problems.isEmpty {
            do {
                let id = try await act(plan)
                let notice: WorkNotice = programme == nil ? .created : .saved
                return .redirect(to: WorkRoute.programme.link(id, query: [("done", notice.rawValue)]))
            } catch let refusal as ProgrammeRefusal where !refusal.isUnknown { problems = refusal.problems }
        }
        plan.summary = Programme.Summary()
        return try await form(
            programme, values: work.typed, chosen: Set(plan.domains), problems: problems, version: Int(work.form.text("version")))
    }

    func move() async throws -> Answer {
        let (programme, staff, version) = (try await work.foundProgramme(), try work.staff, try work.formVersion())
        guard let act = ProgrammeAct(rawValue: work.form.text("act")), act.next != nil else { throw Refusal.badRequest("请选择怎样推进。") }
        do {
            try await keeping.move(programme.id, version: version, act, reason: work.form.text("text"), by: staff)
            return .redirect(to: WorkRoute.programme.link(programme.id, query: [("done", WorkNotice.changed.rawValue)]))
        } catch let refusal as ProgrammeRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems) }
    }

    // MARK: The summary

    func summary() async throws -> Answer {
        let programme = try await work.foundProgramme()
        try work.demand(.summarise, in: programme)
        return work.show(SummaryPage(programme: programme, summary: programme.plan.summary))
    }

    func saveSummary() async throws -> Answer {
        let (programme, staff, version) = (try await work.foundProgramme(), try work.staff, try work.formVersion())
        var summary = Programme.Summary()
        for part in Programme.SummaryPart.allCases { summary[part] = work.form.text(ProgrammeField.summary(part).id) }
        do {
            try await keeping.summarise(programme.id, version: version, summary, by: staff)
            return .redirect(to: WorkRoute.summary.link(programme.id, query: [("done", WorkNotice.saved.rawValue)]))
        } catch let refusal as ProgrammeRefusal where !refusal.isUnknown {
            return work.show(
                SummaryPage(programme: programme, summary: summary, problems: refusal.problems), status: .unprocessableContent)
        }
    }

    func package() async throws -> Answer {
        let programme = try await work.foundProgramme()
        try work.demand(.download, in: programme)
        let package = try await SummaryPackage.make(programme.id, of: work.county, in: work.installation)
        return try await work.download(package.title, as: .docx) { () throws(UnwritableFile) in try ProgrammeDocument.docx(package) }
    }
}

/// The fields of a plan, row by row.
struct ProgrammeForm {
    private let form: FormFields

    init(_ form: FormFields) { self.form = form }

    /// Rows that were left empty are not there.
    ///
    /// - Parameter next: the key of the first new phase.
    func plan(next: Int) -> (plan: Programme.Plan, problems: FieldProblems) {
        var problems: FieldProblems = []
        var plan = Programme.Plan(basis: form.text("basis"), goal: form.text("goal"), domains: form.all("domain"), limits: [])
        var next = next
        for row in rows("phase", ["name", "first", "last", "goal"], Programme.mostPhases) {
            let key = Int(form.text("phase-key-\(row)"))
            guard let first = day("phase-first-\(row)", &problems), let last = day("phase-last-\(row)", &problems) else { continue }
            let isTaken = key.map { key in plan.phases.contains { $0.key == key } } ?? true
            plan.phases.append(
                Programme.Phase(
                    key: isTaken ? next : key ?? next, name: form.text("phase-name-\(row)"), first: first, last: last,
                    goal: form.text("phase-goal-\(row)")))
            if isTaken { next += 1 }
        }
        plan.contacts = rows("contact", ["name", "post", "phone", "email"], Programme.mostContacts).map { row in
            Programme.Contact(
                name: form.text("contact-name-\(row)"), post: form.text("contact-post-\(row)"), phone: form.text("contact-phone-\(row)"),
                email: form.text("contact-email-\(row)"))
        }
        plan.rules = rows("rule", ["title", "text"], Programme.mostRules).map { row in
            Programme.ProcessRule(title: form.text("rule-title-\(row)"), text: form.text("rule-text-\(row)"))
        }
        for row in rows("limit", ["from", "percent"], Programme.mostLimits) {
            guard let from = day("limit-from-\(row)", &problems) else { continue }
            guard let percent = ExactNumber(text: form.text("limit-percent-\(row)")) else {
                problems.append(("limit-percent-\(row)", "占比应当是数字，例如 4 或者 4.5。"))
                continue
            }
            plan.limits.append(Programme.ShareLimit(from: from, percent: percent))
        }
        return (plan, problems)
    }

    private func rows(_ key: String, _ fields: [String], _ most: Int) -> [Int] {
        (0..<most).filter { row in fields.contains { !form.text("\(key)-\($0)-\(row)").isEmpty } }
    }

    private func day(_ field: String, _ problems: inout FieldProblems) -> Day? {
        if let day = Day(text: form.text(field)) { return day }
        problems.append((field, "日期应当写成“2026-03-31”的样子。"))
        return nil
    }
}
