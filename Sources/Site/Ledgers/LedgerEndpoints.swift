import Domain
import Files
import HTML
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let ledgerEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.ledgers) { try await LedgerHandler($0).list() },
        WorkEndpoint(.ledgerWarnings) { try await LedgerHandler($0).warnings() },
        WorkEndpoint(.ledger) { try await LedgerHandler($0).show() },
        WorkEndpoint(.newLedgerLine) { try await LedgerLineHandler($0).form() },
        WorkEndpoint(.enterLedgerLine) { try await LedgerLineHandler($0).enter() },
        WorkEndpoint(.importLedger, formLimit: nil) { try await LedgerHandler($0).bringIn() },
        WorkEndpoint(.ledgerImport) { try await LedgerHandler($0).preview() },
        WorkEndpoint(.takeLedgerImport) { try await LedgerHandler($0).take() },
        WorkEndpoint(.releaseLedger) { try await LedgerHandler($0).release() },
        WorkEndpoint(.settleLedger) { try await LedgerHandler($0).settle() },
        WorkEndpoint(.ledgerExport) { try await LedgerHandler($0).export() },
        WorkEndpoint(.ledgerLine) { try await LedgerLineHandler($0).show() },
        WorkEndpoint(.changeLedgerLine) { try await LedgerLineHandler($0).change() },
        WorkEndpoint(.closeLedgerLine) { try await LedgerLineHandler($0).close() },
    ]
}

extension WorkRequest {
    /// The register of the address.
    func ledgerKind() throws -> LedgerKind {
        guard let kind = parameters["ledger"].flatMap({ LedgerKind.find($0) }) else { throw Refusal.notFound }
        return kind
    }
}

extension LedgerRefusal {
    func problems(in kind: LedgerKind, else field: String = "unit") -> [(field: String, message: String)] {
        faults.map { ($0.field.isEmpty ? field : $0.field, $0.sentence(in: kind)) }
    }
}

/// 公开台账: the list, one register, its files, its releases.
struct LedgerHandler {
    private static let fileLimit = 20 << 20
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepLedger { KeepLedger(work.installation, county: work.county) }

    // MARK: Reading

    func list() async throws -> Answer {
        let today = work.now.day
        let lines = try await work.read { view in
            let states = try view.ledgerBook.publishedKinds()
            return try LedgerKind.all.map { kind in
                LedgersWorkPage.Line(
                    kind: kind, count: try view.ledgerBook.count(of: kind), published: states[kind.code]?.day,
                    warnings: try view.ledgerBook.warnings(of: kind, on: today).count)
            }
        }
        return work.show(LedgersWorkPage(lines: lines))
    }

    func warnings() async throws -> Answer {
        let (today, staff) = (work.now.day, try work.staff)
        return work.show(
            try await work.read { view in
                let parts = try LedgerKind.all.map { kind in
                    let all = try view.ledgerBook.warnings(of: kind, on: today)
                    // A unit's people see their own.
                    let own = staff.seesWholeCounty ? all : all.filter { warning in warning.unit.map { staff.units.contains($0) } ?? true }
                    return (kind: kind, warnings: own)
                }
                return LedgerWarningsPage(parts: parts, units: try view.unitLinks().mapValues(\.name))
            })
    }

    func show() async throws -> Answer { try await show(problems: []) }

