import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// 全链条 in the workbench.
struct ChainHandler {
    private static let newest = 300
    private static let mostSuggestions = 10
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepChain { KeepChain(work.installation, county: work.county) }

    func list() async throws -> Answer { try await list(work.query["paper"], values: [:], problems: []) }

    private func list(_ text: String?, values: [String: String], problems: FieldProblems) async throws -> Answer {
        let staff = try work.staff
        let reference = try text.flatMap { $0.isEmpty ? nil : try work.paper($0) }
        let page = try await work.read { view -> ChainListPage in
            let units = try view.unitRegister.all()
            let names = Dictionary(units.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let own = units.filter { staff.holds(.editor, for: $0.id) || (staff.holds(.disclosureOffice) && $0.kind != .village) }
            let shown: [OrganisationUnit.ID]? = staff.seesWholeCounty ? nil : Array(staff.units)
            return ChainListPage(
                chains: try view.chainRegister.all(units: shown).map { ($0, names[$0.unit] ?? "") },
                paper: try reference.flatMap { reference in
                    try view.papers.find(reference).flatMap { $0.isSeen(by: staff) ? (reference, $0.title) : nil }
                },
                units: own.map { ($0.id.description, $0.name) }, values: values, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func create() async throws -> Answer {
        let (staff, text) = (try work.staff, work.form.text("paper"))
        do {
            guard let unit = OrganisationUnit.ID(text: work.form.text("unit")) else { throw InterpretationRefusal([.noSuchUnit]) }
            let id = try await keeping.create(work.form.text("title"), unit: unit, expected: stages, by: staff)
            var query = [("done", WorkNotice.created.rawValue)]
            if !text.isEmpty { query.append(("paper", text)) }
            return .redirect(to: WorkRoute.chain.link(id, query: query))
        } catch let refusal as InterpretationRefusal {
            var values = work.typed
            values["stages"] = stages.map(\.rawValue).joined(separator: " ")
            return try await list(text, values: values, problems: refusal.problems)
        }
    }

    private var stages: Set<ChainStage> { Set(work.form.all("stage").compactMap(ChainStage.init(rawValue:))) }

    func show() async throws -> Answer { try await show(problems: []) }

    private func show(problems: FieldProblems) async throws -> Answer {
        let (id, staff) = (try work.identifier("chain", PolicyChain.self), try work.staff)
        let reference = try work.query["paper"].flatMap { $0.isEmpty ? nil : try work.paper($0) }
        let page = try await work.read { view -> ChainWorkPage in
            guard let chain = try view.chainRegister.find(id), staff.seesWholeCounty || staff.units.contains(chain.unit) else {
                throw Refusal.notFound
            }
            let whole = try ChainView(chain, in: view.transaction, site: view.site)
            let paper = try reference.flatMap { reference in
                try view.papers.find(reference).flatMap { paper in
                    paper.isSeen(by: staff) ? (reference, paper.title, ChainStage.suggested(byTitle: paper.title)) : nil
                }
            }
            return ChainWorkPage(
                chain: chain, unitName: try view.unitRegister.find(chain.unit)?.name ?? "",
                entries: whole.entries.map {
                    ChainWorkPage.Entry(
                        link: $0.link, stage: $0.stage, title: $0.paper.title, address: $0.paper.workAddress,
                        published: $0.paper.published?.day)
                }, missing: whole.missing, isPublic: whole.publicTitle != nil, paper: paper,
                suggestions: try Self.suggestions(whole, view),
                mayEdit: staff.holds(.editor, for: chain.unit) || staff.holds(.disclosureOffice), problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Documents of the unit whose title is like the chain's or like that of a document in it.
    private static func suggestions(_ whole: ChainView, _ view: SiteView) throws -> [ChainWorkPage.Suggestion] {
        let known = Set(whole.entries.compactMap(\.paper.disclosure))
        let titles = [whole.chain.title] + whole.entries.map(\.paper.title)
        let lines = try view.documents.newest(DisclosureQueries.Filter(unit: whole.chain.unit), limit: newest)
        return lines.filter { !known.contains($0.id) }
            .map { line in (line, titles.map { TitleLikeness.percent($0, line.title) }.max() ?? 0) }
            .filter { $0.1 >= TitleLikeness.suggested }.sorted { ($1.1, $1.0.position) < ($0.1, $0.0.position) }.prefix(mostSuggestions)
            .map { line, _ in
                ChainWorkPage.Suggestion(document: DisclosureLink(line), stage: ChainStage.suggested(byTitle: line.title))
            }
    }

    func save() async throws -> Answer {
        let (id, staff) = (try work.identifier("chain", PolicyChain.self), try work.staff)
        return try await act(.saved) {
            try await keeping.change(
                id, version: try work.formVersion(), title: work.form.text("title"), expected: stages, by: staff)
        }
    }

    func attach() async throws -> Answer {
        let (id, staff) = (try work.identifier("chain", PolicyChain.self), try work.staff)
        guard let stage = ChainStage(rawValue: work.form.text("stage")) else { throw Refusal.badRequest("请选择环节。") }
        return try await act(.recorded) {
            try await keeping.attach(try work.paper(work.form.text("paper")), to: id, as: stage, by: staff)
        }
    }

    func detach() async throws -> Answer {
        let (id, staff) = (try work.identifier("chain", PolicyChain.self), try work.staff)
        let link = try work.identifier("link", PolicyChain.Link.self)
        return try await act(.removed) { try await keeping.detach(link, from: id, by: staff) }
    }

    private func act(_ notice: WorkNotice, _ body: () async throws -> Void) async throws -> Answer {
        do {
            try await body()
        } catch let refusal as InterpretationRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems) }
        work.portal.show(try await work.portal.look())
        let id = try work.identifier("chain", PolicyChain.self)
        return .redirect(to: WorkRoute.chain.link(id, query: [("done", notice.rawValue)]))
    }
}
