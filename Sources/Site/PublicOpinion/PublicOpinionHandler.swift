import Domain
import Files
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let opinionEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.opinions) { try await PublicOpinionHandler($0).list() },
        WorkEndpoint(.newOpinion) { try await PublicOpinionHandler($0).form() },
        WorkEndpoint(.registerOpinion) { try await PublicOpinionHandler($0).register() },
        WorkEndpoint(.clippings) { $0.show(ClippingsPage()) },
        WorkEndpoint(.importClippings, formLimit: nil) { try await PublicOpinionHandler($0).importList() },
        WorkEndpoint(.opinion) { try await PublicOpinionHandler($0).show() },
        WorkEndpoint(.recordOpinion) { try await PublicOpinionHandler($0).record() },
        WorkEndpoint(.newResponse) { try await PublicOpinionHandler($0).response() },
        WorkEndpoint(.startResponse) { try await PublicOpinionHandler($0).respond() },
    ]
}

extension SiteView {
    var opinions: PublicOpinionRegister { PublicOpinionRegister(transaction, site: site) }
}

/// 政务舆情 in the workbench.
struct PublicOpinionHandler {
    private static let tableLimit = 8 << 20
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var handling: HandleOpinion { HandleOpinion(work.installation, county: work.county) }

    /// The office sees all, a unit's staff what their unit is responsible for.
    private static func sees(_ staff: Staff, _ standing: OpinionStanding) -> Bool {
        staff.seesWholeCounty || standing.unit.map(staff.units.contains) == true
    }

    func list() async throws -> Answer {
        let (staff, now, showsClosed) = (try work.staff, work.now, work.query["scope"] == "all")
        let page = max(1, min(work.query["page"].flatMap { Int($0) } ?? 1, 10_000))
        return work.show(
            try await work.read { view in
                let names = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
                let found = try view.opinions.all(
                    isOpen: showsClosed ? nil : true, units: staff.seesWholeCounty ? nil : Array(staff.units),
                    limit: OpinionsPage.pageLength + 1, skipping: (page - 1) * OpinionsPage.pageLength)
                let lines = try found.prefix(OpinionsPage.pageLength).map { OpinionLine(try view.opinions.whole($0, at: now), names) }
                return OpinionsPage(
                    lines: lines, now: now, showsClosed: showsClosed,
                    nextPage: found.count > lines.count ? page + 1 : nil)
            })
    }

    // MARK: Registering

    func form() async throws -> Answer {
        var values = ["detected": work.now.text]
        if let from = work.query["from"] {
            let source = try await source(from)
            (values["from"], values["title"], values["source"]) = (from, source.title, source.medium)
            values["unit"] = source.unit.description
        }
        return try await form(values: values, problems: [])
    }

    /// What a citizen sent that becomes an item: `message:LY2026-00001` or `comment:YJ20260320-AB`. Its words are not copied: people may stand in them.
    private func source(
        _ text: String
    ) async throws -> (origin: PublicOpinion.Origin, title: String, medium: String, unit: OrganisationUnit.ID) {
        let (parts, staff) = (text.split(separator: ":", maxSplits: 1).map(String.init), try work.staff)
        guard parts.count == 2 else { throw Refusal.notFound }
        let found = try await work.read {
            view -> (origin: PublicOpinion.Origin, title: String, medium: String, unit: OrganisationUnit.ID)? in
            switch parts[0] {
            case "message":
                guard let message = try MessageRegister(view.transaction, site: view.site).find(number: parts[1]) else { return nil }
                return (.message(message.id.rawValue), message.title, "网站留言", message.unit)
            case "comment":
                guard let opinion = try OpinionRegister(view.transaction).find(number: parts[1], site: view.site),
                    let consultation = try view.consultations.find(opinion.consultation)
                else { return nil }
                return (.comment(opinion.id.rawValue), "对“\(consultation.plan.title)”的意见", "网站意见征集", consultation.unit)
            default: return nil
            }
        }
        guard let found, staff.holds(.disclosureOffice) || staff.holds(.editor, for: found.unit) else { throw Refusal.notFound }
        return found
    }