    private func show(problems: FieldProblems) async throws -> Answer {
        let (kind, staff, today) = (try work.ledgerKind(), try work.staff, work.now.day)
        let text = String(Folding.trimmed(work.query["q"] ?? "").prefix(SearchQuery.textLimit))
        let (withClosed, after) = (work.query["closed"] != nil, work.query["after"].flatMap { LedgerLine.ID(text: $0) })
        let page = try await work.read { view -> LedgerWorkPage in
            let (book, units) = (view.ledgerBook, try view.unitLinks().mapValues(\.name))
            let words = Folding.fold(text)
            let found = try book.lines(of: kind, withClosed: withClosed).filter { line in
                words.isEmpty
                    || Folding.fold((kind.fields.map { line.cells[$0.code] } + [units[line.unit] ?? ""]).joined(separator: " "))
                        .contains(words)
            }
            let rest = found.drop { line in after.map { line.id <= $0 } ?? false }
            let shown = Array(rest.prefix(LedgerWorkPage.pageLength))
            let setting = try book.setting(of: kind)
            let query = [(name: "q", value: text), (name: "closed", value: withClosed ? "on" : "")].filter { !$0.value.isEmpty }
            let next = shown.last.map { WorkRoute.ledger.link(kind.code, query: query + [(name: "after", value: $0.id.description)]) }
            return LedgerWorkPage(
                kind: kind, lines: shown, total: found.count, text: text, withClosed: withClosed,
                next: rest.count > shown.count ? next : nil,
                units: units, warnings: try book.warnings(of: kind, on: today),
                releases: try book.releases(of: kind).map { release, draftUnit, state, path in
                    LedgerWorkPage.Release(
                        day: release.day, count: release.count, unit: release.unit.map { units[$0] ?? "" } ?? "全部", draft: release.draft,
                        draftUnit: draftUnit, state: state, path: path, signature: release.signature)
                },
                own: staff.posts.filter { $0.role == .editor }.map { ($0.unit, units[$0.unit] ?? "") },
                mayWrite: staff.holds(.editor) || staff.holds(.disclosureOffice), item: try setting.item.flatMap { try view.item($0) },
                items: staff.holds(.disclosureOffice) ? try view.itemsInForce() : [], rhythm: setting.rhythm,
                maySettle: staff.holds(.disclosureOffice), problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func export() async throws -> Answer {
        let (kind, today) = (try work.ledgerKind(), work.now.day)
        guard let format = work.parameters["format"].flatMap({ CatalogueFileFormat(rawValue: $0) }) else { throw Refusal.notFound }
        let (lines, names) = try await work.read { (try $0.ledgerBook.lines(of: kind), try $0.unitLinks().mapValues(\.name)) }
        let title = "\(kind.name)\(today)"
        let bytes = try await kind.file(
            format, rows: lines.map { LedgerRow(line: $0.id, unit: $0.unit, cells: $0.cells) }, fields: kind.fields, asOf: today,
            title: title, unitName: { names[$0] ?? "" })
        return .download(bytes, mediaType: format.mediaType, name: "\(title).\(format.rawValue)")
    }

    // MARK: Files

    func bringIn() async throws -> Answer {
        let (kind, staff, store) = (try work.ledgerKind(), try work.staff, try work.portal.fileStore())
        do {
            let form = try await MultipartForm.read(work.request, into: store, limits: MultipartLimits(fileInBytes: Self.fileLimit))
            guard let upload = form.files.first(where: { $0.stored.sizeInBytes > 0 }) else { throw MultipartRefusal.notMultipart }
            let bytes = try store.read(upload.stored.digest)
            try await work.drop(upload.stored.digest, store)
            let read = await BlockingWork.run { () -> Result<[LedgerImport.Row], UnreadableFile> in
                do throws(UnreadableFile) { return .success(try LedgerFile.read(bytes, as: kind).rows) } catch { return .failure(error) }
            }
            let id = try await keeping.bringIn(
                try read.get(), named: String(upload.name.prefix(120)), into: kind, own: staff.posts.first { $0.role == .editor }?.unit,
                by: staff)
            return .redirect(to: WorkRoute.ledgerImport.link(kind.code, id))
        } catch let refusal as MultipartRefusal {
            return try await show(problems: [("file", refusal.sentence)])
        } catch let error as UnreadableFile {
            return try await show(problems: [("file", error.reason)])
        }
    }

    private func waiting(_ kind: LedgerKind) async throws -> LedgerBook.Waiting {
        let (id, account) = (try work.identifier("import", LedgerBook.Waiting.self), try work.staff.account)
        guard let found = try await work.read({ try $0.ledgerBook.waiting(id, into: kind, of: account) }) else { throw Refusal.notFound }
        return found
    }

    func preview() async throws -> Answer {
        let (kind, staff) = (try work.ledgerKind(), try work.staff)
        let waiting = try await waiting(kind)
        let preview = try await keeping.judge(waiting.rows, into: kind, own: waiting.unit, by: staff)
        let units = try await work.read { try $0.unitLinks().mapValues(\.name) }
        return work.show(
            LedgerImportPage(kind: kind, id: waiting.id.description, name: waiting.name, preview: preview, units: units))
    }

    func take() async throws -> Answer {
        let (kind, staff) = (try work.ledgerKind(), try work.staff)
        let waiting = try await waiting(kind)
        do {
            try await keeping.take(waiting.rows, named: waiting.name, into: kind, own: waiting.unit, waiting: waiting.id, by: staff)
            return .redirect(to: WorkRoute.ledger.link(kind.code, query: [("done", WorkNotice.imported.rawValue)]))
        } catch let refusal as LedgerRefusal { return try await show(problems: refusal.problems(in: kind, else: "file")) }
    }

    // MARK: Publishing

    func release() async throws -> Answer {
        let (kind, staff, store) = (try work.ledgerKind(), try work.staff, try work.portal.fileStore())
        guard let unit = OrganisationUnit.ID(text: work.form.text("unit")) else { throw Refusal.badRequest("请选择由哪个单位发布。") }
        let releasing = ReleaseLedger(work.installation, county: work.county)
        let prepared = try await releasing.prepare(kind, unit: unit)
        do {
            let file = try await LedgerAttachment.make(of: prepared, in: store)
            let draft = try await releasing.run(prepared, unit: unit, file: file, by: staff)
            return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
        } catch let error as UnwritableFile {
            return work.unwritable(error)
        } catch let refusal as LedgerRefusal { return try await show(problems: refusal.problems(in: kind)) }
    }

    func settle() async throws -> Answer {
        let (kind, staff, typed) = (try work.ledgerKind(), try work.staff, work.form.text("item"))
        guard let rhythm = LedgerRhythm(rawValue: work.form.text("rhythm")) else { throw Refusal.badRequest("请选择周期。") }
        let item = CatalogueItem.ID(text: typed)
        guard typed.isEmpty || item != nil else { throw Refusal.badRequest("请从列表中选择公开事项。") }
        do {
            try await keeping.settle(LedgerBook.Setting(item: item, rhythm: rhythm), of: kind, by: staff)
            return .redirect(to: WorkRoute.ledger.link(kind.code, query: [("done", WorkNotice.saved.rawValue)]))
        } catch let refusal as LedgerRefusal { return try await show(problems: refusal.problems(in: kind, else: "item")) }
    }
}

extension SiteView {
    /// An item as the newest version that has it writes it.
    fileprivate func item(_ id: CatalogueItem.ID) throws -> ItemLink? {
        try catalogue.appearances(of: id).last.map { ItemLink(id: $0.id, levels: $0.entry.levels) }
    }

    /// Every item of the county's catalogue in force, with its field.
    fileprivate func itemsInForce() throws -> [ItemLink] {
        guard let version = try catalogue.inForce(.county) else { return [] }
        let domains = Dictionary(try dutyRegister.domains().map { ($0.code, DomainLink($0)) }, uniquingKeysWith: { $1 })
        return try catalogue.items(of: version.id).map { ItemLink(id: $0.id, levels: $0.entry.levels, domain: domains[$0.domain]) }
    }
}

extension LedgersToday {
    /// - Returns: `nil` when nothing waits.
    static func load(_ view: SiteView, _ staff: Staff, today: Day) throws -> LedgersToday? {
        let lines = try LedgerDuties.lines(
            view.transaction, site: view.site, units: staff.posts.filter { $0.role == .editor }.map(\.unit),
            isOffice: staff.holds(.disclosureOffice), on: today)
        guard !lines.isEmpty else { return nil }
        return LedgersToday(lines: lines.map { Line(kind: $0.kind, count: $0.warnings.count, due: $0.due) })
    }
}
