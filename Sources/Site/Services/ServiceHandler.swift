import Domain
import Files
import HTML
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// 办事指南和政策 in the workbench: the list, one of them, its form, its way to the gate.
struct ServiceHandler {
    private static let mostTraces = 60
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepService { KeepService(work.installation, county: work.county) }

    /// Units that the signed-in person writes for.
    private func ownUnits() async throws -> [OrganisationUnit] {
        let staff = try work.staff
        return try await work.read { view in try view.unitRegister.all().filter { staff.holds(.editor, for: $0.id) } }
    }

    // MARK: Reading

    func list() async throws -> Answer {
        let (staff, today) = (try work.staff, work.now.day)
        let page = try await work.read { view -> ServicesWorkPage in
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let clock = try view.serviceClock
            let lines = try ServicePaper.Kind.allCases.flatMap { kind -> [ServicesWorkPage.Line] in
                let newest = try view.services.newest(kind)
                return try view.services.all(kind).compactMap { entry in
                    guard staff.seesWholeCounty || staff.units.contains(entry.unit), let kept = newest[entry.id] else { return nil }
                    return ServicesWorkPage.Line(
                        id: entry.id, kind: kind, name: entry.name, code: entry.code, unitName: units[entry.unit] ?? "",
                        number: kept.version.number, state: kept.state,
                        timing: clock.timing(of: kept.version, published: kept.published, on: today),
                        missing: kept.version.content.missing.count)
                }
            }
            let reports = ServiceReportRegister(view.transaction, site: view.site)
            return ServicesWorkPage(
                lines: lines, mayWrite: staff.holds(.editor), openReports: staff.holds(.disclosureOffice) ? try reports.openCount() : nil)
        }
        return work.show(page)
    }

    /// The guide or policy of the address, for its unit's people and the office; to others it does not exist.
    private func found() async throws -> ServiceRegister.Entry {
        let (id, staff) = (try work.identifier("service", ServicePaper.self), try work.staff)
        let entry = try await work.read { try $0.services.find(id) }
        guard let entry, staff.seesWholeCounty || staff.units.contains(entry.unit) else { throw Refusal.notFound }
        return entry
    }

    func show() async throws -> Answer { try await show(problems: []) }

