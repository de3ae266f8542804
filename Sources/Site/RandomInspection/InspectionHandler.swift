import Cryptography
import Domain
import Files
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let inspectionEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.inspectionUnits) { try await InspectionHandler($0).units() },
        WorkEndpoint(.inspections) { try await InspectionHandler($0).show() },
        WorkEndpoint(.importInspectionList, formLimit: nil) { try await InspectionHandler($0).read() },
        WorkEndpoint(.saveInspectionPlan) { try await InspectionHandler($0).plan() },
        WorkEndpoint(.drawInspection) { try await InspectionHandler($0).draw() },
        WorkEndpoint(.inspectionDraw) { try await InspectionHandler($0).showDraw() },
        WorkEndpoint(.recordInspection) { try await InspectionHandler($0).record() },
        WorkEndpoint(.draftInspectionPaper) { try await InspectionHandler($0).draft() },
    ]
}

/// 双随机抽查 in the workbench: lists in, plan, draws, results, and drafts for the gate.
struct InspectionHandler {
    /// Of a table, in bytes.
    private static let tableLimit = 16 << 20
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepInspections { KeepInspections(work.installation, county: work.county) }
    private var unit: OrganisationUnit.ID { get throws { try work.identifier("unit", OrganisationUnit.self) } }

    private var typed: [String: String] {
        Dictionary(work.form.fields.prefix(400).map { ($0.name, $0.value.shortened(6000)) }, uniquingKeysWith: { $1 })
    }

    /// Of the plan: this year, or the next one, which is planned before it begins.
    private var year: Int {
        get throws {
            let (asked, current) = (work.form["year"] ?? work.query["year"], work.now.day.year)
            guard let asked else { return current }
            guard let year = Int(asked), (current...current + 1).contains(year) else {
                throw Refusal.badRequest("抽查计划只能编制\(current)年和\(current + 1)年的，请从双随机抽查页面打开。")
            }
            return year
        }
    }

    func units() async throws -> Answer {
        let staff = try work.staff
        let units = try await work.read { view in
            try view.answeringUnits().filter { unit in staff.messageUnits.map { $0.contains(unit.id) } ?? true }.map { ($0.id, $0.name) }
        }
        return work.show(InspectionUnitsPage(units: units))
    }

    func show() async throws -> Answer { try await show(problems: []) }

