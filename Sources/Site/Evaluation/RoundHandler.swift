import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// 测评: the list, one round, and what the office does in it.
struct RoundHandler {
    private let work: WorkRequest
    private static let mostTraces = 60

    init(_ work: WorkRequest) { self.work = work }

    func list() async throws -> Answer {
        let staff = try work.staff
        let lines = try await work.read { view in
            let sheets = SheetRegister(view.transaction)
            return try RoundRegister(view.transaction, site: view.site).all().filter { !$0.roles(of: staff).isEmpty }.map { round in
                let progress = RoundProgress(round, sheets: try sheets.sheets(of: round.id))
                let own = progress.lines.count {
                    $0.submitted == nil && round.state == .open && round.sheetHolder($0.assessor, of: $0.unit, by: staff) == $0.holder
                }
                return RoundsPage.Line(round: round, progress: progress, own: own)
            }
        }
        return work.show(RoundsPage(lines: lines))
    }

    func show() async throws -> Answer { try await show(problems: []) }

    private func show(problems: FieldProblems) async throws -> Answer {
        let (round, staff, typed) = (try await work.evaluationRound(), try work.staff, work.typed)
        // An arrangement that comes back: what was ticked counts, not what is stored.
        let isArrangement = round.panels.contains { work.form["due-\($0.assessor)"] != nil }
        let ticked = isArrangement ? Dictionary(grouping: work.form.fields, by: \.name).mapValues { Set($0.map(\.value)) } : [:]
        let page = try await work.read { view -> RoundPage in
            let (rounds, sheets) = (RoundRegister(view.transaction, site: view.site), SheetRegister(view.transaction))
            let units = try view.unitRegister.all().filter { !$0.isImported }
            let isOffice = staff.holds(.disclosureOffice)
            let scoring = try RoundScoring(round, view.transaction, site: view.site)
            func concerns(_ unit: OrganisationUnit.ID) -> Bool { isOffice || staff.holds(.editor, for: unit) }
            let trace = try EventRegister(view.transaction, site: view.site).trail(
                of: Event.Subject(.round, round.id.rawValue), limit: Self.mostTraces)
            return RoundPage(
                round: round, staff: staff, units: units.map { ($0.id, $0.name) },
                progress: RoundProgress(round, sheets: try sheets.sheets(of: round.id)), samples: try rounds.samples(of: round.id),
                appeals: try sheets.appeals(of: round.id).filter { concerns($0.unit) },
                orders: try RectificationRegister(view.transaction, site: view.site).orders(of: round.id).filter { concerns($0.unit) },
                reviewers: isOffice ? try rounds.reviewers() : [],
                unreached: isOffice ? try ReminderRegister(view.transaction, site: view.site).unreached(by: round) : [],
                computed: scoring.stored?.time, isStale: scoring.isStale,
                trace: isOffice
                    ? trace.map { ($0.time, "\($0.actor)：\($0.verb.words)\($0.reason.isEmpty ? "" : "（\($0.reason)）")") } : [],
                typed: typed, ticked: ticked, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Does it, and comes back to the round; what is in the way is said on its page.
    private func act(
        _ notice: WorkNotice, at field: String, entry: String? = nil, _ others: [RoundReason: String] = [:],
        _ body: (EvaluationRound, Staff) async throws -> Void
    ) async throws -> Answer {
        let round = try await work.evaluationRound()
        do {
            try await body(round, try work.staff)
            return .redirect(to: WorkRoute.round.link(round.id, query: [("done", notice.rawValue)]))
        } catch let refusal as RoundRefusal {
            return try await show(problems: refusal.problems(at: field, entry: entry, others))
        } catch let refused as FieldRefusal {
            return try await show(problems: refused.problems)
        }
    }

    private struct FieldRefusal: Error { let problems: FieldProblems }

    private func version() throws -> Int {
        guard let version = Int(work.form.text("version")) else { throw Refusal.badRequest("表单缺少版本，请从测评页面重新打开。") }
        return version
    }

    private var arranging: ArrangeRound { ArrangeRound(work.installation, county: work.county) }

    func arrange() async throws -> Answer {
        try await act(.saved, at: "arrangement") { round, staff in
            var problems: FieldProblems = []
            let known = try await work.read { try RoundRegister($0.transaction, site: $0.site).reviewers() }
            let panels = round.panels.compactMap { panel -> EvaluationRound.Panel? in
                guard let due = work.day("due-\(panel.assessor)", &problems) else { return nil }
                let chosen = Set(work.form.all("reviewers-\(panel.assessor)"))
                return EvaluationRound.Panel(
                    assessor: panel.assessor, due: due, reviewers: known.filter { chosen.contains($0.account.description) })
            }
            guard problems.isEmpty else { throw FieldRefusal(problems: problems) }
            try await arranging.run(
                round.id, version: try version(), units: work.form.all("units").compactMap { OrganisationUnit.ID(text: $0) },
                panels: panels,
                by: staff)
        }
    }

    func extend() async throws -> Answer {
        try await act(.saved, at: "extend-reason") { round, staff in
            var problems: FieldProblems = []
            var days: [String: Day] = [:]
            for panel in round.panels {
                let (field, today) = ("due-\(panel.assessor)", work.now.day)
                days[panel.assessor] = work.day(field, &problems)
                guard let day = days[panel.assessor], day != panel.due, day < today else { continue }
                problems += RoundRefusal([.deadlineBeforeToday]).problems(at: field)
            }
            guard problems.isEmpty else { throw FieldRefusal(problems: problems) }
            try await arranging.extend(round.id, version: try version(), to: days, reason: work.form.text("extend-reason"), by: staff)
        }
    }

    func draw() async throws -> Answer {
        try await act(
            .recorded, at: "candidates", [.needsSubject: "subject", .badSampleSize: "count", .noSuchLeaf: "sample-leaf"]
        ) { round, staff in
            let leaf = work.form.text("sample-leaf")
            let candidates = work.form.text("candidates").split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }
            _ = try await DrawRoundSample(work.installation, county: work.county).run(
                round.id, subject: work.form.text("subject"), leaf: leaf.isEmpty ? nil : leaf, candidates: candidates,
                count: work.number("count") ?? 0, by: staff)
        }
    }

    func move() async throws -> Answer {
        guard let act = RoundAct(rawValue: work.form.text("act")), act.next != nil else { throw Refusal.badRequest("没有这样的步骤。") }
        let due = act == .announce ? "appeals-until" : "arrangement"
        return try await self.act(.changed, at: "act-\(act.rawValue)", [.deadlineBeforeToday: due]) { round, staff in
            var problems: FieldProblems = []
            let until = act == .announce ? work.day("appeals-until", &problems) : nil
            guard problems.isEmpty else { throw FieldRefusal(problems: problems) }
            try await MoveRound(work.installation, county: work.county).run(
                round.id, version: try version(), act, appealsUntil: until, reason: work.form.text("reason-\(act.rawValue)"), by: staff)
        }
    }

    func compute() async throws -> Answer {
        try await act(.recorded, at: "computation") { round, staff in
            try await ComputeRound(work.installation, county: work.county, measures: work.portal.tools.measures).run(
                round.id, measuring: work.form.isOn("measuring"), by: staff)
        }
    }

    func answerAppeal() async throws -> Answer {
        let id = try work.identifier("appeal", ScoreAppeal.self)
        return try await act(.answered, at: "answer-\(id)", entry: "entry-\(id)") { round, staff in
            let appeals = try await work.read { try SheetRegister($0.transaction).appeals(of: round.id) }
            guard let appeal = appeals.first(where: { $0.id == id }),
                let leaf = round.scheme.leaves.first(where: { $0.code == appeal.leaf })
            else { throw Refusal.notFound }
            let text = work.form.text("entry-\(id)")
            let entry = text.isEmpty ? nil : Submission.Entry(text: text, for: leaf)
            guard text.isEmpty || entry != nil else {
                throw FieldRefusal(problems: [("entry-\(id)", "“\(text.shortened(20))”不能识别：\(leaf.entryHint)")])
            }
            try await AppealScore(work.installation, county: work.county).answer(
                id, in: round.id, entry: entry, reason: work.form.text("answer-\(id)"), by: staff)
        }
    }

    func order() async throws -> Answer {
        let others: [RoundReason: String] = [
            .noSuchUnit: "order-unit", .noSuchLeaf: "order-leaf", .badDays: "days", .badCheckDay: "checked",
        ]
        return try await act(.created, at: "problem", others) { round, staff in
            var problems: FieldProblems = []
            let (checked, leaf) = (work.day("checked", &problems), work.form.text("order-leaf"))
            let unit = OrganisationUnit.ID(text: work.form.text("order-unit"))
            if unit == nil { problems.append(("order-unit", "请选择单位。")) }
            guard let checked, let unit, problems.isEmpty else { throw FieldRefusal(problems: problems) }
            _ = try await OrderRectification(work.installation, county: work.county).order(
                in: round.id, unit: unit, leaf: leaf.isEmpty ? nil : leaf, problem: work.form.text("problem"), checked: checked,
                days: work.number("days") ?? 0, by: staff)
        }
    }
}
