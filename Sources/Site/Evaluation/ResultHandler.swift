import Domain
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

/// 测评结果: the ranking, one unit's scores opened, moderation, appeals, the bulletin.
struct ResultHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    // MARK: Ranking

    func list() async throws -> Answer { try await list(problems: []) }

    private func list(problems: FieldProblems) async throws -> Answer {
        let (round, staff) = (try await work.evaluationRound(), try work.staff)
        guard round.state.allows(.readResult, to: round.roles(of: staff)) else {
            throw RoundRefusal([.notAllowed(.readResult, round.state)])
        }
        let page = try await work.read { view -> ResultsPage in
            let scoring = try RoundScoring(round, view.transaction, site: view.site)
            let names = Dictionary(try view.unitRegister.all().map { ($0.code, ($0.id, $0.name)) }, uniquingKeysWith: { $1 })
            let again = scoring.stored == nil ? nil : try scoring.compute()
            let gaps = Dictionary((again?.units ?? []).map { ($0.unit, $0.gaps.map(\.sentence)) }, uniquingKeysWith: { $1 })
            // Until it is public, a unit sees its own score and no other's.
            let lines = (scoring.stored?.result.lines ?? []).compactMap { line -> ResultsPage.Line? in
                guard let (id, name) = names[line.unit], Self.showsLine(of: id, round, to: staff) else { return nil }
                return ResultsPage.Line(unit: (id, name), line: line, gaps: gaps[line.unit] ?? [])
            }
            let isOffice = staff.holds(.disclosureOffice)
            return ResultsPage(
                round: round, lines: lines, computed: scoring.stored?.time, isStale: scoring.isStale,
                isConfirmed: scoring.isStale ? nil : again.map { RoundResult($0) == scoring.stored?.result }, isOffice: isOffice,
                mayDraft: isOffice && staff.holds(.editor) && round.draft == nil && (round.state == .settled || round.state == .published),
                problems: problems)
        }
        try await look("测评结果", round, nil, by: staff)
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private static func showsLine(of unit: OrganisationUnit.ID, _ round: EvaluationRound, to staff: Staff) -> Bool {
        if round.state == .published || round.state == .finished { return true }
        return staff.holds(.disclosureOffice) || round.showsResult(of: unit, to: staff)
    }

    private func look(_ what: String, _ round: EvaluationRound, _ unit: OrganisationUnit.ID?, by staff: Staff) async throws {
        guard round.roles(of: staff).contains(.reviewer) else { return }
        try await FillSheet(work.installation, county: work.county).look(round.id, at: what, unit: unit, by: staff)
    }

    // MARK: One unit

    func show() async throws -> Answer { try await show(problems: []) }

    private func show(problems: FieldProblems) async throws -> Answer {
        let (round, staff, typed) = (try await work.evaluationRound(), try work.staff, work.typed)
        let id = try work.identifier("unit", OrganisationUnit.self)
        guard round.units.contains(id) else { throw Refusal.notFound }
        guard round.showsResult(of: id, to: staff) else { throw RoundRefusal([.notAllowed(.readResult, round.state)]) }
        let page = try await work.read { view -> UnitResultPage? in
            let inputs = try RoundScoring(round, view.transaction, site: view.site)
            guard let unit = try view.unitRegister.find(id), let code = inputs.codes[id],
                let result = try inputs.compute().units.first(where: { $0.unit == code })
            else { return nil }
            return UnitResultPage(
                round: round, unit: (id, unit.name), scoring: try inputs.scoring, result: result,
                isStale: inputs.isStale || inputs.stored == nil, remarks: try Self.remarks(on: id, round, view, staff),
                earlierOrders: staff.holds(.disclosureOffice) || staff.holds(.editor, for: id)
                    ? try Recurrence(view.transaction, site: view.site).orders(to: id, before: round) : [:],
                mayModerate: round.state.allows(.moderate, to: round.roles(of: staff)),
                mayAppeal: round.state.allows(.appeal, to: round.roles(of: staff, for: id)), typed: typed, problems: problems)
        }
        guard let page else { throw Refusal.notFound }
        try await look("得分", round, id, by: staff)
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Comments and evidence of the sheets that they may read.
    private static func remarks(
        on unit: OrganisationUnit.ID, _ round: EvaluationRound, _ view: SiteView, _ staff: Staff
    ) throws -> [String: [String: [UnitResultPage.Remark]]] {
        let register = SheetRegister(view.transaction)
        let files = Dictionary(grouping: try register.files(of: round.id), by: \.sheet)
        var remarks: [String: [String: [UnitResultPage.Remark]]] = [:]
        let sheets = round.readable(try register.sheets(of: round.id).filter { $0.unit == unit && $0.submitted != nil }, by: staff)
        for sheet in sheets {
            for answer in sheet.answers {
                let own = (files[sheet.id] ?? []).filter { $0.leaf == answer.leaf }
                remarks[sheet.assessor, default: [:]][answer.leaf, default: []].append(
                    UnitResultPage.Remark(
                        comment: answer.comment, evidence: answer.evidence,
                        files: own.map { ($0.id.description, $0.name, $0.sizeInBytes) }))
            }
        }
        return remarks
    }

    /// The leaf that the form names.
    private func leaf(_ round: EvaluationRound) -> Indicator? { round.scheme.leaves.first { $0.code == work.form.text("leaf") } }

    func moderate() async throws -> Answer {
        let (round, staff) = (try await work.evaluationRound(), try work.staff)
        let unit = try work.identifier("unit", OrganisationUnit.self)
        guard let leaf = leaf(round) else { return try await show(problems: [("leaf", "请选择指标。")]) }
        guard let entry = Submission.Entry(text: work.form.text("entry"), for: leaf) else {
            return try await show(problems: [("entry", "“\(work.form.text("entry").shortened(20))”不能识别：\(leaf.entryHint)")])
        }
        do {
            try await ModerateScore(work.installation, county: work.county).run(
                round.id,
                Moderation(
                    assessor: work.form.text("assessor"), unit: unit.description, leaf: leaf.code, entry: entry,
                    reason: work.form.text("reason")), of: unit, by: staff)
            return done(round, unit, .recorded)
        } catch let refusal as RoundRefusal where !refusal.isUnknown {
            return try await show(problems: refusal.problems(at: "reason", entry: "entry"))
        }
    }

    func appeal() async throws -> Answer {
        let (round, staff) = (try await work.evaluationRound(), try work.staff)
        let unit = try work.identifier("unit", OrganisationUnit.self)
        guard let leaf = leaf(round) else { return try await show(problems: [("leaf", "请选择指标。")]) }
        do {
            _ = try await AppealScore(work.installation, county: work.county).file(
                round.id, unit: unit, assessor: work.form.text("assessor"), leaf: leaf.code, reason: work.form.text("reason"), by: staff)
            return done(round, unit, .submitted)
        } catch let refusal as RoundRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems(at: "reason")) }
    }

    private func done(_ round: EvaluationRound, _ unit: OrganisationUnit.ID, _ notice: WorkNotice) -> Answer {
        .redirect(to: WorkRoute.unitResult.link(round.id, unit, query: [("done", notice.rawValue)]))
    }

    // MARK: Files

    func file() async throws -> Answer {
        let (round, name) = (try await work.evaluationRound(), work.parameters["name"] ?? "")
        if let sample = try await candidates(name, round) { return sample }
        guard round.state.allows(.readResult, to: round.roles(of: try work.staff)) else {
            throw RoundRefusal([.notAllowed(.readResult, round.state)])
        }
        switch name {
        case "bulletin.docx":
            let bulletin = try await bulletin(round)
            return try await work.download(bulletin.title, as: .docx) { () throws(UnwritableFile) in
                try RoundBulletinDocument.docx(bulletin)
            }
        case "bulletin.xlsx":
            let bulletin = try await bulletin(round)
            return try await work.download(bulletin.title, as: .xlsx) { () throws(UnwritableFile) in
                try RoundBulletinDocument.xlsx(bulletin)
            }
        case "rectification.docx":
            let orders = try await work.read { try RectificationRegister($0.transaction, site: $0.site).orders(of: round.id) }
            return try await work.rectificationReport(round, orders)
        case "scheme.json": return .download(try EvaluationJSON.write(round.scheme), mediaType: Answer.json, name: "scheme.json")
        case "submissions.json":
            let inputs = try await work.read { try RoundScoring(round, $0.transaction, site: $0.site).inputs }
            return .download(try EvaluationJSON.write(inputs), mediaType: Answer.json, name: "submissions.json")
        default: throw Refusal.notFound
        }
    }

    private func bulletin(_ round: EvaluationRound) async throws -> RoundBulletin {
        try await DraftBulletin(work.installation, county: work.county).bulletin(round.id)
    }

    /// What a sample was drawn from, one on a line, as `mingtang evaluation draw` reads it; `nil` when the name is another file's.
    private func candidates(_ name: String, _ round: EvaluationRound) async throws -> Answer? {
        let samples = try await work.read { try RoundRegister($0.transaction, site: $0.site).samples(of: round.id) }
        guard let sample = samples.first(where: { $0.fileName == name }) else { return nil }
        return .download(
            Array((sample.candidates.joined(separator: "\n") + "\n").utf8), mediaType: "text/plain; charset=utf-8",
            name: "\(sample.subject.shortened(60)).txt")
    }

    func draft() async throws -> Answer {
        let round = try await work.evaluationRound()
        do {
            let draft = try await DraftBulletin(work.installation, county: work.county).run(round.id, by: try work.staff)
            return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as RoundRefusal where !refusal.isUnknown { return try await list(problems: refusal.problems(at: "bulletin")) }
    }
}