    private func show(
        problems: [(field: String, message: String)], status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Answer {
        let (id, staff, year, values) = (try unit, try work.staff, try year, typed)
        let current = work.now.day.year
        let page = try await work.read { view -> InspectionsPage in
            guard let unit = try view.unitRegister.find(id) else { throw Refusal.notFound }
            let register = view.inspectionRegister
            return InspectionsPage(
                unit: unit, matters: try register.matters(of: id), targetCount: try register.targets(of: id).count,
                officers: try register.officers(of: id), year: year, plan: try register.plan(of: id, year: year),
                running: try register.plan(of: id, year: current), draws: try register.draws(of: id),
                numbers: try register.drawNumbers(of: id),
                papers: try register.papers(of: id, limit: 50).map {
                    InspectionsPage.Paper(name: $0.kind.name, draft: $0.draft, document: $0.document)
                }, mayKeep: staff.holds(.editor, for: id) || staff.holds(.disclosureOffice), mayPublish: staff.holds(.editor, for: id),
                values: values, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : status)
    }

    private func done(_ notice: WorkNotice) throws -> Answer {
        let year = try year
        var query: [(name: String, value: String)] = [("done", notice.rawValue)]
        if year != work.now.day.year { query.append(("year", String(year))) }
        return .redirect(to: WorkRoute.inspections.link(try unit, query: query))
    }

    // MARK: Lists

    func read() async throws -> Answer {
        guard let kind = work.parameters["kind"], ["matters", "targets", "officers"].contains(kind) else { throw Refusal.notFound }
        let (store, field, unit, staff) = (try work.portal.fileStore(), "file-\(kind)", try unit, try work.staff)
        do {
            let form = try await MultipartForm.read(work.request, into: store, limits: MultipartLimits(fileInBytes: Self.tableLimit))
            guard let upload = form.files.first(where: { $0.stored.sizeInBytes > 0 }) else { throw MultipartRefusal.notMultipart }
            let bytes: [UInt8]
            do {
                _ = try await work.judge(upload, store)
                bytes = try store.read(upload.stored.digest)
            } catch {
                for file in form.files { try await work.drop(file.stored.digest, store) }
                throw error
            }
            for file in form.files { try await work.drop(file.stored.digest, store) }
            switch kind {
            case "matters":
                let rows = try InspectionTables.matters(bytes, mostRows: KeepInspections.mostRows)
                try await keeping.matters(rows, of: unit, by: staff)
            case "targets":
                let rows = try InspectionTables.targets(bytes, mostRows: KeepInspections.mostRows)
                try await keeping.targets(rows, of: unit, by: staff)
            default:
                let rows = try InspectionTables.officers(bytes, mostRows: KeepInspections.mostRows)
                try await keeping.officers(rows, of: unit, by: staff)
            }
            return try done(.imported)
        } catch let refusal as InspectionRefusal where !refusal.isForbidden {
            return try await show(problems: refusal.reasons.prefix(20).map { (field, $0.sentence) })
        } catch let refusal as UploadRefusal {
            return try await show(problems: [(field, refusal.sentence)], status: HTTPResponse.Status(code: refusal.status))
        } catch let refusal as MultipartRefusal {
            return try await show(problems: [(field, refusal.sentence)], status: HTTPResponse.Status(code: refusal.status))
        } catch let error as UnreadableFile {
            return try await show(problems: [(field, error.reason)], status: .unsupportedMediaType)
        }
    }

    // MARK: Plan and draw

    /// Runs it; what is wrong comes back at its field.
    private func run(_ notice: WorkNotice, _ body: () async throws -> Void) async throws -> Answer {
        do {
            try await body()
        } catch let refusal as InspectionRefusal where !refusal.isForbidden {
            return try await show(problems: refusal.reasons.map { ($0.field, $0.sentence) })
        }
        return try done(notice)
    }

    func plan() async throws -> Answer {
        guard let version = Int(work.form.text("version")) else { throw Refusal.badRequest("表单缺少版本，请重新打开页面。") }
        let (unit, staff, year) = (try unit, try work.staff, try year)
        return try await run(.saved) {
            let matters = try await work.read { try $0.inspectionRegister.matters(of: unit) }
            let lines = try matters.compactMap { matter -> InspectionPlan.Line? in
                let texts = ["first", "last", "count"].map { work.form.text("\($0)-\(matter.id)") }
                guard texts.contains(where: { !$0.isEmpty }) else { return nil }
                let numbers = texts.compactMap { Int($0) }
                guard numbers.count == 3 else { throw InspectionRefusal([.badLine]) }
                return InspectionPlan.Line(matter: matter.id.rawValue, firstMonth: numbers[0], lastMonth: numbers[1], count: numbers[2])
            }
            try await keeping.plan(year: year, version: version, lines: lines, of: unit, by: staff)
        }
    }

    func draw() async throws -> Answer {
        let (unit, staff, form) = (try unit, try work.staff, work.form)
        var drawn: InspectionDraw.ID?
        let answer = try await run(.created) {
            guard let matter = InspectionMatter.ID(text: form.text("matter")) else { throw InspectionRefusal([.noMatters]) }
            guard let count = Int(form.text("count")), let perTarget = Int(form.text("per-target")) else {
                throw InspectionRefusal([.badCount])
            }
            let withdrawn = form.text("withdrawn").split(whereSeparator: \.isNewline).prefix(500).map { line in
                let parts = line.split(separator: " ", maxSplits: 1)
                return InspectionDraw.Withdrawal(
                    certificate: Folding.trimmed(String(parts.first ?? "")),
                    reason: parts.count == 2 ? Folding.trimmed(String(parts[1])) : "")
            }
            drawn = try await keeping.draw(
                matter: matter, count: count, perTarget: perTarget, withdrawn: withdrawn, of: unit, by: staff)
        }
        return drawn.map { .redirect(to: WorkRoute.inspectionDraw.link(unit, $0)) } ?? answer
    }

    func showDraw() async throws -> Answer { try await showDraw(problems: []) }

    private func showDraw(problems: [(field: String, message: String)]) async throws -> Answer {
        let (id, staff, values) = (try unit, try work.staff, typed)
        let draw = try work.identifier("draw", InspectionDraw.self)
        let page = try await work.read { view -> InspectionDrawPage in
            guard let unit = try view.unitRegister.find(id), let draw = try view.inspectionRegister.draw(draw), draw.unit == id else {
                throw Refusal.notFound
            }
            func digest(_ list: [String]) -> String { hexadecimal(Digest.sha256(InspectionDraw.listText(list).utf8)) }
            return InspectionDrawPage(
                unit: unit, draw: draw, number: try view.inspectionRegister.drawNumbers(of: id)[draw.id] ?? 1,
                targetDigest: digest(draw.targets), officerDigest: digest(draw.officers),
                mayKeep: staff.holds(.editor, for: id) || staff.holds(.disclosureOffice), mayPublish: staff.holds(.editor, for: id),
                values: values, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func record() async throws -> Answer {
        guard let version = Int(work.form.text("version")) else { throw Refusal.badRequest("表单缺少版本，请重新打开页面。") }
        let (unit, draw) = (try unit, try work.identifier("draw", InspectionDraw.self))
        var problems: [(field: String, message: String)] = []
        let (day, outcome) = (Day(text: work.form.text("day")), InspectionDraw.Outcome(rawValue: work.form.text("outcome")))
        if day == nil { problems.append(("day", "检查日期应当写成 \(work.now.day) 的样子。")) }
        if outcome == nil { problems.append(("outcome", "请选择检查结果。")) }
        guard problems.isEmpty, let day, let outcome else { return try await showDraw(problems: problems) }
        do {
            try await keeping.result(
                draw, version: version, target: work.form.text("target"),
                InspectionDraw.Result(day: day, outcome: outcome, note: work.form.text("note").shortened(600)), of: unit, by: try work.staff
            )
        } catch let refusal as InspectionRefusal where !refusal.isForbidden {
            return try await showDraw(problems: refusal.reasons.map { ($0.field, $0.sentence) })
        }
        return .redirect(to: WorkRoute.inspectionDraw.link(unit, draw, query: [("done", WorkNotice.recorded.rawValue)]))
    }

    // MARK: To the gate

    func draft() async throws -> Answer {
        guard let kind = InspectionPaper.Kind(rawValue: work.form.text("kind")) else { throw Refusal.badRequest("请从页面上的按钮起草。") }
        let subject = Int64(work.form.text("subject"))
        do {
            let draft = try await DraftInspectionPaper(work.installation, county: work.county).run(
                kind, subject: subject, of: try unit, by: try work.staff)
            return .redirect(to: WorkRoute.draft.link(draft))
        } catch let refusal as InspectionRefusal where !refusal.isForbidden {
            return try await show(problems: refusal.reasons.map { ($0.field, $0.sentence) })
        }
    }
}

extension InspectionRefusal {
    /// No form puts it right.
    fileprivate var isForbidden: Bool { reasons.contains { $0 == .needsRole || $0 == .notFound } }
}

extension SiteView {
    var inspectionRegister: InspectionRegister { InspectionRegister(transaction, site: site) }

    /// The column of random inspections, for one of their papers.
    func inspection(of document: Disclosure.ID) throws -> DocumentTies.Belonging? {
        try inspectionRegister.kind(of: document).map {
            DocumentTies.Belonging(words: "本文是双随机抽查的\($0.name)", label: "双随机、一公开", address: .inspections)
        }
    }
}

extension PublicPages {
    /// 双随机、一公开
    func inspections() async throws -> Answer {
        try await read { [frame] view in
            let papers = try view.inspectionRegister.papers(isPublic: true)
            let (names, numbers) = (try view.unitNames(), try view.inspectionRegister.drawNumbers())
            let lines = try view.documents.lines(papers.compactMap(\.document))
            let byID = Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            let groups = InspectionPaper.Kind.allCases.map { kind in
                (
                    name: kind.name,
                    entries: papers.filter { $0.kind == kind }.compactMap { paper -> InspectionColumnPage.Entry? in
                        guard let line = paper.document.flatMap({ byID[$0] }) else { return nil }
                        let draw = kind == .draw ? paper.subject.map { InspectionDraw.ID($0) } : nil
                        return InspectionColumnPage.Entry(
                            kind: kind.name, unitName: names[paper.unit]?.name ?? "", document: DisclosureLink(line), draw: draw,
                            number: draw.flatMap { numbers[$0] })
                    }
                )
            }
            return Answer(body: InspectionColumnPage(groups: groups).render(in: frame), isCacheable: true)
        }
    }

    /// The candidates of a public draw, for drawing again.
    func inspectionList(_ id: InspectionDraw.ID, _ kind: InspectionListKind) async throws -> Answer {
        try await read { view in
            guard let draw = try view.inspectionRegister.publishedDraw(id) else { throw Refusal.notFound }
            let list = kind == .targets ? draw.targets : draw.officers
            return .download(
                Array(InspectionDraw.listText(list).utf8), mediaType: "text/plain; charset=utf-8",
                name: kind == .targets ? "检查对象名单.txt" : "检查人员名单.txt")
        }
    }
}