    private func show(problems: FieldProblems, typed: [String: String] = [:]) async throws -> Answer {
        let (entry, staff, today) = (try await found(), try work.staff, work.now.day)
        let page = try await work.read { view -> ServiceWorkPage in
            let kept = try view.services.versions(of: entry.id)
            let clock = try view.serviceClock
            let lines = kept.enumerated().map { index, line in
                let version = line.version
                return ServiceWorkPage.Line(
                    version: version, state: line.state, isFaithful: line.isFaithful,
                    timing: clock.timing(of: version, published: line.published, on: today),
                    missing: (version.content.faults + version.content.missing).map { ($0.field, $0.sentence) },
                    changes: index + 1 < kept.count ? version.content.changes(since: kept[index + 1].version.content) : [])
            }
            let current = try view.services.published(paper: entry.id)[entry.id]
            let address = entry.kind == .guide ? Address.service(entry.id) : .policy(entry.id)
            let trace = try EventRegister(view.transaction, site: view.site).trail(
                of: Event.Subject(.service, entry.id.rawValue), limit: Self.mostTraces)
            let isOwn = staff.holds(.editor, for: entry.unit)
            return ServiceWorkPage(
                id: entry.id, kind: entry.kind, name: entry.name, unitName: try view.unitRegister.find(entry.unit)?.name ?? "",
                lines: lines,
                mayWrite: isOwn, mayRecord: isOwn || staff.holds(.disclosureOffice), publicAddress: current == nil ? nil : address.link,
                trace: trace.map { ($0.time, "\($0.actor)：\($0.verb.words)\($0.reason.isEmpty ? "" : "（\($0.reason)）")") }, typed: typed,
                problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func version(of entry: ServiceRegister.Entry) async throws -> ServiceRegister.Kept {
        let id = try work.identifier("version", ServiceVersion.self)
        guard let kept = try await work.read({ try $0.services.versions(of: entry.id).first { $0.version.id == id } }) else {
            throw Refusal.notFound
        }
        return kept
    }

    // MARK: Writing

    private func kind() throws -> ServicePaper.Kind {
        guard let kind = work.parameters["kind"].flatMap(ServicePaper.Kind.init) else { throw Refusal.notFound }
        return kind
    }

    func form() async throws -> Answer {
        let kind = try kind()
        let empty: ServicePaper = kind == .guide ? .guide(ServiceGuide()) : .policy(EnterprisePolicy())
        return work.show(
            ServiceFormPage(
                kind: kind, place: nil, number: 1, version: 0, values: ServiceFormPage.values(of: empty), units: try await ownUnits()))
    }

    func create() async throws -> Answer {
        let (kind, staff, units) = (try kind(), try work.staff, try await ownUnits())
        let (content, faults) = ServiceForm(work.form).content(kind)
        var problems = faults
        let unit = units.first { $0.code == work.form.text("unit") }
        if unit == nil { problems.append(("unit", "请选择单位。")) }
        if problems.isEmpty, let unit {
            do {
                _ = try await keeping.create(content, unit: unit.id, by: staff)
                let entry = try await work.read { try $0.services.find(code: content.code) }
                guard let entry else { throw Refusal.notFound }
                return .redirect(to: WorkRoute.service.link(entry.id, query: [("done", WorkNotice.created.rawValue)]))
            } catch let refusal as ServiceRefusal where !refusal.isUnknown { problems = refusal.problems }
        }
        return work.show(
            ServiceFormPage(
                kind: kind, place: nil, number: 1, version: 0, values: ServiceForm(work.form).typed, units: units, problems: problems),
            status: .unprocessableContent)
    }

    func startChange() async throws -> Answer {
        let (entry, staff) = (try await found(), try work.staff)
        do {
            let id = try await keeping.startChange(of: entry.id, by: staff)
            return .redirect(to: WorkRoute.editService.link(entry.id, id, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as ServiceRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems) }
    }

    func edit() async throws -> Answer {
        let entry = try await found()
        let kept = try await version(of: entry)
        guard kept.isEditable else { return try await show(problems: ServiceRefusal(.notEditable).problems) }
        var values = ServiceFormPage.values(of: kept.version.content)
        values["reason"] = kept.version.reason
        values["effective"] = kept.version.effective?.description
        return work.show(
            ServiceFormPage(
                kind: entry.kind, place: (entry.id, kept.version.id), number: kept.version.number, version: kept.version.version,
                values: values, missing: kept.version.content.missing.filter { $0.field != "files" }.map { ($0.field, $0.sentence) }))
    }

    func save() async throws -> Answer {
        let (entry, staff, version) = (try await found(), try work.staff, try work.formVersion())
        let kept = try await self.version(of: entry)
        let (content, faults) = ServiceForm(work.form).content(entry.kind)
        var problems = faults
        let typedDay = work.form.text("effective")
        let effective = Day(text: typedDay)
        if effective == nil, !typedDay.isEmpty { problems.append(("effective", "日期应当写成“\(work.now.day)”的样子。")) }
        if problems.isEmpty {
            do {
                try await keeping.save(
                    kept.version.id, of: entry.id, version: version, content, reason: work.form.text("reason"), effective: effective,
                    by: staff)
                return .redirect(to: WorkRoute.service.link(entry.id, query: [("done", WorkNotice.saved.rawValue)]))
            } catch let refusal as ServiceRefusal where !refusal.isUnknown { problems = refusal.problems }
        }
        return work.show(
            ServiceFormPage(
                kind: entry.kind, place: (entry.id, kept.version.id), number: kept.version.number, version: version,
                values: ServiceForm(work.form).typed, problems: problems), status: .unprocessableContent)
    }

    func submit() async throws -> Answer {
        let (entry, staff) = (try await found(), try work.staff)
        let kept = try await version(of: entry)
        do {
            let draft = try await keeping.submit(kept.version.id, of: entry.id, by: staff)
            return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as ServiceRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems) }
    }

    func recordApproval() async throws -> Answer {
        let (entry, staff) = (try await found(), try work.staff)
        let kept = try await version(of: entry)
        guard let day = Day(text: work.form.text("approval-day")) else {
            return try await show(problems: [("approval-day", "日期应当写成“\(work.now.day)”的样子。")], typed: work.typed)
        }
        do {
            try await keeping.recordApproval(
                ServiceVersion.Approval(day: day, document: work.form.text("approval-document")), of: kept.version.id, paper: entry.id,
                by: staff)
            return .redirect(to: WorkRoute.service.link(entry.id, query: [("done", WorkNotice.recorded.rawValue)]))
        } catch let refusal as ServiceRefusal where !refusal.isUnknown {
            return try await show(problems: refusal.problems, typed: work.typed)
        }
    }

    // MARK: Files

    func attach() async throws -> Answer {
        let (entry, store, staff) = (try await found(), try work.portal.fileStore(), try work.staff)
        let kept = try await version(of: entry)
        let limit = work.portal.settings.uploadLimitMegabytes * 1_048_576
        do {
            let form = try await MultipartForm.read(
                work.request, into: store, limits: MultipartLimits(totalInBytes: limit + (20 << 20), fileInBytes: limit))
            let fields = FormFields(form.fields)
            let uploads = form.files.filter { $0.stored.sizeInBytes > 0 }
            do {
                guard let upload = uploads.first, let role = ServiceGuide.File.Role(rawValue: fields.text("role")) else {
                    throw UploadRefusal(status: 400, sentence: "没有选择文件，请选好文件后再上传。")
                }
                let file = ServiceGuide.File(role: role, attachment: try await work.judge(upload, store))
                try await keeping.attach(file, to: fields.text("material"), kept.version.id, of: entry.id, by: staff)
                return .redirect(to: WorkRoute.service.link(entry.id, query: [("done", WorkNotice.attached.rawValue)]))
            } catch {
                for upload in uploads { try await work.drop(upload.stored.digest, store) }
                switch error {
                case let refusal as UploadRefusal: return try await show(problems: [("file", refusal.sentence)])
                case let refusal as ServiceRefusal where !refusal.isUnknown: return try await show(problems: refusal.problems)
                default: throw error
                }
            }
        } catch let refusal as MultipartRefusal { return try await show(problems: [("file", refusal.sentence)]) }
    }
}

/// 索要材料反映登记 in the workbench, for the office.
struct ServiceReportsHandler {
    private static let most = 200
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var reports: ReportExcess { ReportExcess(work.installation, county: work.county) }

    func list() async throws -> Answer { try await list(contact: nil, problems: []) }

    private func list(contact: (report: String, text: String)?, problems: FieldProblems) async throws -> Answer {
        let page = try await work.read { view -> ServiceReportsPage in
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let found = try ServiceReportRegister(view.transaction, site: view.site).all(limit: Self.most)
            return ServiceReportsPage(
                lines: try found.compactMap { report in
                    guard let entry = try view.services.find(report.paper) else { return nil }
                    return ServiceReportsPage.Line(
                        id: report.id.description, receipt: report.receipt, guideName: entry.name, unitName: units[entry.unit] ?? "",
                        asked: report.asked, detail: report.detail, hasContact: report.contact != nil, received: report.received,
                        outcome: report.outcome, version: report.version)
                }, contact: contact, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func close() async throws -> Answer {
        let (id, staff) = (try work.identifier("report", ServiceReportRegister.Report.self), try work.staff)
        do {
            try await reports.close(id, version: try work.formVersion(), outcome: work.form.text("outcome-\(id)"), by: staff)
            return .redirect(to: WorkRoute.serviceReports.link(query: [("done", WorkNotice.answered.rawValue)]))
        } catch let refusal as ServiceRefusal where !refusal.isUnknown {
            return try await list(contact: nil, problems: refusal.problems.map { ("outcome-\(id)", $0.message) })
        }
    }

    func contact() async throws -> Answer {
        let (id, staff) = (try work.identifier("report", ServiceReportRegister.Report.self), try work.staff)
        let text = try await reports.contact(of: id, by: staff)
        return try await list(contact: (id.description, text), problems: [])
    }
}