    private func form(values: [String: String], problems: FieldProblems) async throws -> Answer {
        let staff = try work.staff
        let units = try await work.read { try $0.unitRegister.all() }
            .filter { $0.kind != .village && (staff.holds(.disclosureOffice) || staff.holds(.editor, for: $0.id)) }
        return work.show(
            PublicOpinionFormPage(values: values, units: units.map { ($0.id.description, $0.name) }, problems: problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func register() async throws -> Answer {
        let (form, staff) = (work.form, try work.staff)
        var problems: FieldProblems = []
        let (detected, event) = (Instant(text: form.text("detected")), Instant(text: form.text("event")))
        if detected == nil { problems.append(("detected", "发现时间“\(form.text("detected").shortened(30))”无法识别，请写成 2026-03-20 22:10。")) }
        if !form.text("event").isEmpty, event == nil {
            problems.append(("event", "事发时间“\(form.text("event").shortened(30))”无法识别，请写成 2026-03-20 22:10。"))
        }
        if let detected, problems.isEmpty {
            let from = form.text("from")
            let origin = from.isEmpty ? PublicOpinion.Origin.staff : try await source(from).origin
            let opinion = PublicOpinion(
                id: PublicOpinion.ID(0), title: form.text("title"), summary: form.text("summary"), source: form.text("source"),
                address: form.text("address"), level: PublicOpinion.Level(rawValue: form.text("level")) ?? .other, event: event,
                detected: detected,
                unit: form.text("unit").isEmpty ? nil : OrganisationUnit.ID(text: form.text("unit")), origin: origin)
            do {
                let id = try await RegisterOpinion(work.installation, county: work.county).run(opinion, by: staff)
                return .redirect(to: WorkRoute.opinion.link(id, query: [("done", WorkNotice.created.rawValue)]))
            } catch let refusal as OpinionRefusal { problems = refusal.problems }
        }
        return try await self.form(values: work.typed, problems: problems)
    }

    func importList() async throws -> Answer {
        let staff = try work.staff
        let (table, problem) = try await readTable()
        guard let table else { return work.show(ClippingsPage(problem: problem), status: .unprocessableContent) }
        let outcome = try await RegisterOpinion(work.installation, county: work.county).take(table, signature: staff.signature(for: nil))
        return work.show(
            ClippingsPage(outcome: ClippingsPage.Outcome(added: outcome.added, known: outcome.known, faults: outcome.faults)))
    }

    private func readTable() async throws -> (ClippingTable?, String?) {
        let store = try work.portal.fileStore()
        do {
            let form = try await MultipartForm.read(work.request, into: store, limits: MultipartLimits(fileInBytes: Self.tableLimit))
            guard let upload = form.files.first(where: { $0.stored.sizeInBytes > 0 }) else { throw MultipartRefusal.notMultipart }
            let found: ClippingTable
            do {
                found = try await read(upload, store)
            } catch {
                for file in form.files { try await work.drop(file.stored.digest, store) }
                throw error
            }
            for file in form.files { try await work.drop(file.stored.digest, store) }
            return found.isUnknown ? (nil, "没有找到清单：表头要有“标题”“发现时间”两列，请检查文件。") : (found, nil)
        } catch let refusal as UploadRefusal {
            return (nil, refusal.sentence)
        } catch let refusal as MultipartRefusal {
            return (nil, refusal.sentence)
        } catch let error as UnreadableFile { return (nil, error.reason) }
    }

    private func read(_ upload: UploadedFile, _ store: FileStore) async throws -> ClippingTable {
        _ = try await work.judge(upload, store)
        let bytes = try store.read(upload.stored.digest)
        return try await BlockingWork.run { () -> Result<ClippingTable, UnreadableFile> in
            do throws(UnreadableFile) { return .success(ClippingTable(try TableFile.read(bytes).sheets)) } catch { return .failure(error) }
        }.get()
    }

    // MARK: One item

    private func whole() async throws -> PublicOpinionRegister.Whole {
        let (id, staff, now) = (try work.identifier("opinion", PublicOpinion.self), try work.staff, work.now)
        let whole = try await work.read { view in try view.opinions.find(id).map { try view.opinions.whole($0, at: now) } }
        guard let whole, Self.sees(staff, whole.standing) else { throw Refusal.notFound }
        return whole
    }

    func show() async throws -> Answer { try await show(values: [:], problems: []) }

    private func show(values: [String: String], problems: FieldProblems) async throws -> Answer {
        let (whole, staff, now) = (try await whole(), try work.staff, work.now)
        let units = try await work.read { try $0.unitRegister.all() }
        let names = Dictionary(units.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
        let isOwn = whole.standing.unit.map { staff.holds(.editor, for: $0) } == true
        let acts = OpinionFact.Kind.allCases.filter { kind in
            let may: Bool =
                switch kind {
                case .discussed, .transferred, .conference: isOwn || staff.holds(.disclosureOffice)
                case .collected, .judged, .dismissed, .evaluated, .criticised, .summoned: staff.holds(.disclosureOffice)
                }
            return may && whole.standing.state.allows(kind)
        }
        let page = OpinionPage(
            line: OpinionLine(whole, names), facts: whole.facts,
            responses: whole.responses.map { response in
                OpinionPage.Response(
                    title: response.title,
                    address: response.disclosure.map { WorkRoute.publication.link($0) } ?? WorkRoute.draft.link(response.draft),
                    isClarification: response.isClarification, published: response.published)
            }, units: units.filter { $0.kind != .village }.map { ($0.id.description, $0.name) }, acts: acts,
            mayRespond: isOwn && whole.standing.state.allowsResponse, now: now, values: values, problems: problems)
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func record() async throws -> Answer {
        let (whole, staff, form) = (try await whole(), try work.staff, work.form)
        guard let kind = OpinionFact.Kind(rawValue: form.text("kind")) else { throw Refusal.badRequest("请选择办理的环节。") }
        guard let time = Instant(text: form.text("time")) else {
            return try await show(
                values: work.typed, problems: [("time", "时间“\(form.text("time").shortened(30))”无法识别，请写成 2026-03-20 22:10。")])
        }
        // The form knows minutes; what has just come is not before itself.
        let detected = whole.opinion.detected
        let isSameMinute = time < detected && detected.milliseconds - time.milliseconds < 60_000
        let names: Set<OpinionFact.Kind> = [.judged, .transferred, .criticised, .summoned]
        let act = HandleOpinion.Act(
            kind, time: isSameMinute ? detected : time, text: form.text("text"),
            unit: names.contains(kind) && !form.text("unit").isEmpty ? OrganisationUnit.ID(text: form.text("unit")) : nil,
            subjects: Set(form.all("subject").compactMap(PublicOpinion.Subject.init(rawValue:))),
            level: PublicOpinion.Level(rawValue: form.text("level")))
        do {
            try await handling.record(act, on: whole.opinion.id, version: try work.formVersion(), by: staff)
        } catch let refusal as OpinionRefusal where !refusal.isUnknown {
            return try await show(values: work.typed, problems: refusal.problems)
        }
        let isStillSeen = staff.seesWholeCounty || kind != .transferred
        let place = isStillSeen ? WorkRoute.opinion.link(whole.opinion.id, query: [("done", WorkNotice.recorded.rawValue)]) : nil
        return .redirect(to: place ?? WorkRoute.opinions.link(query: [("done", WorkNotice.recorded.rawValue)]))
    }

    func response() async throws -> Answer { work.show(ResponseFormPage(opinion: try await whole().opinion)) }

    func respond() async throws -> Answer {
        let (whole, staff, form) = (try await whole(), try work.staff, work.form)
        let words = HandleOpinion.Words(
            title: form.text("title"), isClarification: form.isOn("clarification"), said: form.text("said"), truth: form.text("truth"),
            evidence: form.text("evidence"))
        do {
            let draft = try await handling.respond(to: whole.opinion.id, words, by: staff)
            return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as OpinionRefusal where !refusal.isUnknown {
            return work.show(
                ResponseFormPage(opinion: whole.opinion, values: work.typed, problems: refusal.problems), status: .unprocessableContent)
        }
    }
}

extension OpinionLine {
    init(_ whole: PublicOpinionRegister.Whole, _ names: [OrganisationUnit.ID: String]) {
        self.init(
            opinion: whole.opinion, standing: whole.standing, unitName: whole.standing.unit.map { names[$0] ?? "" } ?? "还没有确定")
    }
}

extension OpinionsToday {
    /// - Returns: `nil` when no clock runs.
    static func load(_ view: SiteView, _ staff: Staff, at now: Instant) throws -> OpinionsToday? {
        let running = try OpinionDuties.running(
            view.transaction, site: view.site, units: staff.posts.filter { $0.role == .editor }.map(\.unit),
            isOffice: staff.holds(.disclosureOffice), at: now)
        guard !running.isEmpty else { return nil }
        let names = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
        return OpinionsToday(lines: running.map { OpinionLine($0, names) }, now: now)
    }
}

extension PublicPages {
    private static let responsesOnPage = 20

    /// 回应关切
    func responses(_ filter: ResponseFilter) async throws -> Answer {
        let before: Int64? = try filter.after.map { text in
            guard let position = Int64(text), position > 0 else { throw QueryRefusal(parameter: "after", value: text) }
            return position
        }
        return try await read { [frame] view in
            let found = try view.opinions.published(
                clarifications: filter.isClarification, before: before, limit: Self.responsesOnPage + 1)
            let shown = found.prefix(Self.responsesOnPage)
            let lines = try view.documents.lines(shown.map(\.id))
            let clarifies = Dictionary(shown.map { ($0.id, $0.isClarification) }, uniquingKeysWith: { $1 })
            let page = ResponsesPage(
                filter: filter, lines: lines.map { (DisclosureLink($0), clarifies[$0.id] ?? false) },
                next: found.count > Self.responsesOnPage ? lines.last.map { String($0.position) } : nil)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }
}
