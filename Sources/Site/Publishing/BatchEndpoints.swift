import Domain
import Files
import HTML
import HTTPTypes
import Hummingbird
import Interchange
import Operations
import Outbound
import Pages
import Persistence
import Registers

extension Workbench {
    static let batchEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.batches) { try await $0.batches() },
        WorkEndpoint(.newBatch) { try await $0.newBatch() },
        WorkEndpoint(.uploadBatch, formLimit: nil) { try await $0.uploadBatch() },
        WorkEndpoint(.batch) { try await $0.batch() },
        WorkEndpoint(.batchProblems) { try await $0.batchProblems() },
        WorkEndpoint(.changeBatch) { try await $0.changeBatch() },
        WorkEndpoint(.removeBatch) { try await $0.removeBatch() },
        WorkEndpoint(.importBatch) { try await $0.actOnBatch(.bringIn) },
        WorkEndpoint(.checkBatch) { try await $0.actOnBatch(.check) },
        WorkEndpoint(.submitBatch) { try await $0.actOnBatch(.submit) },
        WorkEndpoint(.decideBatch) { try await $0.decideBatch() },
        WorkEndpoint(.publishBatch) { try await $0.actOnBatch(.publish) },
        WorkEndpoint(.undoBatch) { try await $0.undoBatch() },
    ]
}

extension WorkRequest {
    private var batchID: Batch.ID { get throws { try identifier("batch") } }

    private var preparing: PrepareBatch {
        PrepareBatch(installation, county: county) { problems in
            var file = BatchProblemsFile()
            for problem in problems { file.add(problem) }
            return problems.isEmpty ? [] : file.bytes
        }
    }

    // MARK: Lists

    func batches() async throws -> Answer {
        let staff = try staff
        let before = query["before"].flatMap { Batch.ID(text: $0) }
        return show(
            try await read { view in
                let lines = try BatchRegister(view.transaction, site: view.site).list(
                    units: staff.seesWholeCounty ? nil : staff.units, before: before, limit: 51)
                let next = lines.count > 50 ? lines.dropLast().last?.batch.id : nil
                return BatchesPage(
                    lines: lines.prefix(50).map { BatchesPage.Line(batch: $0.batch, unitName: $0.unitName, job: $0.job) },
                    mayImport: staff.holds(.editor), next: next.map { WorkRoute.batches.link(query: [("before", $0.description)]) })
            })
    }

    func newBatch() async throws -> Answer {
        try await newBatch(unit: query["unit"].flatMap { OrganisationUnit.ID(text: $0) })
    }

    private func newBatch(
        unit asked: OrganisationUnit.ID?, problems: [(field: String, message: String)] = [], status: Int = 200
    ) async throws -> Answer {
        let staff = try staff
        var own: [OrganisationUnit.ID] = []
        for post in staff.posts where post.role == .editor && !own.contains(post.unit) { own.append(post.unit) }
        let (units, chosen) = (own, asked.flatMap { own.contains($0) ? $0 : nil } ?? own.first)
        let page = try await read { view in
            let names = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            var items: [ItemLink] = []
            if let chosen, let version = try view.catalogue.inForce(.county) {
                items = try view.catalogue.items(of: version.id, naming: chosen).filter { $0.entry.modes != [.onRequest] }.map {
                    ItemLink(id: $0.id, levels: $0.entry.levels)
                }
            }
            return NewBatchPage(
                units: units.map { ($0, names[$0] ?? "") }, unit: chosen, items: items, problems: problems,
                limitMegabytes: Portal.batchFileLimit >> 20)
        }
        return show(page, status: HTTPResponse.Status(code: status))
    }

    // MARK: Uploading

    func uploadBatch() async throws -> Answer {
        let staff = try staff
        let store = try portal.fileStore()
        var unit: OrganisationUnit.ID?
        do {
            let form = try await MultipartForm.read(request, into: store, limits: MultipartLimits(fileInBytes: Portal.batchFileLimit))
            unit = form["unit"].flatMap { OrganisationUnit.ID(text: $0) }
            guard let unit else { throw Refusal.badRequest("没有选定单位，请从“导入一批”进入。") }
            guard let item = form["item"].flatMap({ CatalogueItem.ID(text: $0) }) else { throw BatchRefusal.unknownItem }
            try ActOnBatch.refuse(.bringIn, unit: unit, by: staff)
            guard let upload = form.files.first(where: { $0.stored.sizeInBytes > 0 }) else { throw MultipartRefusal.notMultipart }
            try await scan(upload, store)
            let table = try await Portal.readBatch(upload.stored.digest, store)
            let id = try await preparing.run(
                table, name: upload.name, file: upload.stored.digest, unit: unit, item: item, by: staff)
            return .redirect(to: WorkRoute.batch.link(id))
        } catch let refusal as BatchRefusal {
            return try await newBatch(unit: unit, problems: [(refusal.field ?? "file", refusal.sentence)], status: refusal.status)
        } catch let refusal as MultipartRefusal {
            return try await newBatch(unit: unit, problems: [("file", refusal.sentence)], status: refusal.status)
        } catch let error as UnreadableFile {
            return try await newBatch(unit: unit, problems: [("file", error.reason)], status: 415)
        } catch let refusal as ScanRefusal {
            return try await newBatch(unit: unit, problems: [("file", refusal.sentence)], status: refusal.status)
        }
    }

