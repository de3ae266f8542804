import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// 复议诉讼.
struct DisputeHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private typealias Problems = [(field: String, message: String)]

    // MARK: List

    func list() async throws -> Answer {
        try await list(fields: DisputeFields(request: (work.query["request"] ?? "").shortened(20)), problems: [])
    }

    private func list(fields: DisputeFields, problems: Problems) async throws -> Answer {
        let staff = try work.staff
        let (wanted, isOpenOnly) = (OrganisationUnit.ID(text: work.query["unit"] ?? ""), work.query["state"] == "open")
        let page = try await work.read { view -> DisputesPage in
            let all = try view.unitRegister.all()
            let seen = all.filter { staff.seesRequests(of: $0.id) }
            let chosen = seen.first { $0.id == wanted }
            let scope = chosen.map { [$0.id] } ?? (staff.seesWholeCounty ? nil : seen.map(\.id))
            let names = Dictionary(all.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let register = RequestRegister(view.transaction, site: view.site)
            let found =
                scope?.isEmpty == true
                ? [] : try DisputeRegister(view.transaction, site: view.site).disputes(units: scope, limit: DisputesPage.most + 1)
            let lines = try found.prefix(DisputesPage.most).filter { !isOpenOnly || $0.result == nil }.map { dispute in
                DisputesPage.Line(
                    dispute: dispute, unitName: names[dispute.unit] ?? "",
                    requestNumber: try dispute.request.flatMap { try register.find($0)?.number })
            }
            return DisputesPage(
                lines: lines, units: seen.map { FilterOption(value: $0.id.description, label: $0.name) }, unit: chosen?.id.description,
                isOpenOnly: isOpenOnly, isCut: found.count > DisputesPage.most,
                fields: seen.contains { staff.handlesRequests(of: $0.id) } ? fields : nil, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    // MARK: Adding

    func add() async throws -> Answer {
        let fields = typed()
        var problems: Problems = []
        let site = work.county.id
        var request: DisclosureRequest?
        if !fields.request.isEmpty {
            request = try await work.installation.store.read { try RequestRegister($0, site: site).find(number: fields.request) }
            if request == nil { problems.append(("request", "没有编号为“\(fields.request.shortened(20))”的申请，请核对。")) }
        }
        let unit = request?.unit ?? OrganisationUnit.ID(text: fields.unit)
        if unit == nil, problems.isEmpty { problems.append(("dispute-unit", "请填写申请编号，或者选择单位。")) }
        let kind = RequestDispute.Kind(rawValue: fields.kind)
        if kind == nil { problems.append(("kind", "请选择种类。")) }
        let days = days(fields, &problems, needsReceived: true)
        guard let unit, let kind, let received = days.received, problems.isEmpty else {
            return try await list(fields: fields, problems: problems)
        }
        let dispute = RequestDispute(
            id: RequestDispute.ID(0), unit: unit, request: request?.id, kind: kind, received: received, authority: fields.authority,
            caseNumber: fields.caseNumber, materialDue: days.materialDue, result: RequestDispute.Result(rawValue: fields.result),
            resulted: days.resulted, note: fields.note)
        do {
            let id = try await RecordDispute(work.installation, county: work.county).add(dispute, by: try work.staff)
            return .redirect(to: WorkRoute.dispute.link(id, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as RecordDispute.Refusal {
            return try await list(fields: fields, problems: [(refusal.field, refusal.sentence)])
        }
    }

    private func typed() -> DisputeFields {
        let form = work.form
        return DisputeFields(
            unit: form.text("dispute-unit"), request: form.text("request"), kind: form.text("kind"), received: form.text("received"),
            authority: form.text("authority"), caseNumber: form.text("caseNumber"), materialDue: form.text("materialDue"),
            result: form.text("result"), resulted: form.text("resulted"), note: form.text("note"))
    }

    private func days(
        _ fields: DisputeFields, _ problems: inout Problems, needsReceived: Bool
    ) -> (received: Day?, materialDue: Day?, resulted: Day?) {
        func day(_ field: String, _ label: String, _ text: String) -> Day? {
            if text.isEmpty { return nil }
            let day = Day(text: text)
            if day == nil { problems.append((field, "\(label)“\(text.shortened(30))”无法识别，请写成 2026-03-20。")) }
            return day
        }
        if needsReceived, fields.received.isEmpty { problems.append(("received", "请填写收到通知书的日期。")) }
        return (
            needsReceived ? day("received", "收到通知书的日期", fields.received) : nil, day("materialDue", "材料的期限", fields.materialDue),
            day("resulted", "审结日期", fields.resulted)
        )
    }

    // MARK: One dispute

    func page() async throws -> Answer { try await page(fields: nil, problems: []) }

    private func page(fields: DisputeFields?, problems: Problems) async throws -> Answer {
        let (id, staff, today) = (try work.identifier("dispute", RequestDispute.self), try work.staff, work.now.day)
        let hasKey = work.installation.vault != nil
        let page = try await work.read { view -> DisputePage in
            guard let dispute = try DisputeRegister(view.transaction, site: view.site).find(id) else { throw Refusal.notFound }
            let shared = try RequestView(view, today: today)
            let shown = try dispute.request.flatMap { try RequestCase.load($0, shared, staff: staff, hasKey: hasKey) }
            let handles = staff.handlesRequests(of: dispute.unit)
            let reopens = dispute.result == .corrected && handles
            return DisputePage(
                dispute: dispute, unitName: shared.units[dispute.unit]?.name ?? "", requestNumber: shown?.request.number,
                fields: handles ? fields ?? DisputeFields(dispute) : nil, problems: problems,
                reopening: reopens ? shown.map { ($0.request.version, $0.reasons(against: .reopened)) } : nil)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func change() async throws -> Answer {
        let (id, version, fields) = (try work.identifier("dispute", RequestDispute.self), try work.version, typed())
        let site = work.county.id
        guard var dispute = try await work.installation.store.read({ try DisputeRegister($0, site: site).find(id) }) else {
            throw Refusal.notFound
        }
        var problems: Problems = []
        let days = days(fields, &problems, needsReceived: false)
        guard problems.isEmpty else { return try await page(fields: fields, problems: problems) }
        dispute.version = version
        dispute.authority = fields.authority
        dispute.caseNumber = fields.caseNumber
        dispute.materialDue = days.materialDue
        dispute.result = RequestDispute.Result(rawValue: fields.result)
        dispute.resulted = days.resulted
        dispute.note = fields.note
        do {
            try await RecordDispute(work.installation, county: work.county).change(dispute, by: try work.staff)
        } catch let refusal as RecordDispute.Refusal {
            return try await page(fields: fields, problems: [(refusal.field, refusal.sentence)])
        }
        return .redirect(to: WorkRoute.dispute.link(id, query: [("done", WorkNotice.recorded.rawValue)]))
    }
}

extension RecordDispute.Refusal {
    /// The form's field that it is about.
    fileprivate var field: String {
        switch self {
        case .unknown, .otherUnit: "request"
        case .noAuthority: "authority"
        case .dayAfterToday: "received"
        case .resultBeforeReceipt, .resultWithoutDay: "resulted"
        case .longText: "note"
        }
    }
}
