import Domain
import Files
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

/// Tasks of a programme: plan, reports with files, returns, pushes.
struct TaskHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepProgramme { KeepProgramme(work.installation, county: work.county) }
    private var reporting: ReportTask { ReportTask(work.installation, county: work.county) }

    private func found() async throws -> (programme: Programme, task: ProgrammeTask) {
        let (programme, id) = (try await work.foundProgramme(), try work.identifier("task", ProgrammeTask.self))
        guard let task = try await work.read({ try $0.programmes.tasks(of: programme.id).first { $0.id == id } }) else {
            throw Refusal.notFound
        }
        return (programme, task)
    }

    // MARK: Reading

    func show() async throws -> Answer { try await show(typed: [:], problems: []) }

    private func show(typed: [String: String], problems: FieldProblems) async throws -> Answer {
        let ((programme, task), staff, today) = (try await found(), try work.staff, work.now.day)
        let acts = try work.acts(in: programme)
        let page = try await work.read { view -> TaskPage in
            let entries = try view.programmes.entries(of: programme.id).filter { $0.task == task.id }
            let standings = TaskStanding.all(of: programme, [task], entries, on: today)
            let own = standings.filter { standing in
                standing.state.isOpen && acts.contains(.report)
                    && (standing.unit.map { staff.holds(.editor, for: $0) } ?? staff.holds(.disclosureOffice))
            }
            return TaskPage(
                programme: programme, task: task, standings: standings, entries: entries.reversed(),
                files: Dictionary(grouping: try view.programmes.files(of: programme.id), by: \.entry)
                    .mapValues { $0.map { ($0.id.description, $0.name, $0.sizeInBytes) } },
                units: Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 }), acts: acts,
                own: own, typed: typed, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    // MARK: The plan

    func form() async throws -> Answer {
        let programme = try await work.foundProgramme()
        try work.demand(.edit, in: programme)
        return try await form(programme, nil, version: 0, values: ["recurrence": "once"], chosen: [], problems: [])
    }

    func edit() async throws -> Answer {
        let (programme, task) = try await found()
        try work.demand(.edit, in: programme)
        return try await form(
            programme, task.id, version: task.version, values: TaskFormPage.values(of: task), chosen: Set(task.units), problems: [])
    }

    private func form(
        _ programme: Programme, _ id: ProgrammeTask.ID?, version: Int, values: [String: String], chosen: Set<OrganisationUnit.ID>,
        problems: FieldProblems
    ) async throws -> Answer {
        let units = try await work.read { try $0.unitRegister.all().filter { !$0.isImported } }
        return work.show(
            TaskFormPage(
                programme: programme, id: id, version: version, values: values, units: units, chosen: chosen, problems: problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func add() async throws -> Answer {
        let (programme, staff) = (try await work.foundProgramme(), try work.staff)
        return try await keep(programme, nil) { try await keeping.add($0, by: staff) }
    }

    func save() async throws -> Answer {
        let ((programme, task), staff) = (try await found(), try work.staff)
        return try await keep(programme, task.id) { changed in
            try await keeping.save(changed, by: staff)
            return changed.id
        }
    }

    private func keep(
        _ programme: Programme, _ id: ProgrammeTask.ID?, _ act: (ProgrammeTask) async throws -> ProgrammeTask.ID
    ) async throws -> Answer {
        var problems: FieldProblems = []
        let version = id == nil ? 0 : try work.formVersion()
        let units = work.form.all("unit").compactMap { OrganisationUnit.ID(text: $0) }
        let kind = ProgrammeTask.Kind(rawValue: work.form.text("kind"))
        if kind == nil { problems.append(("kind", "请选择类别。")) }
        if let timing = timing(&problems), let kind, problems.isEmpty {
            let phase = work.form.text("phase")
            let task = ProgrammeTask(
                id: id ?? ProgrammeTask.ID(0), programme: programme.id, phase: phase.isEmpty ? nil : Int(phase) ?? -1, kind: kind,
                title: work.form.text("title"), detail: work.form.text("detail"), recipient: work.form.text("recipient"), units: units,
                timing: timing, version: version)
            do {
                let done = try await act(task)
                let notice: WorkNotice = id == nil ? .created : .saved
                return .redirect(to: WorkRoute.task.link(programme.id, done, query: [("done", notice.rawValue)]))
            } catch let refusal as ProgrammeRefusal where !refusal.isUnknown { problems = refusal.problems }
        }
        return try await form(programme, id, version: version, values: work.typed, chosen: Set(units), problems: problems)
    }

    private func timing(_ problems: inout FieldProblems) -> TaskTiming? {
        guard let last = work.day("due", &problems) else { return nil }
        let recurrence: TaskTiming.Recurrence
        switch work.form.text("recurrence") {
        case "once": return TaskTiming(by: last)
        case "monthly": recurrence = .monthly(day: Int(work.form.text("due-day")) ?? 0)
        case "yearly": recurrence = .yearly(month: Int(work.form.text("due-month")) ?? 0, day: Int(work.form.text("due-day")) ?? 0)
        default:
            problems.append(("recurrence", "请选择多久一次。"))
            return nil
        }
        guard let first = work.day("first", &problems) else { return nil }
        if let timing = TaskTiming(recurrence, from: first, through: last) { return timing }
        problems.append(("due-day", "没有这一天，请写明几月几日前，例如每月 5 日前写 5。"))
        return nil
    }

    func cancel() async throws -> Answer {
        let ((programme, task), staff, version) = (try await found(), try work.staff, try work.formVersion())
        return try await act(on: task, of: programme, at: "cancel-text", .changed) {
            try await keeping.cancel(task.id, of: programme.id, version: version, reason: work.form.text("cancel-text"), by: staff)
        }
    }

    /// Does it, and comes back to the task; what is in the way is said on its page.
    private func act(
        on task: ProgrammeTask, of programme: Programme, at field: String, _ notice: WorkNotice, _ body: () async throws -> Void
    ) async throws -> Answer {
        do {
            try await body()
            return .redirect(to: WorkRoute.task.link(programme.id, task.id, query: [("done", notice.rawValue)]))
        } catch let refusal as ProgrammeRefusal where !refusal.isUnknown {
            return try await show(typed: work.typed, problems: refusal.problems.map { (field, $0.message) })
        }
    }

    // MARK: Reports

    /// Unit and period of a choice; `nil` for anything else.
    private static func turn(_ text: String) -> (unit: OrganisationUnit.ID?, period: TaskPeriod)? {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 2, let period = TaskPeriod(text: parts[1]) else { return nil }
        if parts[0] == "0" { return (nil, period) }
        return OrganisationUnit.ID(text: parts[0]).map { ($0, period) }
    }

    func report() async throws -> Answer {
        let ((programme, task), store) = (try await found(), try work.portal.fileStore())
        let limit = work.portal.settings.uploadLimitMegabytes * 1_048_576
        do {
            let form = try await MultipartForm.read(
                work.request, into: store, limits: MultipartLimits(totalInBytes: limit + (20 << 20), fileInBytes: limit))
            let fields = FormFields(form.fields)
            let uploads = form.files.filter { $0.stored.sizeInBytes > 0 }
            do {
                var files: [DraftAttachment] = []
                for upload in uploads { files.append(try await work.judge(upload, store)) }
                return try await take(fields, files, task, programme)
            } catch {
                for upload in uploads { try await work.drop(upload.stored.digest, store) }
                guard let problems = Self.problems(error) else { throw error }
                let typed = Dictionary(fields.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
                return try await show(typed: typed, problems: problems)
            }
        } catch let refusal as MultipartRefusal {
            return try await show(typed: [:], problems: [("file", refusal.sentence)])
        }
    }

    private static func problems(_ error: any Error) -> FieldProblems? {
        switch error {
        case let refusal as ProgrammeRefusal where !refusal.isUnknown: refusal.problems
        case let refusal as UploadRefusal: [("file", refusal.sentence)]
        case let fault as FieldFault: [(fault.field, fault.sentence)]
        default: nil
        }
    }

    /// A field that cannot be read.
    private struct FieldFault: Error {
        let field: String
        let sentence: String
    }

    private func take(
        _ fields: FormFields, _ files: [DraftAttachment], _ task: ProgrammeTask, _ programme: Programme
    ) async throws -> Answer {
        guard let turn = Self.turn(fields.text("period")) else { throw FieldFault(field: "period", sentence: "请选择期次。") }
        let (day, value) = (fields.text("day"), fields.text("value"))
        var report = ReportTask.Report(isFinal: fields.text("act") != "progress", text: fields.text("text"), files: files)
        if !day.isEmpty {
            guard let day = Day(text: day) else { throw FieldFault(field: "day", sentence: "日期应当写成“\(work.now.day)”的样子。") }
            report.day = day
        }
        if !value.isEmpty {
            guard let value = ExactNumber(text: value) else { throw FieldFault(field: "value", sentence: "占比应当是数字，例如 4 或者 4.5。") }
            report.value = value
        }
        try await reporting.run(report, on: task.id, of: programme.id, unit: turn.unit, period: turn.period, by: try work.staff)
        return .redirect(to: WorkRoute.task.link(programme.id, task.id, query: [("done", WorkNotice.recorded.rawValue)]))
    }

    func giveBack() async throws -> Answer {
        let ((programme, task), staff) = (try await found(), try work.staff)
        guard let turn = Self.turn(work.form.text("return-period")) else { throw Refusal.badRequest("请选择退回哪一期。") }
        return try await act(on: task, of: programme, at: "return-text", .returned) {
            try await reporting.giveBack(
                task.id, of: programme.id, unit: turn.unit, period: turn.period, reason: work.form.text("return-text"), by: staff)
        }
    }

    func publish() async throws -> Answer {
        let programme = try await work.foundProgramme()
        let draft = try await reporting.publish(
            try work.identifier("entry", TaskEntry.self), of: programme.id, by: try work.staff)
        return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
    }

    // MARK: Pushes

    private func pushed() async throws -> (Programme, ProgrammeTask, PushReport) {
        let (programme, task) = try await found()
        try work.demand(.download, in: programme)
        guard let period = work.parameters["period"].flatMap({ TaskPeriod(text: $0) }) else { throw Refusal.notFound }
        do {
            let report = try await ProgrammePapers(work.installation, county: work.county).push(programme.id, task.id, period)
            return (programme, task, report)
        } catch is ProgrammeRefusal { throw Refusal.notFound }
    }

    func push() async throws -> Answer {
        let (programme, task, report) = try await pushed()
        return work.show(PushReportPage(programme: programme, task: task, report: report))
    }

    func pushFile() async throws -> Answer {
        let (_, _, report) = try await pushed()
        return try await work.download(report.title, as: .docx) { () throws(UnwritableFile) in try ProgrammeDocument.docx(report) }
    }
}