    /// When the scanner is set up and does not answer, nothing gets in.
    private func scan(_ upload: UploadedFile, _ store: FileStore) async throws {
        guard let scanner = portal.tools.scanner else { return }
        switch await scanner.scan(fileAt: try store.path(of: upload.stored.digest)) {
        case .clean: return
        case .infected(let name):
            throw ScanRefusal(status: 422, sentence: "“\(upload.name)”带有病毒（\(name)），没有保存。请先在电脑上杀毒，再重新上传。")
        case .unavailable: throw ScanRefusal(status: 503, sentence: "病毒扫描服务现在没有响应，暂时不能上传。请稍后再试，或者联系系统管理员。")
        }
    }

    // MARK: One batch

    func batch() async throws -> Answer { try await batch(problems: []) }

    private func batch(problems: [(field: String, message: String)], status: Int = 200) async throws -> Answer {
        let (id, staff) = (try batchID, try staff)
        let after = query["after"].flatMap { Draft.ID(text: $0) }
        let (isWatching, onlyOpen) = (query["watch"] == "1", query["show"] == "findings")
        let code = HTTPResponse.Status(code: status)
        let loaded = try await read { view in
            try BatchView(id, view, staff: staff, after: after, onlyOpen: onlyOpen, isWatching: isWatching)
        }
        guard let loaded else { throw Refusal.notFound }
        switch loaded.shown {
        case .preview(var page):
            page.problems = problems
            return show(page, status: code)
        case .acts(var page):
            page.problems = problems
            var answer = show(page, status: code)
            // Asked for by a link; without a script, and only while there is something to wait for.
            if isWatching, page.job?.state == .running { answer.headers[.refresh] = "3" }
            return answer
        }
    }

    func batchProblems() async throws -> Answer {
        let id = try batchID
        let text = try await read { try BatchRegister($0.transaction, site: $0.site).problems(of: id) }
        guard let text, !text.isEmpty else { throw Refusal.notFound }
        return Answer(
            mediaType: "text/csv; charset=utf-8", body: Array(text.utf8),
            headers: [.contentDisposition: "attachment; filename=\"problems-\(id).csv\""])
    }

    // MARK: The preview

    func changeBatch() async throws -> Answer {
        let (id, version, staff, site) = (try batchID, try version, try staff, county.id)
        guard let entry = try await installation.store.read({ try BatchRegister($0, site: site).find(id) }) else { throw Refusal.notFound }
        let shown = Set(form.all("shown").compactMap { Int($0) })
        let columns = entry.preview.headings.indices
        let mapping = BatchMapping(
            title: form.text("title").shortened(BatchMapping.titleLimit),
            number: Int(form.text("number")).flatMap { columns.contains($0) ? $0 : nil },
            made: Int(form.text("made")).flatMap { columns.contains($0) ? $0 : nil }, leftOut: columns.filter { !shown.contains($0) },
            masks: form.isOn("masks"), elementNote: form.text("elementNote").shortened(BatchMapping.noteLimit))
        do {
            let table = try await portal.batchTable(entry)
            try await preparing.change(id, version: version, to: mapping, table: table, by: staff)
        } catch let refusal as BatchRefusal {
            return try await batch(problems: [(refusal.field ?? "columns", refusal.sentence)], status: refusal.status)
        }
        return .redirect(to: WorkRoute.batch.link(id, query: [("done", WorkNotice.changed.rawValue)]))
    }

    func removeBatch() async throws -> Answer {
        do {
            if let file = try await preparing.remove(try batchID, version: version, by: staff) {
                _ = try portal.fileStore().remove(file)
            }
        } catch let refusal as BatchRefusal {
            return try await batch(problems: [("columns", refusal.sentence)], status: refusal.status)
        }
        return .redirect(to: WorkRoute.batches.link(query: [("done", WorkNotice.removed.rawValue)]))
    }

    // MARK: Acts

    func actOnBatch(
        _ act: Batch.Act, reason: String = "", step: Int? = nil, ground: WithdrawalGround? = nil
    ) async throws -> Answer {
        let id = try batchID
        do {
            try await ActOnBatch(installation, county: county).run(
                act, on: id, version: version, reason: reason, step: step, ground: ground, by: staff)
        } catch let refusal as BatchRefusal {
            return try await batch(problems: [(refusal.field ?? "progress", refusal.sentence)], status: refusal.status)
        } catch let refusal as GateRefusal {
            let field = step.map { "opinion-\($0)" } ?? "reason"
            return try await batch(
                problems: refusal.reasons.map { ($0 == .noWithdrawalGround ? "ground" : field, $0.sentence) }, status: 422)
        }
        return .redirect(to: WorkRoute.batch.link(id))
    }

