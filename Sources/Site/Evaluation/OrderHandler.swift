import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// 整改.
struct OrderHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var ordering: OrderRectification { OrderRectification(work.installation, county: work.county) }

    func list() async throws -> Answer {
        let staff = try work.staff
        let units = staff.posts.filter { $0.role == .editor }.map(\.unit)
        let page = try await work.read { view -> OrdersPage in
            let names = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let orders = try RectificationRegister(view.transaction, site: view.site).orders(
                units: staff.holds(.disclosureOffice) ? nil : units, limit: OrdersPage.most + 1)
            return OrdersPage(orders: Array(orders.prefix(OrdersPage.most)), names: names, isCut: orders.count > OrdersPage.most)
        }
        return work.show(page)
    }

    func show() async throws -> Answer { try await show(problems: []) }

    /// 整改情况报告.
    func file() async throws -> Answer {
        let order = try await order()
        guard let round = try await work.read({ try RoundRegister($0.transaction, site: $0.site).find(order.round) }) else {
            throw Refusal.notFound
        }
        return try await work.rectificationReport(round, [order])
    }

    /// To other units it does not exist.
    private func order() async throws -> RectificationOrder {
        let (id, staff) = (try work.identifier("order", RectificationOrder.self), try work.staff)
        let order = try await work.read { try RectificationRegister($0.transaction, site: $0.site).find(id) }
        guard let order, staff.holds(.disclosureOffice) || staff.holds(.editor, for: order.unit) else { throw Refusal.notFound }
        return order
    }

    private func show(problems: FieldProblems) async throws -> Answer {
        let (order, staff, typed) = (try await order(), try work.staff, work.form.text("report") + work.form.text("finding"))
        let page = try await work.read { view -> OrderPage? in
            guard let round = try RoundRegister(view.transaction, site: view.site).find(order.round) else { return nil }
            let files = try SheetRegister(view.transaction).files(of: round.id).filter { $0.order == order.id }
            let roles = round.roles(of: staff, for: order.unit)
            return OrderPage(
                order: order, round: round, unitName: try view.unitRegister.find(order.unit)?.name ?? "",
                files: files.map { ($0.id.description, $0.name, $0.sizeInBytes) },
                mayRespond: round.state.allows(.respond, to: roles) && order.after(.response) != nil,
                mayRecheck: round.state.allows(.recheck, to: roles) && order.after(.accepted) != nil, typed: typed, problems: problems)
        }
        guard let page else { throw Refusal.notFound }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func act(_ notice: WorkNotice, at field: String, _ body: (RectificationOrder, Int, Staff) async throws -> Void) async throws
        -> Answer
    {
        let order = try await order()
        guard let version = Int(work.form.text("version")) else { throw Refusal.badRequest("表单缺少版本，请从整改页面重新打开。") }
        do {
            try await body(order, version, try work.staff)
            return .redirect(to: WorkRoute.rectification.link(order.id, query: [("done", notice.rawValue)]))
        } catch let refusal as RoundRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems(at: field)) }
    }

    func respond() async throws -> Answer {
        try await act(.submitted, at: "report") { order, version, staff in
            try await ordering.respond(order.id, version: version, text: work.form.text("report"), by: staff)
        }
    }

    func recheck() async throws -> Answer {
        try await act(.recorded, at: "finding") { order, version, staff in
            guard ["accepted", "returned"].contains(work.form.text("verdict")) else { throw Refusal.badRequest("请选择复查是否通过。") }
            try await ordering.recheck(
                order.id, version: version, isAccepted: work.form.text("verdict") == "accepted", text: work.form.text("finding"), by: staff)
        }
    }

    func addFile() async throws -> Answer {
        let (order, staff) = (try await order(), try work.staff)
        let problems = try await work.takeFiles { _, file in
            try await ordering.add(
                SheetRegister.File(
                    id: SheetRegister.File.ID(0), sheet: nil, order: order.id, leaf: "", name: file.name, mediaType: file.mediaType,
                    sizeInBytes: file.sizeInBytes, digest: file.digest, added: work.now, signature: ""), to: order.id, by: staff)
        }
        guard problems.isEmpty else { return try await show(problems: problems) }
        return .redirect(to: WorkRoute.rectification.link(order.id, query: [("done", WorkNotice.attached.rawValue)]))
    }
}
