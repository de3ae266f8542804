import Domain
import HTML
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// An entry of a register: its form, its history.
struct LedgerLineHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepLedger { KeepLedger(work.installation, county: work.county) }

    private var typed: [String: String] {
        Dictionary(work.form.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    func form() async throws -> Answer {
        let staff = try work.staff
        let unit = staff.posts.first { $0.role == .editor }?.unit
        return try await form(nil, values: [:], unit: unit?.description ?? "", problems: [])
    }

    func show() async throws -> Answer {
        let line = try await line()
        return try await form(line, values: line.cells.values, unit: line.unit.description, problems: [])
    }

    private func line() async throws -> LedgerLine {
        let (kind, id) = (try work.ledgerKind(), try work.identifier("line", LedgerLine.self))
        guard let line = try await work.read({ try $0.ledgerBook.find(id, in: kind) }) else { throw Refusal.notFound }
        return line
    }

    private func form(
        _ line: LedgerLine?, values: [String: String], unit: String, problems: FieldProblems, version: Int? = nil
    ) async throws -> Answer {
        let (kind, staff, today) = (try work.ledgerKind(), try work.staff, work.now.day)
        let page = try await work.read { view -> LedgerLinePageForStaff in
            let all = try view.unitRegister.all()
            let names = Dictionary(all.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let units = all.filter { KeepLedger.mayKeep($0.id, staff) && (kind.keepers.isEmpty || kind.keepers.contains($0.kind)) }
            let wordings = try line.map { try view.ledgerBook.wordings(of: $0.id) } ?? []
            let warnings = try line.map { line in
                kind.warnings(try view.ledgerBook.facts(of: kind, on: today)).filter { $0.line == line.id }
            }
            return LedgerLinePageForStaff(
                kind: kind, line: line, version: version ?? line?.version ?? 0, values: values, unit: unit,
                units: units.map { ($0.id, $0.name) }, mayWrite: line.map { KeepLedger.mayKeep($0.unit, staff) } ?? true,
                history: Self.history(wordings, kind: kind, names: names), warnings: warnings ?? [], problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// What each wording changed of the one before.
    private static func history(
        _ wordings: [LedgerBook.Wording], kind: LedgerKind, names: [OrganisationUnit.ID: String]
    ) -> [LedgerLinePageForStaff.Wording] {
        wordings.enumerated().map { index, wording in
            let reason = wording.reason.isEmpty ? "" : "（\(wording.reason)）"
            guard index + 1 < wordings.count else {
                return LedgerLinePageForStaff.Wording(time: wording.recorded, signature: wording.signature, words: "登记\(reason)")
            }
            let former = wordings[index + 1]
            var changes = kind.fields.filter { wording.cells[$0.code] != former.cells[$0.code] }.map { field in
                "\(field.name)：“\(former.cells[field.code])”→“\(wording.cells[field.code])”"
            }
            if wording.unit != former.unit { changes.append("单位：“\(names[former.unit] ?? "")”→“\(names[wording.unit] ?? "")”") }
            if wording.closed != nil { changes.append("注销登记") }
            return LedgerLinePageForStaff.Wording(
                time: wording.recorded, signature: wording.signature, words: changes.joined(separator: "；") + reason)
        }
    }

    private func unit() throws(LedgerRefusal) -> OrganisationUnit.ID {
        guard let unit = OrganisationUnit.ID(text: work.form.text("unit")) else { throw LedgerRefusal([LedgerFault("unit", .missing)]) }
        return unit
    }

    func enter() async throws -> Answer {
        let (kind, staff) = (try work.ledgerKind(), try work.staff)
        do {
            let id = try await keeping.enter(typed, into: kind, unit: try unit(), by: staff)
            return .redirect(to: WorkRoute.ledgerLine.link(kind.code, id, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as LedgerRefusal {
            return try await form(nil, values: typed, unit: work.form.text("unit"), problems: refusal.problems(in: kind))
        }
    }

    private func version() throws -> Int {
        guard let version = Int(work.form.text("version")) else { throw Refusal.badRequest("表单缺少版本，请从登记簿页面重新打开。") }
        return version
    }

    func change() async throws -> Answer {
        let (kind, staff, line, version) = (try work.ledgerKind(), try work.staff, try await line(), try version())
        do {
            try await keeping.change(
                line.id, in: kind, version: version, to: typed, unit: try unit(), reason: work.form.text("reason"), by: staff)
            return .redirect(to: WorkRoute.ledgerLine.link(kind.code, line.id, query: [("done", WorkNotice.changed.rawValue)]))
        } catch let refusal as LedgerRefusal {
            return try await form(
                line, values: typed, unit: work.form.text("unit"), problems: refusal.problems(in: kind), version: version)
        }
    }

    func close() async throws -> Answer {
        let (kind, staff, line, version) = (try work.ledgerKind(), try work.staff, try await line(), try version())
        do {
            try await keeping.close(line.id, in: kind, version: version, reason: work.form.text("closing-reason"), by: staff)
            return .redirect(to: WorkRoute.ledger.link(kind.code, query: [("done", WorkNotice.ended.rawValue)]))
        } catch let refusal as LedgerRefusal {
            let problems = refusal.problems(in: kind).map {
                (field: $0.field == "reason" ? "closing-reason" : $0.field, message: $0.message)
            }
            return try await form(line, values: line.cells.values, unit: line.unit.description, problems: problems, version: version)
        }
    }
}