    func decideBatch() async throws -> Answer {
        guard let step = Int(form.text("step")) else { throw Refusal.badRequest("表单缺少环节，请刷新页面后重新办理。") }
        let reason = form.text("opinion-\(step)").shortened(1000)
        switch form["verdict"] {
        case "approved": return try await actOnBatch(.approve, reason: reason, step: step)
        case "returned": return try await actOnBatch(.returned, reason: reason, step: step)
        default: throw Refusal.badRequest("没有选择同意还是退回，请返回重新办理。")
        }
    }

    func undoBatch() async throws -> Answer {
        try await actOnBatch(
            .undo, reason: form.text("reason").shortened(300), ground: form["ground"].flatMap(WithdrawalGround.init(rawValue:)))
    }
}

/// What the page of a batch shows, from one view of the database.
private struct BatchView: Sendable {
    enum Shown: Sendable {
        case preview(BatchPreviewPage)
        case acts(BatchPage)
    }

    let shown: Shown

    /// - Returns: `nil` when there is no such batch.
    init?(_ id: Batch.ID, _ view: SiteView, staff: Staff, after: Draft.ID?, onlyOpen: Bool, isWatching: Bool) throws {
        let register = BatchRegister(view.transaction, site: view.site)
        guard let entry = try register.find(id), let unit = try view.unitRegister.find(entry.batch.unit) else { return nil }
        let batch = entry.batch
        let item = try view.catalogue.appearances(of: batch.item).last
        let link = item.map { ItemLink(id: $0.id, levels: $0.entry.levels) }
        let mayEdit = staff.holds(.editor, for: batch.unit)
        guard batch.state != .preview else {
            let missing = entry.mapping.elements(item?.entry.elements ?? [], headings: entry.preview.headings).missing
            shown = .preview(
                BatchPreviewPage(
                    batch: batch, unitName: unit.name, item: link, mapping: entry.mapping, preview: entry.preview, openElements: missing,
                    mayImport: mayEdit))
            return
        }
        let tally = try register.tally(of: id)
        let lines = try register.lines(of: id, after: after, onlyOpen: onlyOpen, limit: 51)
        var next: WebAddress?
        if lines.count > 50, let last = lines.dropLast().last {
            next = WorkRoute.batch.link(id, query: [("after", last.id.description)] + (onlyOpen ? [("show", "findings")] : []))
        }
        shown = .acts(
            BatchPage(
                batch: batch, unitName: unit.name, item: link, tally: tally, job: try register.job(of: id),
                awaited: try Self.awaited(id, tally, register, view, staff),
                reasons: Dictionary(
                    uniqueKeysWithValues: Batch.Act.allCases.map {
                        ($0, ActOnBatch.reasons($0, unit: batch.unit, tally: tally, by: staff))
                    }), lines: lines.prefix(50).map(DraftLine.init), next: next, onlyOpen: onlyOpen, isWatching: isWatching,
                hasProblems: entry.preview.problemCount > 0))
    }

    /// The steps that somebody's posts decide, with what is in the way of this person.
    private static func awaited(
        _ id: Batch.ID, _ tally: Batch.Tally, _ register: BatchRegister, _ view: SiteView, _ staff: Staff
    ) throws -> [BatchPage.Awaited] {
        var awaited: [BatchPage.Awaited] = []
        for (step, count) in tally.inReview.sorted(by: { $0.key < $1.key }) {
            guard let first = try register.drafts(of: id, states: ["inReview"], step: step, after: 0, limit: 1).first,
                let entry = try DraftRegister(view.transaction, site: view.site).find(first), entry.path.steps.indices.contains(step)
            else { continue }
            let kind = entry.path.steps[step]
            guard staff.holds(kind.role, for: entry.draft.unit) else { continue }
            let gate = try Gate.of(entry, in: view.transaction, site: view.site)
            let reasons = gate.deciding(.approved, by: staff, reason: "").filter { $0 == .draftedIt || $0 == .decidedBefore }
            awaited.append(BatchPage.Awaited(step: step, kind: kind, count: count, reasons: reasons))
        }
        return awaited
    }
}

/// Why an upload does not get past the virus scanner.
private struct ScanRefusal: Error {
    let status: Int
    let sentence: String
}

extension BatchRefusal {
    /// The form's field that it is about.
    fileprivate var field: String? {
        switch self {
        case .unknownItem, .notProactive: "item"
        case .elementsMissing: "elementNote"
        case .templateUnknown, .templateEmpty: "title"
        default: nil
        }
    }

    /// As an HTTP status.
    fileprivate var status: Int {
        switch self {
        case .tooManyRows, .tooManyColumns, .tooMuch: 413
        case .isWorking, .isNotPreview, .nothingToDo: 409
        case .unknown: 404
        default: 422
        }
    }
}

extension HTTPField.Name {
    /// Asks the browser to load the page again after so many seconds.
    fileprivate static let refresh = batchField("Refresh")

    private static func batchField(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("not a header name: \(name)") }
        return field
    }
}
